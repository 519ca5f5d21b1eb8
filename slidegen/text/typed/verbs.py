"""The table of verbs: what the first word of a snippet asks to be done.

Adding a verb is a row. Knows verbs and the languages of fences. Must not know how anything is done.
"""

from typing import Literal, TypeAlias

from slidegen.text.typed.languages import language_of

#: `command` typed in a shell · `capture` a command whose output fills a placeholder · `keys` typed into what
#: runs · `wait` for a text · `pane` copies, pastes and moves between panes · `open` a page · `check` by eye ·
#: `fail` says that the command before is meant to
VerbKind: TypeAlias = Literal["command", "capture", "keys", "wait", "pane", "open", "check", "fail"]

_VERBS: dict[str, VerbKind] = {
    "hide": "command",
    "capture": "capture",
    "key": "keys",
    "keys": "keys",
    "wait": "wait",
    "longwait": "wait",
    "copy": "pane",
    "paste": "pane",
    "copypaste": "pane",
    "tmux": "pane",
    "check": "check",
    "open": "open",
    "fail": "fail",
}
#: Fences of Educates' that type into what runs.
_ACTIONS: dict[str, VerbKind] = dict.fromkeys(
    ("terminal:input", "terminal:interrupt", "terminal:interrupt-all"), "keys"
)
#: What a one-line snippet may begin with; `none` shows a text.
ONE_LINE_VERBS = frozenset((*_VERBS, "bash", "sh", "shell", "console", "none"))
#: They drive the step before them.
DRIVING: frozenset[VerbKind] = frozenset(("keys", "wait", "pane", "check"))


def verb_kind(verb: str, arguments: str = "") -> VerbKind | None:
    """What a snippet with this first word asks for: a shell's name a command; None for what is no verb."""
    if kind := _VERBS.get(verb) or _ACTIONS.get(verb):
        return kind
    language = language_of(f"{verb} {arguments}".strip())
    return "command" if language.is_run and language.dialect == "sh" else None
