"""Builds: what is made, what is left alone, what goes, and what is never touched."""

import json
from pathlib import Path

import pytest
from workshops import Workshop, parse, slides, text

from slidegen.errors import UsageError


# ---- what is made
def test_every_manifest_becomes_a_page_and_the_rest_does_not(workshop: Workshop) -> None:
    result = workshop.build()
    assert (result.decks, result.made) == (("first.yml", "second.yml"),) * 2
    assert (result.findings, result.failed, result.skipped, result.refusals) == ((),) * 4
    pages = {name for name in workshop.files() if name.endswith(".html")}
    assert pages == {"first.html", "index.html", "second.html"}
    assert "img/dot 1.svg" in workshop.files()


def test_only_what_is_named_is_built_and_the_rest_stays(workshop: Workshop) -> None:
    workshop.build()
    workshop.write({"shared.md": "# Changed\n"})
    before = (workshop.out / "second.html").read_bytes()
    result = workshop.build("first.yml")
    assert result.made == ("first.yml",)
    assert (workshop.out / "second.html").read_bytes() == before
    assert len(list(workshop.page("index.html").iter("li"))) == 2


def test_a_markdown_file_is_a_deck(workshop: Workshop) -> None:
    workshop.write({"talks/one.md": "# One\n\n![d](d.svg)\n\n---\n\n# Two\n", "talks/d.svg": "<svg/>"})
    result = workshop.build("talks/one.md")
    assert result.made == ("talks/one.md",)
    assert [each.get("id") for each in slides(workshop.page("one.html"))] == ["one", "two"]
    assert {"one.html", "talks/d.svg"} <= workshop.files()


def test_yaml_that_is_no_manifest_is_named_when_asked_for_and_else_not(workshop: Workshop) -> None:
    assert workshop.build().skipped == ()
    result = workshop.build("notes.yaml")
    assert (result.skipped, result.failed, result.made) == (("notes.yaml",), (), ())


def test_the_index_lists_the_decks(workshop: Workshop) -> None:
    workshop.build()
    items = [text(item) for item in workshop.page("index.html").iter("li")]
    assert len(items) == 2
    assert items[0].startswith("First deck First deck About one. 10 slides 1 exercise")
    assert [a.get("href") for a in workshop.page("index.html").iter("a")][:1] == ["first.html"]


def test_exercises_become_scripts_beside_the_page(workshop: Workshop) -> None:
    workshop.build()
    scripts = [name for name in workshop.files() if name.endswith(".sh")]
    assert scripts
    run = {name for name in scripts if (workshop.out / name).stat().st_mode & 0o111}
    assert {Path(name).name for name in scripts if name not in run} == {"lib.sh"}  # the others read it


def test_the_environment_overrides_the_manifest(workshop: Workshop) -> None:
    workshop.build(environ={"OVERRIDE_title": "Today"})
    assert "Today" in text(workshop.page("first.html"))
    assert workshop.build(environ={"OVERRIDE_title": "Today"}).made == ()
    assert workshop.build().made == ("first.yml", "second.yml")


# ---- what is left alone
def test_a_build_with_nothing_changed_writes_nothing(workshop: Workshop) -> None:
    workshop.build()
    times = workshop.times()
    result = workshop.build()
    assert (result.made, result.written) == ((), ())
    assert workshop.times() == times


def test_a_fresh_build_of_the_same_writes_nothing_either(workshop: Workshop) -> None:
    workshop.build()
    times = workshop.times()
    result = workshop.build(fresh=True)
    assert (len(result.made), result.written) == (2, ())
    assert workshop.times() == times


@pytest.mark.parametrize(
    ("path", "made"),
    [
        ("intro.md", ("first.yml",)),
        ("shared.md", ("first.yml", "second.yml")),
        ("second.yml", ("second.yml",)),
        ("img/dot 1.svg", ("first.yml", "second.yml")),
        ("slidegen.toml", ("first.yml", "second.yml")),
    ],
)
def test_what_changed_rebuilds_its_decks_only(workshop: Workshop, path: str, made: tuple[str, ...]) -> None:
    workshop.build()
    changed = (workshop.root / path).read_text() + "\n# changed: true\n"
    workshop.write({path: changed})
    assert workshop.build().made == made


def test_findings_are_told_again_although_nothing_is_made(workshop: Workshop) -> None:
    workshop.write({"last.md": "# Last\n\n.red[x\n"})
    told = [str(finding) for finding in workshop.build().findings]
    assert told == ["last.md:3:1 SG401 `.red[` is not closed before its slide ends"]
    again = workshop.build()
    assert ([str(finding) for finding in again.findings], again.made) == (told, ())


def test_a_page_that_somebody_deleted_is_made_again(workshop: Workshop) -> None:
    workshop.build()
    (workshop.out / "second.html").unlink()
    assert workshop.build().made == ("second.yml",)
    assert "second.html" in workshop.files()


def test_a_file_that_comes_to_be_is_noticed(workshop: Workshop) -> None:
    workshop.write({"last.md": "# Last\n\n![new](new.svg)\n"})
    assert [finding.rule.code for finding in workshop.build().findings] == ["SG414"]
    workshop.write({"new.svg": "<svg/>"})
    result = workshop.build()
    assert (result.made, result.findings) == (("first.yml",), ())
    assert "new.svg" in workshop.files()


# ---- what goes
def test_without_its_manifest_a_deck_goes_and_nothing_else(workshop: Workshop) -> None:
    workshop.build()
    workshop.write({"dist/mine.txt": "mine"})
    (workshop.root / "first.yml").unlink()
    workshop.build()
    assert {"second.html", "index.html", "mine.txt", "img/dot 1.svg"} <= workshop.files()
    assert not any(name.startswith("first") for name in workshop.files())
    assert "First" not in text(workshop.page("index.html"))


def test_a_picture_that_no_slide_shows_any_more_goes(workshop: Workshop) -> None:
    workshop.build()
    workshop.write({"shared.md": "# Shared\n"})
    workshop.build()
    assert not (workshop.out / "img").exists()


def test_a_file_of_ours_that_somebody_changed_is_not_deleted(workshop: Workshop) -> None:
    workshop.build()
    workshop.write({"dist/img/dot 1.svg": "mine now"})
    workshop.write({"shared.md": "# Shared\n"})
    workshop.build()
    assert (workshop.out / "img" / "dot 1.svg").read_text() == "mine now"


# ---- what is never touched
@pytest.mark.parametrize("name", ["first.html", "img/dot 1.svg"])
def test_somebody_elses_file_stops_its_deck_and_no_other(workshop: Workshop, name: str) -> None:
    workshop.write({f"dist/{name}": "somebody else's", "second.yml": "content: [intro.md]\n"})
    result = workshop.build()
    assert (result.failed, result.made) == (("first.yml",), ("second.yml",))
    (refusal,) = result.refusals
    assert name in refusal.message
    assert "was not made by slidegen" in refusal.message
    assert "--out" in refusal.hint
    assert (workshop.out / name).read_text() == "somebody else's"
    assert "second.html" in workshop.files()


def test_somebody_elses_index_is_left_alone(workshop: Workshop) -> None:
    workshop.write({"dist/index.html": "mine"})
    result = workshop.build()
    assert len(result.refusals) == 1
    assert len(result.made) == 2
    assert (workshop.out / "index.html").read_text() == "mine"


def test_a_record_that_nobody_can_read_owns_nothing(workshop: Workshop) -> None:
    workshop.build()
    workshop.write({"dist/.slidegen.json": "{", "last.md": "# Other\n"})
    assert workshop.build().failed == ("first.yml",)


def test_what_is_built_already_is_taken_over_when_it_is_the_same(workshop: Workshop) -> None:
    workshop.build()
    (workshop.out / ".slidegen.json").unlink()
    assert workshop.build().failed == ()


def test_two_manifests_of_one_name(workshop: Workshop) -> None:
    workshop.write({"sub/first.yml": "content: [../last.md]\n"})
    result = workshop.build()
    assert (result.failed, result.made) == (("sub/first.yml",), ("first.yml", "second.yml"))
    (finding,) = result.findings
    assert (str(finding.start), finding.rule.code) == ("1:1", "SG028")
    again = workshop.build()
    assert (again.failed, again.made) == (("sub/first.yml",), ())
    assert "First deck" in text(workshop.page("first.html"))


def test_a_deck_called_index_takes_the_place_of_the_list(workshop: Workshop) -> None:
    workshop.build()
    workshop.write({"index.yml": "title: Home\ncontent: [last.md]\n"})
    result = workshop.build()
    assert (result.failed, result.refusals) == ((), ())
    assert "Home" in text(workshop.page("index.html"))
    assert len(list(workshop.page("decks.html").iter("li"))) == 3
    (workshop.root / "index.yml").unlink()
    workshop.build()
    assert len(list(workshop.page("index.html").iter("li"))) == 2
    assert not (workshop.root / "dist" / "decks.html").exists()


def test_a_deck_alone_may_be_its_own_index(tmp_path: Path) -> None:
    alone = Workshop(tmp_path, {})
    alone.write({"index.md": "---\ntitle: Home\n---\n# One\n"})
    assert alone.build("index.md").failed == ()
    assert "Home" in text(alone.page("index.html"))
    assert not (tmp_path / "dist" / "decks.html").exists()


# ---- what cannot be made
def test_a_deck_that_cannot_be_made_stays_as_it_was(workshop: Workshop) -> None:
    workshop.build()
    before = workshop.bytes()
    workshop.write({"first.yml": "title: X\ncontent: [gone.md]\n"})
    result = workshop.build()
    assert result.failed == ("first.yml",)
    assert [finding.rule.code for finding in result.findings] == ["SG023"]
    assert workshop.bytes() == before
    assert workshop.build().failed == ("first.yml",)  # until it is mended
    workshop.write({"first.yml": "title: X\ncontent: [last.md]\n"})
    assert workshop.build().made == ("first.yml",)


def test_an_unknown_theme_is_a_mistake_of_the_call(workshop: Workshop) -> None:
    with pytest.raises(UsageError, match="nosuch"):
        workshop.build(theme="nosuch")


# ---- ways to build
def test_another_theme(workshop: Workshop) -> None:
    workshop.build(theme="workshop")
    assert workshop.page("first.html").get("class") == "theme-workshop"
    workshop.build()
    assert workshop.page("first.html").get("class") == "theme-default"


def test_the_record_lists_what_was_written(workshop: Workshop) -> None:
    workshop.build()
    record = json.loads((workshop.out / ".slidegen.json").read_text())
    assert record["version"] == 1
    assert set(record["files"]) == workshop.files() - {".slidegen.json"}
    assert {name for files in record["decks"].values() for name in files} == set(record["files"])


def test_no_link_between_the_pages_is_broken(workshop: Workshop) -> None:
    workshop.build()
    for name in ("first.html", "second.html", "index.html"):
        page = parse((workshop.out / name).read_text())
        ids = {each.get("id") for each in page.iter()}
        for link in page.iter("a"):
            path, _, anchor = (link.get("href") or "").partition("#")
            assert (workshop.out / (path or name)).is_file(), link.get("href")
            assert path or not anchor or anchor in ids, link.get("href")
