"""A moment as everybody may see it, made of a spectator's scene."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wargame.play.log import NOBODY, Seen
from wargame.rules.actions import NO_INJECT
from wargame.table.told.account.debrief import in_short
from wargame.table.told.bargain import deals
from wargame.table.told.blocks import Block, Passage, Points, Text
from wargame.table.told.fronts import may_be_named, stands
from wargame.table.told.hot_wash import hot_wash
from wargame.table.told.instruments import gauges, watched_numbers
from wargame.table.told.news import tell
from wargame.table.told.scene import Scene
from wargame.table.words.fronts import leader, when
from wargame.table.words.gate import stopped
from wargame.table.words.phases import PHASES
from wargame.table.words.public import (
    NOBODY_S,
    PublicFront,
    PublicHand,
    PublicMove,
    PublicNumber,
    PublicTable,
)
from wargame.table.words.view_models import Marker, idle_lead, policies, round_label
from wargame.table.words.winning import lead_said

LATEST = 12
"""How many pieces of news are told."""
NO_BAR = 100_000
"""A range from which on a number has no bar."""


def public_table(scene: Scene, hands: Iterable[PublicHand] = (), closed: str = "") -> PublicTable:
    """What everybody may see.

    Args:
        scene: A spectator's: no seat looks.
        hands: To be laid open; none before the end.
        closed: Why control has closed the game without a score, or "".
    """
    view, seats = scene.view, scene.titles.seats
    assert view.seat == NOBODY
    how = in_short(scene.account.verdict) if scene.account else ""
    lead = view.lead if view.match_end is not None else None
    if closed and not view.is_over:
        where = f"in round {view.round}" if view.round else "in setting up"
        how = f"Closed {where}, and not scored. {stopped(f'Why: {closed}')}"
    inject = _inject(scene)
    return PublicTable(
        deck=scene.deck.title,
        when=round_label(scene.deck, view.round, scene.closes_after),
        round=min(view.round, scene.last_round),
        rounds=scene.last_round,
        phase=PHASES[view.phase],
        turn=f"{seats[view.to_move]} to move" if view.to_move in seats else "",
        seats=tuple(seats.values()),
        lead=lead_said(lead, seats) if lead is not None else "",
        ahead=lead or 0,
        inject=inject[0],
        inject_text=inject[1],
        happened=tuple(_happened(scene))[-LATEST:],
        numbers=tuple(_numbers(scene)),
        fronts=tuple(_fronts(scene)),
        standing=tuple(_standing(scene)),
        ending=how,
        hands=tuple(hands) if view.is_over else (),
        pages=hot_wash(scene, how) if how else (),
        winner=_winner(scene),
    )


def _winner(scene: Scene) -> int | None:
    """Who has won."""
    end = scene.view.match_end if scene.view.is_over else None
    if end is None:
        return None
    seats = list(scene.titles.seats)
    return seats.index(end.winner) if end.winner in seats else NOBODY_S


def _inject(scene: Scene) -> tuple[str, str]:
    """The last news of this round: title and text."""
    known = {inject.id: inject for inject in scene.deck.injects}
    found = [
        name
        for one in scene.seen
        if one.entry.round == scene.view.round
        for name in (*one.entry.dated, *_drawn(one))
    ]
    if not found:
        return "", ""
    inject = known[found[-1]]
    return inject.title, inject.text


def _drawn(one: Seen) -> Sequence[str]:
    is_news = one.entry.verb.thing == "inject" and one.entry.arg != NO_INJECT
    return (one.entry.arg,) if is_news else ()


def _happened(scene: Scene) -> Iterator[PublicMove]:
    """The latest news, each with the ply that it begins with."""
    for item in tell(NOBODY, scene.seen[-4 * LATEST :], scene.titles):
        if not item.is_heading:
            yield PublicMove(ply=item.entries[0].entry.ply, text=item.text)


def _numbers(scene: Scene) -> Iterator[PublicNumber]:
    watched = [row.name for row in watched_numbers(scene)]
    words = {one.name: one.past.title for one in gauges(scene) if one.past}  # as seats read it
    for row in scene.listed:
        wanted = row.better != "neither" and not row.is_purse
        is_key = row.name in watched if watched else wanted
        yield _number(scene, row, words.get(row.name, row.band), is_key=is_key)


def _number(scene: Scene, row: Marker, band: str, *, is_key: bool) -> PublicNumber:
    seats, plan = list(scene.titles.seats), scene.deck.board
    span = row.most - row.least
    has_bar = 0 < span <= NO_BAR and row.least >= 0 and not row.is_hidden and not row.holder
    group = next((one.title for one in scene.deck.parties if one.id == row.owner), "")
    store = next((one for one in plan.stores if one.number == row.name), None) if plan else None
    title, short = (store.title,) * 2 if store and store.title else (row.title, row.short)
    return PublicNumber(
        name=row.name,
        title=f"{group}: {title}" if group else title,
        short=f"{group}: {short}" if group else short,
        said=row.said,
        band=band,
        owner=seats.index(row.owner) if row.owner in seats else NOBODY_S,
        part=(row.value - row.least) * 100 // span if has_bar else -1,
        is_key=is_key,
    )


def _fronts(scene: Scene) -> Iterator[PublicFront]:
    seats = list(scene.titles.seats)
    for row in scene.fronts:
        who, moves = leader(seats, row.value), row.due >= 0 and row.into != idle_lead(scene.deck)
        yield PublicFront(
            title=row.title,
            leader=seats.index(who) if who else NOBODY_S,
            times=abs(row.value),
            stake=row.stake if moves else 0,
            when="if named" if row.due < 0 and may_be_named(scene, row) else when(row.due),
            said=f"{row.title}: {stands(scene, row)}",
        )


def _standing(scene: Scene) -> Iterator[str]:
    """Deals, then policies in force."""
    if scene.view.deals:
        yield from _texts(deals(scene))
    for row in policies(scene.deck, scene.view):
        if row.in_force:
            named = f": {row.level_name}" if row.level_name else ""
            whose = scene.titles.seats.get(row.seat, "")
            yield f"{whose}: {row.title}, level {row.in_force} of {row.most}{named}"


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    """The sentences of blocks: headings are left out, the points of a passage stand behind it."""
    for block in blocks:
        match block:
            case Text(text):
                yield text
            case Points(points):
                yield from (point.text for point in points)
            case Passage(text, inner):
                more = "; ".join(_texts(inner))
                yield f"{text}: {more}" if more else text
            case _:
                pass
