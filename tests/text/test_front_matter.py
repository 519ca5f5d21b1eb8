"""Front matter: what it is, and what only looks like it."""

import pytest

from slidegen.source.file import SourceFile
from slidegen.text.fragment import read_fragment
from slidegen.text.front_matter import read_front_matter


def source(text: str) -> SourceFile:
    return SourceFile.from_text("a.md", text)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("---\ntitle: A\n---\n# One\n", ["title"]),
        ("---\ntitle: A\nlayout: post\n---\n", ["title", "layout"]),
        ("---\n# a comment\ntitle: A\n...\n# One\n", ["title"]),
        ("---\nauthor:\n- A\n- B\n---\n", ["author"]),
        ("---\nmarp: true\n---\n", ["marp"]),
        ("---yaml\ntitle: A\n---\n# One\n", ["title"]),
        ("--- yml \ntitle: A\n---\n", ["title"]),
        ("---\nlayout: slides\nname: x\n---\n# One\n", ["layout", "name"]),  # Jekyll's
    ],
)
def test_what_is_front_matter(text: str, keys: list[str]) -> None:
    found = read_front_matter(source(text))
    assert found is not None
    assert found.root is not None
    assert [key.value for key, _ in found.root] == keys


@pytest.mark.parametrize(
    "text",
    [
        "---\nname: x\n\n# One\n---\n# Two\n",  # a deck whose first slide is empty
        "---\nclass: center, middle\nlayout: true\n---\n# Two\n",
        "---\nlayout: false\n---\n# Two\n",
        "---\n# One\n---\n# Two\n",
        "---\n\n---\n# Two\n",
        "---\n- a\n---\n",
        "---\nA sentence: and more.\nAnother line\n---\n",
        "# One\n---\ntitle: A\n---\n",
        "---\ntitle: A\n",
        "---toml\ntitle: A\n---\n",
    ],
)
def test_what_is_a_slide(text: str) -> None:
    assert read_front_matter(source(text)) is None


def test_broken_yaml_is_front_matter_all_the_same() -> None:
    found = read_front_matter(source("---\ntitle: a: b\nlang: en\n---\n# One\n"))
    assert found is not None
    assert found.root is None
    assert found.problem is not None
    assert found.problem.offset > 4


def test_slides_begin_behind_it() -> None:
    read = source("---\ntitle: '.x[ ``` '\n---\n# One\n---\n# Two\n")
    fragment = read_fragment(read)
    assert [(read.slice(slide.span).strip(), slide.ordinal, slide.line) for slide in fragment.slides] == [
        ("# One", 1, 4),
        ("# Two", 2, 6),
    ]
    assert not fragment.findings
    assert not any(slide.properties for slide in fragment.slides)
