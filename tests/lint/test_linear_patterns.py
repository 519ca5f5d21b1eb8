"""What one long line holds is not divided in all ways: what is quadratic takes seconds for each of these."""

import re
from time import process_time

import pytest

from slidegen.lint import suppress
from slidegen.lint.rules import created_twice
from slidegen.text import emoji_names, heading, named_classes, properties, table_row
from slidegen.text.markup import asciidoc

LONG = 65_536
BLANKS = " " * LONG


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (suppress.HTML, f"<!-- slidegen: ignore{BLANKS}x"),
        (properties._COMMENT, f"<!-- name:{BLANKS}x"),
        (heading._HEADING, f"# a{BLANKS}b"),
        (heading._CLOSING_MARKS, f"a{BLANKS}b"),
        (named_classes._OF_CONTENT, ".a" * (LONG // 2)),
        (emoji_names.EMOJI_NAME, f":{'a' * LONG}"),
        (emoji_names.EMOJI_NAME, f":{'a+' * LONG}!"),
        (table_row._LINE, f"a|b\n{BLANKS}x"),
        (table_row._LINE, f"--{BLANKS}x"),
        (table_row._LINE, f"{BLANKS}x"),
        (created_twice.CHANGES, "kubectl " * 8_192),
        (created_twice.MAKES, "kubectl " * 8_192),
        (created_twice.DELETES_ALL, "delete " * 8_192),
        (asciidoc._SOURCE, f"[{BLANKS}!"),
        (table_row._LINE, "|-" * (LONG // 2) + "x"),
        (heading._HEADING, "#" * LONG),
    ],
)
def test_linear(pattern: re.Pattern[str], text: str) -> None:
    start = process_time()
    pattern.match(text)
    if pattern is not table_row._LINE:  # it is asked about whole lines
        assert sum(1 for _ in pattern.finditer(text)) < LONG
    assert process_time() - start < 1


def test_many_callouts_that_are_none_are_read_once() -> None:
    start = process_time()
    line = "<1>" * 21_000 + "x"
    assert asciidoc._without_callouts(line) == line
    assert not asciidoc._without_callouts(line[:-1]).strip()
    assert process_time() - start < 1
