"""What the dialect adds to CommonMark: one syntax a file, listed in `slidegen.deck.markdown.SYNTAXES`."""
