"""What kind of thing a command is: does it end, does it ask, does it harm, is it meant to fail.

Knows shell text and the tables of programs. Must not know slides, nor run anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from slidegen import lazy_re as re
from slidegen.kept_answers import kept
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.script.dangers import CARRIERS, DANGERS, PIPED_FROM_THE_NET, program_name
from slidegen.script.programs import BLOCKING, END_WITH_IT, FOLLOWS, IN_FRONT, INTERACTIVE, SLOW, TELL
from slidegen.shell import ShellCommand, commands_of_text, read_shell, script_of_text
from slidegen.shell.options import Predicate
from slidegen.text.typed.openers import ENDS_AT_ONCE, SHELLS, Reader, behind_sudo, carried, opened_by


@dataclass(frozen=True, slots=True)
class Nature:
    """What is known of a text before it runs."""

    blocking: str  #: the command that does not end, `` when all do
    interactive: str  #: the command that asks for keys
    dangers: tuple[str, ...]  #: the names of `DANGERS` in it
    place: str = ""  #: the command that opens a place: a container, another machine or user
    reader: Reader | None = None  #: who reads what is typed there


@remembered
def nature_of(text: str) -> Nature:
    """What the commands of `text` (highlights already taken away) are."""
    script = script_of_text(text)
    commands = script.commands
    here = tuple(c for c in commands if not _aside(text, c))
    blocking = next((shown(c) for c in here if _blocks(c)), "") or _endless_loop(text)
    blocking = "" if _BEHIND.fullmatch(text) else blocking
    interactive = next((shown(c) for c in here if not script.is_fed(c) and _asks(c)), "") or _menu_in(text)
    place, reader = next(((shown(c), who) for c in commands if (who := opened_by(c))), ("", None))
    return Nature(blocking, interactive, tuple(dict.fromkeys(_dangers(commands))), place, reader)


def programs_of(text: str) -> tuple[str, ...]:
    """The first words of the commands of `text`, each once."""
    commands = commands_of_text(text)
    return tuple(dict.fromkeys(c.name for c in commands if re.fullmatch(r"[\w./+-]+", c.name)))


def shown(command: ShellCommand) -> str:
    return " ".join(word.raw for word in command.words[:4])


def words_of(command: ShellCommand) -> tuple[str, ...]:
    return carried(tuple(word.value for word in command.words))


@kept("words", tuple[tuple[str, ...], ...])
def words_in(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of each command of `text`; decks share most of theirs."""
    return tuple(words_of(command) for command in commands_of_text(text))


PAGERS = frozenset({"less", "more", "most"})


def _by_name(table: Sequence[tuple[str, Predicate]]) -> dict[str, tuple[Predicate, ...]]:
    names = dict.fromkeys(name for name, _ in table)
    return {name: tuple(test for other, test in table if other == name) for name in names}


_BLOCKING, _INTERACTIVE = _by_name(BLOCKING), _by_name(INTERACTIVE)
_IN_FRONT, _SLOW, _TELL = _by_name(IN_FRONT), _by_name(SLOW), _by_name(TELL)


def _blocks(command: ShellCommand) -> bool:
    words = words_of(command)
    if not words or command.after == "&" or words[0] == "timeout":
        return False
    if words[0] in ("yes", "cat") and command.after == "|":
        return False  # it ends with its reader
    if words[0] in PAGERS and command.before == "|" and command.after != "|":
        return True
    if FOLLOWS(words) and words[0] not in END_WITH_IT | {"sudo"}:
        return ENDS_AT_ONCE.isdisjoint(words[1:])
    return _is_one_of(_BLOCKING, words) or _is_one_of(_BLOCKING, _inside(words))


ENGINES = frozenset({"docker", "podman", "nerdctl", "crictl", "ctr"})
#: What does not end in a container either.
_ENDLESS = frozenset({"ping", "tail", "watch", "top", "tcpdump", "yes"})


def _inside(words: tuple[str, ...]) -> tuple[str, ...]:
    """What is run in a container: the words from the program on that does not end; `sleep` keeps it alive."""
    if words[0] not in ENGINES | {"kubectl", "docker-compose"} or not {"run", "exec"} & set(words[1:4]):
        return words
    if {"-d", "--detach"} & set(words) or any(re.fullmatch(r"-[a-ce-z]*d[a-z]*", word) for word in words[:6]):
        return words
    if (
        words[0] == "kubectl"
        and "run" in words[1:4]
        and not {"-i", "-it", "-ti", "--attach", "--rm"} & set(words)
    ):
        return words  # it does not wait for what it starts
    at = next((n for n, word in enumerate(words) if n > 1 and word in _ENDLESS), 0)
    return words[at:]


def is_slow(text: str) -> bool:
    """Whether it may take minutes where all is well: it fetches, builds or installs."""
    commands = commands_of_text(text)
    return any(_is_one_of(_SLOW, words) for words in map(words_of, commands) if words)


def tells_progress(text: str) -> bool:
    """Whether it says what it waits for: while it goes on saying so, it gets on."""
    return any(_is_one_of(_TELL, words) for words in words_in(text) if words)


@kept("in front", bool)
def stays_in_front(text: str) -> bool:
    """Whether a command may well go on for ever, as a server does: nobody can tell before."""
    commands = [each for each in commands_of_text(text) if each.within != "$("]
    if _LOOKS_ON.fullmatch(text):
        return True
    return bool(commands) and _is_one_of(_IN_FRONT, words_of(commands[-1]) or ("",))


def ends_by_not_ending(text: str) -> bool:
    """Whether nothing comes behind what does not end: then its status, after ^C, says how it takes ^C.

    kubectl, for one, ends with 1.
    """
    commands = commands_of_text(text)
    return (
        not commands
        or _blocks(commands[-1])
        or (bool(_endless_loop(text)) and text.rstrip().endswith("done"))
    )


def _asks(command: ShellCommand) -> bool:
    words = words_of(command)
    if not words or command.before == "|" or command.within == "$(":
        return False
    return opened_by(command) is not None or _is_one_of(_INTERACTIVE, words)


_MENU = re.compile(r"^[ \t]*+(select[ \t]++\w++)(?:[ \t]++in\b[^\n;]*+)?[ \t]*+[;\n]\s*+do\b", re.MULTILINE)


def _menu_in(text: str) -> str:
    """A menu of bash's own, `select x in …`, that is fed by nothing."""
    match = _MENU.search(text) if "select" in text else None
    return match[1] if match and "<" not in text.rpartition("done")[2] else ""


def _aside(text: str, command: ShellCommand) -> bool:
    """Whether it is, or stands in, a coprocess: that has the shell's end of a pipe before it, and no keys."""
    return "coproc" in text and re.search(r"\bcoproc\b[^;\n]*$", text[: command.start]) is not None


def _is_one_of(tests: Mapping[str, tuple[Predicate, ...]], words: tuple[str, ...]) -> bool:
    """Whether the program, called so, is one of the table's."""
    words = behind_sudo(words)
    if not words or words[0] not in tests or not ENDS_AT_ONCE.isdisjoint(words[1:]):
        return False
    return any(test(words) for test in tests[words[0]])


_LOOP = re.compile(
    r"\bwhile\s+(?:(?:true|:|\[\[? (?:1|true) \]\]?|\(\( ?1 ?\)\))\s*|sleep\b[^;\n]*)[;\n]"
    r"|\buntil\s+false\s*[;\n]|\bfor\s*\(\(\s*;\s*;"
)
#: A loop that looks on while all is well; `while ! …` waits for something.
_LOOKS_ON = re.compile(r"\s*while\s++(?!!|read\b|IFS=)[^\n;]+[;\n].*\bdone\s*", re.DOTALL)
#: A subshell or a group that is left in the background.
_BEHIND = re.compile(r"\s*[({].*[)}][^(){}|;&\n]*&\s*", re.DOTALL)


def _endless_loop(text: str) -> str:
    match = _LOOP.search(text)
    return match.group().strip(" ;\n") if match and not re.search(r"done[^\n]*&\s*$|\bbreak\b", text) else ""


def _dangers(commands: tuple[ShellCommand, ...], depth: int = 3) -> Iterator[str]:
    for command in commands:
        words = tuple(word.value for word in command.words)
        if not words:
            continue
        is_carried = program_name(words[0]) in CARRIERS
        starts = range(len(words)) if is_carried else (0,)
        yield from (d.name for d in DANGERS if any(d.is_in(words[at:]) for at in starts))
        if is_carried and depth:
            inner = (word for word in words[1:] if " " in word)
            yield from (name for text in inner for name in _dangers(read_shell(text).commands, depth - 1))
    for left, right in pairwise(commands):
        words = tuple(word for word in words_of(right) if word != "sudo")
        if (
            right.before == "|"
            and program_name(left.name) in {"curl", "wget"}
            and words
            and program_name(words[0]) in SHELLS
        ):
            yield PIPED_FROM_THE_NET


# ---- what the author says of the outcome
_TOLD = re.compile(
    r"\b(?:(?:an?|the following|this|our|these|some|terse) errors?\b|errors? message|getting errors|"
    r"(?:will|should|to) fail\b|fails\b|it's failing|won't work|does(?:n't| not) work|not work\b|"
    r"can't connect|permission error|forbidden|unauthorized|time out|complain|connection refused|"
    r"gives an error|errors? [^.\n]{0,30}\bexpected\b|cannot access|(?:stops|exits|crashes|ends) immediately|"
    r"\b(?:40[0-4]|50[0-4])\b(?! ?(?:ms|MB|GB|steps))|"
    r"\"AlreadyExists\"|can't be modified|doesn't pass)",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:if|when|unless|may|might|in case|can't see)\b", re.IGNORECASE)
#: What a `wait` waits for when the author knows that the command fails.
_ERROR_TEXT = re.compile(
    r"error|forbidden|cannot|no such|not found|denied|refused|^-?bash:|\bnot an?\b|already", re.IGNORECASE
)


def told_to_fail(comments: str, prose: str) -> str:
    """The sentence that speaks of a failure, `` when none does."""
    for line in [*comments.split("\n"), *prose.split("\n")]:
        if _TOLD.search(line) and not (_SUPPOSED.search(line) and not line.rstrip().endswith("?")):
            return _said(line)
    return ""


def _said(line: str) -> str:
    """What a line says, without what marks it, or a bracket that is around all of it or has no other half."""
    said = re.sub(r"^[\s#>*-]+|\s+$", "", line)
    if _IN_BRACKETS.fullmatch(said):
        return said[1:-1].strip()
    too_many = said.count("(") - said.count(")")
    return said.lstrip("( ") if too_many > 0 else said.rstrip(") ") if too_many < 0 else said


_IN_BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")


_POINTS_BACK = re.compile(
    r"\W*(?:(?:unfortunately|sadly|alas|oops|hmm+|uh-oh|but|well|sorry)\b\W*)*"
    r"(?:that|this|it|the (?:last |previous )?command)(?:'s | will | should | )(?:does(?:n't| not)"
    r"|did(?:n't| not)|won't|fail(?:s|ed|ing)?|g[ia]ves?|returns?|shows?|stops|exits|crashes|ends|complains?"
    r"|times? out|results|yields|throws?|produces|prints)\b",
    re.IGNORECASE,
)


def points_back(told: str) -> bool:
    """Whether a sentence that speaks of a failure says it of what came right before: `That doesn't work!`."""
    return _POINTS_BACK.match(told) is not None


def speaks_of_error(text: str) -> bool:
    return bool(_ERROR_TEXT.search(text))
