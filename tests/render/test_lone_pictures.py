"""Which pictures a page says to have nothing beside them: a theme shows those large."""

import re
from pathlib import Path

from deck.workbench import body
from fixture_files import Case, parametrize

_MARKED = re.compile(r"<(\w+)[^>]* data-pictures=")


@parametrize(Path(__file__).parent / "lone-pictures.md")
def test_what_holds_nothing_but_pictures(case: Case) -> None:
    assert _MARKED.findall(body(case.input)) == case.expected.split()
