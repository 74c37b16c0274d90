"""Luck by key: equal seeds give equal worlds, whatever the players do.

A running generator would hand out other luck as soon as one player draws once more. Here each
chance node has a key of its own, made from the seed and from *which* node it is: its site, the
round, and how often that site has come up this round. Two tables on one seed so meet the same
event in the same round, and two doctrines can be compared on equal luck.

Where the candidates are always the same (luck in an effect, a project that is due) the key
gives one number, and weights share out its range. Where they vary with the position (cards to
draw, events that may happen) each candidate has a key and the smallest wins: candidates that
come or go do not disturb the others. A candidate of weight w holds w keys, so it wins with
chance w / total, exactly.

Where a program of anybody's plays, the keys are made by a cryptographic hash from the seed and the
match's secret: what a seat sees of its luck then tells it nothing of the rest, however many seeds
it tries.

The luck ends in the record as an action. Only whoever makes new luck needs this module.
"""

from __future__ import annotations

import hashlib
from typing import assert_never

from wargame.play.course import Course
from wargame.play.event import Chance
from wargame.play.seeds import MASK, mix, number
from wargame.rules.game import Action, Game, Position

MANY_KEYS = 4096
"""Above this total weight the smallest key would cost too much; the range is shared out."""

VARYING = frozenset({"card", "inject", "agenda"})
"""What is drawn from a pile, so that the candidates depend on the position."""


class Dealer:
    """Answers for CHANCE in one match.

    Args:
        seed: 0 to 2**63 - 1.
        epoch: Raised when a facilitator rewinds past a draw and asks for new luck.
        secret: Of the match, 32 hex digits; "" where no program plays.
    """

    def __init__(self, seed: int, epoch: int = 0, secret: str = "") -> None:
        self.seed, self.epoch, self.secret = seed, epoch, secret
        self._base = mix(mix(0x57A7, seed), epoch)
        self._round = -1
        self._met: dict[int, int] = {}

    def choose(self, game: Game, state: Position) -> Action:
        """Draw one of the outcomes of a chance node, and count the node as met."""
        outcomes = game.chance_outcomes(state)
        key = self._key(state, outcomes[0][0])
        if len(outcomes) == 1:
            return outcomes[0][0]
        total = sum([weight for _, weight in outcomes])
        if outcomes[0][0].verb.thing in VARYING and total <= MANY_KEYS:
            return _smallest(key, outcomes)
        return _shared_out(key, outcomes, total)

    def skip(self, game: Game, state: Position) -> None:
        """Count a chance node as met whose outcome comes from a record or a facilitator."""
        self._key(state, game.chance_outcomes(state)[0][0])

    def _key(self, state: Position, first: Action) -> int:
        """The key of this node: seed, epoch, secret, site, round, how often met this round."""
        turn = state.round
        if turn != self._round:
            self._round = turn
            self._met.clear()
        site = site_of(state, first)
        nth = self._met.get(site, 0)
        self._met[site] = nth + 1
        if self.secret:
            return self._secret_key(site, turn, nth)
        return mix(mix(self._base, site), (turn << 20) + nth)

    def _secret_key(self, *node: int) -> int:
        text = " ".join(map(str, ("dealer", self.seed, self.epoch, *node))).encode()
        key = bytes.fromhex(self.secret)
        return int.from_bytes(hashlib.blake2b(text, digest_size=8, key=key).digest(), "big")


def _smallest(key: int, outcomes: list[tuple[Action, int]]) -> Action:
    best, chosen = MASK + 1, outcomes[0][0]
    for action, weight in outcomes:
        own = key ^ number(action.text)
        for copy in range(weight):
            drawn = mix(own, copy)
            if drawn < best:
                best, chosen = drawn, action
    return chosen


def _shared_out(key: int, outcomes: list[tuple[Action, int]], total: int) -> Action:
    left = (mix(key, 0) * total) >> 64
    for action, weight in outcomes:
        left -= weight
        if left < 0:
            return action
    return outcomes[-1][0]


def site_of(state: Position, first: Action) -> int:
    """A number for the place that asks for luck: which project, whose draw, which effect.

    Made from names, not from positions in the deck, so that a variant of a deck meets the
    luck of the deck.
    """
    verb = first.verb
    match verb.thing:
        case "card":
            return number(f"{verb} {state.drawer}")
        case "outcome":
            return number(f"{verb} {state.luck}")
        case "project":
            return number(f"{verb} {first.arg}")
        case "none" | "agenda" | "inject":  # one such node at a time
            return number(verb.word)
        case (
            "measure"
            | "action"
            | "item"
            | "deal"
            | "term"
            | "package"
            | "option"
            | "front"
            | "ruling"
        ):
            raise ValueError(f"'{verb}' is no outcome of luck")
        case _:
            assert_never(verb.thing)


def dealer_of(course: Course, seed: int) -> Dealer:
    """A dealer who has dealt this round's luck as a course tells it."""
    dealer = Dealer(seed, course.epoch, course.secret)
    now = course.state.round
    place = len(course.moves)
    while place and course.moves[place - 1].round == now:
        place -= 1
    state = course.at(course.first + place)
    for move in course.moves[place:]:
        if isinstance(move, Chance):
            dealer.skip(course.game, state)
        state = course.step(state, move).state
    return dealer
