"""What SG435 calls that which stands where a picture could."""

import pytest
from lint.workbench import findings_in, listing


@pytest.mark.parametrize(
    ("address", "what"),
    [("rollout.mp4", "a film"), ("bell.mp3", "a sound"), ("session.cast", "a recording"), ("pods.png", "")],
)
def test_what_moves_or_sounds_is_called_what_it_is(address: str, what: str) -> None:
    text = f"# Pods\n\n![Listen](https://files.example.com/{address})\n"
    found = findings_in({"a.md": text, **listing("a.md")}, "SG435")
    assert [each.message.partition(" is no picture")[0] for each in found] == [what] * bool(what)
