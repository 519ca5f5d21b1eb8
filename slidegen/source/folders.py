"""Which folders never hold an author's files.

Knows their names. Must not know what is in them.
"""

SKIPPED_FOLDERS = frozenset(
    {"node_modules", "bower_components", "__pycache__", "venv", "site-packages", "dist"}
)
#: What CI systems read, and hide: folders, and files.
CI_PLACES = frozenset({".github", ".gitlab", ".circleci", ".gitlab-ci.yml", ".travis.yml", ".drone.yml"})


def is_hidden(path: str) -> bool:
    """Whether the name of a file, or that of a folder on the way, begins with a dot (or is `..`)."""
    return any(part.startswith(".") for part in path.split("/"))


def is_skipped(name: str, prefix: str, shown: frozenset[str] = frozenset()) -> bool:
    """Whether the folder `name` below `prefix` is one of them, or hidden and none of `shown`; Go keeps
    others' modules by their hosts.
    """
    if name in shown:
        return False
    return name.startswith(".") or name in SKIPPED_FOLDERS or ("." in name and prefix.endswith("vendor/"))
