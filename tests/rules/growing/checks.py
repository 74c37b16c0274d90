"""What holds for any deck that is accepted: its rules, its record, its numbers and its answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.play.test_everything import check_log
from tests.rules.conformance import (
    check_fields,
    check_play,
    check_refusals,
    check_replay,
    check_step,
    check_steps,
    sampled,
)
from tests.rules.leaks import check_leaks
from tests.rules.test_variants import found, in_full
from tests.strategies import nodes
from wargame.content.load import load_deck, load_deck_tree, look_at
from wargame.rules.asking.why import Cause, Ledger
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.table.told.news import Movement

Check = Callable[[Game, Path, int], None]
"""Raises if something does not hold of a game, whose deck stands in a folder, by a seed."""

ARITHMETIC = re.compile(r"= (-?\d+)$")
SIGN = re.compile(r"\S+ ([+-]?=) ")


def is_kept_whole(game: Game, folder: Path, seed: int) -> None:
    """What a save holds of a deck is the same deck."""
    again = Game(load_deck_tree(game.loaded.tree))
    assert (again.deck_hash, again.rules_hash) == (game.deck_hash, game.rules_hash)
    assert again.rules.module.text == game.rules.module.text


def conforms(game: Game, folder: Path, seed: int) -> None:
    """Games end within their bounds, and each step does what it is said to do."""
    check_fields(game)
    check_steps(game)
    for number in range(6):
        check_play(game, number)
    stream = Stream(seed)
    for state, text in sampled(game, range(3), 60, 3):
        check_step(game, state, text)
        check_refusals(game, state, stream, 4)
    check_replay(game, seed)


def is_replayed(game: Game, folder: Path, seed: int) -> None:
    """Whatever people and control do, the log leads where they came to."""
    check_log(game, seed)


def keeps_secrets(game: Game, folder: Path, seed: int) -> None:
    """What a seat sees hangs on nothing that it cannot know."""
    check_leaks(game, range(seed, seed + 2), every=3)


def is_told_in_numbers(game: Game, folder: Path, seed: int) -> None:
    """Actions have ids both ways; the numbers of a view have names, and lie in their ranges."""
    numbers = range(game.num_actions)
    assert [game.action_id(game.action_of(number)) for number in numbers] == list(numbers)
    features = game.features
    assert len({feature.name for feature in features}) == len(features)
    for state, text in nodes(game, seed):
        action = game.action(state, text)
        assert game.child(state, game.action_id(action)) == game.apply(state, action).state
        for seat in (*game.seats, ""):
            told = zip(features, game.vector(game.redact(state, seat)), strict=True)
            assert not [(one, n) for one, n in told if not one.least <= n <= one.most]


def adds_up(game: Game, folder: Path, seed: int) -> None:
    """The arithmetic of every cause comes to the change that it is told of."""
    ledger, state = Ledger(game.rules), game.new()
    for before, text in nodes(game, seed):
        step = game.apply(before, text, traced=True)
        ledger.add(step)
        state = step.state
    view = game.redact(state, game.seats[0])
    for name in {write.name: True for write in ledger.writes}:
        for cause in ledger.why(view, name, rounds=99):
            _check_cause(cause)


def _check_cause(cause: Cause) -> None:
    shown, sign = ARITHMETIC.search(cause.arithmetic), SIGN.match(cause.text)
    write = cause.write
    if shown and sign and not write.name.endswith(".in_force"):  # that of a level, cut as it may be
        moved = write.wanted - write.old
        told = {"=": write.wanted, "+=": moved, "-=": -moved}[sign[1]]
        assert int(shown[1]) == told, (cause.text, cause.arithmetic, write)
    for one in cause.because:
        _check_cause(one)


def foretells(game: Game, folder: Path, seed: int) -> None:
    """What a play is said to move at once is what it moves, where nothing else comes between."""
    for state, text in nodes(game, seed):
        seat = game.current_seat(state)
        if seat not in game.seats or state.phase != "plays":
            continue
        found = game.preview(game.redact(state, seat), text)
        step = game.apply(state, text, traced=True)
        is_alone = not (found.if_accepted or found.effects.odds or found.effects.question)
        if is_alone and step.state.phase == "plays" and step.state.round == state.round:
            told = _net((*found.price, *found.effects.changes))
            seen = [write for write in step.writes if write.seen_by in ("", seat)]
            moved = [one for one in seen if one.old != one.new or one.wanted != one.new]
            came = _net([one for one in moved if one.site.sort != "score"])
            assert told == came, (text, told, came)


def _net(moves: Iterable[Movement]) -> dict[str, int]:
    """By how much each number moves in all: a price is told before what pays it."""
    found: dict[str, int] = {}
    for one in moves:
        found[one.name] = found.get(one.name, 0) + one.new - one.old
    return found


def varies(game: Game, folder: Path, seed: int) -> None:
    """A variant read where it differs is the variant read in full, with the same faults."""
    plain, *variants = look_at(folder).decks
    assert found(plain, *variants) == in_full([plain, *variants])
    for variant in variants:
        assert Game(variant).rules_hash == Game(load_deck(folder, variant.variant)).rules_hash
        check_play(Game(variant), seed)


def is_set(game: Game, folder: Path, seed: int) -> None:
    """Numbers, dials and rules are set by their names."""
    deck = game.deck
    values = {number.id: str(number.range[0]) for number in deck.numbers}
    values |= {dial.id: "1/2" for dial in deck.dials}
    values |= {rule.id: "off" for rule in deck.rules if rule.removable}
    for name, value in values.items():
        other = Game(load_deck(folder, f"{name}={value}"))
        assert other.rules_hash == game.valued({name: value}).rules_hash
        check_play(other, seed)


CHECKS: tuple[Check, ...] = (
    *(is_kept_whole, conforms, is_replayed, keeps_secrets, is_told_in_numbers),
    *(adds_up, foretells, varies, is_set),
)
