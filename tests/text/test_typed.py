"""What is typed: titled transcripts, every prompt of the table, and what holds for any code."""

import time
from pathlib import Path

import pytest
from fixture_files import Case, parametrize
from hypothesis import given, settings
from hypothesis import strategies as st

from slidegen.text.typed import info_word, language_of, read_typed
from slidegen.text.typed.languages import LANGUAGES

pytestmark = pytest.mark.usefixtures("no_collector")

HERE = Path(__file__).parent

PROMPTS = [
    *("$ ", "# ", "% ", "user@host:~$ ", "[user@host ~]$ ", "root@node1:~# ", "(venv) me@host:~$ "),
    *("k8s@shpod:~$ ", "❯ ", "➜  ~ ", "PS C:\\> ", "PS> ", "C:\\Users\\x> ", "bash-5.1# ", "/ # "),
    *("user@host ~ % ", ":~$ ", "C:\\>", "controlplane $ ", "node1# ", "~ $ ", "/app # ", "$> ", "λ "),
    *("(⎈|kind:default)➜  ~ ", "➜  project git:(main) ✗ ", "[node1 ~]$ ", "└─$ ", "me@host ~> "),
    *("user@cloudshell:~ (proj)$ ", "@me ➜ /workspaces/x (main) $ ", "~/code main ❯ ", "sh-4.2$ "),
    *("I have no name!@web-0:/$ ", "localhost:~ # ", "(base) user@Mac dir % ", "[admin@h]: PS C:\\x> "),
    *("PS /home/x> ", "pi@raspberrypi:~ $ ", "root@04c0bb0a6c07:/# ", "minikube$ ", "(venv) $ ", "bash$ "),
    *(
        "user@host:~/a b$ ",
        "🐳 $ ",
        "MacBook-Pro:~ user$ ",
        "-bash-4.2$ ",
        "→ ~ ",
        "▲ ",
        "[dev] user@host:~$ ",
    ),
    *("12:34:56 user@host ~ $ ", "PS D:\\work>", "vscode ➜ /workspaces/x (main) $ ", "kind $ ", "❯❯❯ "),
    *("controlplane ~ ➜  ", "gitpod /workspace/x (main) $ ", "/data/db # ", "nobody@x:/$ ", "zsh% "),
    *("> $ ", "#> ", "$: ", "=> ", "~ > ", "docker> ", "(kind-worker)# ", "[bay]🚩 >  ", "🐯 → "),
    *("…/dir> ", "/bin> ", "/> ", "~/src> ", "me:~/src> ", "/home/me/x(main)> ", "/home/me〉", "~/x〉"),
    *("root [ /app ]# ", "user [ ~ ]$ ", "master==> ", "==> ", "-> ", "» ", "› ", "⇒ ", "➜  ", "🚀 "),
    *("tux > ", "root # ", "console> ", "bash> ", "prompt> ", "host1> ", "host:~ user% ", "me % "),
    *("<user>$ ", "<user@host> $ ", "[~]> ", "[I] me@host ~> ", "me@host in ~/x λ ", "$$ ", "$-> "),
    *("12:03 $ ", "[12:03] $ ", "(⎈ |kind:default) $ ", "cloudshell:~ (project)$ ", "azureuser@Azure:~$ "),
    *(
        "sh$ ",
        "guest$ ",
        "console$ ",
        "[root@node1 /]# ",
        "sles:~ # ",
        "geeko@linux:~> ",
        "ubuntu@ip-10-0-0-1:~$ ",
    ),
    *(
        "~ via 🐍 v3.9 ❯ ",
        "└──╼ $ ",
        "╰─○ ",
        "╰─λ ",
        "[user@host:~/x]$ ",
        "[user@host] $ ",
        "(.venv) PS C:\\x> ",
    ),
    *("Server01\\PS> ", "pwsh> ", "[dbg]: PS C:\\x>> ", "\\\\srv\\share> ", "(.venv) C:\\x> ", "PS > "),
]


def described(text: str) -> str:
    """The commands of a code whose first line is its info string, and the output."""
    info, _, code = text.partition("\n")
    typed = read_typed(code.removesuffix("\n"), info)
    lines = [f"{command.at}: {command.text}" for command in typed.commands]
    lines += [f"output: {code[start:end]}" for start, end in typed.output]
    return "".join(line.replace("\n", "⏎") + "\n" for line in lines)


@parametrize(HERE / "typed.md")
def test_case(case: Case) -> None:
    assert described(case.input) == case.expected


@pytest.mark.parametrize("info", ["console", "bash", "", "text", "sh", "{.bash}"])
@pytest.mark.parametrize("prompt", PROMPTS)
def test_prompts(prompt: str, info: str) -> None:
    code = (
        f"{prompt}kubectl get pods\nNAME    READY   STATUS\nweb-1   1/1     Running\n{prompt}ls -l\ntotal 0"
    )
    typed = read_typed(code, info)
    assert typed.text == "kubectl get pods\nls -l"
    assert [code[start:end] for start, end in typed.output] == [
        "NAME    READY   STATUS\nweb-1   1/1     Running",
        "total 0",
    ]


@pytest.mark.parametrize(
    "line",
    [
        *("# a comment", "echo $ a", "#!/bin/sh", "kubectl get $NAME", "make # all", "ls > out", "> out"),
        *(
            "cat /etc/hosts # look",
            "[ -f x ] # test",
            "a@b.c: Permission denied",
            "=> => sha256:1",
            "50% done",
        ),
        *("► checking", "http://host:80/ # x", "curl -s x@y", "key: value # no", "export A=1 # b"),
        *("cat > time", "docker ps > ls", "kubectl get pods > ./cat", "$kubectl", "├── bin", "└── test"),
        *(
            "File > Open > Service",
            "=> => extracting",
            "😄  minikube v1.37.0 on Debian",
            "#!/bin/sh -e",
            "a => b",
        ),
        *(
            "Created symlink /etc/a → /usr/b",
            "12> out",
            "foo 2> ls",
            "# > ls",
            "--export > ./ls",
            "-rwxr-x x -> ls",
        ),
        *(
            "node -> ls",
            "x | y > z",
            "npm > view",
            "100 % cat",
            "<a> cat",
            "$file = ls",
            "Settings > network",
        ),
    ],
)
def test_no_prompt(line: str) -> None:
    assert not read_typed(line, "bash").is_transcript
    assert not read_typed(line, "").is_transcript


@pytest.mark.parametrize(
    ("info", "word"),
    [
        ("bash", "bash"),
        ("Bash", "bash"),
        ("{bash}", "bash"),
        ("{.bash}", "bash"),
        ("{ .bash .numberLines }", "bash"),
        ("{bash, eval=FALSE}", "bash"),
        ("{r, engine='bash'}", "bash"),
        ("{code-block} console", "console"),
        ("bash,editable", "bash"),
        ("bash{1,3-4}", "bash"),
        ('bash title="x [y]"', "bash"),
        ("bash:run.sh", "bash"),
        (".small[bash", "bash"),
        (".small.red[yaml file=x", "yaml"),
        ("language-bash", "bash"),
        ('sh {"id":"01","name":"x"}', "sh"),
        ("{{execute}}", "execute"),
        ("bash{{execute HOST1}}", "bash"),
        ("", ""),
        ("c++", "c++"),
        ("$ bash", "bash"),
        (".term1", "term1"),
        ("shell script", "shell"),
        ("bash {1,3}", "bash"),
        ("text {class=disable-copy}", "text"),
        ("{", ""),
    ],
)
def test_the_word_of_an_info_string(info: str, word: str) -> None:
    assert info_word(info) == word


@pytest.mark.parametrize(
    ("info", "linted", "run"),
    [
        *(
            (info, True, True)
            for info in ("bash", "sh", "zsh", "shell", "console", "terminal", "shell-session")
        ),
        *(
            (info, True, True)
            for info in ("{bash}", "{.bash}", "bash,editable", "Bash", "capture", "{{execute}}")
        ),
        *((info, True, True) for info in ("plain{{execute}}", "ksh", "bash-session", ".term2", "bash+")),
        *((info, True, True) for info in ("sh-session", "BASH", "bash {1,3}", "language-bash", "$ bash")),
        *((info, True, True) for info in ("{bash, eval=FALSE}", 'bash title="x"', "shell script")),
        *((info, True, False) for info in ("powershell", "pwsh", "ps1", "cmd", "bat", "fish")),
        *((info, False, False) for info in ("yaml", "go", "dockerfile", "python", "sql", "diff", "nu")),
    ],
)
def test_the_table_of_languages(info: str, linted: bool, run: bool) -> None:
    language = language_of(info)
    assert (language.is_linted, language.is_run) == (linted, run)
    assert read_typed("ls -l", info).text == ("ls -l" if language.dialect else "")


codes = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from([*PROMPTS, "> ", "", "  ", ">> "]),
            st.sampled_from(["ls", "a \\", "", "it's", "if a"]),
        ),
        st.tuples(st.just(""), st.sampled_from(["cat <<EOF", "EOF", "fi", "NAME  READY", "# b", "done"])),
    ).map("".join),
    max_size=8,
).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(codes, st.sampled_from(sorted(LANGUAGES)))
def test_what_is_typed_stands_where_it_says(code: str, info: str) -> None:
    typed = read_typed(code, info)
    at = 0
    for command in typed.commands:
        assert command.text == "\n".join(code[start:end] for start, end in command.pieces)
        assert "\n" not in "".join(code[start:end] for start, end in command.pieces)
    ranges = sorted([*(piece for command in typed.commands for piece in command.pieces), *typed.output])
    for start, end in ranges:
        assert at <= start <= end <= len(code)
        at = end


@settings(max_examples=300, deadline=None)
@given(codes, st.sampled_from(["bash", "console"]))
def test_what_is_typed_holds_no_prompt_of_the_first_column(code: str, info: str) -> None:
    """What was taken out of a transcript is a script: its first lines have no prompt left."""
    typed = read_typed(code, info)
    for command in typed.commands if typed.is_transcript else ():
        assert not command.text.startswith(("$ ls", "user@host:~$ ls", "PS> ls", "❯ ls"))


@pytest.mark.parametrize(
    "piece", ["$ it's\n", "$ cat <<X\n", "$ a \\\n> b\n", "/ # x\n", "$ if a\n", "a b@c \n"]
)
def test_time_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        read_typed(piece * count, "bash")
        return time.process_time() - start

    small = min(seconds(500 + n) for n in range(3))
    large = seconds(4_000)
    assert large < 0.3 + 24 * small, f"{small:.3f} s for 500, {large:.3f} s for 4000"
