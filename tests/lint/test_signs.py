"""What the list of rules says of them is so, and no text without a rule's signs holds a finding of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from slidegen.lint.browser_rules import LOOKS
from slidegen.lint.engine import lint
from slidegen.lint.kubernetes import labels
from slidegen.lint.project import Project
from slidegen.lint.rule_form import ListedRule
from slidegen.lint.rules import LABELS, RULES
from slidegen.lint.session import Session, selection_of
from slidegen.source.left_out import LeftOut
from slidegen.source.settings_reader import load_settings
from slidegen.source.texts import Texts

CHECK_OF = {"texts": "check", "markdown": "check", "projects": "check_project"}


@pytest.mark.parametrize("listed", [*RULES, *LOOKS], ids=lambda listed: listed.code)
def test_a_line_of_the_list_says_what_its_module_says(listed: ListedRule) -> None:
    assert (listed.code, listed.name) == (listed.rule.code, listed.rule.name)
    assert listed.judges == "nothing" or hasattr(listed.module, CHECK_OF[listed.judges])


@pytest.mark.shared
@pytest.mark.parametrize(
    ("tree", "version"), [("container.training-2018-before", "1.12"), ("container.training-2026", "1.32")]
)
def test_texts_without_the_signs_hold_no_findings(shared: Path, tree: str, version: str) -> None:
    """Every rule is asked about every text of two workshops, and finds what it finds at a glance at signs.

    No rule looks for its own signs first: a rule that did would find nothing here whatever the list said.
    """
    root = shared / "corpus" / tree
    loaded = load_settings(root)
    selection = selection_of(loaded.settings.lint)
    excluded = LeftOut.of(loaded)
    session = Session(Texts.at(root), loaded.settings, (root,), selection, excluded, version)
    project = session.project()
    assert len({finding.rule.code for finding in lint(project, selection).findings}) > 12
    for listed in RULES:
        if listed.judges in ("texts", "markdown") and listed.signs:
            assert not list(unsigned(project, listed)), listed.name


def test_every_name_of_a_label_holds_a_sign_of_its_rules() -> None:
    assert not [name for name in labels() if not any(sign in name for sign in LABELS)]


def unsigned(project: Project, listed: ListedRule) -> list[str]:
    """The texts that a rule has something to say of, and that it would not be asked about."""
    read = (d for d in project.asked if listed.judges == "texts" or d.kind == "markdown")
    alone = (d for d in read if not listed.may_find_in(d))
    return [
        document.path
        for document in alone
        for _ in listed.check(document, replace(project, asked=(document,)))
    ]
