"""Decks as PDF and PNG, by an installed Chromium."""
