"""A view as numbers: always as many, each in its range, all that matters, and nothing hidden."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator

import pytest

import wargame
from tests.rules.leaks import redrawn
from tests.rules.tiny import Table, card, seats, tiny
from tests.strategies import nodes, plain_games
from wargame.content.effects import check_effects, read_effects
from wargame.errors import UsageError
from wargame.rules.features.board import NODES
from wargame.rules.game import Game, SeatState
from wargame.rules.kernel import Stream, codes
from wargame.rules.orders import Orders

NOT_TOLD = ("origin",)
"""Cells of a view that nothing hangs on that follows."""

EVERY = pytest.mark.parametrize("name", list(plain_games()))


def views(game: Game, seeds: range) -> Iterator[SeatState]:
    """Every view of every node of random games, and of their ends."""
    for seed in seeds:
        for position, text in nodes(game, seed):
            yield from (game.redact(position, seat) for seat in (*game.seats, ""))
            last = game.apply(position, text).state
        yield from (game.redact(last, seat) for seat in (*game.seats, ""))


@EVERY
def test_every_number_has_a_name_and_lies_in_its_range(name: str) -> None:
    game = plain_games()[name]
    features = game.features
    assert len({feature.name for feature in features}) == len(features)
    for view in views(game, range(2)):
        vector = game.vector(view)
        assert len(vector) == len(features)
        pairs = zip(features, vector, strict=True)
        assert [(f, n) for f, n in pairs if not f.least <= n <= f.most] == []


@pytest.mark.parametrize("seat", ["pile", "next", "later", "hand"])
def test_a_seat_called_as_what_is_told_of_cards_leaves_every_number_its_name(seat: str) -> None:
    """Of `pile.grain`, the seat's track and the card in the pile, a table by name lost one."""
    some = seats({"id": seat, "hand": 1})
    cards = [card("grain", "my.grain += 1", seat=seat)]
    game = tiny(seats=some, cards=cards, turn={"plays": 1, "initiative": seat})
    names = [feature.name for feature in game.features]
    assert len(set(names)) == len(names)
    held = names.index(f"{seat}.grain")
    assert game.features[held].most == 10, "the seat's own"


@EVERY
def test_views_that_differ_in_what_matters_differ_in_numbers(name: str) -> None:
    game = plain_games()[name]
    told: dict[tuple[int, ...], object] = {}
    for view in views(game, range(2)):
        _, _, legal, sizes, cells = view.packed()
        named = dict(zip(game.rules.packing.slots, cells, strict=True))
        whole = [legal, sizes, {slot: named[slot] for slot in named if slot not in NOT_TOLD}]
        assert told.setdefault(tuple(game.vector(view)), whole) == whole


@EVERY
def test_what_a_seat_cannot_know_changes_no_number(name: str) -> None:
    game, stream = plain_games()[name], Stream(5)
    for count, (position, _) in enumerate(nodes(game, 3)):
        for seat in (*game.seats, "") if count % 4 == 0 else ():
            other = redrawn(game, position, seat, stream)
            same = [game.vector(game.redact(one, seat)) for one in (position, other)]
            assert same[0] == same[1]


def test_numbers_are_those_of_the_board() -> None:
    game = wargame.load("primer")
    place = {feature.name: n for n, feature in enumerate(game.features)}
    for view in views(game, range(1)):
        vector = game.vector(view)
        assert {name: vector[place[name]] for name in view.tracks if name in place} == {
            name: value for name, value in view.tracks.items() if name in place
        }
        if view.seat:
            held = [c for c in place if c.startswith(f"hand.{view.seat}.") and vector[place[c]]]
            assert {name.rpartition(".")[2] for name in held} == set(view.hand)


@pytest.mark.parametrize(
    "name", ["kitchen_sink", "kitchen_mixed", "kitchen_deals", "kitchen_cards"]
)
def test_what_is_known_is_told_in_numbers(name: str) -> None:
    game = plain_games()[name]
    names = [feature.name for feature in game.features]
    for view in views(game, range(3)):
        told = dict(zip(names, game.vector(view), strict=True))
        for seat in game.seats:
            known = view.hand if seat == view.seat else view.known_cards(seat)
            start = f"hand.{seat}."
            held = [one.removeprefix(start) for one in names if one.startswith(start) and told[one]]
            assert sorted(held) == sorted(known)
            if view.draft is not None:
                assert told[f"draft.by.{seat}"] == (view.draft.by == seat)
            if seat == view.seat and f"no_headline.{seat}" in told:
                assert told[f"no_headline.{seat}"] == (view.commitment == "pass")
        coming = {told[one]: one[5:] for one in names if one.startswith("next.") and told[one]}
        assert coming == dict(enumerate(view.next_cards, 1))
        later = [one.rpartition(".")[0] for one in names if one.startswith("later.")]
        waits = [told[f"{one}.in_rounds"] for one in later if told[f"{one}.times"]]
        assert min(waits, default=0) == min((one.in_rounds for one in view.pending), default=0)
        times = [told[one] for one in names if one.startswith("later.") and one.endswith(".times")]
        assert sum(times) == sum(one.times for one in view.pending)


def test_of_one_effect_that_is_put_off_twice_the_sooner_is_told() -> None:
    late = {"after": 3, "do": ["shared.calm += 1"]}
    row = {"id": "row", "title": "Row", "seat": "north", "do": [late]}
    played = Table(tiny(actions=[row])).do("act row", "pass", "act row")
    game, view = played.game, played.view()
    told = {one.name: n for one, n in zip(game.features, game.vector(view), strict=True) if n}
    later = [told[name] for name in told if name.startswith("later.")]
    assert [one.in_rounds for one in view.pending] == [2, 3]
    assert later == [2, 2]  # in 2 rounds, and twice


def test_a_card_or_a_deal_item_called_as_a_seat_or_a_part_has_names_of_its_own() -> None:
    goods = {"kind": "transfer", "track": "grain", "amount": 1}
    items = [
        {"id": name, "title": name, "seat": seat, **goods}
        for name, seat in (("north", "north"), ("left", "south"), ("term", "south"))
    ]
    game = tiny(
        cards=[card(name, seat="any") for name in ("north", "pass")],
        seats=seats({"hand": 1}, {"hand": 1}),
        turn={"plays": 1, "initiative": "north", "headline": {}},
        deals={"terms": [1], "items": items},
    )
    names = [feature.name for feature in game.features]
    assert sorted(set(names)) == sorted(names)


def test_what_all_know_to_be_in_some_hand_of_a_common_pile_is_told_in_numbers() -> None:
    """Once its discards are a pile again, all know what is in hands, and not whose."""
    hands = seats({"hand": 2}, {"hand": 1})
    cards = [card(name, seat="any") for name in "abcd"]
    game = tiny(cards=cards, seats=hands, cards_rule={"mix": True}, rounds={"max": 4})
    told: dict[tuple[int, ...], object] = {}
    for view in views(game, range(10)):
        known = dict(zip(game.rules.packing.slots, view.packed()[4], strict=True))["learned"]
        assert told.setdefault(tuple(game.vector(view)), known) == known


def test_every_node_of_the_kernel_has_its_name() -> None:
    names = [getattr(codes, name.upper()) for name in NODES]
    assert names == list(range(len(NODES)))


def test_a_game_is_copied_and_pickled_as_its_rules() -> None:
    game = wargame.load("calibration")
    names = [feature.name for feature in game.features]
    for other in (copy.deepcopy(game), pickle.loads(pickle.dumps(game))):
        assert [feature.name for feature in other.features] == names
        assert other.rules_hash == game.rules_hash


def test_a_game_that_was_ruled_on_has_features_of_its_own() -> None:
    """What a ruling puts off is one of them."""
    game = wargame.load("primer")
    effects = check_effects(read_effects("- after: 2\n  do:\n    - shared.tension += 5\n"))
    ruled = Game(game.rules.ruled(effects, "the press got it wrong"))
    names = [f.name for f in ruled.features if f.name not in {f.name for f in game.features}]
    assert len(names) == 2
    assert all(name.startswith("later.") for name in names)
    view = ruled.redact(ruled.new())
    assert len(ruled.vector(view)) == len(ruled.features)
    for other, given in ((game, view), (ruled, game.redact(game.new()))):
        with pytest.raises(UsageError, match="game that it came from"):
            other.vector(given)


def test_views_of_a_game_opened_twice_and_under_orders_are_taken() -> None:
    game, again = wargame.load("primer"), wargame.load("primer")
    view = game.under(Orders()).redact(game.new(), "us")
    assert again.vector(view) == game.vector(view) == game.vector(game.redact(game.new(), "us"))


def test_a_position_is_no_view() -> None:
    game = wargame.load("calibration")
    with pytest.raises(TypeError, match="redact"):
        game.vector(game.new())  # type: ignore[arg-type]
