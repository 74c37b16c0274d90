"""What `wargame lab definition` finds: what of a claim the rules themselves decide."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from wargame.content.library import DeckRef
from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.lab.claims import check_known
from wargame.lab.judge.by_play import (
    Openings,
    find_no_choice,
    find_paid,
    least_open,
    openings,
    positions,
)
from wargame.lab.judge.counted import Counted, counted_by_claim
from wargame.lab.judge.definition import Clause3, Definition, define
from wargame.lab.judge.of_rules import GAMES, POSITIONS, SEED, read_rules
from wargame.lab.judge.reach import lines_of
from wargame.lab.runs.games import shared_game
from wargame.rules.game import Game
from wargame.rules.ir import ClaimIR


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause of the registration's section 3 that applies.

    Attributes:
        clause: `writes`, `forbids`, `pays`, `no choice` or `neutral run`.
        place: Where in the deck.
        text: What stands there.
    """

    clause: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """What of a claim the rules themselves decide.

    Attributes:
        id: Its number in the deck.
        title: The claim in a few words.
        ablation: The variant without the mechanism.
        counts: What its gauge counts.
        clauses: The clauses that apply; with any, play decides nothing.
        near: Where the ablation touches what is counted at one remove.
        neutral: Points for mere levels: the games have to be played again without them.
        silenced: Weights of doctrines that name what is counted: they are set to 0.
        listed: Other payments that come with a counted act.
        least_open: Of the counted acts that are a choice, the one that is so by the least, and how
            often it and what undoes it are open; "" if no measure is counted.
        changed: Every place in which the deck and its ablation differ.
    """

    id: int
    title: str
    ablation: str
    counts: Sequence[str]
    clauses: Sequence[ClauseRow]
    near: Sequence[ClauseRow]
    neutral: Sequence[ClauseRow]
    silenced: Sequence[str]
    listed: Sequence[str]
    least_open: str
    changed: Sequence[str]


@dataclass(frozen=True, slots=True)
class DefinitionObject:
    """What of a deck's claims its rules decide before anybody plays.

    Attributes:
        deck: The deck's id.
        deck_hash: 64 hex digits over everything the deck says.
        seed: Of the games at random in which choices are counted and numbers are raised.
        by_play: Whether numbers were raised in play: only where every mechanism has its dial.
        claims: Each claim with a gauge and an ablation, in deck order.
    """

    deck: str
    deck_hash: str
    seed: int
    by_play: bool
    claims: Sequence[DefinitionRow]


def define_claims(
    deck: DeckRef, only: Sequence[int] = (), still: str = "", *, seed: int = SEED
) -> DefinitionObject:
    """Read a deck and its ablations, and play a few games at random.

    Args:
        deck: Without a variant.
        only: Numbers of claims; without any, all.
        still: The variant in which no mechanism has consequences, if there is one.
        seed: Of the games at random.

    Raises:
        UsageError: No claim of the deck, or of those asked for, has a gauge and an ablation.
    """
    game = shared_game(deck)
    check_known(game, only)
    able = [claim for claim in game.rules.program.claims if claim.ablation]
    claims = [claim for claim in able if not only or claim.id in only]
    if not claims:
        there = ", ".join(str(claim.id) for claim in able) or "none"
        raise UsageError(
            f"{game.deck.id} has no claim with a gauge and an ablation to read"
            f"{' among these. It has ' + there if only else ''}."
        )
    stilled = shared_game(DeckRef(deck.folder, still)) if still else None
    seen = openings(game, seed, GAMES)
    rows = [_row(game, stilled, deck, claim, seen) for claim in claims]
    return DefinitionObject(game.deck.id, game.deck_hash, seed, stilled is not None, rows)


def define_registered(deck: DeckRef, *, seed: int = SEED) -> DefinitionObject:
    """The same of the registered claims, by the deck's role map and dials.

    Args:
        seed: Of the games at random; judging takes its own.

    Raises:
        UsageError: The deck has no role map, or lacks a dial.
    """
    rows = [
        _told(
            one.claim.number,
            one.claim.title,
            one.over,
            one.counts,
            one.found,
            one.by_play,
            one.least_open,
        )
        for one in read_rules(deck, seed=seed)
    ]
    game = shared_game(deck)
    return DefinitionObject(game.deck.id, game.deck_hash, seed, True, rows)


def _row(
    game: Game, stilled: Game | None, deck: DeckRef, claim: ClaimIR, seen: Openings
) -> DefinitionRow:
    program = game.rules.program
    ablation = shared_game(DeckRef(deck.folder, claim.ablation)).rules.program
    counts = counted_by_claim(program, game.deck, lines_of(program), claim.id)
    found: Definition = define(program, ablation, counts)
    shown = find_no_choice(counts, seen)
    if stilled is not None:
        shown += find_paid(stilled, counts, islice(positions(stilled, seen.seed, GAMES), POSITIONS))
    return _told(
        claim.id, claim.title, claim.ablation, counts, found, shown, least_open(counts, seen)
    )


def _told(
    number: int,
    title: str,
    ablation: str,
    counts: Counted,
    found: Definition,
    shown: Sequence[Clause3],
    least: str,
) -> DefinitionRow:
    return DefinitionRow(
        number,
        title,
        ablation,
        counts.told,
        _rows([*found.found, *shown]),
        _rows(found.near),
        _rows(found.neutral),
        found.silenced,
        found.listed,
        least,
        found.changed,
    )


def _rows(found: Sequence[Clause3]) -> list[ClauseRow]:
    return [ClauseRow(one.clause, one.place, one.text) for one in found]
