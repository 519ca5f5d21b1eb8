"""What holds for any text: spans, slides that cover their file, pages that stay whole."""

import re

import html5lib
from deck.workbench import (
    MARGIN,
    compose,
    compose_markdown,
    fragment,
    manifest,
    markdown_texts,
    nodes,
    rendered,
    source,
    spans,
)
from hypothesis import HealthCheck, example, given, settings

from slidegen.finding import Finding
from slidegen.text.front_matter import front_matter_end
from slidegen.text.model import Comment, Exercise, Fence, Property, SlideSource, Snippet, StepSource

trying = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@trying
@given(markdown_texts)
def test_every_span_lies_in_its_file(text: str) -> None:
    read = source(text)
    for span in spans(fragment(text)):
        assert span.path == "deck.md"
        assert span.end <= len(read.text)


@trying
@given(markdown_texts)
@example("---\nWord: text\n---")
@example("---\nWord: text\n---\n# A\n\n---\n")
def test_slides_cover_the_file_in_order(text: str) -> None:
    read = source(text)
    at = front_matter_end(read)
    for number, slide in enumerate(fragment(text).slides, 1):
        assert slide.ordinal == number
        assert slide.span.start >= at
        assert is_separator(read.text[at : slide.span.start], "---", first=number == 1)
        at = slide.span.end
    assert at == len(read.text)


@trying
@given(markdown_texts)
def test_steps_cover_their_slide_in_order(text: str) -> None:
    read = source(text)
    for slide in fragment(text).slides:
        at = slide.span.start
        for number, step in enumerate(slide.steps):
            assert is_separator(read.text[at : step.span.start], "--", first=number == 0)
            assert step.span.start <= step.body.start <= step.body.end <= step.span.end
            if step.notes is not None:
                assert step.notes.end == step.span.end
                assert is_separator(read.text[step.body.end : step.notes.start], "???", first=False)
            at = step.span.end
        assert at == slide.span.end


def is_separator(between: str, mark: str, *, first: bool) -> bool:
    if first:
        return between == ""
    return between.strip() == mark or (mark == "---" and between.strip() == "<!-- break -->")


def unquoted(text: str, quotes: int) -> str:
    """The text without the marks of so many quotes around it."""
    return re.sub(rf"^(?:[ \t]*>){{0,{quotes}}}", "", text, flags=re.MULTILINE)


@trying
@given(markdown_texts)
@example("--\n\n\t<!-- break -->")
@example(".lab[\n> ```\n> q")
def test_code_is_what_the_text_at_its_span_says(text: str) -> None:
    read = source(text)
    found = fragment(text)
    indented = {fence.span for slide in found.slides for fence in slide.unmarked}  # they have no marks
    quotes = {fence.text_span: fence.quotes for slide in found.slides for fence in slide.fences}
    for node in nodes(found):
        match node:
            case Fence():
                marks = re.match(r"(?:(?:[-*+>]|\d+[.)])[ \t]+)*(`{3}|~{3})", read.slice(node.span))
                assert marks or node.span in indented
                assert node.info in read.slice(node.span)
                assert squeezed(node.text) == squeezed(unquoted(read.slice(node.text_span), node.quotes))
                assert node.line == read.position(node.span.start).line
            case Snippet():
                text = unquoted(read.slice(node.text_span), quotes.get(node.text_span, 0))
                assert squeezed(node.data) == squeezed(text)
                assert (node.verb or "") in read.slice(node.span)
                assert node.line == read.position(node.span.start).line


@trying
@given(markdown_texts)
def test_markup_is_what_the_text_at_its_span_says(text: str) -> None:
    read = source(text)
    for node in nodes(fragment(text)):
        match node:
            case Property():
                written = read.slice(node.span)
                assert written.startswith(("<!--", node.name))
                assert node.value in written
            case Comment():
                assert read.slice(node.span).startswith("<!--")
                assert read.slice(node.span).endswith("-->") or not node.closed
            case Exercise():
                written = read.slice(node.span)
                assert written.startswith(".")
                assert f".{node.class_name}" in written.partition("[")[0]
                assert node.line == read.position(node.span.start).line


@trying
@given(markdown_texts)
def test_slides_and_findings_stand_where_they_say(text: str) -> None:
    read = source(text)
    for node in nodes(fragment(text)):
        match node:
            case SlideSource():
                assert read.position(node.span.start).line <= node.line <= read.position(node.span.end).line
            case StepSource():
                for each in node.properties:
                    assert node.span.start <= each.span.start <= each.span.end <= node.span.end
            case Finding():
                assert node.start == read.position(node.span.start)
                assert node.end == read.position(node.span.end)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@trying
@given(markdown_texts)
def test_nodes_lie_in_their_slide_in_order(text: str) -> None:
    for slide in fragment(text).slides:
        for kind in (slide.fences, slide.exercises):
            at = slide.span.start
            for node in kind:
                assert at <= node.span.start <= node.span.end <= slide.span.end
                at = node.span.start
        for exercise in slide.exercises:
            for snippet in exercise.snippets:
                assert exercise.span.start <= snippet.span.start <= snippet.span.end


@trying
@given(markdown_texts)
def test_a_deck_has_unique_ids_and_numbers_that_never_fall(text: str) -> None:
    for deck in (compose_markdown(text), compose(text, "title: T")):
        slides = list(deck.slides)
        ids = [slide.id for slide in slides]
        assert len(set(ids)) == len(ids)
        assert all(ids)
        numbers = [int(slide.number) for slide in slides]
        assert numbers == sorted(numbers)
        for slide in slides:
            assert {step for _, step in slide.turns} <= set(range(slide.steps + 1))
            assert list(slide.turns) == sorted(slide.turns, key=lambda turn: turn[0])


@trying
@given(markdown_texts)
def test_no_slide_breaks_out_of_its_body(text: str) -> None:
    described = manifest(f"title: T\n{MARGIN}")
    for slide in compose(text, "title: T").slides:
        html = rendered(slide, described)
        page = (
            f'<!doctype html><body><section class="slide"><div class="slide-body">{html.body}</div>'
            f'<aside class="notes">{html.notes}</aside></section><p id="after">after</p></body>'
        )
        tree = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
        (content,) = tree.findall("body")
        assert [child.tag for child in content] == ["section", "p"], page
        section, after = content
        assert [child.tag for child in section] == ["div", "aside"], page
        assert after.text == "after"


@trying
@given(markdown_texts)
def test_reading_a_text_twice_gives_equal_values(text: str) -> None:
    assert fragment(text) == fragment(text)
    assert compose_markdown(text) == compose_markdown(text)
