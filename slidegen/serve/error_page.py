"""The page that stands in for a deck which has no good page yet.

Knows troubles. Must not know themes: the theme may be what is broken.
"""

import json
from collections.abc import Iterable

from markupsafe import Markup

from slidegen.serve.trouble import Trouble

_PAGE = Markup("""<!doctype html>
<html lang="en" data-deck="{deck}">
<head>
<meta charset="utf-8">
<title>{deck}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="_slidegen/live.css">
<script src="_slidegen/live.js" data-token="{token}" data-role="author" data-empty defer></script>
</head>
<body>
<main class="slidegen-waiting">
<h1>{deck}</h1>
<p>{count} to mend; this page shows the deck as soon as it can.</p>
</main>
<script type="application/json" id="slidegen-data">{data}</script>
</body>
</html>
""")


def error_page(deck: str, generation: str, troubles: Iterable[Trouble], token: str) -> str:
    found = [trouble.as_data() for trouble in troubles]
    data = json.dumps({"name": deck, "generation": generation, "troubles": found})
    things = "One thing" if len(found) == 1 else f"{len(found)} things"
    return str(_PAGE.format(deck=deck, token=token, count=things, data=Markup(data.replace("<", "\\u003c"))))


_MISSING = Markup("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>There is no such deck</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="_slidegen/live.css">
</head>
<body>
<main class="slidegen-waiting">
<h1>There is no deck {deck}</h1>
<p><a href="./">All decks</a></p>
</main>
</body>
</html>
""")


def missing_page(deck: str) -> str:
    """What answers to the address of a deck that is not, or no longer, there."""
    return str(_MISSING.format(deck=deck))
