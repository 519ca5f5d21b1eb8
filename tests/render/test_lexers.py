"""A lexer whose states are compiled one by one finds the tokens that it finds when all of them are."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.lexer import RegexLexer
from pygments.util import ClassNotFound

from slidegen.render.lexers import _States, make_lexer
from slidegen.source.file import SourceFile
from slidegen.text.fragment import read_fragment

LANGUAGES = (
    *("bash", "console", "yaml", "json", "python", "javascript", "typescript", "css", "scss", "sql", "ruby"),
    *("go", "rust", "java", "html", "xml", "php", "docker", "terraform", "toml", "ini", "diff", "make"),
    *("nginx", "lua", "perl", "c++", "powershell", "jinja", "http", "groovy", "kotlin"),
)
PIECES = (
    *("a", "b: 1", "'c'", '"d', "{", "}", "(", ")", "[", "]", "<p>", "</p>", "<?", "${x}", "$(", "`", "\\"),
    *("/*", "*/", "if", "then", "fi", "for x in y", "<<EOF", "EOF", "|", "&&", "---", "- k: v", "@", "=>"),
    *(
        "def f():",
        "class A",
        "SELECT",
        "--",
        "!",
        "?",
        "%",
        "^",
        "~",
        " ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "0x1F",
    ),
    *(":", ";", "#", "//", "é", "😀"),
)
CODE = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def whole(language: str) -> RegexLexer:
    """The lexer as Pygments makes it: a class that inherits from ours compiles its states itself."""
    kind: Any = type(make_lexer(language))
    lexer: RegexLexer = type(kind)(kind.__name__, (kind,), {})(stripnl=False)
    assert not isinstance(getattr(lexer, "_tokens", {}), _States)
    return lexer


WHOLE = {language: whole(language) for language in LANGUAGES}


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(LANGUAGES), CODE)
def test_any_code(language: str, code: str) -> None:
    assert list(make_lexer(language).get_tokens(code)) == list(WHOLE[language].get_tokens(code))


def test_most_states_wait() -> None:
    compiled, all_of_them = make_lexer("scss")._tokens, WHOLE["scss"]._tokens  # type: ignore[attr-defined]
    assert isinstance(compiled, _States)
    assert len(compiled) < len(all_of_them)


def test_a_state_that_nobody_defines_is_none() -> None:
    with pytest.raises(KeyError):
        make_lexer("bash")._tokens["nowhere"]  # type: ignore[attr-defined]


def test_a_language_that_nobody_knows_is_told() -> None:
    with pytest.raises(ClassNotFound):
        make_lexer("klingon")


@pytest.mark.shared
def test_the_code_of_real_workshops(corpus: Path) -> None:
    fences = [
        fence
        for path in sorted(corpus.glob("*/*.md"))
        for slide in read_fragment(SourceFile.read(corpus, str(path.relative_to(corpus)))).slides
        for fence in slide.fences
    ]
    for fence in fences:
        if (language := fence.info.partition(" ")[0]) in WHOLE:
            assert list(make_lexer(language).get_tokens(fence.text)) == list(
                WHOLE[language].get_tokens(fence.text)
            )
