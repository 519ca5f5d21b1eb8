"""Manifests: what they say, what is wrong with them, and where."""

from pathlib import Path

import pytest
from fixture_files import Case, parametrize
from hypothesis import given
from hypothesis import strategies as st

from slidegen.finding import Severity
from slidegen.source.content import find_manifests
from slidegen.source.file import SourceFile
from slidegen.source.manifest import FIELDS, FragmentEntry, InlineEntry, Manifest, RemarkOptions, page_name
from slidegen.source.manifest_reader import manifest_for_markdown, read_manifest

HERE = Path(__file__).parent


def read(text: str, path: str = "deck.yml", **environ: str) -> Manifest:
    manifest = read_manifest(SourceFile.from_text(path, text), environ).manifest
    assert manifest is not None
    return manifest


@parametrize(HERE / "manifest-findings.md")
def test_findings(case: Case) -> None:
    reading = read_manifest(SourceFile.from_text("deck.yml", case.input), {})
    assert "".join(f"{finding}\n  {finding.help}\n" for finding in reading.findings) == case.expected


# ---- what it says
def test_nested_lists_are_parts_and_multi_line_strings_are_slides() -> None:
    manifest = read(
        "content:\n- a.md\n- - b.md\n  - |\n    # Extra\n\n    text\n- ../c.md\n", "slides/deck.yml"
    )
    first, part, last = manifest.content
    assert isinstance(first, FragmentEntry)
    assert (first.path, first.written, first.line) == ("slides/a.md", "a.md", 2)
    assert isinstance(part, tuple)
    assert isinstance(part[1], InlineEntry)
    assert (part[1].text, part[1].line) == ("# Extra\n\ntext\n", 5)
    assert isinstance(last, FragmentEntry)
    assert last.path == "c.md"
    assert [entry.path for entry in manifest.fragments] == ["slides/a.md", "slides/b.md", "c.md"]


def test_defaults_are_those_of_the_reference_workshop() -> None:
    manifest = read("slides: https://example.com/\ncontent: [a.md]\n", "slides/kube.yml")
    assert manifest.zip == "https://example.com/slides.zip"
    assert manifest.html == "kube.yml.html"
    assert (manifest.name, manifest.chat, manifest.title, manifest.sections) == ("kube", "", "", True)


@pytest.mark.parametrize(
    ("html", "name"),
    [("talk.html", "talk"), ("a b.html", "a b"), ("é.html", "é"), ("v1.2.html", "v1.2")],
)
def test_html_names_the_page(html: str, name: str) -> None:
    manifest = read(f"html: {html}\ncontent: [a.md]\n")
    assert (manifest.html, manifest.name) == (html, name)
    assert read("content: [a.md]", OVERRIDE_html=html).name == name


@pytest.mark.parametrize(
    "html", ["../x.html", "a/b.html", ".html", ".x.html", "x", "x.htm", "c:x.html", "a\\b.html", "x" * 300]
)
def test_what_is_no_name_of_a_page_names_none(html: str) -> None:
    assert page_name(html) == ""
    assert read("content: [a.md]", OVERRIDE_html=html).name == "deck"


@pytest.mark.parametrize("name", ["con", "NUL", "aux", "lpt1", "a?b", "com3.talk", "x" * 250])
def test_a_manifest_after_which_no_page_can_be_called_is_told(name: str) -> None:
    def found(text: str) -> list[str]:
        return [
            str(each) for each in read_manifest(SourceFile.from_text(f"talks/{name}.yml", text), {}).findings
        ]

    message = f"The page would be called `{name}.html`, and not every system takes that name"
    assert found("content: [a.md]\n") == [f"talks/{name}.yml:1:1 SG021 {message}"]
    assert found("html: talk.html\ncontent: [a.md]\n") == []


def test_the_environment_overrides_texts_before_defaults_follow() -> None:
    text = "slides: https://example.com/\ntitle: Old\ncontent: [a.md]\n"
    manifest = read(text, OVERRIDE_slides="http://here", OVERRIDE_chat="room", OVERRIDE_title="")
    assert (manifest.slides, manifest.zip) == ("http://here", "http://here/slides.zip")
    assert (manifest.chat, manifest.title) == ("room", "Old")


def test_the_older_name_of_content() -> None:
    assert [entry.path for entry in read("chapters: [a.md]").fragments] == ["a.md"]


def test_scalars_are_decoded_by_the_type_of_their_field() -> None:
    manifest = read(
        "title: 12:30\nlang: no\nvariables: {a: on, b: 014, c: 1.20}\nsections: off\ncontent: [1.md]\n"
    )
    assert (manifest.title, manifest.lang, manifest.sections) == ("12:30", "no", False)
    assert manifest.variables == (("a", "on"), ("b", "014"), ("c", "1.20"))


def test_a_title_of_two_lines() -> None:
    manifest = read("title: |\n  One\n  Two\ncontent: [a.md]\n")
    assert (manifest.title, manifest.one_line_title) == ("One\nTwo\n", "One Two")


def test_a_key_without_a_value_is_as_good_as_absent() -> None:
    assert read("chat:\nexclude:\ncontent: [a.md]").exclude == ()


def test_json_is_yaml() -> None:
    assert read('{\n\t"title": "T", "content": ["a.md", ["b.md"]]\n}', "deck.json").title == "T"


@pytest.mark.parametrize(
    ("more", "is_manifest"),
    [('"exclude": []', True), ('"athor": "A"', True), ('"styles": []', False), ('"plugins": {}', False)],
)
def test_json_that_says_more_is_another_programs(more: str, is_manifest: bool) -> None:
    text = f'{{"title": "T", "content": ["a.md"], {more}}}'
    reading = read_manifest(SourceFile.from_text("config.json", text))
    assert (reading.manifest is not None) is is_manifest
    assert [each.rule.severity for each in reading.findings] == (
        [Severity.WARNING] if "athor" in more else [] if is_manifest else [Severity.INFO]
    )
    assert read_manifest(SourceFile.from_text("deck.yml", text)).manifest


@pytest.mark.parametrize(
    ("yaml", "spans"),
    [
        ("true", True),
        ("{regexp: '«([^»]+?)»', flags: g}", ("«([^»]+?)»", "g")),
        ("'(x+)'", ("(x+)", "")),
    ],
)
def test_options_of_remark(yaml: str, spans: object) -> None:
    options = f"highlightSpans: {yaml}\n  excludedClasses: [x]\n  slideNumberFormat: ''"
    text = f"remark:\n  {options}\ncontent: [a.md]\n"
    expected = RemarkOptions(highlight_spans=spans, excluded_classes=("x",), slide_number_format="")  # type: ignore[arg-type]
    assert read(text).remark == expected


@pytest.mark.parametrize(
    ("yaml", "minutes"),
    [("90", (("", 90.0),)), ("{Intro: 10, Services: 2.5}", (("Intro", 10.0), ("Services", 2.5)))],
)
def test_minutes_of_the_whole_or_of_sections(yaml: str, minutes: object) -> None:
    assert read(f"minutes: {yaml}\ncontent: [a.md]").minutes == minutes


def test_a_markdown_file_is_a_deck() -> None:
    manifest = manifest_for_markdown(SourceFile.from_text("talks/one.md", "# One\n"))
    assert (manifest.name, manifest.sections) == ("one", False)
    assert [entry.path for entry in manifest.fragments] == ["talks/one.md"]


def test_every_field_has_a_place_in_the_manifest() -> None:
    assert {field.name for field in FIELDS} <= set(Manifest.__dataclass_fields__)


# ---- real ones
@pytest.mark.shared
def test_all_manifests_of_both_workshops_read_clean(corpus: Path, corpus_2018: Path) -> None:
    for folder, count in ((corpus, 12), (corpus_2018, 9)):
        paths = find_manifests(folder)
        assert len(paths) == count
        for path in paths:
            reading = read_manifest(SourceFile.read(folder, path.name), {})
            assert reading.manifest is not None
            assert reading.manifest.content, path
            assert reading.findings == ()


@pytest.mark.shared
def test_an_index_is_no_manifest(corpus: Path) -> None:
    reading = read_manifest(SourceFile.read(corpus, "index.yaml"), {})
    assert (reading.manifest, reading.findings) == (None, ())


# ---- laws
names = st.sampled_from([field.key for field in FIELDS] + ["x", "remark", "content"])
scraps = st.sampled_from(
    ["a.md", "|\n  x", "[a, [b]]", "{a: 1}", "'", "- b", "*x", "&x y", "\t", "é: ö", "#", "~"]
)


@given(st.lists(st.tuples(names, scraps)))
def test_reading_never_raises_and_findings_stand_in_the_text(lines: list[tuple[str, str]]) -> None:
    source = SourceFile.from_text("deck.yml", "".join(f"{key}: {value}\n" for key, value in lines))
    reading = read_manifest(source, {})
    for finding in reading.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(source.text)


@given(st.lists(st.from_regex(r"[a-z]{1,8}(/[a-zé]{1,8})?\.md", fullmatch=True), min_size=1))
def test_the_text_at_an_entry_is_what_was_written(paths: list[str]) -> None:
    source = SourceFile.from_text(
        "deck.yml", "title: ü\ncontent:\n" + "".join(f"- {path}\n" for path in paths)
    )
    manifest = read_manifest(source, {}).manifest
    assert manifest is not None
    assert [source.slice(entry.span) for entry in manifest.fragments] == paths


def test_one_text_is_one_manifest_whoever_asks() -> None:
    text = "title: T\ncontent: [a.md]\n"
    one, other = (read_manifest(SourceFile.from_text("d.yml", text)) for _ in range(2))
    assert one is other
    assert one is read_manifest(SourceFile.from_text("d.yml", text), {"PATH": "/bin"})
    mine = read_manifest(SourceFile.from_text("d.yml", text), {"OVERRIDE_title": "Mine"}).manifest
    assert mine is not None
    assert mine.title == "Mine"
