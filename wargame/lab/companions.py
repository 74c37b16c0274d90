"""What the registration prints beside its claims, in games at random.

A registered gauge is not run on a deck between players that think until the deck is judged, and a
companion is one. Games at random are free: they tell what is there before anybody means anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from wargame.content.library import DeckRef
from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.lab.cell_study import CellGame, CellGames, CellTask, players_in
from wargame.lab.companion_rows import CompanionRow, companion_rows
from wargame.lab.judge.benches import benches
from wargame.lab.judge.cells import DIALS, cells_at_random
from wargame.lab.judge.claims_table import check_registered
from wargame.lab.judge.companions import find_companion
from wargame.lab.judge.companions_table import COMPANIONS, Companion
from wargame.lab.judge.in_words import roles_in_words
from wargame.lab.judge.of_rules import roles_of
from wargame.lab.runs.seminar import at_seminar
from wargame.lab.runs.study import Find
from wargame.lab.stats.estimate import Ratio

NO_DIAL: Final = "the deck has no dial for it"


@dataclass(frozen=True, slots=True)
class CompanionsObject:
    """The companions of a deck, in games at random.

    Attributes:
        deck: The deck's id.
        deck_hash: 64 hex digits over everything the deck says.
        rules_hash: The same over what acts in it.
        seed: Of the run.
        games: How many games or pairs each of them was counted over.
        rows: Claim by claim; those that nothing counts say why.
        roles: What A and B are in the deck, in words.
    """

    deck: str
    deck_hash: str
    rules_hash: str
    seed: int
    games: int
    rows: Sequence[CompanionRow]
    roles: Sequence[str]


class CompanionsStudy(CellGames[CompanionsObject]):
    """Companions of the registered claims, counted in games and pairs at random.

    Args:
        games: Of each kind.
        only: Numbers of claims; without any, all.

    Raises:
        UsageError: The deck has no role map, or a claim is not registered, or nothing is
            registered beside those asked for.
    """

    kind = "companions"

    def __init__(self, deck: DeckRef, games: int, seed: int, only: Sequence[int] = ()) -> None:
        self.deck, self.games, self.seed = at_seminar(deck), games, seed
        roles_of(self.game.deck)
        self.claims = _chosen(only)
        dials = {dial.id for dial in self.game.deck.dials}
        self.counted = [one for one in COMPANIONS if _is_counted(one, self.claims, dials)]
        self.cells, self.needed = cells_at_random(self.counted)
        self.benches = benches(self.deck, self.cells, {})
        self.total = games * len(self.cells)

    @property
    def asked(self) -> Mapping[str, object]:
        """Nothing else: how many games and which claims change no game."""
        return {}

    def answer(self, find: Find[CellTask, CellGame]) -> CompanionsObject:
        """Play every cell, and count what each companion reads of it."""
        self.new_sieve(())
        games = find(self._tasks())
        played = {cell.name: list(islice(games, self.games)) for cell in self.cells}
        found = [
            find_companion(one, "U", *(_counts(played[cell], one) for cell in of))
            for one, of in zip(self.counted, self.needed, strict=True)
        ]
        rows = [row for number in self.claims for row in companion_rows(number, found, NO_DIAL)]
        game = self.game
        return CompanionsObject(
            game.deck.id,
            game.deck_hash,
            game.rules_hash,
            self.seed,
            self.games,
            rows,
            roles_in_words(game.deck),
        )

    def _tasks(self) -> Iterator[CellTask]:
        for cell in self.cells:
            for index in range(self.games):
                bench = self.benches[cell.name]
                yield CellTask(bench, cell, players_in(cell.family), self.seed, index)


def _chosen(only: Sequence[int]) -> list[int]:
    """Claims that have companions, of those asked for.

    Raises:
        UsageError: One of them is not registered, or none of them has any.
    """
    check_registered(only)
    there = list(dict.fromkeys(one.claim for one in COMPANIONS))
    chosen = [number for number in there if not only or number in only]
    if not chosen:
        raise UsageError(
            f"Nothing is registered beside these claims. There is beside: {_listed(there)}."
        )
    return chosen


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _is_counted(one: Companion, claims: Sequence[int], dials: Collection[str]) -> bool:
    has_dials = {DIALS[dial] for dial in one.off} <= set(dials)
    return one.claim in claims and not one.uncounted and has_dials


def _counts(games: Sequence[CellGame], one: Companion) -> dict[str, list[Ratio]]:
    """What some games brought to the quantities of a companion."""
    return {
        name: [game.counts.get(f"{one.claim}.{name}", (0, 0)) for game in games]
        for name in one.quantities
    }
