"""A move that no card has, put together at the console a line at a time."""

from __future__ import annotations

from collections.abc import Callable

from wargame.errors import IllegalAction, WargameError
from wargame.seminar import acts
from wargame.seminar.proposals import Proposal, proposals
from wargame.seminar.session import Session

Answer = list[str]
Ask = Callable[[str], Answer]

LONGEST_REASON = 2_000
"""Characters of a reason that are kept."""
SURE = "Type yes to do so; Enter alone does nothing."


def is_sure(answer: str) -> bool:
    """Whether somebody says yes.

    >>> is_sure("Yes"), is_sure("y"), is_sure("yes, but")
    (True, True, False)
    """
    return answer.strip().casefold() in ("yes", "y")


class FreeForm:
    """Asks who does what, what speaks for and against it, its chance, its price, what comes of it.

    Args:
        session: The table.
        ask: Puts a question; its answer is given to a function.
        asked: The question that was just answered.
    """

    def __init__(
        self, session: Session, ask: Callable[[str, Ask], Answer], asked: Callable[[], str]
    ) -> None:
        self._session, self._ask, self._asked = session, ask, asked
        self._free = acts.FreeMove("")
        self._proposed: list[Proposal] = []

    def begin(self) -> Answer:
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

    def _what(self, text: str) -> Answer:
        self._free.what = text[: LONGEST_REASON // 4]
        return self._ask("What speaks for it? (- for nothing)", self._pros)

    def _pros(self, text: str) -> Answer:
        self._free.pros = text[: LONGEST_REASON // 4].strip("-")
        return self._ask("What speaks against it? (- for nothing)", self._cons)

    def _cons(self, text: str) -> Answer:
        self._free.cons = text[: LONGEST_REASON // 4].strip("-")
        question = "Its chance in percent: yours, or people's, apart by blanks; the median counts."
        return self._ask(question, self._chance)

    def _chance(self, text: str) -> Answer:
        return self._or_again(text, self._set_chance, self._chance)

    def _set_chance(self, text: str) -> Answer:
        self._free.percent = acts.chance_of(text)
        return self._ask("What does it cost? Such as: 2 capital (- for nothing)", self._cost)

    def _cost(self, text: str) -> Answer:
        return self._or_again(text, self._set_cost, self._cost)

    def _set_cost(self, text: str) -> Answer:
        self._free.cost = acts.cost_of(self._session.sitting, self._free.seat, text.strip("-"))
        match, seat = self._session.match, self._free.seat
        self._proposed = proposals(match, seat, self._free.what)
        told = [f"{n}  like {one.title}: {one.effects}" for n, one in enumerate(self._proposed, 1)]
        if told:
            told.append("A number takes one, and more may stand behind it: 1; shared.trust -= 1")
        asked = "What comes of it? Such as: shared.trust += 4; shared.tension -= 2"
        return [*told, *self._ask(asked, self._works)]

    def _works(self, text: str) -> Answer:
        return self._or_again(text, self._set_works, self._works)

    def _set_works(self, text: str) -> Answer:
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

    def _fails(self, text: str) -> Answer:
        return self._or_again(text, self._set_fails, self._fails)

    def _set_fails(self, text: str) -> Answer:
        self._free.fails = () if text == "-" else acts.effects_of(text)
        return self._propose()

    def _or_again(self, text: str, take: Ask, again: Ask) -> Answer:
        """Take an answer; one that cannot be taken is asked for again."""
        asked = self._asked()
        try:
            return take(text)
        except WargameError as error:
            self._ask(asked, again)
            return str(error).splitlines()

    def _propose(self) -> Answer:
        """Before and after, then whether it is to be."""
        move, match = self._free, self._session.match
        told = ["If it works:"] if move.percent < 100 else []
        told += acts.told(self._session.sitting, acts.preview(match, (*move.paid, *move.works)))
        if move.fails:
            told += ["If not:", *acts.told(self._session.sitting, acts.preview(match, move.fails))]
        if self._session.plan.adjudication == "free":
            return [*told, *self._made("yes")]
        self._ask(SURE, self._made)
        return told

    def _made(self, answer: str) -> Answer:
        if not is_sure(answer):
            return ["Nothing has happened."]
        acts.make_move(self._session.sitting, self._free)
        return ["It is done, and has used up a play.", *acts.moves_told(self._session.sitting, 3)]
