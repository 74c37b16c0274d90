"""`wargame lab ladder`: who plays better?"""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Iterator
from pathlib import Path

import click

from wargame.cli.decks import find_deck
from wargame.cli.group import Strict
from wargame.cli.options import decks_option, json_option, seed_option, variant_option
from wargame.cli.out import say_all, show_json, talk
from wargame.cli.simulate import progress_bar
from wargame.cli.types import SEED_LIMIT, WholeNumber
from wargame.errors import UsageError
from wargame.lab.games import shared_game
from wargame.lab.ladder import Ladder, climb
from wargame.lab.ladder_file import LadderFile


@click.command(cls=Strict, short_help="Rank players: everyone against everyone.")
@click.argument("deck")
@click.option(
    "--players",
    required=True,
    metavar="A,B,…",
    help="Names as for --seat of play, such as greedy,random,search:200it.",
)
@click.option(
    "--games",
    type=WholeNumber("number", 2, 1_000_000),
    default=40,
    show_default=True,
    help="How many games each pair plays: half of them with seats swapped, on the same luck.",
)
@seed_option
@click.option(
    "--stop-early", is_flag=True, help="End a pair once there is no doubt who plays better."
)
@click.option(
    "--keep",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write every result to FILE, and go on with what is there already.",
)
@click.option(
    "--jobs",
    type=WholeNumber("number", 1, 256),
    default=1,
    show_default=True,
    help="Processes to use. Players that think by the clock think less if these are too many.",
)
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print a table with a line per pair.")
@variant_option
@decks_option
def ladder(
    deck: str,
    players: str,
    games: int,
    seed: int | None,
    stop_early: bool,
    keep: Path | None,
    jobs: int,
    as_json: bool,
    as_csv: bool,
    variant: str,
    decks: Path | None,
) -> None:
    """Let players of DECK meet, everyone everyone else, and rank them.

    Two players meet on one seed twice, seats swapped; who gets more out of a seat on that luck
    wins the comparison. --json prints: deck, variant, deck_hash, seed, ranking (best first:
    player, elo, score, score_low, score_high, games, share) and pairs (a, b, games, share that a
    won, gain in points, each with the bounds of its 95 % interval, settled).
    """
    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other: give one of them.")
    place = find_deck(deck, variant, decks)
    names = [name.strip() for name in players.split(",") if name.strip()]
    if seed is None and keep is not None:
        seed = LadderFile.seed_in(keep)
    chosen = secrets.randbelow(SEED_LIMIT) if seed is None else seed
    file = LadderFile(keep, shared_game(place).deck_hash, chosen) if keep else None
    with progress_bar(games * len(names) * (len(names) - 1) // 2) as progress:
        found = climb(
            place, names, games, chosen, stop_early=stop_early, jobs=jobs, progress=progress,
            known=file.known if file else (), keep=file.add if file else lambda _: None,
        )  # fmt: skip
    if as_json:
        show_json(found.as_dict())
    elif as_csv:
        click.echo(_table(found), nl=False)
    else:
        if seed is None:
            talk(f"seed {chosen}")
        say_all(_report(found))


def _table(found: Ladder) -> str:
    text = io.StringIO()
    rows = [pair.as_dict() for pair in found.pairs]
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _report(found: Ladder) -> Iterator[str]:
    """The ladder for people: the ranking, the cross table, and each pair with its intervals."""
    ranking = found.ranking()
    wide = max(8, *(len(row["player"]) for row in ranking))
    yield f"{found.deck}{':' + found.variant if found.variant else ''}, seed {found.seed}"
    yield ""
    yield f"  {'player':<{wide}}   elo    won  points less par (95 %)  games"
    for row in ranking:
        bounds = f"{row['score']:+7.1f} ({row['score_low']:+.1f} to {row['score_high']:+.1f})"
        yield (
            f"  {row['player']:<{wide}} {row['elo']:>5} {100 * row['share']:>4.0f} %"
            f"  {bounds:<23} {row['games']:>5}"
        )
    yield ""
    yield "Share won by the row against the column, in %"
    order = [row["player"] for row in ranking]
    yield f"  {'':<{wide}} " + " ".join(f"{n + 1:>4}" for n in range(len(order)))
    shares = {(pair.first, pair.second): pair.share for pair in found.pairs}
    shares |= {(b, a): 1 - share for (a, b), share in shares.items()}
    for n, row in enumerate(order):
        cells = [f"{100 * shares[row, c]:>4.0f}" if c != row else "   ·" for c in order]
        yield f"{n + 1:>2} {row:<{wide}}" + " ".join(cells)
    yield ""
    for pair in found.pairs:
        d = pair.as_dict()
        yield (
            f"  {pair.first} over {pair.second}: {100 * d['share']:.0f} % "
            f"({100 * d['share_low']:.0f} to {100 * d['share_high']:.0f}), {d['gain']:+.1f} points "
            f"({d['gain_low']:+.1f} to {d['gain_high']:+.1f}), {d['games']} games"
            f"{', clear early' if pair.settled else ''}"
        )
