"""Commands that ask a server and change nothing: they may be repeated.

A reader types slower than a runner, and a node learns of a service a moment after a pod of it is ready, as a
pod has no address when it is made.

Knows the options of programs that ask. Must not know clusters, nor steps.
"""

from slidegen import lazy_re as re
from slidegen.script.classify import words_in
from slidegen.script.error_pages import ASKING

#: What stands around them in a loop or a pipe.
_BESIDE = frozenset(
    """awk cat cut date echo egrep fgrep grep head jq printf sed seq sleep sort tail time timeout tr true
    uniq wc yq""".split()  # noqa: SIM905
)
#: What sends something, in options of curl and wget.
_SENDS = re.compile(r"-[a-zA-Z]*[XdFT]|--(?:request|data|json|form|upload-file|post|method|body)")


def only_asks(text: str) -> bool:
    """Whether each command of `text` asks a server, or handles its answer."""
    commands = [words for words in words_in(text) if words]
    asking = [words for words in commands if ASKING & set(words)]
    beside = (words for words in commands if not ASKING & set(words))
    return bool(asking) and not any(map(_sends, asking)) and all(words[0] in _BESIDE for words in beside)


def only_waits(text: str) -> bool:
    """Whether each command of `text` waits for something in a cluster, and changes nothing."""
    commands = [words for words in words_in(text) if words]
    return bool(commands) and all(
        words[0] in {"kubectl", "k", "oc"} and "wait" in words[1:4] for words in commands
    )


_TAKES = re.compile(r"\s*+(?>(?:export\s++)?)([A-Za-z_]\w*+)=\"?\$\((?=(?:kubectl|k|oc)\s)")


def value_asked(text: str) -> str:
    """The variable that `IP=$(kubectl get …)` gives a value, where `text` does nothing else."""
    taken = _TAKES.match(text)
    alone = (
        text.count("$(") == 1 and text.rstrip().endswith((")", ')"')) and not set(";&\n") & set(text.strip())
    )
    return taken[1] if taken and alone and " get " in text else ""


def _sends(words: tuple[str, ...]) -> bool:
    if not {"curl", "wget"} & set(words):
        return len(words) > 2  # `http POST … key=value`
    return any(_SENDS.match(word) for word in words[1:])
