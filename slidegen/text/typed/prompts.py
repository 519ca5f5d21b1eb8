"""The prompts of a code: which lines begin with one, as far as the rest of the code bears it out.

`node1 # ` may as well be a word and a comment, `> ` a redirection or a quote: how much more must be true is
the trust of a row.

Knows the order of these questions. Must not know how a prompt looks (`prompt_rows.py`), nor what follows from
it.
"""

from bisect import bisect_right
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.text.typed.bare_marks import bare_marks
from slidegen.text.typed.dialects import DIALECTS
from slidegen.text.typed.languages import ASKS_WITH_AN_ANGLE, LANGUAGES, Language
from slidegen.text.typed.openers import opens_a_program
from slidegen.text.typed.program_names import (
    begins_a_program,
    begins_a_statement,
    is_plainly_a_command,
)
from slidegen.text.typed.program_rows import PROGRAM_ARROW, PROGRAM_NAME, PROGRAM_ROWS, SHELL_OF_A_PROGRAM
from slidegen.text.typed.prompt_row import Prompt, PromptRow
from slidegen.text.typed.prompt_rows import HEADS, may_prompt, rows_for

_PLAIN = ("sure", "bare")
_MARKS = ("$", "shell>")  #: how the prompts end that no other language begins with
_ASKS_A_SHELL = ("julia>", "pkg>")  #: the prompts of a program that has a shell's, too
_QUOTES_OF_A_MODULE = ('"""', "'''")
_SAYING = frozenset({"echo", "printf", "grep", "sed", "awk"})  #: a lone `$` may be what they are given
_SAID = re.compile(r"[a-z]{2,}[ ][\w:*]")  #: `> hgetall user:1`
#: What stands before a choice that may be taken or not.
_BOX = re.compile(r"[\u2713-\u2718\u25a0-\u25ff\u2610-\u2612\u2b1a-\u2b1c\u23fa]|\[[ xX*]\][ ]|\([ *]\)[ ]")
_NO_FORMULA = re.compile(r"[./~]{0,3}[a-z][\w./-]+(?=[ ][^=<>^_*+|]|$)")


def begins_a_session(code: str, language: Language) -> bool:
    """Whether a code that is called no shell's begins with `$ `, `me@host:~$ ` or `shell> ` and a command.

    Or, where it is called after a language, with what a program asks, such as `scala> `. Authors name it
    after what the command prints, or after the program that it opens.
    """
    if language.has_prompts and language.dialect not in ("python", "program"):
        return False
    first = code.partition("\n")[0].rstrip()
    if not language.has_prompts and _is_said_to_a_program(first, language):
        return True
    if not any(f"{mark} " in first for mark in _MARKS) or first.endswith("$"):  # a formula ends so
        return False
    prompt = _prompt_of(first, LANGUAGES[""])
    if prompt is None or prompt.row.trust not in _PLAIN or not prompt.text.endswith(_MARKS):
        return False
    return prompt.stands_before_a_program(first) or _NO_FORMULA.match(first, prompt.end) is not None


def _is_said_to_a_program(line: str, language: Language) -> bool:
    if line.startswith("> ") and language.name in ASKS_WITH_AN_ANGLE:
        return True
    if not may_prompt(line):
        return False
    matches = (row.match(line) for row in PROGRAM_ROWS if row.trust == "sure")
    return any(match is not None and match.end() < len(line) for match in matches)


def prompts_in(lines: list[str], language: Language) -> dict[int, Prompt]:
    """The prompts of a code by the numbers of their lines."""
    if not language.has_prompts:
        return {}
    found = _candidates(lines, language)
    if found and _are_examples(found, lines):
        return {}
    sure = _trusted(found, lines)
    all_of_them = sure | bare_marks(found, sure, lines, language) or _arrows(found, lines, language)
    if not all_of_them and language.is_session:
        return _of_an_unknown_program(lines, language)
    asked = _arrows_of_programs(lines, all_of_them) if language.dialect in (None, "sh", "fish") else {}
    return dict(sorted((asked | all_of_them).items()))


def _are_examples(found: dict[int, Prompt], lines: list[str]) -> bool:
    """Whether they stand in what a module says of itself: whoever copies that wants the module."""
    first = min(found)
    quotes = sum(line.count(mark) for line in lines[:first] for mark in _QUOTES_OF_A_MODULE)
    return found[first].at == "program" and quotes % 2 == 1


def _candidates(lines: list[str], language: Language) -> dict[int, Prompt]:
    """What looks like a prompt, and is no choice of a menu, nor what continues a command."""
    found = {n: prompt for n, line in enumerate(lines) if (prompt := _prompt_of(line, language))}
    found |= _beside(found, lines)
    found = {n: p for n, p in found.items() if p.text != "❯" or not _is_chosen(lines, n, p)}
    if any(p.text.endswith(_ASKS_A_SHELL) for p in found.values()):
        found = {n: replace(p, row=SHELL_OF_A_PROGRAM) if p.text == "shell>" else p for n, p in found.items()}
    return {n: p for n, p in found.items() if p.row.trust in _PLAIN or not _goes_on(lines, n)}


def _beside(found: dict[int, Prompt], lines: list[str]) -> dict[int, Prompt]:
    """What else is a prompt where a row says so: `R1#`, `R1>` and `R1(config)#` are those of one device."""
    tellers = {p.kind: p.row for p in found.values() if p.row.beside}
    told = dict[int, Prompt]()
    for (_, name), row in tellers.items():
        others = replace(row, pattern=row.beside, needs="", first="")
        for number, line in enumerate(lines):
            if match := others.match(line):
                prompt = Prompt(row, match["indent"], match["prompt"], match.end())
                told |= {number: prompt} if prompt.kind[1] == name and number not in told else {}
    return {n: p for n, p in told.items() if n not in found or not found[n].row.beside}


def _trusted(found: dict[int, Prompt], lines: list[str]) -> dict[int, Prompt]:
    """Those that nothing else looks like, or that what stands behind or above them bears out; no faint one
    below a plain one.
    """
    plain = min((n for n, p in found.items() if p.row.trust in _PLAIN), default=len(lines))
    found = {n: p for n, p in found.items() if p.row.trust != "faint" or n < plain}
    borne_out = {p.kind for n, p in found.items() if _is_borne_out(p, lines[n], lines)}
    sure = {n: p for n, p in found.items() if p.row.trust == "sure" or p.kind in borne_out}
    headed = {n: p for n, p in found.items() if p.row.trust == "headed" and n and HEADS.match(lines[n - 1])}
    return sure | headed


def _is_borne_out(prompt: Prompt, line: str, lines: list[str]) -> bool:
    """Whether what stands behind it looks like a command, as far as its row asks for that."""
    match prompt.row.trust:
        case "unset":
            name, *words = line[prompt.end :].split()
            is_set = any(f"{name}=" in each for each in lines)
            return bool(words) and not is_set and is_plainly_a_command(line[prompt.end :])
        case "likely":
            return prompt.stands_before_a_program(line)
        case "faint":
            return is_plainly_a_command(line[prompt.end :])
        case _:
            return False


def _is_chosen(lines: list[str], number: int, prompt: Prompt) -> bool:
    """Whether a line is one of a menu: it has a box, or another choice next to it, in the same column."""
    if _BOX.match(lines[number], prompt.end):
        return True
    is_asked = number > 0 and lines[number - 1].startswith("? ")
    if not is_asked and not lines[number][prompt.end :][:1].isupper():
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
    `> app@1.0.0 start`. Before a statement in capitals it is that of a database, and in a shell's fence
    that of a program which nobody knows, where several words stand behind it.
    """
    arrows = {n: p for n, p in found.items() if p.row.trust == "arrow"}
    is_shell = language.dialect is not None
    if not arrows or any(_says_something(line, is_shell) for line in lines[: min(arrows)]):
        return {}
    first = arrows[min(arrows)]
    if first.row.beside:
        return {n: p for n, p in arrows.items() if p.row is first.row}
    if first.row.name == "=>":
        arrows = {n: p for n, p in arrows.items() if (p.text, p.column) == (first.text, first.column)}
    if begins_a_statement(lines[min(arrows)][first.end :]):
        return {n: replace(p, row=PROGRAM_ARROW) for n, p in arrows.items()}
    if language.dialect == "program":
        return {}
    if is_shell and is_plainly_a_command(lines[min(arrows)][first.end :]):
        return arrows
    is_sure = begins_a_program if is_shell else is_plainly_a_command
    if all(is_sure(lines[n][p.end :]) for n, p in arrows.items()):
        return arrows
    is_said = is_shell and first.text == ">" and _SAID.match(lines[min(arrows)], first.end)
    return {n: replace(p, row=PROGRAM_ARROW) for n, p in arrows.items()} if is_said else {}


def _of_an_unknown_program(lines: list[str], language: Language) -> dict[int, Prompt]:
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
    if language.name in ASKS_WITH_AN_ANGLE:
        is_said = True
    elif not name.rstrip(">"):
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
