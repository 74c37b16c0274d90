"""Plays what happened: reads `actions.yaml` and takes every move through the rules.

The shipped save is made by this and by nothing else; after the deck has changed, run
`python -m tests.history.builder`. Luck is chosen by control, and says why: it happened so.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from wargame.content.load import load_deck
from wargame.play.control import choose_outcome
from wargame.play.match import Match
from wargame.play.player import Player
from wargame.rules.game import CHANCE_SEAT, Game, Position
from wargame.rules.position import actions_at, state_of
from wargame.rules.view import SeatState
from wargame.store.savefile import create
from wargame.store.world import World

ROOT = Path(__file__).resolve().parents[2]
DECK = ROOT / "decks" / "history"
SAVE = ROOT / "saves" / "history-2018-2026.jsonl"
ACTIONS = Path(__file__).with_name("actions.yaml")
LAST_ROUND = 84
"""The last entry of the record; the save stops where the seats decide about the next."""

WHY = "as it happened"
SHUFFLED = "so that the cards that were played are in hand"
SEED = 2018
MADE = 1_785_542_400
"""When the record ends, 1 August 2026: the time the save bears, so that it can be made again."""


class Historian:
    """Sits in a seat that is moved by the record; nobody ever asks it."""

    name = "human"

    def choose(self, view: SeatState) -> Any:
        raise AssertionError(view)


def read_actions() -> dict[int, dict[str, Any]]:
    """What the seats did, by round."""
    found: dict[int, dict[str, Any]] = yaml.safe_load(ACTIONS.read_text(encoding="utf-8"))
    return found


def new_match(game: Game) -> Match:
    """A match in which nothing has happened yet."""
    players: dict[str, Player] = {seat: Historian() for seat in game.seats}
    match = Match(game, players, SEED)
    match.is_luck_held = True
    return match


def play_on(match: Match, until: int = LAST_ROUND, without: int = 0) -> Match:
    """Take the moves of the record up to the first decision after a round.

    Args:
        without: A round in which the seats do nothing; what is not possible later is left out.
    """
    script = _Script(match, without)
    while match.state.round <= until or match.game.current_seat(match.state) == CHANCE_SEAT:
        script.step()
    return match


def write_save(path: Path) -> None:
    """Write the record as a shipped save; the same deck gives the same bytes."""
    game = Game(load_deck(DECK, ""))
    match = new_match(game)
    numbers = count()
    world = World(clock=lambda: MADE, entropy=lambda size: _bytes(next(numbers), size))
    with create(path, game, match.record, world, shipped=True) as file:
        match.journal = file
        play_on(match)


def _bytes(number: int, size: int) -> bytes:
    """Bytes that anybody can guess: nothing in the record is a secret."""
    return sha256(b"history %d" % number).digest()[:size]


class _Script:
    """Finds the next move of the record at each node."""

    def __init__(self, match: Match, without: int) -> None:
        self.match, self.game = match, match.game
        self.actions = read_actions()
        self.is_strict = without == 0
        self.actions.pop(without, None)
        self.packages: dict[int, list[str]] = {}

    def step(self) -> None:
        """Take one move, a decision or luck."""
        state = self.match.state
        seat = self.game.current_seat(state)
        legal = [action.text for action in actions_at(state)]
        if seat == CHANCE_SEAT:
            text = self._luck(state, legal)
            choose_outcome(self.match, text, SHUFFLED if text.startswith("draw") else WHY)
            return
        text = self._decision(state, seat, legal)
        if text not in legal and not self.is_strict:
            text = "pass" if "pass" in legal else legal[-1]
        self.match.take(self.game.action(state, text))

    def _decision(self, state: Position, seat: str, legal: list[str]) -> str:
        told = self.actions.get(state.round, {})
        phase = self.game.redact(state, seat).phase
        if phase == "plays":
            return str(told.get(seat, "pass"))
        if phase == "talks":
            return self._talk(state.round, seat, legal, told.get("talks", {}))
        return f"choose {told.get('choose', legal[-1].partition(' ')[2])}"

    def _talk(self, number: int, seat: str, legal: list[str], told: dict[str, Any]) -> str:
        """Table the package of this round item by item; the other side accepts it."""
        if "accept" in legal:
            return "accept"
        if told.get("by") != seat:
            return "pass"
        if number not in self.packages:
            self.packages[number] = self._package(told)
        return self.packages[number].pop(0) if self.packages[number] else "pass"

    def _package(self, told: dict[str, Any]) -> list[str]:
        if "extend" in told:
            return [f"extend {told['extend']}"]
        deals = self.game.deck.deals
        assert deals is not None
        order = [item.id for item in deals.items]
        items = sorted(told["items"], key=order.index)
        return [*(f"offer {item}" for item in items), f"table {told['term']}"]

    def _luck(self, state: Position, legal: list[str]) -> str:
        told = self.actions.get(state.round, {})
        if legal[0].startswith("draw"):
            return min(legal, key=lambda text: self._next_use(state, text.partition(" ")[2]))
        if legal[0].startswith("outcome"):
            return f"outcome {told.get('outcome', 1)}"
        return legal[0]

    def _next_use(self, state: Position, card: str) -> int:
        """The first round in which the seat that draws plays a card."""
        seat = self.game.seats[state_of(state).arg]
        uses = (n for n, told in self.actions.items() if told.get(seat) == f"play {card}")
        return min((n for n in uses if n >= state.round), default=1000)


if __name__ == "__main__":
    SAVE.unlink(missing_ok=True)
    write_save(SAVE)
