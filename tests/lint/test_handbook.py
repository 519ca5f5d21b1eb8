"""RULES.md is what the rules say, and `slidegen rule` shows it."""

from pathlib import Path

import pytest
from conftest import ROOT, Slidegen

from slidegen.lint.handbook import handbook
from slidegen.lint.rules import RULES


def test_rules_md_is_current() -> None:
    written = (ROOT / "RULES.md").read_text(encoding="utf-8")
    assert written == handbook(), "write it anew: python -m slidegen rule --all > RULES.md"


@pytest.mark.parametrize("selector", ["SG101", "kubectl-run-generator"])
def test_one_page(slidegen: Slidegen, tmp_path: Path, selector: str) -> None:
    shown = slidegen("rule", selector, cwd=tmp_path)
    assert shown.returncode == 0
    assert shown.stdout.startswith("## SG101 kubectl-run-generator\n")


def test_a_rule_without_a_page_is_explained_too(slidegen: Slidegen, tmp_path: Path) -> None:
    assert "A manifest lists a file that does not exist" in slidegen("rule", "SG023", cwd=tmp_path).stdout


def test_list(slidegen: Slidegen, tmp_path: Path) -> None:
    lines = slidegen("rule", cwd=tmp_path).stdout.splitlines()
    assert {listed.code for listed in RULES} <= {line.split()[0] for line in lines}
    assert lines == sorted(lines)


def test_unknown_rule(slidegen: Slidegen, tmp_path: Path) -> None:
    shown = slidegen("rule", "SG998", cwd=tmp_path)
    assert shown.returncode == 2
    assert "no rule is called 'SG998'" in shown.stderr
