"""The classes that texts name."""

import pytest

from slidegen.text.named_classes import classes_named


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("class: a, b\n# T\n", {"a", "b"}),
        (".c.d[x]\n", {"c", "d"}),
        ("class:\n\n# T\n", set()),
        ("class: ", set()),
        ("nothing", set()),
    ],
)
def test_classes_of_slides_and_contents(text: str, found: set[str]) -> None:
    assert classes_named(text) == found
