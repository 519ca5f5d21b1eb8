"""The report as JUnit XML: a suite a section, a case a step.

Knows the schema that CI servers read. Must not know how results came about.
"""

from itertools import groupby
from xml.etree import ElementTree as Tree

from slidegen import lazy_re as re
from slidegen.script.result import UNEXPECTED, Run, StepResult, Verdict
from slidegen.source.printable import unsteered

NAME = "junit.xml"

#: What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(run: Run) -> str:
    root = Tree.Element("testsuites", _counts(run.results, run.info.deck))
    for section, group in groupby(run.results, key=lambda result: result.section):
        results = tuple(group)
        suite = Tree.SubElement(root, "testsuite", _counts(results, section))
        if results[0].date:
            suite.set("timestamp", results[0].date.removesuffix("Z"))
        for result in results:
            _case(suite, result)
    Tree.indent(root)
    written = Tree.tostring(root, encoding="unicode")
    return unsteered(f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n')


def _counts(results: tuple[StepResult, ...], name: str) -> dict[str, str]:
    verdicts = [result.verdict for result in results]
    return {
        "name": name,
        "tests": str(len(results)),
        "failures": str(sum(verdict in UNEXPECTED for verdict in verdicts)),
        "errors": str(verdicts.count(Verdict.SUSPECT)),
        "skipped": str(sum(verdict in {Verdict.SKIPPED, Verdict.BLOCKED} for verdict in verdicts)),
        "time": f"{sum(result.seconds for result in results):.3f}",
    }


def _case(suite: Tree.Element, result: StepResult) -> None:
    names = {"name": result.id, "classname": result.section, "file": result.path, "line": str(result.line)}
    case = Tree.SubElement(suite, "testcase", {**names, "time": f"{result.seconds:.3f}"})
    message = _clean(f"{result.place}: {result.why}")
    if result.is_unexpected:
        failure = Tree.SubElement(case, "failure", {"type": str(result.verdict), "message": message})
        failure.text = _clean(f"$ {result.command or result.text}\n{result.output}")
    elif result.verdict is Verdict.SUSPECT:  # someone must look: no pass, and no failure for sure
        error = Tree.SubElement(case, "error", {"type": str(result.verdict), "message": message})
        error.text = _clean(f"$ {result.command or result.text}\n{result.output}")
    elif result.verdict in {Verdict.SKIPPED, Verdict.BLOCKED}:
        Tree.SubElement(case, "skipped", {"message": message})
    if result.output and not result.is_unexpected and result.verdict is not Verdict.SUSPECT:
        Tree.SubElement(case, "system-out").text = _clean(result.output)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
