"""Files of nights, and what a history says of the night on which a deck broke."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from slidegen.commands.nights_page import render, said
from slidegen.errors import UsageError
from slidegen.script.history import Broken, NightOutcome, NightRow, Trend, add_row, read_history, trends
from slidegen.script.night import read_night

FILE = """
decks = ["a.yml", "b.yml"]

[[bed]]
name = "laptop"

[[bed]]
name = "kind"
versions = ["1.33", "1.34"]
context = "kind-{version}"
options = ["--driver", "bash"]
"""


def night_file(folder: Path, text: str) -> Path:
    path = folder / "nights.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_night_is_every_deck_on_every_bed_in_every_version(tmp_path: Path) -> None:
    night = read_night(night_file(tmp_path, FILE))
    assert [cell.name for cell in night.cells()] == [
        "a.yml on laptop",
        "b.yml on laptop",
        "a.yml on kind 1.33",
        "b.yml on kind 1.33",
        "a.yml on kind 1.34",
        "b.yml on kind 1.34",
    ]
    last = list(night.cells())[-1]
    assert (last.context, last.image, last.bed.options) == (
        "kind-1.34",
        "kindest/node:v1.34.0",
        ("--driver", "bash"),
    )
    assert (night.history, night.page) == (tmp_path / "nights.jsonl", tmp_path / "nights.html")


def test_without_a_bed_it_is_this_machine(tmp_path: Path) -> None:
    (cell,) = read_night(night_file(tmp_path, 'decks = ["a.yml"]')).cells()
    assert cell.name == "a.yml on here"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("decks = [", "nights.toml:1:10 invalid value"),
        ("", "names no deck"),
        ("decks = 3", "toml:1:1 `decks` takes a list of texts"),
        ('decks = ["a"]\ndeck = ["b"]', "no `deck`"),
        ('decks = ["a"]\nbed = "kind"', "may come more than once"),
        ('decks = ["a"]\n[[bed]]\nversions = ["1.3"]', "toml:2:3 a bed has no name"),
        ('decks = ["a"]\n[[bed]]\nname = "k"\nversions = ["1.33"]', "does not say where its versions are"),
        ('decks = ["a"]\n[[bed]]\nname = "k"\nversion = "1.33"', "toml:4:1 a bed has no `version`"),
        ('decks = ["a"]\nhistory = 3', "toml:2:1 `history` takes a text"),
    ],
)
def test_what_says_no_night_is_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as told:
        read_night(night_file(tmp_path, text))
    assert told.value.hint


# ---- histories
GREEN = NightRow(
    "2026-11-20T03:17:00Z", "a.yml", "kind", "1.34", NightOutcome.GREEN, "9 pass", "v1.34.1", "aaaaaaaaaa"
)
BROKEN = (Broken("x/1", "a.md:3", "status 1"),)


def after(days: int, **changes: object) -> NightRow:
    return replace(GREEN, date=f"2026-11-{20 + days}T03:17:00Z", **changes)  # type: ignore[arg-type]


def test_green_says_since_when_it_was_looked_at() -> None:
    assert said(Trend((GREEN, after(3))), date(2026, 11, 26)) == "green, 3 days ago"
    assert Trend((GREEN,)).because() == ()


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"commit": "bbbbbbbbbb"}, ("commit aaaaaaaaa became bbbbbbbbb",)),
        ({"server": "v1.34.2"}, ("Kubernetes v1.34.1 became v1.34.2",)),
        ({"images": ("nginx",)}, ("neither the workshop nor Kubernetes: look at nginx",)),
        ({}, ("neither the workshop nor Kubernetes: look at what it fetches",)),
    ],
)
def test_what_changed_on_the_night_when_it_broke(
    changes: dict[str, object], because: tuple[str, ...]
) -> None:
    red = after(4, outcome=NightOutcome.RED, broken=BROKEN, **changes)
    later = replace(red, date="2026-11-25T03:17:00Z", commit="cccccccccc", server="v1.35.0")
    trend = Trend((GREEN, after(3), red, later))
    assert said(trend, date(2026, 11, 26)) == "red; broke 2 days ago, last green 3 days ago"
    assert trend.because() == because


def test_a_workshop_in_no_repository_may_have_changed() -> None:
    red = after(4, outcome=NightOutcome.RED, broken=BROKEN, commit="")
    (told,) = Trend((replace(GREEN, commit=""), red)).because()
    assert "in no repository" in told


def test_what_was_never_green_broke_on_no_night() -> None:
    trend = Trend((after(5, outcome=NightOutcome.SUSPECT),))
    assert said(trend, date(2026, 11, 26)) == "suspect, yesterday; never green yet"
    assert trend.because() == ()


def test_a_history_is_read_as_it_was_written_and_torn_lines_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "nights.jsonl"
    rows = (GREEN, after(1, outcome=NightOutcome.RED, broken=BROKEN, images=("nginx",)))
    for row in rows:
        add_row(path, row)
    path.write_text(path.read_text() + '{"date": "2026', encoding="utf-8")
    assert read_history(path) == rows
    assert read_history(tmp_path / "none.jsonl") == ()


def test_trends_follow_the_file_and_leave_out_what_it_names_no_more(tmp_path: Path) -> None:
    night = read_night(night_file(tmp_path, FILE))
    rows = (after(2), GREEN, replace(GREEN, deck="gone.yml"), replace(GREEN, bed="laptop", version=""))
    found = list(trends(rows, night.cells()))
    assert [trend.last.bed for trend in found] == ["laptop", "kind"]
    assert found[1].rows == (GREEN, after(2))


def test_the_page_shows_each_night_and_escapes_what_decks_say(tmp_path: Path) -> None:
    night = read_night(night_file(tmp_path, FILE))
    red = after(1, outcome=NightOutcome.RED, broken=(Broken("x/1", "a.md:3", "<b>status 1</b>"),))
    planned = [(next(night.cells()), "there is no context")]
    page = render("nights", [Trend((GREEN, red))], planned, date(2026, 11, 26))
    assert page.count('<li class="green"') == page.count('<li class="red"') == 1
    assert "&lt;b&gt;status 1" in page
    assert "a.yml on laptop: there is no context" in page
