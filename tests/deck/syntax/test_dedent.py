"""Slides that are indented."""

from pathlib import Path

from deck.workbench import body
from fixture_files import Case, parametrize

from slidegen.text.margins import trimmed

HERE = Path(__file__).parent


def shown(text: str) -> str:
    return "\n".join(trimmed(text.split("\n")))


@parametrize(HERE / "dedent.md")
def test_html(case: Case) -> None:
    assert body(case.input).strip() == case.expected.strip()


def test_what_follows_the_only_item_is_the_items() -> None:
    assert shown("    - a:\n\n    ```\n      b\n    ```\n") == "- a:\n\n  ```\n    b\n  ```\n"


def test_two_items_and_what_stands_below_a_heading_are_moved_alike() -> None:
    assert shown("    - a\n\n    text\n    - b") == "- a\n\ntext\n- b"
    assert shown("    - a\n\n    ## T\n") == "- a\n\n## T\n"


def test_a_margin_narrower_than_the_marker_is_taken_off() -> None:
    assert shown(" - a\n\n b") == "- a\n\nb"
