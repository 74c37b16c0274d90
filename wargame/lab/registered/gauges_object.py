"""What the registered gauges counted in recorded games, event by event, for `lab gauges`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.content.model import Roles
from wargame.dataclass import dataclass
from wargame.lab.record.timeline import Timeline
from wargame.lab.registered.counts import Behind
from wargame.lab.registered.table import BY_NUMBER, GAUGES, Aside, GameGauge


@dataclass(frozen=True, slots=True)
class CountedQuantity:
    """One quantity of a gauge in a game.

    Attributes:
        name: What judging calls it.
        is_companion: Whether it stands beside the gauge and decides nothing.
        part: How much was counted.
        whole: Out of how much; 0 if there was nothing to count.
        events: What the count rests on, in order.
    """

    name: str
    is_companion: bool
    part: int
    whole: int
    events: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class CountedGauge:
    """One gauge in a game.

    Attributes:
        claim: The number of its claim.
        counts: What it counts, in words.
        over: Of what.
        quantities: The gauge's own first.
    """

    claim: int
    counts: str
    over: str
    quantities: tuple[CountedQuantity, ...]


@dataclass(frozen=True, slots=True)
class CountedGame:
    """What was counted in one game.

    Attributes:
        game: What the save is called.
        rounds: How many rounds are over.
        ending: The class of the ending; "" of a game that goes on.
        gauges: Those that one game can tell, or companions of theirs.
    """

    game: str
    rounds: int
    ending: str
    gauges: tuple[CountedGauge, ...]


@dataclass(frozen=True, slots=True)
class GaugesObject:
    """What the registered gauges counted in recorded games.

    Attributes:
        deck: The deck whose role map was used.
        registration: 64 hex digits over the text that says what is counted.
        games: Each game.
        by_trial: Claims that only pairs of games can tell.
        beside_by_trial: What stands beside claims and only pairs of games can tell, such as `3b`.
    """

    deck: str
    registration: str
    games: tuple[CountedGame, ...]
    by_trial: tuple[int, ...]
    beside_by_trial: tuple[str, ...]


def counted_game(
    name: str, line: Timeline, roles: Roles, claims: Sequence[int] = ()
) -> CountedGame:
    """What the gauges counted in a game.

    Args:
        claims: Which of them; without any, all.
    """
    chosen = [BY_NUMBER[number] for number in claims] or list(GAUGES)
    gauges = [
        CountedGauge(one.number, of.counts, of.over, tuple(_quantities(one, of, line, roles)))
        for one in chosen
        if (of := one.in_a_game)
    ]
    return CountedGame(name, line.rounds, line.ending, tuple(gauges))


def _quantities(
    gauge: GameGauge, of: Aside, line: Timeline, roles: Roles
) -> Iterator[CountedQuantity]:
    for name, one in of.count(line, roles).items():
        yield CountedQuantity(name, name not in gauge.main, one.part, one.whole, one.behind)
