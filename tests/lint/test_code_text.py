"""What a text that went stale is part of: code that is typed, what it printed, inline code, prose."""

import pytest
from lint.workbench import findings_in

from slidegen.finding import Severity

SESSION = """\
# A

```console
$ kubectl describe pod x
Image: k8s.gcr.io/pause:3.1
$ docker pull k8s.gcr.io/pause:3.1
```
"""


def test_what_is_printed_is_a_note_and_stays() -> None:
    printed, typed = findings_in({"a.md": SESSION}, "SG303")
    assert (printed.start.line, printed.rule.severity, printed.fix) == (5, Severity.INFO, None)
    assert (typed.start.line, typed.rule.severity, typed.fix is not None) == (6, Severity.WARNING, True)


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        ("REPOSITORY             TAG\nk8s.gcr.io/pause       3.1", True),
        ("NAME  READY  IMAGES\nweb   1/1    k8s.gcr.io/pause:3.1", True),
        ("k8s.gcr.io/pause:3.1", True),
        ("Containers:\n  web:\n    Image:         k8s.gcr.io/pause:3.1", True),
        ("docker run -d \\\n  k8s.gcr.io/pause:3.1", False),
        ("docker run  -d   k8s.gcr.io/pause:3.1", False),
        ("    image:   k8s.gcr.io/pause:3.1", False),
        ("    - k8s.gcr.io/pause:3.1", False),
        ("IMAGE=k8s.gcr.io/pause:3.1", False),
    ],
)
def test_what_programs_print_into_a_fence_that_says_nothing(lines: str, printed: bool) -> None:
    (finding,) = findings_in({"a.md": f"# A\n\n```\n{lines}\n```\n"}, "SG303")
    assert (finding.rule.severity is Severity.INFO, finding.fix is None) == (printed, printed)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("  # image: k8s.gcr.io/pause:3.1", True),
        ("#pauseImage: 'k8s.gcr.io/pause:3.1'", True),
        ("# - image: k8s.gcr.io/pause:3.1", True),
        ("# it came from k8s.gcr.io/pause:3.1", False),
        ("# note: the old k8s.gcr.io/pause:3.1", False),
        ("#k8s.gcr.io/pause:3.1", False),
    ],
)
def test_a_setting_in_a_comment_of_a_file_of_values_is_a_note(line: str, told: bool) -> None:
    found = findings_in({"values.yaml": f"a: 1\n{line}\n"}, "SG303")
    assert [each.rule.severity for each in found] == [Severity.INFO] * told
    assert not findings_in({"a.sh": f"{line}\n"}, "SG303")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("```bash\ncurl -LO https://git.io/x\n```\n", Severity.WARNING),
        ("See [this](https://git.io/x).\n", Severity.INFO),
        ("Use `curl https://git.io/x`.\n", Severity.INFO),
    ],
)
def test_a_source(text: str, severity: Severity) -> None:
    (finding,) = findings_in({"a.md": f"# A\n\n{text}"}, "SG304")
    assert finding.rule.severity is severity


@pytest.mark.parametrize(
    ("key", "severity"),
    [
        ("policies.example.com/description: 'See", Severity.INFO),
        ("- message: see", Severity.INFO),
        ("url: 'see", Severity.WARNING),
        ("descriptions: 'see", Severity.WARNING),
    ],
)
def test_a_sentence_of_a_manifest_is_read(key: str, severity: Severity) -> None:
    line = f"  {key} https://apt.kubernetes.io/x"
    (file,) = findings_in({"a.yaml": f"a:\n{line}\n"}, "SG304")
    (fence,) = findings_in({"a.md": f"# A\n\n```yaml\na:\n{line}\n```\n"}, "SG304")
    assert file.rule.severity is fence.rule.severity is severity
