"""`slidegen lint` as a process: what it reads, says and writes, and how it ends."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import ROOT, Slidegen, clean_environment

Tree = Callable[[Mapping[str, str | bytes]], Path]

BROKEN = "# Nodes\n\n---\n\nclas: middle\n\n# More\n\n![](https://example.com/a.png)\n"
CLEAN = "# Nodes\n\n---\n\nclass: middle\n\n# More\n"
CRON = "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: nightly\n"


def lines(text: str) -> list[str]:
    return [line.split(" ")[0] + " " + line.split(" ")[1] for line in text.splitlines()]


# ---- exit codes and what is read
def test_clean(slidegen: Slidegen, tree: Tree) -> None:
    done = slidegen("lint", cwd=tree({"nodes.md": CLEAN}))
    assert (done.returncode, done.stdout) == (0, "")
    assert "no findings in 1 file" in done.stderr


def test_findings(slidegen: Slidegen, tree: Tree) -> None:
    done = slidegen("lint", "--format", "concise", cwd=tree({"nodes.md": BROKEN}))
    assert done.returncode == 1
    assert lines(done.stdout) == ["nodes.md:5:1: SG410", "nodes.md:9:1: SG415", "nodes.md:9:5: SG420"]


def test_notes_alone_do_not_fail(slidegen: Slidegen, tree: Tree) -> None:
    done = slidegen("lint", "--kubernetes-version", "1.24", cwd=tree({"cron.yaml": CRON}))
    assert done.returncode == 0
    assert "SG202" in done.stdout


def test_exit_zero(slidegen: Slidegen, tree: Tree) -> None:
    assert slidegen("lint", "--exit-zero", cwd=tree({"nodes.md": BROKEN})).returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("--select", "SG9999"),
        ("--kubernetes-version", "newest"),
        ("--format", "xml"),
        ("--unsafe-fixes",),
        ("missing.md",),
        ("--baseline", "missing.json"),
        ("--from-diff", ""),
    ],
    ids=" ".join,
)
def test_wrong_calls_end_with_2_and_no_traceback(
    slidegen: Slidegen, tree: Tree, arguments: tuple[str, ...]
) -> None:
    done = slidegen("lint", *arguments, cwd=tree({"nodes.md": CLEAN}))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_kinds_and_folders(slidegen: Slidegen, tree: Tree) -> None:
    root = tree(
        {
            "cron.yaml": CRON,
            "build/cron.yml": CRON,
            "deep/cron.yml": CRON,
            "run.sh": f"kubectl apply -f- <<EOF\n{CRON}EOF\n",
            "start": f"#!/bin/sh\nkubectl apply -f- <<EOF\n{CRON}EOF\n",
            "cron.txt": CRON,
            ".hidden/cron.yaml": CRON,
            "node_modules/cron.yaml": CRON,
        }
    )
    done = slidegen("lint", "--select", "SG201", "--format", "concise", cwd=root)
    found = {line.split(":")[0] for line in done.stdout.splitlines()}
    assert found == {"cron.yaml", "build/cron.yml", "deep/cron.yml", "run.sh", "start"}


def test_makefiles_are_read_when_a_setting_says_so(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"Makefile": "up:\n\tkubectl exec web ls\n"})
    done = slidegen("lint", "Makefile", cwd=root)
    assert (done.returncode, "`lint.embedded-shell` is on" in done.stderr) == (2, True)
    (root / "slidegen.toml").write_text("[lint]\nembedded-shell = true\n")
    assert "Makefile:2:19 SG104" in slidegen("lint", cwd=root).stdout


@pytest.mark.parametrize("is_on", [False, True])
def test_hidden_files_of_ci_systems_are_read_with_the_shell_in_them(
    slidegen: Slidegen, tree: Tree, is_on: bool
) -> None:
    """All else that is hidden is nobody's to teach from."""
    shell = "script:\n- kubectl exec web ls\n"
    read = (".gitlab-ci.yml", ".github/workflows/test.yml", "lab/.github/workflows/lab.yaml")
    unread = (".github/CONTRIBUTING.md", ".other.yml", ".cache/.github/test.yml")
    root = tree(
        {
            **dict.fromkeys((*read, *unread), shell),
            "slidegen.toml": f"[lint]\nembedded-shell = {str(is_on).lower()}\n",
        }
    )
    done = slidegen("lint", "--format", "concise", cwd=root)
    assert {line.split(":")[0] for line in done.stdout.splitlines()} == ({*read} if is_on else set())


def test_excludes_hold_for_named_files(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"slidegen.toml": '[lint]\nexclude = ["old/"]\n', "old/cron.yaml": CRON, "new.md": CLEAN})
    assert slidegen("lint", "old/cron.yaml", "new.md", cwd=root).returncode == 0
    assert slidegen("lint", "--exclude", "*.yaml", "old/cron.yaml", cwd=root).returncode == 0


def test_a_text_with_two_names_is_judged_once_and_its_deck_has_both(slidegen: Slidegen, tree: Tree) -> None:
    root = tree(
        {"docs/nodes.md": CLEAN.replace("class", "clas"), "deck.yml": "title: N\ncontent: [nodes.md]\n"}
    )
    (root / "nodes.md").symlink_to("docs/nodes.md")
    done = slidegen("lint", "--format", "concise", cwd=root)
    assert lines(done.stdout) == ["docs/nodes.md:5:1: SG410"]
    alone = slidegen("lint", "--format", "concise", "nodes.md", cwd=root)
    assert lines(alone.stdout) == ["nodes.md:5:1: SG410"]


def test_settings_select_and_ignore_per_file(slidegen: Slidegen, tree: Tree) -> None:
    settings = (
        '[lint]\nselect = ["SG2", "SG4"]\nignore = ["SG420"]\nper-file-ignores = {"old/**" = ["SG201"]}\n'
    )
    root = tree({"slidegen.toml": settings, "old/cron.yaml": CRON, "cron.yaml": CRON, "nodes.md": BROKEN})
    done = slidegen("lint", "--format", "concise", cwd=root)
    assert lines(done.stdout) == ["cron.yaml:1:13: SG201", "nodes.md:5:1: SG410", "nodes.md:9:1: SG415"]
    only = slidegen("lint", "--select", "SG420", "--format", "concise", cwd=root)
    assert only.stdout == "", "what the settings ignore stays ignored"


def test_names_are_those_one_would_type(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"slidegen.toml": "", "slides/nodes.md": BROKEN})
    done = slidegen("lint", "nodes.md", "--format", "concise", cwd=root / "slides")
    assert done.stdout.startswith("nodes.md:5:1: SG410")


# ---- the target version
@pytest.mark.parametrize(
    ("flag", "manifest", "setting", "expected"),
    [
        (None, None, None, "SG201"),
        (None, None, "1.24", "SG202"),
        (None, "1.24", "1.32", "SG202"),
        ("1.32", "1.24", "1.24", "SG201"),
        ("1.20", None, None, ""),
    ],
)
def test_target_version(
    slidegen: Slidegen, tree: Tree, flag: str | None, manifest: str | None, setting: str | None, expected: str
) -> None:
    deck = f"kubernetes-version: {manifest}\n" if manifest else ""
    root = tree(
        {
            "deck.yml": f"title: A\n{deck}content:\n- nodes.md\n",
            "nodes.md": f"# Nodes\n\n```yaml\n{CRON}```\n",
            "slidegen.toml": f'kubernetes-version = "{setting}"\n' if setting else "",
        }
    )
    arguments = ["--kubernetes-version", flag] if flag else []
    done = slidegen("lint", "--select", "SG201,SG202", "--format", "concise", *arguments, cwd=root)
    assert [line.split()[1] for line in done.stdout.splitlines()] == ([expected] if expected else [])


# ---- standard input
def piped(root: Path, text: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "slidegen", "lint", "-", *arguments],
        cwd=root,
        env=clean_environment(),
        input=text,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_standard_input(tmp_path: Path) -> None:
    done = piped(tmp_path, BROKEN, "--stdin-filename", "slides/new.md", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.startswith("slides/new.md:5:1: SG410")


def test_standard_input_takes_its_kind_from_its_name(tmp_path: Path) -> None:
    done = piped(tmp_path, CRON, "--stdin-filename", "cron.yaml", "--select", "SG201")
    assert done.returncode == 1


def test_standard_input_mended_is_standard_output(tmp_path: Path) -> None:
    done = piped(tmp_path, BROKEN, "--fix")
    assert done.stdout == BROKEN.replace("clas:", "class:")


# ---- fixes
def test_fix_writes_what_is_safe(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"nodes.md": BROKEN})
    (root / "nodes.md").chmod(0o640)
    done = slidegen("lint", "--fix", "--format", "concise", cwd=root)
    assert (root / "nodes.md").read_text() == BROKEN.replace("clas:", "class:")
    assert (root / "nodes.md").stat().st_mode & 0o777 == 0o640
    assert "1 finding mended" in done.stderr
    assert done.returncode == 1, "something is left"
    assert sorted(path.name for path in root.iterdir()) == ["nodes.md"]


def test_newlines_and_marks_of_the_file_stay(slidegen: Slidegen, tree: Tree) -> None:
    raw = b"\xef\xbb\xbf" + BROKEN.replace("\n", "\r\n").encode()
    root = tree({"nodes.md": raw})
    slidegen("lint", "--fix", cwd=root)
    assert (root / "nodes.md").read_bytes() == raw.replace(b"clas:", b"class:")


def test_a_second_run_changes_nothing(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"nodes.md": BROKEN, "cron.yaml": CRON})
    slidegen("lint", "--fix", "--unsafe-fixes", cwd=root)
    once = {path.name: path.read_bytes() for path in root.iterdir()}
    slidegen("lint", "--fix", "--unsafe-fixes", cwd=root)
    assert {path.name: path.read_bytes() for path in root.iterdir()} == once


def test_diff_shows_what_a_read_only_file_would_become(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"nodes.md": BROKEN})
    (root / "nodes.md").chmod(0o444)
    done = slidegen("lint", "--diff", cwd=root)
    assert "+class: middle" in done.stdout
    assert "not writable" not in done.stderr
    assert "not writable" in slidegen("lint", "--fix", cwd=root).stderr


def test_diff_writes_nothing(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"nodes.md": BROKEN})
    done = slidegen("lint", "--diff", cwd=root)
    assert done.returncode == 1
    assert "-clas: middle\n+class: middle" in done.stdout
    assert (root / "nodes.md").read_text() == BROKEN
    patched = subprocess.run(["git", "apply", "--check", "-"], input=done.stdout, cwd=root, text=True)
    assert patched.returncode == 0


def test_show_fixes(slidegen: Slidegen, tree: Tree) -> None:
    done = slidegen("lint", "--show-fixes", cwd=tree({"nodes.md": BROKEN}))
    assert "nodes.md:5:1: 'clas' -> 'class'" in done.stdout


# ---- suppressions and the baseline
def test_add_ignores(slidegen: Slidegen, tree: Tree) -> None:
    fence = f"# Cron\n\n- see\n  ```yaml\n  {CRON.replace(chr(10), chr(10) + '  ').rstrip()}\n  ```\n"
    root = tree({"nodes.md": BROKEN, "cron.yaml": CRON, "cron.md": fence})
    assert slidegen("lint", "--add-ignores", cwd=root).returncode == 0
    done = slidegen("lint", cwd=root)
    assert (done.returncode, done.stdout) == (0, "")
    assert "  <!-- slidegen: ignore-next-line SG201" in (root / "cron.md").read_text()
    assert (
        (root / "cron.yaml").read_text().startswith("apiVersion: batch/v1beta1  # slidegen: ignore[SG201]\n")
    )


def test_objects_in_json_are_judged_and_mended_and_get_no_comments(slidegen: Slidegen, tree: Tree) -> None:
    spec = '{"nodeSelector": {"beta.kubernetes.io/os": "linux"}}'
    pod = f'{{"kind": "Pod", "apiVersion": "v1",\n\t"spec": {spec}}}\n'
    root = tree(
        {"pod.json": pod, "package.json": '{"name": "x", "kind": "Pod"}', "swagger.json": '{"kind": {}}'}
    )
    assert lines(slidegen("lint", "--format", "concise", cwd=root).stdout) == ["pod.json:2:29: SG207"]
    ignored = slidegen("lint", "--add-ignores", cwd=root)
    assert "pod.json is JSON" in ignored.stderr
    assert "0 findings suppressed" in ignored.stderr
    assert (root / "pod.json").read_text() == pod
    assert slidegen("lint", "--fix", cwd=root).returncode == 0
    assert (root / "pod.json").read_text() == pod.replace("beta.", "")


def test_baseline(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"nodes.md": BROKEN})
    assert slidegen("lint", "--write-baseline", cwd=root).returncode == 0
    assert slidegen("lint", cwd=root).returncode == 0  # it is used once it is there
    assert slidegen("lint", "--no-baseline", cwd=root).returncode == 1
    known = slidegen("lint", "--baseline", "slidegen-baseline.json", cwd=root)
    assert (known.returncode, known.stdout) == (0, "")
    tree({"nodes.md": "A new line.\n\n" + BROKEN + "\n![](https://example.com/b.png)\n"})
    grown = slidegen("lint", "--baseline", "slidegen-baseline.json", "--format", "concise", cwd=root)
    assert grown.returncode == 1
    assert lines(grown.stdout) == ["nodes.md:13:1: SG415", "nodes.md:13:5: SG420"]
    tree({"nodes.md": CLEAN})
    assert (
        "of the baseline are gone"
        in slidegen("lint", "--baseline", "slidegen-baseline.json", cwd=root).stderr
    )


def test_a_file_keeps_what_is_known_of_it_under_another_name(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"nodes.md": BROKEN, "other.md": BROKEN})
    slidegen("lint", "--write-baseline", cwd=root)
    (root / "nodes.md").rename(root / "moved.md")
    assert slidegen("lint", cwd=root).returncode == 0
    (root / "copy.md").write_text(BROKEN, encoding="utf-8")  # of a file that is known, a copy is new
    done = slidegen("lint", "--format", "concise", cwd=root)
    assert {line.partition(":")[0] for line in lines(done.stdout)} == {"moved.md"}
    (root / "moved.md").unlink()
    assert slidegen("lint", cwd=root).returncode == 0


def test_a_baseline_that_an_editor_saved_with_a_mark(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"nodes.md": BROKEN})
    slidegen("lint", "--write-baseline", cwd=root)
    known = root / "slidegen-baseline.json"
    known.write_text(known.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert slidegen("lint", cwd=root).returncode == 0


def test_a_baseline_further_up_in_the_repository(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"nodes.md": BROKEN, "deep/er/nodes.md": BROKEN})
    (root / ".git").mkdir()
    slidegen("lint", "--write-baseline", cwd=root)
    below = slidegen("lint", cwd=root / "deep" / "er")
    assert below.returncode == 0
    assert "gone" not in below.stderr
    (root / "deep" / "er" / "more.md").write_text(BROKEN, encoding="utf-8")
    assert slidegen("lint", cwd=root / "deep" / "er").returncode == 1
    slidegen("lint", "--write-baseline", cwd=root / "deep")  # what is known of the rest stays known
    assert (root / "deep" / "slidegen-baseline.json").is_file()
    assert slidegen("lint", "nodes.md", cwd=root).returncode == 0


def test_a_baseline_of_the_settings_can_be_set_aside(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"nodes.md": BROKEN, "slidegen.toml": '[lint]\nbaseline = "known.json"\n'})
    slidegen("lint", "--write-baseline", cwd=root)
    assert json.loads((root / "known.json").read_text())["version"] == 1
    assert slidegen("lint", cwd=root).returncode == 0
    assert slidegen("lint", "--no-baseline", cwd=root).returncode == 1


def test_a_file_that_is_no_baseline(slidegen: Slidegen, tree: Tree) -> None:
    done = slidegen("lint", "--baseline", "b.json", cwd=tree({"b.json": "[]", "nodes.md": CLEAN}))
    assert done.returncode == 2
    assert "--write-baseline" in done.stderr


# ---- how it is said
def test_statistics(slidegen: Slidegen, tree: Tree) -> None:
    done = slidegen("lint", "--statistics", cwd=tree({"nodes.md": f"{BROKEN}\n---\n\n{BROKEN}"}))
    assert done.stdout.splitlines()[0].split() == [
        "2",
        "SG410",
        "unknown-property",
        "(warning,",
        "2",
        "fixable)",
    ]


def test_statistics_for_programs(slidegen: Slidegen, tree: Tree) -> None:
    done = slidegen(
        "lint", "--statistics", "--format", "json", cwd=tree({"nodes.md": f"{BROKEN}\n---\n\n{BROKEN}"})
    )
    row, *_ = json.loads(done.stdout)["statistics"]
    assert (row["code"], row["severity"], row["count"], row["fixable"]) == ("SG410", "warning", 2, 2)


def test_schemas_when_asked_for(slidegen: Slidegen, tree: Tree) -> None:
    pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\nspec:\n  containers:\n  - name: x\n    imag: y\n"
    root = tree({"pod.yaml": pod})
    assert slidegen("lint", cwd=root).returncode == 0
    done = slidegen("lint", "--schemas", "--format", "concise", cwd=root)
    assert "pod.yaml:8:5: SG210 error: v1 Pod: there is no field `imag` here" in done.stdout
    (root / "slidegen.toml").write_text("[lint]\nschemas = true\n", encoding="utf-8")
    assert slidegen("lint", cwd=root).returncode == 1
    assert "were not held against any" in slidegen("lint", "--kubernetes-version", "1.12", cwd=root).stderr


def test_a_bump_as_text_and_as_a_page(slidegen: Slidegen, tree: Tree) -> None:
    title = "# <b>Crons</b> & more"
    root = tree({"a.md": f"{title}\n\n```yaml\napiVersion: batch/v1beta1\nkind: CronJob\n```\n"})
    done = slidegen("lint", "--from", "1.24", "--to", "1.25", cwd=root)
    assert done.returncode == 1
    assert done.stdout.startswith("From 1.24 to 1.25: 1 place breaks, 0 places have a better form\n")
    assert "breaks  a.md:4:13 SG201" in done.stdout
    slidegen("lint", "--from", "1.24", "--to", "1.25", "-o", "bump.html", cwd=root)
    page = (root / "bump.html").read_text(encoding="utf-8")
    assert "a.md:4:13" in page
    assert "<b>" not in page
    assert slidegen("lint", "--from", "1.25", "--to", "1.24", cwd=root).returncode == 2


def test_only_what_matters_so_much(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"nodes.md": BROKEN})
    done = slidegen("lint", "--min-severity", "error", cwd=root)
    assert (done.returncode, done.stdout) == (0, "")
    assert slidegen("lint", "--min-severity", "warning", cwd=root).returncode == 1


def test_colour_only_when_it_is_wanted(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"nodes.md": BROKEN})
    assert "\x1b[" not in slidegen("lint", cwd=root, env={"NO_COLOR": ""}).stdout
    assert "\x1b[" in slidegen("lint", cwd=root, env={"NO_COLOR": "", "FORCE_COLOR": "1"}).stdout
    assert "\x1b[" not in slidegen("lint", cwd=root, env={"NO_COLOR": "1", "FORCE_COLOR": "1"}).stdout


def test_output_file(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"nodes.md": BROKEN})
    done = slidegen("lint", "-o", "out.json", "--format", "json", cwd=root)
    assert done.stdout == ""
    assert len(json.loads((root / "out.json").read_text())["findings"]) == 3


def test_two_runs_say_the_same(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({f"{name}.md": BROKEN for name in "cab"})
    one, two = (slidegen("lint", "--format", "json", cwd=root).stdout for _ in range(2))
    assert one == two
    order = [(f["path"], f["line"], f["column"]) for f in json.loads(one)["findings"]]
    assert order == sorted(order)


def test_only_what_is_asked_for_is_reported(slidegen: Slidegen, tree: Tree) -> None:
    root = tree(
        {"deck.yml": "content: [a.md, b.md]\n", "a.md": "name: x\n\n# A\n", "b.md": "name: x\n\n# B\n"}
    )
    done = slidegen("lint", "b.md", "--format", "concise", cwd=root)
    assert lines(done.stdout) == ["b.md:1:1: SG412"]
    assert slidegen("lint", "a.md", cwd=root).returncode == 0


def test_what_lint_never_loads(tmp_path: Path) -> None:
    (tmp_path / "nodes.md").write_text(BROKEN)
    script = "import sys; from slidegen.cli import run; run(['lint', '-q']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=clean_environment(), capture_output=True, text=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "click" in loaded
    assert not loaded & {"jinja2", "watchdog", "starlette", "pygments", "markdown_it", "rich", "asyncio"}


def test_our_own_content_is_clean(slidegen: Slidegen) -> None:
    done = slidegen("lint", "content", "--format", "concise", cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, "")


def test_not_utf8(slidegen: Slidegen, tree: Tree) -> None:
    raw = b"# N\xe9\n\n---\n\nclas: middle\n\n# More\n"
    root = tree({"nodes.md": raw})
    done = slidegen("lint", "--fix", "--format", "concise", cwd=root)
    assert "SG002" in done.stdout
    assert (root / "nodes.md").read_bytes() == raw, "what cannot be read is never written"


@pytest.mark.parametrize(
    ("selector", "advice"), [("SG999", "lists them"), ("run-labl", "did you mean run-label")]
)
def test_a_rule_that_nobody_knows(slidegen: Slidegen, tree: Tree, selector: str, advice: str) -> None:
    """A code next to another means something else, so only names are guessed."""
    done = slidegen("lint", "--select", selector, cwd=tree({"a.md": "# A\n"}))
    assert done.returncode == 2
    assert advice in done.stderr


def test_settings_of_a_folder_below_are_said_to_be_unread(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"a.md": CLEAN, "b/c/d.md": CLEAN, "b/slidegen.toml": "", "e/slidegen.toml": ""})
    said = slidegen("lint", cwd=root).stderr.splitlines()
    assert [line for line in said if "slidegen.toml" in line] == [
        "b/slidegen.toml is not read: run slidegen there for it, or say it in the project's settings"
    ]
    assert "slidegen.toml" not in slidegen("lint", "a.md", cwd=root).stderr
    assert "slidegen.toml" not in slidegen("lint", cwd=root / "b").stderr


def test_a_report_shows_the_line_as_it_is_written(slidegen: Slidegen, tree: Tree) -> None:
    """Of another markup rules read something else, at other places."""
    page = "<p>A</p>\n<pre><code>kubectl <b>exec</b> web ls &amp;&amp; pwd\n</code></pre>\n"
    root = tree({"b.adoc": "= A\n\n[source,bash]\n----\nkubectl exec web ls\n----\n", "a.html": page})
    done = slidegen("lint", "--show-fixes", cwd=root)
    assert "2 | <pre><code>kubectl <b>exec</b> web ls &amp;&amp; pwd" in done.stdout
    assert "5 | kubectl exec web ls" in done.stdout
