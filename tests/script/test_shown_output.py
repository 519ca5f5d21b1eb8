"""What slides show that commands print, against what they print."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Slidegen
from hypothesis import given
from hypothesis import strategies as st
from kubectl_clients import clients

from slidegen.script.model import ShownOutput
from slidegen.script.shown_output import Stale, difference, renewed


@pytest.mark.parametrize(
    ("shown", "now"),
    [
        ("web-6d4b75cb6d-hx2kp   1/1   Running   0   3m", "web-5f69bbf966-vr9tj 1/1 Running 0 10s"),
        ("10.96.12.1   8080/TCP", "10.0.0.7 8080/TCP"),
        ("0c3a5f1e2b7d   nginx   Up 2 minutes", "8bd91ff0aa31   nginx   Up 5 seconds"),
        ("Thu Nov 26 00:01:02 UTC 2026", "Fri Dec 4 10:11:12 CET 2026"),
        ("2026-01-02T03:04:05Z started", "2025-12-31T23:59:59.123Z started"),
        ("W1126 15:47:44.056172 15 loader.go:223] none", "W0102 03:04:05.648273      14 loader.go:223] none"),
        ("a\n...\nz", "a\nb\nc\nz"),
        ("a\n...", "a\nb"),
        ("ID  IMAGE  ...  STATUS  ...", "ID   IMAGE   COMMAND   STATUS   PORTS   NAMES"),
        ("47d677dcfba4  clock  ...  2 minutes ago", '1d8a72d83344  clock  "sh -c"  Less than a second ago'),
        ("a1b2c3d4e5f6  web  Up ... 80/tcp …", "0c3a5f1e2b7d  web  Up About a minute  80/tcp  kind_nash"),
        ("10:00:01\n10:00:02\n10:00:03", "21:06:51"),
        ("10:00:01\n...", "21:06:51\n21:06:52\n21:06:53"),
        ("a\n\nb", "a\nb\n"),
        ("one  two", "one two"),
        ("f2c1", "a" * 63 + "1"),  # an id by its beginning, and this run's whole
        ("/home/ada/.kube/config", "~/.kube/config"),
        ("error: /root: no such file", "error: /Users/ada: no such file"),
        ("-rw-r--r-- 1 ada staff 15 Mar  3 10:12 a", "-rw-r--r-- 1 root root 15 Nov 27 19:43 a"),
        ("commit 9fceb02d0ae598e95dc970b74767f19372d61af8", "commit 4d718caef96551cc78e9d8 (HEAD -> main)"),
        ("[1] 4711\n[1]+  Running  sleep 9 &", "$\n[1]+  Running  sleep 9 &"),
        ("a\n# look at it again\nb", "a\nb"),  # an author's words between two commands
    ],
)
def test_alike(shown: str, now: str) -> None:
    assert difference(shown, now) == ""


@pytest.mark.parametrize(
    ("shown", "now", "told"),
    [
        ("web 1/1 Running", "web 0/1 Pending", "shows `web 1/1 Running`, and `web 0/1 Pending` comes"),
        ("NAME READY STATUS", "NAME STATUS", "shows `NAME READY STATUS`"),
        ("a\nb", "a", "shows `b`, and nothing comes"),
        ("a", "a\nb", "ends, and `b` comes"),
        ("replicas: 3", "replicas: 5", "shows `replicas: 3`"),
        ("f2c1", "f2c2", "shows `f2c1`"),
        (
            "-rw-r--r-- 1 ada staff 15 Mar  3 10:12 a",
            "-rwxr-xr-x 1 root root 15 Nov 27 19:43 a",
            "shows `-rw-",
        ),
        ("#!/bin/sh", "#!/bin/bash", "shows `#!/bin/sh`"),
        ("ID ... STATUS", "ID IMAGE STATUS NAMES", "shows `ID ... STATUS`"),
        ("ID ... IMAGE ... STATUS", "ID STATUS IMAGE", "shows `ID ... IMAGE ... STATUS`"),
        ("a ... a", "a", "shows `a ... a`"),
        ("a\nz", "a\nb\nz", "shows `z`, and `b` comes"),
        ("...\nPort: 80\n...", "Name: x\nPort: 81\nEvents: none", "shows `Port: 80`, and `Port: 81` comes"),
        ("...\nPort: 80\n...", "Name: x", "shows `Port: 80`, and `Name: x` comes"),
    ],
)
def test_not_alike(shown: str, now: str, told: str) -> None:
    assert difference(shown, now).startswith(told)


@pytest.mark.parametrize(
    ("shown", "now", "anew"),
    [
        ("...\nPort: 80\n...", "Name: x\nPort: 81\nEvents: none", "...\nPort: 81\n..."),
        ("Name: x\n  ...\n  Port:  80", "Name: y\n  a\n  Port:  81", "Name: y\n  ...\n  Port:  81"),
        ("a 1\n...", "a 2\nb\nc", "a 2\n..."),
        ("ID ... STATUS\nx ... up", "ID IMAGE STATUS\nx web down", "ID ... STATUS\nx web down"),
        ("a 1\n…\nz 1", "a 2\nb\nz 2\nlast", "a 2\nb\nz 2\nlast"),  # it ends with another line
        ("...\nPort: 80\n...", "Name: x\nEvents: none", "Name: x\nEvents: none"),
        ("a 1\nb 1\n...", "a 2\nx\nb 2\nc", "a 2\nx\nb 2\nc"),  # nothing is skipped between them
        ("a 1\nb 1", "a 2\nb 2\nc", "a 2\nb 2\nc"),
        ("...\nweb 1m\n...", "NAME AGE\nweb 7s\ndb 8s", "...\nweb 7s\n..."),
        ("a\n...", "", ""),
    ],
)
def test_what_an_author_skips_stays_skipped(shown: str, now: str, anew: str) -> None:
    stale = Stale(ShownOutput(shown, 0, 2), now, "")
    text = renewed("  ```\n" + "\n".join(f"  {line}" for line in shown.split("\n")) + "\n  ```", stale)
    body = "".join(f"  {line}\n" for line in anew.split("\n") if anew)
    assert text == f"  ```\n{body}  ```"
    if anew:
        assert difference(anew, now) == ""


@given(st.lists(st.sampled_from(["a b", "web-6d4b75cb6d-hx2kp 3m", "", "1.2.3.4", "x: 1"])))
def test_every_output_is_like_itself(lines: list[str]) -> None:
    assert difference("\n".join(lines), "\n".join(lines)) == ""


DECK = """\
# A

.lab[

- In a list:
  ```console
  $ echo one; echo two
  one
  stale
  $ true
  $ seq 3
  1
  ...
  3
  ```

```bash
printf 'now %s\\n' here
```
```output
then here
```

```bash
echo fine
```
]
"""


def test_stale_outputs_are_found_and_written_anew(slidegen: Slidegen, tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text(DECK)
    env = {"KUBECONFIG": "/dev/null"}
    first = slidegen("run", "deck.md", "--yes", cwd=tmp_path, env=env)
    assert first.returncode == 6, first.stdout
    assert "no longer what comes (2)" in first.stdout
    assert "deck.md:8 shows `stale`, and `two` comes" in first.stdout
    assert deck.read_text() == DECK
    renewed = slidegen("run", "deck.md", "--yes", "--update", cwd=tmp_path, env=env)
    assert "-  stale\n+  two\n" in renewed.stdout
    assert deck.read_text() == DECK.replace("  stale", "  two").replace("then here", "now here")
    again = slidegen("run", "deck.md", "--yes", "--update", cwd=tmp_path, env=env)
    assert again.returncode == 0, again.stdout
    assert "no longer" not in again.stdout


SHAPES = """\
# Shapes

.lab[
> ```console
> $ echo quoted
> unquoted
> $ printf '  in\\n    deep\\n'
>   out
> ```

- Nothing yet:

  ```bash
  echo now
  ```
  ```output
  ```

```bash
seq 300
```
```output
1
```

```bash
printf '\\140\\140\\140\\nmore\\n'
```
```output
code
```

```console
$ printf '%s\\n' '$ whoami'
me
```

1. Tabs:

\t```bash
\techo tab
\t```
\t```text

\tnot yet
\t```
]
"""


def test_what_is_written_anew_is_read_as_it_was(slidegen: Slidegen, tmp_path: Path) -> None:
    """A margin stays, also before what is indented itself; what would end a fence or be a prompt is told."""
    deck = tmp_path / "deck.md"
    deck.write_text(SHAPES)
    env = {"KUBECONFIG": "/dev/null"}
    told = slidegen("run", "deck.md", "--yes", "--update", cwd=tmp_path, env=env).stderr
    expected = SHAPES.replace("> unquoted", "> quoted").replace(">   out", ">   in\n>     deep")
    expected = expected.replace("output\n  ```", "output\n  now\n  ```").replace("\tnot yet", "\ttab")
    assert deck.read_text() == expected
    why = {
        "me": "would be read as something else than an output",
        "code": "would be read as something else than an output",
        "1": "has 299 lines more than before",
    }
    lines = SHAPES.split("\n")
    by_hand = [f"deck.md:{lines.index(line) + 1}: {each}: renew it by hand" for line, each in why.items()]
    assert [line for line in told.splitlines() if "by hand" in line] == by_hand
    again = slidegen("run", "deck.md", "--yes", cwd=tmp_path, env=env)
    assert "no longer what comes (3)" in again.stdout


HOME_DECK = """\
# Home

.lab[
```bash
cd; pwd
```
```output
/home/ada
```

```bash
mkdir -p ~/one; ls -d $HOME/one
echo $KUBECONFIG
```
```output
no longer so
```

```bash
ls -d $HOME/one; echo more
```
```output
/home/ada/one
```

```bash
git clone -q https://example.com/ada/work
git -C work remote -v
```
```output
origin  https://example.com/ada/work (fetch)
```

```bash
dirname $HOME
```
```output
/home
```
]
"""


def test_no_path_of_a_run_gets_into_a_source(slidegen: Slidegen, tmp_path: Path) -> None:
    """An author's home stands for the run's; what else is the run's own is renewed by hand, and told."""
    (tmp_path / "home.md").write_text(HOME_DECK)
    (tmp_path / "deck.yml").write_text("title: Deck\ngitrepo: example.com/ada/work\ncontent: [home.md]\n")
    env = {"KUBECONFIG": "/dev/null"}
    for words in ("init -q", "add .", "-c user.name=a -c user.email=a@example.com commit -qm a"):
        subprocess.run(["git", *words.split()], cwd=tmp_path, check=True)
    first = slidegen("run", "deck.yml", "--yes", "--update", cwd=tmp_path, env=env)
    assert first.returncode == 6, first.stdout
    text = (tmp_path / "home.md").read_text()
    assert "\n~/.kube/config\n" in text
    assert "\n/home/ada/one\nmore\n" in text
    assert "\n/home\n" in text
    assert str(tmp_path) not in text
    assert "origin  https://example.com/ada/work (fetch)\norigin" in text.replace("\t", "  ")
    assert "(with a path of this run: renew it by hand)" in first.stdout


def test_no_secret_gets_into_a_source_nor_stands_for_one(slidegen: Slidegen, tmp_path: Path) -> None:
    """`[masked]` was written, which no later run printed."""
    text = "# A\n\n.lab[\n```bash\necho $API_TOKEN\n```\n```output\nwhat it was\n```\n]\n"
    (tmp_path / "deck.md").write_text(text)
    env = {"KUBECONFIG": "/dev/null", "API_TOKEN": "hunter2-and-more"}
    done = slidegen("run", "deck.md", "--yes", "--update", "--env", "API_TOKEN", cwd=tmp_path, env=env)
    assert (tmp_path / "deck.md").read_text() == text
    assert "shows `what it was`, and `[masked]` comes" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr


CLIENTS_DECK = """\
# Outputs

.lab[
```bash
kubectl version --client
```
```output
not yet
```
```bash
kubectl create deployment web --image=nginx --dry-run=client -o yaml
```
```output
not yet
```
```bash
kubectl get --help | tail -1
```
```output
Use "kubectl options" for a list of global command-line options (applies to all commands).
```
]
"""


def test_outputs_go_stale_with_another_kubectl_and_are_renewed_for_it(
    slidegen: Slidegen, tmp_path: Path
) -> None:
    found = clients()
    if len(found) < 2:
        pytest.skip("no two clients in SLIDEGEN_KUBECTL_DIR (tests/kubectl_clients.py)")
    deck, stale = tmp_path / "deck.md", list[int]()
    deck.write_text(CLIENTS_DECK)
    for minor in (min(found), max(found)):
        folder = tmp_path / f"bin{minor}"
        folder.mkdir()
        shutil.copy(found[minor], folder / "kubectl")  # a run sees nothing of the home that a link leads to
        env = {"KUBECONFIG": "/dev/null", "PATH": f"{folder}:{os.environ['PATH']}"}
        first = slidegen("run", "deck.md", "--yes", "--update", cwd=tmp_path, env=env)
        assert first.returncode == 6, first.stdout
        stale.append(first.stdout.count(", and `"))
        again = slidegen("run", "deck.md", "--yes", cwd=tmp_path, env=env)
        assert again.returncode == 0, again.stdout
        assert f"v1.{minor}" in deck.read_text()
    assert stale == [2, 2]


@pytest.mark.parametrize("ends", ["windows", "mixed", "no end", "a mark before"])
def test_a_file_keeps_its_line_ends(slidegen: Slidegen, tmp_path: Path, ends: str) -> None:
    """And all else of it: what changes is the stale lines."""
    data = DECK.encode()
    given = {
        "windows": data.replace(b"\n", b"\r\n"),
        "mixed": data.replace(b"# ", b"<!-- one -->\r\n# ", 1),
        "no end": data.rstrip(b"\n"),
        "a mark before": b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    }[ends]
    (tmp_path / "deck.md").write_bytes(given)
    done = slidegen("run", "deck.md", "--yes", "--update", cwd=tmp_path, env={"KUBECONFIG": "/dev/null"})
    assert "-  stale\n+  two\n" in done.stdout
    wanted = given.replace(b"  stale", b"  two").replace(b"then here", b"now here")
    now = (tmp_path / "deck.md").read_bytes()
    assert now.replace(b"\r\n", b"\n") == wanted.replace(b"\r\n", b"\n")
    assert now == wanted or ends == "mixed"  # there a new line gets the end that most of Windows' files have
    assert now.startswith(wanted[:20])


NAMED = """\
# A

```bash
printf 'on NODE_IP\\nas <who>\\n'
```
```output
on   NODE_IP
as <who>
```
```bash
$ printf 'at NODE_IP\\nnew\\n'
on NODE_IP
old
```
```bash
$ printf 'at nowhere\\n'
on NODE_IP
```
"""


def test_a_placeholder_in_what_is_shown_stands_for_its_value_and_stays(
    slidegen: Slidegen, tmp_path: Path
) -> None:
    (tmp_path / "deck.md").write_text(NAMED)
    (tmp_path / "deck.yml").write_text('title: D\ncontent: [deck.md]\nvars: {NODE_IP: node7, "<who>": me}\n')
    words = ("run", "deck.yml", "--yes", "--update", "--all-fences")
    done = slidegen(*words, cwd=tmp_path, env={"KUBECONFIG": "/dev/null"})
    renewed = NAMED.replace("on NODE_IP\nold", "at NODE_IP\nnew")
    assert (tmp_path / "deck.md").read_text() == renewed, done.stderr
    assert "deck.md:17 shows `on node7`, and `at nowhere` comes; renew it by hand" in done.stdout
    assert "deck.md:7" not in done.stdout


BARE = """\
# A

.lab[

- Add them:
  ```bash
  echo $((1 + 2))
  ```

  This prints:

  ```
  4
  ```

- And:
  ```bash
  echo five
  ```
  ```
  six
  ```

- Nothing comes, so this is something else:
  ```bash
  true
  ```
  ```
  seven
  ```

- Write down:
  ```bash
  echo here
  ```

  The folder has these files:

  ```
  eight
  ```

]
"""


def test_a_bare_fence_right_behind_a_command_shows_its_output(slidegen: Slidegen, tmp_path: Path) -> None:
    """Or behind words that say so; not where the command prints nothing, nor behind other words."""
    (tmp_path / "deck.md").write_text(BARE)
    words, env = ("run", "deck.md", "--yes", "--update"), {"KUBECONFIG": "/dev/null"}
    assert slidegen(*words, cwd=tmp_path, env=env).returncode == 6
    assert (tmp_path / "deck.md").read_text() == BARE.replace("  4\n", "  3\n").replace("  six", "  five")
    assert slidegen(*words, cwd=tmp_path, env=env).returncode == 0
