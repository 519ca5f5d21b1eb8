"""Lines that no shell is given, where no prompt says so: output behind a command, another language, a name.

Slides call a fence `bash` that shows a Dockerfile, a program in C, or what a command prints. Whoever copies
or runs that gets nonsense. Only what cannot be a command is told apart: a name that nobody knows may be one.

Knows how lines begin. Must not know prompts, nor what the lines are instead (`shown.py` does).
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.shell.complete import command_spans
from slidegen.text.typed.program_names import begins_a_program, is_plainly_a_command

#: Programs whose names begin with a capital letter.
_CAPITALS = r"R|Rscript|X|Xvfb|Xorg|Xephyr|Xvnc|MAKEDEV|VBox\w+|NetworkManager"
#: What kubectl says that it has done.
DONE_BY_KUBECTL = "created|configured|unchanged|deleted|labeled|annotated|scaled|patched|exposed|restarted"
#: What is printed: each with an example, and no shell could mean it.
_PRINTED = (
    rf"(?!(?:{_CAPITALS})\b)[A-Z][A-Za-z0-9_-]*(?=[ \t:.,!]|$)",  # `Sending build context`, `NAME  AGE`
    r"\[(?![ \t\[])",  # `[+] Building 7.9s`; `[ -f x ]` and `[[` are tests
    r"\d+(?=[ \t:.)]|$)(?![ \t]*[<>])",  # `64 bytes from`, `1: lo:`, a number alone
    r"\++[ ](?:[\w./~]|\[[ ])",  # what `set -x` says of each command
    r"-{1,4}[>\w \t-]|=+>|={2,}[ ]",  # `---> Running in`, `=> exporting`, `== DONE ==`
    r"total[ ]\d+$|[dlbcps-](?:[r-][w-][xsStT-]){3}[.+@]?[ ]",  # what `ls -l` says
    # `● docker.service`, `├── src`, `✔ done`; in one set, Python would compile a table of 65,536 places
    r"[\u2022\u2713-\u2718]",
    r"[\u2500-\u25ff]",
    r"[*?][ ]|;|\{%|map\[",  # `* main`, `? Name:`, `;; ANSWER`, `{% if x %}`, what Go prints
    r"\"[^\"$`/\n]*\"[ \t]*$|\{[ ]?\"[^\"\n]*\"[ ]?:",  # `"OK"`, `{"ok": true}`
    r"[A-Za-z_][\w.-]*[ ]+=[ ]|[a-z][\w.-]*[ ]+ansible_\w+=",  # `net.core.somaxconn = 128`, an inventory
    r"(?:[\w.-]+/)+$",  # a folder's name
    r"[>%][ \t]*$",  # a prompt
    rf"[a-z][a-z0-9.]*(?:[ ]\"[^\"\n]+\"|/[\w.-]+)[ ](?:force[ ])?(?:{DONE_BY_KUBECTL})\b",
)
#: `## Sample output ##`: what stands below such a comment, up to the next or a blank line, nobody types.
_SAYS_OUTPUT = re.compile(
    r"^[ \t]*\#+[ \t]*(?:(?:the|sample|example|expected|typical|possible|partial|command)[ \t]+){0,2}"
    r"outputs?[ \t:.\#]*$",
    re.IGNORECASE | re.MULTILINE,
)
#: What was left out: it is no end of a script.
_ELISION = r"(?:[.\u2026]+|[\[(](?:\.{2,}|\u2026)[\])])[ \t]*$"
#: The first line of a block of Terraform's.
_TERRAFORM = r"(?:terraform|locals|required_providers|[a-z]\w*(?:[ ]\"[^\"\n]*\"){1,2})[ ]\{$"
#: How other languages begin, where a shell would stumble. Nothing behind them is a shell's either.
_FOREIGN = (
    r"(?:FROM|RUN|COPY|ADD|CMD|ENTRYPOINT|WORKDIR|ENV|EXPOSE|ARG)[ ]",  # a Dockerfile
    r"[a-z][\w-]*:(?=[ \t]|$)",  # YAML, CSS
    r"(?:int|void|char|static|struct)[ ]+\*?\w+[ ]*\(|#include\b",  # C
    r"(?:def|class)[ ]\w++[^\n]*:$|from[ ][\w.]+[ ]import[ ]|import[ ][\w.]+;?$",  # Python, Java
    r"(?:const|let|var)[ ]\w+[ ]*=[ ]|package[ ][\w.]+;?$|func[ ]\w+\(|public[ ](?:static|class)\b",
    r"\[[A-Za-z][\w.:-]*(?:[ ](?:\"[^\"\n]*\"|[\w./-]+))?\]$",  # a section of an INI file
    _TERRAFORM,
    r"db\.\w+[.(]|(?:implementation|(?:compile|runtime)Only|testImplementation)[ ]['\"(]",  # MongoDB, Gradle
    r"<\?php|<!|<[a-z]+[ >]|//[ ]",
    # a router's
    r"conf(?:ig(?:ure)?)?[ ]t(?:erm(?:inal)?)?$|router[ ](?:ospf|bgp|eigrp|rip|isis)\b|![ \t]*$",
    r"int(?:erface)?[ ](?:range[ ])?[A-Za-z]+(?:-[A-Za-z]+)?[ ]?\d[\d/.:-]*(?:[ ]|$)",
    r"(?:ip[ ])?access-list[ ]|(?:switchport|spanning-tree|no[ ]shut(?:down)?)(?:[ ]|$)",
    r"vlan[ ][\d,-]+$|(?:snmp-server|exec-timeout|line[ ](?:con|vty)|transport[ ](?:in|out)put)[ ]",
    r"\"[\w@$./ -]+\"[ \t]*:[ \t]|[\[{][ \t]*\n[ \t]*[\"{]",  # JSON
)
#: A word alone that is no path to a program: an image's name, an address, a file of data.
_REFERENCE = (
    r"(?!(?:bin|sbin|scripts?|tools|hack|vendor|target|build|dist|venv|src)/)(?!\S*\.(?:sh|bash|py|rb|pl|js)$)"
    r"[a-z0-9][\w.-]*(?::\d+)?(?:/[\w.-]+)+(?:[:@][\w.:-]+)?[ \t]*$"
    r"|[a-z0-9][\w.-]*:[\w.-]+[ \t]*$"  # `localhost:5000`, `nginx:1.25`
    r"|[a-z][a-z0-9+.-]*://\S*[ \t]*$|[\w.+-]+@[\w:.-]+[ \t]*$"
    r"|[\w-]+(?:\.[\w-]+)*\.(?:ya?ml|json|toml|txt|md|conf|cfg|ini|html|css|xml|csv)[ \t]*$"
)
#: The rest of a command that lacks the mark at its end: whoever runs it must be told.
_IS_OPTION = re.compile(r"--?[A-Za-z][\w.-]*(?:[= ]|$)")
#: `POD=$(kubectl get pods -o name)`
_SUBSTITUTED = re.compile(r"[A-Za-z_]\w*=\$\([a-z]")
#: A block of nginx's or Terraform's: what its lines begin with may be a shell's, too.
_BLOCK = re.compile(
    rf"^[ \t]*+(?:(?:events|http|stream|server|upstream[ ]\w+|location[ ][^\n{{]+)[ ]\{{$|{_TERRAFORM})",
    re.MULTILINE,
)
_IS_ELISION = re.compile(_ELISION)
_IS_FOREIGN = re.compile("|".join(_FOREIGN))
_IS_UNLIKE = re.compile("|".join((_ELISION, *_FOREIGN, *_PRINTED, _REFERENCE)))
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def is_unlike_a_command(line: str) -> bool:
    """Whether a line cannot be typed in a shell."""
    return _IS_UNLIKE.match(line.lstrip()) is not None


def is_all_typed(code: str) -> bool:
    """Whether all of `code`, a shell's without prompts, may be typed: what most fences are."""
    if any(_IS_UNLIKE.match(line.lstrip(" \t")) for line in code.split("\n")) or _says_output(code):
        return all(is_typed for _, _, is_typed in parts_of(code))
    return True


def looks_typed(code: str) -> bool:
    """Whether `code`, which says nothing of itself, is plainly a shell's.

    It begins with what is nothing but a command, whatever follows; or all of it may be typed, and something
    in it is one.
    """
    if not any(_is_plain(line.lstrip()) for line in code.split("\n")):
        return False
    if " {\n" in code and _BLOCK.search(code):
        return False
    parts = [(_is_plain(code[start:end].lstrip()), is_typed) for start, end, is_typed in parts_of(code)]
    if parts and parts[0] == (True, True):
        return True
    return all(is_typed for _, is_typed in parts) and any(is_plain for is_plain, _ in parts)


def _is_plain(command: str) -> bool:
    return is_plainly_a_command(command) or _SUBSTITUTED.match(command) is not None


def _is_a_root(line: str, code: str, end: int) -> bool:
    """Whether a tree is drawn below a line: `src` above `├── a.py`, but not `tree src`."""
    below = code[end : end + _FAR].lstrip(" \t\n")
    return below.startswith(("\u251c", "\u2514", "\u2570")) and not begins_a_program(line)


def _says_output(text: str) -> bool:
    return "#" in text and "output" in text.lower() and _SAYS_OUTPUT.search(text) is not None


def _is_shown(between: str, was_shown: bool) -> bool:
    """Whether what stands behind this, a comment or a line end, is said to be output."""
    if "#" in between:
        return _says_output(between)
    return was_shown and _BLANK_LINE.search(between) is None


_FAR = 80  #: columns in which what is drawn begins


def parts_of(code: str) -> Iterator[tuple[int, int, bool]]:
    """The commands of `code` and what is none, by their places. Inside a command anything may stand.

    Behind what is none, a command counts where its program is one that is often typed.
    """
    is_shell = is_clean = True
    was_typed = is_shown = False
    last = 0
    for start, end in command_spans(code):
        is_shown, last = _is_shown(code[last:start], is_shown), end
        if is_shown:
            is_clean = was_typed = False
            yield start, end, False
            continue
        first = code[start:end].lstrip()
        is_unlike = _IS_UNLIKE.match(first) is not None or _is_a_root(first, code, end)
        if is_unlike and _IS_ELISION.match(first):
            yield start, end, False
            continue
        if is_shell and is_unlike and _IS_FOREIGN.match(first):
            is_shell = False
        is_typed = is_shell and not is_unlike and (is_clean or begins_a_program(first))
        is_typed = is_typed or (was_typed and _IS_OPTION.match(first) is not None)
        is_clean = is_clean and is_typed
        was_typed = is_typed
        yield start, end, is_typed
