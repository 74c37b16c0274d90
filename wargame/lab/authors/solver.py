"""What can be had in a puzzle: every line of the seat that moves is tried, luck included.

The rival of a puzzle is led, so its seat plays alone against luck, and the best that it can do is a
number: the chance of reaching the aim, worked out exactly. What the seat cannot see it cannot go
by: positions that look alike to it are decided as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from wargame.content.model import Puzzle
from wargame.dataclass import dataclass
from wargame.errors import IllegalAction, UsageError
from wargame.play.teaching import Exercise, least, led
from wargame.rules.game import CHANCE_SEAT, Action, Game, Position

MOST_POSITIONS = 60_000
"""Positions after which a puzzle is too large to be solved."""
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Rest:
    """A position at which the seat has to choose, or all is over.

    Attributes:
        weight: How likely it is among those that it stands with.
        step: How many of the rival's moves have been made.
        seen: The luck on the way to it that the seat saw.
    """

    weight: Fraction
    position: Position
    step: int
    seen: tuple[str, ...] = ()


Look = tuple[Rest, ...]
"""What the seat holds possible: positions that look alike to it, with weights that add up to 1."""
Key = tuple[tuple[str, int, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Reachable:
    """What can still be had where the seat chooses.

    Attributes:
        chance: Of reaching the aim, with the best play from here.
        blind: Of reaching it with moves that are chosen at random, each as likely as the others.
        ways, lines: Lines that are as good, and all; luck falling as is likeliest.
        acts: How many moves that do anything the shortest of the best ones has.
        best: The first move of that.
    """

    chance: Fraction
    blind: Fraction
    ways: int
    lines: int
    acts: int
    best: str


@dataclass(frozen=True, slots=True)
class LineChoice:
    """A choice on a line: what stood open before it, and what did after it."""

    move: str
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Solution:
    """A puzzle that is solved.

    Attributes:
        chance: Of reaching the aim, with best play.
        ways, lines: Lines that are as good, and all; luck falling as is likeliest.
        line: The shortest of the best ones.
        idle: The chance of whoever does as little as may be.
        at_random: Of so many tries with moves chosen at random one reaches the aim; 0 if none.
        positions: How many were tried.
    """

    chance: Fraction
    ways: int
    lines: int
    line: tuple[str, ...]
    idle: Fraction
    at_random: int
    positions: int


class Solver:
    """Tries all lines of one puzzle.

    Args:
        near: How far from the aim counts as reached.

    Attributes:
        nearest: How far the ends that were tried came from the aim, at best, and that end.

    Raises:
        UsageError: The position cannot be set up, or there are too many lines.
    """

    def __init__(
        self, game: Game, puzzle: Puzzle, most: int = MOST_POSITIONS, near: int = 0
    ) -> None:
        self.game, self.puzzle, self._most, self._near = game, puzzle, most, near
        self.exercise = Exercise(game, puzzle)
        self.positions = 0
        self.nearest: tuple[int, Position] | None = None
        self._known: dict[Key, Reachable] = {}
        self.start = list(self._looks([Rest(ONE, self.exercise.start, 0)]))

    def solve(self) -> Solution:
        """The best that can be had."""
        found = self._over(self.start)
        chance, blind = found.chance, found.blind
        line = self._shortest(chance)
        idle = self.follow((), likeliest)[0]
        at_random = round(1 / blind) if blind else 0
        return Solution(chance, found.ways, found.lines, line, idle, at_random, self.positions)

    @property
    def chance(self) -> Fraction:
        """Of reaching the aim, with best play."""
        return self._over(self.start).chance

    def follow(self, moves: Sequence[str], fell: Fell) -> tuple[Fraction, list[LineChoice]]:
        """What a line comes to, and each choice on it.

        Where luck falls otherwise than on the line, the best is played; once its moves are made, as
        little as may be.

        Raises:
            IllegalAction: A move is not legal where its turn comes, or all is over before it.
        """
        stops: list[LineChoice] = []
        chance, left = self._follow(self.start, list(moves), fell, stops)
        if left:
            raise IllegalAction(f"it is over before '{left[0]}'")
        return chance, stops

    def played(self, typed: Sequence[str]) -> tuple[Fraction, list[LineChoice]]:
        """What a line came to that was played, luck among its moves; see `follow`."""
        position, moves, met = self.exercise.start, list[str](), list[str]()
        for text in typed:
            if self.exercise.is_late(position):
                break
            if self.game.current_seat(position) == self.puzzle.seat:
                moves.append(text)
                met.append(position.digest)
            position = self.game.apply(position, text).state
        met.append(position.digest)
        return self.follow(moves, lambda looks: _met(looks, met))

    # --- one choice ------------------------------------------------------------------------

    def _worth(self, look: Look) -> Reachable:
        """What can be had from what the seat holds possible."""
        if self._is_over(look):
            reached = sum(
                (one.weight for one in look if self._is_reached(one.position)), Fraction()
            )
            return Reachable(reached, reached, 1, 1, 0, "")
        key = tuple(sorted((one.position.digest, one.step, one.weight) for one in look))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._weighed(look)
        return found

    def _is_reached(self, end: Position) -> bool:
        """Whether an end is as near to the aim as asked for."""
        lacks = self.exercise.lacks(end)
        if self.nearest is None or lacks < self.nearest[0]:
            self.nearest = lacks, end
        return lacks <= self._near

    def _weighed(self, look: Look) -> Reachable:
        """Try every move."""
        legal = self.game.legal_actions(look[0].position)
        idle = least(legal)
        best = Reachable(Fraction(-1), Fraction(), 0, 0, 0, "")
        lines, blind = 0, Fraction()
        for action in legal:
            then = self._over(self._moved(look, action))
            acts = then.acts + (action != idle)
            lines += then.lines
            blind += then.blind / len(legal)
            if then.chance > best.chance:
                best = replace(then, acts=acts, best=action.text)
            elif then.chance == best.chance:
                is_shorter = acts < best.acts or (acts == best.acts and best.best == idle.text)
                move = action.text if is_shorter else best.best
                ways = best.ways + then.ways
                best = replace(best, ways=ways, acts=min(acts, best.acts), best=move)
        return replace(best, lines=lines, blind=blind)

    def _over(self, looks: Sequence[tuple[Fraction, Look]]) -> Reachable:
        """The chances over all that luck may bring, and what can be had where it is likeliest."""
        worths = [(weight, self._worth(one)) for weight, one in looks]
        chance = sum((weight * one.chance for weight, one in worths), Fraction())
        blind = sum((weight * one.blind for weight, one in worths), Fraction())
        return replace(worths[likeliest(looks)][1], chance=chance, blind=blind)

    def _moved(self, look: Look, move: Action | str) -> list[tuple[Fraction, Look]]:
        """What the seat may come to see once a move is made."""
        return list(
            self._looks(
                Rest(one.weight, self.game.apply(one.position, move).state, one.step)
                for one in look
            )
        )

    def _shortest(self, chance: Fraction) -> tuple[str, ...]:
        """The shortest of the best lines, without the passing at its end."""
        looks, line = self.start, list[str]()
        while not self._is_over(look := looks[likeliest(looks)][1]):
            line.append(self._worth(look).best)
            looks = self._moved(look, line[-1])
        for length in range(1, len(line)):
            if self.follow(line[:length], likeliest)[0] == chance:
                return tuple(line[:length])
        return tuple(line)

    def _follow(
        self,
        looks: Sequence[tuple[Fraction, Look]],
        moves: list[str],
        fell: Fell,
        stops: list[LineChoice],
    ) -> tuple[Fraction, list[str]]:
        """The chance of a line from where the seat looks, and what is left of it."""
        place = fell(looks)
        weight, look = looks[place]
        others = sum(
            (w * self._worth(one).chance for n, (w, one) in enumerate(looks) if n != place),
            Fraction(),
        )
        worth = self._worth(look)
        if self._is_over(look):
            return others + weight * worth.chance, moves
        legal = self.game.legal_actions(look[0].position)
        move = moves[0] if moves else least(legal).text
        if move not in [action.text for action in legal]:
            known = ", ".join(action.text for action in legal[:12])
            raise IllegalAction(f"'{move}' is not legal where its turn comes. Legal: {known}")
        after = self._moved(look, move)
        if moves:
            stops.append(LineChoice(move, worth.chance, self._over(after).chance))
        chance, left = self._follow(after, moves[1:], fell, stops)
        return others + weight * chance, left

    # --- luck and the rival ------------------------------------------------------------------

    def _is_over(self, look: Look) -> bool:
        return self.exercise.is_late(look[0].position)

    def _looks(self, rests: Iterator[Rest] | Sequence[Rest]) -> Iterator[tuple[Fraction, Look]]:
        """Go on to the seat's next choices, and put together what it cannot tell apart."""
        settled = [end for one in rests for end in self._settled(one)]
        if len(settled) == 1:
            yield settled[0].weight, (Rest(ONE, settled[0].position, settled[0].step),)
            return
        found: dict[object, list[Rest]] = {}
        for one in settled:
            is_over = self.exercise.is_late(one.position)
            found.setdefault(None if is_over else self._sight(one), []).append(one)
        for group in found.values():
            whole = sum((one.weight for one in group), Fraction())
            yield whole, tuple(Rest(one.weight / whole, one.position, one.step) for one in group)

    def _sight(self, one: Rest) -> object:
        """What tells a position from others for the seat: what it sees, and the luck it saw."""
        return self.game.redact(one.position, self.puzzle.seat).digest, one.seen

    def _settled(self, rest: Rest) -> Iterator[Rest]:
        """Let luck and the rival go on until the seat chooses or all is over."""
        waiting = [rest]
        while waiting:
            one = waiting.pop()
            self._count()
            seat = self.game.current_seat(one.position)
            if self.exercise.is_late(one.position) or seat == self.puzzle.seat:
                yield one
            elif seat == CHANCE_SEAT:
                waiting.extend(reversed(list(self._drawn(one))))
            else:
                legal = self.game.legal_actions(one.position)
                action, taken = led(legal, self.puzzle.rival[one.step :])
                then = self.game.apply(one.position, action).state
                waiting.append(Rest(one.weight, then, one.step + taken, one.seen))

    def _drawn(self, one: Rest) -> Iterator[Rest]:
        """Every way in which luck may fall."""
        outcomes = self.game.chance_outcomes(one.position)
        whole = sum(weight for _, weight in outcomes)
        is_seen = one.position.drawer in ("", self.puzzle.seat)
        for action, weight in outcomes:
            then = self.game.apply(one.position, action).state
            seen = (*one.seen, action.text) if is_seen else one.seen
            yield Rest(one.weight * Fraction(weight, whole), then, one.step, seen)

    def _count(self) -> None:
        self.positions += 1
        if self.positions > self._most:
            raise UsageError(
                f"there are more than {self._most:,} positions to try: give the seat fewer cards, "
                "less capital or fewer rounds"
            )


Fell = Callable[[Sequence[tuple[Fraction, Look]]], int]
"""Says which of the looks luck has brought."""


def likeliest(looks: Sequence[tuple[Fraction, Look]]) -> int:
    """The place of the likeliest look, the first of equal ones."""
    weights = [weight for weight, _ in looks]
    return weights.index(max(weights))


def _met(looks: Sequence[tuple[Fraction, Look]], met: Sequence[str]) -> int:
    """The place of the look that holds a position that was met."""
    for place, (_, look) in enumerate(looks):
        if any(one.position.digest in met for one in look):
            return place
    return likeliest(looks)
