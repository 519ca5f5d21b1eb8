"""What a rule of the linter must be: a module with a docstring, a `RULE`, and one of two checks.

Must not know any rule.
"""

from collections.abc import Iterator
from typing import Protocol, TypeAlias, TypeGuard

from slidegen.finding import Finding, Rule
from slidegen.lint.document import Document
from slidegen.lint.project import Project


class DocumentRule(Protocol):
    """A rule that judges one document at a time (and may look around in the project).

    The module's docstring is the user's page: What, Why, Bad, Good, Fix, Since.
    """

    RULE: Rule

    def check(self, document: Document, project: Project, /) -> Iterator[Finding]: ...


class ProjectRule(Protocol):
    """A rule that judges the project as a whole; the engine reports only what lies in files asked for."""

    RULE: Rule

    def check_project(self, project: Project, /) -> Iterator[Finding]: ...


RuleModule: TypeAlias = DocumentRule | ProjectRule


# Asked for one name: `isinstance` compares all of a protocol's, which was a fiftieth of a commit hook.
def judges_documents(module: RuleModule) -> TypeGuard[DocumentRule]:
    return hasattr(module, "check")


def judges_projects(module: RuleModule) -> TypeGuard[ProjectRule]:
    return hasattr(module, "check_project")
