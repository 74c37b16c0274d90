"""Settings: what is chosen is kept, and what is none is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from wargame.store.own import FOLDER_VARIABLE
from wargame.store.settings import FILE, OwnSettings, read_settings


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "config"))
    return tmp_path / "config"


def test_what_is_chosen_is_kept() -> None:
    assert read_settings() == OwnSettings()
    chosen = OwnSettings("light", "ascii")
    assert chosen.keep() == ""
    assert read_settings() == chosen


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param(b"theme = [", OwnSettings(), id="no settings"),
        pytest.param(b"\xff\xfe", OwnSettings(), id="no text"),
        pytest.param(b"a = " + b"[" * 50_000, OwnSettings(), id="too deep"),
        pytest.param(b"#" * 300_000, OwnSettings(), id="too large"),
        pytest.param(b'theme = 7\nsigns = "runes"', OwnSettings(), id="other values"),
        pytest.param(b'theme = "a\\"b"', OwnSettings(), id="a quote"),
        pytest.param(b'theme = "light"\ncolour = 1', OwnSettings("light"), id="unknown besides"),
    ],
)
def test_what_is_none_is_left_out(own: Path, text: bytes, kept: OwnSettings) -> None:
    own.mkdir()
    (own / FILE).write_bytes(text)
    assert read_settings() == kept


def test_where_nothing_can_be_written_it_is_said(own: Path) -> None:
    own.write_text("no folder", encoding="utf-8")
    assert OwnSettings("light").keep() != ""
    assert read_settings() == OwnSettings()
