"""What slidegen understood of a file, as plain data for other programs: the output of `slidegen inspect`.

Knows the shape that `inspect.schema.json` describes, which only grows within a version. Must not know how
anything was parsed.
"""

from collections.abc import Callable, Iterable
from typing import Any

from slidegen.deck.headings import title_of
from slidegen.deck.model import Deck, Section, Slide
from slidegen.finding import Finding
from slidegen.location import Span
from slidegen.source.file import SourceFile
from slidegen.text.model import Exercise, Fence, Fragment, SlideSource, Snippet, StepSource

VERSION = 1

Data = dict[str, Any]
SourceOf = Callable[[str], SourceFile]


def describe_fragment(fragment: Fragment, source: SourceFile, about_file: Iterable[Finding] = ()) -> Data:
    """A Markdown file: slides, steps, properties, fences, comments and exercises, each with its span; and
    what is wrong with it.
    """
    describe = _Describer(lambda _: source)
    return {
        "version": VERSION,
        "kind": "fragment",
        "path": fragment.path,
        "slides": [describe.slide_source(slide) for slide in fragment.slides],
        "findings": describe.findings((*about_file, *fragment.findings)),
    }


def describe_deck(deck: Deck, findings: Iterable[Finding], source_of: SourceOf) -> Data:
    """A deck: parts, sections and slides as they are shown."""
    describe = _Describer(source_of)
    return {
        "version": VERSION,
        "kind": "deck",
        "path": deck.path,
        "name": deck.name,
        "title": deck.title,
        "parts": [{"number": p.number, "title": p.title, "sections": list(p.sections)} for p in deck.parts],
        "sections": [describe.section(section) for section in deck.sections],
        "findings": describe.findings(findings),
    }


class _Describer:
    def __init__(self, source_of: SourceOf) -> None:
        self.source_of = source_of

    def span(self, span: Span) -> Data:
        source = self.source_of(span.path)
        start, end = source.position(span.start), source.position(span.end)
        return {
            "path": span.path,
            "start": {"offset": span.start, "line": start.line, "column": start.column},
            "end": {"offset": span.end, "line": end.line, "column": end.column},
        }

    def findings(self, findings: Iterable[Finding]) -> list[Data]:
        return [
            {
                "code": finding.rule.code,
                "name": finding.rule.name,
                "severity": finding.rule.severity.value,
                "message": finding.message,
                "help": finding.help,
                "path": finding.path,
                "line": finding.start.line,
                "column": finding.start.column,
            }
            for finding in findings
        ]

    # ---- read from one file
    def slide_source(self, slide: SlideSource) -> Data:
        source = self.source_of(slide.span.path)
        title, level = title_of("\n".join(source.slice(step.body) for step in slide.steps))
        return {
            "ordinal": slide.ordinal,
            "title": title,
            "title_level": level,
            "classes": list(slide.classes),
            "line": slide.line,
            "span": self.span(slide.span),
            "steps": [self.step(step) for step in slide.steps],
            "fences": [self.fence(fence) for fence in slide.fences],
            "comments": [{"closed": c.closed, "span": self.span(c.span)} for c in slide.comments],
            "exercises": [self.exercise(exercise) for exercise in slide.exercises],
        }

    def step(self, step: StepSource) -> Data:
        properties = [{"name": p.name, "value": p.value, "span": self.span(p.span)} for p in step.properties]
        return {
            "span": self.span(step.span),
            "properties": properties,
            "body": self.span(step.body),
            "notes": None if step.notes is None else self.span(step.notes),
        }

    def fence(self, fence: Fence) -> Data:
        return {
            "info": fence.info,
            "text": fence.text,
            "closed": fence.closed,
            "in_comment": fence.in_comment,
            "in_notes": fence.in_notes,
            "span": self.span(fence.span),
        }

    def exercise(self, exercise: Exercise) -> Data:
        return {
            "class": exercise.class_name,
            "ordinal": exercise.ordinal,
            "line": exercise.line,
            "span": self.span(exercise.span),
            "snippets": [self.snippet(snippet) for snippet in exercise.snippets],
        }

    def snippet(self, snippet: Snippet) -> Data:
        return {
            "verb": snippet.verb,
            "arguments": snippet.arguments,
            "data": snippet.data,
            "kind": snippet.kind,
            "line": snippet.line,
            "end_line": snippet.end_line,
            "in_comment": snippet.in_comment,
            "in_notes": snippet.in_notes,
            "span": self.span(snippet.span),
        }

    # ---- composed for one manifest
    def section(self, section: Section) -> Data:
        return {
            "number": section.number,
            "title": section.title,
            "id": section.id,
            "part": section.part,
            "path": section.path,
            "slides": [self.slide(slide) for slide in section.slides],
        }

    def slide(self, slide: Slide) -> Data:
        return {
            "id": slide.id,
            "number": slide.number,
            "title": slide.title,
            "title_level": slide.title_level,
            "classes": list(slide.classes),
            "properties": dict(slide.properties),
            "steps": slide.steps,
            "generated": slide.generated,
            "line": slide.line,
            "span": self.span(slide.span),
            "text": slide.text,
            "step_lines": [line for line, step in slide.turns if step],
            "notes": slide.notes,
            "exercises": [self.exercise(exercise) for exercise in slide.exercises],
        }
