"""What tests of kept things share."""

from __future__ import annotations

from pathlib import Path

import pytest

from wargame.store.cache import CACHE_VARIABLE


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for compiled rules and what was read of decks."""
    folder = tmp_path / "cache"
    monkeypatch.setenv(CACHE_VARIABLE, str(folder))
    return folder
