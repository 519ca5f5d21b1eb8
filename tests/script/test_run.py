"""Decks of plain shell, run for real with both drivers."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import Slidegen, clean_environment, need
from script.conftest import RunDeck

from slidegen.errors import MachineError
from slidegen.script.drivers import load_driver
from slidegen.script.drivers.bash import start as begin
from slidegen.script.keeper import MARK
from slidegen.script.processes import Keeper
from slidegen.script.report.jsonl import read_results


def deck(*snippets: str, title: str = "Shells") -> str:
    return f"# {title}\n\n.lab[\n" + "\n".join(snippets) + "\n]\n"


def bash(text: str, info: str = "bash") -> str:
    return f"```{info}\n{text}\n```"


def hidden(*lines: str) -> str:
    return "<!--\n" + "\n".join(f"```{line}```" for line in lines) + "\n-->"


def marked_processes() -> list[str]:
    """The runs that have processes left, by what their environment says."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                environ = (entry / "environ").read_bytes()
            except OSError:
                continue
            found += [part.decode() for part in environ.split(b"\0") if part.startswith(MARK.encode())]
    return found


# ---- commands
def test_commands_share_a_shell(run_deck: RunDeck, driver: str) -> None:
    ran = run_deck(
        deck(
            bash("mkdir sub; cd sub; word=hello; declare -A map=([key]=value)"),
            bash("pwd; echo $word ${map[key]}"),
            bash("greet() {\n  echo \"hi $1\"\n}\ngreet Ada"),
            bash("cat >notes <<EOF\n\tan indented $word!\nEOF\ncat notes"),
            bash("sleep 60 &\njobs"),
        ),
        "--driver", driver,
    )  # fmt: skip
    assert ran.verdicts == ["pass"] * 5, ran.stdout
    assert ran.code == 0
    home = ran.reports / "home"
    assert ran.result("pwd").output == f"{home}/sub\nhello value"
    assert ran.result("greet").output == "hi Ada"
    assert ran.result("notes").output == "\tan indented hello!"  # neither TAB nor ! is lost
    assert "sleep 60" in ran.result("jobs").output


def test_the_first_failing_command_is_reported_and_stops_its_section(run_deck: RunDeck, driver: str) -> None:
    more = deck(bash("echo next section; pwd"), title="More")
    text = deck(bash("echo one\nls nosuchfile\necho three"), bash("echo after")) + f"\n---\n\n{more}"
    ran = run_deck(text, "--driver", driver)
    assert ran.verdicts == ["fail", "blocked", "pass"]
    failed = ran.result("nosuchfile")
    assert (failed.command, failed.status) == ("ls nosuchfile", 2)
    assert "No such file" in failed.why
    assert "three" not in failed.output
    assert ran.result("after").by == failed.id
    assert ran.code == 1


def test_who_did_not_get_to_a_place_does_nothing_there(run_deck: RunDeck) -> None:
    text = deck(bash("cd `PROJECT-NAME`"), bash("touch here")) + "\n---\n\n" + deck(bash("ls"), title="B")
    ran = run_deck(text)
    assert ran.verdicts == ["skipped", "blocked", "pass"]
    assert ran.run.results[1].by == ran.run.results[0].id


def test_a_job_in_the_background_gets_a_moment(run_deck: RunDeck, driver: str) -> None:
    ran = run_deck(deck(bash("(sleep 0.4; touch ready) &"), bash("ls ready")), "--driver", driver)
    assert ran.verdicts == ["pass", "pass"]


def test_what_a_fence_orders_to_the_background_goes_on(run_deck: RunDeck, driver: str) -> None:
    serving = bash("sleep 60  # as a server would\nsleep 60", 'sh {"background":"true"}')
    ran = run_deck(deck(serving, bash("jobs -r | grep -c sleep")), "--driver", driver)
    assert ran.verdicts == ["pass", "pass"]


def test_keep_going(run_deck: RunDeck) -> None:
    assert run_deck(deck(bash("false"), bash("echo after")), "--keep-going").verdicts == ["fail", "pass"]


def test_expected_failures(run_deck: RunDeck, driver: str) -> None:
    ran = run_deck(
        deck(
            bash("cat nosuchfile", "bash fail"),
            bash("true", "bash fail"),
            bash("ls nosuchdir"),
            hidden("fail"),
        ),
        "--driver", driver,
    )  # fmt: skip
    assert ran.verdicts == ["xfail", "xpass", "xfail"]
    assert ran.code == 1


STATUS = """\
# Status

.lab[
```bash fail
(exit 7)
```
```bash
echo "it was $?"
```
```bash
trap 'echo trapped' ERR
```
```bash fail
ls /nosuch
```
```bash
echo "then $?"
```
```bash
[ $? = 0 ] && trap - ERR && set -e
```
```bash
echo "at last $?"
```
]
"""


def test_a_step_knows_how_the_one_before_ended(run_deck: RunDeck, driver: str, tmp_path: Path) -> None:
    ran = run_deck(STATUS, "--driver", driver)
    assert ran.verdicts == ["xfail", "pass", "pass", "xfail", "pass", "pass", "pass"]
    assert [ran.run.results[at].output for at in (1, 4, 5, 6)] == ["it was 7", "then 2", "", "at last 0"]
    (tmp_path / "scripts.md").write_text(STATUS, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "slidegen", "scripts", "scripts.md"], cwd=tmp_path, check=True)
    script = tmp_path / "dist" / "scripts-scripts" / "scripts.sh"
    told = subprocess.run(
        ["bash", str(script), "--yes", "--keep-going"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "\nit was 7\n" in told.stdout
    assert "\nthen 2\n" in told.stdout
    assert "7 passed, 0 failed" in told.stdout


def test_a_trap_speaks_once_and_what_traces_does_not_trace_us(run_deck: RunDeck, driver: str) -> None:
    steps = ("trap 'echo oops' ERR", "false; echo on", "(exit 3)", "(exit 4) \\", "trap - ERR", "set -x")
    ran = run_deck(deck(*map(bash, steps)), "--driver", driver, "--keep-going")
    assert ran.verdicts == ["pass", "pass", "fail", "fail", "pass", "pass"]
    assert [result.output for result in ran.run.results[:3]] == ["", "oops\non", "oops"]
    assert [result.status for result in ran.run.results[2:4]] == [3, 4]
    assert ran.run.results[-1].output == ""


def test_what_follows_for_ever_is_ended_by_its_key(run_deck: RunDeck, driver: str) -> None:
    ran = run_deck(
        deck(
            bash("seq 3 >log; tail -f log"),
            hidden("wait 3", "key ^C"),
            bash("while true; do sleep 0.1; done"),
            bash("echo still here"),
        ),
        "--driver", driver,
    )  # fmt: skip
    assert ran.verdicts == ["pass", "ran", "pass"], ran.stdout
    assert ran.result("tail").output.startswith("1\n2\n3")
    assert "then ^C" in ran.result("while true").notes[0]


def test_a_command_that_hangs_times_out_and_the_next_section_runs(run_deck: RunDeck, driver: str) -> None:
    text = deck(bash("sleep 50"), bash("echo blocked")) + "\n---\n\n" + deck(bash("echo on"), title="B")
    ran = run_deck(text, "--driver", driver, "--timeout-scale", "0.02")
    assert ran.verdicts == ["timeout", "blocked", "pass"]
    assert "did not come back in 1.2 s" in ran.result("sleep").why


def test_a_fence_says_how_long_it_may_take_and_how_long_to_wait_behind_it(run_deck: RunDeck) -> None:
    text = deck(bash("sleep 50", "bash timeout=10"), title="A") + "\n---\n\n"
    text += deck(bash("(sleep 1; touch made) & disown", "bash wait=2"), bash("ls made"), title="B")
    ran = run_deck(text)
    assert ran.verdicts == ["timeout", "pass", "pass"]
    assert "did not come back in 1 s" in ran.result("sleep 50").why


def test_a_hook_beside_the_text_is_called_before_and_behind_its_step(
    run_deck: RunDeck, tmp_path: Path, driver: str
) -> None:
    """As eks-workshop has them: `tests/hook-NAME.sh`, with `before` and with `after`."""
    (tmp_path / "tests").mkdir()
    hook = "after() { [ -f $HOME/made ] || { echo not made; exit 3; }; }; before() { echo soon; }; $1\n"
    (tmp_path / "tests" / "hook-made.sh").write_text(hook)
    text = deck(bash("touch ~/made", "bash hook=made"), bash("true", "bash hook=none"), title="A")
    text += "\n---\n\n" + deck(bash("rm ~/made", "bash hook=made"), bash("echo b"), title="B")
    ran = run_deck(text, "--driver", driver)
    assert ran.verdicts == ["pass", "pass", "fail", "blocked"]
    assert ran.result("rm").why == "its hook `made` failed after it: not made"
    assert "soon" not in ran.result("touch").output
    assert "tests/hook-none.sh is not there" in ran.result("true").notes[0]


def test_a_text_that_never_comes(run_deck: RunDeck, driver: str) -> None:
    ran = run_deck(deck(bash("echo something"), hidden("wait else")), "--driver", driver)
    assert ran.verdicts == ["fail"]
    assert ran.run.results[0].why == "ended with status 0 before `else` appeared (deck.md:8)"
    assert ran.run.seconds < 5  # no need to wait for what cannot come


def test_waiting_is_for_what_appears_from_now_on(run_deck: RunDeck) -> None:
    ran = run_deck(deck(bash("echo ready"), bash("echo go"), hidden("wait ready")))
    assert ran.verdicts == ["pass", "fail"]


def test_a_shell_that_ends_itself(run_deck: RunDeck, driver: str) -> None:
    ran = run_deck(deck(bash("cd /; kept=yes"), bash("exit"), bash("pwd; echo $kept")), "--driver", driver)
    assert ran.verdicts == ["pass", "pass", "pass"], ran.stdout
    assert ran.result("pwd").output == "/\nyes"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "PROMPT_COMMAND=true",
            "unset PROMPT_COMMAND",
            "exec >/dev/null",
            "exec >log 2>&1",
            "exec 2>&1 | cat",
        ),
        "printf() { echo mine; }; cat() { echo mine; }; cd() { echo mine; }; set() { echo mine; }",
        "builtin() { :; }; command() { :; }; trap() { :; }; return() { :; }",
        "alias .='echo mine' printf='echo mine' set='echo mine' cat='echo mine' builtin='echo mine'",
        "alias '{'='true; {' exit='echo mine'",
        "trap : ERR; alias '{'='true; {'",
        "exit() { echo mine; }",
        "enable -n printf cd set",
        "IFS=0123456789",
    ],
)
def test_marks_survive_what_a_deck_does_to_its_shell(run_deck: RunDeck, driver: str, text: str) -> None:
    ran = run_deck(
        deck(bash(text), bash("false"), bash("touch on"), bash("ls nosuch")),
        "--driver",
        driver,
        "--keep-going",
    )
    assert ran.verdicts == ["pass", "fail", "pass", "fail"], ran.stdout
    assert ran.run.seconds < 8


def test_names_of_ours_are_a_decks_own(run_deck: RunDeck, driver: str) -> None:
    """A function called `printf` was taken for the one that says where a command ends."""
    steps = (
        "printf() { echo mine; }; alias cat='cat -n'; sg_s=5",
        "printf x; echo two >f; cat f",
        "(exit 3)",
    )
    ran = run_deck(deck(*map(bash, steps)), "--driver", driver)
    assert ran.verdicts == ["pass", "pass", "fail"], ran.stdout
    assert ran.run.results[1].output.split() == ["mine", "1", "two"]
    assert ran.run.results[2].status == 3


def test_a_broken_command_is_told_as_at_a_prompt(run_deck: RunDeck, driver: str) -> None:
    ran = run_deck(
        deck(bash("echo 'open"), bash("fi"), bash("cat <<EOF\nopen")), "--driver", driver, "--keep-going"
    )
    assert ran.verdicts == ["fail"] * 3, ran.stdout
    assert ran.run.results[1].output.startswith("bash: syntax error near unexpected token `fi'")
    assert ran.run.results[2].why == "the here-document does not end: no line is `EOF`"


def test_each_section_finds_a_home_that_it_can_enter(run_deck: RunDeck) -> None:
    more = deck(bash("mkdir fine"), title="More")
    again = f"{deck(bash('mkdir -p kept/deep; chmod 0 kept .'))}\n---\n\n{more}"
    for _ in range(2):
        ran = run_deck(again)
        assert ran.verdicts == ["pass", "pass"], ran.stdout


def test_what_a_program_made_read_only_is_cleared_away(tmp_path: Path) -> None:
    """As Go makes its modules; root may do anything, so it gives that up here."""
    deep = tmp_path / "home" / "go" / "pkg"
    deep.mkdir(parents=True)
    (deep / "module").write_text("x")
    (tmp_path / "home" / "closed" / "more").mkdir(parents=True)
    for path, mode in ((deep, 0o555), (deep.parent, 0o555), (tmp_path / "home" / "closed", 0)):
        path.chmod(mode)
    less = (need("setpriv"), "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    code = "import sys, pathlib, slidegen.script.workplace as w; w.clear_away(pathlib.Path(sys.argv[1]))"
    subprocess.run([*less, sys.executable, "-c", code, str(tmp_path / "home")], check=True)
    assert not (tmp_path / "home").exists()


def test_a_pager_behind_a_pipe_is_left(run_deck: RunDeck, driver: str) -> None:
    pytest.importorskip("pyte")
    ran = run_deck(deck(bash("seq 500 | less"), bash("echo on")), "--driver", driver)
    assert [verdict in {"pass", "ran"} for verdict in ran.verdicts] == [True, True], ran.stdout
    assert ran.run.seconds < 20


def test_plain_output_is_as_quick_on_a_terminal(run_deck: RunDeck) -> None:
    """It was 21 times slower: every byte was painted."""
    pytest.importorskip("pyte")
    text, seconds = deck(bash("seq 100000"), bash("seq 3")), {}
    for name in ("bash", "pty"):
        ran = run_deck(text, "--driver", name)
        assert ran.verdicts == ["pass", "pass"]
        assert ran.run.results[1].output == "1\n2\n3"
        seconds[name] = ran.run.results[0].seconds
    assert seconds["pty"] < 3 * seconds["bash"] + 1


def test_line_ends_are_made_for_who_takes_keys_only(run_deck: RunDeck) -> None:
    """Linux hands lines on one by one to make them: ten times the time of all else."""
    pytest.importorskip("pyte")
    ask = "stty -a | grep -o '.onlcr'"
    ran = run_deck(
        deck(bash(ask), bash(f"{ask}; read -r name; {ask}"), hidden("keys x", "key Enter"), bash(ask)),
        "--driver", "pty",
    )  # fmt: skip
    assert ran.verdicts == ["pass"] * 3, ran.stdout
    assert [result.output.split("\n")[0][-6:] for result in ran.run.results] == ["-onlcr", " onlcr", "-onlcr"]


def test_the_screen_shows_lines_of_what_only_prints(tmp_path: Path) -> None:
    pytest.importorskip("pyte")
    with Keeper("lines") as keeper:
        shell = load_driver("pty").open_shell(keeper, dict(os.environ), tmp_path, tmp_path / "0", "x")
        shell.run("printf 'one\\ntwo\\nthree\\n'; seq 20000 | tail -1")
        assert shell.wait_until(lambda: not shell.running, 20)
        assert "one\ntwo\nthree\n20000" in shell.screen()
        shell.close()


def test_a_shell_that_does_not_answer_is_the_machines(tmp_path: Path) -> None:
    with Keeper("stopped") as keeper:
        shell = load_driver("bash").open_shell(keeper, dict(os.environ), tmp_path, tmp_path / "0", "x")
        os.kill(shell.pid, signal.SIGSTOP)
        with pytest.raises(MachineError, match=r"did not answer in 0\.2 s"):
            begin(shell, shell.rc, 0.2)
        os.kill(shell.pid, signal.SIGKILL)
        shell.close()


# ---- keys and panes
def test_vim_by_the_decks_own_keystrokes(run_deck: RunDeck) -> None:
    pytest.importorskip("pyte")
    ran = run_deck(
        deck(
            bash("printf 'kind: Deployment\\nname: web\\n' >web.yaml"),
            bash("vim web.yaml"),
            hidden("wait kind: Deployment", "keys /Deployment", "key ^J", "keys cwDaemonSet", "key ^["),
            hidden("keys :wq", "key ^J"),
            bash("cat web.yaml"),
        ),
        "--driver", "pty",
    )  # fmt: skip
    assert ran.verdicts == ["pass", "pass", "pass"], ran.stdout
    assert ran.result("cat").output == "kind: DaemonSet\nname: web"


def test_read_and_cat_take_what_is_typed(run_deck: RunDeck) -> None:
    pytest.importorskip("pyte")
    ran = run_deck(
        deck(
            bash('read -r name; echo "got $name"'),
            hidden("keys Ada", "key Enter", "wait got Ada"),
            bash("cat >notes"),
            hidden("keys a line", "key ^J", "key ^D"),
            bash("cat notes"),
        ),
        "--driver", "pty",
    )  # fmt: skip
    assert ran.verdicts == ["pass"] * 3, ran.stdout
    assert ran.result("cat notes").output == "a line"


def test_two_panes_with_copy_and_paste(run_deck: RunDeck) -> None:
    pytest.importorskip("pyte")
    ran = run_deck(
        deck(
            bash("watch -n 1 echo pod-12345-abc"),
            hidden(
                "wait pod-", "tmux split-pane -v", "tmux select-pane -t 0",
                "copy pod-[0-9]*-abc", "tmux last-pane",
                "keys touch ", "paste", "key ^J", "check",
            ),
            bash("ls"),
            hidden("key ^D", "key ^C"),
            bash("echo one pane"),
        ),
        "--driver", "pty",
    )  # fmt: skip
    assert ran.verdicts == ["pass"] * 3, ran.stdout
    assert ran.result("ls").output == "pod-12345-abc"


def test_without_a_terminal_keys_are_skipped_and_say_so(run_deck: RunDeck) -> None:
    ran = run_deck(deck(bash("vim x"), hidden("keys :q", "key ^J"), bash("echo on")), "--driver", "bash")
    assert ran.verdicts == ["skipped", "pass"]
    assert "needs a terminal" in ran.run.results[0].why


# ---- values, files, pages
def test_placeholders_are_never_run_unfilled(run_deck: RunDeck) -> None:
    text = deck(bash("echo `USER-NAME` >said"), bash("cat said"))
    ran = run_deck(text, "--keep-going")
    assert ran.verdicts == ["skipped", "blocked"]
    filled = run_deck(text, "--set", "USER-NAME=Ada")
    assert filled.verdicts == ["pass", "pass"]
    assert filled.result("cat said").output == "Ada"


def test_captures_fill_placeholders(run_deck: RunDeck, driver: str) -> None:
    ran = run_deck(
        deck(bash("echo pod-123 >pods"), hidden("capture POD-NAME cat pods"), bash("echo named `POD-NAME`")),
        "--driver", driver,
    )  # fmt: skip
    assert ran.verdicts == ["pass"] * 3
    assert ran.result("named").output == "named pod-123"


def test_an_empty_capture_blocks_what_needs_it(run_deck: RunDeck) -> None:
    ran = run_deck(deck(hidden("capture POD-NAME true"), bash("echo `POD-NAME`")), "--keep-going")
    assert ran.verdicts == ["fail", "blocked"]
    assert ran.run.results[1].by == ran.run.results[0].id


def test_a_text_is_saved_to_its_file(run_deck: RunDeck, driver: str) -> None:
    ran = run_deck(
        deck(bash("a: $HOME `b`\n", "yaml file=sub/web.yaml"), bash("cat sub/web.yaml")), "--driver", driver
    )
    assert ran.verdicts == ["pass", "pass"]
    assert ran.result("cat").output == "a: $HOME b"


def test_a_page_of_this_machine_is_fetched_others_are_noted(run_deck: RunDeck) -> None:
    server = "python3 -m http.server --bind 127.0.0.1 28765 >/dev/null 2>&1 &\n"
    server += "until curl -so /dev/null localhost:28765; do sleep 0.1; done"
    ran = run_deck(
        deck(
            bash(server),
            hidden("open http://localhost:28765/", "open http://node1:8000/", "open http://localhost:1/"),
        )
    )
    assert ran.verdicts == ["pass", "pass", "skipped", "fail"], ran.stdout


# ---- safety
def test_dangers_are_refused_unless_allowed(run_deck: RunDeck) -> None:
    text = deck(bash("mkdir -p a/b; rm -rf a"), bash("ls"))
    ran = run_deck(text)
    assert ran.verdicts == ["skipped", "pass"]
    assert "uses rm" in ran.run.results[0].why
    assert run_deck(text, "--allow", "rm").verdicts == ["pass", "pass"]


def test_dangers_before_and_at_a_roots_prompt_are_refused_too(run_deck: RunDeck, driver: str) -> None:
    one = deck(bash("$ bash; rm -rf a\n# ps", "console"))
    own = deck(bash("bash"), bash("# rm -rf a", "console"), bash("# echo in", "console"))
    assert run_deck(one, "--driver", driver).verdicts == ["skipped"]
    assert run_deck(own, "--driver", "pty").verdicts == ["pass", "skipped", "pass"]
    assert "uses rm" in run_deck(own, "--driver", "pty").run.results[1].why


def test_an_unknown_danger_is_no_permission(slidegen: Slidegen, tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text(deck(bash("ls")))
    done = slidegen("run", "deck.md", "--yes", "--allow", "sudoo", cwd=tmp_path)
    assert done.returncode == 2
    assert "dangers: sudo, rm" in done.stderr


def test_what_prints_without_end_fills_no_memory(run_deck: RunDeck, driver: str) -> None:
    ran = run_deck(deck(bash("yes"), bash("echo on")), "--driver", driver)
    assert ran.verdicts == ["ran", "pass"]
    assert len(ran.result("yes").output) < 30_000
    assert (ran.reports / "session.cast").stat().st_size < 5_000_000


def test_one_endless_line_that_fails_stays_within_the_limit(run_deck: RunDeck, driver: str) -> None:
    """Nothing is searched, painted or kept of 100 MB but its two ends."""
    text = deck(bash("head -c 100000000 /dev/zero | tr '\\0' x; false"), bash("echo after"))
    started = time.monotonic()
    ran = run_deck(text, "--driver", driver, "--keep-going")
    assert ran.verdicts[0] in {"fail", "timeout"}
    assert ran.verdicts[1] == "pass"
    assert "characters left out" in ran.run.results[0].output
    assert time.monotonic() - started < 45


def test_nothing_runs_without_a_yes(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text(deck(bash("touch $HOME/ran")))
    done = subprocess.run(
        [sys.executable, "-m", "slidegen", "run", "deck.md"],
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr
    assert "Kubernetes context" in done.stderr
    assert not list(tmp_path.rglob("ran"))


def test_home_and_kubeconfig_are_the_runs_own(run_deck: RunDeck, tmp_path: Path, driver: str) -> None:
    config = tmp_path / "kubeconfig"
    config.write_text(
        json.dumps(
            {
                "apiVersion": "v1",
                "kind": "Config",
                "clusters": [{"name": "c", "cluster": {"server": "https://127.0.0.1:1"}}],
                "contexts": [{"name": "mine", "context": {"cluster": "c", "user": ""}}],
                "current-context": "mine",
            }
        )
    )
    before = config.read_bytes()
    broken = deck(bash("echo broken >$KUBECONFIG; cd /tmp; export A=1; echo $HOME"))
    text = f"{broken}\n---\n\n" + deck(bash("grep -c mine $KUBECONFIG; pwd; echo A=$A"), title="B")
    ran = run_deck(text, "--driver", driver, env={"KUBECONFIG": str(config)})
    assert ran.verdicts == ["pass", "pass"]
    home = ran.reports / "home"
    assert ran.result("broken").output == str(home)
    assert ran.result("grep").output.split("\n")[1:] == [str(home), "A="]
    assert config.read_bytes() == before


def test_no_process_is_left(run_deck: RunDeck, driver: str) -> None:
    ran = run_deck(
        deck(bash("sleep 300 &\nsetsid sleep 301 &\n(setsid nohup sleep 302 >/dev/null 2>&1 &)\necho on")),
        "--driver", driver,
    )  # fmt: skip
    assert ran.verdicts == ["pass"]
    assert not [name for name in marked_processes() if name.endswith(ran.run.info.run)]


def test_a_program_that_is_not_here_is_no_fault_of_the_decks(run_deck: RunDeck) -> None:
    """One that the world knows is the machine's lack; a slip is the deck's; the rest is in doubt."""
    ran = run_deck(
        deck(bash("helmfile up"), bash("no-such-program up"), bash("pyhton3 --version"), bash("lss -l")),
        "--keep-going",
    )
    assert ran.verdicts == ["skipped", "suspect", "fail", "fail"], ran.stdout
    assert "not installed" in ran.run.results[0].why
    assert "nobody knows it" in ran.run.results[1].why
    assert "did you mean `python3`" in ran.run.results[2].why
    assert "not installed: helmfile, no-such-program, pyhton3, lss" in ran.stderr
    assert "not installed: helmfile, no-such-program, pyhton3, lss" in ran.run.info.bed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("exit", "pass"),
        ("exit 4", "pass"),
        ("true || exit 3; echo on; exit", "pass"),
        ("false || exit 0", "pass"),
        ("false || exit 3", "fail"),
        ("cd /nosuch || { echo none; exit 1; }", "fail"),
        ("false || exit", "fail"),
        ("if ! false; then exit 1; fi", "fail"),
        ("case a in a) exit 3 ;; esac", "fail"),
        ("up() { exit 7; }; up", "fail"),
        ("for i in 1 2; do [ $i = 2 ] && exit 4; done", "fail"),
        ("if true; then exit; fi", "pass"),
        ("exec true", "pass"),
        ("exec false", "fail"),
        ("kill -9 $$", "fail"),
    ],
)
def test_who_ends_a_shell_since_something_failed_has_failed(
    run_deck: RunDeck, driver: str, text: str, expected: str
) -> None:
    ran = run_deck(deck(bash(text)), "--driver", driver)
    assert [str(result.verdict) for result in ran.run.results] == [expected]


def test_what_multiplies_is_told_where_it_was_started(run_deck: RunDeck, driver: str) -> None:
    many = bash("for i in $(seq 300); do sleep 9 & done")
    ran = run_deck(
        deck(many, bash(":(){ :|:& };:"), bash("sleep 0.1; echo on")), "--driver", driver, "--keep-going"
    )
    assert ran.verdicts == ["pass", "fail", "pass"], ran.stdout
    assert "becomes ever more" in ran.run.results[1].why


def test_a_file_of_a_slide_is_saved_wherever_the_decks_path_leads(run_deck: RunDeck, driver: str) -> None:
    text = deck(bash("PATH="), bash("hello", "text file=a/b.txt"), bash("echo $(<a/b.txt)"))
    ran = run_deck(text, "--driver", driver)
    assert (ran.verdicts, ran.run.results[2].output) == (["pass"] * 3, "hello")


def test_a_doubt_has_an_exit_code_and_a_list_of_its_own(run_deck: RunDeck, tmp_path: Path) -> None:
    text = deck(bash("no-such-program up"), bash("echo on"))
    ran = run_deck(text)
    assert (ran.code, ran.verdicts) == (6, ["suspect", "pass"])
    assert "\nSuspect: " in ran.stdout
    (tmp_path / "deck.yml").write_text("title: D\ncontent: [deck.md]\nneeds: [no-such-program]\n")
    done = run_manifest(tmp_path)
    assert done.returncode == 0, done.stdout
    assert "`no-such-program` is not installed here" in done.stdout


def run_manifest(folder: Path) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-m", "slidegen", "run", "deck.yml", "--yes"]
    env = clean_environment() | {"KUBECONFIG": "/dev/null"}
    return subprocess.run(
        words, cwd=folder, env=env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


# ---- places
def test_what_is_meant_for_a_place_runs_there(run_deck: RunDeck, driver: str) -> None:
    text = deck(
        bash("bash"), bash("cd /; X='it is' Y='a\tb'"), bash("pwd; echo \"$X $SHLVL\"\ncat <<E\n$Y\nE"),
        bash("ls nosuch\necho never"), bash("exit"), bash("echo $SHLVL; pwd"),
    )  # fmt: skip
    ran = run_deck(text, "--driver", driver, "--keep-going")
    if driver == "bash":  # no terminal to stand at: then nowhere
        assert ran.verdicts == ["skipped", "blocked", "blocked", "blocked", "blocked", "pass"]
        assert "never runs on this machine" in ran.run.results[1].why
        return
    assert ran.verdicts == ["pass", "pass", "pass", "fail", "pass", "pass"], ran.stdout
    outer = int(ran.result("echo $SHLVL; pwd").output.split("\n")[0])
    assert ran.result('echo "$X').output == f"/\nit is {outer + 1}\na\tb"
    assert (ran.result("nosuch").status, ran.result("nosuch").command) == (2, "ls nosuch")
    assert "never" not in ran.result("nosuch").output


def test_what_stands_in_a_place_that_did_not_open_never_runs_here(run_deck: RunDeck) -> None:
    first = deck(
        bash("docker run -it alpine"),
        bash("touch ~/in-the-container"),
        bash("/ # touch ~/as-root", "console"),
    )
    text = f"{first}\n---\n\n" + deck(bash("touch ~/next-slide"), title="B")
    ran = run_deck(text, "--keep-going")
    assert ran.verdicts[1:] == ["blocked", "blocked", "pass"], ran.stdout
    assert [path.name for path in (ran.reports / "home").glob("*e*") if path.is_file()] == ["next-slide"]


# ---- what never ends
def test_a_loop_of_failures_is_no_pass(run_deck: RunDeck, driver: str) -> None:
    loop = "while sleep 0.02; do curl -sS -m1 http://127.0.0.1:9/; done"
    ran = run_deck(
        deck(bash(loop), bash("while sleep 0.1; do date; done")), "--driver", driver, "--keep-going"
    )
    assert ran.verdicts == ["fail", "ran"], ran.stdout
    assert "speaks of failure" in ran.run.results[0].why


def test_what_follows_a_command_that_was_stopped_counts(run_deck: RunDeck) -> None:
    text = deck(bash("(trap 'exit 0' INT; while true; do sleep 0.1; done); ls /nosuch"))
    ran = run_deck(text, "--driver", "bash")
    assert ran.verdicts == ["fail"], ran.stdout


def test_a_job_that_dies_at_once_is_told_and_blocks_what_speaks_to_it(run_deck: RunDeck) -> None:
    ran = run_deck(deck(bash("sleep 60 &\nP=$!"), bash("kill $P; wait $P"), bash("kill $P\nwait $P; true")))
    assert ran.verdicts[:2] == ["pass", "pass"]  # the signal that `wait` tells of was meant
    ran = run_deck(deck(bash("(sleep 0.2; echo broken >&2; exit 3) &"), bash("kill %1")), "--keep-going")
    assert ran.verdicts == ["fail", "blocked"], ran.stdout
    assert ran.run.results[1].by == ran.run.results[0].id


def test_a_pipe_fails_where_its_beginning_does_if_that_is_set(run_deck: RunDeck, tmp_path: Path) -> None:
    text = deck(bash("ls nosuch | cat"), bash("yes | head -1"))
    assert run_deck(text).verdicts == ["suspect", "pass"], "what `ls` says is a doubt"
    (tmp_path / "slidegen.toml").write_text("[run]\npipefail = true\n")
    assert run_deck(text, "--keep-going").verdicts == ["fail", "pass"]


# ---- choosing
def test_section_from_only_and_shard(run_deck: RunDeck, tmp_path: Path) -> None:
    text = "\n---\n\n".join(
        deck(bash(f"echo {n}"), bash(f"echo {n}{n}"), title=t) for n, t in ((1, "A"), (2, "B"))
    )
    assert [r.text for r in run_deck(text, "--section", "b").run.results] == ["echo 2", "echo 22"]
    assert [r.text for r in run_deck(text, "--from", "a/a/2").run.results] == ["echo 11", "echo 2", "echo 22"]
    assert [r.text for r in run_deck(text, "--only", "b/b/1").run.results] == ["echo 2"]
    shards = []
    for number in (1, 2):
        journal = tmp_path / ".slidegen" / "run" / f"deck-{number}-of-2" / "results.jsonl"
        run_deck(text, "--shard", f"{number}/2")
        shards.append([result.text for result in read_results(journal)])
    assert sorted(text for shard in shards for text in shard) == ["echo 1", "echo 11", "echo 2", "echo 22"]
    assert all(shards)


def test_what_failed_is_run_again(run_deck: RunDeck) -> None:
    steps = (("good", "true"), ("bad", "false"), ("doubt", "no-such-program"))
    text = "\n---\n\n".join(deck(bash(f"echo {t}"), bash(command), title=t) for t, command in steps)
    assert run_deck(text).verdicts == ["pass", "pass", "pass", "fail", "pass", "suspect"]
    again = run_deck(text.replace("false", "true"), "--failed")
    assert [(r.section, str(r.verdict)) for r in again.run.results] == [
        ("bad", "pass"), ("bad", "pass"), ("doubt", "pass"), ("doubt", "suspect"),
    ]  # fmt: skip
    root = ElementTree.parse(again.reports / "junit.xml").getroot()
    assert (root.get("failures"), root.get("errors")) == ("0", "1")


def test_a_shard_that_gets_nothing_is_fine(run_deck: RunDeck) -> None:
    text = deck(bash("echo 1"))
    run_deck(text)
    assert run_deck(text, "--shard", "2/2").code == 0


def test_a_deck_without_steps_has_nothing_to_run(tmp_path: Path, slidegen: Slidegen) -> None:
    (tmp_path / "deck.md").write_text("# A\n")
    assert slidegen("run", "deck.md", "--yes", cwd=tmp_path).returncode == 5


# ---- reports
def test_all_reports_of_a_run(run_deck: RunDeck, tmp_path: Path) -> None:
    text = deck(bash("echo 'a & <'; printf '\\033[31mred\\033[0m\\n'"), bash("false"), bash("echo never"))
    run_deck(text, "--report", str(tmp_path / "out"))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "badge.svg", "index.html", "junit.xml", "report.txt", "results.jsonl", "session.cast",
    ]  # fmt: skip
    root = ElementTree.parse(tmp_path / "out" / "junit.xml").getroot()
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("3", "1", "1")
    page = (tmp_path / "out" / "index.html").read_text()
    assert 'href="deck.html#shells"' in page
    assert "a &amp; &lt;\nred" in page
    head, *events = map(json.loads, (tmp_path / "out" / "session.cast").read_text().splitlines())
    assert head["version"] == 2
    shown = "".join(text for _, kind, text in events if kind == "o")
    assert "echo 'a & <'" in shown
    assert "133;" not in shown


# ---- ends
def start(tmp_path: Path, *options: str) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-m", "slidegen", "run", "deck.md", "--yes", *options]
    env = clean_environment() | {"KUBECONFIG": "/dev/null"}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        words, cwd=tmp_path, env=env, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )


def wait_for(path: Path, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < end, f"{path} never came"
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_with_its_reports(tmp_path: Path, number: int) -> None:
    (tmp_path / "deck.md").write_text(
        deck(bash("echo one"), bash("touch ~/here; sleep 300"), bash("echo three"))
    )
    reports = tmp_path / ".slidegen" / "run" / "deck"
    process = start(tmp_path)
    wait_for(reports / "home" / "here")
    os.kill(process.pid, number)
    assert process.wait(20) == 130
    assert "interrupted" in (reports / "report.txt").read_text()
    name = json.loads((reports / "results.jsonl").read_text().splitlines()[0])["run"]
    assert not [mark for mark in marked_processes() if mark.endswith(name)]
