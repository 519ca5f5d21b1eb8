# ruff: noqa: E501 - a line of code that is too long is the matter
"""Decks on paper and as pictures: what `slidegen export` makes, read again by other people's programs."""

import re
import struct
import subprocess
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Slidegen, need
from playwright.sync_api import Browser

from slidegen.errors import MissingError, UsageError
from slidegen.render.browser import VARIABLES, find_chromium
from slidegen.render.export.paper import outline_of
from slidegen.render.export.pdf import Bookmark, PdfDetails, UnknownStructureError, finished, text

pytestmark = pytest.mark.browser

Tree = Callable[[Mapping[str, str | bytes]], Path]

DECK = {
    "slidegen.toml": "",
    "deck.yml": "title: Boats (and more)\nauthor: Ada\nexclude: [hidden]\n"
    "content:\n- title.md\n- - sails.md\n  - oars.md\n- - anchors.md\n",
    "title.md": "class: title\n\n@@TITLE@@\n\n---\n\n## Before\n\n- [Where we row](#rowing)\n",
    "sails.md": "# Sails\n\n- one\n\n--\n\n- two\n\n--\n\n- three\n\n"
    "???\n\nTell them about the mast.\n\n---\n\n## Ünusual sails\n\nSelect this sentence.\n",
    "oars.md": "# Oars\n\n- wood\n\n---\n\nname: rowing\n\n## Rowing\n\n```bash\nrow --fast\n```\n",
    "anchors.md": "# Anchors\n\n- heavy\n\n---\n\nclass: extra-details\n\n## Chains\n\nshort\n\n"
    "???\n\n" + "\n\n".join(f"Note {n} of a long story about chains." for n in range(80)) + "\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, chromium: str, slidegen: Slidegen) -> Path:
    """The deck, built, and all exports of it."""
    need("pdfinfo")
    folder = tmp_path_factory.mktemp("export")
    for name, content in DECK.items():
        (folder / name).write_text(content, encoding="utf-8")
    assert slidegen("build", cwd=folder).returncode == 0
    return folder


def run(*command: str | Path) -> str:
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout


def pages_of(pdf: Path) -> int:
    return int(re.findall(r"^Pages:\s+(\d+)$", run("pdfinfo", pdf), re.M)[0])


def page_text(pdf: Path, page: int) -> str:
    return run("pdftotext", "-f", str(page), "-l", str(page), "-layout", pdf, "-")


def outline(pdf: Path) -> list[tuple[int, str]]:
    """`(level, title)` as poppler reads them."""
    lines: list[tuple[int, str]] = []
    level = -1
    xml = run("pdftohtml", "-xml", "-i", "-stdout", pdf)
    for opened, closed, title in re.findall(r'(<outline>)|(</outline>)|<item page="\d+">(.*?)</item>', xml):
        level += bool(opened) - bool(closed)
        if title:
            lines.append((level, title))
    return lines


@pytest.fixture(scope="module")
def pdf(project: Path, slidegen: Slidegen) -> Path:
    made = slidegen("export", "pdf", "dist/deck.html", cwd=project)
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("deck.pdf: ")
    return project / "deck.pdf"


# ---- slides
def test_a_page_a_slide_of_the_canvas_size(project: Path, pdf: Path) -> None:
    html = (project / "dist/deck.html").read_text(encoding="utf-8")
    assert pages_of(pdf) == html.count('<section class="slide')
    assert "907.5 x 510.75 pts" in run("pdfinfo", pdf)


def test_outline_has_parts_sections_and_titles(pdf: Path) -> None:
    assert outline(pdf) == [
        (0, "Boats (and more)"),
        (0, "Before"),
        (0, "Part 1"),
        (1, "Sails"),
        (2, "Sails"),
        (2, "Ünusual sails"),
        (1, "Oars"),
        (2, "Oars"),
        (2, "Rowing"),
        (0, "Part 2"),
        (1, "Anchors"),
        (2, "Anchors"),
        (2, "Chains"),
    ]


def test_text_is_selectable_and_numbered_as_in_the_deck(pdf: Path) -> None:
    texts = [page_text(pdf, page + 1) for page in range(pages_of(pdf))]
    [sentence] = [shown for shown in texts if "Select this sentence." in shown]
    assert re.search(r"^\s*\d+ / \d+$", sentence, re.M)
    [steps] = [shown for shown in texts if "three" in shown]
    assert "one" in steps
    assert "two" in steps


def test_title_author_and_tags(pdf: Path) -> None:
    info = run("pdfinfo", pdf)
    assert re.search(r"^Title:\s+Boats \(and more\)$", info, re.M)
    assert re.search(r"^Author:\s+Ada$", info, re.M)
    assert re.search(r"^Tagged:\s+yes$", info, re.M)
    assert "CreationDate" not in info
    assert "H1" in run("pdfinfo", "-struct", pdf)


@pytest.mark.parametrize("layout", ["", "--steps", "--notes", "--handout", "a browser's own print"])
def test_who_has_paper_read_aloud_hears_every_slide(
    project: Path, slidegen: Slidegen, browser: Browser, layout: str
) -> None:
    """On the screen only the slide that is shown is there for a screen reader."""
    target = project / "aloud.pdf"
    if layout.startswith("a "):
        page = browser.new_page()
        page.goto((project / "dist/deck.html").as_uri())
        page.wait_for_function("window.slidegen?.current")
        page.pdf(path=target, prefer_css_page_size=True, tagged=True)
        shown = page.evaluate("slidegen.slides.filter(({ hidden }) => !hidden).length")
        page.close()
        assert shown == 1  # and then as before
    else:
        options = [layout] if layout else []
        made = slidegen("export", "pdf", *options, "-o", target, "dist/deck.html", cwd=project)
        assert made.returncode == 0, made.stderr
    heard = re.findall(r"H[12] \(block\)\n(?: +\w+\n)* +\"(.*)\"", run("pdfinfo", "-struct-text", target))
    assert heard[-4:] == ["Rowing", "Anchors", "Anchors", "Chains"]
    assert {"Before", "Sails", "Ünusual sails", "Oars"} <= set(heard)


def test_links_lead_to_slides(pdf: Path) -> None:
    assert '"rowing"' in run("pdfinfo", "-dests", pdf)


def test_the_same_deck_makes_the_same_file(project: Path, pdf: Path, slidegen: Slidegen) -> None:
    slidegen("export", "pdf", "dist/deck.html", "-o", "again.pdf", "-q", cwd=project)
    assert (project / "again.pdf").read_bytes() == pdf.read_bytes()


def test_steps_are_pages_and_add_up(project: Path, pdf: Path, slidegen: Slidegen) -> None:
    made = slidegen("export", "pdf", "deck.yml", "--steps", "-o", "out/steps.pdf", cwd=project)
    assert made.returncode == 0, made.stderr
    steps = project / "out/steps.pdf"
    assert pages_of(steps) == pages_of(pdf) + 2
    shown = [page_text(steps, page + 1) for page in range(pages_of(steps))]
    sails = next(at for at, words in enumerate(shown) if "one" in words.split())
    counts = [sum(word in shown[sails + k].split() for word in ("one", "two", "three")) for k in range(3)]
    assert counts == [1, 2, 3]
    numbers = [int(re.findall(r"(\d+) / \d+", shown[sails + k])[0]) for k in range(3)]
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]


# ---- sheets
def grey_rows(pdf: Path, page: int, dpi: int) -> list[bytes]:
    """A sheet as one reader draws it at this resolution."""
    command = ["pdftoppm", "-gray", "-r", str(dpi), "-f", str(page), "-l", str(page), str(pdf)]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    _, size, _, pixels = data.split(b"\n", 3)
    width, height = map(int, size.split())
    return [pixels[at * width : (at + 1) * width] for at in range(height)]


def rules_on(pdf: Path, page: int, dpi: int) -> int:
    """Of the lines across a sheet: how many are drawn."""
    rows = [row[len(row) // 4 : 3 * len(row) // 4] for row in grey_rows(pdf, page, dpi)]
    dark = [max(row) < 250 for row in rows]
    return sum(now and not before for before, now in pairwise(dark))


@pytest.mark.parametrize(("lang", "side"), [("en", "right"), ("he", "left")])
def test_a_code_stands_where_lines_of_its_language_end(
    tmp_path: Path, slidegen: Slidegen, lang: str, side: str
) -> None:
    deck = f"title: A\nlang: {lang}\nslides: https://example.com/\nsections: false\ncontent: [a.md]\n"
    for name, said in {"slidegen.toml": "fonts = false\n", "a.yml": deck, "a.md": "# A\n"}.items():
        (tmp_path / name).write_text(said)
    made = slidegen("export", "pdf", "a.yml", "--qr", "-o", "a.pdf", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    rows = grey_rows(tmp_path / "a.pdf", 1, 60)
    rows = rows[3 * len(rows) // 4 :]
    halves = {
        "left": [row[: len(row) // 2] for row in rows],
        "right": [row[len(row) // 2 :] for row in rows],
    }
    dark = {name: sum(pixel < 100 for row in half for pixel in row) for name, half in halves.items()}
    assert dark.pop(side) > 300
    assert all(count < 50 for count in dark.values())


def test_notes_stand_beneath_their_slide_and_flow_on(project: Path, pdf: Path, slidegen: Slidegen) -> None:
    made = slidegen("export", "pdf", "dist/deck.html", "--notes", "-o", "notes.pdf", cwd=project)
    assert made.returncode == 0, made.stderr
    notes = project / "notes.pdf"
    assert "595.92 x 842.88 pts" in run("pdfinfo", notes) or "A4" in run("pdfinfo", notes)
    words = [page_text(notes, page + 1) for page in range(pages_of(notes))]
    [mast] = [shown for shown in words if "Tell them about the mast." in shown]
    assert "three" in mast
    assert pages_of(notes) > pages_of(pdf), "eighty paragraphs of notes need sheets of their own"
    assert all(any(f"Note {n} of" in shown for shown in words) for n in range(80))
    assert outline(notes) == outline(pdf)


def test_a_handout_has_several_slides_a_sheet(project: Path, pdf: Path, slidegen: Slidegen) -> None:
    made = slidegen("export", "pdf", "dist/deck.html", "--handout", "-o", "handout.pdf", cwd=project)
    assert made.returncode == 0, made.stderr
    words = run("pdftotext", project / "handout.pdf", "-")
    assert pages_of(project / "handout.pdf") < pages_of(pdf) + 3
    assert "Tell them about the mast." in words
    assert "Note 79 of" in words


@pytest.mark.parametrize(
    ("layout", "size"), [("", "792 x 612"), ("--notes", "612 x 792"), ("--handout", "612 x 792")]
)
def test_sheets_may_be_of_us_letter(
    project: Path, slidegen: Slidegen, tmp_path: Path, layout: str, size: str
) -> None:
    """Slides lie on it, one a sheet, with all that they say."""
    target = tmp_path / "letter.pdf"
    options = [layout] if layout else []
    made = slidegen("export", "pdf", *options, "--paper=letter", "-o", target, "dist/deck.html", cwd=project)
    assert made.returncode == 0, made.stderr
    assert size in run("pdfinfo", target)
    plain = tmp_path / "plain.pdf"
    assert slidegen("export", "pdf", *options, "-o", plain, "dist/deck.html", cwd=project).returncode == 0
    assert "letter" not in run("pdfinfo", plain)
    if not layout:
        assert pages_of(target) == pages_of(plain)
    assert run("pdftotext", target, "-").split()[:40] == run("pdftotext", plain, "-").split()[:40]


def test_slides_on_a_sheet_have_a_frame_on_all_sides(
    project: Path, slidegen: Slidegen, tmp_path: Path
) -> None:
    """The same on the left as on the right, and inside of what is printed."""
    target = tmp_path / "sheets.pdf"
    made = slidegen("export", "pdf", "--notes", "-o", target, "dist/deck.html", cwd=project)
    assert made.returncode == 0, made.stderr
    width = len(grey_rows(target, 2, 100)[0])
    inked = [[x for x, grey in enumerate(row) if grey < 230] for row in grey_rows(target, 2, 100)[200:240]]
    assert all(row and abs(row[0] + row[-1] - width) < 4 for row in inked), inked


# ---- classes
def test_hidden_classes_are_not_printed(project: Path, pdf: Path, slidegen: Slidegen) -> None:
    made = slidegen(
        "export", "pdf", "dist/deck.html", "--hide", "extra-details", "-o", "short.pdf", cwd=project
    )
    assert made.returncode == 0, made.stderr
    assert pages_of(project / "short.pdf") == pages_of(pdf) - 1
    assert "Chains" not in run("pdftotext", project / "short.pdf", "-")


# ---- pictures
def png_size(path: Path) -> tuple[int, int]:
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def test_one_slide_as_a_picture(project: Path, slidegen: Slidegen) -> None:
    made = slidegen(
        "export", "png", "dist/deck.html", "--slide", "rowing", "--scale", "2", "-o", "r.png", cwd=project
    )
    assert made.returncode == 0, made.stderr
    assert png_size(project / "r.png") == (2420, 1362)


def test_all_slides_by_two_browsers(project: Path, pdf: Path, slidegen: Slidegen) -> None:
    made = slidegen("export", "png", "dist/deck.html", "--steps", "-j", "2", "-o", "all", cwd=project)
    assert made.returncode == 0, made.stderr
    pictures = sorted((project / "all").glob("*.png"))
    assert len(pictures) == pages_of(pdf) + 2
    assert len({picture.read_bytes() for picture in pictures}) > len(pictures) // 2
    assert {png_size(picture) for picture in pictures} == {(1210, 681)}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("png", "dist/deck.html", "--slide", "rowin"), "Did you mean rowing?"),
        (("png", "dist/deck.html", "--slide", "999"), "There is no slide '999'"),
        (("pdf", "slidegen.toml"), "is no manifest and no Markdown file"),
        (("pdf", "gone.yml"), "gone.yml does not exist"),
        (("pdf", "dist/deck.html", "dist/deck.html", "-o", "x.pdf"), "do not fit into one file"),
    ],
)
def test_what_cannot_be_done_is_said(
    project: Path, slidegen: Slidegen, arguments: tuple[str, ...], said: str
) -> None:
    made = slidegen("export", *arguments, cwd=project)
    assert made.returncode == 2
    assert said in made.stderr
    assert "Traceback" not in made.stderr


# ---- the browser
def test_a_variable_names_the_browser(chromium: str) -> None:
    assert str(find_chromium({"SLIDEGEN_CHROMIUM": chromium, "PATH": ""})) == chromium
    with pytest.raises(UsageError, match="SLIDEGEN_CHROMIUM says /nowhere"):
        find_chromium({"SLIDEGEN_CHROMIUM": "/nowhere"})


def test_places_outside_the_path(tmp_path: Path) -> None:
    program = tmp_path / "Google" / "Chrome" / "Application" / "chrome.exe"
    place = str(tmp_path) + r"\Google\Chrome\Application\chrome.exe"
    environ = {"ProgramFiles": str(tmp_path), "PATH": ""}
    assert place.replace("\\", "/") == str(program)
    with pytest.raises(MissingError, match="No Chromium") as raised:
        find_chromium(environ, platform="win32")
    assert VARIABLES[0] in raised.value.hint


# ---- PDF
def test_a_strange_pdf_is_refused() -> None:
    with pytest.raises(UnknownStructureError):
        finished(b"%PDF-1.7\nstartxref\n9\n%%EOF", PdfDetails("x"))


def test_texts_of_pdf() -> None:
    assert text(r"a (b) \c") == rb"(a \(b\) \\c)"
    assert text("é") == b"<FEFF00E9>"


def test_an_outline_needs_no_steps_in_its_levels(pdf: Path, tmp_path: Path) -> None:
    """Only a file as Chromium writes it can be finished: one that is finished already is refused."""
    with pytest.raises(UnknownStructureError):
        finished(pdf.read_bytes(), PdfDetails("x", outline=(Bookmark("deep", 0, 3),)))


def test_a_section_is_one_line_with_its_picture_and_its_title_slide() -> None:
    def slide(title: str, section: str, page: int) -> dict[str, object]:
        return {"title": title, "section": section, "part": 0, "partTitle": "Part 1", "page": page}

    slides = [slide("", "Sails", 0), slide("Sails", "Sails", 1), slide("Sails", "Sails", 2)]
    lines = [(line.level, line.title, line.page) for line in outline_of(slides)]  # type: ignore[arg-type]
    assert lines == [(0, "Part 1", 0), (1, "Sails", 0), (2, "Sails", 2)]


def test_pictures_from_elsewhere_are_counted_and_not_fetched(tree: Tree, slidegen: Slidegen) -> None:
    root = tree({"a.md": "# A\n\n![far away](https://pictures.example.com/a.png)\n"})
    made = slidegen("export", "pdf", "a.md", cwd=root)
    assert made.returncode == 0
    assert "1 picture on other machines left out; --online fetches them" in made.stderr
    need("pdftotext")
    assert "far away" in run("pdftotext", root / "a.pdf", "-")
    assert b"/Subtype /Image" not in (root / "a.pdf").read_bytes()  # no sign of a broken picture


BESIDE = {
    "slidegen.toml": "",
    "talk.md": "# A\n\n[notes](files/notes.txt), [elsewhere](https://far.example/), [b](#b)\n\n---\n\n# B\n\n![film](demo.webm)\n",
    "files/notes.txt": "x",
    "demo.webm": "x",
    "here.yml": "content: [talk.md]\nextras: [media]\n",
    "there.yml": "content: [talk.md]\nextras: [media]\nslides: https://course.example/decks/\n",
}


@pytest.mark.parametrize(
    ("deck", "film", "links"),
    [
        ("here", "demo.webm", ["https://far.example/"]),
        (
            "there",
            "https://course.example/decks/demo.webm",
            [
                "https://course.example/decks/demo.webm",
                "https://course.example/decks/files/notes.txt",
                "https://far.example/",
            ],
        ),
    ],
)
def test_paper_leads_to_what_is_published_and_not_into_the_machine_that_made_it(
    tree: Tree, slidegen: Slidegen, deck: str, film: str, links: list[str]
) -> None:
    root = tree(BESIDE)
    made = slidegen("export", "pdf", f"{deck}.yml", cwd=root)
    assert made.returncode == 0, made.stderr
    need("pdfinfo")
    told = run("pdfinfo", "-url", root / f"{deck}.pdf")
    assert sorted(set(re.findall(r"\S+:/\S+", told))) == links
    assert film in run("pdftotext", root / f"{deck}.pdf", "-").split()


@pytest.mark.parametrize("own", [False, True], ids=["export", "a browser's own print"])
def test_no_flag_is_broken_behind_its_hyphens(
    tree: Tree, slidegen: Slidegen, browser: Browser, own: bool
) -> None:
    """In a text, in a block with colours and in one without; each slide of the deck, seen or not."""
    flags = (
        " ".join(f"--{'abcdefghijklmnop'[:n]}-more" for n in range(1, 17))
        + " --a-flag-that-is-longer-than-a-name-may-be"
    )
    slide = f"# A\n\n`run {flags}`\n\n```bash\nrun {flags}\n```\n\n```\nrun {flags}\n```\n"
    root = tree({"slidegen.toml": "", "d.yml": "content: [a.md]\n", "a.md": f"# First\n\n---\n\n{slide}"})
    assert slidegen("build", cwd=root).returncode == 0
    if own:
        page = browser.new_page()
        page.goto((root / "dist/d.html").as_uri())
        page.wait_for_function("window.slidegen?.current")
        page.pdf(path=root / "d.pdf", prefer_css_page_size=True)
        page.close()
    else:
        assert slidegen("export", "pdf", "d.yml", cwd=root).returncode == 0
    need("pdftotext")
    words = run("pdftotext", "-raw", root / "d.pdf", "-").split()
    for flag in flags.split()[:-1]:
        assert words.count(flag) == 3, flag
    assert not {"-", "--"} & set(words)


# ---- nothing is lost at an edge
COMMANDS = (
    "kubectl create ingress blue-with-domain --rule=blue.A.B.C.D.nip.io/=blue:8888 --class=traefik-of-the-house",
    "kubectl create deployment blue --image=jpetazzo/httpenv --replicas=7 --port=8888 && kubectl get pods",
    "kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name}{\"\\t\"}{.spec.nodeName}{\"\\n\"}{end}' -A --sort-by=.status.startTime",
    "  curl -sSL " + "/".join(f"part{n}" for n in range(60)),
)  # fmt: skip
ADDRESS = "registry.example/" * 6 + "web@sha256:" + "0123456789abcdef" * 4
TIGHT = {
    "slidegen.toml": "",
    "tight.yml": "title: Tight\nmath: true\ncontent: [tight.md]\n",
    "tight.md": "# Code\n\n```bash\n" + COMMANDS[0] + "\n```\n\n---\n\n## Lab\n\n.lab[\n\n- type\n  ```bash\n  echo one\n  "
    + COMMANDS[2] + "\n  echo two\n  ```\n]\n\n---\n\n## A long line\n\n```\n" + COMMANDS[3] + "\n" + "x" * 3000 + "\n```\n\n---\n\n"
    "## Nearly\n\n```bash\n" + "n" * 79 + "\n```\n\n---\n\n## High\n\n" + "\n".join(f"- item {n} of many" for n in range(31))
    + "\n\n---\n\n## Wide\n\n|" + "|".join(f"column-{n}" for n in range(20)) + "|\n|" + "---|" * 20 + "\n|"
    + "|".join(f"value-{n}" for n in range(20)) + "|\n\n---\n\n## Formula\n\n$$"
    + " + ".join(str(n) for n in range(10_000, 10_020)) + "$$\n\n---\n\n## Address\n\n| name | image |\n|---|---|\n| web | `"
    + ADDRESS + "` |\n\n---\n\n## Fits\n\nAll well.\n",
}  # fmt: skip


@pytest.fixture(scope="module", params=["default", "workshop", "hall"])
def tight(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    chromium: str,
    slidegen: Slidegen,
) -> tuple[str, str]:
    """The text of the PDF, without any blanks, and what was said."""
    need("pdftotext")
    folder = tmp_path_factory.mktemp("tight")
    for name, content in TIGHT.items():
        (folder / name).write_text(content, encoding="utf-8")
    made = slidegen("export", "pdf", "--theme", request.param, "tight.yml", cwd=folder)
    assert made.returncode == 0, made.stderr
    text = run("pdftotext", "-raw", folder / "tight.pdf", "-")
    return re.sub(r"\s", "", text), made.stderr


@pytest.mark.parametrize(
    "words",
    [
        *COMMANDS[:1], COMMANDS[2], COMMANDS[3], "x" * 3000, "n" * 79, "item30ofmany", "value-19", "column-19", "10019", ADDRESS,
    ],
    ids=lambda words: words[:20],
)  # fmt: skip
def test_the_text_of_the_source_is_the_text_on_paper(tight: tuple[str, str], words: str) -> None:
    assert re.sub(r"\s", "", words) in tight[0]


def test_the_slides_that_had_to_be_changed_are_named(tight: tuple[str, str]) -> None:
    said = tight[1]
    assert re.search(r"lines of code are wrapped on \d slides: .*a-long-line \(page \d+\)", said)
    assert re.search(
        r"all is smaller on \d slides: .*high \(page \d+, \d\d %\).*wide \(page \d+, \d\d %\), formula \(page",
        said,
    )
    assert "address" not in said  # it breaks, as on the screen
    assert "fits" not in said
    assert "is cut" not in said


def test_letters_that_no_font_has_are_named(
    tree: Tree, slidegen: Slidegen, chromium: str, few_fonts: dict[str, str]
) -> None:
    """Linear A and Vai; Latin, Greek and arrows the theme's fonts have."""
    folder = tree(
        {"slidegen.toml": "", "a.md": "# Odd\n\nΓειά → ✓ naïve 𐘀 and `ꔀ`\n\n---\n\n# Even\n\nOrdinary.\n"}
    )
    made = slidegen("export", "pdf", "a.md", cwd=folder, env=few_fonts)
    assert "no font here has ꔀ (U+A500 VAI), 𐘀 (U+10600 LINEAR) of odd" in made.stderr
    assert "even" not in made.stderr
    checked = slidegen("check", "--no-axe", "a.md", cwd=folder, env=few_fonts)
    assert re.search(r"a\.md:3:1.*SG609.*U\+10600 LINEAR", checked.stdout), checked.stdout


# ---- sheets
@pytest.mark.parametrize("layout", ["--handout", "--notes"])
def test_sheets_say_where_they_belong_and_have_lines(
    project: Path, slidegen: Slidegen, tmp_path: Path, layout: str
) -> None:
    target = tmp_path / "sheets.pdf"
    made = slidegen("export", "pdf", layout, "-o", target, "dist/deck.html", cwd=project)
    assert made.returncode == 0, made.stderr
    pages = pages_of(target)
    for page in (1, pages):
        text = page_text(target, page)
        assert re.search(rf"\b{page}\s*/\s*{pages}\b", text)
        assert "Boats (and more)" in text
    assert "Note 79 of a long story" in run("pdftotext", target, "-")
    drawn = [[rules_on(target, page, dpi) for dpi in (40, 80, 120)] for page in (1, 2)]
    assert max(map(max, drawn)) > 2
    assert all(max(counts) - min(counts) < 2 for counts in drawn), drawn
