"""YAML nodes: their spans, their scalars, and what hostile documents do not do."""

import time

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from slidegen.budget import YAML_DEPTH
from slidegen.source import yaml
from slidegen.source.composer import TOO_DEEP
from slidegen.source.file import SourceFile


def compose(text: str) -> yaml.Node:
    node, findings = yaml.compose_yaml(SourceFile.from_text("a.yaml", text))
    assert findings == ()
    assert node is not None
    return node


def slices(text: str) -> list[str]:
    """The text at every node, depth first."""

    def walk(node: yaml.Node) -> list[str]:
        here = [text[node.span.start : node.span.end]]
        match node:
            case yaml.Sequence():
                return here + [piece for item in node.items for piece in walk(item)]
            case yaml.Mapping():
                return here + [piece for pair in node.entries for item in pair for piece in walk(item)]
        return here

    return walk(compose(text))


def test_a_span_ends_where_its_last_child_does() -> None:
    text = "a:\n- b  # comment\n- |\n  c\n\n# comment\n\nd: 'e'\n"
    whole = "a:\n- b  # comment\n- |\n  c\n\n# comment\n\nd: 'e'"
    assert slices(text) == [whole, "a", "- b  # comment\n- |\n  c", "b", "|\n  c", "d", "'e'"]


def test_a_value_that_is_missing_is_an_empty_span_after_its_key() -> None:
    node = compose("a:\n\nb: 1\n")
    assert isinstance(node, yaml.Mapping)
    missing = node.get("a")
    assert isinstance(missing, yaml.Scalar)
    assert missing.is_null
    assert (missing.span.start, missing.span.end) == (2, 2)


def test_scalars_stay_what_the_author_wrote() -> None:
    node = compose("[12:30, on, 014, 1_000, 0x1F, 2026-01-02, ~]")
    assert isinstance(node, yaml.Sequence)
    texts = ["12:30", "on", "014", "1_000", "0x1F", "2026-01-02", None]
    assert [yaml.as_text(item) for item in node.items] == texts
    assert [yaml.as_integer(item) for item in node.items] == [None, None, 14, None, None, None, None]
    assert [yaml.as_boolean(item) for item in node.items[:2]] == [None, True]


def test_paths_lead_to_nodes() -> None:
    node = compose("spec:\n  ports:\n  - port: 80\n")
    assert isinstance(node, yaml.Mapping)
    assert yaml.as_integer(node.at("spec", "ports", 0, "port")) == 80
    assert node.at("spec", "ports", 1, "port") is None
    assert node.at("spec", 0) is None


def test_aliases_are_the_nodes_that_they_name() -> None:
    node = compose("a0: &a0 [x, x]\na1: [*a0, *a0]")
    assert isinstance(node, yaml.Mapping)
    assert node.at("a1", 0) is node.at("a0")


def test_aliases_that_multiply_are_a_finding_where_it_is_too_much() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    node, findings = yaml.compose_yaml(SourceFile.from_text("a.yaml", "\n".join(lines)))
    assert node is None
    [finding] = findings
    assert str(finding).startswith("a.yaml:13:18 SG062 With the alias `*a11` the document makes")


def test_several_documents_and_what_stood_before_a_problem() -> None:
    source = SourceFile.from_text("a.yaml", "a: 1\n---\nb: 2\n---\nc: d: e\n")
    reading = yaml.compose_documents(source.text, source.span)
    assert len(reading.documents) == 2
    assert reading.problem is not None
    assert source.text[reading.problem.offset :] == ": e\n"


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 50_000, "? " * 100_000])
def test_deep_nesting_is_a_finding_and_takes_no_time(text: str) -> None:
    started = time.perf_counter()
    node, findings = yaml.compose_yaml(SourceFile.from_text("a.yaml", text))
    assert node is None
    assert findings[0].message == f"This is not YAML: {TOO_DEEP}"
    assert "a bracket that is not closed" in findings[0].help
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("loader", ["CLoader", "Loader"])
@pytest.mark.parametrize("depth", [YAML_DEPTH + 1, 5_000])
def test_the_message_about_depth_is_ours_whoever_notices(
    loader: str, depth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyyaml, "CLoader", getattr(pyyaml, loader))
    for opening, closing in (("[", "]"), ("{a: ", "}")):
        text = opening * depth + closing * depth
        _, findings = yaml.compose_yaml(SourceFile.from_text("a.yaml", text))
        assert [finding.message for finding in findings] == [f"This is not YAML: {TOO_DEEP}"]


def test_what_can_be_nested_is_read_whatever_notices_depth() -> None:
    text = "[" * YAML_DEPTH + "]" * YAML_DEPTH
    node, findings = yaml.compose_yaml(SourceFile.from_text("a.yaml", text))
    assert isinstance(node, yaml.Sequence)
    assert not findings


@pytest.mark.parametrize("text", ["a: \x07", "a: \ud800", "\x00", "é: \x1b"])
def test_characters_that_yaml_does_not_allow(text: str) -> None:
    source = SourceFile.from_text("a.yaml", text)
    _, findings = yaml.compose_yaml(source)
    for finding in findings:
        assert "is not allowed" in finding.message
        assert source.slice(finding.span) in "\x07\x1b"


# ---- laws
plain = st.from_regex(r"[a-zé]([a-z0-9 é_./-]{0,12}[a-z0-9é])?", fullmatch=True).filter(
    lambda text: text.lower() not in ("null",)
)
documents = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain, inner, max_size=3),
    max_leaves=12,
)


def dump(value: object, indent: int = 0) -> str:
    """Block style, with comments and blank lines strewn in."""
    pad = " " * indent
    match value:
        case list() if value:
            return "".join(f"\n{pad}- {dump(item, indent + 2)}" for item in value) + "\n\n# end"
        case dict() if value:
            return "".join(f"\n{pad}{key}: {dump(item, indent + 2)}" for key, item in value.items())
        case list() | dict():
            return "[ ]" if isinstance(value, list) else "{ }"
    return f"{value}  # note"


@given(documents)
def test_every_span_slices_to_its_text(value: object) -> None:
    text = dump(value)
    node = compose(text)

    def check(node: yaml.Node) -> None:
        piece = text[node.span.start : node.span.end]
        assert piece == piece.strip()
        match node:
            case yaml.Scalar():
                assert piece == node.value
            case yaml.Sequence():
                assert all(_within(item, node) for item in node.items)
                for item in node.items:
                    check(item)
            case yaml.Mapping():
                for key, item in node.entries:
                    assert _within(key, node)
                    assert _within(item, node)
                    check(key)
                    check(item)

    check(node)


def _within(inner: yaml.Node, outer: yaml.Node) -> bool:
    return outer.span.start <= inner.span.start <= inner.span.end <= outer.span.end


@given(st.text())
def test_any_text_reads_without_raising(text: str) -> None:
    source = SourceFile.from_text("a.yaml", text)
    node, findings = yaml.compose_yaml(source)
    assert node is None or node.span.end <= len(source.text)
    assert all(finding.span.end <= len(source.text) for finding in findings)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"a \ud83d\ude00 b"', "a \U0001f600 b"),  # what JSON writes
        (r'"\\ud83d \uD83D\uDE00"', "\\ud83d \U0001f600"),
        (r"'\ud83d\ude00'", r"\ud83d\ude00"),
        (r"\ud83d\ude00", r"\ud83d\ude00"),
        ('"\ue001\ue401"', "\ue001\ue401"),
    ],
)
def test_characters_that_are_escaped_as_two_halves(text: str, value: str) -> None:
    node = compose(f"- {text}\n- b\n")
    assert isinstance(node, yaml.Sequence)
    assert [item.value for item in node.items if isinstance(item, yaml.Scalar)] == [value, "b"]
    assert slices(f"- {text}\n- b\n")[1:] == [text, "b"]


def test_half_a_character_is_a_finding() -> None:
    _, findings = yaml.compose_yaml(SourceFile.from_text("a.yaml", r'a: "\ud83d"'))
    assert [finding.start.column for finding in findings] == [7]
