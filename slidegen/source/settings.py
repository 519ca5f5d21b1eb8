"""The settings: `slidegen.toml`, or `[tool.slidegen]` in `pyproject.toml`, under the environment.

`SETTINGS` is the one table of them, from which reading, checking, the environment's names and the
documentation come. Flags are above the environment (`SLIDEGEN_OUT`, `SLIDEGEN_LINT_SELECT`), that above
the file, that above the defaults; the command line lays its flags on with `dataclasses.replace`.

Knows names, types and defaults. Must not know what a setting does.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from slidegen import lazy_re as re
from slidegen.errors import UsageError
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.source import rules
from slidegen.source.forms import FORMS, FormName
from slidegen.source.key_table import KeyTable

Kind = Literal[FormName, "text", "port", "factor", "boolean", "texts", "table", "table-of-texts"]
Pairs = tuple[tuple[str, str], ...]

FILE_NAME = "slidegen.toml"
MAX_PORT = 65535


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
    embedded_shell: bool = False


#: The classes whose blocks are exercises, where nobody says which.
EXERCISE_CLASSES = ("exercise", "lab")


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
    exercise_classes: tuple[str, ...] = EXERCISE_CLASSES
    kubernetes_version: str | None = None
    variables: Pairs = ()
    vars: Pairs = ()
    macros: Pairs = ()
    math: bool = False
    scripts: bool = False
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
    def takes(self) -> str:
        return f"one of {', '.join(self.choices)}" if self.choices else EXPECTED[self.kind]

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
    Setting("lang", "language", "The language of decks whose manifest names none"),
    Setting("exercise-classes", "texts", "The content classes that are exercises"),
    Setting("kubernetes-version", "version", "The Kubernetes version that commands are checked against"),
    Setting("variables", "table", "Variables of every deck: `name = 'value'` makes `@@name@@`"),
    Setting("vars", "table", "What placeholders in exercises stand for when they are run"),
    Setting("macros", "table", "Macros of every deck: `name = 'template'`"),
    Setting("math", "boolean", "Whether `$…$`, `$$…$$`, `\\(…\\)` and `\\[…\\]` are formulas"),
    Setting(
        "scripts", "boolean", "Whether a build writes exercises as shell scripts, too, and pages offer them"
    ),
    Setting("brand", "table", "What decks share: `logo`, `footer`, `accent`, `font`, `code-font`, `lang`"),
    Setting("switches", "texts", "Classes that readers can show and hide"),
    Setting("editor", "text", "What opens a slide's source: `vscode`, or a command with {file} and {line}"),
    Setting("source-url", "line-address", "The address of a line on the forge, with {path} and {line}"),
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
    Setting(
        "lint.embedded-shell",
        "boolean",
        "Read shell in YAML (`run:`, `script:`, `command:`), CI files and Makefiles",
    ),
    Setting("lint.schemas", "boolean", "Hold manifests against the target's API schemas (SG210)"),
    Setting("run.allow", "texts", "Verbs and commands of exercises that are refused otherwise"),
    Setting("run.timeout-scale", "factor", "What every time limit is multiplied by"),
    Setting("run.env", "texts", "Variables of the caller's that exercises get beside those that shells need"),
    Setting("run.pipefail", "boolean", "Whether a pipe fails where its beginning does (`set -o pipefail`)"),
    Setting("run.driver", "text", "How exercises are run", ("auto", "bash", "pty")),
    Setting(
        "run.install",
        "text",
        "What plans install: a requirement, a wheel, an address; this version if not set",
    ),
    Setting("serve.host", "host", "The address that `slidegen serve` binds"),
    Setting("serve.port", "port", "Its port; the next free one if it is taken"),
    Setting("serve.allowed-hosts", "texts", "Names beside `localhost` by which it may be called"),
    Setting("serve.follow", "boolean", "Whether the browser moves to the slide that was edited"),
)
BY_KEY: Mapping[str, Setting] = {setting.key: setting for setting in SETTINGS}
KEYS = KeyTable(
    BY_KEY,
    rules.SETTINGS_UNKNOWN_KEY,
    rules.SETTINGS_WRONG_TYPE,
    "There is no setting `{key}`",
    "The settings are: {keys}",
)
TABLES = ("lint", "run", "serve")


EXPECTED: Mapping[Kind, str] = {
    **{name: form.takes for name, form in FORMS.items()},
    "text": "a text",
    "port": f"a port, which is a whole number up to {MAX_PORT}",
    "factor": "a number above 0",
    "boolean": "`true` or `false`",
    "texts": "a list of texts",
    "table": "a table of texts",
    "table-of-texts": "a table of lists of texts",
}


assert set(Settings.__annotations__) - set(TABLES) == {s.attribute for s in SETTINGS if not s.table}
