"""A slide is parsed once in a build, however many steps it has and however many decks show it."""

from calls import called
from workshops import Workshop

from slidegen.deck.markdown import make_parser

SLIDE = "# Steps\n\nA [link](b.md), `code`.\n\n--\n\n- one\n\n--\n\n```bash\nkubectl get pods\n```\n"


def test_a_slide_of_steps_that_decks_share(workshop: Workshop) -> None:
    manifest = "title: T\ncontent: [steps.md]\n"
    workshop.write({"steps.md": SLIDE, "first.yml": manifest, "second.yml": manifest})
    with called(type(make_parser()).parse) as calls:
        workshop.build()
    assert len([each["src"] for _, each in calls if "# Steps" in each["src"]]) == 1
