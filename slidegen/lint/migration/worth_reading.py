"""Which documents may have to do with `kubectl run`: the question that is asked of every one of them.

It is answered from where `run` stands, since most texts have no such word and a search for the whole pattern
tries every character. A yes may be wrong, a no is not.
Knows texts. Must not know commands or labels.
"""

from slidegen import lazy_re as re
from slidegen.lint.document import Document
from slidegen.lint.own_names import may_give_names

PROGRAM = re.compile(r"\b(?:k(?:ubectl(?:\.exe)?|ubecolor)?|oc)\b")
VERB = re.compile(r"run\b(?<=\srun)")
LABEL = re.compile(
    r"""(?<![\w$-])run["']?(?:-(?!\w)|:|==?|!=|,)
      | (?:-[lL][ =]?|(?:selector|label-columns)[ =]|,|key:[ ])["']?!?run\b
      | \.labels(?:\.|\[\\?["'])run\b""",
    re.VERBOSE,
)
#: What stands beside the word in each of these: that takes less time, and most words `run` are no label.
_BESIDE = re.compile(r"""run(?:["']?[-:,=!]|\b(?:(?<=["'!,=.lL]run)|(?<=-[lL][ ]run)|(?<=[rs:][ ]run)))""")
NEAR = 24  #: more than `--label-columns="run"` needs


def may_run(document: Document) -> bool:
    """Whether a `kubectl run` may stand in `document`."""
    return calls_run(document.text)


def may_label_run(document: Document) -> bool:
    """Whether a `run` label may stand in `document`."""
    return may_label(document.text)


def calls_run(text: str) -> bool:
    """Whether a line, with the one that it continues, calls kubectl before `run`."""
    verb = VERB.search(text)
    if verb and "kubectl" in text and may_give_names(text):
        return True
    while verb:
        line = text.rfind("\n", 0, verb.end()) + 1
        start = text.rfind("\n", 0, max(0, line - 1)) + 1
        end = text.find("\n", verb.end())
        end = len(text) if end == -1 else end
        if PROGRAM.search(text, start, max(verb.end(), text.rfind("run", start, end))):
            return True
        verb = VERB.search(text, end)
    return False


def may_label(text: str) -> bool:
    """Whether `run` stands as a label's key does."""
    places = (found.start() for found in _BESIDE.finditer(text))
    return any(LABEL.search(text, max(0, at - NEAR), at + NEAR) for at in places)
