"""What the editor's server knows of open texts, and when it looks at them."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from growth import seconds
from lint.event_loop import run

pytest.importorskip("pygls", reason="pygls is not installed (the extra lsp)")

from slidegen.lint.document import Document
from slidegen.lint.editor.outline import outline_of
from slidegen.lint.open_texts import OpenTexts

Tree = Callable[[Mapping[str, str | bytes]], Path]

TEXT = "# A\n\n```bash\nkubectl run web --image=nginx --generator=run-pod/v1\n```\n"


def test_what_is_typed_meanwhile_is_looked_at_once_for_all_who_wait(tree: Tree) -> None:
    uri = (tree({".git/HEAD": "", "a.md": TEXT}) / "a.md").as_uri()

    async def type_and_look() -> None:
        desk = OpenTexts()
        looks = []
        for version in range(1, 6):
            desk.take(uri, TEXT * version, version)
            looks.append(asyncio.create_task(desk.look(uri)))
            await asyncio.sleep(0)  # the first begins
        first, *others = await asyncio.gather(*looks)
        assert first is not None
        assert all(other is first for other in others)
        assert first.source.text == TEXT * 5
        assert {finding.rule.code for finding in first.findings} >= {"SG101"}

    run(type_and_look())


def test_who_closes_a_text_is_told_nothing(tree: Tree) -> None:
    uri = (tree({".git/HEAD": "", "a.md": TEXT}) / "a.md").as_uri()

    async def close_while_it_is_looked_at() -> None:
        desk = OpenTexts()
        desk.take(uri, TEXT, 1)
        look = asyncio.create_task(desk.look(uri))
        await asyncio.sleep(0)
        desk.close(uri)
        assert await look is None
        assert not desk.looking  # nor is anything kept of it
        assert uri not in desk.views

    run(close_while_it_is_looked_at())


@pytest.mark.usefixtures("no_collector")
def test_an_outline_takes_time_in_proportion() -> None:
    """Processor time, since a loop over all headings is no call: squared it took a second of these slides."""

    def outline(text: str) -> object:
        return outline_of(Document.from_text("a.md", text))

    few, many = (seconds(outline, "# A\n\n---\n" * count) for count in (1_000, 8_000))
    assert many < 24 * max(few, 0.03), (few, many)
