"""Slidev's `<Toc>` as the list of links that its program makes of it.

Knows what Slidev lists, and how deep. Must not know files, nor what else becomes of a slide.
"""

from collections.abc import Iterator, Mapping, Sequence

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.migrate.deck import Left
from slidegen.text.heading import Slugs, headings, plain_text, slug
from slidegen.text.verbatim import read_verbatim

Slides = Sequence[tuple[Mapping[str, str], str]]

_TOC = re.compile(r"^[ \t]*<[Tt]oc\b(?P<said>[^<>]*)>(?:[ \t]*</[Tt]oc>)?[ \t]*$", re.MULTILINE)
_ATTRIBUTE = re.compile(r"(?P<name>[\w-]+)[ \t]*=[ \t]*[\"']?(?P<value>[^\s\"'/>]*)")
_MARKUP = re.compile(r"([\\`*_\[\]<>])")
_DEPTHS = {"mindepth": 1, "maxdepth": 6}  #: Slidev writes `maxDepth` and `max-depth`


@dataclass(frozen=True, slots=True)
class _TocLine:
    depth: int  #: from 1: a title below which none is, is no deeper than its neighbour
    title: str
    id: str


def with_contents(slides: Slides, left: Left) -> Iterator[tuple[Mapping[str, str], str]]:
    """The slides, with the list of their titles where one asks for it."""
    lines: list[_TocLine] | None = None
    for said, body in slides:
        verbatim, at, kept = read_verbatim(body), 0, ""
        for mark in _TOC.finditer(body):
            if verbatim.covers(mark.start()):
                continue
            lines = list(_lines(slides)) if lines is None else lines
            kept += f"{body[at : mark.start()]}\n{_listed(lines, _depths(mark['said'], left))}\n"
            at = mark.end()
        yield said, kept + body[at:]


def _depths(said: str, left: Left) -> tuple[int, int]:
    """The least and the greatest depth; what else it says is told."""
    depths = dict(_DEPTHS)
    for each in _ATTRIBUTE.finditer(said):
        name, value = each["name"].replace("-", "").lower(), each["value"]
        if name in depths and value.isdecimal():
            depths[name] = int(value)
        else:
            left.append((f"`{each['name']}` of `<Toc>`", "it is one list, of all slides with a title"))
    return depths["mindepth"], depths["maxdepth"]


def _lines(slides: Slides) -> Iterator[_TocLine]:
    names = [said.get("routeAlias") or said.get("name", "") for said, _ in slides]
    slugs, depth = Slugs(), 0
    for name in names:
        slugs.reserve(name)
    for (said, body), name in zip(slides, names, strict=True):
        heading = next(headings(body, read_verbatim(body)), None)
        title = said.get("title") or (plain_text(heading.markdown) if heading else "")
        target = name or slugs.unique(slug(title))
        if title:
            depth = min(int(said.get("level") or (heading.level if heading else 1)), depth + 1)
            if said.get("hideInToc") != "true":
                yield _TocLine(depth, title, target)


def _listed(lines: Sequence[_TocLine], depths: tuple[int, int]) -> str:
    least, most = depths
    shown = ((line, _MARKUP.sub(r"\\\1", line.title)) for line in lines if least <= line.depth <= most)
    return "".join(f"{'  ' * (line.depth - least)}- [{title}](#{line.id})\n" for line, title in shown)
