"""What a seat may do with one thing on the table, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wargame.dataclass import dataclass
from wargame.rules.asking.explain import why_not
from wargame.rules.game import Action
from wargame.rules.refusal import Reason
from wargame.rules.verbs import (
    ACT,
    AMEND,
    ANSWER,
    BREACH,
    BURY,
    CAPITAL,
    DISCARD,
    EXTEND,
    FUND,
    HEADLINE,
    INSTEAD,
    LET,
    OFFER,
    PASS,
    PLAY,
    PROPOSE,
    split,
    verbs_on,
)
from wargame.rules.view import SeatState
from wargame.table.told.answers import shut_answers
from wargame.table.told.lapse import are_extended, nothing
from wargame.table.told.scene import Scene
from wargame.table.words.refusals import titled
from wargame.table.words.rows import Target
from wargame.table.words.titles import Titles

if TYPE_CHECKING:
    from wargame.content.model import Measure


@dataclass(frozen=True, slots=True)
class Option:
    """An action that may be offered for a thing. `reason` tells why it is refused now."""

    text: str
    title: str
    reason: str = ""

    @property
    def is_legal(self) -> bool:
        """Whether it can be done now."""
        return not self.reason


def options(scene: Scene, target: Target | None) -> list[Option]:
    """What this seat could do with a thing, in the order in which it is offered."""
    if target is None or not scene.shows_hand:
        return []
    if target.kind == "question":
        return [*(_option(scene, action.text) for action in scene.view.legal), *_shut(scene)]
    return [_option(scene, text) for text in _texts(scene, target)]


def movable(view: SeatState, kind: str) -> frozenset[str]:
    """The measures or the projects with which the seat to move can do something now."""
    return frozenset([one.arg for one in view.legal if one.verb.thing == kind])


def _shut(scene: Scene) -> Iterator[Option]:
    """The answers that cannot be given to what is asked now."""
    for text, title, why in shut_answers(scene.view):
        yield Option(text, title, f"{titled(why, scene.titles)}.")


def refused_of(scene: Scene) -> list[tuple[str, Option]]:
    """What this seat could do with its own things at another time, each with why not now; first
    what the thing is."""
    deck, me = scene.deck, scene.me
    if is_question(scene.view):
        return []
    things = [Target("card", card) for card in scene.view.hand]
    things += [Target("measure", one.id) for one in deck.measures if one.seat == me]
    things += [Target("project", one.id) for one in deck.projects if one.seat == me]
    things += [Target("action", one.id) for one in deck.actions if one.seat == me]
    return [
        (thing.kind, one) for thing in things for one in options(scene, thing) if not one.is_legal
    ]


def _texts(scene: Scene, target: Target) -> list[str]:
    match target.kind:
        case "card":
            return _card_texts(scene.view, target.id)
        case "measure":
            return _measure_texts(scene, scene.measure(target.id))
        case "project":
            return [f"{FUND} {target.id}"] if scene.project(target.id).seat == scene.me else []
        case "action":
            return [f"{ACT} {target.id}"] if scene.action(target.id).seat == scene.me else []
        case "deal":
            extend, breach = f"{EXTEND} {target.id}", f"{BREACH} {target.id}"
            if legal_of(scene.view, extend):
                return [extend, PASS.word]
            return [extend, breach] if are_extended(scene.deck) else [breach]
        case "package":
            changes = scene.deck.deals is not None and scene.deck.deals.drafting == "changes"
            return [f"{verb} {target.id}" for verb in (PROPOSE, *([AMEND] if changes else []))]
        case "pass":
            return [PASS.word]
        case _:
            return []


def _card_texts(view: SeatState, card: str) -> list[str]:
    if card not in view.hand:
        return []
    card = view.stand_in(card)
    verbs = {action.verb for action in view.legal}
    if DISCARD in verbs:
        return [f"{DISCARD} {card}"]
    if LET in verbs:
        return [f"{ANSWER} {card}"]
    if view.phase == "headline":
        return [f"{HEADLINE} {card}"]
    bury = [f"{BURY} {card}"] if view.rules.program.buries else []
    return [f"{PLAY} {card}", f"{CAPITAL} {card}", *bury]


def _measure_texts(scene: Scene, measure: Measure) -> list[str]:
    if measure.seat != scene.me:
        return []
    verbs = [verb for verb in verbs_on("measure") if getattr(measure, verb.word)]
    held = [f"{BREACH} {slot}" for slot in holding(scene, measure.id)]
    return [*(f"{verb} {measure.id}" for verb in verbs), *held]


def holding(scene: Scene, measure: str) -> Iterator[int]:
    """The deals that hold a measure."""
    held = {item.id for item in scene.deck.deal_items if item.measure == measure}
    for deal in scene.view.deals:
        if held & set(deal.items):
            yield deal.slot


def _option(scene: Scene, text: str) -> Option:
    view = scene.view
    for action in view.legal:
        if action.text == text:
            is_silence = action.verb == PASS and view.phase == "talks"
            silence = nothing(view, scene.last_begun)
            return Option(text, silence if is_silence else scene.titles.offer(view, action))
    return Option(text, scene.titles.menu(*split(text)), reason(scene, text))


def reason(scene: Scene, text: str) -> str:
    """Why an action is refused, without who, when and what else; "" if it is allowed."""
    shut = next((one.reason for one in _shut(scene) if one.text == text), "")
    if shut:
        return shut
    refusal = why_not(scene.view, text)
    return f"{refused(scene.view, refusal.why, text, scene.titles)}." if refusal else ""


def refused(view: SeatState, why: Reason, text: str, titles: Titles) -> str:
    """Why an action is refused; of one that is not open now, what comes before it."""
    if why.kind == "not_open_now":
        verb = split(text)[0]
        if first := comes_first(view):
            return first.rstrip(".")
        if verb == EXTEND and view.phase != "talks":
            return "deals are extended in the talks, after the plays"
        if verb in (PROPOSE, AMEND, OFFER) and view.phase != "talks":
            return "packages are tabled in the talks, after the plays"
    return titled(why, titles)


def comes_first(view: SeatState) -> str:
    """What keeps all else from being chosen now, so that it need be said but once; "" if nothing
    does."""
    if is_question(view):
        return "first answer the question."
    if view.to_discard:
        return "first discard a card."
    return "the headlines come first." if view.phase == "headline" else ""


def is_question(view: SeatState) -> bool:
    """Whether the seat must answer something first: a dilemma, an offer, a secret choice."""
    return any(action.verb.is_answer for action in view.legal)


def can_draft(view: SeatState) -> bool:
    """Whether a package may be put together now, as an offer or as a counter-offer."""
    return any(action.verb.package and not is_ready(action) for action in view.legal)


def why_no_draft(scene: Scene) -> str:
    """Why no package can be put together now, where none can."""
    view = scene.view
    if view.phase != "talks" or view.deck.deals is None or not view.legal:
        return "Packages are put together in the talks, after the plays."
    deals = view.deck.deals
    wanted = f"{OFFER} {deals.items[0].id}"
    if deals.drafting != "items":
        if any(one.verb in (PROPOSE, INSTEAD) for one in view.legal):
            return "Here ready packages are offered as they are: choose one."
        wanted = f"{PROPOSE} {deals.packages[0].id}"
    return f"No package now: {reason(scene, wanted)}"


def is_ready(action: Action) -> bool:
    """Whether an action puts a ready package on the table as it is."""
    return action.verb.thing == "package" and action.verb != AMEND


def legal_of(view: SeatState, text: str) -> Action | None:
    """The legal action that reads so."""
    return next((action for action in view.legal if action.text == text), None)


def target_of(view: SeatState, text: str) -> Target:
    """The thing on the table for which an action is offered."""
    verb, arg = split(text)
    if verb == PROPOSE:
        return Target("package", arg)
    if verb.package and verb.thing != "package":
        return Target("offer")
    if verb == AMEND:
        return Target("offer")
    if is_question(view):
        return Target("question")
    return Target(verb.word if verb.thing == "none" else verb.thing, arg)
