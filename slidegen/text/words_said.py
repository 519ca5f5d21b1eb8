"""How many words are said: what a slide's minutes, and a workshop's numbers, are counted by.

Knows Markdown's marks and comments. Must not know slides.
"""

from slidegen.memory import remembered_lately
from slidegen.text.verbatim import without_comments

#: Marks are no words; `_` is part of one. Bytes take a fifth of the time that `findall(r"\w+")` takes.
_BLANKS = bytes.maketrans(b"!\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~", b" " * 31)


@remembered_lately
def count_words(text: str) -> int:
    """The words of Markdown; nobody says its comments."""
    return len(without_comments(text).encode("utf-8", "surrogatepass").translate(_BLANKS).split())
