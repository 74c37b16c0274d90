"""The tutorial of decks/README.md builds a deck that loads, passes its tests, and plays."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.copies import faults_in
from wargame.content.load import load_deck
from wargame.lab.authors.checking import check_deck
from wargame.lab.authors.examples import run_examples
from wargame.lab.authors.puzzles import run_puzzles
from wargame.rules.game import Game
from wargame.rules.kernel import Stream

README = Path(__file__).parents[2] / "decks" / "README.md"
BLOCK = re.compile(r"^```yaml\n# FILE: (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

MORE = re.compile(r"^```yml\n# FILE: (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


ADD = re.compile(r"^```yml\n# ADD: (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""What may stand below in one of the tutorial's files, or in a new one."""

APPENDED = re.compile(r"^```yml\n# MORE OF: (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

TRIALS = re.findall(
    r"^    wargame lab trial mydeck (.*)$", README.read_text(encoding="utf-8"), re.MULTILINE
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder a reader has at the end of the tutorial."""
    found = tmp_path / "mydeck"
    found.mkdir()
    for name, text in BLOCK.findall(README.read_text(encoding="utf-8")):
        (found / name).write_text(text, encoding="utf-8")
    return found


def test_every_block_of_the_tutorial_says_its_file() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) == text.count("```yaml")


def test_the_tutorial_deck_has_neither_faults_nor_lints(folder: Path) -> None:
    assert check_deck(folder) == []


def test_the_first_four_files_are_a_deck_already(folder: Path) -> None:
    for path in folder.iterdir():
        if path.stem not in ("deck", "seats", "tracks", "endings"):
            path.unlink()
    assert not faults_in(folder)


def test_the_examples_of_the_tutorial_hold(folder: Path) -> None:
    outcomes = run_examples(Game(load_deck(folder)))
    assert [outcome.problems for outcome in outcomes] == [()] * len(outcomes)


def test_the_tutorial_deck_plays_to_every_ending(folder: Path) -> None:
    game = Game(load_deck(folder))
    seen = {game.ending(game.rollout(game.new(), Stream(seed), 10_000)[0]) for seed in range(200)}
    assert seen == {ending.id for ending in game.deck.endings}


@pytest.mark.parametrize("values", ["", "rust=0", "fear=1/2", "rust=3+fear=2+leaks=off"])
def test_the_tutorial_deck_takes_the_later_nouns(folder: Path, values: str) -> None:
    for name, text in MORE.findall(README.read_text(encoding="utf-8")):
        (folder / name).write_text(text, encoding="utf-8")
    for name, text in APPENDED.findall(README.read_text(encoding="utf-8")):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(text)
    assert check_deck(folder) == []
    game = Game(load_deck(folder, values))
    assert game.loaded.variant == values
    outcomes = run_examples(game) if not values else []
    assert [outcome.problems for outcome in outcomes] == [()] * len(outcomes)
    assert game.rollout(game.new(), Stream(1))[0].is_over


def test_the_tutorial_deck_takes_what_is_added_to_it(folder: Path) -> None:
    for name, text in ADD.findall(README.read_text(encoding="utf-8")):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(text)
    assert check_deck(folder) == []
    game = Game(load_deck(folder))
    outcomes = [*run_examples(game), *run_puzzles(game)]
    assert [outcome.problems for outcome in outcomes] == [()] * len(outcomes)
    assert all(game.rollout(game.new(), Stream(seed))[0].is_over for seed in range(20))


@pytest.mark.parametrize("line", TRIALS)
def test_the_trials_of_the_page_say_what_an_act_does(
    folder: Path, line: str, wargame: CommandLine
) -> None:
    asked = line.replace("--pairs 200", "--pairs 12")
    answer = wargame("lab", "trial", str(folder), *shlex.split(asked), "--players", "random")
    assert answer.code == 0, answer.err
    assert "After 2 rounds" in answer.out
