"""A word means one thing: no class and no file is called like another, but where a reason is given."""

import ast
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "slidegen"
FILES = sorted(PACKAGE.rglob("*.py"))

#: name -> why it may stand twice
CLASSES_TWICE: dict[str, str] = {"Sandbox": "where templates are filled, and where commands run"}

#: A room's own: `deck/model.py` is the deck's model, `text/model.py` that of a text.
OF_EACH_ROOM = "its room says whose"
#: `lint --format junit`, `run --report junit=FILE`.
FORMAT = "a report is called by its format"
#: `deck/headings.py` says it; the room above looks at it for its own purpose.
VIEW = "a list of the deck, and what a room above makes of it"
#: `commands/` holds a verb a file.
VERB = "the verb, and the room that does it"
FILES_TWICE = {
    "__init__": "Python's",
    "model": OF_EACH_ROOM,
    "rules": OF_EACH_ROOM,
    "html": "the renderer, and a report's format",
    "junit": FORMAT,
    "text": FORMAT + "; and the driver that types a text",
    "schema": VERB,
    "bump": VERB,
    "headings": VIEW,
    "references": VIEW,
}


def test_no_class_is_called_like_another() -> None:
    found = defaultdict(list)
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(str(path.relative_to(PACKAGE)))
    assert {
        name: where for name, where in found.items() if len(where) > 1 and name not in CLASSES_TWICE
    } == {}


def test_no_file_is_called_like_another() -> None:
    found = defaultdict(list)
    for path in FILES:
        found[path.stem].append(str(path.relative_to(PACKAGE)))
    twice = {name: where for name, where in found.items() if len(where) > 1}
    assert {name: where for name, where in twice.items() if name not in FILES_TWICE} == {}
    assert FILES_TWICE.keys() <= twice.keys(), "a reason without need"


#: A test that is named like a module of another room, and tells of more than that module.
ELSEWHERE = {
    "assembly/test_brand.py": "what all pages of a build share",
    "assembly/test_budget.py": "decks that grow, built",
    "assembly/test_content_security.py": "pages with their policy, built",
    "assembly/test_references.py": "what a build does with the files that slides name",
    "assembly/test_theme_files.py": "what a build ships of a theme",
    "commands/test_file_names.py": "names of files in every verb",
    "content/test_decks.py": "our own workshop",
    "content/test_exercises.py": "our own workshop",
    "content/test_manifests.py": "our own workshop",
    "content/test_paper.py": "our own workshop",
    "content/test_slides.py": "our own workshop",
    "lint/test_reports.py": "the reports of the linter",
    "lint/test_run.py": "migration from `kubectl run`",
    "lint/test_schemas.py": "the rule that holds manifests against schemas",
    "render/test_check.py": "the look at pages in a browser",
    "render/test_export.py": "printing in a browser",
    "render/test_words.py": "what the viewer says",
    "script/test_run.py": "runs as a whole",
    "serve/test_browser.py": "what a browser that looks on sees",
    "shell/test_shell.py": "the reader of shell text as a whole",
    "themes/test_direction.py": "the viewer in a browser",
    "themes/test_reading.py": "the reading page in a browser",
}


def test_tests_of_a_module_stand_in_its_room() -> None:
    """`tests/lint/test_height.py` tests `slidegen/lint/height.py`, or tells of the room; no other room's."""
    rooms = defaultdict(set)
    for path in FILES:
        rooms[path.stem].add(path.parent.relative_to(PACKAGE))
    tests = PACKAGE.parent / "tests"
    odd = set()
    for path in tests.rglob("test_*.py"):
        room, known = path.parent.relative_to(tests), rooms.get(path.stem.removeprefix("test_"), set())
        if known and not any(
            each.is_relative_to(room) or room.is_relative_to(each) for each in known - {Path()}
        ):
            odd |= {path.relative_to(tests).as_posix()} if room not in known else set()
    assert odd == set(ELSEWHERE)
