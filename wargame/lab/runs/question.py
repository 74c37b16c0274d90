"""What every study is asked; the first keys of what it prints for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, fields
from typing import Final, TypedDict, cast

from wargame.content.typed import CONTEST
from wargame.dataclass import dataclass
from wargame.rules.game import Game

LESS_PAR: Final = "points less par"
MATCH_POINTS: Final = "match points, 1000 each, and the lead"


def what_seats_get(game: Game) -> str:
    """What seats of a seminar get, and those of a contest, in words."""
    return MATCH_POINTS if game.table == CONTEST else LESS_PAR


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """How a program did that played.

    Attributes:
        player: Its name.
        games: In how many games it sat.
        stand_ins: Its decisions that another took, since it had done wrong or fallen out.
        faults: How often it did what the protocol does not allow.
        left_out: Games of it that are left out of everything else, since another chose in them.
    """

    player: str
    games: int
    stand_ins: int
    faults: int
    left_out: int


class QuestionKeys(TypedDict):
    """The fields of a `Question`, to make a kind of it with."""

    deck: str
    variant: str
    deck_hash: str
    seed: int
    secret: str | None
    programs: Sequence[ProgramRow] | None
    left_out: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked.

    Attributes:
        deck: The deck's id.
        variant: The variant's id, or "".
        deck_hash: 64 hex digits over all that the deck says.
        seed: What all luck follows from.
        secret: What luck follows from besides, 32 hex digits; left out where no program plays.
        programs: The programs that played; left out where there are none.
        left_out: Games that nothing else here counts, since another chose in a program's place.
            Left out where no program plays.
    """

    deck: str
    variant: str
    deck_hash: str
    seed: int
    secret: str | None = field(default=None, kw_only=True)
    programs: Sequence[ProgramRow] | None = field(default=None, kw_only=True)
    left_out: int | None = field(default=None, kw_only=True)

    @property
    def question(self) -> QuestionKeys:
        """What was asked, for another object that says it too."""
        found = {one.name: getattr(self, one.name) for one in fields(Question)}
        return cast("QuestionKeys", found)
