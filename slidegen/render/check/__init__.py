"""Built decks looked at in a browser: what the room would see, as findings."""
