"""How a player is named, and the one place that takes such a name apart.

    random, greedy, …                  a player that every deck has, or another package's
    PERSONA[~WEIGHT…][:FORESIGHT]      somebody of the deck
    search[:TIME][@PERSONA[~WEIGHT…]]  whoever thinks, and whose ends it is after
    script:SCRIPT                      whoever follows a script
    cmd:PROGRAM                        a program of anybody's
    human, remote                      a person, here or at another machine

`~WEIGHT` leaves one of the persona's weights out. What the parts stand for is looked up by whoever
knows it (`players.registry`); every text has parts.
"""

from __future__ import annotations

from typing import Final

from wargame.content.fields import FORESIGHTS, ForesightLevel
from wargame.dataclass import dataclass
from wargame.play.player import PROGRAM

THINKS: Final = "search"
"""Who takes a time to think."""

SCRIPT: Final = "script"
"""Who takes a script to follow."""

TOLD_OTHERWISE: Final = (PROGRAM, THINKS, SCRIPT)
"""Who is no persona of a deck, though something stands behind the colon of its name."""

TOLD, AFTER, OFF = ":", "@", "~"
"""The signs: before what a player is told, whose ends it is after, and a weight left out."""


@dataclass(frozen=True, slots=True)
class PlayerName:
    """A player's name, taken apart.

    Attributes:
        typed: All of it.
        who: What stands first: who that is.
        told: What stands behind the colon; None without one.
        ends: Whose ends the player is after: the persona, then the weights left out; nothing for
            its own points. Whoever is no persona of the deck has its own name here.
    """

    typed: str
    who: str
    told: str | None = None
    ends: tuple[str, ...] = ()

    @property
    def foresight(self) -> ForesightLevel | None:
        """How far ahead somebody of a deck looks: one step where nothing is told, and None where
        what is told is no foresight. Whoever else is named looks ahead in its own way."""
        if self.who in TOLD_OTHERWISE:
            return None
        told = FORESIGHTS[0] if self.told is None else self.told
        return next((one for one in FORESIGHTS if one == told), None)

    @property
    def thinks(self) -> bool:
        """Whether such a player takes time to think."""
        return self.who == THINKS or self.foresight not in (None, FORESIGHTS[0])


def parse_name(text: str) -> PlayerName:
    """Take a player's name apart.

    >>> parse_name("search:9it@hawk").told, parse_name("search:9it@hawk").ends
    ('9it', ('hawk',))
    >>> parse_name("hawk~my.gold:master").who, parse_name("hawk~my.gold:master").ends
    ('hawk', ('hawk', 'my.gold'))
    >>> parse_name("hawk~my.gold:master").foresight, parse_name("cmd:master").foresight
    ('master', None)
    """
    before, after, ends = text.partition(AFTER)
    who, told = _parted(before)
    if who == THINKS:
        return PlayerName(text, who, told, tuple(ends.split(OFF)) if after else ())
    who, told = _parted(text)
    parts = who.split(OFF)
    if parts[0] in TOLD_OTHERWISE:  # none of them leaves a weight out
        return PlayerName(text, who, told)
    return PlayerName(text, parts[0], told, tuple(parts))


def _parted(text: str) -> tuple[str, str | None]:
    """What stands before the colon and behind it."""
    who, colon, told = text.partition(TOLD)
    return who, told if colon else None


def titled(title: str, foresight: ForesightLevel) -> str:
    """What people read for somebody of a deck: `Dealmaker (regular)`."""
    return f"{title} ({foresight})"


def thinks(name: str) -> bool:
    """Whether a player by this name takes time to think.

    >>> thinks("search:2s"), thinks("search@dealmaker"), thinks("greedy")
    (True, True, False)
    >>> thinks("dealmaker:master"), thinks("dealmaker:learner")
    (True, False)
    """
    return parse_name(name).thinks
