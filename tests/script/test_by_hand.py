"""What slides ask the reader to change by hand: a run does not, and says so instead of blaming the deck."""

import pytest
from script.conftest import RunDeck

from slidegen.script.by_hand import asked_before, asked_in, makes_edit
from slidegen.script.model import ByHand

COMMAND = "kubectl apply -f web.yaml"
FENCE = f"\n\n- Then try again:\n  ```bash\n  {COMMAND}\n  ```\n"
ASKING = """\
- Edit the `web.yaml` file and remove the `replicas:` line
- **Edit** `web.yaml`
1. Replace `80` with `8080` in `web.yaml`
- First, modify `~/demo/web.yaml` to your liking
Open `web.yaml` and change the port.
- In `web.yaml`, comment out the last line
- You'll have to fill in your name in `web.yaml`
- We need to adapt *web.yaml* to our cluster
- Create a file named `web.yaml` with a Pod"""


@pytest.mark.parametrize("line", ASKING.split("\n"))
def test_a_change_is_asked_for(line: str) -> None:
    asked = asked_before(line + FENCE, COMMAND, 10**6, ["web.yaml"])
    assert asked is not None
    assert (asked.file, asked.is_sure) == ("web.yaml", True)


@pytest.mark.parametrize(
    "line", ["- Edit the manifest", "- Change the port in `web.yaml`", "- Remove the last line of `web.yaml`"]
)
def test_a_change_may_be_asked_for(line: str) -> None:
    asked = asked_before(line + FENCE, COMMAND, 10**6, ["web.yaml"])
    assert asked is not None
    assert not asked.is_sure


@pytest.mark.parametrize(
    "line",
    [
        "- Edit `other.yaml`",
        "- Change the number of pods",
        "- Editors like `web.yaml`",
        "- Load `web.yaml`",
        "```\nEdit `web.yaml`\n```",
        "- An add-on stands in `web.yaml`",
    ],
)
def test_no_change_is_asked_for(line: str) -> None:
    assert asked_before(line + FENCE, COMMAND, 10**6, ["web.yaml"]) is None


def test_a_line_that_says_what_its_command_does_asks_for_nothing() -> None:
    text = f"- Create what is in `web.yaml`:\n  ```bash\n  {COMMAND}\n  ```\n"
    assert asked_before(text, COMMAND, 10**6, ["web.yaml"]) is None


def test_what_is_asked_elsewhere_leaves_a_doubt() -> None:
    asked = asked_in("Edit `web.yaml` now.", ["web.yaml"])
    assert asked
    assert not asked.is_sure
    assert asked_in("Edit the manifest.", ["web.yaml"]) is None


@pytest.mark.parametrize(
    ("text", "makes"),
    [
        ("vim web.yaml", True),
        ("sed -i s/80/8080/ web.yaml", True),
        ("cat >web.yaml <<E\na\nE", True),
        ("yq -i '.a = 1' demo/web.yaml", True),
        ("cat web.yaml", False),
        ("sed -n 1p web.yaml", False),
        ("vim other.yaml", False),
    ],
)
def test_commands_that_make_the_change(text: str, makes: bool) -> None:
    assert makes_edit(text, ByHand("Edit it", "web.yaml")) is makes


DECK = """\
# A

.lab[
```bash
echo 'exit 1' >web.sh
```
]

---
# B

.lab[
- Edit the `web.sh` file and remove the `exit` line
{hidden}
- Then:
  ```bash
  bash web.sh; {last}
  ```
]
"""


@pytest.mark.parametrize(
    ("hidden", "last", "verdict"),
    [
        ("", "bash web.sh", "skipped"),
        ("", "true", "pass"),
        ("<!-- ```bash sed -i s/1/2/ web.sh``` -->", "bash web.sh", "fail"),  # made, and wrong all the same
        ("", "nosuch-program web.sh", "suspect"),
        ("", "cat gone/web.sh", "fail"),  # what is to be changed is not there
    ],
)
def test_who_is_blamed(run_deck: RunDeck, hidden: str, last: str, verdict: str) -> None:
    ran = run_deck(DECK.format(hidden=hidden, last=last), "--keep-going")
    assert ran.verdicts[-1] == verdict, ran.stdout
    assert ("remove the `exit` line" in ran.run.results[-1].why) == (verdict == "skipped")
