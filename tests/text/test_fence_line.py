"""Which lines hold the marks of a fence, as whoever reads a slide's prose asks."""

import pytest

from slidegen.text.fence_line import holds_code, last_fence, marks_a_fence


@pytest.mark.parametrize(
    "line",
    [
        "```",
        "```bash",
        "  ~~~ sh",
        "- ```bash",
        "+ ```",
        "3. ~~~",
        "> ```",
        "> - ```sh",
        ".small[```bash",
        "````md",
    ],
)
def test_marks(line: str) -> None:
    assert marks_a_fence(line)
    assert holds_code(line)


@pytest.mark.parametrize("line", ["", "text", "`ls`", "- `a` and `b`", "say ``` here", "~~gone~~", "# ```"])
def test_none(line: str) -> None:
    assert not marks_a_fence(line)


@pytest.mark.parametrize("line", ["```wait done```", "<!-- ```hide ls``` -->"])
def test_a_snippet_in_a_line_is_code_and_no_fence(line: str) -> None:
    assert holds_code(line)
    assert not marks_a_fence(line)


@pytest.mark.parametrize("marks", ["```", "~~~", "- ```", "> ~~~"])
def test_the_last_one_before_a_place(marks: str) -> None:
    text = f"# A\n\n{marks}sh\nls\n"
    assert last_fence(text, text.index("ls")) == text.index(marks)
    assert last_fence(text, 3) == 0
