"""slidegen(1): the page for `man`, from the tables of verbs, examples and exit codes.

Knows roff. Must not know what a verb does. `make share` writes it anew.
"""

from collections.abc import Iterable

from slidegen.commands.examples import EXAMPLES
from slidegen.errors import MEANINGS

PLACE = "share/man/man1/slidegen.1"


def man_page(verbs: Iterable[tuple[str, str]]) -> str:
    """`verbs` are names and what each does in a line."""
    parts = [
        '.TH SLIDEGEN 1 "" slidegen "User Commands"',
        ".SH NAME",
        r"slidegen \- Markdown workshops as static decks, live preview, runnable exercises and lint",
        ".SH SYNOPSIS",
        r".B slidegen",
        r".I verb",
        r"[\fIoptions\fR] [\fIfiles\fR]",
        ".SH EXAMPLES",
        *(
            line
            for typed, what in EXAMPLES[""]
            for line in (".TP", rf".B slidegen {_roff(typed)}", _roff(what))
        ),
        ".SH VERBS",
        *(line for name, what in verbs for line in (".TP", f".B {_roff(name)}", _roff(what))),
        ".PP",
        rf"{_roff('slidegen VERB --help')} tells what each takes.",
        ".SH FILES",
        ".TP",
        ".I slidegen.toml",
        r"Settings; \fBslidegen config\fR shows all of them.",
        ".SH EXIT STATUS",
        *(line for code, what in MEANINGS.items() for line in (".TP", f".B {code.value}", _roff(what))),
        ".SH SEE ALSO",
        r"\fBslidegen docs\fR lists the pages of the manual, \fBslidegen help\fR shows one.",
    ]
    return "\n".join(parts) + "\n"


def _roff(text: str) -> str:
    return text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq")
