# ruff: noqa: T201
"""Where the time of a verb goes: `python -m bench profile [ARGUMENTS OF slidegen]` (`build` without any).

Writes `build/profile.speedscope.json`, for https://www.speedscope.app (it takes files without sending them
anywhere), and prints the widest branches. Nothing is kept between runs, so that a build is cold.
"""

import os

from bench.measure import ROOT, work_folder

EVERY = 0.001  #: seconds


def record(arguments: list[str]) -> int:
    from pyinstrument import Profiler
    from pyinstrument.renderers import SpeedscopeRenderer

    from slidegen.cli import run

    target = ROOT / "build" / "profile.speedscope.json"
    target.parent.mkdir(exist_ok=True)
    with work_folder() as work:
        os.environ["SLIDEGEN_CACHE_DIR"] = str(work / "cache")
        profiler = Profiler(interval=EVERY, async_mode="disabled")
        with profiler:
            code = run(arguments or ["build", "--quiet", "--out", str(work / "out")])
    whole = SpeedscopeRenderer(show_all=True)  # without, what takes less than 1 % counts as its caller's own
    target.write_text(profiler.output(whole), encoding="utf-8")
    print(profiler.output_text(show_all=False))
    print(f"written to {target.relative_to(ROOT)}: open it at https://www.speedscope.app")
    return code
