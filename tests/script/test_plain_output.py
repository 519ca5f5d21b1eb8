"""Placeholders, keys and terminal output: text in, text out."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slidegen.script.feed import delimiter
from slidegen.script.keys import key_bytes, keys_bytes
from slidegen.script.plain_output import plain
from slidegen.script.printed import LONGEST_LINE, MOST_KEPT, searchable
from slidegen.text.placeholder import fill, placeholders, strip_highlights


def test_highlights_go_and_values_come() -> None:
    assert strip_highlights("a `b` `c d`") == "a b c d"
    assert placeholders("ssh -p `32323` `user`@`A.B.C.D`") == ("A.B.C.D",)
    assert fill("curl `IP`:`IP-PORT` IPS", {"IP": "1.2.3.4", "IP-PORT": "80"}) == "curl 1.2.3.4:80 IPS"


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("^C", b"\x03"),
        ("C-c", b"\x03"),
        ("^J", b"\n"),
        ("^[", b"\x1b"),
        ("Escape", b"\x1b"),
        ("Space", b" "),
        ("$", b"$"),
    ],
)
def test_keys(name: str, sent: bytes) -> None:
    assert key_bytes(name) == sent


def test_typed_text_is_itself_but_for_a_lone_control_key() -> None:
    assert keys_bytes("^C") == b"\x03"
    assert keys_bytes("cw^C ") == b"cw^C "


def test_terminal_output_is_plain_text() -> None:
    assert plain(b"\x1b[1;31mred\x1b[0m\r\n\x1b]0;title\x07a\bb 10%\r99%\r\n") == "red\n99%\n"


@given(st.text(alphabet="ab\n\b", max_size=30))
def test_a_backspace_takes_one_character_and_no_line_end(text: str) -> None:
    shown: list[str] = []
    for char in text:
        if char != "\b":
            shown.append(char)
        elif shown and shown[-1] != "\n":
            shown.pop()
    assert plain(text.encode()) == "".join(shown)


def test_a_long_progress_bar_is_read_at_once() -> None:
    started = time.monotonic()
    assert plain(b"x" * 1_000_000 + b"\b" * 1_000_000) == ""
    assert time.monotonic() - started < 5


@given(st.text(alphabet="ab \n", max_size=60), st.integers(0, 3), st.integers(0, 50_000))
def test_what_is_searched_has_a_limit_and_keeps_both_ends(text: str, lines: int, more: int) -> None:
    whole = f"first{text}" + "\n" * lines + "x" * more + f"{text}last"
    found = searchable(whole)
    assert len(found) < MOST_KEPT + 100
    assert max(map(len, found.split("\n"))) < LONGEST_LINE + 50
    assert found.startswith("first")
    assert found.endswith("last")


@given(st.text(alphabet="END23\n"))
def test_a_delimiter_is_no_line_of_the_text(text: str) -> None:
    assert delimiter(text) not in text.split("\n")
