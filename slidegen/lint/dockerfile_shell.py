"""Shell in a Dockerfile: what RUN, CMD, ENTRYPOINT and HEALTHCHECK are given, in each of their forms.

    RUN apt-get update && \\            CMD ["kubectl", "proxy"]
        apt-get install -y curl        RUN <<EOF

Knows these instructions (https://docs.docker.com/reference/dockerfile/). Must not know any other program.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.shell import Backticks, ShellScript, moved, read_shell

_INSTRUCTION = re.compile(
    r"^[ \t]*(?:ONBUILD[ \t]+)?(?:HEALTHCHECK[ \t]+(?:--\S+[ \t]+)*CMD|RUN|CMD|ENTRYPOINT)[ \t]+"
    r"(?:--\S+[ \t]+)*",
    re.MULTILINE | re.IGNORECASE,
)
#: The rest of an instruction: Docker drops the comments and the empty lines between lines that go on.
_REST = re.compile(r"(?>(?:[^\n]*\\\n(?>(?:[ \t]*(?:#[^\n]*)?\n)*))*)[^\n]*")
_COMMENT = re.compile(r"(?<=\n)[ \t]*#[^\n]*(?=\n)")
#: A script that stands below its instruction, which no other program reads.
_BELOW = re.compile(r"<<-?[ \t]*[\"']?(?P<word>\w+)[\"']?[ \t]*\n")
_WORD = re.compile(r'"([^"\\\n]*)"')
_PLAIN = re.compile(r"[\w@%+=:,./-]+")


def scripts_of_dockerfile(text: str, start: int, end: int, backticks: Backticks) -> Iterator[ShellScript]:
    """The shell text of `text[start:end]`, by offsets of `text`."""
    while match := _INSTRUCTION.search(text, start, end):
        first = match.end()
        below = _BELOW.match(text, first, end)
        if below:
            closing = re.compile(rf"^[ \t]*{below['word']}[ \t]*$", re.MULTILINE).search(
                text, below.end(), end
            )
            first, start = below.end(), closing.start() if closing else end
        else:
            rest = _REST.match(text, first, end)
            start = rest.end() if rest else end  # what continues it is no instruction of its own
        if text.startswith("[", first):
            yield moved(read_shell(_words(text[first:start]), backticks=backticks), first)
        elif not below and _COMMENT.search(text, first, start):
            joined = _COMMENT.sub(_goes_on, text[first:start])
            yield moved(read_shell(joined, backticks=backticks), first)
        else:
            yield read_shell(text, first, start, backticks=backticks)


def _goes_on(comment: re.Match[str]) -> str:
    """A line as long as the comment that only goes on: a shell would end the command there."""
    return "\\".rjust(len(comment[0]))


def _words(listed: str) -> str:
    """A list of words as a shell's, each at its place; those that it would take apart keep their quotes."""
    kept = [" "] * len(listed)
    for word in _WORD.finditer(listed):
        first, last = word.span(1) if _PLAIN.fullmatch(word[1]) else word.span()
        kept[first:last] = listed[first:last]
    return "".join(kept)
