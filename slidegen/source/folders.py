"""Which folders never hold an author's files.

Knows their names. Must not know what is in them.
"""

SKIPPED_FOLDERS = frozenset(
    {"node_modules", "bower_components", "__pycache__", "venv", "site-packages", "dist"}
)


def is_skipped(name: str, prefix: str) -> bool:
    """Whether the folder `name` below `prefix` is one of them; Go keeps others' modules by their hosts."""
    return name.startswith(".") or name in SKIPPED_FOLDERS or ("." in name and prefix.endswith("vendor/"))
