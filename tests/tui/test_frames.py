"""What a frame of the table has to tell, on twenty positions out of games of `search`."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Iterator
from itertools import islice

import pytest

from tests.tui.conftest import SIZES, app_of, frame, settled
from tests.tui.positions import EACH, GAMES, positions
from wargame.table.told.ahead import ahead
from wargame.table.told.instruments import chains, stores
from wargame.table.told.lapse import outlasts
from wargame.table.told.scene import Scene
from wargame.table.words.view_models import policies
from wargame.tui.app import WargameApp
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.pane import Pane

MOST_BLANK = {(80, 24): 40, (120, 40): 40, (200, 60): 50}
"""Blank cells of a frame in percent, over all twenty positions at most."""
MATTER = 5
"""Measures of a small screen that are named; the rest is counted."""


def missing(scene: Scene, drawn: str, *, is_small: bool) -> Iterator[str]:
    """What a frame ought to tell and does not."""
    view = scene.view
    lines = drawn.split("\n")
    mover = scene.mark(view.to_move)
    if mover not in lines[0] or f"{view.plays_left} left" not in lines[0]:
        yield f"{mover} moves, {view.plays_left} left"
    yield from _without(drawn, _lead(scene))
    for row in view.fronts:
        noun = next(one for one in scene.deck.fronts if one.id == row.id)
        name = f"(?:{row.title[:5]}|{(noun.short or row.title)[:5]})"
        due = "now" if row.due == 0 else f"in ?{row.due}" if row.due > 0 else ""
        stake = rf"\*?\s+{row.stake}\b" if row.due >= 0 else ""
        yield from _without(drawn, rf"{name}[^\n]*?{due}{stake}")
    left = unnamed(scene, drawn)
    of = sum(1 for row in policies(scene.deck, view) if row.level)
    if left and not (is_small and of - left >= MATTER and f"+{left} in force" in drawn):
        yield f"{left} measures of {of}"
    for deal in view.deals:
        runs = "last round" if deal.left == 1 else f"{deal.left - 1} more after this round"
        runs = "to the end of the game" if outlasts(view, deal, scene.last_begun) else runs
        yield from _without(drawn, rf"deal {deal.slot}: {runs}")
    for chain in chains(scene):
        binds = chain.binding
        mark = scene.glyphs.binds
        yield from _without(drawn, rf"{binds.title[:3]}\S* {binds.value}{mark}")
    for store in stores(scene):
        marker = store.gauge.marker
        unit = "%" if marker.unit == "%" else " wk"
        yield from _without(drawn, rf"{store.gauge.title[:10]}\S*[^\n]* {marker.value}{unit}")
    for one in islice(ahead(scene), 3):
        said = "|".join(re.escape(text[:12]) for text in (one.said, one.short or one.said))
        when = one.when.replace(" ", " +")
        yield from _without(drawn, rf"{when} [^\n]*(?:{said})")


def unnamed(scene: Scene, drawn: str) -> int:
    """How many measures that stand are not named."""
    standing = [row for row in policies(scene.deck, scene.view) if row.level]
    return sum(1 for row in standing if not _is_named(scene, drawn, row.title, row.short))


def _without(drawn: str, wanted: str) -> Iterator[str]:
    if not re.search(wanted, drawn):
        yield wanted


def _lead(scene: Scene) -> str:
    end = scene.view.match_end
    assert end is not None
    if not end.lead:
        return "lead level"
    ahead_of = list(scene.titles.seats)[end.lead < 0]
    return f"lead {scene.mark(ahead_of)} {abs(end.lead)}"


def _is_named(scene: Scene, drawn: str, title: str, short: str) -> bool:
    glyphs = scene.glyphs
    levels = f"[{glyphs.on}{glyphs.work}]"
    starts = [re.escape(name[:8]) for name in (title, short)]
    starts += [re.escape(short[:n]) + "…" for n, char in enumerate(short) if char == " "]
    return any(re.search(rf"{start}[^\n]*?{levels}", drawn) for start in starts)


def blank(app: WargameApp) -> tuple[int, int]:
    """The blank cells inside panes and bars, and all of those cells; frames do not count."""
    lines = frame(app).split("\n")
    blanks = cells = 0
    for widget in app.screen.query("Pane, Bar"):
        inner = widget.content_region
        if not widget.display or (isinstance(widget, Pane) and not widget.size.area):
            continue
        for y in range(inner.y, inner.bottom):
            text = lines[y][inner.x : inner.right]
            blanks, cells = blanks + text.count(" "), cells + len(text)
    return blanks, cells


@pytest.mark.parametrize(
    "every",
    [
        pytest.param(EACH, id="a position of each game"),
        pytest.param(1, id="all", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_frame_tells_whose_turn_it_is_and_what_is_at_stake(
    size: tuple[int, int], every: int, capsys: pytest.CaptureFixture[str]
) -> None:
    faults: list[str] = []
    blanks = cells = 0

    async def look(number: int) -> None:
        nonlocal blanks, cells
        seat, sitting = listed[number]
        app = app_of(sitting)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            while not isinstance(app.screen, TableScreen):  # the page before play, cards over it
                await pilot.press("enter")
                await settled(pilot)
            scene = sitting.scene(seat)
            if size != SIZES[0] and (left := unnamed(scene, frame(app))):
                faults.append(f"{number}: {left} measures, an act on stage")
            await pilot.press("h")
            await settled(pilot)
            drawn = frame(app)
            faults.extend(
                f"{number}: {one}" for one in missing(scene, drawn, is_small=size == SIZES[0])
            )
            one, of = blank(app)
            blanks, cells = blanks + one, cells + of

    listed = list(positions(every))
    assert len(listed) == GAMES * EACH // every
    for number in range(len(listed)):
        asyncio.run(look(number))
    with capsys.disabled():
        share = f"{100 * blanks / cells:.1f} % blank over {len(listed)} frames"
        sys.stdout.write(f"\n{size[0]}x{size[1]}: {share}\n")
    assert faults == []
    if every == 1:  # a few positions are no sample of the blanks
        assert 100 * blanks <= MOST_BLANK[size] * cells
