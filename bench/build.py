"""`slidegen build` on the twelve decks of a real workshop, beside plain markdown-it-py with Pygments on the
same text, and Marp on the same decks.

Times are of the processor but where two processes are measured against one. All sides run from byte code
and take turns, a ratio is that of neighbours in time, and each build writes to a folder of its own.
"""

import compileall
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import (
    ROOT,
    SLIDES,
    TREE,
    Measured,
    Use,
    clock_of_two,
    environment,
    instructions,
    peer,
    ratios,
    run,
    seconds,
    slidegen,
    told,
    work_folder,
)

PAIRS, SHORT = 5, 1
FRAGMENT = "k8s/kubectlexpose.md"  #: four decks list it

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


def distinct_files(slides: Path) -> list[str]:
    return list(dict.fromkeys(path for paths in files_of_decks(slides).values() for path in paths))


def files_of_decks(slides: Path) -> dict[str, list[str]]:
    """The fragments of each deck of a folder."""
    from slidegen.source.content import find_manifests
    from slidegen.source.file import SourceFile
    from slidegen.source.manifest_reader import read_manifest

    read = {
        path.stem: read_manifest(SourceFile.read(slides, path.name), {}) for path in find_manifests(slides)
    }
    return {name: [e.path for e in each.manifest.fragments] for name, each in read.items() if each.manifest}


def measure(short: bool = False) -> Iterator[Measured]:
    if not SLIDES.is_dir():
        return
    compileall.compile_dir(ROOT / "slidegen", quiet=1)
    files = distinct_files(SLIDES)
    with work_folder() as work:
        slides = work / "tree" / "slides"
        shutil.copytree(TREE / "slides", slides, copy_function=shutil.copyfile)
        fragment = slides / FRAGMENT
        text = fragment.read_text(encoding="utf-8")
        uses: dict[str, list[Use]] = {}
        twice: list[float] = []
        for turn in range(SHORT if short else PAIRS):
            fragment.write_text(text, encoding="utf-8")
            env, out = environment(work / f"cache{turn}"), work / f"out{turn}"
            build = slidegen("build", "-q", "--jobs", "1", "--out", out)
            take = uses.setdefault
            plain = [sys.executable, "-c", PLAIN, *files]
            take("plain", []).append(run(plain, slides, env))
            twice.append(clock_of_two(plain, slides, env))
            take("cold", []).append(run(build, slides, env))
            take("nothing", []).append(run(build, slides, env))
            fragment.write_text(f"{text}\nOne more line, {turn}.\n", encoding="utf-8")
            take("one", []).append(run(build, slides, env))
            fragment.write_text(text, encoding="utf-8")
            two = environment(work / f"two{turn}")
            auto = slidegen("build", "-q", "--out", work / f"out-two{turn}")
            take("auto", []).append(run(auto, slides, two))
            asked = environment(work / f"asked{turn}") | {"SLIDEGEN_SCRIPTS": "true"}
            with_scripts = slidegen("build", "-q", "--jobs", "1", "--out", work / f"out-asked{turn}")
            take("scripts", []).append(run(with_scripts, slides, asked))
            for each in (out, work / f"out-two{turn}", work / f"out-asked{turn}"):
                shutil.rmtree(each)
        yield from _rows(uses)
        yield _at_once(twice, uses["plain"])
        yield from _counted(slides, work)
        if not short:
            yield from _marp(slides, work, uses)


def _rows(uses: dict[str, list[Use]]) -> Iterator[Measured]:
    plain, cold, nothing, one = (seconds(uses[name]) for name in ("plain", "cold", "nothing", "one"))
    detail = f"{told(uses['cold'])} against {told(uses['plain'])}"
    build = "slidegen build -q --jobs 1 --out OUT"
    yield Measured(
        "cold build of twelve decks, one process, against markdown-it-py with Pygments on the same text",
        1.4, ratios(cold, plain), detail=detail, command=build,
    )  # fmt: skip
    clocks = [[use.clock for use in uses[name]] for name in ("auto", "cold")]
    yield Measured(
        "the same with as many processes as the machine is worth, against one, by the clock",
        0.6, ratios(*clocks), detail=f"{min(clocks[0]):.3g} s against {min(clocks[1]):.3g} s",
        command="slidegen build -q --out OUT",
    )  # fmt: skip
    yield Measured(
        "scripts of all decks asked for, against a build without",
        float("inf"), ratios(seconds(uses["scripts"]), cold), detail=told(uses["scripts"]),
        command="SLIDEGEN_SCRIPTS=true slidegen build -q --jobs 1 --out OUT",
    )  # fmt: skip
    yield Measured(
        "one fragment changed (used by four decks), fresh process, against cold",
        0.12, ratios(one, cold), detail=told(uses["one"]), command=build,
    )  # fmt: skip
    yield Measured(
        "nothing changed, against cold",
        0.03,
        ratios(nothing, cold),
        detail=told(uses["nothing"]),
        command=build,
    )


def _at_once(twice: list[float], plain: list[Use]) -> Measured:
    """What two processes of a machine can reach: they share its memory."""
    one_by_one = [2 * use.clock for use in plain]
    return Measured(
        "markdown-it-py with Pygments twice at once, against one after the other, by the clock",
        float("inf"), ratios(twice, one_by_one), detail=f"{min(twice):.3g} s against {min(one_by_one):.3g} s",
    )  # fmt: skip


def _counted(slides: Path, work: Path) -> Iterator[Measured]:
    """Instructions, which do not move with what else a machine does."""
    env, out = environment(work / "counted"), work / "counted-out"
    build = slidegen("build", "-q", "--jobs", "1", "--out", out)
    fragment = slides / FRAGMENT
    text = fragment.read_text(encoding="utf-8")
    counted = [
        ("cold build", instructions(build, slides, env)),
        ("nothing changed", instructions(build, slides, env)),
    ]
    fragment.write_text(f"{text}\nOne more line.\n", encoding="utf-8")
    counted.append(("one fragment changed", instructions(build, slides, env)))
    fragment.write_text(text, encoding="utf-8")
    counted.append(("hook on k8s/cni.md", instructions(slidegen("lint", "-q", "k8s/cni.md"), slides, env)))
    shutil.rmtree(out, ignore_errors=True)
    for what, count in counted:
        if count is not None:
            yield Measured(
                f"instructions: {what}", float("inf"), (count,), "M", command="valgrind --tool=cachegrind"
            )


def _marp(slides: Path, work: Path, uses: dict[str, list[Use]]) -> Iterator[Measured]:
    program = peer("marp")
    if program is None:
        return
    folder = work / "marp"
    folder.mkdir()
    for name, files in files_of_decks(slides).items():
        texts = [(slides / path).read_text(encoding="utf-8") for path in files if (slides / path).exists()]
        (folder / f"{name}.md").write_text("\n\n---\n\n".join(texts), encoding="utf-8")
    marp = [
        run([program, "--html", "-I", str(folder), "-o", str(work / "marp-out")], folder) for _ in range(3)
    ]
    clocks = [use.clock for use in uses["auto"]][: len(marp)]
    yield Measured(
        "cold against Marp's twelve decks, by the clock, as many processes as the machine is worth",
        0.2, ratios(clocks, [use.clock for use in marp][: len(clocks)]),
        detail=f"{min(clocks):.3g} s against {min(use.clock for use in marp):.3g} s, {marp[0].peak:.0f} MiB",
        command="slidegen build -q --out OUT; marp --html -I DECKS -o OUT",
    )  # fmt: skip
