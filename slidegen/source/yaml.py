"""YAML as nodes that know where they stand, and what is wrong with it, in words.

Scalars stay text; who knows a field's type decodes it (`as_boolean`, `as_integer`, …), which is
how `12:30`, `on` and `014` stay what the author wrote.

Knows YAML's problems. Must not know manifests, Kubernetes or settings; `composer` knows the syntax.
"""

from collections.abc import Callable

from slidegen.finding import Finding
from slidegen.location import Span
from slidegen.source import rules
from slidegen.source.file import SourceFile
from slidegen.source.nodes import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    Style,
    YamlProblem,
    YamlReading,
    as_boolean,
    as_integer,
    as_text,
    as_texts,
    kind_of,
)

__all__ = [
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "Style",
    "YamlProblem",
    "YamlReading",
    "as_boolean",
    "as_integer",
    "as_text",
    "as_texts",
    "compose_documents",
    "compose_yaml",
    "kind_of",
    "problem_finding",
]


def compose_documents(text: str, place: Callable[[int, int], Span]) -> YamlReading:
    """Every document of `text`; `place` says where `text[start:end]` stands in its file."""
    from slidegen.source.composer import compose  # it loads PyYAML, and few texts of a commit hold YAML

    return compose(text, place)


def compose_yaml(source: SourceFile) -> tuple[Node | None, tuple[Finding, ...]]:
    """The first document of a file, None when it is empty or broken, and what is wrong with it."""
    reading = compose_documents(source.text, source.span)
    findings = [
        source.finding(
            rules.DUPLICATE_KEY,
            key.span.start,
            key.span.end,
            f"The key `{key.value}` stands twice; the last one counts",
            help="Remove one of the two",
        )
        for key in reading.duplicates
    ]
    findings += (
        source.finding(
            rules.SECOND_DOCUMENT,
            more.span.start,
            more.span.start,
            "Another document begins here, and only the first of a file is read",
            help="Move it into a file of its own",
        )
        for more in reading.documents[1:2]
        if not isinstance(more, Scalar) or not more.is_null
    )
    if reading.problem:
        return None, (*findings, problem_finding(source, reading.problem))
    return (reading.documents[0] if reading.documents else None), tuple(findings)


def problem_finding(source: SourceFile, problem: YamlProblem) -> Finding:
    start = min(problem.offset, len(source.text))
    end = min(start + 1, len(source.text))
    if problem.is_growth:
        message = f"{problem.message[:1].upper()}{problem.message[1:]}"
        return source.finding(
            rules.OVER_BUDGET, start, end, message, help="Write out what it stands for, once"
        )
    return source.finding(
        rules.NOT_YAML, start, end, f"This is not YAML: {problem.message}", help=_help_for(problem.message)
    )


#: what libyaml says -> what an author can do about it
_HELP = (
    ("mapping values are not allowed", "Put quotes around a text that holds `: `"),
    ("cannot start any token", "Indent with blanks, not with tabs, and quote a text that starts with @ or `"),
    ("did not find expected key", "Look at the indentation of this line and of the one before"),
    ("could not find expected ':'", "Every line of a mapping is `key: value`; look at the line before too"),
    ("found unexpected end of stream", "A quote or bracket is not closed"),
    ("did not find expected '-'", "Look at the indentation: items of one list start in one column"),
    ("found undefined alias", "Quote a text that starts with `*`"),
    ("has no anchor", "Quote a text that starts with `*`"),
    ("nested deeper", "Nothing that people write is; look for a bracket that is not closed"),
)


def _help_for(message: str) -> str:
    return next((advice for start, advice in _HELP if start in message), "Mend the YAML at this place")
