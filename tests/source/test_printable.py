"""What a terminal is given of a text: what people write, nothing that steers it or turns lines around."""

import pytest

from slidegen.source.printable import printable


@pytest.mark.parametrize(
    "written",
    [
        "می\u200cخواهم",  # Persian's joiners are letters of a word
        "👩\u200d💻",
        "Fini\u00a0: «\u202foui\u202f»",
        "你好\u3000世界",
        "ភាសា\u200bខ្មែរ",
    ],
)
def test_what_people_write_stays(written: str) -> None:
    assert printable(written) == written


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("kube\u200dctl", "kube�ctl"),
        ("a\u202eb\u200fc", "a�b�c"),
        ("\u00a0::error::", "�::error::"),
        ("a\n\u00a0::error::", "a��::error::"),
    ],
)
def test_what_hides_or_steers_does_not(hidden: str, shown: str) -> None:
    assert printable(hidden) == shown
