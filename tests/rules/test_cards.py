"""Cards: what they cost, what they bring, where they go; headlines."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import Table, card, rule, seats, tiny
from wargame.rules.asking.fizzle import Fizzle, fizzles
from wargame.rules.kernel import Stream
from wargame.rules.refusal import Reason

CALM = "shared.calm += 1"


def table(*cards: dict[str, Any], given: dict[str, Any] | None = None, **deck: Any) -> Table:
    """North holds its cards; so does south."""
    hands = {
        f"hand.{seat}": [c["id"] for c in cards if c["seat"] == seat] for seat in ("north", "south")
    }
    return Table(tiny(cards=list(cards), **deck), {**hands, **(given or {})})


# --- playing -------------------------------------------------------------------------------


def test_a_card_may_be_played_or_cashed() -> None:
    assert table(card("act", CALM)).legal == ["pass", "play act", "capital act"]


@pytest.mark.parametrize(
    ("more", "given", "why"),
    [
        pytest.param(
            {"needs": "my.grain >= 5"},
            {},
            "it needs my.grain >= 5, and north.grain is 4",
            id="a need",
        ),
        pytest.param(
            {"needs": "my.grain >= 4 and shared.calm > 0"},
            {},
            "it needs shared.calm > 0, and shared.calm is 0",
            id="the clause that fails",
        ),
        pytest.param(
            {"cost": {"capital": 6}}, {}, "it costs 6 capital, and north.capital is 5", id="capital"
        ),
        pytest.param(
            {"cost": {"capital": 1, "grain": 5}},
            {},
            "it costs 5 grain, and north.grain is 4",
            id="goods",
        ),
        pytest.param(
            {"cost": {"grain": "my.grain + 1"}},
            {},
            "it costs 5 grain, and north.grain is 4",
            id="a price that is worked out",
        ),
    ],
)
def test_when_a_card_cannot_be_played(more: Any, given: Any, why: str) -> None:
    played = table(card("act", CALM, **more), given=given)
    assert played.legal == ["pass", "capital act"]  # it can always be cashed
    assert why in played.refusal("play act")


def test_what_is_paid() -> None:
    played = table(card("act", CALM, cost={"capital": 2, "grain": 3})).do("play act")
    assert (played["north.capital"], played["north.grain"], played["shared.calm"]) == (3, 1, 1)


def test_the_price_of_a_track_is_counted_from_its_floor() -> None:
    debt = [
        {"id": "debt", "title": "Debt", "of": "seats", "min": -5, "max": 5, "start": -2},
        {"id": "calm", "title": "Calm", "of": "shared"},
    ]
    for price, legal in ((3, True), (4, False)):
        played = table(card("act", cost={"debt": price}), tracks=debt)
        assert ("play act" in played.legal) == legal
    dear = table(card("act", cost={"debt": 3, "capital": 9}), tracks=debt)
    assert "it costs 9 capital" in dear.refusal("play act")


def test_a_seat_plays_its_own_hand_only() -> None:
    played = table(card("act"), card("hers", seat="south"))
    assert played.legal == ["pass", "play act", "capital act"]
    assert "'hers' is not yours" in played.refusal("play hers")
    assert "there is no card 'atc'. Did you mean 'act'?" in played.refusal("play atc")


def test_a_card_of_any_seat_is_in_both_piles() -> None:
    both = card("both", "my.score += 1", seat="any")
    played = Table(tiny(cards=[both], seats=seats({"hand": 1}, {"hand": 1})))
    played.do("draw both", "draw both", "play both", "play both")
    assert (played["north.score"], played["south.score"]) == (1, 1)


def test_a_played_card_goes_to_the_discard() -> None:
    played = table(card("act")).do("play act")
    assert played.view().hand == ()
    assert played.view().discards["north"] == ("act",)


def test_a_card_is_gone_from_hand_before_its_effect() -> None:
    played = table(card("act", "my.score = my.hand_size"), card("rest")).do("play act")
    assert played["north.score"] == 1


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        pytest.param("play act", True, id="used: gone"),
        pytest.param("capital act", False, id="cashed: to the discard"),
    ],
)
def test_once(text: str, gone: bool) -> None:
    played = table(card("act", CALM, once=True)).do(text)
    places = (played.view().gone["north"], played.view().discards["north"])
    assert places == ((("act",), ()) if gone else ((), ("act",)))


# --- capital -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("worth", "capital", "after", "wanted"),
    [
        pytest.param(3, 5, 8, 8, id="it brings its worth"),
        pytest.param(0, 5, 5, None, id="worth nothing"),
        pytest.param(3, 19, 20, 22, id="no more than the most"),
    ],
)
def test_a_card_for_capital(worth: int, capital: int, after: int, wanted: int | None) -> None:
    played = table(card("act", CALM, worth=worth), given={"north.capital": capital})
    played.do("capital act")
    assert (played["north.capital"], played["shared.calm"]) == (after, 0)
    assert [write.wanted for write in played.writes] == ([] if wanted is None else [wanted])


def test_a_card_that_helps_the_rival_does_so_when_cashed() -> None:
    act = card("act", CALM, worth=2, rival_do=["their.score += 4", "my.score -= 1"])
    played = table(act).do("capital act")
    assert (played["south.score"], played["north.score"], played["north.capital"]) == (4, -1, 7)
    assert table(act).do("play act")["south.score"] == 0


def test_a_once_card_that_helps_the_rival_is_gone_when_cashed() -> None:
    act = card("act", CALM, once=True, rival_do=["their.score += 4"])
    assert table(act).do("capital act").view().gone["north"] == ("act",)


def income(amount: Any) -> Table:
    capital = {"start": 5, "max": 8, "income": amount}
    return Table(tiny(seats=seats({"capital": capital})), {}).rounds(1)


@pytest.mark.parametrize(
    ("amount", "after"),
    [
        pytest.param(2, 7, id="a number"),
        pytest.param("my.grain // 2", 7, id="an expression"),
        pytest.param(9, 8, id="no more than the most"),
        pytest.param(-9, 0, id="a loss, no lower than 0"),
        pytest.param("1 if my.capital < 3 else 0", 5, id="by a choice"),
    ],
)
def test_income(amount: Any, after: int) -> None:
    assert income(amount)["north.capital"] == after


# --- drawing -------------------------------------------------------------------------------


def test_each_seat_draws_to_its_hand_size_the_first_seat_first() -> None:
    cards = [card("n1"), card("n2"), card("s1", seat="south")]
    played = Table(tiny(cards=cards, seats=seats({"hand": 1}, {"hand": 1})))
    assert (played.seat, played.odds) == ("CHANCE", {"draw n1": 1, "draw n2": 1})
    played.do("draw n2")
    assert played.odds == {"draw s1": 1}
    assert played.do("draw s1").seat == "north"


def test_an_empty_pile_takes_the_discard_back() -> None:
    played = Table(tiny(cards=[card("n1"), card("n2")], seats=seats({"hand": 1})))
    played.do("draw n1", "play n1", "pass", "draw n2", "play n2", "pass")
    assert played.odds == {"draw n1": 1, "draw n2": 1}
    assert played.view().discards["north"] == ()


def test_a_once_card_does_not_come_back() -> None:
    played = Table(tiny(cards=[card("n1", once=True)], seats=seats({"hand": 1})))
    assert played.do("draw n1", "play n1", "pass").legal == ["pass"]
    assert played["game.round"] == 2


def test_a_full_hand_draws_nothing() -> None:
    cards = [card("n1"), card("n2")]
    played = Table(tiny(cards=cards, seats=seats({"hand": 1}))).do("draw n1", "pass", "pass")
    assert (played.seat, played["game.round"]) == ("north", 2)


def test_draw_rules_run_before_the_draw() -> None:
    game = tiny(
        cards=[card("n1"), card("n2")],
        seats=seats({"hand": 2}),
        rules=[rule("draw", "my.score = my.hand_size", seat="north")],
    )
    played = Table(game).do("draw n1", "draw n2")
    assert played["north.score"] == 2
    played.do("capital n1", "pass")
    assert (played["north.score"], played["north.hand_size"]) == (1, 1)


def test_opening_hands_are_dealt_before_the_first_round() -> None:
    game = tiny(cards=[card("n1"), card("s1", seat="south")], seats=seats({"hand": 1}, {"hand": 1}))
    played = Table(game)
    assert (played["game.round"], played.legal) == (0, ["draw n1"])
    assert played.do("draw n1").legal == ["draw s1"]


# --- headlines -----------------------------------------------------------------------------


def headline(*cards: dict[str, Any], order: Any = None, **given: Any) -> Table:
    turn = {"plays": 1, "initiative": "north", "headline": {"order": order} if order else {}}
    return table(*cards, turn=turn, given={"phase": "headline", **given})


DOUBLE = card("double", "shared.calm = shared.calm * 2", seat="south")


def test_what_others_have_committed_is_imagined_among_what_they_may_play() -> None:
    played = headline(card("act", CALM), card("dear", cost={"capital": 9}), DOUBLE)
    seen = played.do("headline act").view("south")
    there = [played.game.resample(seen, Stream(n)) for n in range(20)]
    assert {played.game.redact(one, "north").commitment for one in there} == {"act", "pass"}


def test_each_seat_commits_a_card_it_may_play_or_none() -> None:
    played = headline(card("act", CALM), card("dear", cost={"capital": 9}), DOUBLE)
    assert (played.seat, played.legal) == ("north", ["pass", "headline act"])
    played.do("headline act")
    assert (played.seat, played.legal) == ("south", ["pass", "headline double"])


@pytest.mark.parametrize(
    ("order", "calm"),
    [
        pytest.param(None, 2, id="the initiative first"),
        pytest.param(["north", "south"], 2, id="north first"),
        pytest.param(["south", "north"], 1, id="south first"),
    ],
)
def test_headlines_take_effect_in_order(order: Any, calm: int) -> None:
    played = headline(card("act", CALM), DOUBLE, order=order)
    assert played.do("headline act", "headline double")["shared.calm"] == calm


@pytest.mark.parametrize(("initiative", "calm"), [("north", 2), ("south", 1)])
def test_by_initiative_the_first_to_commit_is_the_first_to_act(initiative: str, calm: int) -> None:
    turn = {"plays": 1, "initiative": initiative, "headline": {}}
    given = {"phase": "headline", "turn": initiative}
    played = table(card("act", CALM), DOUBLE, turn=turn, given=given)
    for _ in range(2):
        played.do(played.legal[1])
    assert played["shared.calm"] == calm


def test_nothing_moves_until_both_have_committed() -> None:
    played = headline(card("act", CALM, cost={"capital": 2}), DOUBLE)
    before = played.view("south").tracks
    played.do("headline act")
    assert played.view("south").tracks == before
    assert (played.view().hand_size("north"), played.view("south").commitment) == (1, "")
    assert played.view().commitment == "act"
    played.do("pass")
    assert (played["north.capital"], played.view().hand_size("north")) == (3, 0)


def test_a_headline_that_is_no_longer_allowed_fizzles_at_no_cost() -> None:
    poor = card("poor", "their.capital = 0", seat="south")
    played = headline(
        card("act", CALM, cost={"capital": 2}, once=True), poor, order=["south", "north"]
    )
    played.do("headline act", "headline poor")
    assert (played["shared.calm"], played["north.capital"]) == (0, 0)
    assert played.view().discards["north"] == ("act",)  # not gone: it was not used


FIZZLES = [
    pytest.param(
        {"cost": {"capital": 2}},
        "their.capital = 0",
        Reason(
            "price", thing="capital", values=(("north.capital", "Capital (North)", 0),), amount=2
        ),
        id="not paid for",
    ),
    pytest.param(
        {"needs": "shared.calm == 0"},
        "shared.calm += 1",
        Reason(
            "clause_failed",
            clause="shared.calm == 0",
            said="Calm is 0",
            values=(("shared.calm", "Calm", 1),),
        ),
        id="a clause that does not hold",
    ),
    pytest.param({}, {"end": "over"}, Reason("ended_first"), id="the end of the game"),
]


@pytest.mark.parametrize(("act", "other", "reason"), FIZZLES)
def test_why_a_headline_fizzles_is_told(act: Any, other: Any, reason: Reason) -> None:
    played = headline(
        card("act", CALM, **act), card("poor", other, seat="south"), order=["south", "north"]
    )
    played.do("headline act")
    game, before = played.game, played.state
    assert fizzles(before, game.action(before, "headline poor")) == (
        Fizzle("north", "act", reason),
    )
    assert fizzles(before, game.action(before, "pass")) == ()


def test_a_headline_that_ends_the_game_leaves_nothing_to_the_other() -> None:
    """The game ends once the effect in hand is finished, and the other headline is another."""
    act = card("act", {"end": "over"}, "shared.calm += 3")
    played = headline(act, DOUBLE).do("headline act", "headline double")
    assert (played.over, played["shared.calm"]) == (True, 3)
    assert played.view().discards["south"] == ("double",)


def test_a_headline_that_stops_is_finished_before_the_other() -> None:
    ask = {
        "choose": {
            "seat": "rival",
            "title": "?",
            "options": [
                {"id": "one", "title": "1", "do": ["shared.calm += 1"]},
                {"id": "two", "title": "2", "do": ["shared.calm += 2"]},
            ],
        }
    }
    played = headline(card("act", ask), DOUBLE).do("headline act", "headline double")
    assert (played.seat, played["shared.calm"]) == ("south", 0)
    assert played.do("choose two")["shared.calm"] == 4


def test_a_committed_card_cannot_be_discarded_by_the_others_headline() -> None:
    rob = card("rob", {"discard": 1, "seat": "rival"}, seat="south")
    played = headline(card("act", CALM), card("rest"), rob, order=["south", "north"])
    played.do("headline act", "headline rob")
    assert played.legal == ["discard rest"]
    assert played.do("discard rest")["shared.calm"] == 1


def test_a_headline_goes_where_a_played_card_goes() -> None:
    played = headline(card("act", CALM, once=True), DOUBLE).do("headline act", "headline double")
    seen = played.view()
    assert (seen.discards["north"], seen.gone["north"]) == ((), ("act",))
    assert (seen.discards["south"], seen.gone["south"]) == (("double",), ())


def test_plays_follow_the_headlines() -> None:
    played = headline(card("act", CALM), DOUBLE).do("pass", "pass")
    assert played.legal == ["pass", "play act", "capital act"]


@pytest.mark.parametrize("initiative", ["north", "south"])
def test_each_headline_is_the_doing_of_the_seat_that_committed_it(initiative: str) -> None:
    turn = {"plays": 1, "initiative": initiative, "headline": {"order": ["north", "south"]}}
    pair = (card("act", CALM), DOUBLE)
    given = {"phase": "headline", "turn": initiative}
    played = table(*pair, turn=turn, given=given)
    by_seat = {}
    for _ in range(2):
        by_seat[played.seat] = played.state.ply + 1
        played.do("headline act" if played.seat == "north" else "headline double")
    origins = {write.site.item: write.origin for write in played.writes}
    assert origins == {"card act": by_seat["north"], "card double": by_seat["south"]}
