"""The round as a machine: nodes, what may be done at each, and what follows.

A deck's generated module fills `Tables` with rows, derives its `State` from `BaseState` and makes
an `Engine` of the tables; nothing here knows a deck. A position is whole numbers and lists of them.

* `node` says who decides: a seat, CHANCE, or nobody (`RUN`, `OVER`).
* An action is one number, verb and argument; `ACT` packs it.
* Effects are segments: functions that run until they finish or set a node. What remains is
  pushed on `stack` as a frame: segment number plus the ply it began at (its origin).
* Between segments the program counter `pc` walks the steps of the round, listed in `steps`.

All modules but the last are plain functions over (tables, position), without tricks, so that they
can be joined with a deck's and compiled together; `MODULES` is the order in which they build on
one another: words (`codes`, `seats`, `stream`), the position (`packed`, `state`), the deck's rows
(`rows`, `tables`, `winning`), what may be done (`bargaining`, `plays`, `legal`), what it does
(`piles`, `work`, `guesses`, `effects`, `dealing`), the round (`steps`, `start`), the loop
(`machine`), random play (`playing`), play by habit (`leanings`, `befalling`, `leaning`), nobody's
play (`quiet`), and all of it for others (`engine`).
"""

from wargame.rules.kernel import (
    bargaining,
    befalling,
    codes,
    dealing,
    effects,
    engine,
    guesses,
    leaning,
    leanings,
    legal,
    machine,
    packed,
    piles,
    playing,
    plays,
    quiet,
    rows,
    seats,
    start,
    state,
    steps,
    stream,
    tables,
    winning,
    work,
)
from wargame.rules.kernel.befalling import stir as stir
from wargame.rules.kernel.codes import *  # noqa: F403 - the machine's words are the room's words
from wargame.rules.kernel.dealing import release_deal as release_deal
from wargame.rules.kernel.effects import *  # noqa: F403 - what words of the language call
from wargame.rules.kernel.engine import Engine as Engine
from wargame.rules.kernel.guesses import *  # noqa: F403 - and what private numbers call
from wargame.rules.kernel.leaning import ACCEPTING as ACCEPTING
from wargame.rules.kernel.leaning import mood_base as mood_base
from wargame.rules.kernel.leanings import Leanings as Leanings
from wargame.rules.kernel.rows import *  # noqa: F403 - so are its rows
from wargame.rules.kernel.seats import rival as rival
from wargame.rules.kernel.seats import rivals as rivals
from wargame.rules.kernel.seats import seat_in_turn as seat_in_turn
from wargame.rules.kernel.start import start_position as start_position
from wargame.rules.kernel.state import SMALL as SMALL
from wargame.rules.kernel.state import BaseState as BaseState
from wargame.rules.kernel.state import Number as Number
from wargame.rules.kernel.state import Traced as Traced
from wargame.rules.kernel.state import always as always
from wargame.rules.kernel.state import changed as changed
from wargame.rules.kernel.state import deals_in_force as deals_in_force
from wargame.rules.kernel.state import doses as doses
from wargame.rules.kernel.state import item_left as item_left
from wargame.rules.kernel.state import item_runs as item_runs
from wargame.rules.kernel.state import left_in as left_in
from wargame.rules.kernel.state import never as never
from wargame.rules.kernel.state import next_deal_end as next_deal_end
from wargame.rules.kernel.state import put as put
from wargame.rules.kernel.state import scaled as scaled
from wargame.rules.kernel.state import scaled_within as scaled_within
from wargame.rules.kernel.state import signed_in as signed_in
from wargame.rules.kernel.steps import AT_CLOSE as AT_CLOSE
from wargame.rules.kernel.steps import AT_HEADLINES as AT_HEADLINES
from wargame.rules.kernel.steps import AT_PLAYS as AT_PLAYS
from wargame.rules.kernel.steps import STEPS as STEPS
from wargame.rules.kernel.steps import phase_at as phase_at
from wargame.rules.kernel.steps import step_at as step_at
from wargame.rules.kernel.steps import take_step as take_step
from wargame.rules.kernel.stream import Stream as Stream
from wargame.rules.kernel.tables import Tables as Tables
from wargame.rules.kernel.tables import distinct as distinct
from wargame.rules.kernel.winning import BY_FLOOR as BY_FLOOR
from wargame.rules.kernel.winning import BY_LEAD as BY_LEAD
from wargame.rules.kernel.winning import BY_LOSS as BY_LOSS
from wargame.rules.kernel.winning import BY_RUIN as BY_RUIN
from wargame.rules.kernel.winning import lead_of as lead_of
from wargame.rules.kernel.winning import match_worth as match_worth
from wargame.rules.kernel.winning import winner_of as winner_of
from wargame.rules.kernel.work import advance_project as advance_project
from wargame.rules.kernel.work import lapse_project as lapse_project
from wargame.rules.kernel.work import open_window as open_window
from wargame.rules.kernel.work import set_level as set_level
from wargame.rules.kernel.work import take_card as take_card

_BUILT = (
    codes,
    seats,
    stream,
    packed,
    state,
    rows,
    tables,
    winning,
    bargaining,
    plays,
    piles,
    legal,
    work,
    guesses,
    effects,
    dealing,
    steps,
    start,
    machine,
    playing,
    leanings,
    befalling,
    leaning,
    quiet,
    engine,
)

MODULES = tuple(module.__name__.rpartition(".")[2] for module in _BUILT)
"""The modules in the order in which they build on one another."""

NAMES = (*codes.FIELDS, "trace", *(name for module in _BUILT for name in dir(module)))
"""Identifiers that no deck may take for its own: it may be joined with these modules."""
