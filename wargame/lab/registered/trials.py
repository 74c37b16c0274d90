"""The trials of the registration as data: whose act, which, against what, over how many rounds.

Fields are named as in a deck's own `trial:`. Acts are written as they are typed, from the role map.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wargame.content.model import Deck, Roles
from wargame.dataclass import dataclass
from wargame.lab.registered.answers import AT_ONCE, CONTROLLED, EIGHT, LATER, LONG, SOON, middle_of
from wargame.rules.verbs import ACCEPT, FUND, TIGHTEN


@dataclass(frozen=True, slots=True)
class RegisteredTrial:
    """What one side must do in one arm, and may not, or does instead, in the other.

    Attributes:
        seat: Who acts.
        acts: The trigger: of several, one that is open is drawn.
        against: What the seat must do in the second arm; without any, it may do none of `acts`.
        barred: What it may not do behind its act while the window is open.
        window: Rounds that are looked at, that of the trigger included.
        untreated_for: For how many rounds the second arm may do none of `acts`.
        handovers: For an election in place of an act: rounds at whose end A's mandate changes in
            the first arm and stays in the second.
    """

    seat: str
    acts: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    window: int = 1
    untreated_for: int = 1
    handovers: tuple[int, ...] = ()

    @property
    def is_possible(self) -> bool:
        """Whether the deck has anything to try."""
        return bool(self.acts or self.handovers)


MakeTrial = Callable[[Deck, Roles], RegisteredTrial]
"""Puts the acts of a deck into a trial."""


def partial_cut(deck: Deck, roles: Roles) -> RegisteredTrial:
    """Claim 6: B raises a limit on inputs to the middle of its scale, short of the top level."""
    top = {one.id: one.max for one in deck.measures}
    acts = [f"tighten {one} to {middle_of(top[one])}" for one in roles.b.input if top[one] > 1]
    return RegisteredTrial(roles.b.seat, tuple(acts), window=AT_ONCE + 1)


def upstream(_deck: Deck, roles: Roles) -> RegisteredTrial:
    """Claim 8: B raises one of its inputs by a level, or one of its other measures."""
    seat, against = roles.b.seat, _acts(TIGHTEN.word, roles.b.other)
    return RegisteredTrial(seat, _acts(TIGHTEN.word, roles.b.input), against, window=SOON + 1)


def input_stage(_deck: Deck, roles: Roles) -> RegisteredTrial:
    """Claim 9: A pays the next stage of an input project."""
    return RegisteredTrial(roles.a.seat, _acts(FUND.word, roles.a.inputs), window=LATER + 1)


def controlled(_deck: Deck, roles: Roles) -> RegisteredTrial:
    """Claim 10: A raises a limit and may lower none for eight rounds; or may raise none."""
    window = CONTROLLED + 1
    return RegisteredTrial(
        roles.a.seat,
        _acts("raise", roles.a.control),
        barred=_acts("lower", roles.a.control),
        window=window,
        untreated_for=window,
    )


def election(_deck: Deck, roles: Roles) -> RegisteredTrial:
    """Claim 5: A's mandate changes, or stays."""
    return RegisteredTrial(roles.a.seat, handovers=tuple(roles.handovers), window=LATER + 1)


def any_cut(_deck: Deck, roles: Roles) -> RegisteredTrial:
    """Companion 3b: B raises a limit on inputs."""
    return RegisteredTrial(roles.b.seat, _acts("raise", roles.b.input), window=SOON + 1)


def deal_taken(_deck: Deck, roles: Roles) -> RegisteredTrial:
    """Companion 4c: A takes what B offers, or refuses it."""
    return RegisteredTrial(roles.a.seat, (ACCEPT.word,), window=EIGHT + 1)


def know_ban(_deck: Deck, roles: Roles) -> RegisteredTrial:
    """Companion 8b: B raises a ban on technology."""
    return RegisteredTrial(roles.b.seat, _acts("raise", roles.b.know), window=LONG + 1)


def provoked(_deck: Deck, roles: Roles) -> RegisteredTrial:
    """Companion 9b: A raises a duty or a limit on technology."""
    acts = _acts("raise", (*roles.a.duty, *roles.a.control))
    return RegisteredTrial(roles.a.seat, acts, window=LATER + 1)


def _acts(verb: str, things: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{verb} {thing}" for thing in things)
