"""A move that no card has, put together at the console a line at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wargame.errors import IllegalAction, WargameError
from wargame.seminar.session import Session
from wargame.seminar.white_cell import acts
from wargame.seminar.white_cell.follow_up import (
    LONGEST_REASON,
    NOTHING,
    SURE,
    Answer,
    FollowUp,
    Then,
    is_sure,
)
from wargame.seminar.white_cell.proposals import Proposal, proposals


class FreeForm:
    """Asks who does what, what speaks for and against it, its chance, its price, what comes of it.

    Args:
        session: The table.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._free = acts.FreeMove("")
        self._proposed: list[Proposal] = []

    def begin(self) -> FollowUp:
        """Ask for what the move is.

        Raises:
            IllegalAction: The plan allows none, or it is nobody's turn to play.
        """
        if self._session.plan.adjudication == "rigid":
            raise IllegalAction("The plan is rigid: only what the rules list can be done.")
        sitting = self._session.sitting
        seat = sitting.mover
        if reason := acts.why_no_move(sitting, seat):
            raise IllegalAction(f"No such move now: {reason}.")
        self._free = acts.FreeMove(seat)
        who = sitting.titles.seats[seat]
        return self._ask(
            f"What does {who} do? Enter alone, here or later, gives it up.", self._what
        )

    def _what(self, text: str) -> FollowUp:
        self._free.what = text[: LONGEST_REASON // 4]
        return self._ask("What speaks for it? (- for nothing)", self._pros)

    def _pros(self, text: str) -> FollowUp:
        self._free.pros = text[: LONGEST_REASON // 4].strip("-")
        return self._ask("What speaks against it? (- for nothing)", self._cons)

    def _cons(self, text: str) -> FollowUp:
        self._free.cons = text[: LONGEST_REASON // 4].strip("-")
        question = "Its chance in percent: yours, or people's, apart by blanks; the median counts."
        return self._ask(question, self._chance)

    def _chance(self, text: str) -> FollowUp:
        self._free.percent = acts.chance_of(text)
        return self._ask("What does it cost? Such as: 2 capital (- for nothing)", self._cost)

    def _cost(self, text: str) -> FollowUp:
        self._free.cost = acts.cost_of(self._session.sitting, self._free.seat, text.strip("-"))
        match, seat = self._session.match, self._free.seat
        self._proposed = proposals(match, seat, self._free.what)
        told = [f"{n}  like {one.title}: {one.effects}" for n, one in enumerate(self._proposed, 1)]
        if told:
            told.append("A number takes one, and more may stand behind it: 1; shared.trust -= 1")
        asked = "What comes of it? Such as: shared.trust += 4; shared.tension -= 2"
        return self._ask(asked, self._works, told)

    def _works(self, text: str) -> Answer | FollowUp:
        number, _, more = text.partition(";")
        if number.strip() in map(str, range(1, len(self._proposed) + 1)):
            effects = self._proposed[int(number) - 1].effects
            text = f"{effects}; {more}" if more.strip() else effects
        do = acts.effects_of(text)
        acts.preview(self._session.match, do)
        self._free.works = do
        if self._free.percent < 100:
            return self._ask("And if it does not work? (- for nothing)", self._fails)
        return self._propose()

    def _fails(self, text: str) -> Answer | FollowUp:
        self._free.fails = () if text == "-" else acts.effects_of(text)
        return self._propose()

    def _ask(self, question: str, take: Then, told: Sequence[str] = ()) -> FollowUp:
        """A question; after an answer that cannot be taken it is asked again."""

        def then(text: str) -> Answer | FollowUp:
            try:
                return take(text)
            except WargameError as error:
                return FollowUp(question, then, str(error).splitlines())

        return FollowUp(question, then, told)

    def _propose(self) -> Answer | FollowUp:
        """Before and after, then whether it is to be."""
        move = self._free
        if move.percent < 100:
            told = ["In any case:", *self._told((), move.paid)] if move.paid else []
            told += ["If it works:", *self._told(move.paid, move.works)]
            told += ["If not:", *self._told(move.paid, move.fails)]
        else:
            told = self._told((), (*move.paid, *move.works))
        if self._session.plan.adjudication == "free":
            return [*told, *self._made("yes")]
        return FollowUp(SURE, self._made, told)

    def _told(self, before: tuple[Any, ...], do: tuple[Any, ...]) -> list[str]:
        """What some effects would write, behind others."""
        match = self._session.match
        known = len(acts.preview(match, before)) if before else 0
        writes = acts.preview(match, (*before, *do))[known:] if do else []
        return acts.told(self._session.sitting, writes)

    def _made(self, answer: str) -> Answer:
        if not is_sure(answer):
            return [NOTHING]
        acts.make_move(self._session.sitting, self._free)
        return ["It is done, and has used up a play.", *acts.moves_told(self._session.sitting, 3)]
