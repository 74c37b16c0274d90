"""The eleven gauges: what each counts, over what, and how its trial is set up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wargame.dataclass import dataclass
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
class Aside:
    """What a game brings to companions of a claim that only a trial can tell.

    Attributes:
        counts, over: In words, what is counted, of what.
        count: What a game brings.
    """

    counts: str
    over: str
    count: Count


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
        aside: What a game brings to companions of a claim that only a trial can tell.
    """

    number: int
    counts: str
    over: str
    count: Count | None = None
    main: tuple[str, ...] = ()
    trial: TrialGauge | None = None
    beside: tuple[tuple[str, TrialGauge], ...] = ()
    aside: Aside | None = None

    @property
    def in_a_game(self) -> Aside | None:
        """What counts a whole game, be it for companions alone."""
        return Aside(self.counts, self.over, self.count) if self.count else self.aside


GAUGES: Final = (
    GameGauge(
        1,
        "games in which restrictions come back: the mean of their last four rounds is nearer to"
        " the start than to the peak, and not a tenth of the scale below the start",
        "games in which they rose above the start by a tenth of the scale (restrictions are the"
        " levels in force of all measures, the scale is the most there can be)",
        excursions.count,
        ("return", "stays", "break", "leaves"),
    ),
    GameGauge(
        2,
        "falls of a partner's whole duty that were given to it, and not to all: B's less the"
        " allies'",
        "all rises of that duty, those of the allies taken together",
        duties.count,
        ("rival", "allies"),
    ),
    GameGauge(
        3,
        "projects of A's production at home that stand two rounds after they were due, by"
        " announcement and printed durations",
        "those that fell due before the end",
        programmes.count_standing,
        ("stands",),
        beside=(("3b", TrialGauge(made.any_cut, answers.announced)),),
    ),
    GameGauge(
        4,
        "rounds under a deal in which A gave a level, and B a level or a ceiling of its limits"
        " on inputs",
        "all rounds",
        programmes.count_bought,
        ("bought",),
        beside=(("4c", TrialGauge(made.deal_taken, answers.stages_for_inputs)),),
    ),
    GameGauge(
        5,
        "levels of A's duties and limits on technology, stages of its production at home and"
        " its laws that stand four rounds after an election, no more than stood before it",
        "those that stood before it",
        trial=TrialGauge(made.election, answers.kept),
    ),
    GameGauge(
        6,
        "arms in which A gives a level in the round in which they part, or the next",
        "all arms",
        trial=TrialGauge(made.partial_cut, answers.relieved),
        aside=Aside(
            "rounds in which B cuts inputs to the middle of a scale of its own accord, with a level"
            " that A gives in that round or the next",
            "all rounds with such a cut",
            answers.after_own_cuts,
        ),
    ),
    GameGauge(
        7,
        "cycles: both raise a level within two rounds, and within six more sign a deal in which"
        " each gives a level and one that was raised comes down; less their mean over 200"
        " shuffles of the rounds of raises and deals",
        "games",
        cycles.count,
        ("cycles",),
    ),
    GameGauge(
        8,
        "levels A gives within two rounds of the arms' parting",
        "arms",
        trial=TrialGauge(made.upstream, answers.levels, ("input", "other")),
        beside=(("8b", TrialGauge(made.know_ban, answers.completed)),),
    ),
    GameGauge(
        9,
        "arms in which B raises a ban on technology within four rounds of their parting",
        "all arms",
        trial=TrialGauge(made.input_stage, answers.guarded),
        beside=(("9b", TrialGauge(made.provoked, answers.guarded)),),
    ),
    GameGauge(
        10,
        "stages of its projects to do without A that B pays for in eight rounds",
        "arms",
        trial=TrialGauge(made.controlled, answers.paid_stages),
    ),
    GameGauge(
        11,
        "levels A gives as deals are signed",
        "the levels both give in them",
        bargaining.count,
        ("given",),
    ),
)

BY_NUMBER: Final[Mapping[int, GameGauge]] = {gauge.number: gauge for gauge in GAUGES}
"""By the number of the claim."""
