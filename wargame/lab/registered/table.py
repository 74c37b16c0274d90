"""The eleven gauges: what each counts, over what, and how its trial is set up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wargame.lab.registered import answers, bargaining, cycles, duties, excursions, programmes
from wargame.lab.registered import trials as made
from wargame.lab.registered.counts import ArmCount, Count
from wargame.lab.registered.trials import MakeTrial


@dataclass(frozen=True, slots=True)
class TrialGauge:
    """How a claim with a trial is counted.

    Attributes:
        make: The trial of a deck.
        count: What an arm brings.
        arms: What judging calls the two arms.
    """

    make: MakeTrial
    count: ArmCount
    arms: tuple[str, str] = ("treated", "untreated")


@dataclass(frozen=True, slots=True)
class GameGauge:
    """A registered gauge.

    Attributes:
        number: Its claim's.
        counts: What is counted, in words.
        over: Of what.
        count: What a game brings; None where only a trial can tell.
        main: The quantities of the primary gauge; the others are companions.
        trial: How pairs of games are counted; None where one game can tell.
        beside: Trials of companions, by their names.
    """

    number: int
    counts: str
    over: str
    count: Count | None = None
    main: tuple[str, ...] = ()
    trial: TrialGauge | None = None
    beside: tuple[tuple[str, TrialGauge], ...] = ()


GAUGES: Final = (
    GameGauge(
        1,
        "games in which restrictions come back to where they started",
        "games in which they rose by a tenth of the scale",
        excursions.count,
        ("return", "stays", "break", "leaves"),
    ),
    GameGauge(
        2,
        "what a partner won back for itself alone; B's less the allies'",
        "what was laid on it",
        duties.count,
        ("rival", "allies"),
    ),
    GameGauge(
        3,
        "projects of A's programmes that stand two rounds after they were due",
        "those that fell due",
        programmes.count_standing,
        ("stands",),
        beside=(("3b", TrialGauge(made.any_cut, answers.announced)),),
    ),
    GameGauge(
        4,
        "rounds in which a deal runs that pays B's inputs with a level of A's",
        "all rounds",
        programmes.count_bought,
        ("bought",),
    ),
    GameGauge(
        5,
        "levels, stages and laws of A that stand four rounds after an election",
        "those that stood before it",
        trial=TrialGauge(made.election, answers.kept),
    ),
    GameGauge(
        6,
        "arms in which A gives a level in the round of a partial cut or the next",
        "all arms",
        trial=TrialGauge(made.partial_cut, answers.relieved),
    ),
    GameGauge(
        7,
        "cycles of dispute and settlement, less their mean when the same events are shuffled",
        "games, each taken 200 times",
        cycles.count,
        ("cycles",),
    ),
    GameGauge(
        8,
        "levels A gives within two rounds of one level more",
        "arms",
        trial=TrialGauge(made.upstream, answers.levels, ("input", "other")),
        beside=(("8b", TrialGauge(made.know_ban, answers.completed)),),
    ),
    GameGauge(
        9,
        "arms in which B raises a ban on technology within four rounds of a stage A pays",
        "all arms",
        trial=TrialGauge(made.input_stage, answers.guarded),
        beside=(("9b", TrialGauge(made.provoked, answers.guarded)),),
    ),
    GameGauge(
        10,
        "stages B pays for in eight rounds, of its projects to do without",
        "arms",
        trial=TrialGauge(made.controlled, answers.paid_stages),
    ),
    GameGauge(
        11, "levels A gives in deals", "the levels both give in deals", bargaining.count, ("given",)
    ),
)

BY_NUMBER: Final[Mapping[int, GameGauge]] = {gauge.number: gauge for gauge in GAUGES}
"""By the number of the claim."""
