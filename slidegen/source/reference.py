"""docs/reference.md: manifest keys, settings, exit codes, from the tables that the code itself reads.

Knows the tables. Must not know anything else. `python -m slidegen.source.reference` prints it.
"""

from slidegen.errors import MEANINGS
from slidegen.source import manifest, settings
from slidegen.source.settings import Setting

_HEAD = """# Reference

Made from the tables in `slidegen/source/`; write it anew with
`python -m slidegen.source.reference > docs/reference.md`.

## Manifest keys

A manifest is a YAML file that has `content`, or a JSON file that has it and no keys but those below (SG020
notes one that has others: programs keep their settings so). Paths are relative to its folder. The
environment variable `OVERRIDE_<key>` replaces a text. An unknown key is a finding.

| key | takes | meaning |
| --- | --- | --- |
"""
_SETTINGS = """
## Settings

In `slidegen.toml`, or under `[tool.slidegen]` in `pyproject.toml`; `lint.select` is the key `select` in the
table `lint`. The environment is above the file, flags are above both.

| setting | in the environment | takes | default | meaning |
| --- | --- | --- | --- | --- |
"""
_CODES = """
## Exit codes

Every verb ends with one of these.

| code | meaning |
| --- | --- |
"""


def reference() -> str:
    """The whole text."""
    keys = (f"| `{f.key}` | {f.takes} | {f.doc} |\n" for f in manifest.FIELDS)
    options = ", ".join(f"`{option.key}`" for option in manifest.REMARK_OPTIONS)
    rows = (_row(setting) for setting in settings.SETTINGS)
    codes = (f"| {code.value} | {meaning} |\n" for code, meaning in MEANINGS.items())
    return (
        f"{_HEAD}{''.join(keys)}\nUnder `remark`: {options}.\n"
        f"{_SETTINGS}{''.join(rows)}{_CODES}{''.join(codes)}"
    )


def _row(setting: Setting) -> str:
    variable = f"`{setting.variable}`" if setting.is_in_environment else ""
    takes = " or ".join(f"`{choice}`" for choice in setting.choices) or settings.EXPECTED[setting.kind]
    return f"| `{setting.key}` | {variable} | {takes} | {_shown(setting.default)} | {setting.doc} |\n"


def _shown(value: object) -> str:
    match value:
        case None | "" | ():
            return ""
        case bool():
            return f"`{str(value).lower()}`"
        case tuple():
            return ", ".join(f"`{item}`" for item in value)
    return f"`{value}`"


if __name__ == "__main__":
    print(reference(), end="")  # noqa: T201
