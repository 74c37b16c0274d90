"""The round as a machine: nodes, what may be done at each, and what follows.

A deck's generated module fills the tables of an `Engine` and derives `State` from
`BaseState`; this file knows no deck. A position is whole numbers and lists of them.

* `node` says who decides: a seat, CHANCE, or nobody (`RUN`, `OVER`).
* An action is one number, verb and argument; `ACT` packs it.
* Effects are segments: functions that run until they finish or set a node. What remains
  is pushed on `stack` as a frame: segment number plus the ply it began at (its origin).
* Between segments the program counter `pc` walks the phases of the round.

The file is plain typed Python, so that it can also be compiled together with a deck.
"""

from __future__ import annotations

from bisect import insort
from typing import Any, Final

SHIFT: Final = 14
SEGMENT: Final = (1 << SHIFT) - 1
CHANCE: Final = 2
FREE: Final = 99

# Nodes: who decides what.
RUN: Final = 0
PLAY: Final = 1
HEADLINE: Final = 2
TALK: Final = 3
REPLY: Final = 4
EDIT: Final = 5
FINAL: Final = 6
ASK: Final = 7
DISCARD: Final = 8
KEEP: Final = 9
LUCK: Final = 10
DRAW: Final = 11
INJECT: Final = 12
LAST: Final = 13
WORK: Final = 14
LAPSE: Final = 15
AGENDA: Final = 16
OVER: Final = 17

# Verbs: the words of an action.
VERBS: Final = (
    "pass", "play", "capital", "headline", "tighten", "ease", "pause", "lift", "fund", "breach",
    "offer", "table", "extend", "accept", "decline", "counter", "drop", "add", "term", "send",
    "choose", "discard", "keep", "outcome", "draw", "inject", "end", "go", "succeed", "fail",
    "lapse", "hold", "agenda",
)  # fmt: skip
V_PASS: Final = 0
V_PLAY: Final = 1
V_CAPITAL: Final = 2
V_HEADLINE: Final = 3
V_TIGHTEN: Final = 4
V_EASE: Final = 5
V_PAUSE: Final = 6
V_LIFT: Final = 7
V_FUND: Final = 8
V_BREACH: Final = 9
V_OFFER: Final = 10
V_TABLE: Final = 11
V_EXTEND: Final = 12
V_ACCEPT: Final = 13
V_DECLINE: Final = 14
V_COUNTER: Final = 15
V_DROP: Final = 16
V_ADD: Final = 17
V_TERM: Final = 18
V_SEND: Final = 19
V_CHOOSE: Final = 20
V_DISCARD: Final = 21
V_KEEP: Final = 22
V_OUTCOME: Final = 23
V_DRAW: Final = 24
V_INJECT: Final = 25
V_END: Final = 26
V_GO: Final = 27
V_SUCCEED: Final = 28
V_FAIL: Final = 29
V_LAPSE: Final = 30
V_HOLD: Final = 31
V_AGENDA: Final = 32
NO_INJECT: Final = 1023
ARGUMENT: Final = 1023

# Steps of the round, in order.
AT_START: Final = 0
AT_AGENDAS: Final = 1
AT_ROUND: Final = 2
AT_DUE: Final = 3
AT_PROJECTS: Final = 4
AT_INJECTS: Final = 5
AT_INJECT_DRAW: Final = 6
AT_WORLD: Final = 7
AT_AGES: Final = 8
AT_INCOME: Final = 9
AT_DRAWS: Final = 10
AT_HEADLINES: Final = 11
AT_PLAYS: Final = 12
AT_TALKS: Final = 13
AT_ACCOUNT: Final = 14
AT_REVIEWS: Final = 15
AT_ROUND_END: Final = 16

PHASES: Final = (
    "setup", "setup", "world", "world", "world", "world", "world", "world", "world", "draw",
    "draw", "headline", "plays", "talks", "account", "account", "account",
)  # fmt: skip
"""The phase that a step of the round belongs to, as people know it."""

SCALARS: Final = (
    "ply", "round", "pc", "node", "actor", "arg", "count", "origin", "first", "turn", "finish",
    "ending", "back", "deals_made", "breaches", "extensions", "injects_drawn", "draft",
    "draft_by", "draft_term", "draft_edits", "draft_last",
)  # fmt: skip
"""The kernel's whole numbers in a state."""

PUBLIC_LISTS: Final = (
    "capital", "score", "level", "ceiling", "force", "pause_left", "held", "age", "stage",
    "work", "idle", "deal_items", "deal_left", "deal_term", "deal_ext", "deal_by", "discard0",
    "discard1", "gone0", "gone1", "candidates0", "candidates1", "agendas_gone", "inject_gone",
    "queue", "stack",
)  # fmt: skip
"""The kernel's lists that everyone may see."""

HIDDEN_LISTS: Final = ("hand0", "hand1", "pile0", "pile1", "commit", "agenda")
"""The kernel's lists that `redact` opens to their owner at most."""

RESERVED: Final = (
    *SCALARS, *PUBLIC_LISTS, *HIDDEN_LISTS, "trace", "State", "BaseState", "Engine", "ENGINE",
    "Final", "CHANCE", "FREE", "SHIFT", "SEGMENT", "RUN", "PLAY", "HEADLINE", "TALK", "REPLY",
    "EDIT", "FINAL", "ASK", "DISCARD", "KEEP", "LUCK", "DRAW", "INJECT", "LAST", "WORK",
    "LAPSE", "AGENDA", "OVER", "VERBS", "NO_INJECT", "ARGUMENT", "PHASES", "SCALARS",
    "PUBLIC_LISTS", "HIDDEN_LISTS", "RESERVED", "Any", "insort", "copy", "put", "clip", "new",
    "s", "o", "v", "t", "min", "max", "abs", "int", "bool", "list", "tuple", "range", "len",
    "None", "True", "False", "Card", "Stream", "annotations", "staticmethod", "object",
    "PERSONAS", "ACT", "self", "always", "deals_in_force", "next_deal_end", "TRACKS", "fill", "e",
    "public", "start", "note",
)  # fmt: skip
"""Identifiers that no deck may take for its own."""


def ACT(verb: int, argument: int = 0) -> int:  # noqa: N802 - reads as a constant constructor
    """Pack a verb and its argument into an action number."""
    return (verb << 10) | argument


class Stream:
    """A deterministic stream of whole numbers for thinking and simulation, never for the game.

    Multiply-with-carry; every intermediate fits a signed 64-bit number, so the same line is
    right compiled. Two streams of one seed are equal.

    >>> s = Stream(7); [s.below(6) for _ in range(5)] == [Stream(7).below(6)] + [
    ...     n for n in (lambda t: [t.below(6) for _ in range(5)])(Stream(7))][1:]
    True
    """

    __slots__ = ("x",)

    def __init__(self, seed: int) -> None:
        z = (seed * 0x2545F4914F6CDD1D + 0x9E3779B97F4A7C15) & 0x3FFFFFFFFFFFFFFF
        self.x: int = (z | 1) % 9223090557583032319 or 1
        for _ in range(8):
            self.below(2)

    def below(self, n: int) -> int:
        """The next number in 0..n-1, for n up to 2**20."""
        x = (self.x & 0xFFFFFFFF) * 2147483085 + (self.x >> 32)
        self.x = x
        return (((x ^ (x >> 32)) & 0x3FFFFFFF) * n) >> 30


class BaseState:
    """One position: whole numbers and lists of them, plus a sink for the trace.

    Attributes:
        ply: Actions taken so far. Those of a piece of work being done carry it as origin.
        actor: The seat that decides at this node (0 or 1), or CHANCE.
        arg, count: What the node is about: a site, a project, a seat, how many.
        first: The seat with the initiative this round.
        turn: How far the present step of the round has got.
        finish: 1 + the ending that stops the game now, or 0.
        ending: 1 + the ending of a game that is over, or 0.
        level, force: A measure's level on the books, and what of it is in force.
        ceiling: What a measure may not exceed at present; FREE if nothing holds it.
        held: 1 + the deal item that holds the measure, or 0.
        deal_items: The items of the deal in each slot, as bits; 0 for an empty slot.
        queue: Work for later rounds: round due, frame, times left; three numbers each.
        trace: Where writes are reported, or None. Not part of the position.
    """

    __slots__ = (*SCALARS, *PUBLIC_LISTS, *HIDDEN_LISTS, "trace")

    ply: int
    round: int
    pc: int
    node: int
    actor: int
    arg: int
    count: int
    origin: int
    first: int
    turn: int
    finish: int
    ending: int
    back: int
    deals_made: int
    breaches: int
    extensions: int
    injects_drawn: int
    draft: int
    draft_by: int
    draft_term: int
    draft_edits: int
    draft_last: int
    capital: list[int]
    score: list[int]
    level: list[int]
    ceiling: list[int]
    force: list[int]
    pause_left: list[int]
    held: list[int]
    age: list[int]
    stage: list[int]
    work: list[int]
    idle: list[int]
    deal_items: list[int]
    deal_left: list[int]
    deal_term: list[int]
    deal_ext: list[int]
    deal_by: list[int]
    hand0: list[int]
    hand1: list[int]
    pile0: list[int]
    pile1: list[int]
    discard0: list[int]
    discard1: list[int]
    gone0: list[int]
    gone1: list[int]
    commit: list[int]
    agenda: list[int]
    candidates0: list[int]
    candidates1: list[int]
    agendas_gone: list[int]
    inject_gone: list[int]
    queue: list[int]
    stack: list[int]
    trace: Any

    def start(self, engine: Engine) -> None:
        """Fill in the kernel's part of the position before the first round."""
        measures, projects = len(engine.measure_seat), len(engine.project_seat)
        self.ply = self.round = self.pc = self.node = self.actor = self.arg = self.count = 0
        self.origin = self.first = self.turn = self.finish = self.ending = 0
        self.back = AT_ROUND
        self.deals_made = self.breaches = self.extensions = self.injects_drawn = 0
        self.draft = self.draft_by = self.draft_term = self.draft_edits = 0
        self.draft_last = -1
        self.capital = engine.capital_start[:]
        self.score = [0, 0]
        self.level = engine.measure_start[:]
        self.force = engine.measure_start[:]
        self.ceiling = [FREE] * measures
        self.pause_left = [0] * measures
        self.held = [0] * measures
        self.age = [0] * measures
        self.stage = [0] * projects
        self.work = [0] * projects
        self.idle = [0] * projects
        slots = engine.deal_slots
        self.deal_items = [0] * slots
        self.deal_left = [0] * slots
        self.deal_term = [0] * slots
        self.deal_ext = [0] * slots
        self.deal_by = [0] * slots
        self.hand0, self.hand1 = [], []
        self.pile0 = [c for c in range(len(engine.card_seat)) if engine.card_seat[c] == 0]
        self.pile1 = [c for c in range(len(engine.card_seat)) if engine.card_seat[c] == 1]
        self.discard0, self.discard1, self.gone0, self.gone1 = [], [], [], []
        self.commit = [-1, -1]
        self.agenda = [0, 0]
        self.candidates0, self.candidates1 = [], []
        self.agendas_gone = [0] * len(engine.agenda_seat)
        self.inject_gone = [0] * len(engine.inject_round)
        self.queue, self.stack = [], []
        self.trace = None


def clip(value: int, lo: int, hi: int) -> int:
    """The value, never under `lo` or over `hi`."""
    return lo if value < lo else hi if value > hi else value


def put(s: BaseState, o: int, site: int, name: str, old: int, wanted: int, lo: int, hi: int) -> int:
    """Clamp a write to its range and report it to the trace, if there is one."""
    new = lo if wanted < lo else hi if wanted > hi else wanted
    if s.trace is not None:
        s.trace.append((s.ply, s.round, site, o >> SHIFT, name, wanted, old, new))
    return new


def always(s: BaseState) -> bool:
    """For what is never forbidden."""
    return True


def deals_in_force(s: BaseState) -> int:
    """How many deals are in force."""
    found = 0
    for items in s.deal_items:
        if items:
            found += 1
    return found


def next_deal_end(s: BaseState) -> int:
    """Rounds left, this one included, of the deal that ends first; 0 if there is none."""
    found = 0
    for left in s.deal_left:
        if left and (found == 0 or left < found):
            found = left
    return found


def note(s: BaseState, o: int, site: int, name: str, old: int, new: int) -> None:
    """Report to the trace that a computed number has changed."""
    if s.trace is not None:
        s.trace.append((s.ply, s.round, site, o >> SHIFT, name, new, old, new))


class Engine:
    """The rules of one deck: its tables, and the machine that runs them.

    The generated module makes one and fills every table; afterwards nothing changes, so an
    engine may serve any number of positions.
    """

    def __init__(self) -> None:
        self.segments: list[Any] = [None, self.reveal_first, self.reveal_second]
        self.capital_start: list[int] = [0, 0]
        self.capital_max: list[int] = [0, 0]
        self.hand_size: list[int] = [0, 0]
        self.income: list[Any] = []
        self.income_site: list[int] = [0, 0]
        self.final_score: list[Any] = []
        self.final_site: list[int] = [0, 0]
        self.seat_names: list[str] = []
        self.card_seat: list[int] = []
        self.card_open: list[Any] = []
        self.card_pay: list[Any] = []
        self.card_do: list[int] = []
        self.card_rival: list[int] = []
        self.card_worth: list[int] = []
        self.card_site: list[int] = []
        self.card_once: list[bool] = []
        self.measure_seat: list[int] = []
        self.measure_max: list[int] = []
        self.measure_start: list[int] = []
        self.measure_names: list[str] = []
        self.measure_pause: list[int] = []
        self.measure_site: list[list[int]] = []
        self.verb_open: list[list[Any]] = []
        self.verb_pay: list[list[Any]] = []
        self.verb_do: list[list[int]] = []
        self.project_seat: list[int] = []
        self.project_names: list[str] = []
        self.project_site: list[int] = []
        self.stage_open: list[list[Any]] = []
        self.stage_pay: list[list[Any]] = []
        self.stage_rounds: list[list[int]] = []
        self.stage_pct: list[list[Any]] = []
        self.stage_do: list[list[int]] = []
        self.lapse_after: list[int] = []
        self.lapse_pct: list[Any] = []
        self.lapse_do: list[int] = []
        self.inject_round: list[int] = []
        self.inject_once: list[bool] = []
        self.inject_open: list[Any] = []
        self.inject_weight: list[Any] = []
        self.inject_do: list[int] = []
        self.quiet_weight: int = 0
        self.luck_weights: list[Any] = []
        self.luck_do: list[list[int]] = []
        self.ask_open: list[list[Any]] = []
        self.ask_do: list[list[int]] = []
        self.deal_slots: int = 0
        self.max_items: int = 0
        self.terms: list[int] = []
        self.both_sides: bool = True
        self.max_extensions: int = 0
        self.table_open: list[Any] = []
        self.table_pay: list[Any] = []
        self.table_do: list[int] = []
        self.extend_open: list[Any] = []
        self.extend_pay: list[Any] = []
        self.extend_do: list[int] = []
        self.breach_do: list[int] = []
        self.expire_do: int = 0
        self.item_seat: list[int] = []
        self.item_kind: list[int] = []
        self.item_measure: list[int] = []
        self.item_amount: list[int] = []
        self.item_snap: list[int] = []
        self.item_open: list[Any] = []
        self.item_move: list[Any] = []
        self.item_do: list[int] = []
        self.item_site: list[int] = []
        self.agenda_seat: list[int] = []
        self.agenda_score: list[Any] = []
        self.agenda_site: list[int] = []
        self.agenda_candidates: int = 3
        self.world_do: int = 0
        self.draw_do: int = 0
        self.account_do: int = 0
        self.review_do: list[int] = []
        self.review_agendas: list[bool] = []
        self.kernel_site: int = 0
        self.immediate: Any = None
        self.classify: Any = None
        self.max_rounds: int = 1
        self.uncertain_from: int = 0
        self.end_pct: int = 25
        self.turns: int = 4
        self.initiative: int = -1
        self.headline: bool = False
        self.headline_order: list[int] = []
        self.moves: list[list[int]] = [[], []]

    def ready(self) -> None:
        """Work out what depends on the filled tables."""
        for seat in (0, 1):
            found: list[int] = []
            for m in range(len(self.measure_seat)):
                if self.measure_seat[m] == seat:
                    for k in range(4):
                        if self.verb_open[k][m] is not None:
                            found.append(ACT(V_TIGHTEN + k, m))
            for p in range(len(self.project_seat)):
                if self.project_seat[p] == seat:
                    found.append(ACT(V_FUND, p))
            self.moves[seat] = found

    # --- what may be done ------------------------------------------------------------------

    def legal(self, s: BaseState) -> list[int]:
        """Every action at this node, in a fixed order; empty when the game is over."""
        node = s.node
        if node == PLAY:
            return self.legal_plays(s)
        if node == DRAW:
            return [ACT(V_DRAW, c) for c in (s.pile0 if s.arg == 0 else s.pile1)]
        if node == HEADLINE:
            hand = s.hand0 if s.actor == 0 else s.hand1
            return [V_PASS] + [ACT(V_HEADLINE, c) for c in hand if self.card_open[c](s)]
        if node == TALK:
            return self.legal_talk(s)
        if node == REPLY:
            return self.legal_reply(s)
        if node == EDIT:
            return self.legal_edits(s)
        if node == FINAL:
            return [ACT(V_ACCEPT), ACT(V_DECLINE)]
        if node == ASK:
            opens = self.ask_open[s.arg]
            return [ACT(V_CHOOSE, k) for k in range(len(opens)) if opens[k] is None or opens[k](s)]
        if node == DISCARD:
            return [ACT(V_DISCARD, c) for c in (s.hand0 if s.actor == 0 else s.hand1)]
        if node == KEEP:
            candidates = s.candidates0 if s.actor == 0 else s.candidates1
            return [ACT(V_KEEP, a) for a in candidates]
        return [outcome[0] for outcome in self.outcomes(s)]

    def outcomes(self, s: BaseState) -> list[tuple[int, int]]:
        """At a chance node: each outcome with its weight, zero weights left out."""
        node = s.node
        found: list[tuple[int, int]] = []
        if node == LUCK:
            weights = self.weights(s)
            for k in range(len(weights)):
                if weights[k] > 0:
                    found.append((ACT(V_OUTCOME, k), weights[k]))
        elif node == DRAW:
            for c in s.pile0 if s.arg == 0 else s.pile1:
                found.append((ACT(V_DRAW, c), 1))
        elif node == INJECT:
            for i in self.open_injects(s):
                found.append((ACT(V_INJECT, i), self.inject_weight[i](s)))
            if self.quiet_weight > 0:
                found.append((ACT(V_INJECT, NO_INJECT), self.quiet_weight))
        elif node == WORK:
            pct = self.stage_pct[s.arg][s.stage[s.arg]](s)
            found = [(ACT(V_SUCCEED, s.arg), pct), (ACT(V_FAIL, s.arg), 100 - pct)]
        elif node == LAPSE:
            pct = self.lapse_pct[s.arg](s)
            found = [(ACT(V_LAPSE, s.arg), pct), (ACT(V_HOLD, s.arg), 100 - pct)]
        elif node == LAST:
            found = [(ACT(V_END), self.end_pct)]
            if self.end_pct < 100:
                found.append((ACT(V_GO), 100 - self.end_pct))
        elif node == AGENDA:
            for a in self.free_agendas(s, s.arg):
                found.append((ACT(V_AGENDA, a), 1))
        return found

    def weights(self, s: BaseState) -> list[int]:
        """The weights at a LUCK node."""
        weights = self.luck_weights[s.arg]
        return weights if isinstance(weights, list) else weights(s)

    def legal_plays(self, s: BaseState) -> list[int]:
        """What the seat may do with a play."""
        found = [V_PASS]
        for c in s.hand0 if s.actor == 0 else s.hand1:
            if self.card_open[c](s):
                found.append(ACT(V_PLAY, c))
            found.append(ACT(V_CAPITAL, c))
        for move in self.moves[s.actor]:
            if self.move_open(s, move):
                found.append(move)
        for k in range(self.deal_slots):
            if s.deal_items[k]:
                found.append(ACT(V_BREACH, k + 1))
        return found

    def move_open(self, s: BaseState, move: int) -> bool:
        """Whether a measure's verb or a project's funding is allowed now."""
        verb, x = move >> 10, move & ARGUMENT
        if verb == V_FUND:
            stage = s.stage[x]
            opens = self.stage_open[x]
            return stage < len(opens) and s.work[x] == 0 and bool(opens[stage](s))
        level = s.level[x]
        if verb == V_TIGHTEN:
            if level >= self.measure_max[x] or s.held[x]:
                return False
        elif level == 0 or (verb == V_PAUSE and (s.held[x] or s.pause_left[x])):
            return False
        return bool(self.verb_open[verb - V_TIGHTEN][x](s))

    def open_injects(self, s: BaseState) -> list[int]:
        """Injects that may be drawn now."""
        found: list[int] = []
        for i in range(len(self.inject_round)):
            if self.inject_round[i] == 0 and not s.inject_gone[i]:
                opens = self.inject_open[i]
                if (opens is None or opens(s)) and self.inject_weight[i](s) > 0:
                    found.append(i)
        return found

    def free_agendas(self, s: BaseState, seat: int) -> list[int]:
        """Agendas that may still be shown to a seat."""
        candidates = s.candidates0 if seat == 0 else s.candidates1
        return [
            a
            for a in range(len(self.agenda_seat))
            if self.agenda_seat[a] == seat and not s.agendas_gone[a] and a not in candidates
        ]

    # --- bargaining ------------------------------------------------------------------------

    def item_legal(self, s: BaseState, i: int) -> bool:
        """Whether an item may be given now, whatever else the package holds."""
        kind = self.item_kind[i]
        if kind < 2:
            m = self.item_measure[i]
            if s.held[m] or s.pause_left[m]:
                return False
            if kind == 0 and s.level[m] < self.item_amount[i]:
                return False
        opens = self.item_open[i]
        return opens is None or bool(opens(s))

    def item_fits(self, s: BaseState, i: int) -> bool:
        """Whether an item may join the draft: not in it, its side not full, no measure twice."""
        if s.draft >> i & 1:
            return False
        seat, count = self.item_seat[i], 0
        for j in range(len(self.item_seat)):
            if s.draft >> j & 1 and self.item_seat[j] == seat:
                count += 1
                if self.item_kind[i] < 2 and self.item_kind[j] < 2:
                    if self.item_measure[i] == self.item_measure[j]:
                        return False
        return count < self.max_items and self.item_legal(s, i)

    def sides(self, draft: int) -> int:
        """Which seats give something in a draft: bit 0 and bit 1."""
        found = 0
        for i in range(len(self.item_seat)):
            if draft >> i & 1:
                found |= 1 << self.item_seat[i]
        return found

    def draft_whole(self, draft: int) -> bool:
        """Whether a draft may be tabled as it is."""
        sides = self.sides(draft)
        return sides == 3 if self.both_sides else sides != 0

    def can_complete(self, s: BaseState, draft: int, after: int) -> bool:
        """Whether a draft is whole, or one item behind `after` can make it so."""
        if self.draft_whole(draft):
            return True
        missing = 3 - self.sides(draft)
        for i in range(after + 1, len(self.item_seat)):
            if (missing == 3 or missing >> self.item_seat[i] & 1) and not draft >> i & 1:
                if self.item_legal(s, i):
                    if missing != 3 or not self.both_sides:
                        return True
        return False

    def free_slot(self, s: BaseState) -> int:
        """A slot for one more deal, or -1."""
        for k in range(self.deal_slots):
            if s.deal_items[k] == 0:
                return k
        return -1

    def offers(self, s: BaseState) -> list[int]:
        """Items the seat may put into its draft next, in rising order."""
        if self.free_slot(s) < 0 or not self.table_open[s.actor](s):
            return []
        found: list[int] = []
        for i in range(s.draft_last + 1, len(self.item_seat)):
            if self.item_fits(s, i) and self.can_complete(s, s.draft | 1 << i, i):
                found.append(ACT(V_OFFER, i))
        return found

    def legal_talk(self, s: BaseState) -> list[int]:
        """What a seat may say when it is its turn to talk."""
        if s.draft:
            found = self.offers(s)
            if self.draft_whole(s.draft):
                found += [ACT(V_TABLE, term) for term in self.terms]
            return found
        found = [V_PASS] + self.offers(s)
        for k in range(self.deal_slots):
            if s.deal_items[k] and s.deal_ext[k] < self.max_extensions:
                if self.extend_open[s.actor](s):
                    found.append(ACT(V_EXTEND, k + 1))
        return found

    def legal_reply(self, s: BaseState) -> list[int]:
        """What the rival may answer to a package or to an extension."""
        found = [ACT(V_ACCEPT), ACT(V_DECLINE)]
        if s.draft and self.edits(s):
            found.append(ACT(V_COUNTER))
        return found

    def legal_edits(self, s: BaseState) -> list[int]:
        """What may be changed in a counter: two edits at most, then it is sent."""
        found = self.edits(s) if s.draft_edits < 2 else []
        if s.draft_edits > 0 and self.draft_whole(s.draft):
            found.append(ACT(V_SEND))
        return found

    def edits(self, s: BaseState) -> list[int]:
        """Edits after which the package can still be made whole."""
        room = s.draft_edits < 1
        found: list[int] = []
        for i in range(len(self.item_seat)):
            if s.draft >> i & 1:
                rest = s.draft & ~(1 << i)
                if self.draft_whole(rest) or (room and self.can_complete(s, rest, -1)):
                    found.append(ACT(V_DROP, i))
            elif self.item_fits(s, i):
                if self.draft_whole(s.draft | 1 << i):
                    found.append(ACT(V_ADD, i))
        for term in self.terms:
            if term != s.draft_term and self.draft_whole(s.draft):
                found.append(ACT(V_TERM, term))
        return found

    # --- what follows ----------------------------------------------------------------------

    def act(self, s: BaseState, action: int) -> None:
        """Take a legal action and run on to the next node. Changes `s`."""
        self.do_action(s, action)
        self.advance(s)

    def do_action(self, s: BaseState, action: int) -> None:
        """Take a legal action, and leave what follows on the stack."""
        s.ply += 1
        o = s.ply << SHIFT
        node, s.node = s.node, RUN
        verb, x = action >> 10, action & ARGUMENT
        if node == PLAY:
            if verb == V_PLAY:
                self.play(s, o, x)
            elif verb == V_CAPITAL:
                self.cash(s, o, x)
            elif verb == V_BREACH:
                self.breach(s, o, x - 1)
            elif verb == V_FUND:
                self.fund(s, o, x)
            elif verb != V_PASS:
                self.move(s, o, verb - V_TIGHTEN, x)
        elif node == DRAW:
            self.draw_card(s, x)
        elif node == LUCK:
            self.push(s, s.origin, self.luck_do[s.arg][x])
        elif node == HEADLINE:
            s.commit[s.actor] = 0 if verb == V_PASS else x + 1
        elif node == INJECT:
            self.inject(s, o, x)
        elif node == ASK:
            self.push(s, s.origin, self.ask_do[s.arg][x])
        elif node == WORK:
            self.finish_work(s, o, s.arg, verb == V_SUCCEED)
        elif node == LAPSE:
            if verb == V_LAPSE:
                self.lapse_project(s, o, x, self.project_site[x])
        elif node == LAST:
            self.next_round(s, verb == V_END)
        elif node == DISCARD:
            self.discard_card(s, x)
        elif node == AGENDA:
            insort(s.candidates0 if s.arg == 0 else s.candidates1, x)
        elif node == KEEP:
            s.agenda[s.actor] = x + 1
        else:
            self.talk(s, o, node, verb, x)

    def drain(self, s: BaseState) -> None:
        """Run what is on the stack until it is empty or somebody has to decide."""
        while s.node == RUN and s.stack:
            frame = s.stack.pop()
            self.segments[frame & SEGMENT](s, frame & ~SEGMENT)

    def advance(self, s: BaseState) -> None:
        """Run segments and steps of the round until somebody has to decide."""
        stack = s.stack
        while s.node == RUN:
            if stack:
                frame = stack.pop()
                self.segments[frame & SEGMENT](s, frame & ~SEGMENT)
            else:
                self.step(s)

    def push(self, s: BaseState, o: int, segment: int) -> None:
        """Put a segment on top of the stack; 0 stands for nothing to do."""
        if segment:
            s.stack.append(o | segment)

    def step(self, s: BaseState) -> None:
        """One step of the round, when no effect is in progress."""
        if s.finish == 0:
            s.finish = self.immediate(s)
        if s.finish:
            self.close(s)
            return
        pc = s.pc
        if pc == AT_PLAYS:
            if s.turn < self.turns:
                s.actor = s.first ^ (s.turn & 1)
                s.turn += 1
                s.node = PLAY
            else:
                self.goto(s, AT_TALKS)
        elif pc == AT_DRAWS:
            if s.turn < 2:
                seat = s.first ^ s.turn
                s.turn += 1
                self.start_draw(s, seat, self.missing(s, seat))
            else:
                self.goto(s, AT_HEADLINES)
        elif pc == AT_TALKS:
            if s.turn < 2 and self.deal_slots:
                s.actor = s.first ^ s.turn
                s.turn += 1
                s.draft, s.draft_last, s.draft_edits = 0, -1, 0
                s.draft_by, s.draft_term, s.arg = s.actor, 0, 0
                if len(self.legal_talk(s)) > 1:
                    s.node = TALK
            else:
                self.goto(s, AT_ACCOUNT)
        elif pc == AT_HEADLINES:
            self.step_headlines(s)
        elif pc == AT_PROJECTS:
            if s.turn < len(self.project_seat):
                s.turn += 1
                self.step_project(s, s.turn - 1)
            else:
                self.goto(s, AT_INJECTS)
        else:
            self.step_rest(s, pc)

    def step_rest(self, s: BaseState, pc: int) -> None:
        """The steps that happen once a round."""
        o = s.ply << SHIFT
        self.goto(s, pc + 1)
        if pc == AT_DUE:
            self.step_due(s)
        elif pc == AT_INJECTS:
            self.step_dated_injects(s, o)
        elif pc == AT_INJECT_DRAW:
            if self.open_injects(s):
                s.node, s.actor, s.arg = INJECT, CHANCE, 0
        elif pc == AT_WORLD:
            self.push(s, o, self.world_do)
        elif pc == AT_AGES:
            self.step_ages(s, o)
        elif pc == AT_INCOME:
            for seat in (0, 1):
                self.gain_capital(s, o, seat, self.income[seat](s), self.income_site[seat])
            self.push(s, o, self.draw_do)
        elif pc == AT_ACCOUNT:
            self.push(s, o, self.account_do)
        elif pc == AT_REVIEWS:
            self.step_reviews(s, o)
        elif pc == AT_ROUND_END:
            self.step_round_end(s)
        elif pc == AT_ROUND:
            self.step_round(s, o)
        elif pc == AT_AGENDAS:
            self.step_agendas(s)
        elif pc == AT_START:
            s.back = AT_ROUND

    def goto(self, s: BaseState, pc: int) -> None:
        """Go to the beginning of a step of the round."""
        s.pc = pc
        s.turn = 0

    def step_round(self, s: BaseState, o: int) -> None:
        """A round begins: the initiative passes, dated things expire."""
        s.round += 1
        s.first = self.initiative if self.initiative >= 0 else (s.round - 1) & 1
        for m in range(len(s.pause_left)):
            if s.pause_left[m]:
                s.pause_left[m] -= 1
                if s.pause_left[m] == 0:
                    self.hold(s, o, m, FREE, self.measure_site[m][2])
        for k in range(self.deal_slots):
            if s.deal_items[k]:
                self.pledge(s, o, s.deal_items[k])
                s.deal_left[k] -= 1
                if s.deal_left[k] == 0:
                    self.release(s, o, k, False)
                    self.push(s, o, self.expire_do)

    def step_due(self, s: BaseState) -> None:
        """Delayed and lasting effects of this round, oldest first."""
        queue = s.queue
        if not queue:
            return
        frames: list[int] = []
        rest: list[int] = []
        for k in range(0, len(queue), 3):
            if queue[k] > s.round:
                rest += queue[k : k + 3]
                continue
            frames.append(queue[k + 1])
            if queue[k + 2] > 1:
                rest += [s.round + 1, queue[k + 1], queue[k + 2] - 1]
        s.queue = rest
        frames.reverse()
        s.stack += frames

    def step_project(self, s: BaseState, p: int) -> None:
        """A project's work goes on, comes due, or is neglected."""
        if s.work[p]:
            left = s.work[p] - 1
            self.set_work(s, s.ply << SHIFT, p, left)
            if left == 0:
                self.due(s, s.ply << SHIFT, p)
        elif 0 < s.stage[p] < len(self.stage_do[p]) and self.lapse_after[p] >= 0:
            s.idle[p] += 1
            if s.idle[p] > self.lapse_after[p]:
                pct = self.lapse_pct[p](s)
                if pct >= 100:
                    self.lapse_project(s, s.ply << SHIFT, p, self.project_site[p])
                elif pct > 0:
                    s.node, s.actor, s.arg = LAPSE, CHANCE, p

    def step_dated_injects(self, s: BaseState, o: int) -> None:
        """Injects whose date is this round."""
        for i in range(len(self.inject_round) - 1, -1, -1):
            if self.inject_round[i] == s.round and not s.inject_gone[i]:
                opens = self.inject_open[i]
                if opens is None or opens(s):
                    self.inject(s, o, i)

    def step_ages(self, s: BaseState, o: int) -> None:
        """Measures in force grow older; others recover twice as fast."""
        for m in range(len(s.age)):
            old = s.age[m]
            wanted = old + 1 if s.force[m] else old - 2
            if old or wanted > 0:
                name = self.measure_names[m] + ".age"
                s.age[m] = put(s, o, self.measure_site[m][4], name, old, wanted, 0, 100)

    def step_headlines(self, s: BaseState) -> None:
        """Each seat commits in secret; then both are revealed."""
        if not self.headline:
            self.goto(s, AT_PLAYS)
        elif s.turn < 2:
            s.actor = s.first ^ s.turn
            s.turn += 1
            s.node = HEADLINE
        else:
            self.goto(s, AT_PLAYS)
            order = self.headline_order or [s.first, 1 - s.first]
            o = s.ply << SHIFT
            for seat in (0, 1):
                if s.commit[seat] > 0:
                    self.take(s, s.commit[seat] - 1)
            s.stack += [o | (1 + order[1]), o | (1 + order[0])]

    def reveal_first(self, s: BaseState, o: int) -> None:
        """Resolve the headline of seat 0."""
        self.resolve_headline(s, o, 0)

    def reveal_second(self, s: BaseState, o: int) -> None:
        """Resolve the headline of seat 1."""
        self.resolve_headline(s, o, 1)

    def resolve_headline(self, s: BaseState, o: int, seat: int) -> None:
        """Play the committed card, or let it fizzle at no cost if it is no longer allowed."""
        card = s.commit[seat] - 1
        s.commit[seat] = -1
        if card < 0:
            return
        if not self.card_open[card](s):
            self.lay_down(s, card, False)
            return
        self.pay_card(s, o, card)
        self.lay_down(s, card, True)
        self.push(s, o, self.card_do[card])

    def step_reviews(self, s: BaseState, o: int) -> None:
        """Reviews of this round; agendas are shown and scored at some."""
        s.back = AT_ROUND_END
        self.goto(s, AT_ROUND_END)
        self.push(s, o, self.review_do[s.round])
        if self.review_agendas[s.round]:
            for seat in (0, 1):
                self.score_agenda(s, o, seat)
            s.candidates0, s.candidates1 = [], []
            self.goto(s, AT_AGENDAS)

    def score_agenda(self, s: BaseState, o: int, seat: int) -> None:
        """Score a seat's agenda and lay it open."""
        a = s.agenda[seat] - 1
        if a < 0:
            return
        s.agenda[seat] = 0
        s.agendas_gone[a] = 1
        self.add_score(s, o, seat, self.agenda_score[a](s), self.agenda_site[a])

    def step_agendas(self, s: BaseState) -> None:
        """Show each seat its candidates and let it keep one."""
        for seat in (0, 1):
            if s.agenda[seat]:
                continue
            shown = s.candidates0 if seat == 0 else s.candidates1
            if len(shown) < self.agenda_candidates and self.free_agendas(s, seat):
                s.node, s.actor, s.arg = AGENDA, CHANCE, seat
            elif shown:
                s.node, s.actor, s.arg = KEEP, seat, 0
            if s.node:
                s.pc = AT_AGENDAS
                return
        self.goto(s, s.back)

    def step_round_end(self, s: BaseState) -> None:
        """The last round ends the game; from some round on, luck may."""
        if s.round >= self.max_rounds:
            self.close(s)
        elif self.uncertain_from and s.round >= self.uncertain_from:
            s.node, s.actor, s.arg = LAST, CHANCE, 0
        else:
            self.next_round(s, False)

    def next_round(self, s: BaseState, end: bool) -> None:
        """Go on to another round, or end the game."""
        if end:
            self.close(s)
        else:
            self.goto(s, AT_ROUND)

    def close(self, s: BaseState) -> None:
        """The game is over: final scores, then the class of the ending."""
        o = s.ply << SHIFT
        for seat in (0, 1):
            self.score_agenda(s, o, seat)
        for seat in (0, 1):
            self.add_score(s, o, seat, self.final_score[seat](s), self.final_site[seat])
        s.ending = s.finish if s.finish else self.classify(s)
        s.stack = []
        s.node = OVER

    # --- writes of the kernel --------------------------------------------------------------

    def gain_capital(self, s: BaseState, o: int, seat: int, amount: int, site: int) -> None:
        """Add to a seat's political capital."""
        if amount:
            old = s.capital[seat]
            name = self.seat_names[seat] + ".capital"
            s.capital[seat] = put(s, o, site, name, old, old + amount, 0, self.capital_max[seat])

    def add_score(self, s: BaseState, o: int, seat: int, amount: int, site: int) -> None:
        """Add to a seat's score."""
        if amount:
            old = s.score[seat]
            name = self.seat_names[seat] + ".score"
            s.score[seat] = put(s, o, site, name, old, old + amount, -1_000_000, 1_000_000)

    def set_level(self, s: BaseState, o: int, m: int, wanted: int, site: int) -> None:
        """Change a measure's level on the books, and what of it is in force."""
        name = self.measure_names[m]
        s.level[m] = put(s, o, site, name, s.level[m], wanted, 0, self.measure_max[m])
        self.hold(s, o, m, s.ceiling[m], site)

    def hold(self, s: BaseState, o: int, m: int, ceiling: int, site: int) -> None:
        """Set what a measure may not exceed, and what is then in force."""
        s.ceiling[m] = ceiling
        force = s.level[m] if s.level[m] < ceiling else ceiling
        if force != s.force[m]:
            name = self.measure_names[m] + ".in_force"
            s.force[m] = put(s, o, site, name, s.force[m], force, 0, self.measure_max[m])

    def pause_measure(self, s: BaseState, o: int, m: int, rounds: int) -> None:
        """Suspend a measure, unless a deal already holds it."""
        if not s.held[m]:
            s.pause_left[m] = rounds + 1
            self.hold(s, o, m, 0, self.measure_site[m][2])

    def set_work(self, s: BaseState, o: int, p: int, rounds: int) -> None:
        """Set a project's rounds of work left."""
        name = self.project_names[p] + ".working"
        s.work[p] = put(s, o, self.project_site[p], name, s.work[p], rounds, 0, 20)

    def set_stage(self, s: BaseState, o: int, p: int, stage: int, site: int) -> None:
        """Set a project's stage; work and idleness start anew."""
        name = self.project_names[p]
        s.stage[p] = put(s, o, site, name, s.stage[p], stage, 0, len(self.stage_do[p]))
        if s.work[p]:
            self.set_work(s, o, p, 0)
        s.idle[p] = 0

    # --- verbs -----------------------------------------------------------------------------

    def take(self, s: BaseState, card: int) -> None:
        """A card leaves its owner's hand."""
        if self.card_seat[card] == 0:
            s.hand0.remove(card)
        else:
            s.hand1.remove(card)

    def lay_down(self, s: BaseState, card: int, used: bool) -> None:
        """A card goes to the discard, or out of the game if it is a once card that was used."""
        if self.card_seat[card] == 0:
            insort(s.gone0 if used and self.card_once[card] else s.discard0, card)
        else:
            insort(s.gone1 if used and self.card_once[card] else s.discard1, card)

    def pay_card(self, s: BaseState, o: int, card: int) -> None:
        """Pay what a card's policy costs."""
        pay = self.card_pay[card]
        if pay is not None:
            pay(s, o)

    def play(self, s: BaseState, o: int, card: int) -> None:
        """A card for its policy."""
        self.pay_card(s, o, card)
        self.take(s, card)
        self.lay_down(s, card, True)
        self.push(s, o, self.card_do[card])

    def cash(self, s: BaseState, o: int, card: int) -> None:
        """A card for political capital; one that helps the rival then does."""
        rival = self.card_rival[card]
        self.take(s, card)
        self.lay_down(s, card, rival != 0)
        site = self.card_site[card]
        self.gain_capital(s, o, self.card_seat[card], self.card_worth[card], site)
        self.push(s, o, rival)

    def move(self, s: BaseState, o: int, verb: int, m: int) -> None:
        """Tighten, ease, pause or lift a measure (0 to 3)."""
        pay = self.verb_pay[verb][m]
        if pay is not None:
            pay(s, o)
        site = self.measure_site[m][verb]
        if verb == 2:
            self.pause_measure(s, o, m, self.measure_pause[m])
        else:
            if verb == 0 and s.pause_left[m]:
                s.pause_left[m] = 0
                s.ceiling[m] = FREE
            wanted = s.level[m] + 1 if verb == 0 else s.level[m] - 1 if verb == 1 else 0
            self.set_level(s, o, m, wanted, site)
        self.push(s, o, self.verb_do[verb][m])

    def fund(self, s: BaseState, o: int, p: int) -> None:
        """Pay for a project's next stage: the work begins, or is done at once."""
        stage = s.stage[p]
        pay = self.stage_pay[p][stage]
        if pay is not None:
            pay(s, o)
        s.idle[p] = 0
        rounds = self.stage_rounds[p][stage]
        if rounds:
            self.set_work(s, o, p, rounds)
        else:
            self.due(s, o, p)

    def due(self, s: BaseState, o: int, p: int) -> None:
        """A project's work is due: luck decides unless the odds are certain."""
        pct = self.stage_pct[p][s.stage[p]](s)
        if 0 < pct < 100:
            s.node, s.actor, s.arg = WORK, CHANCE, p
        else:
            self.finish_work(s, o, p, pct > 0)

    def finish_work(self, s: BaseState, o: int, p: int, success: bool) -> None:
        """The work succeeds, or is lost and has to be paid for again."""
        if success:
            self.advance_project(s, o, p, self.project_site[p])
        else:
            s.idle[p] = 0

    def advance_project(self, s: BaseState, o: int, p: int, site: int) -> None:
        """A project reaches its next stage; at the last one nothing happens."""
        stage = s.stage[p]
        if stage < len(self.stage_do[p]):
            self.set_stage(s, o, p, stage + 1, site)
            self.push(s, o, self.stage_do[p][stage])

    def lapse_project(self, s: BaseState, o: int, p: int, site: int) -> None:
        """A project falls back to nothing; one that is done stays."""
        if 0 < s.stage[p] < len(self.stage_do[p]):
            self.set_stage(s, o, p, 0, site)
            self.push(s, o, self.lapse_do[p])

    def inject(self, s: BaseState, o: int, i: int) -> None:
        """An inject happens, or none does."""
        if i == NO_INJECT:
            return
        if self.inject_once[i]:
            s.inject_gone[i] = 1
        s.injects_drawn = put(
            s, o, self.kernel_site, "game.injects", s.injects_drawn, s.injects_drawn + 1, 0, 10_000
        )
        self.push(s, o, self.inject_do[i])

    def missing(self, s: BaseState, seat: int) -> int:
        """How many cards a seat lacks to its hand size."""
        return self.hand_size[seat] - len(s.hand0 if seat == 0 else s.hand1)

    def start_draw(self, s: BaseState, seat: int, count: int) -> None:
        """Let a seat draw; an empty pile takes the discard back. Stops when both are empty."""
        if count <= 0:
            return
        if seat == 0:
            if not s.pile0:
                s.pile0, s.discard0 = s.discard0, []
            if not s.pile0:
                return
        else:
            if not s.pile1:
                s.pile1, s.discard1 = s.discard1, []
            if not s.pile1:
                return
        s.node, s.actor, s.arg, s.count = DRAW, CHANCE, seat, count

    def draw_card(self, s: BaseState, card: int) -> None:
        """One card goes from the pile to the hand."""
        if s.arg == 0:
            s.pile0.remove(card)
            insort(s.hand0, card)
        else:
            s.pile1.remove(card)
            insort(s.hand1, card)
        self.start_draw(s, s.arg, s.count - 1)

    def start_discard(self, s: BaseState, seat: int, count: int) -> None:
        """Make a seat choose cards to discard, as far as it has any."""
        if count > 0 and (s.hand0 if seat == 0 else s.hand1):
            s.node, s.actor, s.arg, s.count = DISCARD, seat, 0, count

    def discard_card(self, s: BaseState, card: int) -> None:
        """A chosen card goes to the discard."""
        self.take(s, card)
        self.lay_down(s, card, False)
        self.start_discard(s, self.card_seat[card], s.count - 1)

    # --- deals -----------------------------------------------------------------------------

    def talk(self, s: BaseState, o: int, node: int, verb: int, x: int) -> None:
        """One step of bargaining."""
        if verb == V_OFFER:
            s.draft |= 1 << x
            s.draft_last = x
            s.node = TALK
        elif verb == V_TABLE:
            self.pay_talk(s, o, self.table_pay)
            s.draft_term = x
            s.actor, s.node = 1 - s.actor, REPLY
        elif verb == V_EXTEND:
            self.pay_talk(s, o, self.extend_pay)
            s.arg = x
            s.actor, s.node = 1 - s.actor, REPLY
        elif verb == V_ACCEPT:
            self.agree(s, o)
        elif verb == V_COUNTER:
            s.node = EDIT
        elif verb == V_SEND:
            s.actor, s.node = s.draft_by, FINAL
        elif node == EDIT:
            s.draft_edits += 1
            if verb == V_TERM:
                s.draft_term = x
            else:
                s.draft ^= 1 << x
            s.node = EDIT
        if s.node == RUN:
            s.draft, s.draft_last, s.draft_edits, s.draft_term, s.arg = 0, -1, 0, 0, 0

    def pay_talk(self, s: BaseState, o: int, pays: list[Any]) -> None:
        """Pay for tabling or for proposing an extension."""
        pay = pays[s.actor]
        if pay is not None:
            pay(s, o)

    def agree(self, s: BaseState, o: int) -> None:
        """The package or the extension on the table is accepted."""
        by = s.draft_by
        if s.draft:
            self.sign(s, o, by)
            return
        k = s.arg - 1
        s.deal_left[k] += s.deal_term[k]
        s.deal_ext[k] += 1
        s.extensions = put(
            s, o, self.kernel_site, "game.extensions", s.extensions, s.extensions + 1, 0, 10_000
        )
        self.push(s, o, self.extend_do[by])

    def sign(self, s: BaseState, o: int, by: int) -> None:
        """A package becomes a deal: levels are held, goods change hands."""
        k = self.free_slot(s)
        running = deals_in_force(s)
        note(s, o, self.kernel_site, "game.deals", running, running + 1)
        s.deal_items[k] = s.draft
        s.deal_left[k] = s.draft_term + 1
        s.deal_term[k] = s.draft_term
        s.deal_ext[k] = 0
        s.deal_by[k] = by
        s.deals_made = put(
            s, o, self.kernel_site, "game.deals_made", s.deals_made, s.deals_made + 1, 0, 10_000
        )
        frames: list[int] = []
        for i in range(len(self.item_seat)):
            if s.draft >> i & 1:
                self.give(s, o, i)
                if self.item_do[i]:
                    frames.append(o | self.item_do[i])
        frames.reverse()
        s.stack += frames
        self.push(s, o, self.table_do[by])

    def give(self, s: BaseState, o: int, i: int) -> None:
        """What an item does when the deal is signed."""
        kind, m = self.item_kind[i], self.item_measure[i]
        if kind == 0:
            s.held[m] = i + 1
            self.hold(s, o, m, s.level[m] - self.item_amount[i], self.item_site[i])
        elif kind == 1:
            s.held[m] = i + 1
            self.hold(s, o, m, self.item_amount[i], self.item_site[i])
        elif kind == 2:
            self.item_move[i](s, o)

    def pledge(self, s: BaseState, o: int, items: int) -> None:
        """What pledges of a running deal move this round."""
        for i in range(len(self.item_seat)):
            if items >> i & 1 and self.item_kind[i] == 3:
                self.item_move[i](s, o)

    def release(self, s: BaseState, o: int, k: int, full: bool) -> None:
        """A deal ends: what it held comes back, all of it or as its items say."""
        for i in range(len(self.item_seat)):
            if s.deal_items[k] >> i & 1 and self.item_kind[i] < 2:
                m, snap = self.item_measure[i], self.item_snap[i]
                suspended = s.level[m] - s.force[m]
                lost = 0 if full or snap == 0 else suspended - suspended // 2
                if snap == 2 and not full:
                    lost = suspended
                s.held[m] = 0
                s.ceiling[m] = FREE
                self.set_level(s, o, m, s.level[m] - lost, self.item_site[i])
        running = deals_in_force(s)
        note(s, o, self.kernel_site, "game.deals", running, running - 1)
        s.deal_items[k] = s.deal_left[k] = s.deal_term[k] = s.deal_ext[k] = s.deal_by[k] = 0

    def breach(self, s: BaseState, o: int, k: int) -> None:
        """A seat breaks a deal: everything it held bites again at once."""
        self.release(s, o, k, True)
        s.breaches = put(
            s, o, self.kernel_site, "game.breaches", s.breaches, s.breaches + 1, 0, 10_000
        )
        self.push(s, o, self.breach_do[s.actor])

    # --- random play -----------------------------------------------------------------------

    def rollout(self, s: BaseState, rng: Stream, limit: int) -> int:
        """Play at random until the game is over or `limit` nodes; luck is drawn inline.

        Changes `s`. Returns the number of nodes.
        """
        nodes = 0
        while s.node != OVER and nodes < limit:
            self.act(s, self.random_action(s, rng))
            nodes += 1
        return nodes

    def random_action(self, s: BaseState, rng: Stream) -> int:
        """A legal action, each equally likely; at a chance node an outcome by its weight."""
        node = s.node
        if node == DRAW:
            pile = s.pile0 if s.arg == 0 else s.pile1
            return ACT(V_DRAW, pile[rng.below(len(pile))])
        if node == PLAY:
            return self.random_play(s, rng)
        if s.actor != CHANCE:
            actions = self.legal(s)
            return actions[rng.below(len(actions))]
        if node == LUCK:
            weights = self.weights(s)
            at = rng.below(sum(weights))
            k = 0
            while at >= weights[k]:
                at -= weights[k]
                k += 1
            return ACT(V_OUTCOME, k)
        outcomes = self.outcomes(s)
        total = 0
        for outcome in outcomes:
            total += outcome[1]
        at = rng.below(total)
        for outcome in outcomes:
            at -= outcome[1]
            if at < 0:
                return outcome[0]
        return outcomes[0][0]

    def random_play(self, s: BaseState, rng: Stream) -> int:
        """A play by rejection: draw any, keep it if it is allowed. Uniform over the allowed."""
        hand = s.hand0 if s.actor == 0 else s.hand1
        moves = self.moves[s.actor]
        cards = 2 * len(hand)
        rest = cards + len(moves)
        total = 1 + rest + self.deal_slots
        while True:
            at = rng.below(total)
            if at < cards:
                card = hand[at >> 1]
                if at & 1:
                    return ACT(V_CAPITAL, card)
                if self.card_open[card](s):
                    return ACT(V_PLAY, card)
            elif at < rest:
                move = moves[at - cards]
                if self.move_open(s, move):
                    return move
            elif at == rest:
                return V_PASS
            elif s.deal_items[at - rest - 1]:
                return ACT(V_BREACH, at - rest)
