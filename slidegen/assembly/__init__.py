"""From manifests to decks on disk: what is read, what is stale, what is written and what is kept."""
