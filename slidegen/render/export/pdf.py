"""A PDF from Chromium, made what a deck deserves: an outline, page labels, a title, and a third less bytes.

Chromium (Skia) writes PDF 1.4: a table of objects, most of them small uncompressed dictionaries, of which a
tagged document has tens of thousands. We read that table, change the few dictionaries that we know better,
and write all of them into compressed object streams (ISO 32000-1, 7.5.7 and 7.5.8). No object is
understood beyond that, and what holds a stream is copied as it is.

Chromium can make an outline by itself, of headings: it knows neither parts nor sections, leaves out slides
whose title is no heading, and takes in those in the middle of a slide.

Knows PDF's file structure. Must not know decks or browsers. The same bytes in make the same bytes out.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass

_STARTXREF = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_SUBSECTION = re.compile(rb"(\d+) (\d+)\s*\n")
_ENTRY_LENGTH = 20  #: of a line in the table, by the standard
_OBJECT = re.compile(rb"\s*\d+ 0 obj\s*(.*?)\s*endobj\s*$", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) 0 R")
_BOX = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")

IN_A_STREAM = 400  #: objects; a reader unpacks a whole stream to reach one of them
POINTS = 0.75  #: in a CSS pixel


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline."""

    title: str
    page: int  #: from 0
    level: int  #: from 0


@dataclass(frozen=True, slots=True)
class PdfDetails:
    """What Chromium does not know about the document."""

    title: str
    author: str = ""
    creator: str = ""
    outline: tuple[Bookmark, ...] = ()
    labels: tuple[str, ...] = ()  #: what a reader calls each page, as the deck numbers it
    page_size: tuple[int, int] = (0, 0)  #: in CSS pixels; Chromium rounds it up to hundredths of an inch


class UnknownStructureError(ValueError):
    """The file is not built as Chromium builds them."""


def finished(pdf: bytes, details: PdfDetails) -> bytes:
    """The same pages with the details. Raises UnknownStructureError for a PDF that is not Chromium's."""
    document = _read(pdf)
    pages = _pages(document, _references(document.objects[document.root], rb"/Pages")[0])
    _set_catalog(document, details, pages)
    _map_roles(document)
    _set_info(document, details)
    _trim_pages(document, details.page_size, pages)
    return _written(document)


@dataclass(slots=True)
class _Document:
    """Objects by number, as they stand in the file. Not frozen: pages and outlines are added."""

    objects: dict[int, bytes]
    root: int
    info: int
    header: bytes = field(default=b"%PDF-1.5\n%\xd3\xeb\xe9\xe1\n")

    def add(self, body: bytes) -> int:
        number = max(self.objects) + 1
        self.objects[number] = body
        return number


# ---- reading
def _read(pdf: bytes) -> _Document:
    start = _STARTXREF.search(pdf, max(0, len(pdf) - 64))
    if start is None or pdf[int(start[1]) : int(start[1]) + 4] != b"xref":
        raise UnknownStructureError("no table of objects at its end")
    offsets, trailer = _offsets(pdf, int(start[1]) + 5)
    ends = dict(zip(sorted(offsets.values()), [*sorted(offsets.values())[1:], int(start[1])], strict=True))
    objects: dict[int, bytes] = {}
    for number, offset in offsets.items():
        match = _OBJECT.match(pdf[offset : ends[offset]])
        if match is None:
            raise UnknownStructureError(f"object {number} is not where the table says")
        objects[number] = match[1]
    return _Document(objects, _references(trailer, rb"/Root")[0], _references(trailer, rb"/Info")[0])


def _offsets(pdf: bytes, at: int) -> tuple[dict[int, int], bytes]:
    """Where each object stands, and the trailer behind the table."""
    offsets: dict[int, int] = {}
    while section := _SUBSECTION.match(pdf, at):
        first, count = int(section[1]), int(section[2])
        at = section.end()
        for number in range(first, first + count):
            entry = pdf[at : at + _ENTRY_LENGTH]
            if entry[17:18] == b"n":
                offsets[number] = int(entry[:10])
            at += _ENTRY_LENGTH
    return offsets, pdf[at:]


def _references(body: bytes, key: bytes) -> list[int]:
    """The objects that `key` refers to: one, or a list of them."""
    match = re.search(key + rb"\s*(\[[^\]]*\]|\d+ 0 R)", body)
    if match is None:
        raise UnknownStructureError(f"no {key.decode()} where one belongs")
    return [int(number) for number in _REFERENCE.findall(match[1])]


def _pages(document: _Document, node: int) -> list[int]:
    """The leaves of the page tree, in order."""
    body = document.objects[node]
    if not re.search(rb"/Type\s*/Pages\b", body):
        return [node]
    return [page for kid in _references(body, rb"/Kids") for page in _pages(document, kid)]


# ---- changing
def _set_catalog(document: _Document, details: PdfDetails, pages: Sequence[int]) -> None:
    catalog = re.sub(rb"/(?:Outlines \d+ 0 R|PageMode /\w+)\s*", b"", document.objects[document.root])
    added = b""
    if details.outline:
        added += b"/Outlines %d 0 R\n/PageMode /UseOutlines\n" % _add_outline(
            document, details.outline, pages
        )
    if details.labels:
        # A label that is all prefix is good for one page.
        labels = b" ".join(b"%d <</P %s>>" % (at, text(label)) for at, label in enumerate(details.labels))
        added += b"/PageLabels <</Nums [%s]>>\n" % labels
    assert catalog.endswith(b">>")
    document.objects[document.root] = catalog[:-2] + b"\n" + added + b">>"


def _add_outline(document: _Document, outline: Sequence[Bookmark], pages: Sequence[int]) -> int:
    """The outline's objects; each line knows its parent, neighbours and children."""
    root = document.add(b"")
    numbers = [document.add(b"") for _ in outline]
    families: dict[int, list[int]] = {}
    for at, parent in enumerate(_parents(outline)):
        families.setdefault(parent, []).append(at)
    for parent, siblings in families.items():
        above = root if parent < 0 else numbers[parent]
        for before, at, after in zip([None, *siblings], siblings, [*siblings[1:], None], strict=False):
            links = {b"/Parent": above}
            links |= {} if before is None else {b"/Prev": numbers[before]}
            links |= {} if after is None else {b"/Next": numbers[after]}
            line, children = outline[at], [numbers[child] for child in families.get(at, ())]
            place = b"/Title %s\n/Dest [%d 0 R /Fit]\n" % (text(line.title), pages[line.page])
            document.objects[numbers[at]] = b"<<%s%s%s>>" % (place, _entries(links), _family(children, -1))
    top = [numbers[at] for at in families.get(-1, ())]
    document.objects[root] = b"<</Type /Outlines\n%s>>" % _family(top, 1)
    return root


def _parents(outline: Sequence[Bookmark]) -> list[int]:
    """For each line the nearest one above it that is less deep, -1 for none."""
    parents: list[int] = []
    open_lines: list[int] = []
    for at, line in enumerate(outline):
        while open_lines and outline[open_lines[-1]].level >= line.level:
            open_lines.pop()
        parents.append(open_lines[-1] if open_lines else -1)
        open_lines.append(at)
    return parents


def _family(children: Sequence[int], sign: int) -> bytes:
    """The children, open (`sign` 1) or closed (-1) when the reader first sees them."""
    if not children:
        return b""
    ends = {b"/First": children[0], b"/Last": children[-1]}
    return _entries(ends) + b"/Count %d\n" % (sign * len(children))


def _entries(links: Mapping[bytes, int]) -> bytes:
    return b"".join(b"%s %d 0 R\n" % link for link in links.items())


def _set_info(document: _Document, details: PdfDetails) -> None:
    """Without dates: the same deck makes the same file."""
    producer = re.search(rb"/Producer \([^)]*\)", document.objects[document.info])
    known = {b"/Title": details.title, b"/Author": details.author, b"/Creator": details.creator}
    entries = [b"%s %s" % (key, text(value)) for key, value in known.items() if value]
    entries += [producer[0]] if producer else []
    document.objects[document.info] = b"<<" + b"\n".join(entries) + b">>"


def _trim_pages(document: _Document, size: tuple[int, int], pages: Iterable[int]) -> None:
    """Pages of exactly the size asked for; what Chromium added is a white edge at the right and below."""
    if not all(size):
        return
    width, height = size[0] * POINTS, size[1] * POINTS

    def trimmed(match: re.Match[bytes]) -> bytes:
        top = float(match[2])
        return b"/MediaBox [0 %.2f %.2f %.2f]" % (max(0.0, top - height), width, top)

    for page in pages:
        document.objects[page] = _BOX.sub(trimmed, document.objects[page])


def text(value: str) -> bytes:
    """A text string (7.9.2.2): plain where it can be, else UTF-16."""
    if value.isascii() and value.isprintable():
        escaped = re.sub(r"([\\()])", r"\\\1", value)
        return b"(" + escaped.encode("ascii") + b")"
    return b"<FEFF" + value.encode("utf-16-be").hex().upper().encode() + b">"


def _map_roles(document: _Document) -> None:
    """Chromium tags with two types that only PDF 2.0 knows; who reads 1.5 is told what they are like."""
    found = re.search(rb"/StructTreeRoot (\d+) 0 R", document.objects[document.root])
    if found is None or b"/RoleMap" in (tree := document.objects[int(found[1])]):
        return
    document.objects[int(found[1])] = tree[:-2] + b"\n/RoleMap <</Em /Span /Strong /Span>>>>"


# ---- writing
def _written(document: _Document) -> bytes:
    out = bytearray(document.header)
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}  #: number -> type, where, which
    small: list[int] = []
    for number, body in sorted(document.objects.items()):
        if body.endswith(b"endstream"):
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        else:
            small.append(number)
    last = max(document.objects)
    for at in range(0, len(small), IN_A_STREAM):
        last += 1
        group = small[at : at + IN_A_STREAM]
        places |= {number: (2, last, index) for index, number in enumerate(group)}
        places[last] = (1, len(out), 0)
        out += _object_stream(last, [(number, document.objects[number]) for number in group])
    start = len(out)
    places[last + 1] = (1, start, 0)
    out += _cross_reference(last + 1, places, document)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _object_stream(number: int, members: Sequence[tuple[int, bytes]]) -> bytes:
    index, bodies = b"", bytearray()
    for member, body in members:
        index += b"%d %d " % (member, len(bodies))
        bodies += body + b"\n"
    packed = zlib.compress(index + bytes(bodies), 9)
    head = b"/Type /ObjStm\n/N %d\n/First %d" % (len(members), len(index))
    return _stream(number, head, packed)


def _cross_reference(number: int, places: Mapping[int, tuple[int, int, int]], document: _Document) -> bytes:
    free = (0, 0, 65535)
    rows = (places.get(at, free) for at in range(number + 1))
    table = b"".join(
        kind.to_bytes(1, "big") + where.to_bytes(4, "big") + which.to_bytes(2, "big")
        for kind, where, which in rows
    )
    head = b"/Type /XRef\n/W [1 4 2]\n/Size %d\n/Root %d 0 R\n/Info %d 0 R" % (
        number + 1,
        document.root,
        document.info,
    )
    return _stream(number, head, zlib.compress(table, 9))


def _stream(number: int, head: bytes, data: bytes) -> bytes:
    return b"%d 0 obj\n<<%s\n/Filter /FlateDecode\n/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        head,
        len(data),
        data,
    )
