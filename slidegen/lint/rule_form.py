"""What a rule of the linter must be: a module with a docstring, a `RULE`, and one of two checks.

A commit hook reads one text, and half of the rules have nothing to say of it: what a text must hold before a
rule can find anything stands in the list of rules, and the rule's module is loaded for a text that holds it.

Must not know any rule.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib import import_module
from typing import Literal, Protocol, TypeAlias, cast

from slidegen.finding import Finding, Rule
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.stale import Held


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


class RulePage(Protocol):
    """A module that names a rule, and whose docstring is the rule's page."""

    RULE: Rule


#: What a rule is asked about: each text, each Markdown text, the project, or nothing, since the engine knows.
Judges: TypeAlias = Literal["texts", "markdown", "projects", "nothing"]


@dataclass(frozen=True, eq=False)
class ListedRule:
    """A line of the list of rules. Not slotted: it keeps the module."""

    code: str
    name: str
    module_name: str
    judges: Judges = "nothing"
    signs: tuple[str, ...] = ()  #: without one of these in a text nothing is found there; none: in any text

    @cached_property
    def module(self) -> RulePage:
        return cast(RulePage, import_module(self.module_name))

    @property
    def rule(self) -> Rule:
        return self.module.RULE

    @property
    def page(self) -> str:
        return self.module.__doc__ or ""

    def may_find_in(self, document: Document) -> bool:
        """Whether anything can be found in the text: a yes may be wrong, a no is not."""
        return any(True for _ in that_may_find((self,), document))

    def check(self, document: Document, project: Project) -> Iterator[Finding]:
        return cast(DocumentRule, self.module).check(document, project)

    def check_project(self, project: Project) -> Iterator[Finding]:
        return cast(ProjectRule, self.module).check_project(project)


def that_may_find(rules: Iterable[ListedRule], document: Document) -> Iterator[ListedRule]:
    """Those of the rules that can find anything in the text: a yes may be wrong, a no is not."""
    is_markdown, held = document.kind == "markdown", document.view(Held)
    for rule in rules:
        if (is_markdown or rule.judges != "markdown") and held[rule.signs]:
            yield rule
