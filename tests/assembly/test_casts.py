"""A recording of an author is played in the page, and what of it is not is told where it is named."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from workshops import Workshop

from slidegen.assembly import casts
from slidegen.finding import Finding

SECOND = {"version": 2, "width": 80, "height": 24}
THIRD = {"version": 3, "term": {"cols": 80, "rows": 24}}
ROWS = [
    (0.2, "o", "$ ls\r\n"),
    (0.6, "o", "\x1b[31ma & <b>\x1b[0m\r\n"),
    (1.2, "o", "</script>\r\n"),
    (1.7, "o", "$ "),
]
LAST = "$ ls\na &amp; &lt;b&gt;\n&lt;/script&gt;\n$"


def cast(head: object, *rows: Sequence[object]) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in (head, *rows))


def shown(
    tmp_path: Path, files: dict[str, str | bytes], text: str = "![Files](a.cast)"
) -> tuple[str, list[Finding]]:
    project = Workshop(
        tmp_path / "workshop",
        {"deck.yml": "extras: [media]\ncontent: [a.md]\n", "a.md": f"# Files\n\n{text}\n", **files},
    )
    found = list(project.build("deck.yml").findings)
    return (project.out / "deck.html").read_text(encoding="utf-8"), found


def waits(rows: Sequence[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """The rows as version 3 times them: from the one before."""
    befores = [0.0, *(at for at, _, _ in rows)]
    return [(at - before, kind, text) for before, (at, kind, text) in zip(befores, rows, strict=False)]


@pytest.mark.parametrize("recorded", [cast(SECOND, *ROWS), cast(THIRD, *waits(ROWS), (0.1, "x", "0"))])
def test_its_last_screen_stands_in_the_page_with_what_plays_it(tmp_path: Path, recorded: str) -> None:
    page, found = shown(tmp_path, {"a.cast": recorded})
    assert not found
    assert f'aria-label="Files"><samp>{LAST}</samp></span><script type="application/json">[[0.' in page
    assert '<span class="media-caption">Files</span>' in page
    assert 'href="a.cast"' not in page


def test_what_does_not_move_is_a_text(tmp_path: Path) -> None:
    page, found = shown(tmp_path, {"a.cast": cast(SECOND, (1, "o", "only"))})
    assert not found
    assert "<samp>only</samp></span><span" in page


def test_a_terminal_may_grow_and_end_empty(tmp_path: Path) -> None:
    rows = [
        (0, "o", "x" * 90),
        (1, "r", "100x30"),
        (2, "o", "\r\nyes\r\n"),
        (3, "o", "no"),
        (4, "o", "\x1b[2J\x1b[H"),
    ]
    page, found = shown(tmp_path, {"a.cast": cast(SECOND, *rows)})
    assert not found
    assert "yes\nno</samp>" in page


@pytest.mark.parametrize(
    ("recorded", "message"),
    [
        (cast(SECOND, *ROWS) + '[2, "o", "to', "line 6 is no event: it is played up to there"),
        (cast(SECOND, *((1.4 * n, "o", f"{n}\r\n") for n in range(400))), "one screen in 2.8 seconds"),
    ],
)
def test_what_is_played_in_part_is_told(tmp_path: Path, recorded: str, message: str) -> None:
    page, (finding,) = shown(tmp_path, {"a.cast": recorded})
    assert (finding.rule.code, str(finding.start)) == ("SG436", "3:10")
    assert message in finding.message
    script = page.partition("<samp>")[2].partition('json">')[2].partition("</script>")[0]
    assert 3 <= len(json.loads(script)) <= 200


@pytest.mark.parametrize(
    ("recorded", "message"),
    [
        ("hello\n", "no head with a version"),
        ("[" * 100_000, "no head with a version"),
        (cast({"version": 1, "stdout": []}), "version 1"),
        (cast({"version": 2}), "how large its terminal is"),
        (cast({"version": 3, "term": []}), "how large its terminal is"),
        (cast({"version": 2, "width": 0, "height": 24}), "how large its terminal is"),
        (cast({"version": 2, "width": 8000, "height": 24}), "8000 columns"),
        (cast(SECOND), "it shows nothing"),
        (cast(SECOND, (1, "r", "9999x24")), "9999 columns"),
        (cast(SECOND, (float("nan"), "o", "x")), "line 2 is no event"),
        (b"\xff\xfe\0", "not UTF-8"),
        (cast(SECOND) + '[1, "o", "x"]\n' * 80_000, "1.1 MiB"),
    ],
)
def test_what_is_not_played_is_a_link_and_told(tmp_path: Path, recorded: str | bytes, message: str) -> None:
    page, (finding,) = shown(tmp_path, {"a.cast": recorded})
    assert (finding.rule.code, str(finding.start)) == ("SG436", "3:10")
    assert message in finding.message
    assert '<a href="a.cast">Files</a>' in page


def test_one_that_is_not_there_is_told_as_the_linter_does(tmp_path: Path) -> None:
    _, (finding,) = shown(tmp_path, {})
    assert (finding.rule.code, str(finding.start)) == ("SG414", "3:10")


@pytest.mark.parametrize(
    ("recorded", "message"),
    [("", "is empty"), ("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "pointer of Git LFS")],
)
def test_one_that_holds_nothing_is_told_once(tmp_path: Path, recorded: str, message: str) -> None:
    page, (finding,) = shown(tmp_path, {"a.cast": recorded})
    assert (finding.rule.code, str(finding.start)) == ("SG414", "3:10")
    assert message in finding.message
    assert '<a href="a.cast">Files</a>' in page


def test_a_poster_stands_where_nothing_moves(tmp_path: Path) -> None:
    poster = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    files: dict[str, str | bytes] = {"p.svg": poster, "a.cast": cast(SECOND, (1, "o", "only"))}
    page, _ = shown(tmp_path, files, '![Files](a.cast "p.svg")')
    assert '<a href="a.cast"><img src="p.svg"' in page


def test_without_pyte_its_end_is_shown_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casts, "find_spec", lambda _: None)
    page, (finding,) = shown(tmp_path, {"a.cast": cast(SECOND, *ROWS)})
    assert f"<samp>{LAST}</samp></span><span" in page
    assert "not installed" in finding.message
    assert "[run]" in finding.help


def test_it_may_stand_in_a_sentence_and_in_an_item(tmp_path: Path) -> None:
    page, _ = shown(tmp_path, {"a.cast": cast(SECOND, *ROWS)}, "One ![](a.cast) two\n\n- ![Item](a.cast)")
    assert page.count(f"<samp>{LAST}</samp>") == 2
    assert 'aria-label="a.cast"' in page


@pytest.mark.browser
def test_it_plays_from_a_file_and_ends_as_it_was(tmp_path: Path, browser: Browser) -> None:
    shown(tmp_path, {"a.cast": cast(SECOND, *ROWS)})
    page = browser.new_page(viewport={"width": 1210, "height": 681})
    page.goto((tmp_path / "workshop" / "dist" / "deck.html").as_uri() + "#files")
    screen = page.locator(".media-cast samp")
    last = "$ ls\na & <b>\n</script>\n$"
    expect(screen).to_have_text(last)
    page.get_by_role("button", name="Play the recording").click()
    expect(screen).to_have_text("$ ls")
    expect(screen).to_have_text(last)
    page.emulate_media(media="print")
    expect(screen).to_be_visible()
    expect(page.locator(".replay")).to_be_hidden()
    page.close()
