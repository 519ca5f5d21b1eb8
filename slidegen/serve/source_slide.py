"""Which slide a line of a file became.

Knows where slides stand in their sources. Must not know editors or browsers.
"""

from collections.abc import Iterable

from slidegen.deck.model import Slide


def slide_at(slides: Iterable[Slide], path: str, line: int) -> Slide | None:
    """The slide of `path` that `line` stands in; above the first one, that; None when none was written there.

    What a deck makes by itself (contents, its end) stands at lines of others. A file that a deck shows twice
    is shown where it comes first.
    """
    own = [slide for slide in slides if slide.span.path == path and not slide.generated]
    before = [slide for slide in own if slide.line <= line]
    return max(before, key=lambda slide: slide.line, default=min(own, key=lambda s: s.line, default=None))
