r"""Commands of exercises that bash cannot read.

What: a shell snippet of an exercise at which `bash -n` complains: an unclosed quote, a lost `fi`, a stray
`)`. Snippets with placeholders are left out, and so is everything where there is no bash. Nothing is run.

Why: who copies it to a terminal is left with an error, or with a `>` that waits for more.

Bad:

    .lab[

    ```bash
    kubectl annotate node node1 note="do not touch
    ```

    ]

Good:

    .lab[

    ```bash
    kubectl annotate node node1 note="do not touch"
    ```

    ]

Fix: none. Bash's own message says where it stopped.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.shell import read_shell
from slidegen.text.marks import take_marks
from slidegen.text.model import Snippet
from slidegen.text.placeholder import placeholders
from slidegen.text.typed import marks_in, read_typed
from slidegen.text.typed.verbs import verb_kind

RULE = Rule("SG501", "shell-syntax", Severity.ERROR, "A command of an exercise that bash cannot read")

Suspect = tuple[Document, Snippet, str]  #: what of a snippet is typed, where that may be wrong
#: Without any of these, words are words.
SUSPICIOUS = re.compile(r"[\"'`\\;|&<>(){}\[\]!]|\b(?:if|then|fi|for|while|do|done|case|esac|function)\b")


def check_project(project: Project) -> Iterator[Finding]:
    """All snippets at once, since asking bash costs more than all else; the doubtful ones one by one."""
    alone, together = list[Suspect](), list[Suspect]()
    for suspect in (suspect for document in project.asked for suspect in suspects(document)):
        (alone if _may_be_open(suspect[2]) else together).append(suspect)
    for found in (*([each] for each in alone), together):
        errors = project.shell_errors([text for _, _, text in found])
        for (document, snippet, _), error in zip(found, errors, strict=True):
            if error:
                yield _finding(document, snippet, error)


def _may_be_open(text: str) -> bool:
    """Whether a quote or a here-document of it goes on in what follows: most texts have neither."""
    if "`" not in text and "(" not in text and "<<" not in text:
        double, single = text.count('"'), text.count("'")
        if not double and not single:
            return False
        is_plain = not any(mark in text for mark in ("\\", "#", "${"))
        if is_plain and not (double and single) and (double + single) % 2 == 0:
            return False
    return bool(read_shell(text).unclosed)


def suspects(document: Document) -> Iterator[Suspect]:
    for snippet in document.view(fragment_of).snippets:
        if verb_kind(snippet.verb or "", snippet.arguments) != "command":
            continue
        if not SUSPICIOUS.search(snippet.data) or placeholders(snippet.data):
            continue
        if text := readable(document, snippet):
            yield document, snippet, text


def readable(document: Document, snippet: Snippet) -> str:
    """What of it is typed in a shell: without highlights, prompts and output."""
    info = f"{snippet.verb or ''} {snippet.arguments}".strip()
    marks = document.marks or marks_in(snippet.data)
    typed = read_typed(take_marks(snippet.data, marks).code, info)
    return "\n".join(command.text for command in typed.commands if command.dialect == "sh")


def _finding(document: Document, snippet: Snippet, error: str) -> Finding:
    start, end = snippet.text_span.start, snippet.text_span.end
    text = document.text[start:end]
    start += len(text) - len(text.lstrip())
    end = min(end, (document.text.find("\n", start) + len(document.text) + 1) % (len(document.text) + 1))
    return document.source.finding(RULE, start, max(start, end), f"bash cannot read this: {error}")
