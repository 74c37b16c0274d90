"""Counsel for people: what looks best from their seat, how sure that is, and what it leads to.

It sees what the seat sees, thinks in worlds that the seat could be in, and on luck of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wargame.dataclass import dataclass
from wargame.play.seeds import derive
from wargame.players.budget import Budget
from wargame.players.reasons import Story
from wargame.players.search import Search
from wargame.players.thought import Candidate, Likely, Preferred
from wargame.rules.view import SeatState

MOVES: Final = 3
"""Moves that counsel is given on."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One move with what speaks for it.

    Attributes:
        option: The move, its prospects, and how likely it is to be the best.
        effects: What it is likely to change by the end of this round, and the other moves are
            not: a number's canonical name, and the mean change.
        course: What is likely to follow, soonest first.
    """

    option: Candidate
    effects: tuple[tuple[str, float], ...]
    course: tuple[Likely, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """Counsel on one decision.

    Attributes:
        moves: Best first, three at most; of a mixture, what to play most often.
        reason: Why the first rather than the second; None if there is no second.
        worlds: In how many imagined worlds the best were tried.
        considered: How many ways on there were.
        rounds: How many rounds after this one were looked at.
        standing: Points less par that the seat has now, as if the game ended here.
        mixed: The rival chooses in secret too, so that no single move is best: `best` of each
            option is then how often to play it.
    """

    moves: tuple[Suggestion, ...]
    reason: Preferred | None
    worlds: int
    considered: int
    rounds: int
    standing: int
    mixed: bool


def advise(view: SeatState, budget: Budget | None = None) -> Advice:
    """Counsel for the seat that is to move; `view` is all that is looked at.

    Args:
        budget: A second, unless something else is said.
    """
    seed = derive(0x0AD7, view.ply)
    player = Search(view.rules, view.seat, seed, budget or Budget())
    thought = player.think(view, told=True)
    worlds = max(option.samples for option in thought.options)
    options = thought.options
    if thought.mixed:  # the first was drawn from the mixture, and tells nothing
        options = tuple(sorted(options, key=lambda option: -option.best))
    return Advice(
        _moves(player.story(view), options[:MOVES]),
        thought.reason,
        worlds,
        len(thought.options),
        thought.rounds,
        thought.standing,
        thought.mixed,
    )


def _moves(story: Story, options: Sequence[Candidate]) -> tuple[Suggestion, ...]:
    """The best moves with what they lead to, all of them tried in the same worlds."""
    effects = story.effects([option.codes for option in options])
    return tuple(
        [
            # What the rival does with a proposal is told by how likely it is to accept.
            Suggestion(
                option, tuple(changes), story.course(option.codes) if option.accepted < 0 else ()
            )
            for option, changes in zip(options, effects, strict=True)
        ]
    )
