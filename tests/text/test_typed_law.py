"""The law: what copy takes, what run types, and what lint judges are one.

Copy's is read from the rendered page with an HTML parser, run's from the steps, lint's from its commands.
They are compared for made-up fences and snippets, and for all of two real workshops; the margin of a fence is
left out of account, which is a part of words that go over a line end.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import html5lib
import pytest
from deck.workbench import compose, render
from hypothesis import given, settings
from hypothesis import strategies as st
from lint.workbench import project_of
from text.test_typed import PROMPTS

from slidegen.lint.commands import Command, commands_in
from slidegen.lint.document import Document
from slidegen.lint.highlights import as_decks_show_it
from slidegen.render.html import SlideRenderer
from slidegen.script.kinds import NO_LANGUAGE
from slidegen.script.listing import Fences, places_of_file
from slidegen.script.model import Kind, Step
from slidegen.script.steps import steps_of
from slidegen.shell.complete import is_blank
from slidegen.source.file import SourceFile
from slidegen.source.manifest import RemarkOptions
from slidegen.text.fragment import read_fragment
from slidegen.text.marks import Marks
from slidegen.text.typed import read_typed
from slidegen.text.unmarked_code import is_code_in_an_item

HIGHLIGHTS = RemarkOptions(highlight_spans=True)
#: Kinds of steps whose text is no shell's.
NOT_TYPED = (Kind.SAVE, Kind.OPEN, Kind.UNKNOWN, Kind.TEXT, Kind.DRIVE)


# ---- three readers
def copied(html: str) -> list[str]:
    """What the copy button takes of each block of code, as themes/base/js/copy.js takes it."""
    page = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    taken = []
    for code in page.iterfind(".//pre/code"):
        typed = ["".join(each.itertext()) for each in code.iter("span") if each.get("class") == "typed"]
        taken.append("\n".join(typed) if typed else "".join(code.itertext()).rstrip())
    return taken


# (what is not run, since its fence names no language, is told as a step with the text that it would have)
def run(text: str, path: str = "a.md", marks: Marks | None = None) -> list[Step]:
    source = SourceFile.from_text(path, text)
    places = places_of_file(read_fragment(source), source, Fences(all=True))
    marked = (replace(place, marks=marks) for place in places)
    steps = (step for place in marked for step in steps_of([place], {}))
    return [step for step in steps if step.kind not in NOT_TYPED or step.why == NO_LANGUAGE]


def judged(text: str, line: int | None = None) -> list[tuple[str, ...]]:
    """The words of the commands of a document; of the block that starts at a line, if one is named."""
    document = Document.from_text("a.md", text)
    commands = [c for c in document.view(commands_in) if c.context in ("fence", "snippet")]
    wanted = (c for c in commands if line is None or (c.fence and c.fence.line == line))
    return [as_typed(command) for command in wanted]


def unmoved(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words with one blank for blanks and line ends, and without highlights."""
    return tuple(" ".join(word.replace("`", "").split()) for word in words)


def as_typed(command: Command) -> tuple[str, ...]:
    """The words as they stand in the text: an alias stands once, however many words it is for."""
    places = [(word.start, word.end) for word in command.words]
    words = [word.value for at, word in enumerate(command.words) if places[at] not in places[:at]]
    return unmoved(tuple(words))


def commands_of(script: str) -> list[tuple[str, ...]]:
    document = Document.from_text("a.sh", script)
    return [as_typed(command) for command in document.view(commands_in)]


# ---- made-up ones
INFOS = [
    *("bash", "sh", "zsh", "shell", "console", "terminal", "shell-session", "{bash}", "{.bash}", "Bash"),
    *("bash,editable", "{{execute}}", "ksh", "bash-session", "", "text", "sh-session", "BASH", "term1"),
    *("bash timeout=30 wait=5", "bash {1,3}", 'bash title="x y"', "language-bash", "shell script", "bash+"),
    *(".term1", ".small[bash", "bash{{exec}}", "{code-block} console", "plain"),
]
TYPED = [
    "kubectl get pods",
    "ls -l \\\n  /",
    "cat <<EOF\nhello\nEOF",
    "cat > x.sh <<'EOF' &&\n$ make\n# no prompt\nEOF\nsh x.sh",
    "echo 'a\nb' |\n  wc",
    "X=`date +%s` id",
    "for i in 1 2; do\n  echo $i\ndone",
    "f() {\n  ls  # all of it\n}",
    "kubectl patch svc web -p '{\n  \"spec\": {}\n}'",
    "# a comment",
    'echo "it\'s" > out.txt',
]
#: Without those whose quotes and line ends are others.
SHELLS = [
    prompt
    for prompt in PROMPTS
    if {c.dialect for c in read_typed(f"{prompt}ls -l", "bash").commands} <= {"sh"}
]
HEADS = ["", "", "[node1] (local) root@192.168.0.18 ~\n", "me@PC MINGW64 ~/web (main)\n", "╭─ ~/web\n"]
ANSWERS = [
    *("NAME    READY   STATUS", "web-1   1/1     Running", "", "  deep", "pod/web created", "> quoted"),
    *("-> Redirected", "└── test", "total $ 5", "=> done", "a # b", "/usr/bin/ls", "50 % cat", "x > y"),
]


@st.composite
def transcripts(draw: st.DrawFn) -> str:
    """A few commands behind one prompt, or behind several, with continuation prompts or without."""
    prompts = draw(st.lists(st.sampled_from(SHELLS), min_size=1, max_size=2))
    head = draw(st.sampled_from(HEADS))
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        first, *rest = draw(st.sampled_from(TYPED)).split("\n")
        second = draw(st.sampled_from(["> ", ""]))
        lines.append(head + draw(st.sampled_from(prompts)) + first)
        lines += [second + line for line in rest]
        lines += draw(st.lists(st.sampled_from(ANSWERS), max_size=2))
    return "\n".join(lines)


scripts = st.lists(st.sampled_from([*TYPED, "# note", ""]), min_size=1, max_size=3).map("\n".join)
leads = st.sampled_from(
    ["", "  ", "> ", "- Do:\n\n  ", "> > ", "1. Do:\n\n   ", "- a\n  - b\n\n    ", "> - Do:\n>\n>   "]
)
fences = st.sampled_from(["```", "````", "~~~"])


def fenced(code: str, info: str, lead: str, marks: str = "```") -> str:
    """`code` in a fence behind list or quote marks."""
    first, _, margin = lead.rpartition("\n")
    lines = [f"{marks}{info}", *code.split("\n"), marks]
    return f"# A\n\n{first}\n{''.join(f'{margin}{line}'.rstrip() + chr(10) for line in lines)}\n"


@settings(max_examples=int(os.environ.get("SLIDEGEN_LAW", "300")), deadline=None)
@given(st.one_of(transcripts(), scripts), st.sampled_from(INFOS), leads, fences)
def test_one_reading_of_fences(code: str, info: str, lead: str, marks: str) -> None:
    text = fenced(code, info, lead, marks)
    (html,) = render(text, "sections: false\nremark: {highlightSpans: false}")
    (copy,) = copied(str(html.body)) or [""]
    steps = run(text)
    reading = read_typed(code, info)
    if is_blank(reading.text):  # nothing but comments, or a text that says nothing of itself
        assert not steps
        return
    assert [step.text.strip() for step in steps] == [copy.strip()]
    typed = [command.text for command in reading.commands if command.dialect in ("sh", "fish")]
    assert judged(text) == [words for each in typed for words in commands_of(each)]
    assert "\n".join(command.text for command in reading.commands).strip() == copy.strip()


@pytest.mark.parametrize("prompt", ["$ ", "me@host:~$ "])
@pytest.mark.parametrize("info", ["json", "yaml", "python", "mysql", "elixir", "http"])
def test_one_reading_of_a_session_that_is_called_after_its_output(info: str, prompt: str) -> None:
    text = fenced(f"{prompt}kubectl get pod web\n{{}}\n{prompt}ls -l", info, "")
    (html,) = render(text, "sections: false")
    typed = "kubectl get pod web\nls -l"
    assert copied(str(html.body)) == [step.text for step in run(text)] == [typed]
    assert judged(text) == commands_of(typed)


ABOVE = [("Look:\n\n", "    "), ("# A\n\n", "\t"), ("- a\n\n", " " * 6), ("1. a\n\n", " " * 7)]


@settings(max_examples=int(os.environ.get("SLIDEGEN_LAW", "300")), deadline=None)
@given(st.one_of(transcripts(), scripts), st.sampled_from(ABOVE))
def test_one_reading_of_code_that_only_is_indented(code: str, place: tuple[str, str]) -> None:
    """What is typed there is what is typed in any fence that says nothing of itself."""
    above, margin = place
    text = "# A\n\n" + above + "".join(f"{margin}{line}".rstrip() + "\n" for line in code.split("\n"))
    (html,) = render(text, "sections: false\nremark: {highlightSpans: false}")
    copies = [copy.strip() for copy in copied(str(html.body))]
    reading = read_typed(code, "")
    if not reading.commands or is_blank(reading.text):
        assert not run(text)
        return
    if above[:1] in "-1" and not is_code_in_an_item(code.strip("\n").split("\n"), 0):
        assert [
            step.text.strip() for step in run(text)
        ] == copies  # it begins as words of the item, as in remark
        return
    assert [step.text.strip() for step in run(text)] == copies == [reading.text.strip()]
    typed = [command.text for command in reading.commands if command.dialect in ("sh", "fish")]
    assert judged(text) == [words for each in typed for words in commands_of(each)]


TAGS = [
    ("<pre>", "</pre>"),
    ('<pre class="x">\n', "</pre>"),
    ("<pre><code>", "</code></pre>"),
    ("<PRE>\n", "\n</PRE>"),
]


@settings(max_examples=int(os.environ.get("SLIDEGEN_LAW", "200")), deadline=None)
@given(
    st.one_of(transcripts(), scripts), st.sampled_from(TAGS), st.sampled_from(["", ".lab[\n\n", "Look:\n\n"])
)
def test_one_reading_of_what_authors_preformat(code: str, tags: tuple[str, str], above: str) -> None:
    """Nothing offers to copy it; what is run is what is judged."""
    code = code.replace("<", "").replace("&", "")
    end = "\n\n]\n" if "[" in above else "\n"
    text = f"# A\n\n{above}{tags[0]}{code}{tags[1]}{end}"
    reading = read_typed(code, "")
    if not reading.commands or is_blank(reading.text):
        assert not run(text)
        return
    assert [step.text.strip() for step in run(text)] == [reading.text.strip()]
    typed = [command.text for command in reading.commands if command.dialect in ("sh", "fish")]
    assert judged(text) == [words for each in typed for words in commands_of(each)]


OPTIONS = [
    "{}",
    "{highlightSpans: false}",
    "{highlightSpans: true}",
    "{highlightLines: true}",
    "{highlightLines: true, highlightSpans: true}",
    "{highlightSpans: {regexp: '«([^»]+)»'}}",
    "{highlightSpans: {regexp: '<([a-z]+)>', flags: i}}",
    "",
]
MARKED = [
    "kubectl get `pods`",
    "docker rm `docker ps -aq`",
    "echo `date` > `file`",
    "*kubectl get pods",
    "* ls -l",
    "kubectl «run» w«eb» --image=nginx",
    "kubectl run <web> --image=nginx",
    "ls -l",
]


@settings(max_examples=int(os.environ.get("SLIDEGEN_LAW", "200")), deadline=None)
@given(
    st.lists(st.sampled_from(MARKED), min_size=1, max_size=3),
    st.sampled_from(OPTIONS),
    st.sampled_from(["bash", "console", "", "sh"]),
    st.sampled_from(["", "$ "]),
    leads,
)
def test_one_reading_of_what_a_manifest_highlights(
    lines: list[str], options: str, info: str, prompt: str, lead: str
) -> None:
    """`<web>` is a placeholder and a redirection, unless its deck says that it highlights."""
    text = fenced("\n".join(prompt + line for line in lines), info, lead)
    keys = f"sections: false\n{f'remark: {options}' if options else ''}"
    # without the key a build says so (`Manifest.settled_remark`)
    (html,) = render(text, keys if options else "sections: false\nremark: {highlightSpans: true}")
    (copy,) = copied(str(html.body)) or [""]
    project = as_decks_show_it(project_of({"a.md": text, "deck.yml": f"content: [a.md]\n{keys}"}))
    (document,) = (each for each in project.asked if each.kind == "markdown")
    steps = run(text, marks=document.marks)
    assert [step.text.strip() for step in steps] in ([copy.strip()], [])
    commands = [as_typed(each) for each in document.view(commands_in) if each.context == "fence"]
    if info or prompt:
        # a list, where no deck lights lines
        assert steps or (not prompt and all(line.startswith("*") for line in lines))
        assert commands == (commands_of(copy) if steps else [])


@pytest.mark.parametrize("options", ["{highlightSpans: false}", "{highlightLines: true}"])
def test_decks_that_do_not_agree_leave_highlights_to_the_code(options: str) -> None:
    text = "# A\n\n```bash\n*echo `kubectl get pods`\n```\n"
    decks = {"a.yml": f"content: [a.md]\nremark: {options}\n", "b.yml": "content: [a.md]\n"}
    alone, together = (as_decks_show_it(project_of({"a.md": text} | each)) for each in ({}, decks))
    assert [d.marks for project in (alone, together) for d in project.asked if d.path == "a.md"] == [None] * 2


def test_a_document_is_read_anew_when_its_manifest_says_something_else() -> None:
    """And once for each thing that is said."""
    document = Document.from_text("a.md", "# A\n\n```bash\nkubectl get `pods`\n```\n")
    one, other = (document.marked_by(marks) for marks in (Marks(), Marks(lines=True)))
    assert one.view(commands_in) != document.view(commands_in)
    assert document.marked_by(Marks()) is one is not other
    assert document.marked_by(None) is document


SNIPPETS = ["hide", "bash", "sh", "shell", "console", "zsh", "capture NAME"]


@pytest.mark.parametrize("verb", SNIPPETS)
@pytest.mark.parametrize("command", ["kubectl run web --image=nginx --replicas=3", "./make it so", "$ id -u"])
def test_one_reading_of_snippets(verb: str, command: str) -> None:
    text = f".lab[\n\n<!-- ```{verb} {command}``` -->\n\n]\n"
    (step,) = run(text)
    assert step.text == command.removeprefix("$ ")
    assert judged(text) == commands_of(step.text)


@pytest.mark.parametrize("command", ["kubectl run web --image=nginx --replicas=3", "./make it so", "$ id -u"])
@pytest.mark.parametrize("action", ["{{execute}}", "{{exec interrupt}}", "{{execute HOST1}}"])
def test_one_reading_of_inline_code_that_is_run(command: str, action: str) -> None:
    text = f"- Do `{command}`{action}, and `ls`\n"
    (step,) = run(text)
    assert step.text == command.removeprefix("$ ")
    assert judged(text) == commands_of(step.text)


# ---- real ones
def visible(path: Path) -> Iterator[Step]:
    for step in run(path.read_text(encoding="utf-8"), path.name):
        if not step.hidden:
            yield step


def paths(tree: Path) -> list[Path]:
    return sorted((tree / "slides").rglob("*.md"))


@pytest.mark.shared
@pytest.mark.parametrize("tree", ["container.training-2026", "container.training-2018-before"])
def test_one_reading_of_real_workshops(shared: Path, tree: str) -> None:
    """Every shell fence of every file, as an exercise or not."""
    compared = 0
    for path in paths(shared / "corpus" / tree):
        text = path.read_text(encoding="utf-8")
        if "```" not in text:
            continue
        steps = list(visible(path))
        renderer = SlideRenderer()
        html = [renderer.slide(slide, HIGHLIGHTS) for slide in compose(text).slides]
        parts = [part for slide in html for part in (slide.body, slide.notes)]
        copies = {dedent(copy).strip() for part in parts for copy in copied(part)}
        for step in steps:
            if "@@" not in step.text:
                assert step.text.strip() in copies, f"{path}:{step.line}"
                compared += 1
    assert compared > 500


@pytest.mark.shared
@pytest.mark.parametrize("tree", ["container.training-2026", "container.training-2018-before"])
def test_one_judgement_of_real_workshops(shared: Path, tree: str) -> None:
    compared = 0
    for path in paths(shared / "corpus" / tree):
        text = path.read_text(encoding="utf-8")
        steps = {step.line: step for step in run(text) if step.verb != "hide"}
        found: dict[int, list[tuple[str, ...]]] = {}
        for command in Document.from_text("a.md", text).view(commands_in):
            if command.fence is not None and command.context == "fence" and command.fence.line in steps:
                found.setdefault(command.fence.line, []).append(as_typed(command))
        for line, words in found.items():
            if steps[line].kind is not Kind.PLACEHOLDER:
                assert words == commands_of(steps[line].text), f"{path}:{line}"
                compared += 1
    assert compared > 400


EDUCATES = [
    ("terminal:execute", "session: 1\ncommand: kubectl get pods\n", "kubectl get pods"),
    ("terminal:execute-all", "command: 'echo \"$HOME\"'\n", 'echo "$HOME"'),
    ("terminal:execute", "command: |\n  cat <<EOF\n  a\n  EOF\n  ls\nclear: true\n", "cat <<EOF\na\nEOF\nls"),
]


@pytest.mark.parametrize(("info", "code", "typed"), EDUCATES)
def test_one_reading_of_actions_that_type(info: str, code: str, typed: str) -> None:
    text = fenced(code, info, "")
    (html,) = render(text, "sections: false")
    assert copied(str(html.body)) == [typed]
    assert [step.text for step in run(text)] == [typed]
    assert judged(text) == commands_of(typed)
