"""Lines that are pointed at: what stands behind a fence's language, and what becomes of it."""

import pytest
from deck.workbench import body

from slidegen.render.line_steps import line_steps


@pytest.mark.parametrize(
    ("info", "groups"),
    [
        ("bash {1|3-4|all}", ("1", "3-4", "all")),
        ("bash{1|3-4|all}", ("1", "3-4", "all")),
        ("{2,5-7}", ("2,5-7",)),
        ("yaml {1, 2 | * }", ("1,2", "all")),
        ("yaml {1||3}", ("1", "", "3")),
        ("bash", ()),
        ("bash {.class #id}", ()),
        ("bash title={1}", ()),
        ("", ()),
    ],
)
def test_groups(info: str, groups: tuple[str, ...]) -> None:
    assert line_steps(info).groups == groups


def test_lines_of_one_group_are_highlighted_at_once() -> None:
    assert line_steps("{2,4-5}").lines == {1, 3, 4}
    assert line_steps("{1|2}").lines == frozenset()
    assert len(line_steps("{1-99999999}").lines) == 10_000


def test_without_a_script_code_with_steps_is_whole() -> None:
    html = body("```bash {1|2-3|all}\none\ntwo\nthree\n```\n")
    assert 'data-lines="1|2-3|all"' in html
    assert html.count('class="row"') == 3
    assert 'class="language-bash"' in html
    assert "\n" in html.partition("<code")[2]


def test_one_group_is_a_highlight() -> None:
    html = body("```bash{2}\none\ntwo\n```\n")
    assert html.count("line-highlighted") == 1
    assert "data-lines" not in html
