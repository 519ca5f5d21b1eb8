"""Macros as templates: slidegen's own few, and those that a project writes.

Knows Jinja2 and what a macro is given. Must not know slides. A template's result is Markdown, so nothing is
escaped here; what HTML it holds passes through Markdown's door like the author's own. A project's templates
run in the sandbox; what they get wrong is a finding where they stand, and a word at each call.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template

from slidegen import lazy_re as re
from slidegen.budget import Budget
from slidegen.deck.macro import Expand, FailedExpansion, Macros
from slidegen.deck.template_fault import fault_at, fault_of
from slidegen.deck.template_sandbox import TemplateSandbox, paid_from
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.source.file import SourceFile
from slidegen.source.manifest import Manifest, Pairs
from slidegen.source.rules import BROKEN_TEMPLATE
from slidegen.source.settings_reader import place_of

#: name -> template; `args` is the tuple of arguments, `text` what stands in the parentheses
BUILT_IN: Mapping[str, str] = {
    "image": (
        '<img src="{{ text | e }}" alt="{{ (args[1:] | join(", ")) | e }}"'
        '{% if args %} style="width: {{ args[0] | e }}"{% endif %}>'
    ),
    "hello": "hello!",  # the one macro that remark itself has
    "spacer": '<div class="spacer" style="height: {{ (args[0] if args else "1em") | e }}"></div>',
}

Read = Callable[[str], SourceFile | None]

_OURS = Environment(undefined=StrictUndefined, autoescape=False)
_THEIRS = TemplateSandbox(autoescape=False)
#: What is written as the name of a template's file, and no Markdown that anybody would want.
_PATH = re.compile(r"[\w.-]*(?:/[\w.-]+)+\.\w{1,6}|[\w.-]+\.(?:html?|md|txt|j2|jinja2?)")
_FILE = "<macro>"  #: how tracebacks call the template of a macro


@dataclass(frozen=True, slots=True)
class MacroTemplate:
    """What a project calls a macro, and where that stands."""

    name: str
    text: str
    source: SourceFile
    start: int  #: where `text` begins, or what is written for it
    end: int

    @property
    def subject(self) -> str:
        return f"The macro `{self.name}`"


# ---- what a project writes
def templates_of(
    pairs: Pairs,
    manifest: Manifest,
    settings: Callable[[str, str], tuple[SourceFile, int, int]],
    read: Read,
) -> Iterator[MacroTemplate]:
    """The templates of `pairs`, which `manifest` has, or the settings: `settings` says where those stand."""
    own = dict(manifest.spans)
    for name, text in pairs:
        path = posixpath.normpath(posixpath.join(manifest.folder, text.strip()))
        file = None if "{{" in text or "\n" in text else read(path)
        span = own.get(f"macros.{name}")
        if file is not None:
            yield MacroTemplate(name, file.text, file, 0, len(file.text))
        elif span is None:
            yield MacroTemplate(name, text, *settings(name, text))
        else:
            start = _first_line(manifest.source, text, span.start, span.end)
            yield MacroTemplate(name, text, manifest.source, start, span.end)


def _first_line(source: SourceFile, text: str, start: int, end: int) -> int:
    """Where the text of a YAML scalar begins: behind the `|` of a block, or the quote."""
    found = source.text.find(text.split("\n", 1)[0], start, end)
    return start if found == -1 else found


def settings_place(root: Path, name: str, text: str) -> tuple[SourceFile, int, int]:
    """Where the settings of the project `root` define the macro."""
    return place_of(root, f"macros.{name}", text)


def syntax_finding(template: MacroTemplate) -> Finding | None:
    """What Jinja does not understand of it; the template is not run."""
    made = _compiled(template)
    return made if isinstance(made, Finding) else None


# ---- what calls become
def make_macros(templates: Iterable[MacroTemplate], folder: str, read: Read) -> Macros:
    """slidegen's own macros and those of `templates`; of two with one name, the later.

    `read` answers with the file at a path in the project; `folder` is the manifest's.
    """
    own = {name: _built_in(text) for name, text in BUILT_IN.items()}
    return (
        own
        | {"include": _include(folder, read)}
        | {template.name: _expander(template) for template in templates}
    )


def _include(folder: str, read: Read) -> Expand:
    def expand(_: tuple[str, ...], path: str, __: Budget) -> str | FailedExpansion:
        source = read(posixpath.normpath(posixpath.join(folder, path.strip())))
        if source is None:
            return FailedExpansion(
                f"{path} does not exist, or cannot be read", "Correct the path, or add the file"
            )
        return source.text

    return expand


def _built_in(text: str) -> Expand:
    def expand(arguments: tuple[str, ...], content: str, _: Budget) -> str:
        return _OURS.from_string(text).render(args=arguments, text=content)

    return expand


def _expander(template: MacroTemplate) -> Expand:
    made: list[Template | Finding] = []  #: compiled when it is first called

    def expand(arguments: tuple[str, ...], content: str, budget: Budget) -> str | FailedExpansion:
        if not made:
            made.append(_compiled(template))
        if isinstance(made[0], Finding):
            return _failure(made[0])
        try:
            with paid_from(budget):
                return made[0].render(args=arguments, text=content)
        except Exception as error:  # whatever a template of others raises is theirs
            return _failure(_finding(error, template))

    return expand


def _compiled(template: MacroTemplate) -> Template | Finding:
    if _PATH.fullmatch(template.text.strip()):  # a file that is there is a template by its text
        message = f"{template.subject}: it names a file, {template.text.strip()}, which does not exist"
        advice = "Correct the path, which is relative to the manifest, or add the file"
        return template.source.finding(BROKEN_TEMPLATE, template.start, template.end, message, help=advice)
    try:
        code = _THEIRS.compile(template.text, filename=_FILE)
    except Exception as error:  # also RecursionError, or what Python says to a thousand brackets
        return _finding(error, template)
    return Template.from_code(_THEIRS, code, _THEIRS.make_globals(None))


def _finding(error: Exception, template: MacroTemplate) -> Finding:
    fault = fault_of(error, lambda path: path == _FILE) or fault_at(error, _FILE)
    return fault.finding(template.source, template.subject, template.start, template.end)


def _failure(finding: Finding) -> FailedExpansion:
    message = finding.message.partition(": ")[2]
    return FailedExpansion(message, f"Mend it at {finding.path}:{finding.start}", finding)
