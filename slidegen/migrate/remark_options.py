"""What a page or a head asks of remark, as the manifest's `remark:` says it.

Knows remark's options, and what JavaScript makes of their values. Must not know where they stood.
"""

from slidegen.migrate.code_style import is_dark
from slidegen.migrate.deck import ImportedDeck
from slidegen.migrate.javascript import Pattern, Value
from slidegen.source.manifest import REMARK_KEYS


def take_option(deck: ImportedDeck, name: str, value: Value) -> None:
    if name in REMARK_KEYS.rows and value is not None:
        kind = REMARK_KEYS.rows[name].kind
        if isinstance(value, list) and len(value) == 1 and kind == "text":
            value = value[0]  # JavaScript makes that text of a list
        if value in ("true", "false") or (isinstance(value, str) and kind == "boolean"):
            value = True  # to JavaScript every text is true
        known = {"regexp": value.source, "flags": value.flags} if isinstance(value, Pattern) else value
        deck.remark[name] = known
    elif name == "highlightStyle" and value not in (None, "default"):
        deck.has_dark_code = is_dark(str(value))
        ground = "it is dark, as there, in" if deck.has_dark_code else "it has"
        deck.leave(f"the colours of code, `{value}`", f"{ground} the theme's: give `.slide pre` others there")
    elif name not in REMARK_KEYS.ignored and value is not None:
        deck.leave(f"`{name}` of remark.create", "remark has no such option, or slidegen none")
