"""The names that deck text can read and write, and the Python names they become.

One table per deck, made once. `Names.find` answers for a scope: whose `my.` is meant, and
which party `party.` is, inside `each`.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from wargame.content.fields import INERT_NOUNS
from wargame.content.limits import FULL, SCORE_LIMIT, TWICE
from wargame.content.typed import HANDICAP
from wargame.dataclass import dataclass
from wargame.errors import Unknown, closest
from wargame.rules.ir import NEVER, Form, Guess, Name
from wargame.rules.kernel import EXTRAS, NAMES, rival
from wargame.rules.reading.leaves import Key, key, leaves

if TYPE_CHECKING:
    from wargame.content.model import Deck, Front, Track

WRITTEN = (
    *("TABLES", "ENGINE", "TRACKS", "PERSONAS", "State", "annotations", "Final", "Any", "insort"),
    *("fill", "self", "s", "o", "t", "v", "new", "copy", "public", "staticmethod", "dict", "str"),
    *("min", "max", "abs", "int", "bool", "list", "tuple", "range", "len", "object"),
    *("Numbers", "numbers"),
)
"""Words that the generated module itself is written with, the kernel's aside."""

PARTS = ("", "in_force", "paused", "age", "done", "working")
"""What may stand behind `measure` and `project` where one is in hand."""

NOBODY = "nobody"
"""What a track of seats holds when it holds none."""

SEAT_WORDS = (
    *("my", "their", "me", "rival", "any", "all", NOBODY, "behind", "ahead"),
    *("alternate", "initiative", "seat", "seats", "shared", "party", "parties", "roll"),
    *("measure", "measures", "project", "projects", "action", "card", "deal", "front", "game"),
    *("number", "dial"),
)
"""What no seat can be called: these words stand for seats, or before names."""

GROUP_WORDS = ("shared", "seats", "parties", "measures", "projects")
"""What no group of parties can be called: these words stand for somebody already."""

COUNT_LIMIT = 10_000
STAKE_LIMIT = 1_000
"""The most that may be at stake by the calendar, and the most by the docket."""

LONGEST = 201
"""Rounds that a card can stay in effect, at most, the one in which it is played included."""

_ASKED = re.compile(r"card\.([a-z][a-z0-9_]*)\.used\b")

MOST_PLAYS = 20
"""Plays of a seat in a round, at most."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose text it is.

    Attributes:
        my: A seat's number, or -1 where nobody acts.
        party, measure, project: The one in hand inside `each` and `target`, or "".
        roll: The number that `roll` stands for; a name where it is not known yet.
        sees: The seat whose private numbers may be read, or `ANY_SEAT`, or -1 for none.
        secret: The seat that alone learns what is done here, or -1.
    """

    my: int = -1
    party: str = ""
    measure: str = ""
    project: str = ""
    roll: Name | int | None = None
    sees: int = -1
    secret: int = -1

    def in_hand(self) -> str:
        """The word for what is in hand, or ""."""
        words = ("party", "measure", "project")
        return next((word for word in words if getattr(self, word)), "")


SETTINGS = ("turn", "phase", "round", "seed", "game.round")
"""What a position that is made up may say beside names of the language."""

PHASES = ("world", "headline", "plays", "talks", "account")
"""The phases in which it may begin."""

ANY_SEAT = 9
"""Stands for every seat where it matters whose private numbers are read."""

NOWHERE = Scope()


class Identifiers:
    """Hands out Python identifiers that collide with nothing.

    >>> ids = Identifiers(); ids.give("stage"), ids.give("trust"), ids.give("trust")
    ('stage_', 'trust', 'trust_')
    """

    def __init__(self) -> None:
        self.taken: dict[str, bool] = dict.fromkeys((*NAMES, *EXTRAS, *WRITTEN), True)

    def give(self, wanted: str) -> str:
        """The wanted identifier, with underscores behind it until it is free."""
        while wanted in self.taken or keyword.iskeyword(wanted):
            wanted += "_"
        self.taken[wanted] = True
        return wanted


_TRACK = "track"

NOUNS_OF = {
    "": "seat",
    "party": "party",
    "measure": "measure",
    "project": "project",
    "number": "number",
    "game": "counter",
}
"""What the next part of a name names, by what stands before it."""


@dataclass(slots=True)
class Names:
    """Every name of a deck, by its canonical text.

    Attributes:
        dials: The dose of each dial, by its id.
        scales: What a dial scales as a whole, such as `rules.fatigue`, and the dial's id.
        parameters: What the generated module is given: see `Program`.
        unread: Names that the rules keep to themselves: no text can read them.
        guesses: What everybody may know of the private numbers of a seat, by its number.
        parts: What may stand behind the first parts of a name, once it is asked for.
        constants: Words that stand for a number, without a prefix: the ids of eras.
        places: What stages and levels are called, with the name that counts them and the number
            that it has there.
        hold_seats: Whether any name holds a seat.
        noted: The deal items that some text asks after, by number.
        heard: The names that were asked after by what is being read, there or not.
    """

    seats: tuple[str, str]
    groups: dict[str, tuple[str, ...]]
    table: dict[str, Name] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    ids: Identifiers = field(default_factory=Identifiers)
    dials: dict[str, Name] = field(default_factory=dict)
    scales: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    unread: dict[str, Name] = field(default_factory=dict)
    guesses: dict[int, Guess] = field(default_factory=dict)
    parts: dict[str, dict[str, bool]] = field(default_factory=dict)
    constants: dict[str, int] = field(default_factory=dict)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    hold_seats: bool = False
    noted: dict[int, bool] = field(default_factory=dict)
    heard: dict[str, bool] = field(default_factory=dict)

    def add(
        self,
        text: str,
        form: Form,
        slot: str,
        lo: int,
        hi: int,
        *,
        index: int = -1,
        constant: str = "",
        writable: bool = False,
        title: str = "",
        bound: int = 0,
        is_seat: bool = False,
        owner: int = -1,
        until: int = 0,
    ) -> None:
        """Enter one name."""
        self.hold_seats |= is_seat
        self.table[text] = Name(
            text,
            form,
            slot,
            index,
            constant,
            lo,
            hi,
            writable,
            title or text,
            bound,
            is_seat,
            owner,
            until,
        )

    def holders(self, my: int = -1) -> dict[str, int]:
        """What a track of seats may hold, by how it is written where seat `my` acts."""
        found = {NOBODY: 0} | {seat: number for number, seat in enumerate(self.seats, 1)}
        if my >= 0:
            found |= {"me": my + 1, "rival": rival(my) + 1}
        return found

    def canonical(self, text: str, scope: Scope) -> str:
        """The canonical form of a name as written in a scope; unknown names stay as they are."""
        head, _, rest = text.partition(".")
        if head == "my" and scope.my >= 0:
            return f"{self.seats[scope.my]}.{rest}"
        if head == "their" and scope.my >= 0:
            return f"{self.seats[rival(scope.my)]}.{rest}"
        if head == "party" and scope.party and "." not in rest:
            return f"party.{scope.party}.{rest}"
        one = {"measure": scope.measure, "project": scope.project}.get(head, "")
        if one and rest in PARTS:
            return f"{head}.{one}.{rest}".rstrip(".")
        return text

    def find(self, text: str, scope: Scope) -> Name | None:
        """The name that a text means in a scope, or None."""
        if text == "roll" and isinstance(scope.roll, Name):
            return scope.roll
        name = self.canonical(text, scope)
        self.heard[name] = True
        found = self.table.get(name)
        if found is not None and found.form in ("runs", "left"):
            self.noted[found.index] = True
        return found

    def known(self, scope: Scope) -> list[str]:
        """What may be written in a scope, for hints."""
        found = list(self.table)
        one = scope.in_hand()
        if one:
            own = f"{one}.{getattr(scope, one)}"
            found += [f"{one}{text.removeprefix(own)}" for text in self.table if _of(text, own)]
        if scope.my >= 0:
            own, theirs = (f"{self.seats[i]}." for i in (scope.my, rival(scope.my)))
            found += [f"my.{text.partition('.')[2]}" for text in self.table if text.startswith(own)]
            found += [
                f"their.{text.partition('.')[2]}" for text in self.table if text.startswith(theirs)
            ]
        return found

    def missing(self, text: str, scope: Scope) -> tuple[str, Unknown] | None:
        """What stands before the first part of an unknown name that is not there, and that part.

        None if every part is there, as in `party.port`.
        """
        words = self.canonical(text, scope).split(".")
        for number, word in enumerate(words):
            before = ".".join(words[:number])
            inside = self.inside(before)
            is_head = not before and (word == "shared" or word in NOUNS_OF)
            is_party = before == "party" and word in self.groups["parties"]
            if word not in inside and not is_head and not is_party:
                written = text.removesuffix(".".join(words[number:]))
                known = inside if before else self.seats
                noun = _TRACK if before in self.seats else NOUNS_OF.get(before, _TRACK)
                return written, Unknown(word, noun, tuple(known))
        return None

    def alike(self, text: str, scope: Scope = NOWHERE) -> list[str]:
        """The names among which an unknown one may have been meant: few enough to compare."""
        before, _ = self.missing(text, scope) or ("", None)
        known, last = self.known(scope), _last(text)
        beside = tuple(name for name in known if before and name.startswith(before))
        close = [name for name in known if name.endswith(last) and _last(name) == last]
        if close and not any(_last(name) == last for name in beside):
            return close  # another owner's, by its whole name
        return list(beside) if closest(text, beside) else close or list(beside) or known

    def inside(self, before: str) -> list[str]:
        """What may stand behind the first parts of a name."""
        if not self.parts:
            for name in self.table:
                words = name.split(".")
                for number, word in enumerate(words):
                    self.parts.setdefault(".".join(words[:number]), {})[word] = True
        return list(self.parts.get(before, ()))

    def __contains__(self, name: object) -> bool:
        return name in self.table

    def tracks_of_parties(self) -> list[str]:
        """The tracks that some party has."""
        held = [name.split(".") for name in self.table if name.startswith("party.")]
        return list(dict.fromkeys(words[2] for words in held if len(words) > 2))

    def parties_with(self, track: str) -> list[Name]:
        """The names of a track over all parties that have it, in deck order."""
        asked = [f"party.{party}.{track}" for party in self.groups["parties"]]
        self.heard |= dict.fromkeys(asked, True)
        return [self.table[name] for name in asked if name in self.table]


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _of(text: str, owner: str) -> bool:
    """Whether a name is its owner's, or the owner itself."""
    return text == owner or text.startswith(f"{owner}.")


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
        _add_track(names, track)
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
        names.add(
            f"{seat.id}.capital",
            "item",
            "capital",
            0,
            seat.capital.max,
            index=number,
            constant=constant,
            writable=True,
            title="Capital",
        )
        names.add(
            f"{seat.id}.score",
            "item",
            "score",
            -SCORE_LIMIT,
            SCORE_LIMIT,
            index=number,
            constant=constant,
            writable=True,
            title="Score",
        )
        names.add(
            f"{seat.id}.hand_size",
            "hand",
            "hand",
            0,
            300,
            index=number,
            constant=constant,
            title="Cards in hand",
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


def _add_track(names: Names, track: Track) -> None:
    for prefix, owner in owners(track, names):
        slot = names.ids.give(track.id if owner == "shared" else f"{owner}_{track.id}")
        derived = track.value is not None
        names.add(
            f"{prefix}.{track.id}",
            "derived" if derived else "slot",
            slot,
            track.min if track.kind == "number" else 0,
            track.max if track.kind == "number" else len(names.seats),
            writable=not derived,
            title=track.title,
            is_seat=track.kind == "seat",
            owner=names.seats.index(owner) if is_private(track, names) else -1,
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
            (".paused", "suspended", "level", measure.max, False, f"{measure.title}, suspended"),
            (".age", "item", "age", 100, False, f"{measure.title}, age"),
        )
        for suffix, form, slot, top, writable, title in parts:
            names.add(
                f"measure.{measure.id}{suffix}",
                form,
                slot,
                0,
                top,
                index=number,
                constant=constant,
                writable=writable,
                title=title,
            )


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
            names.add(
                f"project.{project.id}{suffix}",
                form,
                slot,
                0,
                top,
                index=number,
                constant=constant,
                title=title,
                bound=last,
            )


def _add_actions(names: Names, deck: Deck) -> None:
    """How often each action was taken: in this round, and in the game so far."""
    for action in deck.actions:
        for part, most, said in (
            ("used", action.per_round or MOST_PLAYS, "times this round"),
            ("total", action.per_game or COUNT_LIMIT, "times so far"),
        ):
            slot = names.ids.give(f"{action.id}_{part}")
            text, title = f"action.{action.id}.{part}", f"{action.title}, {said}"
            names.add(text, "slot", slot, 0, most, title=title)
            names.starts[slot] = 0


def _add_deals(names: Names, deck: Deck) -> None:
    """Whether a deal in force holds an item, and how many rounds it still does."""
    deals = deck.deals
    if deals is None:
        return
    most = max(deals.terms) * (1 + deals.extensions) + 1
    for number, item in enumerate(deals.items):
        text, title = f"deal.{item.id}", f"Deal: {item.title}"
        names.add(text, "runs", "deal_items", 0, 1, index=number, title=title)
        title = f"{title}, rounds left"
        own, until = item.rounds or 0, item.until_round or 0
        names.add(
            f"{text}.left",
            "left",
            "deal_items",
            0,
            min(most, own + 1) if own else most,
            index=number,
            title=title,
            bound=own,
            until=until,
        )


def _add_passes(names: Names, deck: Deck) -> None:
    """How often each seat has passed a play in this round, where that counts."""
    for seat in names.seats if deck.turn.passing else ():
        slot = names.ids.give(f"{seat}_passed")
        names.add(f"{seat}.passed", "slot", slot, 0, MOST_PLAYS, title="Plays passed this round")
        names.starts[slot] = 0


def _add_game(names: Names) -> None:
    for text, form, slot, top, title in (
        ("round", "slot", "round", 200, "Round"),
        ("deals", "deals", "deal_items", 4, "Deals in force"),
        ("deal_left", "deal_left", "deal_left", 1_000, "Rounds left of the next deal to end"),
        ("deals_made", "slot", "deals_made", COUNT_LIMIT, "Deals made"),
        ("breaches", "slot", "breaches", COUNT_LIMIT, "Deals broken"),
        ("extensions", "slot", "extensions", COUNT_LIMIT, "Deals extended"),
        ("injects", "slot", "injects_drawn", COUNT_LIMIT, "Injects so far"),
    ):
        assert form in ("slot", "deals", "deal_left")
        names.add(f"game.{text}", form, slot, 0, top, title=title)  # type: ignore[arg-type]


def _add_cards(names: Names, deck: Deck, asked: Mapping[str, bool]) -> None:
    """How often policies have happened, where the deck asks, and how long they stay in effect."""
    for card in deck.cards:
        head = f"card.{card.id}"
        if card.id in asked or card.stays is not None:
            slot = names.ids.give(f"{card.id}_used")
            names.add(
                f"{head}.used", "slot", slot, 0, COUNT_LIMIT, title=f"{card.title}, times played"
            )
            names.starts[slot] = 0
        if card.stays is not None:
            slot = names.ids.give(f"{card.id}_left")
            title = f"{card.title}, rounds in effect"
            names.add(f"{head}.left", "slot", slot, 0, LONGEST, title=title)
            names.starts[slot] = 0
            slot = names.ids.give(f"{card.id}_in_effect")
            names.add(f"{head}.in_effect", "derived", slot, 0, 1, title=f"{card.title}, in effect")


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
        slot = names.ids.give(f"{seat}_buried")
        most = deck.cards_rule.bury.per_round
        names.add(f"{seat}.buried", "slot", slot, 0, most, title="Cards buried this round")
        names.starts[slot] = 0


def _add_eras(names: Names, deck: Deck) -> None:
    """The number of the present era, and each era's own number."""
    if deck.eras:
        slot, last = names.ids.give("era"), len(deck.eras)
        names.add("game.era", "derived", slot, 1, last, title="Era")
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
            names.add(f"front.{front.id}{suffix}", form, slot, low, high, title=title)
            if form == "slot":
                names.starts[slot] = 0
    count = len(deck.fronts)
    _add_kept(names, "judged", deck.rounds.max, "Last round judged")
    _add_kept(names, "docket", count, "Front on the docket")
    _add_kept(names, "docket_last", count, "Front named last")
    if deck.docket and deck.docket.secret:
        for text, title in (("sealed", "Front named in secret"), ("sealer", "Who named it")):
            slot = names.ids.give(text)
            names.unread[text] = Name(
                f"game.{text}", "slot", slot, -1, "", -1, count + 2, title=title
            )
            names.starts[slot] = 0


def _add_kept(names: Names, text: str, most: int, title: str) -> None:
    """A count of the game that the rules keep."""
    slot = names.ids.give(text)
    names.add(f"game.{text}", "slot", slot, 0, most, title=title)
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
        names.add(text, "number", slot, low, high, title=number.title or number.id)
    for dial in deck.dials:
        text = f"dial.{dial.id}"
        slot = names.parameters[text] = ids.give(dial.id)
        table = ids.give(f"{dial.id}_by_round")
        names.dials[dial.id] = Name(text, "number", slot, -1, table, 0, TWICE, title=dial.title)
    for rule in deck.rules:
        if rule.removable:
            names.parameters[f"rule.{rule.id}"] = ids.give(rule.id)
    if deck.contest is not None and deck.contest.handicap is not None:
        names.parameters[f"contest.{HANDICAP}"] = ids.give(HANDICAP)
