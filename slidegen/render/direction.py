"""Which way a language is written.

Knows languages and scripts by their tags (BCP 47). Must not know pages.
"""

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
