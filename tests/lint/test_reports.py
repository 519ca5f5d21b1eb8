"""Every report says all findings, in the form that its readers want."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from importlib import import_module

import pytest
from lint.workbench import findings_in, listing, project_of

from slidegen.lint.handbook import page_about
from slidegen.lint.report import FORMATS
from slidegen.lint.report.contents import Result

FILES = {
    "a é.md": "# Ünï 🎉 ![](https://example.com/a,b.png)\n\n---\n\nclas: middle\n\n# More\n",
    "cron.yaml": "apiVersion: batch/v1beta1\nkind: CronJob\n",
}


def result(files: dict[str, str] | None = None, *, colour: bool = False) -> Result:
    files = FILES if files is None else files
    files = files | listing(*files)
    sources = {document.path: document.source for document in project_of(files).asked}
    return Result(findings_in(files), sources, "1.32", colour=colour, show_fixes=True)


def render(form: str, shown: Result | None = None) -> str:
    text: str = import_module(FORMATS[form][0]).render(shown or result())
    return text


@pytest.mark.parametrize("form", FORMATS)
def test_every_finding_is_there_and_two_runs_are_equal(form: str) -> None:
    text = render(form)
    for finding in result().findings:
        assert finding.rule.code in text or finding.rule.name in text
    assert text == render(form)


@pytest.mark.parametrize("form", FORMATS)
def test_no_findings(form: str) -> None:
    text = render(form, result({}))
    if form in ("json", "gitlab", "sarif", "rdjson"):
        json.loads(text)
    elif form == "junit":
        assert ET.fromstring(text).attrib["failures"] == "0"
    else:
        assert text == ""


def test_text() -> None:
    text = render("text")
    assert "a é.md:1:9 SG415" in text.splitlines()[0]
    assert "1 | # Ünï 🎉 ![](https://example.com/a,b.png)" in text
    assert "  |         ^^^" in text
    assert "= fix:  Write `class` (--fix)" in text
    assert "\x1b[" not in text
    assert "\x1b[" in render("text", result(colour=True))


def test_text_shows_one_missing_alternative_text_a_file_and_where_the_others_are() -> None:
    text = render(
        "text", result({"a.md": "# A\n\n![](https://example.com/a.png)\n\n![](https://example.com/b.png)\n"})
    )
    assert text.count("SG415 warning") == 1
    assert "  = also: 5:1" in text
    assert text.count("SG420 warning") == 2


def test_control_characters_never_reach_a_terminal() -> None:
    for form in ("text", "concise"):
        text = render(form, result({"a.md": "![](https://example.com/\x1b]0;owned\x07.png)\n"}))
        assert "\x1b" not in text
        assert "\x07" not in text


def test_json() -> None:
    document = json.loads(render("json"))
    assert document["version"] == 1
    by_code = {finding["code"]: finding for finding in document["findings"]}
    found = by_code["SG410"]
    assert (found["name"], found["severity"]) == ("unknown-property", "warning")
    assert (found["path"], found["line"], found["column"]) == ("a é.md", 5, 1)
    assert found["end"] == {"line": 5, "column": 5}
    assert found["help"] == "did you mean `class`?"
    assert found["fix"] == {
        "title": "Write `class`",
        "applicability": "safe",
        "edits": [
            {
                "path": "a é.md",
                "line": 5,
                "column": 1,
                "end": {"line": 5, "column": 5},
                "replacement": "class",
            }
        ],
    }
    assert by_code["SG415"]["fix"] is None


def test_github() -> None:
    lines = render("github").splitlines()
    assert lines[0].startswith("::warning title=SG415 missing-alt-text,file=a é.md,line=1,col=9,")
    assert "::error title=SG201" in "\n".join(lines)
    escaped = render("github", result({"50%,a:b.md": "![](https://example.com/a.png)\n"}))
    assert "file=50%25%2Ca%3Ab.md," in escaped


def test_gitlab() -> None:
    issues = json.loads(render("gitlab", result({"a.md": "![](https://e.com/a.png)\n" * 2})))
    prints = [issue["fingerprint"] for issue in issues]
    assert [issue["location"]["path"] for issue in issues] == 4 * ["a.md"] + ["deck.yml"]
    assert len(set(prints)) == len(prints)
    moved = json.loads(render("gitlab", result({"a.md": "\n\n" + "![](https://e.com/a.png)\n" * 2})))
    assert [issue["fingerprint"] for issue in moved] == prints, "they do not change when lines move"
    assert {issue["severity"] for issue in issues} <= {"info", "minor", "major", "critical", "blocker"}
    assert issues[0]["location"] == {"path": "a.md", "lines": {"begin": 1, "end": 1}}


def test_sarif() -> None:
    document = json.loads(render("sarif"))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    for found in run["results"]:
        assert rules[found["ruleIndex"]]["id"] == found["ruleId"]
        assert found["level"] in ("error", "warning", "note")
        (place,) = found["locations"]
        region = place["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20%C3%A9.md"
    assert run["columnKind"] == "unicodeCodePoints"
    assert any("fixes" in found for found in run["results"])


def test_junit() -> None:
    root = ET.fromstring(render("junit"))
    assert int(root.attrib["failures"]) == len(root.findall(".//failure")) == len(result().findings)
    text = render("junit", result({"a.md": "![](https://example.com/\x0b\x01.png)\n"}))
    ET.fromstring(text)


def test_rdjson() -> None:
    document = json.loads(render("rdjson"))
    first = document["diagnostics"][0]
    before = "# Ünï 🎉 ".encode()
    assert first["location"]["range"]["start"] == {"line": 1, "column": len(before) + 1}, "columns are bytes"
    suggested = [d["suggestions"] for d in document["diagnostics"] if "suggestions" in d]
    assert suggested[0][0]["text"] == "class"


def test_severity_is_said() -> None:
    assert render("text").splitlines()[0].startswith("a é.md:1:9 SG415 warning: ")
    assert render("concise").splitlines()[0].startswith("a é.md:1:9: SG415 warning: ")


def test_sarif_carries_pages_and_fingerprints() -> None:
    shown = replace(result(), page=page_about)
    (run,) = json.loads(render("sarif", shown))["runs"]
    (rule,) = (rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "SG415")
    assert rule["help"]["markdown"].startswith("## SG415 missing-alt-text")
    prints = [each["partialFingerprints"]["slidegen/v1"] for each in run["results"]]
    assert len(set(prints)) == len(prints)


# ---- a fix of many findings
@pytest.mark.parametrize(("form", "per_finding"), [("json", 1200), ("sarif", 2400)])
def test_a_fix_of_many_findings_is_written_once(form: str, per_finding: int) -> None:
    """Each carried it: 320 lines about one name made 47 MB."""
    lines = ["kubectl run x --image=nginx", "kubectl get pods -l run=x"] * 80
    text = "\n".join(("```bash", *lines, "```", ""))
    findings = findings_in({"a.md": text, **listing("a.md")}, "SG101", "SG102", version="1.12")
    assert len(findings) == 160
    assert len({finding.fix for finding in findings}) == 1
    sources = {document.path: document.source for document in project_of({"a.md": text}).asked}
    report = render(form, Result(findings, sources, "1.12"))
    assert len(report) < per_finding * len(findings)
    document = json.loads(report)
    if form == "json":
        fixes = [finding["fix"] for finding in document["findings"]]
        assert len(fixes[0]["edits"]) == 160
        assert {(tuple(fix["edits"]), fix["same-as"]) for fix in fixes[1:]} == {((), 0)}
    else:
        results = document["runs"][0]["results"]
        assert len(results[0]["fixes"]) == 1
        assert all(each["properties"] == {"sameFixAs": 0} and "fixes" not in each for each in results[1:])
