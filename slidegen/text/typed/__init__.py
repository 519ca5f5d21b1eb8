"""What is typed: of a fence or a snippet the commands, and the output that stands between them.

The one answer for the page (what its copy button takes), the scripts (what runs) and the linter (what it
judges). Tables hold what it knows: `languages.py` (info strings), the rows of prompts (`prompt_rows.py`,
`program_rows.py`, `device_rows.py`), `dialects.py`, `verbs.py` and `openers.py`.

Knows code as slides show it. Must not know slides, steps, rules or HTML.
"""

from slidegen.text.typed.languages import Language, info_word, language_of
from slidegen.text.typed.model import At, TypedCode, TypedCommand
from slidegen.text.typed.read_typed import read_typed
from slidegen.text.typed.typed_fence import TypedFence, kept_places, marks_in, substitutes, typed_in

__all__ = [
    "At",
    "Language",
    "TypedCode",
    "TypedCommand",
    "TypedFence",
    "info_word",
    "kept_places",
    "language_of",
    "marks_in",
    "read_typed",
    "substitutes",
    "typed_in",
]
