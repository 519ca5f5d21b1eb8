"""Themes: where they are found, what they inherit, and what a project lays over them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from markupsafe import Markup

from slidegen.errors import UsageError
from slidegen.render.environment import make_environment
from slidegen.render.page import Page, SlideView, render_page
from slidegen.render.theme import builtin_themes, find_theme, theme_names

Tree = Callable[[Mapping[str, str | bytes]], Path]


def page_of(theme: str, project: Path) -> str:
    page = Page("deck", "A deck", (SlideView("one", "1", "One", Markup("<p>1</p>")),), theme=theme)
    return render_page(page, make_environment(find_theme(theme, project)))


def test_shipped_themes_end_in_base() -> None:
    assert theme_names() == ("default", "hall", "workshop")
    for name in theme_names():
        theme = find_theme(name)
        assert [layer.name for layer in theme.layers] == [name, "base"]
        assert theme.folders[0] == builtin_themes() / name
        assert all(path.is_file() for path in (*theme.styles, *theme.scripts))
        assert theme.styles[0].parent.parent.name == "base"
        assert theme.styles[-1].parent.name == name


def test_a_project_sets_variables_without_settings(tree: Tree) -> None:
    project = tree({"default/theme.css": ":root { --accent: #b00 }"})
    theme = find_theme("default", project)
    assert [(layer.name, layer.project) for layer in theme.layers] == [
        ("default", True),
        ("default", False),
        ("base", False),
    ]
    assert theme.styles[-1] == project / "default" / "theme.css"
    assert theme.fonts == find_theme("default").fonts


def test_a_project_replaces_a_template_and_may_extend_the_one_it_replaces(tree: Tree) -> None:
    project = tree({
        "default/theme.css": "",
        "default/deck.html": '{% extends "base/deck.html" %}{% block footer %}<hr>Ours{% endblock %}',
    })  # fmt: skip
    html = page_of("default", project)
    assert "<hr>Ours" in html
    assert '<section class="slide" id="one"' in html


def test_a_project_has_a_theme_of_its_own(tree: Tree) -> None:
    project = tree({
        "ours/theme.toml": 'extends = "workshop"\nstyles = ["a.css", "b.css"]\nscripts = ["more.js"]\n',
        "ours/a.css": "", "ours/b.css": "", "ours/more.js": "",
    })  # fmt: skip
    theme = find_theme("ours", project)
    assert [layer.name for layer in theme.layers] == ["ours", "workshop", "base"]
    assert [path.name for path in theme.styles[-3:]] == ["theme.css", "a.css", "b.css"]
    assert theme.scripts[-1] == project / "ours" / "more.js"
    assert "ours" in theme_names(project)


@pytest.mark.parametrize(
    ("files", "name", "message", "hint"),
    [
        ({}, "defualt", "there is no theme 'defualt'", "did you mean 'default'?"),
        ({}, "../default", "there is no theme '../default'", "default"),
        (
            {"a/theme.toml": 'extends = "nix"'},
            "a",
            "there is no theme 'nix', which this theme extends",
            "there are",
        ),
        (
            {"a/theme.toml": 'extends = "b"', "b/theme.toml": 'extends = "a"'},
            "a",
            "extends itself",
            "change `extends`",
        ),
        (
            {"a/theme.toml": 'extend = "base"'},
            "a",
            "toml:1:1: A theme has no key `extend`",
            "Did you mean `extends`?",
        ),
        (
            {"a/theme.toml": "styles = 3"},
            "a",
            "theme.toml:1:1: `styles` takes a list of files",
            "Write a list of files",
        ),
        ({"a/theme.toml": "extends = 3"}, "a", "`extends` takes the name of a theme", "Write the name"),
        ({"a/theme.toml": 'styles = ["no.css"]'}, "a", "there is no 'no.css' beside it", "correct `styles`"),
        ({"a/theme.toml": "fonts = [1]"}, "a", "`fonts` takes a list of tables", "Write a list of tables"),
        ({"a/theme.toml": "= ="}, "a", "theme.toml", "correct the theme's settings"),
        ({"a/theme.toml": b"\xff"}, "a", "theme.toml", "correct the theme's settings"),
    ],
)
def test_mistakes_are_told(
    tree: Tree, files: Mapping[str, str | bytes], name: str, message: str, hint: str
) -> None:
    project = tree(files)
    with pytest.raises(UsageError) as caught:
        find_theme(name, project)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_folder_that_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    assert find_theme("default", tmp_path / "themes").layers == find_theme("default").layers
