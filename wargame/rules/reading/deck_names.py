"""Which names a deck has: the table of them, made once from its nouns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from wargame.content.fields import INERT_NOUNS
from wargame.content.limits import FULL, SCORE_LIMIT, TWICE
from wargame.content.small import small
from wargame.content.typed import HANDICAP
from wargame.rules.ir import NEVER, Form, Guess, Name
from wargame.rules.reading.identifiers import Identifiers
from wargame.rules.reading.leaves import Key, key, leaves
from wargame.rules.reading.names import Names

if TYPE_CHECKING:
    from wargame.content.model import Deck, Front, Track

COUNT_LIMIT = 10_000
STAKE_LIMIT = 1_000
"""The most that may be at stake by the calendar, and the most by the docket."""

LONGEST = 201
"""Rounds that a card can stay in effect, at most, the one in which it is played included."""

_ASKED = re.compile(r"card\.([a-z][a-z0-9_]*)\.used\b")

MOST_PLAYS = 20
"""Plays of a seat in a round, at most."""


def make_names(deck: Deck, asked: CardUses | None = None) -> Names:
    """The table of a deck. Faulty references are left to `build`, which has the places.

    Args:
        asked: What was found in the nouns of a deck of which this is a variant.
    """
    first, second = (seat.id for seat in deck.seats)
    groups: dict[str, tuple[str, ...]] = {"parties": tuple(party.id for party in deck.parties)}
    for party in deck.parties:
        if party.group:
            groups[party.group] = (*groups.get(party.group, ()), party.id)
    names = Names((first, second), groups)
    _add_seats(names, deck)
    for track in deck.tracks:
        _add_track(names, track, small(deck, track.title))
    _add_guesses(names)
    _add_measures(names, deck)
    _add_projects(names, deck)
    _add_actions(names, deck)
    _add_passes(names, deck)
    _add_deals(names, deck)
    _add_game(names)
    _add_cards(names, deck, (asked or CardUses()).of(deck))
    _add_buried(names, deck)
    _add_eras(names, deck)
    _add_fronts(names, deck)
    _add_parameters(names, deck)
    return names


def _add_seats(names: Names, deck: Deck) -> None:
    for number, seat in enumerate(deck.seats):
        constant = names.ids.give(seat.id.upper())
        parts: tuple[tuple[str, Form, str, int, int, bool, str], ...] = (
            ("capital", "item", "capital", 0, seat.capital.max, True, "Capital"),
            ("score", "item", "score", -SCORE_LIMIT, SCORE_LIMIT, True, "Score"),
            ("hand_size", "hand", "hand", 0, 300, False, "Cards in hand"),
        )
        for part, form, slot, low, high, writable, title in parts:
            text = f"{seat.id}.{part}"
            good = title.lower()
            names.add(
                Name(text, form, slot, low, high, number, constant, writable, title, good=good)
            )


def owners(track: Track, names: Names) -> list[tuple[str, str]]:
    """Prefix and owner of every copy of a track; empty if `of` names nobody."""
    if track.of == "shared":
        return [("shared", "shared")]
    if track.of == "seats":
        return [(seat, seat) for seat in names.seats]
    if track.of in names.seats:
        return [(track.of, track.of)]
    return [(f"party.{party}", party) for party in names.groups.get(track.of, ())]


def start_of(track: Track, owner: str, names: Names) -> int:
    """Where a copy of a track starts; a seat counts from 1, nobody is 0."""
    start = track.start_of(owner)
    return names.holders().get(start, 0) if isinstance(start, str) else start


def _add_track(names: Names, track: Track, good: str) -> None:
    for prefix, owner in owners(track, names):
        slot = names.ids.give(track.id if owner == "shared" else f"{owner}_{track.id}")
        derived = track.value is not None
        low, high = sorted((track.min, track.max))
        if track.kind == "seat":
            low, high = 0, len(names.seats)
        names.add(
            Name(
                f"{prefix}.{track.id}",
                "derived" if derived else "slot",
                slot,
                low,
                high,
                writable=not derived,
                title=track.title,
                is_seat=track.kind == "seat",
                owner=names.seats.index(owner) if is_private(track, names) else -1,
                good=good,
            )
        )
        if not derived:
            names.starts[slot] = start_of(track, owner, names)


def is_private(track: Track, names: Names) -> bool:
    """Whether each copy of a track is seen by its seat alone; a faulty one is seen by all."""
    is_of_seats = track.of == "seats" or track.of in names.seats
    is_number = track.kind == "number" and track.value is None
    return track.seen_by == "owner" and is_of_seats and is_number


def _add_guesses(names: Names) -> None:
    """What everybody may know of the private numbers of each seat."""
    for number, seat in enumerate(names.seats):
        private = tuple(name for name in names.table.values() if name.owner == number)
        if private:
            start = (*(names.starts[name.slot] for name in private), 1)
            slot = names.ids.give(f"guess_{seat}")
            names.guesses[number] = Guess(number, slot, private, start)


def _add_measures(names: Names, deck: Deck) -> None:
    for number, measure in enumerate(deck.measures):
        constant = names.ids.give(measure.id.upper())
        for level, said in enumerate(measure.levels or ()):
            names.places.setdefault(said.lower(), (f"measure.{measure.id}", level))
        parts: tuple[tuple[str, Form, str, int, bool, str], ...] = (
            ("", "item", "level", measure.max, True, measure.title),
            (".in_force", "item", "force", measure.max, False, f"{measure.title}, in force"),
            (".paused", "suspended", "level", measure.max, False, f"{measure.title}, paused"),
            (".age", "item", "age", 100, False, f"{measure.title}, age"),
        )
        for suffix, form, slot, top, writable, title in parts:
            text = f"measure.{measure.id}{suffix}"
            names.add(Name(text, form, slot, 0, top, number, constant, writable, title))


def _add_projects(names: Names, deck: Deck) -> None:
    for number, project in enumerate(deck.projects):
        constant = names.ids.give(project.id.upper())
        last = len(project.stages)
        for stage, told in enumerate(project.stages, 1):
            names.places.setdefault(told.id, (f"project.{project.id}", stage))
        parts: tuple[tuple[str, Form, str, int, str], ...] = (
            ("", "item", "stage", last, project.title),
            (".done", "done", "stage", 1, f"{project.title}, done"),
            (".working", "item", "work", 20, f"{project.title}, rounds of work left"),
        )
        for suffix, form, slot, top, title in parts:
            text = f"project.{project.id}{suffix}"
            names.add(Name(text, form, slot, 0, top, number, constant, False, title, last))


def _add_actions(names: Names, deck: Deck) -> None:
    """How often each action was taken: in this round, and in the game so far."""
    for action in deck.actions:
        for part, most, said in (
            ("used", action.per_round or MOST_PLAYS, "times this round"),
            ("total", action.per_game or COUNT_LIMIT, "times so far"),
        ):
            text, title = f"action.{action.id}.{part}", f"{action.title}, {said}"
            names.keep(text, f"{action.id}_{part}", most, title)


def _add_deals(names: Names, deck: Deck) -> None:
    """Whether a deal in force holds an item, and how many rounds it still does."""
    deals = deck.deals
    if deals is None:
        return
    most = max(deals.terms) * (1 + deals.extensions) + 1
    for number, item in enumerate(deals.items):
        text, title = f"deal.{item.id}", f"Deal: {item.title}"
        names.add(Name(text, "runs", "deal_items", 0, 1, number, title=title))
        title = f"{title}, rounds left"
        own, until = item.rounds or 0, item.until_round or 0
        left = min(most, own + 1) if own else most
        names.add(
            Name(
                f"{text}.left",
                "left",
                "deal_items",
                0,
                left,
                number,
                title=title,
                bound=own,
                until=until,
            )
        )


def _add_passes(names: Names, deck: Deck) -> None:
    """How often each seat has passed a play in this round, where that counts."""
    for seat in names.seats if deck.turn.passing else ():
        names.keep(f"{seat}.passed", f"{seat}_passed", MOST_PLAYS, "Plays passed this round")


def _add_game(names: Names) -> None:
    parts: tuple[tuple[str, Form, str, int, str], ...] = (
        ("round", "slot", "round", 200, "Round"),
        ("deals", "deals", "deal_items", 4, "Deals in force"),
        ("deal_left", "deal_left", "deal_left", 1_000, "Rounds left of the next deal to end"),
        ("deals_made", "slot", "deals_made", COUNT_LIMIT, "Deals made"),
        ("breaches", "slot", "breaches", COUNT_LIMIT, "Deals broken"),
        ("extensions", "slot", "extensions", COUNT_LIMIT, "Deals extended"),
        ("injects", "slot", "injects_drawn", COUNT_LIMIT, "Injects so far"),
    )
    for text, form, slot, top, title in parts:
        names.add(Name(f"game.{text}", form, slot, 0, top, title=title))


def _add_cards(names: Names, deck: Deck, asked: Mapping[str, bool]) -> None:
    """How often policies have happened, where the deck asks, and how long they stay in effect."""
    for card in deck.cards:
        head = f"card.{card.id}"
        if card.id in asked or card.stays is not None:
            names.keep(
                f"{head}.used", f"{card.id}_used", COUNT_LIMIT, f"{card.title}, times played"
            )
        if card.stays is not None:
            names.keep(
                f"{head}.left", f"{card.id}_left", LONGEST, f"{card.title}, rounds in effect"
            )
            slot, title = names.ids.give(f"{card.id}_in_effect"), f"{card.title}, in effect"
            names.add(Name(f"{head}.in_effect", "derived", slot, 0, 1, title=title))


class CardUses:
    """Cards of which a text that acts asks how often their policy has happened.

    It remembers what it found in each noun, so that variants cost what they change.
    """

    def __init__(self) -> None:
        self._known: dict[Key, tuple[object, dict[str, bool]]] = {}

    def of(self, deck: Deck) -> dict[str, bool]:
        """The cards that any noun of a deck asks about."""
        found: dict[str, bool] = {}
        for field_ in type(deck).model_fields:
            value = getattr(deck, field_) if field_ not in INERT_NOUNS else None
            for part in value if isinstance(value, list) else [value]:
                found |= self._in(part)
        return found

    def _in(self, part: object) -> dict[str, bool]:
        before, found = self._known.get(key(part), (None, {}))
        if before is part:
            return found
        found = dict.fromkeys(_ASKED.findall("\n".join(leaves(part))), True)
        self._known.setdefault(key(part), (part, found))
        return found


def _add_buried(names: Names, deck: Deck) -> None:
    """How many cards each seat has buried in this round, where cards can be buried."""
    if deck.cards_rule is None or deck.cards_rule.bury is None:
        return
    for seat in names.seats:
        most = deck.cards_rule.bury.per_round
        names.keep(f"{seat}.buried", f"{seat}_buried", most, "Cards buried this round")


def _add_eras(names: Names, deck: Deck) -> None:
    """The number of the present era, and each era's own number."""
    if deck.eras:
        slot, last = names.ids.give("era"), len(deck.eras)
        names.add(Name("game.era", "derived", slot, 1, last, title="Era"))
        names.constants.update({era.id: number for number, era in enumerate(deck.eras, 1)})


def _add_fronts(names: Names, deck: Deck) -> None:
    """What can be read of each front; who names the next one; which round has been judged."""
    if not deck.fronts:
        return
    docket = stake_limit(deck.docket.stakes) if deck.docket else 0
    for front in deck.fronts:
        reach, most = reach_of(front), stake_limit(front.calendar) + docket
        parts: tuple[tuple[str, str, Form, int, int, str], ...] = (
            ("", "", "derived", -reach, reach, front.title),
            (".stake", "_stake", "derived", 0, most, f"Stake on {front.title}"),
            (".due", "_due", "derived", 0, NEVER, f"Rounds until {front.title} is judged"),
            (".next", "_next", "derived", 0, most, f"Next stake on {front.title}"),
            (".last", "_last", "slot", -reach, reach, f"{front.title} when last judged"),
            (".staked", "_staked", "slot", 0, most, f"Last stake on {front.title}"),
        )
        for suffix, end, form, low, high, title in parts:
            slot = names.ids.give(f"front_{front.id}{end}")
            names.add(Name(f"front.{front.id}{suffix}", form, slot, low, high, title=title))
            if form == "slot":
                names.starts[slot] = 0
    count = len(deck.fronts)
    names.keep("game.judged", "judged", deck.rounds.max, "Last round judged")
    names.keep("game.docket", "docket", count, "Front on the docket")
    names.keep("game.docket_last", "docket_last", count, "Front named last")
    if deck.docket and deck.docket.secret:
        for text, title in (("sealed", "Front named in secret"), ("sealer", "Who named it")):
            slot = names.ids.give(text)
            names.unread[text] = Name(f"game.{text}", "slot", slot, -1, count + 2, title=title)
            names.starts[slot] = 0


def reach_of(front: Front) -> int:
    """How far the value of a front may go to either side."""
    return 3 if front.value is not None else 2 if front.grip else 1


def stake_limit(stakes: object) -> int:
    """The most that may be at stake, as far as numbers alone tell."""
    every = list(stakes.values()) if isinstance(stakes, dict) else [stakes]
    return max((stake if isinstance(stake, int) else STAKE_LIMIT for stake in every), default=0)


def _add_parameters(names: Names, deck: Deck) -> None:
    """What the rules are given when they are bound: numbers, dials, rules that may be left out."""
    ids = Identifiers()
    names.scales = {path: dial.id for dial in deck.dials for path in dial.scales}
    for number in deck.numbers:
        text, (low, high) = f"number.{number.id}", number.range
        if f"numbers.{number.id}" in names.scales:
            low, high = (min(low, 0) * TWICE // FULL, max(high, 0) * TWICE // FULL)
        slot = names.parameters[text] = ids.give(number.id)
        names.add(Name(text, "number", slot, low, high, title=number.title or number.id))
    for dial in deck.dials:
        text = f"dial.{dial.id}"
        slot = names.parameters[text] = ids.give(dial.id)
        table = ids.give(f"{dial.id}_by_round")
        names.dials[dial.id] = Name(
            text, "number", slot, 0, TWICE, constant=table, title=dial.title
        )
    for rule in deck.rules:
        if rule.removable:
            names.parameters[f"rule.{rule.id}"] = ids.give(rule.id)
    if deck.contest is not None and deck.contest.handicap is not None:
        names.parameters[f"contest.{HANDICAP}"] = ids.give(HANDICAP)
