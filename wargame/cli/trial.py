"""`wargame lab trial`: what does an act do?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wargame.cli.options import PERSONAS, Decorator, csv_option, games_option, players_option
from wargame.cli.study import Asked, Plan, study_command
from wargame.cli.types import WholeNumber

if TYPE_CHECKING:
    from wargame.lab.arms.effects import TrialResult


def texts(word: str, name: str, text: str) -> Decorator:
    """An option that takes an act or an expression, and may be repeated."""
    return click.option(word, name, metavar="TEXT", multiple=True, help=f"{text} May be repeated.")


def rounds(word: str, name: str, text: str) -> Decorator:
    """An option that takes a round, or a number of rounds."""
    return click.option(word, name, type=WholeNumber(1, 40), metavar="N", help=text)


@study_command(
    "wargame.lab.arms.effects:TrialResult",
    click.option("--seat", metavar="SEAT", help="Who has to act, and may not act."),
    texts("--act", "acts", "What it has to do, such as 'tighten duty'; one of several is drawn."),
    texts("--against", "against", "What it has to do in the other game, in place of nothing."),
    texts("--bar", "barred", "What it may not do once it has acted, while the window is open."),
    rounds("--window", "window", "Over how many rounds to look.  [default: 2]"),
    rounds("--from", "from_round", "The first round for the act.  [default: 3]"),
    rounds("--to", "to_round", "The last; left out: the last that leaves a whole window."),
    rounds(
        "--untreated-for",
        "untreated_for",
        "Rounds without the act in the other game.  [default: 1]",
    ),
    texts("--measure", "measures", "An expression to read in both games after the window."),
    click.option("--claim", type=WholeNumber(1, 99), help="Run the trial of a claim."),
    click.option("--stop", is_flag=True, help="End each game when its window closes."),
    games_option(200, 1, "How many pairs of games.", word="--pairs"),
    players_option(PERSONAS),
    csv_option("Print a table with a line per number."),
)
def trial(asked: Asked) -> Plan[TrialResult]:
    """Play games of DECK twice, with an act and without it, and say what the act does.

    Two games are one up to a round that luck draws. There the seat must take the act in one
    (treated), at its ordinary price, and may not take it in the other (untreated). Nobody decides
    anything else for it, and luck stays the same. Where the act is not open in the round that was
    drawn, the next round counts in which it is; a pair without any is dropped, and counted.

    Acts are typed as in play. A verb alone, such as fund, is all of its acts; 'raise duty' and
    'lower duty' are all ways to do so; 'tighten duty to 3' goes on in its round to that level;
    'accept' takes an offer, which the seat has to refuse in the other game.

    The trial of a claim is played at a table that names no winner.
    """
    from wargame.lab.arms.asked import asked_trial
    from wargame.lab.arms.study import TrialStudy
    from wargame.lab.runs.games import shared_game
    from wargame.lab.runs.seminar import at_seminar
    from wargame.table.reports import trial as report

    own = dict(asked.own)
    players, stop, claim = own.pop("players"), own.pop("stop"), own.pop("claim")
    deck = asked.deck if claim is None else at_seminar(asked.deck)
    study = TrialStudy(
        deck,
        asked_trial(shared_game(deck), claim, own),
        asked.games,
        asked.seed,
        players,
        to_end=not stop,
        terms=asked.terms,
    )
    return Plan(study, report.report, rows=report.csv_rows, charts=report.charts)
