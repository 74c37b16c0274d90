"""`wargame lab claims`: do the claims of a deck hold up in play?"""

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
from wargame.cli.types import WholeNumber
from wargame.errors import UsageError
from wargame.lab.claims import Findings, measure
from wargame.lab.estimate import Estimate
from wargame.lab.verdict import Ablation, Reading, Verdict
from wargame.play.seeds import SEED_LIMIT
from wargame.table.words.wrap import wrapped

INDENT = " " * 3
"""What stands under a claim, in from its number."""


@click.command(cls=Strict, short_help="Do the claims of a deck hold up in play?")
@click.argument("deck")
@games_option(200, 2, "How many games of the deck, and as many without each mechanism.")
@seed_option
@click.option(
    "--claim",
    "only",
    type=WholeNumber("number", 1, 999),
    multiple=True,
    help="Measure this claim alone. May be repeated.",
)
@players_option("Whom to draw from; left out: all personas, each for the seat it is made for.")
@jobs_option
@json_option
@click.option("--markdown", "as_markdown", is_flag=True, help="Print a table for a README.")
@variant_option
@decks_option
def claims(
    deck: str,
    games: int,
    seed: int | None,
    only: tuple[int, ...],
    players: tuple[str, ...],
    jobs: int,
    as_json: bool,
    as_markdown: bool,
    variant: str,
    decks: Path | None,
) -> None:
    """Play many games of DECK and hold each of its claims against them.

    Each claim is measured on the deck, and on its ablation: the variant without the mechanism
    that should carry it, with the same players on the same luck. It holds if its value lies in
    its band and the ablation moves it beyond doubt, the way it should. Under a variant no
    ablation is played, and a claim that has one is not judged.

    --json prints: deck, variant, deck_hash, seed, games, population (names by seat), endings
    (by ending: games, and value, low and high of its share in percent), returns (by seat: value,
    low and high of the points less par), claims, assumptions and digest. Each claim: id, title,
    metric, holds (null if that cannot be told), value, low, high (the 95 % interval), unit,
    band, is_in_band, is_band_sure (the whole interval on one side), ablation (name, value, low,
    high, change, change_low, change_high, expected, moves, is_idle; or only the name if it was
    not played) and beside (title, value, low, high, unit).
    """
    if as_json and as_markdown:
        raise UsageError("--json and --markdown exclude each other: give one of them.")
    place = find_deck(deck, variant, decks)
    chosen = secrets.randbelow(SEED_LIMIT) if seed is None else seed
    with progress_bar(100) as bar:
        found = measure(
            place,
            games,
            chosen,
            players,
            only=only,
            jobs=jobs,
            progress=lambda done, of: bar(100 * done // of),
        )
    if as_json:
        show_json(found.as_dict())
        return
    if seed is None:
        talk(f"seed {chosen}")
    say_all(_table(found) if as_markdown else _report(found))


def _report(found: Findings) -> Iterator[str]:
    """For people: how the games ended, then claim by claim."""
    variant = f":{found.variant}" if found.variant else ""
    yield f"{found.deck}{variant}, {found.games} games, seed {found.seed}"
    for seat, names in found.population.seats:
        yield from wrapped(f"{seat} is drawn from: {', '.join(names)}", "", "  ")
    yield ""
    yield f"  {'ending':<24} games   % of games (95 %)"
    for ending, count, share in found.endings():
        yield f"  {ending:<24} {count:>5}   {_span(share)}"
    yield ""
    yield f"  {'seat':<24}         points less par (95 %)"
    for seat, mean in found.scores():
        yield f"  {seat:<24}         {_span(mean)}"
    for verdict in found.verdicts:
        yield ""
        told = f"{verdict.claim.title}: {_verdict(verdict)}"
        yield from wrapped(told, f"{verdict.claim.id:>2} ", INDENT)
        for detail in _details(verdict):
            yield from wrapped(detail, INDENT, INDENT + "  ")


def _verdict(verdict: Verdict) -> str:
    """What became of a claim, and what it failed by."""
    if verdict.reading is None:
        return "not measured, it has no gauge"
    if verdict.reading.found is None:
        return "not measured, no game had anything to count"
    if verdict.holds is None:
        return f"not judged, {_missing(verdict)}"
    if verdict.holds:
        return "holds"
    failed = ["outside its band"] if verdict.is_in_band is False else []
    ablation = verdict.ablation
    if ablation and not ablation.is_as_claimed:
        way = f" {ablation.expected}" if ablation.expected else ""
        failed.append(f"{ablation.name} does not clearly move it{way}")
    found = "does not hold" if verdict.is_in_band is False else "not shown"
    return f"{found}: {', and '.join(failed)}"


def _missing(verdict: Verdict) -> str:
    """Why a claim with a value is not judged."""
    if verdict.is_bare:
        return f"{verdict.claim.ablation} is not played under another variant"
    if verdict.ablation:
        return f"{verdict.ablation.name} leaves nothing to count"
    return "it has neither band nor ablation"


def _details(verdict: Verdict) -> Iterator[str]:
    """The numbers behind a verdict."""
    if verdict.reading is None:
        return
    if verdict.claim.metric:
        yield verdict.claim.metric
    yield f"{_told(verdict.reading)}{_band(verdict)}"
    if verdict.ablation:
        yield f"{verdict.ablation.name}: {_told(verdict.ablation.reading)}"
        yield _change(verdict.ablation)
    after = verdict.ablation.beside if verdict.ablation else (None,) * len(verdict.beside)
    for one, other in zip(verdict.beside, after, strict=True):
        ablated = f"; {verdict.claim.ablation}: {_told(other)}" if other else ""
        yield f"beside: {one.title}: {_told(one)}{ablated}"


def _told(reading: Reading) -> str:
    if reading.found is None:
        return "nothing to count"
    unit = f" {reading.unit}" if reading.unit else ""
    found = reading.found
    return f"{_number(found.value)}{unit} ({_number(found.low)} to {_number(found.high)})"


def _number(value: float) -> str:
    """To one place, without a minus before nothing.

    >>> _number(-0.04)
    '0.0'
    """
    return f"{round(value, 1) + 0.0:.1f}"


def _span(found: Estimate) -> str:
    return f"{found.value:6.1f} ({found.low:.1f} to {found.high:.1f})"


def _band(verdict: Verdict) -> str:
    if verdict.is_in_band is None:
        return ""
    low, high = verdict.claim.band
    inside = "inside" if verdict.is_in_band else "outside"
    doubt = "" if verdict.is_band_sure else ", its interval reaches over the edge"
    return f", {inside} the band of {low} to {high}{doubt}"


def _change(ablation: Ablation) -> str:
    moved = ablation.change
    wanted = f"should move {ablation.expected}" if ablation.expected else "may move either way"
    if ablation.is_idle:
        return f"no change: every game reads the same; {wanted}"
    if moved is None:
        return f"no change can be told; {wanted}"
    clear = f"moves {ablation.moves}" if ablation.moves else "no clear move"
    return f"change {moved.value:+.1f} ({moved.low:+.1f} to {moved.high:+.1f}), {clear}; {wanted}"


def _table(found: Findings) -> Iterator[str]:
    """For a README: a row per claim, and the further numbers under it."""
    yield "| claim | value (95 %) | band | ablation | its value (95 %) | change (95 %) | holds |"
    yield "|---|---|---|---|---|---|---|"
    for verdict in found.verdicts:
        yield _row(verdict)
        for place, one in enumerate(verdict.beside):
            other = verdict.ablation.beside[place] if verdict.ablation else None
            yield f"| · {one.title} | {_told(one)} | | | {_told(other) if other else ''} | | |"


def _holds(verdict: Verdict) -> str:
    if verdict.holds is None:
        return "not judged"
    if verdict.holds:
        return "yes"
    return "**no**" if verdict.is_in_band is False else "not shown"


def _row(verdict: Verdict) -> str:
    ablation, reading = verdict.ablation, verdict.reading
    moved = ablation.change if ablation else None
    cells = [
        f"**{verdict.claim.id}** {verdict.claim.title}",
        _told(reading) if reading else "not measured",
        " to ".join(str(edge) for edge in verdict.claim.band),
        f"`{verdict.claim.ablation}`" if verdict.claim.ablation else "",
        _told(ablation.reading) if ablation else "",
        f"{moved.value:+.1f} ({moved.low:+.1f} to {moved.high:+.1f})" if moved else "",
        _holds(verdict),
    ]
    return f"| {' | '.join(cells)} |"
