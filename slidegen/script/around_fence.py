"""What a slide says around a fence: the paragraphs in front of it and behind it, and what they suppose.

Knows lines of Markdown. Must not know steps, nor what a command is.
"""

from collections.abc import Iterable, Iterator, Set
from itertools import takewhile

from slidegen import lazy_re as re
from slidegen.text.fence_line import holds_code, marks_a_fence


def prose_around(slide: str, code: str) -> tuple[str, str]:
    """The paragraphs in front of a fence and behind it; `` where another fence stands between."""
    at = max(place_of_code(slide, code), 0)
    above, below = _paragraph(_lines_above(slide, at)), _paragraph(_lines_below(slide, at))
    return "\n".join(reversed(above)), "\n".join(below)


def place_of_code(slide: str, code: str) -> int:
    """Where its first line stands on the slide, if it can be with nothing beside it; -1 where it does not.

    `kubectl get pv` is no part of `kubectl get pvc`, nor of a sentence that speaks of it.
    """
    line = code.split("\n", 1)[0].strip()
    at = slide.find(line) if line else -1
    while at != -1:
        end = slide.find("\n", at)
        end = len(slide) if end == -1 else end
        if slide[slide.rfind("\n", 0, at) + 1 : end].strip() == line:
            return at
        at = slide.find(line, end)
    return slide.find(line) if line else -1


def _lines_above(text: str, at: int) -> Iterator[str]:
    """The lines above the one that ends before `at`, upwards: a slide may hold hundreds of fences, and each
    asks for a few lines.
    """
    while at and text[at - 1].isspace():
        at -= 1
    end = text.rfind("\n", 0, at)
    while end != -1:
        start = text.rfind("\n", 0, end)
        yield text[start + 1 : end]
        end = start


def _lines_below(text: str, at: int) -> Iterator[str]:
    """The lines below the fence that ends behind `at`."""
    is_behind = False
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end == -1 else end
        if is_behind:
            yield text[at:end]
        is_behind = is_behind or marks_a_fence(text[at:end])
        at = end + 1


_NOTHING_SAID = re.compile(r"\s*+(?:(?:--|\.\w+\[|\]|[-*])\s*+)?")


def _paragraph(lines: Iterable[str]) -> list[str]:
    """The first lines that say something, up to a blank one or a fence."""
    found: list[str] = []
    for line in lines:
        if holds_code(line) or (found and not line.strip()):
            break
        if not _NOTHING_SAID.fullmatch(line):
            found.append(line)
    return found


def fence_behind(slide: str, line: str) -> str:
    """What the fence right behind a line of the slide holds; `` where something else comes next."""
    at = slide.find(line)
    lines = slide[at:].split("\n")[1:] if line and at != -1 else []
    first = next((number for number, each in enumerate(lines) if each.strip()), None)
    if first is None or not marks_a_fence(lines[first]):
        return ""
    last = next((n for n in range(first + 1, len(lines)) if marks_a_fence(lines[n])), len(lines))
    return "\n".join(lines[first + 1 : last])


def shows_an_output(slide: str, code: str) -> bool:
    """Whether nothing stands between a bare fence and that above, or what says that an output follows."""
    first, lines = code.split("\n", 1)[0].strip(), slide.split("\n")
    for at in range(1, len(lines)):
        if lines[at].strip() == first and marks_a_fence(lines[at - 1]):
            said = list(takewhile(lambda line: not marks_a_fence(line), reversed(lines[: at - 1])))
            if not "".join(said).strip() or _OUTPUT.search("\n".join(said)):
                return True
    return False


_OUTPUT = re.compile(
    r"\b(?:outputs?|prints?|printed|displays?|returns?|answers?|results?|looks? like|something like"
    r"|you(?: should| will|'ll)? (?:see|get))\b",
    re.I,
)

_SUPPOSES = re.compile(
    r"^(?:[-*>\s]*)(?:if|(?:we|you)(?: would|['’]d) like|suppose|imagine|assuming|let's say|say"
    r"|what if|pretend)\b"
    r"|\b(?:this|that|it|which) would (?:then )?(?:be|run|execute|call|become|give|start|print|do)\b",
    re.I,
)
_WISHES = re.compile(
    r"\b(?:would|['’]d) (?:like|love|want) to be able to\b|\bwouldn['’]t it be\b|\bwish (?:we|you|I) could\b",
    re.I,
)


def supposed(before: str) -> str:
    """The line in front of a fence that only supposes something: `If a container is named …, I can do:`."""
    return _line_with(_SUPPOSES, before)


def wished(before: str) -> str:
    """The line in front of a fence that wishes for what does not work yet: `We would like to be able to`."""
    return _line_with(_WISHES, before)


_NONE_YET = re.compile(
    r"\b(?:do not|don['’]t|does not|doesn['’]t|should not|shouldn['’]t|won['’]t) (?:\w+ ){0,2}have any\b"
    r"|\bthere (?:is|are|should be|will be) (?:still )?(?:no|none|nothing|not any)\b"
    r"|\bthere (?:isn['’]t|aren['’]t|shouldn['’]t be|won['’]t be) any|\bno \w+(?: \w+)? yet\b"
    r"|\bis (?:still )?empty\b",
    re.I,
)


def none_yet(before: str) -> str:
    """The line in front of a fence that says that there is nothing to list yet: `We have no Secret yet:`."""
    return _line_with(_NONE_YET, before)


def _line_with(pattern: re.Pattern[str], text: str) -> str:
    return next((line.strip() for line in text.split("\n") if pattern.search(line)), "")


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
    first = command.split("\n", 1)[0].strip()
    nouns = (word for word in found if re.split("[-_]", word)[-1] in _NOUNS)
    return tuple(word for word in nouns if _is_said(f"`{word}`", slide, first))


def _is_said(word: str, slide: str, command: str) -> bool:
    """Whether a line of the slide holds the word that is not the command's own."""
    at = slide.find(word)
    while at != -1:
        end = slide.find("\n", at)
        end = len(slide) if end == -1 else end
        if command not in slide[slide.rfind("\n", 0, at) + 1 : end]:
            return True
        at = slide.find(word, end)
    return False


_WORD_ALONE = re.compile(r"[\w.-]+")
#: A name of several parts that a line or a pair of backticks holds and nothing else.
_NAME = re.compile(r"(?:^[ \t]*|`)((?:[\w.-]+[/:@])+[\w.-]+)(?:[ \t]*$|`)", re.MULTILINE)


def names_a_part(code: str, slide: str) -> bool:
    """Whether `code` is one word of a name that the slide shows whole: `clock` of `jpetazzo/clock`."""
    word = code.strip()
    if not _WORD_ALONE.fullmatch(word):
        return False
    return any(word in re.split("[/:@]", name[1]) for name in _NAME.finditer(slide))
