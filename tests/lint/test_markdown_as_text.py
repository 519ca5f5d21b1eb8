"""Marks that an audience gets to see: where they stand."""

import pytest
from lint.workbench import findings_in, listing

LINK = "[the book](https://a.org/b)"


@pytest.mark.parametrize(
    "before",
    [
        f'<img src="a.png" alt="From {LINK}">',
        "<!-- [the book](https://a.org/b) -->",
        f"<b title='{LINK}'>b</b>",
    ],
)
def test_the_place_is_where_it_is_shown(before: str) -> None:
    """knitr says a caption twice: as the text of the picture, and below it."""
    text = f'# A\n\n<div class="figure">\n{before}\n<p class="caption">From {LINK}</p>\n</div>\n'
    (finding,) = findings_in({"a.md": text, **listing("a.md")}, "SG430")
    assert finding.span.start == text.rindex(LINK)


def test_attributes_alone_show_nothing() -> None:
    text = f'# A\n\n<div class="figure">\n<img src="a.png" alt="From {LINK}">\n</div>\n'
    assert not findings_in({"a.md": text, **listing("a.md")}, "SG430")
