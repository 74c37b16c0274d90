"""The score of an evening: games that the same people and programs play one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from wargame.dataclass import dataclass
from wargame.play.player import HUMAN
from wargame.players.people import bare_title
from wargame.rules.amounts import counted
from wargame.rules.game import Game

BEGAN = "whoever began "
"""How people are called who sit at one keyboard, before the chair of their first game."""
UNDECIDED = 0.5
"""What a game that nobody has won counts, for each side."""


@dataclass(frozen=True, slots=True)
class EveningScore:
    """The games so far, by person.

    Attributes:
        names: What each person is called, in the order of the chairs of the first game.
        players: Their names as players, in the same order.
        chairs: Who sits in each seat now, by number, in deck order.
        scores: Games won at a contest, half a game where nobody has won; else points less par.
        games: How many are over and count.
        is_contest: Whether games are won.
        uncounted: How many are over that count for nobody, since a seat changed hands.
    """

    names: tuple[str, ...]
    players: tuple[str, ...]
    chairs: tuple[int, ...]
    scores: tuple[float, ...]
    games: int
    is_contest: bool
    uncounted: int = 0

    def ended(self, results: Mapping[str, int], winner: str) -> EveningScore:
        """With one game more.

        Args:
            results: What its end gave each seat, in deck order.
            winner: A seat, or "" for nobody.
        """
        scores = list(self.scores)
        for who, (seat, points) in zip(self.chairs, results.items(), strict=True):
            won = UNDECIDED if not winner else float(seat == winner)
            scores[who] += won if self.is_contest else points
        return replace(self, scores=tuple(scores), games=self.games + 1)

    def passed(self) -> EveningScore:
        """With one game more that counts for nobody."""
        return replace(self, uncounted=self.uncounted + 1)

    def swapped(self) -> EveningScore:
        """With everybody in the other chair."""
        return replace(self, chairs=self.chairs[::-1])

    def is_of(self, seats: Mapping[str, str]) -> bool:
        """Whether these sit in the chairs now, by name, in deck order."""
        return tuple(seats.values()) == tuple(self.players[who] for who in self.chairs)

    def moved_to(self, place: int) -> str:
        """Who sits in a seat, by its number, if it is not the chair of their first game, or ""."""
        return self.names[self.chairs[place]] if self.chairs[place] != place else ""

    @property
    def said(self) -> str:
        """The score as a line."""
        if self._is_nobodys:
            whole = "counted for nobody, since a seat changed hands"
            return f"{counted(self.uncounted, 'game')} so far, {whole}"
        told = f"{counted(self.games, 'game')} so far, {self._of_each(self.names)}"
        return f"{told}; {self.uncounted} counted for nobody" if self.uncounted else told

    @property
    def brief(self) -> str:
        """The same where there is little room."""
        if self._is_nobodys:
            return f"{counted(self.uncounted, 'game')}, counted for nobody"
        began = [name.removeprefix(BEGAN) for name in self.names]
        names = [name if name in self.names else f"who began {name}" for name in began[:1]]
        return f"{counted(self.games, 'game')}, {self._of_each([*names, *began[1:]])}"

    @property
    def _is_nobodys(self) -> bool:
        """Whether no game counts so far, though one is over."""
        return bool(self.uncounted) and not self.games

    def _of_each(self, names: Sequence[str]) -> str:
        """What each person has, each called by one of these names."""
        what = "won" if self.is_contest else "against par"
        sign = "g" if self.is_contest else "+g"
        told = [
            f"{name} {score or 0.0:{sign}}" for name, score in zip(names, self.scores, strict=True)
        ]
        return f"{what}: {', '.join(told)}"


def new_evening(game: Game, players: Mapping[str, str]) -> EveningScore:
    """Before the first game of an evening."""
    people = ["you" if name == HUMAN else bare_title(game.deck, name) for name in players.values()]
    many = Counter(people)
    titles = {seat.id: seat.title for seat in game.deck.seats}
    names = tuple(
        f"{BEGAN}as {titles[seat]}" if many[name] > 1 else name
        for name, seat in zip(people, players, strict=True)
    )
    count, is_contest = len(names), game.table == "contest"
    who = tuple(players.values())
    return EveningScore(names, who, tuple(range(count)), (0.0,) * count, 0, is_contest)
