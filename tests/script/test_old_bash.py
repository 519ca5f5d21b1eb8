"""What bash 3.2 (macOS) asks of the scripts: nothing that came later, and each command handed over whole.

3.2 runs the lines of a here-document as commands when `eval` is given its first line alone, so a script says
how many lines each command has. Where there is a 3.2, `SLIDEGEN_BASHES` names it and `test_emit.py` runs it;
these rules hold without one. What came when: bash's own NEWS.
"""

import re
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slidegen.script.emit import lines_of_commands, preamble

#: What a later bash brought, and which.
LATER = {
    r"\$\{\w+(?:\[[^]]*\])?(?:,,?|\^\^?)": "4.0: ${x,,} ${x^}",
    r"\bmapfile\b|\breadarray\b": "4.0",
    r"\bdeclare\b[^;\n]* -\w*A|\blocal\b[^;\n]* -\w*A": "4.0: declare -A",
    r"\|&(?!&)": "4.0: |&",
    r"&>>": "4.0: &>>",
    r";;?&(?!&)": "4.0: ;& and ;;&",
    r"\bcoproc\b": "4.0",
    r"\bshopt\b[^;\n]*\b(?:globstar|autocd|dirspell|lastpipe|inherit_errexit)\b": "4.0 to 4.4",
    r"\{\d+\.\.\d+\.\.\d+\}": "4.0: {1..9..2}",
    r"\bread\b[^;\n]* -\w*[Ni]\b": "4.0: read -N, read -i",
    r"\bread\b[^;\n]* -t *0?\.\d": "4.0: read -t with a fraction",
    r"\bBASHPID\b": "4.0",
    r"\$'[^']*\\[uU]": "4.2: \\u",
    r"printf[^\n]*%\([^)]*\)T": "4.2",
    r"\[\[?[^]\n]* -v \w": "4.2: test -v",
    r"\bdeclare\b[^;\n]* -\w*g|\$\{\w+\[-\d": "4.2 and 4.3: declare -g, ${a[-1]}",
    r"\b(?:local|declare)\b[^;\n]* -\w*n\b": "4.3: namerefs",
    r"\bwait\b[^;\n]* -\w*[np]\b": "4.3: wait -n",
    r"\$\{\w+@[A-Za-z]\}": "4.4: ${x@Q}",
    r"\b(?:EPOCHSECONDS|EPOCHREALTIME|SRANDOM)\b": "5.0 and 5.1",
}


@pytest.mark.parametrize("pattern", LATER)
def test_the_functions_ask_for_nothing_that_came_later(pattern: str) -> None:
    lines = (line for line in preamble().split("\n") if not line.lstrip().startswith("#"))
    assert [line for line in lines if re.search(pattern, line)] == [], LATER[pattern]


@pytest.mark.parametrize(
    ("line", "is_later"),
    [
        *(("echo ${x,,}", True), ("cmd |& tee", True), ("case x in a) b ;;& esac", True), ("wait -n", True)),
        *(("declare -A map", True), ("[ -v x ]", True), ("echo ${x#,}", False), ("a && b || c", False)),
        *(("case x in a) b ;; esac", False), ("read -r -p x y", False), ("wait $!", False), ("a & b", False)),
    ],
)
def test_the_table_finds_what_it_says(line: str, is_later: bool) -> None:
    assert any(re.search(pattern, line) for pattern in LATER) == is_later


COMMANDS = st.sampled_from(
    [
        "cat > x <<EOF\ntouch BODY\n$(id)\nEOF",
        "cat <<'A' <<-\"B\" | sed s/x/y/\nx $HOME\nA\n\tit's\n\tB",
        "for w in a 'b c'; do\n  cat <<-EOF\n\t$w (\n\tEOF\ndone",
        "f() {\n  cat <<EOF\n}\nEOF\n}",
        "x=$(cat <<EOF\n) '\nEOF\n)",
        "if true; then # it's\n  cat <<EOF >&2\nfi\nEOF\nfi",
        "echo 'a\n<<EOF\nb'",
        "echo a \\\n  b",
        "cat <<< word",
        "true &&\n  cat <<'EOF EOF'\nx\nEOF EOF",
        "kubectl get pods",
        "# <<EOF",
        "",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(COMMANDS, min_size=1, max_size=5))
def test_each_command_is_handed_over_whole(commands: list[str]) -> None:
    """Each of the pieces that `eval` gets is a whole one to a real bash, here-documents and all."""
    text = "\n".join(commands)
    lines, pieces, at = text.split("\n"), list[str](), 0
    for count in lines_of_commands(text):
        pieces.append("\n".join(lines[at : at + count]))
        at += count
    assert not "\n".join(line for line in lines[at:] if not line.startswith("#")).strip()
    check = 'for piece; do bash -n -c "$piece" || exit; done'
    done = subprocess.run(["bash", "-c", check, "bash", *pieces], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), pieces
