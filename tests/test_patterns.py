"""No pattern of ours can be made to try more ways than a text is long, times itself: told from the pattern.

`pattern_growth.py` says how it is told. Exponential ones there are none, and no exceptions. Whether a
pattern whose ways grow with a power is ever given a long text to fail on, it cannot tell: those are listed
here, with why they may stay; `tests/deck/test_linear.py` and `tests/lint/test_linear_texts.py` count what
readers do with long texts. A new one is mended, or comes with its reason.
"""

from collections import Counter
from collections.abc import Iterator
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from conftest import CompiledPattern
from pattern_growth import degree

LINE = "it does not leave its line, or is asked about one: what it may try is bounded by that"
WORD = "what it fails on is a word, a key or a tag, whose end is looked for once"
IMPORTED = "`import` reads a deck once, at its author's call"
MADE = "what it reads, slidegen or a program made"

#: module -> how many of its patterns, and why they may stay
POWERS = {
    "slidegen.commands.manual": (1, MADE),
    "slidegen.deck.headings": (1, LINE),
    "slidegen.deck.syntax.callout": (1, LINE),
    "slidegen.lint.rules.dockerfile_maintainer": (1, LINE),
    "slidegen.lint.slide_blocks": (1, LINE),
    "slidegen.migrate.code_style": (1, WORD),
    "slidegen.migrate.jinja_macros": (1, IMPORTED),
    "slidegen.migrate.reveal": (1, IMPORTED),
    "slidegen.render.export.paper": (1, MADE),
    "slidegen.script.by_hand": (1, LINE),
    "slidegen.script.dumps": (7, LINE),
    "slidegen.script.error_pages": (1, MADE),
    "slidegen.text.exercise": (2, LINE),
    "slidegen.text.list_item": (1, LINE),
    "slidegen.text.placeholder": (2, WORD),
    "slidegen.text.typed.prompt_rows": (2, LINE),
    "slidegen.text.verbatim": (1, LINE),
}


#: the calls whose pattern stands nowhere in a module, and what it is
UNTOLD = {
    "slidegen.deck.unreadable": "the lines of a formula as they are written, and margins between",
    "slidegen.lint.stale": "our own table of versions, about a tag",
    "slidegen.script.bed": "a user's, which is only compiled",
    "slidegen.script.bounded_search": "a deck's about a screen, a bed's about an output, in bounded time",
    "slidegen.script.lacks": "our table's, about a command's output; a bed's by `bounded_search`",
    "slidegen.script.masking": "words as they are written, between which terminals break lines",
    "slidegen.source.forms": "our own table, about a word",
    "slidegen.source.git_ignores": "linear, whatever it was: tests/source/test_linear_glob.py",
    "slidegen.source.manifest_reader": "our own table, about a key",
    "slidegen.source.patterns": "linear, whatever it was: tests/source/test_linear_glob.py",
    "slidegen.source.span_pattern": "an author's, with one repeat: tests/render/test_highlight.py",
}


def test_how_many_ways_each_pattern_may_try(compiled_patterns: list[CompiledPattern]) -> None:
    patterns = [(module, text, flags) for module, text, flags in compiled_patterns if text is not None]
    assert len(patterns) > 600
    growing = [(degree(text, flags), module, text) for module, text, flags in patterns]
    assert not [each for each in growing if each[0] == "exponential"]
    found = Counter(module for growth, module, _ in growing if growth)
    allowed = Counter({module: number for module, (number, _) in POWERS.items()})
    assert not found - allowed, [each for each in growing if each[0] and each[1] in found - allowed]
    assert not allowed - found, "what is mended needs no reason"


def test_what_stands_in_a_function_is_told_from_it(
    compiled_patterns: list[CompiledPattern],
) -> None:
    assert {module for module, text, _ in compiled_patterns if text is None} == UNTOLD.keys()
    patterns = {(module, text) for module, text, _ in compiled_patterns}
    assert ("slidegen.shell.expansion", r"(?:([^{}]*)\{([^{}]+)\}([^{}]*))\Z") in patterns  # `re.fullmatch`
    assert ("slidegen.text.placeholder", r"</x\s*>") in patterns  # `rf"</{re.escape(tag[1])}\s*>"`


@pytest.mark.parametrize(
    ("pattern", "growth"),
    [
        (r"(a+)+b", "exponential"),
        (r"(?:\w+\s?)*$", "exponential"),
        (r"(?:a|a)*b", "exponential"),
        (r"(?:ab|ab)*c", "exponential"),
        (r"(?:ab|a[bc])*d", ""),  # which the library reads as `a[bc]`
        (r"(?:x*y?)*z", "exponential"),
        (r"(?=(?:a+)+b)", "exponential"),
        (r"(?i)(?:ab|AB)*c", "exponential"),
        (r"(?:x?y?)*z", "exponential"),
        (r"(?:a{1,2}){2,}b", "exponential"),
        (r"a*a*b", "polynomial"),
        (r"\s*\s*$", "polynomial"),
        (r".*x.*y", "polynomial"),
        (r"(a*)\1b", "polynomial"),
        (r"([-*])(?:[ ]*\1){2,}$", ""),
        (r"(?:[ ]+[^\n]*\n)*?[ ]+name", "exponential"),
        (r"(?:\s*(?:#[^\n]*)?\n)*\s*FROM", "exponential"),
        (r"a*b", ""),
        (r"a*a*", ""),  # which cannot fail
        (r"(?:a*+)+b", ""),
        (r"(?>a+)*b", ""),
        (r'"(?:[^"\\]|\\.)*"', ""),
        (r"(?:a|b)*c", ""),
        (r"(?:ab|a)*c", ""),
    ],
)
def test_the_growth_of_patterns_that_are_known(pattern: str, growth: str) -> None:
    assert degree(pattern) == growth


def groups_repeated_possessively(items: Any) -> Iterator[str]:
    """What is repeated so and is more than one character: `(?:ab?c)*+`."""
    for operation, argument in items:
        if str(operation) == "POSSESSIVE_REPEAT" and (
            len(argument[2]) != 1 or argument[2].getwidth() != (1, 1)
        ):
            yield str(argument[2])
        inner = argument if isinstance(argument, (list, tuple)) else (argument,)
        for each in (one for part in inner for one in (part if isinstance(part, list) else (part,))):
            if hasattr(each, "getwidth"):
                yield from groups_repeated_possessively(each)


def test_no_pattern_repeats_a_group_possessively(compiled_patterns: list[CompiledPattern]) -> None:
    """Before 3.11.5 Python takes `(?:ab?c)*+` in `abcab` for `abca` (python/cpython, issue 106052).

    Debian 12 has such a one. `(?>(?:ab?c)*)` says the same, and is right everywhere.
    """
    texts = [(module, text, flags) for module, text, flags in compiled_patterns if text is not None]
    found = {
        (module, text)
        for module, text, flags in texts
        if any(groups_repeated_possessively(parser.parse(text, flags)))
    }
    assert found == set()


def test_such_a_group_is_seen() -> None:
    assert any(groups_repeated_possessively(parser.parse("x(?:(?=a(?:ab?c)*+)|y)")))
    assert not any(groups_repeated_possessively(parser.parse("x(?>(?:ab?c)*)[ab]*+c++")))
