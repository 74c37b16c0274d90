"""What can be put into a deal, on a page for everybody: for talks around a projector."""

from __future__ import annotations

from typing import Final

from wargame.rules.amounts import counted, listed
from wargame.table.told.scene import Scene
from wargame.table.words.gate import stopped
from wargame.table.words.public import PublicPage

WHOLE: Final = 6
"""Of so many ready packages at most a page says what is in them; of more, what they are called."""


def deal_form(scene: Scene) -> PublicPage | None:
    """Who may give what, for how long, and what the deck has ready; None if nobody bargains.

    What cannot be given as things stand is told apart, and so is what is ready and holds any of it.
    """
    deals = scene.deck.deals
    if deals is None:
        return None
    titles, now = {item.id: item.title for item in deals.items}, scene.view.givable
    lines, besides = list[str](), list[str]()
    for name, seat in scene.titles.seats.items():
        own = [item for item in deals.items if item.seat == name]
        can = [item.title for item in own if item.id in now]
        shut = [item.title for item in own if item.id not in now]
        lines += [stopped(f"{seat} may give now: {'; '.join(can) or 'nothing'}")]
        besides += [stopped(f"{seat} cannot give now: {'; '.join(shut)}")] if shut else []
    *terms, last = map(str, deals.terms)
    lines.append(f"A deal runs for {listed([*terms, counted(int(last), 'round')], 'or')}.")
    ready = [one for one in deals.packages if all(item in now for item in one.items)]
    lines += [
        f"Ready: {one.title} ({'; '.join(titles[item] for item in one.items)})."
        for one in ready[:WHOLE]
    ]
    more = [one.title for one in ready[WHOLE:]]
    lines += [stopped(f"Ready too: {'; '.join(more)}")] if more else []
    closed = [one.title for one in deals.packages if one not in ready]
    besides += [stopped(f"Not ready as things stand: {'; '.join(closed)}")] if closed else []
    return PublicPage(
        title="Talks: what can be put into a deal",
        lines=tuple(lines),
        charts=(),
        questions=("What do you want most, and what would you give for it?",),
        besides=tuple(besides),
    )
