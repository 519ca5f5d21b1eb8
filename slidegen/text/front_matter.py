"""Front matter: the YAML between two `---` at the very top of a file, which says something about it.

    ---
    title: Containers
    lang: en
    ---

Some programs name the language behind the first marks: `---yaml`.

Knows which lines are front matter and which are a slide. Must not know what any key means. A deck whose first
slide is empty begins with `---` as well; what holds nothing but properties of slides is such a slide.
"""

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.location import Span
from slidegen.source import yaml
from slidegen.source.file import SourceFile
from slidegen.text.properties import SLIDE_PROPERTIES

_BLOCK = re.compile(
    r"---[ \t]*(?:ya?ml[ \t]*)?\n"
    r"(?P<yaml>(?>(?:(?!(?:---|\.\.\.)[ \t]*(?:\n|\Z))[^\n]*\n)*))(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
#: Behind blank lines, too.
_TOML = re.compile(r"\s*\+{3}[ \t]*\n(?>(?:(?!\+{3})[^\n]*\n)*)\+{3}(?=[ \t]*(?:\n|\Z))")
#: What a line of it may begin with: a key, an item, a comment, what goes on from the line above, a bracket.
_LINE = re.compile(r"[\w.-]+[ \t]*:(?:\s|\Z)|[\"']|-[ \t]|#|[ \t]|[\]}]|\Z")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says of itself."""

    span: Span  #: with its `---` lines and the newline behind them
    root: yaml.Mapping | None  #: None where it is no YAML
    problem: yaml.YamlProblem | None = None


def may_have_front_matter(text: str) -> bool:
    """Whether it is worth the time to look for any."""
    return text.startswith("---")


def read_front_matter(source: SourceFile) -> FrontMatter | None:
    """The front matter of `source`, None when it has none."""
    block = _BLOCK.match(source.text) if may_have_front_matter(source.text) else None
    if block is None or not block["yaml"].strip():
        return None
    start = block.start("yaml")
    reading = yaml.compose_documents(block["yaml"], lambda low, high: source.span(start + low, start + high))
    whole = source.span(0, block.end())
    if reading.problem is not None:
        problem = yaml.YamlProblem(start + reading.problem.offset, reading.problem.message)
        return FrontMatter(whole, None, problem) if is_plainly_yaml(block["yaml"].splitlines()) else None
    root = reading.documents[0] if reading.documents else None
    if not isinstance(root, yaml.Mapping) or _is_a_slide(root):
        return None
    return FrontMatter(whole, root)


def toml_head_end(text: str) -> int:
    """Where what Hugo takes for front matter ends, TOML between two `+++`; 0 where there is none."""
    found = _TOML.match(text)
    return found.end() if found else 0


def front_matter_end(source: SourceFile) -> int:
    """Where the slides of `source` begin."""
    if not source.text.startswith("---"):
        return 0
    found = read_front_matter(source)
    return found.span.end if found else 0


def _is_a_slide(root: yaml.Mapping) -> bool:
    return all(key.value in SLIDE_PROPERTIES and not _names_layout(key, node) for key, node in root)


def _names_layout(key: yaml.Scalar, node: yaml.Node) -> bool:
    """Whether it is a site's, such as Jekyll's: a slide is a layout or is none."""
    return key.value == "layout" and bool(yaml.as_text(node)) and yaml.as_boolean(node) is None


def is_plainly_yaml(lines: list[str]) -> bool:
    """Whether each line is one of YAML, though together they may be none."""
    return all(_LINE.match(line) for line in lines) and not any(line.startswith("# ") for line in lines)
