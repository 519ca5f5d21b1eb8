# ruff: noqa: E501 - tables of values
"""Every colour of code has 4.5:1 on every ground that code stands on, without a browser."""

import re
from itertools import product
from pathlib import Path

import pytest

from slidegen.render.theme import find_theme

PAIR = re.compile(r"light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\)")
GROUNDS = ("--code-paper", "--line-mark", "--lab-paper", "--paper")


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def variables(theme: str) -> dict[str, tuple[str, str]]:
    """Colour variables as the cascade leaves them."""
    text = "\n".join(path.read_text() for path in find_theme(theme).styles)
    found = re.findall(r"(--[\w-]+): light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\)", text)
    return {name: (light, dark) for name, light, dark in found}


@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_tokens_on_code_grounds(theme: str, scheme: int) -> None:
    grounds = {name: variables(theme)[name][scheme] for name in GROUNDS}
    code = next(path for path in find_theme(theme).styles if path.name == "code.css")
    rules = re.findall(r"^(?::is\(|pre|\.g)[^{]*\{([^}]*)\}", Path(code).read_text(), re.M)
    tokens = [pair[scheme] for rule in rules for pair in PAIR.findall(rule)]
    assert len(tokens) > 7
    weak = [
        (token, name)
        for token, (name, ground) in product(tokens, grounds.items())
        if contrast(token, ground) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_on_paper(theme: str, scheme: int) -> None:
    colours = variables(theme)
    pairs = (("--ink", "--paper"), ("--muted", "--paper"), ("--muted", "--raised"), ("--accent", "--paper"), ("--ink", "--lab-paper"),
             ("--warning", "--paper"), ("--paper", "--lab"), ("--extra", "--paper"), ("--ink", "--mark"))  # fmt: skip
    weak = [pair for pair in pairs if contrast(*(colours[name][scheme] for name in pair)) < 4.5]
    assert weak == []
