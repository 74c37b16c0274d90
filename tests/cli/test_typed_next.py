"""What people are told to type next names the folders that they have named."""

from __future__ import annotations

import io
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import DECKS, CommandLine


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of decks that is found by its name alone, with a blank in it."""
    folder = tmp_path / "my decks"
    shutil.copytree(DECKS["primer"].folder, folder / "own")
    head = folder / "own" / "deck.yaml"
    text = head.read_text(encoding="utf-8").replace("id: primer", "id: own", 1)
    head.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_a_class_on_a_deck_of_ones_own_is_printed_and_run_as_it_is_told(
    wargame: CommandLine, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decks = ("--decks", own.name)
    made = wargame("seminar", "new", "class", "--deck", "own", "--tables", "2", *decks)
    assert made.code == 0, made.err
    book = Path("class/facilitator.md").read_text(encoding="utf-8")
    typed = shlex.join(decks)
    for words in ("print class", "run class", "run class --table 2"):
        assert f"wargame seminar {words} {typed}\n" in made.out
        assert f"`wargame seminar {words} {typed}`" in book
    monkeypatch.setattr("sys.stdin", io.StringIO())
    left = wargame("seminar", "run", "class", "--plain", *decks)
    assert f"go on with it by `wargame seminar run class {typed}`" in " ".join(left.out.split())


def test_a_puzzle_is_played_by_the_command_that_the_list_names(
    wargame: CommandLine, own: Path
) -> None:
    listed = wargame("puzzle", "own", "--plain", "--decks", own.name)
    assert "wargame puzzle own NUMBER --plain --decks 'my decks' plays one." in listed.out


def test_a_screen_without_a_terminal_repeats_what_was_typed(
    wargame: CommandLine, own: Path
) -> None:
    typed = ("play", "own", "--seed", "7", "--decks", own.name)
    answer = wargame(*typed)
    assert f"play needs a terminal; try `wargame {shlex.join(typed)} --plain`." in answer.err
