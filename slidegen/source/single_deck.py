"""A Markdown file that is a deck of its own, described by its front matter.

Knows which keys of a manifest front matter may say, and what other programs write there. Must not know where
front matter begins and ends (`slidegen.text.front_matter`).
"""

from collections.abc import Iterator

from slidegen.finding import Finding
from slidegen.source import rules, yaml
from slidegen.source.file import SourceFile
from slidegen.source.key_table import with_values
from slidegen.source.manifest import BY_KEY, ManifestReading, page_name
from slidegen.source.manifest_reader import ManifestReader, manifest_for_markdown, unfit_page

#: What a single file cannot say: it is its own content, and its page has its name.
_OF_MANIFESTS = frozenset({"content", "chapters", "html"})


def read_single_deck(source: SourceFile, root: yaml.Mapping | None) -> ManifestReading:
    """The deck that the Markdown file `source` is, as `root`, its front matter, describes it."""
    plain = manifest_for_markdown(source)
    unfit = tuple(unfit_page(source, source.span(0, 0), "Rename the file, whose name its page has"))
    if root is None:
        return ManifestReading(plain, unfit)
    own = tuple((key, _in_one_line(key, node)) for key, node in root if _is_own(key))
    foreign = tuple((key, node) for key, node in root if not _is_own(key))
    reader = ManifestReader(source)
    values = reader.read(yaml.Mapping(root.span, own, root.tag))
    values.pop("is_whole", None)
    about = {
        "name": page_name(str(values.get("html", ""))) or plain.name,
        "spans": tuple(reader.spans.items()),
        "data": tuple(_data(foreign)),
    }
    manifest = with_values(plain, about | values)
    return ManifestReading(manifest, (*unfit, *reader.findings, *_named(source, foreign)))


def says_only_of_a_deck(root: yaml.Mapping) -> bool:
    """Whether front matter says nothing that is another program's."""
    return all(_is_own(key) for key, _ in root)


def _is_own(key: yaml.Scalar) -> bool:
    return key.value in BY_KEY and key.value not in _OF_MANIFESTS


def _in_one_line(key: yaml.Scalar, node: yaml.Node) -> yaml.Node:
    """What other programs write as a list or a mapping of names (`author: [A, B]`) as one text."""
    if BY_KEY[key.value].kind != "text" or isinstance(node, yaml.Scalar):
        return node
    return yaml.Scalar(node.span, ", ".join(_texts_in(node)), "double")


def _texts_in(node: yaml.Node) -> Iterator[str]:
    match node:
        case yaml.Scalar():
            yield node.value
        case yaml.Sequence():
            for item in node.items:
                yield from _texts_in(item)
        case yaml.Mapping():
            name = node.get("name")
            yield from _texts_in(name) if name is not None else ()


def _data(foreign: tuple[tuple[yaml.Scalar, yaml.Node], ...]) -> Iterator[tuple[str, str]]:
    """Foreign keys and their texts, for templates."""
    for key, node in foreign:
        text = ", ".join(_texts_in(node))
        if text:
            yield key.value, text


def _named(source: SourceFile, foreign: tuple[tuple[yaml.Scalar, yaml.Node], ...]) -> Iterator[Finding]:
    """One finding about all of them: they are somebody's, and not wrong."""
    if not foreign:
        return
    first = foreign[0][0].span
    names = ", ".join(f"`{key.value}`" for key, _ in foreign)
    yield source.finding(
        rules.FOREIGN_FRONT_MATTER,
        first.start,
        first.end,
        f"front matter that slidegen makes nothing of: {names}; templates find it in `page.data_fields`",
        help="leave it to the program that reads it, or remove it",
    )
