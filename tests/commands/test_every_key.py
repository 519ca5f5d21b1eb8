"""Every key of a manifest, and every setting of what is built and linted, has its effect.

With it, what a verb makes or says is another than without it.
"""

import gc
from collections.abc import Callable
from pathlib import Path

import pytest

from slidegen import cli
from slidegen.source.manifest import FIELDS
from slidegen.source.settings import SETTINGS

TEXT = """\
# One

@@TITLE@@ @@CHAT@@ @@GITREPO@@ @@SLIDES@@ @@ZIP@@ @@HTML@@ @@mine@@ ![:go](x) $a^2$

---

class: extra-details

## Two

.trial[

- Look:
  ```bash
  echo ADDRESS; kubectl run web --image=x; helm list
  ```

]

???

Said

---

class: left-out

## Three

.lab[

- Do:
  ```bash
  echo <ADDRESS>; helm list
  ```

]

--

More ==marked==

- [ ] open
"""
#: key -> what a manifest says of it
KEYS = {
    "title": "A talk", "chat": "here", "gitrepo": "example.com/x", "slides": "https://example.com/",
    "zip": "https://example.com/x.zip", "html": "other.html", "slidenumberprefix": "No ",
    "exclude": "[left-out]", "variables": "{mine: yours}", "theme": "workshop", "lang": "fr",
    "description": "About", "author": "Ada", "exercise-classes": "[trial]", "sections": "false",
    "switches": "[left-out]", "minutes": "90", "macros": "{go: 'gone {{ text }}'}", "vars": "{ADDRESS: here}",
    "remark": "{ratio: '4:3'}", "date": "May 2027", "extras": "[marks, task-lists]",
    "ratio": "'4:3'", "dir": "rtl", "scripts": "true",
    "brand": "{footer: 'Ours'}", "accent": "'#7a2f8f'",
}  # fmt: skip
#: where the effect of the other keys is proved
KEYS_ELSEWHERE = {
    "content": "every test", "chapters": "tests/source/test_content.py", "kubernetes-version": "below",
    "interstitials": "tests/deck/test_sections.py", "math": "tests/render", "needs": "tests/script",
}  # fmt: skip
#: setting -> what the file says, and the verb that heeds it
WORDS = {
    "out": ('out = "public"', "build"),
    "content": ('content = ["sub"]', "build"),
    "exclude": ('exclude = ["sub/**"]', "build"),
    "theme": ('theme = "workshop"', "build"),
    "lang": ('lang = "fr"', "build"),
    "exercise-classes": ('exercise-classes = ["trial"]', "scripts"),
    "kubernetes-version": ('kubernetes-version = "1.15"', "lint"),
    "variables": ('variables = {mine = "yours"}', "build"),
    "vars": ('vars = {ADDRESS = "here"}', "scripts"),
    "macros": ('macros = {go = "gone"}', "build"),
    "scripts": ("scripts = true", "build"),
    "switches": ('switches = ["left-out"]', "build"),
    "brand": ('brand = {footer = "Ours"}', "build"),
    "content-security": ('content-security = "meta"', "build"),
    "source-url": ('source-url = "https://example.com/{path}#{line}"', "build"),
    "lint.select": ('lint.select = ["SG401"]', "lint"),
    "lint.extend-select": ('lint.select = ["SG401"]\nlint.extend-select = ["SG1", "SG405"]', "lint"),
    "lint.ignore": ('lint.ignore = ["SG405"]', "lint"),
    "lint.per-file-ignores": ('lint.per-file-ignores = {"a.md" = ["SG405"]}', "lint"),
    "lint.exclude": ('lint.exclude = ["a.md"]', "lint"),
}
#: what needs a server, a run, an extra or an editor: where its effect is proved
SETTINGS_ELSEWHERE = {
    "math": "tests/render", "editor": "tests/serve", "fonts": "tests/render/test_assets.py",
    "lint.embedded-shell": "tests/lint/test_embedded_shell.py",
    "lint.baseline": "tests/lint/test_command.py", "lint.schemas": "tests/lint/test_command.py",
    "run.allow": "tests/script", "run.timeout-scale": "tests/script", "run.env": "tests/script",
    "run.pipefail": "tests/script", "run.driver": "tests/script", "run.install": "tests/script",
    "serve.host": "tests/serve", "serve.port": "tests/serve", "serve.allowed-hosts": "tests/serve",
    "serve.follow": "tests/serve",
}  # fmt: skip
BASE = {"lint.extend-select": 'lint.select = ["SG401"]\n'}


@pytest.fixture
def outcome(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[str, dict[str, bytes]]]:
    """What a verb says and writes in a project of its own."""
    count = iter(range(9))

    def run(settings: str, manifest: str, verb: str) -> tuple[str, dict[str, bytes]]:
        root = tmp_path / str(next(count)) / "w"
        (root / "sub").mkdir(parents=True)
        monkeypatch.setenv("SLIDEGEN_CACHE_DIR", str(root.parent / "cache"))
        (root / "slidegen.toml").write_text(f"fonts = false\n{settings}\n")
        (root / "d.yml").write_text(f"{manifest}\ncontent: [a.md]\n")
        (root / "sub/e.yml").write_text("content: [../a.md]\n")
        (root / "a.md").write_text(TEXT)
        before = set(root.rglob("*"))
        monkeypatch.chdir(root)
        code = cli.run([verb])
        gc.enable()
        said = capsys.readouterr()
        made = {
            str(p.relative_to(root)): p.read_bytes() for p in set(root.rglob("*")) - before if p.is_file()
        }
        return f"{code} {said.out} {said.err}".replace(str(root), "."), made

    return run


@pytest.mark.parametrize("key", KEYS)
def test_a_key_of_a_manifest(outcome: Callable[..., object], key: str) -> None:
    verb = "scripts" if key in ("vars", "exercise-classes") else "build"
    assert outcome("", f"{key}: {KEYS[key]}", verb) != outcome("", "", verb)


@pytest.mark.parametrize("key", WORDS)
def test_a_setting(outcome: Callable[..., object], key: str) -> None:
    text, verb = WORDS[key]
    assert outcome(text, "", verb) != outcome(BASE.get(key, ""), "", verb)


def test_a_manifest_says_for_which_kubernetes_it_is(outcome: Callable[..., object]) -> None:
    assert outcome("", "kubernetes-version: '1.15'", "lint") != outcome("", "", "lint")


def test_no_effect_without_a_key(outcome: Callable[..., object]) -> None:
    """What the comparisons rest on: the same twice is the same."""
    for verb in ("build", "lint", "scripts"):
        assert outcome("", "", verb) == outcome("", "", verb)


def test_each_key_has_its_row() -> None:
    assert {field.key for field in FIELDS} <= {*KEYS, *KEYS_ELSEWHERE}
    assert {setting.key for setting in SETTINGS} == {*WORDS, *SETTINGS_ELSEWHERE}
