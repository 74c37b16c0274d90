"""`wargame folders`: where things are kept, and how large it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.systems import has_links


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of which games and cache are there, and settings are not."""
    for variable, name in (("SAVES", "games"), ("CONFIG", "own"), ("CACHE", "compiled")):
        monkeypatch.setenv(f"WARGAME_{variable}", str(tmp_path / name))
    (tmp_path / "games").mkdir()
    (tmp_path / "games" / "one.jsonl").write_bytes(b"x" * 300_000)
    (tmp_path / "games" / ".one.lock").write_bytes(b"x")
    (tmp_path / "compiled" / "deep").mkdir(parents=True)
    (tmp_path / "compiled" / "deep" / "code.pyc").write_bytes(b"x" * 1_200_000)
    return tmp_path


def test_each_folder_is_told_with_what_it_holds(wargame: CommandLine, place: Path) -> None:
    answer = wargame("folders")
    assert answer.out.splitlines() == [
        "Your games: 1 file, 0.3 MB",
        f"  {place / 'games'}",
        "Settings, lessons and puzzles that are done: nothing yet",
        f"  {place / 'own'}",
        "Rules and habits, worked out anew if they are gone: 1 file, 1.2 MB",
        f"  {place / 'compiled'}",
    ]
    for variable in ("WARGAME_SAVES", "WARGAME_CONFIG", "WARGAME_CACHE"):
        assert variable in answer.err


def test_games_elsewhere_are_told_where_they_are(wargame: CommandLine, place: Path) -> None:
    (place / "class").mkdir()
    found = json.loads(wargame("folders", "--saves", str(place / "class"), "--json").out)
    assert found["folders"][0]["folder"] == str(place / "class")
    assert found["folders"][0]["files"] == 0


@has_links
def test_what_a_link_leads_to_is_not_counted(wargame: CommandLine, place: Path) -> None:
    (place / "compiled" / "away").symlink_to(place / "games", target_is_directory=True)
    (place / "compiled" / "loop").symlink_to(place / "compiled", target_is_directory=True)
    (place / "compiled" / "gone").symlink_to(place / "nowhere")
    found = json.loads(wargame("folders", "--json").out)["folders"][2]
    assert found["files"] == 2
    assert found["size"] < 1_300_000
