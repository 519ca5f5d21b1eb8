"""The settings: `slidegen.toml`, or `[tool.slidegen]` in `pyproject.toml`, under the environment.

`SETTINGS` is the one table of them, from which reading, checking, the environment's names and the
documentation come. Flags are above the environment (`SLIDEGEN_OUT`, `SLIDEGEN_LINT_SELECT`), that above
the file, that above the defaults; the command line lays its flags on with `dataclasses.replace`.

Knows names, types and defaults. Must not know what a setting does.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Literal

from slidegen.errors import UsageError
from slidegen.finding import Finding, Rule
from slidegen.source import rules
from slidegen.source.file import SourceFile
from slidegen.source.suggest import did_you_mean
from slidegen.source.theme_folders import is_theme, project_themes, theme_advice
from slidegen.source.toml import TomlProblem, read_toml

Kind = Literal["text", "integer", "number", "boolean", "texts", "table", "table-of-texts"]
Pairs = tuple[tuple[str, str], ...]

FILE_NAME = "slidegen.toml"


# ---- values
@dataclass(frozen=True, slots=True)
class LintSettings:
    """What `[lint]` says."""

    select: tuple[str, ...] = ()  #: codes, names or prefixes such as `SG1`; empty for the default set
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()  #: (pattern of paths, rules)
    exclude: tuple[str, ...] = ()  #: patterns of paths
    baseline: str | None = None
    schemas: bool = False


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What `[run]` says."""

    allow: tuple[str, ...] = ()  #: verbs and commands that are refused otherwise
    timeout_scale: float = 1.0
    driver: str = "auto"
    install: str | None = None  #: what `--plan` has CI install; None for this version
    pipefail: bool = False
    env: tuple[str, ...] = ()  #: variables of the caller's that exercises get


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """What `[serve]` says."""

    host: str = "127.0.0.1"
    port: int = 8000
    allowed_hosts: tuple[str, ...] = ()
    follow: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults; what each means, `SETTINGS` says."""

    out: str = "dist"
    content: tuple[str, ...] = (".",)
    exclude: tuple[str, ...] = ()
    theme: str = "default"
    lang: str = "en"
    exercise_classes: tuple[str, ...] = ("exercise", "lab")
    kubernetes_version: str | None = None
    variables: Pairs = ()
    vars: Pairs = ()
    macros: Pairs = ()
    math: bool = False
    brand: Pairs = ()
    switches: tuple[str, ...] = ("extra-details", "self-paced")
    editor: str = "vscode"
    source_url: str | None = None
    fonts: bool = True
    content_security: str = "none"
    lint: LintSettings = LintSettings()
    run: RunSettings = RunSettings()
    serve: ServeSettings = ServeSettings()


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings, and where they come from."""

    settings: Settings
    root: Path  #: the project's root: the folder of the settings file, else where slidegen was called
    path: Path | None  #: of the settings file
    findings: tuple[Finding, ...]
    heeds_ignores: bool = True  #: whether what git ignores is left out; not with `--no-ignore`

    def require_valid(self) -> "LoadedSettings":
        """Raises UsageError when the file cannot be followed: a key with a typo may be any key."""
        if self.findings:
            told = "\n  ".join(f"{finding} ({finding.help})" for finding in self.findings)
            raise UsageError(told, hint="Nothing was done: the settings come first")
        return self


# ---- the table
@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table."""

    key: str  #: as in the file: `lint.extend-select`
    kind: Kind
    doc: str
    choices: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        return self.key.rpartition(".")[0]

    @property
    def attribute(self) -> str:
        return self.key.rpartition(".")[2].replace("-", "_")

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return "SLIDEGEN_" + re.sub(r"[.-]", "_", self.key).upper()

    @property
    def is_in_environment(self) -> bool:
        """A table is more than a variable can hold."""
        return self.kind not in ("table", "table-of-texts")

    @property
    def default(self) -> object:
        """Read off the dataclass, so that it stands in one place only."""
        return value_of(Settings(), self)


def value_of(settings: Settings, setting: Setting) -> object:
    """What `settings` say about one line of the table."""
    holder = getattr(settings, setting.table) if setting.table else settings
    value: object = getattr(holder, setting.attribute)
    return value


SETTINGS: tuple[Setting, ...] = (
    Setting("out", "text", "The folder that `slidegen build` writes"),
    Setting("content", "texts", "The folders in which manifests are looked for"),
    Setting("exclude", "texts", "Patterns of paths that are no content: `drafts/**`"),
    Setting("theme", "text", "The theme of decks whose manifest names none"),
    Setting("lang", "text", "The language of decks whose manifest names none"),
    Setting("exercise-classes", "texts", "The content classes that are exercises"),
    Setting("kubernetes-version", "text", "The Kubernetes version that commands are checked against"),
    Setting("variables", "table", "Variables of every deck: `name = 'value'` makes `@@name@@`"),
    Setting("vars", "table", "What placeholders in exercises stand for when they are run"),
    Setting("macros", "table", "Macros of every deck: `name = 'template'`"),
    Setting("math", "boolean", "Whether `$…$`, `$$…$$`, `\\(…\\)` and `\\[…\\]` are formulas"),
    Setting("brand", "table", "What all decks share: `logo`, `footer`, `accent`, `font`, `code-font`"),
    Setting("switches", "texts", "Classes that readers can show and hide"),
    Setting("editor", "text", "What opens a slide's source: `vscode`, or a command with {file} and {line}"),
    Setting("source-url", "text", "The address of a line on the forge, with {path} and {line}"),
    Setting(
        "content-security",
        "text",
        "Where built pages carry their content security policy: a `meta` element, a file `_headers`, or both",
        ("none", "meta", "headers", "both"),
    ),
    Setting(
        "fonts", "boolean", "Whether pages carry the theme's fonts, where the `fonts` extra is installed"
    ),
    Setting("lint.select", "texts", "The rules to apply: codes, names or prefixes such as `SG1`"),
    Setting("lint.extend-select", "texts", "Rules to apply beside the selected ones"),
    Setting("lint.ignore", "texts", "Rules not to apply"),
    Setting("lint.per-file-ignores", "table-of-texts", "Rules not to apply in some files: pattern to rules"),
    Setting("lint.exclude", "texts", "Patterns of paths that are not linted"),
    Setting("lint.baseline", "text", "The file of findings that are known and let be"),
    Setting("lint.schemas", "boolean", "Hold manifests against the target's API schemas (SG210)"),
    Setting("run.allow", "texts", "Verbs and commands of exercises that are refused otherwise"),
    Setting("run.timeout-scale", "number", "What every time limit is multiplied by"),
    Setting("run.env", "texts", "Variables of the caller's that exercises get beside those that shells need"),
    Setting("run.pipefail", "boolean", "Whether a pipe fails where its beginning does (`set -o pipefail`)"),
    Setting("run.driver", "text", "How exercises are run", ("auto", "bash", "pty")),
    Setting(
        "run.install",
        "text",
        "What plans install: a requirement, a wheel, an address; this version if not set",
    ),
    Setting("serve.host", "text", "The address that `slidegen serve` binds"),
    Setting("serve.port", "integer", "Its port; the next free one if it is taken"),
    Setting("serve.allowed-hosts", "texts", "Names beside `localhost` by which it may be called"),
    Setting("serve.follow", "boolean", "Whether the browser moves to the slide that was edited"),
)
BY_KEY: Mapping[str, Setting] = {setting.key: setting for setting in SETTINGS}
TABLES = ("lint", "run", "serve")


# ---- reading
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


# ---- decoding
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
EXPECTED: Mapping[Kind, str] = {
    "text": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
    "texts": "a list of texts",
    "table": "a table of texts",
    "table-of-texts": "a table of lists of texts",
}


def _expected(setting: Setting) -> str:
    return f"one of {', '.join(setting.choices)}" if setting.choices else EXPECTED[setting.kind]


def _is_choice(setting: Setting, value: object) -> bool:
    return not setting.choices or value in setting.choices


assert {f.name for f in fields(Settings)} - set(TABLES) == {s.attribute for s in SETTINGS if not s.table}
