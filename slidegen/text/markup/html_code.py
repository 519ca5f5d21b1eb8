"""HTML as Markdown: the source of a deck that a page carries along, and the code of `<pre>`.

    <textarea id="source">…</textarea>      what stands in it
    <pre><code class="language-sh">ls       ```sh
    </code></pre>                           ls, and the end of the fence

Knows these elements, and the entities of code. Must not know slides. A `<pre>` with more markup in it was
made by a program, and is mended where that takes its text from; it is left alone.
"""

import re
from collections.abc import Iterator

from slidegen.text.typed.languages import LANGUAGES
from slidegen.text.typed.shown import DOCKERFILE, YAML

#: remark's source, and the templates of reveal.js.
_DECK = re.compile(
    r"<(?P<tag>textarea|script)\b[^<>]*\b(?:id=[\"']?source\b|data-template\b|type=[\"']?text/(?:template|(?:x-)?markdown))"
    r"[^<>]*>",
    re.IGNORECASE,
)
_DECK_END = {tag: re.compile(rf"</{tag}", re.IGNORECASE) for tag in ("textarea", "script")}
_PRE = re.compile(
    r"(?P<open><pre\b[^<>]*>(?:\s*<code\b[^<>]*>)?)(?P<text>[^<]*(?:<(?![A-Za-z/!])[^<]*)*)(?P<close>(?:</code\s*>\s*)?</pre\s*>)",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"\b(?:language|lang|class)[-:=\"' ]+(?:(?:language|lang)-)?(?P<language>[\w+#-]+)")
_ENTITY = re.compile(
    r"&(?:#(?P<number>\d{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>lt|gt|amp|quot|apos|nbsp));"
)
#: A class may be anything; one that names no language says nothing of the code.
_KNOWN = frozenset(
    (*LANGUAGES, *YAML, *DOCKERFILE, "json", "diff", "go", "java", "javascript", "html", "xml")
)
_NAMES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'", "nbsp": " "}
_LINE = re.compile(r"[^\n]+")
_ENTITIES = re.compile(rf"(?:{_ENTITY.pattern})+")
#: What may stand between two words and touch them both, with blanks behind it or none.
_OPERATORS = frozenset(("&&", "||", ">&", "<<", ">>", "|", ";"))


def as_markdown(text: str) -> str:
    """The text, as long as before; blanks for all that is no code."""
    parts, at = list[str](), 0
    for start, shown in sorted((*_decks(text), *_listings(text))):
        if start >= at:
            parts += (_blank(text[at:start]), shown)
            at = start + len(shown)
    return "".join((*parts, _blank(text[at:])))


def _decks(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    while found := _DECK.search(text, at):
        closing = _DECK_END[found["tag"].lower()].search(text, found.end())
        at = closing.start() if closing else len(text)
        yield found.end(), _decoded(text[found.end() : at])


def _listings(text: str) -> Iterator[tuple[int, str]]:
    for found in _PRE.finditer(text):
        if "```" not in found["text"]:
            yield found.start(), f"{_opened(found['open'])}{_decoded(found['text'])}{_closed(found['close'])}"


def _opened(tags: str) -> str:
    """The line that opens the fence, in the room that the tags take: at least `<pre>`, which is five."""
    named = (found["language"].lower() for found in _LANGUAGE.finditer(tags))
    mark = f"```{next(filter(_KNOWN.__contains__, named), '')}"
    if len(mark) + 2 > len(tags):
        mark = "```"
    return f"\n{mark.ljust(len(tags) - 2)}\n"


def _closed(tags: str) -> str:
    return f"\n{'```'.ljust(len(tags) - 2)}\n"


def _blank(text: str) -> str:
    return _LINE.sub(lambda line: " " * len(line[0]), text)


# ---- entities
def _decoded(text: str) -> str:
    """Code with its entities as what they stand for. A line where that would tear a word apart is blanked."""
    return _LINE.sub(lambda line: _decoded_line(line[0]), text) if "&" in text else text


def _decoded_line(line: str) -> str:
    parts, at = list[str](), 0
    for run in _ENTITIES.finditer(line):
        meant = "".join(_meaning(each) for each in _ENTITY.finditer(run[0]))
        room = " " * (len(run[0]) - len(meant))
        leads, follows = line[: run.start()][-1:].strip(), line[run.end() : run.end() + 1].strip()
        if leads and follows and meant not in _OPERATORS:
            return " " * len(line)
        parts += (line[at : run.start()], room + meant if follows and not leads else meant + room)
        at = run.end()
    return "".join((*parts, line[at:]))


def _meaning(entity: re.Match[str]) -> str:
    if entity["name"]:
        return _NAMES[entity["name"]]
    number = int(entity["number"]) if entity["number"] else int(entity["hex"], 16)
    return chr(number) if 31 < number < 0x110000 and not 0xD800 <= number < 0xE000 else " "
