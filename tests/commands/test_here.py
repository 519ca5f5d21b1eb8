"""What every verb begins with: nothing done is no success, and wrong settings stop it."""

import gc
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from shlex import quote

import pytest
from conftest import clean_environment

from slidegen import cli
from slidegen.errors import ExitCode

Slidegen = Callable[..., "subprocess.CompletedProcess[str]"]
Tree = Callable[[Mapping[str, str | bytes]], Path]

#: every verb that reads decks; each is called in a folder, or with files behind it
VERBS = {
    "build": ["build"],
    "serve": ["serve", "--port", "0"],
    "lint": ["lint"],
    "scripts": ["scripts"],
    "stats": ["stats"],
    "check": ["check"],
    "export": ["export", "pdf"],
    "run": ["run", "--yes"],
    "inspect": ["inspect"],
}
DECKS = {name: words for name, words in VERBS.items() if name not in ("lint", "inspect")}
DECK = {"day1.yml": "content: [a.md]\n", "a.md": "# A\n"}


@pytest.fixture
def slidegen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Slidegen]:
    """As the fixture of all tests, in this process: a hundred processes take minutes."""
    monkeypatch.delenv("SLIDEGEN_CACHE_DIR", raising=False)

    def run(*words: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
        monkeypatch.chdir(cwd)
        code = cli.run(words)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(words, code, said.out, said.err)

    yield run
    gc.enable()  # verbs that are brief do without


def refuses(slidegen: Slidegen, root: Path, *words: str) -> str:
    """What a verb says that does nothing."""
    before = set(root.rglob("*"))
    done = slidegen(*words, cwd=root)
    assert done.returncode == ExitCode.USAGE, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert set(root.rglob("*")) == before
    return done.stdout + done.stderr


# ---- nothing to do
@pytest.mark.parametrize("verb", VERBS)
def test_an_empty_folder(slidegen: Slidegen, tmp_path: Path, verb: str) -> None:
    said = refuses(slidegen, tmp_path, *VERBS[verb])
    expected = {"lint": "lint reads Markdown", "inspect": "name a manifest"}
    assert expected.get(verb, "`slidegen new DIR` starts a workshop") in said


@pytest.mark.parametrize("verb", DECKS)
def test_a_folder_with_texts_but_no_manifest(slidegen: Slidegen, tree: Tree, verb: str) -> None:
    said = refuses(slidegen, tree({"talk.md": "# Hi\n"}), *DECKS[verb])
    assert "there is no manifest here" in said
    assert "talk.md`?" in said


@pytest.mark.parametrize(
    ("files", "advice"),
    [
        (
            {"README.md": "# Hi\n", "notes.md": "# No\n", "t/a.md": "# A\n\n???\n\nB\n\n---\n\n# C\n"},
            "did you mean `slidegen build t/a.md`? `slidegen new DIR`",
        ),
        (
            {"a.md": "class: x\n\n# A\n\n---\n\n# B\n", "b.md": "class: x\n\n# A\n\n---\n\n# B\n"},
            "did you mean `slidegen build a.md`? (1 more deck here)",
        ),
        ({"README.md": "# Hi\n", "notes.md": "# No\n"}, "a Markdown file is a deck, too, if you name it;"),
        (
            {
                "README.md": "# Hi\n",
                "talk/index.html": "<textarea id=source># A\n---\n# B</textarea>"
                "<script src=remark.min.js></script><script>remark.create()</script>",
            },
            "talk/index.html holds slides of another program: `slidegen import . --out",
        ),
        (
            {"README.md": "# Hi\n", "talk.md": "---\nmarp: true\n---\n# A\n\n---\n\n# B\n"},
            "talk.md holds slides of another program: `slidegen import . --out",
        ),
    ],
    ids=["a deck", "decks", "texts", "remark", "Marp"],
)
def test_what_may_be_meant_where_no_manifest_is(
    slidegen: Slidegen, tree: Tree, files: dict[str, str], advice: str
) -> None:
    assert advice in refuses(slidegen, tree(files), "build")


def test_a_folder_that_is_imported_from_inside(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"talk/talk.md": "---\nmarp: true\n---\n# A\n"}) / "talk"
    beside = root.parent / "talk-slidegen"
    assert f"`slidegen import . --out {quote(str(beside))}`" in refuses(slidegen, root, "import", ".")


@pytest.mark.parametrize("verb", DECKS)
@pytest.mark.parametrize("key", ["contnet", "contents", "Content", "chpaters"])
def test_a_key_with_a_typo(slidegen: Slidegen, tree: Tree, verb: str, key: str) -> None:
    said = refuses(slidegen, tree({"day1.yml": f"title: T\n{key}:\n- a.md\n", "a.md": "# A\n"}), *DECKS[verb])
    assert "day1.yml:2:1" in said
    assert "Did you mean `c" in said


@pytest.mark.parametrize("verb", DECKS)
def test_only_files_of_other_programs(slidegen: Slidegen, tree: Tree, verb: str) -> None:
    refuses(
        slidegen, tree({"home.yml": 'content: "text"\n', "cms.json": '{"content": [{"a": 1}]}'}), *DECKS[verb]
    )


@pytest.mark.parametrize("verb", [*DECKS, "inspect"])
@pytest.mark.parametrize("text", ["# Hi\n", "a: b: c\n", "\x00", ""])
def test_a_wrong_file(slidegen: Slidegen, tree: Tree, verb: str, text: str) -> None:
    root = tree({**DECK, "talk.txt": text, "talk.md": "# Hi\n"})
    said = refuses(slidegen, root, *VERBS[verb], "talk.txt")
    assert "talk.txt is no manifest and no Markdown file" in said
    assert "talk.md`?" in said


@pytest.mark.parametrize("name", ["my talk.Rmd", "index.qmd", "talk.html"])
def test_slides_of_another_program_are_to_be_imported(slidegen: Slidegen, tree: Tree, name: str) -> None:
    said = refuses(slidegen, tree({**DECK, name: "# Hi\n"}), *VERBS["build"], name)
    assert f"`slidegen import {quote(name)}` brings slides of other programs home" in said


@pytest.mark.parametrize("verb", [*DECKS, "inspect"])
def test_a_named_file_that_is_no_manifest(slidegen: Slidegen, tree: Tree, verb: str) -> None:
    said = refuses(slidegen, tree({**DECK, "pod.yml": "kind: Pod\n"}), *VERBS[verb], "pod.yml")
    assert "pod.yml is no manifest: it has no list `content:`" in said


@pytest.mark.parametrize("verb", DECKS)
def test_a_folder_without_manifests_that_is_named(slidegen: Slidegen, tree: Tree, verb: str) -> None:
    root = tree({**DECK, "empty/x.txt": ""})
    assert "there is no manifest in empty" in refuses(slidegen, root, *DECKS[verb], "empty")


@pytest.mark.parametrize("verb", VERBS)
def test_one_wording_for_what_is_not_there(slidegen: Slidegen, tree: Tree, verb: str) -> None:
    said = refuses(slidegen, tree(DECK), *VERBS[verb], "day2.yml")
    assert "slidegen: day2.yml does not exist\n  did you mean day1.yml?" in said


@pytest.mark.parametrize(
    "words",
    [
        ["build", "--run-report"],
        ["run", "day1.yml", "--bed"],
        ["run", "day1.yml", "--durations"],
        ["run", "day1.yml", "--repository"],
        ["report", "show"],
        ["report", "merge"],
    ],
)
def test_the_same_for_options(slidegen: Slidegen, tree: Tree, words: list[str]) -> None:
    assert "slidegen: gone.x does not exist" in refuses(slidegen, tree(DECK), *words, "gone.x")


@pytest.mark.parametrize("words", [["build", "--run-report"], ["report", "show"], ["report", "merge"]])
def test_a_report_that_is_none(slidegen: Slidegen, tree: Tree, words: list[str]) -> None:
    assert "a.md holds no results of a run" in refuses(slidegen, tree(DECK), *words, "a.md")


@pytest.mark.parametrize("verb", ["build", "lint"])
def test_a_folder_that_was_deleted(tmp_path: Path, verb: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"import os; os.rmdir({str(gone)!r}); import slidegen.cli as cli; cli.main([{verb!r}])"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=gone, env=clean_environment(), capture_output=True, text=True)
    assert done.returncode == ExitCode.USAGE, done.stderr
    assert "this folder does not exist any more" in done.stderr


# ---- settings
BROKEN = {
    "no-toml": ('out = "public"\nx = "\n', "slidegen.toml:2:6 SG040"),
    "typo": ('out = "public"\ncontnet = ["."]\n', "slidegen.toml:2:1 SG041"),
    "typo-in-a-table": ("[lint]\nslect = []\n", "slidegen.toml:2:1 SG041"),
    "wrong-type": ("out = 3\n", "slidegen.toml:1:1 SG042"),
    "missing-folder": ('content = ["slides"]\n', "slidegen.toml:1:1 SG043"),
    "deep": (f"out = {'[' * 5000}", "slidegen.toml:1:1 SG040"),
}


@pytest.mark.parametrize("verb", [*VERBS, "config"])
@pytest.mark.parametrize("kind", BROKEN)
def test_settings_that_are_wrong_stop_every_verb(
    slidegen: Slidegen, tree: Tree, verb: str, kind: str
) -> None:
    text, told = BROKEN[kind]
    words = {**VERBS, "inspect": ["inspect", "day1.yml"], "config": ["config"]}[verb]
    assert told in refuses(slidegen, tree({**DECK, "slidegen.toml": text}), *words)


def test_lint_reports_them_in_its_form(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({**DECK, "slidegen.toml": "\nthme = 'x'\n"})
    done = slidegen("lint", "--format", "json", cwd=root)
    assert done.returncode == ExitCode.USAGE
    (finding,) = json.loads(done.stdout)["findings"]
    assert (finding["code"], finding["path"], finding["line"]) == ("SG041", "slidegen.toml", 2)


# ---- where is written
def test_an_output_folder_that_holds_the_sources(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({**DECK, "w/b.yml": "content: [b.md]\n", "w/b.md": "# B\n"})
    assert "holds the sources" in refuses(slidegen, root, "build", "--out", ".")
    assert "holds the sources" in refuses(slidegen, root, "build", "--out", "..")
    assert "holds the sources" in refuses(slidegen, root, "scripts", "--out", ".")


def test_a_stranger_does_not_choose_where_is_written(slidegen: Slidegen, tree: Tree) -> None:
    root = (
        tree({f"w/{name}": text for name, text in DECK.items()} | {"w/.git/HEAD": "", "mine/x.txt": ""}) / "w"
    )
    (root / "slidegen.toml").write_text('out = "../mine"\n')
    for verb in ("build", "scripts"):
        assert "outside of" in refuses(slidegen, root, verb)
    (root / "slidegen.toml").unlink()
    (root / "dist").symlink_to("../mine")
    assert "outside of" in refuses(slidegen, root, "build")
    assert slidegen("build", "--out", "../mine", cwd=root).returncode == 0


def test_an_output_folder_that_is_a_file(slidegen: Slidegen, tree: Tree) -> None:
    assert "dist is no folder" in refuses(slidegen, tree({**DECK, "dist": "x"}), "build")


# ---- decks elsewhere
def test_a_deck_elsewhere_belongs_to_its_own_project(slidegen: Slidegen, tree: Tree) -> None:
    root = tree(
        {
            "w/slidegen.toml": "title = 1",
            "other/slidegen.toml": 'out = "public"\n',
            "other/day1.yml": "content: [a.md]\n",
            "other/a.md": "# A\n",
            "here/x.txt": "",
        }
    )
    done = slidegen("build", "../other/day1.yml", cwd=root / "here")
    assert done.returncode == 0, done.stderr
    assert (root / "other/public/day1.html").is_file()


@pytest.mark.parametrize("verb", ["inspect", "stats", "scripts"])
def test_a_deck_that_a_budget_stopped_is_told_and_not_counted(
    slidegen: Slidegen, tree: Tree, verb: str
) -> None:
    twice = "{{content}}{{content}}\n\n---\n"
    layers = "".join(f"name: t{b}\ntemplate: t{b - 1}\n{twice}" for b in range(1, 25))
    root = tree({"d.yml": "content: [t.md]\n", "t.md": f"name: t0\n{twice}{layers}"})
    done = slidegen(verb, "d.yml", cwd=root)
    assert done.returncode == ExitCode.FINDINGS
    assert "t.md:61:1 SG062" in done.stderr
    assert "d.yml" not in done.stdout
    assert {path.name for path in root.iterdir()} == {"d.yml", "t.md"}


def test_macros_of_a_deck_are_known_to_inspect(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"d.yml": 'macros: {x: "hello"}\ncontent: [m.md]\n', "m.md": "# M\n\n![:x](y)\n"})
    assert slidegen("inspect", "d.yml", cwd=root).returncode == ExitCode.CLEAN
