"""`wargame lab balance`: is a deck fair, and a matter of choices?"""

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
from wargame.lab.balance import Balance, TakeUp, weigh
from wargame.play.seeds import SEED_LIMIT

TOLD = {"always": "Taken nine times in ten", "never": "Never taken", "few": "Hardly ever open"}


@click.command(cls=Strict, short_help="Is a deck fair, and a matter of choices?")
@click.argument("deck")
@games_option(200)
@seed_option
@players_option("Whom to draw from; left out: the personas of the deck, each for its own seat.")
@jobs_option
@json_option
@variant_option
@decks_option
def balance(
    deck: str,
    games: int,
    seed: int | None,
    players: tuple[str, ...],
    jobs: int,
    as_json: bool,
    variant: str,
    decks: Path | None,
) -> None:
    """Play many games of DECK; say what each seat gets, and how often each choice is taken.

    A choice is open in a round if the seat could make it at some point of that round; it is taken
    if the seat did. A card that is taken nine times in ten is hardly a choice, and one that is
    never taken is hardly a card, for the players who played: those who look ahead, such as
    search:100it, tell more than those who do not.

    --json prints: deck, variant, deck_hash, seed, games, players (by seat), returns (by seat:
    mean of the points less par, low and high of its 95 % interval) and choices (kind, id, use,
    open and taken in rounds, share, verdict: always, never, few or "").
    """
    place = find_deck(deck, variant, decks)
    chosen = secrets.randbelow(SEED_LIMIT) if seed is None else seed
    with progress_bar(games) as progress:
        found = weigh(place, games, chosen, players, jobs=jobs, progress=progress)
    if as_json:
        show_json(found.as_dict())
        return
    if seed is None:
        talk(f"seed {chosen}")
    say_all(_report(found))


def _report(found: Balance) -> Iterator[str]:
    """For people: the seats, every card, then what stands out."""
    variant = f":{found.variant}" if found.variant else ""
    yield f"{found.deck}{variant}, {found.games} games, seed {found.seed}"
    for seat, names in found.population.seats:
        mean = found.returns[seat]
        yield f"{seat} is drawn from: {', '.join(names)}"
        yield f"  points less par {mean.value:+.1f} ({mean.low:+.1f} to {mean.high:+.1f})"
    for kind, uses in _kinds(found).items():
        yield ""
        yield from _table(kind, uses)
    for verdict, words in TOLD.items():
        told = [" ".join(row.choice[1:]) for row in found.choices if _is_told(row, verdict)]
        yield ""
        yield f"{words}: {', '.join(told) or 'none'}."


def _is_told(row: TakeUp, verdict: str) -> bool:
    """Whether it belongs in a list. That a lever has no such use is no news; that a card cannot
    be played is."""
    is_use = row.open > 0 or row.choice[0] == "card"
    return is_use and row.verdict == verdict


def _kinds(found: Balance) -> dict[str, dict[str, dict[str, TakeUp]]]:
    """By kind and id, the take-up of each use."""
    kinds: dict[str, dict[str, dict[str, TakeUp]]] = {}
    for row in found.choices:
        kind, name, use = row.choice
        kinds.setdefault(kind, {}).setdefault(name, {})[use] = row
    return kinds


def _table(kind: str, rows: dict[str, dict[str, TakeUp]]) -> Iterator[str]:
    """A line per thing: in what share of the rounds in which it could be, it was."""
    uses = list(dict.fromkeys(use for row in rows.values() for use in row))
    wide = max(len(kind), *(len(name) for name in rows))
    yield f"  {kind:<{wide}}" + "".join(f"{use:>10} of rounds" for use in uses)
    for name, row in rows.items():
        yield f"  {name:<{wide}}" + "".join(_cell(row[use]) for use in uses)


def _cell(row: TakeUp) -> str:
    share = f"{100 * row.share:.0f} %" if row.open else "·"
    return f"{share:>10}{row.open:>10}"
