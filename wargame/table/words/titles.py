"""Titles for ids, and words for actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from wargame.content.model import Choose, Deck, Noun
from wargame.rules import verbs
from wargame.rules.actions import NO_INJECT, Action
from wargame.rules.verbs import Verb
from wargame.rules.view import SeatState

PHRASES: Mapping[Verb, tuple[str, str]] = {
    verbs.PASS: ("Pass", "passes"),
    verbs.PLAY: ("Play {}", "plays {}"),
    verbs.CAPITAL: ("Discard {} for capital", "discards {} for political capital"),
    verbs.HEADLINE: ("Commit {} in secret", "had committed {}"),
    verbs.TIGHTEN: ("Tighten {}", "tightens {}"),
    verbs.EASE: ("Ease {}", "eases {}"),
    verbs.PAUSE: ("Pause {}", "pauses {}"),
    verbs.LIFT: ("Lift {}", "lifts {}"),
    verbs.FUND: ("Fund {}", "funds {}"),
    verbs.BREACH: ("Break {}", "breaks {}"),
    verbs.OFFER: ("Offer: {}", "puts on the table: {}"),
    verbs.TABLE: ("Table it for {}", "tables the package for {}"),
    verbs.EXTEND: ("Propose to extend {}", "proposes to extend {}"),
    verbs.ACCEPT: ("Accept", "accepts"),
    verbs.DECLINE: ("Decline", "declines"),
    verbs.COUNTER: ("Make a counter-offer", "makes a counter-offer"),
    verbs.DROP: ("Take out: {}", "takes out: {}"),
    verbs.ADD: ("Put in: {}", "puts in: {}"),
    verbs.TERM: ("Change the term to {}", "changes the term to {}"),
    verbs.SEND: ("Send it back", "sends it back"),
    verbs.CHOOSE: ("{}", "chooses: {}"),
    verbs.DISCARD: ("Discard {}", "discards {}"),
    verbs.KEEP: ("Keep the agenda {}", "keeps the agenda {}"),
    verbs.DRAW: ("Draw {}", "draws {}"),
    verbs.INJECT: ("{}", "News: {}."),
    verbs.AGENDA: ("Agenda {}", "An agenda is shown: {}."),
    verbs.OUTCOME: ("{}", "Luck: {}."),
    verbs.RULING: ("Rule: {}", "Control rules: {}."),
    verbs.END: ("The game ends", "The game ends here."),
    verbs.GO: ("The game goes on", "The game goes on."),
    verbs.SUCCEED: ("{} succeeds", "{}: the work succeeds."),
    verbs.FAIL: ("{} fails", "{}: the work fails and must be paid for again."),
    verbs.LAPSE: ("{} lapses", "{}: nobody worked on it, and it lapses."),
    verbs.HOLD: ("{} holds", "{}: nobody works on it, but it holds."),
}
"""Per verb: how a menu offers it, and how the news tells it (of a seat, or as a sentence)."""


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

    def tell(self, seat: str, verb: Verb, arg: str, title: str = "") -> str:
        """How the news tells an action; `seat` is CHANCE for luck."""
        text = self.phrase(1, verb, arg, title)
        return f"{self.seats[seat]} {text}." if seat in self.seats else text

    def phrase(self, form: int, verb: Verb, arg: str, title: str = "") -> str:
        """An action in one of the forms of `PHRASES`; `title` where its id does not tell."""
        return PHRASES[verb][form].format(title or self._target(verb, arg))

    def _target(self, verb: Verb, arg: str) -> str:
        """What an argument is called."""
        match verb.thing:
            case "card":
                return self.cards.get(arg, arg)
            case "measure":
                return self.measures.get(arg, arg)
            case "project":
                return self.projects.get(arg, arg)
            case "item":
                return self.items.get(arg, arg)
            case "agenda":
                return self.agendas.get(arg, arg)
            case "inject":
                return self.injects.get(arg, "a quiet round" if arg == NO_INJECT else arg)
            case "deal":
                return f"deal {arg}"
            case "term":
                return "1 round" if arg == "1" else f"{arg} rounds"
            case "none" | "option" | "outcome" | "ruling":
                return arg
            case _:
                assert_never(verb.thing)


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
