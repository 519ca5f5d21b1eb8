"""Which texts of exercises bash is asked about one by one, since what they open reaches into the next."""

from hypothesis import given
from hypothesis import strategies as st

from slidegen.lint.rules.shell_syntax import _may_be_open
from slidegen.shell import read_shell

PIECES = [
    "echo",
    " ",
    "\n",
    "'",
    '"',
    "`",
    "$(",
    "(",
    ")",
    "<<EOF",
    "EOF",
    "\\",
    "#",
    "${",
    "}",
    "it's",
    "|",
    "[[",
    "{",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_glance_at_quotes_says_what_reading_says(text: str) -> None:
    assert _may_be_open(text) == bool(read_shell(text).unclosed)
