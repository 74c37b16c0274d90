"""What each number of a deck is called in its texts, and which of them some words name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from wargame.content import model
from wargame.rules import ir
from wargame.rules.lint.said_amounts import SaidAmount
from wargame.rules.lint.stems import stems_of, telling_stems

_OF_NOBODY = ("number.", "game.")
"""How names begin that are on no board."""


class SpokenNames:
    """Knows the names of a deck's numbers by the words of their titles.

    A family is all names of one party, measure or project, or a track whosever it is.

    Attributes:
        words: The stems by which each name is known.
        called: What each family is called.
    """

    def __init__(self, deck: model.Deck, program: ir.Program) -> None:
        self.names = program.names
        aside = [track for track in deck.tracks if track.aside]
        self._aside = tuple(f".{one.id}" for one in aside)
        self._counts = tuple(f".{one.id}" for one in aside if one.better == "neither")
        groups = [party.group or "" for party in deck.parties]
        together = [*groups, *(group.removesuffix("ies") + "y" for group in groups)]
        known = {stem: True for group in together for stem in telling_stems(group)}
        self.words = _with_its_track(_telling(dict(_named(deck, program)), known), deck)
        whose = _whose(self.words)
        self._meant, self._of_party = _alone(whose), _alone(whose, "party.")
        self._stems = {stem: True for stems in self.words.values() for stem in stems}
        families = {f"party.{one.id}": (one.title, one.short) for one in deck.parties}
        for track in deck.tracks:
            if track.of not in ("parties", *groups):
                families[track.id] = (track.title, track.short)
        self.called = {family: short or title for family, (title, short) in families.items()}
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        tails = [tuple(telling_stems(one.title))[1:] for one in deck.parties]
        tails = [tail for tail in tails if len(tail) > 1]
        for family, titles in families.items():
            told = [tuple(telling_stems(title)) for title in filter(None, titles)]
            found = [stems for stems in told if stems]
            if family.startswith("party."):
                found += [stems[:1] for stems in found if whose.get(stems[0], {}) == {family: True}]
                found += [stems[1:] for stems in told if tails.count(stems[1:]) == 1]
            self._phrases[family] = found
        self._order, self._places = list(self._phrases), dict[str, list[int]]()
        for number, family in enumerate(self._order):
            stems = {stem: True for phrase in self._phrases[family] for stem in phrase}
            for stem in stems | self._meant.get(family, {}):
                self._places.setdefault(stem, []).append(number)

    def is_aside(self, name: str) -> bool:
        """Whether the board leaves it aside."""
        return name.endswith(self._aside) or name.startswith(_OF_NOBODY)

    def is_count(self, name: str) -> bool:
        """Whether it is aside, and merely counts."""
        return name.endswith(self._counts) or name.startswith(_OF_NOBODY)

    def is_named(self, name: str, heard: Mapping[str, bool]) -> bool:
        stems = self.stems_for(name)
        return not stems or any(stem in heard for stem in stems)

    def stems_for(self, name: str) -> tuple[str, ...]:
        """The stems by which a name is known."""
        return self.words.get(name) or self.words.get(family_of(name), ())

    def is_told(self, name: str, heard: Mapping[str, bool]) -> bool:
        """Whether words tell a name for sure: by a word of no other, of a party also by one of no
        other party, or by all of a title."""
        family = family_of(name)
        titles = self._phrases.get(family) or [self.stems_for(name)]
        is_party = any(stem in heard for stem in self._of_party.get(family, ()))
        return (
            is_party
            or self.is_meant(family, heard)
            or any(stems and all(stem in heard for stem in stems) for stems in titles)
        )

    def is_meant(self, family: str, heard: Mapping[str, bool]) -> bool:
        """Whether words name a family of names, and could name no other."""
        return any(stem in heard for stem in self._meant.get(family, ()))

    def title(self, name: str) -> str:
        found, family = self.names.get(name), family_of(name)
        whose = f"{self.called[family]}: " if family.startswith("party.") else ""
        return f"'{whose}{found.title if found else name}'"

    def means(self, heard: Mapping[str, bool]) -> bool:
        """Whether words name anything; not so in "Otherwise +1."."""
        return any(stem in self._stems for stem in heard)

    def context(self, token: SaidAmount) -> dict[str, bool]:
        """The words that a number is about: those since the last one, if they name something;
        of a number without a sign those behind it, too."""
        counted = stems_of(token.counted)
        if self.means(counted):
            return counted
        near = stems_of(token.near if token.sign else f"{token.near} {token.behind}")
        return near if self.means(near) else stems_of(token.about)

    def idle(self, token: SaidAmount, names: Iterable[str], only: str = "") -> Iterator[str]:
        """Names in front of a number that are none of those it does something to.

        Args:
            only: How the families begin that are looked for.
        """
        touched = {family_of(name): True for name in names}
        known = {stem: True for name in names for stem in self.words.get(name, ())}
        for part in re.split(r",| and ", token.near.rpartition(":")[2]):
            near = stems_of(part)
            if any(stem in known for stem in near):
                continue
            for family in self._families(near):
                phrases = self._phrases[family]
                heard = any(all(stem in near for stem in one) for one in phrases) or (
                    family.startswith("party.") and self.is_meant(family, near)
                )
                if family not in touched and heard and family.startswith(only):
                    yield f"'{self.called[family]}' is named, and nothing happens to it"

    def _families(self, near: Mapping[str, bool]) -> list[str]:
        """The families of names that any of some words is a word of, in the order of the deck."""
        found = {number: True for stem in near for number in self._places.get(stem, ())}
        return [self._order[number] for number in sorted(found)]


def family_of(name: str) -> str:
    """A name without what is asked of it: a party, a measure, a project, a track of any seat."""
    head, _, rest = name.partition(".")
    first = rest.partition(".")[0]
    return f"{head}.{first}" if head in ("party", "measure", "project") else rest


def _named(deck: model.Deck, program: ir.Program) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The stems by which each name is known in texts."""
    parts: dict[str, Iterable[str]] = {
        "capital": ("capital", "spend", "pay"),
        "score": ("points", "point", "score"),
    }
    for track in deck.tracks:
        parts[track.id] = (track.title, track.short or "", track.id)
    for noun, head in (("parties", "party"), ("measures", "measure"), ("projects", "project")):
        for one in getattr(deck, noun):
            group = getattr(one, "group", None) or ""
            called = (one.title, one.short or "", one.id, group, group.removesuffix("ies") + "y")
            parts[f"{head}.{one.id}"] = called
    for name in program.names:
        yield name, tuple(telling_stems(" ".join(parts.get(family_of(name), ()))))


def _with_its_track(
    words: Mapping[str, tuple[str, ...]], deck: model.Deck
) -> dict[str, tuple[str, ...]]:
    """What only one party has names it by itself: `the catch`, and not `the fishers' catch`."""
    titles = {track.id: track.title for track in deck.tracks}
    having: dict[str, list[str]] = {}
    for name in words:
        if name.startswith("party."):
            having.setdefault(name.rpartition(".")[2], []).append(name)
    alone = {names[0]: titles[track] for track, names in having.items() if len(names) == 1}
    return {name: (*stems, *telling_stems(alone.get(name, ""))) for name, stems in words.items()}


def _whose(words: Mapping[str, tuple[str, ...]]) -> dict[str, dict[str, bool]]:
    """The families of names that each stem belongs to."""
    found: dict[str, dict[str, bool]] = {}
    for name, stems in words.items():
        for stem in stems:
            found.setdefault(stem, {})[family_of(name)] = True
    return found


def _telling(
    words: Mapping[str, tuple[str, ...]], groups: Mapping[str, bool]
) -> dict[str, tuple[str, ...]]:
    """Of each party the stems that no other name shares, or else no other party: `farms`, and not
    `home`; and those of its group."""
    whose, found = _whose(words), {}
    for name, stems in words.items():
        bare = tuple(stem for stem in stems if stem not in groups)
        own = tuple(stem for stem in bare if len(whose[stem]) == 1)
        own = own or tuple(stem for stem in bare if _is_of_one_party(whose[stem])) or bare
        shared = tuple(stem for stem in stems if stem in groups)
        found[name] = own + shared if name.startswith("party.") else stems
    return found


def _is_of_one_party(families: Mapping[str, bool]) -> bool:
    return sum(family.startswith("party.") for family in families) == 1


def _alone(whose: Mapping[str, Mapping[str, bool]], head: str = "") -> dict[str, dict[str, bool]]:
    """Of each family the stems that are of no other one, among those that begin so."""
    found: dict[str, dict[str, bool]] = {}
    for stem, families in whose.items():
        of = [family for family in families if family.startswith(head)]
        if len(of) == 1:
            found.setdefault(of[0], {})[stem] = True
    return found
