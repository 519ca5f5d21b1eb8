"""One thing is one, and several are several."""

import pytest

from slidegen.source.counted import counted


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [(0, ("step",), "0 steps"), (1, ("step",), "1 step"), (2, ("address", "addresses"), "2 addresses")],
)
def test_counted(number: int, words: tuple[str, ...], said: str) -> None:
    assert counted(number, *words) == said
