import json

import pytest
from calls import called
from hypothesis import given
from hypothesis import strategies as st

from slidegen import kept_answers, memory
from slidegen.assembly.kept_texts import pack_texts, unpack_texts
from slidegen.cache import signed
from slidegen.deck.draft import Drafts
from slidegen.deck.drafting import DeckReader, ListedText
from slidegen.set_aside import Aside
from slidegen.source.composed import ComposedText
from slidegen.source.file import SourceFile
from slidegen.text.fragment import read_fragment

TEXTS = st.dictionaries(st.text("0123456789abcdef", min_size=1), st.binary())


@given(TEXTS, TEXTS)
def test_what_is_packed_is_unpacked_also_a_second_time(
    before: dict[str, bytes], now: dict[str, bytes]
) -> None:
    kept = unpack_texts(b"".join(pack_texts(before, "this")), "this")
    again = unpack_texts(Aside(0).put(pack_texts({**kept, **now}, "this")), "this")
    assert {key: bytes(text) for key, text in again.items()} == {**before, **now}
    third = unpack_texts(b"".join(pack_texts(again, "this")), "this")
    assert {key: bytes(text) for key, text in third.items()} == {**before, **now}


@pytest.mark.parametrize(
    "head", [b"", b"[]", b"{}", b'["a"]', b'{"a": "1"}', b'{"a": []}', b"[" * 100_000, b"null"]
)
def test_what_has_another_shape_is_nothing(head: bytes) -> None:
    assert unpack_texts(signed("this", head + b"\nabc"), "this") == {}
    assert unpack_texts(signed("other", b'{"a": 3}\nabc'), "this") == {}


# ---- drafts, the texts that are kept so
TEXT = """class: lab

# One @@NAME@@

.lab[
- Do:
```bash
$ kubectl get pods
```
]

--

more

???

said

---

![one](a.png)
"""


def drafts_of(path: str = "a.md", text: str = TEXT, name: str = "one") -> Drafts:
    source = SourceFile.from_text(path, text)
    listed = ListedText(source, ComposedText.whole(path, source.text))
    return DeckReader().drafts(listed, {"NAME": name}, ("lab",))


def facts(found: Drafts) -> object:
    slides = [
        (d.steps, d.span, d.line, d.source, d.generated, d.titles, d.opens, d.plain) for d in found.drafts
    ]
    return slides, found.definitions, found.findings, found.growth


def kept() -> dict[str, object]:
    learnt = kept_answers.learnt()
    if learnt is None:
        return {}
    drafts = {key: bytes(text) for key, text in learnt.pop("drafts").items()}  # type: ignore[call-overload]
    return {**json.loads(json.dumps(learnt)), "drafts": drafts}


def test_drafts_are_kept_until_anything_that_they_follow_from_changes() -> None:
    kept_answers.know(None)
    fresh = {name: facts(drafts_of(name=name)) for name in ("one", "two")}
    known = kept()
    memory.forget()
    kept_answers.know(known)
    with called(read_fragment) as reads:
        assert {name: facts(drafts_of(name=name)) for name in ("one", "two")} == fresh
    assert reads == []
    with called(read_fragment) as reads:
        assert facts(drafts_of(name="three")) != fresh["one"]
        assert facts(drafts_of("b.md")) != fresh["one"]
        assert facts(drafts_of(text=f"{TEXT}.")) != fresh["one"]
    assert [each["source"].path for _, each in reads] == ["a.md", "b.md", "a.md"]


def test_what_was_found_in_a_text_is_found_again() -> None:
    kept_answers.know(None)
    found = drafts_of(text="Hello @@NOBODY@@\n").findings
    assert found
    kept_answers.know(kept())
    assert drafts_of(text="Hello @@NOBODY@@\n").findings == found


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"[[], [], []]", b"[" * 100_000, b"\xff", "[]", 1, None], ids=lambda d: str(d)[:9]
)
def test_what_are_no_drafts_is_read_again(data: object) -> None:
    kept_answers.know(None)
    fresh = facts(drafts_of())
    known = kept()
    kept_answers.know({**known, "drafts": dict.fromkeys(known["drafts"], data)})  # type: ignore[call-overload]
    assert facts(drafts_of()) == fresh


@pytest.mark.parametrize(
    "text", ["# @@NAME@@\n", "`@@NAME@@`\n", "[@@LINK[a.sh]\n", "```bash\n$ @@A@@NAME@@\n```\n"]
)
def test_decks_share_the_drafts_of_a_file_unless_it_names_what_they_call_otherwise(text: str) -> None:
    source = SourceFile.from_text("a.md", text)
    listed, reader = ListedText(source, ComposedText.whole("a.md", source.text)), DeckReader()
    values = {"NAME": "one", "TITLE": "One", "GITREPO": "example.com/r"}
    first = reader.drafts(listed, values, ("lab",))
    assert reader.drafts(listed, values | {"TITLE": "Two"}, ("lab",)) is first
    named = "GITREPO" if "LINK" in text else "NAME"
    assert reader.drafts(listed, values | {named: "two"}, ("lab",)) is not first
