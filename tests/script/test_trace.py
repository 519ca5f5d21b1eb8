"""What a deck traces, shows as it is read, or traps, is its own commands, as if they had been typed."""

import json
import os
from typing import Any

import pytest

from slidegen.script.report.recording import ANEW

#: Of each step its text, its verdict, and what it is to have printed.
STEPS = [
    ("set -x\nls -d /etc", "pass", "+ ls -d /etc\n/etc"),
    ("echo $(echo in) && false", "fail", "++ echo in\n+ echo in\nin\n+ false"),
    ("echo $?; f() { echo in f; }; f", "pass", "+ echo 1\n1\n+ f\n+ echo in f\nin f"),
    ("sleep 50", "timeout", "+ sleep 50"),
    ("echo ended by a key", "pass", "+ echo ended by a key\nended by a key"),
    ("set +x", "pass", "+ set +x"),
    ("set -v", "pass", ""),
    ("echo read", "pass", "read"),
    ("set +v; trap 'echo \"* $BASH_COMMAND\"' DEBUG", "pass", ""),
    ("echo one; echo two", "pass", "* echo one\none\n* echo two\ntwo"),
    ("trap - DEBUG", "pass", "* trap - DEBUG"),
    ("set -x; printf '+\\n+++'; printf ' +'", "pass", "+ printf '+\\n+++'\n+\n++++ printf ' +'\n +"),
    ("set +x", "pass", "+ set +x"),
]  # fmt: skip


def test_a_trace_shows_what_was_typed(run_deck: Any, driver: str) -> None:
    steps = "".join(f"```bash\n{text}\n```\n" for text, _, _ in STEPS)
    ran = run_deck(f"# A\n\n.lab[\n{steps}]\n", "--driver", driver, "--keep-going")
    assert [(r.text, str(r.verdict), r.output) for r in ran.run.results] == STEPS


def test_a_shell_may_be_traced_from_the_start(run_deck: Any, driver: str) -> None:
    ran = run_deck(
        "# A\n\n.lab[\n```bash\necho one\n```\n]\n", "--driver", driver, "--env", "SHELLOPTS",
        env={"SHELLOPTS": "xtrace"},
    )  # fmt: skip
    assert [r.output for r in ran.run.results] == ["+ echo one\none"]


def test_a_place_is_traced_as_well(run_deck: Any) -> None:
    pytest.importorskip("pyte")
    if os.geteuid() != 0:
        pytest.skip("su asks who is not root for a password")
    steps = ("su root", "set -x\necho one", "false; echo $?", "set +x\necho two", "exit")
    deck = "".join(f"```bash\n{text}\n```\n" for text in steps)
    ran = run_deck(f"# A\n\n.lab[\n{deck}]\n", "--driver", "pty", "--on-host", "--allow", "sudo")
    assert [str(r.verdict) for r in ran.run.results] == ["pass"] * 5
    # One `+` more than typed: what stands in a place is read by `eval`.
    printed = [r.output for r in ran.run.results[1:4]]
    assert printed == ["++ echo one\none", "++ false\n++ echo 1\n1", "++ set +x\ntwo"]


def test_each_command_of_a_recording_stands_behind_a_prompt(run_deck: Any, driver: str) -> None:
    """The first one of a section, and of a shell that takes another's place, too."""
    steps = ("echo one", "echo two", "exit", "echo three")
    lab = ".lab[\n" + "".join(f"```bash\n{step}\n```\n" for step in steps) + "]\n"
    ran = run_deck(f"# A\n\n{lab}\n---\n\n# B\n\n{lab}", "--driver", driver)
    events = (json.loads(line) for line in (ran.reports / "session.cast").read_text().splitlines()[1:])
    shown = "".join(text for _, kind, text in events if kind == "o").replace("\r", "").replace(ANEW, "\n")
    typed = [line for line in shown.split("\n") if "echo" in line or line.endswith("$")]
    assert typed == ["$ echo one", "$ echo two", "$ echo three"] * 2, shown
