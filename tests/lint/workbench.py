"""What the tests of the linter share: projects that stand on no disk."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from slidegen.finding import Finding
from slidegen.lint.document import Document
from slidegen.lint.engine import identities, lint
from slidegen.lint.project import Project
from slidegen.lint.selection import make_selection
from slidegen.lint.version import NEWEST, Version
from slidegen.source.bash_syntax import syntax_errors
from slidegen.source.schemas import violations
from slidegen.source.settings import Settings
from slidegen.source.texts import Texts


def listing(*paths: str) -> dict[str, str]:
    """A manifest that lists the Markdown files among `paths`: rules about slides speak of no others."""
    slides = [path for path in paths if path.endswith(".md")]
    return {"deck.yml": f"content: {json.dumps(slides, ensure_ascii=False)}\n"} if slides else {}


def project_of(
    files: Mapping[str, str],
    *,
    version: str | None = None,
    asked: Iterable[str] | None = None,
    settings: Settings | None = None,
    as_of: date | None = None,
) -> Project:
    """The texts as a project; all of its files are asked for unless `asked` names some."""
    documents = tuple(Document.from_text(path, text) for path, text in files.items())
    wanted = set(files if asked is None else asked)
    return Project(
        Texts.at(Path("/nowhere")),
        tuple(document for document in documents if document.path in wanted),
        settings or Settings(),
        Version.parse(version) if version else NEWEST,
        lambda: documents,
        exists=lambda path: any(f"{name}/".startswith(f"{path}/") for name in files),
        shell_errors=syntax_errors,
        as_of=as_of,
        violations=lambda target, *of: violations((target.major, target.minor), *of),
    )


def findings_in(
    files: Mapping[str, str],
    *select: str,
    version: str | None = None,
    asked: Iterable[str] | None = None,
    settings: Settings | None = None,
) -> tuple[Finding, ...]:
    project = project_of(files, version=version, asked=asked, settings=settings)
    return lint(project, make_selection(identities(), select=select)).findings
