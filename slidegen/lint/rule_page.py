r"""The page of a rule: what its module's docstring tells a user, taken apart.

The form, which `slidegen rule`, RULES.md, the editor's hover and the tests of the examples all read:

    r'''Images without an alternative text.

    What: prose, over as many lines as it takes.

    Why: prose.

    Bad (1.12, slides/a.md):

        ```bash
        kubectl run web --image=nginx
        ```

    Good:

        the text of the same file when all is well

    Fix: safe. What `--fix` does, and when it does not; or unsafe; or none, and what to do by hand.

    Since: 0.1
    '''

`Bad` and `Good` may come several times. In the parentheses, each optional: the target version (the
newest when missing) and the file's name (`slides/example.md` when missing; its suffix says what it is).
An example may hold further files, each after a line `==> path <==`.

Knows the form. Must not know any rule's judgement.
"""

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass

HEADING = re.compile(r"^(What|Why|Bad|Good|Fix|Since)(?: \(([^)\n]*)\))?:(.*)$", re.M)
FILE = re.compile(r"^==> (.+) <==\n", re.M)
VERSION = re.compile(r"\d+\.\d+")
BLANK = "␠"  #: stands for a blank at the end of a line, which no docstring should have
DEFAULT_FILE = "slides/example.md"


@dataclass(frozen=True, slots=True)
class Example:
    """Text in which the rule finds something (`bad`), or nothing."""

    bad: bool
    version: str | None  #: the target version, None for the newest
    files: tuple[tuple[str, str], ...]  #: `(path, text)`; findings are wanted in the first


@dataclass(frozen=True, slots=True)
class RuleText:
    """All that a user may read about one rule."""

    title: str
    what: str
    why: str
    examples: tuple[Example, ...]
    fix: str
    since: str


def read_page(docstring: str | None) -> RuleText:
    """The page in `docstring`; what is missing is empty (a test keeps ours whole)."""
    text = dedent_docstring(docstring or "")
    headings = list(HEADING.finditer(text))
    title = text[: headings[0].start()] if headings else text
    prose: dict[str, str] = {}
    examples: list[Example] = []
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        body = text[heading.end() : following.start() if following else len(text)]
        name, parameters, rest = heading.groups(default="")
        if name in ("Bad", "Good"):
            examples.append(read_example(name == "Bad", parameters, body))
        else:
            prose[name] = ". ".join(part for part in (parameters, (rest + body).strip()) if part)
    return RuleText(
        title.strip(),
        prose.get("What", ""),
        prose.get("Why", ""),
        tuple(examples),
        prose.get("Fix", ""),
        prose.get("Since", ""),
    )


def dedent_docstring(text: str) -> str:
    """`text` without the indentation that all lines but the first share."""
    first, _, rest = text.partition("\n")
    return f"{first.strip()}\n{_dedented(rest)}"


def _dedented(text: str) -> str:
    from textwrap import dedent  # a run that finds nothing shows no page

    return dedent(text)


def read_example(bad: bool, parameters: str, body: str) -> Example:
    version, path = None, DEFAULT_FILE
    for word in (part.strip() for part in parameters.split(",") if part.strip()):
        if VERSION.fullmatch(word):
            version = word
        else:
            path = word
    text = _dedented(body).strip("\n").replace(BLANK, " ") + "\n"
    first, *rest = FILE.split(text)
    files = ((path, first), *zip(rest[::2], rest[1::2], strict=True))
    return Example(bad, version, tuple((name, content.rstrip("\n") + "\n") for name, content in files))
