"""Fixtures of the dev server's tests."""

from serve_live import start

__all__ = ["start"]
