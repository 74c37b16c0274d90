"""How a game ended for each side, and in one line why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from wargame.rules.amounts import counted
from wargame.rules.view import SeatState
from wargame.rules.winners import MatchEnd
from wargame.table.told.account.objects import Fared, GameVerdict, PointSource, SideEnd, Waterfall
from wargame.table.words.view_models import ending_text
from wargame.table.words.winning import answers_for, floor_said, less_said, who_won

NAMED = 2
"""Sources that the one line names for each direction."""


def verdict_of(
    view: SeatState,
    seats: Mapping[str, str],
    returns: Mapping[str, int],
    falls: Sequence[Waterfall],
    closed: str,
    too_short: Collection[str],
) -> GameVerdict:
    """How it ended.

    Args:
        view: The last position, everything open.
        seats: Titles by id.
        falls: Where the lead, or each seat's points, came from.
        closed: That control ended it, or "".
        too_short: Seats whose par is that of more rounds than were played.
    """
    ending = next((one for one in view.deck.endings if one.id == view.ending), None)
    end = view.match_end
    return GameVerdict(
        view.ending,
        ending.title if ending else "",
        ending_text(view.deck, ending) if ending else "",
        who_won(end, seats) if end else "",
        _why(view, end, seats, falls),
        end.winner if end else "",
        tuple(
            _side(view, end, seat, seats, returns[seat], is_short=seat in too_short)
            for seat in seats
        ),
        closed,
    )


def _side(
    view: SeatState,
    end: MatchEnd | None,
    seat: str,
    seats: Mapping[str, str],
    points: int,
    *,
    is_short: bool,
) -> SideEnd:
    held = view.floors.get(seat)
    floor = "" if held is None else floor_said(view, seat, held, seats, "held")
    if end is not None:
        won = end.points[seat]
        fared: Fared = "undecided" if not end.winner else "won" if seat == end.winner else "lost"
        word = counted(won, "match point")
        said = {"undecided": "has not won", "won": "has won", "lost": "has lost"}[fared]
        less = less_said(view, end) if fared == "won" else ""
        return SideEnd(
            seat, seats[seat], fared, won, f"{seats[seat]} {said}, and gets {word}{less}.", floor
        )
    par = view.rules.program.seats[view.rules.seat_number(seat)].par
    told = f"{seats[seat]}: {counted(points + par, 'point')}"
    if is_short:
        said = f"{told}; its par ({par}) is that of all {view.deck.rounds.max} rounds."
        return SideEnd(seat, seats[seat], "ended before par", points, said, floor)
    fared = "above par" if points > 0 else "below par" if points < 0 else "at par"
    by = f"{abs(points)} {fared}" if points else fared
    said = f"{told}, {by} ({par})."
    return SideEnd(seat, seats[seat], fared, points, said, floor)


def _why(
    view: SeatState, end: MatchEnd | None, seats: Mapping[str, str], falls: Sequence[Waterfall]
) -> str:
    """Why it ended so: what was lost or broken, or the sources that decided."""
    if end is not None and end.cause != "lead":
        broken = [seat for seat, is_held in view.floors.items() if not is_held]
        fallen = _broken(view, seats, broken) if end.cause in ("floor", "ruin") else ()
        return " ".join(filter(None, (*fallen, answers_for(view, end, seats))))
    return " ".join(filter(None, (_carried(fall, end, seats) for fall in falls)))


def _broken(view: SeatState, seats: Mapping[str, str], broken: Sequence[str]) -> Iterator[str]:
    for seat in broken:
        yield floor_said(view, seat, False, seats, "held")


def _carried(fall: Waterfall, end: MatchEnd | None, seats: Mapping[str, str]) -> str:
    """The largest sources for and against whoever won, or whose points they are."""
    sign = 1
    whose = seats.get(fall.seat, "")
    if end is not None and not fall.seat:
        is_second = end.winner == list(seats)[1]  # also where a level lead is the second's
        sign = -1 if is_second else 1
        whose = list(seats.values())[is_second]
    start = (PointSource("start", "the start", fall.start, ()),)
    sources = sorted((*start, *fall.sources), key=lambda one: -abs(one.change))
    gained = _named([one for one in sources if one.change * sign > 0], sign)
    lost = _named([one for one in sources if one.change * sign < 0], sign)
    if not gained and not lost:
        return ""
    against = f"; against it stand {lost}" if lost and gained else lost
    return f"{whose}: {gained}{against}."


def _named(sources: Sequence[PointSource], sign: int) -> str:
    """The largest by name, and what all others came to, so that the parts add up."""
    named = sources[: NAMED if len(sources) > NAMED + 1 else NAMED + 1]
    rest = sum(one.change * sign for one in sources[len(named) :])
    others = [f"others {rest:+d}"] if rest else []
    return ", ".join([*(f"{one.title} {one.change * sign:+d}" for one in named), *others])
