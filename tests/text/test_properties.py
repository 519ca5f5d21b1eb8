"""The `key: value` lines of slides and steps."""

from pathlib import Path

from deck.workbench import fragment, source
from fixture_files import Case, parametrize

HERE = Path(__file__).parent


@parametrize(HERE / "properties.md")
def test_properties(case: Case) -> None:
    read = source(case.input)
    (slide,) = fragment(case.input).slides
    lines = []
    for number, step in enumerate(slide.steps):
        lines += ["step"] if number else []
        lines += [f"{each.name} = {each.value!r}" for each in step.properties]
        lines.append(read.slice(step.body).lstrip("\n").partition("\n")[0])
    assert "".join(f"{line}\n" for line in lines) == case.expected


def test_the_last_one_of_a_name_counts() -> None:
    (slide,) = fragment("class: a\nclass: b, c b\n").slides
    assert slide.value("class") == "b, c b"
    assert slide.classes == ("b", "c")
    assert slide.value("name") is None


def test_a_span_is_the_line_without_blanks_around_it() -> None:
    text = "\nclass:  a  \nx"
    (slide,) = fragment(text).slides
    (found,) = slide.properties
    assert text[found.span.start : found.span.end] == "class:  a"
