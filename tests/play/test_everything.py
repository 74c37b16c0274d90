"""Whatever people and control do at the table, its log leads where the match led."""

from __future__ import annotations

import pytest

from tests.play.anything import Pages, chosen, new_match, play_anything
from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game
from wargame.play.confirm import confirm
from wargame.play.course import Course
from wargame.play.event import effective
from wargame.play.resume import resume
from wargame.rules.game import Game

SMALL_DECKS = ("calibration", "kitchen_sink", "primer", "water_treaty")
"""Decks on which many matches can be played in a short time."""


def check_log(game: Game, seed: int) -> None:
    """Play a match of everything; hold its log against the rules, hash by hash."""
    pages = Pages()
    match = play_anything(new_match(game, seed, pages), seed)
    assert pages.events == match.record.events
    course = Course(game)
    for event in pages.events:
        confirm(course, event)
        assert getattr(event, "state", "-") != ""
    assert course.state.digest == match.state.digest
    assert course.moves == match.course.moves == effective(pages.events)


@pytest.mark.parametrize("deck", SMALL_DECKS)
@pytest.mark.parametrize("seed", range(10))
def test_a_replay_meets_every_hash_of_the_match(
    decks: dict[str, DeckRef], deck: str, seed: int
) -> None:
    check_log(shared_game(decks[deck]), seed)


@pytest.mark.slow
@pytest.mark.parametrize("deck", SMALL_DECKS)
@pytest.mark.parametrize("block", range(20))
def test_a_replay_meets_every_hash_of_many_matches(
    decks: dict[str, DeckRef], deck: str, block: int
) -> None:
    for seed in range(1000 + 25 * block, 1025 + 25 * block):
        check_log(shared_game(decks[deck]), seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_a_replay_meets_every_hash_on_any_deck(any_game: Game, seed: int) -> None:
    check_log(any_game, seed)


@pytest.mark.parametrize("seed", [1])
def test_tracing_changes_nothing_and_remembers_what_counts(any_game: Game, seed: int) -> None:
    plain, traced = Pages(), Pages()
    play_anything(new_match(any_game, seed, plain), seed, 120)
    match = play_anything(new_match(any_game, seed, traced, traced=True), seed, 120)
    assert plain.events == traced.events
    assert [entry.ply for entry in match.log] == list(range(match.course.ply))
    again = resume(any_game, match.record, match.players, traced=True)
    assert again.log == match.log
    assert again.ledger.writes == match.ledger.writes
    assert again.undone == match.undone


@pytest.mark.parametrize("seed", [1])
def test_a_match_taken_up_anywhere_goes_on_as_it_would_have(any_game: Game, seed: int) -> None:
    """Players aside: the same prompt, and the same luck from there."""
    match = new_match(any_game, seed, Pages()).run()
    events = match.record.events
    for cut in range(0, len(events), max(1, len(events) // 5)):
        short = type(match.record)(match.record.header, events[:cut])
        again = resume(any_game, short, match.players)
        for event in events[cut:-1]:
            seat = any_game.current_seat(again.state)
            if seat == "CHANCE":
                assert again.step().text == chosen(event)
            else:
                again.take(any_game.action(again.state, chosen(event)))
        assert chosen(again.course.moves[-1]) == chosen(events[-2])
        assert again.is_over
