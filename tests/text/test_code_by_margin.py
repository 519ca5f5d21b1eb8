"""Which fences and which indented lines are code: the truth is what the page's parser makes of them."""

import os
from textwrap import dedent

from deck.workbench import compose
from hypothesis import example, given, settings
from hypothesis import strategies as st

from slidegen.deck.markdown import parse
from slidegen.shell.complete import is_blank
from slidegen.source.file import SourceFile
from slidegen.text.fragment import read_fragment
from slidegen.text.typed import TypedCode, read_typed, typed_in

MARGINS = st.sampled_from(["", "  ", "   ", "    ", "      ", "        ", "          ", "\t", "\t\t"])
ABOVE = st.sampled_from(
    [
        *(
            "text",
            "# Title",
            "- item",
            "1. item",
            "- a\n  - b",
            "> quote",
            "-   wide",
            ".box[text]",
            "<!-- x -->",
        ),
        *("- $ far", "- a\n\n      words", "1. going\n  on", "<details>\n<summary>s</summary>"),
    ]
)
CODE = ["```bash", "$ kubectl get pods", "```"]


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Slides with a fence, or a transcript without one, at any margin below anything, in a class or not."""
    slides = []
    for _ in range(draw(st.integers(1, 2))):
        parts = draw(st.lists(ABOVE, max_size=2))
        code = draw(st.sampled_from([CODE, CODE[1:2]]))
        margin = draw(MARGINS)
        parts.append("\n".join(f"{margin}{line}" for line in code))
        parts += draw(st.lists(ABOVE, max_size=1))
        text = draw(st.sampled_from(["\n\n", "\n\n", "\n"])).join(parts)
        wrapping = draw(
            st.sampled_from(["", "", ".lab[\n{}\n]", "words\n\n.lab[\n\n{}\n\n]", "a\n\n???\n\n{}"])
        )
        slides.append(wrapping.replace("{}", text) or text)
    return "\n---\n".join(slides) + "\n"


def shown(text: str) -> list[str]:
    """The blocks of code on the pages: of fences what they hold, of indented code all of it."""
    parts = [part for slide in compose(text).slides for part in (slide.text, slide.notes)]
    tokens = [token for part in parts for token in parse(part)]
    return [dedent(token.content).strip() for token in tokens if token.type in ("fence", "code_block")]


def read(text: str) -> list[str]:
    fragment = read_fragment(SourceFile.from_text("a.md", text))
    found = [fence for slide in fragment.slides for fence in (*slide.fences, *slide.unmarked)]
    return [fence.text.strip() for fence in sorted(found, key=lambda fence: fence.span.start)]


@settings(max_examples=1500, deadline=None)
@given(documents())
@example("- item\n> quote\n> more\n    ```bash\n    $ kubectl get pods\n    ```\n")
@example("1. going\n  on\n> quote\n    ```bash\n    $ kubectl get pods\n    ```\n")
@example(".lab[\n1. going\n  on\n> quote\n    ```bash\n    $ kubectl get pods\n    ```\n]\n")
@example("- item\n  ```\n  x\n  ```\nwords\n\n      $ code\n")
@example("| a | b |\n|---|---|\n| 1 | 2 |\n    $ kubectl get pods\n")
@example("- a\n      - b\n\n            $ code\n")
@example("- a\n\n      words\n\n      $ code\n")
@example("- a\n\n      words\n      $ no code\n")
@example("- a\n\n      $ code\n\n      words\n")
@example("- a\n\n      ```bash\n      $ ls\n      ```\n\n      $ code\n")
@example("text\n\n    1. $ far\n\n        ```bash\n        $ kubectl get pods\n        ```\n")
@example("text\n    1. $ far\n\n        ```bash\n        $ kubectl get pods\n        ```\n")
@example("- a\n\n      - $ far\n\n          ```bash\n          $ ls\n          ```\n")
@example("- a\n\n    1. b\n\n        ```bash\n        $ ls\n        ```\n")
@example("    - $ far\n\n    ```bash\n    $ ls\n    ```\n\nwords\n")
@example("- item\n\n ~~~\n $ id\n ~~~\n      - $ far\n")
@example("1. going\n  on\n\n    ```bash\n    $ ls\n    ```\n")
@example("  1. item\nwords\n\n    ```bash\n    $ ls\n    ```\n")
@example("2. two\n~~~\n$ id\n~~~\n\n    1. $ far\n")
@example("words\n\n    * star\n```bash\n$ ls\n```\n")
@example("words\n    - $ far\n```bash\n$ ls\n```\n")
@example("- a\n<img src=x>\n\n    ```bash\n    $ ls\n    ```\n")
@example("> ```bash\n> $ ls\n> ```\n    $ id\n")
@example("  1. item\n\t```bash\n\t$ ls\n\t```\n\nwords\n")
@example("<details>\n```bash\n$ ls\n```\n</details>\n")
@example("<div>\n.lab[```bash\n$ ls\n```]\n</div>\n")
@example("<script>\n```bash\n$ ls\n```\n</script>\n")
@example("> a\n>\n>     $ ls\n")
@example("> 1. a\n>\n>     $ no code\n")
@example("> > a\n> >\n> >     $ ls\n")
@example(">3. a\n>     ```bash\n>     $ ls\n>     ```\n")
@example("<details>\n<summary>s</summary>\n<!-- x -->\n    ```bash\n    $ kubectl get pods\n    ```\n")
def test_code_is_what_the_page_shows_as_code(text: str) -> None:
    assert read(text) == shown(text)


TABS = st.sampled_from(
    [
        "",
        "  ",
        "    ",
        "\t",
        " \t",
        "  \t",
        "   \t",
        "\t ",
        "\t  ",
        "      ",
        " \t ",
        "  \t  ",
        "\t\t",
        "    \t",
    ]
)
ABOVE_TABS = st.sampled_from(
    [
        *("text", "# T", "#Tight", "- item", "1. item", "10. ten", "- a\n  - b", "- a\n\t- b", "> quote"),
        *(".box[text]", "<!-- x -->", "1. going\n\ton", "-\titem", "*\ta", "-   wide"),
    ]
)
CODE_OF_TABS = st.sampled_from(
    [
        ["```bash", "$ kubectl get pods", "```"],
        ["```bash", "kubectl get pods", "```"],
        ["$ kubectl get pods"],
        ["$ ls", "\ta  b", "$ id"],
        ["```", "#mount", "\tls -l", "```"],
        ["```sh", "cat <<EOF", "\ta", "  b", "EOF", "```"],
    ]
)


@st.composite
def documents_of_tabs(draw: st.DrawFn) -> str:
    """Code whose lines are indented by two ways of the same text, by tabs and blanks."""
    parts = draw(st.lists(ABOVE_TABS, max_size=2))
    margins = st.sampled_from(draw(st.lists(TABS, min_size=1, max_size=2)))
    parts.append("\n".join(draw(margins) + line for line in draw(CODE_OF_TABS)))
    parts += draw(st.lists(ABOVE_TABS, max_size=1))
    text = draw(st.sampled_from(["\n\n", "\n\n", "\n"])).join(parts)
    wrapping = draw(
        st.sampled_from(
            ["", ".lab[\n{}\n]", "words\n\n.lab[\n\n{}\n\n]", ".lab[\n\n- Do:\n\n{}\n\n]", "a\n\n???\n\n{}"]
        )
    )
    return (wrapping.replace("{}", text) or text) + "\n"


def commands_of(codes: list[TypedCode]) -> list[list[list[str]]]:
    """The words of what is typed in each code where something is."""
    found = [[c.text.split() for c in code.commands if not is_blank(c.text)] for code in codes]
    return [each for each in found if each]


@settings(max_examples=int(os.environ.get("SLIDEGEN_LAW", "1500")), deadline=None)
@given(documents_of_tabs())
@example("> quote\n   \t```\n#mount\n\tls -l\n```\n")
@example("-\titem\n> quote\n\t ```bash\n\t $ kubectl get pods\n\t ```\n")
@example("> quote\n10. x\n\t```bash\n\t$ ls\n\t```\n1. item\n")
@example("10. x\n    \t```\n    #mount\n    \t\tls -l\n    \t```\n")
@example("1. item\n\n    \t```\n  #mount\n  \tls -l\n    \t```\n")
@example("# T\n\n\t\t$ ls\n\t\t\ta  b\n        $ id\n")
def test_what_is_typed_at_margins_of_tabs_is_what_the_page_shows_as_typed(text: str) -> None:
    parts = [part for slide in compose(text).slides for part in (slide.text, slide.notes)]
    tokens = [token for part in parts for token in parse(part) if token.type in ("fence", "code_block")]
    source = SourceFile.from_text("a.md", text)
    fences = [each for slide in read_fragment(source).slides for each in (*slide.fences, *slide.unmarked)]
    read = [typed_in(text, fence).typed for fence in sorted(fences, key=lambda fence: fence.span.start)]
    assert commands_of(read) == commands_of([read_typed(t.content.rstrip("\n"), t.info) for t in tokens])


def test_a_here_document_keeps_its_tabs_in_a_fence_that_is_moved() -> None:
    """By them `<<-` finds its end."""
    code = "cat <<-EOF\n\ta\n\tEOF"
    for text in (
        f"-\titem\n```sh\n{code}\n```\n",
        f"1. item\n ```sh\n {code.replace(chr(10), chr(10) + ' ')}\n ```\n",
    ):
        (slide,) = compose(text).slides
        assert [token.content.rstrip() for token in parse(slide.text) if token.type == "fence"] == [code]
