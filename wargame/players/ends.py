"""What a player is after: its own points, or what a doctrine of the deck weighs.

A doctrine is typed by the persona's id. `~WEIGHT` behind it switches one of its weights off, by
the expression that the deck writes: `dealmaker~game.deals`. That is how a pattern is asked for
among players who are not told to make it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from wargame.dataclass import dataclass
from wargame.errors import PlayerError, UsageError, nearest, visible
from wargame.players.imagined import BaseState
from wargame.players.names import PlayerName
from wargame.rules.asking import evaluate
from wargame.rules.ir import Expr
from wargame.rules.ruleset import Ruleset

if TYPE_CHECKING:
    from wargame.content.model import Persona

Value = Callable[[BaseState], int]
"""What a position is worth to a seat."""


@dataclass(frozen=True, slots=True)
class Ends:
    """What a player is after.

    Attributes:
        doctrine: The persona's id; "" for the seat's own points.
        without: Weights of it that are switched off, as the deck writes them.
        spoils: It is after the other seats' loss, whatever that costs it.
    """

    doctrine: str = ""
    without: tuple[str, ...] = ()
    spoils: bool = False

    def value(self, rules: Ruleset, seat: int) -> Value:
        """What a position is worth to a player with these ends in a seat."""
        if self.spoils:
            return partial(_others_loss, rules, seat)
        whole = partial(_worth, rules, seat, self.doctrine)
        off = [term for text in self.without for term in _terms(rules, self.doctrine, seat, text)]
        return partial(_less, whole, off) if off else whole


OWN_POINTS = Ends()
OTHERS_LOSS = Ends(spoils=True)


def ends_of(rules: Ruleset, name: PlayerName) -> Ends:
    """What a player by this name is after.

    Raises:
        PlayerError: The deck has no such doctrine, or the doctrine no such weight.
    """
    if not name.ends:
        return OWN_POINTS
    (doctrine, *without), personas = name.ends, rules.deck.personas
    persona = next((one for one in personas if one.id == doctrine), None)
    if persona is None:
        told = nearest(doctrine, [one.id for one in personas], limit=20)
        raise PlayerError(f"{rules.deck.id} has no persona '{visible(doctrine[:60])}'. {told}")
    return Ends(doctrine, tuple([_weight(persona, text) for text in without]))


def _weight(persona: Persona, name: str) -> str:
    """The weight as the deck writes it; blanks do not count."""
    known = {_bare(text): text for text in persona.weights}
    if _bare(name) not in known:
        told = nearest(name, known.values())
        raise PlayerError(f"{persona.id} has no weight '{visible(name[:80])}'. {told}")
    return known[_bare(name)]


def _bare(text: str) -> str:
    return "".join(text.split())


def _worth(rules: Ruleset, seat: int, doctrine: str, state: BaseState) -> int:
    return rules.worth(state, seat, doctrine)


def _others_loss(rules: Ruleset, seat: int, state: BaseState) -> int:
    others = [number for number in range(len(rules.program.seats)) if number != seat]
    return -sum([rules.worth(state, number, "") for number in others])


def _less(whole: Value, off: list[tuple[Expr, int]], state: BaseState) -> int:
    read = partial(evaluate.read_state, state)
    return whole(state) - sum([weight * evaluate.number(expr, read) for expr, weight in off])


def _terms(rules: Ruleset, doctrine: str, seat: int, text: str) -> list[tuple[Expr, int]]:
    """The weight as the rules have it; nothing if this seat cannot see it and so left it out."""
    try:
        expr = rules.expressions.expression(text, seat)
    except UsageError:
        return []
    return [pair for pair in rules.program.personas[doctrine, seat] if pair[0] == expr]
