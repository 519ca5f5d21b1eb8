"""The marks alone of a code: which `$ `, `% ` and `# ` are prompts, and which `# ` is a comment.

Knows what else of the code bears them out. Must not know prompts with a name (`prompts.py`).
"""

from slidegen import lazy_re as re
from slidegen.text.columns import columns_of
from slidegen.text.typed.languages import Language
from slidegen.text.typed.openers import opens_a_place
from slidegen.text.typed.program_names import begins_a_program, is_plainly_a_command
from slidegen.text.typed.prompt_row import Prompt
from slidegen.text.typed.unlike_commands import DONE_BY_KUBECTL, is_unlike_a_command

#: `# ` in a script may be a comment; that something like this stands below it says that it is none.
_ANSWER = re.compile(rf"(?=[A-Z][A-Z0-9 ()/%-]*?  [A-Z])[A-Z0-9 ()/%-]++\s*$|.*\b(?:{DONE_BY_KUBECTL})\s*$")
_NAME = re.compile(r"[a-z][\w.+-]*(?=[ ]|$)")
_FEW = 3  #: words of a command; a sentence has more
_WITH_AN_OPTION = re.compile(r"[a-z][\w.+-]*(?:[ ][\w.:/-]+)?[ ]--?[a-z][\w-]*(?:[ =]|$)")


def bare_marks(
    found: dict[int, Prompt], sure: dict[int, Prompt], lines: list[str], language: Language
) -> dict[int, Prompt]:
    """The `$ `, `% ` and `# ` that are prompts: one mark a code, in the column of its first."""
    bare = {n: p for n, p in found.items() if p.row.trust == "bare"}
    kept = _users({n: p for n, p in bare.items() if p.row.at != "root"}, lines, language)
    roots = {n: p for n, p in bare.items() if p.row.at == "root" and p.stands_before_a_program(lines[n])}
    if not language.has_roots:
        return kept
    if roots and (opened := _opening(lines, sure | kept)) is not None:
        return kept | {n: p for n, p in roots.items() if n > opened}
    if kept or sure:
        return kept or _opening_root(roots, min(sure), lines)
    only = {n: p for n, p in bare.items() if p.row.at == "root"}
    if not roots:
        is_typed = language.is_session and _name_a_program(only, lines)
        return only if is_typed and _are_roots(only, only, lines, language) else {}
    told = {n: p for n, p in only.items() if p.end == len(lines[n]) or _is_told(p, lines[n])}
    is_typed = len(told) == len(only) or _is_commented(told, only, lines, language)
    return told if is_typed and _are_roots(told, only, lines, language) else kept


def _users(marks: dict[int, Prompt], lines: list[str], language: Language) -> dict[int, Prompt]:
    if not marks:
        return {}
    first = marks[min(marks)]
    kept = {n: p for n, p in marks.items() if p.row is first.row and p.column == first.column}
    is_known = language.dialect is not None or any(
        p.stands_before_a_program(lines[n]) for n, p in kept.items()
    )
    return kept if first.row.name == "$" or is_known or _name_a_program(kept, lines) else {}


def _name_a_program(marks: dict[int, Prompt], lines: list[str]) -> bool:
    """Whether what nobody knows is told as a program is: with an option, or twice, and it answers.

    Or once, and it answers with a table.
    """
    texts = [lines[n][p.end :] for n, p in marks.items()]
    if not texts or any(text.endswith((".", ":")) or not _NAME.match(text) for text in texts):
        return False
    if any(map(_WITH_AN_OPTION.match, texts)):
        return True
    names = {text.split()[0] for text in texts}
    others = [line for n, line in enumerate(lines) if n not in marks]
    if len(names) > 1 or any(line.split()[:1] == [*names] for line in others):
        return False
    answers = [lines[n + 1 : n + 3] for n in marks if n + 1 < len(lines) and n + 1 not in marks]
    if len(texts) == 1:
        return len(texts[0].split()) <= _FEW and any(map(_is_a_table, answers))
    # MATLAB's comments begin with `% `
    return any(is_unlike_a_command(first) and "=" not in first for first, *_ in answers)


def _is_a_table(lines: list[str]) -> bool:
    """Whether these two lines have columns at the same places, and no comments."""
    columns = [columns_of(line) for line in lines if "#" not in line]
    return len(columns) > 1 and bool(columns[0]) and columns[0] == columns[1]


def _opening_root(roots: dict[int, Prompt], behind: int, lines: list[str]) -> dict[int, Prompt]:
    """The root's command right above the prompts of the shell that it opens."""
    first = min(roots, default=behind)
    is_one = first < behind and opens_a_place(lines[first][roots[first].end :])
    return {first: roots[first]} if is_one else {}


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
    return prompt.stands_before_a_program(line) and not line.rstrip().endswith((".", ":"))
