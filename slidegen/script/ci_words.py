"""Names of a workshop in a CI's file: they stay names, whatever they hold.

Such a file is YAML, in which stands shell text, in which GitHub replaces `${{ … }}` before any shell sees it,
and Kubernetes `$(NAME)`. A manifest may be called so, and be a stranger's.

Knows these languages. Must not know what a plan says.
"""

import shlex

import yaml

from slidegen import lazy_re as re


def word(text: str) -> str:
    """A word of bash; what YAML could not hold, or would take for the end of a line, by its bytes."""
    if text.isprintable():
        return shlex.quote(text)
    return f"$'{''.join(map(_in_ansi_quotes, text))}'"


def _in_ansi_quotes(letter: str) -> str:
    if letter.isprintable():
        return f"\\{letter}" if letter in "\\'" else letter
    return "".join(f"\\x{byte:02x}" for byte in letter.encode("utf-8", "surrogateescape"))


def unevaluated(text: str) -> str:
    """The text for GitHub, which replaces expressions everywhere in its file."""
    return text.replace("${{", "${{ '${{' }}")


def unexpanded(text: str) -> str:
    """The text for a container's arguments, in which Kubernetes replaces `$(NAME)`."""
    return text.replace("$", "$$")


def scalar(text: str) -> str:
    """A text as YAML, in quotes only where it needs them."""
    return yaml.safe_dump(text, width=1_000_000, allow_unicode=True).removesuffix("\n").removesuffix("\n...")


def label(text: str) -> str:
    """A part of a job's name."""
    return re.sub(r"[^\w.-]+", "-", text).strip("-.") or "deck"


def name_in_a_cluster(text: str) -> str:
    """The same where only small letters, digits and dashes are taken."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40].strip("-") or "deck"
