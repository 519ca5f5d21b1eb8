"""What describes the deck of a text is known to the linter as to a build, also for what it includes."""

import pytest
from lint.workbench import findings_in

CODE = "```bash\n* kubectl exec a ls\nkubectl exec b ls\n```\n"
OLD, LINES = 'kubernetes-version: "1.12"', "remark: {highlightLines: true}"
INCLUDING = "\n# A\n\n@@INCLUDE[part.md]\n"


def lines_of(files: dict[str, str], *asked: str) -> list[tuple[str, int]]:
    return [(f.path, f.start.line) for f in findings_in(files, "SG104", asked=asked or None)]


@pytest.mark.parametrize(("said", "lines"), [("x: y", [6]), (OLD, []), (LINES, [5, 6])])
def test_the_front_matter_of_a_deck_of_its_own(said: str, lines: list[int]) -> None:
    text = f"---\n{said}\n---\n{CODE}"
    assert [line for _, line in lines_of({"talk.md": text})] == lines


@pytest.mark.parametrize(("said", "lines"), [("title: x", [3]), (OLD, []), (LINES, [2, 3])])
def test_what_it_includes(said: str, lines: list[int]) -> None:
    files = {"talk.md": f"---\n{said}\n---\n{INCLUDING}", "part.md": CODE}
    assert [line for _, line in lines_of(files)] == lines


@pytest.mark.parametrize(("said", "lines"), [("title: x", [3]), (OLD, []), (LINES, [2, 3])])
@pytest.mark.parametrize("steps", [1, 3])
def test_what_a_fragment_includes(said: str, lines: list[int], steps: int) -> None:
    """Also by way of other texts, and when it is asked for alone, as by a hook."""
    between = {f"{n}.md": f"@@INCLUDE[{n + 1 if n + 1 < steps else 'part'}.md]\n" for n in range(steps)}
    files = {"deck.yml": f"content: [0.md]\n{said}\n", **between, "part.md": CODE}
    assert [line for _, line in lines_of(files)] == [line for _, line in lines_of(files, "part.md")] == lines


def test_a_manifest_outweighs_front_matter() -> None:
    files = {"deck.yml": "content: [a.md]\n", "a.md": f"---\n{OLD}\n---\n{CODE}"}
    assert lines_of(files) == [("a.md", 6)]
