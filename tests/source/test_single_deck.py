"""A Markdown file as a deck of its own."""

from slidegen.source.file import SourceFile
from slidegen.source.manifest import Manifest
from slidegen.source.single_deck import read_single_deck
from slidegen.text.front_matter import read_front_matter


def deck(yaml: str) -> tuple[Manifest, list[str]]:
    source = SourceFile.from_text("talks/one.md", f"---\n{yaml}---\n# One\n")
    front = read_front_matter(source)
    assert front is not None
    read = read_single_deck(source, front.root)
    assert read.manifest is not None
    return read.manifest, [f"{found.rule.code}: {found.message}" for found in read.findings]


def test_it_says_what_a_manifest_says() -> None:
    manifest, findings = deck("title: T\nauthor: A\ndate: 2026-05-01\nlang: fr\nratio: 4:3\nmath: true\n")
    assert (manifest.title, manifest.author, manifest.date) == ("T", "A", "2026-05-01")
    assert (manifest.lang, manifest.ratio, manifest.math) == ("fr", "4:3", True)
    assert (manifest.name, [entry.path for entry in manifest.fragments]) == ("one", ["talks/one.md"])
    assert findings == []


def test_authors_may_be_a_list_or_have_names_and_addresses() -> None:
    manifest, findings = deck("author:\n- name: A\n  email: a@b.c\n- B\n")
    assert (manifest.author, findings) == ("A, B", [])


def test_foreign_keys_are_kept_and_named_once() -> None:
    manifest, findings = deck("paginate: true\ntags: [a, b]\ncontent: [x.md]\n")
    assert manifest.data == (("paginate", "true"), ("tags", "a, b"), ("content", "x.md"))
    assert len(findings) == 1
    assert "`paginate`, `tags`, `content`" in findings[0]
    assert [entry.path for entry in manifest.fragments] == ["talks/one.md"]
