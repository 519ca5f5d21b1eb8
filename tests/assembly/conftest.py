"""Fixtures of the build's tests: a workshop on disk, with a cache of its own."""

from pathlib import Path

import pytest
from workshops import Workshop


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLIDEGEN_CACHE_DIR", raising=False)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path / "workshop")
