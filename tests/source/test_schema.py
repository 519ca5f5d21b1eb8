"""The schemas accept what the readers accept, and refuse, with the right message, what those report."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, ValidationError
from jsonschema.exceptions import best_match

from slidegen.source import manifest, settings
from slidegen.source.file import SourceFile
from slidegen.source.manifest import FIELDS, REMARK_OPTIONS
from slidegen.source.manifest_reader import read_manifest
from slidegen.source.schema import manifest_schema, settings_schema
from slidegen.source.settings import SETTINGS
from slidegen.source.settings_reader import read_settings

MANIFEST = Draft7Validator(manifest_schema())
SETTINGS_FILE = Draft7Validator(settings_schema())
Problem = Callable[[str], ValidationError | None]


class Editors(yaml.SafeLoader):
    """YAML as editors read it, 1.2: no dates, `yes` is a text."""


Editors.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag not in {"tag:yaml.org,2002:timestamp"}]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def in_manifest(text: str) -> ValidationError | None:
    found: ValidationError | None = best_match(MANIFEST.iter_errors(yaml.load(text, Editors)))
    return found


def in_settings(text: str) -> ValidationError | None:
    found: ValidationError | None = best_match(SETTINGS_FILE.iter_errors(tomllib.loads(text)))
    return found


# ---- what is right
def test_the_schemas_are_schemas() -> None:
    for schema in (manifest_schema(), settings_schema()):
        Draft7Validator.check_schema(schema)
        json.dumps(schema)


def test_every_key_has_its_line() -> None:
    keys: dict[str, Any] = manifest_schema()["properties"]  # type: ignore[assignment]
    assert list(keys) == [field.key for field in FIELDS]
    assert all(keys[field.key]["description"] == field.doc for field in FIELDS)
    remark = keys["remark"]["properties"]
    assert {option.key for option in REMARK_OPTIONS} <= set(remark)
    assert {field.kind for field in FIELDS} <= set(get_args(manifest.Kind))


def test_every_setting_has_its_line() -> None:
    top: dict[str, Any] = settings_schema()["properties"]  # type: ignore[assignment]
    for setting in SETTINGS:
        holder = top[setting.table]["properties"] if setting.table else top
        assert holder[setting.key.rpartition(".")[2]]["description"] == setting.doc
    assert {setting.kind for setting in SETTINGS} <= set(get_args(settings.Kind))


def _manifests(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.y*ml")):
        try:
            source = SourceFile.read(folder, path.relative_to(folder).as_posix())
        except (OSError, ValueError):
            continue
        if read_manifest(source).manifest:
            yield path


@pytest.mark.parametrize("path", [*_manifests(ROOT / "content"), *_manifests(ROOT / "slidegen")], ids=str)
def test_our_own_manifests(path: Path) -> None:
    assert in_manifest(path.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize("year", ["corpus", "corpus_2018"])
def test_manifests_of_real_workshops(request: pytest.FixtureRequest, year: str) -> None:
    """They may have keys of their own, which are somebody else's business."""
    open_schema = Draft7Validator(manifest_schema() | {"additionalProperties": True})
    paths = list(_manifests(request.getfixturevalue(year)))
    assert len(paths) > 5
    for path in paths:
        read = yaml.load(path.read_text(encoding="utf-8"), Editors)
        assert best_match(open_schema.iter_errors(read)) is None, path


@pytest.mark.parametrize(
    "path", [ROOT / "slidegen" / "commands" / "starter" / "all" / "slidegen.toml"], ids=lambda path: path.name
)
def test_our_own_settings(path: Path) -> None:
    assert in_settings(path.read_text(encoding="utf-8").replace("__LANGUAGE__", "fr")) is None


@pytest.mark.parametrize(
    "text",
    [
        "content: [a.md, [b.md, [c.md]], null, 2024]",
        "chapters:\n- |\n  # Inline\n",
        "title: 2024-11-25\ncontent: [a.md]",
        "kubernetes-version: 1.30\ncontent: [a.md]",
        "minutes: {One: 30, Two: 12.5}\ncontent: [a.md]",
        "exclude: self-paced\ncontent: [a.md]",
        "sections: off\ninterstitials: false\ncontent: [a.md]",
        "remark: {ratio: '4:3', highlightSpans: {regexp: (x)}, navigation: {scroll: false}}\ncontent: [a.md]",
        "title:\ncontent: [a.md]",
    ],
)
def test_what_the_reader_takes_the_schema_takes(text: str) -> None:
    assert read_manifest(SourceFile.from_text("a.yml", text)).findings == ()
    assert in_manifest(text) is None


# ---- what is wrong: the text, where, and what editors say
WRONG_MANIFESTS = [
    ("titel: A\ncontent: [a.md]", "$", "'titel' was unexpected"),
    ("contnet: [a.md]", "$", "'contnet' was unexpected|'content' is a required property"),
    ("content: a.md", "$.content", "'a.md' is not of type 'array'"),
    ("content: {a: b}", "$.content", "is not of type 'array'"),
    ("content: [{file: a.md}]", r"$.content\[0\]", "is not (of type|valid)"),
    ("content: [[a.md, {b: c}]]", r"$.content\[0\]", "is not (of type|valid)"),
    ("title: [a, b]\ncontent: [a.md]", "$.title", "is not of type 'string'"),
    ("lang: {en: true}\ncontent: [a.md]", "$.lang", "is not of type 'string'"),
    ("exclude: {a: b}\ncontent: [a.md]", "$.exclude", "is not (of type|valid)"),
    ("switches: [[a]]\ncontent: [a.md]", "$.switches", "is not (of type|valid)"),
    ("minutes: soon\ncontent: [a.md]", "$.minutes", "'soon' is not (of type|valid)"),
    ("minutes: {Nope: soon}\ncontent: [a.md]", "$.minutes.Nope", "'soon' is not of type 'number'"),
    ("sections: maybe\ncontent: [a.md]", "$.sections", "'maybe' is not"),
    ("vars: [a]\ncontent: [a.md]", "$.vars", "is not of type 'object'"),
    ("variables: {a: [b]}\ncontent: [a.md]", "$.variables.a", "is not of type 'string'"),
    ("macros: text\ncontent: [a.md]", "$.macros", "'text' is not of type 'object'"),
    ("interstitials: true\ncontent: [a.md]", "$.interstitials", "True should not be valid"),
    ("remark: {ration: '4:3'}\ncontent: [a.md]", "$.remark", "'ration' was unexpected"),
    (
        "remark: {includePresenterNotes: maybe}\ncontent: [a.md]",
        "$.remark.includePresenterNotes",
        "'maybe' is not",
    ),
    ("remark: {highlightSpans: {flags: i}}\ncontent: [a.md]", "$.remark.highlightSpans", "is not|required"),
    ("remark: [ratio]\ncontent: [a.md]", "$.remark", "is not of type 'object'"),
]
WRONG_SETTINGS = [
    ("outt = 'x'", "$", "'outt' was unexpected"),
    ("out = 1", "$.out", "1 is not of type 'string'"),
    ("content = {a = 'b'}", "$.content", "is not (of type|valid)"),
    ("fonts = 'yes'", "$.fonts", "'yes' is not of type 'boolean'"),
    ("variables = ['a']", "$.variables", "is not of type 'object'"),
    ("[lint]\nselct = ['SG1']", "$.lint", "'selct' was unexpected"),
    ("[lint.per-file-ignores]\n'a' = 1", "$.lint['per-file-ignores'].a", "1 is not"),
    ("[serve]\nport = '80'", "$.serve.port", "'80' is not of type 'integer'"),
    ("[run]\ndriver = 'ssh'", "$.run.driver", "'ssh' is not one of"),
    ("[run]\ntimeout-scale = 'slow'", "$.run['timeout-scale']", "'slow' is not of type 'number'"),
    ("serve = true", "$.serve", "True is not of type 'object'"),
]


@pytest.mark.parametrize(("text", "place", "message"), WRONG_MANIFESTS, ids=lambda value: str(value)[:30])
def test_a_wrong_manifest_is_refused(text: str, place: str, message: str) -> None:
    problem = in_manifest(text)
    assert problem is not None
    assert re.match(place.replace("$", r"\$"), problem.json_path)
    assert re.search(message, problem.message)


@pytest.mark.parametrize(("text", "place", "message"), WRONG_SETTINGS, ids=lambda value: str(value)[:30])
def test_wrong_settings_are_refused(text: str, place: str, message: str) -> None:
    problem = in_settings(text)
    assert problem is not None
    assert problem.json_path.startswith(place)
    assert re.search(message, problem.message)
    assert read_settings(SourceFile.from_text("slidegen.toml", text))[1], "our own reader says it too"


# ---- the law: the two agree, whatever is written
TOML_VALUES = st.one_of(
    st.booleans(),
    st.integers(0, 99999),
    st.floats(0, 99, allow_nan=False),
    st.sampled_from(["", "a", "SG1", "auto", "pty"]),
    st.lists(st.sampled_from(["a", "SG1"]), max_size=2),
    st.lists(st.integers(0, 3), min_size=1, max_size=2),
    st.dictionaries(st.sampled_from(["a", "b"]), st.sampled_from(["x", "y"]), max_size=2),
    st.dictionaries(st.sampled_from(["a", "b"]), st.lists(st.just("x"), max_size=2), max_size=2),
)


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name} = {_toml(inner)}" for name, inner in value.items()) + "}"
    return json.dumps(value)


@given(st.sampled_from(SETTINGS), TOML_VALUES)
def test_reader_and_schema_agree_on_settings(setting: settings.Setting, value: object) -> None:
    table, _, name = setting.key.rpartition(".")
    text = (f"[{table}]\n" if table else "") + f"{name} = {_toml(value)}\n"
    assert (in_settings(text) is None) == (
        read_settings(SourceFile.from_text("slidegen.toml", text))[1] == ()
    )


YAML_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 99),
    st.sampled_from(["a.md", "en", "4:3", "yes", "maybe", "talk.html", "../x.html", ".html"]),
    st.lists(st.sampled_from(["a.md", "b"]), max_size=2),
    st.lists(st.lists(st.just("a.md"), max_size=2), min_size=1, max_size=2),
    st.dictionaries(st.sampled_from(["a", "b"]), st.sampled_from(["x", "y"]), min_size=1, max_size=2),
    st.dictionaries(st.sampled_from(["a", "b"]), st.integers(1, 9), min_size=1, max_size=2),
    st.dictionaries(
        st.sampled_from(["ratio", "highlightLines", "ratoi"]), st.booleans(), min_size=1, max_size=2
    ),
)


@given(st.sampled_from(FIELDS), YAML_VALUES)
def test_reader_and_schema_agree_on_manifests(field: manifest.Field, value: object) -> None:
    known = {} if field.attribute == "content" or field.key == "content" else {"content": ["a.md"]}
    text = json.dumps({field.key: value} | known)
    reading = read_manifest(SourceFile.from_text("a.yml", text))
    if reading.manifest is None or field.name == "content":
        return  # no manifest at all, or an empty list, which only we complain of
    assert (in_manifest(text) is None) == (reading.findings == ())
