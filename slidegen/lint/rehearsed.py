"""What only a build sees, asked before it: budgets, inline slides, themes, texts of no Markdown file.

Knows for which decks it is worth to ask, since a commit hook should not compose what cannot go wrong. Must
not know how a deck is composed.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from slidegen import lazy_re as re
from slidegen.budget import (
    GROWTH_FACTOR,
    GROWTH_FREE,
    LENGTH,
    SIGNS,
    SIGNS_OF_A_SLIDE,
    STEPS,
    signs_in,
    steps_in,
)
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.lazy_module import lazy_module
from slidegen.lint.decks import DeckView, decks_of, decks_with, is_slides, mentioned_in
from slidegen.lint.document import Document
from slidegen.lint.manifests import may_be_manifest
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.source.likely import is_markdown
from slidegen.source.manifest import BY_KEY, InlineEntry, Manifest
from slidegen.source.theme_folders import project_themes
from slidegen.text.front_matter import may_have_front_matter, read_front_matter

if TYPE_CHECKING:
    from slidegen.deck import class_names, variables
    from slidegen.source import phrases
    from slidegen.text import named_classes
else:  # few runs are about a whole deck
    class_names = lazy_module("slidegen.deck.class_names")
    variables = lazy_module("slidegen.deck.variables")
    phrases = lazy_module("slidegen.source.phrases")
    named_classes = lazy_module("slidegen.text.named_classes")

#: The keys of a manifest of which a build has no more to say than their readers; a new key is no such one.
_PLAIN = frozenset(
    ("title", "content", "chapters", "exclude", "chat", "gitrepo", "slides", "zip", "html", "author", "date")
) | {"slidenumberprefix", "variables", "vars", "lang", "needs", "description", "ratio", "dir", "sections"}
#: What lets a text grow as its length does not tell.
_MULTIPLIES = ("template", "layout")
#: What is right or wrong only in a deck: its variables, macros, pictures.
_JUDGED_IN_DECKS = ("@@", "![", "<img")
#: Without these, what a slide includes is words to a build; a file that is no document has no rule of ours.
#: It begins with a set, by which the search is fast; in a text behind a line end.
_MARKUP = re.compile(
    r"[\[`$\\@<~{\n](?:(?<=[\[`$\\])|(?<=@)@|(?<=<)[A-Za-z!/?]|(?<=~)~~|(?<=\{)\{"
    r"|(?<=\n)[ \t]*(?:--|\?\?\?|template:|layout:))"
)
CONTENTS, TITLE_TWICE = "@@TOC@@", 3  #: a title and its anchor stand in each table of contents
_DEFINITION = re.compile(r"^[ >\t]*\[[^\]\n]+\]:[ \t]*\S.*$", re.MULTILINE)
#: A title of a section, or a comment behind a blank; it begins with what can be searched for quickly.
_TITLE = re.compile(r"#(?= )(?:(?<=^#)|(?<=[^\S\n]#))[^\n]*", re.MULTILINE)
#: A title or a line of text, the name or the classes of a slide. So much of it adds little to any contents.
_WORDS = re.compile(r"(?:name|class):[ ][\w ,-]+|#{0,6}[\w ().,'-]*")
FEW_WORDS = 2_000
#: So many brackets in one file may repeat a long address beyond all measure.
MANY_LINKS = 250


def rehearsed_findings(project: Project) -> Iterator[Finding]:
    """What a build says of the decks that were asked about, in the files that were, and in those that are no
    documents of the linter's.
    """
    asked = {document.path for document in project.asked}
    for path in dict.fromkeys(_worth_asking(project)):
        is_whole = path in asked
        for finding in project.rehearse(path):
            if finding.path in asked or (is_whole and finding.path not in project.by_path):
                yield finding


def _worth_asking(project: Project) -> Iterator[str]:
    """The manifests, and the Markdown files that are decks of their own."""
    if any(may_be_manifest(document) for document in project.asked):
        asked = {document.path for document in project.asked}
        yield from (
            m.path for m, deck in _described(project) if m.path in asked and _may_surprise(deck, project)
        )
    for document in project.asked:
        if document.kind == "markdown" and _may_grow(document):
            growing = tuple(deck for deck in decks_with(document, project) if _grows(deck, project))
            yield from (deck.manifest.path for deck in growing if deck.manifest)
            if any(deck.manifest is None for deck in growing) and is_slides(document, project):
                yield document.path
        if _says_more(document) and is_slides(document, project) and _is_alone(document, project):
            yield document.path


def _says_more(document: Document) -> bool:
    """Whether a Markdown file describes itself by keys of which a build has more to say."""
    if document.kind != "markdown" or not may_have_front_matter(document.text):
        return False
    front = read_front_matter(document.source)
    keys = {key.value for key, _ in front.root} if front and front.root else set()
    return bool((keys & BY_KEY.keys()) - (_PLAIN - {"exclude"}))


def _is_alone(document: Document, project: Project) -> bool:
    return any(deck.manifest is None for deck in decks_with(document, project))


def _described(project: Project) -> Iterator[tuple[Manifest, DeckView]]:
    return ((deck.manifest, deck) for deck in project.view(decks_of) if deck.manifest)


# ---- decks
def _may_surprise(deck: DeckView, project: Project) -> bool:
    """Whether a build may say what no rule of ours does."""
    manifest, settings = deck.manifest, project.settings
    assert manifest is not None
    return bool(
        settings.macros
        or settings.brand
        or any(key.partition(".")[0] not in _PLAIN for key, _ in manifest.spans)
        or any(not isinstance(each, InlineEntry) and not is_markdown(each.path) for each in manifest.entries)
        or not _are_words([each.text for each in manifest.entries if isinstance(each, InlineEntry)])
        or (manifest.exclude and any(class_names.class_findings(manifest, lambda: _classes_of(deck))))
        or project_themes(project.root)
        or not _is_spoken(manifest.lang or settings.lang or "en")
        or _includes_others(deck, project)
        or _grows(deck, project)
    )


def _are_words(slides: list[str]) -> bool:
    """Whether slides that stand in a manifest say nothing but words, of which a build has nothing to say."""
    if sum(map(len, slides)) > FEW_WORDS:
        return False
    return all(_WORDS.fullmatch(line) for slide in slides for line in slide.split("\n"))


def _is_spoken(lang: str) -> bool:
    return phrases.is_spoken(phrases.phrases_of(lang), lang)


def _classes_of(deck: DeckView) -> frozenset[str]:
    return frozenset().union(*(document.view(_classes_in) for document in deck.documents))


def _classes_in(document: Document) -> frozenset[str]:
    return named_classes.classes_named(document.text)


def _includes_others(deck: DeckView, project: Project) -> bool:
    """Whether a file is included in which something may be wrong that no rule of ours sees."""
    paths = (
        path
        for document in deck.documents
        if "@@INCLUDE[" in document.text
        for path in mentioned_in(document, {deck.folder})
    )
    return any(_may_be_wrong(path, project) for path in paths)


def _may_be_wrong(path: str, project: Project) -> bool:
    document = project.by_path.get(path)
    if document is not None:
        return any(mark in document.text for mark in _JUDGED_IN_DECKS)
    if not project.exists(path):
        return False
    read = project.texts.read(path)
    return read.source is None or bool(read.findings or _MARKUP.search(f"\n{read.source.text}"))


# ---- budgets
def _may_grow(document: Document) -> bool:
    """Whether anything in the text stands for more than itself; most fragments hold nothing of the kind."""
    text = document.text
    is_named = "{{" in text or "@@" in text or _multiplies(document)
    return is_named or text.count("[") > MANY_LINKS or len(text) > STEPS


def _multiplies(document: Document) -> bool:
    """Whether a slide of it is a layout or has a template; a Pod's `template:` is none."""
    if not any(f"{name}:" in document.text for name in _MULTIPLIES):
        return False
    slides = document.view(fragment_of).slides
    return any(each.name in _MULTIPLIES for slide in slides for each in slide.properties)


def _grows(deck: DeckView, project: Project) -> bool:
    """Whether the deck might grow by more than it may: a bound that is quickly found, and mostly far off."""
    known = project.view(_no_answers_yet)
    if deck not in known:
        known[deck] = any(map(_multiplies, deck.documents)) or _may_be_too_much(deck, project)
    return known[deck]


def _no_answers_yet(_: Project) -> dict[DeckView, bool]:
    return {}


def _may_be_too_much(deck: DeckView, project: Project) -> bool:
    growth, length = _most_growth(deck, project), sum(_lengths(deck).values())
    if growth > _least_room(deck) or length + growth > LENGTH:
        return True
    if length + growth <= STEPS:  # as many as there are characters, at most
        return False
    if any("\n--" in value for value in _values(deck, project)):  # it makes slides where it is named
        return True
    steps = sum(document.view(_steps_in) for document in deck.documents)
    signs = [document.view(_signs_in) for document in deck.documents]
    return steps > STEPS or sum(signs) + growth > SIGNS or max(signs) + growth > SIGNS_OF_A_SLIDE


def _steps_in(document: Document) -> int:
    return 1 + steps_in(document.text)


def _signs_in(document: Document) -> int:
    return signs_in(document.text)


def _least_room(deck: DeckView) -> int:
    """No more than what the deck may grow by."""
    return GROWTH_FREE + GROWTH_FACTOR * sum(_lengths(deck).values())


def _lengths(deck: DeckView) -> dict[str, int]:
    return {document.path: len(document.text) for document in deck.documents}


def _values(deck: DeckView, project: Project) -> Sequence[str]:
    """Of the deck's variables."""
    own = variables.manifest_variables(deck.manifest) if deck.manifest else {}
    return (*(value for _, value in project.settings.variables), *own.values())


def _most_growth(deck: DeckView, project: Project) -> int:
    """No less than what variables, properties, link definitions and a second listing add."""
    marks = [document.view(_marks_in) for document in deck.documents]
    contents = sum(each.contents for each in marks)
    titles = sum(document.view(_title_length) for document in deck.documents) if contents else 0
    return (
        sum(each.length for each in marks)
        - sum(_lengths(deck).values())
        + contents * TITLE_TWICE * titles
        + sum(each.variables for each in marks) * max(map(len, _values(deck, project)), default=0)
        + sum(each.filled for each in marks)
        + sum(each.brackets for each in marks) * max((each.definition for each in marks), default=0)
    )


@dataclass(frozen=True, slots=True)
class _Marks:
    """What of a text may stand for more than itself, counted once for all decks that show it."""

    length: int
    contents: int
    variables: int
    filled: int  #: by so much at most its properties lengthen it, each of which is a line
    brackets: int
    definition: int  #: the length of the longest


def _marks_in(document: Document) -> _Marks:
    text = document.text
    return _Marks(
        len(text),
        text.count(CONTENTS),
        text.count("@@"),
        text.count("{{") * max(map(len, text.split("\n"))) if "{{" in text else 0,
        text.count("["),
        _longest_definition(text),
    )


def _title_length(document: Document) -> int:
    """How long the lines are, all together, that may be titles of sections."""
    return sum(map(len, _TITLE.findall(document.text)))


def _longest_definition(text: str) -> int:
    return max((len(match[0]) for match in _DEFINITION.finditer(text)), default=0) if "]:" in text else 0
