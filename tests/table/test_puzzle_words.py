"""What is told of a try at a puzzle."""

from __future__ import annotations

import pytest

from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game
from wargame.table.told.puzzle import named, rival_of
from wargame.table.told.scene import Scene, titles_of


@pytest.mark.parametrize(
    ("given", "first"),
    [
        pytest.param({"us.hawks": 19}, "us.pressure", id="the floor has broken"),
        pytest.param({"us.hawks": 0, "shared.lead": -2}, "shared.lead", id="the lead is lost"),
    ],
)
def test_what_was_missed_is_explained_first(
    decks: dict[str, DeckRef], given: dict[str, int], first: str
) -> None:
    game = shared_game(decks["primer"])
    puzzle = game.deck.puzzles[0]
    assert puzzle.done == "shared.lead > 0 and my.pressure < 28"
    position = game.position({"turn": "us", **puzzle.given, **given})
    scene = Scene(game.redact(position, "us"), titles_of(game.deck), side="us")
    assert sorted(named(scene, puzzle)) == ["shared.lead", "us.pressure"]
    assert named(scene, puzzle)[0] == first


def test_a_rival_passes_where_it_may(decks: dict[str, DeckRef]) -> None:
    """Where passing is paid for or limited, it does the least that is open instead."""
    deck = shared_game(decks["primer"]).deck
    idle = deck.puzzles[0].model_copy(update={"rival": [], "rounds": 1})
    busy = idle.model_copy(update={"rival": ["pass"]})
    assert rival_of(idle, titles_of(deck)).endswith("Your rival passes and refuses where it may.")
    assert rival_of(busy, titles_of(deck)).endswith("Else it passes where it may.")
