"""A recording, cut into what a page can play."""

import json
from pathlib import Path

from slidegen.script.replay import MOST, PAUSE, TerminalFrame, as_json, replays

HEAD = {"version": 2, "width": 132, "height": 40}


def recording(folder: Path, *events: tuple[float, str, str]) -> Path:
    path = folder / "session.cast"
    path.write_text("\n".join(json.dumps(row) for row in (HEAD, *events)), encoding="utf-8")
    return path


def test_a_step_is_what_stands_there_from_its_mark_to_the_next(tmp_path: Path) -> None:
    cast = recording(
        tmp_path,
        (0.0, "m", "a/1"),
        (0.1, "o", "ping\r\n"),
        (1.1, "o", "one\r\n"),
        (2.1, "o", "\x1b[31mtwo\x1b[0m\r\n"),
        (3.0, "m", "a/2"),
        (3.1, "o", "true\r\n"),
    )
    found = replays(cast)
    assert list(found) == ["a/1"]  # nothing moves in the other one
    assert [frame.text for frame in found["a/1"]] == ["ping", "ping\none", "ping\none\ntwo"]


def test_the_last_step_of_a_section_ends_with_what_it_showed(tmp_path: Path) -> None:
    """The next section's terminal is another one, whose picture belongs to the next step."""
    cast = recording(
        tmp_path,
        (0.0, "m", "a/1"),
        *((0.1 + n, "o", f"line {n}\r\n") for n in range(3)),
        (3.0, "o", "$ "),
        (3.5, "o", "\x1b[2J\x1b[H"),
        (3.5, "m", "b/1"),
        *((4.0 + n, "o", f"other {n}\r\n") for n in range(3)),
        (8.0, "o", "\x1b[2J\x1b[Hpane"),
        (8.5, "o", "more"),
    )
    found = replays(cast)
    assert found["a/1"][-1].text.endswith("line 2\n$")
    assert found["b/1"][0].text == "other 0"
    assert found["b/1"][-1].text == "panemore"


def test_a_long_wait_is_cut(tmp_path: Path) -> None:
    events = [(60.0 * number, "o", f"line {number}\r\n") for number in range(4)]
    (frames,) = replays(recording(tmp_path, (0.0, "m", "a"), *events)).values()
    assert [frame.at for frame in frames] == [0.0, PAUSE, 2 * PAUSE, 3 * PAUSE]


def test_a_program_that_paints_anew_is_shown_as_it_was(tmp_path: Path) -> None:
    events = [(float(number), "o", f"\x1b[2J\x1b[H{number} pods") for number in range(3)]
    (frames,) = replays(recording(tmp_path, (0.0, "m", "a"), *events)).values()
    assert [frame.text for frame in frames] == ["0 pods", "1 pods", "2 pods"]


def test_much_is_thinned_and_the_end_stays(tmp_path: Path) -> None:
    events = [(float(number), "o", f"{number}\r\n") for number in range(500)]
    (frames,) = replays(recording(tmp_path, (0.0, "m", "a"), *events)).values()
    assert len(frames) <= MOST
    assert frames[-1].text.endswith("\n499")


def test_what_a_kill_tore_is_left_out(tmp_path: Path) -> None:
    path = recording(tmp_path, (0.0, "m", "a"), *[(float(n), "o", f"{n}\r\n") for n in range(3)])
    path.write_text(path.read_text() + '\n[9, "o", "to', encoding="utf-8")
    assert len(replays(path)["a"]) == 3
    assert replays(tmp_path / "none.cast") == {}


def test_no_text_ends_the_element_that_holds_it() -> None:
    text = as_json((TerminalFrame(0.0, "</script><b>"),))
    assert "<" not in text
    assert json.loads(text) == [[0.0, "</script><b>"]]
