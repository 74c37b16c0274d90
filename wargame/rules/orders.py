"""Orders: what a seat may not do for some rounds, or must do now, beyond what the rules say.

They are a value beside the rules and change nothing in them: `Game.under` gives the same game with
fewer legal actions, to players, to people and to whoever looks ahead alike. A record of it is one
of the game without orders, since all that was done is legal there too.

`pass` cannot be barred, so wherever a seat may pass it still may. Where bars would leave it
nothing at all, as at a question of which every answer is barred, they do not count.

>>> import wargame
>>> game = wargame.load("primer")
>>> held = game.under(Orders(bans=(Ban("us", ("raise duty",), 1, 4),)))
>>> position = held.position({"turn": "us"})
>>> [str(action) for action in held.legal_actions(position) if "duty" in str(action)]
['ease duty', 'pause duty']
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wargame.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Ban:
    """Acts that a seat may not take in some rounds.

    Attributes:
        acts: As they are typed, such as `tighten duty`; a verb alone, such as `fund`, is all of
            its acts. `raise` and `lower` with a measure are all own acts that do so: of a measure,
            cards, answers to questions, and for `lower` deals; `give` with a deal item is all by
            which it is given.
        first_round, last_round: When, both included.
    """

    seat: str
    acts: tuple[str, ...]
    first_round: int
    last_round: int


@dataclass(frozen=True, slots=True)
class Must:
    """An act that a seat has to take, at the price and under the conditions of the rules.

    Attributes:
        act: As it is typed.
        round, ply: At which action of the game, and its round. If it is not legal then, it lapses.
        level: For `tighten`: also at later plays of the round, until the measure stands there.
    """

    seat: str
    act: str
    round: int
    ply: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Orders:
    """All that binds the seats; without any, nothing does."""

    bans: tuple[Ban, ...] = ()
    musts: tuple[Must, ...] = ()


def orders_of(plain: Mapping[str, Any]) -> Orders:
    """Orders from plain data: the fields of each ban and of each must.

    >>> orders_of({"bans": [{"seat": "us", "acts": ["fund"], "first_round": 1, "last_round": 2}]})
    Orders(bans=(Ban(seat='us', acts=('fund',), first_round=1, last_round=2),), musts=())
    """
    bans = [Ban(**{**one, "acts": tuple(one["acts"])}) for one in plain.get("bans", ())]
    return Orders(tuple(bans), tuple(Must(**one) for one in plain.get("musts", ())))
