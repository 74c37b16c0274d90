"""What happened at the table, entry by entry, and who may know it.

The position has no history, so the match keeps it. An entry is shown to a seat by one rule:
its own doings always; the rival's unless they are secret. Secret are cards drawn, the agenda
kept if there was a choice, and a headline until all seats have committed theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wargame.dataclass import dataclass
from wargame.play.event import BEGINNING, CONTROL
from wargame.rules.actions import BREACHES, NO_INJECT
from wargame.rules.asking.fizzle import Fizzle, fizzles
from wargame.rules.asking.tested import TestedCondition, tested
from wargame.rules.game import CHANCE_SEAT, Action, Game, Position, Step, Write
from wargame.rules.verbs import ACCEPT, BREACH, INJECT, KEEP, LET, RULING, Verb

NOBODY = ""
"""Stands in the place of a seat for whoever only watches: they know what everybody may know."""

EndedDeal = tuple[int, tuple[str, ...]]
"""A deal that is over: the round in which it was signed, and its items."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One action as it happened.

    Attributes:
        ply: Its number in the record, from 0.
        round, phase: When.
        seat: Who acted; CHANCE for luck.
        owner: Whom it concerns: the seat that acted or drew; "" for luck that all see.
        verb, arg: What.
        title: For a choice or luck in an effect, what people read for it; for a ruling, its
            reason; for luck that brings no news beside those of a date, that; else "".
        writes: What it changed, if the match runs traced.
        fizzled: The headlines that came to nothing by it.
        reveals: Whether it was the last headline to be committed, which opens all of its round.
        dated: The injects whose date came by it.
        tested: What the injects asked that happened by it.
        stand_in: Why the program in the seat did not choose it, or "".
        is_open: Whether everybody knows it by what lay open before: the only agenda shown.
        signed: Of the deal that it is about, the round in which it was signed; else 0.
        about: Of luck in an effect, the title of what calls for it; else "".
        expired: The cards that left a hand as it ended a round, since their era is over, each after
            its holder.
        ran_out: The deals whose time was over as it closed a round: when each was signed, and its
            items.
        broken: The same of those that it closed a round for that were not kept.
        is_own_offer: Whether a package that it goes on with is the first offer of whoever acts.
        has_no_answer: Whether it lets an act stand since the seat holds nothing to answer it with.
    """

    ply: int
    round: int
    phase: str
    seat: str
    owner: str
    verb: Verb
    arg: str
    title: str = ""
    writes: tuple[Write, ...] = ()
    fizzled: tuple[Fizzle, ...] = ()
    reveals: bool = False
    dated: tuple[str, ...] = ()
    tested: tuple[TestedCondition, ...] = ()
    stand_in: str = ""
    is_open: bool = False
    signed: int = 0
    about: str = ""
    expired: tuple[tuple[str, str], ...] = ()
    ran_out: tuple[EndedDeal, ...] = ()
    broken: tuple[EndedDeal, ...] = ()
    is_own_offer: bool = False
    has_no_answer: bool = False

    @property
    def is_commitment(self) -> bool:
        """Whether it is a seat's headline, or its decision to have none."""
        return self.phase == "headline" and self.verb.is_headline


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry as one seat knows it: that it happened, and unless `is_secret` on what."""

    entry: Entry
    is_secret: bool


def is_closed_unplayed(log: Sequence[Entry], closes_after: int = 0) -> bool:
    """Whether control ended a game before anybody did anything in its last round, as a plan does
    that ends it after the round before.

    Args:
        closes_after: The round after which the plan of a class ends it; 0 for none. What the next
            one asks as it begins has to be answered before the plan can do so.
    """
    last = log[-1] if log else None
    if last is None or last.verb != RULING or last.round < 2:
        return False
    is_planned = last.round == closes_after + 1
    own = [one for one in log if one.round == last.round]
    played = [one for one in own if not (is_planned and one.phase in BEGINNING)]
    return all(one.seat in (CHANCE_SEAT, CONTROL) for one in played)


def make_entry(
    game: Game, ply: int, before: Position, step: Step, reason: str = "", stand_in: str = ""
) -> Entry:
    """The entry for a step that was taken from a position.

    Args:
        game: The rules that it was taken by.
        reason: What control said for a ruling.
        stand_in: Why the program in the seat did not choose it, or "".
    """
    action = step.action
    ran_out, broken = _ended(game, before, step)
    dated = _dated(before, step.state)
    return Entry(
        ply=ply,
        round=before.round,
        phase=before.phase,
        seat=action.seat,
        owner=_owner(before, action),
        verb=action.verb,
        arg=action.arg,
        title=reason or before.title_of(action) or _no_more_news(game, before, action),
        writes=step.writes,
        fizzled=fizzles(before, action),
        reveals=opens_headlines(before, step.state),
        dated=dated,
        tested=tested(before, action) if _brings_news(action, dated) else (),
        stand_in=stand_in,
        is_open=_is_shown(before, action),
        about=before.luck_about,
        signed=before.signed_in(int(action.arg)) if action.verb.thing == "deal" else 0,
        expired=_expired(before, step.state, action),
        ran_out=ran_out,
        broken=broken,
        is_own_offer=before.is_own_offer,
        has_no_answer=action.verb == LET and before.has_no_answer,
    )


def keeper_of(before: Position, action: Action) -> str:
    """The seat that alone knows on what an action is when it is taken; "" if everybody does.

    Of a headline they all know once `opens_headlines` says so.
    """
    if action.verb.is_headline and before.phase == "headline":
        return action.seat
    if not action.verb.is_secret or _is_shown(before, action):
        return ""
    return _owner(before, action)


def opens_headlines(before: Position, after: Position) -> bool:
    """Whether all headlines of a round are committed by then, and open; those of the next may be
    asked for at once."""
    return before.phase == "headline" and (after.phase, after.round) != ("headline", before.round)


def seen_by(seat: str, entries: Iterable[Entry]) -> list[Seen]:
    """What a seat knows of these entries, which begin with a whole round.

    Args:
        seat: A seat, or `NOBODY`.
    """
    listed = list(entries)
    revealed = {entry.round for entry in listed if entry.reveals}
    return [Seen(_shown(entry, seat), _is_secret(entry, seat, revealed)) for entry in listed]


def new_to(seat: str, entries: Iterable[Entry], start: int) -> list[Seen]:
    """What is news to a seat that has been told all entries before `start`.

    Headlines that were sealed then and are open now come first.
    """
    listed = list(entries)
    seen, then = seen_by(seat, listed), seen_by(seat, listed[:start])
    opened = [
        now
        for now, once in zip(seen, then, strict=False)
        if once.is_secret and not now.is_secret and now.entry.is_commitment
    ]
    return [*opened, *seen[start:]]


def _shown(entry: Entry, seat: str) -> Entry:
    """The entry without what others alone know: changes of their numbers, cards that left their
    hands, that they hold nothing to answer with."""
    if entry.has_no_answer and entry.owner != seat:
        entry = replace(entry, has_no_answer=False)
    if any(holder != seat for holder, _ in entry.expired):
        own = tuple([one for one in entry.expired if one[0] == seat])
        entry = replace(entry, expired=own)
    if all(write.seen_by in ("", seat) for write in entry.writes):
        return entry
    kept = tuple(write for write in entry.writes if write.seen_by in ("", seat))
    return replace(entry, writes=kept)


def _is_secret(entry: Entry, seat: str, revealed: set[int]) -> bool:
    if entry.is_open or entry.owner in ("", seat):
        return False
    if entry.is_commitment:
        return entry.round not in revealed
    return entry.verb.is_secret


def _dated(before: Position, after: Position) -> tuple[str, ...]:
    """The injects whose date came; what came before the first move comes with it."""
    then = before.dated_injects if before.ply else ()
    return tuple([inject for inject in after.dated_injects if inject not in then])


def _brings_news(action: Action, dated: tuple[str, ...]) -> bool:
    """Whether injects happen by an action; those that a ruling lets come are added to its entry."""
    return action.verb == INJECT or (bool(dated) and action.verb.thing != "ruling")


def _no_more_news(game: Game, before: Position, action: Action) -> str:
    """What is read for a round in which luck draws no inject, if one came by its date."""
    came = before.dated_injects if action.arg == NO_INJECT else ()
    rounds = {one.id: one.round for one in game.rules.program.injects}
    is_more = action.verb == INJECT and any(rounds[one] == before.round for one in came)
    return "nothing more" if is_more else ""


def _ended(
    game: Game, before: Position, step: Step
) -> tuple[tuple[EndedDeal, ...], tuple[EndedDeal, ...]]:
    """The deals that ended with a round: those whose time was over, and those that were not kept.
    Who leaves a deal with the last act of a round ends it by that act."""
    after, left = step.state, int(step.action.arg) if step.action.verb == BREACH else 0
    if before.round == after.round:
        return (), ()
    then = {slot: signed for slot, (signed, _) in after.running.items()}
    over = tuple([one for k, one in before.running.items() if k != left and then.get(k) != one[0]])
    over += _signed_in_vain(game, before, step)
    broke = after.breaches - before.breaches - bool(left)
    if not broke or broke == len(over):
        return ((), over) if broke else (over, ())
    writes = step.writes or game.apply(before, step.action, traced=True).writes
    failed = {write.site.id for write in writes if write.name == BREACHES}
    broken = tuple([one for one in over if failed & set(one[1])])
    return tuple([one for one in over if one not in broken]), broken


def _signed_in_vain(game: Game, before: Position, step: Step) -> tuple[EndedDeal, ...]:
    """The deal that an act signed, if it was over as soon as that closed the round."""
    draft = game.redact(before).draft if step.action.verb == ACCEPT else None
    if draft is None:
        return ()
    signed = before.round, draft.items
    return () if signed in step.state.running.values() else (signed,)


def _expired(before: Position, after: Position, action: Action) -> tuple[tuple[str, str], ...]:
    """The cards that left a hand with their era, by no use that was made of them."""
    if before.round == after.round:
        return ()
    over = {card for card in after.leaving if card != action.arg}
    held = before.hands.items() if over else ()
    return tuple([(seat, card) for seat, cards in held for card in cards if card in over])


def _is_shown(before: Position, action: Action) -> bool:
    """Whether a secret is none: the only agenda that a seat was shown."""
    return action.verb == KEEP and len(before.agenda_candidates[action.seat]) == 1


def _owner(before: Position, action: Action) -> str:
    return before.drawer if action.seat == CHANCE_SEAT else action.seat
