"""`wargame lab coverage`: is every part of a deck met in play?"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import click

from wargame.cli.decks import find_deck
from wargame.cli.group import Strict
from wargame.cli.options import (
    decks_option,
    games_option,
    jobs_option,
    json_option,
    players_option,
    seed_option,
    variant_option,
)
from wargame.cli.out import say_all, show_json, talk
from wargame.cli.simulate import progress_bar
from wargame.lab.coverage import Coverage, cover
from wargame.play.seeds import SEED_LIMIT


@click.command(cls=Strict, short_help="Is every card, level, stage, inject and end met in play?")
@click.argument("deck")
@games_option(1000)
@seed_option
@players_option("Whom to draw from; left out: random, greedy, erratic and all personas.")
@jobs_option
@json_option
@variant_option
@decks_option
def coverage(
    deck: str,
    games: int,
    seed: int | None,
    players: tuple[str, ...],
    jobs: int,
    as_json: bool,
    variant: str,
    decks: Path | None,
) -> None:
    """Play many games of DECK and say in how many each part of it occurred.

    A card occurs when it is played for its policy or committed, a measure's level when it stands
    on the books, a stage when it is reached, a deal item when it is agreed, an agenda when it is
    kept. Each seat of each game is taken by a player drawn by the game's number.

    --json prints: deck, variant, deck_hash, seed, games, players (by seat), met (games by part,
    by kind) and never (the parts that occurred in no game).
    """
    place = find_deck(deck, variant, decks)
    chosen = secrets.randbelow(SEED_LIMIT) if seed is None else seed
    with progress_bar(games) as progress:
        found = cover(place, games, chosen, players, jobs=jobs, progress=progress)
    if as_json:
        show_json(found.as_dict())
        return
    if seed is None:
        talk(f"seed {chosen}")
    say_all(_report(found))


def _report(found: Coverage) -> Iterator[str]:
    """For people: the rarest part of each kind, and what never occurred."""
    variant = f":{found.variant}" if found.variant else ""
    yield f"{found.deck}{variant}, {found.games} games, seed {found.seed}"
    for seat, names in found.population.seats:
        yield f"{seat} is drawn from: {', '.join(names)}"
    yield ""
    yield f"  {'kind':<12}{'parts':>6}{'met':>6}   the rarest, in percent of games"
    for kind in dict.fromkeys(kind for kind, _ in found.met):
        parts = found.of_kind(kind)
        rarest = sorted(parts, key=lambda which: parts[which])[:3]
        shown = ", ".join(f"{which} {100 * parts[which] / found.games:.2f}" for which in rarest)
        yield f"  {kind:<12}{len(parts):>6}{sum(1 for n in parts.values() if n):>6}   {shown}"
    yield ""
    if found.never:
        yield f"Never met: {', '.join(f'{kind} {which}' for kind, which in found.never)}."
    else:
        yield "Every part was met."
