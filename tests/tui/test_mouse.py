"""By mouse alone: a card is opened and played, and the line of keys is pressed."""

from __future__ import annotations

import asyncio

from tests.tui.conftest import app_of, frame, play_by_keys, settled, sit
from wargame.rules.game import Game
from wargame.table.words.rows import Target
from wargame.tui.widgets.pane import Pane


def row_of(pane: Pane, kind: str) -> int:
    """The line of a pane at which the first thing of a kind stands."""
    number = next(
        n for n, row in enumerate(pane.rows) if row.targets and row.targets[0].kind == kind
    )
    return pane._starts[number] - pane.top + 1


def test_a_card_is_played_by_clicking(primer: Game) -> None:
    async def story() -> None:
        sitting = sit(primer, 5, "human", "greedy")
        app = app_of(sitting)
        async with app.run_test(size=(120, 40)) as pilot:
            await play_by_keys(pilot, app, sitting, decisions=2)
            ply = len(sitting.match.log)
            hand = app.screen.query_one("#hand", Pane)
            line = row_of(hand, "card")
            await pilot.click("#hand", offset=(10, line))
            await pilot.click("#hand", offset=(10, line))
            await settled(pilot)
            detail = app.screen.query_one("#detail", Pane)
            assert detail.has_focus
            assert detail.target is not None
            await pilot.click("#detail", offset=(5, row_of(detail, "option")))
            await settled(pilot, 0.2)
            assert len(sitting.match.log) > ply

    asyncio.run(story())


def test_the_line_of_keys_can_be_clicked(primer: Game) -> None:
    async def story() -> None:
        sitting = sit(primer, 5, "human", "greedy")
        app = app_of(sitting)
        async with app.run_test(size=(120, 40)) as pilot:
            await play_by_keys(pilot, app, sitting, decisions=2)
            place = frame(app).split("\n")[-1].index("Measures")
            await pilot.click("#keys", offset=(place, 0))
            await settled(pilot)
            assert app.screen.focused is app.screen.query_one("#measures", Pane)
            assert Target("measure", "duty") in [row.targets[0] for row in app.screen.focused.rows]

    asyncio.run(story())
