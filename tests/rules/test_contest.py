"""Who wins: what loses at once, floors, blame, the lead, and what each end is worth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, card, tiny
from wargame.content.library import DeckRef
from wargame.content.load import load_deck, load_deck_tree
from wargame.errors import DeckError, UsageError
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.seminar import at_seminar
from wargame.rules.game import Game
from wargame.rules.hashes import rules_hash
from wargame.rules.lint.check import find_faults
from wargame.rules.winners import is_shared_out

SINK = Path(__file__).parents[1] / "decks" / "kitchen_contest"

CONTEST: dict[str, Any] = {
    "lead": "shared.calm",
    "floors": {"north": "my.grain >= 3", "south": "south.grain >= 3"},
    "lost_by": [
        {"when": "shared.calm <= -9", "seat": "north", "title": "The dam breaks"},
        {"when": "shared.calm <= -8", "seat": "south"},
    ],
    "ruin": [{"when": "north.grain < south.grain", "seat": "north", "title": "More was wasted"}],
    "points": {"win": 5, "stand": 2, "fall": 1, "ruin": 0},
    "handicap": "shared.calm",
}


def game(**changes: Any) -> Game:
    """A tiny game with a contest, some of it changed."""
    return tiny(contest={**CONTEST, **changes})


def ended(game: Game, **given: int) -> Table:
    """A game of one more round from a position, passed to its end."""
    numbers = {f"{key.replace('_', '.')}": value for key, value in given.items()}
    table = Table(game, {"round": 12, **numbers})
    while not table.over:
        table.do(table.legal[0])
    return table


@pytest.mark.parametrize(
    ("calm", "north", "south", "winner", "cause", "returns"),
    [
        pytest.param(4, 3, 3, "north", "lead", (5004, 1996), id="whoever leads wins"),
        pytest.param(-4, 3, 3, "south", "lead", (1996, 5004), id="below 0 the second seat leads"),
        pytest.param(0, 3, 3, "", "lead", (2000, 2000), id="a level lead is nobody's"),
        pytest.param(4, 2, 3, "south", "floor", (1004, 4996), id="a broken floor loses a lead"),
        pytest.param(-4, 3, 2, "north", "floor", (4996, 1004), id="the second seat's too"),
        pytest.param(4, 2, 2, "", "ruin", (4, -4), id="two broken floors leave nobody"),
        pytest.param(4, 1, 2, "south", "blame", (4, 4996), id="unless one is to blame"),
        pytest.param(
            -9, 3, 2, "south", "lost_by", (991, 5009), id="what loses comes before floors"
        ),
        pytest.param(-8, 2, 3, "north", "lost_by", (4992, 1008), id="in its order"),
    ],
)
def test_who_wins(
    calm: int, north: int, south: int, winner: str, cause: str, returns: tuple[int, int]
) -> None:
    table = ended(game(), shared_calm=calm, north_grain=north, south_grain=south)
    end = table.game.match_end(table.state)
    assert end is not None
    assert (end.winner, end.cause, end.lead) == (winner, cause, calm)
    assert table.game.result(table.state) == winner
    assert tuple(table.game.returns(table.state).values()) == returns


@pytest.mark.parametrize(
    ("calm", "north", "south", "returns"),
    [
        pytest.param(4, 3, 3, (5004, 1996), id="to win by the lead is worth more"),
        pytest.param(4, 2, 3, (1004, 2996), id="than to see the other side break"),
        pytest.param(4, 1, 2, (4, 2996), id="in ruin too"),
        pytest.param(-9, 3, 2, (991, 3009), id="or lose at once"),
    ],
)
def test_who_wins_otherwise_than_by_the_lead_gets_what_outlasting_is_worth(
    calm: int, north: int, south: int, returns: tuple[int, int]
) -> None:
    worth = {**CONTEST["points"], "outlast": 3}
    table = ended(game(points=worth), shared_calm=calm, north_grain=north, south_grain=south)
    assert tuple(table.game.returns(table.state).values()) == returns
    least, most = table.game.return_bounds["south"]
    assert least <= min(returns) <= max(returns) <= most


def test_what_outlasting_is_worth_is_a_rule() -> None:
    worth = {**CONTEST["points"], "outlast": 5}
    assert rules_hash(game(points=worth).deck) != rules_hash(game().deck)


def test_a_level_lead_goes_to_whom_the_deck_names() -> None:
    table = ended(game(level="south"), shared_calm=0)
    assert table.game.result(table.state) == "south"
    assert table.game.returns(table.state) == {"north": 2000, "south": 5000}


def test_what_decided_is_told_by_its_title() -> None:
    for calm, reason in ((-9, "The dam breaks"), (-8, "Calm is at most -8")):
        table = ended(game(), shared_calm=calm)
        end = table.game.match_end(table.state)
        assert end is not None
        assert end.reason == reason


def test_nobody_has_won_before_the_end() -> None:
    played = game()
    assert played.result(played.new()) is None
    assert played.margin(played.new()) == 0


def test_a_lead_beyond_the_tie_break_counts_no_further() -> None:
    wide = [{**BASE["tracks"][0], "min": -900, "max": 900}, BASE["tracks"][1]]
    table = ended(tiny(tracks=wide, contest={"lead": "shared.calm"}), shared_calm=700)
    assert table.game.returns(table.state) == {"north": 3499, "south": 501}


def test_a_lead_that_goes_further_to_one_side_bounds_both() -> None:
    steep = [{**BASE["tracks"][0], "min": -90, "max": 5}, BASE["tracks"][1]]
    found = tiny(tracks=steep, contest={"lead": "shared.calm"})
    assert found.return_bounds["north"][1] == 3090


@pytest.mark.parametrize(
    ("changes", "bounds", "is_zero_sum"),
    [
        pytest.param({}, (-10, 5010), False, id="ruin is the least, a win the most"),
        pytest.param(
            {"floors": {}, "lost_by": [], "ruin": []}, (1990, 5010), False, id="only the lead"
        ),
        pytest.param(
            {
                "floors": {},
                "lost_by": [],
                "ruin": [],
                "level": "north",
                "points": {"win": 1, "stand": -1},
            },
            (-1010, 1010),
            True,
            id="what one wins the other loses",
        ),
        pytest.param(
            {"floors": {}, "lost_by": [], "ruin": [], "points": {"win": 1, "stand": -1}},
            (-1010, 1010),
            False,
            id="but not where nobody wins",
        ),
        pytest.param(
            {"lost_by": [], "level": "north"}
            | {"points": {"win": 2, "outlast": 1, "stand": -2, "fall": -1, "ruin": 0}},
            (-2010, 2010),
            False,
            id="ruin costs the loser less than it brings",
        ),
        pytest.param(
            {"ruin": [], "level": "north"}
            | {"points": {"win": 2, "outlast": 1, "stand": -2, "fall": -1, "ruin": 0}},
            (-2010, 2010),
            True,
            id="of two prizes each is what the other loses",
        ),
    ],
)
def test_returns_are_bounded(
    changes: dict[str, Any], bounds: tuple[int, int], is_zero_sum: bool
) -> None:
    found = game(**changes)
    assert found.return_bounds == {"north": bounds, "south": bounds}
    assert found.zero_sum is is_zero_sum


@pytest.mark.parametrize(
    ("changes", "is_so"),
    [
        pytest.param({}, False, id="whoever falls takes points out of the match"),
        pytest.param({"floors": {}, "lost_by": [], "ruin": []}, True, id="only the lead"),
        pytest.param(
            {"ruin": [], "points": {"win": 3, "outlast": 2, "stand": 0, "fall": 1, "ruin": -5}},
            True,
            id="of either prize the loser gets the rest; that nobody wins does not count",
        ),
        pytest.param(
            {"points": {"win": 3, "outlast": 2, "stand": 0, "fall": 1, "ruin": -5}},
            False,
            id="whoever is to blame for ruin gets less",
        ),
    ],
)
def test_seats_share_out_a_match_where_every_win_is_worth_as_much_to_both(
    changes: dict[str, Any], is_so: bool
) -> None:
    contest = game(**changes).rules.program.contest
    assert contest is not None
    assert is_shared_out(contest) is is_so


def test_what_a_persona_is_after_that_there_is_not_is_refused() -> None:
    played = game()
    with pytest.raises(UsageError, match="There is no persona 'hawk'"):
        played.evaluate(played.new(), "north", "hawk")


def test_whoever_looks_ahead_prefers_to_win_and_then_to_lead() -> None:
    played = game()
    ahead, further, behind = (
        played.evaluate(played.position({"shared.calm": calm}), "north") for calm in (1, 6, -1)
    )
    assert ahead - behind == 40 * 3 + 2
    assert further - ahead == 5


# --- tables --------------------------------------------------------------------------------


def test_a_seminar_names_no_winner_and_counts_points() -> None:
    seminar = Game(load_deck(SINK, "seminar"))
    end, _ = seminar.rollout(seminar.new(), seminar.rules.stream(1))
    assert (seminar.table, seminar.result(end), seminar.match_end(end)) == ("seminar", None, None)
    assert seminar.margin(end) is not None
    assert seminar.returns(end)["crumb"] == end["crumb.heat"] - 4


@pytest.mark.parametrize(
    ("stack", "told"),
    [
        pytest.param("", "", id="a contest, if the deck has one"),
        pytest.param("contest", "", id="which may be said"),
        pytest.param("seminar", "seminar", id="or a seminar"),
        pytest.param("handicap=-2+seminar", "seminar+handicap=-2", id="with a handicap"),
        pytest.param("friendly", "friendly", id="a variant may say so"),
        pytest.param("friendly+contest", "friendly+contest", id="and be overruled"),
        pytest.param("handicap=1", "", id="what is so already is not said"),
    ],
)
def test_a_table_is_part_of_what_is_loaded(stack: str, told: str) -> None:
    assert load_deck(SINK, stack).variant == told


def test_each_table_has_a_hash_of_its_own() -> None:
    stacks = ("", "seminar", "handicap=2", "seminar+handicap=2")
    assert len(dict.fromkeys(rules_hash(load_deck(SINK, s).written) for s in stacks)) == 4


def test_a_deck_without_a_contest_has_one_kind_of_table() -> None:
    water = SINK.parent / "water_treaty"
    plain, seminar = load_deck(water), load_deck(water, "seminar")
    assert seminar.variant == ""
    assert rules_hash(seminar.written) == rules_hash(plain.written)
    with pytest.raises(UsageError, match="does not say who wins"):
        load_deck(water, "contest")
    with pytest.raises(UsageError, match="has no handicap"):
        load_deck(water, "handicap=2")


def test_two_tables_are_one_too_many() -> None:
    with pytest.raises(UsageError, match="names two tables"):
        load_deck(SINK, "seminar+contest")


def test_a_handicap_is_where_the_lead_starts() -> None:
    plain = Game(load_deck(SINK))
    for given in (Game(load_deck(SINK, "handicap=-3")), plain.valued({"handicap": "-3"})):
        assert given.new()["queue"] == -3
        assert given.loaded.variant == "handicap=-3"
        assert given.rules.program.starts["queue_"] == -3
    with pytest.raises(UsageError, match="may be -9 to 9"):
        load_deck(SINK, "handicap=10")


# --- faults --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"lead": "max(shared.calm, 0)"}, "south is never ahead", id="one-sided lead"),
        pytest.param({"lead": "0"}, "never ahead", id="a lead that cannot move"),
        pytest.param({"level": "east"}, "unknown seat 'east'", id="level to nobody there"),
        pytest.param({"floors": {"east": "1 < 2"}}, "unknown seat 'east'", id="a floor of nobody"),
        pytest.param({"floors": {"north": "my.grain"}}, "a condition must be", id="no condition"),
        pytest.param(
            {"lost_by": [{"when": "shared.calm > 1", "seat": "nort"}]},
            "unknown seat 'nort'",
            id="nobody loses",
        ),
        pytest.param({"ruin": [{"when": "calm", "seat": "north"}]}, "calm", id="unknown number"),
        pytest.param({"handicap": "shared.clam"}, "no shared track 'shared.clam'", id="no track"),
    ],
)
def test_what_is_wrong_with_a_contest(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(DeckError, match=said):
        game(**changes)


def test_a_number_called_handicap_is_refused() -> None:
    with pytest.raises(DeckError, match="also the id of a number or dial"):
        tiny(contest=CONTEST, numbers=[{"id": "handicap", "value": 1}])


def test_a_variant_called_as_a_table_is_refused() -> None:
    with pytest.raises(DeckError, match="what a kind of table is called"):
        tiny(variants=[{"id": "seminar", "title": "S"}])


def test_an_ending_tells_of_a_seat_or_of_nobody() -> None:
    over = {"id": "over", "title": "Over"}
    for winner in ("south", "nobody"):
        assert tiny(contest=CONTEST, endings=[{**over, "winner": winner}])
    with pytest.raises(DeckError, match="unknown seat 'east'"):
        tiny(contest=CONTEST, endings=[{**over, "winner": "east"}])


def test_what_can_never_lose_is_advised_against() -> None:
    never = {"when": "shared.calm > 10", "seat": "north"}
    tree = {**BASE, "contest": {**CONTEST, "lost_by": [never]}}
    told = [fault.what for fault in find_faults(load_deck_tree(tree)) if fault.item == "contest"]
    assert told == ["this is never true"]


def test_dials_leave_the_lead_alone() -> None:
    dial = [{"id": "fog", "title": "Fog"}]
    with pytest.raises(DeckError, match="it scales points: contest"):
        tiny(contest={"lead": "scaled(shared.calm, dial.fog)"}, dials=dial)


def test_a_contest_needs_a_lead() -> None:
    with pytest.raises(DeckError, match="lead"):
        load_deck_tree({**BASE, "contest": {"level": "north"}})


def test_a_card_moves_a_match() -> None:
    table = Table(
        tiny(contest={"lead": "shared.calm"}, cards=[card("talk", "shared.calm += 2")]),
        {"hand.north": ["talk"]},
    )
    assert table.do("play talk").game.margin(table.state) == 2


def test_values_are_laid_over_a_shared_game_of_the_same_table() -> None:
    given = shared_game(DeckRef(SINK, "seminar+handicap=2"))
    assert (given.table, given.new()["queue"]) == ("seminar", 2)


def test_what_is_registered_is_played_at_seminars() -> None:
    assert at_seminar(DeckRef(SINK, "long+handicap=2")).variant == "long+seminar+handicap=2"
    water = DeckRef(SINK.parent / "water_treaty")
    assert at_seminar(water) is water


def test_what_is_registered_is_refused_where_a_contest_is_asked_for() -> None:
    with pytest.raises(UsageError, match="leave out 'contest'"):
        at_seminar(DeckRef(SINK, "long+contest"))
