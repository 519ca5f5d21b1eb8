"""What slidegen says about itself: pages in the terminal, examples that can be typed, versions."""

import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from conftest import ROOT, Slidegen

from slidegen import __version__, cli
from slidegen.commands.examples import EXAMPLES
from slidegen.commands.manual import find_page, manual_pages
from slidegen.distribution import EXTRAS, NAME

NAMES = [page.name for page in manual_pages(cli.cli)]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_shown(slidegen: Slidegen, tmp_path: Path, name: str) -> None:
    done = slidegen("help", name, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.lstrip().startswith("# ")
    assert "{toctree}" not in done.stdout


def test_docs_lists_every_page(slidegen: Slidegen, tmp_path: Path) -> None:
    listed = slidegen("docs", cwd=tmp_path).stdout
    assert all(f"\n  {name} " in listed for name in NAMES)
    assert (
        listed.index("Learn:") < listed.index("Do:") < listed.index("Look up:") < listed.index("Understand:")
    )


def test_names_are_told_apart() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert not set(NAMES) & {verb.name for verb in cli.VERBS}


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("exercises", "exercises"),
        ("exercise", "exercises"),
        ("exercises-in", "exercises-in-ci"),
        ("reference/classes.md", "classes"),
        ("Dialect", "dialect"),
        ("tutorial", "first-workshop"),
        ("e", None),
        ("nothing", None),
    ],
)
def test_a_page_is_found(topic: str, name: str | None) -> None:
    page = find_page(manual_pages(cli.cli), topic)
    assert (page.name if page else None) == name


@pytest.mark.parametrize(
    ("topic", "advice"), [("clases", "Did you mean `classes`?"), ("zzz", "`slidegen docs`")]
)
def test_an_unknown_topic(slidegen: Slidegen, tmp_path: Path, topic: str, advice: str) -> None:
    done = slidegen("help", topic, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert advice in done.stderr


def test_help_of_a_verb_is_what_its_option_says(slidegen: Slidegen, tmp_path: Path) -> None:
    assert slidegen("help", "build", cwd=tmp_path).stdout == slidegen("build", "--help", cwd=tmp_path).stdout


def test_help_alone_is_the_list_of_verbs(slidegen: Slidegen, tmp_path: Path) -> None:
    assert slidegen("help", cwd=tmp_path).stdout == slidegen("--help", cwd=tmp_path).stdout


@pytest.mark.parametrize("arguments", [("help", "keys"), ("rule", "SG101")])
def test_on_a_terminal_pages_are_set(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """`script` gives the program a terminal; the table's marks are gone, its cells are there."""
    if not Path("/usr/bin/script").exists():
        pytest.skip("script is not installed (util-linux)")
    typed = shlex.join([sys.executable, "-m", "slidegen", *arguments])
    command = ["/usr/bin/script", "-qec", typed, "/dev/null"]
    environment = {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "PATH": "/usr/bin:/bin"}
    shown = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
    assert "\x1b[" in shown.stdout
    assert "| --- |" not in shown.stdout
    assert "\n## " not in shown.stdout


# ---- examples
def test_every_verb_has_an_example() -> None:
    assert set(EXAMPLES) == {"", *(verb.name for verb in cli.VERBS)}


@pytest.mark.parametrize("verb", [verb.name for verb in cli.VERBS])
def test_the_first_lines_of_help_are_examples(slidegen: Slidegen, tmp_path: Path, verb: str) -> None:
    lines = slidegen(verb, "--help", cwd=tmp_path).stdout.splitlines()
    assert lines[2].strip().startswith(f"slidegen {EXAMPLES[verb][0][0]}")
    assert lines[2 + len(EXAMPLES[verb])] == ""
    assert len({len(line) - len(line.lstrip()) for line in lines[2 : 2 + len(EXAMPLES[verb])]}) == 1


@pytest.fixture(scope="module")
def workshop(slidegen: Slidegen, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("examples")
    slidegen("new", ".", cwd=root)
    (root / "talk.md").write_text("# A talk\n", encoding="utf-8")
    page = "<textarea id='source'>\n# A talk\n</textarea><script>remark.create()</script>"
    (root / "talk.html").write_text(page, encoding="utf-8")
    (root / "slides").mkdir()
    (root / "slides" / "one.md").write_text("# One\n\n---\n\n# Two\n", encoding="utf-8")
    (root / "nights.toml").write_text('decks = ["workshop.yml"]\n', encoding="utf-8")
    (root / "results.jsonl").write_text('{"type": "run", "version": 1, "deck": "x"}\n', encoding="utf-8")
    return root


TYPED = [typed for rows in EXAMPLES.values() for typed, _ in rows]


@pytest.mark.parametrize("typed", TYPED)
def test_an_example_can_be_typed(workshop: Path, typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line takes it: no word of it is unknown."""
    monkeypatch.chdir(workshop)
    verb, *arguments = shlex.split(typed)
    context = click.Context(cli.cli, info_name="slidegen")
    command = cli.cli.get_command(context, verb)
    assert command is not None
    inner = command.make_context(verb, arguments, parent=context)
    if isinstance(command, click.Group):
        name, found, rest = command.resolve_command(inner, [*inner._protected_args, *inner.args])
        assert found is not None
        found.make_context(name, rest, parent=inner)


#: They wait for somebody, want a browser, or run what is on slides; the manual's blocks do all that.
ELSEWHERE = ("serve", "nightly", "links", "export", "check", "run", "lsp", "new", "report", "doctor")


@pytest.mark.parametrize("typed", [typed for typed in TYPED if not typed.startswith(ELSEWHERE)])
def test_an_example_does_something(slidegen: Slidegen, workshop: Path, typed: str) -> None:
    done = slidegen(*shlex.split(typed), cwd=workshop, env={"SLIDEGEN_FONTS": "false"})
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


# ---- versions
def test_the_version_tells_extras(slidegen: Slidegen, tmp_path: Path) -> None:
    first, *rest = slidegen("--version", cwd=tmp_path).stdout.splitlines()
    assert first.startswith(f"slidegen {__version__} ({NAME}, Python ")
    told = [name for line in rest for name in line.partition(" extras ")[2].split(", ")]
    assert sorted(told) == sorted(EXTRAS)
