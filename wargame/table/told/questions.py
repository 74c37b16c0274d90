"""What is talked about after a game: the deck's questions by stage, and what every seminar asks.

One list for the projector, the report and the facilitator's pages; where somebody looks at the end
of a game alone, only if the deck asks something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wargame.content.model import DebriefQuestion

if TYPE_CHECKING:
    from wargame.content.model import DebriefStage, Deck
    from wargame.rules.view import SeatState

STAGES: dict[DebriefStage, str] = {
    "facts": "Facts: what happened",
    "causes": "Causes: why it happened",
    "transfer": "Transfer: what it means",
}
"""What people read for the stages of a debrief."""
USUAL: dict[DebriefStage, dict[str, str]] = {
    "facts": {"What surprised you": "What surprised you?"},
    "causes": {},
    "transfer": {
        "Where did the game mislead": (
            "Where did the game mislead you? Which assumption would you change?"
        ),
        "Name one thing": "Name one thing that you would do differently on Monday.",
    },
}
"""What is asked in every seminar, stage by stage, by how a question of the deck begins that asks
the same itself."""


def asked_afterwards(
    deck: Deck, ends: Sequence[SeatState] = ()
) -> Iterator[tuple[DebriefStage, list[DebriefQuestion]]]:
    """The questions of each stage.

    Args:
        ends: How games ended, for somebody who may see it: a question that asks for something is
            left out where that holds in none of them. Without any, all are asked.
    """
    asked = [(_stage(one), one) for one in deck.questions]
    for stage, usual in USUAL.items():
        mine = [one for at, one in asked if at == stage]
        begun = {start for start in usual if any(ask.ask.startswith(start) for _, ask in asked)}
        more = [one for start, one in usual.items() if start not in begun]
        kept = [one for one in mine if not ends or any(_holds(one, end) for end in ends)]
        yield stage, [*kept, *(DebriefQuestion(ask=one, stage=stage) for one in more)]


def _holds(one: DebriefQuestion, end: SeatState) -> bool:
    return one.when is None or end.value(f"1 if {one.when} else 0") == 1


def _stage(one: DebriefQuestion) -> DebriefStage:
    """When it is asked: one that every seminar asks, where it is asked everywhere."""
    found = (stage for stage, usual in USUAL.items() if one.ask.startswith((*usual,)))
    return next(found, one.stage)
