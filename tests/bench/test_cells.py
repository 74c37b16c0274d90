"""Games in every mechanism's cell come to one digest, whoever plays and however often killed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.cells import CellRun, overs, played
from tests.lab.judge.test_planted import BASE
from tests.lab.judge.toy import toy
from wargame.content.library import DeckRef
from wargame.lab.judge.cells import DIALS

GAMES = 3
NONE = "- {id: as_ever, title: As ever, set: {rounds.max: 20}}\n"
CLAIM = "- {id: 1, title: A weir lifts tolls, text: So.}\n"


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> DeckRef:
    return toy(
        tmp_path_factory.mktemp("decks"), {**BASE, "variants.yaml": NONE, "claims.yaml": CLAIM}
    )


@pytest.fixture(scope="module")
def serial(deck: DeckRef, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[CellRun]]:
    folder = tmp_path_factory.mktemp("kept")
    return folder, list(played(deck, GAMES, 5, folder))


def digests(cells: list[CellRun]) -> list[str]:
    return [cell.digest for cell in cells]


def test_every_mechanism_has_its_cells(deck: DeckRef, serial: tuple[Path, list[CellRun]]) -> None:
    stacks = overs(deck)
    assert stacks[0] == ""
    assert all(any(f"{dial}=0" in one for one in stacks) for dial in DIALS.values())
    assert [cell.over for cell in serial[1]] == stacks
    assert len({cell.digest for cell in serial[1]}) > 1


def test_a_run_that_was_killed_goes_on_to_the_same(
    deck: DeckRef, serial: tuple[Path, list[CellRun]], tmp_path: Path
) -> None:
    """As a kill leaves it: a cell is whole, the next has a torn line, the others are not there."""
    folder, whole = serial
    names = sorted(path.name for path in folder.iterdir())
    (tmp_path / names[0]).write_bytes((folder / names[0]).read_bytes())
    (tmp_path / names[1]).write_bytes((folder / names[1]).read_bytes()[:-20])
    found = list(played(deck, GAMES, 5, tmp_path))
    assert digests(found) == digests(whole)
    assert [cell.played for cell in found[:3]] == [0, 1, GAMES]


def test_two_processes_come_to_the_same(
    deck: DeckRef, serial: tuple[Path, list[CellRun]], tmp_path: Path
) -> None:
    found = next(played(deck, GAMES, 5, tmp_path, jobs=2))
    assert found.digest == serial[1][0].digest
