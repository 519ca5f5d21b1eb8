"""Secrets of the caller, and characters that steer terminals: neither gets into what a run leaves."""

import json
import os
import pty
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from conftest import clean_environment, need
from hypothesis import given
from hypothesis import strategies as st
from script.conftest import RunDeck

from slidegen.script.masking import MASKED, Mask, is_secret

SECRETS = {
    "MY_SECRET_TOKEN": "hunter2-hunter2",
    "AWS_SECRET_ACCESS_KEY": "AKIAsecret/x+y",
    "GITHUB_TOKEN": "ghp_0123456789",
    "DB_PASSWORD": "pass word&more",
}


@pytest.mark.parametrize(
    "name", [*SECRETS, "AWS_ACCESS_KEY_ID", "SSH-KEY", "NPM_AUTH", "PGPASSWORD", "api_key", "MYSQL_PWD"]
)
def test_names_of_secrets(name: str) -> None:
    assert is_secret(name)


@pytest.mark.parametrize(
    "name", ["PATH", "HOME", "KEYBOARD", "MONKEY", "PWD", "COMPASS", "AUTHOR", "EDITOR", "OLDPWD"]
)
def test_other_names(name: str) -> None:
    assert not is_secret(name)


@given(st.lists(st.text(alphabet="abs-\n", max_size=6), max_size=12))
def test_a_secret_that_comes_in_pieces_is_masked(pieces: list[str]) -> None:
    mask = Mask(("abba", "a-s"))
    told, pending = "", ""
    for piece in pieces:
        ready, pending = mask.stream(pending, piece)
        told += ready
    assert told + pending == mask(told + pending)
    assert not any(value in told + pending for value in mask.values)


def test_secrets_do_not_reach_steps_nor_reports(run_deck: RunDeck, driver: str, tmp_path: Path) -> None:
    names = " ".join(f"${name}" for name in SECRETS)
    text = f"# A\n\n.lab[\n```bash\necho {names}; env\n```\n```bash\necho `PASSWORD-X`; false\n```\n]\n"
    options = ("--driver", driver, "--set", "PASSWORD-X=sesame-1234", "--report", str(tmp_path / "out"))
    ran = run_deck(text, *options, "--env", "GITHUB_TOKEN", env=SECRETS)
    assert ran.verdicts == ["pass", "fail"], ran.stdout
    first = ran.run.results[0].output.split("\n")[0]
    assert first == MASKED  # the one that was named, and it is masked; the others are not there at all
    reports = sorted((tmp_path / "out").iterdir())
    assert len(reports) == 6
    told = [ran.stdout, ran.stderr, *(path.read_text() for path in reports)]
    for text in told:
        assert not [value for value in (*SECRETS.values(), "sesame-1234") if value in text]


PRINTED = """\
env | grep ^TOKEN
set | grep ^TOKEN
declare -p TOKEN
export -p | grep TOKEN
printf %q "$TOKEN"
echo "${TOKEN@Q}"
echo "$TOKEN" | base64 -w 0
printf 'a%s' "$TOKEN" | base64 -w 0
printf 'ab%szz' "$TOKEN" | base64 -w 0
printf %s "$TOKEN" | od -An -v -tx1 | tr -d ' \\n'
python3 -c 'import os, urllib.parse as u; print(u.urlencode({"a": os.environ["TOKEN"]}))'
python3 -c 'import os, urllib.parse as u; print(u.quote(os.environ["TOKEN"]))'
python3 -c 'import os, json; print(json.dumps([os.environ["TOKEN"]]))'
python3 -c 'import os, html; print(html.escape(os.environ["TOKEN"]))'
python3 -c 'import os, base64 as b; print(b.urlsafe_b64encode(os.environ["TOKEN"].encode()).decode())'"""


@pytest.mark.parametrize("way", PRINTED.split("\n"))
@pytest.mark.parametrize("secret", ["hunter2-hunter2", "AKIAsecret/x+y>?", 'it\'s "a pass" $word\\ & `more`'])
def test_a_secret_is_masked_however_it_is_printed(way: str, secret: str) -> None:
    environment = {"PATH": os.environ["PATH"], "TOKEN": secret}
    done = subprocess.run(["bash", "-c", way], env=environment, capture_output=True, text=True, check=True)
    told = Mask.of({"TOKEN": secret})(done.stdout)
    assert MASKED in told
    assert len(told) < len(MASKED) + 24  # nothing of it is left but what stood around it


@pytest.mark.parametrize("length", [16, 17, 18, 20])
@pytest.mark.parametrize(("before", "end"), [("", "\n"), ("", ""), ("a", "\n"), ("ab", "")])
def test_the_end_of_a_secret_is_masked_too(before: str, end: str, length: int) -> None:
    secret = "Sup3rS3cret-Value-88"[-length:]
    coded = b64encode(f"{before}{secret}{end}".encode()).decode()
    told = Mask.of({"TOKEN": secret})(coded)
    assert MASKED in told
    assert not told.partition(MASKED)[2].strip("=")


LONG = "".join(f"{n * 7919 % 251:02x}/{chr(97 + n % 26)}" for n in range(40))  #: a token of 160 characters
WRAPPED = """\
base64
base64 -w 20
base64 | sed 's/^/    /'
base64 | sed 's/$/\r/'
base64 -w 64 | sed 's/$/\\\\/'
base32
openssl base64
od -An -v -tx1 | tr -d ' '
od -An -v -tx1
fold -w 30
python3 -c 'import sys, base64 as b; print(b.encodebytes(sys.stdin.buffer.read()).decode())'
python3 -c 'import sys, base64 as b; print(b.encodebytes(sys.stdin.buffer.read()))'
python3 -c 'import base64 as b, json; print(json.dumps(b.encodebytes(open(0, "rb").read()).decode()))'"""


def told_in_pieces(mask: Mask, text: str, size: int) -> str:
    told, pending = "", ""
    for at in range(0, len(text), size):
        ready, pending = mask.stream(pending, text[at : at + size])
        told += ready
    return told + mask(pending)


@pytest.mark.parametrize("size", [1, 7, 4096])
@pytest.mark.parametrize("way", WRAPPED.split("\n"))
def test_a_secret_is_masked_where_programs_wrap_it(way: str, size: int) -> None:
    need(way.split()[0])
    done = subprocess.run(
        ["bash", "-c", f"printf %s {LONG} | {way}"], capture_output=True, text=True, check=True
    )
    told = told_in_pieces(Mask.of({"TOKEN": LONG}), done.stdout, size)
    assert MASKED in told
    assert len(told.replace(MASKED, "").strip()) < 24, told


DUMPED = """\
hexdump -C
hexdump
hexdump -c
hexdump -b
xxd
xxd -c 7
xxd -u -g 4
xxd -e -g 2
xxd -b
od
od -x
od -b
od -c
od -a
od -An -c
od -tx1
od -tx1z
od -An -tu1
od -w8 -td1
rev
grep --color=always -E 2.h
sed 's/\\(...\\)/\\1\\x1b[1;31m/g'
grep --color=always -E 2.h | cat -v"""


@pytest.mark.parametrize("size", [1, 7, 4096])
@pytest.mark.parametrize("way", DUMPED.split("\n"))
@pytest.mark.parametrize("before", ["", "abcde", "a line\n"])
def test_a_secret_is_masked_in_dumps_of_it(way: str, size: int, before: str) -> None:
    """Each line that would be another one with another secret is masked, and no other line is."""
    need(way.split()[0])
    secret = "hunter2 hunter2-beef"

    def printed(value: str) -> str:
        words = ["bash", "-c", f"export LC_ALL=C; {way}"]
        text = f"{before}{value} 2bh {'x' * 64}\n"
        return subprocess.run(words, input=text, capture_output=True, text=True, check=True).stdout

    ours, others = printed(secret), printed("q" * len(secret))
    told = told_in_pieces(Mask.of({"TOKEN": secret}), ours, size)
    lines = [lines.split("\n") for lines in (told, ours, others)]
    if "grep" in way:  # it colours what it finds, which is not in the other text
        assert MASKED in told
        assert "nter2" not in told.replace(MASKED, "")
        return
    for line, our, other in zip(*lines, strict=True):
        assert line == our if our == other else MASKED in line, told


@pytest.mark.parametrize("text", ["0000000   a   b\n", "17 04 99\n", "00000000  61 62 63  |abc|\n*\n"])
def test_other_dumps_stay(text: str) -> None:
    assert told_in_pieces(Mask.of({"TOKEN": "hunter2-hunter2"}), text, 3) == text


@given(st.lists(st.text(alphabet="ab \n\\r", max_size=6), max_size=12))
def test_a_wrapped_secret_that_comes_in_pieces_is_masked(pieces: list[str]) -> None:
    mask = Mask(("abababba",))
    told, pending = "", ""
    for piece in pieces:
        ready, pending = mask.stream(pending, piece)
        told += ready
    assert told + pending == mask(told + pending)
    assert "abababba" not in "".join(told.replace("\\r", "").split())


@pytest.mark.parametrize("text", ["pass\nword", "hunter2 hunter2\n", "a  b\n\nc"])
def test_text_that_is_no_secret_stays(text: str) -> None:
    told = Mask.of({"TOKEN": "wordlong", "PAT": "hunter2-hunter2"})(text)
    assert told == text


@given(st.text(min_size=4, max_size=30), st.binary(max_size=5), st.binary(max_size=5))
def test_base64_of_a_secret_is_found_between_whatever_else(secret: str, before: bytes, behind: bytes) -> None:
    data = secret.encode("utf-8", "replace")
    told = b64encode(before + data + behind).decode()
    if len(data) >= 9 and len(secret.strip()) >= 4:
        assert MASKED in Mask.of({"TOKEN": secret})(told)


#: ESC, CSI in one character, an override of the direction, and a bell.
EVIL = "\x1b]0;owned\x07 \x1b[31m \x9b31m \u202e \u2066"


def test_nothing_of_a_deck_steers_a_terminal(run_deck: RunDeck, tmp_path: Path) -> None:
    title = f"# Title {EVIL}\n\n.lab[\n```bash\n"
    text = f"{title}echo {EVIL} $'\\\\e[32m\\\u202e\\\u009b1m'; nosuch-{EVIL}\n```\n]\n"
    ran = run_deck(text, "-v")
    listed = subprocess.run(
        [sys.executable, "-m", "slidegen", "run", "deck.md", "--list"],
        cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    for told in (ran.stdout, ran.stderr, listed.stdout, (ran.reports / "report.txt").read_text()):
        assert not set(told) & set("\x1b\x07\x9b\u202e\u2066"), ascii(told)


#: How programs write a character by its number: addresses, pages, JSON, JavaScript, C.
NUMBERED = (
    "%{:02x}",
    "%{:02X}",
    "&#{};",
    "&#x{:x};",
    "\\u{:04x}",
    "\\u{:04X}",
    "\\x{:02x}",
    "\\{:03o}",
    "{}\n",
)


@pytest.mark.parametrize(
    "told",
    [
        "HUNTER2-HUNTER2-BEEF",
        str(list("hunter2-hunter2-beef")),
        '["h","u","n","t","e","r","2","-","h","u","n","t","e","r","2","-","b","e","e","f"]',
        "h, u, n, t, e, r, 2, -, h, u, n, t, e, r, 2, -, b, e, e, f",
        str(list(b"hunter2-hunter2-beef")),
        " ".join(map(str, b"hunter2-hunter2-beef")),
        *("".join(map(f"{each}".format, b"hunter2-hunter2-beef")) for each in NUMBERED),
    ],
)
def test_a_secret_in_other_letters_and_as_a_list_of_them(told: str) -> None:
    mask = Mask.of({"MY_TOKEN": "hunter2-hunter2-beef"})
    assert MASKED in mask(f"before {told} behind")
    assert not {"hunter2", "HUNTER2"} & set(mask(told).replace("'", "").split(", "))
    shown, held = "", ""
    for piece in (told[:7], told[7:20], told[20:], " and more"):
        text, held = mask.stream(held, piece)
        shown += text
    assert MASKED in shown + held
    assert told not in shown + held


def test_no_report_steers_or_turns_and_none_loses_a_step_by_an_end_of_line(run_deck: RunDeck) -> None:
    """Unicode has more ends of lines (U+0085, U+2028) than a file of JSON lines has."""
    printed = r"printf 'a\302\205b\342\200\250c \302\2331m \342\200\256live\033]8;;x\033\\\\\n'"
    ran = run_deck(f"# A {EVIL}\n\n.lab[\n```bash\n{printed}\n```\n```bash\n{printed}; false\n```\n]\n")
    assert [str(result.verdict) for result in ran.run.results] == ["pass", "fail"]
    assert "a\x85b\u2028c" in ran.run.results[0].output
    for name in ("report.txt", "index.html", "junit.xml", "results.jsonl", "badge.svg"):
        told = (ran.reports / name).read_bytes().decode()
        assert not set(told) & set("\x1b\x07\x85\x9b\u202e\u2066"), name


def test_the_live_view_is_clean_too(tmp_path: Path) -> None:
    text = f"# Title {EVIL}\n\n.lab[\n```bash\necho {EVIL}; false # \u202e\n```\n]\n"
    (tmp_path / "deck.md").write_text(text)
    master, slave = pty.openpty()
    words = [sys.executable, "-m", "slidegen", "run", "deck.md", "--yes", "--driver", "bash"]
    env = clean_environment() | {"KUBECONFIG": "/dev/null", "TERM": "xterm"}
    child = subprocess.Popen(words, cwd=tmp_path, env=env, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    shown = b""
    while True:
        try:
            data = os.read(master, 65536)
        except OSError:
            break
        shown += data
    child.wait(30)
    os.close(master)
    told = shown.decode("utf-8", "replace")
    assert "To mend" in told
    assert "]0;owned" not in told.replace("\ufffd]0;owned", "")
    assert not set(told) & set("\x9b\u202e\u2066")


def test_a_script_shows_its_steps_without_what_steers(tmp_path: Path) -> None:
    text = f"# Title {EVIL}\n\n.lab[\n```bash\necho '{EVIL}' >/dev/null\n```\n]\n"
    (tmp_path / "deck.md").write_text(text)
    subprocess.run(
        [sys.executable, "-m", "slidegen", "scripts", "deck.md", "--out", "out"],
        cwd=tmp_path, env=clean_environment(), check=True, capture_output=True,
    )  # fmt: skip
    script = tmp_path / "out" / "deck-scripts" / "deck.sh"
    done = subprocess.run(
        ["bash", script, "--yes"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "1 passed" in done.stdout
    assert not set(done.stdout) & set("\x1b\x07\x9b\u202e\u2066"), ascii(done.stdout)


# ---- values
@pytest.mark.parametrize(
    "value", ["x; touch PWNED", "$(touch PWNED)", "`touch PWNED`", "a\nb", "*", "x>y", "'"]
)
def test_values_are_data(tmp_path: Path, value: str) -> None:
    (tmp_path / "deck.md").write_text("# A\n\n.lab[\n```bash\necho `VALUE`\n```\n]\n")
    words = [sys.executable, "-m", "slidegen", "run", "deck.md", "--yes", "--set", f"VALUE={value}"]
    done = subprocess.run(
        words, cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, "--set-raw" in done.stderr) == (2, True)


def test_raw_values_are_shell_text(run_deck: RunDeck) -> None:
    ran = run_deck(
        "# A\n\n.lab[\n```bash\necho `VALUE`\n```\n]\n", "--set-raw", "VALUE=$((40 + 2)); echo more"
    )
    assert ran.run.results[0].output == "42\nmore"


def test_what_was_captured_is_data(run_deck: RunDeck) -> None:
    capture = "<!-- ```capture POD-NAME cat evil``` -->"
    made, used = "```bash\necho 'x; touch PWNED' >evil\n```", "```bash\necho `POD-NAME`\n```"
    text = f"# A\n\n.lab[\n{made}\n{capture}\n{used}\n]\n"
    ran = run_deck(text, "--keep-going")
    assert ran.verdicts == ["pass", "fail", "blocked"], ran.stdout
    assert not (ran.reports / "home" / "PWNED").exists()
    head = json.loads((ran.reports / "results.jsonl").read_text().split("\n")[0])
    assert head["bed"]
