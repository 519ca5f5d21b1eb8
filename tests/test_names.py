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
