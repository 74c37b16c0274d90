"""A game at a glance, in lists of games."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, tiny
from wargame.table.host.listing import Saved
from wargame.table.panes.pages import saves_rows
from wargame.table.told.glance import GameGlance, glance
from wargame.table.told.scene import titles_of
from wargame.table.words.rows import line_width

CONTEST: dict[str, Any] = {
    "lead": "shared.calm",
    "floors": {"north": "my.grain >= 3"},
    "points": {"win": 3, "stand": 1, "fall": 0},
}


@pytest.mark.parametrize(
    ("given", "until", "stands"),
    [
        ({"north.grain": 1}, 1, "The lead: North by 3."),
        ({"north.grain": 1}, 99, "South wins: North has not held its floor."),
        ({"north.grain": 5}, 99, "North wins by a lead of 3."),
    ],
    ids=["it goes on", "a floor", "the lead"],
)
def test_a_game_that_is_over_says_who_won(given: dict[str, int], until: int, stands: str) -> None:
    """Of one that somebody had lost by the floor it said that they led."""
    rules = tiny(tracks=BASE["tracks"], contest=CONTEST, rounds={"max": 2})
    table = Table(rules, {"turn": "north", "game.round": 1, "shared.calm": 3, **given})
    while table.state.round < until and not table.over:
        table.do(table.legal[0])
    view = rules.redact(table.state, "")
    assert glance(rules.deck, "", view, (), titles_of(rules.deck)).stands == stands


def test_a_long_word_on_how_it_ended_is_cut_where_the_line_ends() -> None:
    one = GameGlance("Tiny", "Round 2 of 2", "over", "South wins, for North has lost. " * 9, "")
    rows = saves_rows([Saved("mine", "", is_over=True)], {"mine": one}, 78, "")
    assert max(line_width(line) for row in rows for line in row.lines) == 78
