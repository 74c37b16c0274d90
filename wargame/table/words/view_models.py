"""What a table shows, as plain values: the board, the hand, the standing policies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from wargame.content.limits import SCORE_LIMIT
from wargame.content.small import small
from wargame.content.typed import parse_stack
from wargame.dataclass import dataclass
from wargame.rules.amounts import counted, of_goods, with_unit
from wargame.rules.view import SeatState
from wargame.table.words.gate import stopped

if TYPE_CHECKING:
    from wargame.content.model import Card, Deck, Ending, Front, Measure, Party, Project, Track

SHARED = "shared"
SEATS = "seats"


@dataclass(frozen=True, slots=True)
class Marker:
    """A number on the board.

    Attributes:
        name: As in the expression language, such as `shared.trust`; what `why` takes.
        owner: A seat, a party, or "" if it is shared.
        least, most: Its range.
        band: The name of the stretch it is in, or "".
        better: Which way its owner likes it to move.
        is_purse: Whether it is capital or score, which move all the time.
        short: Its title where columns are narrow.
        is_aside: Whether it is a working, shown only to people who ask for it.
        holder: What stands in the place of the number where it holds a seat, or "".
        is_hidden: Whether whoever looks cannot know it; `value` is then the least it may be.
    """

    name: str
    title: str
    owner: str
    value: int
    least: int
    most: int
    unit: str = ""
    band: str = ""
    better: str = "neither"
    is_purse: bool = False
    short: str = ""
    is_aside: bool = False
    holder: str = ""
    is_hidden: bool = False

    @property
    def number(self) -> str:
        """The value as people read it; of one that they cannot know, a question mark."""
        return "?" if self.is_hidden else str(self.value)

    @property
    def said(self) -> str:
        """Its value with its unit, or whom it holds."""
        return self.holder or with_unit(self.value, self.unit, "?" if self.is_hidden else "")


@dataclass(frozen=True, slots=True)
class Policy:
    """A measure: its level on the books, what of it is in force, and how that is called."""

    id: str
    title: str
    seat: str
    level: int
    in_force: int
    most: int
    level_name: str
    short: str


@dataclass(frozen=True, slots=True)
class Build:
    """A project: the stage it has reached, and the rounds of work left on the next one."""

    id: str
    title: str
    seat: str
    stage: int
    stages: int
    reached: str
    following: str
    working: int
    short: str


def markers(deck: Deck, view: SeatState) -> list[Marker]:
    """Capital and score of both seats, then every track in deck order."""
    found = [marker for seat in deck.seats for marker in _seat_markers(deck, view, seat.id)]
    for track in deck.tracks:
        for owner, prefix in _owners(deck, track):
            name = f"{prefix}.{track.id}"
            value = view.value(name)
            holder = holder_of(deck, value) if track.kind == "seat" else ""
            marker = _track_marker(track, owner, name, value, holder)
            marker = replace(marker, is_aside=True) if name == idle_lead(deck) else marker
            if name == deciding_lead(deck) and not track.bands:
                marker = replace(marker, band=_ahead(deck, value))
            found.append(_hidden(marker, *view.possible(view.rules.names[name])))
    return found


def marker_names(deck: Deck) -> Iterator[str]:
    """The canonical names of `markers`, in their order: what only counts needs no words."""
    for seat in deck.seats:
        yield f"{seat.id}.capital"
        if counts_points(deck):
            yield f"{seat.id}.score"
    for track in deck.tracks:
        for _, prefix in _owners(deck, track):
            yield f"{prefix}.{track.id}"


def _hidden(marker: Marker, least: int, most: int) -> Marker:
    """The marker of a number that may be anything between two values."""
    if least == most:
        return marker
    return replace(marker, is_hidden=True, band=f"hidden, {least} to {most}")


def _seat_markers(deck: Deck, view: SeatState, seat: str) -> Iterator[Marker]:
    most = next(chair.capital.max for chair in deck.seats if chair.id == seat)
    rows = [("capital", "Capital", "Capital", 0, most)]
    if counts_points(deck):
        rows.append(("score", "Score so far", "Score", -SCORE_LIMIT, SCORE_LIMIT))
    for part, title, short, low, high in rows:
        name, value = f"{seat}.{part}", view.value(f"{seat}.{part}")
        yield Marker(name, title, seat, value, low, high, better="up", is_purse=True, short=short)


IDLE_LEAD = "The lead is that of a contest; here points count."
"""What is said where an ending asks for a lead that decides nothing."""


def counts_points(deck: Deck) -> bool:
    """Whether points decide anything: not in a contest, unless its lead is made of them."""
    contest = deck.contest
    return contest is None or contest.table == "seminar" or ".score" in str(contest.lead)


def idle_lead(deck: Deck) -> str:
    """What would lead at a contest, at a table of the deck where that decides nothing; or ""."""
    contest = deck.contest
    return str(contest.lead) if contest is not None and contest.table == "seminar" else ""


def deciding_lead(deck: Deck) -> str:
    """The number that decides a contest, at a table of the deck that is one; or ""."""
    contest = deck.contest
    return str(contest.lead) if contest is not None and contest.table != "seminar" else ""


def _ahead(deck: Deck, lead: int) -> str:
    """Who leads, in the place of a band."""
    return f"{deck.seats[lead < 0].title} ahead" if lead else "level"


def ending_text(deck: Deck, ending: Ending) -> str:
    """What an ending means; of one that asks who leads, that a lead decides nothing here."""
    said, lead = (ending.text or "").strip(), idle_lead(deck)
    is_led = lead and re.search(rf"(?<![\w.]){re.escape(lead)}(?![\w.])", ending.when or "")
    return f"{said} {IDLE_LEAD}" if said and is_led else said


def _owners(deck: Deck, track: Track) -> list[tuple[str, str]]:
    """Whose a track is, and how its names begin."""
    if track.of == SHARED:
        return [("", SHARED)]
    seats = [seat.id for seat in deck.seats]
    if track.of in (*seats, SEATS):
        return [(seat, seat) for seat in seats if track.of in (seat, SEATS)]
    return [
        (party.id, f"party.{party.id}")
        for party in deck.parties
        if track.of in ("parties", party.group)
    ]


def holder_of(deck: Deck, value: int) -> str:
    """Whom a track of seats holds: a seat's title, or nobody."""
    return deck.seats[value - 1].title if value else "nobody"


def _track_marker(track: Track, owner: str, name: str, value: int, holder: str) -> Marker:
    bands = [band.name for band in track.bands if band.at <= value]
    return Marker(
        name,
        track.title,
        owner,
        value,
        track.min,
        track.max,
        track.unit,
        bands[-1] if bands else "",
        track.better,
        short=short_title(track),
        is_aside=track.aside,
        holder=holder,
    )


def short_title(noun: Track | Party | Measure | Project | Front) -> str:
    """What people read of a noun where columns are narrow."""
    return noun.short or noun.title


def policies(deck: Deck, view: SeatState) -> list[Policy]:
    """Every measure, in deck order."""
    return [_policy(measure, view) for measure in deck.measures]


def _policy(measure: Measure, view: SeatState) -> Policy:
    name, levels = f"measure.{measure.id}", measure.levels
    level, force = view.value(name), view.value(f"{name}.in_force")
    called = levels[force] if force < len(levels) else ""
    return Policy(
        measure.id,
        measure.title,
        measure.seat,
        level,
        force,
        measure.max,
        called,
        short_title(measure),
    )


def builds(deck: Deck, view: SeatState) -> list[Build]:
    """Every project, in deck order."""
    return [_build(project, view) for project in deck.projects]


def _build(project: Project, view: SeatState) -> Build:
    name = f"project.{project.id}"
    stage, stages = view.value(name), project.stages
    return Build(
        project.id,
        project.title,
        project.seat,
        stage,
        len(stages),
        reached=stages[stage - 1].title if stage else "nothing yet",
        following=stages[stage].title if stage < len(stages) else "",
        working=view.value(f"{name}.working"),
        short=short_title(project),
    )


def hand(deck: Deck, view: SeatState) -> list[Card]:
    """The cards in the hand of whoever looks, as the deck prints them."""
    cards = {card.id: card for card in deck.cards}
    return [cards[card] for card in view.hand]


def cost_words(deck: Deck, cost: dict[str, int | str]) -> str:
    """A price as people say it: `2 capital, 1 + tension // 20 stock`; "" if it is free."""
    titles = {track.id: small(deck, track.title) for track in deck.tracks}
    return ", ".join(of_goods(amount, titles.get(what, what)) for what, amount in cost.items())


def round_label(deck: Deck, number: int, closes_after: int = 0) -> str:
    """What a round is called, such as `Round 3 of 6, 2025 Q3`; of a game of uncertain length
    `Round 3 of 5 to 6, 2025 Q3`, and from the fifth on how many it may still come to.

    Args:
        closes_after: The last round of a class that ends the game before the deck does; 0 for none.
            What the next brings by itself as it begins comes after that.
    """
    labels = deck.rounds.labels
    if 0 < closes_after < number:
        return f"After round {_of_all(deck, closes_after, closes_after)}"
    label = f", {labels[number - 1]}" if 0 < number <= len(labels) else ""
    begun = [era.title for era in deck.eras if era.round <= number]
    era = f", {begun[-1]}" if begun else ""
    return f"Round {_of_all(deck, number, closes_after)}{label}{era}" if number else "Setting up"


def _of_all(deck: Deck, number: int, closes_after: int = 0) -> str:
    last = max(number, closes_after) if closes_after else deck.rounds.max
    soonest = max(number, deck.rounds.uncertain_from or last)
    return f"{number} of {f'{soonest} to ' if soonest < last else ''}{last}"


def in_round(deck: Deck, number: int, when: str = "in", *, closes_after: int = 0) -> str:
    """When something was, within a sentence: `in round 3 of 6`, or `in setting up`.

    Args:
        when: `in` or `after`.
        closes_after: As of `round_label`.
    """
    return f"{when} round {_of_all(deck, number, closes_after)}" if number else "in setting up"


def last_begun(deck: Deck, closes_after: int = 0) -> int:
    """The last round that begins: a class is closed once deals have run out as the round after
    its last begins.

    Args:
        closes_after: As of `round_label`.
    """
    return closes_after + 1 if closes_after else deck.rounds.max


def round_over(deck: Deck, number: int, closes_after: int = 0) -> str:
    """That a round is over, such as `Round 3 of 6 is over: 2025 Q3`.

    Args:
        closes_after: As of `round_label`.
    """
    which, _, called = round_label(deck, number, closes_after).partition(", ")
    return f"{which} is over{f': {called}' if called else ''}"


def length(deck: Deck) -> str:
    """How long a game is, such as `Up to 6 rounds, about 45 minutes.`"""
    most = deck.rounds.max
    rounds = counted(most, "round")
    minutes = f", about {counted(deck.minutes, 'minute')}" if deck.minutes else ""
    return f"{'Up to ' if most > 1 else ''}{rounds}{minutes}."


def variants_told(deck: Deck, stack: str) -> list[str]:
    """What each variant that is played says of itself, such as `Six rounds. For one evening.`

    Args:
        stack: What stands behind the colon of the deck's name.
    """
    played = parse_stack(stack).variants
    told = [f"{stopped(one.title)} {one.text or ''}" for one in deck.variants if one.id in played]
    return [" ".join(text.split()) for text in told]


DEAL_COUNTS = {
    "game.deals": "Deals in force",
    "game.deals_made": "Deals made",
    "game.breaches": "Deals broken",
    "game.extensions": "Deals extended",
}
"""What the rules count of deals: a reason may name it."""


def number_titles(deck: Deck, *, short: bool = False) -> dict[str, str]:
    """What people read for each number on the board, by its canonical name.

    Args:
        short: As it is called where columns are narrow.

    A gauge or a store of the board goes by one name everywhere: the one that it has there.
    """
    found = {}
    named: Callable[[Track | Party | Measure | Project | Front], str] = (
        short_title if short else lambda noun: noun.title
    )
    for seat in deck.seats:
        found[f"{seat.id}.capital"] = "Capital"
        found[f"{seat.id}.score"] = "Score"
    parties = {party.id: f"{named(party)}: " for party in deck.parties}
    for track in deck.tracks:
        for owner, prefix in _owners(deck, track):
            found[f"{prefix}.{track.id}"] = f"{parties.get(owner, '')}{named(track)}"
    for measure in deck.measures:
        found[f"measure.{measure.id}"] = named(measure)
        found[f"measure.{measure.id}.in_force"] = f"{named(measure)}, in force"
    for project in deck.projects:
        found[f"project.{project.id}"] = f"{named(project)}, stage"
    if deck.deals:
        found |= DEAL_COUNTS
    if deck.fronts:
        found["game.docket"] = "Front on the docket"
    for front in deck.fronts:
        found[f"front.{front.id}"] = named(front)
        found[f"front.{front.id}.last"] = f"{named(front)} when last judged"
        found[f"front.{front.id}.staked"] = f"Last stake on {named(front)}"
    shown = [*deck.board.gauges, *deck.board.stores] if deck.board else []
    return found | {one.number: one.title for one in shown if one.title and one.number in found}
