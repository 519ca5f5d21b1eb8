"""Steps as plain bash: one script a deck, one a section, a table of steps, and a zip of all.

The scripts need bash and what the exercises need; of slidegen nothing.

Knows bash quoting and the preamble. Must not know how steps are found, nor write a file.
"""

import hashlib
import json
import shlex
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from slidegen.kept_answers import kept
from slidegen.memory import remembered
from slidegen.script.archive import ScriptFile, zipped
from slidegen.script.feed import delimiter
from slidegen.script.model import Expect, Kind, Script, ScriptSection, Step
from slidegen.script.script_paths import folder_of
from slidegen.shell.complete import command_spans
from slidegen.source.content import disk_key

#: How long a waited-for text may take, in seconds.
WAIT, LONGWAIT = 60, 600
#: How long what never ends runs when the deck does not say what to wait for.
A_WHILE = 5


@cache
def preamble() -> str:
    return files("slidegen.script").joinpath("preamble.bash").read_text(encoding="utf-8")


def outputs(script: Script) -> tuple[ScriptFile, ...]:
    """All files of a deck, then their zip; nothing for a deck without steps."""
    if not any(True for _ in script.steps):
        return ()
    folder = folder_of(script.name)
    found = [ScriptFile.of(f"{folder}/{deck_file(script)}", deck_script(script), executable=True)]
    found += [
        ScriptFile.of(f"{folder}/{section.name}.sh", section_script(script, section), executable=True)
        for section in script.sections
        if section.steps
    ]
    found.append(ScriptFile.of(f"{folder}/{LIBRARY}", library()))
    found.append(ScriptFile.of(f"{folder}/steps.jsonl", steps_jsonl(script)))
    return (*found, ScriptFile(f"{folder}.zip", zipped(found)))


def deck_file(script: Script) -> str:
    """What a deck's script is called: a deck may have the name of its only section, or of what those read."""
    name = f"{script.name}.sh"
    others = (LIBRARY, *(f"{section.name}.sh" for section in script.sections))
    return f"{script.name}-all.sh" if disk_key(name) in map(disk_key, others) else name


def deck_script(script: Script) -> str:
    about = f"{script.title}: all exercises, in the order of the talk."
    return _script(about, script.path, deck_file(script), script.sections, preamble())


def section_script(script: Script, section: ScriptSection) -> str:
    about = f"{script.title}: the exercises of section {section.number}, {section.title}."
    return _script(about, script.path, f"{section.name}.sh", (section,), BESIDE)


#: The functions of a section's script stand once, beside all of them.
LIBRARY = "lib.sh"
BESIDE = f"""\
# What was defined or made in earlier sections is not here: run those before.
if ! [ -f "$(dirname -- "$0")/{LIBRARY}" ]; then
  echo "$0 needs {LIBRARY} of the same folder beside it" >&2
  exit 2
fi
. "$(dirname -- "$0")/{LIBRARY}"
"""
#: What even the oldest `sh` understands, before it meets what it does not.
NEEDS_BASH = """\
[ -n "${BASH_VERSION:-}" ] || { echo "$0 needs bash: run it by \\`bash $0\\`" >&2; exit 2; }
"""


OPTIONS = """\
# Further options: --from ID, --to ID, --only ID, --keep-going, --set NAME=VALUE, --allow NAME.

"""


def library() -> str:
    """The functions that each section's script reads."""
    return f"# Read by the scripts of the sections; there is nothing to run in it.\n{preamble()}"


def _script(about: str, path: str, name: str, sections: Iterable[ScriptSection], functions: str) -> str:
    head = (
        f"#!/usr/bin/env bash\n# {' '.join(about.split())}\n"
        f"# Made by slidegen from {path}: change the slides, not this file.\n"
        "# Steps come below the functions.\n"
        "#\n"
        f"#   bash {name} --list       all steps: what they are, where they stand\n"
        f"#   bash {name} --dry-run    what would run\n"
        f"#   bash {name} --yes        run them without asking first\n"
    )
    told = "".join(_section(section) for section in sections if section.steps)
    return f"{head}{OPTIONS}{NEEDS_BASH}{functions}\n{told}\nsummary\n"


def _section(section: ScriptSection) -> str:
    title = " ".join(section.title.split())
    lines = [f"\nsection {shlex.quote(section.id)} {shlex.quote(title)}\n"]
    slide = ""
    for step in section.steps:
        if step.slide != slide:
            slide = step.slide
            lines.append(f"\n# {' '.join(step.title.split())}\n")
        lines.append(_step(step))
    return "".join(lines)


@remembered
def _step(step: Step) -> str:
    mark = delimiter(step.text)
    words = ["step", step.id, step.place, str(plain_kind(step)), *options_of(step)]
    return f"{shlex.join(words)} <<'{mark}'\n{step.text}\n{mark}\n"


def plain_kind(step: Step) -> Kind:
    """Its class in a script that has no terminal to type at."""
    return Kind.INTERACTIVE if why_not_plain(step) else step.kind


def options_of(step: Step) -> list[str]:
    """What the script's `step` must know beside the text."""
    options = []
    if step.expect in {Expect.FAILURE, Expect.EITHER}:
        options.append("fails=yes" if step.expect is Expect.FAILURE else "fails=maybe")
    options.append(f"lines={' '.join(map(str, lines_of_commands(step.text)))}")
    if step.target:
        options.append(f"target={step.target}")
    if why := why_not_plain(step) or step.why:
        options.append(f"why={why}")
    options += [f"needs={name}" for name in step.needs]
    options += [f"pause={step.pause:g}"] if step.pause else []
    if step.kind in {Kind.SCRIPTED, Kind.BLOCKING}:
        wait = next((act for act in reversed(step.acts) if act.verb in {"wait", "longwait"}), None)
        options.append(
            f"seconds={A_WHILE if wait is None else LONGWAIT if wait.verb == 'longwait' else WAIT}"
        )
        options += [f"until={wait.data}"] if wait and wait.data else []
    return options


@kept("lines", tuple[int, ...])
def lines_of_commands(text: str) -> tuple[int, ...]:
    """How many lines each whole command of `text` has, with the blank lines and comments before it.

    So the script need not find out: an old bash (3.2, which macOS has) runs the lines of a here-document as
    commands when it is given the first line alone.
    """
    counts, at = list[int](), 0
    for _, end in command_spans(text):
        counts.append(text.count("\n", at, end) + 1)
        at = end + 1
    return tuple(counts)


def why_not_plain(step: Step) -> str:
    """Why a step cannot run in a plain script, which drives no keys and opens no place; `` if it can."""
    if step.inside:
        return f"is typed in the place that {step.inside} opens"
    if step.opens:
        return f"`{step.opens}` opens a place to type in: `slidegen run` does that"
    if step.kind is not Kind.SCRIPTED:
        return ""
    keys = [act.data for act in step.acts if act.verb in {"key", "keys"}]
    if all(key in {"^C", "^D", "q"} for key in keys):
        return ""
    return "needs a terminal to type at: `slidegen run` does that"


def steps_jsonl(script: Script) -> str:
    """Each step as a flat row of JSON: what `steps.jsonl` holds, section by section."""
    return "".join(_row(section.title, step) for section in script.sections for step in section.steps)


@remembered
def _row(section: str, step: Step) -> str:
    row = {
        "id": step.id,
        "section": section,
        "slide": step.title,
        "file": step.path,
        "line": step.line,
        "end": step.end_line,
        "verb": step.verb,
        "class": str(step.kind),
        "why": step.why,
        "expect": str(step.expect),
        "needs": list(step.needs),
        "text": step.text,
        "acts": [{"id": act.id, "verb": act.verb, "data": act.data, "line": act.line} for act in step.acts],
        "digest": hashlib.sha256(step.text.encode("utf-8", "replace")).hexdigest()[:12],
    }
    return json.dumps(row, ensure_ascii=False) + "\n"
