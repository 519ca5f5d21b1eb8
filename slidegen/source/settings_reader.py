"""Reading settings: the file, the environment above it, and what is wrong with either.

Knows TOML's values and names of variables. Must not know what a setting does.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from slidegen.errors import UsageError
from slidegen.finding import Finding, Rule
from slidegen.source import rules
from slidegen.source.file import SourceFile
from slidegen.source.settings import (
    BY_KEY,
    EXPECTED,
    FILE_NAME,
    SETTINGS,
    TABLES,
    Kind,
    LoadedSettings,
    Pairs,
    Setting,
    Settings,
)
from slidegen.source.suggest import did_you_mean
from slidegen.source.theme_folders import is_theme, project_themes, theme_advice
from slidegen.source.toml import TomlProblem, read_toml


def load_settings(start: Path, environ: Mapping[str, str] | None = None) -> LoadedSettings:
    """The settings that hold in the folder `start`: of the nearest file upward, under the environment."""
    values: dict[str, object] = {}
    findings: tuple[Finding, ...] = ()
    path = find_settings(start.resolve())
    root = path.parent if path else start.resolve()
    if path:
        source = SourceFile.read(root, path.name)
        values, findings = read_settings(source)
        findings += (*_missing_folders(source, root, values.get("content")), *_no_theme(source, root, values))
    values.update(_from_environment(os.environ if environ is None else environ))
    return LoadedSettings(_settings(values), root, path, findings)


def _missing_folders(source: SourceFile, root: Path, content: object) -> Iterator[Finding]:
    """A finding for each folder of `content` that is not there."""
    for folder in content if isinstance(content, tuple) else ():
        if not (root / folder).exists():
            start, end = find_key(source, f"{_prefix(source)}content")
            message = f"`content` names {folder}, which does not exist"
            advice = "Make the folder, or correct the setting; paths are relative to this file"
            yield source.finding(rules.SETTINGS_MISSING_FOLDER, start, end, message, help=advice)


def find_settings(start: Path) -> Path | None:
    """The nearest `slidegen.toml`, or `pyproject.toml` that speaks of slidegen, upward from `start`.

    The search ends at the repository's root: what lies above it is another's.
    """
    for folder in (start, *start.parents):
        own, shared = folder / FILE_NAME, folder / "pyproject.toml"
        if own.is_file():
            return own
        if shared.is_file() and b"[tool.slidegen" in shared.read_bytes():
            return shared
        if (folder / ".git").exists():
            return None
    return None


def read_settings(source: SourceFile) -> tuple[dict[str, object], tuple[Finding, ...]]:
    """The values of a settings file by their full key, and what is wrong with it."""
    content: object = read_toml(source.text)
    if isinstance(content, TomlProblem):
        return {}, (_not_toml(source, content),)
    prefix = _prefix(source)
    for step in prefix.split(".")[:-1]:
        content = content.get(step, {}) if isinstance(content, dict) else {}
    reader = _SettingsReader(source, prefix)
    values = reader.read(content if isinstance(content, dict) else {})
    return values, tuple(reader.findings)


def place_of(root: Path, key: str, text: str = "") -> tuple[SourceFile, int, int]:
    """Where the settings that hold in `root` set `key`, or where its value `text` stands if it is found."""
    path = find_settings(root)
    if path is None:
        return SourceFile.from_text(FILE_NAME, ""), 0, 0
    source = SourceFile.from_bytes(os.path.relpath(path, root).replace(os.sep, "/"), path.read_bytes())
    start, end = find_key(source, _prefix(source) + key)
    at = source.text.find(text, end) if text else -1
    return (source, start, end) if at == -1 else (source, at, at + len(text))


def _no_theme(source: SourceFile, root: Path, values: Mapping[str, object]) -> Iterator[Finding]:
    """A finding when there is no theme of the name that `theme` says."""
    name, own = values.get("theme"), project_themes(root)
    if isinstance(name, str) and not is_theme(name, own):
        start, end = find_key(source, f"{_prefix(source)}theme")
        message, advice = f"There is no theme {name!r}", theme_advice(name, own)
        yield source.finding(rules.SETTINGS_WRONG_TYPE, start, end, message, help=advice)


def _prefix(source: SourceFile) -> str:
    """What stands before every key of ours."""
    return "tool.slidegen." if source.path.endswith("pyproject.toml") else ""


def _settings(values: Mapping[str, object]) -> Settings:
    def of_table(table: str) -> dict[str, object]:
        return {BY_KEY[key].attribute: value for key, value in values.items() if BY_KEY[key].table == table}

    settings = replace(Settings(), **of_table(""))  # type: ignore[arg-type]
    tables = {name: replace(getattr(settings, name), **of_table(name)) for name in TABLES}
    return replace(settings, **tables)


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for setting in SETTINGS:
        text = environ.get(setting.variable)
        if text is None or not setting.is_in_environment:
            continue
        value = _FROM_TEXT[setting.kind](text)
        if value is None or not _is_choice(setting, value):
            raise UsageError(
                f"{setting.variable} is {text!r}, and takes {_expected(setting)}",
                hint="Correct the variable in the environment, or unset it",
            )
        values[setting.key] = value
    return values


class _SettingsReader:
    """TOML values in, checked ones out by their full key; what does not fit becomes a finding."""

    def __init__(self, source: SourceFile, prefix: str) -> None:
        self.source, self.prefix = source, prefix
        self.findings: list[Finding] = []

    def read(self, content: Mapping[str, object]) -> dict[str, object]:
        return {key: value for key, raw in _flat(content) if (value := self._value(key, raw)) is not None}

    def _value(self, key: str, raw: object) -> object | None:
        setting = BY_KEY.get(key)
        if setting is None:
            guess = did_you_mean(key, BY_KEY)
            advice = f"Did you mean `{guess}`?" if guess else f"The settings are: {', '.join(BY_KEY)}"
            self._report(rules.SETTINGS_UNKNOWN_KEY, key, f"There is no setting `{key}`", advice)
            return None
        value = _FROM_TOML[setting.kind](raw)
        if value is None or not _is_choice(setting, value):
            message = f"`{key}` takes {_expected(setting)}, and this is {raw!r}"
            self._report(rules.SETTINGS_WRONG_TYPE, key, message, f"Write {_expected(setting)}")
            return None
        return value

    def _report(self, rule: Rule, key: str, message: str, advice: str) -> None:
        start, end = find_key(self.source, self.prefix + key)
        self.findings.append(self.source.finding(rule, start, end, message, help=advice))


def _flat(content: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """`{"lint": {"select": …}}` as `lint.select`; the tables that are values themselves stay whole."""
    for key, value in content.items():
        if key in TABLES and isinstance(value, dict):
            yield from ((f"{key}.{inner}", inner_value) for inner, inner_value in value.items())
        else:
            yield key, value


_TABLE_HEAD = re.compile(r"\s*\[\s*([^\[\]#]+?)\s*\]")


_KEY = re.compile(r"""\s*(["']?)([A-Za-z0-9_.-]+)\1\s*=""")


def find_key(source: SourceFile, key: str) -> tuple[int, int]:
    """Where `key` is set: tomllib has no positions, so its line is looked for again."""
    table = ""
    for start, line in zip(source.line_starts, source.text.split("\n"), strict=True):
        head, assignment = _TABLE_HEAD.match(line), _KEY.match(line)
        if head:
            table = head[1]
            if table == key:
                return start + head.start(1), start + head.end(1)
        elif assignment and f"{table}.{assignment[2]}".lstrip(".") == key:
            return start + assignment.start(2), start + assignment.end(2)
    return 0, 0


def _not_toml(source: SourceFile, problem: TomlProblem) -> Finding:
    text = f"This is not TOML: {problem.message}"
    at = problem.offset
    advice = "Close the quote on this line" if "'\\n'" in text else "Mend the settings file"
    return source.finding(rules.SETTINGS_NOT_TOML, at, at, text, help=advice)


def _texts(raw: object) -> tuple[str, ...] | None:
    if isinstance(raw, str):
        return (raw,)
    return tuple(raw) if isinstance(raw, list) and all(isinstance(item, str) for item in raw) else None


def _table(raw: object) -> Pairs | None:
    if not isinstance(raw, dict) or any(isinstance(value, dict | list) for value in raw.values()):
        return None
    return tuple((str(key), value if isinstance(value, str) else str(value)) for key, value in raw.items())


def _table_of_texts(raw: object) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    if not isinstance(raw, dict):
        return None
    pairs = [(str(key), _texts(value)) for key, value in raw.items()]
    return (
        None
        if any(texts is None for _, texts in pairs)
        else tuple((key, texts or ()) for key, texts in pairs)
    )


def _number(raw: object) -> float | None:
    return float(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else None


_FROM_TOML: Mapping[Kind, Callable[[object], object | None]] = {
    "text": lambda raw: raw if isinstance(raw, str) else None,
    "integer": lambda raw: raw if isinstance(raw, int) and not isinstance(raw, bool) else None,
    "number": _number,
    "boolean": lambda raw: raw if isinstance(raw, bool) else None,
    "texts": _texts,
    "table": _table,
    "table-of-texts": _table_of_texts,
}


_FROM_TEXT: Mapping[Kind, Callable[[str], object | None]] = {
    "text": lambda text: text,
    "integer": lambda text: int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None,
    "number": lambda text: float(text) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text) else None,
    "boolean": lambda text: {
        "true": True,
        "1": True,
        "yes": True,
        "false": False,
        "0": False,
        "no": False,
    }.get(text.lower()),
    "texts": lambda text: tuple(part.strip() for part in text.split(",") if part.strip()),
}


def _expected(setting: Setting) -> str:
    return f"one of {', '.join(setting.choices)}" if setting.choices else EXPECTED[setting.kind]


def _is_choice(setting: Setting, value: object) -> bool:
    return not setting.choices or value in setting.choices
