"""What stands beside cases that were once missed, or said for nothing: each line that a rule names."""

from pathlib import Path

from fixture_files import Case, parametrize
from lint.workbench import findings_in


@parametrize(Path(__file__).parent / "siblings.md")
def test_found(case: Case) -> None:
    found = {f"{each.start.line} {each.rule.code}" for each in findings_in({"a.md": case.input})}
    assert sorted(found, key=lambda line: int(line.split()[0])) == case.expected.splitlines()
