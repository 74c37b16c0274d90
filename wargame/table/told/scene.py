"""All that a screen shows of one moment, for one seat.

A scene holds a `SeatState`, what that seat has seen happen, and the words and signs to tell it
with. Nothing else of the match gets to a screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from wargame.content.stack import pars_of_all
from wargame.dataclass import dataclass
from wargame.play.log import Seen, is_closed_unplayed
from wargame.play.par import unmeasured
from wargame.play.proceedings import Proceeding
from wargame.rules.asking.closing import Closing, closing
from wargame.rules.asking.contested import FrontStanding
from wargame.rules.asking.why import Cause
from wargame.rules.view import SeatState
from wargame.table.words.gate import width
from wargame.table.words.glyphs import UNICODE, Glyphs
from wargame.table.words.public import PublicClock
from wargame.table.words.rows import FIRST, SECOND
from wargame.table.words.titles import Titles
from wargame.table.words.view_models import Marker, last_begun, markers, number_titles, short_title

if TYPE_CHECKING:
    from wargame.content.model import Card, Deck, Measure, Project, SeatAction
    from wargame.players.adviser import Advice
    from wargame.players.package_worth import PackageWorth
    from wargame.table.told.account.objects import Account
    from wargame.table.told.blocks import Block

Why = Callable[[str], Sequence[Cause]]
"""Answers, for the seat that looks, why a number is what it is."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How a seat is marked: never by its colour alone.

    Attributes:
        tag: Two or three letters.
        key: The key that reveals its hand at the curtain.
        role: The role of its colour.
    """

    tag: str
    key: str
    glyph: str
    role: str

    @property
    def mark(self) -> str:
        """Sign and letters, such as `◆MIN`."""
        return f"{self.glyph}{self.tag}"


def signs(deck: Deck, glyphs: Glyphs) -> dict[str, Sign]:
    """The signs of both seats.

    Letters come from the ids, so that they stay when titles are translated.
    """
    ids = [seat.id for seat in deck.seats]
    tags = [seat.upper() if len(seat) <= 3 else seat[:2].upper() for seat in ids]
    if tags[0] == tags[1]:
        tags = ["1", "2"]
    keys = [tag[0].lower() for tag in tags]
    if keys[0] == keys[1]:
        keys = ["1", "2"]
    marks = (glyphs.first, glyphs.second)
    return {
        seat: Sign(tags[n], keys[n], marks[n], (FIRST, SECOND)[n]) for n, seat in enumerate(ids)
    }


@dataclass(frozen=True)
class Scene:
    """One moment, for one seat.

    Attributes:
        view: What a seat may see, or a spectator where no hand may be shown.
        side: For a spectator, the seat whose side comes first.
        seen: What the seat has seen, oldest first.
        news: What of it is new to the seat.
        beside: What happened beside the moves, as far as it may be told.
        before: Numbers as they stood when it last had to decide.
        course: Per number, its value at the start of each round so far.
        shows_hand: False where nobody may see a hand, such as in the replay of a game in
            progress.
        unsaved: How many events are not on disk yet, or -1 if the game is not kept.
        trouble: Why nothing is kept any more, or "".
        is_joined: Whether the line to the machine that plays is there; None where that is this one.
    """

    view: SeatState
    titles: Titles
    side: str = ""
    glyphs: Glyphs = UNICODE
    seen: Sequence[Seen] = ()
    news: Sequence[Seen] = ()
    beside: Sequence[Proceeding] = ()
    before: Mapping[str, int] = field(default_factory=dict)
    course: Mapping[str, Sequence[int]] = field(default_factory=dict)
    why: Why = lambda _: ()
    players: Mapping[str, str] = field(default_factory=dict)
    shows_hand: bool = True
    unsaved: int = -1
    trouble: str = ""
    is_joined: bool | None = None
    can_undo: bool = False
    can_redo: bool = False
    clock: PublicClock | None = None
    """What the facilitator's clock shows, where there is one."""
    closes_after: int = 0
    """The round after which a class ends the game, before the deck does; 0 for none."""
    advice: Advice | None = None
    """Counsel, once somebody has thought of it."""
    worths: Mapping[tuple[str, ...], PackageWorth] = field(default_factory=dict)
    """What packages are worth, once that was found, by the actions that put them on the table."""
    account: Account | None = None
    """What came of it, once the game is over."""
    shows_workings: bool = False
    """Show the numbers too that the deck puts aside."""
    unfolded: frozenset[str] = frozenset()
    """Panes whose list is told whole, what is at rest included."""
    axes: tuple[str, str] = ("", "")
    """The numbers that somebody has chosen for the left and the right axis of the chart."""
    rival_hand: Sequence[str] = ()
    """The rival's cards, once a finished game is replayed with everything open."""
    comes_next: Sequence[Block] = ()
    """Of a finished game in a replay, what is told of the move that comes next, if it decided."""

    played: int = field(init=False)
    """The round that is played, or was played last."""
    markers: Sequence[Marker] = field(init=False)
    signs: Mapping[str, Sign] = field(init=False)
    by_name: Mapping[str, Marker] = field(init=False)

    def __post_init__(self) -> None:
        log = [one.entry for one in self.seen]
        is_unplayed = self.view.is_over and is_closed_unplayed(log, self.closes_after)
        object.__setattr__(self, "played", self.view.round - is_unplayed)
        rows = markers(self.deck, self.view)
        object.__setattr__(self, "markers", rows)
        object.__setattr__(self, "by_name", {row.name: row for row in rows})
        object.__setattr__(self, "signs", signs(self.deck, self.glyphs))

    @property
    def deck(self) -> Deck:
        """The deck in play."""
        return self.view.deck

    @property
    def last_round(self) -> int:
        """The last round that there can be."""
        return self.closes_after or self.deck.rounds.max

    def rounds_of_par(self, seat: str) -> int:
        """In how many rounds a seat's par is come to: all of the deck's, whenever a class ends it,
        but where it was set with the deck."""
        of_all = pars_of_all(self.deck, self.view.rules.loaded.variant)
        is_of_all = seat in [one.id for one in of_all]
        return self.deck.rounds.max if is_of_all else self.last_round

    def par(self, seat: str) -> int:
        """What the points of a seat are measured by; 0 for nothing, as where a class ends the game
        before that."""
        log = [one.entry for one in self.seen]
        is_short = seat in unmeasured(self.view, log, self.closes_after)
        return 0 if is_short else next(one.par for one in self.deck.seats if one.id == seat)

    @property
    def last_begun(self) -> int:
        """The last round that begins; see `last_begun`."""
        return last_begun(self.deck, self.closes_after)

    @property
    def fronts(self) -> tuple[FrontStanding, ...]:
        """The fronts as they stand; none is judged again whose date comes after the last round."""
        rounds = self.last_round - self.view.round
        return tuple([one if one.due <= rounds else one.closed for one in self.view.fronts])

    @property
    def me(self) -> str:
        """The seat that looks; of people who only watch, the one whose side comes first."""
        return self.view.seat or self.side

    @property
    def rival(self) -> str:
        """The other seat."""
        return next(seat for seat in self.signs if seat != self.me)

    def value(self, name: str) -> str:
        """What a number is, or what it may be as far as this seat can know."""
        least, most = self.view.possible(self.view.rules.names[name])
        if least == most:
            return self.titles.value(name, least)
        return f"hidden: {least} to {most}"

    @property
    def is_my_turn(self) -> bool:
        """Whether this seat is asked for something."""
        return bool(self.view.legal)

    def card(self, name: str) -> Card:
        """A card of the deck."""
        return next(card for card in self.deck.cards if card.id == name)

    def measure(self, name: str) -> Measure:
        """A measure of the deck."""
        return next(one for one in self.deck.measures if one.id == name)

    def project(self, name: str) -> Project:
        """A project of the deck."""
        return next(one for one in self.deck.projects if one.id == name)

    def action(self, name: str) -> SeatAction:
        """An action of the deck."""
        return next(one for one in self.deck.actions if one.id == name)

    @property
    def listed(self) -> Sequence[Marker]:
        """The numbers that are shown."""
        return [row for row in self.markers if self.shows_workings or not row.is_aside]

    @property
    def closing(self) -> Closing | None:
        """What the round would come to if it closed now, as far as whoever looks may know."""
        return closing(self.view)

    @cached_property
    def shorts(self) -> Mapping[str, str]:
        """What numbers are called where there is little room."""
        return number_titles(self.deck, short=True)

    @cached_property
    def briefest(self) -> Mapping[str, str]:
        """What numbers are called in a word or two: of a party's only number, the party."""
        found = dict(self.shorts)
        for party in self.deck.parties:
            own = [row.name for row in self.markers if row.owner == party.id and not row.is_aside]
            if len(own) == 1:
                found[own[0]] = short_title(party)
        plan = self.deck.board
        for one in (*plan.gauges, *plan.homes, *plan.stores) if plan else ():
            found |= {one.number: one.title} if one.title else {}
        for home in plan.homes if plan else []:
            found |= {one.number: one.title for one in home.parties}
        for chain in plan.chains if plan else []:
            found |= {one.number: one.title for one in chain.stages}
        return found

    def is_whole(self, pane: str) -> bool:
        """Whether a pane tells what is at rest too."""
        return self.shows_workings or pane in self.unfolded

    def label(self, name: str, cells: int = 1000) -> str:
        """A number with its owner's letters, such as `MIN Ships at berth`.

        Args:
            cells: The room there is; a short title is taken where the full one does not fit.
        """
        owner = self.signs.get(name.partition(".")[0])
        tag = f"{owner.tag} " if owner else ""
        title = self.titles.title(name)
        full = f"{tag}{title}"
        return full if width(full) <= cells else f"{tag}{self.shorts.get(name, title)}"

    def role(self, seat: str) -> str:
        """The role of a seat's colour; plain for nobody's."""
        return self.signs[seat].role if seat in self.signs else ""

    def mark(self, seat: str) -> str:
        """A seat's sign and letters."""
        return self.signs[seat].mark if seat in self.signs else self.glyphs.nobody

    def lead_said(self, lead: int) -> str:
        """A lead in a few letters: whose, and how much."""
        return (
            f"{self.signs[list(self.titles.seats)[lead < 0]].mark} {abs(lead)}" if lead else "level"
        )

    def gain(self, moved: int) -> int:
        """What a move of the lead gives whoever looks."""
        return moved if self.me == next(iter(self.titles.seats)) else -moved

    def went(self, row: Marker) -> list[int]:
        """What a number was at the start of each round so far that is played, and is now."""
        known = self.course.get(row.name, ())
        return [*known[: len(known) - (self.view.round - self.played)], row.value]

    def is_better(self, name: str, change: int) -> bool | None:
        """Whether a change is what the owner of a number likes; None if it does not care."""
        marker = self.by_name.get(name)
        if marker is None or marker.better == "neither" or change == 0:
            return None
        return (marker.better == "up") == (change > 0)


def titles_of(deck: Deck) -> Titles:
    """The words of a deck."""
    return Titles.of(deck, number_titles(deck))
