"""What one file says, as values: a `Fragment` of `SlideSource`s, with their fences, comments and exercises.

All by offsets into the file's own text; linting and listing exercises need no more.

Knows shapes. Must not know how anything is parsed, composed, rendered, run or linted.
"""

from collections.abc import Iterator
from typing import Literal

from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.location import Span
from slidegen.read_later import Unread


@dataclass(frozen=True, slots=True)
class Property:
    """A `key: value` line at the top of a slide (or in an HTML comment there)."""

    name: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced code block, as it stands in the file."""

    span: Span  #: from the opening marker to the end of the closing line
    info: str  #: what follows the opening marker, stripped: `bash`, `.small[yaml`, ``
    text_span: Span  #: the lines between, with their indentation and last newline
    text: str  #: the same without the fence's indentation, then without the common one; no last newline
    line: int  #: of the opening marker, from 1
    end_line: int  #: of the closing marker, or of the last line when it is missing
    column: int  #: how many columns `text` was moved left in each line
    closed: bool
    in_comment: bool
    in_notes: bool
    quotes: int = 0  #: how many `> ` stand before each of its lines, which are no part of `text`
    is_html: bool = False  #: whether the file has `text` with entities and tags, which are no part of it

    @property
    def language(self) -> str:
        """The first word of its info string, `` where it has none."""
        return (self.info.split(maxsplit=1) or [""])[0]


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment `<!-- … -->`; `span` covers the delimiters."""

    span: Span
    closed: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """One thing to do in an exercise: a fence, or a one-line ```` ```verb arguments``` ````.

    `data` is what to do: the fence's text without blank lines around it, or the one-liner's arguments;
    backticks that highlight are kept, since only who runs it knows that they are to go.
    """

    span: Span
    text_span: Span  #: where `data` stands (with its indentation)
    verb: str | None  #: the first word of the info string; None for a bare fence
    arguments: str  #: the rest of a fence's info string: `file=web.yaml` in `yaml file=web.yaml`
    data: str
    line: int
    end_line: int
    kind: Literal["fence", "oneline"]
    in_comment: bool
    in_notes: bool
    column: int  #: how many columns `data` was moved left in each line


@dataclass(frozen=True, slots=True)
class Exercise(Unread):
    """A content class that names an exercise, and its snippets in order."""

    AT_ONCE = ("span", "ordinal", "typed")

    span: Span
    class_name: str  #: `exercise`, `lab` or another of `exercise-classes`
    line: int
    ordinal: int  #: in the file, from 1
    snippets: tuple[Snippet, ...]
    typed: int  #: how many of the snippets are shown


@dataclass(frozen=True, slots=True)
class StepSource:
    """What stands between two `--` of one slide; a slide without `--` is one step."""

    span: Span
    properties: tuple[Property, ...]
    body: Span  #: from behind the properties to the notes, or to the end
    notes: Span | None  #: after `???`


@dataclass(frozen=True, slots=True)
class SlideSource(Unread):
    """What stands between two `---` of one file."""

    AT_ONCE = ("span", "ordinal", "line", "exercises", "length", "languages")

    span: Span
    ordinal: int  #: in the file, from 1; only `---` counts
    line: int  #: the first line that is not blank, from 1
    steps: tuple[StepSource, ...]
    fences: tuple[Fence, ...]
    comments: tuple[Comment, ...]
    exercises: tuple[Exercise, ...]
    executed: tuple[Snippet, ...] = ()  #: inline code that is to be run, in exercises or not
    unmarked: tuple[Fence, ...] = ()  #: code that its margin or `<pre>` marks, as far as it may be typed
    length: int = 0  #: characters of its steps' bodies
    languages: tuple[str, ...] = ()  #: the first word of each fence's info string, `` for a bare one

    @property
    def properties(self) -> tuple[Property, ...]:
        return tuple(p for step in self.steps for p in step.properties)

    def value(self, name: str) -> str | None:
        """The value of property `name` at the first step, None when the slide does not set it."""
        return next((p.value for p in reversed(self.steps[0].properties) if p.name == name), None)

    @property
    def classes(self) -> tuple[str, ...]:
        return split_classes(self.value("class") or "")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A fragment file, read: its slides and what is wrong with them."""

    path: str
    slides: tuple[SlideSource, ...]
    findings: tuple[Finding, ...]

    @property
    def fences(self) -> Iterator[Fence]:
        return (fence for slide in self.slides for fence in slide.fences)

    @property
    def snippets(self) -> Iterator[Snippet]:
        return (s for slide in self.slides for exercise in slide.exercises for s in exercise.snippets)


def exercise_of(
    span: Span, class_name: str, line: int, ordinal: int, snippets: tuple[Snippet, ...]
) -> Exercise:
    typed = sum(not snippet.in_comment for snippet in snippets)
    return Exercise(span, class_name, line, ordinal, snippets, typed)


def length_of(steps: tuple[StepSource, ...]) -> int:
    """How many characters the bodies of the steps have where they are written."""
    return sum(step.body.end - step.body.start for step in steps)


def split_classes(value: str) -> tuple[str, ...]:
    """The names in a `class:` property: by commas, blanks around them dropped (remark's `split(',')`)."""
    if not value:
        return ()
    names = (name.strip() for part in value.split(",") for name in part.split())
    return tuple(dict.fromkeys(name for name in names if name))
