"""An engine under orders: it lists what is left of the legal actions, and is its engine otherwise.

So whoever asks what is legal, a match, a view, or a player that looks ahead, hears the same. Play
that was compiled as a whole, if an engine has any, knows no orders.
"""

from __future__ import annotations

from wargame.dataclass import dataclass
from wargame.errors import UsageError, nearest, visible
from wargame.rules.acts import Meant, meant
from wargame.rules.ir import Program
from wargame.rules.kernel import (
    ARGUMENT,
    ASK,
    CHANCE,
    OVER,
    PLAY,
    V_ACCEPT,
    V_ADD,
    V_AMEND,
    V_COUNTER,
    V_DROP,
    V_INSTEAD,
    V_OFFER,
    V_PROPOSE,
    V_SEND,
    V_TABLE,
    V_TERM,
    BaseState,
    Engine,
    Leanings,
    Stream,
)
from wargame.rules.orders import Ban, Must, Orders
from wargame.rules.verbs import TIGHTEN, VERBS

LETS_OUT = (V_ACCEPT, V_TABLE, V_SEND)
"""Verbs by which a package is agreed to, or sent to the rival, as it is."""

DRAFTS = (V_OFFER, V_AMEND, V_COUNTER, V_DROP, V_ADD, V_TERM)
"""Verbs after which a seat has to go on with its package."""

READY = (V_PROPOSE, V_INSTEAD)
"""Verbs that send a ready package as it is."""

PACKAGES = (*DRAFTS, *LETS_OUT, *READY)


@dataclass(frozen=True, slots=True)
class BoundBan:
    """A ban in the kernel's numbers; does it say anything of packages?"""

    ban: Ban
    seat: int
    what: Meant
    is_of_packages: bool

    def is_on(self, s: BaseState) -> bool:
        """Whether it holds at this node."""
        return bool(s.actor == self.seat) and self.ban.first_round <= s.round <= self.ban.last_round

    def stops(self, s: BaseState, code: int) -> bool:
        """Whether it forbids an action, by itself."""
        if s.node == ASK:
            return (s.arg, code & ARGUMENT) in self.what.answers
        if self.what.has(code):
            return True
        return bool(s.draft & self.what.items) and code >> 10 in LETS_OUT


@dataclass(frozen=True, slots=True)
class BoundMust:
    """A must in the kernel's numbers; `measure` is what its level is of."""

    must: Must
    seat: int
    code: int
    measure: int

    def is_on(self, s: BaseState) -> bool:
        """Whether it holds at this node."""
        must = self.must
        if s.node != PLAY or s.actor != self.seat or s.round != must.round or s.ply < must.ply:
            return False
        return bool(s.ply == must.ply or s.level[self.measure] < must.level)


class OrderedEngine(Engine):
    """The rules of one deck, with seats under orders."""

    def __init__(self, plain: Engine, program: Program, orders: Orders) -> None:
        self.plain, self.tables = plain, plain.tables
        self._bans = [_bound_ban(program, ban) for ban in orders.bans]
        self._musts = [_bound_must(program, must) for must in orders.musts]
        for name in dir(Engine):
            if not name.startswith("_") and name not in OrderedEngine.__dict__:
                setattr(self, name, getattr(plain, name))

    def legal(self, s: BaseState) -> list[int]:
        """Every action that is left at this node, in a fixed order."""
        found = self.plain.legal(s)
        for must in self._musts:
            if must.is_on(s) and must.code in found:
                return [must.code]
        for ban in self._bans:
            if ban.is_on(s):
                found = [code for code in found if self._is_open(s, code, ban)] or found
        return found

    def random_action(self, s: BaseState, rng: Stream) -> int:
        """An action that is left, each equally likely; at a chance node an outcome by weight."""
        if s.actor == CHANCE:
            return self.plain.random_action(s, rng)
        legal = self.legal(s)
        return legal[rng.below(len(legal))]

    def rollout(self, s: BaseState, rng: Stream, limit: int) -> int:
        """Play at random to the end, or `limit` nodes; gives the number of nodes. Changes `s`."""
        nodes = 0
        while s.node != OVER and nodes < limit:
            self.plain.act(s, self.random_action(s, rng))
            nodes += 1
        return nodes

    def lean(self, s: BaseState, p: Leanings, world: int) -> int:
        """What luck decides in this world, or what the seat to move likes best of what is left."""
        if s.actor == CHANCE:
            return self.plain.lean(s, p, world)
        return self.plain.liked(s, p, world, self.legal(s))

    def follow(self, s: BaseState, p: Leanings, world: int, last_round: int) -> None:
        """Play on by habit to the end, or until a round after `last_round` begins. Changes `s`."""
        while s.node != OVER and s.round <= last_round:
            self.plain.act(s, self.lean(s, p, world))

    def held_by(self, s: BaseState, code: int) -> Ban | Must | None:
        """The order that keeps an action back which the rules allow here, if one does."""
        legal = self.legal(s)
        if code in legal:
            return None
        for must in self._musts:
            if must.is_on(s) and legal == [must.code]:
                return must.must
        bans = (ban for ban in self._bans if ban.is_on(s) and not self._is_open(s, code, ban))
        return next(bans).ban

    def _is_open(self, s: BaseState, code: int, ban: BoundBan) -> bool:
        """Whether a ban lets an action pass, and a package that it begins be brought to an end."""
        if ban.stops(s, code):
            return False
        if code >> 10 not in DRAFTS or not ban.is_of_packages:
            return True
        after = s.copy()
        self.plain.act(after, code)
        return any(self._is_open(after, further, ban) for further in self.plain.legal(after))


def _bound_ban(program: Program, ban: Ban) -> BoundBan:
    seat = _seat(program, ban.seat)
    what = meant(program, seat, ban.acts)
    return BoundBan(ban, seat, what, any(verb in PACKAGES for verb in what.speaks_of))


def _bound_must(program: Program, must: Must) -> BoundMust:
    """A must in the kernel's numbers.

    Raises:
        UsageError: It is no single play, or has a level and does not tighten.
    """
    seat = _seat(program, must.seat)
    codes = meant(program, seat, (must.act,)).codes
    if len(codes) != 1 or not VERBS[codes[0] >> 10].is_play:
        raise UsageError(
            f"'{visible(must.act[:60])}' is not one play: only a play can be asked for."
        )
    (code,) = codes
    if must.level and code >> 10 != TIGHTEN.number:
        raise UsageError(f"'{visible(must.act[:60])}' has no level: only 'tighten' goes on to one.")
    return BoundMust(must, seat, code, code & ARGUMENT if must.level else -1)


def _seat(program: Program, wanted: str) -> int:
    known = [seat.id for seat in program.seats]
    if wanted not in known:
        raise UsageError(f"There is no seat '{visible(wanted[:40])}'. {nearest(wanted, known)}")
    return known.index(wanted)
