"""Whatever a player can reach is the same in all positions that its seat cannot tell apart.

A probe walks from its view and from itself to everything they lead to: attributes, items,
properties, closures, frames that anything holds, whatever Python's collector knows of. It is then
asked twice, in two games that differ in nothing but what its seat must not know, and has to meet
the same things in the same order. No hidden card can so be found, in any form.

Not followed are modules and classes, nor the frames of its callers: a program within this process
that goes there reaches anything. Whoever is not to be trusted plays from a process of its own.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterator
from itertools import count, islice
from types import BuiltinFunctionType, ModuleType
from typing import Any

import pytest

from tests.strategies import deck_folders, game_named, nodes
from wargame.content.load import load_deck
from wargame.play.match import Match
from wargame.players import budget
from wargame.players.registry import make_player
from wargame.rules.game import CHANCE_SEAT, Action, Game, SeatState
from wargame.rules.kernel import Stream, rival
from wargame.rules.position import Position, actions_at, state_of

PLAIN = (str, bytes, int, float, type(None))
SHUT = (ModuleType, type, BuiltinFunctionType)
PLAYERS = ["random", "greedy", "erratic", "satisficer", "tit_for_tat", "search:8it"]
MATCH_SEED = 6_021_023_141_592_653_589


def walk(*roots: Any) -> Iterator[Any]:
    """Everything that can be reached, nearest first."""
    seen: dict[int, Any] = {}
    ahead = deque(roots)
    while ahead:
        thing = ahead.popleft()
        if isinstance(thing, PLAIN):
            yield thing
        elif id(thing) not in seen and not isinstance(thing, SHUT) and not is_module(thing):
            seen[id(thing)] = thing
            yield thing
            ahead += gc.get_referents(thing)
            if isinstance(thing, SeatState):
                ahead += properties(thing)


def is_module(thing: Any) -> bool:
    """Whether it is all that a module holds."""
    return isinstance(thing, dict) and "__builtins__" in thing


def properties(view: SeatState) -> list[Any]:
    """What the view works out when it is asked."""
    kind = type(view)
    return [getattr(view, name) for name in dir(kind) if isinstance(getattr(kind, name), property)]


def shape(thing: Any) -> Any:
    """What can be compared of a thing: plain values, and of others what they are."""
    return thing if isinstance(thing, PLAIN) else type(thing).__name__


def first_difference(one: Iterator[Any], two: Iterator[Any]) -> tuple[Any, Any] | None:
    """The first two things met that differ, or None; the end differs from anything."""
    end = object()
    while True:
        a, b = next(one, end), next(two, end)
        if a is end and b is end:
            return None
        if a is end or b is end or shape(a) != shape(b):
            return a, b


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a thought took is no secret, and never the same."""
    monkeypatch.setattr(budget, "perf_counter", lambda: 0.0)


def fresh(name: str) -> Game:
    """A game of its own, so that two do not share what they remember."""
    return Game(load_deck(next(f for f in deck_folders() if f.name == name)))


def twins(game: Game) -> Iterator[tuple[str, Any, Any]]:
    """Seats, and pairs of positions that they cannot tell apart and that are not the same."""
    for seed in count(3):
        for state, _ in list(nodes(game, seed))[::7]:
            for seat in game.seats if game.current_seat(state) != CHANCE_SEAT else ():
                other = game.resample(game.redact(state, seat), Stream(state.ply))
                if hidden(game, state, seat) != hidden(game, other, seat):
                    yield seat, state, other


def hidden(game: Game, state: Any, seat: str) -> list[int]:
    return list(state_of(state).hand[rival(game.rules.seat_number(seat))])


def probe_twins(deck: str, name: str, pairs: int) -> None:
    """Let probes look around in pairs of positions.

    A probe looks after its own choice, or while the rival chooses by what the rival sees.

    Raises:
        AssertionError: They met different things.
    """
    table, games = game_named(deck), (fresh(deck), fresh(deck))
    for seat, *pair in islice(twins(table), pairs):
        mover = table.current_seat(pair[0])
        probes = []
        for game, twin in zip(games, pair, strict=True):
            position = game.unpack(table.pack(twin))
            probe = make_player(name, game, seat, 1)
            chooser = probe if mover == seat else make_player(name, game, mover, 1)
            chooser.choose(game.redact(position, mover))
            probes.append((game.redact(position, seat), probe))
        assert first_difference(walk(*probes[0]), walk(*probes[1])) is None


@pytest.mark.parametrize("name", PLAYERS)
def test_a_probe_meets_the_same_whatever_it_must_not_know(name: str) -> None:
    probe_twins("kitchen_sink", name, 4 if name.startswith("search") else 8)


def test_a_trace_that_the_rival_leaves_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a game remembered the last list of actions that anybody was given."""

    def remembering(position: Position) -> tuple[Action, ...]:
        found = actions_at(position)
        vars(position.rules)["remembered"] = [action.text for action in found]
        return found

    monkeypatch.setattr("wargame.rules.redact.actions_at", remembering)
    with pytest.raises(AssertionError):
        probe_twins("kitchen_sink", "random", 20)


class Probe:
    """A player that looks around, and chooses as another does."""

    name = "probe"

    def __init__(self, game: Game, seat: str, seed: int) -> None:
        self.inner = make_player("search:8it", game, seat, seed)
        self.met: set[Any] = set()
        self.kinds: set[str] = set()

    def choose(self, view: SeatState) -> Any:
        for thing in walk(view, self):
            if isinstance(thing, int):
                self.met.add(thing)
            else:
                self.kinds.add(type(thing).__name__)
        return self.inner.choose(view)


def test_a_probe_in_a_match_finds_neither_its_seed_nor_whoever_has_it(water: Game) -> None:
    probes = {seat: Probe(water, seat, MATCH_SEED) for seat in water.seats}
    match = Match(water, probes, MATCH_SEED).run()
    for probe in probes.values():
        assert match.dealer.seed == MATCH_SEED
        assert not probe.met & {MATCH_SEED, match.dealer._base}
        assert not probe.kinds & {"Match", "Dealer", "Course", "Record", "Header"}
        assert len(probe.met) > 500


# --- the probe itself ------------------------------------------------------------------------


class Holder:
    """Something in which a secret is hidden."""

    def __init__(self, way: str, secret: object) -> None:
        self.kept = WAYS[way](secret)


def closed_over(secret: object) -> Callable[[], object]:
    return lambda: secret


def suspended(secret: object) -> Iterator[int]:
    def wait() -> Iterator[int]:
        yield len(str(secret))
        yield len(str(secret))

    waiting = wait()
    next(waiting)
    return waiting


class Slotted:
    __slots__ = ("secret",)

    def __init__(self, secret: object) -> None:
        self.secret = secret

    def told(self) -> object:
        return self.secret


WAYS: dict[str, Callable[[Any], object]] = {
    "attribute": lambda secret: secret,
    "list": lambda secret: [[secret]],
    "key": lambda secret: {secret: 1},
    "slot": Slotted,
    "closure": closed_over,
    "default": lambda secret: lambda x=secret: x,
    "frame": suspended,
    "method": lambda secret: Slotted(secret).told,
}


@pytest.mark.parametrize("way", WAYS)
def test_the_probe_finds_what_is_hidden_anywhere(way: str) -> None:
    assert MATCH_SEED in list(walk(Holder(way, MATCH_SEED)))
    difference = first_difference(walk(Holder(way, 1)), walk(Holder(way, 2)))
    assert difference is not None


def test_the_probe_finds_a_view_that_says_too_much(water: Game) -> None:
    seat, *pair = next(twins(water))
    views = [water.redact(position, seat) for position in pair]
    assert first_difference(walk(views[0]), walk(views[1])) is None
    for view, position in zip(views, pair, strict=True):
        view._board.hand[rival(view.number)] = hidden(water, position, seat)
    assert first_difference(walk(views[0]), walk(views[1])) is not None
