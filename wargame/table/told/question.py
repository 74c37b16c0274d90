"""What a seat is asked before it may go on: a dilemma, an offer, a secret choice."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.errors import sentence_case
from wargame.rules.verbs import ACCEPT, DECLINE, INJECT, KEEP, LET, NAME, PASS, SEAL, SEND
from wargame.rules.view import SeatState
from wargame.table.told.bargain import comes_back, given, is_countered, whose
from wargame.table.told.blocks import Block, Heading, Points, Text
from wargame.table.told.by_itself import held
from wargame.table.told.lapse import deal_at, extension, lapsing, nothing, passing, running
from wargame.table.told.offer import ready_title
from wargame.table.told.options import is_question
from wargame.table.told.scene import Scene
from wargame.table.words.gate import stopped
from wargame.table.words.rows import ALERT, DIM, HEAD

UNTOLD = "the other side does not learn that"


def asked_about(view: SeatState) -> str:
    """What the deck asks, or the rules where it has no words for it, as a sentence begins."""
    return sentence_case(view.about)


def no_choice(view: SeatState) -> str:
    """Why only one thing can be done, "" where there is something to choose.

    It is for the eyes of the seat alone: it tells what is not in the hand.
    """
    if len(view.legal) != 1:
        return ""
    verb = view.legal[0].verb
    if verb == LET:
        return "You hold no card that can answer it"
    if verb == SEND:
        return "Nothing more can change in it"
    if verb.thing == "option":
        return "Only one answer is open"
    if verb != PASS:
        return ""
    held = "You hold no card that can be a headline now"
    return {"headline": held, "plays": "No play is open"}.get(view.phase, "")


def untold(view: SeatState, why: str) -> str:
    """The same as a sentence, with who does not learn it, where that hangs on the hand."""
    hangs_on_hand = view.legal[0].verb == LET or view.phase == "headline"
    return f"{why}; {UNTOLD}." if hangs_on_hand else f"{why}."


def question(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """What a seat is asked, before its answers."""
    view = scene.view
    if view.draft is not None or view.extending:
        yield from _offered(scene)
        return
    if not is_question(view):
        is_free = bool(view.legal) and scene.shows_hand
        turn = "You are asked nothing but to take your turn."
        yield Text(turn if is_free else "Nothing is asked of you now.", DIM)
        return
    yield Text(asked_about(view) or _wanted(scene), HEAD)
    yield from (Text(text) for text in _asked_by(scene))
    if why := no_choice(view):
        yield Text(untold(view, why), DIM)


def _wanted(scene: Scene) -> str:
    """What is asked where the deck has no words for it."""
    verbs = [action.verb for action in scene.view.legal]
    if KEEP in verbs:
        return "Which agenda do you keep? Nobody else learns it."
    if NAME in verbs or SEAL in verbs:
        return f"Which front is judged next round too, at a stake of {scene.view.docket_stake}?"
    return "Your choice"


def _offered(scene: Scene) -> Iterator[Block]:
    """The package on the table, and what the rival said to one's own before."""
    view = scene.view
    said = [
        scene.titles.tell(one.entry.seat, one.entry.verb, one.entry.arg)
        for one in scene.news
        if one.entry.seat == scene.rival and one.entry.verb in (ACCEPT, DECLINE)
    ]
    yield from (Text(line, scene.role(scene.rival)) for line in said[-1:])
    what = "a counter-offer" if is_countered(view) else "an offer"
    asks = f"{scene.titles.seats[scene.rival]} makes {what}"
    if view.draft is not None and view.drafting not in ("", view.draft.by):
        asks = whose(scene, view.draft)
    yield Heading(asks if is_question(view) else "Your package")
    if view.draft is None:
        deal = deal_at(view, view.extending)
        yield Text(
            f"To extend deal {scene.titles.dated(deal)} {extension(view, deal, scene.last_begun)}."
        )
        yield Points(given(scene, deal.items))
        yield from lapsing(scene, deal)
        return
    called = ready_title(view, view.draft)
    if called:
        yield Text(called, HEAD)
    yield Points(given(scene, view.draft.items))
    if view.draft.term:
        yield Text(running(view, view.draft.term, scene.last_begun, begins=True))
    if as_it_came := comes_back(scene):
        yield Text(as_it_came, ALERT)


def _asked_by(scene: Scene) -> list[str]:
    """What put the question: the text of an event and whether what it asks held, or the act that it
    belongs to."""
    for one in reversed(scene.seen):
        drawn = one.entry.verb == INJECT and one.entry.round == scene.view.round
        for event in scene.deck.injects:
            is_now = scene.view.round in (event.round, one.entry.round)  # control keeps no dates
            is_dated = event.id in one.entry.dated and is_now
            if is_dated or (drawn and event.id == one.entry.arg):
                said = [f"{stopped(event.title)} {event.text}"]
                return said + held(one.entry, event.id, scene.titles)
        if one.entry.seat in scene.titles.seats and one.entry.verb.thing != "option":
            is_play = scene.view.phase == "plays"
            tell = scene.titles.tell
            act = tell(one.entry.seat, one.entry.verb, one.entry.arg)
            return [act] if is_play else []
    if any(action.verb.thing == "option" for action in scene.view.legal):  # before any act
        first = (one for one in scene.deck.injects if one.round == scene.view.round)
        return [f"{stopped(one.title)} {one.text}" for one in first][:1]
    return []


def pass_title(scene: Scene) -> str:
    """What passing means now."""
    view = scene.view
    if view.phase == "plays":
        return f"Pass: give up {'a play' if view.plays_left != 1 else 'your last play'}"
    if view.phase == "talks":
        return f"{nothing(view, scene.last_begun)} this round"
    return passing(view, scene.last_begun)
