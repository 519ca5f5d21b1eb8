"""From Markdown text to a deck: slides, steps, notes and exercises, with their findings."""
