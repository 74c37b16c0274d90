"""Rulings: effects in the deck's own language that control adds to a game in progress.

The text of a ruling goes through the same reading and the same emission as a card. Its segments,
sites and choices come behind all others, in the order of the log, so that no number changes its
meaning: a position of the game before the ruling is one of the game after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from wargame.errors import DeckError, Faults, IllegalAction
from wargame.rules import ir
from wargame.rules.actions import Action, State, Step, Words
from wargame.rules.emit.module import Module, ModuleEmitter
from wargame.rules.game import Game
from wargame.rules.kernel import HEADLINE, PLAY, RUN, SHIFT, TALK
from wargame.rules.reading.effects import EffectReader
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item
from wargame.rules.runtime import run_text

CONTROL_SEAT = "CONTROL"
"""The reserved seat of the white cell."""


class RuledGame(Game):
    """A game with rulings of control behind its own rules.

    Args:
        base: The game before this ruling.
        effects: What the ruling does, as `content` validates it.

    Attributes:
        rulings: The block of each ruling so far.
        segments: Where each begins in the engine.

    Raises:
        DeckError: The effects name what this deck does not have.
    """

    rulings: tuple[ir.Block, ...]
    segments: list[int]

    def __init__(self, base: Game, effects: Sequence[Any]) -> None:
        self.loaded = base.loaded
        before = base.rulings if isinstance(base, RuledGame) else ()
        self.program, block = _read(base, effects, len(before))
        self.rulings = (*before, block)
        emitter = _Emitter(self.program, self.rulings, traced=False)
        self.module = emitter.whole()
        self.segments = emitter.ruling_segments
        self.fast = run_text(self.module.text, f"<{self.deck.id} ruled>")
        self.engine = self.fast.ENGINE
        self.words = Words(self.program)

    @cached_property
    def traced(self) -> Any:
        """The flavour that reports every write."""
        text = _Emitter(self.program, self.rulings, traced=True).whole().text
        return run_text(text, f"<{self.deck.id} ruled, traced>")


class _Emitter(ModuleEmitter):
    """Emits rulings behind the deck's own nouns."""

    def __init__(self, program: ir.Program, rulings: Sequence[ir.Block], traced: bool) -> None:
        super().__init__(program, traced)
        self.rulings = rulings
        self.ruling_segments: list[int] = []

    def endings(self) -> None:
        """The last noun of the deck; the rulings follow."""
        super().endings()
        unit = self.unit("Rulings", "What control has ruled, in the order of the log.")
        for number, block in enumerate(self.rulings):
            self.ruling_segments.append(self.block(unit, block, f"ruling_{number + 1}"))
        self.done(unit)

    def whole(self) -> Module:
        """The module with its blocks."""
        text = self.module()
        return Module(text, tuple(self.blocks), self.first_segment)


def _read(base: Game, effects: Sequence[Any], number: int) -> tuple[ir.Program, ir.Block]:
    """The program with room for what the ruling needs, and the ruling's block."""
    faults = Faults()
    old = base.program
    reader = EffectReader(
        base.loaded, base.scope_names, faults, list(old.sites), list(old.lucks), list(old.asks)
    )
    title = f"Ruling {number + 1}"
    block = reader.block(Item(title.lower(), title, Scope(), ()), effects, "do")
    if faults.fatal:
        raise DeckError(replace(fault, mark=None) for fault in faults.fatal)
    return replace(old, sites=reader.sites, lucks=reader.lucks, asks=reader.asks), block


def why_no_ruling(game: Game, state: State) -> str:
    """Why control has to wait with a ruling, or "": a seat must be about to begin its turn."""
    if game.is_terminal(state):
        return "the game is over"
    is_free = state.node == PLAY or (state.node == TALK and not state.draft)
    if is_free or (state.node == HEADLINE and max(state.commit) < 0):
        return ""
    seat = game.current_seat(state)
    return f"a choice of {seat} is under way; rule when the next turn begins"


def apply_ruling(game: Game, state: State, number: int, *, traced: bool = False) -> Step:
    """Carry out a ruling; then the seat whose turn it was is asked anew.

    Args:
        game: It has the ruling.
        number: Which of its rulings, from 0.

    Raises:
        IllegalAction: It comes at the wrong time, or the game has no such ruling.
    """
    if not isinstance(game, RuledGame) or not 0 <= number < len(game.rulings):
        raise IllegalAction(f"There is no ruling {number + 1}.")
    reason = why_no_ruling(game, state)
    if reason:
        raise IllegalAction(f"No ruling now: {reason}.")
    action = Action(f"ruling {number + 1}", CONTROL_SEAT, -1)
    after = game.unpack(game.pack(state))
    engine = (game.traced if traced else game.fast).ENGINE
    after.trace = [] if traced else None
    after.ply += 1
    after.turn -= 1
    after.node = RUN
    engine.push(after, after.ply << SHIFT, game.segments[number])
    engine.advance(after)
    writes = game.writes(after.trace) if traced else ()
    after.trace = None
    return Step(action, after, writes)
