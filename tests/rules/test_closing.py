"""The round if it closed now: what really comes of it, as a range where nobody can know."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.rules.tiny import card, rule, seats, tiny
from tests.strategies import plain_games
from wargame.rules.actions import Action
from wargame.rules.asking.closing import closing, closing_after
from wargame.rules.asking.evaluate import read_state
from wargame.rules.game import Game, SeatState
from wargame.rules.kernel import AT_CLOSE, Stream
from wargame.rules.position import Position, state_of
from wargame.rules.resample import resample
from wargame.rules.verbs import KEEP
from wargame.rules.winners import MatchEnd

COMES = ["primer", "kitchen_contest", "kitchen_fronts", "entanglement"]


def view(game: Game, seat: str = "north", **given: Any) -> SeatState:
    start = {"turn": "north", "game.round": 1}
    named = {name.replace("__", "."): value for name, value in given.items()}
    return game.redact(game.position({**start, **named}), seat)


def closes(before: Position, after: Position) -> bool:
    """Whether a step has closed a round, and nothing more."""
    return before.step < AT_CLOSE <= after.step and before.round == after.round


@pytest.mark.parametrize("name", COMES)
def test_what_is_foretold_right_before_a_round_closes_is_what_comes(name: str) -> None:
    game, luck, seen = plain_games()[name], random.Random(5), 0
    by_passing = {rule.id for rule in game.deck.rules if rule.answers}
    passing = game.deck.turn.passing
    pays = passing.cost if passing else ()
    for _ in range(6):
        state = game.new()
        while not state.is_over:
            legal = game.legal_actions(state)
            last = next((one for one in legal if one.text == "pass"), legal[-1])
            step = game.apply(state, last if luck.random() < 0.6 else luck.choice(legal))
            if str(last) == str(step.action) == "pass" and closes(state, step.state):
                found = closing(game.redact(state, game.seats[0]))
                traced = game.apply(state, step.action, traced=True).writes
                moved = {one.name for one in traced if one.site.id in by_passing}
                moved |= {f"{game.current_seat(state)}.{what}" for what in ("passed", *pays)}
                assert found is not None
                for text, (low, high) in found.numbers.items():
                    if text in moved:
                        continue
                    true = read_state(state_of(step.state), game.rules.names[text])
                    assert low <= true <= high, text
                seen += found.numbers["game.round"] == (state.round, state.round)
            state = step.state
    assert seen >= 3


@pytest.mark.parametrize("name", COMES)
def test_a_seat_is_foretold_the_same_wherever_the_hidden_cards_lie(name: str) -> None:
    game, luck, seen = plain_games()[name], random.Random(7), 0
    state = game.new()
    while not state.is_over and seen < 12:
        if not state.is_chance and luck.random() < 0.3:
            own = game.redact(state, game.seats[0])
            other = game.redact(resample(own, Stream(luck.randrange(1000))), game.seats[0])
            closing.cache_clear()
            first = closing(own)
            closing.cache_clear()
            assert closing(other) == first
            seen += first is not None
        state = game.apply(state, luck.choice(game.legal_actions(state))).state
    assert seen >= 3


def test_luck_in_the_account_gives_a_range() -> None:
    ways = [{"weight": 1, "title": "Rain", "do": ["shared.calm += 3"]}]
    luck = {"chance": [*ways, {"weight": 2, "title": "Sun", "do": []}]}
    found = closing(view(tiny(rules=[rule("account", luck)])))
    assert found is not None
    assert found.numbers["shared.calm"] == (0, 3)
    assert not found.is_rough


def test_more_luck_than_can_be_followed_is_said() -> None:
    ways = [
        {"weight": n, "title": f"Day {n}", "do": [f"shared.calm += {n % 3}"]} for n in range(1, 9)
    ]
    luck = {"chance": ways}
    found = closing(view(tiny(rules=[rule("account", luck, luck, luck)])))
    assert found is not None
    assert found.is_rough


def test_points_are_told_by_cause_and_by_seat() -> None:
    game = tiny(
        rules=[rule("account", "my.score += my.grain", seat="seats")],
        seats=seats({"score": "my.grain * 2"}),
    )
    found = closing(view(game, south__grain=7))
    assert found is not None
    assert [(one.seat, one.cause, one.points) for one in found.earned] == [
        ("north", "Rule", (4, 4)),
        ("south", "Rule", (7, 7)),
    ]
    assert found.worth == {"north": (8, 8), "south": (0, 0)}


def test_the_last_round_ends_the_game_and_says_how() -> None:
    contest = {"lead": "shared.calm", "points": {"win": 3, "stand": 1}}
    game = tiny(
        contest=contest,
        rounds={"max": 2},
        rules=[rule("account", "shared.calm -= 2")],
        seats=seats({"score": "my.grain * 2"}),
    )
    first, last = closing(view(game)), closing(view(game, game__round=2))
    assert first is not None
    assert last is not None
    assert (first.is_last, first.worth["north"]) == (False, (8, 8))
    assert (last.is_last, last.worth["north"]) == (True, (0, 0))  # it has been counted by then
    assert last.numbers["north.score"] == (8, 8)
    (end,) = last.ends
    assert isinstance(end, MatchEnd)
    assert (end.winner, end.lead) == ("south", -2)


def test_an_ending_that_comes_at_once_ends_the_account() -> None:
    endings = [
        {"id": "flood", "title": "Flood", "when": "shared.calm <= -5", "immediate": True},
        {"id": "over", "title": "Over"},
    ]
    game = tiny(endings=endings, rules=[rule("account", "shared.calm -= 6")])
    found = closing(view(game))
    assert found is not None
    assert found.is_last


def test_what_may_not_be_judged_after_all_is_told_from_nothing_on() -> None:
    ways = [{"weight": 1, "title": "End", "do": [{"end": "over"}]}]
    ways += [{"weight": 2, "title": "On", "do": []}]
    dam = {"id": "dam", "title": "Dam", "into": "shared.calm", "value": "1", "calendar": {"1": 3}}
    found = closing(view(tiny(fronts=[dam], rules=[rule("account", {"chance": ways})])))
    assert found is not None
    (judged,) = found.judged
    assert (judged.stake, judged.moved, found.is_last) == ((0, 3), (0, 3), False)


def test_beyond_what_can_be_followed_only_the_likeliest_goes_on() -> None:
    odds = [5 if n == 7 else 1 for n in range(60)]
    roll = {"roll": {"min": 0, "max": 59, "weights": odds}, "do": ["shared.calm = roll"]}
    found = closing(view(tiny(rules=[rule("account", roll)])))
    assert found is not None
    assert (found.numbers["shared.calm"], found.is_rough) == ((7, 7), True)


def test_what_moves_the_lead_beside_the_fronts_is_told_by_cause() -> None:
    contest = {"lead": "shared.calm", "points": {"win": 3, "stand": 1}}
    dam = {"id": "dam", "title": "Dam", "into": "shared.calm", "value": "1", "calendar": {"1": 3}}
    game = tiny(contest=contest, fronts=[dam], rules=[rule("account", "shared.calm -= 2")])
    found = closing(view(game))
    assert found is not None
    assert [(one.id, one.moved) for one in found.lead_by] == [("account_rule", (-2, -2))]
    assert found.lead == (1, 1)


def test_what_an_agenda_of_others_will_bring_is_told_as_a_range() -> None:
    review = {"id": "audit", "title": "Audit", "rounds": [1], "agendas": True}
    kept = [
        {"id": f"a{n}", "title": f"A{n}", "seat": "south", "text": "t", "score": str(n)}
        for n in (2, 9)
    ]
    turn = {"plays": 1, "initiative": "north", "agenda_candidates": 2}
    game = tiny(agendas=kept, reviews=[review], turn=turn)
    state = game.new()
    while state.phase != "plays":
        state = game.apply(state, game.legal_actions(state)[0]).state
    mine, theirs = (closing(game.redact(state, seat)) for seat in ("north", "south"))
    assert mine is not None
    assert theirs is not None
    assert mine.numbers["south.score"] == (2, 9)
    assert theirs.numbers["south.score"] == (2, 2)


def test_nothing_is_foretold_while_an_agenda_is_chosen_after_a_review() -> None:
    """The account was drawn up a second time."""
    review = {"id": "audit", "title": "Audit", "rounds": [1], "agendas": True}
    kept = [
        {"id": f"a{n}", "title": f"A{n}", "seat": "south", "text": "t", "score": "1"}
        for n in range(4)
    ]
    turn = {"plays": 1, "initiative": "north", "agenda_candidates": 2}
    game = tiny(agendas=kept, reviews=[review], rounds={"max": 2}, turn=turn)
    state, asked = game.new(), 0
    while state.round < 2:
        legal = game.legal_actions(state)
        if state.round and legal[0].verb == KEEP:
            found = [closing(game.redact(state, seat)) for seat in game.seats]
            assert found == [None, None]
            asked += 1
        state = game.apply(state, legal[-1]).state
    assert asked


def test_what_waits_for_an_answer_is_not_counted() -> None:
    options = [{"id": name, "title": name} for name in ("yes", "no")]
    ask = {"choose": {"seat": "me", "title": "What?", "options": options}}
    game = tiny(cards=[card("act", ask, "shared.calm += 5")])
    state = game.apply(game.position({"hand.north": ["act"]}), "play act").state
    found = closing(game.redact(state, "north"))
    assert found is not None
    assert found.numbers["shared.calm"] == (0, 0)


def test_nothing_is_foretold_before_the_first_round_and_after_the_last() -> None:
    game = tiny(rounds={"max": 1})
    state = game.new()
    while not state.is_over:
        state = game.apply(state, game.legal_actions(state)[0]).state
    assert closing(game.redact(state, "north")) is None


# --- behind an action ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["primer", "kitchen_contest", "kitchen_fronts"])
def test_what_is_foretold_of_an_action_is_what_is_foretold_behind_it(name: str) -> None:
    game, luck, seen = plain_games()[name], random.Random(11), 0
    for _ in range(4):
        state = game.new()
        while not state.is_over:
            action = luck.choice(game.legal_actions(state))
            then = game.apply(state, action).state
            is_plain = not (state.is_chance or then.is_chance or then.is_over)
            if is_plain and state.phase == then.phase == "plays" and not action.verb.is_answer:
                me = game.current_seat(state)
                told = closing_after(game.redact(state, me), action)
                real = closing(game.redact(then, me))
                assert told is not None
                assert real is not None
                assert (told.lead, told.fronts, told.floors) == (
                    real.lead,
                    real.fronts,
                    real.floors,
                )
                seen += 1
            state = then
    assert seen >= 5


def legal(seen: SeatState, text: str) -> Action:
    return next(one for one in seen.legal if one.text == text)


def test_an_action_that_ends_the_game_is_foretold_to_end_it() -> None:
    endings = [
        {"id": "flood", "title": "Flood", "when": "shared.calm <= -5", "immediate": True},
        {"id": "over", "title": "Over"},
    ]
    game = tiny(endings=endings, cards=[card("dike", "shared.calm -= 6")])
    seen = view(game, hand__north=["dike"])
    now, then = closing(seen), closing_after(seen, legal(seen, "play dike"))
    assert now is not None
    assert then is not None
    assert (now.is_last, then.is_last) == (False, True)


def test_an_action_that_others_may_answer_counts_as_let_through() -> None:
    cards = [card("act", "shared.calm += 1")]
    no = card("no", seat="south", response={"to": "play", "do": ["shared.calm -= 9"]})
    seen = view(tiny(cards=[*cards, no]), hand__north=["act"], hand__south=["no"])
    then = closing_after(seen, legal(seen, "play act"))
    assert then is not None
    assert then.numbers["shared.calm"] == (1, 1)


def test_luck_of_an_action_gives_a_range() -> None:
    ways = [{"weight": n, "title": f"Day {n}", "do": [f"shared.calm += {n}"]} for n in (1, 3)]
    game = tiny(cards=[card("bet", {"chance": ways})])
    seen = view(game, hand__north=["bet"])
    then = closing_after(seen, legal(seen, "play bet"))
    assert then is not None
    assert then.numbers["shared.calm"] == (1, 3)


def test_a_front_tells_the_numbers_as_they_are_when_it_is_judged() -> None:
    lead = {"north": "my.grain >= 3", "south": "north.grain < 3"}
    won = {"south": ["their.grain += 5"]}
    dam = {"id": "dam", "title": "Dam", "into": "shared.calm", "lead": lead, "won": won}
    game = tiny(fronts=[{**dam, "calendar": {"1": 3}}], rules=[rule("account", "north.grain -= 2")])
    found = closing(view(game))
    assert found is not None
    (judged,) = found.judged
    assert judged.numbers == {"north.grain": (2, 2)}
    assert found.numbers["north.grain"] == (7, 7)
    assert [(one.name, one.old, one.new) for one in judged.brings] == [("north.grain", 4, 2)]


def test_what_luck_may_bring_the_numbers_of_a_front_is_not_told_as_what_brings_it() -> None:
    lead = {"north": "my.grain >= 3", "south": "north.grain < 3"}
    dam = {"id": "dam", "title": "Dam", "into": "shared.calm", "lead": lead, "calendar": {"1": 3}}
    dry = {"weight": 1, "title": "Dry", "do": ["north.grain -= 2"]}
    ways = [dry, {"weight": 1, "title": "Wet", "do": []}]
    rules = [rule("account", "north.grain -= 1"), rule("account", {"chance": ways}, id="sky")]
    found = closing(view(tiny(fronts=[dam], rules=rules)))
    assert found is not None
    (judged,) = found.judged
    assert judged.numbers == {"north.grain": (1, 3)}
    assert judged.brings == ()
