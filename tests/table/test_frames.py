"""How panes are filled that share a place with others, on positions out of games of `search`."""

from __future__ import annotations

import sys

import pytest

from tests.table.drawn import text
from tests.tui.positions import EACH, positions
from wargame.table.panes.layout import maker
from wargame.table.panes.next import DATED, ROUNDS, next_rows
from wargame.table.told.ahead import ahead
from wargame.table.told.scene import Scene
from wargame.table.words.rows import line_text

ROOM = {"80x24": (80, 12), "120x40": (30, 12), "200x60": (41, 13)}
"""Cells and lines of the pane; a taller one is as tall as it needs."""
MOST_BLANK = 50
"""In percent, gaps between words counted, unfilled lines too."""


@pytest.fixture(scope="module")
def scenes() -> list[Scene]:
    return [sitting.scene(seat) for seat, sitting in positions(EACH)]


@pytest.mark.parametrize("size", ROOM)
def test_the_pane_of_the_rival_is_not_left_blank(
    size: str, scenes: list[Scene], capsys: pytest.CaptureFixture[str]
) -> None:
    cells, lines = ROOM[size]
    blank = of = 0
    for scene in scenes:
        shown = text(maker("rival")(scene, cells, lines)).splitlines()[:lines]
        full = sum(len(line) - line.count(" ") for line in shown)
        of += cells * lines
        blank += cells * lines - full
    with capsys.disabled():
        sys.stdout.write(f"\nrival {size}: {100 * blank / of:.1f} % blank\n")
    assert 100 * blank <= MOST_BLANK * of


def test_a_date_on_the_board_stands_on_a_line_of_the_rounds_ahead(scenes: list[Scene]) -> None:
    for scene in scenes:
        dates = ahead(scene)
        for one, row in zip(dates, next_rows(scene, DATED, 60), strict=True):
            drawn = line_text(row.lines[0])
            line = drawn[6 : 6 + ROUNDS]
            place = line.find(scene.glyphs.on)
            assert place == (one.wait if one.wait < ROUNDS else -1)
            assert set(line[:place] if place >= 0 else line) <= {
                scene.glyphs.full if one.lasts else scene.glyphs.nobody
            }
            assert len(drawn) <= DATED
