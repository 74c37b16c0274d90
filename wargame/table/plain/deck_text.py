"""A deck and its items as linear text: what is printed, and what the rules make of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from wargame.content.again import Again
from wargame.content.stack import pars, text_of, values_of
from wargame.content.typed import HANDICAP
from wargame.dataclass import dataclass
from wargame.errors import UsageError, closest, nearest, sentence_case, visible
from wargame.players.people import opponents
from wargame.rules.game import Game
from wargame.table.plain.deck_beside import BESIDE, beside_lines
from wargame.table.plain.deck_elsewhere import elsewhere
from wargame.table.plain.drawn_card import drawn_card
from wargame.table.rulebook.course import hand_size
from wargame.table.rulebook.words import Words, named_rounds
from wargame.table.words.gate import stopped
from wargame.table.words.view_models import cost_words, length, variants_told
from wargame.table.words.wrap import heading, wrapped

if TYPE_CHECKING:
    from wargame.content.model import Deck, GaugeMark, Track

KINDS = (
    *("card", "measure", "project", "action", "inject"),
    *("agenda", "review", "front", "rule", "ending", "track"),
)
"""Nouns that are lists of things with an id, in the order in which ids are looked up."""

NUMBER = "number."
_NAME = re.compile(r"[a-z_][\w.]*")
"""A name, or a word such as `min`, in an expression."""


@dataclass(frozen=True, slots=True)
class Found:
    """An item of a deck, and what it is."""

    kind: str
    noun: Any


def find_items(deck: Deck, name: str, again: Again | None = None) -> list[Found]:
    """The items with this id, several where those of different kinds share it; by its kind too,
    such as `track.trust`, one.

    Args:
        again: What is typed about the deck; left out, its id alone is.

    Raises:
        UsageError: there is none; the message says where it is told, if the deck has it.
    """
    kind, dot, own = name.rpartition(".")
    known = [*items(deck), *_beside(deck)]
    of_kind = [one for one in known if not dot or one.kind == kind]
    found_here = [one for one in of_kind if one.noun.id == own]
    if not found_here:
        if told := elsewhere(deck, name, again or Again(deck.id)):
            raise UsageError(told)
        what = f"deck '{deck.id}' has no item '{visible(name[:60])}'."
        raise UsageError(f"{what} {_likely(own, of_kind or known)}")
    return found_here


def _likely(word: str, known: Iterable[Found]) -> str:
    """What was probably meant, and a few of what there is: what a deck plays with before all that
    stands beside it, such as its worked examples."""
    pools = [
        sorted({one.noun.id for one in known if (one.kind in BESIDE) == is_beside})
        for is_beside in (False, True)
    ]
    guesses = [closest(word[:60], tuple(pool)) for pool in pools]
    meant = next(filter(None, guesses), "")
    told = nearest("", next(filter(None, pools), ()))
    return f"Did you mean '{meant}'? {told}" if meant else told


def items(deck: Deck) -> Iterator[Found]:
    """Everything in a deck that has an id of its own and that the rules describe, in the order in
    which ids are looked up."""
    for kind in KINDS:
        for noun in getattr(deck, f"{kind}s"):
            yield Found(kind, noun)
    for item in deck.deal_items:
        yield Found("deal item", item)
    for package in deck.ready_packages:
        yield Found("ready package", package)


def _beside(deck: Deck) -> Iterator[Found]:
    """What else can be shown by its id."""
    for kind, (nouns, _) in BESIDE.items():
        for noun in getattr(deck, nouns):
            yield Found(kind, noun)


def deck_lines(game: Game) -> list[str]:
    """The contents of a deck: what it is about, who plays, and what there is to find."""
    deck = game.deck
    lines = [heading(f"{deck.title} ({deck.id} {deck.version})"), *wrapped(deck.about)]
    for told in variants_told(deck, game.loaded.variant):
        lines += wrapped(told)
    lines += [length(deck), ""]
    words = Words(game.rules)
    hands = [hand_size(words, number) for number in words.seats]
    hands = [f"({hand})" if " " in hand else hand for hand in hands]
    lines += [
        f"Seat {seat.id}: {seat.title}, hand {hand}"
        for seat, hand in zip(game.rules.program.seats, hands, strict=True)
    ]
    for kind in KINDS:
        lines += _list_lines(f"{kind.capitalize()}s", getattr(deck, f"{kind}s"))
    lines += _list_lines("Deal items", deck.deal_items)
    lines += _list_lines("Ready packages", deck.ready_packages)
    for label, nouns in (("Parties", "parties"), ("Eras", "eras"), ("Modifiers", "modifiers")):
        lines += _list_lines(label, getattr(deck, nouns))
    lines += _board_lines(game)
    for label in ("Variants", "Campaigns", "Lessons", "Puzzles", "Formats", "Personas"):
        lines += _list_lines(label, getattr(deck, label.lower()))
    for seat in deck.seats:
        who = [f"  {one.name}: {one.face}" for one in opponents(deck, seat.id)]
        if who:
            lines += ["", f"Opponents as {seat.title}, by how far they look ahead:", *who]
    return lines


def set_by_name(deck: Deck) -> list[str]:
    """What may be set behind the colon of a deck's name, and what it is now."""
    titles = {one.id: one.title or one.id for one in deck.numbers}
    titles |= {one.id: one.title for one in deck.dials} | {one.id: one.title for one in deck.rules}
    titles[HANDICAP] = "Where the lead of the contest starts"
    titles |= {name: f"Par of {seat.title}" for name, seat in pars(deck).items()}
    ranges = {one.id: f", {one.range[0]} to {one.range[1]}" for one in deck.numbers}
    rows = [
        f"  {f'{name}={text_of(deck, name, value)}':<28} {titles[name]}{ranges.get(name, '')}"
        for name, value in values_of(deck).items()
    ]
    return ["", f"Set by name ({len(rows)})", *rows] if rows else []


def _board_lines(game: Game) -> list[str]:
    """What people watch first: each number with its marks, chains with their stages."""
    plan = game.deck.board
    if plan is None:
        return []
    rows = []
    for one in (*plan.gauges, *plan.homes, *plan.chains, *plan.stores):
        parts = getattr(one, "stages", None) or getattr(one, "parties", [])
        among = f": {', '.join(part.title for part in parts)}" if parts else ""
        marks = "; ".join(f"{_place_of(game, mark)} {mark.title}" for mark in one.marks)
        rows.append(f"  {one.number:<28} {one.title or ''}{among}{f' ({marks})' if marks else ''}")
    return ["", f"Watched ({len(rows)})", *rows]


def _place_of(game: Game, mark: GaugeMark) -> int | str:
    """Where a mark stands: a value, also of numbers of the deck; else as it is written."""
    if isinstance(mark.at, int) or not all(
        name.startswith(NUMBER) for name in _NAME.findall(mark.at)
    ):
        return mark.at
    return game.value(game.new(), mark.at)


def _list_lines(label: str, nouns: Iterable[Any]) -> list[str]:
    rows = [f"  {noun.id:<28} {_whose(noun)}{noun.title}" for noun in nouns]
    return ["", f"{label} ({len(rows)})", *rows] if rows else []


def _whose(noun: Any) -> str:
    seat = getattr(noun, "seat", None)
    return f"{seat}: " if seat else ""


def item_lines(game: Game, found: Found) -> list[str]:
    """One item: printed text, price, what the rules say, and where it comes from."""
    noun = found.noun
    lines = [heading(getattr(noun, "title", noun.id)), f"{found.kind} {noun.id}{_seat_words(noun)}"]
    if found.kind in BESIDE:
        return lines + beside_lines(game, found.kind, noun)
    lines += ["", *drawn_card(game, noun)] if found.kind == "card" else _printed(game.deck, found)
    rules = told_by_rules(game, found)
    if rules:
        lines += ["", "What the rules say"]
    for said in rules:
        pad = " " * (len(said) - len(said.lstrip()) + 2)
        lines += wrapped(said, pad, f"{pad}  ")
    return lines + _source_lines(game.deck, noun)


def told_by_rules(game: Game, found: Found) -> list[str]:
    """What the rules say that an item does, or how a number is computed; nothing of others."""
    is_stored = found.kind == "track" and found.noun.value is None
    return [] if is_stored or found.kind in BESIDE else game.describe(found.noun.id)


def _printed(deck: Deck, found: Found) -> list[str]:
    """What is printed of an item that is no card."""
    noun, lines = found.noun, list[str]()
    if found.kind == "review":
        lines += wrapped(stopped(f"At the end of {named_rounds(deck, noun.rounds)}"))
    if getattr(noun, "cost", None):
        lines += wrapped(f"Costs {cost_words(deck, noun.cost)}.")
    if found.kind == "track":
        lines += wrapped(_track_words(noun))
    if getattr(noun, "text", None):
        lines += ["", *wrapped(noun.text)]
    if found.kind == "measure" and noun.levels:
        named = enumerate(noun.levels)
        lines += ["", *wrapped(f"Levels: {', '.join(f'{n} {name}' for n, name in named)}.")]
    return lines


def _track_words(track: Track) -> str:
    """Its range, which way is better, and the names of its stretches."""
    if track.kind == "seat":
        return "It names a seat, or nobody."
    ways = {"up": " More is better.", "down": " Less is better.", "neither": ""}
    bands = ", ".join(f"{band.name} from {band.at}" for band in track.bands)
    named = f" {sentence_case(bands)}." if bands else ""
    hidden = " Its owner alone sees it before the end." if track.seen_by == "owner" else ""
    return f"From {track.min} to {track.max}.{ways[track.better]}{named}{hidden}"


def _seat_words(noun: Any) -> str:
    seat = getattr(noun, "seat", None)
    return f", {seat}" if seat else ""


def _source_lines(deck: Deck, noun: Any) -> list[str]:
    source = getattr(noun, "source", None)
    if not source:
        return []
    known = {entry.id: entry for entry in deck.sources}
    entry = known.get(source)
    text = f"{entry.title}{f', {entry.date}' if entry.date else ''}" if entry else source
    dated = f" As of {noun.as_of}." if noun.as_of else ""
    return ["", *wrapped(f"Source: {text}.{dated}")]
