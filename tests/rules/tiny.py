"""Decks of a few lines, and a table to play them at, for tests that read as a rule book."""

from __future__ import annotations

from typing import Any

from tests.rules.conformance import check_ranges, check_trace
from wargame.content.load import load_deck_tree
from wargame.rules.game import Game, Write
from wargame.rules.refusal import Reason
from wargame.rules.view import SeatState

BASE: dict[str, Any] = {
    "id": "tiny",
    "title": "Tiny",
    "about": "North and south share a river.",
    "version": "1.0",
    "rounds": {"max": 12},
    "turn": {"plays": 1, "initiative": "north"},
    "seats": [
        {"id": "north", "title": "North", "capital": {"start": 5, "max": 20}, "hand": 0},
        {"id": "south", "title": "South", "capital": {"start": 5, "max": 20}, "hand": 0},
    ],
    "tracks": [
        {"id": "calm", "title": "Calm", "of": "shared", "min": -10, "max": 10},
        {"id": "grain", "title": "Grain", "of": "seats", "max": 10, "start": 4},
    ],
    "endings": [{"id": "over", "title": "Over"}],
}


def tiny(**nouns: Any) -> Game:
    """A game of two seats, `north` first, with `calm` and `grain`, and what is given."""
    return Game(load_deck_tree({**BASE, **nouns}))


def seats(north: dict[str, Any], south: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """The two seats of `BASE` with some fields replaced."""
    return [
        {**base, **changes}
        for base, changes in zip(BASE["seats"], (north, south or {}), strict=True)
    ]


def card(name: str, *do: Any, seat: str = "north", **more: Any) -> dict[str, Any]:
    """A card with an effect."""
    return {"id": name, "title": name, "seat": seat, "text": name, "do": list(do), **more}


def rule(phase: str, *do: Any, **more: Any) -> dict[str, Any]:
    """A rule of a phase."""
    return {"id": f"{phase}_rule", "title": "Rule", "phase": phase, "do": list(do), **more}


class Table:
    """A game being played: what is done is told as text, luck included."""

    def __init__(self, game: Game, given: dict[str, Any] | None = None) -> None:
        self.game = game
        self.state = game.new() if given is None else game.position(given)
        self.writes: tuple[Write, ...] = ()

    def do(self, *texts: str) -> Table:
        """Take actions in order; each must be legal, and tells every number that it changes."""
        for text in texts:
            step = self.game.apply(self.state, text, traced=True)
            fast = self.game.apply(self.state, text).state
            assert self.game.pack(step.state) == self.game.pack(fast), text
            check_ranges(self.game, fast)
            check_trace(self.game, self.state, step)
            self.state, self.writes = step.state, step.writes
        return self

    def rounds(self, count: int = 1) -> Table:
        """Pass, and take the first of every luck, until the same point `count` rounds later."""
        for _ in range(count):
            started = self.state.round
            while self.state.round == started and not self.over:
                self.do(self.legal[0])
        return self

    @property
    def over(self) -> bool:
        return self.game.is_terminal(self.state)

    @property
    def legal(self) -> list[str]:
        """What may be done now, as text."""
        return [str(action) for action in self.game.legal_actions(self.state)]

    @property
    def seat(self) -> str:
        """Who is to act."""
        return self.game.current_seat(self.state)

    @property
    def odds(self) -> dict[str, int]:
        """At a chance node: the weight of each outcome."""
        return {str(action): weight for action, weight in self.game.chance_outcomes(self.state)}

    def view(self, seat: str = "north") -> SeatState:
        """What a seat may see; "" is a spectator."""
        return self.game.redact(self.state, seat)

    def __getitem__(self, name: str) -> int:
        """The value of an expression."""
        return self.game.value(self.state, name)

    def refusal(self, text: str) -> str:
        """Why the seat to move may not do this; empty if it may."""
        view = self.view(self.seat)
        return str(self.game.why_not(view, text) or "")

    def why(self, text: str) -> Reason | None:
        """The same as a value."""
        refusal = self.game.why_not(self.view(self.seat), text)
        return refusal.why if refusal else None
