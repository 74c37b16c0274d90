"""`wargame lab ladder`: who plays better?"""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from wargame.cli.decks import find_deck
from wargame.cli.group import Strict
from wargame.cli.options import (
    decks_option,
    games_option,
    json_option,
    players_option,
    seed_option,
    variant_option,
)
from wargame.cli.out import say_all, show_json, talk
from wargame.cli.simulate import progress_bar
from wargame.cli.types import Share, WholeNumber
from wargame.errors import UsageError
from wargame.lab.games import shared_game
from wargame.lab.ladder import climb
from wargame.lab.ladder_file import LadderFile
from wargame.lab.standings import Ladder, Pair, Rule
from wargame.play.seeds import SEED_LIMIT


@click.command(cls=Strict, short_help="Rank players: everyone against everyone.")
@click.argument("deck")
@players_option("Names as for --seat of play, such as greedy,random,search:200it.", required=True)
@games_option(
    40, 2, "How many games each pair plays: half of them with seats swapped, on the same luck."
)
@seed_option
@click.option(
    "--stop-early", is_flag=True, help="End a pair once there is no doubt who plays better."
)
@click.option(
    "--at-least",
    type=Share(),
    metavar="SHARE",
    help="End a pair once there is no doubt whether the first named wins this share, as 0.65.",
)
@click.option("--one-against-all", is_flag=True, help="Only the first named meets the others.")
@click.option("--sides", "by_seat", is_flag=True, help="Tell what each player makes of each seat.")
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
    players: tuple[str, ...],
    games: int,
    seed: int | None,
    stop_early: bool,
    at_least: float | None,
    one_against_all: bool,
    by_seat: bool,
    keep: Path | None,
    jobs: int,
    as_json: bool,
    as_csv: bool,
    variant: str,
    decks: Path | None,
) -> None:
    """Let players of DECK meet, everyone everyone else, and rank them.

    Two players meet on one seed twice, seats swapped; who gets more out of a seat on that luck
    wins the comparison, and who gets more out of both seats together wins the meeting. A run
    that may end early (--stop-early, --at-least) gives shares bounds that hold however often one
    looks; they are wider than those of a run of settled length.

    --json prints: deck, variant, deck_hash, seed, ranking (best first: player, elo, score,
    score_low, score_high, games, share), pairs (a, b, games, share of comparisons that a won,
    share of meetings won, gain in points, each with the bounds of its 95 % interval, settled, and
    verdict on the share of comparisons: met, missed, open or "") and sides (player, meetings, and
    by seat points and gain over the others on equal luck, then bias: the first gain less the
    second). --csv prints pairs, or sides with --sides.
    """
    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other: give one of them.")
    if stop_early and at_least:
        raise UsageError(
            "--stop-early asks who is better, --at-least by how much: give one of them."
        )
    place = find_deck(deck, variant, decks)
    if seed is None and keep is not None:
        seed = LadderFile.seed_in(keep)
    chosen = secrets.randbelow(SEED_LIMIT) if seed is None else seed
    file = LadderFile(keep, shared_game(place).deck_hash, chosen) if keep else None
    rule = Rule(at_least, True) if at_least else Rule() if stop_early else None
    pairs = len(players) - 1 if one_against_all else len(players) * (len(players) - 1) // 2
    with progress_bar(games * pairs) as progress:
        found = climb(
            place,
            players,
            games,
            chosen,
            rule=rule,
            one_against_all=one_against_all,
            jobs=jobs,
            progress=progress,
            known=file.known if file else (),
            keep=file.add if file else lambda _: None,
        )
    if as_json:
        show_json(found.as_dict())
    elif as_csv:
        rows = found.sides() if by_seat else [pair.as_dict() for pair in found.pairs]
        click.echo(_table(rows), nl=False)
    else:
        if seed is None:
            talk(f"seed {chosen}")
        say_all(_report(found))
        if by_seat:
            say_all(_by_seat(found))


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    text = io.StringIO()
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
        cells = [f"{100 * shares[row, c]:>4.0f}" if (row, c) in shares else "   ·" for c in order]
        yield f"{n + 1:>2} {row:<{wide}}" + " ".join(cells)
    yield ""
    for pair in found.pairs:
        d = pair.as_dict()
        yield (
            f"  {pair.first} over {pair.second}: {100 * d['share']:.0f} % "
            f"({100 * d['share_low']:.0f} to {100 * d['share_high']:.0f}), of meetings "
            f"{100 * d['won']:.0f} %, {d['gain']:+.1f} points "
            f"({d['gain_low']:+.1f} to {d['gain_high']:+.1f}), {d['games']} games{_end(pair)}"
        )


def _end(pair: Pair) -> str:
    """What came of the goal, or that there was no doubt left."""
    if pair.rule is None or not pair.rule.is_named:
        return ", clear early" if pair.settled else ""
    goal = f"{100 * pair.rule.goal:g} %"
    if pair.verdict == "open":
        return f", {goal} neither met nor missed yet"
    return f", {goal} {pair.verdict}"


def _by_seat(found: Ladder) -> Iterator[str]:
    """What each player makes of each seat."""
    rows = found.sides()
    wide = max(8, *(len(row["player"]) for row in rows))
    yield ""
    yield "Points more than the others on the same luck, by seat (95 %); bias: first less second"
    yield f"  {'player':<{wide}} " + " ".join(f"{seat:>24}" for seat in (*found.seats, "bias"))
    for row in rows:
        names = [*(f"gain_{seat}" for seat in found.seats), "bias"]
        cells = [
            f"{row[name]:+.1f} ({row[f'{name}_low']:+.1f} to {row[f'{name}_high']:+.1f})"
            for name in names
        ]
        yield f"  {row['player']:<{wide}} " + " ".join(f"{cell:>24}" for cell in cells)
