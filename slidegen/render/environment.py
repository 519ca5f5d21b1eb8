"""The Jinja2 environment of a theme: strict, escaping, and blind to everything but its folders.

Templates that a project brings run in the sandbox, and so do ours when they serve them: `rendering` pays for
them, and says what an author got wrong. Our own templates alone are trusted.

Knows Jinja2's settings. Must not know what a page holds.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from slidegen.budget import Budget
from slidegen.deck.template_fault import Fault, fault_of
from slidegen.deck.template_sandbox import TemplateSandbox, paid_from
from slidegen.errors import ExitCode, SlidegenError
from slidegen.finding import Finding
from slidegen.render.shipped import template_ship
from slidegen.render.theme import Layer, Theme
from slidegen.render.theme_files import carried_template
from slidegen.source.file import SourceFile
from slidegen.source.workspace import Workspace


class TemplateError(SlidegenError):
    """A template of the project has a mistake: that is the author's, and no bug of ours."""

    exit_code = ExitCode.FINDINGS

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.path}:{fault.line}: {fault.message}", hint=fault.help)
        self.fault = fault

    def finding(self, workspace: Workspace) -> Finding:
        """The finding at its place."""
        path = Path(self.fault.path)
        source = SourceFile.from_bytes(workspace.name(path), path.read_bytes())
        return self.fault.finding(source, "The template")


class ProjectTemplates(TemplateSandbox):
    """The environment of a theme with templates that are a project's."""

    folders: tuple[str, ...] = ()

    def is_authors(self, path: str) -> bool:
        return path.startswith(self.folders)


def is_of_a_project(environment: Environment) -> bool:
    """Whether templates of a project are among those of the environment."""
    return isinstance(environment, ProjectTemplates)


@contextmanager
def rendering(environment: Environment, characters: int) -> Iterator[None]:
    """Templates are rendered in here, for a page of about so many characters. Raises TemplateError."""
    if not isinstance(environment, ProjectTemplates):
        yield
        return
    try:
        with paid_from(Budget.of(characters)):
            yield
    except Exception as error:
        fault = fault_of(error, environment.is_authors)
        if fault is None:
            raise
        raise TemplateError(fault) from error


class _CarryingLoader(FileSystemLoader):
    """The templates of a project's theme, with the addresses that their files have in a page."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        text, path, is_fresh = super().get_source(environment, template)
        carried = carried_template(text, Path(path), Path(self.searchpath[0]), template_ship)
        return carried.text, path, is_fresh


def _layer_loader(layer: Layer) -> FileSystemLoader:
    return _CarryingLoader(str(layer.folder)) if layer.project else FileSystemLoader(str(layer.folder))


def make_environment(theme: Theme, kept: BytecodeCache | None = None) -> Environment:
    """Templates of the theme: `deck.html` is the nearest one, `base/deck.html` that of one theme.

    The second form lets a project's template extend the one that it replaces:
    `{% extends "base/deck.html" %}`.
    """
    named = {
        layer.name: FileSystemLoader(str(layer.folder))
        for layer in reversed(theme.layers)
        if not layer.project
    }
    found = [_layer_loader(layer) for layer in theme.layers]
    options = {
        "loader": ChoiceLoader([*found, PrefixLoader(named)]),
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
        "auto_reload": True,  # a project's template may change while `slidegen serve` runs
    }
    theirs = [layer.folder for layer in theme.layers if layer.project and any(layer.folder.rglob("*.html"))]
    if not theirs:
        return Environment(undefined=StrictUndefined, bytecode_cache=kept, **options)  # type: ignore[arg-type]  # what Jinja calls its own
    environment = ProjectTemplates(**options)
    environment.folders = tuple(f"{folder}{os.sep}" for folder in theirs)
    return environment
