"""What is counted of each claim is told to people by titles."""

from __future__ import annotations

import pytest

from tests.conftest import DECKS
from wargame.lab.runs.games import shared_game
from wargame.report.by_title import by_title
from wargame.table.told.scene import titles_of


@pytest.mark.parametrize(
    ("what", "told"),
    [
        pytest.param(
            "magnet_plant announced, due by 8: not done by then",
            "Magnet plant announced, due by 8: not done by then",
            id="a project",
        ),
        pytest.param(
            "duty 1 to 2, in force 0 to 1 (act by us: measure duty)",
            "Emergency duty 1 to 2, in force 0 to 1 (act by United States: Emergency duty)",
            id="a level",
        ),
        pytest.param(
            "us.supply 22 to 17 (act: card allied_ore)",
            "Magnets, own (United States) 22 to 17 (act: Heavy Line in Malaysia)",
            id="a number and a card",
        ),
        pytest.param(
            "deal for 2: us gives duty_one (1); china gives licences_one (1); broken in round 3",
            "deal for 2: United States gives Duty paused by one level (1); China gives Licensing "
            "paused by one level (1); broken in round 3",
            id="a deal",
        ),
        pytest.param("us: tighten compute", "United States: tighten Chip export control", id="act"),
        pytest.param("trade kept 46", "trade kept 46", id="no id"),
        pytest.param("rule of_none 3", "rule of_none 3", id="an id of nothing"),
    ],
)
def test_a_count_names_things_by_title(what: str, told: str) -> None:
    game = shared_game(DECKS["primer"])
    assert by_title(game.deck, titles_of(game.deck))(what) == told
