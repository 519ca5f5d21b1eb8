"""Every web address that a document sends people or programs to: links, pictures, what commands fetch.

Knows where addresses stand, and which of them nobody can be sent to. Must not know whether anything is there.
"""

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urldefrag, urlsplit

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.commands import commands_in
from slidegen.lint.document import Document
from slidegen.lint.prose import prose_of
from slidegen.lint.references import references_in

#: In prose an address ends at a blank, a bracket or a quote, those of Chinese and Japanese too, and not with
#: the mark that ends a sentence.
_BARE = re.compile(
    r"https?://[^\s<>\"'`|()\[\]{}\u3001\u3002\u3008-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]+"
    r"(?:\([^\s<>\"'`|()]*\))?"
)
_ENDS_SENTENCE = ".,:;!?*_"
#: Where a script without blanks goes on: a letter of it right behind one of ours.
_GOES_ON = re.compile(r"(?<=[A-Za-z0-9])[\u3040-\u9fff\uac00-\ud7af]")
#: A mark that Markdown would take for its own.
_ESCAPED = re.compile(r"\\(?=[_*~#&.()-])")
#: What stands for something else: nobody can ask there.
_PLACEHOLDER = re.compile(
    r"[<>${}\u2026]|\.\.\.|x{3,}|X{2,}|%[sd]\b|YOUR|(?<![a-z])your-?(?:name|user|org|domain|repo|account|host)"
)
#: What makes more of an address than stands there, in a shell or in the pattern of a search.
_MADE = ("`", "$", "{", "[", "<", "(")
#: https://www.rfc-editor.org/rfc/rfc2606 and what is only on the reader's own machine or network.
_NOWHERE = (
    "localhost",
    "example",
    "example.com",
    "example.org",
    "example.net",
    "invalid",
    "test",
    "local",
    "internal",
)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address in a document, without its `#…`; `start` is where it begins."""

    address: str
    start: int
    is_fetched: bool  #: a command fetches it; else people follow it


def web_addresses_in(document: Document) -> tuple[WebAddress, ...]:
    """The addresses of `document` that are no placeholders, in order, each place once."""
    found = {each.start: each for each in (*_in_prose(document), *_in_commands(document))}
    return tuple(found[start] for start in sorted(found))


def _in_prose(document: Document) -> Iterator[WebAddress]:
    seen = set()
    for match in _BARE.finditer(document.view(prose_of)):
        address = _GOES_ON.split(match[0], maxsplit=1)[0].rstrip(_ENDS_SENTENCE)
        for made in _made(address, match.start(), is_fetched=False):
            seen.add(made.address)
            yield made
    for placed in document.view(references_in):
        is_there = document.text.startswith(placed.reference.address, placed.start)
        for made in _made(placed.reference.address, placed.start, is_fetched=False):
            if is_there or made.address not in seen:  # one with `\\_` in it is found as it is written
                yield made


def _in_commands(document: Document) -> Iterator[WebAddress]:
    for command in document.view(commands_in):
        for word in command.arguments:
            at = word.raw.find("http")
            found = _BARE.match(word.raw, at) if at >= 0 else None
            if found and not word.raw.startswith(_MADE, found.end()):
                address = found[0].rstrip(",;")
                yield from _made(address, word.start + at, is_fetched=command.context != "inline")


def _made(text: str, start: int, *, is_fetched: bool) -> Iterator[WebAddress]:
    address = _ESCAPED.sub("", urldefrag(text.strip()).url)
    if address.startswith(("http://", "https://")) and not _PLACEHOLDER.search(address):
        yield WebAddress(address, start, is_fetched)


def is_public(address: str) -> bool:
    """Whether it names somebody else's machine, on the open network."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not any(host == name or host.endswith(f".{name}") for name in _NOWHERE)
