"""What was seen of a deck, as findings at the lines where an author mends it.

Knows the rules SG6xx and how `data-source` is read. Must not know browsers.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from slidegen import lazy_re as re
from slidegen.deck.headings import headings_of
from slidegen.finding import Finding, Rule
from slidegen.lint.browser_rules import (
    accessibility,
    crowded_margin,
    failed_image,
    missing_glyph,
    overflow,
    remote_request,
    script_error,
    scrolling_block,
    wrapped_title,
)
from slidegen.location import Position, Span
from slidegen.render.check.look import Beyond, DeckLook, InnerOverflow, SlideLook, Violation
from slidegen.render.glyphs import shown
from slidegen.source.file import SourceFile
from slidegen.text.fragment import read_fragment
from slidegen.text.model import SlideSource

SIDES = {
    "bottom": "is too high",
    "right": "is too wide",
    "left": "begins too far to the left",
    "top": "begins too far up",
}

#: The text of a file of the project, None when there is none.
Read = Callable[[str], SourceFile | None]


def findings_of(look: DeckLook, manifest: str, read: Read) -> Iterator[Finding]:
    """All that `look` shows; `manifest` is where things are said that belong to no slide."""
    at = _Places(manifest, read)
    for slide in look.slides:
        yield from _geometry(slide, at)
    yield from _loading(look, at)
    for each in look.glyphs:
        said = f"no font here has {shown(each.characters)}"
        advice = "install a font that has it, such as one of Noto's, or name one in the theme"
        yield at.text(missing_glyph.RULE, each.source, each.characters[0], said, advice)
    for error in look.errors:
        yield at.slide(script_error.RULE, "", f"the console says: {error}", "correct the script")
    for source, violation in look.violations:
        more = f"see https://dequeuniversity.com/rules/axe/latest/{violation.rule}"
        yield at.slide(accessibility.RULE, source, _violation(violation), more)


def _geometry(slide: SlideLook, at: "_Places") -> Iterator[Finding]:
    for beyond in slide.over:
        rule = overflow.RULE if beyond.edge else crowded_margin.RULE
        yield at.slide(rule, slide.source, _beyond(beyond), "split it, or make it smaller")
    for inner in slide.inner:
        yield at.text(scrolling_block.RULE, slide.source, inner.text, _inner(inner), "break the line")
    if slide.title_lines > 1:
        said = f"the title takes {slide.title_lines} lines"
        yield at.slide(wrapped_title.RULE, slide.source, said, "say it shorter")


def _loading(look: DeckLook, at: "_Places") -> Iterator[Finding]:
    """Pictures and the like; an address that several listeners heard of is told once a slide."""
    seen = [(slide.source, address) for slide in look.slides for address in slide.failed]
    failed = [pair for pair in (*seen, *look.failures) if pair[1].startswith(("file:", "data:"))]
    for source, address in dict.fromkeys(failed):
        said = f"{_shown(address)} cannot be shown"
        yield at.slide(failed_image.RULE, source, said, "correct the path, or replace the file")
    for source, address in look.requests:
        said = f"this asks {urlsplit(address).hostname} for {_shown(address)}"
        yield at.slide(remote_request.RULE, source, said, "keep a copy beside the slides")


def _beyond(beyond: Beyond) -> str:
    steps = f" from step {beyond.step} on" if beyond.step else ""
    px = f"{beyond.edge} px beyond its edge" if beyond.edge else f"{beyond.px} px into its margin"
    begins = f"; it begins at {_quoted(beyond.what, beyond.text)}"
    return f"the slide {SIDES[beyond.side]}: {px}{steps}{begins}"


def _inner(inner: InnerOverflow) -> str:
    direction = "wider" if inner.axis == "wide" else "higher"
    return f"{_quoted(inner.what, inner.text)} is {inner.px} px {direction} than its place"


def _violation(violation: Violation) -> str:
    more = f" and {violation.count - 1} more" if violation.count > 1 else ""
    return f"{violation.help} ({violation.rule}): {violation.html[:100]}{more}"


def _quoted(what: str, text: str) -> str:
    return f"`{what}` “{text[:40]}{'…' if len(text) > 40 else ''}”" if text else f"`{what}`"


def _shown(address: str) -> str:
    """The end of an address that people recognise."""
    if address.startswith("data:"):
        return "an embedded picture"
    return unquote(urlsplit(address).path).rpartition("/")[2] or address


class _Places:
    """From `path:line` to places in texts."""

    def __init__(self, manifest: str, read: Read) -> None:
        self.manifest = manifest
        self.read = read

    def slide(self, rule: Rule, source: str, message: str, help: str) -> Finding:
        """At the slide's title, or where its text begins: where a suppression above it is heard."""
        path, line = self._split(source)
        file = self.read(path)
        return _at(rule, file, path, _title_line(file, line) if file else line, message, help)

    def text(self, rule: Rule, source: str, text: str, message: str, help: str) -> Finding:
        """At the line of the slide on which `text` begins, or else at its title."""
        path, line = self._split(source)
        file = self.read(path)
        found = _line_with(file, line, text) if file else None
        return (
            self.slide(rule, source, message, help)
            if found is None
            else _at(rule, file, path, found, message, help)
        )

    def _split(self, source: str) -> tuple[str, int]:
        path, _, line = source.rpartition(":")
        return (path, int(line)) if path and line.isdigit() else (self.manifest, 1)


def _at(rule: Rule, file: SourceFile | None, path: str, line: int, message: str, help: str) -> Finding:
    """The whole line, without the blanks around it."""
    if file is None or line > len(file.line_starts):
        return Finding(rule, Span(path, 0, 0), Position(line, 1), Position(line, 1), message, help)
    text, start = file.line(line), file.line_starts[line - 1]
    begin = start + len(text) - len(text.lstrip())
    return file.finding(rule, begin, max(begin, start + len(text.rstrip())), message, help=help)


def _slide_at(file: SourceFile, line: int) -> SlideSource:
    """The slide that begins at `line`."""
    slides, start = read_fragment(file).slides, file.line_starts[min(line, len(file.line_starts)) - 1]
    return next((slide for slide in reversed(slides) if slide.span.start <= start), slides[0])


def _title_line(file: SourceFile, line: int) -> int:
    """The line of the slide's first heading, or the first that says something."""
    slide = _slide_at(file, line)
    for step in slide.steps:
        for heading in headings_of(file.slice(step.body)):
            return file.line_at(step.body.start + heading.start)
    comments = {file.line_at(comment.span.start) for comment in slide.comments}
    for number, text in _lines(file, slide.steps[0].body):
        if text.strip() and number not in comments:
            return number
    return line


def _lines(file: SourceFile, span: Span) -> Iterator[tuple[int, str]]:
    for number in range(file.line_at(span.start), file.line_at(max(span.start, span.end - 1)) + 1):
        yield number, file.line(number)


def _line_with(file: SourceFile, line: int, text: str) -> int | None:
    """The line that holds the front of `text`, which lost its markup and line breaks."""
    for length in (40, 24, 12):
        front = text[:length].strip()
        for number, written in _lines(file, _slide_at(file, line).span):
            if front and front in re.sub(
                r"[`*\\]|\s+", lambda match: " " if match[0].isspace() else "", written
            ):
                return number
    return None


def path_of(root: Path, page: Path) -> str:
    """What to call a page that was built before: its path from `root` where it has one."""
    page, root = page.resolve(), root.resolve()
    return page.relative_to(root).as_posix() if page.is_relative_to(root) else page.name
