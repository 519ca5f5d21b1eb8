"""The linter takes time in proportion to what repeats, in every kind of text that it reads.

Calls are counted, and the exponent that fits them is 1. Processor time is looked at as well, at two sizes,
since regular expressions do the work: what is quadratic takes 64 times as long.
"""

from functools import partial
from time import process_time

import pytest
from growth import exponent, operations
from lint.workbench import findings_in

from slidegen import memory
from slidegen.lint.commands import commands_in
from slidegen.lint.document import Document, kind_of
from slidegen.source.file import SourceFile

pytestmark = pytest.mark.usefixtures("no_collector")

FEW, MANY = 800, 6_400
MARGIN, FLOOR = 24, 0.03  #: three times what is fair; and what a busy machine takes for nothing
COMMANDS = "\n```bash\nkubectl run a --image=b\nkubectl get po -l app=a\n```\n"

CONSTRUCTS = {
    "a.adoc": (
        *(
            "----\n",
            "[source,bash]\n",
            "....\n",
            "// a\n",
            " <1>",
            "`+a+`",
            "  kubectl a\n",
            "  kubectl a\n\n",
        ),
        *(" ", "[", "----\nls <1>\n----\n"),
    ),
    "a.html": (
        *("<pre>", "<pre>a</pre>", "&lt;", "&", '<textarea id="source">', "<script ", '<pre class="a '),
        *("a&quot;b ", '<script type="text/template">'),
    ),
    "a.ipynb": ('{"cells": [', '"a\\n", ', '"!kubectl a",', "[", '"', '\\"', '{"a": '),
    "a.md": (
        *("    kubectl a\n", "    kubectl a\n\n", "- a\n\n    kubectl b\n", "<pre>", " ", "\t", "a", "a."),
        *("kubectl get a.b\n", "label ", "label `run` ", "— ", "—", "-\u00a0", "    - a\n"),
    ),
    "a.yaml": ("- run: kubectl a\n", "command: [kubectl, a]\n---\n", "a: [", "- |\n  kubectl a\n"),
    "Dockerfile": (
        "FROM a\n",
        "RUN a \\\n",
        "RUN a\n",
        "RUN [",
        "ONBUILD RUN a \\\n",
        "RUN a <<E\n",
        "RUN \\\n# b\n",
    ),
    "Makefile": ("\tkubectl a\n", "\t", "\\\n", "$(", "$(A)", "\tkubectl a \\\n"),
    "a.sh": (
        *(
            "cat <<EOF\napiVersion: a\nEOF\n",
            "cat <<EOF\napiVersion: a\n",
            "<<",
            "/apis/",
            "curl /apis/a/v1\n",
        ),
        *("apiVersion: v1\nkind: x\n", "kubectl get -l app=a\n"),
    ),
}


COUNTED = (100, 400)  #: so many of a piece, where calls are counted
MOST = 1.2


def look(path: str, text: str) -> None:
    commands_in(Document(SourceFile.from_text(path, text), kind_of(path) or "markdown", embedded_shell=True))
    if path.endswith((".md", ".adoc", ".html", ".sh")):
        findings_in({path: text}, "SG1", "SG2", "SG3", "SG417")


def seconds(path: str, text: str) -> float:
    memory.forget()
    start = process_time()
    look(path, text)
    return process_time() - start


@pytest.mark.parametrize("path", CONSTRUCTS)
def test_calls_are_in_proportion(path: str) -> None:
    look(path, COMMANDS)
    for piece in CONSTRUCTS[path]:
        costs = [operations(partial(look, path), f"# A\n\n{piece * count}{COMMANDS}") for count in COUNTED]
        assert exponent(COUNTED, costs) < MOST, (piece, costs)


@pytest.mark.parametrize("path", CONSTRUCTS)
def test_linear(path: str) -> None:
    for piece in CONSTRUCTS[path]:
        few, many = (seconds(path, f"# A\n\n{piece * count}{COMMANDS}") for count in (FEW, MANY))
        assert many < MARGIN * max(few, FLOOR), (piece, few, many)


#: Each time with another name.
NAMED = (
    "kubectl create deployment web{n}x --image=a\nkubectl get pods -l app=web{n}x\n",
    "kubectl create deployment web{n}x --image=a\nkubectl get pods -l app=other\n",
    "kubectl run web{n}x --image=a\nkubectl get pods -l run=web{n}x\nkubectl delete pod web{n}x\n",
    "kubectl run web{n}x --image=a --replicas=2\nkubectl expose deployment web{n}x --port=80\n",
    "kubectl label pods -l run=web{n}x run=b{n}\n",
    "kubectl create namespace web{n}x\nkubectl create configmap web{n}x --from-file=a\n",
    "alias k{n}=kubectl\nk{n} get pods\n",
    "docker run -d --name web{n}x nginx\ndocker run --link web{n}x:a nginx:{n}\n",
    "helm install web{n}x stable/web{n}x --version 1.{n}\n",
)


@pytest.mark.parametrize("piece", NAMED)
def test_calls_are_in_proportion_whatever_the_names(piece: str) -> None:
    def text(count: int) -> str:
        return "```bash\n" + "".join(piece.format(n=n) for n in range(count)) + "```\n"

    look("a.md", text(2))
    costs = [operations(partial(look, "a.md"), text(count)) for count in COUNTED]
    assert exponent(COUNTED, costs) < MOST, costs


def test_a_row_of_capitals_below_a_root_s_command_is_read_once() -> None:
    """What may be the head of a table was split in all ways: each further column took twice as long."""
    text = "# Nodes\n\n```bash\n# kubectl get nodes\nA{columns}!\n```\n"
    assert seconds("a.md", text.format(columns="  A" * 25)) < 0.5
    assert seconds("a.md", text.format(columns="  A" * 2_000)) < 0.5
