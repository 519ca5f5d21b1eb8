"""The reports of `slidegen lint`, one a file. A new one is a file here, and one line in `FORMATS`.

Each module has `render(result: Result) -> str`: the whole of what goes to standard output.
"""

from collections.abc import Mapping

#: `--format` -> its module and what it is for
FORMATS: Mapping[str, tuple[str, str]] = {
    "text": ("slidegen.lint.report.text", "for people: the place, its line, what to do"),
    "concise": ("slidegen.lint.report.concise", "one line a finding"),
    "json": ("slidegen.lint.report.json", "for programs; versioned"),
    "github": ("slidegen.lint.report.github", "annotations of GitHub Actions"),
    "gitlab": ("slidegen.lint.report.gitlab", "a GitLab code quality report"),
    "sarif": ("slidegen.lint.report.sarif", "SARIF 2.1.0, for code scanning"),
    "junit": ("slidegen.lint.report.junit", "JUnit XML, for CI servers"),
    "rdjson": ("slidegen.lint.report.rdjson", "Reviewdog Diagnostic Format"),
}
