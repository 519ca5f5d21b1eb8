"""The table of keys and what the viewer says: nothing is without a name, and no name is for nothing."""

import re
from pathlib import Path

from slidegen.render.keyboard import GROUPS, KEYS, RESERVED, taken_letters
from slidegen.render.page import Switch, switch_keys
from slidegen.source.phrases import ENGLISH, MARKDOWN_WORDS, STYLE_WORDS

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "themes/base/js"
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SCRIPTS.glob("*.js")))
#: One at a time, or in a loop over a list of them.
DONE = set(re.findall(r"\.(?:does|add)\(\s*\"([\w-]+)\"", TEXT))
DONE |= {
    name
    for names in re.findall(r"\(\[([^\]]*)\]\)\) deck\.does\(", TEXT)
    for name in re.findall(r"[\w-]+", names)
}

#: Names that scripts put together: of commands, groups, buttons and layouts.
MADE = {*KEYS, *GROUPS, "previous-slide", "next-slide", "layout-slides", "layout-notes", "layout-next"}


def test_each_command_of_the_table_is_done_and_no_other() -> None:
    assert set(KEYS) == DONE


def test_no_key_has_two_commands() -> None:
    keys = [key for each in KEYS.values() for key in each.split()]
    assert len(keys) == len(set(keys))


def test_each_word_is_said_and_each_that_is_said_is_known() -> None:
    places = (
        *(path for path in (ROOT / "slidegen").rglob("*.py") if path.name != "phrases.py"),
        *(path for path in (ROOT / "themes").rglob("*") if path.suffix in (".js", ".html")),
        *(ROOT / "slidegen/serve/static").glob("*.js"),
        *(ROOT / "slidegen/render/export").glob("*.js"),
    )
    everything = "\n".join(path.read_text(encoding="utf-8") for path in places)
    quoted = set(re.findall(r"[\"']([a-z][a-z-]*)[\"']|\.words\.([a-z]+)", everything))
    quoted = {one or other for one, other in quoted} | set(STYLE_WORDS) | set(MARKDOWN_WORDS)
    assert {name for name in ENGLISH if name not in quoted | MADE} == set()
    said = set(re.findall(r"\bsay\(\s*\"([\w-]+)\"", TEXT)) | MADE
    assert said - set(ENGLISH) == set()


def test_what_is_filled_in_is_given() -> None:
    """`{name}` of a phrase is a name in the object that goes with it."""
    for name, values in re.findall(r"\bsay\(\s*\"([\w-]+)\",\s*\{([^}]*)\}", TEXT):
        given = set(re.findall(r"(\w+)(?=\s*[:,]|\s*$)", values))
        assert set(re.findall(r"\{(\w+)\}", ENGLISH[name])) <= given, name


def test_no_switch_takes_a_letter_of_the_table() -> None:
    names = ["extra-details", "self-paced", "appendix", "quiz", "lab", "new-content", "yaml"]
    keys = [key for _, key in switch_keys(tuple(map(Switch, names)))]
    assert taken_letters().isdisjoint(keys)
    assert set(RESERVED) <= taken_letters()
    assert keys[0] == "e"
