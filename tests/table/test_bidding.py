"""Bidding for the first seat: who sits where, and where the lead starts."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from wargame.content.library import DeckLibrary
from wargame.content.load import load_deck
from wargame.errors import UsageError
from wargame.rules.game import Game
from wargame.store.save import load
from wargame.store.world import World
from wargame.table.host.bidding import Bidding, how_to_bid, may_bid, settle_bids
from wargame.table.host.setup import Setup

SINK = Path(__file__).parents[1] / "decks" / "kitchen_contest"
PLAYERS = {"crust": "ann", "crumb": "bob"}


@pytest.fixture(scope="module")
def bakeries() -> Game:
    return Game(load_deck(SINK))


@pytest.mark.parametrize(
    ("bids", "first", "start"),
    [
        pytest.param({"crust": 3, "crumb": 1}, "ann", -2, id="the first seat's own side bids more"),
        pytest.param({"crust": 1, "crumb": 3}, "bob", -2, id="the other side bids more"),
        pytest.param({"crust": 2, "crumb": 2}, "ann", -1, id="equal bids stay"),
        pytest.param({"crust": -4, "crumb": -1}, "bob", 2, id="both would rather sit second"),
        pytest.param({"crumb": 1}, "bob", 0, id="who says nothing bids 0"),
        pytest.param({}, "ann", 1, id="nobody bids"),
    ],
)
def test_the_higher_bid_sits_first_and_the_lead_starts_with_it_for_the_other(
    bakeries: Game, bids: dict[str, int], first: str, start: int
) -> None:
    found = settle_bids(bakeries, PLAYERS, bids)
    assert found.players["crust"] == first
    assert sorted(found.players.values()) == ["ann", "bob"]
    assert found.game.new()["queue"] == start
    assert found.game.loaded.variant == ("" if start == 1 else f"handicap={start}")
    assert f"The lead starts at {start}" in found.said


@pytest.mark.parametrize("bid", [-9, 11])
def test_a_bid_stays_within_the_lead(bakeries: Game, bid: int) -> None:
    assert may_bid(bakeries) == (-8, 10)
    with pytest.raises(UsageError, match="may be -8 to 10"):
        settle_bids(bakeries, PLAYERS, {"crust": bid})


def test_only_sides_of_a_contest_bid(bakeries: Game) -> None:
    with pytest.raises(UsageError, match="No seat 'crus' can bid"):
        settle_bids(bakeries, PLAYERS, {"crus": 1})
    with pytest.raises(UsageError, match="nothing to bid for"):
        may_bid(Game(load_deck(SINK, "seminar")))


def test_a_stranger_is_told_what_a_bid_is(bakeries: Game) -> None:
    said = " ".join(how_to_bid(bakeries, "crumb"))
    assert "You are to play The Crumb, unless the bids change that." in said
    assert "As printed it starts at 1 in favour of The Crust." in said
    assert "Whoever bids more plays The Crust, and that much of the lead goes to The Crumb" in said
    assert "below 0 if you would rather play The Crumb" in said


def test_people_bid_one_after_the_other_and_the_program_does_not(bakeries: Game) -> None:
    table = Bidding(bakeries, {"crust": "human", "crumb": "human"}, 1, "")
    assert table.next == "crust"
    assert table.bid("crust", "many").startswith("A bid is a whole number")
    assert table.bid("crust", " 2 ") == ""
    assert table.next == "crumb"
    assert table.bid("crumb", "-3") == ""
    assert table.next == ""
    assert table.bids == {"crust": 2, "crumb": -3}
    assert Bidding(bakeries, {"crust": "greedy", "crumb": "human"}, 1, "").people == ["crumb"]


def test_what_was_bid_stands_in_the_save(wargame: CommandLine, tmp_path: Path) -> None:
    people = ("--seat", "crust=random", "--seat", "crumb=greedy", "--seed", "1", "--plain")
    kept = ("--save", "bid", "--saves", str(tmp_path))
    answer = wargame("play", str(SINK), *people, *kept, "--bid", "crust=1,crumb=4")
    assert answer.code == 0, answer.err
    told = "The lead starts at -3 instead of 1: 4 in favour of The Crumb."
    assert told in " ".join(answer.err.split())
    header = load(tmp_path / "bid.jsonl", World()).head.header
    assert header.variant == "handicap=-3"
    assert header.seats["crust"] == "greedy"
    assert wargame("save", "verify", "bid", "--saves", str(tmp_path)).code == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param(["--bid", "crust"], "must be SEAT=N", id="no number"),
        pytest.param(["--bid", "crust=1,crust=2"], "is named twice", id="twice"),
        pytest.param(["--bid", "crust=1", "--handicap", "2"], "exclude each other", id="both"),
        pytest.param(["--bid", "crust=1", "--table", "seminar"], "nothing to bid for", id="where"),
    ],
)
def test_what_cannot_be_bid_is_refused(wargame: CommandLine, typed: list[str], said: str) -> None:
    answer = wargame("play", str(SINK), "--plain", *typed)
    assert answer.code == 2
    assert said in answer.err


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("play DECK --plain --table seminar --handicap 2", id="options"),
        pytest.param("play DECK:friendly+handicap=2 --plain", id="a variant that is a seminar"),
        pytest.param("simulate DECK:seminar+handicap=2 --games 1", id="many games"),
        pytest.param("seminar new class --deck DECK:seminar+handicap=2", id="a class"),
    ],
)
def test_a_handicap_is_refused_where_nobody_wins(wargame: CommandLine, typed: str) -> None:
    """It was taken in silence."""
    answer = wargame(*typed.replace("DECK", str(SINK)).split())
    assert answer.code == 2
    assert "nobody wins at a seminar: leave out 'handicap'" in answer.err


def test_a_lead_that_was_set_is_gone_with_the_contest() -> None:
    setup = Setup(DeckLibrary([SINK.parent]), SINK.name)
    setup.start, setup.lead = "set", "2"
    assert setup.game().loaded.variant == "handicap=2"
    setup.table = "seminar"
    assert setup.game().loaded.variant == "seminar"


def test_sealed_bids_are_asked_for_in_plain_text(
    wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n2\n\nx\n3\nquit\n"))
    seats = ("--seat", "crust=human", "--seat", "crumb=human")
    out = wargame("play", str(SINK), "--plain", "--seed", "1", *seats, "--bid", "ask").out
    assert out.index("The Crust bids. Everybody else") < out.index("The Crumb bids. Everybody else")
    assert "A bid is a whole number, -8 to 10." in out
