"""A game with values laid over its deck is kept by their name, and goes on with them."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import DECKS
from tests.play.anything import new_match, play_anything
from tests.store.helpers import world
from wargame.content.library import DeckRef
from wargame.lab.games import shared_game
from wargame.store.replay import match_of
from wargame.store.save import load
from wargame.store.savefile import create
from wargame.table.host.kept import deck_notice

STACK = "no_deals+cut_weeks=7+lambda=1/2+spur=off"


def test_a_save_keeps_what_is_laid_over_its_deck(tmp_path: Path) -> None:
    game = shared_game(DeckRef(DECKS["primer"].folder, STACK))
    match = new_match(game, 1)
    with create(tmp_path / "one.jsonl", game, match.record, world()) as file:
        match.journal = file
        play_anything(match, 1, 60)
    save = load(tmp_path / "one.jsonl", world())
    assert save.head.header.variant == STACK
    assert save.game.rules_hash == game.rules_hash != shared_game(DECKS["primer"]).rules_hash
    assert match_of(save).state.digest == match.state.digest
    assert save.game.new()["number.cut_weeks"] == 7
    assert deck_notice(save) == ""
