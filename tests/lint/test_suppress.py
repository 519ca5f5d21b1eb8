"""Suppressions: what they reach, in each kind of file, and what is said when they are wrong."""

import pytest
from lint.workbench import findings_in, listing

IGNORE = "<!-- slidegen: ignore-next-line"
PICTURE = "![](https://example.com/a.png)"


def codes(path: str, text: str, *select: str) -> list[str]:
    found = findings_in({path: text, **listing(path)}, *(select or ("SG415", "SG05")))
    return [f"{finding.rule.code}@{finding.start.line}" for finding in found]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("nothing is suppressed", f"# A\n\n{PICTURE}\n", ["SG415@3"]),
        (
            "the next line, by code and with a reason",
            f"# A\n\n<!-- slidegen: ignore-next-line SG415 because it is decoration -->\n{PICTURE}\n",
            [],
        ),
        (
            "the next line that is not blank",
            f"{IGNORE} SG415 -->\n\n\n{PICTURE}\n",
            [],
        ),
        ("by name", f"<!-- slidegen: ignore-next-line missing-alt-text -->\n{PICTURE}\n", []),
        (
            "not the line after the next",
            f"<!-- slidegen: ignore-next-line SG415 -->\n{PICTURE}\n{PICTURE}\n",
            ["SG415@3"],
        ),
        ("the same line", f"{PICTURE} <!-- slidegen: ignore-line SG415 -->\n", []),
        (
            "a block, and not what comes after it",
            f"<!-- slidegen: ignore SG415 -->\n{PICTURE}\n{PICTURE}\n<!-- slidegen: end -->\n{PICTURE}\n",
            ["SG415@5"],
        ),
        ("the file, from anywhere in it", f"{PICTURE}\n<!-- slidegen: ignore-file SG415 because -->\n", []),
        (
            "two codes, of which one has nothing to do",
            f"<!-- slidegen: ignore-next-line SG415, SG401 because -->\n{PICTURE}\n",
            [],
        ),
        ("an unused one", "<!-- slidegen: ignore-next-line SG415 -->\n# A\n", ["SG051@1"]),
        (
            "an unknown one",
            f"{IGNORE} SG4150 -->\n{PICTURE}\n",
            ["SG052@1", "SG415@2"],
        ),
        (
            "a misspelt word",
            f"<!-- slidegen: ignore-nxt-line SG415 -->\n{PICTURE}\n",
            ["SG053@1", "SG415@2"],
        ),
        ("a block that is never ended", f"<!-- slidegen: ignore SG415 -->\n{PICTURE}\n", ["SG053@1"]),
        ("an end of nothing", "# A\n\n<!-- slidegen: end -->\n", ["SG053@3"]),
        ("no code", f"<!-- slidegen: ignore-next-line -->\n{PICTURE}\n", ["SG053@1", "SG415@2"]),
        ("somebody else's word", "<!-- slidegen: capture -->\n# A\n", []),
        ("one in code", "```\n# slidegen: ignore[SG415]\n```\n", ["SG053@2"]),
        ("an example in a fence is none", "```\n<!-- slidegen: ignore-file SG415 -->\n```\n", []),
    ],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else "",
)
def test_markdown(title: str, text: str, expected: list[str]) -> None:
    assert codes("a.md", text) == expected, title


def test_the_next_line_may_be_a_fence_and_then_all_of_it_is_meant() -> None:
    text = (
        "<!-- slidegen: ignore-next-line SG201 because it shows the old one -->\n"
        "```yaml\napiVersion: batch/v1beta1\nkind: CronJob\n```\n"
    )
    assert codes("a.md", text, "SG201", "SG05") == []


CRON = "apiVersion: batch/v1beta1{}\nkind: CronJob\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CRON.format(""), ["SG201@1"]),
        (CRON.format("  # slidegen: ignore[SG201] it shows the old one"), []),
        ("# slidegen: ignore[removed-api-version]\n" + CRON.format(""), []),
        (CRON.format("") + "# slidegen: ignore-file[SG201]\n", []),
        (CRON.format("  # slidegen: ignore[SG208]"), ["SG201@1", "SG051@1"]),
        ("# slidegen: ignore-next-line SG201\n" + CRON.format(""), ["SG053@1", "SG201@2"]),
        (CRON.format("  # slidegen: ignore"), ["SG201@1", "SG053@1"]),
        (CRON.format("  # slidegen: capture"), ["SG201@1"]),
    ],
)
def test_yaml(text: str, expected: list[str]) -> None:
    assert codes("a.yaml", text, "SG201", "SG208", "SG05") == expected


def test_an_unused_one_of_a_rule_that_was_not_asked_for_is_not_told() -> None:
    text = "<!-- slidegen: ignore-next-line SG415 -->\n# A\n"
    assert codes("a.md", text, "SG401", "SG05") == []


def test_the_fix_removes_the_comment_with_its_line() -> None:
    (finding,) = findings_in({"a.md": "<!-- slidegen: ignore-next-line SG415 -->\n# A\n"}, "SG415", "SG05")
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    assert (edit.span.start, edit.replacement) == (0, "")
    assert edit.span.end == len("<!-- slidegen: ignore-next-line SG415 -->\n")
