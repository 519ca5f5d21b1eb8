"""A deck out of a manifest: the order of the passes, numbers, ids, and where slides come from."""

from deck.workbench import compose, compose_files, compose_markdown, manifest, told

from slidegen.deck.model import Deck


def numbers(deck: Deck) -> list[str]:
    return [slide.number for slide in deck.slides]


def test_numbers_count_steps_as_remark_does() -> None:
    assert numbers(compose("a\n---\nb\n--\nc\n---\nd\n")) == ["1", "2", "4"]


def test_uncounted_slides_show_the_number_before() -> None:
    deck = compose("a\n---\ncount: false\nb\n---\nc\n")
    assert numbers(deck) == ["1", "1", "2"]
    assert [slide.counted for slide in deck.slides] == [True, False, True]


def test_a_first_slide_that_does_not_count_shows_one() -> None:
    assert numbers(compose("count: false\na\n---\nb\n---\nc\n")) == ["1", "1", "2"]


def test_excluded_slides_do_not_count() -> None:
    assert numbers(compose("a\n---\nexclude: true\nb\n---\nc\n")) == ["1", "2"]


def test_steps_that_remark_would_not_count() -> None:
    deck = compose("a\n--\nb\n---\nc\n", "sections: false\nremark: {countIncrementalSlides: false}")
    assert numbers(deck) == ["1", "2"]


def test_ids_are_names_then_titles_then_places() -> None:
    deck = compose("name: start\n# Hello\n---\n# Hello\n---\n# Hello\n---\ntext\n---\nname: start\nx\n")
    assert [slide.id for slide in deck.slides] == ["start", "hello", "hello-2", "deck-4", "deck-5"]


def test_a_name_goes_before_a_title_that_comes_first() -> None:
    deck = compose("# Start\n---\nname: start\nx\n")
    assert [slide.id for slide in deck.slides] == ["start-2", "start"]


def test_classes_by_property_and_by_manifest() -> None:
    deck = compose("class: a, b\nx\n---\nclass: c\ny\n", "sections: false\nexclude: [b]")
    assert [slide.classes for slide in deck.slides] == [("c",)]


def test_notes_can_be_left_out() -> None:
    (slide,) = compose("x\n???\ny\n", "sections: false\nremark: {includePresenterNotes: false}").slides
    assert slide.notes == ""


def test_a_template_that_nobody_named_is_a_finding_at_its_place() -> None:
    deck = compose("x\n---\ntemplate: nope\ny\n")
    assert told(deck.findings) == (
        "deck.md:3:1 SG406 no slide before this one is named `nope`\n  name the template slide, above it\n"
    )


def test_properties_in_braces() -> None:
    (slide,) = compose("name: me\nwho: Ann\n{{who}} is {{name}}, {{other}}\n").slides
    assert slide.text == "Ann is me, {{other}}\n"


def test_an_inline_slide_is_placed_in_the_manifest() -> None:
    described = manifest("sections: false\ncontent:\n- a.md\n- |\n  # Inline\n\n  text\n- b.md\n")
    deck = compose_files(described, {"a.md": "A\n", "b.md": "B\n"})
    a, inline, b = deck.slides
    assert [slide.span.path for slide in (a, inline, b)] == ["a.md", "deck.yml", "b.md"]
    assert inline.title == "Inline"
    assert not inline.generated


def test_a_file_that_cannot_be_read_leaves_the_rest() -> None:
    described = manifest("sections: false\ncontent: [a.md, gone.md, b.md]\n")
    deck = compose_files(described, {"a.md": "A\n", "b.md": "B\n"})
    assert [slide.text for slide in deck.slides] == ["A\n", "B\n"]


def test_a_file_that_is_listed_twice_stands_there_twice() -> None:
    described = manifest("sections: false\ncontent: [a.md, a.md]\n")
    deck = compose_files(described, {"a.md": "# A\n"})
    assert [slide.id for slide in deck.slides] == ["a", "a-2"]


def test_a_markdown_file_is_a_deck() -> None:
    deck = compose_markdown("# One\n---\n# Two\n")
    assert (deck.name, deck.title) == ("deck", "deck")
    assert [slide.id for slide in deck.slides] == ["one", "two"]


def test_an_empty_file_is_one_empty_slide() -> None:
    (slide,) = compose_markdown("").slides
    assert (slide.text, slide.title, slide.id) == ("", "", "deck-1")


def test_exercises_belong_to_their_slide_also_in_steps() -> None:
    deck = compose("x\n--\n.lab[\n```bash\nls\n```\n]\n---\nexclude: true\n.lab[\n```bash\nno\n```\n]\n")
    (slide,) = deck.slides
    assert [snippet.data for exercise in slide.exercises for snippet in exercise.snippets] == ["ls"]


def test_a_text_that_is_indented_as_a_whole() -> None:
    first, second = compose("  class: a\n  # One\n\n  ---\n\n  text\n").slides
    assert (first.title, first.classes) == ("One", ("a",))
    assert second.text == "\ntext\n"


def test_equal_slides_have_equal_keys() -> None:
    one, two, other = compose("x\n---\nx\n---\ny\n").slides
    assert one.key == two.key != other.key
