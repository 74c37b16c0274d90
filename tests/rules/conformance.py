"""What must hold at every node of every game of every deck, as checks that raise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from tests.strategies import nodes
from wargame.errors import IllegalAction
from wargame.rules import kernel
from wargame.rules.game import Game, Step
from wargame.rules.kernel import EXTRAS, IN_PLACE, STEPS, Stream
from wargame.rules.position import Position, actions_at, scratch, state_of

LIMIT = 5_000
"""More nodes than any game of ours may take."""

JUNK = (
    "",
    "pass pass",
    "PASS",
    "play",
    "play nobody",
    "capital",
    "tighten 1",
    "accept it",
    "outcome 0",
    "outcome 99",
    "breach 0",
    "extend 9",
    "table 0",
    "term -1",
    "choose",
    "end",
    "go",
    "__class__",
    "9**9**9",
    "pass;",
    "play\x00x",
    "keep \u202e",
)


def check_play(game: Game, seed: int) -> int:
    """A random game ends within its bounds, and always has something legal. Gives its nodes."""
    state, stream = scratch(game.new()), Stream(seed)
    engine = game.rules.engine
    for count in range(LIMIT):
        if state.node == kernel.OVER:
            check_end(game, Position(game.rules, state))
            return count
        assert count < game.max_plies
        legal = engine.legal(state)
        check_ids(game, Position(game.rules, state))
        action = engine.random_action(state, stream)
        assert action in legal
        assert len(dict.fromkeys(legal)) == len(legal)
        engine.act(state, action)
    raise AssertionError(f"seed {seed}: still going after {LIMIT} nodes")


def check_end(game: Game, state: Any) -> None:
    """An end has a class, returns, and nothing that follows."""
    assert game.ending(state) in [ending.id for ending in game.deck.endings]
    assert all(type(value) is int for value in game.returns(state).values())
    assert actions_at(state) == ()
    assert state_of(state).stack == []
    returns = game.returns(state)
    assert state.ply <= game.max_plies
    for seat, (low, high) in game.return_bounds.items():
        assert low <= returns[seat] <= high, f"{seat} returns {returns[seat]}"
    assert sum(returns.values()) == 0 or not game.zero_sum


def check_ids(game: Game, position: Position) -> None:
    """Each action has an id of its own, in range; no node of luck is wider than declared."""
    ids = game.legal_ids(position)
    assert len(dict.fromkeys(ids)) == len(ids) == len(actions_at(position))
    assert all(0 <= number < game.num_actions for number in ids)
    if position.is_chance:
        found, weights = game.chance_ids(position)
        assert found == ids
        assert len(weights) == len(ids) <= game.max_chance_outcomes
        assert min(weights) > 0


def check_step(game: Game, state: Any, text: str) -> None:
    """One action: nothing is mutated, both flavours agree, the position can be written down."""
    before = game.pack(state)
    copy = json.loads(json.dumps(before))
    fast, traced = game.apply(state, text), game.apply(state, text, traced=True)
    after = game.pack(fast.state)
    assert game.pack(game.apply(state, game.action(state, text)).state) == after
    assert game.pack(state) == copy, "the position acted on has changed"
    assert game.pack(traced.state) == after, "fast and traced differ"
    assert whole(after), "a position is whole numbers and lists of them"
    rebuilt = game.unpack(copy)
    assert rebuilt.digest == state.digest
    assert actions_at(rebuilt) == actions_at(state)
    assert game.pack(game.apply(rebuilt, text).state) == after, "a rebuilt position goes elsewhere"
    check_ranges(game, fast.state)
    check_trace(game, state, traced)


def check_fields(game: Game) -> None:
    """Every field of a position is packed, and copied; trace and given values are not.

    What is changed in place is a list, and every position has its own.
    """
    state = scratch(game.new())
    kinds = [kind for kind in type(state).__mro__ if hasattr(kind, "__slots__")]
    fields = [field for kind in kinds for field in kind.__slots__]
    given = ["numbers"] if game.rules.program.parameters else []
    unused = [name for name in EXTRAS if name not in game.rules.program.extras]
    assert sorted(fields) == sorted([*game.rules.packing.fields, "trace", *given, *unused])
    shown = state.public()
    assert game.rules.packing.pack(state.copy()) == game.rules.packing.pack(state)
    for field in game.rules.packing.fields:
        value = getattr(state, field)
        assert isinstance(value, list) == (field in IN_PLACE)
        for other in (state.copy(), shown):
            assert field not in IN_PLACE or getattr(other, field) is not value


def check_steps(game: Game) -> None:
    """Every step of a round leads to one that has something to do, and to the next such."""
    tables = game.rules.engine.tables
    assert len(tables.entry) == len(STEPS) + 1
    for pc, entry in enumerate(tables.entry):
        busy = STEPS[entry].busy if entry < len(STEPS) else None
        assert entry >= pc
        assert busy is None or busy(tables)
        assert all(not (step.busy is None or step.busy(tables)) for step in STEPS[pc:entry])


def whole(packed: list[Any]) -> bool:
    """Whether packed data is whole numbers and flat lists of them, and nothing else."""
    return all(
        type(part) is int or (type(part) is list and all(type(n) is int for n in part))
        for part in packed
    )


def check_ranges(game: Game, state: Any) -> None:
    """Every named number lies in its range."""
    for name in game.rules.names.values():
        value = state[name.text]
        assert name.lo <= value <= name.hi, f"{name.text} is {value}"


UNTRACED = ("game.round", "game.deal_left")


def check_trace(game: Game, before: Any, step: Step) -> None:
    """The trace tells every change of a named number, in an unbroken chain."""
    noted = game.rules.program.noted
    now = {
        text: before[text]
        for text, name in game.rules.names.items()
        if (name.form in ("slot", "item", "deals") and text not in UNTRACED)
        or (name.form == "runs" and name.index in noted)
    }
    for write in step.writes:
        assert now[write.name] == write.old, f"{write.name}: the trace has a gap"
        now[write.name] = write.new
        assert write.ply == step.state.ply
        assert 1 <= write.origin <= write.ply
    for text, value in now.items():
        told = step.state[text]
        assert told == value, f"{text} became {told} in silence"


@cache
def universe(game: Game) -> list[str]:
    """Every action text that a deck could ever have, and some that none has."""
    asks = [f"choose {option.id}" for ask in game.rules.program.asks for option in ask.options]
    numbered = [
        f"{verb} {n}" for verb in ("table", "term", "extend", "breach") for n in range(1, 6)
    ]
    return list(dict.fromkeys([*game.rules.words.fixed.values(), *asks, *numbered, *JUNK]))


def check_refusals(game: Game, state: Any, stream: Stream, count: int = 20) -> None:
    """What is not legal is refused, with seat, round and phase, and nothing else happens."""
    legal = [action.text for action in game.legal_actions(state)]
    texts = universe(game)
    before = game.pack(state)
    view = game.redact(state, game.seats[0])
    seat = game.current_seat(state)
    place = f"in round {view.round}, phase '{view.phase}'"
    for _ in range(count):
        text = texts[stream.below(len(texts))]
        if text in legal:
            continue
        try:
            game.apply(state, text)
        except IllegalAction as refusal:
            said = str(refusal)
            assert said.startswith(f"{seat} cannot '"), said
            assert place in said, said
            assert said.isprintable(), said
        else:
            raise AssertionError(f"'{text}' was accepted, and is not in {legal}")
    assert game.pack(state) == before


def check_replay(game: Game, seed: int) -> None:
    """The list of actions alone leads through the same positions."""
    seen = [(text, state.digest) for state, text in nodes(game, seed)]
    state = game.new()
    for text, expected in seen:
        assert state.digest == expected
        state = game.apply(state, text).state
    assert game.is_terminal(state)


def sampled(game: Game, seeds: range, most: int = 10**9, every: int = 1) -> Iterator[Any]:
    """Nodes of random games with the action taken there, `most` at most."""
    return islice(_sampled(game, seeds, every), most)


def _sampled(game: Game, seeds: range, every: int) -> Iterator[tuple[Any, str]]:
    for seed in seeds:
        for count, node in enumerate(nodes(game, seed)):
            if (count + seed) % every == 0:
                yield node
