"""The studies of many games: for each its question, its own options and its report.

Each is `wargame lab NAME`, but `simulate`, which stands by itself. A study is imported when it
is asked for, so that --help is quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wargame.cli.decks import named_again
from wargame.cli.group import Lazy, refuse_idle
from wargame.cli.options import (
    PERSONAS,
    Decorator,
    claim_option,
    csv_option,
    games_option,
    players_option,
    processes_option,
    program_seats_option,
)
from wargame.cli.out import say_at_once, tell_who_waits
from wargame.cli.seats import everyone
from wargame.cli.study import Asked, Plan, study_command
from wargame.cli.types import Share, WholeNumber
from wargame.errors import UsageError
from wargame.players.training import TRAININGS

if TYPE_CHECKING:
    from wargame.lab.balance.objects import Balance
    from wargame.lab.bargains_object import BargainsObject
    from wargame.lab.claims import Findings
    from wargame.lab.controls import ControlsObject
    from wargame.lab.coverage import Coverage
    from wargame.lab.exploit import Exploits
    from wargame.lab.ranking.standings import Ladder
    from wargame.lab.simulate import Results
    from wargame.lab.sweep import Sweep

TRAJECTORIES = 10
"""Of a screening, if nobody says how many."""

KINDS = ("card", "measure", "action", "project", "deal item", "agenda")
"""What seats put to uses, as restricted play names it."""

habits_option: Decorator = click.option(
    "--habits",
    metavar="NUMBER",
    type=WholeNumber(1, 1_000),
    default=1,
    show_default=True,
    help="Players that think learn habits of a deck beforehand: the average of"
    f" {TRAININGS} trainings. From how many such schools they have them here: each game draws one,"
    " so that no answer hangs on one.",
)


@study_command(
    "wargame.lab.simulate:Results",
    games_option(100),
    program_seats_option,
    habits_option,
    csv_option("Print a table with a line per game."),
)
def simulate(asked: Asked) -> Plan[Results]:
    """Play many games of DECK without a screen.

    Seats that are not named are played at random. Game number N of a seed is the same in every
    run, whatever --games and --jobs say. Without --seed one is made up and told.
    """
    from wargame.content.stack import check_table
    from wargame.lab.runs.games import shared_game
    from wargame.lab.simulate import GameResult, Simulation
    from wargame.players.uniform import RANDOM
    from wargame.table.reports import simulate as report
    from wargame.table.reports.typeset import csv_line

    check_table(shared_game(asked.deck).loaded)
    seats = everyone(asked.own["named"], shared_game(asked.deck).seats, RANDOM)

    def show(game: GameResult) -> None:
        if game.index == 0:
            click.echo(csv_line(report.csv_head(seats)))
        click.echo(csv_line(report.csv_row(game, seats)))

    each = show if asked.form == "csv" else lambda _: None
    study = Simulation(asked.deck, asked.games, asked.seed, seats, each=each, terms=asked.terms)
    return Plan(study, report.report, charts=report.charts)


@study_command(
    "wargame.lab.balance.objects:Balance",
    games_option(200),
    players_option(PERSONAS),
    click.option(
        "--restricted",
        type=WholeNumber(2, 100_000),
        metavar="N",
        default=None,
        help="For each use that a seat took, play N of those games again without it.",
    ),
    click.option(
        "--kind",
        "kinds",
        type=click.Choice(KINDS),
        multiple=True,
        help="Let --restricted ask about this kind of thing alone. May be repeated.",
    ),
    click.option(
        "--variance",
        type=WholeNumber(3, 100_000),
        metavar="N",
        default=None,
        help="On N seeds, let all who play both seats meet in both, and say what points hang on.",
    ),
    click.option(
        "--beyond",
        type=WholeNumber(0, 100_000),
        metavar="N",
        default=0,
        show_default=True,
        help="Count a change of the lead once the other side is ahead by more than N.",
    ),
    habits_option,
    csv_option("Print a table with a line per use, with --restricted per use and seat."),
)
def balance(asked: Asked) -> Plan[Balance]:
    """Play many games of DECK; say what each seat gets, how games go, and what is taken.

    A choice is open in a round if the seat could make it at some point of that round; it is taken
    if the seat did. A card that is taken nine times in ten is hardly a choice, and one that is
    never taken is hardly a card, for the players who played: those who look ahead, such as
    search:100it, tell more than those who do not.
    """
    from wargame.lab.balance.study import BalanceStudy
    from wargame.table.reports import balance as report

    if asked.own["kinds"] and not asked.own["restricted"]:
        raise UsageError("--kind says what --restricted asks about: give both.")
    if asked.form == "csv":
        refuse_idle("--csv tells of uses alone", "variance", "beyond")
    study = BalanceStudy(
        asked.deck,
        asked.games,
        asked.seed,
        asked.own["players"],
        restricted=asked.own["restricted"] or 0,
        kinds=asked.own["kinds"],
        split=asked.own["variance"] or 0,
        beyond=asked.own["beyond"],
        terms=asked.terms,
    )
    return Plan(study, report.report, rows=report.csv_uses, charts=report.charts)


@study_command(
    "wargame.lab.bargains_object:BargainsObject",
    games_option(20),
    players_option(PERSONAS),
    click.option(
        "--worlds",
        type=WholeNumber(2, 1000),
        default=32,
        show_default=True,
        help="In how many worlds each offer is played on, signed and refused. Few find a worse best"
        " package, so that the share taken comes out too large, even above 100 %; 128 are enough.",
    ),
    csv_option("Print a table with a line per number."),
)
def bargains(asked: Asked) -> Plan[BargainsObject]:
    """Play many games of DECK and weigh every offer, and the best that could have been made.

    An offer is worth what each seat has more at the end if it is signed than if it is refused, on
    the same luck, both seats going on by habits that the deck taught itself: as good a judge as
    those habits are. In the first talk of each round the packages that could be tabled are tried
    too. The share that was taken is the joint gain of what was signed, of that of the best
    packages that leave nobody worse off: which package is best, half of the worlds choose, and
    the others tell what it is worth. Where they are not surely worth more than nothing, the share
    has no interval. At a table that names a winner there is none, as one seat's win is the
    other's loss: ask DECK:seminar.
    """
    from wargame.lab.bargains import BargainStudy
    from wargame.table.reports import bargains as report

    study = BargainStudy(
        asked.deck,
        asked.games,
        asked.seed,
        asked.own["players"],
        worlds=asked.own["worlds"],
        terms=asked.terms,
    )
    return Plan(study, report.report, rows=report.csv_rows, charts=report.charts)


@study_command(
    "wargame.lab.coverage:Coverage",
    games_option(1000),
    players_option("Whom to draw from; left out: random, greedy, erratic and all personas."),
    csv_option("Print a table with a line per part."),
)
def coverage(asked: Asked) -> Plan[Coverage]:
    """Play many games of DECK and say in how many each part of it occurred.

    A card occurs when it is played for its policy or committed, a measure's level when it stands
    on the books, a stage when it is reached, a deal item when it is agreed, an agenda when it is
    kept. Each seat of each game is taken by a player drawn by the game's number.
    """
    from wargame.lab.coverage import CoverageStudy
    from wargame.table.reports import coverage as report

    study = CoverageStudy(
        asked.deck, asked.games, asked.seed, asked.own["players"], terms=asked.terms
    )
    return Plan(study, report.report, rows=report.csv_rows, charts=report.charts)


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
    that should carry it, with the same players on the same luck. Over a variant the ablation is
    laid as well. A value is a share or a mean over games, with its 95 % interval; a change is the
    ablation less the deck, game by game on the same luck. What speaks against a claim is an
    interval wholly outside its band, which was argued beforehand, or one of the change wholly at
    0 or on the other side than expected.

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


@study_command(
    "wargame.lab.controls:ControlsObject",
    games_option(20, 2, "How many of each cell; a run goes on with the games of a smaller one."),
    claim_option,
    click.option(
        "--rewired",
        type=WholeNumber(1, 20),
        default=20,
        show_default=True,
        help="How many decks are rewired.",
    ),
    csv_option("Print a table with a line per claim and control."),
    has_programs=False,
)
def controls(asked: Asked) -> Plan[ControlsObject]:
    """Count registered gauges where the claims of DECK have nothing to stand on.

    In games at random, and between doctrines on blank, relabelled and rewired decks. DECK itself is
    not played between doctrines: what it shows is kept for judging. All are played at tables that
    name no winner. A row is told as soon as its games are played, and Ctrl-C tells what is known by
    then.
    """
    from wargame.cli.judge import READING
    from wargame.lab.controls import ControlsStudy
    from wargame.table.reports import controls as report

    tell_who_waits(READING)
    study = ControlsStudy(
        asked.deck,
        asked.games,
        asked.seed,
        asked.own["rewired"],
        asked.own["only"],
        each=(lambda row: say_at_once(*report.lines(row))) if asked.form == "" else lambda _: None,
    )
    return Plan(
        study, report.report, rows=report.csv_rows, charts=report.charts, so_far=study.so_far
    )


@study_command(
    "wargame.lab.ranking.ladder_object:LadderObject",
    players_option(
        "Names as for --seat of play, such as greedy,random,search:200it.", required=True
    ),
    games_option(
        40,
        2,
        "How many games each pair plays: half of them with seats swapped, on the same luck; an odd"
        " number counts as one more.",
    ),
    click.option(
        "--stop-early", is_flag=True, help="End a pair once there is no doubt who plays better."
    ),
    click.option(
        "--at-least",
        type=Share(),
        metavar="SHARE",
        help="End a pair once there is no doubt whether the first named wins this share, as 0.65.",
    ),
    click.option("--one-against-all", is_flag=True, help="Only the first named meets the others."),
    click.option("--sides", is_flag=True, help="Tell what each player makes of each seat."),
    click.option(
        "--without-luck",
        is_flag=True,
        help="Also tell gains less what luck made of them, players' own draws included, as far as"
        " the guess at it holds for these players.",
    ),
    habits_option,
    csv_option("Print a table with a line per pair."),
    jobs=processes_option(
        "Processes to use. Players that think by the clock think less if these are too many."
    ),
)
def ladder(asked: Asked) -> Plan[Ladder]:
    """Let players of DECK meet, everyone everyone else, and rank them.

    Two players meet on one seed twice, seats swapped; who gets more out of a seat on that luck
    wins the comparison, and who gets more out of both seats together wins the meeting. A run
    that may end early (--stop-early, --at-least) gives shares bounds that hold however often one
    looks; they are wider than those of a run of settled length.
    """
    from wargame.lab.ladder import LadderStudy
    from wargame.lab.ranking.standings import EarlyStop
    from wargame.table.reports import ladder as report

    own = asked.own
    goal, of_seats = own["at_least"], own["sides"]
    if own["stop_early"] and goal:
        raise UsageError(
            "--stop-early asks who is better, --at-least by how much: give one of them."
        )
    if own["without_luck"]:
        tell_who_waits(
            "Learning from thousands of games what luck is worth: minutes, the first time …"
        )
    study = LadderStudy(
        asked.deck,
        own["players"],
        asked.games,
        asked.seed,
        stop=EarlyStop(goal, True) if goal else EarlyStop() if own["stop_early"] else None,
        one_against_all=own["one_against_all"],
        without_luck=own["without_luck"],
        terms=asked.terms,
    )
    return Plan(
        study,
        report.report_by_seat if of_seats else report.report,
        charts=report.charts,
        rows=report.csv_sides if of_seats else report.csv_pairs,
        answer=lambda found: found.as_object(),
    )


@study_command(
    "wargame.lab.sweep:Sweep",
    click.option(
        "--vary",
        "varied",
        metavar="NAME=VALUES",
        multiple=True,
        help="Set a number, dial or removable rule to each of these: bite=0,1,2 or bite=0..4, "
        "lambda=0,1/2,1,2, fatigue=on,off. A range goes by ones, of a dial by eighths. May be "
        "repeated.",
    ),
    click.option(
        "--random",
        type=WholeNumber(1, 2_000),
        default=None,
        metavar="N",
        help="Draw N points, of which equal ones are played once; left out: every combination.",
    ),
    click.option(
        "--sample",
        type=click.Choice(["morris"]),
        default=None,
        help="Screen many names with few points: --random N trajectories (2 at least, 10 if left "
        "out), each moving every name once. Needs the extra `sensitivity`.",
    ),
    click.option(
        "--group",
        "grouped",
        metavar="GROUP=NAMES",
        multiple=True,
        help="Names that a screening moves together, as bite=cut_weeks,lambda. May be repeated.",
    ),
    games_option(100, 2, "How many games at each point."),
    players_option(PERSONAS),
    csv_option("Print a table with a line per number and point."),
)
def sweep(asked: Asked) -> Plan[Sweep]:
    """Play DECK at many points, its numbers and dials set otherwise at each.

    All points are played by the same players on the same luck. For each it tells how games ended,
    what each seat got, and what the gauges of the deck's claims read, with intervals. Nothing is
    judged. What can be varied is what may stand behind the deck's colon, such as DECK:bite=2:
    a deck has names of its own for that, which `wargame deck show DECK` lists under Set by name.
    """
    from wargame.lab.sweep import SweepStudy
    from wargame.table.reports import sweep as report

    own = asked.own
    is_screening = own["sample"] is not None
    if own["grouped"] and not is_screening:
        raise UsageError("--group goes with --sample morris.")
    study = SweepStudy(
        asked.deck,
        asked.games,
        asked.seed,
        own["players"],
        varied=own["varied"],
        random=0 if is_screening else own["random"] or 0,
        trajectories=(own["random"] or TRAJECTORIES) if is_screening else 0,
        grouped=own["grouped"],
        terms=asked.terms,
    )
    return Plan(study, report.report, charts=report.charts, rows=report.csv_rows)


@study_command(
    "wargame.lab.exploit:Exploits",
    players_option("Who is challenged, such as greedy,search:100it.", required=True),
    games_option(40, 2, "How many games each challenger plays in each seat."),
    click.option(
        "--training",
        type=WholeNumber(0, 100_000),
        default=200,
        show_default=True,
        help="Games in which a reply learns against each player; 0 for none.",
    ),
    habits_option,
    csv_option("Print a table with a line per challenger, player and seat."),
)
def exploit(asked: Asked) -> Plan[Exploits]:
    """Let simple strategies, and a reply that is trained, play against players of DECK.

    Each sits in either seat on the same luck as the player itself: what it gets more out of the
    seat than that would, and whether it ends above it, says how far the player can be used, and
    how far a deck can be played without thinking.
    """
    from wargame.lab.exploit import ExploitStudy
    from wargame.table.reports import exploit as report

    own = asked.own
    study = ExploitStudy(
        asked.deck,
        asked.games,
        asked.seed,
        own["players"],
        training=own["training"],
        terms=asked.terms,
    )
    return Plan(study, report.report, rows=report.csv_rows, charts=report.charts)


lab = Lazy(
    name="lab",
    help="Measure decks and players over many games.",
    table={
        "balance": ("wargame.cli.lab:balance", "Is a deck fair, and a matter of choices?"),
        "bargains": ("wargame.cli.lab:bargains", "What are offers worth, and what is left?"),
        "claims": ("wargame.cli.lab:claims", "What do the numbers behind a deck's claims come to?"),
        "companions": (
            "wargame.cli.companions:companions",
            "What stands beside registered claims, at random?",
        ),
        "controls": ("wargame.cli.lab:controls", "What shows where claims have nothing behind."),
        "coverage": ("wargame.cli.lab:coverage", "Is every part of a deck met in play?"),
        "definition": ("wargame.cli.judge:definition", "What of the claims do the rules decide?"),
        "exploit": ("wargame.cli.lab:exploit", "What do simple strategies get out of players?"),
        "freeze": ("wargame.cli.judge:freeze", "Hash a deck with all that judges it."),
        "gauges": ("wargame.cli.gauges:gauges", "What do registered gauges count in a save?"),
        "judge": ("wargame.cli.judge:judge", "Judge registered claims by stored games."),
        "ladder": ("wargame.cli.lab:ladder", "Rank players: everyone against everyone."),
        "placebo": ("wargame.cli.placebo:placebo", "Write a deck without what its claims lean on."),
        "sweep": ("wargame.cli.lab:sweep", "What becomes of a deck when its dials are turned?"),
        "trial": ("wargame.cli.trial:trial", "What does an act do, all else being equal?"),
    },
)
