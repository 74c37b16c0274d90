"""Titles for ids, and words for actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wargame.content.model import Choose, Deck, Noun
from wargame.rules.game import Action
from wargame.rules.view import SeatState

PHRASES: Mapping[str, tuple[str, str]] = {
    "pass": ("Pass", "passes"),
    "play": ("Play {}", "plays {}"),
    "capital": ("Discard {} for capital", "discards {} for political capital"),
    "headline": ("Commit {} in secret", "had committed {}"),
    "tighten": ("Tighten {}", "tightens {}"),
    "ease": ("Ease {}", "eases {}"),
    "pause": ("Pause {}", "pauses {}"),
    "lift": ("Lift {}", "lifts {}"),
    "fund": ("Fund {}", "funds {}"),
    "breach": ("Break {}", "breaks {}"),
    "offer": ("Offer: {}", "puts on the table: {}"),
    "table": ("Table it for {}", "tables the package for {}"),
    "extend": ("Propose to extend {}", "proposes to extend {}"),
    "accept": ("Accept", "accepts"),
    "decline": ("Decline", "declines"),
    "counter": ("Make a counter-offer", "makes a counter-offer"),
    "drop": ("Take out: {}", "takes out: {}"),
    "add": ("Put in: {}", "puts in: {}"),
    "term": ("Change the term to {}", "changes the term to {}"),
    "send": ("Send it back", "sends it back"),
    "choose": ("{}", "chooses: {}"),
    "discard": ("Discard {}", "discards {}"),
    "keep": ("Keep the agenda {}", "keeps the agenda {}"),
    "draw": ("Draw {}", "draws {}"),
    "inject": ("{}", "News: {}."),
    "agenda": ("Agenda {}", "An agenda is shown: {}."),
    "outcome": ("{}", "Luck: {}."),
    "ruling": ("Rule: {}", "Control rules: {}."),
    "end": ("The game ends", "The game ends here."),
    "go": ("The game goes on", "The game goes on."),
    "succeed": ("{} succeeds", "{}: the work succeeds."),
    "fail": ("{} fails", "{}: the work fails and must be paid for again."),
    "lapse": ("{} lapses", "{}: nobody worked on it, and it lapses."),
    "hold": ("{} holds", "{}: nobody works on it, but it holds."),
}
"""Per verb: how a menu offers it, and how the news tells it (of a seat, or as a sentence)."""

MEASURES = frozenset({"tighten", "ease", "pause", "lift"})
ITEMS = frozenset({"offer", "add", "drop"})
PROJECTS = frozenset({"fund", "succeed", "fail", "lapse", "hold"})
CARDS = frozenset({"play", "capital", "headline", "discard", "draw"})
DEALS = frozenset({"breach", "extend"})
TERMS = frozenset({"table", "term"})


@dataclass(frozen=True, slots=True)
class Titles:
    """What people read instead of the ids of one deck.

    Attributes:
        counts: Numbers put aside that nobody wants up or down; news of them is no news.
    """

    seats: Mapping[str, str]
    cards: Mapping[str, str]
    measures: Mapping[str, str]
    projects: Mapping[str, str]
    injects: Mapping[str, str]
    items: Mapping[str, str]
    agendas: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]
    numbers: Mapping[str, str]
    counts: frozenset[str]

    @classmethod
    def of(cls, deck: Deck, numbers: Mapping[str, str]) -> Titles:
        """Read them from a deck.

        Args:
            numbers: Titles of the numbers on the board, by canonical name.
        """
        return cls(
            seats=_titled(deck.seats),
            cards=_titled(deck.cards),
            measures=_titled(deck.measures),
            projects=_titled(deck.projects),
            injects=_titled(deck.injects),
            items=_titled(deck.deals.items if deck.deals else []),
            agendas=_titled(deck.agendas),
            choices=_choices(deck),
            numbers=numbers,
            counts=frozenset(_counts(deck, numbers)),
        )

    def number(self, name: str) -> str:
        """A number of the board, with whose it is."""
        owner = self.seats.get(name.partition(".")[0])
        title = self.numbers.get(name, name)
        return f"{title} ({owner})" if owner else title

    def offer(self, view: SeatState, action: Action) -> str:
        """How a menu offers an action."""
        title = self.choices.get(view.about, {}).get(action.arg, "")
        return self.phrase(0, action.verb, action.arg, title)

    def tell(self, seat: str, verb: str, arg: str, title: str = "") -> str:
        """How the news tells an action; `seat` is CHANCE for luck."""
        text = self.phrase(1, verb, arg, title)
        return f"{self.seats[seat]} {text}." if seat in self.seats else text

    def phrase(self, form: int, verb: str, arg: str, title: str = "") -> str:
        """An action in one of the forms of `PHRASES`; `title` where its id does not tell."""
        return PHRASES[verb][form].format(title or self._target(verb, arg))

    def _target(self, verb: str, arg: str) -> str:
        if verb in TERMS:
            return "1 round" if arg == "1" else f"{arg} rounds"
        if verb in DEALS:
            return f"deal {arg}"
        if verb == "inject" and arg == "none":
            return "a quiet round"
        return self._titles_for(verb).get(arg, arg)

    def _titles_for(self, verb: str) -> Mapping[str, str]:
        if verb in MEASURES:
            return self.measures
        if verb in PROJECTS:
            return self.projects
        if verb in ITEMS:
            return self.items
        if verb in CARDS:
            return self.cards
        return {"inject": self.injects, "keep": self.agendas, "agenda": self.agendas}.get(verb, {})


def _titled(nouns: Iterable[Any]) -> dict[str, str]:
    return {noun.id: noun.title for noun in nouns}


def _counts(deck: Deck, names: Iterable[str]) -> Iterator[str]:
    tracks = {track.id for track in deck.tracks if track.aside and track.better == "neither"}
    for name in names:
        if name.partition(".")[0] not in ("measure", "project") and name.split(".")[-1] in tracks:
            yield name


def _choices(deck: Deck) -> dict[str, dict[str, str]]:
    """Per dilemma, by its title: the titles of its options by id."""
    return {choose.choose.title: _titled(choose.choose.options) for choose in _find_choices(deck)}


def _find_choices(value: Any) -> Iterator[Choose]:
    """All dilemmas anywhere inside a deck, in deck order."""
    if isinstance(value, Choose):
        yield value
    if isinstance(value, Noun):
        for name in type(value).model_fields:
            yield from _find_choices(getattr(value, name))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _find_choices(part)
