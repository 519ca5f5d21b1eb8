# ruff: noqa: T201
"""How long `slidegen build` takes, beside plain markdown-it-py with Pygments on the same text.

Two ratios: the twelve decks of a real workshop built cold in one process, against rendering each of their
distinct files once (at most 2); and the same build again with nothing changed, against the cold one (at most
0.1). They are of processor time, which a busy machine moves less than the clock; it still takes single
pairs from 1.6 to 2.5. Fonts are left out of both: the plain way has none, and the cache keeps them; what
cutting them adds to a first build is printed beside. Each build writes to a folder of its own, in memory
where there is room for it: for minutes after files were deleted, ext4 takes up to ten times as long to create
others, and the plain way creates none. `TMPDIR` names another place.

Both sides run from byte code, as an installed program does, and take turns: a ratio is the median of those of
neighbours in time. The fastest of each would do the shorter one a favour, which finds a quiet moment more
easily.
"""

import compileall
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SLIDES = ROOT.parent / "shared" / "corpus" / "container.training-2026" / "slides"
MEMORY, ROOM = Path("/dev/shm"), 1 << 30  # what all builds write is a fifth of that
COLD_BAR, WARM_BAR = 2.0, 0.1
PAIRS = 7

#: What everybody would write first: each distinct file through markdown-it-py, its fences through Pygments.
PLAIN = """
import sys
from pathlib import Path
from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound
formatter = HtmlFormatter(nowrap=True)
def code(text, language, _):
    try:
        return highlight(text, get_lexer_by_name(language), formatter)
    except ClassNotFound:
        return ""
markdown = MarkdownIt("commonmark", {"highlight": code}).enable(["table", "strikethrough"])
for path in sys.argv[1:]:
    markdown.render(Path(path).read_text())
"""


def processor_seconds(command: list[str], cwd: Path, env: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=cwd, env=env, check=False, capture_output=True)
    if done.returncode:
        sys.exit(done.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def distinct_files(slides: Path) -> list[str]:
    from slidegen.source.content import find_manifests
    from slidegen.source.file import SourceFile
    from slidegen.source.manifest_reader import read_manifest

    found: dict[str, None] = {}
    for path in find_manifests(slides):
        manifest = read_manifest(SourceFile.read(slides, path.name), {}).manifest
        found.update(dict.fromkeys(entry.path for entry in manifest.fragments) if manifest else {})
    return list(found)


def work_folder() -> Path:
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    place = MEMORY if has_room and "TMPDIR" not in os.environ else None
    return Path(tempfile.mkdtemp(prefix="slidegen-bench-", dir=place))


def ratios(these: list[float], those: list[float]) -> list[float]:
    return sorted(this / that for this, that in zip(these, those, strict=True))


def main() -> int:
    if not SLIDES.is_dir():
        print(f"{SLIDES} is not there")
        return 2
    work = work_folder()
    env = dict(os.environ) | {"PYTHONPATH": str(ROOT), "SLIDEGEN_FONTS": "false"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(ROOT / "slidegen", quiet=1)
    try:
        files = distinct_files(SLIDES)
        size = sum((SLIDES / file).stat().st_size for file in files)
        plain, cold, warm = [], [], []
        for run in range(PAIRS):
            plain.append(processor_seconds([sys.executable, "-c", PLAIN, *files], SLIDES, env))
            env["SLIDEGEN_CACHE_DIR"] = str(work / f"cache{run}")
            build = [sys.executable, "-m", "slidegen", "build", "-q", "--out", str(work / f"out{run}")]
            cold.append(processor_seconds(build, SLIDES, env))
            warm.append(processor_seconds(build, SLIDES, env))
        env |= {"SLIDEGEN_FONTS": "true", "SLIDEGEN_CACHE_DIR": str(work / "fonts")}
        with_fonts = processor_seconds([*build[:-1], str(work / "out-fonts")], SLIDES, env)
    finally:
        shutil.rmtree(work)
    of_plain, of_cold = ratios(cold, plain), ratios(warm, cold)
    print(f"markdown-it-py with Pygments, {len(files)} files, {size / 1e6:.2f} MB  {median(plain):6.2f} s")
    print(f"slidegen build, twelve decks, cold                 {median(cold):6.2f} s, in {work.parent}")
    print(f"the same with fonts, once                          {with_fonts:6.2f} s")
    print(f"slidegen build, nothing changed                    {median(warm):6.2f} s")
    print(f"cold against plain: {median(of_plain):.2f}, {of_plain[0]:.2f} to {of_plain[-1]:.2f}", end="")
    print(f" in {PAIRS} pairs (at most {COLD_BAR})")
    print(f"nothing changed against cold: {median(of_cold):.3f} (at most {WARM_BAR})\n")
    return 0 if median(of_plain) <= COLD_BAR and median(of_cold) <= WARM_BAR else 1


if __name__ == "__main__":
    sys.exit(main())
