"""A slide is parsed once in a build, however many steps it has and however many decks show it."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from workshops import Workshop

from slidegen.deck.markdown import make_parser

SLIDE = "# Steps\n\nA [link](b.md), `code`.\n\n--\n\n- one\n\n--\n\n```bash\nkubectl get pods\n```\n"
PARSE = type(make_parser()).parse.__code__


@contextmanager
def parsed() -> Iterator[Counter[str]]:
    """How often each text goes through the Markdown parser."""
    found = Counter[str]()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code is PARSE:
            found[frame.f_locals["src"]] += 1

    sys.setprofile(note)
    try:
        yield found
    finally:
        sys.setprofile(None)


def test_a_slide_of_steps_that_decks_share(workshop: Workshop) -> None:
    manifest = "title: T\ncontent: [steps.md]\n"
    workshop.write({"steps.md": SLIDE, "first.yml": manifest, "second.yml": manifest})
    with parsed() as texts:
        workshop.build()
    assert [times for text, times in texts.items() if "# Steps" in text] == [1]
