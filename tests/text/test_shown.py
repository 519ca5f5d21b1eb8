"""What a fence shows that does not say it."""

import pytest
from deck.workbench import fragment

from slidegen.text.typed.shown import shown_word


@pytest.mark.parametrize(
    ("info", "text", "word"),
    [
        ("", "FROM alpine\nMAINTAINER me\nRUN apk add curl", "dockerfile"),
        (
            "",
            "# syntax=docker/dockerfile:1\nARG V=3\n\nFROM --platform=linux/amd64 alpine:$V AS build",
            "dockerfile",
        ),
        ("", "from python\nCMD x", ""),
        ("Dockerfile", "", "dockerfile"),
        ("docker", "RUN x", "dockerfile"),
        ("", "From here on\nwe go", ""),
        ("", "SELECT *\nFROM users", ""),
        ("", "version: '3'\nservices:\n  web:\n    image: nginx", "yaml"),
        ("", "# compose\nservices:\n  web:\n    build: .", "yaml"),
        ("", "$ cat compose.yaml\nservices:\n  web:\n    image: nginx", ""),
        ("", "services:\n  are programs", ""),
        ("yaml", "a: b", "yaml"),
        ("text", "services:\n  web:\n    image: nginx", "text"),
    ],
)
def test_the_word(info: str, text: str, word: str) -> None:
    (fence,) = fragment(f"```{info}\n{text}\n```\n").fences
    assert shown_word(fence) == word
