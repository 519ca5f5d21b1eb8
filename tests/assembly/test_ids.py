"""Old addresses lead to renamed slides."""

import json
from pathlib import Path

from conftest import Slidegen
from hypothesis import given, settings
from hypothesis import strategies as st

from slidegen.assembly.ids import IdRecord, Recorded, read_ids, record_bytes, redirects_of, renewed

DECK = "# Pods\n\none\n\n---\n\n## Services\n\ntwo\n\n---\n\n## The end\n\nthree\n"


def slides(*words: str) -> tuple[Recorded, ...]:
    """`id=body` for each slide of one file."""
    return tuple(Recorded(word.partition("=")[0], "a.md", word.partition("=")[2]) for word in words)


def test_a_slide_with_the_same_text_is_the_same_slide() -> None:
    assert redirects_of(IdRecord(slides("a=1", "b=2")), slides("a=1", "c=2")) == {"b": "c"}


def test_a_slide_between_the_same_neighbours_is_the_same_slide() -> None:
    assert redirects_of(IdRecord(slides("a=1", "b=2", "c=3")), slides("a=1", "x=9", "c=3")) == {"b": "x"}


def test_a_removed_slide_leads_nowhere() -> None:
    assert redirects_of(IdRecord(slides("a=1", "b=2", "c=3")), slides("a=1", "c=3")) == {}


def test_renamed_twice_leads_to_the_end() -> None:
    once = renewed(IdRecord(slides("a=1")), slides("b=1"))
    twice = renewed(once, slides("c=1"))
    assert twice.redirects == {"a": "c", "b": "c"}


def test_an_id_that_is_back_needs_no_redirect() -> None:
    once = renewed(IdRecord(slides("a=1")), slides("b=1"))
    assert renewed(once, slides("a=1")).redirects == {"b": "a"}


IDS = st.lists(st.sampled_from(list("abcdef")), unique=True)


@settings(deadline=None)
@given(IDS, IDS, st.randoms())
def test_redirects_lead_from_what_is_gone_to_what_is_there(old: list[str], new: list[str], chance) -> None:  # type: ignore[no-untyped-def]
    body = {name: str(chance.randrange(3)) for name in "abcdef"}
    before = slides(*(f"{name}={body[name]}" for name in old))
    now = slides(*(f"{name}={body[name]}" for name in new))
    record = renewed(renewed(IdRecord(), before), now)
    assert set(record.redirects.values()) <= set(new)
    assert not set(record.redirects) & set(new)
    assert read_ids(record_bytes(record).decode()) == record


def test_what_is_no_record_is_an_empty_one() -> None:
    for text in ("", "[]", "{}", '{"version": 1}', '{"version": 2, "slides": [], "redirects": {}}'):
        assert read_ids(text) == IdRecord()


def test_a_build_writes_the_record_when_asked_and_reads_it_always(tmp_path: Path, slidegen: Slidegen) -> None:
    deck = tmp_path / "talk.md"
    deck.write_text(DECK)
    assert slidegen("build", "talk.md", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "talk.ids.json").exists()
    assert slidegen("build", "talk.md", "--record-ids", cwd=tmp_path).returncode == 0
    deck.write_text(DECK.replace("## Services", "## Services, renamed"))
    assert slidegen("build", "talk.md", cwd=tmp_path).returncode == 0
    page = (tmp_path / "dist" / "talk.html").read_text()
    assert '"services": "services-renamed"' in page
    record = json.loads((tmp_path / "talk.ids.json").read_text())
    assert [slide["id"] for slide in record["slides"]] == ["pods", "services", "the-end"]
