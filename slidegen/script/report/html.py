"""The report as one HTML page: every step with its verdict, its output, and a link to its slide.

The page stands alone: no script, nothing fetched. Slides are linked as `PAGE#SLIDE`.

Knows HTML. Must not know how results came about.
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from slidegen.script.result import Run, StepResult

NAME = "index.html"

STYLE = """\
:root { color-scheme: light dark; font: 16px/1.45 system-ui, sans-serif; }
body { max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid; }
details { border-left: .4rem solid #888; margin: .5rem 0; padding: .2rem .8rem; }
details.pass, details.xfail, details.ran { border-color: #2e7d32; }
details.fail, details.timeout, details.xpass { border-color: #c62828; }
details.suspect { border-color: #8e24aa; }
details.blocked { border-color: #b26a00; }
summary { cursor: pointer; }
pre { overflow-x: auto; background: #8881; padding: .6rem; border-radius: .3rem; font-size: .85rem; }
.verdict { display: inline-block; min-width: 5.2rem; font-weight: 600; }
.place, .time { opacity: .75; font-size: .85rem; }
"""


def render(run: Run) -> str:
    return "\n".join(_page(run)) + "\n"


def _page(run: Run) -> Iterator[str]:
    info = run.info
    title = escape(info.title or info.deck)
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Run of {title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>Run of {title}</h1>"
    yield f"<p>{escape(run.summary)}, in {run.seconds:.0f} s.</p>"
    yield f"<p>{escape(_where(run))}</p>"
    if not run.complete:
        yield "<p><strong>The run was interrupted.</strong></p>"
    bad = [result for result in run.results if result.is_unexpected]
    if bad:
        yield f"<h2>To mend ({len(bad)})</h2>\n<ul>"
        yield from (f'<li><a href="#{escape(r.id)}">{escape(r.place)}</a> {escape(r.why)}</li>' for r in bad)
        yield "</ul>"
    for _, group in groupby(run.results, key=lambda result: result.section):
        results = list(group)
        yield f"<h2>{escape(results[0].section_title)}</h2>"
        for result in results:
            yield from _step(result, info.page or f"{info.deck}.html")
    yield "</main>\n</body>\n</html>"


def _where(run: Run) -> str:
    info = run.info
    place = f"{info.started}, on {info.host} as {info.user}, driver {info.driver}"
    return f"{place}, Kubernetes context {info.context} ({info.server})" if info.context else place


def _step(result: StepResult, page: str) -> Iterator[str]:
    is_open = " open" if result.is_unexpected else ""
    yield f'<details id="{escape(result.id)}" class="{result.verdict}"{is_open}>'
    first = escape(result.text.split("\n")[0][:100])
    yield f'<summary><span class="verdict">{result.verdict}</span> <code>{first}</code></summary>'
    link = f'<a href="{escape(page)}#{escape(result.slide)}">{escape(result.title or result.slide)}</a>'
    yield f'<p>{link} <span class="place">{escape(result.place)}</span>'
    yield f'<span class="time">{result.seconds:.1f} s</span></p>'
    if result.why:
        yield f"<p>{escape(result.why)}</p>"
    yield from (f"<p>Known without running: {escape(note)}</p>" for note in result.known)
    yield from (f"<p>Shown output is stale: {escape(note)}</p>" for note in result.stale)
    yield from (f"<p>Note: {escape(note)}</p>" for note in result.notes)
    yield f"<pre>{escape(result.text)}</pre>"
    if result.output:
        yield f"<pre><samp>{escape(result.output)}</samp></pre>"
    if result.by:
        yield f'<p>Blocked by <a href="#{escape(result.by)}">{escape(result.by)}</a>.</p>'
    yield "</details>"
