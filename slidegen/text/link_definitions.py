"""Link definitions, `[label]: address "title"`: one namespace for the whole deck.

Knows definitions and which labels a text may refer to. Must not know slides.
The last definition of a label wins, over all slides, before and after, as in remark. Its DEF is
`(?:^|\\n) *\\[([^\\]]+)\\]: *<?([^\\s>]+)>?(?: +["(]([^\\n]+)[")])? *(?:\\n+|$)`; single quotes around a
title count here too (CommonMark 4.7).
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.text.verbatim import read_verbatim

DEFINITION = (
    r"\[(?P<label>[^\[\]^][^\[\]]*)\]:[ \t]*<?(?P<href>[^\s<>]+)>?"
    r"(?:[ \t]+[\"'(](?P<title>[^\n]+)[\"')])?[ \t]*"
)
# What is indented by four is code, to remark as to CommonMark.
_DEFINITION = re.compile(rf"^ {{0,3}}(?:>[ \t]*)*{DEFINITION}$", re.MULTILINE)
# Looks no further than to the next bracket, and begins at none that is escaped.
_LABEL = re.compile(r"\\.|\[((?>(?:[^\[\]\\]++|\\.)+))\]", re.DOTALL)

Definitions = dict[str, tuple[str, str]]


def normalise_label(label: str) -> str:
    """The form in which labels are compared (CommonMark 6.3; as markdown-it does)."""
    return " ".join(label.split()).lower().upper()


def read_definitions(text: str) -> Iterator[tuple[str, str, str]]:
    """(label, address, title) of each definition in `text` outside code."""
    if "]:" not in text:
        return
    verbatim = read_verbatim(text)
    for match in _DEFINITION.finditer(text):
        if not verbatim.covers(match.start("label")):
            yield normalise_label(match["label"]), match["href"], match["title"] or ""


def labels_in(text: str) -> list[str]:
    """The labels that `text` may refer to, normalised: whatever stands in brackets."""
    labels = (match[1] for match in _LABEL.finditer(text)) if "[" in text else ()
    return [normalise_label(label) for label in labels if label]
