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
from wargame.rules.game import Game, Position, SeatState
from wargame.rules.kernel import CHANCE, BaseState, Stream
from wargame.rules.position import state_of
from wargame.rules.unseen import NOBODY, knowledge

Redact = Callable[[Game, Position, str], SeatState]

SPECTATOR = ""
"""Whoever looks on sees what everybody may, and no more."""


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


def honest(game: Game, state: Position, seat: str) -> SeatState:
    return game.redact(state, seat)


def check_leaks(
    game: Game, seeds: range, *, redact: Redact = honest, every: int = 1, pairs: int = 10**9
) -> Tally:
    """Compare pairs at the nodes of random games, for each seat and for a spectator.

    Raises:
        Leak: The two positions of a pair look different to the seat.
    """
    tally, stream = Tally(), Stream(seeds.start + 1)
    for seed in seeds:
        for count, (state, _) in enumerate(nodes(game, seed)):
            if (count + seed) % every:
                continue
            for seat in (*game.seats, SPECTATOR):
                _pair(game, state, seat, stream, redact, tally)
            if tally.pairs >= pairs:
                return tally
    return tally


def _pair(
    game: Game, state: Position, seat: str, stream: Stream, redact: Redact, tally: Tally
) -> None:
    other = redrawn(game, state, seat, stream)
    views = redact(game, state, seat), redact(game, other, seat)
    tally.pairs += 1
    free = freedom(game, state, seat)
    tally.free += free
    tally.different += free and other.digest != state.digest
    s, rivals = state_of(state), game.rules.rivals(number_of(game, seat))
    tally.headlines += s.pc == kernel.AT_HEADLINES and any(s.commit[r] >= 0 for r in rivals)
    tally.agendas += any(s.agenda[r] > 0 for r in rivals)
    compare(game, *views, stream)
    after = step_alike(game, state, other, seat, stream)
    if after is not None:
        tally.steps += 1
        compare(game, redact(game, after[0], seat), redact(game, after[1], seat), stream)


def redrawn(game: Game, state: Position, seat: str, stream: Stream) -> Position:
    """Another position that the seat could be in; the same one only if luck insists."""
    view, own = game.redact(state, seat), state.digest
    for _ in range(8):
        other = game.resample(view, stream)
        if other.digest != own:
            break
    return other


def freedom(game: Game, state: Position, seat: str) -> bool:
    """Whether the seat has anything to guess: cards, a headline, an agenda."""
    number = number_of(game, seat)
    rivals = game.rules.rivals(number)
    if any(_is_free(state_of(state), rival, number) for rival in rivals):
        return True
    known = game.rules.program.guesses.values()
    others = [guess for guess in known if guess.seat != number]
    ways = [len(getattr(state_of(state), g.slot)) // (len(g.names) + 1) for g in others]
    return max(ways, default=0) > 1 and not state.is_over


def _is_free(s: BaseState, rival: int, number: int) -> bool:
    known = s.known[rival] | knowledge(s, number)
    hand = [card for card in s.hand[rival] if not known >> card & 1]
    pile = [*s.pile[rival], *(getattr(s, "rest", ()) or ((), ()))[rival]]
    cards = min(len(hand), len(pile)) > 0 and len(hand) + len(pile) > 1
    secret = s.pc == kernel.AT_HEADLINES and s.turn == 2 and s.commit[rival] >= 0
    sealed = sealer(s) == rival
    return cards or secret or sealed or (s.agenda[rival] > 0 and len(s.candidates[rival]) > 1)


def compare(game: Game, one: SeatState, two: SeatState, stream: Stream) -> None:
    """Everything that a seat can ask of a view."""
    _same("what is packed", one.packed(), two.packed())
    _same("the digest", one.digest, two.digest)
    _same("the view", _told(one), _told(two))
    _same("the legal actions", one.legal, two.legal)
    texts = list(game.rules.words.fixed.values())
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
        view.hand_sizes,
        view.pile_sizes,
        [view.known_cards(seat) for seat in view.rivals],
        view.next_cards,
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
        view.fronts,
        view.sealed_by,
        view.about,
        view.ending,
    ]


def _same(what: str, one: Any, two: Any) -> None:
    if one != two:
        raise Leak(f"{what}: {one!r} or {two!r}")


def step_alike(
    game: Game, state: Position, other: Position, seat: str, stream: Stream
) -> tuple[Position, Position] | None:
    """Both positions after one action of the same public outcome; None if there is none."""
    found = words_alike(game, state, other, seat, stream)
    return found and (game.apply(state, found[0]).state, game.apply(other, found[1]).state)


def words_alike(
    game: Game, state: Position, other: Position, seat: str, stream: Stream
) -> tuple[str, str] | None:
    """An action at each of two positions, of the same public outcome; None if there is none."""
    number = number_of(game, seat)
    text = mine = at_random(game, state, stream)
    if unseen(game, state_of(state), number):
        mine = at_random(game, other, stream)
    try:
        pair = game.apply(state, text).state, game.apply(other, mine).state
    except IllegalAction:
        return None  # a public action that the rival's other hand does not allow
    if state_of(state).node == kernel.SEAL and sealer(state_of(pair[0])) < 0 and text != mine:
        return None  # what was named in secret is laid open at once
    rivals = game.rules.rivals(number)
    if reveals(state_of(state), state_of(pair[0]), state_of(other), rivals):
        return None
    if guesses(game, pair[0]) != guesses(game, pair[1]):
        return None  # something was seen that tells the two apart
    if pair[0].is_over and game.rules.program.guesses:
        return None  # private numbers are laid open
    if shows_foreseen(state_of(state), state_of(pair[0]), number):
        return None
    return None if shows_where(game, *map(state_of, (state, *pair))) else (text, mine)


def shows_where(game: Game, before: BaseState, one: BaseState, two: BaseState) -> bool:
    """Whether the end of an era shows how many of its cards were in a hand, or in whose hand those
    of a common pile were, and that differs."""
    program = game.rules.program
    ends = one.round > before.round and any(c.last == before.round for c in program.cards)
    seen = [[*map(len, state.hand), *getattr(state, "foreseen", ())] for state in (one, two)]
    return ends and (seen[0] != seen[1] or (program.mixed and one.gone != two.gone))


def shows_foreseen(before: BaseState, after: BaseState, number: int) -> bool:
    """Whether a seat has looked at a card that another had looked at: no luck brings that."""
    if number == NOBODY or not hasattr(after, "foreseen"):
        return False
    by_luck = before.node == kernel.SEE and before.arg == number
    return after.foreseen[number] - before.foreseen[number] > int(by_luck)


def at_random(game: Game, position: Position, stream: Stream) -> str:
    """Some action that is legal at a position."""
    state = state_of(position)
    return game.rules.words.text_of(state, game.rules.engine.random_action(state, stream))


def guesses(game: Game, position: Position) -> list[tuple[int, ...]]:
    """What everybody may know of private numbers: it is made of what all have seen."""
    slots = [guess.slot for guess in game.rules.program.guesses.values()]
    return [getattr(state_of(position), slot) for slot in slots]


def number_of(game: Game, seat: str) -> int:
    return game.rules.seat_number(seat) if seat else NOBODY


def sealer(s: BaseState) -> int:
    """The seat that has named a front in secret, or -1."""
    return int(getattr(s, "sealer", 0)) - 1


def unseen(game: Game, s: BaseState, number: int) -> bool:
    """Whether the action at this node is hidden from a seat."""
    if s.node in (kernel.DRAW, kernel.SEE, kernel.SPY):
        return s.arg != number
    if s.node in (kernel.KEEP, kernel.SEAL):
        return s.actor != number
    if s.node == kernel.HEADLINE:
        return s.actor != number and s.turn == 1
    if s.node == kernel.ASK:
        return s.actor != number and game.rules.program.asks[s.arg].is_secret
    if s.node == kernel.LUCK:
        return game.rules.program.lucks[s.arg].secret_of not in (-1, number)
    return False


def reveals(before: BaseState, after: BaseState, other: BaseState, rivals: tuple[int, ...]) -> bool:
    """Whether the step lays open a secret in which the two positions differ."""
    opened = sealer(before) in rivals and sealer(after) < 0
    if opened and getattr(before, "sealed", 0) != getattr(other, "sealed", 0):
        return True
    is_on = after.pc == kernel.AT_HEADLINES and after.round == before.round
    shown = before.pc == kernel.AT_HEADLINES and not is_on
    for rival in rivals:
        if shown and before.actor != CHANCE and before.commit[rival] != other.commit[rival]:
            return True
        scored = before.agenda[rival] != 0 and after.agenda[rival] != before.agenda[rival]
        if scored and before.agenda[rival] != other.agenda[rival]:
            return True
    return False
