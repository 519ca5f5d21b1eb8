"""The little JavaScript that pages of remark hold: `remark.create({…})`, and macros.

Knows literals: texts, numbers, lists, objects, regular expressions. What is computed is not read, and named.
Must not know what any option means.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass

Value: TypeAlias = "str | float | bool | list[Value] | dict[str, Value] | Pattern | None"

_VARIABLE = re.compile(r"\s*([A-Za-z_$][\w$]*)\s*[,)]")
_SETTING = r"(?<![\w$.])[\"']?{}[\"']?\s*:\s*(?=\{{)"
_LIST = re.compile(r"=\s*\[")
_MACRO = re.compile(
    r"\bremark\s*\.\s*macros\s*(?:\.\s*(?P<name>[\w$-]+)|\[\s*['\"](?P<quoted>[^'\"]+)['\"]\s*\])\s*=\s*"
)
_BLANK = re.compile(r"(?>(?:\s|//[^\n]*|/\*.*?\*/)*)", re.DOTALL)
_STRING = re.compile(
    r"'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"|`((?:[^`\\$]|\\.|\$(?!\{))*)`", re.DOTALL
)
#: A call, or what may look like one: a comment that stands alone or behind code, `http://` is none.
_CODE = re.compile(r"(?P<call>\bremark\s*\.\s*create\s*\()|(?<![:\w\"'`\\/])//[^\n]*|/\*.*?\*/", re.DOTALL)
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?![\w.])")
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_REGEXP = re.compile(r"/((?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/([a-z]*)")
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None, "undefined": None}
_OPENING, _CLOSING = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression."""

    source: str
    flags: str


@dataclass(frozen=True, slots=True)
class CreateCall:
    """One `remark.create`: what its options say, and which of them are computed."""

    options: Mapping[str, Value]
    unread: tuple[str, ...]


def create_calls(script: str) -> Iterator[CreateCall]:
    """Each call in `script`, in order; one in a comment is none."""
    for call in _CODE.finditer(script):
        if not call["call"]:
            continue
        reader = _LiteralReader(script, _options_at(script, call.end()))
        value = reader.value()
        yield CreateCall(value if isinstance(value, dict) else {}, tuple(reader.unread))


def _options_at(script: str, argument: int) -> int:
    """Where the options stand: at `argument`, or where the variable named there was last given some."""
    named = _VARIABLE.match(script, argument)
    if named is None:
        return argument
    given = re.compile(rf"(?<![\w$.]){re.escape(named[1])}\s*=\s*(?=\{{)")
    return max((found.end() for found in given.finditer(script, 0, argument)), default=argument)


def macros_in(script: str) -> Iterator[tuple[str, str]]:
    """The name and the code of each macro that `script` defines."""
    for macro in _MACRO.finditer(script):
        reader = _LiteralReader(script, macro.end())
        reader.skip()
        yield macro["name"] or macro["quoted"], script[macro.end() : reader.at].strip()


def objects_named(script: str, name: str) -> Iterator[dict[str, Value]]:
    """What each object says that a setting of this name, in any case, holds."""
    for found in re.finditer(_SETTING.format(re.escape(name)), script, re.IGNORECASE):
        value = _LiteralReader(script, found.end()).value()
        if isinstance(value, dict):
            yield value


def lists_of_files(script: str) -> Iterator[list[str]]:
    """Each list of names of Markdown files: pages that load several do so by hand, in a loop."""
    for found in _LIST.finditer(script):
        value = _LiteralReader(script, found.end() - 1).list()
        names = [each for each in value if isinstance(each, str)]
        if names and all(name.partition("?")[0].endswith((".md", ".markdown")) for name in names):
            yield names


def texts_named(scripts: Iterable[str]) -> Iterator[str]:
    """The names of Markdown files that scripts say, for pages that compute what they show or fetch it."""
    for script in scripts:
        yield from _TEXT_FILE.findall(script)


_TEXT_FILE = re.compile(r"[\"'`]((?![a-z]+:|//)[^\"'`\s?#]{1,200}\.(?:md|markdown))(?:\?[^\"'`\s]*)?[\"'`]")
_DEEPEST = 100  #: levels of braces and brackets that are read


class _LiteralReader:
    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.unread: list[str] = []
        self.depth = 0

    def value(self, name: str = "") -> Value:
        """The literal here; one that is none is skipped, and its `name` remembered."""
        self._blank()
        start = self.at
        self.depth += 1
        value = self._literal()
        self.depth -= 1
        self._blank()
        if self.text[self.at : self.at + 1] not in ",)]};" and self.at < len(self.text):
            self.at = start
            self.skip()
            self.unread.append(name)
            return None
        return value

    def _literal(self) -> Value:
        here = self.text[self.at : self.at + 1]
        if self.depth > _DEEPEST:
            return None
        if here == "{":
            return self._object()
        if here == "[":
            return self.list()
        if found := self._take(_STRING):
            return _unescaped(next(group for group in found.groups() if group is not None))
        if found := self._take(_NUMBER):
            return float(found.group())
        if here == "/" and (found := self._take(_REGEXP)):
            return Pattern(found[1], found[2])
        word = _WORD.match(self.text, self.at)
        if word and word.group() in _WORDS:
            self.at = word.end()
            return _WORDS[word.group()]
        self.at = min(self.at + 1, len(self.text))  # what follows tells that it is none
        return None

    def _object(self) -> Value:
        found: dict[str, Value] = {}
        self.at += 1
        while self._more("}"):
            key = self._take(_STRING) or self._take(_WORD) or self._take(_NUMBER)
            if key is None:
                self.skip()
                continue
            name = next((group for group in key.groups() if group is not None), key.group())
            self._blank()
            if self.text[self.at : self.at + 1] != ":":  # a method, or a name alone
                self.unread.append(name)
                self.skip()
                continue
            self.at += 1
            before = len(self.unread)
            value = self.value(name)
            if len(self.unread) == before:
                found[name] = value
        return found

    def list(self) -> "list[Value]":
        found: list[Value] = []
        self.at += 1
        while self._more("]"):
            found.append(self.value())
        return found

    def _more(self, end: str) -> bool:
        """Whether something stands before the bracket `end`; steps over commas, and over the bracket."""
        self._blank()
        while self.text[self.at : self.at + 1] == ",":
            self.at += 1
            self._blank()
        if self.at >= len(self.text):
            return False
        if self.text[self.at] == end:
            self.at += 1
            return False
        return True

    def skip(self) -> None:
        """Go on to the comma, the semicolon or the bracket that ends what stands here."""
        depth = 0
        while self.at < len(self.text):
            here = self.text[self.at]
            if self._take(_STRING) or (here == "/" and (self._comment() or self._regexp())):
                continue
            if here in _OPENING:
                depth += 1
            elif here in _CLOSING:
                if depth == 0:
                    return
                depth -= 1
            elif depth == 0 and here in ",;":
                return
            self.at += 1

    def _comment(self) -> bool:
        start = self.at
        self._blank()
        return self.at > start

    def _regexp(self) -> bool:
        before = self.text[: self.at].rstrip()[-1:]
        return before in "=(,:[!&|?{};" and self._take(_REGEXP) is not None

    def _blank(self) -> None:
        blank = _BLANK.match(self.text, self.at)
        self.at = blank.end() if blank else self.at

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\n": ""}


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), text, flags=re.DOTALL)
