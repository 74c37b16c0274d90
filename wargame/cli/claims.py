"""`wargame lab claims`: what do the numbers behind a deck's claims come to?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.cli.decks import named_again
from wargame.cli.options import PERSONAS, claim_option, csv_option, games_option, players_option
from wargame.cli.study import Asked, Plan, study_command

if TYPE_CHECKING:
    from wargame.lab.claims import Findings


@study_command(
    "wargame.lab.claims_object:ClaimsObject",
    games_option(200, 2, "How many games of the deck, and as many without each mechanism."),
    claim_option,
    players_option(PERSONAS),
    csv_option("Print a table with a line per number."),
)
def claims(asked: Asked) -> Plan[Findings]:
    """Play many games of DECK and print the numbers behind each of its claims.

    Each claim is measured on the deck, and on its ablation: the variant without the mechanism
    that should carry it, with the same players on the same luck. Where DECK is a variant, the
    ablation is laid over that. A value is a share or a mean over games, with its 95 % interval; a
    change is the ablation less the deck, game by game on the same luck. What speaks against a claim
    is an interval wholly outside its band, which was argued beforehand, or one of the change wholly
    at 0 or on the other side than expected.

    Nothing is judged. Where the deck has a role map, what is registered follows: for each claim
    what is counted, over what, against what, how often, and what would refute it. `lab judge`
    judges that, once the deck is frozen.
    """
    from wargame.lab.claims import ClaimsStudy
    from wargame.lab.claims_object import claims_object
    from wargame.lab.runs.seminar import without_contest
    from wargame.table.reports import claims as report

    study = ClaimsStudy(
        asked.deck,
        asked.games,
        asked.seed,
        asked.own["players"],
        only=asked.own["only"],
        terms=asked.terms,
    )
    again = named_again(without_contest(asked.deck), study.game.deck.id, asked.decks)
    return Plan(
        study,
        lambda found: report.report(found, again),
        report.overview,
        charts=report.charts,
        rows=report.csv_rows,
        answer=claims_object,
    )
