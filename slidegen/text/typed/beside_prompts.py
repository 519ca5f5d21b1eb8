"""Lines of a session that are neither typed nor printed: upper halves of prompts, and what a root remarks.

Knows where such lines stand. Must not know which lines are prompts (`prompts.py`), nor what is typed.
"""

from bisect import bisect_right

from slidegen.text.typed.program_names import begins_a_program
from slidegen.text.typed.prompt_row import Prompt
from slidegen.text.typed.prompt_rows import HEADS, PATH_HEADS


def remarks_in(lines: list[str], prompts: dict[int, Prompt]) -> frozenset[int]:
    """The lines of a root's session that say something to its readers, and are neither typed nor printed.

    They begin as its prompts do, and stand right above one, or at the end: what a file holds goes on.
    """
    numbers, found, is_behind = sorted(prompts), set[int](), True
    for number in range(len(lines) - 1, numbers[0], -1):
        if number in prompts:
            is_behind = True
        elif lines[number].strip():
            prompt = prompts[numbers[bisect_right(numbers, number) - 1]]
            is_behind = (
                is_behind and prompt.row.name == "#" and lines[number].startswith(f"{prompt.indent}# ")
            )
            found |= {number} if is_behind else set()
    return frozenset(found)


def heads_in(lines: list[str], prompts: dict[int, Prompt]) -> frozenset[int]:
    """The lines that are the upper halves of prompts: right above one, and no output."""
    above = [n - 1 for n in prompts if n and n - 1 not in prompts]
    found = {n for n in above if HEADS.match(lines[n])}
    if above and above[0] + 1 == min(prompts) and _is_path_head(lines, prompts, above[0]):
        found |= {n for n in above if _is_path_head(lines, prompts, n)}
    return frozenset(found)


def _is_path_head(lines: list[str], prompts: dict[int, Prompt], number: int) -> bool:
    is_mark = len(prompts[number + 1].text) == 1
    return (
        is_mark
        and PATH_HEADS.match(lines[number]) is not None
        and not begins_a_program(lines[number].strip())
    )
