"""What all decks of a project share: logo, footer, colour, fonts."""

from pathlib import Path

from workshops import Workshop

FILES = {
    "deck.yml": 'title: T\nbrand: {footer: "Us \\"2026\\" </style>", logo: img/logo.svg}\ncontent: [a.md]\n',
    "a.md": "# One\n",
    "img/logo.svg": "<svg id='logo'/>",
}


def brand_sheet(workshop: Workshop) -> str:
    (sheet,) = (workshop.out / "assets").glob("brand.*.css")
    assert f"assets/{sheet.name}" in (workshop.out / "deck.html").read_text()
    return sheet.read_text()


def test_a_manifest_and_the_settings_add_up(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, FILES)
    (tmp_path / "slidegen.toml").write_text(
        'fonts = false\n[brand]\naccent = "#c00"\nfont = "Our Sans"\nfooter = "Others"\n'
    )
    assert workshop.build().findings == ()
    style = brand_sheet(workshop)
    assert "--accent: light-dark(#c00, " in style
    assert '--text-font: "Our Sans", var(--sans);' in style
    assert 'content: "Us \\22 2026\\22  \\3c /style\\3e "' in style
    assert "Others" not in style
    (logo,) = (workshop.out / "assets").glob("logo.*.svg")
    assert f'url("{logo.name}")' in style


def test_alone_in_its_file_a_deck_holds_the_logo(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, FILES)
    workshop.build(standalone=True)
    page = (workshop.out / "deck.html").read_text()
    assert "data:image/svg+xml;base64," in page
    assert not (workshop.out / "assets").exists()


def test_a_brand_says_the_language_where_nobody_else_does(tmp_path: Path) -> None:
    decks = {
        "deck.yml": "content: [a.md]\n",
        "own.yml": "lang: de\ncontent: [a.md]\n",
        "theirs.yml": "brand: {lang: ja}\ncontent: [a.md]\n",
        "odd.yml": "brand: {lang: very long}\ncontent: [a.md]\n",
        "a.md": "# One\n",
    }
    workshop = Workshop(tmp_path, decks)
    (tmp_path / "slidegen.toml").write_text('fonts = false\n[brand]\nlang = "fr"\n')
    [finding] = workshop.build().findings
    assert (finding.rule.code, finding.path) == ("SG021", "odd.yml")
    said = {name: (workshop.out / f"{name}.html").read_text() for name in ("deck", "own", "theirs", "index")}
    assert {name: page.partition('<html lang="')[2][:2] for name, page in said.items()} == {
        "deck": "fr",
        "own": "de",
        "theirs": "ja",
        "index": "fr",
    }


def test_what_has_no_effect_is_said(tmp_path: Path) -> None:
    workshop = Workshop(
        tmp_path,
        {
            "deck.yml": "brand: {logo: no.svg, accent: 'x;y', colour: red}\ncontent: [a.md]\n",
            "a.md": "# One\n",
        },
    )
    assert [finding.rule.code for finding in workshop.build().findings] == ["SG414", "SG021", "SG020"]


def test_an_accent_of_the_deck_goes_before_the_projects_and_a_faint_one_is_told(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, {"deck.yml": "accent: '#ffd166'\ncontent: [a.md]\n", "a.md": "# One\n"})
    (tmp_path / "slidegen.toml").write_text('fonts = false\n[brand]\naccent = "#c00"\n')
    [finding] = workshop.build().findings
    assert finding.rule.code == "SG064"
    assert "too faint" in finding.message
    assert "`#" in finding.help
    assert "light-dark(#ffd166, " in brand_sheet(workshop)


def test_without_a_brand_nothing_is_added(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, {"deck.yml": "content: [a.md]\n", "a.md": "# One\n"})
    workshop.build()
    assert not list((workshop.out / "assets").glob("brand.*"))
