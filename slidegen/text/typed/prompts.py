"""The prompts of a code: which lines begin with one, as far as the rest of the code bears it out.

`node1 # ` may as well be a word and a comment, `> ` a redirection or a quote: how much more must be true is
the trust of a row.

Knows the order of these questions. Must not know how a prompt looks (`prompt_rows.py`), nor what follows from
it.
"""

from bisect import bisect_right
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.text.indents import columns
from slidegen.text.typed.dialects import DIALECTS
from slidegen.text.typed.languages import LANGUAGES, Language
from slidegen.text.typed.model import At
from slidegen.text.typed.openers import opens_a_place, opens_a_program
from slidegen.text.typed.program_names import (
    begins_a_program,
    begins_a_statement,
    is_plainly_a_command,
)
from slidegen.text.typed.prompt_rows import (
    HEADS,
    PROGRAM_ARROW,
    PROGRAM_NAME,
    SHELL_OF_A_PROGRAM,
    PromptRow,
    rows_for,
)
from slidegen.text.typed.unlike_commands import is_unlike_a_command

_PLAIN = ("sure", "bare")
_MARKS = ("$", "shell>")  #: how the prompts end that no other language begins with
_ASKS_A_SHELL = ("julia>", "pkg>")  #: the prompts of a program that has a shell's, too
_SAYING = frozenset({"echo", "printf", "grep", "sed", "awk"})  #: a lone `$` may be what they are given
_NAME = re.compile(r"[\w.-]*")
_LIKE_A_COMMAND = re.compile(r"[./~]{0,3}[a-z][\w./-]+(?=[ ][^=<>^_*+|]|$)")
#: `# ` in a script may be a comment; that something like this stands below it says that it is none.
_ANSWER = re.compile(
    r"(?=[A-Z][A-Z0-9 ()/%-]*?  [A-Z])[A-Z0-9 ()/%-]++\s*$|.*\b(?:created|configured|unchanged|deleted|"
    r"labeled|annotated|scaled|patched|exposed)\s*$"
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt at the beginning of a line."""

    row: PromptRow
    indent: str
    text: str  #: as written, without the blanks around it
    end: int  #: where in the line begins what is typed

    @property
    def kind(self) -> tuple[str, str]:
        """What prompts of one session share: the row, and the name that they begin with."""
        name = _NAME.match(self.text)
        return self.row.name, name[0] if name else ""

    @property
    def column(self) -> int:
        return columns(self.indent)

    @property
    def at(self) -> At:
        """A `#` says root, and a root who is no user of a host is one of a container."""
        return "root" if self.row.at == "here" and self.text.rstrip("/").endswith("#") else self.row.at


def begins_a_session(code: str, language: Language) -> bool:
    """Whether a code that is called no shell's begins with `$ `, `me@host:~$ ` or `shell> ` and a command.

    Authors name it after what the command prints, or after the program that it opens.
    """
    if language.has_prompts and language.dialect not in ("python", "program"):
        return False
    first = code.partition("\n")[0].rstrip()
    if not any(f"{mark} " in first for mark in _MARKS) or first.endswith("$"):  # a formula ends so
        return False
    prompt = _prompt_of(first, LANGUAGES[""])
    if prompt is None or prompt.row.trust not in _PLAIN or not prompt.text.endswith(_MARKS):
        return False
    return _is_confirmed(prompt, first) or _LIKE_A_COMMAND.match(first, prompt.end) is not None


def prompts_in(lines: list[str], language: Language) -> dict[int, Prompt]:
    """The prompts of a code by the numbers of their lines."""
    if not language.has_prompts:
        return {}
    found = _candidates(lines, language)
    sure = _trusted(found, lines)
    all_of_them = sure | _bare(found, sure, lines, language) or _arrows(found, lines, language)
    if not all_of_them and language.is_session:
        return _of_an_unknown_program(lines)
    asked = _arrows_of_programs(lines, all_of_them) if language.dialect in (None, "sh", "fish") else {}
    return dict(sorted((asked | all_of_them).items()))


def _candidates(lines: list[str], language: Language) -> dict[int, Prompt]:
    """What looks like a prompt, and is no choice of a menu, nor what continues a command."""
    found = {n: prompt for n, line in enumerate(lines) if (prompt := _prompt_of(line, language))}
    found = {n: p for n, p in found.items() if p.text != "❯" or not _is_chosen(lines, n, p)}
    if any(p.text.endswith(_ASKS_A_SHELL) for p in found.values()):
        found = {n: replace(p, row=SHELL_OF_A_PROGRAM) if p.text == "shell>" else p for n, p in found.items()}
    return {n: p for n, p in found.items() if p.row.trust in _PLAIN or not _goes_on(lines, n)}


def _trusted(found: dict[int, Prompt], lines: list[str]) -> dict[int, Prompt]:
    """Those that nothing else looks like, or that what stands behind, above or beside them bears out; a faint
    one below a plain one only if its host has another that is sure.
    """
    plain = min((n for n, p in found.items() if p.row.trust in _PLAIN), default=len(lines))
    faint = {n: p for n, p in found.items() if p.row.trust == "faint"}
    found = {n: p for n, p in found.items() if n not in faint or n < plain}
    borne_out = {p.kind for n, p in found.items() if _is_borne_out(p, lines[n], lines)}
    sure = {n: p for n, p in found.items() if p.row.trust == "sure" or p.kind in borne_out}
    sure |= {n: p for n, p in found.items() if p.row.trust == "headed" and n and HEADS.match(lines[n - 1])}
    return sure | _of_the_same_host(faint, sure)


def _of_the_same_host(faint: dict[int, Prompt], sure: dict[int, Prompt]) -> dict[int, Prompt]:
    """`Router> enable` beside `Router# show version`: who has more rights there has another mark."""
    hosts = {p.kind[1] for p in sure.values() if p.text.endswith("#")} - {""} if faint else set()
    return {n: p for n, p in faint.items() if p.kind[1] in hosts}


def _is_borne_out(prompt: Prompt, line: str, lines: list[str]) -> bool:
    """Whether what stands behind it looks like a command, as far as its row asks for that."""
    match prompt.row.trust:
        case "likely" if prompt.row.name == "$x":
            name, *words = line[prompt.end :].split()
            is_set = any(f"{name}=" in each for each in lines)
            return bool(words) and not is_set and is_plainly_a_command(line[prompt.end :])
        case "likely":
            return _is_confirmed(prompt, line)
        case "faint":
            return is_plainly_a_command(line[prompt.end :])
        case _:
            return False


def _is_chosen(lines: list[str], number: int, prompt: Prompt) -> bool:
    """Whether a line is one of a menu: another choice stands next to it, in the same column."""
    if not lines[number][prompt.end :][:1].isupper():
        return False
    near = (lines[n] for n in (number - 1, number + 1) if 0 <= n < len(lines))
    return any(len(line) - len(line.lstrip(" ")) == prompt.end < len(line) for line in near)


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether the line continues a command: what looks like a weak prompt is none, or a second one."""
    if number and lines[number - 1].rstrip().endswith(("\\", "|", "&&")):
        return True
    second = DIALECTS["sh"].second_prompt.match(lines[number].lstrip())
    return second is not None and second[0].strip() != ">"


def _says_something(line: str, is_shell: bool) -> bool:
    return bool(line.strip()) and not (is_shell and line.lstrip().startswith("#"))


def _arrows(found: dict[int, Prompt], lines: list[str], language: Language) -> dict[int, Prompt]:
    """Of a code without other prompts `> `, where one comes first and stands before a program.

    To redirect nothing into a file called `kubectl` is no use to anybody. Where the language does not say
    that it is a shell's, or the program's name is a word, too, each must stand before one: npm says
    `> app@1.0.0 start`. Before a statement in capitals it is that of a database.
    """
    arrows = {n: p for n, p in found.items() if p.row.trust == "arrow"}
    is_shell = language.dialect is not None
    if not arrows or any(_says_something(line, is_shell) for line in lines[: min(arrows)]):
        return {}
    first = arrows[min(arrows)]
    if first.row.name == "=>":
        arrows = {n: p for n, p in arrows.items() if (p.text, p.column) == (first.text, first.column)}
    if begins_a_statement(lines[min(arrows)][first.end :]):
        return {n: replace(p, row=PROGRAM_ARROW) for n, p in arrows.items()}
    if language.dialect == "program":
        return {}
    if is_shell and is_plainly_a_command(lines[min(arrows)][first.end :]):
        return arrows
    is_sure = begins_a_program if is_shell else is_plainly_a_command
    return arrows if all(is_sure(lines[n][p.end :]) for n, p in arrows.items()) else {}


def _of_an_unknown_program(lines: list[str]) -> dict[int, Prompt]:
    """The lines of a session that begin as its first does, with `> `, a name before it or none.

    `make> log` is a redirection: what names a program is a prompt where it stands twice, or before words; and
    so is `> log`, but before several words or a bracket.
    """
    found = {n: match for n, line in enumerate(lines) if (match := PROGRAM_NAME.match(line))}
    first = next((n for n, line in enumerate(lines) if line.strip()), -1)
    if first not in found:
        return {}
    name = found[first]["prompt"]
    found = {n: match for n, match in found.items() if match["prompt"] == name}
    texts = [lines[n][match.end() :] for n, match in found.items()]
    is_said = " " in texts[0] or len(texts) > 1
    if not name.rstrip(">"):
        is_said = any(" " in text or "(" in text for text in texts)
    elif not begins_a_program(name[:-1]):
        is_said = True
    if not is_said:
        return {}
    return {n: Prompt(PROGRAM_NAME, m["indent"], m["prompt"], m.end()) for n, m in found.items()}


def _arrows_of_programs(lines: list[str], prompts: dict[int, Prompt]) -> dict[int, Prompt]:
    """The `> ` behind a command that opens a program, such as node, up to the next prompt of a shell."""
    arrows = {n: match for n, line in enumerate(lines) if (match := PROGRAM_ARROW.match(line))}
    if not arrows:
        return {}
    numbers = [*(n for n, p in sorted(prompts.items()) if p.at != "program"), len(lines)]
    starts = [*([0] if numbers[0] > 0 else []), *numbers[:-1]]
    return {
        number: Prompt(PROGRAM_ARROW, match["indent"], match["prompt"], match.end())
        for start in starts
        for first, end in [(_behind_opener(lines, start, prompts), numbers[bisect_right(numbers, start)])]
        for number in range(first or end, end)
        if (match := arrows.get(number))
    }


def _behind_opener(lines: list[str], number: int, prompts: dict[int, Prompt]) -> int | None:
    """The number of the line behind the command of a line, if that opens a program and not a shell."""
    start = prompts[number].end if number in prompts else 0
    text = lines[number][start:]
    while text.endswith("\\") and number + 1 < len(lines):
        number += 1
        text = text[:-1] + lines[number].lstrip("> ")
    return number + 1 if opens_a_program(text) else None


def _prompt_of(line: str, language: Language) -> Prompt | None:
    for row in rows_for(line, language.dialect):
        if (match := row.match(line)) and not _is_command(row, match):
            return Prompt(row, match["indent"], match["prompt"], match.end())
    return None


def _is_command(row: PromptRow, match: re.Match[str]) -> bool:
    """`make # all of it` is a command with a comment, `/usr/bin/make # all` too; `minikube$ ` is none."""
    prompt = match["prompt"]
    if row.name == "➜  dir":
        return begins_a_program(match["dir"])
    if row.trust not in ("likely", "faint") or prompt[0] == "➜":
        return False
    name = prompt[:-1].rstrip("=")
    if " " not in name:
        return False
    if prompt.endswith("$"):
        return name.endswith(" ") and name.split()[0] in _SAYING
    if prompt.endswith(">") and name == "exec ":  # it sends elsewhere what all later commands print
        return True
    if prompt.endswith("#") and not name.endswith(" "):
        return False
    return "/bin/" in name or begins_a_program(name.rpartition("/")[2] if name.startswith("/") else name)


def _is_confirmed(prompt: Prompt, line: str) -> bool:
    return begins_a_program(line[prompt.end :])


def _bare(
    found: dict[int, Prompt], sure: dict[int, Prompt], lines: list[str], language: Language
) -> dict[int, Prompt]:
    """The `$ `, `% ` and `# ` that are prompts: one mark a code, in the column of its first."""
    bare = {n: p for n, p in found.items() if p.row.trust == "bare"}
    kept = _users({n: p for n, p in bare.items() if p.row.at != "root"}, lines, language)
    roots = {n: p for n, p in bare.items() if p.row.at == "root" and _is_confirmed(p, lines[n])}
    if not roots or not language.has_roots:
        return kept
    if (opened := _opening(lines, sure | kept)) is not None:
        return kept | {n: p for n, p in roots.items() if n > opened}
    if kept or sure:
        return kept
    only = {n: p for n, p in bare.items() if p.row.at == "root"}
    told = {n: p for n, p in only.items() if p.end == len(lines[n]) or _is_told(p, lines[n])}
    is_typed = len(told) == len(only) or _is_commented(told, only, lines, language)
    return told if is_typed and _are_roots(told, only, lines, language) else kept


def _users(marks: dict[int, Prompt], lines: list[str], language: Language) -> dict[int, Prompt]:
    if not marks:
        return {}
    first = marks[min(marks)]
    kept = {n: p for n, p in marks.items() if p.row is first.row and p.column == first.column}
    is_known = language.dialect is not None or any(_is_confirmed(p, lines[n]) for n, p in kept.items())
    return kept if first.row.name == "$" or is_known else {}


def _opening(lines: list[str], prompts: dict[int, Prompt]) -> int | None:
    """The first line that is typed and opens another shell."""
    first = min(prompts, default=len(lines))
    for number, line in enumerate(lines):
        start = prompts[number].end if number in prompts else 0
        if (number in prompts or number < first) and opens_a_place(line[start:]):
            return number
    return None


def _is_commented(
    told: dict[int, Prompt], marked: dict[int, Prompt], lines: list[str], language: Language
) -> bool:
    """Whether a root's session says something of itself, too: it begins with a command that cannot be words,
    and has an answer to one, or a second one.
    """
    if language.dialect is not None and not language.is_session:
        return False
    plain = [n for n, p in told.items() if is_plainly_a_command(lines[n][p.end :])]
    if not plain or plain[0] != min(marked):
        return False
    below = (n + 1 for n in plain if n + 1 < len(lines) and n + 1 not in marked)
    return len(plain) > 1 or any(lines[n].strip() for n in below)


def _are_roots(
    roots: dict[int, Prompt], marked: dict[int, Prompt], lines: list[str], language: Language
) -> bool:
    """Whether lines that begin with `# ` are typed by root; they may be comments."""
    others = [line for n, line in enumerate(lines) if n not in marked and line.strip()]
    if language.dialect is None or language.is_session:
        return not any(map(begins_a_program, others))
    return _are_roots_of_a_script(roots, lines, others)


def _are_roots_of_a_script(roots: dict[int, Prompt], lines: list[str], others: list[str]) -> bool:
    """The same in a fence that is a script by its name, in which `# ` begins a comment: all else is output.

    That is known by the line below the first command, or where nothing but several commands is commented out.
    """
    first = min(roots)
    below = lines[first + 1] if first + 1 < len(lines) else ""
    if _ANSWER.match(below):
        return True
    if any(map(begins_a_program, others)):
        return False
    if not all(is_plainly_a_command(lines[n][p.end :]) for n, p in roots.items()):
        return False
    is_answered = first + 1 not in roots and is_unlike_a_command(below)
    return is_answered or (len(roots) > 1 and all(len(line.split()) == 1 for line in others))


def _is_told(prompt: Prompt, line: str) -> bool:
    """Whether it tells what to do, and does not speak about it."""
    return _is_confirmed(prompt, line) and not line.rstrip().endswith((".", ":"))
