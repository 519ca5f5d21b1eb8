"""Transcripts of a terminal: the commands behind the prompts, without the output between them.

Knows prompts. Must not know what the commands do.
"""

import re

from slidegen.shell.complete import is_complete

#: `$ `, `k8s@shpod:~/fleet$ `, `[root@node1 ~]# `, `/ # ` (busybox). A bare `# ` is a comment.
PROMPT = re.compile(
    r"^(?:\(\w+\)\s)?(?:\[?[\w.-]+@[\w.-]+[:\s][^\s\]$#]*\]?\s?[$#%]|\$|/\S*\s[#$]|[\w.-]+@[\w.-]+\s*[$#%])(?:\s+|$)"
)


def has_prompts(text: str) -> bool:
    return any(PROMPT.match(line) for line in text.split("\n"))


def is_roots(text: str) -> bool:
    """Whether a prompt ends with `#`: it is typed inside a container, or as root; not in this shell."""
    prompts = (PROMPT.match(line) for line in text.split("\n"))
    return any(prompt.group().rstrip().endswith("#") for prompt in prompts if prompt)


def commands_of(text: str) -> str:
    """What was typed: each line after a prompt, with its continuation lines."""
    kept: list[str] = []
    open_lines: list[str] = []
    for line in text.split("\n"):
        prompt = PROMPT.match(line)
        if prompt and not (open_lines and not is_complete("\n".join(open_lines))):
            open_lines = [line[prompt.end() :]]
            kept.append(open_lines[0])
        elif open_lines and not is_complete("\n".join(open_lines)):
            open_lines.append(line)
            kept.append(line)
        else:
            open_lines = []
    return "\n".join(kept)
