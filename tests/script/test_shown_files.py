"""A file that a slide shows is there when a command wants it, and nothing is written that nobody shows."""

from deck.workbench import compose

from slidegen.script.listing import Fences, with_fences
from slidegen.script.model import Kind, Step
from slidegen.script.steps import script_of_deck


def steps_of_deck(text: str) -> list[Step]:
    return list(script_of_deck(with_fences(compose(text), Fences(all=True)), {}).steps)


def told(text: str) -> list[str]:
    """Each step in a word or two: `save NAME`, or what is typed."""
    found = steps_of_deck(text)
    return [f"save {s.target}" if s.kind is Kind.SAVE else s.text.replace("\n", "; ") for s in found]


DOCKERFILE = "```dockerfile\nFROM ubuntu\nRUN make {}\n```\n"


def test_a_dockerfile_is_saved_where_it_is_built_in_its_latest_form() -> None:
    text = (
        "# A\n\n```bash\nmkdir x\ncd x\n```\n\n---\n# B\n\n" + DOCKERFILE.format("one")
        + "\n```bash\ndocker build -t a .\n```\n\n---\n# C\n\nChange it:\n\n" + DOCKERFILE.format("two")
        + "\n---\n# D\n\n```bash\ndocker build -t a .\ndocker build -t b .\n```\n"
    )  # fmt: skip
    assert told(text) == [
        "mkdir x; cd x", "save Dockerfile", "docker build -t a .", "save Dockerfile",
        "docker build -t a .; docker build -t b .",
    ]  # fmt: skip
    assert steps_of_deck(text)[3].text == "FROM ubuntu\nRUN make two"


def test_an_editor_is_given_what_the_next_slide_shows() -> None:
    text = (
        "# A\n\n```bash\n$ cd x\n$ vim Dockerfile\n```\n\n---\n# Type this\n\n"
        + DOCKERFILE.format("one") + "\n---\n# B\n\n```bash\n$ docker build .\n```\n"
    )  # fmt: skip
    assert told(text) == ["cd x", "save Dockerfile", "docker build ."]


def test_what_the_prose_names_is_saved_also_for_a_dockerfile_that_copies_it() -> None:
    text = (
        "# A\n\nHere is the program, `hello.c`:\n\n```bash\nint main () {\n}\n```\n\nPut it in a file.\n\n"
        "---\n# B\n\n```\nFROM ubuntu\nCOPY hello.c /\n```\n\n```bash\ndocker build .\n```\n"
    )
    assert told(text) == ["save Dockerfile", "save hello.c", "docker build ."]


def test_a_manifest_is_named_by_the_command_behind_it() -> None:
    manifest = "```yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n```\n"
    assert told(f"# A\n\n{manifest}\n```bash\nkubectl apply -f pod.yaml\n```\n") == [
        "save pod.yaml",
        "kubectl apply -f pod.yaml",
    ]
    made = "```bash\nkubectl run a -o yaml > pod.yaml\n```\n"
    assert told(f"# A\n\n{made}\nIt holds:\n\n{manifest}\n```bash\nkubectl apply -f pod.yaml\n```\n") == [
        "kubectl run a -o yaml > pod.yaml",
        "kubectl apply -f pod.yaml",
    ]


def test_a_compose_file_goes_by_each_of_its_names() -> None:
    text = "# A\n\n```yaml\nservices:\n  a:\n    image: nginx\n```\n\n```bash\ndocker compose up -d\n```\n"
    assert told(text) == ["save docker-compose.yml", "docker compose up -d"]
    named = "# A\n\nCreate `compose.yaml`:\n" + text.removeprefix("# A\n")
    assert told(named) == ["save compose.yaml", "docker compose up -d"]


def test_a_script_that_says_what_reads_it_is_a_file() -> None:
    text = "# A\n\nSave this as `run.sh`:\n\n```bash\n#!/bin/sh\nexit 3\n```\n\n```bash\nsh run.sh\n```\n"
    assert told(text) == ["save run.sh", "sh run.sh"]


def test_some_lines_of_a_file_are_none() -> None:
    build = "\n```bash\ndocker build .\n```\n"
    for part in (
        "RUN make x",
        "FROM ubuntu\nRUN ...",
        "FROM ubuntu\nCOPY nowhere.txt /",
        "FROM <base>\nRUN x",
    ):
        assert told(f"# A\n\n```dockerfile\n{part}\n```\n{build}") == ["docker build ."]


def test_what_a_clone_holds_is_not_written_over() -> None:
    start = "# A\n\n```bash\ngit clone https://example.com/x/namer\ncd namer\n```\n\n"
    seen = f"{start}---\n## Looking at the `Dockerfile`\n\n{DOCKERFILE}\n```bash\ndocker build .\n```\n"
    assert told(seen)[1:] == ["docker build ."]
    changed = seen.replace("Looking at", "Change")
    assert told(changed)[1:] == ["save Dockerfile", "docker build ."]
    elsewhere = f"{seen}\n---\n# B\n\n```bash\ndocker build -t other .\n```\n"
    assert told(elsewhere)[-1] == "docker build -t other ."
    assert "save Dockerfile" not in told(elsewhere)


def test_what_stands_in_a_container_gets_no_file_of_this_machine() -> None:
    text = "# A\n\n" + DOCKERFILE + "\n```bash\ndocker run -it alpine\n```\n```bash\ncat Dockerfile\n```\n"
    assert told(text) == ["docker run -it alpine", "cat Dockerfile"]
