"""Each second of a build belongs to one stage."""

import re
from pathlib import Path

from conftest import Slidegen

from slidegen.assembly.stages import Stages


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_stage_inside_of_another_is_not_counted_twice() -> None:
    clock = Clock()
    stages = Stages(clock)
    with stages.stage("outer"):
        clock.now += 1
        with stages.stage("inner"):
            clock.now += 10
        clock.now += 2
    assert stages.take("outer", lambda: "value") == "value"
    with stages.stage("inner"):
        clock.now += 5
    assert stages.seconds == {"inner": 15.0, "outer": 3.0}


def test_what_fails_is_counted_too() -> None:
    clock = Clock()
    stages = Stages(clock)
    try:
        with stages.stage("outer"), stages.stage("inner"):
            clock.now += 1
            raise ValueError
    except ValueError:
        pass
    with stages.stage("next"):
        clock.now += 2
    assert stages.seconds == {"inner": 1.0, "outer": 0.0, "next": 2.0}


def test_build_says_what_took_how_long(slidegen: Slidegen, tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text("# A\n\n---\n\n# B\n", encoding="utf-8")
    said = slidegen("build", "-v", "deck.md", cwd=tmp_path).stderr.splitlines()
    stages = [re.split(r"  +", line)[0] for line in said]
    assert stages[0] == "start Python and read settings"
    assert {"read decks", "render slides", "make pages", "write files"} < set(stages)
    assert re.fullmatch(r"all +\d+\.\d{3} s +100%", said[-1])
    again = slidegen("build", "-v", "deck.md", cwd=tmp_path).stderr
    assert "render slides" not in again
    assert slidegen("build", "deck.md", "--fresh", cwd=tmp_path).stderr == ""
