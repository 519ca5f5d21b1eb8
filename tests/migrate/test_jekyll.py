"""Decks of a site that Jekyll makes."""

from pathlib import Path

import pytest

from slidegen.migrate.deck import ImportedDeck
from slidegen.migrate.importer import import_decks
from slidegen.migrate.jekyll import of_site, without_liquid

LAYOUT = """<html lang="de"><link rel="stylesheet" href="{{ '/css/s.css' | relative_url }}">
<textarea id="source">{{ content }}</textarea>
<script>remark.create({ratio: "16:9", highlightLines: true})</script></html>
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("![]({{ site.baseurl }}/img/a.png)", "![](../img/a.png)"),
        ("{{ site.url }}{{ site.baseurl }}/talks/a.png", "a.png"),
        ("{{ '/img/a b.png' | relative_url }}", "../img/a b.png"),
        ("# {{ page.title }}, {{page.date}}", "# Now, {{page.date}}"),
        ("{% include foot.html %}!", "the foot!"),
        ("{% raw %}{{ page.title }}{% endraw %}", "{{ page.title }}"),
        ("a{% comment %} b {% endcomment %}c", "ac"),
        ("{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}", "```ruby\nputs 1\n```"),
        ("{{ content }} and {{name}}", "{{ content }} and {{name}}"),
    ],
)
def test_liquid(text: str, said: str) -> None:
    deck = ImportedDeck("a", "talks/a.md")
    files = {"_includes/foot.html": "the foot\n"}
    assert without_liquid(deck, "talks/a.md", text, {"title": "Now"}, files.get) == said


def test_what_only_the_site_knows_is_listed() -> None:
    deck = ImportedDeck("a", "talks/a.md")
    text = "{% for each in site.posts %}{{ site.title }}{% include no.html %}"
    without_liquid(deck, "talks/a.md", text, {}, lambda _: None)
    assert [left.what for left in deck.left] == [
        "`{% for each in site.posts %}`",
        "`{{ site.title }}`",
        "`{% include no.html %}`",
    ]


def test_an_address_of_the_site_begins_at_its_root() -> None:
    assert of_site("{{ site.baseurl }}/a.css") == of_site("{{ '/a.css' | relative_url }}") == "/a.css"
    assert of_site("b/a.css") == "b/a.css"


def test_texts_have_what_the_page_of_their_layout_says(tmp_path: Path) -> None:
    source, out = tmp_path / "site", tmp_path / "new"
    for folder in ("_layouts", "css", "talks"):
        (source / folder).mkdir(parents=True)
    (source / "_layouts" / "slides.html").write_text(LAYOUT)
    (source / "css" / "s.css").write_text(".hot { color: red; }\n")
    (source / "talks" / "one.md").write_text("---\nlayout: slides\ntitle: One\n---\n# A\n---\n# B\n")
    (source / "about.md").write_text("---\nlayout: page\ntitle: About\n---\n# Me\n")
    report = import_decks(source, out)
    assert [(deck.manifest, deck.slides) for deck in report.decks] == [("talks/one.yml", 2)]
    manifest = (out / "talks" / "one.yml").read_text()
    assert "ratio: '16:9'" in manifest
    assert "highlightLines: true" in manifest
    assert "lang: de" in manifest
    assert any("#slides .hot" in css.read_text() for css in out.glob("themes/*/theme.css"))
    assert not report.left


def test_a_site_in_a_folder_has_its_own_layouts_and_addresses(tmp_path: Path) -> None:
    """GitHub publishes `docs/`; each site has its layout of a name."""
    source, out = tmp_path / "project", tmp_path / "new"
    for site, ratio in (("docs", "16:9"), ("old/site", "4:3")):
        for folder in ("_layouts", "_includes", "css", "img", "talks"):
            (source / site / folder).mkdir(parents=True)
        (source / site / "_layouts" / "slides.html").write_text(LAYOUT.replace("16:9", ratio))
        (source / site / "_includes" / "foot.md").write_text(f"of {site}\n")
        (source / site / "css" / "s.css").write_text(".hot { color: red; }\n")
        (source / site / "img" / "a.png").write_bytes(b"png")
        talk = (
            "---\nlayout: slides\n---\n# A\n\n![]({{ site.baseurl }}/img/a.png)\n---\n{% include foot.md %}\n"
        )
        (source / site / "talks" / f"{ratio[0]}.md").write_text(talk)
    report = import_decks(source, out)
    assert [deck.manifest for deck in report.decks] == ["docs/talks/1.yml", "old/site/talks/4.yml"]
    assert not report.left
    for site, number, ratio in (("docs", "1", "16:9"), ("old/site", "4", "4:3")):
        assert f"ratio: '{ratio}'" in (out / site / "talks" / f"{number}.yml").read_text()
        text = (out / site / "talks" / f"{number}.md").read_text()
        assert "![](../img/a.png)" in text
        assert f"of {site}" in text
        assert (out / site / "img" / "a.png").exists()


def test_pages_have_the_text_beside_them_that_their_layout_includes(tmp_path: Path) -> None:
    source, layout = tmp_path / "site", LAYOUT.replace("{{ content }}", "{% include_relative content.md %}")
    for folder in ("_layouts", "01", "02"):
        (source / folder).mkdir(parents=True)
    (source / "_layouts" / "slides.html").write_text(layout)
    for folder in ("01", "02"):
        (source / folder / "index.html").write_text(f"---\nlayout: slides\ntitle: Day {folder}\n---\n")
        (source / folder / "content.md").write_text("class: center\n# A\n---\n# B\n---\n# C\n")
    report = import_decks(source, tmp_path / "new")
    assert [(deck.manifest, deck.slides) for deck in report.decks] == [("01/01.yml", 3), ("02/02.yml", 3)]
    manifest = (tmp_path / "new" / "01" / "01.yml").read_text()
    assert "title: Day 01\n" in manifest
    assert "ratio: '16:9'" in manifest
