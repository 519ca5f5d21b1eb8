"""Which folders never hold an author's files.

Knows their names. Must not know what is in them.
"""

SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages", "dist", "build"})
