"""Successes that say nothing: nothing shown, questions without an answer, pipes that broke, pages of errors.

Knows results, programs' words and what was printed. Must not know verdicts of such steps, nor machines.
"""

from collections.abc import Sequence

from slidegen import lazy_re as re
from slidegen.script.chains import DELETES, DONE, giver_in_vain, maker_of
from slidegen.script.classify import programs_of
from slidegen.script.error_pages import ASKING, error_page_in
from slidegen.script.makes import makes_any
from slidegen.script.model import Step
from slidegen.script.result import StepResult
from slidegen.shell import commands_of_text


def error_page(step: Step, output: str) -> str:
    """The error that a server answered with, where the slide does not show it: curl is content with one."""
    page = error_page_in(output) if ASKING & set(programs_of(step.text)) else ""
    return "" if page and any(error_page_in(shown.text) for shown in step.shown) else page


def speaks_of_failure(output: str, command: str) -> bool:
    """Whether at least half of the lines are what the programs called say when they fail."""
    lines = [line for line in output.split("\n") if line.strip()]
    failing = [line for line in lines if _is_said_by({"error", "fatal", "bash", *programs_of(command)}, line)]
    failing += [line for line in lines if _SERVER_SAYS.match(line)]
    return bool(lines) and 2 * len(failing) >= len(lines)


def _is_said_by(names: set[str], line: str) -> bool:
    said = _SAYS.match(line)
    return said is not None and said[1].lower() in names


_SAYS = re.compile(
    r"^([\w./+-]+): (?=.*(?:\(\d+\)|error|fail|refused|no such|not found|cannot|could not|unable"
    r"|denied|not permitted|timed out|invalid|unknown|bad ))",
    re.I,
)
_SERVER_SAYS = re.compile(
    r"^(?:Error from server|Unable to connect|The connection to the server|error: |Error: )"
)


def lost_in_a_pipe(command: str, output: str) -> str:
    """What the beginning of a pipe said of its failure; the status is that of its end."""
    if "|" not in command.replace("||", "") or "||" in command:
        return ""
    lines = [line for line in output.split("\n") if line.strip()]
    told = [line for line in lines if _is_said_by({"bash", *programs_of(command)}, line)]
    told = told if 2 * len(told) >= len(lines) else []
    return next((line for line in lines if _SERVER_SAYS.match(line) or line in told), "")[:200]


_NOTHING = re.compile(r"\s*No resources found(?: in \S+ namespace)?\.?\s*")
#: Programs that show what is in a file.
_SHOWING = frozenset(
    {"cat", "less", "more", "head", "tail", "bat", "jq", "yq", "sort", "column", "nl", "tac"}
)


def nothing_to_show(step: Step, output: str, before: Sequence[StepResult]) -> StepResult | None:
    """Where a list is empty: who was to make what it selects, or else fill it, in its section, and did not.

    Where an answer is, or a file, the one that was to make what was asked: nobody else says that none came.
    """
    if not output.strip() and (ASKING | _SHOWING) & set(programs_of(step.text)):
        return maker_of(step.text, before)
    if not _NOTHING.fullmatch(output) or step.none_yet:
        return None
    return maker_of(step.text, before) or _filler(step, before)


def _filler(step: Step, before: Sequence[StepResult]) -> StepResult | None:
    """The last in its section that was to make such objects, and did not; none where any went since."""
    for result in reversed(before):
        if result.section != step.section or (result.verdict in DONE and DELETES.search(result.text)):
            return None
        if result.verdict not in DONE and makes_any(result.text, step.text):
            return result
    return None


def went_without(step: Step, output: str, before: Sequence[StepResult]) -> StepResult | None:
    """The step that was to give a variable without which this one went well; a server's answer needed it."""
    if output.strip() and ASKING & set(programs_of(step.text)):
        return None
    return giver_in_vain(step.text, before)


def asks_in_vain(command: str, output: str) -> bool:
    """Whether what asks a server for ever showed no answer: `curl -s` says no word of its failures."""
    if output.replace("^C", "").strip():
        return False
    words = [word.value for each in commands_of_text(command) if each.name == "curl" for word in each.words]
    return _is_silent(words) and _KEPT_TO_ITSELF.isdisjoint(words)


def _is_silent(words: Sequence[str]) -> bool:
    flags = "".join(word[1:] for word in words if re.fullmatch("-[A-Za-z]+", word))
    return ("s" in flags or "--silent" in words) and "S" not in flags and "--show-error" not in words


_KEPT_TO_ITSELF = frozenset({"-o", "-O", "--output"})
