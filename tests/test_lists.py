"""One thing is one file and one line of a list: what a folder of such things holds, its list names."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from slidegen.cli import VERBS
from slidegen.deck.markdown import ASKED_FOR, SYNTAXES
from slidegen.lint.browser_rules import LOOKS
from slidegen.lint.report import FORMATS
from slidegen.lint.rules import RULES
from slidegen.script.drivers import DRIVERS
from slidegen.script.report.catalogue import REPORTS
from slidegen.script.sandbox import SANDBOXES
from slidegen.text.typed.attributes import TOOLS

PACKAGE = Path(__file__).parents[1] / "slidegen"


def ends(modules: Iterable[str]) -> set[str]:
    return {module.rpartition(".")[2] for module in modules}


#: Folder -> the modules that its list names, and those beside them that are no such thing.
LISTS: dict[str, tuple[set[str], str]] = {
    "lint/rules": (ends(rule.module_name for rule in RULES), ""),
    "lint/browser_rules": (ends(rule.module_name for rule in LOOKS), ""),
    "lint/report": (ends(module for module, _ in FORMATS.values()), "summary contents"),
    "deck/syntax": (ends(each.__module__ for each in (*SYNTAXES, *ASKED_FOR.values())), "html_block"),
    "script/drivers": (ends(module for module, _ in DRIVERS.values()), "shell said trace rc"),
    "script/report": (
        ends(render.__module__ for render in REPORTS.values()),
        "catalogue page_template asciicast authors_cast recording",
    ),
    "script/sandbox": (
        ends(inside.__module__ for _, inside in SANDBOXES.values()),
        "walls process_limit",
    ),
    "text/typed/attributes": (ends(tool.__name__ for tool in TOOLS), "order_row"),
}


@pytest.mark.parametrize("folder", LISTS)
def test_what_a_folder_holds_its_list_names(folder: str) -> None:
    listed, beside = LISTS[folder]
    files = {path.stem for path in (PACKAGE / folder).glob("*.py")} - {"__init__"}
    assert files == listed | set(beside.split())
    assert not listed & set(beside.split())


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_a_verb_is_a_file_of_its_name(verb: str) -> None:
    name = f"{verb}_" if verb == "import" else verb
    assert "command" in (PACKAGE / "commands" / f"{name}.py").read_text(encoding="utf-8")


def test_what_looks_like_a_verb_is_listed() -> None:
    """A module with a click command that no table names can be called by nobody."""
    modules = {path.stem: path.read_text(encoding="utf-8") for path in (PACKAGE / "commands").glob("*.py")}
    commands = {
        name for name, text in modules.items() if "\n@click.command" in text or "\n@click.group" in text
    }
    assert {name.rstrip("_") for name in commands} == {verb.name for verb in VERBS}
