import pytest

from slidegen.source.direction import among_letters_from_the_right, direction_of


@pytest.mark.parametrize("lang", ["ar", "he", "fa-IR", "AR_EG", "az-Arab", "ur", "ku-iq"])
def test_from_the_right(lang: str) -> None:
    assert direction_of(lang) == "rtl"


@pytest.mark.parametrize("lang", ["en", "fr-CA", "ar-Latn", "zh-Hans", "ku", "uz", ""])
def test_from_the_left(lang: str) -> None:
    assert direction_of(lang) == "ltr"


@pytest.mark.parametrize(
    "text",
    [
        "C++¦ مقدمة",
        "لغة C++¦",
        "C#¦ و ¦.NET",
        "استخدم ¦$HOME/¦ ثم ¦${HOME}.",
        "¦--flag",
        "v1.2 (beta)",
        '(C++¦)، و "C++¦".',
        "f()¦ ثم ¦<pod>¦",
        "ה-Docker וגם Docker-ים",
        "50% - 3+",
        "Docker...",
        "",
    ],
)
def test_signs_stay_with_their_words(text: str) -> None:
    """`¦` stands for the mark."""
    marked = among_letters_from_the_right(text.replace("¦", ""))
    assert marked.replace("\u200e", "¦") == text
