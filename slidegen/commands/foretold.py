"""What a build would say of decks, for the linter. No verb itself.

Knows where to ask. What builds is imported when a deck is first asked about: a commit hook mostly asks about
none. Must not know what is made of the answers.
"""

import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from slidegen.finding import Finding
from slidegen.source.settings import LoadedSettings
from slidegen.source.texts import Texts

if TYPE_CHECKING:
    from slidegen.assembly.rehearsal import Rehearsal


def foretold(loaded: LoadedSettings, texts: Texts) -> Callable[[str], tuple[Finding, ...]]:
    """Tells of the deck of a manifest, or of a Markdown file, with these texts."""

    @cache
    def rehearsal() -> "Rehearsal":
        from slidegen.assembly.rehearsal import rehearsal_of  # a commit hook mostly asks about no deck

        return rehearsal_of(loaded, texts, os.environ)

    return lambda path: rehearsal().findings(path)
