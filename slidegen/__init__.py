"""slidegen: remark-style Markdown workshops as static decks, runnable exercises and findings."""

__version__ = "0.3.0"
