"""The round as a machine: nodes, what may be done at each, and what follows.

A deck's generated module fills the tables of an `Engine` and derives its `State` from
`BaseState`; nothing here knows a deck. A position is whole numbers and lists of them.

* `node` says who decides: a seat, CHANCE, or nobody (`RUN`, `OVER`).
* An action is one number, verb and argument; `ACT` packs it.
* Effects are segments: functions that run until they finish or set a node. What remains is
  pushed on `stack` as a frame: segment number plus the ply it began at (its origin).
* Between segments the program counter `pc` walks the steps of the round.

The engine is one class built in layers, each in a module of its own: `tables`, what may be
done (`bargaining`, `legal`), what it does (`work`, `dealing`), the round (`steps`), and the
loop (`machine`). All of it is plain typed Python without tricks, so that the modules can be
joined with a deck's and compiled together; `MODULES` is their order.
"""

from wargame.rules.kernel import (
    bargaining,
    codes,
    dealing,
    legal,
    machine,
    seats,
    state,
    steps,
    stream,
    tables,
    work,
)
from wargame.rules.kernel.codes import *  # noqa: F403 - the machine's words are the room's words
from wargame.rules.kernel.machine import Engine as Engine
from wargame.rules.kernel.seats import rival as rival
from wargame.rules.kernel.seats import rivals as rivals
from wargame.rules.kernel.seats import seat_in_turn as seat_in_turn
from wargame.rules.kernel.state import BaseState as BaseState
from wargame.rules.kernel.state import always as always
from wargame.rules.kernel.state import deals_in_force as deals_in_force
from wargame.rules.kernel.state import next_deal_end as next_deal_end
from wargame.rules.kernel.state import put as put
from wargame.rules.kernel.stream import Stream as Stream

_BUILT = (codes, seats, stream, tables, state, bargaining, legal, work, dealing, steps, machine)

MODULES = tuple(module.__name__.rpartition(".")[2] for module in _BUILT)
"""The modules in the order in which they build on one another."""

NAMES = (*codes.RESERVED, *(name for module in _BUILT for name in dir(module)))
"""Identifiers that no deck may take for its own: it may be joined with these modules."""
