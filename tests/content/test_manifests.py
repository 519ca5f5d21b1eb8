"""The manifests list what is there, and all of what is there is listed."""

from pathlib import Path

from .conftest import CONTENT, ROOT, Material

WORKSHOP = ("services-halfday.yml", "services-selfpaced.yml")


def test_every_listed_fragment_exists(material: Material) -> None:
    missing = [
        (name, entry.written)
        for name, manifest in material.manifests.items()
        for entry in manifest.fragments
        if not (ROOT / entry.path).is_file()
    ]
    assert missing == []


def test_every_fragment_is_listed_by_some_manifest(material: Material) -> None:
    listed = {entry.path for manifest in material.manifests.values() for entry in manifest.fragments}
    assert sorted(set(material.fragments) - listed) == []


def test_no_fragment_has_a_syntax_finding(material: Material) -> None:
    assert [finding for fragment in material.fragments.values() for finding in fragment.findings] == []


def test_the_two_workshops_share_their_fragments(material: Material) -> None:
    halfday, selfpaced = ({e.path for e in material.manifests[name].fragments} for name in WORKSHOP)
    assert halfday < selfpaced


def test_the_two_workshops_exclude_each_other(material: Material) -> None:
    halfday, selfpaced = (material.manifests[name].exclude for name in WORKSHOP)
    assert "self-paced" in halfday
    assert selfpaced == ("in-person",)


def test_the_plan_names_the_sections_of_the_half_day(material: Material) -> None:
    manifest = material.manifests["services-halfday.yml"]
    titles = [material.title_of(material.fragments[entry.path].slides[0]) for entry in manifest.fragments]
    planned = dict(manifest.minutes)
    assert [title for title in titles if title in planned] == list(planned)
    assert sum(planned.values()) <= 240


def test_the_workshop_fills_a_day(material: Material) -> None:
    paths = {entry.path for name in WORKSHOP for entry in material.manifests[name].fragments}
    assert 120 <= sum(len(material.fragments[path].slides) for path in paths) <= 200


def test_manifests_say_what_the_index_shows(material: Material) -> None:
    for name, manifest in material.manifests.items():
        assert manifest.one_line_title, name
        assert manifest.description, name
        assert manifest.author, name
        assert manifest.lang, name
        assert manifest.minutes, name


def test_section_pictures_exist() -> None:
    pictures = (CONTENT / "interstitials.txt").read_text(encoding="utf-8").split()
    assert pictures
    assert [picture for picture in pictures if not (CONTENT / Path(picture)).is_file()] == []
