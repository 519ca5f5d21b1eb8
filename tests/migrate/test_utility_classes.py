"""Classes of Slidev's decks that say how their elements look."""

import pytest

from slidegen.migrate.stylesheet import StyleReport, translated
from slidegen.migrate.utility_classes import utilities


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("grid-cols-3", ".grid-cols-3 { grid-template-columns: repeat(3, minmax(0, 1fr)) }"),
        ("md:grid-cols-2", ".md\\:grid-cols-2 { grid-template-columns: repeat(2, minmax(0, 1fr)) }"),
        ("grid-cols-[1fr_35%]", ".grid-cols-\\[1fr_35\\%\\] { grid-template-columns: 1fr 35% }"),
        ("col-span-2", ".col-span-2 { grid-column: span 2 }"),
        ("gap-x-4", ".gap-x-4 { column-gap: 20px }"),
        ("mt-1.5", ".mt-1\\.5 { margin-block-start: 7.5px }"),
        ("px-2", ".px-2 { padding-inline: 10px }"),
        ("space-y-2", ".space-y-2 > * + * { margin-block-start: 10px }"),
        ("w-1/2", ".w-1\\/2 { width: calc(100% * 1/2) }"),
        ("h-40", ".h-40 { height: 200px }"),
        ("text-sm", ".text-sm { font-size: .9em }"),
        ("text-5xl", ".text-5xl { font-size: min(2.8em, 8vw) }"),
        ("text-2xl", ".text-2xl { font-size: 1.45em }"),
        ("border-l-4", ".border-l-4 { border-inline-start: 4px solid var(--line) }"),
        ("border-b", ".border-b { border-block-end: 1px solid var(--line) }"),
        ("border-[#10b981]", ".border-\\[\\#10b981\\] { border-color: #10b981 }"),
        ("opacity-60", ".opacity-60 { color: var(--muted) }"),
        ("items-center", ".items-center { align-items: center }"),
        ("justify-between", ".justify-between { justify-content: space-between }"),
        ("rounded-lg", ".rounded-lg { border-radius: 10px }"),
        ("max-w-2xl", ".max-w-2xl { max-width: 840px }"),
    ],
)
def test_a_name_says_what_it_says_there(name: str, rule: str) -> None:
    css = utilities(f'<div class="{name}">\n')
    assert css == rule
    assert f"#slides {rule.partition(' {')[0]}" in translated(css, StyleReport())


@pytest.mark.parametrize("name", ["title", "text-red-500", "hover:grid", "grid-cols-x", "bg-white", "w-px"])
def test_other_names_say_nothing(name: str) -> None:
    assert utilities(f'<div class="{name}">\n') == ""


def test_names_of_comments_and_of_text_are_none() -> None:
    assert utilities('<!-- <p class="mt-4"> -->\n\nclass is `mt-4`\n') == ""


def test_properties_of_a_slide_have_names_too() -> None:
    assert utilities("class: text-center, mt-4\n\n# A\n").splitlines() == [
        ".text-center { text-align: center }",
        ".mt-4 { margin-block-start: 20px }",
    ]


def test_a_colour_wins_over_the_border_that_it_is_of() -> None:
    css = utilities('<div class="border-[#fff] border-l-4">')
    assert css.index("border-inline-start") < css.index("border-color")


def test_columns_stand_below_one_another_on_a_phone() -> None:
    assert "@media (max-width: 40rem)" in utilities('<div class="grid grid-cols-2">')
