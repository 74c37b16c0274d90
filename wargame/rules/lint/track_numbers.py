"""Numbers that briefs and the board say of a track: 'a trust of 15', a mark at 24.

They are written for people and do nothing, so nothing else misses one that a rule has no more.
Such a number stands where the deck reads or writes the track, or among its own bounds and bands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from wargame.content import model
from wargame.content.loaded import LoadedDeck
from wargame.content.number_words import number_of
from wargame.errors import DeckPath
from wargame.rules.lint.advice import TextAdvice
from wargame.rules.lint.told_numbers import DEPTH, NAMED, NUMBER, PROSE, TRACK, texts_of
from wargame.rules.reading.leaves import fields_of

_ACTING = (
    *("tracks", "cards", "cards_rule", "modifiers", "measures", "projects", "actions", "rules"),
    *("turn", "seats", "parties", "injects", "deals", "agendas", "reviews", "contest", "fronts"),
    *("docket", "endings"),
)
"""What of a deck acts, or is asked whether it does."""

_FIRST = 4
"""Letters from which on the first word of a title may stand for it: 'a pressure of 24'."""

_BETWEEN = r"(?:,? (?:is|of|at|to|reaches|reached|stands|over|under|above|below|least|most|from))"
_OR_MORE = r"(?: or (?:more|less|fewer|lower|higher))?"
_OF = r"(?: of)?(?: the| your| its)?"


class TrackNumbers:
    """Holds the numbers that are said of tracks against a deck."""

    def __init__(self, loaded: LoadedDeck) -> None:
        self.loaded, self.deck = loaded, loaded.written
        self._known: dict[str, dict[int, bool]] = {}

    def faults(self) -> Iterator[TextAdvice]:
        """Numbers that are said of a track, and stand nowhere."""
        for noun in ("briefs", "delegations"):
            for number, one in enumerate(getattr(self.deck, noun)):
                item = f"{noun[:-1]} {getattr(one, 'id', '') or one.seat}"
                for path, text in _prose(one, (noun, number)):
                    yield from ((item, path, said) for said in self.said(text))
        yield from self.marks()

    def said(self, text: str) -> Iterator[str]:
        """What is said of a track in a text, and is so nowhere; placeholders are always right."""
        ways = [match for way in self.ways for match in way.finditer(text)]
        found = [(match["name"], number_of(match["number"])) for match in ways]
        for name, number in dict.fromkeys(found):
            if not any(number in self.known(track) for track in self.called(name)):
                yield f"{number} is said of '{name}', and nothing asks for it"

    def marks(self) -> Iterator[TextAdvice]:
        """Marks of the board by which nothing happens: a rule may ask for one more or less."""
        plan = self.deck.board
        for noun in ("gauges", "homes", "chains", "stores") if plan else ():
            for number, gauge in enumerate(getattr(plan, noun)):
                track = gauge.number.rpartition(".")[2]
                for place, mark in enumerate(gauge.marks):
                    at = mark.at
                    if isinstance(at, int) and track in self.tracks and self.is_idle(track, at):
                        what = f"{at} is said of '{gauge.title or track}', and nothing asks for it"
                        yield "board", ("board", noun, number, "marks", place, "at"), what

    @cached_property
    def tracks(self) -> dict[str, model.Track]:
        """All, by their ids."""
        return {track.id: track for track in self.deck.tracks}

    def called(self, name: str) -> list[str]:
        """Ids of the tracks that go by a name, in any case of its letters."""
        return [
            track.id
            for track in self.deck.tracks
            for own in (track.title, track.short or "", _first(track))
            if re.fullmatch(re.escape(own), name, re.IGNORECASE)
        ]

    @cached_property
    def ways(self) -> list[re.Pattern[str]]:
        """How a number is said of a track: 'tension reaches 100', '24 or more of anger'."""
        whole = [one for track in self.deck.tracks for one in (track.title, track.short or "")]
        firsts = [_first(track) for track in self.deck.tracks]
        name, first = _any_of(whole), _any_of([one for one in firsts if len(one) >= _FIRST])
        digits = r"(?P<number>(?!(?:19|20)\d\d\b)\d+)(?!\w|\.\d|%)"  # a year is no such number
        shapes = (
            rf"\b(?P<name>{name}){_BETWEEN}{{0,3}} {digits}",
            rf"\b(?P<name>{first}) of {digits}",
            rf"(?<![\w.])(?<!within ){digits}{_OR_MORE}{_OF} (?P<name>{name})\b",
        )
        return [re.compile(shape, re.IGNORECASE) for shape in shapes]

    def is_idle(self, track: str, at: int) -> bool:
        """Whether nothing happens at a value, nor at one more or less: 'over 3' is '4 or more'."""
        is_asked = any(abs(at) + more in self.known(track) for more in (-1, 0, 1))
        return not is_asked and all((at + off) % step for off, step in self.steps(track))

    def steps(self, track: str) -> Iterator[tuple[int, int]]:
        """Where a number is divided: what is added before, and by what; `(x - 70) // 20` rises at
        70 and at 90."""
        divided = re.compile(rf"\.{track}\b(?: *([+-]) *(\d+) *\))? *// *([1-9]\d*)")
        for match in (m for box in self.boxes for text in box for m in divided.finditer(text)):
            yield int(f"{match[1] or ''}{match[2] or 0}"), int(match[3])

    def known(self, track: str) -> dict[int, bool]:
        """All numbers beside which a track is read or written, and its own."""
        if track not in self._known:
            self._known[track] = dict.fromkeys(self._numbers_of(track), True)
        return self._known[track]

    def _numbers_of(self, track: str) -> Iterator[int]:
        texts = texts_of(self.tracks[track])
        texts += [t for box in self.boxes if track in _tracks_in(box) for t in box]
        seen: dict[str, bool] = {}
        for _ in range(DEPTH):
            read = dict.fromkeys(word for word in _tracks_in(texts) if word in self.tracks)
            new = [self.tracks[word] for word in read if word not in seen]
            seen |= dict.fromkeys(read, True)
            texts += [t for one in new if one.value is not None for t in texts_of(one.value)]
        values = self.loaded.effective
        for text in texts:
            yield from map(int, NUMBER.findall(text))
            yield from (abs(values[name]) for name in NAMED.findall(text) if name in values)

    @cached_property
    def boxes(self) -> list[list[str]]:
        """What acts, as the texts that stand side by side in one thing or one part of it."""
        return [box for noun in _ACTING for box in _boxes(getattr(self.deck, noun))]


def _first(track: model.Track) -> str:
    return (track.title.split() or [""])[0]


def _any_of(names: list[str]) -> str:
    """A pattern for any of some names, the longest first; for none, what nothing is."""
    told = dict.fromkeys(re.escape(one) for one in names if one.strip())
    found = sorted(told, key=len, reverse=True)
    return "|".join(found) or r"(?!)"


def _tracks_in(texts: list[str]) -> list[str]:
    return [word for text in texts for word in TRACK.findall(text)]


def _prose(noun: object, here: DeckPath) -> Iterator[tuple[DeckPath, str]]:
    """The texts of a page, with their places."""
    for name, value in fields_of(noun):  # type: ignore[arg-type]
        if isinstance(value, str):
            yield (*here, name), value
        elif isinstance(value, list):
            yield from (((*here, name, n), one) for n, one in enumerate(value))


def _boxes(part: object) -> Iterator[list[str]]:
    """The texts in a part of a deck, those of each thing within it for themselves."""
    own: list[str] = []
    inner: list[object] = []
    _sort(part, own, inner)
    if own:
        yield own
    for one in inner:
        yield from _boxes(_values(one))


def _sort(part: object, own: list[str], inner: list[object]) -> None:
    if isinstance(part, (str, int)) and not isinstance(part, bool):
        own.append(str(part))
    elif isinstance(part, (list, tuple)):
        for one in part:
            _sort(one, own, inner)
    elif isinstance(part, dict) or hasattr(type(part), "model_fields"):
        inner.append(part)


def _values(thing: object) -> list[object]:
    """What a thing holds but for its prose; what a mapping sets, behind a dot like a track."""
    if isinstance(thing, dict):
        return [one for name, value in thing.items() for one in (f".{name}", value)]
    return [value for name, value in fields_of(thing) if name not in PROSE]  # type: ignore[arg-type]
