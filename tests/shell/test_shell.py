"""The splitter of shell text: cases, laws, and the bash fences of two workshops against a real parser."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixture_files import Case, parametrize
from hypothesis import given, settings
from hypothesis import strategies as st

from slidegen.shell import ShellScript, expand, read_shell
from slidegen.source.file import SourceFile
from slidegen.text.fragment import read_fragment
from slidegen.text.marks import BACKTICKS, Marks, take_marks
from slidegen.text.model import Fence
from slidegen.text.typed import read_typed

pytestmark = pytest.mark.usefixtures("no_collector")

HERE = Path(__file__).parent


def described(text: str) -> str:
    """The commands of `text`, one a line: where, words, and what variables make of them."""
    lines = []
    for command in read_shell(text).commands:
        words = [word.value.replace("\n", "⏎") for word in command.words]
        around = [f"{command.within} "] if command.within else []
        around += [f"[{word.value}] " for word in command.assignments]
        expanded = [expand(word, command.scope) for word in words]
        lines.append("".join(around) + " · ".join(words))
        if any(made != (word,) for made, word in zip(expanded, words, strict=True)):
            lines.append("    = " + " · ".join("/".join(made) for made in expanded))
    return "".join(f"{line}\n" for line in lines)


@parametrize(HERE / "shell_cases.md")
def test_case(case: Case) -> None:
    assert described(case.input) == case.expected


def test_spans_are_the_text() -> None:
    text = "x=1 kubectl `run` 'w eb' \\\n  --image=$(cat image)"
    for command in read_shell(text).commands:
        for word in command.words:
            assert text[word.start : word.end] == word.raw


def test_operators_are_kept() -> None:
    commands = read_shell("a | b && c; d &\ne").commands
    assert [(c.before, c.name, c.after) for c in commands] == [
        ("", "a", "|"),
        ("|", "b", "&&"),
        ("&&", "c", ";"),
        (";", "d", "&"),
        ("\n", "e", ""),
    ]


def test_first_only_stops_at_the_end_of_the_command() -> None:
    text = "for i in 1 2\ndo ls $i |\nsort; done\noutput of it\n"
    script = read_shell(text, first_only=True)
    assert [command.name for command in script.commands] == ["ls", "sort"]
    assert text[script.end :] == "output of it\n"


def test_backticks_are_a_substitution_in_shell_files() -> None:
    script = read_shell("X=`hostname` kubectl run `echo web`", backticks="substitution")
    assert [command.name for command in script.commands] == ["kubectl", "hostname", "echo"]


def test_here_document_is_where_its_lines_are() -> None:
    text = "cat <<EOF\na\nb\nEOF\n"
    (command,) = read_shell(text).commands
    start, end = command.redirections[0].body or (0, 0)
    assert text[start:end] == "a\nb\n"


def test_what_never_closes_is_told() -> None:
    assert read_shell("cat <<EOF\nx").unclosed
    assert read_shell("echo $(ls").unclosed
    assert read_shell('echo "ls').unclosed
    assert not read_shell('echo "$(ls)" <<EOF\nEOF\n').unclosed


# ---- laws
PIECES = st.sampled_from(
    [
        *"'\"`$(){}[]<>|&;#\\ \n\tab=*!-",
        "$(",
        "${",
        "<<EOF\n",
        "EOF\n",
        "for x in ",
        "do ",
        "done",
        "case ",
        "esac",
    ]
)
SHELLISH = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=120).map("".join))


@given(SHELLISH, st.sampled_from(["highlight", "substitution"]), st.booleans())
@settings(max_examples=400, deadline=None)
def test_any_text_is_read(text: str, backticks: str, first_only: bool) -> None:
    script = read_shell(text, backticks=backticks, first_only=first_only)  # type: ignore[arg-type]
    assert script.end <= len(text)
    for command in script.commands:
        assert 0 <= command.start <= command.end <= len(text)
        for word in (*command.words, *command.assignments):
            assert text[word.start : word.end] == word.raw
            for made in expand(word.value, command.scope):
                assert isinstance(made, str)


@given(st.lists(st.text("abcxyz0-=./:,%@", min_size=1, max_size=9), min_size=1, max_size=9))
def test_plain_words_come_back(words: list[str]) -> None:
    if "=" in words[0] or words[0] in ("!",):
        words = ["cmd", *words]
    (command,) = read_shell("  ".join(words)).commands
    assert [word.value for word in command.words] == words


HARD = [
    *("$(", '"', "'", "`", "(", "<<A\n", "${", "$((", "\\\n", "A=(", "case x in a) ", "for x in a;do ", "<a"),
    *('"$(', "a=$a$a ", "x <<A <<B\n", "if ", "{ ", "'\"", "#", "[[ ", "<(", "f() {", "a|", ") "),
]


@pytest.mark.parametrize("piece", HARD)
@pytest.mark.parametrize("backticks", ["highlight", "substitution"])
def test_time_is_linear(piece: str, backticks: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        read_shell(piece * count, backticks=backticks)  # type: ignore[arg-type]
        return time.process_time() - start

    small = min(seconds(2_000) for _ in range(3))
    large = min(seconds(16_000) for _ in range(2))
    assert large < 0.25 + 24 * small, f"{small:.3f} s for 2000, {large:.3f} s for 16000"


# ---- an oracle
def as_typed(fence: Fence) -> Iterator[str]:
    """What an audience types of a fence: highlights gone, of a transcript only the commands."""
    code = take_marks(fence.text, Marks(spans=BACKTICKS)).code
    yield from (command.text for command in read_typed(code, fence.info).commands if command.dialect == "sh")


def names(script: ShellScript) -> set[tuple[int, str]]:
    return {(command.words[0].start, command.words[0].raw) for command in script.commands if command.words}


@pytest.mark.shared
@pytest.mark.parametrize("tree", ["container.training-2018-before", "container.training-2026"])
def test_no_command_is_missed(shared: Path, tree: str) -> None:
    tree_sitter = pytest.importorskip("tree_sitter")
    bash = pytest.importorskip("tree_sitter_bash")
    parser = tree_sitter.Parser(tree_sitter.Language(bash.language()))
    root = shared / "corpus" / tree / "slides"
    missed, seen = [], 0
    for path in sorted(root.rglob("*.md")):
        source = SourceFile.read(root, path.relative_to(root).as_posix())
        for fence in read_fragment(source).fences:
            if fence.info.split()[:1] != ["bash"]:
                continue
            for text in as_typed(fence):
                wanted = set(oracle(parser, text))
                seen += len(wanted)
                missed += [(source.path, fence.line, *each) for each in wanted - names(read_shell(text))]
    assert seen > 800
    unexplained = [each for each in missed if each[3] not in WE_ARE_RIGHT.get(each[0], ())]
    assert not unexplained, "\n".join(map(str, unexplained))


def oracle(parser, text: str) -> Iterator[tuple[int, str]]:  # type: ignore[no-untyped-def]
    """`(offset, text)` of the name of each command that tree-sitter-bash finds."""
    raw = text.encode()
    waiting = [parser.parse(raw).root_node]
    while waiting:
        node = waiting.pop()
        waiting.extend(node.children)
        name = node.child_by_field_name("name") if node.type == "command" else None
        if name is not None and name.text:
            yield len(raw[: name.start_byte].decode()), name.text.decode()


#: What only tree-sitter-bash takes for a command, by path, each looked at. It recovers from what is no bash
#: by inventing commands; none of these is one, except that in the first its placeholder hides the prompt.
WE_ARE_RIGHT = {
    "containers/Building_Images_Interactively.md": {
        "apt-get"
    },  # behind the prompt `root@<yourContainerId>:#/`
    "containers/Building_Images_With_Dockerfiles.md": {"load"},  # BuildKit's `=> [internal] load build …`
    "containers/Connecting_Containers_With_Links.md": {"http://"},  # an address in a fence that says bash
    "containers/Container_Networking_Basics.md": {"56", "172.17.0.X"},  # what ping prints
    "containers/Copying_Files_During_Build.md": {"}", '"Hello, world!"'},  # C
    "containers/Local_Development_Workflow.md": {
        "container-path]:[rw"
    },  # a usage: [host]:[container]:[rw|ro]
    "flux/bootstrap.md": {  # JSON that flux prints
        '"11035e19cabd9fd2c7c94f6e93707f22d69a5ff2"',
        '"7c97bdeb5b932040fd8d8a65fe1dc84c66664cbf"',
    },
    "k8s/admission.md": {"NAMESPACE.svc"},  # it splits `CN=$SERVICE.$NAMESPACE.svc`
    "shared/connecting.md": {"minimum"},  # what docker version prints
}
