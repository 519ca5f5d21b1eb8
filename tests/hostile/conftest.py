"""The server of the dev server's tests, for a stranger's workshop."""

from serve_live import start

__all__ = ["start"]
