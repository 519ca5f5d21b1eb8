import pytest

from slidegen.render.direction import direction_of


@pytest.mark.parametrize("lang", ["ar", "he", "fa-IR", "AR_EG", "az-Arab", "ur", "ku-iq"])
def test_from_the_right(lang: str) -> None:
    assert direction_of(lang) == "rtl"


@pytest.mark.parametrize("lang", ["en", "fr-CA", "ar-Latn", "zh-Hans", "ku", "uz", ""])
def test_from_the_left(lang: str) -> None:
    assert direction_of(lang) == "ltr"
