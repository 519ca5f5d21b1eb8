"""What a stranger calls his manifest is a name in each file for a CI: no YAML, shell text or expression."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from conftest import Slidegen
from hypothesis import given
from hypothesis import strategies as st

from slidegen.commands.new import ci_file
from slidegen.script.ci_words import label, name_in_a_cluster, scalar, unevaluated, unexpanded, word
from slidegen.script.night import Cell, NightBed
from slidegen.script.night_plan import github as nights
from slidegen.script.plan import PLANS, Work

NAMES = (
    *("$(touch pwned)", "`touch pwned`", "a;touch pwned;", "a&touch pwned&", "a|b", "$HOME", "$$", "$(HOME)"),
    *(
        "a'b",
        'a"b',
        "a'$'b",
        "' '",
        "a\\",
        "a\nb: c",
        "a\tb",
        "a\u2028b",
        "a\x85b",
        "a\x07b",
        "\u202eb",
        "\ufeffa",
    ),
    *(
        "a\udc80b",
        "é",
        "--yes",
        "a: b",
        "a #b",
        "#x",
        "- x",
        "!x",
        "*x",
        "%x",
        "@x",
        "~",
        "null",
        "EOF",
        "]]>",
    ),
    *("${{ github.token }}", "${{ '${{' }}", "{{7*7}}", "$[[ inputs.x ]]"),
)
#: Says its words, each behind a line of its own.
FAKE = "#!/bin/bash\nprintf 'word %s\\0' \"$@\"\n"


def as_github_has_it(text: str) -> str:
    return text.replace("${{ matrix.shard }}", "1").replace("${{ '${{' }}", "${{")


def as_a_container_has_it(text: str) -> str:
    return text.replace("$$", "$")


ENGINES: dict[str, Callable[[str], str]] = {
    "github": as_github_has_it,
    "gitlab": str,
    "kubernetes": as_a_container_has_it,
}


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20))
def test_a_word_is_what_bash_reads(text: str) -> None:
    done = subprocess.run(["bash", "-c", f"printf %s {word(text)}"], capture_output=True, check=True)
    assert done.stdout == text.encode()


@given(st.text(max_size=20))
def test_whatever_a_word_holds_yaml_takes_it(text: str) -> None:
    assert yaml.safe_load(f"- run: {scalar(word(text))}\n") == [{"run": word(text)}]
    assert yaml.safe_load(f"- run: |\n    x {word(text)}\n") == [{"run": f"x {word(text)}\n"}]


@given(st.text("${}()' \\ab", max_size=30))
def test_what_an_engine_replaces_comes_out_as_it_was(text: str) -> None:
    assert as_github_has_it(unevaluated(text)) == text or "${{ '${{' }}" in text
    assert as_a_container_has_it(unexpanded(text)) == text


@given(st.text(max_size=60))
def test_a_name_of_a_job_is_one(text: str) -> None:
    assert yaml.safe_load(f"exercises-{label(text)}: 1") == {f"exercises-{label(text)}": 1}
    inside = name_in_a_cluster(text)
    assert inside.isascii()
    assert inside[0].isalnum()
    assert inside[-1].isalnum()
    assert len(inside) <= 40


@pytest.fixture
def bash(tmp_path: Path) -> Callable[[str], list[str]]:
    """What the programs of a script are given: nothing but the shell, and none of them there, is called.

    It is run as a pod of an Indexed Job runs it: one that has no number runs nothing.
    """
    programs = tmp_path / "programs"
    programs.mkdir()
    (tmp_path / "workshop").mkdir()
    pod = {"PATH": str(programs), "HOME": str(tmp_path), "JOB_COMPLETION_INDEX": "0"}
    for name in ("slidegen", "git", "pip", "mkdir", "curl", "chmod", "kubectl", "cat"):
        (programs / name).write_text(FAKE)
        (programs / name).chmod(0o755)
    bash = shutil.which("bash") or ""

    def run(script: str) -> list[str]:
        done = subprocess.run([bash, "-c", script], cwd=tmp_path, env=pod, capture_output=True)
        said = done.stdout.decode("utf-8", "surrogateescape").split("\0")
        assert not (tmp_path / "pwned").exists(), script
        return [line.removeprefix("word ") for line in said]

    return run


def scripts(node: object) -> Iterator[str]:
    """The shell texts of a CI's file."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        if isinstance(child, str) and (key == "run" or isinstance(key, int)):
            yield child
        else:
            yield from scripts(child)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_plan_runs_the_deck_of_that_name(bash: Callable[[str], list[str]], name: str, engine: str) -> None:
    path = f"decks/{name}.yml"
    work = Work(name, path, shards=3, minutes=9, install=f"x {name}", repository=f"h/{name}", cluster=False)
    read = yaml.safe_load(PLANS[engine](work))
    given = [words for text in scripts(read) for words in bash(ENGINES[engine](text))]
    assert path in given
    assert f"x {name}" in given
    if engine == "kubernetes":
        assert f"https://h/{name}" in given


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("engine", ["github", "gitlab"])
def test_the_ci_of_a_workshop_that_is_there(bash: Callable[[str], list[str]], name: str, engine: str) -> None:
    decks = (f"{name}.yml", f"decks/{name}.yml")
    read = yaml.safe_load(ci_file(engine, f"x {name}", decks).text)
    given = [words for text in scripts(read) for words in bash(ENGINES[engine](text))]
    assert {*decks, f"x {name}"} <= set(given)


@pytest.mark.parametrize("name", NAMES)
def test_a_night_names_its_deck(name: str) -> None:
    read = yaml.safe_load(nights([Cell(f"{name}.yml", NightBed("b"), "")], ""))
    row = read["jobs"]["night"]["strategy"]["matrix"]["include"][0]
    assert as_github_has_it(row["deck"]) == f"{name}.yml"
    assert "${{" not in row["deck"].replace("${{ '${{' }}", "")


@pytest.mark.parametrize("engine", ENGINES)
def test_plans_of_several_decks_are_documents_and_leave_nothing_behind(
    slidegen: Slidegen, tree: Callable[[dict[str, str]], Path], engine: str
) -> None:
    lab = "# A\n\n.lab[\n```bash\nls\n```\n]\n"
    names = ("a.yml", "b.yml", "${{ x }}.yml")
    root = tree({**{f"w/{name}": "content: [a.md]\n" for name in names}, "w/a.md": lab, ".git/HEAD": ""})
    before = sorted(root.rglob("*"))
    done = slidegen("run", "--plan", engine, cwd=root / "w")
    assert done.returncode == 0, done.stderr
    plans = list(yaml.safe_load_all(done.stdout))
    texts = [ENGINES[engine](text) for plan in plans for text in scripts(plan)]
    assert len(plans) == len(names)
    for name in names:
        assert any(word(f"w/{name}") in text for text in texts)
    assert sorted(root.rglob("*")) == before
