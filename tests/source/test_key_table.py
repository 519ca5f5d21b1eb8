"""One reader of tables of keys; and each kind makes what the attributes of its rows hold."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from slidegen.finding import Finding
from slidegen.render import theme
from slidegen.render.theme import THEME_KEYS, Layer, find_theme
from slidegen.source import manifest, settings
from slidegen.source.file import SourceFile
from slidegen.source.key_table import KeyTable, WrittenKey, read_table
from slidegen.source.manifest import FIELDS, REMARK_OPTIONS, Field, Manifest, RemarkOptions
from slidegen.source.manifest_reader import read_manifest
from slidegen.source.rules import UNKNOWN_KEY, WRONG_TYPE
from slidegen.source.settings import SETTINGS, Settings, value_of
from slidegen.source.settings_reader import load_settings

SOURCE = SourceFile.from_text("a.yml", "one two three\n")
ROWS = {"colour": Field("colour", "text", "How it looks"), "size": Field("size", "boolean", "How large")}
TABLE = KeyTable(ROWS, UNKNOWN_KEY, WRONG_TYPE, "No key `{key}`", "There are: {keys}", frozenset({"old"}))


def entry(key: str, value: str) -> WrittenKey[str]:
    return WrittenKey(key, value, lambda: (0, 3), lambda: (4, 7), partial(repr, value))


def decoded(row: Field, value: str) -> object | None:
    return value if row.kind == "text" else {"yes": True}.get(value)


def read(*entries: WrittenKey[str]) -> tuple[dict[str, object], list[Finding]]:
    findings: list[Finding] = []
    return read_table(SOURCE, TABLE, entries, decoded, findings.append), findings


def test_values_by_key_in_the_order_of_the_file() -> None:
    values, findings = read(entry("size", "yes"), entry("colour", "red"), entry("old", "x"))
    assert list(values.items()) == [("size", True), ("colour", "red")]
    assert findings == []


@pytest.mark.parametrize(
    ("key", "value", "said", "help", "column"),
    [
        ("color", "red", "No key `color`", "Did you mean `colour`?", 1),
        ("xyz", "red", "No key `xyz`", "There are: colour, size", 1),
        ("size", "3", "`size` takes `true` or `false`, and this is '3'", "Write `true` or `false`", 5),
    ],
)
def test_what_does_not_fit_is_a_finding_and_left_out(
    key: str, value: str, said: str, help: str, column: int
) -> None:
    values, (finding,) = read(entry(key, value))
    assert values == {}
    assert (finding.message, finding.help, finding.start.column) == (said, help, column)


# ---- the tables
def fits(value: object, hint: Any) -> bool:
    """Whether `value` is of the type `hint`, as far as our tables' types go."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(fits(value, each) for each in arguments)
    if origin is tuple and isinstance(value, tuple):
        if arguments[-1] is Ellipsis:
            return all(fits(each, arguments[0]) for each in value)
        return len(value) == len(arguments) and all(map(fits, value, arguments))
    if hint is float:
        return isinstance(value, float)
    return type(value) is hint if isinstance(hint, type) else isinstance(value, hint)


IN_MANIFEST: Mapping[str, str] = {
    "text": "word", "page": "talk.html", "language": "fr", "direction": "rtl", "boolean": "no",
    "ratio": "4:3",
    "version": "1.20", "address": "https://example.com/", "repository": "example.com/ada/x",
    "minutes": "{Docker: 3}", "texts": "[a, b]", "pairs": "{a: b}", "entries": "[x.md, [y.md]]",
    "remark": "{highlightLines: true}", "path-or-false": "false",
}  # fmt: skip
OF_REMARK: Mapping[str, str] = {
    "text": "word", "ratio": "4:3", "number-format": "'%current%'",
    "boolean": "true", "texts": "[a]", "spans": "{regexp: '(x)', flags: i}"
}  # fmt: skip
IN_TOML: Mapping[str, str] = {
    "text": '"word"', "port": "3", "factor": "3", "language": '"fr"', "version": '"1.20"', "host": '"::1"',
    "line-address": '"https://example.com/{path}"', "boolean": "true", "texts": '["a"]',
    "table": '{ a = "b" }', "table-of-texts": '{ a = ["b"] }',
    "fonts": '[{ family = "F", name = "N", weights = [1, 2], features = ["tnum"] }]',
}  # fmt: skip


def manifest_of(text: str) -> Manifest:
    found = read_manifest(SourceFile.from_text("d.yml", text))
    assert found.findings == ()
    assert found.manifest is not None
    return found.manifest


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_a_key_of_a_manifest_makes_what_its_attribute_holds(field: Field) -> None:
    listed = "" if field.kind == "entries" else "content: [x.md]\n"
    value = "[task-lists]" if field.key == "extras" else IN_MANIFEST[field.kind]
    hint = get_type_hints(Manifest, vars(manifest))[field.name]
    if field.kind == "entries":
        hint = tuple[manifest.FragmentEntry | tuple[manifest.FragmentEntry, ...], ...]
    got = getattr(manifest_of(f"{listed}{field.key}: {value}\n"), field.name)
    assert fits(got, hint)
    plain = getattr(manifest_of("content: [z.md]\n"), field.name)
    assert got != plain


@pytest.mark.parametrize("option", REMARK_OPTIONS, ids=lambda option: option.key)
def test_an_option_of_remark_makes_what_its_attribute_holds(option: manifest.RemarkOption) -> None:
    text = f"content: [x.md]\nremark: {{{option.key}: {OF_REMARK[option.kind]}}}\n"
    got = getattr(manifest_of(text).remark, option.name)
    assert fits(got, get_type_hints(RemarkOptions)[option.name])
    assert replace(RemarkOptions(), **{option.name: got}) != RemarkOptions()


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_a_setting_makes_what_its_attribute_holds(setting: settings.Setting, tmp_path: Path) -> None:
    value = f'"{setting.choices[-1]}"' if setting.choices else IN_TOML[setting.kind]
    value = "false" if setting.default is True else value
    value = '"hall"' if setting.key == "theme" else '["."]' if setting.key == "content" else value
    (tmp_path / "slidegen.toml").write_text(f"{setting.key} = {value}\n")
    loaded = load_settings(tmp_path, {})
    assert loaded.findings == ()
    holder = Settings if not setting.table else type(getattr(Settings(), setting.table))
    assert fits(value_of(loaded.settings, setting), get_type_hints(holder)[setting.attribute])
    assert setting.key == "content" or loaded.settings != Settings()


@pytest.mark.parametrize("key", THEME_KEYS, ids=lambda key: key.key)
def test_a_key_of_a_theme_makes_what_its_attribute_holds(key: theme.ThemeKey, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a").touch()
    value = '"default"' if key.key == "extends" else IN_TOML[key.kind]
    (tmp_path / "mine" / "theme.toml").write_text(f"{key.key} = {value}\n")
    layer = find_theme("mine", tmp_path).layers[0]
    assert key.key == "description" or fits(getattr(layer, key.key), get_type_hints(Layer)[key.key])
