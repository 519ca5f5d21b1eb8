"""The reports that other programs read, against what these programs say of their formats.

- SARIF 2.1.0: the schema of its authors, which the npm package `@microsoft/jest-sarif` carries.
- rdjson: the npm program `rdformat-validator`, which follows reviewdog's `rdf.proto`.
- JUnit: the elements and attributes of Jenkins' `junit-10.xsd` (pytest carries it in its source), and two
  attributes that GitLab, CircleCI and pytest's family `xunit1` know beside them.
- GitLab: the fields of https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.

`.ci/run` installs the npm packages; where they are not, the first two are not asked.
"""

import json
import os
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from conftest import need
from jsonschema import Draft4Validator
from lint.workbench import findings_in, project_of

from slidegen.lint.report import FORMATS
from slidegen.lint.report.contents import Result

PEERS = Path(os.environ.get("SLIDEGEN_PEERS", "~/.cache/slidegen-ci/peers")).expanduser() / "node_modules"
SARIF = PEERS / "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
RDFORMAT = PEERS / ".bin/rdformat-validator"

#: Fixes over several files, errors and notes, names with blanks, text that XML and JSON escape.
FILES = {
    "a é/slides 1.md": "# Ünï 🎉 ![](https://example.com/a,b.png)\n\n---\nclas: middle\n\n"
    "```bash\nkubectl run web --image=nginx --replicas=2\n"
    'kubectl get pods -l run=web | tee "<&>\'"\n```\n',
    "b.md": "See `run=web` and `docker-compose up`.\n\n```bash\nkubectl get po -l run=web --dry-run\n```\n",
    "cron.yaml": "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: x\n",
}
#: element -> its attributes, in `junit-10.xsd`; those that reports need not have are left out
JUNIT = {
    "testsuites": {"name", "tests", "failures", "errors", "time"},
    "testsuite": {"name", "tests", "failures", "errors", "time", "skipped", "id", "package", "file", "url"},
    "testcase": {"name", "classname", "time", "group"} | {"file", "line"},
    "failure": {"message", "type"},
}
BELOW = {"testsuites": "testsuite", "testsuite": "testcase", "testcase": "failure"}
REQUIRED = {"testsuites": set(), "testsuite": {"name", "tests", "failures", "errors"}, "testcase": {"name"}}


def report(form: str, files: dict[str, str]) -> str:
    sources = {document.path: document.source for document in project_of(files).asked}
    text: str = import_module(FORMATS[form][0]).render(Result(findings_in(files), sources, "1.32"))
    return text


def check_sarif(text: str, _folder: Path) -> None:
    schema = json.loads(SARIF.read_text(encoding="utf-8"))
    wrong = Draft4Validator(schema).iter_errors(json.loads(text))
    assert [f"{error.json_path}: {error.message}" for error in wrong] == []


def check_rdjson(text: str, folder: Path) -> None:
    path = folder / "report.json"
    path.write_text(text, encoding="utf-8")
    command = [need("node"), str(RDFORMAT), "--strict", "--no-extra-fields", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def check_junit(text: str, _folder: Path) -> None:
    root = ET.fromstring(text)
    assert root.tag == "testsuites"
    for parent in root.iter():
        assert REQUIRED.get(parent.tag, set()) <= set(parent.attrib) <= JUNIT[parent.tag], parent.tag
        assert {child.tag for child in parent} <= {BELOW.get(parent.tag)}
    for suite in root:
        assert int(suite.attrib["tests"]) == len(suite)
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))


def check_gitlab(text: str, _folder: Path) -> None:
    issues = json.loads(text)
    assert isinstance(issues, list)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not issue["location"]["path"].startswith(("./", "/"))
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


CHECKS: dict[str, Callable[[str, Path], None]] = {
    **({"sarif": check_sarif} if SARIF.is_file() else {}),
    **({"rdjson": check_rdjson} if RDFORMAT.is_file() else {}),
    "junit": check_junit,
    "gitlab": check_gitlab,
}


@pytest.mark.parametrize("files", [FILES, {}], ids=["findings", "none"])
@pytest.mark.parametrize("form", CHECKS)
def test_its_readers_take_it(form: str, files: dict[str, str], tmp_path: Path) -> None:
    text = report(form, files)
    CHECKS[form](text, tmp_path)
    assert ("SG101" in text and "SG201" in text) == bool(files)
