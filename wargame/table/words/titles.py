"""Titles for ids, and words for actions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from wargame.content.fields import FORESIGHTS
from wargame.content.small import small
from wargame.dataclass import dataclass
from wargame.play.log import Entry
from wargame.players.names import titled
from wargame.rules.actions import NO_INJECT, Action
from wargame.rules.verbs import PASS, SEND, Verb
from wargame.rules.view import Deal, SeatState
from wargame.table.words.fronts import DOCKET, tells_leader, whose
from wargame.table.words.gate import stopped
from wargame.table.words.view_models import counts_points, idle_lead
from wargame.table.words.wrap import this_and

if TYPE_CHECKING:
    from wargame.content.model import Deck, Track

Named = Literal[
    "card", "measure", "project", "action", "item", "package", "agenda", "front", "inject"
]
"""Kinds of things that an action may be about, and that people call by a title."""


COUNTED = {"hand_size": "Cards in hand", "passed": "Passing", "buried": "Cards buried"}
"""What people read for what the rules count of a seat."""

SILENCE = {"headline": "No headline", "talks": "Offer nothing"}
"""What passing is called in phases in which nothing is given up by it."""
SILENT = {"headline": "commits no headline", "talks": "offers nothing"}
"""How the news tell it there."""


@dataclass(frozen=True, slots=True)
class Titles:
    """What people read instead of the ids of one deck.

    Attributes:
        holding: Numbers that hold a seat, counted from 1 in the order of `seats`, or nobody.
        labels: What rounds are called, from the first on, where they have labels.
        last: The last round that may be played.
        rules: Short titles of rules, by id.
        phases: When in a round rules come that answer nothing, by id.
        givers, pledges: Who gives each deal item, and how much each pledge moves a round.
        lead: The number that names the winner at the end, the first seat ahead above 0; "" where
            there is none.
        counts: Numbers put aside that nobody wants up or down, and points where a lead decides;
            news of them is no news.
        players: People of the deck, by what is typed for them.
    """

    seats: Mapping[str, str]
    cards: Mapping[str, str]
    measures: Mapping[str, str]
    levels: Mapping[str, Sequence[str]]
    projects: Mapping[str, str]
    actions: Mapping[str, str]
    injects: Mapping[str, str]
    items: Mapping[str, str]
    packages: Mapping[str, str]
    givers: Mapping[str, str]
    pledges: Mapping[str, int]
    agendas: Mapping[str, str]
    fronts: Mapping[str, str]
    endings: Mapping[str, str]
    numbers: Mapping[str, str]
    parts: Mapping[str, str]
    renamed: Mapping[str, str]
    labels: Sequence[str]
    last: int
    rules: Mapping[str, str]
    phases: Mapping[str, str]
    holding: frozenset[str]
    lead: str
    counts: frozenset[str]
    players: Mapping[str, str]

    @classmethod
    def of(cls, deck: Deck, numbers: Mapping[str, str]) -> Titles:
        """Read them from a deck.

        Args:
            numbers: Titles of the numbers on the board, by canonical name.
        """
        items = deck.deal_items
        return cls(
            seats=_titled(deck.seats),
            cards=_titled(deck.cards),
            measures=_titled(deck.measures),
            levels={f"measure.{one.id}": tuple(one.levels) for one in deck.measures if one.levels}
            | {name: named for one in deck.tracks for name, named in _named(numbers, one)}
            | {"game.era": ("", *(one.title for one in deck.eras))},
            projects=_titled(deck.projects),
            actions=_titled(deck.actions),
            injects=_titled(deck.injects),
            items=_titled(items),
            packages=_titled(deck.ready_packages),
            givers={item.id: item.seat for item in items},
            pledges={item.id: item.amount or 0 for item in items if item.kind == "pledge"},
            agendas=_titled(deck.agendas),
            fronts=_titled(deck.fronts),
            endings=_titled(deck.endings),
            numbers=numbers,
            parts=dict(_parts(deck)),
            renamed=dict(_called(deck, numbers)),
            labels=deck.rounds.labels,
            last=deck.rounds.max,
            rules={rule.id: rule.short for rule in deck.rules if rule.short},
            phases={rule.id: rule.phase for rule in deck.rules if rule.phase},
            holding=frozenset(_tracks(numbers, [t.id for t in deck.tracks if t.kind == "seat"])),
            lead=lead
            if (lead := str(deck.contest.lead) if deck.contest else "") in numbers
            else "",
            counts=frozenset(_counts(deck, numbers)),
            players={
                f"{one.id}:{level}": titled(one.title, level)
                for one in deck.personas
                for level in FORESIGHTS
            },
        )

    def round(self, number: int) -> str:
        """What people call a round in a sentence: its label, or `round 3`."""
        return self.labels[number - 1] if 0 < number <= len(self.labels) else f"round {number}"

    def rule(self, name: str, title: str) -> str:
        """What a rule is called where there is little room."""
        return self.rules.get(name, title)

    def deal(self, deal: Deal) -> str:
        """A deal in force: its number, which another has had or will have, and when it began."""
        return f"Deal {self.dated(deal)}"

    def dated(self, deal: Deal) -> str:
        """The number of a deal in force, and when it began."""
        return f"{deal.slot} ({self.round(deal.signed)})"

    def happened(self, entry: Entry) -> str:
        """How the news tell an entry. A deal goes by its date there: numbers are given again."""
        if entry.verb.thing == "outcome" and entry.about:
            how = "by luck in secret" if entry.verb.is_secret else "by luck"
            return f"{entry.about}, {how}: {stopped(entry.title)}"
        deal = f"the deal of {self.round(entry.signed)}" if entry.signed else ""
        return self.tell(entry.seat, entry.verb, entry.arg, entry.title or deal, entry.phase)

    def on_board(self, text: str) -> str:
        """Words of the rules with numbers called as they are on the board, where it has a name of
        its own for them."""
        if not self.renamed:
            return text
        titles = "|".join(map(re.escape, sorted(self.renamed, key=len, reverse=True)))
        return re.sub(rf"(?<!\w)(?:{titles})(?!\w)", lambda found: self.renamed[found[0]], text)

    def title(self, name: str) -> str:
        """What a number is called, those too that stand on no board but behind one that does."""
        return self.numbers.get(name) or self.parts.get(name, name)

    def number(self, name: str) -> str:
        """A number of the board, with whose it is."""
        owner = self.seats.get(name.partition(".")[0])
        title = self.title(name)
        return f"{title} ({owner})" if owner else title

    def value(self, name: str, value: int) -> str:
        """The value of a number as people read it: where it holds a seat, or is a lead, whose; of
        the docket, the front on it."""
        if name == self.lead and name:
            return f"{list(self.seats.values())[value < 0]} by {abs(value)}" if value else "level"
        if name in self.holding:
            return ("nobody", *self.seats.values())[value]
        if name == DOCKET:
            return ("none", *self.fronts.values())[value]
        return whose(self.seats, value) if tells_leader(name) else str(value)

    def went(self, name: str, old: int, new: int) -> str:
        """From where a number went to where: `3 to 4`, and of what is told in words `from nobody to
        North`."""
        said = f"{self.value(name, old)} to {self.value(name, new)}"
        in_words = {*self.holding, self.lead, DOCKET} - {""}
        return f"from {said}" if name in in_words or tells_leader(name) else said

    def level(self, name: str, value: int) -> str:
        """What a level is called, in brackets and behind a space; "" if it has no name.

        Args:
            name: Of a measure, of its level in force, or of a track whose every value has a name.
        """
        names = self.levels.get(name.removesuffix(".in_force"), ())
        return f" ({names[value]})" if 0 <= value < len(names) else ""

    def offer(self, view: SeatState, action: Action) -> str:
        """How a menu offers an action."""
        if action.verb == PASS and view.phase in SILENCE:
            return SILENCE[view.phase]
        if action.verb == SEND and view.draft is not None and view.draft.by == view.seat:
            return "Send the offer"
        return self.menu(action.verb, action.arg, view.title_of(action))

    def tell(self, seat: str, verb: Verb, arg: str, title: str = "", phase: str = "") -> str:
        """How the news tells an action; `seat` is CHANCE for luck."""
        what = title or self.target(verb, arg)
        if verb.thing == "option" and seat in self.seats:
            what = without_you(what, self.seats[seat])
        text = verb.news.format(what)
        text = SILENT.get(phase, text) if verb == PASS else text
        if seat in self.seats:
            return stopped(f"{self.seats[seat]} {text}")
        return stopped(verb.news[:-1].format(what)) if verb.news.endswith("{}.") else text

    def menu(self, verb: Verb, arg: str, title: str = "") -> str:
        """How a menu offers what a verb may do; `title` where an id does not tell."""
        return verb.menu.format(title or self.target(verb, arg))

    def target(self, verb: Verb, arg: str) -> str:
        """What an argument is called."""
        match verb.thing:
            case "deal":
                return f"deal {arg}"
            case "term":
                return this_and(int(arg))
            case "none" | "option" | "outcome" | "ruling":
                return arg
            case "inject" if arg == NO_INJECT:
                return "a quiet round"
            case thing:
                return self._named(thing).get(arg, arg)

    def _named(self, thing: Named) -> Mapping[str, str]:
        """The titles of one kind of thing, by id."""
        titles: dict[Named, Mapping[str, str]] = {
            "card": self.cards,
            "measure": self.measures,
            "project": self.projects,
            "action": self.actions,
            "item": self.items,
            "package": self.packages,
            "agenda": self.agendas,
            "front": self.fronts,
            "inject": self.injects,
        }
        return titles[thing]


def _named(names: Iterable[str], track: Track) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The numbers of a track whose every value has a name, and these names from 0 on."""
    if len(track.bands) > 1 and [one.at for one in track.bands] == [*range(track.max + 1)]:
        called = tuple(one.name for one in track.bands)
        yield from ((name, called) for name in _tracks(names, [track.id]))


def _parts(deck: Deck) -> Iterator[tuple[str, str]]:
    """What the rules count of seats, measures and projects, by canonical name."""
    for seat in deck.seats:
        for part, title in COUNTED.items():
            yield f"{seat.id}.{part}", title
    for measure in deck.measures:
        yield f"measure.{measure.id}.age", f"{measure.title}, how long in force"
        yield f"measure.{measure.id}.paused", f"{measure.title}, paused"
    for project in deck.projects:
        yield f"project.{project.id}.working", f"{project.title}, rounds of work left"
        yield f"project.{project.id}.done", f"{project.title}, done"
    yield from _kept(deck)


GAME = {
    "round": "Round",
    "deals": "Deals in force",
    "deal_left": "Rounds left of the next deal to end",
    "deals_made": "Deals made",
    "breaches": "Deals broken",
    "extensions": "Deals extended",
    "injects": "Injects so far",
    "era": "Era",
    "judged": "Last round judged",
    "docket_last": "Front named last",
}
"""What people read for what the rules count of a game, where it stands on no board."""


def _kept(deck: Deck) -> Iterator[tuple[str, str]]:
    """The same of cards, actions, deal items, fronts, named numbers and the game."""
    for card in deck.cards:
        yield f"card.{card.id}.used", f"{card.title}, times played"
        yield f"card.{card.id}.left", f"{card.title}, rounds in effect"
        yield f"card.{card.id}.in_effect", f"{card.title}, in effect"
    for action in deck.actions:
        yield f"action.{action.id}.used", f"{action.title}, times this round"
        yield f"action.{action.id}.total", f"{action.title}, times so far"
    for item in deck.deal_items:
        yield f"deal.{item.id}", f"Deal: {item.title}"
        yield f"deal.{item.id}.left", f"Deal: {item.title}, rounds left"
    for front in deck.fronts:
        yield f"front.{front.id}.stake", f"Stake on {front.title}"
        yield f"front.{front.id}.due", f"Rounds until {front.title} is judged"
        yield f"front.{front.id}.next", f"Next stake on {front.title}"
    for number in deck.numbers:
        yield f"number.{number.id}", number.title or number.id
    yield from ((f"game.{name}", title) for name, title in GAME.items())


def _renamed(deck: Deck, numbers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Titles of tracks whose numbers have one other name on the board; where each seat's has its
    own there, the title with whose it is."""
    for track in deck.tracks:
        own = [name for name in numbers if name.rpartition(".")[2] == track.id]
        for seat in deck.seats:
            board = numbers.get(f"{seat.id}.{track.id}", track.title)
            if board != track.title and len(own) > 1:
                yield f"{track.title} ({seat.title})", f"{board} ({seat.title})"
        called = {numbers[name] for name in own if name.count(".") == 1}
        if len(called) == 1 and called != {track.title} and len(own) == 1:
            yield track.title, called.pop()


def _called(deck: Deck, numbers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Those titles as they stand alone, and in the middle of a line."""
    for title, board in _renamed(deck, numbers):
        yield title, board
        yield small(deck, title), small(deck, board)


def without_you(text: str, seat: str) -> str:
    """An answer that was printed for whoever gave it, as others read it.

    >>> without_you("Share it (your stock -1, the coast leans 1 to you)", "North")
    "Share it (North's stock -1, the coast leans 1 to North)"
    """
    return re.sub(r"\b[Yy]ou(r?)\b", lambda found: seat + ("'s" if found[1] else ""), text)


def _titled(nouns: Iterable[Any]) -> dict[str, str]:
    return {noun.id: noun.title for noun in nouns}


def _counts(deck: Deck, names: Iterable[str]) -> Iterator[str]:
    counts = [track.id for track in deck.tracks if track.aside and track.better == "neither"]
    listed = list(names)
    yield from _tracks(listed, counts if counts_points(deck) else [*counts, "score"])
    yield from (name for name in listed if name == idle_lead(deck))


def _tracks(names: Iterable[str], tracks: Sequence[str]) -> Iterator[str]:
    """The numbers of some tracks, whosoever they are."""
    for name in names:
        if name.partition(".")[0] not in ("measure", "project") and name.split(".")[-1] in tracks:
            yield name
