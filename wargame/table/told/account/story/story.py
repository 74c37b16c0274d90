"""The story of a game in some sentences, each told by a rule and resting on moves of the record.

A sentence whose moves are not in the record is not told.
"""

from __future__ import annotations

from wargame.table.told.account.objects import Sentence
from wargame.table.told.account.story.basis import StoryBasis
from wargame.table.told.account.story.frame import (
    told_ending,
    told_halfway,
    told_sources,
    told_steepest,
    told_turn,
)
from wargame.table.told.account.story.rules import (
    told_announced,
    told_bluffs,
    told_built,
    told_pressed,
    told_signed,
    told_truces,
    told_words,
)

LONGEST = 10
"""Sentences of a story at most."""
FEWEST = 6
"""Sentences below which it is also told how it stood halfway."""
SOME = 2
"""Sentences that one rule tells at most."""


def story_of(evidence: StoryBasis) -> tuple[Sentence, ...]:
    """The story: the ending, what made it, and then what happened, in order."""
    frame = [*told_ending(evidence), *told_sources(evidence), *told_turn(evidence)]
    bluffs = told_bluffs(evidence)[:SOME]
    told = [
        *told_words(evidence)[:SOME],
        *bluffs,
        *told_truces(evidence)[:SOME],
        *told_announced(evidence)[:SOME],
        *told_built(evidence)[:SOME],
        *told_signed(evidence)[:SOME],
        *told_pressed(evidence, {ply for one in bluffs for ply in one.plies}),
    ]
    if len(frame) + len(told) < FEWEST:
        told += [*told_halfway(evidence), *told_steepest(evidence)]
    room = max(0, LONGEST - len(frame))
    return (*frame, *sorted(told[:room], key=lambda one: one.plies[0]))
