"""What a slide says around a fence: the paragraphs in front of it and behind it, and what they suppose.

Knows lines of Markdown. Must not know steps, nor what a command is.
"""

import re
from collections.abc import Iterable, Set


def prose_around(slide: str, code: str) -> tuple[str, str]:
    """The paragraphs in front of a fence and behind it; `` where another fence stands between."""
    at = slide.find(code.split("\n", 1)[0].strip())
    above = slide[: max(at, 0)].rstrip().split("\n")[:-1]
    below = slide[max(at, 0) :].partition("```")[2].split("\n")[1:]
    return "\n".join(reversed(_paragraph(reversed(above)))), "\n".join(_paragraph(below))


_NOTHING_SAID = re.compile(r"\s*(?:--|\.\w+\[|\]|[-*])?\s*")


def _paragraph(lines: Iterable[str]) -> list[str]:
    """The first lines that say something, up to a blank one or a fence."""
    found: list[str] = []
    for line in lines:
        if "```" in line or (found and not line.strip()):
            break
        if not _NOTHING_SAID.fullmatch(line):
            found.append(line)
    return found


_SUPPOSES = re.compile(
    r"^(?:[-*>\s]*)(?:if|(?:in other words, )?we would like|we.d like"
    r"|suppose|imagine|assuming|let's say|say|what if|pretend)\b",
    re.I,
)


def supposed(before: str) -> str:
    """The line in front of a fence that only supposes something: `If a container is named …, I can do:`."""
    return next((line.strip() for line in before.split("\n") if _SUPPOSES.match(line)), "")


_CAPITALS = re.compile(r"(?<![\w$/.={-])[A-Z]{2,}(?:[-_][A-Z]+)*(?![\w=/.-])")
#: What such a word names where it stands for something; `SPOT` or `TERM` mean themselves.
_NOUNS = frozenset(
    """NAME STAGE TAG IMAGE HOST HOSTNAME PORT USER USERNAME PASSWORD VERSION ID IP ADDRESS FOLDER DIRECTORY
    CONTAINER POD NODE SERVICE NAMESPACE CLUSTER REGION PROJECT TOKEN KEY URL DOMAIN EMAIL BRANCH COMMIT
    COMMAND ARGS OPTIONS TARGET SOURCE""".split()  # noqa: SIM905
)


def stand_ins(command: str, slide: str, known: Set[str] = frozenset()) -> tuple[str, ...]:
    """The words in capitals that the slide's prose explains: `(named `NAME`)` says what to put for it."""
    found = dict.fromkeys(word for word in _CAPITALS.findall(command) if word not in known)
    said = "\n".join(line for line in slide.split("\n") if command.split("\n", 1)[0].strip() not in line)
    return tuple(w for w in found if re.split("[-_]", w)[-1] in _NOUNS and f"`{w}`" in said)
