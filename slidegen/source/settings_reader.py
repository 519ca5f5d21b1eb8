"""Reading settings: the file, the environment above it, and what is wrong with either.

Knows TOML's values and names of variables. Must not know what a setting does.
"""

import math
import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from slidegen import lazy_re as re
from slidegen.errors import UsageError
from slidegen.finding import Finding
from slidegen.source import rules
from slidegen.source.file import SourceFile
from slidegen.source.forms import FORMS, Form, language_of_brand
from slidegen.source.key_table import read_table, with_values
from slidegen.source.out_folder import wrong_out
from slidegen.source.settings import (
    BY_KEY,
    FILE_NAME,
    KEYS,
    MAX_PORT,
    SETTINGS,
    TABLES,
    Kind,
    LoadedSettings,
    Setting,
    Settings,
)
from slidegen.source.theme_folders import is_theme, project_themes, theme_advice
from slidegen.source.toml import TomlProblem, read_toml
from slidegen.source.toml_table import FROM_TOML, as_number, find_key, toml_entries


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
        findings += tuple(_odd_out(source, root, values))
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


def _odd_out(source: SourceFile, root: Path, values: Mapping[str, object]) -> Iterator[Finding]:
    """A finding when `out` is no folder that a build may write."""
    out, content = values.get("out"), values.get("content")
    if not isinstance(out, str):
        return
    folders = map(str, content) if isinstance(content, tuple) else Settings().content
    wrong = wrong_out(root, out, folders)
    if wrong:
        start, end = find_key(source, f"{_prefix(source)}out")
        yield source.finding(rules.SETTINGS_WRONG_TYPE, start, end, wrong[0], help=wrong[1])


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
    findings: list[Finding] = []
    entries = toml_entries(source, _flat(content if isinstance(content, dict) else {}), prefix)
    values = read_table(source, KEYS, entries, _decoded, findings.append)
    return values, tuple(findings)


def _decoded(setting: Setting, raw: object) -> object | None:
    value = _FROM_FILE[setting.kind](raw)
    return value if _is_choice(setting, value) else None


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

    lang = language_of_brand(values)
    settings = with_values(Settings(), {**of_table(""), **({"lang": lang} if lang else {})})
    tables = {name: with_values(getattr(settings, name), of_table(name)) for name in TABLES}
    return with_values(settings, tables)


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for setting in SETTINGS:
        text = environ.get(setting.variable)
        if text is None or not setting.is_in_environment:
            continue
        value = _FROM_TEXT[setting.kind](text)
        if value is None or not _is_choice(setting, value):
            raise UsageError(
                f"{setting.variable} is {text!r}, and takes {setting.takes}",
                hint="Correct the variable in the environment, or unset it",
            )
        values[setting.key] = value
    return values


def _flat(content: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """`{"lint": {"select": …}}` as `lint.select`; the tables that are values themselves stay whole."""
    for key, value in content.items():
        if key in TABLES and isinstance(value, dict):
            yield from ((f"{key}.{inner}", inner_value) for inner, inner_value in value.items())
        else:
            yield key, value


def _not_toml(source: SourceFile, problem: TomlProblem) -> Finding:
    text = f"This is not TOML: {problem.message}"
    at = problem.offset
    advice = "Close the quote on this line" if "'\\n'" in text else "Mend the settings file"
    return source.finding(rules.SETTINGS_NOT_TOML, at, at, text, help=advice)


_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


def _of_form(form: Form, raw: object) -> str | None:
    return form.read(raw) if isinstance(raw, str) else None


def as_port(raw: object) -> int | None:
    is_one = isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= MAX_PORT
    return raw if is_one and isinstance(raw, int) else None


def as_factor(raw: object) -> float | None:
    number = as_number(raw)
    return number if number is not None and 0 < number < math.inf else None


_FROM_FILE: Mapping[str, Callable[[object], object | None]] = {
    **{name: partial(_of_form, form) for name, form in FORMS.items()},
    **FROM_TOML,
    "port": as_port,
    "factor": as_factor,
}
_FROM_TEXT: Mapping[Kind, Callable[[str], object | None]] = {
    **{name: form.read for name, form in FORMS.items()},
    "text": lambda text: text,
    "port": lambda text: as_port(int(text)) if _NUMBER.fullmatch(text) and "." not in text else None,
    "factor": lambda text: as_factor(float(text)) if _NUMBER.fullmatch(text) else None,
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


def _is_choice(setting: Setting, value: object) -> bool:
    return not setting.choices or value in setting.choices
