"""What bargains are worth is what the rules give, where nothing else happens."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema_rs import Draft202012Validator

from tests.conftest import learning, seated
from tests.lab.planted import planted
from tests.rules.tiny import Table, seats, tiny
from tests.table.drawn import unwrapped
from wargame.cli.object_schema import object_schema
from wargame.content.library import DeckRef
from wargame.lab.bargains import (
    BargainsInGame,
    BargainStudy,
    OfferMade,
    TalkHeld,
    _answered,
    share_taken,
    watch_bargains,
)
from wargame.lab.bargains_object import BargainsObject
from wargame.lab.offers import Appraised, Appraiser
from wargame.lab.runs.driver import run
from wargame.lab.stats.estimate import Mean
from wargame.objects import plain_data
from wargame.play.match import Match
from wargame.players import training
from wargame.players.habits import Habits
from wargame.rules.game import Game
from wargame.rules.ruleset import Ruleset
from wargame.table.reports.bargains import report
from wargame.table.reports.typeset import text


@pytest.fixture(autouse=True, scope="module")
def learns_little() -> Iterator[None]:
    """Habits of a few games: these tests ask how offers are weighed, not how games go on."""
    with learning(10):
        yield


READY = {"id": "swap", "title": "Swap", "items": ["grain_out", "silver_in"], "term": 1}


def market(**deals: object) -> Game:
    """One round of talks: grain is worth 3 to south and 1 to north, silver 1 and 2."""

    def moves(name: str, seat: str, track: str) -> dict[str, object]:
        return {"id": name, "title": name, "seat": seat, "kind": "transfer", "track": track}

    return tiny(
        rounds={"max": 1},
        turn={"plays": 0, "initiative": "north"},
        seats=seats({"score": "my.grain + 2 * my.silver"}, {"score": "3 * my.grain + my.silver"}),
        tracks=[
            {"id": name, "title": name, "of": "seats", "max": 20, "start": 8}
            for name in ("grain", "silver")
        ],
        deals={
            "terms": [1],
            "items": [
                {**moves("grain_out", "north", "grain"), "amount": 3},
                {**moves("silver_out", "north", "silver"), "amount": 4},
                {**moves("silver_in", "south", "silver"), "amount": 3},
            ],
            **deals,
        },
    )


@pytest.mark.parametrize(
    ("items", "gains"),
    [
        pytest.param(["grain_out", "silver_in"], (300, 600), id="helps both"),
        pytest.param(["silver_out", "silver_in"], (-200, 100), id="costs one of them"),
    ],
)
def test_an_offer_is_worth_what_it_moves(items: list[str], gains: tuple[int, int]) -> None:
    table = Table(market(), {"phase": "talks"}).do("pass")
    table.do(*(f"offer {item}" for item in items), "table 1")
    given, worth = Appraiser(table.game, 3).offer(table.state)
    assert (set(given), worth.gains) == (set(items), gains)
    assert worth.halves == (sum(gains), sum(gains))


@pytest.mark.parametrize(
    "deals",
    [
        pytest.param({}, id="item by item"),
        pytest.param({"drafting": "packages", "packages": [READY]}, id="ready packages alone"),
    ],
)
def test_the_best_package_leaves_nobody_worse_off(deals: dict[str, object]) -> None:
    table = Table(market(**deals), {"phase": "talks"}).do("pass")
    appraiser = Appraiser(table.game, 3)
    assert appraiser.may_offer(table.state)
    best = appraiser.best(table.state)
    assert set(best.items) == {"grain_out", "silver_in"}
    assert best.worth.gains == (300, 600)


@pytest.mark.parametrize("seed", range(3))
def test_every_offer_and_every_round_of_talks_is_weighed_once(water: Game, seed: int) -> None:
    players = seated(water, seed)
    match = Match(water, players, seed)
    found = watch_bargains(match, 2)
    signed = sum(offer.answer == "accept" for offer in found.offers)
    assert signed == match.state["game.deals_made"] + match.state["game.extensions"]
    rounds = [talk.round for talk in found.talks]
    assert rounds == sorted(set(rounds))
    assert found.talks


def worth(first: int, second: int) -> Appraised:
    """Of a package that brings all together so much in either half of the worlds."""
    return Appraised(((first + second) // 2, 0), (first, second))


def offer(round_: int, answer: str, first: int, second: int) -> OfferMade:
    return OfferMade(round_, ("a",), answer, worth(first, second))


def test_offers_are_judged_by_other_trainings_than_those_of_players(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    game, train, worlds = tiny(), training.train, list[int]()

    def noted(rules: Ruleset, world: int) -> Habits:
        worlds.append(world)
        return train(rules, world=world)

    monkeypatch.setattr(training, "train", noted)
    Appraiser(game, 2)
    judge, worlds[:] = set(worlds), []
    training.habits_of(game.rules)
    assert len(judge) == len(set(worlds)) == training.TRAININGS
    assert judge.isdisjoint(worlds)


def test_the_share_is_of_what_there_was() -> None:
    talks = (
        TalkHeld(1, ("a",), worth(400, 400)),
        TalkHeld(2, ("b",), worth(100, 100)),
        TalkHeld(3, (), worth(0, 0)),
    )
    offers = (
        offer(1, "accept", 200, 200),
        offer(1, "decline", 1800, 1800),
        offer(2, "accept", 170, 170),
    )
    told = [(taken, most) for _, taken, most in BargainsInGame(offers, talks).shares()]
    assert told == [(200, 400), (170, 170), (0, 0)]


@pytest.mark.parametrize(
    ("best", "signed", "most"),
    [
        pytest.param((300, 100), (0, 0), 200, id="better than nothing in both halves"),
        pytest.param((300, -100), (0, 0), -50, id="what one half chooses the other pays for"),
        pytest.param((-300, -100), (0, 0), 0, id="worse than nothing in both"),
        pytest.param((300, 100), (200, 200), 150, id="each half chooses another"),
    ],
)
def test_what_chooses_a_package_does_not_say_what_it_is_worth(
    best: tuple[int, int], signed: tuple[int, int], most: int
) -> None:
    talks = (TalkHeld(1, ("b",), worth(*best)),)
    [(_, _, found)] = BargainsInGame((offer(1, "accept", *signed),), talks).shares()
    assert found == most


@pytest.mark.parametrize(
    ("available", "is_sure"),
    [
        pytest.param((300, 340, 280, 310), True, id="surely there"),
        pytest.param((300, -100, 250, -200), False, id="as likely nothing"),
        pytest.param((300,), False, id="one game"),
    ],
)
def test_a_part_of_what_is_not_surely_there_has_no_interval(
    available: tuple[int, ...], is_sure: bool
) -> None:
    taken = [200, 150, 190, 220][: len(available)]
    found = share_taken(taken, available)
    assert found
    assert found.mean == pytest.approx(sum(taken) / sum(available))
    assert math.isfinite(found.low) == math.isfinite(found.high) == is_sure
    assert share_taken([0, 0], [0, 0]) is None


@pytest.mark.parametrize(
    ("answer", "left"), [("accept", []), ("decline", [("a",)])], ids=["signed", "refused"]
)
def test_what_was_signed_is_not_left_on_the_table(
    water_ref: DeckRef, answer: str, left: list[tuple[str, ...]]
) -> None:
    """Though it is thought to be worth more in the worlds that look for the best package."""
    talk = TalkHeld(1, ("a",), worth(100, 100))
    game = BargainsInGame((offer(1, answer, 0, 0),), (talk,))
    study = BargainStudy(water_ref, 1, 1, ("random",))
    found = study.answer(lambda _: iter([game]))
    assert [row.items for row in found.left] == left


def test_a_part_of_what_helps_both_stays_between_none_and_all() -> None:
    """Of two games with unlike parts an interval reached from -125 to 209 %."""
    made = [
        OfferMade(1, ("a",), "accept", Appraised(gains, (0, 0))) for gains in ((10, 90), (80, 20))
    ]
    games = [BargainsInGame((one,), ()) for one in made]
    (row,) = _answered(("north", "south"), games)
    assert row.split
    assert row.split.mean == pytest.approx(0.45)
    assert 0 <= row.split.low < 0.1
    assert 0.9 < row.split.high <= 1


def test_the_object_fits_its_schema_and_the_words_say_the_same(water_ref: DeckRef) -> None:
    found = run(BargainStudy(water_ref, 2, 1, ("random",), worlds=2))
    schema = object_schema("lab bargains", [BargainsObject])
    assert [
        one.message for one in Draft202012Validator(schema).iter_errors(plain_data(found))
    ] == []
    said = " ".join(text(report(found)))
    assert found.answers
    for row in found.answers:
        assert f"({row.offers})" in said
    assert sum(row.times for row in found.struck) == found.answers[0].offers
    assert found.available
    assert f"{found.available.mean:+.1f}" in said


def test_a_deck_without_talks_has_nothing_to_tell(tmp_path: Path) -> None:
    found = run(BargainStudy(planted(tmp_path / "planted"), 2, 1, ("random",)))
    assert (found.talks, found.answers, found.share) == (0, (), None)
    said = unwrapped(text(report(found)))
    assert "Nothing was offered. There was no talk in which a package could be tabled." in said
    assert "+0.0" not in said


@pytest.mark.parametrize("table", ["contest", "seminar"])
def test_a_share_is_told_only_where_a_gain_can_be_joint(
    decks: dict[str, DeckRef], table: str
) -> None:
    """Where a winner is named one seat's win is the other's loss; offers are weighed there too."""
    deck = DeckRef(decks["primer"].folder, table)
    found = run(BargainStudy(deck, 2, 1, ["greedy"], worlds=2))
    told = unwrapped(text(report(found)))
    is_contest = table == "contest"
    assert found.is_contest == is_contest
    assert (found.available is None) == (found.share is None) == is_contest
    assert ("one seat's win is the other's loss" in told) == is_contest
    assert ("of what there was that was taken" in told) != is_contest
    assert found.answers
    assert found.talks > 0
    assert bool(found.left) <= (not is_contest)


def test_what_both_seats_gain_at_a_contest_is_told_and_not_denied(
    decks: dict[str, DeckRef],
) -> None:
    """A match may be worth more to whoever does not win: what both gain together is not 0 then."""
    found = run(BargainStudy(decks["primer"], 6, 3, ["random"], worlds=8))
    told = unwrapped(text(report(found)))
    assert any(row.joint and row.joint.mean for row in found.answers)
    assert "points more together" in told
    assert "both gain together only where an end is worth more to whoever does not win" in told
    assert "what one seat gains the other loses" not in told


def test_what_was_taken_is_told_of_the_rounds_in_which_a_package_could_be_tabled() -> None:
    """Where a deal is only extended no other could have been signed: it is no part of the sum."""
    worth, more = Appraised((100, 200), (300, 300)), Appraised((500, 500), (1000, 1000))
    talk = TalkHeld(1, ("ease",), worth)
    signed = OfferMade(1, ("ease",), "accept", worth)
    extended = OfferMade(2, ("ease",), "accept", more)
    game = BargainsInGame((signed, extended), (talk,))
    assert [taken for _, taken, _ in game.shares()] == [300]
    for talks, rounds in ((1, "1 round"), (3, "3 rounds")):
        mean = Mean(3.0, 3.0, 3.0)
        found = BargainsObject(
            *("deck", "", "0" * 64, 1, 1, {"us": ("random",), "china": ("random",)}, 8, False),
            *(talks, (), mean, mean, None, (), ()),
        )
        told = unwrapped(text(report(found)))
        assert f"in {rounds} in which a package could be tabled" in told
        assert "points a game in the packages signed in them" in told
