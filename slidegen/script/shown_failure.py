"""Failures that a slide shows: the same message, in the words of another shell or machine.

Knows messages. Must not know steps, nor what an outcome means.
"""

from collections.abc import Iterable

from slidegen import lazy_re as re

#: What says of itself that it is a failure.
_A_FAILURE = re.compile(
    r"command not found|\bnot found|No such|denied|refused|^(?:error|fatal)\b"
    r"|^\w*(?:Error|Exception)\b(?=:|$)",
    re.I,
)


def failure_as_shown(shown: Iterable[str], output: str) -> str:
    """The line that speaks of a failure on the slide, where the same one came; `` where none did."""
    for text in shown:
        for line in filter(_A_FAILURE.search, text.split("\n")):
            kind = _A_FAILURE.search(line)
            if kind and any(_same_failure(kind[0], line, came) for came in output.split("\n")):
                return line.strip()
    return ""


def _same_failure(kind: str, shown: str, came: str) -> bool:
    """`bash: figlet: command not found` and `sh: figlet: not found` are one."""
    if kind.rsplit("command ", 1)[-1].strip(": ").lower() not in came.lower():
        return False
    words = set(re.findall(r"[\w./-]{3,}", shown.lower())) - {"bash", "command", "not", "found", "error"}
    return not words or bool(words & set(re.findall(r"[\w./-]{3,}", came.lower())))
