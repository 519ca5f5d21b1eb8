"""What verbs say of a stranger's files neither steers a terminal nor commands a CI."""

import gc
import json
from pathlib import Path

import pytest

from slidegen import cli
from slidegen.lint.report import FORMATS

STEERS = "\x1b[31mX\x1b]0;t\x07\x9b2J\n::error::z\r::add-mask::a\u202e"
NAMES = (f"a{STEERS}.md", f"{STEERS}.md")
TEXT = (
    "# T\n\n---\n\nclas: middle\n\n# U\n\n.lab[\n\n- Look:\n  ```bash\n  ls\n  ```\n\n]\n\n"
    "![x](no\x1b[31m\x9b.png)\n\n@@NO@@ ![:nope\x1b[5m](x)\n\n---\n\ntemplate: q\x1b]0;t\x07\n\n# \x1b[2J\n"
)
STEERING = "\x1b\x07\x9b\u202e"
VERBS = (
    ("build",), ("build", "--strict"), ("build", "-j", "2", "--fresh"), ("build", "--verbose"),
    ("lint", "--show-files"), ("lint", "--diff", "--unsafe-fixes"), ("lint", "--show-fixes"),
    ("lint", "--statistics"), *(("lint", "--format", form) for form in FORMATS),
    ("scripts",), ("scripts", "--list"), ("stats", "--sections"), ("inspect", "m0.yml"),
    ("inspect", "n0.yml"), ("inspect", NAMES[0]), ("inspect", "--typed", NAMES[0]), ("run", "--list"),
    ("config",), ("config", "vars"), ("inspect", "--format", "json", "n0.yml"), ("stats", "--format", "json"),
    ("build", f"nope{STEERS}"), ("lint", f"nope{STEERS}"), ("build", "--theme", f"nope{STEERS}"),
    ("build", f"--{STEERS}"), (STEERS,), ("check", "m0.yml"), ("export", "pdf", "m0.yml"),
    ("new", f"w{STEERS}"), ("lint", "--fix", "--unsafe-fixes"), ("lint", "--add-ignores"),
    ("import", NAMES[0], "--out", "new"),
)  # fmt: skip


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "slidegen.toml").write_text('fonts = false\n[vars]\nx = "\\u001b[31m\\u202e\\n::error::"\n')
    keys: dict[str, object] = {
        "title": STEERS,
        "variables": {f"a{STEERS}": "b"},
        "macros": {f"x{STEERS}": "{{ 1/0 }}"},
    }
    keys |= {
        "minutes": {STEERS: 3},
        "brand": {STEERS: "v", "logo": STEERS},
        STEERS: 1,
        "html": f"{STEERS}.html",
    }
    for number, name in enumerate(NAMES):
        broken = {"title": STEERS, "theme": STEERS, "content": [name, f"gone{STEERS}"]}
        (tmp_path / f"m{number}.yml").write_text(json.dumps(broken))
        (tmp_path / f"n{number}.yml").write_text(json.dumps({**keys, "content": [name]}))
    (tmp_path / f"deck{STEERS}.yml").write_text(json.dumps({"title": STEERS, "content": list(NAMES)}))
    return tmp_path


@pytest.mark.parametrize("words", VERBS, ids=lambda words: ascii(" ".join(words))[:40])
def test_no_line_steers_or_commands(
    workshop: Path,
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    monkeypatch.setenv("SLIDEGEN_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.chdir(workshop)
    cli.run(words)
    gc.enable()
    said = "\n".join(capfd.readouterr())
    assert said.strip()
    assert "bug of slidegen" not in said
    assert not [repr(line) for line in said.split("\n") if set(STEERING) & set(line)]
    commands = [line for line in said.replace("\r", "\n").split("\n") if line.lstrip().startswith("::")]
    if words[-1] == "github":  # each is one of ours
        commands = [line for line in commands if " title=SG" not in line]
    assert commands == []
