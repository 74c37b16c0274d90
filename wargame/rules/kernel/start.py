"""The tables made ready, and the position before the first round."""

from __future__ import annotations

from wargame.rules.kernel.codes import FREE
from wargame.rules.kernel.piles import share
from wargame.rules.kernel.state import BaseState
from wargame.rules.kernel.steps import AT_ROUND, fill_steps, headline_of
from wargame.rules.kernel.tables import Tables, fill_columns


def ready(t: Tables) -> None:
    """Work out what depends on the rows. The kernel's own segments come first."""
    fill_columns(t)
    fill_steps(t)
    t.segments = [None, *[headline_of(t, seat) for seat in range(len(t.seats))], *t.segments]


def start_position(t: Tables, s: BaseState) -> None:
    """Fill in the kernel's part of a position before the first round."""
    start_numbers(s)
    start_seats(t, s)
    measures, projects, slots = len(t.measures), len(t.projects), t.deals.slots
    s.level = tuple([measure.start for measure in t.measures])
    s.force = s.level
    s.ceiling = (FREE,) * measures
    s.pause_left = (0,) * measures
    s.held = (0,) * measures
    s.age = (0,) * measures
    s.stage = (0,) * projects
    s.work = (0,) * projects
    s.idle = (0,) * projects
    s.deal_items = (0,) * slots
    s.deal_left = (0,) * slots
    s.deal_term = (0,) * slots
    s.deal_ext = (0,) * slots
    s.deal_by = (0,) * slots
    s.agendas_gone = (0,) * len(t.agendas)
    s.inject_gone = (0,) * len(t.injects)
    s.queue, s.stack = (), []
    s.trace = None


def start_numbers(s: BaseState) -> None:
    """The whole numbers."""
    s.ply = s.round = s.pc = s.node = s.actor = s.arg = s.count = 0
    s.origin = s.first = s.turn = s.finish = s.ending = 0
    s.back = AT_ROUND
    s.deals_made = s.breaches = s.extensions = s.injects_drawn = 0
    s.draft = s.draft_by = s.draft_term = s.draft_edits = 0
    s.draft_last = -1


def start_seats(t: Tables, s: BaseState) -> None:
    """What each seat has: all its cards are in the pile."""
    seats, cards = range(len(t.seats)), range(len(t.cards))
    s.capital = [row.capital_start for row in t.seats]
    s.score = [0 for _ in seats]
    s.known = (0,) * len(t.seats)
    s.hand = [[] for _ in seats]
    s.pile = [
        [c for c in cards if t.cards[c].seat == seat and t.cards[c].comes == 0] for seat in seats
    ]
    if t.mixed:
        share(s, s.pile[0])
    if t.mixed or t.peeks:
        s.learned = (0,) * (len(t.seats) + 1)
    if t.peeks:
        s.foreseen, s.spied = (0,) * len(t.seats), (0,)
        s.top = ((),) * len(t.seats)
        s.rest = s.top
    s.discard = [[] for _ in seats]
    s.gone = ((),) * len(t.seats)
    s.commit = (-1,) * len(t.seats)
    s.agenda = (0,) * len(t.seats)
    s.candidates = ((),) * len(t.seats)
