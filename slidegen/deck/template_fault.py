"""What went wrong in a template of an author's: which rule, what to say, and on which of its lines.

Knows Jinja's exceptions and the frames that its code leaves in tracebacks. Must not know macros or themes.
"""

from collections.abc import Callable, Iterator
from types import TracebackType

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.environment import Template
from jinja2.exceptions import SecurityError, TemplateError

from slidegen.deck.template_sandbox import SpentError
from slidegen.finding import Finding, Rule
from slidegen.lazy_dataclass import dataclass
from slidegen.source import rules
from slidegen.source.file import SourceFile


@dataclass(frozen=True, slots=True)
class Fault:
    """An author's mistake, or attempt, in the template file `path`."""

    rule: Rule
    message: str
    help: str
    path: str  #: as Jinja knows the file
    line: int
    words: tuple[str, ...]  #: one of them stands where the column is

    def finding(self, source: SourceFile, subject: str, start: int = 0, end: int | None = None) -> Finding:
        """The finding about `subject`, whose text is `source.text[start:end]`; its lines count from there."""
        at, until = self._place(source, start, len(source.text) if end is None else end)
        return source.finding(self.rule, at, until, f"{subject}: {self.message}", help=self.help)

    def _place(self, source: SourceFile, start: int, end: int) -> tuple[int, int]:
        number = source.line_at(start) + self.line - 1
        low, high = start, end
        if number <= len(source.line_starts) and source.line_starts[number - 1] <= end:
            low = max(start, source.line_starts[number - 1])
            high = min(end, source.line_starts[number - 1] + len(source.line(number)))
        for word in (*self.words, "{{", "{%"):
            for first, last in ((low, high), (start, end)):
                at = source.text.find(word, first, last)
                if at != -1:
                    return at, at + len(word)
        return low, high


def fault_of(error: Exception, is_authors: Callable[[str], bool]) -> Fault | None:
    """The mistake of an author behind `error`; None when no file of theirs had a part in it."""
    path, line = _place_of(error, is_authors)
    return fault_at(error, path, line) if path else None


def fault_at(error: Exception, path: str, line: int = 1) -> Fault:
    """The mistake behind `error`, which is known to be that of the file `path`."""
    rule, message, advice = _said(error)
    return Fault(rule, message, advice, path, line, _quoted(message))


def _place_of(error: Exception, is_authors: Callable[[str], bool]) -> tuple[str, int]:
    if isinstance(error, TemplateSyntaxError) and is_authors(error.filename or ""):
        return error.filename or "", error.lineno
    frames = [frame for frame in _frames(error.__traceback__) if is_authors(frame[0])]
    return frames[-1] if frames else ("", 0)


def _frames(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    """File and line of each template that was at work, the outermost first."""
    while traceback is not None:
        frame = traceback.tb_frame
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            yield template.filename or "", template.get_corresponding_lineno(traceback.tb_lineno)
        elif "__jinja_exception__" in frame.f_globals:  # Jinja has put a frame in its place
            yield frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next


def _said(error: Exception) -> tuple[Rule, str, str]:
    match error:
        case SpentError():
            return rules.OVER_BUDGET, str(error), "Repeat less: shorter loops, fewer calls, smaller numbers"
        case SecurityError():
            advice = "Use what the template is given, and Jinja's filters: nothing of Python is in reach"
            return rules.UNSAFE_TEMPLATE, str(error).rstrip("."), advice
        case TemplateNotFound():
            advice = "Correct the name; `base/deck.html` is the built-in `deck.html`"
            return rules.BROKEN_TEMPLATE, f"there is no template {error.name!r}", advice
        case TemplateSyntaxError():
            advice = "Mend the template's syntax here"
            return rules.BROKEN_TEMPLATE, (error.message or "").rstrip("."), advice
        case UndefinedError():
            return rules.BROKEN_TEMPLATE, str(error), "Correct the name, or test it with `is defined`"
        case RecursionError():
            return rules.BROKEN_TEMPLATE, "it calls itself without an end", "Give it an end, or nest less"
        case TemplateError():
            return rules.BROKEN_TEMPLATE, str(error), "Mend the template here"
    message = f"{type(error).__name__}: {error}".removesuffix(": ")
    return rules.BROKEN_TEMPLATE, message, "Mend what the template works out here"


def _quoted(message: str) -> tuple[str, ...]:
    """What stands in quotes, without those of one sign, which stand everywhere."""
    return tuple(word for word in message.split("'")[1::2] if len(word) > 1)
