"""Settings: from which file, under which environment, and what is wrong with them."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from slidegen.errors import UsageError
from slidegen.source.file import SourceFile
from slidegen.source.reference import reference
from slidegen.source.settings import SETTINGS, Settings
from slidegen.source.settings_reader import load_settings, read_settings

Tree = Callable[[Mapping[str, str | bytes]], Path]


def test_without_a_file_the_defaults_hold_where_slidegen_was_called(tree: Tree) -> None:
    root = tree({".git/HEAD": ""})
    loaded = load_settings(root, {})
    assert (loaded.settings, loaded.root, loaded.path, loaded.findings) == (
        Settings(),
        root.resolve(),
        None,
        (),
    )


def test_the_nearest_file_upward_makes_the_root(tree: Tree) -> None:
    root = tree({"slidegen.toml": "theme = 'a'", "x/pyproject.toml": "[tool.other]", "x/y/z": ""})
    loaded = load_settings(root / "x" / "y", {})
    assert (loaded.settings.theme, loaded.root) == ("a", root.resolve())


def test_the_search_ends_at_the_repository(tree: Tree) -> None:
    root = tree({"slidegen.toml": "theme = 'a'", "x/.git/HEAD": ""})
    assert load_settings(root / "x", {}).path is None


def test_pyproject(tree: Tree) -> None:
    root = tree(
        {"pyproject.toml": "[tool.slidegen]\nlang = 'fr'\n[tool.slidegen.lint]\nignore = ['SG1']\nx = 1\n"}
    )
    loaded = load_settings(root, {})
    assert (loaded.settings.lang, loaded.settings.lint.ignore) == ("fr", ("SG1",))
    assert [str(finding) for finding in loaded.findings] == [
        "pyproject.toml:5:1 SG041 There is no setting `lint.x`"
    ]


def test_the_environment_is_above_the_file(tree: Tree) -> None:
    root = tree({"slidegen.toml": "out = 'a'\n[serve]\nport = 1\n"})
    environ = {"SLIDEGEN_SERVE_PORT": "2", "SLIDEGEN_LINT_SELECT": "SG1, SG2", "SLIDEGEN_SERVE_FOLLOW": "no"}
    settings = load_settings(root, environ).settings
    assert (settings.out, settings.serve.port, settings.serve.follow) == ("a", 2, False)
    assert settings.lint.select == ("SG1", "SG2")


@pytest.mark.parametrize(("name", "value"), [("SLIDEGEN_SERVE_PORT", "x"), ("SLIDEGEN_RUN_DRIVER", "ssh")])
def test_a_wrong_variable_stops_the_command(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(UsageError, match=name):
        load_settings(tmp_path, {name: value})


def findings(text: str) -> list[str]:
    _, found = read_settings(SourceFile.from_text("slidegen.toml", text))
    return [f"{finding} | {finding.help}" for finding in found]


def test_an_unknown_setting() -> None:
    assert findings("# x\n[lint]\n  extend_slect = []\n") == [
        "slidegen.toml:3:3 SG041 There is no setting `lint.extend_slect` | Did you mean `lint.extend-select`?"
    ]


def test_a_wrong_type_and_a_wrong_choice() -> None:
    assert findings("out = 3\n[run]\ndriver = 'ssh'\n") == [
        "slidegen.toml:1:1 SG042 `out` takes a text, and this is 3 | Write a text",
        "slidegen.toml:3:1 SG042 `run.driver` takes one of auto, bash, pty, and this is 'ssh'"
        " | Write one of auto, bash, pty",
    ]


def test_a_file_that_is_no_toml_stops_the_command(tree: Tree) -> None:
    root = tree({"slidegen.toml": "a = 1\nb =\n"})
    loaded = load_settings(root, {})
    assert str(loaded.findings[0]) == "slidegen.toml:2:4 SG040 This is not TOML: invalid value"
    with pytest.raises(UsageError, match="not TOML"):
        loaded.require_valid()


def test_an_unknown_setting_stops_the_command_too(tree: Tree) -> None:
    with pytest.raises(UsageError, match=r"slidegen.toml:1:1 SG041 There is no setting `x`"):
        load_settings(tree({"slidegen.toml": "x = 1"}), {}).require_valid()


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("slidegen.toml", "out = 'x'\ncontent = ['slides']\n", "2:1"),
        ("pyproject.toml", "[tool.slidegen]\ncontent = ['.', 'slides']\n", "2:1"),
    ],
)
def test_a_folder_of_content_that_is_not_there(tree: Tree, name: str, text: str, place: str) -> None:
    loaded = load_settings(tree({name: text}), {})
    assert [str(each) for each in loaded.findings] == [
        f"{name}:{place} SG043 `content` names slides, which does not exist"
    ]


def test_every_default_is_of_its_own_type() -> None:
    for setting in SETTINGS:
        if isinstance(setting.default, str):
            text = "\n".join(["[t]", f"{setting.key.rpartition('.')[2]} = {setting.default!r}"])
            assert tomllib.loads(text)
        assert setting.doc[0].isupper()
        assert not setting.doc.endswith(".")


def test_the_reference_is_current() -> None:
    written = (Path(__file__).parents[2] / "docs" / "reference.md").read_text(encoding="utf-8")
    assert written == reference(), "python -m slidegen.source.reference > docs/reference.md"
