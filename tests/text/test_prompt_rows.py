"""What a row of the prompts' table says that it needs, its pattern demands."""

from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from slidegen.text.typed.prompt_row import PromptRow
from slidegen.text.typed.prompt_rows import PROMPTS


def demands(items: Any, characters: str) -> bool:
    """Whether whatever matches `items` holds one of `characters`."""
    return any(_demands(str(operation), argument, characters) for operation, argument in items)


def _demands(operation: str, argument: Any, characters: str) -> bool:
    match operation:
        case "LITERAL":
            return chr(argument) in characters
        case "IN":
            return all(str(each) == "LITERAL" and chr(code) in characters for each, code in argument)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return argument[0] > 0 and demands(argument[2], characters)
        case "SUBPATTERN":
            return demands(argument[-1], characters)
        case "BRANCH":
            return all(demands(branch, characters) for branch in argument[1])
        case _:
            return False


@pytest.mark.parametrize("row", PROMPTS, ids=lambda row: row.name)
def test_a_row_needs_what_its_pattern_demands(row: PromptRow) -> None:
    for needed in filter(None, (row.needs, row.first)):
        assert demands(_parser.parse(row.pattern), needed)


def test_the_proof_is_none_for_what_may_be_absent() -> None:
    assert demands(_parser.parse(r"a+(?:b|[bc])x?"), "bc")
    assert not demands(_parser.parse(r"a*b?(?:c|d)"), "abc")
