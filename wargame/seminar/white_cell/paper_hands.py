"""Hands on paper: which cards to give out, and moves that people tell the facilitator."""

from __future__ import annotations

from collections import Counter

from wargame.content.typed import whole_number
from wargame.errors import IllegalAction
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.rules.amounts import counted
from wargame.rules.game import Action
from wargame.rules.view import SeatState
from wargame.seminar.session import STANDS, Session
from wargame.seminar.white_cell import acts
from wargame.seminar.white_cell.typed import as_known
from wargame.table.plain.typeset import lines
from wargame.table.told.options import is_question
from wargame.table.told.question import question
from wargame.table.told.scene import Scene
from wargame.table.words.gate import as_compared
from wargame.table.words.titles import Titles


def cards(session: Session, _: str = "") -> list[str]:
    """What each side is to hold, what is to be given out for it, and what taken back."""
    found: list[str] = []
    sitting = session.sitting
    for seat, title in sitting.titles.seats.items():
        now, before = Counter(sitting.view(seat).hand), session.on_paper.get(seat, Counter())
        session.on_paper[seat] = now
        held = _named(session, now) or "no card"
        found.append(f"{title} holds {held}.")
        for word, some in (("Give out", now - before), ("Take back", before - now)):
            found += [f"  {word}: {_named(session, some)}."] if some else []
    return found


def take(session: Session, typed: str) -> list[str]:
    """Take the move that whoever is to decide has told; without one, list what there is.

    Raises:
        IllegalAction: Nobody is to decide, or the rules do not allow it.
    """
    sitting, match = session.sitting, session.match
    if session.paused:
        raise IllegalAction("Play stands still: `go` first.")
    if session.clock.phase.kind in STANDS:
        raise IllegalAction(session.stands)
    seat = sitting.mover
    if match.is_over or seat not in sitting.people:
        raise IllegalAction("Nobody here is to decide now.")
    view = sitting.view(seat)
    if not typed:
        session.listed_at = match.course.ply
        told = [*_asked(sitting.scene(seat)), f"{sitting.titles.seats[seat]} may:"]
        rows = ((sitting.titles.offer(view, one), one.text) for one in view.legal)
        return told + [f"{n:>3}  {said} [{text}]" for n, (said, text) in enumerate(rows, 1)]
    first = match.course.ply
    sitting.take(_numbered(session, view, typed) or _meant(sitting.titles, view, typed))
    _go_on(session)
    told = acts.moves_told(sitting, match.course.ply - first)
    to_move = sitting.titles.seats.get(sitting.mover, "")
    told += [f"{to_move} is to decide."] if to_move and not match.is_over else []
    return [*told, *cards(session)]


def _asked(scene: Scene) -> list[str]:
    """What whoever is to decide has to be told first: a question, or a package on the table."""
    view = scene.view
    if view.draft is None and not view.extending and not is_question(view):
        return []
    head = f"{scene.titles.seats[scene.me]} is asked:"
    return [head, *lines(scene.titles, question(scene), "  ")]


def _numbered(session: Session, view: SeatState, typed: str) -> str:
    """The move of a number in the list that was told last; "" where no number was typed.

    Raises:
        IllegalAction: That list is of another turn, or is not so long.
    """
    if not typed.isdecimal():
        return ""
    if session.listed_at != session.match.course.ply:
        raise IllegalAction("`take` alone first: it numbers what may be told now.")
    number = whole_number(typed, 1, len(view.legal))
    if number is None:
        raise IllegalAction(f"`take` lists {counted(len(view.legal), 'move')}.")
    return view.legal[number - 1].text


def _meant(titles: Titles, view: SeatState, typed: str) -> str:
    """The move that was typed by its id, or by the title that a card bears on paper; what was typed
    where it is none, or may be two."""
    texts = [one.text for one in view.legal]
    if (by_id := as_known(typed, texts)) in texts:
        return by_id
    said = as_compared(typed)
    found = [
        one.text
        for one in view.legal
        if said in map(as_compared, (titles.offer(view, one), _by_title(titles, one)))
    ]
    return found[0] if len(found) == 1 else typed


def _by_title(titles: Titles, action: Action) -> str:
    return f"{action.verb.word} {titles.target(action.verb, action.arg)}"


def _go_on(session: Session) -> None:
    """Luck, programs and what is due, up to the next decision of somebody here."""
    for turn in session.sitting.turns():
        if isinstance(turn, PersonAsked):
            break
        if isinstance(turn, PlayerAsked):
            session.match.step()
    session.give_out()


def _named(session: Session, cards: Counter[str]) -> str:
    titles = session.sitting.titles.cards
    return ", ".join(titles[card] for card in cards.elements())
