"""What is known before anything runs: broken syntax, paths that are not there, objects made twice.

Each note stands with its step in every report; the run goes on.

Knows commands of workshops. Must not know shells, nor how notes are shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from slidegen import lazy_re as re
from slidegen.script.classify import programs_of, words_of
from slidegen.script.installed import mistyped
from slidegen.script.model import Expect, Kind, Script, Step
from slidegen.shell import commands_of_text
from slidegen.shell.complete import unfinished
from slidegen.source.bash_syntax import syntax_errors
from slidegen.source.program_path import program_path
from slidegen.source.suggest import did_you_mean

#: Kinds of steps whose text is commands that mean to work.
RUNNABLE = frozenset({Kind.PLAIN, Kind.TRANSCRIPT, Kind.SCRIPTED, Kind.BLOCKING, Kind.CAPTURE, Kind.XFAIL})


def known_before(script: Script, repository: Path | None, address: str) -> dict[str, tuple[str, ...]]:
    """Notes by step id."""
    notes: dict[str, list[str]] = {}
    programs = tuple(dict.fromkeys(name for step in script.steps for name in programs_of(step.text)))
    made = _Made()
    clone = clone_name(address)
    for step in script.steps:
        if step.kind not in RUNNABLE or step.expect is Expect.FAILURE:
            continue
        found = [*_syntax(step), *_mistyped(step, programs), *_tilde(step), *_sed(step), *made.twice(step)]
        if repository and clone:
            found += _paths(step, repository, clone)
        if found:
            notes[step.id] = found
    return {step: tuple(found) for step, found in notes.items()}


def find_repository(script: Script, address: str, folders: Iterable[Path]) -> Path | None:
    """Of `folders` the one that is the workshop's repository: where what exercises name is to be found."""
    clone = re.escape(clone_name(address))
    if not clone:
        return None
    named = {path for step in script.steps for path in re.findall(rf"~/{clone}/([\w./-]+\w)", step.text)}
    best: tuple[int, Path | None] = (0, None)
    for folder in folders:
        found = sum((folder / path).exists() for path in named)
        if found > best[0]:
            best = (found, folder)
    return best[1]


def clone_name(address: str) -> str:
    """The folder that `git clone` of the address makes."""
    return address.rstrip("/").rsplit("/", 1)[-1].removesuffix(".git")


def _syntax(step: Step) -> Iterator[str]:
    if error := syntax_errors((step.text,))[0]:
        yield f"bash cannot read it: {error}"
    elif why := never_ends(step.text):
        yield why


def never_ends(text: str) -> str:
    """What its here-document lacks; `` where it lacks nothing, or there is none."""
    missing = unfinished(text) if "<<" in text else ""
    return f"the here-document does not end: no line is `{missing}`" if missing else ""


def _mistyped(step: Step, programs: tuple[str, ...]) -> Iterator[str]:
    for name in programs_of(step.text):
        if not program_path(name) and (meant := mistyped(name, programs)):
            yield f"`{name}` is not a command: did you mean `{meant}`?"


_OPTION_TILDE = re.compile(r"--[\w-]+=~/\S*")


def _tilde(step: Step) -> Iterator[str]:
    """Bash expands `~` at the start of a word, and after the `=` of an assignment, only."""
    for match in _OPTION_TILDE.finditer(step.text):
        yield f"bash does not expand the `~` in `{match.group()}`: write `$HOME`"


def _sed(step: Step) -> Iterator[str]:
    for command in commands_of_text(step.text):
        words = words_of(command)
        if words[:1] == ("sed",) and any(word.startswith("-i") for word in words[1:]):
            rest = [word for word in words[1:] if not word.startswith("-")]
            scripts = any(word in {"-e", "-f"} for word in words)
            if len(rest) < (1 if scripts else 2) or (scripts and len(rest) < 2):
                yield "`sed -i` is given no file"


def _paths(step: Step, repository: Path, clone: str) -> Iterator[str]:
    """Files of the workshop's own repository: `~/container.training/k8s/traefik.yml`."""
    pattern = re.compile(rf"~/({re.escape(clone[:4])}[\w.-]*)/([\w./@+=,-]+[\w])(?![\w*?${{=])")
    for match in pattern.finditer(step.text):
        folder, path = match.groups()
        if folder != clone:
            if did_you_mean(folder, (clone,), cutoff=0.85):
                yield f"`~/{folder}` is not `~/{clone}`"
        elif Path(path).name.startswith("."):
            continue  # git would not have it
        elif not (repository / path).exists() and not _is_written(step.text, match.start()):
            yield f"`{path}` is not in the workshop's repository{_nearest(repository, path)}"


def _is_written(text: str, at: int) -> bool:
    return text[:at].rstrip().endswith((">", "mkdir", "mkdir -p", "touch", "tee"))


def _nearest(repository: Path, path: str) -> str:
    folder = (repository / path).parent
    names = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    near = did_you_mean(Path(path).name, names, cutoff=0.8)
    return f": did you mean `{near}`?" if near else ""


#: Programs that make another cluster, where nothing has been created yet.
NEW_CLUSTER = frozenset({"kube-apiserver", "kubeadm", "kind", "k3d", "k0s", "minikube"})


class _Made:
    """Objects that the deck has created so far, by namespace, kind and name."""

    def __init__(self) -> None:
        self._made: Mapping[tuple[str, str, str], str] = {}

    def twice(self, step: Step) -> Iterator[str]:
        made = {} if NEW_CLUSTER & set(programs_of(step.text)) else dict(self._made)
        for command in commands_of_text(step.text):
            words = words_of(command)
            if words[:1] != ("kubectl",) or "--dry-run" in " ".join(words):
                continue
            if command.before == "||":
                continue  # `kubectl get deployment web || kubectl create …`: only if it is not there
            plain = [word for word in words[1:] if not word.startswith("-")]
            space = _namespace(words)
            match plain:
                case ["create", "deployment" | "deploy", name, *_]:
                    key = (space, "deployment", name)
                case ["create", "namespace" | "ns", name, *_]:
                    key = ("", "namespace", name)
                case ["create", "configmap" | "cm", name, *_]:
                    key = (space, "configmap", name)
                case ["delete", kind, *names]:
                    _forget(made, kind, names)
                    continue
                case _:
                    continue
            if key in made and step.expect is Expect.SUCCESS:
                yield f"creates {key[1]} `{key[2]}`, which {made[key]} has created"
            made.setdefault(key, step.place)
        self._made = made


def _forget(made: dict[tuple[str, str, str], str], kind: str, names: list[str]) -> None:
    short = {"deploy": "deployment", "deployments": "deployment", "ns": "namespace", "cm": "configmap"}
    kind, _, name = kind.partition("/")
    kind = short.get(kind, kind)
    for key in list(made):
        same_kind = key[1] == kind and key[2] in {name, *names}
        if same_kind or (kind == "namespace" and key[0] in {name, *names}) or kind == "all":
            del made[key]


def _namespace(words: tuple[str, ...]) -> str:
    for word, following in zip(words, (*words[1:], ""), strict=True):
        if word in {"-n", "--namespace"}:
            return following
        if word.startswith("--namespace="):
            return word.partition("=")[2]
    return "default"
