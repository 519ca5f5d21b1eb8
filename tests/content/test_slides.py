"""Each slide can be read from the last row, has what it refers to, and helps who presents it."""

import re
from collections import Counter
from xml.etree import ElementTree

from slidegen.text.heading import plain_text
from slidegen.text.model import SlideSource

from .conftest import CONTENT, Material

#: What fits on 1210x681 at 26 px, counted as below; measured by screenshots of the fullest slides.
LINE_BUDGET = 15.0
CODE_LINE, TABLE_ROW = 0.8, 1.1
CODE_COLUMNS = 76
TITLE_COLUMNS = 52

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_IMAGE = re.compile(r"!\[(?P<alt>[^\]:][^\]]*)?\]\((?P<target>[^)\s]+)")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(#(?P<target>[^)]+)\)")
_REMOTE = re.compile(r"!\[[^\]]*\]\(https?:|url\(https?:|<(?:img|script)")
_INCLUDE = re.compile(r"(?<!\\)@@INCLUDE\[([^\]]+)\]")


def lines_of(material: Material, slide: SlideSource) -> float:
    """How many lines of body text the slide takes, roughly: code is smaller, columns stand side by side."""
    text = _COMMENT.sub("", material.text_of(slide))
    before, _, after = text.partition(".pull-right[")
    left, right = _height(before), _height(after)
    return left if right == 0 else max(left, right)


def _height(text: str) -> float:
    total, code = 0.0, False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            code = not code
            total += 0.2
        else:
            total += CODE_LINE if code else _text_height(line.strip())
    return total


def _text_height(line: str) -> float:
    if not line:
        return 0.2
    if line.startswith((".", "]", "|--", "--", "{{")):
        return 0.15
    if line.startswith("|"):
        return TABLE_ROW * -(-len(line) // 90)
    return 1.0 * -(-len(line) // 92)


def test_no_slide_is_over_the_line_budget(material: Material) -> None:
    full = {place: lines_of(material, slide) for place, slide in material.slides}
    assert {place: lines for place, lines in full.items() if lines > LINE_BUDGET} == {}


def test_no_line_of_code_is_too_wide(material: Material) -> None:
    wide = [
        f"{path}:{fence.line}"
        for path, fragment in material.fragments.items()
        for fence in fragment.fences
        if not fence.in_comment and max(map(len, fence.text.splitlines()), default=0) > CODE_COLUMNS
    ]
    assert wide == []


def test_titles_are_short_and_in_sentence_case(material: Material) -> None:
    names = {"Gateway", "Ingress", "Kubernetes", "NodePort", "LoadBalancer", "ExternalName", "Go"}
    for place, slide in material.slides:
        heading = material.heading_of(slide)
        if heading is None:
            continue
        assert len(plain_text(heading.markdown)) <= TITLE_COLUMNS, place
        later = re.findall(r"(?<=[a-z,] )[A-Z][a-z]\w+", re.sub(r"`[^`]*`", "", heading.markdown))
        assert set(later) <= names, place


def test_titles_are_unique_in_a_deck_so_that_addresses_last(material: Material) -> None:
    for name, manifest in material.manifests.items():
        slides = [slide for entry in manifest.fragments for slide in material.fragments[entry.path].slides]
        shown = [slide for slide in slides if not set(slide.classes) & set(manifest.exclude)]
        titles = Counter(title for title in map(material.title_of, shown) if title)
        assert {title for title, times in titles.items() if times > 1} == set(), name


def test_slides_without_a_title_have_a_name(material: Material) -> None:
    """Their address would be made from the file's name and a number, which changes when slides are added."""
    spoken_for = {"name", "layout", "template", "background-color"}
    for place, slide in material.slides:
        properties = {each.name for each in slide.properties}
        assert material.title_of(slide) or properties & spoken_for or "@@TOC@@" in material.text_of(slide), (
            place
        )


def test_each_fragment_opens_one_section(material: Material) -> None:
    for path, fragment in material.fragments.items():
        if "/shared/" in path or path.endswith("contents.md"):
            continue
        headings = [(slide.ordinal, material.heading_of(slide)) for slide in fragment.slides]
        assert [ordinal for ordinal, heading in headings if heading and heading.level == 1] == [1], path


def test_most_workshop_slides_have_notes_for_the_trainer(material: Material) -> None:
    slides = [slide for place, slide in material.slides if "/services/" in place]
    noted = [slide for slide in slides if any(step.notes for step in slide.steps)]
    assert len(noted) >= 0.4 * len(slides)


def test_every_picture_exists_and_says_what_it_shows(material: Material) -> None:
    for place, slide in material.slides:
        for match in _IMAGE.finditer(_without_code(material.text_of(slide))):
            assert (CONTENT / match["target"]).is_file(), place
            assert len(match["alt"] or "") > 20, place


def test_every_included_file_exists(material: Material) -> None:
    for place, slide in material.slides:
        for path in _INCLUDE.findall(material.text_of(slide)):
            assert (CONTENT / path).is_file(), place


def test_every_link_inside_the_decks_leads_to_a_named_slide(material: Material) -> None:
    named = {slide.value("name") for _, slide in material.slides}
    for place, slide in material.slides:
        for target in _LINK.findall(_without_code(material.text_of(slide))):
            assert target.isdigit() or target in named, place


def test_no_picture_is_loaded_from_elsewhere(material: Material) -> None:
    for place, slide in material.slides:
        assert not re.search(r"!\[[^\]]*\]\(https?:|url\(https?:|<(?:img|script)", material.text_of(slide)), (
            place
        )


def test_drawings_are_titled_svg_that_refer_to_nothing_outside() -> None:
    for path in sorted(CONTENT.rglob("*.svg")):
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        title = root.find("{http://www.w3.org/2000/svg}title")
        assert title is not None, path
        assert title.text, path
        assert root.get("viewBox"), path
        assert not re.search(r"(?:href|src)=|url\(\s*['\"]?http", path.read_text(encoding="utf-8")), path


def _without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^(`{3,})[^\n]*\n.*?^\1`*[ \t]*$", "", text, flags=re.S | re.M))
