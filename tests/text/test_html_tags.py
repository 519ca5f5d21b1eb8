"""Start tags as a browser takes them."""

from time import process_time

import pytest

from slidegen.text.html_tags import start_tags

pytestmark = pytest.mark.usefixtures("no_collector")


def test_attributes_are_quoted_or_not_and_hold_entities() -> None:
    (picture,) = start_tags("<!-- <b> --><img src=a.png alt='x > y' title=\"R&amp;D\">")
    assert [(each.name, each.value) for each in picture.attributes] == [
        ("src", "a.png"),
        ("alt", "x > y"),
        ("title", "R&D"),
    ]


@pytest.mark.parametrize("rest", ["b" * 5_000, "b c " * 2_000, "b='c' d" * 100, '"' * 301, "'" * 301])
def test_a_tag_that_never_ends_takes_no_time(rest: str) -> None:
    """Each way to cut it into attributes was tried: thirty characters took minutes."""
    start = process_time()
    assert list(start_tags(f"<a {rest}")) == []
    assert process_time() - start < 1
