"""What a deck's generated module fills in: the tables of its engine."""

from __future__ import annotations

from typing import Any, Final

from wargame.rules.kernel.codes import (
    ACT,
    AT_AGES,
    AT_HEADLINES,
    AT_INJECT_DRAW,
    AT_INJECTS,
    AT_PROJECTS,
    AT_ROUND_END,
    AT_TALKS,
    NO_INJECT,
    V_FUND,
    V_TIGHTEN,
)
from wargame.rules.kernel.seats import rivals

MANY_LOTS: Final = 4000
"""More lots than this are not laid out; injects are then drawn by their weights."""


class Tables:
    """The rules of one deck as tables, one entry per card, measure, project and so on.

    Entries that say what may be done or what follows are functions of the generated module;
    effects are numbers of segments, 0 for none. Nothing changes after `ready`.
    """

    def __init__(self) -> None:
        self.segments: list[Any] = []
        self.seats: list[int] = []
        self.capital_start: list[int] = []
        self.capital_max: list[int] = []
        self.hand_size: list[int] = []
        self.income: list[Any] = []
        self.income_site: list[int] = []
        self.final_score: list[Any] = []
        self.final_site: list[int] = []
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
        self.inject_fixed: list[int] = []
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
        self.item_track: list[int] = []
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
        self.moves: list[list[int]] = []
        self.entry: list[int] = []
        self.inject_pile: list[int] = []
        self.inject_lots: list[int] = []
        self.item_bits: list[int] = []
        self.rival_bits: list[int] = []
        self.item_rivals: list[int] = []

    def ready(self) -> None:
        """Work out what depends on the filled tables."""
        self.seats = list(range(len(self.seat_names)))
        self.moves = [self.moves_of(seat) for seat in self.seats]
        self.item_bits = [self.bits_of_items([seat]) for seat in self.seats]
        self.rival_bits = [self.bits_of_items(rivals(seat, len(self.seats))) for seat in self.seats]
        self.inject_pile = [i for i in range(len(self.inject_round)) if self.inject_round[i] == 0]
        self.inject_lots = self.lots()
        self.item_rivals = [self.rivals_of(i) for i in range(len(self.item_seat))]

        self.entry = [self.first_busy(pc) for pc in range(AT_ROUND_END + 2)]

    def bits_of_items(self, givers: list[int]) -> int:
        """The items that some seats may give, as bits."""
        found = 0
        for i in range(len(self.item_seat)):
            if self.item_seat[i] in givers:
                found |= 1 << i
        return found

    def lots(self) -> list[int]:
        """A lot for each unit of weight of each inject, and of none; empty if weights vary."""
        found = [NO_INJECT] * self.quiet_weight
        for i in self.inject_pile:
            if self.inject_fixed[i] < 0 or len(found) > MANY_LOTS:
                return []
            found += [i] * self.inject_fixed[i]
        return found

    def first_busy(self, pc: int) -> int:
        """The first step from `pc` on in which this deck has anything to do."""
        if pc == AT_PROJECTS and not self.project_seat:
            return self.first_busy(pc + 1)
        if pc == AT_INJECTS and len(self.inject_pile) == len(self.inject_round):
            return self.first_busy(pc + 1)
        if pc == AT_INJECT_DRAW and not self.inject_pile:
            return self.first_busy(pc + 1)
        if pc == AT_AGES and not self.measure_seat:
            return self.first_busy(pc + 1)
        if pc == AT_HEADLINES and not self.headline:
            return self.first_busy(pc + 1)
        if pc == AT_TALKS and not self.deal_slots:
            return self.first_busy(pc + 1)
        return pc

    def moves_of(self, seat: int) -> list[int]:
        """Everything a seat may ever do to its measures and projects."""
        found: list[int] = []
        for m in range(len(self.measure_seat)):
            if self.measure_seat[m] == seat:
                for k in range(4):
                    if self.verb_open[k][m] is not None:
                        found.append(ACT(V_TIGHTEN + k, m))
        for p in range(len(self.project_seat)):
            if self.project_seat[p] == seat:
                found.append(ACT(V_FUND, p))
        return found

    def rivals_of(self, i: int) -> int:
        """The items, as bits, that one package may not hold beside an item; itself included.

        They hold the same measure, or would hand over the same goods a second time.
        """
        found = 1 << i
        for j in range(len(self.item_seat)):
            if self.item_kind[i] < 2 and self.item_kind[j] < 2:
                if self.item_measure[i] == self.item_measure[j]:
                    found |= 1 << j
            elif self.item_kind[i] == 2 and self.item_kind[j] == 2:
                if self.item_track[i] == self.item_track[j]:
                    found |= 1 << j
        return found
