"""Markdown of Marp, Slidev and R Markdown."""

from slidegen.migrate.markdown_dialects import read_dialect


def test_marp() -> None:
    slides = (
        "<!-- _class: lead -->\n# One\n",
        "\n![bg right](x.png)\n\n# Two\n<!-- paginate: true -->\n<!-- a comment -->\n",
    )
    found = read_dialect("a.md", "---\nmarp: true\n---\n" + "\n---\n".join(slides))
    assert found.text == (
        "class: lead\n\n# One\n\n---\nbackground-image: url(x.png)\n\n# Two\n<!-- a comment -->\n"
    )
    assert [what for what, _ in found.left] == ["`paginate: true`"]


def test_slidev() -> None:
    front = "---\ntheme: x\ntransition: fade\n---\n"
    second = "---\nlayout: center\nbackground: /a.png\nzoom: 2\n---\n\n# Two\n\n<!--\nSay it.\n-->\n"
    found = read_dialect("a.md", f"{front}# One\n\n{second}")
    assert found.text == (
        "# One\n\n---\nclass: center\nbackground-image: url(/a.png)\n\n# Two\n\n???\n\nSay it.\n"
    )
    assert [what for what, _ in found.left] == ["`zoom: 2` on a slide"]


def test_r_markdown() -> None:
    found = read_dialect("a.Rmd", "# One\n\n```{r plot, echo=FALSE}\nplot(x)\n```\n\n`r nrow(x)` rows\n")
    assert found.text == "# One\n\n```r\nplot(x)\n```\n\n`r nrow(x)` rows\n"
    assert [what for what, _ in found.left] == [
        "1 chunks of code, of which 1 say `echo=FALSE`",
        "1 values such as `r nrow(x)`",
    ]
