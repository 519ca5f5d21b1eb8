"""Which YAML files describe a deck: what is a manifest, what is nearly one, and what is another program's.

Knows what `content` may be. Must not know what the other keys mean.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.finding import Finding, Severity
from slidegen.source import rules, yaml
from slidegen.source.file import SourceFile
from slidegen.source.likely import is_json, is_markdown
from slidegen.source.manifest import BY_KEY
from slidegen.source.suggest import did_you_mean, is_a_slip

_NOTE = replace(rules.UNKNOWN_KEY, severity=Severity.INFO)
#: How the name of a file ends that an author may mean by `content`; an address of the web is another's.
_FILE = re.compile(
    r"^(?!.*://).*(?:/|\.(?:ya?ml|json|toml|md|markdown|mdx|[rq]md|txt|adoc|rst))$", re.IGNORECASE
)


def describes_a_deck(root: yaml.Node | None) -> bool:
    """Whether a file's root is a manifest's: `content` (or `chapters`) is a list of paths, texts and lists.

    Other programs have files with a `content`, too: a text, a list of mappings. What is nearly a manifest
    is one, so that its author is told: a single path instead of a list, a mapping among the paths. An empty
    list, a mapping or a tag (`!include parts.yml`) says nothing by itself: then all the other keys must be a
    manifest's. So must those of JSON, in which programs keep their settings; a single path there is theirs.
    """
    if not isinstance(root, yaml.Mapping) or _of_another_program(root):
        return False
    node = root.get("content") or root.get("chapters")
    match node:
        case yaml.Sequence(items=items) if items:
            return any(isinstance(item, yaml.Scalar | yaml.Sequence) for item in items)
        case yaml.Scalar() if _names_markdown(node):
            return not is_json(root.span.path)
        case None:
            return False
    return all(key.value in BY_KEY for key, _ in root) and _is_meant(node)


def _of_another_program(root: yaml.Mapping) -> yaml.Scalar | None:
    """In JSON the first key that no manifest has, and that is no slip of one that it has."""
    keys = (key for key, _ in root) if is_json(root.span.path) else ()
    return next((key for key in keys if not _is_nearly_known(key.value)), None)


def _is_nearly_known(key: str) -> bool:
    return key in BY_KEY or any(is_a_slip(key, known) for known in BY_KEY)


def _is_meant(node: yaml.Node) -> bool:
    """Whether a `content` that is no list of files, in a file of a manifest's keys, was to become one."""
    match node:
        case yaml.Sequence():
            return True
        case yaml.Scalar() if node.is_null or _names_files(node.value):
            return True
        case yaml.Mapping(entries=entries) if any(_is_meant(each) for _, each in entries):
            return True
    return is_foreign(node)


def _names_markdown(node: yaml.Scalar) -> bool:
    return is_markdown(node.value) and "\n" not in node.value


def _names_files(text: str) -> bool:
    """Whether each line is the name of a file that may list slides or hold them, or of a folder."""
    return all(name and " " not in name and _FILE.search(name) for name in text.strip().split("\n"))


def parts_of(node: yaml.Node) -> Iterable[yaml.Node]:
    """What a list or a mapping holds."""
    match node:
        case yaml.Sequence(items=items):
            return items
        case yaml.Mapping(entries=entries):
            return (value for _, value in entries)
    return ()


def is_foreign(node: yaml.Node) -> bool:
    """Whether it has a tag that is no part of YAML's own."""
    return node.tag is not None and not node.tag.startswith("tag:yaml.org,2002:")


def misspelt(source: SourceFile, root: yaml.Node | None) -> Iterator[Finding]:
    """In a file that describes no deck: the key that is nearly `content`, and lists Markdown files.

    Of JSON that would be a manifest but for a key, that one; or its single path.
    """
    if not isinstance(root, yaml.Mapping):
        return
    content = root.get("content")
    if isinstance(content, yaml.Scalar) and _names_markdown(content) and not _of_another_program(root):
        message = "`content` is no list, so this JSON is another program's and no deck"
        todo = "If it is to be a deck, write a list of fragment files"
        yield source.finding(_NOTE, content.span.start, content.span.end, message, help=todo)
    listing = [key for key, node in root if isinstance(node, yaml.Sequence) and _lists_files(node)]
    for key in listing:
        guess = did_you_mean(key.value, ("content", "chapters"), cutoff=0.8)
        if guess == key.value:
            yield from _said_of_json(source, root)
        elif guess:
            message = f"The key `{key.value}` is none of a manifest's, so this file is no deck"
            start, end = key.span.start, key.span.end
            yield source.finding(rules.UNKNOWN_KEY, start, end, message, help=f"Did you mean `{guess}`?")


def _said_of_json(source: SourceFile, root: yaml.Mapping) -> Iterator[Finding]:
    if key := _of_another_program(root):
        message = (
            f"The key `{key.value}` is none of a manifest's, so this JSON is another program's and no deck"
        )
        todo = "If it is to be a deck, leave the key out, or write the manifest in YAML"
        yield source.finding(_NOTE, key.span.start, key.span.end, message, help=todo)


def _lists_files(node: yaml.Sequence) -> bool:
    return any(isinstance(item, yaml.Scalar) and item.value.endswith(".md") for item in node.items)
