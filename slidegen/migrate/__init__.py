"""Decks of other programs, brought home: remark's pages first, and what is written like them."""
