"""The public face: what it refuses, what it says then, and what its hashes cover."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from itertools import islice
from typing import Any, get_args

import pytest

from tests.rules.refused import CASES, Case
from tests.rules.test_deals import talk
from tests.rules.tiny import BASE, Table, card, seats, tiny
from tests.strategies import nodes, plain_games
from wargame.errors import GameOver, IllegalAction, UsageError
from wargame.rules.actions import CHANCE_SEAT
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.evaluate import read_state
from wargame.rules.asking.explain import failed
from wargame.rules.game import Game
from wargame.rules.kernel import ANSWER, ASK, DISCARD, FINAL, NAME, TALK, Stream, changed
from wargame.rules.position import Position, scratch, state_of
from wargame.rules.refusal import PATTERNS, Kind, Reason, Refused
from wargame.rules.verbs import VERBS
from wargame.rules.view import SeatState

LUCK = {"chance": [{"weight": 1, "title": "a"}, {"weight": 1, "title": "b"}]}


@pytest.fixture
def table() -> Table:
    return Table(tiny(cards=[card("act", LUCK)], rounds={"max": 1}), {"hand.north": ["act"]})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why.kind)
def test_a_refusal_is_a_value_that_a_sentence_is_made_of(case: Case) -> None:
    refusal = case.refusal()
    assert refusal.why == case.why
    assert str(refusal.why) == case.said
    assert (refusal.seat, refusal.action) == (case.seat, case.text)
    place = f"in round {refusal.round}, phase '{refusal.phase}'"
    assert refusal.sentence == f"{case.seat} cannot '{case.text}' {place}: {case.said}."
    assert str(refusal).startswith(refusal.sentence)


def test_every_kind_of_refusal_has_a_case_and_a_pattern() -> None:
    headlines_alone = {"ended_first"}
    kinds = {*get_args(Kind)}
    assert kinds - {case.why.kind for case in CASES} == headlines_alone
    assert PATTERNS.keys() == kinds


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why.kind)
def test_a_refusal_goes_into_json_and_into_another_process(case: Case) -> None:
    refusal = case.refusal()
    told = json.loads(json.dumps(asdict(refusal)))
    assert told["why"]["kind"] == refusal.kind
    assert [tuple(value) for value in told["why"]["values"]] == list(refusal.why.values)
    error = pickle.loads(pickle.dumps(Refused(refusal)))
    assert error.refusal == refusal
    assert str(error) == str(refusal)


def test_the_error_carries_the_refusal_of_the_view(table: Table) -> None:
    with pytest.raises(IllegalAction) as caught:
        table.game.apply(table.state, "breach 1")
    view = table.view()
    assert caught.value.refusal == table.game.why_not(view, "breach 1")
    assert table.game.why_not(view, " pass ") is None
    with pytest.raises(Refused):
        table.game.preview(view, "breach 1")


def test_an_error_of_another_room_carries_none() -> None:
    assert IllegalAction("No ruling now.").refusal is None


@pytest.mark.parametrize("name", list(plain_games()))
def test_a_card_is_open_unless_a_clause_or_a_price_fails(name: str) -> None:
    rules = plain_games()[name].rules
    words = Describer(rules.program)
    for position, _ in islice(nodes(plain_games()[name], 5), 0, 1_000, 7):
        state = state_of(position)
        for number, noun in enumerate(rules.program.cards):
            why = failed(noun.act, partial(read_state, state), words)
            is_open = why is None and not (noun.is_foreign or noun.is_answer)
            assert bool(rules.engine.tables.card_open[number](state)) == is_open


def refused(table: Table, text: str) -> str:
    with pytest.raises(IllegalAction) as caught:
        table.game.apply(table.state, text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("paly act", "'paly' is not a verb. Did you mean 'play'?", id="a slip"),
        pytest.param("", "'' is not a verb", id="nothing"),
        pytest.param("play", "there is no card ''", id="a verb alone"),
        pytest.param("accept", "this deck has no 'accept'", id="no deals to sign"),
        pytest.param("breach 1", "this deck has no 'breach'", id="no deals to break"),
        pytest.param("headline act", "this deck has no 'headline'", id="no headlines"),
        pytest.param("let it stand", "this deck has no 'let it stand'", id="no answers"),
        pytest.param("play act\x1b[2J", "'act\\x1b[2J'", id="control characters"),
        pytest.param("x" * 10_000, "is not a verb", id="a very long word"),
        pytest.param("pass pass", "'pass' cannot follow 'pass' now", id="too much"),
    ],
)
def test_a_refusal_names_seat_round_and_phase(table: Table, text: str, why: str) -> None:
    said = refused(table, text)
    assert said.startswith("north cannot '")
    assert "in round 1, phase 'plays': " in said
    assert why in said
    assert "Legal: pass, play act, capital act." in said
    assert said.isprintable()
    assert len(said) < 600


def illegal(game: Game, view: SeatState) -> list[str]:
    """Every act of the deck that the seat to move may not do now."""
    legal = [action.text for action in view.legal]
    known = dict.fromkeys(one.text for one in game.rules.ids.actions if one.seat != CHANCE_SEAT)
    return [text for text in known if text not in legal]


QUESTIONS = (ASK, ANSWER, DISCARD, FINAL, NAME)
ASIDE = ("act", "add", "ease", "fund", "offer", "pass", "pause", "play", "propose", "tighten")


@pytest.mark.parametrize(
    "name", ["primer", "kitchen_acts", "kitchen_sink", "water_treaty", "entanglement"]
)
def test_what_is_asked_comes_before_any_reason_of_another_time(name: str) -> None:
    """While an answer was due, a level at its highest or a price was named, and neither barred."""
    game, asked = plain_games()[name], 0
    for position, _ in islice(nodes(game, 7), 3_000):
        if position.is_chance or state_of(position).node not in QUESTIONS:
            continue
        asked += 1
        view = game.redact(position, position.seat)
        for text in illegal(game, view):
            if text.partition(" ")[0] in ASIDE:
                refusal = game.why_not(view, text)
                assert refusal is not None
                assert refusal.kind in ("not_open_now", "not_in_deck"), refusal
    assert asked


@pytest.mark.parametrize("name", ["kitchen_deals", "water_treaty", "entanglement"])
def test_a_price_that_is_named_is_what_bars(name: str) -> None:
    """With so much there it is named no longer; with one less it still is."""
    game, named = plain_games()[name], 0
    for position, _ in islice(nodes(game, 3), 0, 3_000, 9):
        view = game.redact(position, position.seat) if not position.is_chance else None
        for text in illegal(game, view) if view else ():
            why = holding(game, position, text)
            if why is not None and why.kind in ("price", "goods_short"):
                named += 1
                ((held, *_),) = why.values
                enough = game.rules.names[held].lo + why.amount
                now = holding(game, position, text, {held: enough})
                assert now is None or (now.kind, now.thing) != (why.kind, why.thing)
                short = holding(game, position, text, {held: enough - 1})
                assert short is not None
                assert (short.kind, short.amount) == (why.kind, why.amount)
    assert named


def holding(
    game: Game, position: Position, text: str, held: Mapping[str, int] | None = None
) -> Reason | None:
    """Why an act is refused there, if some numbers were others."""
    state = scratch(position)
    for name, value in (held or {}).items():
        at = game.rules.names[name]
        assert at.form == "slot"
        setattr(state, at.slot, value)
    refusal = game.why_not(game.redact(Position(game.rules, state), position.seat), text)
    return refusal.why if refusal else None


@pytest.mark.parametrize("name", list(plain_games()))
def test_a_deck_is_told_to_lack_a_verb_where_no_act_has_it(name: str) -> None:
    """`bury` was not open now, and `offer` not in this phase, in decks that never have them."""
    game = plain_games()[name]
    had = [str(one.verb) for one in game.rules.ids.actions]
    for position, action in islice(nodes(game, 2), 0, 900, 7):
        if not position.is_chance:
            view = game.redact(position, position.seat)
            assert str(action).split()[0] in had
            for verb in VERBS:
                refusal = game.why_not(view, f"{verb} moon")
                lacks = refusal is not None and refusal.kind == "not_in_deck"
                called = refusal is not None and refusal.kind == "other_word"
                assert lacks == (str(verb) not in had) or called


def test_luck_refuses_with_place_too(table: Table) -> None:
    said = refused(table.do("play act"), "outcome 3\x07")
    assert said == (
        "CHANCE cannot 'outcome 3\\x07' in round 1, phase 'plays': it is not an outcome here. "
        "Legal: outcome 1, outcome 2."
    )


def test_nothing_is_legal_when_the_game_is_over(table: Table) -> None:
    table.do("pass", "pass")
    for attempt in (table.game.legal_actions, lambda s: table.game.apply(s, "pass")):
        with pytest.raises(GameOver, match="The game is over"):
            attempt(table.state)
    for seat in ("north", "south"):
        view = table.view(seat)
        assert "the game is over" in str(table.game.why_not(view, "pass"))


def test_the_other_seat_is_told_to_wait(table: Table) -> None:
    view = table.view("south")
    assert "south cannot 'pass' in round 1" in str(table.game.why_not(view, "pass"))
    assert "north is to move" in str(table.game.why_not(view, "pass"))


def test_blanks_around_an_action_do_not_matter(table: Table) -> None:
    assert str(table.game.action(table.state, "  play   act ")) == "play act"


def test_an_action_of_another_node_is_judged_by_its_words(table: Table) -> None:
    wait = table.game.action(table.state, "pass")
    after = table.game.apply(table.state, wait).state
    assert table.game.apply(after, wait).action.seat == "south"


@pytest.mark.parametrize(
    ("given", "changes", "text", "why"),
    [
        pytest.param(
            {"north.grain": 2},
            {},
            "offer grain_now",
            "it gives 3 grain, and north.grain is 2",
            id="goods",
        ),
        pytest.param(
            {"measure.wall": 1},
            {},
            "offer thin_wall",
            "it pauses 2 of 'wall', which is at level 1",
            id="levels",
        ),
        pytest.param({}, {}, "offer gild", "there is no deal item 'gild'", id="a slip"),
        pytest.param({}, {}, "extend 1", "there is no deal 1. In force: none", id="no deal"),
        pytest.param({}, {}, "offer gold", "'gold' cannot follow 'offer' now", id="not whole"),
    ],
)
def test_talks_refuse_with_reasons(given: Any, changes: Any, text: str, why: str) -> None:
    assert why in talk(given, **changes).refusal(text)


def test_an_extension_too_many_is_refused() -> None:
    table = talk(extensions=1).do("offer grain_now", "offer gold", "table 3", "accept")
    table.do("extend 1", "accept", "pass", "pass")
    assert "deal 1 has been extended as often as it may" in table.refusal("extend 1")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        pytest.param({"cost": {"capital": 2}}, "it costs 2 capital", id="a price"),
        pytest.param({"needs": "shared.calm > 0"}, "it needs shared.calm > 0", id="a need"),
        pytest.param({"max_running": 1}, "no more than 1 deals may be in force", id="slots"),
    ],
)
def test_tabling_is_refused_with_its_reason(changes: Any, why: str) -> None:
    free = talk({"shared.calm": 1, "north.capital": 2}, **changes)
    free.do("offer grain_now", "offer gold", "table 3", "accept")
    state = free.game.position({"phase": "plays", "shared.calm": 0, "north.capital": 0})
    inside = state_of(state)
    inside.deal_items = changed(inside.deal_items, 0, 20)
    inside.deal_left = changed(inside.deal_left, 0, 2)
    while state_of(state).node != TALK:
        state = free.game.apply(state, "pass").state
    assert why in str(free.game.why_not(free.game.redact(state, "north"), "offer grain_now"))


# --- positions -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "why"),
    [
        pytest.param({"round": 99}, "round 99 is outside 1..12", id="a round too late"),
        pytest.param({"game.round": 0}, "round 0 is outside 1..12", id="a round too early"),
        pytest.param({"round": "2"}, "'round' must be a whole number", id="a round in words"),
        pytest.param({"phase": "play"}, "Did you mean 'plays'?", id="a phase"),
        pytest.param({"phase": "headline"}, "has no headlines", id="a phase it lacks"),
        pytest.param({"turn": "east"}, "There is no seat 'east'", id="a seat"),
        pytest.param({"north.grian": 1}, "Did you mean 'north.grain'?", id="a name"),
        pytest.param({"north.grain": 11}, "'north.grain' 11 is outside 0..10", id="a range"),
        pytest.param({"north.grain": True}, "must be a whole number", id="a truth"),
        pytest.param({"north.grain": 1.5}, "must be a whole number", id="a fraction"),
        pytest.param({"hand.north": ["atc"]}, "Did you mean 'act'?", id="a card"),
        pytest.param({"hand.north": ["act", "act"]}, "a card is twice", id="a card twice"),
        pytest.param({"hand.north": 3}, "must be a list of cards", id="no list"),
        pytest.param({"agenda.north": "none"}, "north has no agenda 'none'", id="an agenda"),
        pytest.param({"north.hand_size": 3}, "is computed", id="a computed number"),
    ],
)
def test_a_position_that_cannot_be(given: dict[str, Any], why: str) -> None:
    with pytest.raises(UsageError) as caught:
        tiny(cards=[card("act")]).position(given)
    assert why in str(caught.value)


def test_a_position_with_agendas_can_be_resampled() -> None:
    agenda = {"id": "wall", "title": "W", "text": "W", "seat": "any", "score": 1}
    game = tiny(agendas=[agenda, {**agenda, "id": "gate"}])
    state = game.position({"agenda.north": "wall"})
    view = game.redact(state, "south")
    seen = [game.redact(game.resample(view, Stream(n)), "north").agenda for n in range(20)]
    assert sorted(dict.fromkeys(seen)) == ["gate", "wall"]


# --- hashes --------------------------------------------------------------------------------


def hashes(**nouns: Any) -> tuple[str, str]:
    game: Game = tiny(**nouns)
    return game.rules_hash, game.deck_hash


CALM, GRAIN = BASE["tracks"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            {"cards": [{**card("act"), "title": "Another", "text": "Other words"}]}, id="words"
        ),
        pytest.param({"tracks": [CALM, {**GRAIN, "short": "Corn"}]}, id="a short title"),
        pytest.param({"tracks": [CALM, {**GRAIN, "aside": True}]}, id="a number put aside"),
    ],
)
def test_words_change_the_deck_hash_alone(change: dict[str, Any]) -> None:
    plain = hashes(cards=[card("act")])
    changed = hashes(**{"cards": [card("act")], **change})
    assert plain[0] == changed[0]
    assert plain[1] != changed[1]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"cards": [card("act", "shared.calm += 2")]}, id="an effect"),
        pytest.param({"cards": [card("act", "shared.calm += 1", worth=2)]}, id="a worth"),
        pytest.param({"cards": [card("act", "shared.calm += 1", once=True)]}, id="once"),
        pytest.param({"rounds": {"max": 11}}, id="the length"),
        pytest.param({"seats": seats({"par": 3})}, id="a par"),
    ],
)
def test_what_acts_changes_the_rules_hash(change: dict[str, Any]) -> None:
    assert (
        hashes(**{"cards": [card("act", "shared.calm += 1")], **change})[0]
        != hashes(cards=[card("act", "shared.calm += 1")])[0]
    )


def test_a_track_may_be_named_by_a_word_of_the_models() -> None:
    def price(amount: int) -> str:
        tracks = [*BASE["tracks"], {"id": "unit", "title": "U", "of": "seats", "start": 5}]
        return hashes(tracks=tracks, cards=[card("act", cost={"unit": amount})])[0]

    assert price(1) != price(2)


def test_so_may_a_party() -> None:
    def height(amount: int) -> str:
        tower = {"id": "tower", "title": "T", "of": "parties", "value": {"text": amount}}
        return hashes(parties=[{"id": "text", "title": "T"}], tracks=[*BASE["tracks"], tower])[0]

    assert height(1) != height(2)
