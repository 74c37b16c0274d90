"""What happened in a game, for its story: a rule for each kind of thing.

What each rule means:

- broken word: a deal is broken, or what was pledged in one is not done or not paid;
- empty announcement: a project is begun, and is not done when it fell due, or falls back;
- truce used to build: while a deal runs, a side finishes two stages of its projects or more, not
  counting those in which a project is only announced;
- called bluff: a side raises a measure, and lowers or pauses it again by itself within two rounds,
  while the other side has given nothing, neither by itself nor in a deal; what it answers to an
  event is not by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from wargame.errors import sentence_case
from wargame.lab.record.query import is_answer, is_fall, is_given, is_raise
from wargame.lab.record.timeline import Bargain, LevelChange, Venture
from wargame.play.log import Entry
from wargame.rules.amounts import counted, times
from wargame.rules.verbs import BREACH
from wargame.table.told.account.objects import Sentence
from wargame.table.told.account.story.basis import StoryBasis
from wargame.table.words.gate import stopped

BLUFF_ROUNDS = 2
"""Rounds within which a measure that was raised is lowered again, for a bluff."""
STAGES = 2
"""Stages that are finished under one deal, for a truce that was used to build."""


def told_words(e: StoryBasis) -> list[Sentence]:
    """Words that were broken: deals, and pledges in them."""
    found = []
    for deal in e.line.bargains:
        if deal.how == "broken":
            found += [*_left(e, deal), *_failed(e, deal)][:1]
        for item in deal.items:
            if item.why_over in ("not done", "not paid"):
                thing = e.titles.items.get(item.id, item.id)
                text = f"{e.seat(item.seat)} pledged {thing}, which was {item.why_over}."
                found.append(Sentence("broken word", text, item.seat, (deal.ply,), item.why_over))
    return found


def _left(e: StoryBasis, deal: Bargain) -> Iterator[Sentence]:
    """That a side left a deal."""
    for entry in e.log:
        if entry.verb == BREACH and entry.ply == deal.ended_by:
            ran = entry.round - deal.round
            after = "in the round it was signed" if not ran else f"after {counted(ran, 'round')}"
            text = (
                f"{e.seat(entry.seat)} broke its word in {e.when(entry.round)}: {after} it left "
                f"{_named(e, deal)}."
            )
            yield _broken(deal, entry, text)


def _failed(e: StoryBasis, deal: Bargain) -> Iterator[Sentence]:
    """That a deal was broken by what a side had promised in it and did not keep."""
    given = {item.id: item.seat for item in deal.items}
    for entry in e.log:
        for write in entry.writes:
            item = write.site.id if write.name == "game.breaches" else ""
            if write.round == deal.ended and given.get(item) == deal.broken_by:
                text = (
                    f"{e.seat(deal.broken_by)} broke its word in {e.when(write.round)}: it had "
                    f"pledged {e.titles.items[item]}, which was {write.site.text}, and that ended "
                    f"{_named(e, deal)}."
                )
                yield _broken(deal, entry, text)


def _broken(deal: Bargain, entry: Entry, text: str) -> Sentence:
    figure = f"signed for {counted(deal.term, 'round')}"
    return Sentence("broken word", text, deal.broken_by, (entry.ply, deal.ply), figure)


def _named(e: StoryBasis, deal: Bargain) -> str:
    """A deal by what either side gives in it."""
    sides = [
        ", ".join(e.titles.items.get(item.id, item.id) for item in deal.items if item.seat == seat)
        for seat in e.line.seats
    ]
    return f"the deal of {e.when(deal.round)} ({' for '.join(filter(None, sides))})"


def told_bluffs(e: StoryBasis) -> list[Sentence]:
    found: dict[int, Sentence] = {}  # by what took it back: the last step up before it
    for up in filter(is_raise, e.line.levels):
        down = _taken_back(e, up)
        if down is not None:
            found[down.ply] = _bluff(e, up, down)
    return list(found.values())


def _bluff(e: StoryBasis, up: LevelChange, down: LevelChange) -> Sentence:
    """A bluff as it is told; what is only paused is not off the books."""
    took, figure = "took it back", f"{up.before} to {up.after} to {down.after}"
    if up.before < down.after < down.before:
        took = "took part of it back"
    if down.after == down.before:
        took = "paused it"
        figure = f"{up.force_before} to {up.force_after} to {down.force_after} in force"
    then = "the same round" if down.round == up.round else e.when(down.round)
    text = (
        f"{e.seat(up.seat)} raised {e.titles.measures.get(up.thing, up.thing)} in "
        f"{e.when(up.round)} and {took} in {then} with nothing in return: the bluff was called."
    )
    return Sentence("called bluff", text, up.seat, (up.ply, down.ply), figure)


def _taken_back(e: StoryBasis, up: LevelChange) -> LevelChange | None:
    """How a side took back what it had raised, the other side having given nothing; or None."""
    for one in e.line.levels:
        if one.ply <= up.ply or one.round > up.round + BLUFF_ROUNDS:
            continue
        if one.seat != up.seat and is_given(one):
            return None
        is_own = one.thing == up.thing and one.cause == "act" and one.by == up.seat
        if is_own and is_fall(one) and not is_answer(one):
            return None if _was_given_in_a_deal(e, up, one) else one
    return None


def _was_given_in_a_deal(e: StoryBasis, up: LevelChange, down: LevelChange) -> bool:
    """Whether the other side gave anything in a deal that was signed or extended between."""
    return any(
        any(item.seat != up.seat for item in deal.items)
        and (
            up.ply < deal.ply <= down.ply
            or any(up.round <= number <= down.round for number in deal.extended)
        )
        for deal in e.line.bargains
    )


def told_truces(e: StoryBasis) -> list[Sentence]:
    found = []
    known = {entry.ply for entry in e.log}
    for deal in e.line.bargains:
        last = e.last_round if deal.ended is None else deal.ended - 1
        for seat in e.line.seats:
            built = [
                (one, sum(deal.round < number <= last for number in _built(e, one)))
                for one in e.line.ventures
                if one.seat == seat
            ]
            stages = sum(count for _, count in built)
            if stages >= STAGES and deal.ply in known:
                named = dict.fromkeys(_project(e, one) for one, count in built if count)
                things = ", ".join(named)  # one that lapsed and was begun again is there once
                used = f"{e.seat(seat)} used {_named(e, deal)} to build"
                text = stopped(f"{used}: {stages} stages of {things}")
                begun = [one.ply for one, count in built if count]
                plies = (deal.ply, *begun)
                found.append(Sentence("truce used to build", text, seat, plies, f"{stages} stages"))
    return found


def _built(e: StoryBasis, one: Venture) -> Sequence[int]:
    """When a project reached its stages, without the one in which it was only announced."""
    return one.reached[one.thing in e.announced :]


def _project(e: StoryBasis, one: Venture) -> str:
    return e.titles.projects.get(one.thing, one.thing)


def told_announced(e: StoryBasis) -> list[Sentence]:
    found = []
    for one in e.line.ventures:
        if one.done is not None or (one.lapsed is None and one.due > e.last_round):
            continue
        reached = f"{len(one.reached)} of {one.stages} stages"
        how = f"lapsed in {e.when(one.lapsed)}" if one.lapsed else "was never finished"
        text = (
            f"{e.seat(one.seat)} announced {_project(e, one)} in {e.when(one.round)}; it {how}, "
            f"with {reached}."
        )
        found.append(Sentence("empty announcement", text, one.seat, (one.ply,), reached))
    return found


def told_built(e: StoryBasis) -> list[Sentence]:
    return [
        Sentence(
            "built",
            f"{e.seat(one.seat)} finished {_project(e, one)} in {e.when(one.done)}.",
            one.seat,
            (*one.plies[-1:], one.ply),
            f"{one.stages} of {one.stages} stages",
        )
        for one in e.line.ventures
        if one.done is not None
    ]


def told_signed(e: StoryBasis) -> list[Sentence]:
    """Deals that held as long as they were to."""
    found = []
    for deal in e.line.bargains:
        if deal.how != "broken":
            how = "still ran at the end" if deal.how == "running" else "ran out"
            text = f"{sentence_case(_named(e, deal))} {how}."
            figure = f"signed for {counted(deal.term, 'round')}"
            found.append(Sentence("deal", text, "", (deal.ply,), figure))
    return found


def told_pressed(e: StoryBasis, told: Collection[int]) -> list[Sentence]:
    """How often each side raised a measure, and the one it drove furthest.

    Args:
        told: Plies of bluffs: of a side that did no more there is nothing new to say.
    """
    found = []
    for seat in e.line.seats:
        raised = [one for one in e.line.levels if is_raise(one) and one.seat == seat]
        if any(one.ply not in told for one in raised):
            most = max(raised, key=lambda one: one.after)
            thing = e.titles.measures.get(most.thing, most.thing)
            often = times(len(raised))
            text = (
                f"{e.seat(seat)} raised its measures {often}, {thing} to level {most.after} in "
                f"{e.when(most.round)}."
            )
            plies = tuple(one.ply for one in raised)
            found.append(Sentence("pressure", text, seat, plies, f"raised {often}"))
    return found
