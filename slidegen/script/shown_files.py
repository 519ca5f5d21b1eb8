"""Files whose text stands on a slide: what the reader is to write before a command can use it.

A Dockerfile, a source or a manifest in a fence is the file that the next command builds or applies. It
becomes a step of its own, which saves it where the shell is when the first command wants it; an editor that
a slide calls for such a file is that step.

Knows slides and steps. Must not know how a file is written.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from operator import attrgetter

from slidegen import lazy_re as re
from slidegen.kept_answers import digest, kept_as
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.script.around_fence import prose_around
from slidegen.script.classify import words_in
from slidegen.script.file_names import MADE_BY_DEFAULT, copied_by, edited_by, name_told, wanted_by
from slidegen.script.makes import made_by
from slidegen.script.model import Kind, ScriptSection, Step
from slidegen.shell.complete import is_blank
from slidegen.text.model import Fence
from slidegen.text.placeholder import fill, placeholders, strip_highlights
from slidegen.text.typed.languages import language_of
from slidegen.text.typed.read_typed import read_typed
from slidegen.text.typed.shown import YAML, shown_word

#: Kinds of steps whose commands want files here.
_WANTS = frozenset({Kind.PLAIN, Kind.TRANSCRIPT, Kind.SCRIPTED, Kind.BLOCKING, Kind.INTERACTIVE, Kind.XFAIL})
#: What tells the reader to write, where a file of that name is there already.
_TOLD = re.compile(r"\b(?:create|write|type|save|put|add|change|replace|edit|paste|modify|following)\b", re.I)
_LEFT_OUT = re.compile(r"^[ \t#/&|*-]*(?:\.\.\.|…)", re.MULTILINE)
#: An editor and the text for it may stand on slides that follow each other.
NEAR = 2


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A fence that shows a whole file."""

    name: str  #: `` where only a command can name it
    text: str
    is_told: bool  #: whether the slide says to write it
    place: tuple[int, int]  #: the number of its slide in the deck, and its line
    step: Step  #: that saves it


# ---- finding them
@dataclass(frozen=True, slots=True)
class SlideText:
    """A slide as files are looked for in it."""

    number: int  #: in the deck
    id: str
    title: str
    text: str  #: its Markdown
    path: str


@dataclass(frozen=True, slots=True)
class Found:
    """A fence that shows a whole file, wherever its slide stands."""

    ordinal: int  #: of the fence in its slide, from 1
    name: str
    word: str  #: its language
    text: str
    is_told: bool


def shown_files(slide: SlideText, fences: Sequence[Fence], values: Mapping[str, str]) -> Iterator[ShownFile]:
    """The files that one slide shows, in its order."""
    looked_at = tuple((fence.text, fence.info, fence.in_comment, fence.in_notes) for fence in fences)
    asked = _asked(slide.title, slide.text, looked_at, tuple(values.items()))
    for found in _FOUND.get(asked, lambda: tuple(_found(slide, fences, values))):
        fence = fences[found.ordinal - 1]
        step = Step(
            id=f"{slide.id}/file{found.ordinal}", section="", slide=slide.id, title=slide.title,
            path=slide.path, line=fence.line, end_line=fence.end_line, verb=found.word, text=found.text,
            kind=Kind.SAVE, why=f"the slide shows what `{found.name}` holds", target=found.name,
        )  # fmt: skip
        yield ShownFile(found.name, found.text, found.is_told, (slide.number, fence.line), step)


@remembered  # decks share slides
def _asked(*about: object) -> str:
    return digest(repr(about))


_FOUND = kept_as("shown files", tuple[Found, ...])


def _found(slide: SlideText, fences: Sequence[Fence], values: Mapping[str, str]) -> Iterator[Found]:
    for ordinal, fence in enumerate(fences, 1):
        if not _may_be_a_file(fence):
            continue
        word, (prose, after) = shown_word(fence), prose_around(slide.text, fence.text)
        name = name_told(prose, slide.title, word, fence.text)
        if not name and word not in YAML:
            continue
        code = fill(strip_highlights(fence.text), values)
        if _LEFT_OUT.search(code) or placeholders(code) or not _is_whole(word, code):
            continue
        told = _TOLD.search(f"{prose}\n{slide.title}\n{after}") is not None
        yield Found(ordinal, name, word, code, told)


def _may_be_a_file(fence: Fence) -> bool:
    """Not what a shell is given, except a script that says so in its first line."""
    if not fence.text.strip() or "file=" in fence.info or fence.in_comment or fence.in_notes:
        return False
    if language_of(fence.info).dialect == "sh":
        return fence.text.startswith("#!/") or not read_typed(fence.text, fence.info).commands
    return not read_typed(fence.text, fence.info).is_transcript


def _is_whole(word: str, code: str) -> bool:
    """Whether it is more than some lines of a file: a Dockerfile has its base first, a manifest a kind."""
    if word == "dockerfile":
        return re.match(r"\s*(?:(?:#|ARG )[^\n]*\n\s*)*FROM\s", code, re.I) is not None
    if word in YAML:
        is_manifest = re.search(r"^apiVersion:", code, re.M) and re.search(r"^kind:", code, re.M)
        return bool(is_manifest or re.search(r"^services:", code, re.M))
    return True


# ---- putting them where they are wanted
def with_files(
    sections: Iterable[ScriptSection], files: Sequence[ShownFile], order: Mapping[str, int]
) -> tuple[ScriptSection, ...]:
    """`sections` with a step for each file, in front of the first that wants it."""
    sections = tuple(sections)
    wanted = {name for section in sections for step in section.steps for name in wanted_by(step.text)}
    shown = _ShownSoFar(files, order, wanted | {name for f in files for name in copied_by(f.text)})
    return tuple(replace(section, steps=tuple(shown.section(section.steps))) for section in sections)


class _ShownSoFar:
    """The files that have been shown so far, and those that were written."""

    def __init__(self, files: Sequence[ShownFile], order: Mapping[str, int], wanted: Set[str]) -> None:
        self.order, self.wanted = order, wanted
        #: by what they are called, by their slides, and by where they stand: decks have thousands
        self.called: dict[str, list[ShownFile]] = {}
        self.on_slide: dict[int, list[ShownFile]] = {}
        self.at: dict[tuple[str, int], ShownFile] = {}
        for file in sorted(files, key=attrgetter("place")):
            for name in _names_of(file.name):
                self.called.setdefault(name, []).append(file)
            self.on_slide.setdefault(file.place[0], []).append(file)
            self.at[file.step.path, file.step.line] = file
        self.written: set[str] = set()
        self.made: set[str] = set()  #: in this section: by commands, or by steps that save
        self.cloned: set[str] = set()
        self.is_in_clone = False
        self.first = 0  #: the section's first slide

    def section(self, steps: Sequence[Step]) -> Iterator[Step]:
        self.made, self.cloned, self.is_in_clone = set(), set(), False
        self.first = self.order.get(steps[0].slide, 0) if steps else 0
        for step in steps:
            if (script := self.at.get((step.path, step.line))) and step.text.startswith("#!/"):
                if script.name not in self.wanted:  # else it comes where it is
                    yield self._write(script, step)
                continue
            yield from self._step(step)
            self._note(step)

    def _step(self, step: Step) -> Iterator[Step]:
        if step.inside or step.kind not in _WANTS:
            yield step
            return
        here = (self.order.get(step.slide, 0), step.line)
        yield from (self._write(each, step) for each in self._wanted(step, here))
        edited = [f for name in edited_by(step.text) if (f := self._near(name, here))]
        if edited:
            left = _without_editors(step.text, {f.name for f in edited})
            if not is_blank(left):
                yield replace(
                    step, text=left, kind=Kind.PLAIN if step.kind is Kind.INTERACTIVE else step.kind, why=""
                )
            yield from (self._write(each, step) for each in edited)
            return
        yield step

    def _wanted(self, step: Step, here: tuple[int, int]) -> list[ShownFile]:
        """What is to be there for the step: also what a Dockerfile copies."""
        found: list[ShownFile] = []
        names = list(wanted_by(step.text))
        for name in names:
            each = self._current(name, here)
            if each is None or each in found:
                continue
            if each.step.verb == "dockerfile":
                names += [n for n in copied_by(each.text) if n not in names]
            if each.step.id not in self.written:
                found.append(each)
        return found

    def _current(self, name: str, here: tuple[int, int]) -> ShownFile | None:
        """The last that was shown before `here` under this name, where nothing else makes it."""
        began = (self.first, 0)  # what an earlier section shows in passing is no file of this one
        named = next((f for f in self._called_before(name, here) if self._is_before(f, here, began)), None)
        if named is None and name.endswith((".yaml", ".yml")) and "/" not in name and name not in self.made:
            near = (f for f in reversed(self._shown_on(here[0] - NEAR + 1, here[0])) if not f.name)
            last = next((f for f in near if self._is_before(f, here, began)), None)
            if last is not None:
                why = f"the slide shows what `{name}` holds"
                named = replace(last, name=name, step=replace(last.step, target=name, why=why))
        if named is None or (named.name in self.made and not named.is_told):
            return None
        return None if self.is_in_clone and not named.is_told else named

    def _called_before(self, name: str, here: tuple[int, int]) -> Iterator[ShownFile]:
        """What was shown under this name before `here`, the last one first."""
        called = self.called.get(name, [])
        before = bisect_left(called, here, key=attrgetter("place"))
        return (called[at] for at in range(before - 1, -1, -1))

    def _is_before(self, file: ShownFile, here: tuple[int, int], began: tuple[int, int]) -> bool:
        is_shown = file.place < here and (file.is_told or file.place >= began)
        return is_shown and self._is_usable(file, here)

    def _shown_on(self, first: int, last: int) -> list[ShownFile]:
        """The files that the slides of these numbers show."""
        return [f for number in range(first, last + 1) for f in self.on_slide.get(number, ())]

    def _is_usable(self, file: ShownFile, here: tuple[int, int]) -> bool:
        """Not a Dockerfile that copies what nobody shows."""
        if file.step.verb != "dockerfile":
            return True
        return self.is_in_clone or all(self._is_there(name, here) for name in copied_by(file.text))

    def _is_there(self, name: str, here: tuple[int, int]) -> bool:
        return name in self.made or any(f.name == name for f in self._called_before(name, here))

    def _near(self, name: str, here: tuple[int, int]) -> ShownFile | None:
        """What an editor that is called here is to be given: on this slide, or on the next ones."""
        near = (f for f in self._shown_on(here[0], here[0] + NEAR) if f.place > here)
        called = (f for f in near if name in _names_of(f.name))
        return next((f for f in called if f.step.id not in self.written), None)

    def _write(self, file: ShownFile, step: Step) -> Step:
        self.written.add(file.step.id)
        return replace(file.step, id=f"{step.section}/{file.step.id}", section=step.section)

    def _note(self, step: Step) -> None:
        self.made |= {t.name for t in made_by(step.text) if t.sort == "file"}
        if step.kind is Kind.SAVE:
            self.made.add(step.target)
        for words in words_in(step.text):
            if words[:2] == ("git", "clone"):
                self.cloned |= {t.name for t in made_by(" ".join(words)) if t.sort == "file"}
            if words[:1] == ("cd",):
                self.is_in_clone = any(word.rstrip("/").split("/")[-1] in self.cloned for word in words[1:])


def _names_of(shown: str) -> tuple[str, ...]:
    """All that a file is called which a slide calls so."""
    return next((names for names in MADE_BY_DEFAULT if shown in names), (shown,))


def _without_editors(text: str, names: set[str]) -> str:
    lines = text.split("\n")
    return "\n".join(line for line in lines if not (set(edited_by(line)) & names))
