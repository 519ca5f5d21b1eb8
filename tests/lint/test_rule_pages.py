"""The page of every rule is whole, and its examples are true: bad text is found, good text is not."""

from collections.abc import Iterator

import pytest
from lint.workbench import findings_in, listing

from slidegen.lint.rule_form import ListedRule
from slidegen.lint.rule_page import Example, read_page
from slidegen.lint.rules import RULES


def examples() -> Iterator[object]:
    for listed in RULES:
        for number, example in enumerate(read_page(listed.page).examples, 1):
            kind = "bad" if example.bad else "good"
            yield pytest.param(listed, example, id=f"{listed.code}-{kind}-{number}")


@pytest.mark.parametrize(("listed", "example"), list(examples()))
def test_example(listed: ListedRule, example: Example) -> None:
    path, _ = example.files[0]
    files = dict(example.files)
    if not any(name.endswith((".yml", ".yaml")) for name in files):
        files |= listing(*files)
    select = ("ALL",) if listed.code.startswith("SG05") else (listed.code,)  # they need the others
    found = [
        finding
        for finding in findings_in(files, *select, version=example.version)
        if finding.rule.code == listed.code
    ]
    here = [finding for finding in found if finding.path == path]
    if example.bad:
        assert here, "the bad example is not found"
    else:
        assert not found, "the good example is found"


@pytest.mark.parametrize("listed", RULES, ids=lambda listed: listed.code)
def test_page_is_whole(listed: ListedRule) -> None:
    page = read_page(listed.page)
    assert page.title.endswith("."), "a title is a sentence"
    assert page.what
    assert page.why
    assert page.since
    assert page.fix
    assert any(example.bad for example in page.examples)
    assert any(not example.bad for example in page.examples)


def test_codes_and_names_are_unique_and_in_order() -> None:
    rules = [listed.rule for listed in RULES]
    assert [rule.code for rule in rules] == sorted({rule.code for rule in rules})
    assert len({rule.name for rule in rules}) == len(rules)
