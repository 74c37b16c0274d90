"""What people read of winning: who won and by what, the lead, floors, match points."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.rules.amounts import counted
from wargame.rules.asking import evaluate
from wargame.rules.asking.describe import Describer
from wargame.rules.ir import Cond, LossIR, Read
from wargame.rules.view import SeatState
from wargame.rules.winners import MatchEnd
from wargame.table.words.gate import stopped

SeatTitles = Mapping[str, str]
"""What seats are called, by id, in deck order."""


def who_won(end: MatchEnd, seats: SeatTitles) -> str:
    """Who won, and what decided.

    >>> end = MatchEnd("north", "lead", "", 4, {"north": 3, "south": 1})
    >>> who_won(end, {"north": "North", "south": "South"})
    'North wins by a lead of 4.'
    """
    winner = seats.get(end.winner, "nobody")
    loser = next((title for seat, title in seats.items() if seat != end.winner), "")
    match end.cause:
        case "lead" if end.lead:
            return f"{winner} wins by a lead of {abs(end.lead)}."
        case "lead":
            at_level = f"and {winner} wins a level game" if end.winner else "and nobody wins"
            return f"The lead is level, {at_level}."
        case "floor":
            return f"{winner} wins: {loser} has not held its floor."
        case "ruin":
            return "Ruin: neither side has held its floor, and nobody wins."
        case "blame":
            blamed = f"{loser} is to blame ({end.reason})"
            return f"Ruin: neither side has held its floor. {winner} wins, for {blamed}."
        case "lost_by":
            return f"{winner} wins, for {loser} has lost: {end.reason.removesuffix('.')}."


def would_win(view: SeatState, end: MatchEnd, seats: SeatTitles) -> str:
    """Who would win, what decides, and what that is worth where not every win is worth the same."""
    contest = view.rules.program.contest
    told = who_won(end, seats)
    if not end.winner or contest is None or contest.outlast == contest.win:
        return told
    worth = counted(end.points[end.winner], "match point")
    return f"{told} That is worth {worth}{less_said(view, end)}."


def less_said(view: SeatState, end: MatchEnd) -> str:
    """What a win by the lead is worth, where the winner only outlasts the other side and gets
    another number; else ''."""
    contest = view.rules.program.contest
    if contest is None or end.cause == "lead" or contest.outlast == contest.win:
        return ""
    return f": a win by the lead is worth {contest.win}"


def lead_said(lead: int, seats: SeatTitles) -> str:
    """Who leads.

    >>> lead_said(-3, {"north": "North", "south": "South"})
    'The lead: South by 3.'
    """
    if not lead:
        return "The lead is level."
    return f"The lead: {ahead_by(lead, seats)}."


def ahead_by(lead: int, seats: SeatTitles) -> str:
    """Who is ahead, and by how much, without a stop.

    >>> ahead_by(-3, {"north": "North", "south": "South"})
    'South by 3'
    """
    return f"{list(seats.values())[lead < 0]} by {abs(lead)}" if lead else "level"


def floor_said(view: SeatState, seat: str, is_held: bool, seats: SeatTitles, when: str) -> str:
    """Whether a side holds its floor, what that is, and how its numbers stand as far as is known.

    Args:
        when: `holds` while the game goes on, `held` at its end.
    """
    program = view.rules.program
    number = [one.id for one in program.seats].index(seat)
    floors = program.contest.floors if program.contest else ()
    floor = floors[number]
    assert floor is not None
    does = when if is_held else "has broken" if when == "holds" else "broke"
    said = with_values(view, floor, seat, "now" if when == "holds" else "at the end")
    return stopped(f"{seats[seat]} {does} its floor, which asks: {said}")


def answers_for(view: SeatState, end: MatchEnd, seats: SeatTitles) -> str:
    """Who answers for a match that is over by something that loses, or by ruin, and how the numbers
    stand that say so; "" for a match that ended otherwise, or where nobody could answer."""
    if end.cause in ("lead", "floor"):
        return ""
    return _no_one_answers(view) if end.cause == "ruin" else _answers(view, end, seats)


def _answers(view: SeatState, end: MatchEnd, seats: SeatTitles) -> str:
    """Who answers, with the numbers that say so; without these where they have moved on since."""
    contest = view.rules.program.contest
    assert contest is not None
    number = next(n for n, seat in enumerate(seats, 1) if seat != end.winner)
    loser = list(seats.values())[number - 1]
    losses = contest.lost_by if end.cause == "lost_by" else contest.ruin
    for loss in losses:
        title = loss.title or Describer(view.rules.program).cond(loss.when)
        is_theirs = evaluate.number(loss.seat, view.read) == number
        if title == end.reason and is_theirs and evaluate.truth(loss.when, view.read):
            asked = with_values(view, loss.when, "", "at the end")
            return f"{loser} answers for it: {asked}{_held_by(view, loss, f' is {loser}')}."
    return f"{end.reason.removesuffix('.')}: {loser} answers for it."


def _held_by(view: SeatState, loss: LossIR, said: str) -> str:
    """What is said of a number that holds whoever answers; "" where a deck names a seat."""
    if not isinstance(loss.seat, Read):
        return ""
    return f", and {Describer(view.rules.program).name(loss.seat.name)}{said}"


def _no_one_answers(view: SeatState) -> str:
    """Why nobody answers for ruin, with the numbers as they stand; "" where nobody could."""
    contest = view.rules.program.contest
    assert contest is not None
    asked = [
        with_values(view, one.when, "", "at the end")
        + ("" if is_held else _held_by(view, one, " (at the end nobody) is a side"))
        for one in contest.ruin
        if (is_held := evaluate.number(one.seat, view.read)) or isinstance(one.seat, Read)
    ]
    return f"Neither answers for it, which asks: {'; or '.join(asked)}." if asked else ""


def with_values(view: SeatState, cond: Cond, seat: str, at: str) -> str:
    """A condition in words, with its numbers as they stand as far as is known."""
    moving = [one for one in evaluate.names_in(cond) if not one.text.startswith("number.")]
    known = {name.text: view.possible(name) for name in moving}
    values = {name: least for name, (least, most) in known.items() if least == most}
    return Describer(view.rules.program, seat, values=values, at=at).cond(cond)
