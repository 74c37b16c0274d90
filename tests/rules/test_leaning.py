"""Play by habit inside the kernel: what is chosen is what a look at all that is legal chooses."""

from __future__ import annotations

import random

import pytest

from tests.rules.test_orders import banned
from tests.strategies import game_named, plain_games
from wargame.players.habits import STAGES, Habits
from wargame.players.playout import FOR_EVER, MASK, MOOD, WAIT, Playout
from wargame.rules.game import Game
from wargame.rules.kernel import (
    ACCEPTING,
    ACT,
    ARGUMENT,
    ASK,
    CHANCE,
    DRAW,
    INJECT,
    OVER,
    REPLY,
    TALK,
    V_DRAW,
    BaseState,
    mood_base,
    stir,
)
from wargame.rules.kernel.befalling import is_sooner
from wargame.rules.position import scratch

WORLDS = range(3)


def opinionated(game: Game) -> Habits:
    """Seats that like some things much better than others."""
    habits, luck = Habits(game.rules.engine), random.Random(2)
    habits.likes = [
        [[luck.gauss(0, 1) for _ in table] for table in tables] for tables in habits.likes
    ]
    return habits


def best_of_all(game: Game, habits: Habits, s: BaseState, world: int) -> int:
    """What the habits choose where everything that is legal is listed first."""
    engine = game.rules.engine
    if s.actor == CHANCE:
        return first_to_come(game, s, world)
    base, named = mood_base(s, world), (s.arg + 1) << 20 if s.node == ASK else 0
    likes, sway = habits.tables(s)

    def value(code: int) -> float:
        at = habits.slot[code + named]
        found = likes[at] + sway[at] + MOOD[base + at & MASK]
        tasted = habits.tasted(s) if code == ACCEPTING else []
        return found + sum([likes[item] + sway[item] for item in tasted])

    return max(engine.legal(s), key=value)


def first_to_come(game: Game, s: BaseState, world: int) -> int:
    """What luck brings where all outcomes are listed first."""
    outcomes = game.rules.engine.outcomes(s)
    if s.node == DRAW:
        base = stir(world, s.round * 4 + s.arg)
        return ACT(V_DRAW, min(s.pile[s.arg], key=lambda card: WAIT[base + card & MASK]))
    key = s.round if s.node == INJECT else (s.round * 64 + s.turn) * 64 + s.node
    base = stir(world, key * 256 + (s.arg & 255))

    def wait(code: int, weight: int) -> float:
        return WAIT[base + (code & ARGUMENT) + (code >> 10) * 37 & MASK] / weight

    return min(outcomes, key=lambda one: wait(*one))[0]


@pytest.mark.parametrize("name", [*plain_games(), "kitchen_deals:ready_only"])
def test_what_is_chosen_is_the_best_of_all_that_is_legal(name: str) -> None:
    game = game_named(name)
    habits = opinionated(game)
    playout, engine = Playout(game.rules.engine, habits), game.rules.engine
    for world in WORLDS:
        s = scratch(game.new())
        while s.node != OVER and s.ply < 400:
            # Talks are few, so each is asked in many moods.
            for mood in range(30) if s.node in (TALK, REPLY) else ():
                assert playout.choice(s, mood) == best_of_all(game, habits, s, mood)
            code = playout.choice(s, world)
            assert code == best_of_all(game, habits, s, world)
            engine.act(s, code)


@pytest.mark.parametrize("name", ["primer", "kitchen_sink"])
def test_following_is_choosing_again_and_again(name: str) -> None:
    game = plain_games()[name]
    playout = Playout(game.rules.engine, opinionated(game))
    one = scratch(game.new())
    other = one.copy()
    playout.run(one, 5, FOR_EVER)
    while other.node != OVER:
        game.rules.engine.act(other, playout.choice(other, 5))
    assert game.rules.packing.digest(one) == game.rules.packing.digest(other)


def test_moves_stand_by_how_they_are_liked_and_none_in_a_better_mood_than_the_summit() -> None:
    game = plain_games()["primer"]
    leanings = opinionated(game).laid_out(game.rules.engine, [1] * 64, MOODS, 1 << 20)
    assert leanings.mask == len(MOODS) - 1
    for seat, own in enumerate(game.rules.engine.tables.moves):
        for likes, rows in zip(leanings.likes[seat], leanings.favoured[seat], strict=True):
            for table, row in zip(likes, rows, strict=True):
                assert sorted(move.action for move in row.moves) == sorted(
                    move.action for move in own
                )
                assert row.slots == [leanings.slots[move.action] for move in row.moves]
                assert row.likes == [table[at] for at in row.slots] == sorted(row.likes)[::-1]
        slots = [leanings.slots[move.action] for move in own]
        for base in range(len(MOODS)):
            summit = leanings.summits[seat][base]
            assert summit == max(leanings.moods[base + at] for at in slots)


MOODS = [(at * 7919) % 1009 for at in range(64)]


@pytest.mark.parametrize("weights", [(1, 1), (1, 3), (3, 1), (2, 5)])
@pytest.mark.parametrize("waits", [(4, 4), (4, 11), (11, 4), (12, 4), (4, 12)])
def test_who_waits_less_for_its_weight_comes_first(
    weights: tuple[int, int], waits: tuple[int, int]
) -> None:
    (weight, heavy), (wait, least) = weights, waits
    assert is_sooner(wait, weight, least, heavy) == (wait * heavy < least * weight)


def test_playouts_keep_to_orders() -> None:
    game = plain_games()["primer"]
    barred = ("tighten duty", "tighten compute", "ease duty", "ease compute")
    bound = game.under(banned(*barred, seat="us", last=9))
    moved = []
    for one in (game, bound):
        playout, s = Playout(one.rules.engine, opinionated(game)), scratch(one.new())
        start = s.level
        playout.run(s, 1, FOR_EVER)
        moved.append(any(s.level[m] > start[m] for m in (0, 1)))
    assert moved == [True, False]


def test_habits_have_a_table_for_each_part_of_the_game() -> None:
    game = plain_games()["primer"]
    habits = opinionated(game)
    leanings = habits.laid_out(game.rules.engine, [], [], 1)
    assert leanings.stages == STAGES == 1 + max(habits.stage)


def test_what_is_stirred_is_what_it_has_always_been() -> None:
    assert [stir(1, 2), stir((1 << 32) - 1, (1 << 30) - 1), stir(1_000_003, 0)] == STIRRED


STIRRED = [252145578, 1383806734, 952636709]
