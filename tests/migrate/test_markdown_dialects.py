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
        "class: lead\n\n# One\n\n---\n\n.pull-left[\n# Two\n]\n\n.pull-right[\n![](x.png)\n]\n"
        "\n???\n\na comment\n"
    )
    assert [what for what, _ in found.left] == ["`paginate: true`"]
    assert found.ratio == "16:9"


@pytest.mark.parametrize(
    ("front", "is_marps"),
    [
        ("theme: gaia\npaginate: true", True),
        ("_backgroundColor: '#123'", True),
        ("headingDivider: 2", True),
        ("marp: false\npaginate: true", False),
        ("theme: gaia\nclass: lead", False),  # as others have them, too
    ],
)
def test_marp_is_known_by_what_only_its_front_matter_says(front: str, is_marps: bool) -> None:
    found = read_dialect("a.md", f"---\n{front}\n---\n\n![w:300](a.png)\n")
    assert ("![:image 300px](a.png)" in found.text) is is_marps
    assert (found.ratio == "16:9") is is_marps


def test_comments_of_marp_are_notes_but_for_those_in_code() -> None:
    slide = "# A\n\n<!--\nSay: this.\n-->\n\n```html\n<!-- x -->\n```\n<!-- and that -->\n"
    found = read_dialect("a.md", f"---\nmarp: true\nsize: 4:3\n---\n\n{slide}")
    assert found.text == "# A\n\n\n```html\n<!-- x -->\n```\n\n???\n\nSay: this.\n\nand that\n"
    assert (found.left, found.ratio) == ((), "4:3")


def test_pictures_of_marp_keep_their_width_and_height() -> None:
    body = "![w:300](a.png) ![Bob width:50% h:2em](b.png) ![height:200px](c.png)\n"
    found = read_dialect("a.md", f"---\nmarp: true\n---\n{body}")
    assert found.text == (
        '![:image 300px](a.png) <img src="b.png" alt="Bob" style="width: 50%; height: 2em"> '
        '<img src="c.png" alt="" style="height: 200px">\n'
    )


#: What a first slide of Slidev's is that says nothing else.
COVER = "class: cover, middle\n\n"


@pytest.mark.parametrize(
    ("front", "first"),
    [("mdc: true", COVER), ("mdc: true\nlayout: default", ""), ("defaults:\n  layout: x\nmdc: true", "")],
)
def test_the_first_slide_of_slidev_is_a_cover_where_nothing_else_is_said(front: str, first: str) -> None:
    assert (
        read_dialect("a.md", f"---\n{front}\n---\n# A\n\n---\n\n# B\n").text == f"{first}# A\n\n---\n\n# B\n"
    )


def test_slidev() -> None:
    front = "---\ntheme: x\ntransition: fade\n---\n"
    second = "---\nlayout: center\nbackground: /a.png\nzoom: 2\n---\n\n# Two\n\n<!--\nSay it.\n-->\n"
    found = read_dialect("a.md", f"{front}# One\n\n{second}")
    assert found.text == (
        f"{COVER}# One\n\n---\nclass: center, middle\nbackground-image: url(/a.png)\n\n"
        "# Two\n\n???\n\nSay it.\n"
    )
    assert [what for what, _ in found.left] == ["`zoom: 2` on a slide"]
    assert found.ratio == "16:9"


def test_the_first_slide_of_slidev_is_as_its_front_matter_says() -> None:
    front = "---\naspectRatio: 4/3\nclass: 'text-center'\nbackground: /a.png\n---\n"
    found = read_dialect("a.md", f"{front}\n# One\n\n<Wow>\n\n```html\n<Toc/>\n```\n\n</Wow>\n")
    assert found.text.startswith(
        "class: cover, middle, text-center\nbackground-image: url(/a.png)\n\n# One\n"
    )
    assert (found.ratio, set(found.front)) == ("4:3", set())
    assert [what for what, _ in found.left] == ["components: <Wow"]


def test_contents_of_slidev_are_a_list_of_links() -> None:
    toc = (
        '# Plan\n\n<div>\n  <Toc minDepth="1" :max-depth="2" columns="2" />\n</div>\n\n```html\n<Toc/>\n```\n'
    )
    slides = (
        "## Two",
        "---\nrouteAlias: tail\n---\n\n### `x` *deep*",
        "# Two",
        "---\nhideInToc: true\n---\n\n# No",
    )
    found = read_dialect("a.md", "---\ntransition: fade\n---\n" + "\n\n---\n\n".join((toc, *slides)))
    assert (
        "<div>\n\n- [Plan](#plan)\n  - [Two](#two)\n- [Two](#two-2)\n\n\n</div>\n\n```html\n<Toc/>"
        in found.text
    )
    assert [what for what, _ in found.left] == ["`columns` of `<Toc>`"]


def test_slidev_is_known_by_a_layout_of_a_slide() -> None:
    found = read_dialect("a.md", "---\ntitle: T\n---\n# One\n\n---\nlayout: center\n---\n\n# Two\n")
    assert found.text == f"{COVER}# One\n\n---\nclass: center, middle\n\n# Two\n"
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
    body = "![bg cover blur](a.png)\n![bg](b.png)\n![bg](#123456)\n\n# A\n"
    found = read_dialect("a.md", f"---\nmarp: true\n---\n{body}")
    properties = "background-image: url(a.png)\nbackground-size: cover\nbackground-color: #123456\n"
    assert found.text == f"{properties}\n![](b.png)\n\n# A\n"
    assert [what for what, _ in found.left] == [
        "`blur` of `![bg cover blur](a.png)`",
        "`![bg](b.png)`",
    ]


def test_columns_of_slidev_stand_side_by_side() -> None:
    slide = "---\nlayout: two-cols\n---\n\n# L\n\n- a\n\n::right::\n\n# R\n\n<!--\nSay it.\n-->\n"
    found = read_dialect("a.md", f"---\ntheme: x\nmdc: true\n---\n# One\n\n{slide}")
    assert found.text == (
        f"{COVER}# One\n\n---\nclass: two-cols\n\n.pull-left[\n# L\n\n- a\n]\n\n"
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


def test_what_marp_directs_holds_from_there_on_unless_it_is_for_one_slide() -> None:
    front = "---\nmarp: true\nclass: a\n_class: first\n---\n"
    second = "<!--\n_class: one\nbackgroundColor: pink\n-->\n# B\n"
    found = read_dialect("a.md", f"{front}# A\n\n---\n\n{second}\n---\n\n# C `<!-- class: x -->`\n")
    assert found.text == (
        "class: first\n\n# A\n\n---\nclass: one\nbackground-color: pink\n\n# B\n\n---\n"
        "class: a\nbackground-color: pink\n\n# C `<!-- class: x -->`\n"
    )


def test_styles_of_marp_are_a_theme_and_scoped_ones_of_a_slide() -> None:
    body = "# A\n\n<style scoped>\nsection, h1 { color: red; }\n</style>\n"
    found = read_dialect("a.md", f"---\nmarp: true\nstyle: 'section {{ color: blue; }}'\n---\n{body}")
    assert found.text.startswith("class: styled-2\n\n# A\n")
    assert found.styles == (
        ".slide { color: blue; }",
        ".slide.styled-2, .styled-2 h1 { color: red; }",
    )


def test_what_no_browser_reads_in_a_style_of_a_slide_is_told() -> None:
    body = "# A\n\n<style scoped>\nh1 { color: red; }\n.box-sizing(border-box);\nh2\n</style>\n"
    found = read_dialect("a.md", f"---\nmarp: true\n---\n{body}")
    assert found.styles == (".styled-1 h1 { color: red; }",)
    assert [what for what, _ in found.left] == [
        "a style of a slide: EOF reached before {} block for a qualified rule."
    ]


@pytest.mark.parametrize("ruler", ["***", "- - -", "___", "* * *", "-----"])
def test_any_ruler_of_marp_separates_slides_and_a_line_end_breaks(ruler: str) -> None:
    found = read_dialect("a.md", f"---\nmarp: true\n---\n# A\n\none\ntwo\n\n{ruler}\n\nB\n---\n")
    assert found.text == "# A\n\none  \ntwo\n\n---\n\n## B\n"


def test_lists_of_marp_come_item_by_item_by_their_marker() -> None:
    found = read_dialect("a.md", "---\nmarp: true\n---\n# A\n\n* a\n* b\n\n- c\n")
    assert found.text == "# A\n\n--\n* a\n--\n* b\n\n- c\n"
    beside = read_dialect("a.md", "---\nmarp: true\n---\n<div>\n\n* a\n* b\n\n</div>\n")
    assert "--" not in beside.text
    assert [what for what, _ in beside.left] == ["lists that come item by item"]


def test_slides_of_other_files_come_into_slidev_and_hidden_ones_go() -> None:
    files = {"pages/one.md": "# A\n\n---\n\n# B\n\n---\nsrc: one.md\n---\n"}
    text = "# 1\n\n---\nsrc: ./pages/one.md#2\nclass: x\n---\n\n---\nhide: true\n---\n\n# 2\n"
    found = read_dialect("a.md", f"---\nmdc: true\n---\n{text}\n---\nsrc: no.md\n---\n", files.get)
    assert found.text == f"{COVER}# 1\n\n---\nclass: x\n\n# B\n\n---\n"
    assert "`src: no.md` on a slide" in [what for what, _ in found.left]


def test_reveal_md() -> None:
    slides = (
        "# A\n\nNote: say it\n",
        '- a <!-- .element: class="fragment" -->\n\n----\n',
        '<!-- .slide: class="x y" data-background="#fff" data-transition="zoom" -->\n# B\n',
    )
    found = read_dialect("a.md", "---\nrevealOptions: {}\n---\n" + "\n---\n\n".join(slides[:2]) + slides[2])
    assert found.text == (
        "# A\n\n???\n\nsay it\n\n---\n\n--\n- a\n\n---\nclass: x, y\nbackground-color: #fff\n\n# B\n"
    )
    assert [what for what, _ in found.left] == ["`data-transition` of a slide"]


def test_reveal_md_separates_as_its_front_matter_says() -> None:
    front = "---\nseparator: '^\\n<!--s-->\\n$'\nverticalSeparator: '<!--v-->'\n---\n"
    found = read_dialect("a.md", f"{front}# A\n\n<!--s-->\n\n# B\n\n<!--v-->\n\n# C\n")
    assert found.text == "# A\n\n---\n\n# B\n\n---\n\n# C\n"


def test_reveal_md_separates_as_its_options_for_all_texts_say() -> None:
    text = "---\ntitle: T\n---\n# A\n\n---\n\nstill A\n---\n\nA\n=====\n# B\n__\n# C\n"
    options = {"separator": "^=====", "verticalSeparator": "^__", "notesSeparator": "^Say:"}
    found = read_dialect("a.md", text, options=options)
    assert found.text == "# A\n\n***\n\n## still A\n\nA\n\n---\n\n# B\n\n---\n\n# C\n"
    front = "---\nseparator: '<!--s-->'\n---\n"
    assert read_dialect("a.md", f"{front}# A\n<!--s-->\n# B\n=====\n", options=options).text == (
        "# A\n\n---\n\n# B\n=====\n"
    )


def test_reveal_md_may_separate_by_empty_lines() -> None:
    front = "---\nseparator: '^\\n\\n\\n'\nverticalSeparator: '^\\r?\\n\\r?\\n'\n---\n"
    found = read_dialect("a.md", f"{front}# A\n\n```\nx\n\n\n\ny\n```\n\n\n\n# B\n\n\n# C\n\nwords\n")
    assert found.text == ("# A\n\n```\nx\n\n\n\ny\n```\n\n---\n\n# B\n\n---\n\n# C\n\nwords\n")


def test_a_picture_of_reveal_md_is_named_as_browsers_read_it() -> None:
    slide = '<!-- .slide: data-background=".\\img\\a.png" -->\n# A\n'
    assert read_dialect("a.md", slide).text == "background-image: url(./img/a.png)\n\n# A\n"


def test_the_yaml_of_a_slide_of_slidev_may_have_empty_lines_and_comments() -> None:
    files = {"b.md": "# B\n", "c.md": "# C\n"}
    text = (
        "---\nmdc: true\n\n# the first\nsrc: b.md\n---\n\n---\ntransition: fade\n\nsrc: c.md\n---\n"
        "\n---\n---\n\n# D\n\n---\n\n# E\n"
    )
    found = read_dialect("a.md", text, files.get)
    assert found.text == f"{COVER}# B\n\n---\n\n# C\n\n---\n\n# D\n\n---\n\n# E\n"
    assert [what for what, _ in found.left] == ["`transition: fade` on a slide"]


def test_what_a_file_of_slidevs_names_is_named_from_the_deck_that_shows_it() -> None:
    part = (
        "---\nimage: ./a.png\nlayout: image-left\n---\n\n![b](./img/b.png) <img src='c.png'> ![d](/d.png)\n\n"
        "```\n![b](./img/b.png)\n```\n![e](https://x.y/e.png) ![f](none.png)\n"
    )
    files = {"pages/one.md": part, "pages/a.png": "", "pages/img/b.png": "", "pages/c.png": ""}
    found = read_dialect("a.md", "---\nmdc: true\nsrc: pages/one.md\n---\n", files.get).text
    assert "![](pages/a.png)" in found
    assert "![b](pages/img/b.png) <img src='pages/c.png'> ![d](/d.png)" in found
    assert "```\n![b](./img/b.png)\n```\n![e](https://x.y/e.png) ![f](none.png)" in found


def test_front_matter_of_marp_may_stand_between_longer_lines() -> None:
    found = read_dialect("a.md", "----\nmarp: true\ntheme: x\n----\n# A\n\n----\n\n# B\n")
    assert found.text == "# A\n\n---\n\n# B\n"
    assert "theme" in found.front


def test_clicks_of_slidev_are_steps() -> None:
    text = (
        "---\nmdc: true\n---\n# A\n\n<v-clicks>\n\n- a\n  - b\n- c\n\nWords\n\n</v-clicks>\n\n<v-click>\n\n"
        "```sh\nls\n```\n\nmore\n\n</v-click>\n\nend <v-click>in a line</v-click>\n"
    )
    found = read_dialect("a.md", text)
    assert [line for line in found.text.splitlines() if line] == [
        *("class: cover, middle", "# A", "--", "- a", "  - b", "--", "- c", "--", "Words", "--"),
        *("```sh", "ls", "```", "more", "end <v-click>in a line</v-click>"),
    ]
    assert [what for what, _ in found.left] == ["components: <v-click"]
    columns = read_dialect("a.md", f"{text}\n::right::\n\nx\n")
    assert "--" not in columns.text.splitlines()
    assert "text that comes click by click" in [what for what, _ in columns.left]


def test_headers_and_footers_of_marp_stand_where_slides_have_room_for_them() -> None:
    slides = (
        "<!-- _header: Contents -->\n\n1. One",
        "<!-- footer: May -->\n# Title\n\nText",
        "<!-- header: Late -->\n```sh\n# no title\n```",
        "<!-- _footer: '' -->\n# Bare",
    )
    found = read_dialect("a.md", "---\nmarp: true\n---\n" + "\n\n---\n\n".join(slides))
    first, second, third, fourth = found.text.split("\n---\n")
    assert first.strip() == "## Contents\n\n1. One"
    assert second.strip().endswith("Text\n\n.footer[May]")
    assert third.strip() == "## Late\n\n```sh\n# no title\n```\n\n.footer[May]"
    assert fourth.strip() == "# Bare"
    assert [what for what, _ in found.left] == ["`header: Late` above a title"]


@pytest.mark.parametrize(
    ("text", "expected"), [("so :smile:", True), ("```\n:smile:\n```", False), ("at 10:30:00", False)]
)
def test_emoji_that_marp_knows_by_name(text: str, expected: bool) -> None:
    assert read_dialect("a.md", f"---\nmarp: true\n---\n{text}").has_emoji is expected
    assert not read_dialect("a.md", f"---\nlayout: cover\n---\n{text}").has_emoji


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# A title {.large}", "# A title"),
        ("# A title{#there}", "# A title"),
        ("![a](b.png){.w-30.mt--10}", "![a](b.png)"),
        ("[some words]{.text-red} more", "some words more"),
        ("[a link](x.md){.bold} more", "[a link](x.md) more"),
        ("`code {.a}` and {.alone}", "`code {.a}` and"),
        ("a {{ .Value }} and {x}", "a {{ .Value }} and {x}"),
        ("```\n.a {.b}\n```", "```\n.a {.b}\n```"),
    ],
)
def test_attributes_behind_words_are_read_where_a_deck_of_slidev_asks_for_them(
    written: str, shown: str
) -> None:
    asked = read_dialect("a.md", f"---\nmdc: true\n---\n{written}\n")
    assert asked.text.removeprefix(COVER).strip() == shown
    assert any("attributes: {" in name for name, _ in asked.left) is (written != shown)
    assert read_dialect("a.md", f"---\nmdc: false\n---\n{written}\n").text == f"{COVER}{written}\n"
