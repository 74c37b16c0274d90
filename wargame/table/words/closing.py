"""What people read of a round that closes: ranges, the lead, fronts that are judged, stores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wargame.rules.asking.closing import LeadMove, Range
from wargame.rules.refusal import Value
from wargame.table.words.fronts import leader, leads
from wargame.table.words.titles import Titles
from wargame.table.words.winning import SeatTitles, ahead_by


def said(span: Range, *, sign: bool = False) -> str:
    """A number, or a range of them.

    >>> said((3, 3)), said((-1, 2), sign=True)
    ('3', '-1 to +2')
    """
    texts = [f"{value:+d}" if sign else str(value) for value in span]
    return texts[0] if texts[0] == texts[1] else " to ".join(texts)


def lead_goes(now: int, then: Range, seats: SeatTitles) -> str:
    """What becomes of the lead, as a sentence.

    >>> lead_goes(-3, (1, 1), {"north": "North", "south": "South"})
    'The lead goes from South by 3 to North by 1.'
    """
    low, high = then
    if low == high == now:
        return f"The lead stays: {ahead_by(now, seats)}."
    if low == high:
        return f"The lead goes from {ahead_by(now, seats)} to {ahead_by(low, seats)}."
    between = f"between {ahead_by(high, seats)} and {ahead_by(low, seats)}"
    return f"The lead goes from {ahead_by(now, seats)} to something {between}."


def verdict_said(needed: str, had: str, is_met: bool, is_otherwise: bool) -> str:
    """Whether what was asked held, as a sentence; `had` tells how that stood, if it is told.

    >>> verdict_said("Grain is at least 3", "it was 2", False, True)
    'Not so: Grain is at least 3 (it was 2); the other case applies.'
    """
    ends = "Applies" if is_met else "Not so" if is_otherwise else "Does not apply"
    instead = "; the other case applies" if is_otherwise else ""
    return f"{ends}: {needed}{f' ({had})' if had else ''}{instead}."


def stood(values: Sequence[Value], titles: Titles) -> str:
    """How numbers stood, with the names of their values if they have any: `it was 3`, and of
    several each by its name."""
    said = list[str]()
    for name, title, value in values:
        called = titles.level(name, value).strip(" ()")
        which = titles.on_board(title) if len(values) > 1 else "it"
        told = titles.value(name, value) if name in titles.holding else value
        said.append(f"{which} was {told}{f', {called}' if called else ''}")
    return "; ".join(said)


def ended_by(endings: Sequence[str], titles: Mapping[str, str]) -> str:
    """How a game ends that nobody can win: by the deck's word for it, or one of several.

    >>> ended_by(["flood", "over"], {"flood": "The flood.", "over": "Over"})
    'The flood or Over'
    """
    return " or ".join(titles.get(one, one).removesuffix(".") for one in endings)


def lead_moves(moved: Range, seats: SeatTitles) -> str:
    """Which way the lead moves, and how far.

    >>> seats = {"north": "North", "south": "South"}
    >>> lead_moves((3, 3), seats), lead_moves((-2, 0), seats)
    ('the lead moves 3 towards North', 'the lead moves 0 to 2 towards South')
    >>> lead_moves((-2, 1), seats)
    'the lead moves something between 2 towards South and 1 towards North'
    """
    low, high = moved
    if low == high == 0:
        return "the lead stays"
    to_second, to_first = (seats[leader(list(seats), towards)] for towards in (-1, 1))
    if low >= 0:
        return f"the lead moves {said(moved)} towards {to_first}"
    if high <= 0:
        return f"the lead moves {said((-high, -low))} towards {to_second}"
    between = f"{-low} towards {to_second} and {high} towards {to_first}"
    return f"the lead moves something between {between}"


def lead_move_said(one: LeadMove, seats: SeatTitles) -> str:
    """What a cause beside the fronts does to the lead.

    >>> seats = {"north": "North", "south": "South"}
    >>> lead_move_said(LeadMove("harvest", "At harvest a third is forgotten", (-2, -2)), seats)
    'At harvest a third is forgotten: the lead moves 2 towards South'
    """
    return f"{one.cause}: {lead_moves(one.moved, seats)}"


def front_goes(
    title: str, value: Range, stake: Range, moved: Range, seats: SeatTitles, what: str
) -> str:
    """How a front would be judged; `what` is moved, or the lead."""
    return f"{title}, stake {said(stake)}: {judgement_goes(value, moved, seats, what, stake)}."


def judgement_goes(
    value: Range, moved: Range, seats: SeatTitles, what: str = "", stake: Range = (0, 0)
) -> str:
    """Who would lead on a front when it is judged, and by how much that moves what it moves.

    Args:
        what: Is moved; the lead, if nothing else is named.
        stake: Less than that is moved only where what is moved is at its end.

    >>> seats = {"north": "North", "south": "South"}
    >>> judgement_goes((1, 1), (3, 3), seats)
    'North leads, the lead moves 3 towards North'
    >>> judgement_goes((1, 1), (3, 3), seats, "trust")
    'North leads, trust +3'
    >>> judgement_goes((1, 1), (0, 0), seats, stake=(3, 3))
    'North leads, the lead can go no further'
    >>> judgement_goes((1, 1), (2, 2), seats, stake=(3, 3))
    'North leads, the lead moves 2 towards North and can go no further'
    """
    is_sure = value[0] == value[1] != 0 and moved[0] == moved[1]
    is_stopped = is_sure and abs(moved[0]) < stake[0]
    if moved == (0, 0):
        stays = f"{what or 'the lead'} can go no further" if is_stopped else "nothing moves"
        return f"{would_lead(value, seats)}, {stays}"
    moves = f"{what} {said(moved, sign=True)}" if what else lead_moves(moved, seats)
    return f"{would_lead(value, seats)}, {moves}{' and can go no further' * is_stopped}"


def would_lead(value: Range, seats: SeatTitles) -> str:
    """Who would lead on a front, or one of whom.

    >>> would_lead((0, 1), {"north": "North", "south": "South"})
    'nobody leads, or North leads'
    """
    low, high = (leads(seats, one) for one in value)
    return low if low == high else f"{low}, or {high}"


def runs_out(title: str, rounds: int, after: int | None = None) -> str:
    """When a store is empty, at the pace of this round.

    >>> runs_out("Weeks in store", 2)
    'Weeks in store: nothing left in 2 rounds at this pace'
    >>> runs_out("Weeks in store", 1, after=2)
    'Weeks in store: nothing left as it is judged at the end of this round, 2 after that'

    Args:
        after: What there is again once the round is over, where it is judged empty before that.
    """
    when = "at the end of this round" if rounds <= 1 else f"in {rounds} rounds at this pace"
    if after is not None:
        when = f"as it is judged {when}, {after} after that"
    return f"{title}: nothing left {when}"
