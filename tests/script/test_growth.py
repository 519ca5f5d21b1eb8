"""What `scripts`, `inspect`, `stats` and `run` read costs in proportion: operations are counted, not seconds.

The exponent of what each costs is fitted (see `growth`): 1 is linear, 2 is quadratic. Those who read slides,
and the linter, are held to it in `tests/deck/test_linear.py`.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from deck.workbench import compose_markdown, fragment, source
from growth import exponent_of_operations, exponent_of_time

from slidegen.deck.description import describe_deck, describe_fragment
from slidegen.lint.report import json as json_report
from slidegen.lint.report.contents import Result
from slidegen.lint.session import Session, excluded_by, selection_of
from slidegen.script.emit import outputs
from slidegen.script.model import Kind, Step
from slidegen.script.printed import searchable
from slidegen.script.steps import script_of_deck
from slidegen.script.verdict import Circumstances, Outcome, judge
from slidegen.source.settings import Settings
from slidegen.source.texts import Texts
from slidegen.text.typed.described import describe_typed
from slidegen.text.words_said import count_words

OPERATIONS, TIME = 1.15, 1.5  #: more is not in proportion; time is taken on machines that do other work, too

CONSTRUCTS = (
    ".a", "://", "\\[", "![:m](", "[a]: b '", "template: t\n\ntext\n\n---\n",
    ".lab[\n```bash\nls\n```\n]\n\n", ".lab[", "(x", "--\n", "???\n", "`a", "[x][y] ", "- [ ] x\n",
    "```bash\n$ kubectl run x --image y\n```\n", "kubectl get pods | ", "\n\n    code\n",
    "Write a `Dockerfile`:\n```dockerfile\nFROM a\n```\n.lab[\n```bash\ndocker build .\n```\n]\n\n---\n",
)  # fmt: skip


def exercises(text: str) -> None:
    """What `scripts` writes."""
    outputs(script_of_deck(compose_markdown(text), {}))


def description(text: str) -> None:
    """What `inspect` and `stats` tell."""
    read, written = fragment(text), source(text)
    describe_fragment(read, written)
    describe_typed(read, written)
    deck = compose_markdown(text)
    describe_deck(deck, deck.findings, {written.path: written}.__getitem__)
    for slide in deck.slides:
        count_words(slide.text)


STEP = Step("s/a/1", "s", "a", "A", "a.md", 3, 5, "bash", "kubectl get x", Kind.PLAIN)


def printed(text: str) -> None:
    """What `run` makes of what a failing command printed, and what it ran."""
    said = searchable(text)
    for command in ("kubectl get x", text[:2_000]):
        step = replace(STEP, text=command)
        judge(step, Outcome(False, 1, command=command, output=said), [], Circumstances())


READERS = {work.__name__: work for work in (exercises, description, printed)}


@pytest.mark.parametrize("piece", CONSTRUCTS)
@pytest.mark.parametrize("reader", READERS)
def test_what_repeats_costs_in_proportion(piece: str, reader: str) -> None:
    work = READERS[reader]
    assert exponent_of_operations(work, piece) < OPERATIONS
    if work is printed:  # patterns do most of it; the others search by what slides have
        assert exponent_of_time(work, piece) < TIME


def test_an_exercise_of_many_changes_by_hand_costs_in_proportion() -> None:
    """Each of its commands wants another file, which lines in front of it ask to change."""

    def work(text: str) -> None:
        items = text.count("x")
        exercises(
            "# A\n\n.lab[\n"
            + "".join(
                f"\n- Edit the `w{n}.yaml` file\n\n- Then:\n  ```bash\n  kubectl apply -f w{n}.yaml\n  ```\n"
                for n in range(items // 20)
            )
            + "]\n"
        )

    assert exponent_of_operations(work, "x") < OPERATIONS


def report(session: Session) -> str:
    project, findings = session.look()
    sources = {document.path: document.source for document in project.documents}
    return json_report.render(Result(findings, sources, ""))


def test_findings_that_share_their_edits_carry_them_once(tmp_path: Path) -> None:
    """A name that stands in many lines is one fix of many edits, and a finding in each line."""
    settings = Settings()

    def size(lines: int) -> int:
        text = (
            "```bash\nkubectl run web --image=nginx\n```\n"
            + "```bash\nkubectl get pods -l run=web\n```\n" * lines
        )
        (tmp_path / "a.md").write_text(text)
        session = Session(
            Texts.at(tmp_path), settings, (tmp_path,), selection_of(settings.lint), excluded_by(settings)
        )
        return len(report(session))

    few, many = size(40), size(320)
    assert many < 10 * few
