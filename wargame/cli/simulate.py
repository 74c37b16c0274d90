"""`wargame simulate`: many games without a screen."""

from __future__ import annotations

import csv
import io
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from wargame.cli.decks import find_deck
from wargame.cli.group import Strict
from wargame.cli.options import (
    decks_option,
    games_option,
    jobs_option,
    json_option,
    seats_option,
    seed_option,
    variant_option,
)
from wargame.cli.out import say_all, show_json, talk
from wargame.cli.seats import everyone
from wargame.errors import UsageError
from wargame.lab.games import shared_game
from wargame.lab.simulate import GameResult, Results
from wargame.lab.simulate import simulate as run_games
from wargame.lab.tally import Tally
from wargame.play.seeds import SEED_LIMIT

STAND_IN = "random"
"""Who sits in a seat that nobody was named for."""


@click.command(cls=Strict, short_help="Play many games without a screen.")
@click.argument("deck")
@games_option(100)
@seed_option
@seats_option
@jobs_option
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print a table with a line per game.")
@variant_option
@decks_option
def simulate(
    deck: str,
    games: int,
    seed: int | None,
    named: tuple[tuple[str, str], ...],
    jobs: int,
    as_json: bool,
    as_csv: bool,
    variant: str,
    decks: Path | None,
) -> None:
    """Play many games of DECK without a screen.

    Seats that are not named are played at random. Game number N of a seed is the same in every
    run, whatever --games and --jobs say. Without --seed one is made up and told.

    --json prints: deck, variant, deck_hash, seed, games, seats (player by seat), endings (games
    by ending), returns (by seat: mean, sd, min, max of the points less the seat's par), rounds
    (mean, sd, min, max) and digest, equal only if every game was.
    """
    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other: give one of them.")
    place = find_deck(deck, variant, decks)
    seats = everyone(named, shared_game(place).seats, STAND_IN)
    chosen = secrets.randbelow(SEED_LIMIT) if seed is None else seed
    with progress_bar(games) as progress:
        results = run_games(
            place,
            games,
            chosen,
            seats,
            jobs=jobs,
            progress=progress,
            each=_table(list(seats)) if as_csv else lambda _: None,
        )
    if as_json:
        show_json(results.as_dict())
    elif not as_csv:
        if seed is None:
            talk(f"seed {chosen}")
        say_all(_report(results))


@contextmanager
def progress_bar(games: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on stderr if a person is looking there."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("games", total=games)
        yield lambda done: bar.update(task, completed=done)


def _table(seats: list[str]) -> Callable[[GameResult], None]:
    """Prints the head of a table; what it gives prints a line for a game."""
    returns = [f"return_{seat}" for seat in seats]
    _line("game", "seed", "ending", *returns, "rounds", "actions", "state_hash")

    def show(game: GameResult) -> None:
        row = [game.index, game.seed, game.ending, *game.returns, game.rounds, game.actions]
        _line(*row, game.state_hash)

    return show


def _line(*cells: object) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    click.echo(text.getvalue(), nl=False)


def _report(results: Results) -> Iterator[str]:
    """The results for people."""
    count = results.games
    variant = f":{results.variant}" if results.variant else ""
    yield f"{results.deck}{variant}, {count} games, seed {results.seed}"
    yield ""
    for ending, found in results.endings.items():
        yield f"  {ending:<30} {found:>7}  {100 * found / count:5.1f} %"
    yield ""
    yield "  seat (player)                     mean     sd    min    max"
    for seat, player in results.seats.items():
        yield _row(f"{seat} ({player})", results.returns[seat])
    yield _row("rounds", results.rounds)
    yield ""
    yield f"digest {results.digest}"


def _row(label: str, found: Tally) -> str:
    mean, deviation, least, most = found.as_dict().values()
    return f"  {label:<30} {mean:>7.1f} {deviation:>6.1f} {least:>6} {most:>6}"
