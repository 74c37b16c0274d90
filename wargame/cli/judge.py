"""`wargame lab definition`, `freeze` and `judge`: what of a deck's claims its rules decide, and
what the claims come to once nothing can be changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.decks import find_deck
from wargame.cli.group import Strict, refuse_idle
from wargame.cli.options import claim_option, decks_option, jobs_option, json_answer
from wargame.cli.out import say, say_all, show_json, tell_who_waits, wide
from wargame.cli.study import progress_bar
from wargame.cli.types import FOLDER, SEED, WholeNumber
from wargame.errors import UsageError

if TYPE_CHECKING:
    from wargame.lab.definition_object import DefinitionObject

RED = 2
FILE = click.Path(path_type=Path, dir_okay=False)
LEAST_ITERATIONS = 30
READING = "Reading what the rules decide, and playing some games at random …"
JUDGING = "Judging by the stored games; each test draws thousands of resamples …"


@click.command(cls=Strict)
@click.argument("deck")
@click.option("--to", "path", type=FILE, required=True, help="The file to write the freeze into.")
@click.option(
    "--version",
    type=WholeNumber(1, 99),
    default=1,
    show_default=True,
    help="Which judged version of the deck it is: each later one may err half as much.",
)
@click.option(
    "--iterations",
    type=WholeNumber(LEAST_ITERATIONS, 200),
    required=True,
    help="Of search: the most that fit into 48 core hours, timed on tuning seeds.",
)
@click.option(
    "--few-search",
    is_flag=True,
    help="Search plays 200 seeds, not 400: where 30 iterations do not fit.",
)
@json_answer("wargame.lab.judge_object:FreezeObject")
@decks_option
def freeze(
    deck: str,
    path: Path,
    version: int,
    iterations: int,
    few_search: bool,
    as_json: bool,
    decks: Path | None,
) -> None:
    """Hash DECK with all that judges it, so that nothing can be changed to please.

    The registration, the code of gauges, judging and players, the role map, the deck, its dials and
    doctrines, and every cell with its number of games. Only then is the nonce published from which
    the seeds follow.
    """
    from wargame.lab.judge.cells import SHORT_S
    from wargame.lab.judge.claims_table import CELL_SEEDS
    from wargame.lab.judge_deck import freeze_deck

    seeds = SHORT_S if few_search else CELL_SEEDS["S"]
    tell_who_waits(READING)
    found = freeze_deck(find_deck(deck, "", decks), path, version, iterations, seeds)
    if as_json:
        show_json(found)
        return
    say(f"{found.deck}, version {found.version}")
    say(f"freeze {found.hash}")
    say(f"{found.cells} cells, {found.games:,} games; looks before freezing: {found.looks}")


@click.command(cls=Strict)
@click.argument("deck")
@click.option("--freeze", "path", type=FILE, help="The file that `lab freeze` wrote.")
@click.option("--nonce", help="What the custodian published after the freeze, as text.")
@click.option("--games", type=FOLDER, help="The folder of stored games, with their manifest.")
@click.option("--play", is_flag=True, help="Play the games first; goes on where it was stopped.")
@jobs_option
@click.option("--dry", is_flag=True, help="Only read what the rules decide; needs nothing else.")
@click.option(
    "--seed",
    type=SEED,
    help="Of the games at random that --dry looks at; left out, the seed that judging takes.",
)
@json_answer(
    "wargame.lab.judge_object:JudgeObject", "wargame.lab.definition_object:DefinitionObject"
)
@decks_option
def judge(
    deck: str,
    path: Path | None,
    nonce: str | None,
    games: Path | None,
    play: bool,
    jobs: int,
    dry: bool,
    seed: int | None,
    as_json: bool,
    decks: Path | None,
) -> int:
    """Judge the registered claims by stored games of DECK, as it was frozen.

    The table is made from the stored games alone. Exit code 2 if a file or a frozen part is not
    what its hash says: then nothing is judged.

    Power near 0 and 100 %: where all but a few games stand at the end of the scale that a test
    looks to, p cannot be small, however large the effect: about 0.37 if one game stands elsewhere,
    0.14 if two do, 0.05 for three, 0.0025 for six. Where all agree the test is exact.
    """
    from wargame.lab.definition_object import define_registered
    from wargame.lab.judge_deck import judge_deck, play_cells
    from wargame.table.reports import judge as report
    from wargame.table.reports import typeset

    if dry:
        refuse_idle("--dry reads the rules alone", "path", "nonce", "games", "play", "jobs")
    elif not play:
        refuse_idle("Processes are used by --play alone", "jobs")
    ref = find_deck(deck, "", decks)
    if dry:
        tell_who_waits(READING)
        _tell(
            define_registered(ref) if seed is None else define_registered(ref, seed=seed), as_json
        )
        return 0
    if seed is not None:
        raise UsageError("--seed goes with --dry: where games judge, seeds follow from the nonce.")
    if not (path and nonce and games):
        raise UsageError(
            "Judging takes --freeze, --nonce and --games; --dry reads the rules alone."
        )
    if play:
        with progress_bar() as progress:
            play_cells(ref, path, nonce, games, jobs=jobs, progress=progress)
    tell_who_waits(JUDGING)
    found = judge_deck(ref, path, nonce, games)
    if as_json:
        show_json(found)
    else:
        say_all(typeset.text(report.report(found), wide()))
    return RED if found.red or found.changed else 0


@click.command(cls=Strict)
@click.argument("deck")
@claim_option
@click.option(
    "--still",
    default="",
    metavar="VARIANT",
    help="The variant in which no mechanism has consequences; there counted numbers are raised.",
)
@click.option("--seed", type=SEED, default=1, show_default=True, help="Of the games at random.")
@json_answer("wargame.lab.definition_object:DefinitionObject")
@decks_option
def definition(
    deck: str, only: tuple[int, ...], still: str, seed: int, as_json: bool, decks: Path | None
) -> None:
    """Read what of DECK's claims its rules decide before anybody plays.

    For each claim with a gauge and an ablation: whether a line in which the two differ writes what
    is counted, or changes what is legal or what it costs; whether points read it; and, in games at
    random, whether a counted act and its opposite are open often enough to be a choice.
    """
    from wargame.lab.definition_object import define_claims

    ref = find_deck(deck, "", decks)
    tell_who_waits(READING)
    _tell(define_claims(ref, only, still, seed=seed), as_json)


def _tell(found: DefinitionObject, as_json: bool) -> None:
    from wargame.table.reports import definition as report
    from wargame.table.reports import typeset

    if as_json:
        show_json(found)
    else:
        say_all(typeset.text(report.report(found), wide()))
