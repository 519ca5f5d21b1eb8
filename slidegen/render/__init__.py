"""Decks as pages: views, themes, templates, styles, scripts, fonts."""
