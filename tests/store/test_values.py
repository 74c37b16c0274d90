"""A game with values laid over its deck is kept by their name, and goes on with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DECKS
from tests.play.anything import new_match, play_anything
from tests.store.helpers import world
from wargame.content.library import DeckLibrary, DeckRef
from wargame.content.typed import SEMINAR
from wargame.errors import UsageError
from wargame.lab.runs.games import shared_game
from wargame.store.replay import match_of
from wargame.store.save import load
from wargame.store.savefile import create
from wargame.table.host.kept import deck_notice
from wargame.table.host.setup import Setup

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


def test_a_par_of_peoples_own_is_kept_and_counts(tmp_path: Path) -> None:
    setup = Setup(DeckLibrary(), "primer")
    assert setup.printed_pars == {}  # a contest has a winner instead
    setup.table = SEMINAR
    printed = setup.printed_pars
    assert printed["us"] != 55
    setup.pars["us"] = "55"
    game = setup.game()
    match = new_match(game, 1)
    create(tmp_path / "one.jsonl", game, match.record, world()).close()
    save = load(tmp_path / "one.jsonl", world())
    assert save.head.header.variant == "seminar+par.us=55"
    kept = match_of(save).game
    plain = shared_game(DeckRef(DECKS["primer"].folder, SEMINAR))
    for one in (kept, plain.valued({"par.us": "55"})):
        assert [seat.par for seat in one.rules.program.seats] == [55, printed["china"]]
    paid = plain.returns(plain.new())["us"] + printed["us"]
    assert kept.returns(kept.new())["us"] == paid - 55


def test_a_contest_has_no_par() -> None:
    with pytest.raises(UsageError, match="par at a seminar only"):
        shared_game(DECKS["primer"]).valued({"par.us": "5"})
