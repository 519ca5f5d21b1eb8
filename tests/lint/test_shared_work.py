"""What is found does not depend on how many processes look for it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from slidegen.assembly.workers import dealt, gathered, together
from slidegen.finding import Finding
from slidegen.lint.engine import MANY, Found, Piece, Share, in_turn
from slidegen.lint.session import Session, selection_of
from slidegen.source.left_out import LeftOut
from slidegen.source.settings_reader import load_settings
from slidegen.source.texts import Texts

SLIDES = """# Part {number}

- Start it:
  ```bash
  kubectl run web{number} --image=nginx --replicas=2
  kubectl get pods --selector run=web{number}
  docker-compose up
  ```

See [the other](#part-{after}), ![]({number}.png)
"""


def by_processes(count: int) -> Share:
    def share(pieces: Sequence[Piece]) -> list[Found]:
        shares = dealt(pieces, count)
        return gathered(together(shares, lambda mine: [piece() for piece in mine]), len(pieces))

    return share


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Share], tuple[Finding, ...]]:
    root = tmp_path_factory.mktemp("many")
    for number in range(MANY):
        text = SLIDES.format(number=number, after=number + 1)
        (root / f"{number:03}.md").write_text(text, encoding="utf-8")
    listed = "".join(f"- {number:03}.md\n" for number in range(MANY))
    (root / "deck.yml").write_text(f"theme: none\ncontent:\n{listed}", encoding="utf-8")
    return lambda share: look(root, share)


def look(root: Path, share: Share) -> tuple[Finding, ...]:
    loaded = load_settings(root)
    excluded = LeftOut.of(loaded)
    selection = selection_of(loaded.settings.lint)
    session = Session(Texts.at(root), loaded.settings, (root,), selection, excluded, "1.32", share=share)
    return session.look()[1]


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_as_one_process_finds_it(found: Callable[[Share], tuple[Finding, ...]], count: int) -> None:
    alone = found(in_turn)
    assert {finding.rule.code for finding in alone} >= {"SG027", "SG101", "SG102", "SG301", "SG414"}
    assert found(by_processes(count)) == alone
