"""Markdown of Marp, Slidev and R Markdown."""

import pytest

from slidegen.migrate.markdown_dialects import read_dialect


def test_marp() -> None:
    slides = (
        "<!-- _class: lead -->\n# One\n",
        "\n![bg right](x.png)\n\n# Two\n<!-- paginate: true -->\n<!-- a comment -->\n",
    )
    found = read_dialect("a.md", "---\nmarp: true\n---\n" + "\n---\n".join(slides))
    assert found.text == (
        "class: lead\n\n# One\n\n---\nbackground-image: url(x.png)\n\n# Two\n\n???\n\na comment\n"
    )
    assert [what for what, _ in found.left] == ["`paginate: true`", "`right` of `![bg right](x.png)`"]
    assert found.ratio == "16:9"


def test_comments_of_marp_are_notes_but_for_those_in_code() -> None:
    slide = "# A\n\n<!--\nSay: this.\n-->\n\n```html\n<!-- x -->\n```\n<!-- and that -->\n"
    found = read_dialect("a.md", f"---\nmarp: true\nsize: 4:3\n---\n\n{slide}")
    assert found.text == "# A\n\n\n```html\n<!-- x -->\n```\n\n???\n\nSay: this.\n\nand that\n"
    assert (found.left, found.ratio) == ((), "4:3")


def test_pictures_of_marp_keep_their_width() -> None:
    body = "![w:300px](a.png) ![Bob width:50% h:2em](b.png) ![h:2em](c.png)\n"
    found = read_dialect("a.md", f"---\nmarp: true\n---\n{body}")
    assert found.text == "![:image 300px](a.png) ![:image 50%](b.png) ![h:2em](c.png)\n"


def test_slidev() -> None:
    front = "---\ntheme: x\ntransition: fade\n---\n"
    second = "---\nlayout: center\nbackground: /a.png\nzoom: 2\n---\n\n# Two\n\n<!--\nSay it.\n-->\n"
    found = read_dialect("a.md", f"{front}# One\n\n{second}")
    assert found.text == (
        "# One\n\n---\nclass: center\nbackground-image: url(/a.png)\n\n# Two\n\n???\n\nSay it.\n"
    )
    assert [what for what, _ in found.left] == ["`zoom: 2` on a slide"]
    assert found.ratio == "16:9"


def test_the_first_slide_of_slidev_is_as_its_front_matter_says() -> None:
    front = "---\naspectRatio: 4/3\nclass: 'text-center'\nbackground: /a.png\n---\n"
    found = read_dialect("a.md", f"{front}\n# One\n\n<v-click>\n\n```html\n<Toc/>\n```\n\n</v-click>\n")
    assert found.text.startswith("class: text-center\nbackground-image: url(/a.png)\n# One\n")
    assert (found.ratio, set(found.front)) == ("4:3", set())
    assert [what for what, _ in found.left] == ["components: <v-click"]


def test_slidev_is_known_by_a_layout_of_a_slide() -> None:
    found = read_dialect("a.md", "---\ntitle: T\n---\n# One\n\n---\nlayout: center\n---\n\n# Two\n")
    assert found.text == "# One\n\n---\nclass: center\n\n# Two\n"
    remark = "# One\n\n---\nlayout: true\n---\n\n# Two\n"
    assert read_dialect("a.md", f"---\ntitle: T\n---\n{remark}").text == remark


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$$ {1|3|all}\n\\begin{aligned}x\\end{aligned}\n$$\n", True),
        ("as $x_1$ says", True),
        ("from $5 to $10", False),
        ("```sh\necho $a$b$\n```\n", False),
    ],
)
def test_formulas_of_slidev_and_marp(text: str, expected: bool) -> None:
    found = read_dialect("a.md", f"---\ntransition: fade\n---\n{text}")
    assert found.has_formulas is expected
    assert "{1|3|all}" not in found.text
    assert read_dialect("a.md", f"---\nmarp: true\n---\n{text}").has_formulas is expected
    assert not read_dialect("a.md", text).has_formulas


def test_r_markdown() -> None:
    found = read_dialect("a.Rmd", "# One\n\n```{r plot, echo=FALSE}\nplot(x)\n```\n\n`r nrow(x)` rows\n")
    assert found.text == "# One\n\n```r\nplot(x)\n```\n\n`r nrow(x)` rows\n"
    assert [what for what, _ in found.left] == [
        "1 chunks of code, of which 1 say `echo=FALSE`",
        "1 values such as `r nrow(x)`",
    ]


def test_headings_of_marp_divide_where_they_are_told_to() -> None:
    body = "<!-- _class: lead -->\n# A\n\n## B\n\n```sh\n# no\n```\n\n### C\n\n---\n\n## D\n"
    divided = "class: lead\n\n# A\n\n---\n\n## B\n\n```sh\n# no\n```\n\n### C\n\n---\n\n## D\n"
    for text in (
        f"---\nmarp: true\nheadingDivider: 2\n---\n{body}",
        f"---\nmarp: true\nheadingDivider: [1, 2]\n---\n{body}",
        f"---\nmarp: true\n---\n<!-- headingDivider: 2 -->\n{body}",
    ):
        found = read_dialect("a.md", text)
        assert found.text.replace("\n\n\n", "\n\n").split("\n---\n") == divided.split("\n---\n")
        assert not found.left
        assert "headingDivider" not in found.front


def test_backgrounds_of_marp_are_one_a_slide_and_the_rest_is_told() -> None:
    body = "![bg cover right:40%](a.png)\n![bg](b.png)\n![bg](#123456)\n\n# A\n"
    found = read_dialect("a.md", f"---\nmarp: true\n---\n{body}")
    properties = "background-image: url(a.png)\nbackground-size: cover\nbackground-color: #123456\n"
    assert found.text == f"{properties}\n![](b.png)\n\n# A\n"
    assert [what for what, _ in found.left] == [
        "`right:40%` of `![bg cover right:40%](a.png)`",
        "`![bg](b.png)`",
    ]


def test_columns_of_slidev_stand_side_by_side() -> None:
    slide = "---\nlayout: two-cols\n---\n\n# L\n\n- a\n\n::right::\n\n# R\n\n<!--\nSay it.\n-->\n"
    found = read_dialect("a.md", f"---\ntheme: x\nmdc: true\n---\n# One\n\n{slide}")
    assert found.text == (
        "# One\n\n---\nclass: two-cols\n\n.pull-left[\n# L\n\n- a\n]\n\n"
        ".pull-right[\n# R\n]\n\n???\n\nSay it.\n"
    )


def test_chunks_of_which_knitr_shows_nothing_are_left_out() -> None:
    hidden = "```{r setup, include=FALSE}\nlibrary(x)\n```\n\n"
    found = read_dialect("a.Rmd", f"---\ntitle: A\n---\n\n{hidden}class: inverse\n\n```{{r}}\n1\n```\n")
    assert found.text == "class: inverse\n\n```r\n1\n```\n"
    assert [what for what, _ in found.left] == [
        "1 chunks of code that say `include=FALSE`",
        "1 chunks of code, of which 0 say `echo=FALSE`",
    ]
