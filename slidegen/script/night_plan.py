"""A workflow for what a machine cannot run at night: a job for each deck, bed and version.

Knows what GitHub reads. Must not know why a machine cannot.
"""

from collections.abc import Sequence

import yaml

from slidegen.distribution import this_version
from slidegen.script.ci_words import label, unevaluated
from slidegen.script.night import Cell
from slidegen.script.plan import KIND_TOOLS

MINUTES = 120  #: that one run may take


def github(cells: Sequence[Cell], install: str) -> str:
    """The workflow, each cell with a cluster of its version; a comment when there is nothing to plan."""
    if not cells:
        return "# This machine can run all of it: there is nothing to plan.\n"
    job = {
        "runs-on": "ubuntu-24.04",
        "timeout-minutes": MINUTES,
        "strategy": {"fail-fast": False, "matrix": {"include": [_row(cell) for cell in cells]}},
        "steps": list(_steps(install or this_version("run"))),
    }
    workflow = {
        "name": "nights",
        "on": {"workflow_dispatch": {}, "schedule": [{"cron": "17 3 * * *"}]},
        "permissions": {"contents": "read"},
        "jobs": {"night": job},
    }
    return yaml.safe_dump(workflow, sort_keys=False, width=1_000_000)


def _steps(requirement: str) -> tuple[dict[str, object], ...]:
    """Names of files and versions come by the environment: nothing of the matrix is shell text."""
    tools = "\n".join((*KIND_TOOLS, 'echo "$HOME/bin" >>"$GITHUB_PATH"'))
    cluster = 'kind create cluster --name "$NAME" --image "$IMAGE" --wait 180s'
    names = {"NAME": "${{ matrix.cluster }}", "IMAGE": "${{ matrix.image }}"}
    run = {"DECK": "${{ matrix.deck }}", "OPTIONS": "${{ matrix.options }}"}
    return (
        {"uses": "actions/checkout@v4"},
        {"uses": "actions/setup-python@v5", "with": {"python-version": "3.12"}},
        {"run": 'pip install "$REQUIREMENT"', "env": {"REQUIREMENT": unevaluated(requirement)}},
        {"run": tools},
        {"if": "matrix.image", "run": cluster, "env": names},
        {"run": _RUN, "env": run},
        {
            "uses": "actions/upload-artifact@v4",
            "if": "always()",
            "with": {"name": "${{ matrix.name }}", "path": "report"},
        },
    )


#: A word of the options is a line: those of values with blanks stay one.
_RUN = """\
mapfile -t options < <(printf %s "$OPTIONS")
slidegen run "$DECK" --yes --report report "${options[@]}"
"""


def _row(cell: Cell) -> dict[str, str]:
    cluster = f"v{cell.version.replace('.', '-')}"
    context = ("--context", f"kind-{cluster}") if cell.version else ()
    row = {
        "name": label(cell.file_name),
        "deck": cell.deck,
        "cluster": cluster if cell.version else "",
        "image": cell.image if cell.version else "",
        "options": "\n".join((*context, *cell.bed.options)),
    }
    return {key: unevaluated(said) for key, said in row.items()}
