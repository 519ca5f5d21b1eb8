"""What word processors make of a command is found, and the fix makes of it what a shell reads."""

from pathlib import Path

from fixture_files import Case, parametrize
from lint.workbench import findings_in

from slidegen.finding import Finding


@parametrize(Path(__file__).parent / "typography.md")
def test_mended(case: Case) -> None:
    """`␣` stands for a no-break blank, `¤` for a zero-width one, `˽` for one as wide as a hair."""
    text, expected = (as_meant(f"```bash\n{code}```\n") for code in (case.input, case.expected))
    findings = findings_in({"a.md": text}, "SG113")
    assert with_fixes(text, findings) == expected
    assert not findings_in({"a.md": with_fixes(text, findings)}, "SG104", "SG113")
    assert bool(findings) == (case.input != case.expected)


def test_a_blank_of_the_prose_before_code_is_the_prose_own() -> None:
    """As French writes it, and what pastes from a word processor leave."""
    text = as_meant("Run the command␣`curl https://x.example; make`, then␣: `kubectl␣get pods`.\n")
    found = findings_in({"a.md": text}, "SG113")
    assert [text[: each.span.start].rpartition("`")[2] for each in found] == ["kubectl"]
    at_the_margin = as_meant("```\n␣kubectl get pods\n```\n\n```\n$␣kubectl get pods\n```\n")
    assert len(findings_in({"a.md": at_the_margin}, "SG113")) == 2


OBJECT = "apiVersion: v1\nkind: ConfigMap\n"


def test_margins_of_a_manifest_are_mended_together() -> None:
    text = as_meant(f"{OBJECT}metadata:\n␣␣name: a\ndata:\n␣␣- b\n␣␣- c: |\n␣␣␣␣␣␣d\n")
    (finding,) = findings_in({"a.yaml": text}, "SG113", "SG208")
    assert with_fixes(text, (finding,)).splitlines()[3:7] == ["  name: a", "data:", "  - b", "  - c: |"]


def test_a_text_in_a_manifest_may_hold_anything() -> None:
    text = as_meant(f"{OBJECT}data:\n  a: |\n    ␣b: c\n  d: “two words”\n  e: f “g”\n")
    assert not findings_in({"a.yaml": text}, "SG113")
    assert not findings_in({"a.yaml": as_meant("a:\n␣␣b: “c”\n")}, "SG113")


def as_meant(text: str) -> str:
    return text.replace("␣", "\u00a0").replace("¤", "\u200b").replace("˽", "\u200a")


def with_fixes(text: str, findings: tuple[Finding, ...]) -> str:
    edits = [edit for finding in findings if finding.fix for edit in finding.fix.edits]
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text
