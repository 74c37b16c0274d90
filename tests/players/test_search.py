"""The player that looks ahead: what it may know, that it can be repeated, and how well it plays."""

from __future__ import annotations

import gc
import math
from collections import deque
from collections.abc import Iterator
from itertools import count, pairwise
from types import ModuleType
from typing import Any

import pytest

import wargame
from tests.rules.tiny import tiny
from wargame.content.library import DeckRef
from wargame.errors import PlayerError
from wargame.lab.ladder import LadderStudy
from wargame.lab.runs.driver import run
from wargame.lab.runs.games import shared_game
from wargame.play.match import Match
from wargame.players import budget, training
from wargame.players.budget import Budget, Meter, parse_budget
from wargame.players.habits import Habits
from wargame.players.imagined import is_amend, is_ready, is_send
from wargame.players.mixing import Mixer
from wargame.players.playout import FOR_EVER, Playout
from wargame.players.proposals import Proposer, beaten_by, content, contents, packages
from wargame.players.registry import make_player
from wargame.players.search import Search
from wargame.players.training import (
    MOST_GAMES,
    SHARPEN,
    TRAININGS,
    WORLD,
    Averaged,
    habits_of,
    remember,
    school,
    schooled,
    train,
)
from wargame.rules.game import CHANCE_SEAT, Action, Game, Position
from wargame.rules.kernel import ACT, OVER, TALK, V_TABLE, BaseState, Stream, changed
from wargame.rules.position import scratch, state_of
from wargame.rules.view import SeatState


def first_decision(game: Game, seed: int = 1, seat: str = "", node: int = 0) -> Position:
    """The first position of a match at which a seat decides, or at such a node."""
    state, stream = game.new(), Stream(seed)
    while True:
        legal = game.legal_actions(state)
        mover = game.current_seat(state)
        wanted = mover == (seat or mover) and (node in (0, state_of(state).node)) and len(legal) > 1
        if mover != CHANCE_SEAT and wanted:
            return state
        state = game.apply(state, legal[stream.below(len(legal))]).state
        if game.is_terminal(state):
            state = game.new()


def thinker(game: Game, seat: str, iterations: int, seed: int = 1) -> Search:
    return Search(game.rules, seat, seed, Budget(iterations=iterations))


# --- how long --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seconds", "iterations"),
    [
        pytest.param("2s", 2.0, 0, id="seconds"),
        pytest.param("250ms", 0.25, 0, id="milliseconds"),
        pytest.param("2000it", 1.0, 2000, id="iterations"),
    ],
)
def test_a_budget_is_read_as_it_is_typed(text: str, seconds: float, iterations: int) -> None:
    assert parse_budget(text) == Budget(seconds, iterations)


@pytest.mark.parametrize("text", ["", "2", "0s", "-1s", "2 s", "٢s", "1e9s", "9999s", "it", "2sit"])
def test_what_is_no_budget_is_refused_with_examples(water: Game, text: str) -> None:
    with pytest.raises(PlayerError, match=r"search:2s|at most"):
        make_player(f"search:{text}", water, water.seats[0], 1)


def test_thinking_by_the_clock_ends_on_time(water: Game, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = count()
    monkeypatch.setattr(budget, "perf_counter", lambda: next(looks) / 1000)
    state = first_decision(water)
    seat = water.current_seat(state)
    player = Search(water.rules, seat, 1, Budget(seconds=0.3))
    player.choose(water.redact(state, seat))
    assert player.thought is not None
    assert 0.25 < player.thought.seconds <= 0.3
    assert player.thought.iterations > 20


def test_thinking_by_count_counts_playouts(water: Game) -> None:
    state = first_decision(water)
    seat = water.current_seat(state)
    thought = thinker(water, seat, 80).think(water.redact(state, seat))
    assert 80 <= thought.iterations <= 82


# --- repeatable, and no part of the world ---------------------------------------------------


def test_one_seed_and_count_give_one_match(any_game: Game) -> None:
    if any_game.rules.engine.tables.rounds.max_rounds > 12:
        pytest.skip("long; the small decks have the same code")
    records = []
    for _ in range(2):
        players = {
            any_game.seats[0]: thinker(any_game, any_game.seats[0], 12),
            any_game.seats[1]: make_player("random", any_game, any_game.seats[1], 4),
        }
        records.append(Match(any_game, players, 9).run().record.actions)
    assert records[0] == records[1]


def test_who_is_asked_again_thinks_again(water: Game) -> None:
    """In restricted play, and where control goes back, the rest of a way was gone without its
    beginning: the second half of a package was tabled alone."""
    state = first_decision(water, 2, node=TALK)
    seat = water.current_seat(state)
    view, player = water.redact(state, seat), thinker(water, seat, 40)
    player.choose(view)
    first, rest = player.thought, view.legal[-1].text
    player._plan = [rest]
    player.choose(view)
    assert player.thought is not first
    player._plan = [view.legal[-1].text]
    player._last_ply = view.ply - 1
    thought = player.thought
    assert player.choose(view).text == rest
    assert player.thought is thought


def test_training_gives_the_same_habits_each_time(water: Game) -> None:
    assert train(water.rules, games=40).likes == train(water.rules, games=40).likes


def test_habits_are_the_average_of_late_games_sharpened() -> None:
    usual = Averaged([[[0.0, 9.0]]])
    assert usual.times(SHARPEN) == [[[0.0, 9.0]]]
    usual.take([[[1.0, 2.0]]])
    usual.take([[[3.0, 4.0]]])
    assert usual.times(SHARPEN) == [[[2.0 * SHARPEN, 3.0 * SHARPEN]]]


def test_habits_at_a_table_are_the_average_of_several_trainings(water: Game) -> None:
    """And those of the next school leave out the first training for one more."""
    worlds = [WORLD + number * MOST_GAMES for number in range(TRAININGS + 1)]
    each = [training.train(water.rules, world=world).likes for world in worlds]
    assert each[0] != each[1]
    for number in (0, 1):
        found = schooled(water.rules, number).likes[0][0]
        rows = zip(*(one[0][0] for one in each[number : number + TRAININGS]), strict=True)
        assert found == pytest.approx([sum(row) / TRAININGS for row in rows])
    assert habits_of(water.rules).likes == schooled(water.rules).likes


def test_what_was_learned_before_is_what_a_table_goes_back_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rules = tiny().rules
    own = Habits(rules.engine)
    remember(rules, own)
    monkeypatch.setattr(training, "schooled", lambda rules, _number=0: Habits(rules.engine))
    school(rules, 3)
    assert habits_of(rules) is not own
    school(rules, 0)
    assert habits_of(rules) is own


def test_thinking_never_changes_the_luck_of_the_game(water: Game) -> None:
    """The same actions with and without a thinker beside them: luck falls alike."""
    seats = water.seats
    players = {seat: make_player("random", water, seat, 3) for seat in seats}
    quiet = Match(water, players, 11).run()

    class Musing:
        """Chooses as another does, after having thought."""

        def __init__(self, seat: str) -> None:
            self.name = "musing"
            self.inner = make_player("random", water, seat, 3)
            self.search = thinker(water, seat, 15)

        def choose(self, view: SeatState) -> Action:
            self.search.think(view)
            return self.inner.choose(view)

    musing = Match(water, {seat: Musing(seat) for seat in seats}, 11).run()
    assert musing.record.actions == quiet.record.actions


# --- it gets a view and nothing else ---------------------------------------------------------


def reachable(root: object, limit: int = 200_000) -> list[Any]:
    """Everything that can be reached from an object: attributes, items, closures, referrers.

    Not the modules and classes, from where a program in this process can reach anything.
    """
    seen: dict[int, object] = {}
    ahead = deque([root])
    while ahead and len(seen) < limit:
        thing = ahead.popleft()
        plain = isinstance(thing, str | bytes | int | float | type | ModuleType | type(None))
        if plain or id(thing) in seen or (isinstance(thing, dict) and "__builtins__" in thing):
            continue
        seen[id(thing)] = thing
        ahead += gc.get_referents(thing)
        if type(thing).__name__ == "SeatState":
            ahead += [r for r in gc.get_referrers(thing) if isinstance(r, dict | list | tuple)]
    return list(seen.values())


@pytest.mark.parametrize("deck", ["water_treaty", "kitchen_sink", "primer"])
def test_a_probe_that_walks_all_it_can_reach_finds_no_card_of_the_rival(
    decks: dict[str, DeckRef], deck: str
) -> None:
    """Positions that are made for the purpose: any other Position in this process is not of it."""
    game = shared_game(decks[deck])
    state = first_decision(game, 5)
    seat = game.current_seat(state)
    (rival,) = game.rules.rivals(game.rules.seat_number(seat))
    kind = type(state_of(state))
    view = game.redact(state, seat)
    assert state_of(state).hand[rival]
    player = thinker(game, seat, 20)
    player.choose(view)
    found = [*reachable(view), *reachable(player)]
    assert not any(thing is state or thing is state_of(state) for thing in found)
    boards = [thing for thing in found if isinstance(thing, kind) and thing.ply == state.ply]
    assert boards
    for board in boards:
        assert isinstance(board, BaseState)
        assert set(board.hand[rival]) == {-1}
        assert set(board.pile[rival]) <= {-1}


def test_what_it_thinks_depends_on_the_view_alone(water: Game) -> None:
    state = first_decision(water, 8)
    seat = water.current_seat(state)
    view = water.redact(state, seat)
    other = water.redact(water.resample(view, Stream(77)), seat)
    one, two = (thinker(water, seat, 60).think(v) for v in (view, other))
    assert one.options == two.options


# --- playouts --------------------------------------------------------------------------------


def test_a_world_gives_the_same_playout_and_another_world_another(water: Game) -> None:
    playout = Playout(water.rules.engine, habits_of(water.rules))
    ends = []
    for world in (1, 1, 2):
        state = scratch(first_decision(water))
        playout.run(state, world, FOR_EVER)
        ends.append(water.rules.packing.digest(state))
    assert ends[0] == ends[1] != ends[2]


def test_luck_in_playouts_has_the_weights_of_the_rules(sink: Game) -> None:
    """At the first chance node, over many worlds, by a generous bound."""
    state = sink.new()
    outcomes = sink.chance_outcomes(state)
    playout = Playout(sink.rules.engine, habits_of(sink.rules))
    found = [playout.choice(state_of(state), world) for world in range(3000)]
    total = sum(weight for _, weight in outcomes)
    for action, weight in outcomes:
        expected = 3000 * weight / total
        assert abs(found.count(action.code) - expected) < 6 * math.sqrt(expected)


def test_playouts_end_and_take_legal_actions(any_game: Game) -> None:
    playout = Playout(any_game.rules.engine, Habits(any_game.rules.engine))
    state = scratch(any_game.new())
    for _ in range(20_000):
        if state.node == OVER:
            break
        code = playout.choice(state, 3)
        assert code in any_game.rules.engine.legal(state)
        any_game.rules.engine.act(state, code)
    assert state.node == OVER


def test_habits_tell_a_rival_that_bites_and_a_running_deal_apart(water: Game) -> None:
    habits = Habits(water.rules.engine)
    state = scratch(first_decision(water))
    rivals = habits.rivals[state.actor]
    assert rivals
    measures = water.rules.engine.tables.measures
    assert {measures[m].seat for m in rivals} == {*water.rules.rivals(state.actor)}
    seen = []
    for level, deal in ((0, 0), (0, 1), (9, 0), (9, 1)):
        for measure in rivals:
            state.force = changed(state.force, measure, level)
        state.deal_items = changed(state.deal_items, 0, deal)
        seen.append(habits.situation(state))
    assert seen == [0, 1, 2, 3]


def test_what_is_liked_in_one_situation_is_not_liked_in_another(water: Game) -> None:
    habits, state = Habits(water.rules.engine), scratch(first_decision(water))
    playout, code = (Playout(water.rules.engine, habits), water.rules.engine.legal(state)[-1])
    calm = state.copy()
    state.deal_items = changed(state.deal_items, 0, 1)
    habits.tables(state)[1][habits.slot[code]] = 50.0
    assert playout.liking(state, code) == 50
    assert playout.liking(calm, code) == 0
    assert {playout.choice(state, world) for world in range(20)} == {code}
    assert {playout.choice(calm, world) for world in range(20)} != {code}


# --- packages --------------------------------------------------------------------------------


def test_packages_are_whole_and_different(water: Game) -> None:
    state = state_of(first_decision(water, 2, node=TALK))
    found = packages(water.rules.engine, state, 1)
    assert len(set(found)) == len(found) > 0
    assert all(way[-1] >> 10 == V_TABLE for way in found)


def test_ready_packages_are_changed_in_every_way_and_each_change_comes_once(
    decks: dict[str, DeckRef],
) -> None:
    """Against all that can be sent once a ready package is taken up, but for that package."""
    game = shared_game(decks["kitchen_deals"])
    engine = game.rules.engine

    def sent(s: BaseState) -> Iterator[tuple[int, int]]:
        for code in engine.legal(s):
            after = s.copy()
            engine.do_action(after, code)
            if is_send(code):
                yield content(s)
            else:
                yield from sent(after)

    def content_of(way: tuple[int, ...]) -> tuple[int, int]:
        after = start.copy()
        for code in way[:-1]:
            engine.do_action(after, code)
        return content(after)

    start = state_of(first_decision(game, 2, node=TALK))
    amends = [code for code in engine.legal(start) if is_amend(code)]
    assert amends
    every = set[tuple[int, int]]()
    for code in amends:
        opened = start.copy()
        engine.do_action(opened, code)
        every |= set(sent(opened))
    ways = packages(engine, start, 1)
    changed_ways = [content_of(way) for way in ways if is_amend(way[0])]
    assert len(changed_ways) == len(set(changed_ways))
    assert set(changed_ways) == every - contents(engine, amends)
    ready = [way for way in ways if is_ready(way[0])]
    assert ready == [(code,) for code in engine.legal(start) if is_ready(code)]


def test_at_most_a_dozen_packages_are_considered(decks: dict[str, DeckRef]) -> None:
    game = shared_game(DeckRef(decks["primer"].folder, "item_by_item"))
    many = (state_of(first_decision(game, seed, node=TALK)) for seed in range(2, 60))
    state = next(s for s in many if len(packages(game.rules.engine, s, 1)) > 12)
    playout = Playout(game.rules.engine, habits_of(game.rules))
    proposer = Proposer(playout, 1, FOR_EVER, Meter(Budget(iterations=1000)))
    ways = proposer.ways_on(state)
    assert 1 < len([way for way in ways if way[-1] >> 10 == V_TABLE]) <= 12
    assert (ACT(0),) in ways


def test_pareto_counts_who_is_better_for_both() -> None:
    gains: list[tuple[float, ...]] = [(3, 1), (1, 3), (2, 0), (0, 0)]
    assert [beaten_by(gains, k) for k in range(4)] == [0, 0, 1, 3]


def test_a_package_is_carried_through_to_the_table(water: Game) -> None:
    players = {
        water.seats[0]: thinker(water, water.seats[0], 40),
        water.seats[1]: thinker(water, water.seats[1], 40),
    }
    actions = Match(water, players, 2).run().record.actions
    for action, after in pairwise(actions):
        if action.startswith("offer "):
            assert after.startswith(("offer ", "table "))


# --- choosing in secret ----------------------------------------------------------------------


def test_regret_matching_finds_the_mixture_of_a_matrix() -> None:
    """The published pursuit: rows 0.4 and 0.6, columns 0.6 and 0.4."""
    payoff = [[100, -50], [0, 100]]
    rows, columns = Mixer(), Mixer()
    stream = Stream(1)
    for _ in range(4000):
        r = rows.pick([0, 1], stream.below(1000) / 1000)
        c = columns.pick([0, 1], stream.below(1000) / 1000)
        rows.learn([0, 1], [payoff[0][c], payoff[1][c]])
        columns.learn([0, 1], [-payoff[r][0], -payoff[r][1]])
    assert rows.average([0, 1])[1] == pytest.approx(0.6, abs=0.06)
    assert columns.average([0, 1])[1] == pytest.approx(0.4, abs=0.06)


def test_it_plays_the_published_mixture_of_the_calibration_deck() -> None:
    game = wargame.load("calibration")
    odds = {}
    for seat in game.seats:
        state = first_decision(game, 1, seat)
        thought = thinker(game, seat, 6000).think(game.redact(state, seat))
        assert thought.mixed
        odds[seat] = {option.text: option.best for option in thought.options}
    port = odds["pursuer"]["headline port"]
    flee = odds["fugitive"]["headline port"]
    assert odds["pursuer"]["pass"] == odds["fugitive"]["pass"] == 0
    assert port == pytest.approx(0.6, abs=0.08)
    assert flee == pytest.approx(0.4, abs=0.08)
    held = min(100 * (1 - port), -50 * (1 - port) + 100 * port)
    assert held > 40 - 10, "what the pursuer can be held to"
    value = 100 * (1 - port) * (1 - flee) - 50 * (1 - port) * flee + 100 * port * flee
    assert value == pytest.approx(40, abs=6)


# --- strength --------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rival", "share"),
    [("random", 0.97), ("greedy", 0.75), ("dealmaker", 0.6), ("calibrated_licensor", 0.6)],
)
def test_a_fraction_of_a_second_beats_them(
    learns_all: None, decks: dict[str, DeckRef], rival: str, share: float
) -> None:
    """100 iterations are less than a tenth of what one second buys."""
    found = run(LadderStudy(decks["primer"], ["search:100it", rival], 12, 1)).pairs[0]
    assert found.share >= share
