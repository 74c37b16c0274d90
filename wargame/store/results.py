"""What came of the games that somebody has played to their end, as their saves tell it.

Nothing is kept for this beside the saves: a game that is deleted does not count any more. A branch
has luck of its own from where it left, and may have left a game that was lost: it counts apart. So
does a game in which a seat was played by more than one, as by somebody who took over late or gave
up: it counts for nobody, and against nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from wargame.content.fields import FORESIGHTS
from wargame.content.starts import without_carried
from wargame.content.typed import parse_stack
from wargame.dataclass import dataclass
from wargame.errors import UsageError, WargameError, nearest, visible
from wargame.play.event import End, Ruling, effective
from wargame.play.par import unmeasured
from wargame.play.player import HUMAN
from wargame.play.proceedings import closes_after
from wargame.store.names import Saves
from wargame.store.progress import progress_of
from wargame.store.replay import match_of
from wargame.store.save import Save, load
from wargame.store.world import World


@dataclass(frozen=True, slots=True)
class OwnGames:
    """Games of one deck between the same players in the same seats.

    Attributes:
        variant: What stands behind the colon of the deck's name, or ""; of a chapter of a campaign
            without what was carried into it.
        players: Who made all choices of each seat; `human` for a person at this machine.
        called: What people read for each of them.
        games: How many are over.
        won: How many each seat has won; none of either where no winner is named.
        nobody: How many nobody has won, at a table that names a winner.
        best: At tables that name none, the most that each seat came to, less its par; a game that
            control ended before the rounds of that par is not among them.
    """

    variant: str
    players: Mapping[str, str]
    called: Mapping[str, str]
    games: int
    won: Mapping[str, int]
    nobody: int
    best: Mapping[str, int]

    @property
    def people(self) -> list[str]:
        """The seats of people at this machine."""
        return [seat for seat, name in self.players.items() if name == HUMAN]


@dataclass(frozen=True, slots=True)
class FacedOpponent:
    """An opponent whom the deck offers for a seat.

    Attributes:
        name: The player's name, such as `dealmaker:regular`.
        called: What people read for it.
        seat: Where it sits.
        games: How many people here have played against it from the first choice to the last,
            branches aside; those in which it looked farther ahead count too.
        beaten: How many of those they have won.
    """

    name: str
    called: str
    seat: str
    games: int
    beaten: int


@dataclass(frozen=True, slots=True)
class DeckResults:
    """What came of somebody's games of one deck.

    Attributes:
        deck, title: Its id and its title, as the latest save has them.
        seats: What its seats are called, by id, those of older games too.
        games: How many are over, those aside that count apart.
        branches: How many branches are.
        shared: How many others are in which more than one made the choices of a seat, or another
            stood in for a program that failed.
        pairings: Who played whom, the latest first.
        opponents: Whom the deck offers, seat by seat, by how far they look ahead.
        endings: Every ending of the deck, with how many games ended so, all that are over.
        ending_titles: What they are called, by id.
        learned, solved: How many of its lessons and puzzles are done.
    """

    deck: str
    title: str
    seats: Mapping[str, str]
    games: int
    branches: int
    shared: int
    pairings: Sequence[OwnGames]
    opponents: Sequence[FacedOpponent]
    endings: Mapping[str, int]
    ending_titles: Mapping[str, str]
    learned: int
    solved: int


@dataclass(frozen=True, slots=True)
class OwnResults:
    """What came of somebody's games.

    Attributes:
        folder: Where they are kept.
        decks: By deck, the one that was played last first.
        unread: Saves that cannot be read, or not to their end.
    """

    folder: Path
    decks: Sequence[DeckResults]
    unread: Sequence[str]


def own_results(saves: Saves, world: World, deck: str = "") -> OwnResults:
    """What came of the games in a folder that people at this machine have played to their end, of
    copies of one game once.

    Args:
        deck: Only those of this deck, by its id; "" for all.

    Raises:
        UsageError: The folder cannot be used, or no game of the deck is over there.
    """
    by_deck: dict[str, list[Save]] = {}
    unread: list[str] = []
    known: set[str] = set()
    for path in saves.mine():
        try:
            save = load(path, world)
        except WargameError:
            unread.append(path.stem)
            continue
        if save.damage and not save.is_over:
            unread.append(path.stem)
        elif _counts(save) and save.head.id not in known:
            known.add(save.head.id)
            by_deck.setdefault(save.head.header.deck, []).append(save)
    if deck and deck not in by_deck:
        raise UsageError(
            f"No game of '{visible(deck[:60])}' that a person here has played is over in "
            f"{visible(str(saves.folder))}. {nearest(deck, by_deck)}"
        )
    latest = [sorted(found, key=_when, reverse=True) for found in by_deck.values()]
    listed = sorted(latest, key=lambda found: _when(found[0]), reverse=True)
    decks = [of_deck(found) for found in listed if deck in ("", found[0].head.header.deck)]
    return OwnResults(saves.folder, decks, sorted(unread))


def _counts(save: Save) -> bool:
    """Whether it is a game of somebody's own that is over, with the seats of its deck."""
    if save.view or save.head.is_shipped or not save.is_over:
        return False
    seats = save.record.seats
    is_own = any(HUMAN in names for names in save.record.deciders.values())
    if not is_own or seats.keys() != save.titles("seats").keys():
        return False
    return _end(save).winner in (None, "", *seats) and _is_stack(save.head.header.variant)


def _is_stack(variant: str) -> bool:
    """Whether this can stand behind the colon of a deck's name."""
    try:
        parse_stack(variant)
    except UsageError:
        return False
    return True


def _when(save: Save) -> int:
    return save.head.created


def of_deck(saves: Sequence[Save]) -> DeckResults:
    """What came of games of one deck.

    Args:
        saves: Of games that are over, the latest first; one at least.
    """
    first = saves[0]
    deck = first.head.header.deck
    own = [save for save in saves if save.head.header.parent is None]
    whole = [save for save in own if "" not in _players(save).values()]
    by_players: dict[tuple[str, ...], list[Save]] = {}
    for save in whole:
        key = (_variant(save), *(f"{one}={who}" for one, who in _players(save).items()))
        by_players.setdefault(key, []).append(save)
    pairings = [_pairing(found) for found in by_players.values()]
    seen = Counter(_end(save).ending for save in saves)
    titles, progress = _titles(saves, "endings"), progress_of(deck)
    offered = first.titles("endings")
    return DeckResults(
        deck=deck,
        title=first.head.title,
        seats=_titles(saves, "seats"),
        games=len(whole),
        branches=len(saves) - len(own),
        shared=len(own) - len(whole),
        pairings=pairings,
        opponents=list(_opponents(first, pairings)),
        endings={one: seen[one] for one in dict.fromkeys([*offered, *seen])},
        ending_titles=titles,
        learned=len(progress.learned),
        solved=len(progress.solved),
    )


def _titles(saves: Sequence[Save], noun: str) -> dict[str, str]:
    """What nouns of a deck are called, by id: in its latest game that has them, since a deck may
    have lost some."""
    found: dict[str, str] = {}
    for save in saves:
        found = save.titles(noun) | found
    return found


def _variant(save: Save) -> str:
    """What stands behind the colon of its deck's name, without what was carried into a chapter."""
    return without_carried(save.head.header.variant)


def _pairing(saves: Sequence[Save]) -> OwnGames:
    players, ends = _players(saves[0]), [_end(save) for save in saves]
    judged = [end for end in ends if end.winner is not None]
    points = [_measured(save) for save in saves if _end(save).winner is None]
    return OwnGames(
        variant=_variant(saves[0]),
        players=players,
        called={seat: saves[0].called(name) for seat, name in players.items()},
        games=len(saves),
        won={seat: sum(end.winner == seat for end in judged) for seat in players if judged},
        nobody=sum(end.winner == "" for end in judged),
        best={
            seat: max(one[seat] for one in points if seat in one)
            for seat in players
            if any(seat in one for one in points)
        },
    )


def _measured(save: Save) -> dict[str, int]:
    """What each seat came to, less its par, where that is the par of so many rounds."""
    returns = dict(_end(save).returns)
    moves = effective(save.events)
    if not (moves and isinstance(moves[-1], Ruling)):
        return returns
    try:
        match = match_of(save)
    except WargameError:
        return {}
    view, closes = match.game.redact(match.state), closes_after(save.events)
    short = unmeasured(view, match.log, closes)
    return {seat: points for seat, points in returns.items() if seat not in short}


def _opponents(save: Save, pairings: Sequence[OwnGames]) -> Iterator[FacedOpponent]:
    """Whom the deck of a save offers for each seat."""
    personas = save.nouns("personas")
    for seat in save.titles("seats"):
        offered = [
            (visible(str(one.get("id"))), place)
            for place, level in enumerate(FORESIGHTS)
            for one in personas
            if one.get("foresight") == level and one.get("seat", "any") in ("any", seat)
        ]
        for persona, place in offered:
            name = f"{persona}:{FORESIGHTS[place]}"
            as_hard = [f"{persona}:{level}" for level in FORESIGHTS[place:]]
            met = [one for one in pairings if one.players.get(seat) in as_hard and one.people]
            beaten = sum(one.won.get(person, 0) for one in met for person in one.people)
            yield FacedOpponent(
                name, save.called(name), seat, sum(one.games for one in met), beaten
            )


def _players(save: Save) -> dict[str, str]:
    """Who made all choices of each seat, in the order of the deck's seats; "" for more than one."""
    played = save.record.played_by
    return {seat: played[seat] for seat in save.titles("seats")}


def _end(save: Save) -> End:
    return next(event for event in save.events if isinstance(event, End))
