"""What a snippet is, and what it is called."""

import json
import re
from pathlib import Path

import pytest
from fixture_files import Case, parametrize

from slidegen.script.kinds import reclassified
from slidegen.script.listing import Fences, listed_in_file, places_of_file
from slidegen.script.model import Expect, Kind, Step
from slidegen.script.places import placed
from slidegen.script.steps import steps_of
from slidegen.source.file import SourceFile
from slidegen.text.fragment import read_fragment

HERE = Path(__file__).parent


def read_steps(text: str, **values: str) -> list[Step]:
    source = SourceFile.from_text("a.md", text)
    return list(steps_of(places_of_file(read_fragment(source), source), values))


@parametrize(HERE / "classes.md")
def test_class(case: Case) -> None:
    source = SourceFile.from_text("a.md", f"# Title\n\n.lab[\n{case.input}\n]\n")
    rows = listed_in_file(read_fragment(source), source, {})
    assert " ".join(row.cls for row in rows) == case.expected.strip()


@pytest.mark.shared
@pytest.mark.parametrize("tree", ["container.training-2026", "container.training-2018-before"])
def test_every_snippet_of_real_workshops_field_by_field(shared: Path, tree: str) -> None:
    root = shared / "corpus" / tree
    golden = [json.loads(line) for line in (shared / "exercises" / f"{tree}.jsonl").read_text().splitlines()]
    found = []
    for path in sorted(root.glob("slides/**/*.md")):
        source = SourceFile.read(root, path.relative_to(root).as_posix())
        found += [row.as_dict() for row in listed_in_file(read_fragment(source), source, {})]
    by_place = {(row["file"], row["line"]): row for row in found}
    assert len(found) == len(golden)
    for row in golden:
        listed = {name: by_place[row["file"], row["line"]][name] for name in row}
        # The extraction keeps a title's Markdown; a list says it as the page does.
        assert without_marks(listed) == without_marks(row)


def without_marks(row: dict[str, object]) -> dict[str, object]:
    """`row` with a title of words and blanks, whether it was written as Markdown or is what a page says."""
    words = re.sub("[`*_]", "", str(row["title"] or ""))
    return {**row, "title": " ".join(words.split())}


def test_ids_are_section_slide_number_and_stay_when_other_slides_change() -> None:
    slide = "## Try it\n\n.lab[\n```bash\na\n```\n```bash\nb\n```\n]\n"
    one = read_steps(f"# First\n\n---\n\n{slide}")
    two = read_steps(f"# First\n\n---\n\n## New\n\n.lab[\n```bash\nc\n```\n]\n\n---\n\n{slide}")
    assert [step.id for step in one] == ["first/try-it/1", "first/try-it/2"]
    assert [step.id for step in two[1:]] == [step.id for step in one]


def test_acts_belong_to_the_command_before_them_even_across_slides() -> None:
    first, second = read_steps(
        "# A\n\n.lab[\n```bash\nwatch date\n```\n<!-- ```wait 2.0s``` -->\n]\n\n---\n\n"
        "## B\n\n.lab[\n<!-- ```key ^C``` -->\n```bash\necho b\n```\n]\n"
    )
    assert [act.verb for act in first.acts] == ["wait", "key"]
    assert first.kind is Kind.SCRIPTED
    assert not second.acts


def test_prose_of_the_exercise_may_say_that_a_command_fails() -> None:
    (step,) = read_steps(
        "# A\n\n.lab[\n```bash\nkubectl scale pod x\n```\n\nWe get the following error: why?\n\n]\n"
    )
    assert step.expect is Expect.EITHER
    assert step.because == "We get the following error: why?"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('That should fail (with "AlreadyExists").', 'That should fail (with "AlreadyExists").'),
        ('We get an error (it is "AlreadyExists")', 'We get an error (it is "AlreadyExists")'),
        ("(It will fail (at first).)", "It will fail (at first)."),
        ("- (The command fails;", "The command fails;"),
        ("it fails, as we see)", "it fails, as we see"),
    ],
)
def test_the_sentence_that_speaks_of_a_failure_keeps_its_brackets(written: str, said: str) -> None:
    (step,) = read_steps(f"# A\n\n.lab[\n```bash\nkubectl scale pod x\n```\n\n{written}\n\n]\n")
    assert step.because == said


def test_prose_behind_the_exercise_leaves_a_doubt() -> None:
    (step,) = read_steps(
        "# A\n\n.lab[\n```bash\nkubectl scale pod x\n```\n]\n\nWe get the following error: why?\n"
    )
    assert step.expect is Expect.PERHAPS


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Unfortunately, that doesn't work!", Expect.EITHER),
        ("This gives an error.", Expect.EITHER),
        ("Oops, it fails…", Expect.EITHER),
        ("The command exits immediately.", Expect.EITHER),
        ("- It will fail", Expect.EITHER),
        ("It is forbidden to guests.", Expect.PERHAPS),
        ("Nodes get errors when that happens.", Expect.SUCCESS),
        ("The pod fails when it starts.", Expect.SUCCESS),
        ("The following error is well known:", Expect.PERHAPS),
        ("The error that we see is expected: guests have to log in.", Expect.PERHAPS),
        ("The API will tell us that this user cannot access that path.", Expect.PERHAPS),
    ],
)
def test_prose_right_behind_it_that_points_back_says_it_of_the_command(
    sentence: str, expected: Expect
) -> None:
    (step,) = read_steps(f"# A\n\n.lab[\n```bash\nkubectl apply -f rng.yaml\n```\n]\n\n--\n\n{sentence}\n")
    assert step.expect is expected


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("This would run the following command in the image:", Expect.SUPPOSED),
        ("If a container is named web, I can do:", Expect.SUPPOSED),
        ("What if we had no cluster?", Expect.SUPPOSED),
        ("In other words, we would like to be able to do this:", Expect.EITHER),
        ("Wouldn't it be nice to type this?", Expect.EITHER),
        ("We want to scale our deployment:", Expect.SUCCESS),
        ("Let's run this:", Expect.SUCCESS),
    ],
)
def test_what_stands_in_front_may_suppose_or_wish(above: str, expected: Expect) -> None:
    (step,) = read_steps(f"# A\n\n.lab[\n{above}\n\n```bash\nkubectl scale x\n```\n]\n")
    assert step.expect is expected


@pytest.mark.parametrize(
    ("above", "none_yet"),
    [
        ("- We don't have any Persistent Volume:", True),
        ("- There are no volumes yet", True),
        ("- Nobody has to have any volume", False),
        ("- Check that there is a volume now:", False),
    ],
)
def test_what_stands_in_front_may_say_that_there_is_nothing_yet(above: str, none_yet: bool) -> None:
    listed = "- Claims:\n```bash\nkubectl get pvc\n```\n\n"
    deck = f"# A\n\n.lab[\n{listed}{above}\n```bash\nkubectl get pv\n```\n]\n"
    claims, volumes = read_steps(deck)
    assert (claims.none_yet, volumes.none_yet) == (False, none_yet)


def test_the_prose_behind_a_fence_is_behind_its_own_line() -> None:
    spoken = "With `kubectl get pods` we get an error:\n\n"
    fence = "```bash\nkubectl get pods\n```\n\n"
    (step,) = read_steps(f"# A\n\n{spoken}.lab[\n{fence}]\n\nAll is well.\n")
    assert step.expect is Expect.SUCCESS
    (step,) = read_steps(f"# A\n\n{spoken}.lab[\n{fence}]\n\nThis gives an error.\n")
    assert step.expect is Expect.EITHER


def test_a_fence_behind_such_a_sentence_shows_the_error() -> None:
    deck = "# A\n\n.lab[\n```bash\nls x\n```\n]\n\nWe get an error:\n\n```\nError: no\nsuch\n```\n"
    assert read_steps(deck)[0].error == "Error: no\nsuch"
    assert read_steps(deck.replace("error:\n", "error:\n\nLook at it!\n"))[0].error == ""


def test_a_sentence_with_if_says_nothing_of_the_outcome() -> None:
    (step,) = read_steps("# A\n\n.lab[\n```bash\nkubectl expose x\n```\n]\n\n(If there is an error, wait.)\n")
    assert step.expect is Expect.SUCCESS


def test_waiting_for_an_error_message_expects_one() -> None:
    (step,) = read_steps("# A\n\n.lab[\n```bash\nkubectl logs -f x\n```\n<!-- ```wait error:``` -->\n]\n")
    assert step.expect is Expect.EITHER


def test_a_placeholder_with_a_value_is_what_its_command_is() -> None:
    (step,) = read_steps("# A\n\n.lab[\n```bash\nping `IP`\n```\n]\n")
    assert step.kind is Kind.PLACEHOLDER
    filled = reclassified(step, {"IP": "127.0.0.1"})
    assert (filled.kind, filled.text) == (Kind.BLOCKING, "ping 127.0.0.1")


def test_all_fences_are_steps_when_asked_for() -> None:
    text = "# A\n\n```bash\n$ docker ps\nCONTAINER ID\n```\n\n```yaml\na: b\n```\n"
    source = SourceFile.from_text("a.md", text)
    fragment = read_fragment(source)
    assert not list(listed_in_file(fragment, source, {}))
    (row,) = listed_in_file(fragment, source, {}, Fences(all=True))
    assert (row.cls, row.exercise) == (Kind.TRANSCRIPT, None)


PARTS = """\
# Names

```bash
jpetazzo/clock
```
```bash
jpetazzo
```
```bash
clock
```
The registry of `quay.io/coreos/etcd`:
```bash
coreos
```
```bash
etcd
```
```bash
figlet
```
"""


def test_a_part_of_a_name_that_the_slide_shows_is_no_command() -> None:
    """A program is one, whatever it is a part of, and so is what nobody named."""
    source = SourceFile.from_text("a.md", PARTS)
    rows = listed_in_file(read_fragment(source), source, {}, Fences(all=True))
    assert [row.data for row in rows if row.cls is not Kind.TEXT] == ["etcd", "figlet"]


# ---- places
def standing(*texts: str) -> list[str]:
    """Of each snippet of one slide the number of the one that opened the place in which it stands."""
    fences = "\n".join(
        text if text.startswith(("```", "<!--")) else f"```bash\n{text}\n```" for text in texts
    )
    steps = placed(read_steps(f"# A\n\n.lab[\n{fences}\n]\n"))
    return [step.inside.rpartition("/")[2] for step in steps]


@pytest.mark.parametrize(
    "opener",
    [
        "kubectl exec -ti postgres-0 -- su postgres", "docker run -it ubuntu", "docker run --rm -ti a sh",
        "ssh node1", "sudo -i", "su - bob", "docker exec -it web bash", "docker-compose exec web sh",
        "kubectl run --rm -it test --image=alpine -- sh", "nsenter -t 1 -m sh", "vagrant ssh", "psql",
    ],
)  # fmt: skip
def test_places(opener: str) -> None:
    assert standing("echo before", opener, "psql -l", "exit", "ls") == ["", "", "2", "2", ""]


@pytest.mark.parametrize(
    "text",
    [
        "kubectl exec web -- ls", "docker run -it alpine ls -l", "docker run -d nginx", "ssh node1 uptime",
        "docker run -t alpine echo hi", "bash script.sh", "echo ls | sh", "su -c id bob", "kubectl get pods",
    ],
)  # fmt: skip
def test_no_places(text: str) -> None:
    assert standing(text, "ls") == ["", ""]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("$ python3\n>>> 1 + 1\n2\n>>> exit()\n$ echo back", ""),
        ("$ sqlite3 a.db\nsqlite> .tables\nsqlite> .quit", ""),
        ("$ docker run -it alpine\n/ # ls\n/ # exit", ""),
        ("$ ssh node1\n$ ssh node2\n$ exit\n$ exit\n$ ls", ""),
        ("$ ssh node1\n$ ssh node2\n$ exit\n$ ls", "1"),
        ("$ exit\n$ ssh node1", "1"),
        ("$ docker run -it alpine\n/ # ls", "1"),
    ],
)
def test_a_transcript_that_shows_the_whole_visit_leaves_the_place(text: str, place: str) -> None:
    assert standing(f"```console\n{text}\n```", "ls") == ["", place]


def test_who_has_another_prompt_than_the_place_stands_beside_it() -> None:
    opener = "```console\n$ docker run -it alpine sh\n/ # ls\n```"
    assert standing(opener, "```console\n$ docker ps\n```", "ls") == ["", "", "1"]
    opener = "```console\n$ docker run -it alpine sh\n```"
    assert standing(opener, "```console\n$ docker ps\n```") == ["", "1"]


def test_keys_that_leave_a_place_leave_it() -> None:
    assert standing("ssh node1", "<!-- ```keys ls``` -->", "<!-- ```key ^D``` -->", "ls") == ["", ""]
    assert standing("ssh node1", "ls", "<!-- ```keys exit``` -->", "ls") == ["", "1", ""]


def test_a_place_goes_on_behind_its_slide_where_it_is_left_later() -> None:
    slide = "# A\n\n.lab[\n```bash\n{}\n```\n]\n"
    deck = "\n---\n\n#".join(slide.format(text) for text in ("ssh node1", "hostname", "exit", "ls"))
    assert [bool(step.inside) for step in placed(read_steps(deck))] == [False, True, True, False]
    deck = "\n---\n\n#".join(slide.format(text) for text in ("ssh node1", "hostname", "ls"))
    assert not any(step.inside for step in placed(read_steps(deck)))


@pytest.mark.parametrize(
    ("opener", "there", "later", "place"),
    [
        ("kubectl exec -ti db-0 -- su postgres", "psql -l", ["createdb a", "pgbench -i a", "psql a"], "yes"),
        ("docker exec -it db bash", "mysql -u root", ["mysqladmin ping", "mysqldump a >a.sql"], "yes"),
        ("kubectl exec -it cache -- sh", "redis-cli ping", ["redis-cli set a 1 && redis-cli get a"], "yes"),
        ("ssh db1", "mongosh", ["mongodump --db a"], "yes"),
        ("docker run -it cassandra bash", "nodetool status", ["cqlsh -e 'describe keyspaces'"], "yes"),
        ("kubectl exec -ti db-0 -- su postgres", "psql -l", ["kubectl get pods", "psql -l"], ""),
        ("kubectl exec -ti db-0 -- bash", "ls", ["psql -l"], ""),
        ("kubectl exec -ti db-0 -- bash", "psql -l", ["psql -l | grep a"], "yes"),
    ],
)
def test_clients_of_a_server_in_a_place_stand_there_on_later_slides_too(
    opener: str, there: str, later: list[str], place: str
) -> None:
    first = f"## A\n\n.lab[\n```bash\n{opener}\n```\n```bash\n{there}\n```\n]\n"
    slides = [f"## B{n}\n\n.lab[\n```bash\n{text}\n```\n]\n" for n, text in enumerate(later)]
    steps = placed(read_steps("\n---\n\n".join(["# S", first, *slides])))
    assert [bool(step.inside) for step in steps] == [False, True, *(bool(place) for _ in later)]


def test_words_in_capitals_that_the_slide_explains_are_placeholders() -> None:
    command = "docker build --target STAGE --tag NAME ."
    slide = f"# A\n\n.lab[\n```bash\n{command}\n```\n]\n\nAn image `NAME` of `STAGE`.\n"
    assert read_steps(slide)[0].needs == ("STAGE", "NAME")
    spot = (
        "# A\n\n.lab[\n```bash\naws eks create --capacity-type SPOT\n```\n]\n\nWith `SPOT` it is cheaper.\n"
    )
    assert read_steps(spot)[0].kind is Kind.PLAIN


EDUCATES = """\
# A

.lab[
```terminal:execute
command: python3
```
```terminal:input
text: print(1)
```
```terminal:input
text: y
endl: false
```
```terminal:interrupt
session: 1
```
]
"""


def test_actions_of_educates_drive_what_they_began() -> None:
    (step,) = read_steps(EDUCATES)
    assert (step.text, step.kind) == ("python3", Kind.SCRIPTED)
    assert [(act.verb, act.data) for act in step.acts] == [
        ("keys", "print(1)\r"),
        ("keys", "y"),
        ("key", "^C"),
    ]
