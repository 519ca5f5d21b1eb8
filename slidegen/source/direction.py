"""Which way a language is written, and how words in other letters keep their signs in it.

Knows languages and scripts by their tags (BCP 47). Must not know pages.
"""

from slidegen import lazy_re as re

#: Languages written from right to left, where a tag says no script (CLDR's likely subtags).
_FROM_THE_RIGHT = frozenset(
    (
        "ar",
        "arc",
        "azb",
        "bal",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "iw",
        "ji",
        "khw",
        "ks",
        "ku-iq",
        "lrc",
        "mzn",
    )
) | frozenset(("nqo", "pnb", "ps", "sd", "skr", "syr", "ug", "ur", "yi"))
_SCRIPTS = frozenset(("adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"))


def direction_of(lang: str) -> str:
    """`rtl` or `ltr`."""
    tags = lang.lower().replace("_", "-").split("-")
    script = next((tag for tag in tags[1:] if len(tag) == 4 and tag.isalpha()), None)
    if script is not None:
        return "rtl" if script in _SCRIPTS else "ltr"
    return "rtl" if tags[0] in _FROM_THE_RIGHT or "-".join(tags[:2]) in _FROM_THE_RIGHT else "ltr"


#: Without a direction of its own, so that it goes with the letters beside it.
_LEFT_TO_RIGHT = "\u200e"
#: What stands between blanks and letters written from the right.
_WORD = re.compile("[^\\s\u0590-\u08ff\ufb1d-\ufefc]+")
_BEGINS = "-.$/~@#%&+*<\\|=_^"
_ENDS = re.compile(r"(?:[-+#*/\\_~$%&=@|^>]|\(\)|\[\]|\{\})+")


def among_letters_from_the_right(text: str) -> str:
    """`text` for a page that runs from right to left, where words in other letters keep their signs.

    What begins or ends one (`C++`, `.NET`, `--flag`, `f()`) stays where it is in it, by a mark that nobody
    sees; a full stop or a quotation mark is the sentence's, what touches a letter from the right (`ה-Docker`)
    that word's.
    """
    return _WORD.sub(_marked, text)


def _marked(found: re.Match[str]) -> str:
    word, text = found[0], found.string
    strong = [at for at, letter in enumerate(word) if letter.isalnum()]
    if not any(word[at].isalpha() for at in strong):
        return word
    first, last = strong[0], strong[-1] + 1
    begin = first - 1 if word[first - 1 : first] in tuple("([{") else first
    begin = len(word[:begin].rstrip(_BEGINS))
    end = ends.end() if (ends := _ENDS.match(word, last)) else last
    before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
    if begin < first and word[begin] in _BEGINS and not (begin == 0 and before.isalpha()):
        word, end = f"{word[:begin]}{_LEFT_TO_RIGHT}{word[begin:]}", end + 1
        last += 1
    if end > last and not (end == len(word) and after.isalpha()):
        word = f"{word[:end]}{_LEFT_TO_RIGHT}{word[end:]}"
    return word
