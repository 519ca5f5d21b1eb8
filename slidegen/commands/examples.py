"""Calls that people make, by verb: the first lines of each `--help`.

Knows what people type. Must not know what comes of it; a test makes the calls.
"""

from collections.abc import Mapping
from inspect import cleandoc

#: verb -> (what is typed behind `slidegen`, what it does)
EXAMPLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "": (
        ("new my-workshop", "a start that builds"),
        ("serve --open", "write; every save shows at once"),
        ("build", "dist/: a page a deck"),
        ("lint --fix", "what is broken or went stale"),
        ("help exercises", "a page of the manual"),
    ),
    "new": (
        ("new my-workshop", "a folder with a first deck"),
        ("new . --ci github", "into what is there, with CI"),
        ("new talk --from talk.html", "from a page of remark"),
    ),
    "import": (
        ("import talk.html", "a page of remark, as a workshop"),
        ("import slides/ --out home", "a folder of decks"),
    ),
    "serve": (
        ("serve --open", "all decks, in the browser"),
        ("serve workshop.yml --share", "and the room may follow"),
    ),
    "build": (
        ("build", "the whole project, into dist/"),
        ("build talk.md --standalone", "one file that holds all"),
    ),
    "export": (
        ("export pdf workshop.yml", "one page a slide"),
        ("export png workshop.yml --slide 3", "a picture of the third"),
    ),
    "lint": (
        ("lint", "what is wrong, with line and reason"),
        ("lint --fix", "and mend what can be mended safely"),
        ("lint --select SG1 --diff", "what would change, for some rules"),
    ),
    "check": (("check workshop.yml", "every slide, looked at in Chromium"),),
    "rule": (
        ("rule SG101", "what it finds, and why"),
        ("rule SG4", "all rules of a family"),
    ),
    "scripts": (
        ("scripts", "all exercises, into dist/"),
        ("scripts --list workshop.yml", "what there is to run"),
    ),
    "links": (
        ("links", "every address, asked once a week"),
        ("links workshop.yml --offline", "what is known of one deck"),
    ),
    "run": (
        ("run workshop.yml", "all exercises, after a yes"),
        ("run workshop.yml --only ID --set NAME=VALUE", "one step, with a value"),
    ),
    "nightly": (
        ("nightly nights.toml", "run what this machine can, and renew the page"),
        ("nightly nights.toml --plan", "a workflow for the rest"),
    ),
    "report": (("report show results.jsonl --format junit.xml", "a run again, in another form"),),
    "stats": (("stats --sections", "how much there is, how long it takes"),),
    "inspect": (("inspect workshop.yml", "what slidegen understood"),),
    "doctor": (("doctor", "what is missing here, and what mends it"),),
    "config": (
        ("config", "every setting, and where it is from"),
        ("config lint.select", "one of them"),
    ),
    "schema": (("schema manifest", "for editors"),),
    "help": (
        ("help exercises", "a page of the manual"),
        ("help build", "a verb's options"),
    ),
    "docs": (("docs", "what pages there are"),),
    "completion": (("completion bash", "for zsh and fish likewise"),),
    "lsp": (("lsp", "an editor starts it"),),
}


def with_examples(verb: str, text: str) -> str:
    """A help text with the verb's examples before it; `\\b` keeps click from filling their lines."""
    rows = EXAMPLES.get(verb, ())
    if not rows or text.startswith("\b"):
        return text
    width = max(len(typed) for typed, _ in rows)
    lines = (f"  slidegen {typed.ljust(width)}  {what}" for typed, what in rows)
    return "\b\n" + "\n".join(lines) + f"\n\n{cleandoc(text)}"
