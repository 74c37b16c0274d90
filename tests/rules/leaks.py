"""The leak checker: what a seat sees must not depend on what it cannot know.

At a node, everything hidden from a seat is redrawn. What the seat is shown, what it may do,
why it may not do other things and what advice it gets must be the same in both positions;
then one action with the same public outcome is taken in both, and they are compared again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.strategies import nodes
from wargame.errors import IllegalAction
from wargame.rules import kernel
from wargame.rules.game import Game, SeatState
from wargame.rules.kernel import CHANCE, Stream

Redact = Callable[[Game, Any, str], SeatState]


@dataclass(slots=True)
class Tally:
    """What a run of the checker has seen."""

    pairs: int = 0
    free: int = 0
    different: int = 0
    steps: int = 0
    headlines: int = 0
    agendas: int = 0

    @property
    def share_different(self) -> float:
        """Of the pairs with freedom, the share that really differ."""
        return self.different / self.free if self.free else 1.0


class Leak(AssertionError):
    """A seat was shown something that it should not know."""


def honest(game: Game, state: Any, seat: str) -> SeatState:
    return game.redact(state, seat)


def check_leaks(
    game: Game, seeds: range, *, redact: Redact = honest, every: int = 1, pairs: int = 10**9
) -> Tally:
    """Compare pairs at the nodes of random games, for both seats.

    Raises:
        Leak: The two positions of a pair look different to the seat.
    """
    tally, stream = Tally(), Stream(seeds.start + 1)
    for seed in seeds:
        for count, (state, _) in enumerate(nodes(game, seed)):
            if (count + seed) % every:
                continue
            for seat in game.seats:
                _pair(game, state, seat, stream, redact, tally)
            if tally.pairs >= pairs:
                return tally
    return tally


def _pair(game: Game, state: Any, seat: str, stream: Stream, redact: Redact, tally: Tally) -> None:
    other = redrawn(game, state, seat, stream)
    views = redact(game, state, seat), redact(game, other, seat)
    tally.pairs += 1
    free = freedom(game, state, seat)
    tally.free += free
    tally.different += free and game.state_hash(other) != game.state_hash(state)
    rival = 1 - game.seat_number(seat)
    tally.headlines += state.pc == kernel.AT_HEADLINES and state.commit[rival] >= 0
    tally.agendas += state.agenda[rival] > 0
    compare(game, *views, stream)
    after = step_alike(game, state, other, seat, stream)
    if after is not None:
        tally.steps += 1
        compare(game, redact(game, after[0], seat), redact(game, after[1], seat), stream)


def redrawn(game: Game, state: Any, seat: str, stream: Stream) -> Any:
    """Another position that the seat could be in; the same one only if luck insists."""
    view, own = game.redact(state, seat), game.state_hash(state)
    for _ in range(8):
        other = game.resample(view, stream)
        if game.state_hash(other) != own:
            break
    return other


def freedom(game: Game, state: Any, seat: str) -> bool:
    """Whether the seat has anything to guess: cards, a headline, an agenda."""
    rival = 1 - game.seat_number(seat)
    hand, pile, candidates = state.hand[rival], state.pile[rival], state.candidates[rival]
    cards = min(len(hand), len(pile)) > 0 and len(hand) + len(pile) > 1
    secret = state.pc == kernel.AT_HEADLINES and state.turn == 2 and state.commit[rival] >= 0
    return cards or secret or (state.agenda[rival] > 0 and len(candidates) > 1)


def compare(game: Game, one: SeatState, two: SeatState, stream: Stream) -> None:
    """Everything that a seat can ask of a view."""
    _same("what is packed", one.packed(), two.packed())
    _same("the digest", one.digest, two.digest)
    _same("the view", _told(one), _told(two))
    _same("the legal actions", one.legal, two.legal)
    texts = list(game.words.fixed.values())
    for _ in range(3):
        text = texts[stream.below(len(texts))]
        _same(f"the refusal of '{text}'", game.why_not(one, text), game.why_not(two, text))
    for action in one.legal[:3] if one.to_move == one.seat else ():
        _same(f"the preview of '{action}'", preview(game, one, action), preview(game, two, action))


def preview(game: Game, view: SeatState, action: Any) -> str:
    """What the seat is told that an action would do."""
    return repr(game.preview(view, action))


def _told(view: SeatState) -> list[Any]:
    """The parts of a view that screens show."""
    return [
        view.seat,
        view.to_move,
        view.round,
        view.phase,
        view.ply,
        view.hand,
        view.pile,
        view.rival_hand_size,
        view.rival_pile_size,
        view.rival_known,
        dict(view.discards),
        dict(view.gone),
        view.commitment,
        view.agenda,
        dict(view.agenda_candidates),
        view.deals,
        view.draft,
        view.extending,
        view.pending,
        view.tracks,
        view.about,
        view.ending,
    ]


def _same(what: str, one: Any, two: Any) -> None:
    if one != two:
        raise Leak(f"{what}: {one!r} or {two!r}")


SECRET = ("headline", "pass", "keep", "draw")
"""Verbs of the rival's that may stay unseen, each at one node only."""


def step_alike(
    game: Game, state: Any, other: Any, seat: str, stream: Stream
) -> tuple[Any, Any] | None:
    """Both positions after one action of the same public outcome; None if there is none."""
    number = game.seat_number(seat)
    action = game.engine.random_action(state, stream)
    text = game.words.text_of(state, action)
    mine = text
    if unseen(state, number):
        mine = game.words.text_of(other, game.engine.random_action(other, stream))
    try:
        pair = game.apply(state, text).state, game.apply(other, mine).state
    except IllegalAction:
        return None  # a public action that the rival's other hand does not allow
    if reveals(state, pair[0], other, 1 - number):
        return None
    return pair


def unseen(state: Any, number: int) -> bool:
    """Whether the action at this node is hidden from a seat."""
    if state.node == kernel.DRAW:
        return bool(state.arg != number)
    if state.node == kernel.KEEP:
        return bool(state.actor != number)
    if state.node == kernel.HEADLINE:
        return bool(state.actor != number and state.turn == 1)
    return False


def reveals(before: Any, after: Any, other: Any, rival: int) -> bool:
    """Whether the step lays open a secret in which the two positions differ."""
    shown = before.pc == kernel.AT_HEADLINES and after.pc != kernel.AT_HEADLINES
    if shown and before.actor != CHANCE and before.commit[rival] != other.commit[rival]:
        return True
    scored = before.agenda[rival] != 0 and after.agenda[rival] != before.agenda[rival]
    return bool(scored and before.agenda[rival] != other.agenda[rival])
