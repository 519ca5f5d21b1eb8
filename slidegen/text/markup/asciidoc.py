"""AsciiDoc as Markdown: listing and literal blocks become fences, their language the info string.

    [source,bash]      ```bash
    ----
    kubectl get nodes  kubectl get nodes
    ----               ````

Knows block attributes, delimited blocks, callouts and comments (https://docs.asciidoctor.org). Must not know
what stands in a block. A listing without delimiters, which ends with its paragraph, leaves no room for the
end of a fence and is not read.
"""

import re
from dataclasses import field

from slidegen.lazy_dataclass import dataclass

_ATTRIBUTES = re.compile(r"\[[^\]\n]*\][ \t]*")
_SOURCE = re.compile(r"\[[^,\]]*+,[ \t]*+[\"']?(?P<language>[\w+#-]+)[\"']?[ \t]*[,\]]")
_IS_SOURCE = re.compile(r"\[[ \t]*(?:source\b|,)")
_VERBATIM = re.compile(r"(?:-{4,}|\.{4,})[ \t]*")
_FENCE = re.compile(r"```+[\w+#-]*[ \t]*")
_COMMENTED = re.compile(r"/{4,}[ \t]*")
_LANGUAGE = re.compile(r"^:source-language:[ \t]+([\w+#-]+)", re.MULTILINE)
#: A number behind a line of code that the text below explains; XML and shell comments may hold it.
_CALLOUT = re.compile(r"(?:(?:#|//|--)[ \t]{0,20})?<(?:!--)?(?:\d{1,9}|\.)(?:--)?>\Z")
_LONGEST_CALLOUT = 40  #: characters
_HEADING = re.compile(r"={1,6}(?=[ \t])")
_PASSED = re.compile(r"`\+(?P<code>[^`+\n]+)\+`")


def as_markdown(text: str) -> str:
    """The text, as long as before."""
    named = _LANGUAGE.search(text)
    reader = _Reader(named[1] if named else "")
    for line in text.split("\n"):
        reader.take(line)
    return "\n".join(reader.lines)


@dataclass
class _Reader:
    """Lines in, lines as long out; it waits for the block that attributes stand above."""

    default: str
    lines: list[str] = field(default_factory=list)
    closing: str = ""  #: what ends the block that is open
    shown: bool = True  #: whether what stands in it is code, and not a comment
    waiting: int | None = None  #: which of the lines names the next block's language
    language: str = ""

    def take(self, line: str) -> None:
        if self.closing:
            self._inside(line)
        elif _VERBATIM.fullmatch(line) or _FENCE.fullmatch(line):
            self._open(line)
        elif _COMMENTED.fullmatch(line):
            self.closing, self.shown = line.rstrip(), False
            self.lines.append(" " * len(line))
        else:
            self.lines.append(self._outside(line))

    def _inside(self, line: str) -> None:
        if line.rstrip() == self.closing:
            self.lines.append(_marks(line) if self.shown else " " * len(line))
            self.closing, self.shown = "", True
        elif self.shown:
            self.lines.append(_without_callouts(line))
        else:
            self.lines.append(" " * len(line))

    def _open(self, line: str) -> None:
        """The fence opens where its language is named, since a delimiter has no room for that."""
        if line.startswith("`"):
            self.closing = "`" * (len(line) - len(line.lstrip("`")))
            self.lines.append(line)
        else:
            self.closing = line.rstrip()
            named = f"```{self.language}"
            if self.waiting is not None and len(named) <= len(self.lines[self.waiting]):
                self.lines[self.waiting] = named.ljust(len(self.lines[self.waiting]))
                self.lines.append(" " * len(line))
            else:
                self.lines.append(_marks(line))
        self.waiting = None

    def _outside(self, line: str) -> str:
        if _ATTRIBUTES.fullmatch(line):
            if _IS_SOURCE.match(line):
                found = _SOURCE.match(line)
                self.language = found["language"] if found else self.default
                self.waiting = len(self.lines)
            return line
        if line.startswith("//") or line.rstrip() == "--":
            return " " * len(line)
        if line.strip() and not line.startswith("."):  # a block's title stands between it and its attributes
            self.waiting = None
        if heading := _HEADING.match(line):
            line = "#" * heading.end() + line[heading.end() :]
        return _PASSED.sub(lambda code: f"` {code['code']} `", line)


def _marks(line: str) -> str:
    """A delimiter as marks of a fence."""
    return ("`" * len(line.rstrip())).ljust(len(line))


def _without_callouts(line: str) -> str:
    """The line with blanks in the place of the callouts at its end, from the last one on."""
    end = len(line.rstrip(" \t"))
    while found := _CALLOUT.search(line, max(0, end - _LONGEST_CALLOUT), end):
        end = len(line[: found.start()].rstrip(" \t"))
    return line[:end].ljust(len(line))
