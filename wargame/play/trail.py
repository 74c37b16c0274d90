"""What a traced match remembers for people who ask: what happened, and which numbers moved."""

from __future__ import annotations

from dataclasses import replace

from wargame.play.event import Act, Effective, Ruling
from wargame.play.log import Entry, make_entry, seen_by
from wargame.play.witnessed import Witnessed, witnessed
from wargame.rules.asking.tested import released
from wargame.rules.asking.why import Ledger
from wargame.rules.game import Game, Position, Step


class Trail:
    """The log and the ledger of the moves that count."""

    def __init__(self, game: Game) -> None:
        self.log: list[Entry] = []
        self.ledger = Ledger(game.rules)
        self._steps: list[Step] = []
        self._witnessed: dict[str, list[Witnessed]] = {}

    def add(self, game: Game, move: Effective, before: Position, step: Step) -> None:
        """Take in a move with what it led to."""
        reason = move.why.strip().rstrip(".") if isinstance(move, Ruling) else ""
        stand_in = move.stand_in if isinstance(move, Act) else ""
        self._steps.append(step)
        entry = make_entry(game, move.ply, before, step, reason, stand_in)
        if isinstance(move, Ruling) and move.released:
            is_alone = len(move.do) == 1  # what a ruling does besides may come before what they ask
            asked = tuple(released(before, *move.released)) if is_alone else ()
            dated = tuple(dict.fromkeys((*entry.dated, *move.released)))
            entry = replace(entry, dated=dated, tested=(*entry.tested, *asked))
        self.log.append(entry)
        self.ledger.add(step)

    def witnessed(self, seat: str) -> list[Witnessed]:
        """What a seat has seen so far. A round is told anew as long as it goes on, since a move of
        it may open earlier ones; what was before stays."""
        known, log = self._witnessed.setdefault(seat, []), self.log
        start = len(known)
        while 0 < start < len(log) and log[start - 1].round == log[len(known)].round:
            start -= 1
        known[start:] = witnessed(seen_by(seat, log[start:]))
        return list(known)

    def cut(self, game: Game, kept: int) -> None:
        """Forget all but the first moves."""
        del self.log[kept:], self._steps[kept:]
        self._witnessed.clear()
        self.ledger = Ledger(game.rules)
        for step in self._steps:
            self.ledger.add(step)
