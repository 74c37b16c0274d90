"""Hands on paper: which cards to give out, and moves that people tell the facilitator."""

from __future__ import annotations

from collections import Counter

from wargame.errors import IllegalAction
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.seminar import acts
from wargame.seminar.session import Session
from wargame.seminar.typed import as_known


class PaperHands:
    """Keeps count of the cards that each side was told to hold.

    Args:
        session: The table.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._held: dict[str, Counter[str]] = {}

    def cards(self) -> list[str]:
        """What each side is to hold, what is to be given out for it, and what taken back."""
        found: list[str] = []
        sitting = self._session.sitting
        for seat, title in sitting.titles.seats.items():
            now, before = Counter(sitting.view(seat).hand), self._held.get(seat, Counter())
            self._held[seat] = now
            held = self._named(now) or "no card"
            found.append(f"{title} holds {held}.")
            for word, some in (("Give out", now - before), ("Take back", before - now)):
                found += [f"  {word}: {self._named(some)}."] if some else []
        return found

    def take(self, typed: str) -> list[str]:
        """Take the move that whoever is to decide has told; without one, list what there is.

        Raises:
            IllegalAction: Nobody is to decide, or the rules do not allow it.
        """
        sitting, match = self._session.sitting, self._session.match
        if self._session.paused:
            raise IllegalAction("Play stands still: `go` first.")
        seat = sitting.mover
        if match.is_over or seat not in sitting.people:
            raise IllegalAction("Nobody here is to decide now.")
        view = sitting.view(seat)
        if not typed:
            asked = [f"{sitting.titles.seats[seat]} may:"]
            return asked + [
                f"  {one.text:<28} {sitting.titles.offer(view, one)}" for one in view.legal
            ]
        first = match.course.ply
        sitting.take(as_known(typed, [one.text for one in view.legal]))
        self._go_on()
        told = acts.moves_told(sitting, match.course.ply - first)
        to_move = sitting.titles.seats.get(sitting.mover, "")
        told += [f"{to_move} is to decide."] if to_move and not match.is_over else []
        return [*told, *self.cards()]

    def _go_on(self) -> None:
        """Luck, programs and what is due, up to the next decision of somebody here."""
        for turn in self._session.sitting.turns():
            if isinstance(turn, PersonAsked):
                break
            if isinstance(turn, PlayerAsked):
                self._session.match.step()
        self._session.give_out()

    def _named(self, cards: Counter[str]) -> str:
        titles = self._session.sitting.titles.cards
        return ", ".join(titles[card] for card in cards.elements())
