"""Where a log leads: one fold, for a match that runs and for a save that is checked.

A course takes in events and keeps the effective moves and the position. To go back it keeps a
position now and then, and replays from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, assert_never

from wargame.content.effects import check_effects
from wargame.play.event import Act, Back, Chance, Effective, End, Event, Note, Ruling, Sit
from wargame.rules.game import Game, Position, Step
from wargame.rules.ruling import apply_ruling, ruled

SPACING = 16
"""Moves between two positions that are kept."""


class Course:
    """The effective moves of a log and the position they lead to.

    Args:
        start: The position it begins with; a new game unless given.
        first: The ply of the first move.
        epoch, secret: Of the dealer at the start.

    Attributes:
        game: The rules, with every ruling so far.
        moves: The moves that count.
        rulings: The effects of every ruling of the log, undone ones too.
        epoch: Of the dealer now; `top_epoch` is the highest so far.
        secret: Of the dealer now, or "". Once a program sits down it stays, also if moves
            before that are taken back.
        end: The end, once it is written.
    """

    def __init__(
        self,
        game: Game,
        start: Position | None = None,
        first: int = 0,
        epoch: int = 0,
        secret: str = "",
    ) -> None:
        self.game = game
        self.state: Position = game.new() if start is None else start
        self.first = first
        self.moves: list[Effective] = []
        self.rulings: list[tuple[Any, ...]] = []
        self.epoch = self.top_epoch = epoch
        self.secret = secret
        self.end: End | None = None
        self._epochs: list[int] = []
        self._secrets: list[str] = []
        self._kept: list[Position] = [self.state]

    @property
    def ply(self) -> int:
        """The ply of the next move."""
        return self.first + len(self.moves)

    @property
    def typed(self) -> list[str] | None:
        """The moves that count as they are typed, without a close by control after the last; None
        where control has ruled otherwise, which no player can type."""
        moves = self.moves[:-1] if self.close else self.moves
        found = [move.action for move in moves if isinstance(move, Act | Chance)]
        return found if len(found) == len(moves) else None

    @property
    def close(self) -> Ruling | None:
        """The ruling by which control closed the game to be scored as it stood; None if it did
        not, or named another ending than the deck's conditions do."""
        last = self.moves[-1] if self.moves else None
        if not isinstance(last, Ruling) or not self.game.is_terminal(self.state):
            return None
        ending = self.game.ending_here(self.at(last.ply))
        return last if self.rulings[last.number] == ({"end": ending},) else None

    def epoch_at(self, ply: int) -> int:
        """The dealer's epoch when the move at this ply was made; the present one beyond."""
        place = ply - self.first
        return self._epochs[place] if place < len(self._epochs) else self.epoch

    def secret_at(self, ply: int) -> str:
        """The dealer's secret when the move at this ply was made; the present one beyond."""
        place = ply - self.first
        return self._secrets[place] if place < len(self._secrets) else self.secret

    def at(self, ply: int) -> Position:
        """The position before the move at this ply.

        Raises:
            IndexError: The course is not that long.
        """
        place = ply - self.first
        if not 0 <= place <= len(self.moves):
            raise IndexError(f"There is no move {ply}: moves are {self.first} to {self.ply}.")
        if place == len(self.moves):
            return self.state
        start = place - place % SPACING
        state = self._kept[start // SPACING]
        for move in self.moves[start:place]:
            state = self.step(state, move).state
        return state

    def step(self, state: Position, move: Effective, *, traced: bool = False) -> Step:
        """What a move leads to from a position; a ruling has to be known already.

        Raises:
            IllegalAction: The rules do not allow it.
        """
        match move:
            case Act(action=action) | Chance(action=action):
                return self.game.apply(state, action, traced=traced)
            case Ruling(number=number):
                return apply_ruling(self.game, state, number, traced=traced)
            case _:
                assert_never(move)

    # --- taking in -------------------------------------------------------------------------

    def learn(self, do: tuple[Any, ...], why: str = "") -> None:
        """Take in the effects of a ruling, which so gets the next number.

        Raises:
            DeckError: They are not in the language of this deck.
        """
        self.game = ruled(self.game, check_effects(do), why)
        self.rulings.append(do)

    @contextmanager
    def trying(self, do: tuple[Any, ...], why: str) -> Iterator[None]:
        """Learn a ruling, and forget it again if what is done with it fails."""
        game = self.game
        self.learn(do, why)
        try:
            yield
        except BaseException:
            self.game = game
            self.rulings.pop()
            raise

    def add(self, event: Event, after: Position | None = None) -> None:
        """Take in an event that is known to be right; `after` is where a move led."""
        match event:
            case Act() | Chance() | Ruling():
                assert after is not None
                self.moves.append(event)
                self._epochs.append(self.epoch)
                self._secrets.append(self.secret)
                self.state = after
                if len(self.moves) % SPACING == 0:
                    self._kept.append(after)
            case Back(to=to, epoch=epoch):
                self._cut(to)
                self.epoch = epoch
                self.top_epoch = max(self.top_epoch, epoch)
            case Sit(secret=secret) if secret:
                self.secret = secret
                self.epoch = self.top_epoch = self.top_epoch + 1
            case End():
                self.end = event
            case Note() | Sit():
                pass
            case _:
                assert_never(event)

    def _cut(self, to: int) -> None:
        state = self.at(to)
        place = to - self.first
        del self.moves[place:], self._kept[place // SPACING + 1 :]
        del self._epochs[place:], self._secrets[place:]
        self.state = state


def under_rulings(game: Game, rulings: Sequence[Sequence[Any]]) -> Game:
    """A game with all that control has ruled at a table behind its rules.

    Args:
        game: With none of it, or with the first of these.
        rulings: The effects of each, as plain data.

    Raises:
        DeckError: They are not in the language of this deck.
    """
    for do in rulings[len(game.rules.rulings) :]:
        game = ruled(game, check_effects(do))
    return game
