"""Characters that no font has.

What: a character on a slide or in its notes that neither the theme's fonts nor those of this machine have.

Why: a box is shown in its place, in the room and on paper. What this machine lacks another may have, but
PDF and PNG are made here.

Bad:

    # Γειά 𓂀

    a hieroglyph, on a machine whose fonts know none

Good:

    # Γειά

    letters that the theme's fonts have

Fix: none. Install a font that has them (`fonts-noto-cjk`, `fonts-noto-core`), or name one in the theme.

Since: 0.2
"""

from slidegen.finding import Rule, Severity

RULE = Rule("SG609", "missing-glyph", Severity.WARNING, "A character that no font has")
