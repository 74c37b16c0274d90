"""What came of somebody's games, told from their saves alone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import wargame
from tests.store.helpers import Anybody, anybody, game_of, played_by, world
from tests.store.test_hostile_saves import Fields, forged
from wargame.content.model import Deck
from wargame.errors import UsageError
from wargame.play.control import swap, undo
from wargame.play.event import FAULT, End
from wargame.play.match import Match
from wargame.rules.game import Game
from wargame.store.matches import branch, save_match
from wargame.store.names import Saves
from wargame.store.progress import progress_of
from wargame.store.results import OwnResults, of_deck, own_results
from wargame.store.save import load
from wargame.store.savefile import create
from wargame.store.world import World
from wargame.table.host.kept import KeptGames
from wargame.table.panes.results import ResultsPage
from wargame.table.told.results import results_told, unread_said
from wargame.table.words.rows import line_text

HARD, HARDER = "industrial_builder:regular", "industrial_builder:master"


def played(folder: Path, game: Game, names: tuple[str, str], seed: int, plies: int = 999) -> Match:
    """A kept match under the next free name."""
    path = folder / f"{len(list(folder.glob('*.jsonl')))}.jsonl"
    return played_by(path, game, names, seed, plies)


def found_in(folder: Path, deck: str = "") -> OwnResults:
    return own_results(Saves(folder), world(), deck)


def told(found: OwnResults) -> list[str]:
    return [line for one in results_told(found) for line in (one.heading, *one.lines)]


@pytest.mark.parametrize("names", [("human", "greedy"), (HARD, "human"), ("human", "human")])
def test_what_was_won_is_what_the_games_say(tmp_path: Path, names: tuple[str, str]) -> None:
    game = game_of("primer")
    matches = [played(tmp_path, game, names, seed) for seed in range(1, 7)]
    winners = [game.result(match.state) for match in matches]
    endings = [game.ending(match.state) for match in matches]
    assert len(set(winners)) > 1, "all these games end alike"
    (deck,) = found_in(tmp_path).decks
    (pairing,) = deck.pairings
    assert dict(pairing.players) == dict(zip(game.seats, names, strict=True))
    assert (deck.games, pairing.games) == (6, 6)
    assert dict(pairing.won) == {seat: winners.count(seat) for seat in game.seats}
    assert pairing.nobody == winners.count("")
    assert dict(deck.endings) == {one.id: endings.count(one.id) for one in game.deck.endings}


def test_games_that_are_not_ones_own_or_not_over_do_not_count(tmp_path: Path) -> None:
    game = game_of("primer")
    played(tmp_path, game, ("greedy", "random"), 1)
    played(tmp_path, game, ("human", "random"), 1, plies=30)
    (tmp_path / "torn.jsonl").write_bytes(b"{")
    found = found_in(tmp_path)
    assert found.decks == []
    assert unread_said(found).startswith("Not read: torn.")
    for number in range(20):
        (tmp_path / f"torn{number}.jsonl").write_bytes(b"{")
    assert "torn14 and 13 more. `wargame save list`" in unread_said(found_in(tmp_path))
    played(tmp_path, game, ("human", "random"), 1)
    (deck,) = found_in(tmp_path).decks
    assert deck.games == 1


def test_a_copy_counts_once_and_a_branch_apart(tmp_path: Path) -> None:
    game = game_of("primer")
    first = played(tmp_path, game, ("human", "random"), 3)
    shutil.copy(tmp_path / "0.jsonl", tmp_path / "copy.jsonl")
    other = branch(first, 20, anybody(game, ("human", "random"), 9)).run()
    save_match(other, tmp_path / "other.jsonl")
    found = found_in(tmp_path)
    (deck,) = found.decks
    assert (deck.games, deck.branches, [one.games for one in deck.pairings]) == (1, 1, [1])
    assert sum(deck.endings.values()) == 2
    assert "Branches of games, counted apart: 1." in told(found)


@pytest.mark.parametrize(
    ("began", "ended"),
    [("human", HARD), ("greedy", "human"), ("human", "human")],
    ids=["gave up", "took over late", "left and came back"],
)
def test_a_game_of_a_seat_that_more_than_one_played_counts_apart(
    tmp_path: Path, began: str, ended: str
) -> None:
    game = game_of("primer")
    seat = game.seats[0]
    match = Match(game, anybody(game, (began, HARD), 5), 5)
    for name in (HARD, ended):
        while game.current_seat(match.state) != seat:
            match.step()
        match.step()
        swap(match, seat, Anybody(name, 5))
    save_match(match.run(), tmp_path / "shared.jsonl")
    (deck,) = found_in(tmp_path).decks
    assert (deck.games, deck.shared, deck.pairings, sum(deck.endings.values())) == (0, 1, [], 1)
    assert not any(one.games for one in deck.opponents)
    assert "Games in which more than one played a seat, counted apart: 1." in told(
        found_in(tmp_path)
    )


def test_a_game_counts_for_whoever_made_all_choices_of_a_seat(tmp_path: Path) -> None:
    """Whoever sat there before the first, or behind the last, took nothing from them."""
    game = game_of("primer")
    match = Match(game, anybody(game, ("greedy", "random"), 5), 5)
    swap(match, game.seats[0], Anybody("human", 5))
    save_match(match.run(), tmp_path / "whole.jsonl")
    (deck,) = found_in(tmp_path).decks
    assert (deck.games, deck.shared) == (1, 0)
    assert dict(deck.pairings[0].players) == {"us": "human", "china": "random"}
    swap_back = Match(game, anybody(game, ("human", "random"), 5), 5)
    swap(swap_back, game.seats[0], Anybody("greedy", 5))
    save_match(swap_back.run(), tmp_path / "none.jsonl")
    assert found_in(tmp_path).decks[0].games == 1, "a person sat there and chose nothing"


def test_what_was_taken_back_is_nobodys_choice() -> None:
    game = game_of("primer")
    match = Match(game, anybody(game, ("human", "random"), 5), 5)
    while game.current_seat(match.state) != "us":
        match.step()
    match.step()
    undo(match, "us")
    swap(match, "us", Anybody("greedy", 5))
    assert match.run().record.deciders["us"] == ("greedy",)


def test_whoever_was_asked_nothing_played_the_seat_that_they_sat_in() -> None:
    game = game_of("primer")
    match = Match(game, anybody(game, ("human", "random"), 5), 5)
    swap(match, "us", Anybody("greedy", 5))
    assert match.record.played_by == {"us": "greedy", "china": "random"}


def test_who_a_stand_in_chose_for_did_not_play_the_whole_game() -> None:
    game = game_of("primer")
    match = Match(game, anybody(game, ("human", "cmd:./bot"), 5), 5)
    while game.current_seat(match.state) != "china":
        match.step()
    match.take(game.legal_actions(match.state)[0], stand_in=FAULT)
    match.run()
    assert match.record.deciders == {"us": ("human",), "china": ("", "cmd:./bot")}


def test_a_table_without_a_winner_tells_the_best_against_par(tmp_path: Path) -> None:
    game = wargame.load("primer:seminar")
    matches = [played(tmp_path, game, ("human", "random"), seed) for seed in (1, 2, 3)]
    best = max(game.returns(match.state)["us"] for match in matches)
    found = found_in(tmp_path)
    (deck,) = found.decks
    assert (deck.pairings[0].variant, deck.pairings[0].won) == ("seminar", {})
    assert (
        "United States against random (seminar): 3 games with no winner, "
        f"at best {best:+d} against par."
    ) in told(found)
    both = [played(tmp_path, game, ("human", "human"), seed) for seed in (4, 5)]
    of_each = [game.returns(match.state) for match in both]
    us, china = (max(one[seat] for one in of_each) for seat in game.seats)
    assert (
        "United States and China, both here (seminar): 2 games with no winner, "
        f"at best United States {us:+d}, China {china:+d} against par."
    ) in told(found_in(tmp_path))


def test_chapters_are_told_by_their_campaign_and_count_together(tmp_path: Path) -> None:
    """What is carried on is different each time, and no deck that somebody chose."""
    stacks = ("chapter=long_game.1", "later+chapter=long_game.2+seminar+shared.trust={}")
    for seed in (1, 2):
        for stack in stacks:
            game = wargame.load(f"primer:{stack.format(40 + seed)}")
            played(tmp_path, game, ("human", "random"), seed)
    (deck,) = found_in(tmp_path).decks
    assert {one.variant: one.games for one in deck.pairings} == {
        "chapter=long_game.1": 2,
        "later+seminar+chapter=long_game.2": 2,
    }
    lines = " ".join(told(found_in(tmp_path)))
    assert "United States against random (chapter 1 of long_game): won " in lines
    assert "United States against random (chapter 2 of long_game, later+seminar): 2 games" in lines


def test_a_save_that_names_no_variant_of_any_deck_does_not_count(tmp_path: Path) -> None:
    played(tmp_path, game_of("primer"), ("human", "random"), 1)
    path = tmp_path / "0.jsonl"
    path.write_bytes(forged(path, lambda fields: fields[0][0]["deck"].update(variant="a+a")))
    assert found_in(tmp_path).decks == []


def first_won(folder: Path, names: tuple[str, str], seat: str) -> None:
    """A kept game that a seat has won."""
    game = game_of("primer")
    for seed in range(1, 99):
        match = Match(game, anybody(game, names, seed), seed).run()
        if game.result(match.state) == seat:
            played(folder, game, names, seed)
            return


@pytest.mark.parametrize(
    ("name", "is_beaten"),
    [(HARD, True), (HARDER, True), ("industrial_builder:learner", False), ("greedy", False)],
)
def test_an_opponent_is_beaten_who_looked_as_far_as_the_deck_has_it(
    tmp_path: Path, name: str, is_beaten: bool
) -> None:
    first_won(tmp_path, (name, "human"), "china")
    found = found_in(tmp_path)
    (deck,) = found.decks
    (faced,) = (one for one in deck.opponents if one.name == HARD)
    assert (faced.seat, bool(faced.beaten)) == ("us", is_beaten)
    offered = [one.called for one in deck.opponents if one.seat == "us"]
    assert len(offered) == len(set(offered)) == 4
    lines = "\n".join(told(found))
    assert (
        "Opponents as United States: beaten Industrial Builder (regular); not" in lines
    ) == is_beaten


def test_what_a_deck_has_lost_is_called_as_in_the_games_that_had_it(tmp_path: Path) -> None:
    played(tmp_path, game_of("primer"), ("human", "greedy"), 1)
    old = load(tmp_path / "0.jsonl", world())
    ended = next(one.ending for one in old.events if isinstance(one, End))
    others = [one for one in old.nouns("endings") if one["id"] != ended]
    renamed = [{**one, "title": f"The new {one['id']}"} for one in old.nouns("seats")]
    new = replace(old, tree={**old.tree, "endings": others, "seats": renamed})
    for order in ((new, old), (old, new)):
        deck = of_deck(order)
        assert deck.ending_titles[ended] == old.titles("endings")[ended]
        assert deck.endings[ended] == 2
        assert deck.seats == order[0].titles("seats")


def test_a_game_that_was_lost_beats_nobody(tmp_path: Path) -> None:
    first_won(tmp_path, (HARD, "human"), "us")
    (deck,) = found_in(tmp_path).decks
    (faced,) = (one for one in deck.opponents if one.name == HARD)
    assert (faced.games, faced.beaten) == (1, 0)


def test_a_game_without_a_winner_beats_nobody(tmp_path: Path) -> None:
    for seed in (1, 2):
        played(tmp_path, wargame.load("primer:seminar"), (HARD, "human"), seed)
    (deck,) = found_in(tmp_path).decks
    (faced,) = (one for one in deck.opponents if one.name == HARD)
    assert (faced.games, faced.beaten) == (2, 0)
    assert "Opponents as United States: not beaten yet" in "\n".join(told(found_in(tmp_path)))


def test_lessons_and_puzzles_that_are_done_are_counted(tmp_path: Path) -> None:
    game = game_of("primer")
    played(tmp_path, game, ("human", "random"), 1)
    progress = progress_of("primer")
    progress.solved.append(game.deck.puzzles[0].id)
    progress.keep()
    found = found_in(tmp_path)
    assert (found.decks[0].learned, found.decks[0].solved) == (0, 1)
    assert "Lessons learned: 0. Puzzles solved: 1." in told(found)


def test_the_deck_that_was_played_last_comes_first(tmp_path: Path) -> None:
    for number, deck in enumerate(("primer", "water_treaty", "calibration")):
        game, path = game_of(deck), tmp_path / f"{deck}.jsonl"
        match = Match(game, anybody(game, ("human", "random"), 1), 1).run()
        with create(path, game, match.record, World(clock=partial(float, number))):
            pass
    latest = [one.deck for one in found_in(tmp_path).decks]
    assert latest == ["calibration", "water_treaty", "primer"]
    assert [one.deck for one in found_in(tmp_path, "water_treaty").decks] == ["water_treaty"]


def test_a_deck_that_no_game_is_over_of_is_answered_with_those_that_there_are(
    tmp_path: Path,
) -> None:
    played(tmp_path, game_of("primer"), ("human", "random"), 1)
    with pytest.raises(UsageError, match=r"'prime' .* is over in .*Did you mean 'primer'\?"):
        found_in(tmp_path, "prime")
    with pytest.raises(UsageError, match="None is known here"):
        found_in(tmp_path / "none", "primer")


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("end", "winner", "moon"),
        ("head", "seats", {"us": "human"}),
        ("head", "seats", {"us": "human", "moon": "random"}),
    ],
)
def test_a_save_that_tells_of_seats_that_its_deck_has_not_does_not_count(
    tmp_path: Path, kind: str, key: str, value: object
) -> None:
    played(tmp_path, game_of("primer"), ("human", "random"), 1)
    path = tmp_path / "0.jsonl"
    assert found_in(tmp_path).decks

    def change(fields: list[Fields]) -> None:
        (line,) = (pub for pub, _ in fields if pub.get("kind") == kind)
        line[key] = value

    path.write_bytes(forged(path, change))
    found = found_in(tmp_path)
    assert (found.decks, found.unread) == ([], [])


def test_of_a_deck_that_is_none_no_more_is_told_than_of_any(tmp_path: Path) -> None:
    """Each of its personas was held against all the others, which took minutes."""
    played(tmp_path, game_of("primer"), ("human", "random"), 1)
    path = tmp_path / "0.jsonl"
    persona: dict[str, Any] = {"title": "P", "foresight": "regular"}

    def change(fields: list[Fields]) -> None:
        tree = fields[1][0]["tree"]
        tree["personas"] = [{**persona, "id": f"p{number}"} for number in range(500)]

    path.write_bytes(forged(path, change))
    (deck,) = found_in(tmp_path).decks
    most = Deck.model_fields["personas"].metadata[0].max_length
    assert len(deck.opponents) == len(game_of("primer").seats) * most


def test_what_a_terminal_would_obey_is_written_out(tmp_path: Path) -> None:
    played(tmp_path, game_of("primer"), ("human", "random"), 1)
    path, bad = tmp_path / "0.jsonl", "\x1b[2J\u202e"

    def change(fields: list[Fields]) -> None:
        fields[0][0]["deck"]["title"] += bad
        (end,) = (pub for pub, _ in fields if pub["kind"] == "end")
        end["ending"] += bad
        for noun in ("seats", "personas", "endings"):
            for one in fields[1][0]["tree"][noun]:
                one["title"] += bad

    path.write_bytes(forged(path, change))
    page = ResultsPage(KeptGames(Saves(tmp_path)))
    page.read()
    drawn = [line_text(line) for row in page.rows(76, 20) for line in row.lines]
    assert "".join(drawn).count("\\x1b[2J") > 20
    assert not [line for line in drawn if not line.isprintable()]
