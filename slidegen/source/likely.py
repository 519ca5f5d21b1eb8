"""Which files are Markdown, and which may be manifests, at a glance: most YAML files of a workshop are none.

Knows names and the first look of a text. Must not know YAML: the parser has the last word
(`slidegen.source.deck_description.describes_a_deck`).
"""

from pathlib import Path

from slidegen import lazy_re as re
from slidegen.source.file import UTF_16, normalise
from slidegen.source.workspace import MAX_FILE_BYTES

MANIFEST_SUFFIXES = (".yml", ".yaml", ".json")
MARKDOWN_SUFFIXES = (".md", ".markdown")
#: Slides of other programs, which are brought home before anything else is done with them.
PAGE_SUFFIXES, OTHER_TEXTS = (".html", ".htm"), (".rmd", ".qmd")

#: What may be the key of a manifest's list.
_KEY = re.compile(r"""c(?:ontent|hapters)["']?\s*:""")
#: Without one of these, a text is no manifest, nor was it meant to be one.
SIGNS = ("content", "chapters", ".md")
#: A list, and what a program fills in before there is any YAML: Hugo's and Helm's templates, Jinja's, ERB.
_NO_MANIFEST = ("[", "{{", "{%", "<%")
_OBJECT_AS_JSON = re.compile(rb"""(?:\xef\xbb\xbf)?\s*\{\s*"(?:apiVersion|kind)"\s*:\s*"[\w./-]+"\s*[,}]""")
_FIRST = 1000
#: A key that may be `content` with a typo, in a file that names Markdown files.
_NEARLY = re.compile(r"""^[ \t]*["']?c[a-z]{4,8}["']?[ \t]*:""", re.MULTILINE | re.IGNORECASE)
#: Most manifests: their list begins with a file of slides.
_LISTS_SLIDES = re.compile(
    r"^content:[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*(?:-[ \t]+)+[\w./-]+\.md[ \t]*\n", re.MULTILINE
)


def plainly_lists_slides(text: str) -> bool:
    """Whether a text is a manifest without a doubt: loading YAML is a tenth of a build with nothing to do."""
    return _LISTS_SLIDES.search(text) is not None


def may_be_manifest(text: str) -> bool:
    """Whether it is worth the parser's time to see if a text is a manifest, or was meant to be one."""
    if text.lstrip().startswith(_NO_MANIFEST):
        return False
    return _may_be(text) and (not _is_object(text) or _may_be(_outermost(text)))


def _may_be(text: str) -> bool:
    if any(_begins_an_entry(text, found.start()) for found in _KEY.finditer(text)):
        return True
    return ".md" in text and _NEARLY.search(text) is not None


def _begins_an_entry(text: str, at: int) -> bool:
    """Whether a key stands at the start of a line, or behind a brace: YAML, and YAML that is JSON."""
    if text.endswith(("'", '"'), 0, at):
        at -= 1
    before = text[text.rfind("\n", 0, at) + 1 : at]
    return not before.strip(" \t") or (before.rstrip() or text[:at].rstrip()).endswith(("{", ","))


def _is_object(text: str) -> bool:
    """Whether it is one of Kubernetes, which may say `content` deep inside, and takes the parser long."""
    return all(text.startswith(key) or f"\n{key}" in text for key in ("apiVersion:", "kind:"))


def _outermost(text: str) -> str:
    """The lines that are not indented: the keys of a manifest are among them."""
    return "\n".join(line for line in text.split("\n") if not line.startswith((" ", "\t")))


def looks_like_object(path: Path) -> bool:
    """Whether a JSON file on disk begins as an object of Kubernetes does, as kubectl writes it."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _OBJECT_AS_JSON.match(file.read(_FIRST)) is not None
    except OSError:
        return False


def looks_like_manifest(path: Path) -> bool:
    """Whether a file on disk may be one. A pipe, or what cannot be read, is none."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
            return False
        raw = path.read_bytes()
        encoding = "utf-16" if raw.startswith(UTF_16) else "utf-8-sig"  # which is told, and so must be seen
        return may_be_manifest(normalise(raw.decode(encoding, "replace")))
    except OSError:
        return False


def is_json(name: str) -> bool:
    """Whether it is what programs keep their settings in, too."""
    return name.lower().endswith(".json")


def is_markdown(name: str) -> bool:
    """Whether a file is a deck's text, and may be a deck of its own."""
    return name.lower().endswith(MARKDOWN_SUFFIXES)
