"""A run's verdicts at the exercises of a page, and what each command printed."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from workshops import Workshop

from slidegen.script.report.jsonl import step_line
from slidegen.script.result import StepResult, Verdict

DECK = """\
# Files

.lab[

- Look at this:
```bash
ls
```

- Read (<!-- a comment -->):
```bash
cat a
```

```yaml
kind: Pod
```
]

---

# Others

.lab[
```bash
true
```
]

.lab[
- Nothing was run here
]
"""


STEP = "files/{}"


def result(command: str, verdict: Verdict, output: str, why: str = "") -> str:
    line = DECK[: DECK.index(f"```bash\n{command}\n")].count("\n") + 1
    return step_line(
        StepResult(
            STEP.format(command),
            "files",
            "Files",
            "files",
            "Files",
            "deck.md",
            line,
            verdict,
            why=why,
            output=output,
            date="2026-11-22T20:49:33Z",
        )
    )


@pytest.fixture
def built(tmp_path: Path) -> Workshop:
    project = Workshop(tmp_path / "workshop", {"deck.md": DECK})
    report = tmp_path / "results.jsonl"
    lines = [
        result("ls", Verdict.PASS, "a\nb & <c>\n"),
        result("cat a", Verdict.FAIL, 'no "a"', why='no "a" here'),
        result("true", Verdict.PASS, ""),
    ]
    report.write_text("".join(lines), encoding="utf-8")
    shown = [[0.2 * number, "o", f"{number} </script>\r\n"] for number in range(1, 5)]
    events = [{"version": 2}, [0, "m", STEP.format("ls")], *shown]
    report.with_name("session.cast").write_text("\n".join(map(json.dumps, events)), encoding="utf-8")
    project.build("deck.md", run_report=report)
    return project


def page_of(project: Workshop) -> str:
    text: str = (project.out / "deck.html").read_text(encoding="utf-8")
    return text


def test_an_exercise_has_the_worst_verdict_of_its_steps(built: Workshop) -> None:
    page = page_of(built)
    assert '<div class="lab" data-verdict="fail" data-run="2026-11-22" title="no &#34;a&#34; here">' in page
    assert page.count("data-verdict=") == 2


def test_what_a_command_printed_is_folded_behind_it(built: Workshop) -> None:
    page = page_of(built)
    folded = '<details class="last-run"><summary>Last run 2026-11-22</summary>'
    assert f"</pre>{folded}<pre><samp>a\nb &amp; &lt;c&gt;</samp></pre><script" in page
    assert page.count(folded) == 2  # nothing behind a command that printed nothing, nor behind the YAML


@pytest.mark.browser
def test_it_takes_no_room_until_it_is_asked_for(built: Workshop, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1210, "height": 681})
    page.goto((built.out / "deck.html").as_uri())
    height = page.locator("#files .lab").evaluate("lab => lab.offsetHeight")
    page.add_style_tag(content=".last-run { display: none }")
    assert page.locator("#files .lab").evaluate("lab => lab.offsetHeight") == height
    page.add_style_tag(content=".last-run { display: block !important }")
    page.locator(".last-run summary").first.click()
    expect(page.locator(".last-run samp").first).to_be_visible()
    assert "#files" in page.url or page.locator("#files").is_visible()  # the click turned no slide
    page.close()


@pytest.mark.browser
def test_the_recording_is_played_where_the_output_stands(built: Workshop, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1210, "height": 681})
    page.goto((built.out / "deck.html").as_uri())
    output = page.locator(".last-run").first
    output.locator("summary").click()
    output.get_by_role("button", name="Play the recording").click()
    expect(output.locator("samp")).to_have_text("1 </script>\n2 </script>")
    expect(output.locator("samp")).to_have_text("a\nb & <c>")  # what came in all stands there again
    assert page.locator(".last-run .replay").count() == 1
    page.close()
