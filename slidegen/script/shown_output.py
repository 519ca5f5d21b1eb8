"""The output that a slide shows of its commands, and whether what they print is still like it.

Loosely: kinds of things and columns count; ages, times, addresses, hashes and generated names stand for
themselves, `...` skips. What a slide shows is what somebody once saw, not what everybody sees.

Knows lines of output. Must not know how commands run, nor write a file.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.script.model import ShownOutput
from slidegen.script.own_paths import SOMEBODYS_HOME
from slidegen.shell.complete import split
from slidegen.text.model import Snippet
from slidegen.text.placeholder import fill
from slidegen.text.typed import read_typed

#: Verbs of fences that show what the command before them prints.
VERBS = frozenset({"output", "text"})

#: What differs from run to run, and what stands for it.
_VARYING: tuple[tuple[str, str], ...] = (
    (r"\b[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+\b", "<time>"),  # day, time and process, as Kubernetes logs
    (r"\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))*)?", "<time>"),
    (r"\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?"
     r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d+"
     r"(?: +\d\d:\d\d:\d\d(?: \w+)? \d{4})?\b", "<time>"),
    (r"\b\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AP]M)?\b", "<time>"),
    (r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", "<hash>"),
    (r"\b(?:sha256:)?(?=[0-9a-f]*\d)[0-9a-f]{7,64}\b", "<hash>"),
    (r"-(?:[a-z0-9]{8,10}-)?(?=[a-z0-9]*\d)[a-z0-9]{5}\b", "-<name>"),
    (r"\b(?:\d{1,3}\.){3}\d{1,3}(?:/\d+)?(?::\d+)?\b", "<address>"),
    (r"\b[0-9a-f:]*::[0-9a-f:]*\b", "<address>"),
    (r"\b(?:\d+[dhmsyw]){1,3}\b"
     r"|\b\d+(?:\.\d+)? ?(?:ms|µs|us|ns|seconds?|minutes?|hours?|days?|weeks?|months?)\b(?: ago)?"
     r"|\b\d+ min\. ago\b"
    r"|\b(?:about |less than )?an? (?:second|minute|hour|day|week|month|year)\b(?: ago)?", "<age>"),
    (r"\b\d+(?:\.\d+)? ?(?:[kKMGT]i?B?|B|bytes)\b", "<size>"),
    (r":\d{5}/", ":<port>/"),
    (r"^(commit <hash>) \([^()]*\)$", r"\1"),  # where branches are, git says on a terminal only
    (r"^([-bcdlps](?:[-r][-w][-xsStT]){3}[.+@]? +\d+) +\S+ +\S+", r"\1 <who> <who>"),  # whose a file is
    (SOMEBODYS_HOME, "<home>"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), to) for pattern, to in _VARYING)
_SKIPS = re.compile(r"^\s*(?:\.\.\.|…|\[(?:\.\.\.|…|snip.*)\])\s*$")


@dataclass(frozen=True, slots=True)
class Stale:
    """A shown output that is no longer what comes."""

    shown: ShownOutput
    now: str
    why: str
    lost: tuple[str, ...] = ()  #: the author's placeholders in it, for which nothing stands in what comes now


# ---- what is shown
@remembered
def shown_in_transcript(snippet: Snippet) -> tuple[ShownOutput, ...]:
    """The outputs between the prompts of a snippet, each behind its command."""
    code = read_typed(snippet.data, f"{snippet.verb or ''} {snippet.arguments}".strip())
    if not code.output:  # most show none: how many commands there are is nobody's question then
        return ()
    found, fed = list[ShownOutput](), 0
    for number, command in enumerate(code.commands):
        fed += len(split(command.text))
        start = command.pieces[-1][1]
        following = code.commands[number + 1 :]
        end = following[0].pieces[0][0] if following else len(snippet.data) + 1
        ranges = [each for each in code.output if start <= each[0] < end]
        if ranges and snippet.data[ranges[0][0] : ranges[-1][1]].strip():
            text = snippet.data[ranges[0][0] : ranges[-1][1]]
            line = snippet.line + 1 + snippet.data.count("\n", 0, ranges[0][0])
            found.append(ShownOutput(text, fed - 1, line))
    return tuple(found)


def shown_behind(snippet: Snippet) -> ShownOutput:
    """What an `output` fence shows, or a bare one: of the last command before it."""
    return ShownOutput(snippet.data, -1, snippet.line + 1, snippet.verb is None)


# ---- comparing
def stale_of(
    shown: Iterable[ShownOutput],
    outputs: Sequence[str],
    for_author: Callable[[str, str], str],
    values: Mapping[str, str],
) -> Iterator[Stale]:
    """Those of `shown` that `outputs`, one a command, are no longer like; `for_author` says it his way.

    Placeholders in them stand for their `values`, and stay the author's.
    """
    for each in shown:
        if not -len(outputs) <= each.command < len(outputs):
            continue
        now = for_author(outputs[each.command], each.text)
        if each.is_bare and not now.strip():
            continue
        if why := difference(fill(each.text, values), now):
            yield _stale(
                each, now, why, {n: v for n, v in values.items() if fill(each.text, {n: v}) != each.text}
            )


def _stale(shown: ShownOutput, now: str, why: str, named: Mapping[str, str]) -> Stale:
    now = _named(now, shown.text, named)
    lost = tuple(name for name, value in named.items() if fill(now, {name: value}) == now)
    if lost:
        why += f"; renew it by hand: there is no place for `{'`, `'.join(lost)}` in what comes"
    return Stale(shown, now, why, lost)


def _named(now: str, shown: str, named: Mapping[str, str]) -> str:
    """`now` with the author's placeholders: his own line where that says the same, else for their values."""
    filled = ((line, fill(line, named)) for line in shown.split("\n"))
    own = {loosely(_plain(full)): line for line, full in filled if full != line}
    return "\n".join(own.get(loosely(_plain(line))) or _by_names(line, named) for line in now.split("\n"))


def _by_names(line: str, named: Mapping[str, str]) -> str:
    for name, value in named.items():
        if len(value) >= SHORTEST:
            line = re.sub(rf"(?<![\w-]){re.escape(value)}(?![\w-])", lambda _: name, line)  # noqa: B023
    return line


SHORTEST = 3  #: characters of a value that is found by itself: a `1` may be any


def difference(shown: str, now: str) -> str:
    """What first tells them apart; `` when they are alike."""
    expected = list(_once(_lines(shown)))
    found = list(_once(line for line in _lines(now) if line != _PROMPT))
    at = skipping = 0
    for line in expected:
        if _SKIPS.match(line):
            skipping = 1
            continue
        matching = next((n for n in range(at, len(found)) if _alike(line, found[n])), None)
        if matching is None and _NO_OUTPUT.match(line):
            continue
        if matching is None or (matching != at and not skipping):
            other = _namesake(line, found, at) if skipping and matching is None else None
            place = at if other is None else other
            comes = f"`{found[place]}`" if place < len(found) else "nothing"
            return f"shows `{line}`, and {comes} comes"
        at, skipping = matching + 1, 0
    return "" if skipping or at >= len(found) else f"ends, and `{found[at]}` comes"


_PROMPT = "$"  #: a shell's, whose next command is shown for itself
#: What an author says of the commands around it; what a shell says at its prompt of a job: `[1] 4711`.
_NO_OUTPUT = re.compile(r"# |\[\d+\] \d+$")


def _lines(text: str) -> Iterator[str]:
    return (_plain(line) for line in text.split("\n") if line.strip())


def _once(lines: Iterable[str]) -> Iterator[str]:
    """The lines, and of several in a row that only tell the time the first: a clock has gone on since."""
    tells_time = False
    for line in lines:
        before, tells_time = tells_time, line[:1].isalnum() and loosely(line) == "<time>"
        if not (before and tells_time):
            yield line


def _namesake(line: str, found: Sequence[str], at: int) -> int | None:
    """Where behind `at` a line begins with the same word: it says the same thing anew."""
    name = line.split()[:1]
    return next((n for n in range(at, len(found)) if found[n].split()[:1] == name), None)


def _alike(shown: str, now: str) -> bool:
    if shown == now or (here := loosely(now)) == (there := loosely(shown)):
        return True
    if _GAP.search(there):
        return _has_parts(here, _GAP.split(there))
    return here == "<hash>" and _BEGINS_AN_ID.fullmatch(shown) is not None  # `docker stop f2c1` says it again


def _has_parts(line: str, parts: Sequence[str]) -> bool:
    """Whether the parts stand in the line in this order: the first begins it, the last ends it."""
    at, end = len(parts[0]), len(line) - len(parts[-1])
    if at > end or not line.startswith(parts[0]) or not line.endswith(parts[-1]):
        return False
    for part in parts[1:-1]:
        found = line.find(part, at, end)
        if found == -1:
            return False
        at = found + len(part)
    return True


_GAP = re.compile(r"(?<!\S)(?:\.\.\.|…)(?!\S)")  #: columns that the author leaves out, or a column's end


_BEGINS_AN_ID = re.compile(r"[0-9a-f]{3,6}")


def loosely(line: str) -> str:
    """`line` with all that differs from run to run taken for what it is."""
    for pattern, to in _PATTERNS:
        line = pattern.sub(to, line)
    return line


# ---- writing it anew
def renewed(text: str, stale: Stale) -> str | None:
    """A source with a shown output written anew; None where it does not stand where it was read."""
    lines, shown = text.split("\n"), stale.shown.text.split("\n") if stale.shown.text else []
    start = stale.shown.line - 1
    while shown and start < len(lines) and not _bare(lines[start]):
        start += 1  # a fence may begin with blank lines
    there = lines[start : start + len(shown)]
    prefix = _prefix(there, shown) if shown else _margin(lines, start - 1)
    if prefix is None:
        return None
    now = stale.now.strip("\n").split("\n") if stale.now.strip() else []
    now = _in_shape([line.removeprefix(prefix) for line in there], now)
    lines[start : start + len(shown)] = [f"{prefix}{line}".rstrip() for line in now]
    return "\n".join(lines)


def _bare(line: str) -> str:
    return line.strip(" \t>")


def _prefix(there: Sequence[str], shown: Sequence[str]) -> str | None:
    """What stands before each line that is shown, as a list's margin; None where others stand there."""
    pairs = [(line.rstrip(), own.rstrip()) for line, own in zip(there, shown, strict=False) if own.strip()]
    if len(there) < len(shown) or any(_bare(line) != _bare(own) for line, own in pairs):
        return None
    found = {line[: len(line) - len(own)] if line.endswith(own) else None for line, own in pairs}
    return found.pop() if len(found) == 1 else None


_OPENS = re.compile(r"[ \t>]*(?=```|~~~)")


def _margin(lines: Sequence[str], opening: int) -> str | None:
    """What stands before a fence that shows nothing."""
    found = _OPENS.match(lines[opening]) if 0 <= opening < len(lines) else None
    return found[0] if found else None


def _in_shape(shown: Sequence[str], now: list[str]) -> list[str]:
    """`now` with what the author skips skipped, where each line that he shows still has one; else whole."""
    found, at, skipping = list[str](), 0, False
    for line in shown:
        if _SKIPS.match(line) or not line.strip():
            skipping = skipping or bool(line.strip())
            found.append(line)
            continue
        matching = next((n for n in range(at, len(now)) if _alike(*map(_plain, (line, now[n])))), None)
        matching = _namesake(line, now, at) if matching is None else matching
        if matching is None or (matching != at and not skipping):
            return now
        has_gap = _GAP.search(line) and _alike(*map(_plain, (line, now[matching])))
        found.append(line if has_gap else now[matching])
        at, skipping = matching + 1, False
    return found if skipping or not any(line.strip() for line in now[at:]) else now


def _plain(line: str) -> str:
    return " ".join(line.split())
