"""Where numbers start, set behind the colon of a deck's name: `primer:shared.tension=60`.

Every stored number that everybody sees may start elsewhere, a measure at another level
(`measure.duty=2`), and an agenda may be left out (`agenda.kitchen=off`). So a chapter of a campaign
begins where the one before it ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from wargame.content.chapters import chapter_of
from wargame.content.loaded import LoadedDeck
from wargame.content.typed import AGENDA, CHAPTER, OFF, PAR, Stack, number_within, parse_stack
from wargame.dataclass import dataclass
from wargame.errors import UsageError, nearest, visible

if TYPE_CHECKING:
    from wargame.content.model import Deck, Measure, Track


@dataclass(frozen=True, slots=True)
class Begin:
    """A number that may start elsewhere.

    Attributes:
        noun: Its track, or the measure whose level it is.
        part: Of a track with a number for each seat or party, which of them; else "".
        low, high: Between which it may start.
    """

    noun: Track | Measure
    part: str
    low: int
    high: int


def is_start(name: str) -> bool:
    """Whether a name behind a deck's colon is about its beginning.

    >>> is_start("shared.trust"), is_start("par.us"), is_start("bite")
    (True, False, False)
    """
    return name == CHAPTER or ("." in name and not name.startswith(PAR))


def without_carried(variant: str) -> str:
    """What stands behind a deck's colon, of a chapter of a campaign less where its numbers start,
    which is different each time.

    >>> without_carried("later+seminar+chapter=years.2+bite=2+shared.trust=41")
    'later+seminar+chapter=years.2+bite=2'
    >>> without_carried("shared.trust=41")
    'shared.trust=41'
    """
    stack = parse_stack(variant)
    if CHAPTER not in stack.values:
        return variant
    kept = {
        name: text for name, text in stack.values.items() if name == CHAPTER or not is_start(name)
    }
    return str(Stack(stack.variants, kept, stack.table))


def starts_of(deck: Deck) -> dict[str, Begin]:
    """Every number that may start elsewhere, by its name in expressions, in deck order."""
    tracks = {
        name: Begin(track, part, track.min, track.max)
        for track in deck.tracks
        if track.value is None and track.kind == "number" and track.seen_by == "all"
        for name, part, _ in _parts(deck, track)
    }
    levels = {f"measure.{one.id}": Begin(one, "", 0, one.max) for one in deck.measures}
    return tracks | levels


def _parts(deck: Deck, track: Track) -> Iterator[tuple[str, str, int]]:
    seats = [seat.id for seat in deck.seats]
    if track.of == "shared" or track.of in seats:
        yield f"{track.of}.{track.id}", "", _begin(track, "")
    elif track.of == "seats":
        for seat in seats:
            yield f"{seat}.{track.id}", seat, _begin(track, seat)
    else:
        for party in deck.parties:
            if track.of in ("parties", party.group):
                yield f"party.{party.id}.{track.id}", party.id, _begin(track, party.id)


def _begin(track: Track, part: str) -> int:
    start = track.start_of(part)
    return start if isinstance(start, int) else 0


def with_starts(loaded: LoadedDeck, values: Mapping[str, str]) -> LoadedDeck:
    """A deck that begins elsewhere.

    Args:
        values: As they are typed, by name; `is_start` holds for each.

    Raises:
        UsageError: The deck has no such number, agenda or chapter, or it cannot start there.
    """
    from wargame.content.model import Measure  # noqa: PLC0415  see `content.loaded`

    deck, known = loaded.written, starts_of(loaded.written)
    tracks = {track.id: track for track in deck.tracks}
    measures = {measure.id: measure for measure in deck.measures}
    gone = set[str]()
    for name, text in values.items():
        if name == CHAPTER:
            chapter_of(deck, f"{CHAPTER}={text}")
        elif name.startswith(AGENDA):
            gone.add(_left_out(deck, name, text))
        elif name in known:
            begin = known[name]
            value, own = number_within(name, text, begin.low, begin.high), begin.noun.id
            if isinstance(begin.noun, Measure):
                measures[own] = measures[own].model_copy(update={"start": value})
            else:
                tracks[own] = _moved(deck, tracks[own], begin.part, value)
        else:
            said = f"deck '{deck.id}' has no number '{name[:60]}' that could start elsewhere"
            raise UsageError(f"{visible(said)}\n    {nearest(name, known)}")
    update: dict[str, object] = {
        "tracks": list(tracks.values()),
        "measures": list(measures.values()),
        "agendas": [one for one in deck.agendas if one.id not in gone],
    }
    return LoadedDeck(deck.model_copy(update=update), loaded.marks, loaded.variant)


def _moved(deck: Deck, track: Track, part: str, value: int) -> Track:
    """A track of which one number starts elsewhere."""
    if not part:
        return track.model_copy(update={"start": value})
    starts = {other: begin for _, other, begin in _parts(deck, track)} | {part: value}
    return track.model_copy(update={"start": starts})


def _left_out(deck: Deck, name: str, text: str) -> str:
    """The agenda that is left out."""
    wanted, known = name.removeprefix(AGENDA), [one.id for one in deck.agendas]
    if wanted not in known:
        said = f"deck '{deck.id}' has no agenda '{wanted[:60]}'"
        raise UsageError(f"{visible(said)}\n    {nearest(wanted, known)}")
    if text != OFF:
        raise UsageError(f"'{name}' is an agenda: write {name}=off, not {visible(text[:40])}.")
    return wanted
