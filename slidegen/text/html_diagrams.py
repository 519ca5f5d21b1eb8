"""`<pre class="mermaid">` in an author's HTML: what pages show as a picture that load mermaid.

Knows that element. Must not know Markdown, nor how a diagram is drawn.
"""

from collections.abc import Iterator

from slidegen.lazy_dataclass import dataclass
from slidegen.text.html_tags import StartTag, start_tags, unescaped

_END = "</pre>"


@dataclass(frozen=True, slots=True)
class HtmlDiagram:
    """The element is at `[start, end)` of the HTML, its text at `[text_start, text_end)`."""

    text: str
    start: int
    end: int
    text_start: int
    text_end: int
    step: str  #: that it appears at, as its attribute says


def html_diagrams(html: str) -> Iterator[HtmlDiagram]:
    """The diagrams in `html`, in order."""
    if "mermaid" not in html:
        return
    for tag in start_tags(html):
        end = html.find(_END, tag.end) if _is_diagram(tag) else -1
        if end != -1:
            written = html[tag.end : end]
            start = tag.end + len(written) - len(written.lstrip())
            step = tag.get("data-step")
            yield HtmlDiagram(
                unescaped(written).strip(), tag.start, end + len(_END), start, end, step.value if step else ""
            )


def _is_diagram(tag: StartTag) -> bool:
    names = tag.get("class") if tag.name == "pre" else None
    return names is not None and names.value.split() == ["mermaid"]
