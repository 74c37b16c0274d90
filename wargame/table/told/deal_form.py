"""What can be put into a deal, on a page for everybody: for talks around a projector."""

from __future__ import annotations

from typing import Final

from wargame.rules.amounts import counted
from wargame.table.rulebook.words import listed
from wargame.table.told.scene import Scene
from wargame.table.words.public import PublicPage

FEW: Final = 4
"""Of so many ready packages a page says what is in them; of more, what they are called."""


def deal_form(scene: Scene) -> PublicPage | None:
    """Who may give what, for how long, and what the deck has ready; None if nobody bargains."""
    deals = scene.deck.deals
    if deals is None:
        return None
    titles = {item.id: item.title for item in deals.items}
    lines = [
        f"{seat} may give: {'; '.join(own)}."
        for name, seat in scene.titles.seats.items()
        if (own := [item.title for item in deals.items if item.seat == name])
    ]
    *terms, last = map(str, deals.terms)
    lines.append(f"A deal runs for {listed([*terms, counted(int(last), 'round')], 'or')}.")
    if len(deals.packages) > FEW:
        lines.append(f"Ready: {'; '.join(one.title for one in deals.packages)}.")
    else:
        lines += [
            f"Ready: {one.title} ({'; '.join(titles[item] for item in one.items)})."
            for one in deals.packages
        ]
    return PublicPage(
        title="Talks: what can be put into a deal",
        lines=tuple(lines),
        charts=(),
        questions=("What do you want most, and what would you give for it?",),
    )
