"""What a text says is read in `slidegen/text`, once: no other room finds its marks by a pattern of its own.

Told from what patterns do: one reads a mark if it finds it where it stands, and not where it is written a
little otherwise. Those that do so elsewhere are listed with the reason; a new one asks `text/` instead.
"""

import ast
import re

import pytest
from conftest import ROOT, CompiledPattern

#: kind -> a text, the mark in it, and the text with something else where the mark was
MARKS = {
    "fence": ("\n```bash\n", "```", ["\n``xbash\n", "\n'''bash\n"]),
    "title": ("\n## Title\n", "## ", ["\n%% Title\n", "\n##Titles\n"]),
    "comment": ("\n<!-- x -->\n", "<!--", ["\n<!#- x -->\n", "\n<#-- x -->\n"]),
    "link": ("see [a](b.md) x", "](", ["see [a]x(b.md) x", "see (a)(b.md) x"]),
    "notes": ("\n???\n", "???", ["\n??\n", "\n!!!\n"]),
    "separator": ("\nx\n\n---\n\ny\n", "---", ["\nx\n\n--\n\ny\n", "\nx\n\n___\n\ny\n"]),
    "table": ("\n|a|b|\n|---|---|\n", "|---|", ["\n|a|b|\n|___|___|\n"]),
    "definition": ("\n[a]: http://x\n", "]:", ["\n[a] http://x\n", "\n(a): http://x\n"]),
    "class": ("\n.lab[x]\n", ".lab[", ["\nxlab[x]\n", "\n.lab(x]\n"]),
    "property": ("\nclass: a\n", "class:", ["\nklass: a\n"]),
    "inline code": ("a `b` c", "`b`", ["a 'b' c"]),
}

PARSER = "the Markdown parser, whose syntax it is: `text/` knows no blocks"
GUESS = "whether it is worth asking; whom it asks then has the last word"
UNREAD = "it finds fault with marks where nothing reads them"
ESTIMATE = "it measures lines, by the hundred thousand; what is on a slide the parser says"
IMPORTED = "the slides of other programs, which `import` writes anew"
MADE = "HTML that is made, not what an author wrote"
OTHERWISE = "another language, whose marks look alike"

#: module -> the kinds that its patterns read, and why they may
READERS = {
    "slidegen.deck.syntax.comment": ({"comment"}, PARSER),
    "slidegen.deck.syntax.content_class": ({"title"}, PARSER),
    "slidegen.deck.syntax.definition": ({"definition"}, PARSER),
    "slidegen.deck.syntax.html_block": ({"fence"}, PARSER),
    "slidegen.deck.syntax.indentation": ({"class"}, PARSER),
    "slidegen.deck.syntax.math": ({"link"}, PARSER),
    "slidegen.deck.syntax.table": ({"title"}, PARSER),
    "slidegen.lint.plain_decks": ({"class"}, GUESS),
    "slidegen.lint.inline": (
        {"title", "notes", "class"},
        "where a paragraph ends, and with it a backtick's reach",
    ),
    "slidegen.lint.meant_old": (
        {"comment"},
        "words beside a command; whether they are shown does not matter",
    ),
    "slidegen.lint.objects": ({"separator"}, OTHERWISE),
    "slidegen.lint.references": ({"link", "definition"}, GUESS),
    "slidegen.lint.rehearsed": ({"definition", "notes"}, GUESS),
    "slidegen.lint.rules.blank_after_separator": ({"notes"}, UNREAD),
    "slidegen.lint.rules.markdown_as_text": ({"class", "link", "table", "title"}, UNREAD),
    "slidegen.lint.slide_blocks": ({"class", "definition"}, ESTIMATE),
    "slidegen.lint.text_width": ({"class", "inline code"}, ESTIMATE),
    "slidegen.migrate.found_decks": ({"class", "property", "separator"}, IMPORTED),
    "slidegen.migrate.marp": ({"comment", "title"}, IMPORTED),
    "slidegen.migrate.slide_texts": ({"link", "separator"}, IMPORTED),
    "slidegen.render.html_bytes": ({"comment"}, MADE),
    "slidegen.render.raw_html": ({"comment"}, "the one door for an author's HTML, which it balances"),
    "slidegen.script.around_fence": ({"class"}, "which lines around a fence say nothing"),
    "slidegen.source.likely": ({"property"}, OTHERWISE),
}


def finds(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether a match of it holds all of `text[start:end]`."""
    return any(match.start() <= start and end <= match.end() for match in pattern.finditer(text))


def kinds_read(pattern: re.Pattern[str]) -> set[str]:
    found = set()
    for kind, (text, mark, others) in MARKS.items():
        start = text.index(mark)
        end = start + len(mark)
        if finds(pattern, text, start, end) and not any(
            finds(pattern, other, start, end - 1) for other in others
        ):
            found.add(kind)
    return found


def test_only_text_reads_what_a_text_says(compiled_patterns: list[CompiledPattern]) -> None:
    read: dict[str, set[str]] = {}
    for module, text, flags in compiled_patterns:
        kinds = kinds_read(re.compile(text, flags)) if text is not None else set()  # made in a function
        if kinds and not module.startswith("slidegen.text."):
            read.setdefault(module, set()).update(kinds)
    assert read == {module: kinds for module, (kinds, _) in READERS.items()}


@pytest.mark.parametrize(
    ("pattern", "kinds"),
    [
        (r"^```(\w*)", {"fence"}),
        (r"^#{1,6}[ \t]+(.*)", {"title"}),
        (r"<!--.*?-->", {"comment"}),
        (r"!?\[[^\]]*\]\([^)]*\)", {"link"}),
        (r"^\?\?\?$", {"notes"}),
        (r"^---$", {"separator"}),
        (r"\|?(?:\s*:?-+:?\s*\|)+", {"table"}),
        (r"\[[^\]]+\]:\s*\S+", {"definition"}),
        (r"(?:\.[\w-]+)+\[", {"class"}),
        (r"^class:\s*(.*)", {"property"}),
        (r"`[^`]+`", {"inline code"}),
        (r"\w+", set()),
        (r"[^\n]*", set()),
    ],
)
def test_a_reader_is_known_by_what_it_finds(pattern: str, kinds: set[str]) -> None:
    assert kinds_read(re.compile(pattern, re.MULTILINE)) == kinds


#: Methods of texts that find something; a comparison (`"```" in line`) does so, too.
FINDING = frozenset(
    (
        *("startswith", "endswith", "find", "rfind", "index", "rindex", "count", "replace"),
        *("split", "rsplit", "partition", "rpartition", "removeprefix", "removesuffix"),
    )
)
WORDS = ("```", "~~~", "<!--", "-->", "](", "]:", "???", "---", "--\n")
SLICED = "what stands at a place that `text/` or the parser named"

#: module -> why it may find a mark without a pattern
FINDERS = {
    "slidegen.budget": "how long a text may be is said before anybody reads it",
    "slidegen.deck.references": GUESS,
    "slidegen.deck.syntax.comment": PARSER,
    "slidegen.deck.syntax.fence": PARSER,
    "slidegen.deck.syntax.indentation": PARSER,
    "slidegen.lint.ignores": SLICED,
    "slidegen.lint.references": GUESS,
    "slidegen.lint.rehearsed": GUESS,
    "slidegen.lint.rules.blank_after_separator": UNREAD,
    "slidegen.lint.rules.dummy_class": UNREAD,
    "slidegen.lint.rules.property_in_prose": SLICED,
    "slidegen.lint.slide_blocks": ESTIMATE,
    "slidegen.migrate.found_decks": IMPORTED,
    "slidegen.migrate.marp": IMPORTED,
    "slidegen.migrate.slidev": IMPORTED,
    "slidegen.render.assets": MADE,
    "slidegen.render.raw_html": "the one door for an author's HTML, which it balances",
    "slidegen.script.steps": "which lines around a fence say nothing",
}


def finds_by_word(code: str) -> set[str]:
    """The marks that a module's code finds by methods and comparisons."""
    asked: list[ast.expr] = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FINDING:
            asked += node.args
        elif isinstance(node, ast.Compare):
            asked += (node.left, *node.comparators)
    said = (each.value for part in asked for each in ast.walk(part) if isinstance(each, ast.Constant))
    return {text for text in said if isinstance(text, str) and any(word in text for word in WORDS)}


def test_nor_by_a_word_of_its_own() -> None:
    paths = (ROOT / "slidegen").rglob("*.py")
    found = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in paths
        if finds_by_word(path.read_text(encoding="utf-8"))
    }
    assert {module for module in found if not module.startswith("slidegen.text.")} == FINDERS.keys()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("at = text.find('```')", {"```"}),
        ("if '<!--' in line: pass", {"<!--"}),
        ("a, _, b = text.partition('](')", {"]("}),
        ("slides = text.split('\\n---\\n')", {"\n---\n"}),
        ("if line.strip() in ('--', '???'): pass", {"???"}),
        ("if line.startswith(('```', '~~~')): pass", {"```", "~~~"}),
        ("text.startswith('```' if a else '~~~')", {"```", "~~~"}),
        ("text = 'use ```'", set()),
        ("lines.append('---')", set()),
    ],
)
def test_a_finder_is_known_by_what_it_asks_for(code: str, words: set[str]) -> None:
    assert finds_by_word(code) == words
