"""What came since an entry was written stands beside it, is taken with it, and becomes one with it again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from calls import called
from workshops import Workshop

from slidegen import memory
from slidegen.assembly.cache_of import cache_of
from slidegen.assembly.handed_on import PART, HandedOn
from slidegen.text.fragment import read_fragment

NAMES = tuple(f"f{number}.md" for number in range(6 * PART))
ENTRIES = ("slides", "drafts", "answers")


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    files = {name: f"# About {name}\n\n- one\n\n---\n\n## More of {name}\n" for name in NAMES}
    memory.forget()  # what tests before this one asked for is an answer of this build, too
    made = Workshop(tmp_path, {"deck.yml": f"content: [{', '.join(NAMES)}]\n", **files})
    made.build()
    return made


def entries(workshop: Workshop, behind: str = "") -> list[bytes | None]:
    cache = cache_of(workshop.root)
    return [cache.get(name + behind) for name in ENTRIES]


def edited(workshop: Workshop, *names: str) -> Iterator[str]:
    """What is read again after an edit of the files, by a process of its own."""
    memory.forget()
    workshop.write({name: f"# Another {name}\n" for name in names})
    with called(read_fragment) as reads:
        workshop.build()
    yield from (each["source"].path for _, each in reads)


def test_one_change_is_kept_beside_what_is_there(workshop: Workshop) -> None:
    first = entries(workshop)
    assert list(edited(workshop, NAMES[0])) == [NAMES[0]]
    assert entries(workshop) == first
    sizes = [len(each or b"") for each in entries(workshop, " since")]
    assert all(size < len(each or b"") / 2 for size, each in zip(sizes, first, strict=True))
    assert list(edited(workshop, NAMES[1])) == [NAMES[1]]  # what came with the first change is known
    assert entries(workshop) == first


def test_many_changes_are_made_one_with_it(workshop: Workshop) -> None:
    first = entries(workshop)
    assert list(edited(workshop, *NAMES[1:])) == [*NAMES[1:]]
    assert not any(now == before for now, before in zip(entries(workshop), first, strict=True))
    assert list(edited(workshop, NAMES[0])) == [NAMES[0]]


def test_what_is_in_both_is_there_once(workshop: Workshop) -> None:
    list(edited(workshop, NAMES[0]))
    kept = HandedOn(cache_of(workshop.root)).slides
    assert len(list(kept)) == len(kept) == len(set(kept))
    assert all(key in kept for key in kept)
    assert "nothing" not in kept
    assert kept.get("nothing") is None
