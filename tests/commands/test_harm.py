"""What did harm, or said what was not so: each input as it was met, and siblings of its kind.

What takes a process, a server or a browser of its own stands with those: see the tests of what each is about.
"""

import gc
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from slidegen import cli
from slidegen.errors import ExitCode

Call = Callable[..., tuple[int, str]]
Tree = Callable[[Mapping[str, str | bytes]], Path]
VERBS = ("build", "lint", "scripts", "stats")
A = {"a.md": "# A\n"}


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Call:
    """A verb in this process, called in a folder: its exit code, and what it said."""
    monkeypatch.setenv("SLIDEGEN_CACHE_DIR", str(tmp_path.parent / "cache"))

    def run(*words: str, cwd: Path) -> tuple[int, str]:
        monkeypatch.chdir(cwd)
        code = cli.run(words)
        gc.enable()
        said = capfd.readouterr()
        return code, said.out + said.err

    return run


REACHES = "__init__.__globals__.os.popen('touch pwned').read()"


@pytest.mark.parametrize("start", ["cycler", "joiner", "namespace", "lipsum", "text.__class__"])
@pytest.mark.parametrize("verb", [*VERBS, "lint"])
def test_a_macro_runs_no_command(call: Call, tree: Tree, start: str, verb: str) -> None:
    macro = f"{start}.{REACHES}" if start != "lipsum" else "lipsum.__globals__.os.popen('touch pwned').read()"
    root = tree({"d.yml": f'macros: {{x: "{{{{ {macro} }}}}"}}\ncontent: [m.md]\n', "m.md": "![:x](y)\n"})
    code, said = call(verb, cwd=root)
    assert not list(root.rglob("pwned"))
    if verb != "scripts":  # which takes what is typed, and expands no macro
        assert code == ExitCode.FINDINGS
        assert "SG061" in said or "SG060" in said


@pytest.mark.parametrize("name", ["--output=README.md", "-oREADME.md", "--fix"])
def test_a_tracked_file_is_no_option(call: Call, tree: Tree, name: str) -> None:
    root = tree({name: "# O\n", f"{name}.md": "# O\n", "README.md": "mine\n"})
    code, _ = call("lint", "--", name, f"{name}.md", cwd=root)
    assert code in (ExitCode.CLEAN, ExitCode.FINDINGS)
    assert (root / "README.md").read_text() == "mine\n"


SLIPS = {
    "macro": ({"d.yml": "macros: {x: '{{ 1/0 }}'}\ncontent: [m.md]\n", "m.md": "![:x](y)\n"}, "d.yml:1:"),
    "template": (
        {"d.yml": "content: [a.md]\n", "themes/default/slide.html": "\n{{ nope }}"},
        "slide.html:2:",
    ),
    "syntax": ({"d.yml": "content: [a.md]\n", "themes/default/deck.html": "{% if %}"}, "deck.html:1:"),
    "macro's syntax": ({"d.yml": "macros: {x: '{{ a'}\ncontent: [m.md]\n", "m.md": "![:x](y)\n"}, "d.yml:1:"),
    "filter": ({"d.yml": "macros: {x: '{{ a|no }}'}\ncontent: [m.md]\n", "m.md": "![:x](y)\n"}, "d.yml:1:"),
}


@pytest.mark.parametrize("verb", ["build", "lint"])
@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_a_template_is_its_authors(call: Call, tree: Tree, name: str, verb: str) -> None:
    files, place = SLIPS[name]
    code, said = call(verb, cwd=tree({**A, **files}))
    assert code == ExitCode.FINDINGS
    assert place in said
    assert "bug of slidegen" not in said
    assert "Traceback" not in said


NOTHING = {
    "empty": ({}, ()),
    "other text": ({"talk.txt": "x\n", "talk.md": "# T\n"}, ("talk.txt",)),
    "typo": ({"d.yml": "contnet: [a.md]\n", **A}, ()),
    "setting": ({"slidegen.toml": 'content = ["slides"]\n', "slides/a.md": "# A\n"}, ()),
    "only texts": (A, ()),
}


@pytest.mark.parametrize("verb", ["build", "stats", "scripts"])
@pytest.mark.parametrize("name", NOTHING)
def test_nothing_done_is_no_success(call: Call, tree: Tree, name: str, verb: str) -> None:
    files, words = NOTHING[name]
    root = tree(files)
    before = sorted(root.rglob("*"))
    code, said = call(verb, *words, cwd=root)
    assert code == ExitCode.USAGE, said
    assert sorted(root.rglob("*")) == before
    assert "slidegen" in said or "did you mean" in said.lower()


EVERY = (
    *VERBS,
    "config",
    "run",
    "check",
    "links",
    "serve",
    "inspect d.yml",
    "export pdf",
    "new x",
    "import a.md",
)


@pytest.mark.parametrize("verb", EVERY)
@pytest.mark.parametrize("text", ['out = "public"\n= x', "out = ", "[lint\nx", 'out = "public"\nout = "b"'])
def test_settings_that_are_no_toml_stop_every_verb(call: Call, tree: Tree, text: str, verb: str) -> None:
    root = tree({"slidegen.toml": text, "d.yml": "content: [a.md]\n", **A})
    before = sorted(root.rglob("*"))
    code, said = call(*verb.split(), cwd=root)
    assert code == ExitCode.USAGE
    assert "slidegen.toml:" in said
    assert sorted(root.rglob("*")) == before


LEFT_OUT = {
    "exclude": {"slidegen.toml": 'exclude = ["drafts/**"]\n'},
    "exclude a folder": {"slidegen.toml": 'exclude = ["drafts"]\n'},
    "gitignore": {".gitignore": "drafts/\n"},
    "gitignore inside": {"drafts/.gitignore": "*\n"},
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_left_out_is_left_out_by_all(call: Call, tree: Tree, name: str) -> None:
    root = tree(
        {
            ".git/HEAD": "",
            "d.yml": "content: [a.md]\n",
            "drafts/e.yml": "content: [gone.md]\n",
            **A,
            **LEFT_OUT[name],
        }
    )
    for verb in VERBS:
        code, said = call(verb, cwd=root)
        assert code == ExitCode.CLEAN, (verb, said)
        assert "drafts" not in said
    if name.startswith("gitignore"):
        assert all(call(verb, "--no-ignore", cwd=root)[0] == ExitCode.FINDINGS for verb in VERBS)


@pytest.mark.parametrize("html", ["talk.html", "a b.html", "é.html"])
def test_a_page_has_the_name_that_its_manifest_gives(call: Call, tree: Tree, html: str) -> None:
    files = {"x/deck.yml": f"html: {html}\ncontent: [../a.md]\n", "y/deck.yml": "content: [../a.md]\n"}
    root = tree({"slidegen.toml": "fonts = false\n", **A, **files})
    assert call("build", cwd=root)[0] == ExitCode.CLEAN
    assert {page.name for page in (root / "dist").glob("*.html")} == {html, "deck.html", "index.html"}


OUTSIDE = {
    "beside the project": ("p/a/deck.yml", "../../shared/s.md", True),
    "beside the deck": ("p/a/deck.yml", "../shared/s.md", True),
    "two above": ("p/a/deck.yml", "../../../s.md", False),
    "absolute": ("p/a/deck.yml", "/etc/hostname", False),
}


@pytest.mark.parametrize("verb", [*VERBS, "inspect"])
@pytest.mark.parametrize("name", OUTSIDE)
def test_all_verbs_have_one_root(call: Call, tree: Tree, name: str, verb: str) -> None:
    """Without git, what lies beside the project's folder is its own; beyond that nothing is."""
    deck, written, is_inside = OUTSIDE[name]
    root = tree(
        {
            "h/p/slidegen.toml": "fonts = false\n",
            f"h/{deck}": f"content: ['{written}']\n",
            "h/shared/s.md": "# S\n",
            "h/p/shared/s.md": "# S\n",
            "s.md": "# S\n",
        }
    )
    words = [verb, "a/deck.yml"] if verb == "inspect" else [verb]
    code, said = call(*words, cwd=root / "h/p")
    assert code == (ExitCode.CLEAN if is_inside else ExitCode.FINDINGS), said
    assert ("SG024" in said) == (not is_inside)


@pytest.mark.parametrize("name", ["d.yml", "d.json", "e/d.yaml"])
def test_a_website_is_nobodys_business(call: Call, tree: Tree, name: str) -> None:
    root = tree({name: '{"content": "text"}\n', "talk.yml": "content: [a.md]\n", **A})
    for verb in VERBS:
        assert call(verb, cwd=root)[0] == ExitCode.CLEAN


@pytest.mark.parametrize("out", [".", "..", ".git", ".git/x", "themes", "themes/mine", "decks", "./decks/"])
def test_the_output_is_no_folder_of_sources(call: Call, tree: Tree, out: str) -> None:
    """What is written there would be left out as output, or read as a theme, or be git's."""
    root = tree(
        {
            "w/slidegen.toml": f'out = "{out}"\ncontent = ["decks"]\n',
            "w/decks/d.yml": "content: [a.md]\n",
            "w/decks/a.md": "# A\n",
            "w/themes/mine/theme.toml": "",
            "w/.git/HEAD": "",
        }
    )
    before = sorted(root.rglob("*"))
    code, said = call("build", cwd=root / "w")
    assert code == ExitCode.USAGE, said
    assert out.strip("./") in said
    assert sorted(root.rglob("*")) == before


TWINS = {
    "two folders": ("x/deck.yml", "y/deck.yml"),
    "two endings": ("deck.yaml", "deck.yml"),
    "case": ("Deck.yml", "deck.yml"),
    "accents": ("caf\u00e9.yml", "cafe\u0301.yml"),
    "sharp s": ("STRASSE.yml", "stra\u00dfe.yml"),
}


@pytest.mark.parametrize("name", TWINS)
def test_two_decks_of_one_page_are_told_and_neither_is_overwritten(call: Call, tree: Tree, name: str) -> None:
    """Also where only a disk of Windows or of macOS takes two names for one."""
    first, second = TWINS[name]
    above = "../" * first.count("/")
    files = {each: f"content: [{above}{file}]\n" for each, file in ((first, "a.md"), (second, "b.md"))}
    root = tree({"slidegen.toml": "fonts = false\n", **A, "b.md": "# B\n", **files})
    for verb in ("build", "lint"):
        code, said = call(verb, cwd=root)
        assert code == ExitCode.FINDINGS
        assert "SG028" in said
    assert len([page for page in (root / "dist").glob("*.html") if page.name != "index.html"]) == 1


@pytest.mark.parametrize("name", ["con", "NUL", "com1.x", "a:b", "a?b", 'a"b', "a*", "a ", "a."])
def test_a_page_has_a_name_on_every_system(call: Call, tree: Tree, name: str) -> None:
    root = tree({"d.yml": f"html: '{name}.html'\ncontent: [a.md]\n", **A})
    for verb in ("build", "lint"):
        assert "d.yml:1:7 SG021" in call(verb, cwd=root)[1]


@pytest.mark.parametrize("newline", ["\r", "\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_breaks_and_byte_order_marks_of_all_systems(
    call: Call, tree: Tree, newline: str, mark: str
) -> None:
    files = {
        "slidegen.toml": "fonts = false\nlang = 'fr'\n",
        "d.yml": "title: T\nsections: false\ncontent:\n- a.md\n",
        "a.md": "# A\n\n---\n\n# B\n",
    }
    root = tree({path: (mark + text).replace("\n", newline) for path, text in files.items()})
    assert call("build", cwd=root)[0] == ExitCode.CLEAN
    page = (root / "dist/d.html").read_text()
    assert page.count('<section class="slide') == 2
    assert '<html lang="fr"' in page
    assert call("lint", cwd=root)[0] == ExitCode.CLEAN


@pytest.mark.parametrize("name", LEFT_OUT)
def test_a_folder_that_is_left_out_whole_is_told_so(call: Call, tree: Tree, name: str) -> None:
    root = tree(
        {".git/HEAD": "", "drafts/e.yml": "content: [e.md]\n", "drafts/e.md": "# E\n", **LEFT_OUT[name]}
    )
    for verb in VERBS:
        code, said = call(verb, "drafts", cwd=root)
        assert code == ExitCode.USAGE, (verb, said)
        assert "is left out by the setting `exclude` or by .gitignore (--no-ignore)" in said
