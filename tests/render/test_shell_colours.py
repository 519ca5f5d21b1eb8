"""The parts that words play in shell text, by the classes that colour them."""

import re

import pytest

from slidegen.render.highlight import highlight
from slidegen.text.marks import Marks, take_marks


def parts(text: str, language: str = "bash") -> dict[str, str]:
    """word -> class, of the words that have one."""
    html = highlight(take_marks(text, Marks()), language)
    found = re.findall(r'<span class="([\w ]+)">([^<]*)</span>', html)
    return {word.replace("&lt;", "<").replace("&gt;", ">"): name for name, word in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kubectl expose deployment blue --port=8888", {"kubectl": "nf", "--port": "na", "=": "o"}),
        ("kubectl get pods -l app=blue -o wide", {"kubectl": "nf", "-l": "na", "=": "o", "-o": "na"}),
        ("TAG=1 ./run $TAG", {"TAG": "nv", "=": "o", "./run": "nf", "$TAG": "nv"}),
        ("sudo apt-get install curl", {"sudo": "nf", "apt-get": "nf"}),
        (
            "ps aux | grep 42 && echo all",
            {"ps": "nf", "|": "p", "grep": "nf", "&amp;&amp;": "o", "echo": "nf"},
        ),
        ("curl http://10.0.0.1:80/X.X.X.X", {"curl": "nf", "X.X.X.X": "ni"}),
        ("kubectl logs pingpong-xxxxxxxxxx-yyyyy", {"kubectl": "nf", "pingpong-xxxxxxxxxx-yyyyy": "ni"}),
        ("make \\\n  all", {"make": "nf", "\\\n": "se"}),
        ("# 42 is no command\nls", {"# 42 is no command\n": "c1", "ls": "nf"}),
    ],
)
def test_parts_of_commands(text: str, expected: dict[str, str]) -> None:
    assert parts(text) == expected


def test_digits_have_no_colour_of_their_own() -> None:
    assert "8888" not in parts("kubectl run web --port 8888 --replicas=3")


def test_other_languages_keep_their_colours() -> None:
    assert parts("x = 42", "python")["42"] == "mi"


@pytest.mark.parametrize("text", ["", "|", "<", "if [ 1 ]; then", "cat <<EOF\n$X 1\nEOF", "a=$(b 1) c"])
def test_nothing_of_the_text_is_lost(text: str) -> None:
    html = highlight(take_marks(text, Marks()), "bash")
    plain = re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert plain.replace("&#34;", '"') == text
