"""Fragments to drafts: a file's slides as texts, with the manifest's names replaced.

Knows fragments and the manifest's variables. Must not know layouts or decks. What depends on a text alone is
made once for each text, however many decks list it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from slidegen.budget import Budget
from slidegen.deck import rules
from slidegen.deck.draft import Draft, Drafts, StepDraft
from slidegen.deck.headings import level_1_titles
from slidegen.deck.kept_drafts import pack_drafts, unpack_drafts
from slidegen.deck.text_facts import with_facts
from slidegen.deck.variables import expand_manifest, growth_by_manifest, named_in, unknown_names
from slidegen.finding import Finding
from slidegen.kept_answers import KeptAnswers, digest, hands_on
from slidegen.lazy_dataclass import dataclass
from slidegen.source.composed import ComposedText
from slidegen.source.file import SourceFile
from slidegen.source.rules import OVER_BUDGET
from slidegen.text.fragment import read_fragment
from slidegen.text.link_definitions import read_definitions
from slidegen.text.model import Exercise, Fragment, SlideSource, StepSource, length_of
from slidegen.text.relocate import relocate
from slidegen.text.separators import margin_of, without_notes_marks
from slidegen.text.verbatim import in_code


@dataclass(frozen=True, slots=True)
class ListedText:
    """The text of one entry of a manifest, and the files that it was made of."""

    source: SourceFile  #: the fragment file, or the manifest for an inline slide
    composed: ComposedText | None = None  #: with its includes in place; None where it is the file's own
    included: Mapping[str, SourceFile] = field(default_factory=dict)

    @property
    def text(self) -> ComposedText:
        """With its includes in place; made when it is asked for, since the file's own may lie aside."""
        return self.composed or ComposedText.whole(self.source.path, self.source.text)

    @property
    def written(self) -> str:
        """The text by itself."""
        return self.source.text if self.composed is None else self.composed.text

    @property
    def is_plain(self) -> bool:
        """Whether the text is the file's own."""
        composed = self.composed
        return composed is None or (composed.is_whole and composed.text == self.source.text)

    @property
    def origins(self) -> tuple[object, ...]:
        """Whose each piece is, and the files, in whose lines it is counted; of the file's own none."""
        if self.is_plain:
            return ()
        files = {self.source.path: self.source, **self.included}
        return (self.text.segments, *((path, file.text) for path, file in files.items()))


class DeckReader:
    """Reads what decks are made of, and remembers it by its text.

    Of a file only the last text is remembered, and of slides the last thousands: a dev server that sees
    many edits stays as small as it was.
    """

    def __init__(self) -> None:
        self._drafts: dict[tuple[str, tuple[str, ...], object], tuple[ListedText, Drafts]] = {}

    def drafts(
        self, listed: ListedText, variables: Mapping[str, str], exercise_classes: tuple[str, ...]
    ) -> Drafts:
        """The drafts of an entry. Two of one text share them, unless variables or places tell them apart."""
        text, used = listed.written, _used(listed, variables)
        key = (listed.source.path, exercise_classes, used)
        known = self._drafts.get(key)
        if known is None or known[0].written != text or known[0].origins != listed.origins:
            known = (listed, _kept_drafts(listed, variables, exercise_classes))
            self._drafts[key] = known
        return known[1]


def kept_by(listed: ListedText, variables: Mapping[str, str], exercise_classes: tuple[str, ...]) -> str:
    """By which digest the drafts of an entry are kept."""
    about = repr((listed.source.path, exercise_classes, _used(listed, variables), listed.origins))
    return digest(f"{len(about)} {about}{listed.written}")


def are_kept(digest: str) -> bool:
    """Whether these drafts are known, of an earlier build or from another process."""
    return _DRAFTS.knows(digest)


def _used(listed: ListedText, variables: Mapping[str, str]) -> object:
    """Those of the variables that the text names."""
    text = listed.written
    return named_in(text, variables) if "@@" in text else None


def _kept_drafts(
    listed: ListedText, variables: Mapping[str, str], exercise_classes: tuple[str, ...]
) -> Drafts:
    """The drafts of an entry; those of one in which nothing was found are kept between builds."""

    def find() -> Drafts:
        found = _Drafting(listed, variables, exercise_classes).drafts()
        if not hands_on():
            return found
        return replace(found, drafts=tuple(with_facts(each, listed.source) for each in found.drafts))

    return _DRAFTS.get(kept_by(listed, variables, exercise_classes), find)


_DRAFTS = KeptAnswers("drafts", pack_drafts, unpack_drafts, others=500)


class _Drafting:
    """One file on its way from text to drafts."""

    def __init__(
        self, listed: ListedText, variables: Mapping[str, str], exercise_classes: tuple[str, ...]
    ) -> None:
        self.listed, self.text = listed, listed.text
        self.variables = variables
        self.margin = margin_of(self.text.text)
        source = listed.source
        if not listed.is_plain:
            source = SourceFile.from_text(source.path, self.text.text)
        self.fragment = read_fragment(source, exercise_classes)
        self.findings: list[Finding] = []
        self.budget = Budget.of(len(self.text.text))
        self.full = self.budget.left

    def drafts(self) -> Drafts:
        located = self._located()
        self.findings.extend(located.findings)
        drafts = tuple(
            self._draft(read, slide) for read, slide in zip(self.fragment.slides, located.slides, strict=True)
        )
        growth = self.full - self.budget.left
        return Drafts(drafts, tuple(_definitions_in(drafts)), tuple(self.findings), growth)

    def _located(self) -> Fragment:
        """The fragment with spans of the files that its text comes from."""
        if self.listed.is_plain:
            return self.fragment
        files = {self.listed.source.path: self.listed.source, **self.listed.included}
        located = relocate(self.fragment, self.text, files.__getitem__)
        slides = (replace(slide, length=length_of(slide.steps)) for slide in located.slides)
        return replace(located, slides=tuple(slides))

    def _draft(self, read: SlideSource, slide: SlideSource) -> Draft:
        pairs = list(zip(slide.exercises, read.exercises, strict=True))
        steps = tuple(
            self._step(step, [there for there, here in pairs if _within(here, step)]) for step in read.steps
        )
        titles = tuple(title for step in steps for title in level_1_titles(step.text))
        return Draft(steps, slide.span, slide.line, slide, False, titles)

    def _step(self, step: StepSource, exercises: list[Exercise]) -> StepDraft:
        text = self.text.text
        body = text[step.body.start : step.body.end]
        notes = text[step.notes.start : step.notes.end] if step.notes else ""
        notes = notes if notes.strip() else ""
        if "@@" in body:
            self.findings.extend(self._unknown(step.body.start, body))
        return StepDraft(
            self._with_values(_without_margin(body, self.margin), step),
            self._with_values(without_notes_marks(_without_margin(notes, self.margin)), step),
            tuple((p.name, self._with_values(p.value, step)) for p in step.properties),
            tuple(self._expanded(exercise) for exercise in exercises),
        )

    def _with_values(self, text: str, step: StepSource) -> str:
        """`text` with the manifest's names replaced, as far as the budget goes."""
        growth = growth_by_manifest(text, self.variables)
        if not growth or self.budget.pay(growth, pieces=0):
            return expand_manifest(text, self.variables)
        if not any(finding.rule is OVER_BUDGET for finding in self.findings):
            span = self.text.span(step.body.start, step.body.end)
            source = self.listed.included.get(span.path, self.listed.source)
            message = "with the manifest's variables the text grows to more than it may"
            advice = "name them less often, or make their values shorter"
            self.findings.append(source.finding(OVER_BUDGET, span.start, span.end, message, help=advice))
        return text

    def _expanded(self, exercise: Exercise) -> Exercise:
        """The exercise with the manifest's names replaced in what it asks to do."""
        if not any("@@" in snippet.data for snippet in exercise.snippets):
            return exercise
        snippets = (replace(s, data=expand_manifest(s.data, self.variables)) for s in exercise.snippets)
        return replace(exercise, snippets=tuple(snippets))

    def _unknown(self, offset: int, body: str) -> Iterator[Finding]:
        names = tuple(unknown_names(body, self.variables))
        is_code = in_code(body) if names else None
        for name in names:
            if is_code and is_code(name.start):
                continue  # it shows how such a name is written
            span = self.text.span(offset + name.start, offset + name.end)
            source = self.listed.included.get(span.path, self.listed.source)
            message = f"nobody defines `@@{name.name}@@`; it is shown as it stands"
            advice = "define it under `variables:` in the manifest, or write `\\@@` to mean it"
            yield source.finding(rules.UNKNOWN_VARIABLE, span.start, span.end, message, help=advice)


def _definitions_in(drafts: Iterable[Draft]) -> Iterator[tuple[str, str, str]]:
    for step in (step for draft in drafts for step in draft.steps):
        yield from read_definitions(step.text)
        yield from read_definitions(step.notes)


def _within(exercise: Exercise, step: StepSource) -> bool:
    return step.span.start <= exercise.span.start < step.span.end


def _without_margin(text: str, margin: int) -> str:
    if not margin:
        return text
    return "\n".join(line[margin:] if line[:margin].isspace() else line.lstrip() for line in text.split("\n"))
