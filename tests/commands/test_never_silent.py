"""What cannot be read, called or meant is said, at its place: for each key of each table, by build and lint.

The rows are made from the tables themselves, so that a new key has its wrong words before it has a reader.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from slidegen.render.theme import THEME_KEYS
from slidegen.source.manifest import FIELDS, REMARK_OPTIONS
from slidegen.source.settings import SETTINGS
from slidegen.source.settings_reader import load_settings

Tree = Callable[[Mapping[str, str | bytes]], Path]
TEXT = "# A\n\n.lab[\n```bash\nls\n```\n]\n\n---\n\nclass: self-paced, extra-details\n\n# B\n"

#: what each kind of a manifest's key cannot be, in YAML
WRONG: Mapping[str, tuple[str, ...]] = {
    "text": ("[a]", "{a: b}", "[{a: b}]", "!foo x"),
    "page": ("[a]", "talk", "../x.html", "a/b.html", "''", "12"),
    "language": ("[a]", "foo bar", "12", "''", "e", "english!"),
    "direction": ("left", "[ltr]", "''", "true"),
    "ratio": ("x:y", "'0:9'", "'9:0'", "16x9", "16/9", "'-4:3'", "wide", "'99999:1'", "[4, 3]", "''"),
    "version": ("foo", "latest", "'1'", "'2.0'", "'1.999'", "[1.2]", "true", "''"),
    "address": ("foo bar", "[a]", "'<b>'", "{a: b}"),
    "repository": ("https://example.com/x", "foo bar", "[a]", "ssh://x"),
    "boolean": ("perhaps", "12", "[true]", "''", "ja"),
    "minutes": (
        *("-5", "soon", "[5]", "{Nope: 3}", "{A: -1}", "{A: x}", "{'': 3}", ".inf"),
        *("0", "null", "600000", "nan", "1:30"),
    ),
    "texts": ("{a: b}", "[[a]]", "[{a: b}]", "[a, !foo b]"),
    "pairs": ("[a]", "word", "{a: [b]}", "12", "''"),
    "remark": ("[a]", "word", "{nope: 1}"),
    "path-or-false": ("no.txt", "[a]", "true", "''"),
    "number-format": ("'%nope%'", "[a]", "'%current% of %totl%'"),
    "spans": (
        *("'('", "'no group'", "{regexp: '(a)', flag: i}", "{regexp: '(a)', flags: z}", "{flags: i}"),
        *("'(a+)+b'", "'(a*)(b*)'", "'(a|a){9}'", "[a]"),
    ),
}
#: what only some keys cannot be: words that name nothing
UNKNOWN: Mapping[str, tuple[str, ...]] = {
    "theme": ("worksop",),
    "extras": ("[mark]", "footnote"),
    "brand": ("{logo: no.png}", "{logo: a.md}", "{footre: x}", "{accent: nocolour at all}", "{accent: ''}"),
    "accent": ("'#12'", "12 34"),
    "exclude": ("[sef-paced]", "self-pacd"),
    "switches": ("[nope]", "sef-paced", "[extra-detail]"),
    "exercise-classes": ("[labs]", "la"),
    "macros": ("{'a b': x}", "{x: macros/none.html}", "{x: '{{ a'}"),
    "variables": ("{'a b': x}", "{1a: x}"),
}
ELSEWHERE = {"content", "chapters"}  #: below, and `tests/source/test_content.py`


def _manifests() -> Iterator[tuple[str, str]]:
    for field in FIELDS:
        if field.key not in ELSEWHERE:
            for value in (*WRONG[field.kind], *UNKNOWN.get(field.key, ())):
                yield field.key, f"{field.key}: {value}\n"
        yield field.key, f"{field.key}x: y\n"
    for option in REMARK_OPTIONS:
        for value in WRONG[option.kind]:
            yield "remark", f"remark: {{{option.key}: {value}}}\n"
    yield "remark", "remark: {excludedClasses: [sef-paced]}\n"


#: files that say too little, too much, or what nobody reads
ODD: Mapping[str, str | bytes] = {
    "entry.yml": "content: [a.md, {b: c}]\n",
    "path.yml": "content: a.md\n",
    "both.yml": "content: [a.md]\nchapters: [a.md]\n",
    "second.yml": "content: [a.md]\n---\ncontent: [b.md]\n",
    "merged.yml": "<<: {title: x}\ncontent: [a.md]\n",
    "complex.yml": "? [a]\n: x\ncontent: [a.md]\n",
    "include.yml": "content:\n- |\n  # X\n\n  @@INCLUDE[gone.md]\n",
    "itself.yml": "content:\n- |\n  # X\n\n  @@INCLUDE[itself.yml]\n",
    "tagged.yml": "title: !!python/object/apply:os.system [x]\ncontent: [a.md]\n",
    "nul.yml": b"content: [a.md]\n\0",
    "utf16.yml": "content: [a.md]\n".encode("utf-16"),
    "number.yml": "1: x\ncontent: [a.md]\n",
    "cased.yml": "Title: x\ncontent: [a.md]\n",
}


def _assert_told(told: Callable[..., set[str]], root: Path, files: Mapping[str, str | bytes]) -> None:
    built, linted = told("build", *_named(files), cwd=root), told("lint", cwd=root)
    both = {line.partition(":")[0] for line in built & linted}
    assert sorted(f"{name}: {files[name]!r:.80}" for name in files if name not in both) == []
    assert built <= linted


def _named(files: Mapping[str, str | bytes]) -> tuple[str, ...]:
    return tuple(name for name in files if name.endswith(".md"))


def test_whatever_a_key_of_a_manifest_cannot_be(told: Callable[..., set[str]], tree: Tree) -> None:
    said = enumerate(_manifests())
    rows = {f"{key}-{number}.yml": f"content: [a.md]\n{text}" for number, (key, text) in said}
    root = tree({"slidegen.toml": "fonts = false\n", "a.md": TEXT, **rows})
    _assert_told(told, root, rows)


def test_whatever_front_matter_cannot_be(told: Callable[..., set[str]], tree: Tree) -> None:
    said = [(key, text) for key, text in _manifests() if key != "html" and not text.startswith("exclude")]
    one_line = {field.key for field in FIELDS if field.kind == "text"}  # other programs write lists there
    rows = {
        f"{key}-{number}.md": f"---\nlang: en\n{text}---\n\n{TEXT}"
        for number, (key, text) in enumerate(said)
        if key not in one_line and key not in ELSEWHERE
    }
    _assert_told(told, tree({"slidegen.toml": "fonts = false\n", **rows}), rows)


def test_files_that_say_what_nobody_reads(told: Callable[..., set[str]], tree: Tree) -> None:
    _assert_told(told, tree({"slidegen.toml": "fonts = false\n", "a.md": TEXT, **ODD}), ODD)


def test_an_inline_slide_includes_as_a_file_does(told: Callable[..., set[str]], tree: Tree) -> None:
    """With the text in its place, and what is wrong with it where it stands."""
    inline = "content:\n- |\n  # Inline\n\n  @@INCLUDE[part.md]\n\n  end @@NO@@\n"
    root = tree({"slidegen.toml": "fonts = false\n", "d.yml": inline, "part.md": "Included text, @@GONE@@\n"})
    assert told("build", cwd=root) == {"part.md:1:16 SG407", "d.yml:7:7 SG407"}
    page = (root / "dist/d.html").read_text(encoding="utf-8")
    assert "Included text" in page
    assert "@@INCLUDE" not in page


# ---- settings, themes
IN_TOML: Mapping[str, tuple[str, ...]] = {
    "text": ("1", "true", "['a']", "{a = 'b'}"),
    "language": ("1", "'foo bar'", "''", "['en']"),
    "version": ("1.2", "'foo'", "''", "'latest'", "['1.2']"),
    "line-address": ("'https://example.com'", "''", "1", "'a b {path}'"),
    "host": ("'foo bar'", "1", "'http://x'"),
    "port": ("-1", "65536", "'8000'", "1.5", "true"),
    "factor": ("-1", "0", "'2'", "true", "nan", "inf"),
    "boolean": ("1", "'yes'", "[]"),
    "texts": ("1", "[1]", "{a = 'b'}", "true"),
    "table": ("'a'", "[1]", "{a = {b = 'c'}}", "{a = ['b']}"),
    "table-of-texts": ("'a'", "{a = 1}", "['a']"),
}


def _settings() -> Iterator[tuple[str, str]]:
    for setting in SETTINGS:
        name = setting.key.rpartition(".")[2]
        head = f"[{setting.table}]\n" if setting.table else ""
        for value in (*IN_TOML[setting.kind], *(("'nope'",) if setting.choices else ())):
            yield name, f"{head}{name} = {value}\n"
        yield f"{name}x", f"{head}{name}x = 1\n"
    yield "run", "run = 1\n"
    yield "serve", "[[serve]]\nport = 1\n"
    yield "lint", "lint = []\n"
    yield "theme", "theme = 'worksop'\n"
    yield "content", "content = ['gone']\n"


@pytest.mark.parametrize("file", ["slidegen.toml", "pyproject.toml"])
def test_whatever_a_setting_cannot_be(tmp_path: Path, file: str) -> None:
    """What is wrong with the settings stops every verb (`test_harm.py`)."""
    for key, text in _settings():
        if file == "pyproject.toml":
            table = re.sub(r"^(\[+)", r"\1tool.slidegen.", text)
            text = table if table != text else f"[tool.slidegen]\n{text}"
        (tmp_path / file).write_text(text)
        findings = load_settings(tmp_path, {}).findings
        assert findings, text
        assert all(each.help for each in findings)
        line = text.splitlines()[findings[0].start.line - 1]
        assert key in line, (text, findings)


def test_whatever_a_key_of_a_theme_cannot_be(told: Callable[..., set[str]], tree: Tree) -> None:
    wrong = {"text": ("1", "['a']"), "texts": ("1", "[1]"), "fonts": ("'a'", "[1]", "[{family = 1}]")}
    rows = [
        *(f"{key.key} = {value}\n" for key in THEME_KEYS for value in wrong[key.kind]),
        *(f"{key.key}x = 1\n" for key in THEME_KEYS),
        *("extends = 'nope'\n", "styles = ['gone.css']\n", "scripts = ['gone.js']\n"),
    ]
    for text in rows:
        files = {"slidegen.toml": "fonts = false\n", "d.yml": "theme: x\ncontent: [a.md]\n", "a.md": TEXT}
        root = tree({**files, "themes/x/theme.toml": text})
        built = told("build", cwd=root)
        assert [line for line in built if line.startswith("themes/x/theme.toml:")], text
        assert built <= told("lint", cwd=root)
