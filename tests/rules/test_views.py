"""Views and personas: what a seat reads from a position, and what it is worth to it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, card, seats, tiny
from wargame.errors import DeckError, UsageError
from wargame.rules.kernel import Stream

SHIPS = {"id": "ships", "title": "Ships", "of": "north", "start": 6}


def persona(seat: str, **weights: int) -> dict[str, Any]:
    named = {name.replace("__", "."): weight for name, weight in weights.items()}
    return {"id": "hawk", "title": "Hawk", "seat": seat, "weights": named}


def worth(seat: str, made_for: str, **weights: int) -> int:
    game = tiny(tracks=[*BASE["tracks"], SHIPS], personas=[persona(made_for, **weights)])
    state = game.position({"north.grain": 7, "south.grain": 2, "shared.calm": -3})
    return game.evaluate(state, seat, "hawk")


@pytest.mark.parametrize(
    ("seat", "made_for", "weights", "value"),
    [
        pytest.param("north", "any", {"my__grain": 3}, 21, id="its own numbers"),
        pytest.param("south", "any", {"my__grain": 3}, 6, id="the same for the other seat"),
        pytest.param("north", "any", {"their__grain": -2, "shared__calm": 10}, -34, id="a sum"),
        pytest.param("north", "north", {"my__ships": 2, "my__grain": 1}, 19, id="its home"),
        pytest.param(
            "south",
            "north",
            {"my__ships": 2, "my__grain": 1},
            2,
            id="a guest leaves out what it has not got",
        ),
        pytest.param("south", "any", {"my__ships": 2, "my__grain": 1}, 2, id="so may any seat"),
    ],
)
def test_what_a_position_is_worth(seat: str, made_for: str, weights: Any, value: int) -> None:
    assert worth(seat, made_for, **weights) == value


@pytest.mark.parametrize("made_for", ["north", "any"])
def test_a_weight_that_makes_sense_nowhere_is_a_fault(made_for: str) -> None:
    with pytest.raises(DeckError, match="unknown name"):
        worth("north", made_for, my__shoes=1)


def test_without_a_persona_a_position_is_worth_its_score_so_far() -> None:
    game = tiny(seats=seats({"score": "my.grain", "par": 4}))
    assert game.evaluate(game.position({"north.score": 3}), "north") == 7


# --- views ---------------------------------------------------------------------------------


@pytest.fixture
def table() -> Table:
    cards = [card("act"), card("rest"), card("hers", seat="south"), card("more", seat="south")]
    return Table(tiny(cards=cards), {"hand.north": ["act"], "hand.south": ["hers"]})


def test_my_and_their_in_a_view(table: Table) -> None:
    table.do("pass")
    for seat, own, other in (("north", 5, 3), ("south", 3, 5)):
        state = table.game.position({"north.grain": 5, "south.grain": 3})
        view = table.game.redact(state, seat)
        assert (view.value("my.grain"), view.value("their.grain")) == (own, other)


def test_a_view_refuses_what_is_no_expression(table: Table) -> None:
    with pytest.raises(UsageError, match="unknown name"):
        table.view().value("my.gain")


def test_views_are_equal_when_they_show_the_same(table: Table) -> None:
    game = table.game
    one, two = (game.redact(table.state, "north") for _ in range(2))
    assert one == two
    assert one.digest == two.digest
    assert one != game.redact(table.state, "south")
    assert one != game.redact(game.apply(table.state, "pass").state, "north")
    assert one != "a view"


def test_a_view_shows_ones_own_cards_and_the_number_of_the_rivals(table: Table) -> None:
    view = table.view()
    assert (view.hand, view.pile) == (("act",), ("rest",))
    assert (view.hand_sizes[1], view.pile_sizes[1]) == (1, 1)
    assert "hers" not in repr(view.packed())


def hands_of_south(table: Table) -> list[tuple[str, ...]]:
    """Hands that the rival may hold, as North can tell."""
    game = table.game
    view = game.redact(table.state, "north")
    others = [game.resample(view, Stream(n)) for n in range(40)]
    return sorted(dict.fromkeys(game.redact(other, "south").hand for other in others))


def test_what_a_seat_held_when_its_pile_ran_out_stays_known() -> None:
    cards = [card(name, seat="south") for name in ("ale", "bread", "corn", "dill")]
    game = tiny(cards=cards, seats=seats({}, {"hand": 2}))
    table = Table(game, {"hand.south": ["ale", "bread"], "turn": "north"})
    assert len(hands_of_south(table)) == 6
    table.do("pass", "capital ale", "draw corn", "pass", "capital corn", "draw dill")
    assert hands_of_south(table) == [("bread", "dill")]
    table.do("pass", "capital dill", "draw ale")  # from a new pile of ale, corn and dill
    assert game.redact(table.state, "north").known_cards("south") == ("bread",)
    assert hands_of_south(table) == [("ale", "bread"), ("bread", "corn"), ("bread", "dill")]
    table.do("pass", "capital bread")
    assert game.redact(table.state, "north").known_cards("south") == ()
    assert game.redact(table.state, "south").known_cards("north") == ()


def test_a_view_lists_what_its_own_seat_may_do(table: Table) -> None:
    north, south = (table.view(seat) for seat in ("north", "south"))
    assert [str(action) for action in north.legal] == table.legal
    assert south.legal == ()
    assert north.to_move == south.to_move == "north"


def test_a_view_tells_how_many_cards_are_still_to_be_discarded() -> None:
    game = tiny(cards=[card("act", {"discard": 3}), *map(card, "abc")])
    table = Table(game, {"hand.north": ["act", "a", "b"]}).do("play act")
    north, south = (game.redact(table.state, seat) for seat in ("north", "south"))
    assert (north.to_discard, south.to_discard) == (2, 0)
    assert game.redact(table.do("discard b").state, "north").to_discard == 1


def test_what_is_pending_is_told_soonest_first() -> None:
    acts = [
        card("slow", {"after": 3, "do": ["shared.calm += 1"]}),
        card("quick", {"lasting": 2, "do": ["shared.calm += 1"]}),
    ]
    table = Table(tiny(cards=acts), {"hand.north": ["slow", "quick"]})
    table.do("play slow", "pass", "play quick")
    pending = table.view("south").pending
    assert [(item.in_rounds, item.times) for item in pending] == [(1, 2), (2, 1)]
