"""Layouts, templates, exclusion and steps."""

from pathlib import Path

from deck.workbench import drafts
from fixture_files import Case, parametrize

from slidegen.budget import Budget
from slidegen.deck.layout import LaidOut, LayoutOptions, lay_out

HERE = Path(__file__).parent


@parametrize(HERE / "layout.md")
def test_inheritance(case: Case) -> None:
    shown = lay_out(drafts(case.input), LayoutOptions(), Budget.of(0))
    assert "".join(f"{described(slide)}\n" for slide in shown) == case.expected


def described(slide: LaidOut) -> str:
    parts = [repr(slide.text)]
    parts += [f"{name}={value!r}" for name, value in slide.properties.items() if name not in HIDDEN]
    parts += [f"unknown={slide.unknown_template!r}"] if slide.unknown_template else []
    if slide.turns:
        steps = (
            line if step == at else f"{line}=step {step}" for at, (line, step) in enumerate(slide.turns, 1)
        )
        parts.append(f"steps at {', '.join(map(str, steps))}")
    if not all(slide.counts):
        parts.append(f"counts {', '.join('yes' if counts else 'no' for counts in slide.counts)}")
    return " ".join(parts)


HIDDEN = {"name", "continued"}


def shown(text: str, options: LayoutOptions) -> list[LaidOut]:
    return list(lay_out(drafts(text), options, Budget.of(0)))


def test_classes_exclude_slides() -> None:
    text = "class: a\nx\n--\ny\n---\nclass: b, a\nz\n---\nclass: c\nw\n"
    assert [s.text for s in shown(text, LayoutOptions(excluded=frozenset({"a"})))] == ["w\n"]


def test_the_class_of_a_layout_excludes_only_the_layout() -> None:
    text = "layout: true\nclass: a\nL\n---\nx\n"
    assert [s.text for s in shown(text, LayoutOptions(excluded=frozenset({"a"})))] == ["x\n"]


def test_notes_are_inherited_when_asked_for() -> None:
    text = "layout: true\nL\n???\nbase\n---\nx\n???\nown\n"
    assert [s.notes for s in shown(text, LayoutOptions())] == ["own\n"]
    (slide,) = shown(text, LayoutOptions(inherit_notes=True))
    assert slide.notes.split() == ["base", "own"]


def test_notes_of_steps_follow_each_other() -> None:
    (slide,) = shown("a\n???\none\n--\nb\n???\ntwo\n", LayoutOptions())
    assert slide.notes.split() == ["one", "two"]


def test_a_second_mark_does_not_end_the_notes() -> None:
    (slide,) = shown("a\n???\none\n\n???\n\ntwo `???`\n```\n???\n```\n", LayoutOptions())
    assert slide.notes.split() == ["one", "two", "`???`", "```", "???", "```"]


def test_steps_can_be_shown_at_once() -> None:
    (slide,) = shown("a\n--\nb\n", LayoutOptions(flatten_steps=True))
    assert (slide.text, slide.turns, slide.steps, slide.counts) == ("a\nb\n", (), 0, (True,))


def test_steps_can_go_uncounted() -> None:
    (slide,) = shown("a\n--\nb\n--\ncount: true\nc\n", LayoutOptions(count_steps=False))
    assert slide.counts == (True, False, True)
