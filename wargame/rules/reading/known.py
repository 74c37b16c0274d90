"""What has been read before: a variant is read only where it differs from its deck.

An element is passed over if it is the very one of the plain deck, if every name that it asks after
means what it meant, and if whatever else an element may look at beyond itself (`setting`) is the
same to the nouns that look at it. So a variant that changes a seat, a group or an id is read in
full, and one that only is shorter reads again what names rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace

from wargame.content import model
from wargame.dataclass import dataclass
from wargame.errors import DeckPath
from wargame.rules import ir
from wargame.rules.reading.deck_names import CardUses
from wargame.rules.reading.leaves import Key, key
from wargame.rules.reading.names import Names

Test = tuple[str, DeckPath, ir.Cond]
"""The label of an item, a place in the deck, and the condition that stands there."""

Formula = tuple[ir.Expr, list[str]]
"""What a copy of a derived track is computed from, and the names that reads."""

Setting = Mapping[str, object]
"""All that the reading of one noun may look at in others, beside what names mean, by its part."""


@dataclass(frozen=True, slots=True)
class Known:
    """What reading a deck has shown.

    Attributes:
        elements: The nouns that were read, by what they are called.
        setting: What they looked at beyond themselves and names.
        names: What each name meant.
        eras: The round in which each era begins.
        heard: The names that each noun asked after, there or not.
        behind: The dials that computed tracks carry on, by the track.
        formulas: What computed tracks were read as, by the names of their copies.
        effects, numbers: How much they came to, which all texts of a deck are bounded by.
        tests: The conditions that were read: of which item, where, and what they came to.
        asked: The cards that its nouns ask about.
    """

    elements: dict[Key, object] = field(default_factory=dict)
    setting: Setting = field(default_factory=dict)
    names: Mapping[str, ir.Name] = field(default_factory=dict)
    eras: tuple[int, ...] = ()
    heard: Mapping[Key, Mapping[str, bool]] = field(default_factory=dict)
    behind: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    formulas: Mapping[str, Formula] = field(default_factory=dict)
    effects: int = 0
    numbers: int = 0
    tests: tuple[Test, ...] = ()
    asked: CardUses = field(default_factory=CardUses)

    def has(self, element: object) -> bool:
        """Whether this very noun was read."""
        return self.elements.get(key(element)) is element

    def where(self, setting: Setting, names: Mapping[str, ir.Name], eras: tuple[int, ...]) -> Known:
        """What is still known where the setting, or what names and eras mean, is another."""
        moved = [part for part, now in setting.items() if self.setting.get(part, ()) != now]
        if any(part not in LOOKING for part in moved):
            return NOTHING
        changed = {name: True for name, meant in self.names.items() if names.get(name) != meant}
        changed |= {name: True for name in names if name not in self.names}
        if not changed and not moved and eras == self.eras:
            return self
        both = [name for name in changed if name in names and name in self.names]
        if any(names[name].title != self.names[name].title for name in both):
            return NOTHING  # texts speak of it
        kept = {
            name: noun
            for name, noun in self.elements.items()
            if name in self.heard
            and not any(one in changed for one in self.heard[name])
            and (eras == self.eras or not _has_era(noun))
            and not any(LOOKING[part](noun) for part in moved)
        }
        return replace(self, elements=kept)

    def is_passed(self, behind: Mapping[str, Mapping[str, bool]]) -> bool:
        """Whether tracks carry a dial to where it did not come before."""
        return any(
            dial not in self.behind.get(track, {})
            for track, dials in behind.items()
            for dial in dials
        )


NOTHING = Known()


def _is_answer(noun: object) -> bool:
    """Whether a noun answers what is done, to some card or item by its id."""
    match noun:
        case model.Rule():
            return bool(noun.of)
        case model.Card(response=model.Response() as response):
            return bool(response.of)
        case _:
            return False


LOOKING: Mapping[str, Callable[[object], bool]] = {
    "rounds": lambda noun: isinstance(
        noun, model.Review | model.Front | model.Docket | model.Deals
    ),
    "headline": lambda noun: isinstance(noun, model.Card),
    "lead": lambda noun: isinstance(noun, model.Front | model.Docket),
    "done_to": _is_answer,
}
"""Which nouns look at a part of the setting; at any other part all of them may."""


def _has_era(noun: object) -> bool:
    return any(getattr(noun, name, None) is not None for name in ("era", "until_era"))


def elements(deck: model.Deck) -> dict[Key, object]:
    """Every noun of a deck, by what it is called."""
    return {key(noun): noun for noun in _nouns(deck)}


def _nouns(deck: model.Deck) -> Iterator[object]:
    for name in type(deck).model_fields:
        value = getattr(deck, name)
        if isinstance(value, list):
            yield from value
        elif isinstance(value, model.Noun):
            yield value


def setting(deck: model.Deck, names: Names) -> Setting:
    """What the reading of one noun may look at in others."""
    nouns = ("seats", "projects", "endings", "personas", "variants", "eras")
    is_answered = any(rule.of for rule in deck.rules)
    is_answered |= any(card.response and card.response.of for card in deck.cards)
    done_to = [(one.id, one.seat) for nouns in (deck.cards, deck.deal_items) for one in nouns]
    return {
        "rounds": deck.rounds.max,
        "headline": deck.turn.headline is None,
        "passing": deck.turn.passing,
        "lead": deck.contest.lead if deck.contest else "",
        "seats": names.seats,
        "groups": names.groups,
        "hands": (deck.cards_rule, deck.modifiers),
        "tags": list(dict.fromkeys(tag for card in deck.cards for tag in card.tags)),
        "ids": [[noun.id for noun in getattr(deck, name)] for name in nouns],
        "held": [(measure.id, measure.seat, measure.max) for measure in deck.measures],
        "given": (names.dials, names.scales, names.parameters),
        "done_to": done_to if is_answered else [],
    }
