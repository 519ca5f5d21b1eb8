"""A deck out of a manifest and the texts that it lists: the passes, in order.

    texts -> fragments -> drafts (one a `---`) -> sections, contents, title slides
          -> layouts, exclusion, steps -> variables, macros, link definitions -> numbers and ids -> Deck

Knows that order. Must not know the disk: texts come in, with the pictures and macros that there are. Never
raises for content.
"""

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from typing import Any

from slidegen.budget import Size, place_of_too_large
from slidegen.deck import rules
from slidegen.deck.deck_texts import DeckTexts, Whereabouts
from slidegen.deck.draft import PlainFacts, TextFacts
from slidegen.deck.drafting import DeckReader
from slidegen.deck.formula_commands import Commands, FormulaMacro, commands_used, define
from slidegen.deck.layout import LaidOut, LayoutOptions, Turns, lay_out
from slidegen.deck.macro import UNKNOWN, UNKNOWN_HELP, expand_macros
from slidegen.deck.model import Deck, Part, Section, Slide
from slidegen.deck.own_facts import own_facts, stem
from slidegen.deck.sections import Placed, Sectioned, with_sections
from slidegen.deck.syntax.letters_from_the_right import FROM_THE_RIGHT
from slidegen.deck.text_facts import facts_of
from slidegen.deck.toc import Entry, has_contents, with_contents
from slidegen.deck.variables import expand_properties, growth_by_properties, manifest_variables
from slidegen.finding import Finding, Rule
from slidegen.kept_answers import digest
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.read_later import read_later, rest_of
from slidegen.source.file import SourceFile
from slidegen.source.manifest import FragmentEntry, InlineEntry, Manifest
from slidegen.source.markdown_extras import DEFAULT_EXTRAS
from slidegen.source.phrases import markdown_words, said
from slidegen.source.rules import OVER_BUDGET
from slidegen.text.heading import Slugs, plain_text, slug
from slidegen.text.link_definitions import Definitions

_ENTRY = 8  #: what a line of the table of contents has beside the title and its anchor


def compose_deck(manifest: Manifest, texts: DeckTexts, reader: DeckReader) -> Deck:
    """The deck that `manifest` describes."""
    return _Composer(manifest, texts, reader).deck()


@dataclass(slots=True)
class _Composer:
    """What the passes of one deck hand on, hence not frozen."""

    manifest: Manifest
    texts: DeckTexts
    reader: DeckReader
    findings: list[Finding] = field(default_factory=list)
    definitions: Definitions = field(default_factory=dict)  #: also of slides that are not shown, as in remark
    commands: dict[str, FormulaMacro] = field(default_factory=dict)  #: that formulas have defined so far
    variables: dict[str, str] = field(init=False)
    whereabouts: Whereabouts = field(init=False)
    exercise_classes: tuple[str, ...] = field(init=False)
    extras: tuple[str, ...] = field(init=False)
    words: tuple[tuple[str, str], ...] = field(init=False)
    dialect: str = field(init=False)  #: what the keys of all slides say of these two
    hides_notes: bool = field(init=False)

    def __post_init__(self) -> None:
        self.variables = manifest_variables(self.manifest)
        self.whereabouts = Whereabouts(self.texts.sources())
        self.extras = DEFAULT_EXTRAS if self.manifest.extras is None else self.manifest.extras
        if self.manifest.direction == "rtl":
            self.extras += (FROM_THE_RIGHT,)
        self.exercise_classes = self.manifest.classes_of_exercises
        self.words = markdown_words(self.texts.words)
        self.dialect = "" if self.extras == DEFAULT_EXTRAS else f" {','.join(self.extras)}"
        self.dialect += f" {digest(repr(self.words))}" if self.words else ""
        self.hides_notes = self.manifest.remark.include_presenter_notes is False

    def deck(self) -> Deck:
        drafts = [
            placed for entry, place in places_of(self.manifest) for placed in self._drafts(entry, place)
        ]
        options = self._layout_options()
        sectioned = self._sectioned(drafts, options)
        slides = list(lay_out(sectioned.drafts, options, self.texts.budget))
        for slide in slides:
            if slide.is_cut:
                self._over_budget(slide, "template:", "the template or layout of this slide")
        finished = list(self._finished(slides))
        return Deck(
            name=self.manifest.name,
            title=self.manifest.one_line_title or self.manifest.name,
            path=self.manifest.path,
            sections=tuple(self._sections(sectioned, finished)),
            parts=tuple(self._parts(sectioned.entries)),
            findings=tuple(sorted(dict.fromkeys(self.findings), key=lambda finding: finding.sort_key)),
        )

    def _drafts(self, entry: FragmentEntry | InlineEntry, place: int) -> Iterator[Placed]:
        listed = self.texts.listed.get(entry)
        if listed is None:
            return
        found = self.reader.drafts(listed, self.variables, self.exercise_classes)
        self.findings.extend(found.findings)
        if found.growth and not self.texts.budget.pay(found.growth, pieces=0):
            self._variables_over_budget(listed.source)
        for label, href, title in found.definitions:
            self.definitions[label] = href, title
        for draft in found.drafts:
            yield Placed(draft, place, listed.source.path)

    # ---- sections
    def _sectioned(self, drafts: list[Placed], options: LayoutOptions) -> Sectioned:
        asking = [placed for placed in drafts if has_contents(placed.draft)]
        entry = sum(2 * len(title) + _ENTRY for placed in drafts for title in placed.draft.titles)
        if len(asking) > 1 and not self.texts.budget.pay(entry * (len(asking) - 1), pieces=0):
            self._too_many_contents(asking[1])
            return Sectioned([], [], [])
        if self.manifest.sections:
            return with_sections(drafts, self.texts.pictures, options, self.texts.words)
        return Sectioned(
            [page for each in drafts for page in with_contents(each.draft, [], self.texts.words)], [], []
        )

    def _sections(self, sectioned: Sectioned, finished: list[tuple[Slide, int | None]]) -> Iterator[Section]:
        """The slides, cut where a section opens. Section 0 is what stands before the first title."""
        entries = sectioned.entries
        groups: list[list[Slide]] = [[] for _ in range(len(entries) + 1)]
        current = 0
        for slide, opens in finished:
            current = current if opens is None else opens + 1
            groups[current].append(slide)
        if groups[0] or not entries:
            yield Section(
                "", groups[0][0].id if groups[0] else "", 0, 0, tuple(groups[0]), self.manifest.path
            )
        for number, (entry, slides) in enumerate(zip(entries, groups[1:], strict=True), 1):
            title = plain_text(entry.title)
            yield Section(title, entry.anchor, number, entry.part, tuple(slides), sectioned.paths[number - 1])

    def _parts(self, entries: Sequence[Entry]) -> Iterator[Part]:
        parts: dict[int, list[int]] = {}
        for number, entry in enumerate(entries, 1):
            parts.setdefault(entry.part, []).append(number)
        span = self.manifest.span_of("content")
        for part, numbers in parts.items():
            yield Part(part, said(self.texts.words["part"], number=part), tuple(numbers), span)

    def _layout_options(self) -> LayoutOptions:
        remark = self.manifest.remark
        return LayoutOptions(
            excluded=frozenset({*self.manifest.exclude, *remark.excluded_classes}),
            inherit_notes=bool(remark.inherit_presenter_notes),
            flatten_steps=bool(remark.disable_incremental_slides),
            count_steps=remark.count_incremental_slides is not False,
        )

    # ---- slides
    def _finished(self, slides: list[LaidOut]) -> Iterator[tuple[Slide, int | None]]:
        texts = [None if self._plain(slide) else self._final_text(slide) for slide in slides]
        place = place_of_too_large(map(_size, slides, texts))
        if place is not None:
            self._over_budget(slides[place], "", "what this slide has become")
            return
        numbers, slugs = _Numbers(), Slugs()
        for slide in slides:  # names come first, so that no title takes the address of a name
            if name := slide.draft.value("name"):
                slugs.reserve(name)
        for slide, text in zip(slides, texts, strict=True):
            yield self._slide(slide, text, numbers.next(slide.counts), slugs), slide.draft.opens

    def _final_text(self, slide: LaidOut) -> str:
        if slide.unknown_template:
            message = f"no slide before this one is named `{slide.unknown_template}`"
            self._report(
                slide, "template", rules.UNKNOWN_TEMPLATE, message, "name the template slide, above it"
            )
        text = slide.text
        if "{{" in text:
            properties = {**slide.properties, **_own_name(slide)}
            if not self.texts.budget.pay(growth_by_properties(text, properties), pieces=0):
                self._over_budget(slide, "{{", "the properties of this slide")
                return text
            text = expand_properties(text, properties)
        return self._with_macros(slide, text)

    def _with_macros(self, slide: LaidOut, text: str) -> str:
        if "![:" not in text:
            return text
        expansion = expand_macros(text, self.texts.macros, self.texts.budget)
        for name in expansion.unknown:
            message = UNKNOWN.format(name)
            self._report(slide, f"![:{name}", rules.UNKNOWN_MACRO, message, UNKNOWN_HELP)
        for name, failure in expansion.failures:
            message = f"the macro `{name}` fails here: {failure.message}"
            self._report(slide, f"![:{name}", rules.FAILED_MACRO, message, failure.help)
            self.findings += [failure.finding] if failure.finding else []
        return expansion.text

    def _over_budget(self, slide: LaidOut, needle: str, culprit: str) -> None:
        """Said once: what follows finds the budget spent."""
        if all(finding.rule is not OVER_BUDGET for finding in self.findings):
            message = f"with {culprit} the deck grows to more than it may"
            self._report(slide, needle, OVER_BUDGET, message, "repeat less of what others repeat")

    def _variables_over_budget(self, source: SourceFile) -> None:
        if all(finding.rule is not OVER_BUDGET for finding in self.findings):
            message = "with the manifest's variables in this file the deck grows to more than it may"
            advice = "name them less often, or make their values shorter"
            self.findings.append(source.finding(OVER_BUDGET, 0, 0, message, help=advice))

    def _too_many_contents(self, placed: Placed) -> None:
        source = self.whereabouts.sources.get(placed.path)
        if source is not None:
            message = "with another table of contents the deck grows to more than it may"
            span = placed.draft.span
            advice = "ask for it once"
            self.findings.append(source.finding(OVER_BUDGET, span.start, span.end, message, help=advice))

    def _report(self, slide: LaidOut, needle: str, rule: Rule, message: str, help: str) -> None:
        """A finding about the first `needle` in the slide, or where it comes from."""
        found = self.whereabouts.of(needle, slide.draft.span)
        if found is not None:
            source, start, end = found
            self.findings.append(source.finding(rule, start, end, message, help=help))

    def _slide(self, slide: LaidOut, text: str | None, number: str, slugs: Slugs) -> Slide:
        """`text` is None of a slide that is plain: it is what its draft says, and that is read later."""
        plain = self._plain(slide)
        if plain is not None:
            known = self._known(slide, plain.text, self._commands(slide, None), number, slugs)
            known["plain"] = plain
            if rest_of(slide.draft):
                return read_later(Slide, slide.draft.rest_of_slide, known)
            return Slide(**{**known, **slide.draft.rest_of_slide()})
        notes = "" if self.hides_notes else self._with_macros(slide, slide.notes)
        text = text or ""
        facts = facts_of(text, notes)
        if slide.draft.generated and not facts.title:
            facts = replace(facts, title=plain_text(text.partition("\n\n.nav[")[0]))
        known = self._known(slide, facts, self._commands(slide, (text, notes)), number, slugs)
        source, exercises = slide.draft.source, slide.exercises
        return Slide(**known, text=text, notes=notes, source=source, exercises=exercises)

    def _known(
        self, slide: LaidOut, facts: TextFacts, commands: Commands, number: str, slugs: Slugs
    ) -> dict[str, Any]:
        """What a slide is beside its text."""
        own = own_facts(slide)
        name = own.name
        used = self._used(slide, facts.labels) if facts.labels else ()
        return {
            "id": name if name and slugs.claim(name) else slugs.unique(slug(facts.title) or stem(slide)),
            "number": number,
            "title": facts.title,
            "title_level": facts.title_level,
            "classes": own.classes,
            "properties": own.properties,
            "steps": slide.steps,
            "turns": slide.turns,
            "definitions": used,
            "key": self._key(facts.digest, slide.turns, used, commands),
            "counted": own.counted,
            "span": slide.draft.span,
            "line": slide.draft.line,
            "generated": slide.draft.generated,
            "extras": self.extras,
            "words": self.words,
            "has_formulas": bool(self.manifest.math),
            "commands": commands,
        }

    def _plain(self, slide: LaidOut) -> PlainFacts | None:
        return None if self.hides_notes else slide.plain

    def _commands(self, slide: LaidOut, said: tuple[str, str] | None) -> Commands:
        """The commands of the slide's formulas, of which it says its draft's text or another."""
        if not self.manifest.math:
            return ()
        texts = said or (slide.text, slide.notes)
        define(texts, self.commands)
        return commands_used(texts, self.commands) if self.commands else ()

    def _key(
        self, texts: str, turns: Turns, used: tuple[tuple[str, str, str], ...], commands: Commands
    ) -> str:
        key = (_key(texts, turns, used) if turns or used else texts) + self.dialect
        key = f"{key} {digest(repr(commands))}" if commands else key
        return f"{key} math" if self.manifest.math else key

    def _used(self, slide: LaidOut, labels: tuple[tuple[str, int], ...]) -> tuple[tuple[str, str, str], ...]:
        """The definitions that the slide's links refer to; each link repeats what one of them says."""
        known = [(label, times) for label, times in labels if label in self.definitions]
        growth = sum((times - 1) * sum(map(len, self.definitions[label])) for label, times in known)
        if growth and not self.texts.budget.pay(growth, pieces=0):
            self._over_budget(slide, "[", "the link definitions that this slide uses")
            return ()
        return tuple((label, *self.definitions[label]) for label, _ in known)


# ---- small answers
def places_of(manifest: Manifest) -> Iterator[tuple[FragmentEntry | InlineEntry, int]]:
    """The entries in order, each with its place in the list: a nested list is one, and so is a file."""
    for part, entry in enumerate(manifest.content, 1):
        if isinstance(entry, tuple):
            for inner in _flat(entry):
                yield inner, part
        else:
            yield entry, part


def _flat(entries: tuple[object, ...]) -> Iterator[FragmentEntry | InlineEntry]:
    for entry in entries:
        if isinstance(entry, tuple):
            yield from _flat(entry)
        elif isinstance(entry, FragmentEntry | InlineEntry):
            yield entry


@remembered
def _key(texts: str, turns: Turns, used: tuple[tuple[str, str, str], ...]) -> str:
    return digest(repr((texts, turns, used)))


def _size(slide: LaidOut, text: str | None) -> Size:
    """How large it is what a slide has become."""
    return slide.plain.size if slide.plain and text is None else Size.of(f"{text}{slide.notes}")


def _own_name(slide: LaidOut) -> dict[str, str]:
    name = slide.draft.value("name")
    return {"name": name} if name else {}


class _Numbers:
    """Numbers as remark counts: each step is one, unless it says `count: false`."""

    def __init__(self) -> None:
        self._current = 0

    def next(self, counts: tuple[bool, ...]) -> str:
        self._current += counts[0]
        first = max(1, self._current)  # a first slide that does not count shows 1 all the same
        self._current += sum(counts[1:])
        return str(first)
