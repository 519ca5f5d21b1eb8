"""What our renderer writes without a closer look is what markdown-it's writes with one."""

from unittest.mock import patch

from deck.workbench import markdown_texts, render
from hypothesis import example, given, settings
from markdown_it.renderer import RendererHTML

from slidegen.render.html import _Renderer


@settings(max_examples=300, deadline=None)
@given(markdown_texts)
@example("- a\n  > b\n- c & `d` *e*\n")
@example('- a\n\n  > b\n\n- ![c](d "e")\n')
@example("| a | b |\n|---|---|\n| <c> | ~~d~~ |\n")
def test_any_text(text: str) -> None:
    ours = render(text, "sections: false")
    with patch.object(_Renderer, "render", RendererHTML.render):
        assert render(text, "sections: false") == ours
