"""What a traced match remembers for people who ask: what happened, and which numbers moved."""

from __future__ import annotations

from dataclasses import replace

from wargame.play.event import Act, Effective, Ruling
from wargame.play.log import Entry, make_entry
from wargame.rules.asking.why import Ledger
from wargame.rules.game import Game, Position, Step


class Trail:
    """The log and the ledger of the moves that count."""

    def __init__(self, game: Game) -> None:
        self.log: list[Entry] = []
        self.ledger = Ledger(game.rules)
        self._steps: list[Step] = []

    def add(self, game: Game, move: Effective, before: Position, step: Step) -> None:
        """Take in a move with what it led to."""
        reason = move.why.strip().rstrip(".") if isinstance(move, Ruling) else ""
        stand_in = move.stand_in if isinstance(move, Act) else ""
        self._steps.append(step)
        entry = make_entry(move.ply, before, step, reason, stand_in)
        if isinstance(move, Ruling) and move.released:
            entry = replace(entry, dated=(*entry.dated, *move.released))
        self.log.append(entry)
        self.ledger.add(step)

    def cut(self, game: Game, kept: int) -> None:
        """Forget all but the first moves."""
        del self.log[kept:], self._steps[kept:]
        self.ledger = Ledger(game.rules)
        for step in self._steps:
            self.ledger.add(step)
