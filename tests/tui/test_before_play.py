"""The page before play: on one screen, with who sits across; the rest is on a key."""

from __future__ import annotations

import pytest

from tests.tui.conftest import app_of, frame, open_deck, settled, sit
from tests.tui.waiting import meanwhile
from wargame.content.limits import OUTSET
from wargame.players.people import usual_opponent
from wargame.table.panes.pages import outset_rows
from wargame.table.words.brief import wants
from wargame.table.words.rows import line_text


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("primer", (120, 40)),
        ("entanglement", (80, 24)),
        pytest.param("primer", (80, 24), marks=pytest.mark.slow),
        pytest.param("entanglement", (120, 40), marks=pytest.mark.slow),
    ],
)
async def test_the_page_before_play_is_short_and_says_who_sits_across(
    name: str, size: tuple[int, int]
) -> None:
    game = open_deck(name)
    rival = usual_opponent(game.deck, game.seats[1])
    assert rival is not None
    sitting = sit(game, 4, "human", rival.name)
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await settled(pilot, 0.2)
        shown = frame(app)
        assert rival.title in shown
        assert "b at the table tells the rest" in shown
        assert "How it can end" not in shown
        (brief,) = (one for one in game.deck.briefs if one.seat == game.seats[0])
        is_whole = wants(game.deck, brief)[-1][:12] in shown
        assert is_whole or "and this page uncut" in shown
        inside = [line for line in shown.splitlines() if line.strip("\u2502\u2503 ") != ""]
        assert len(inside) <= OUTSET + 5  # with the bars and the frame
        with meanwhile():  # whoever sits across may have the first word, and think
            await pilot.press("enter")
            await settled(pilot, 0.3)
            await pilot.press("b")
            await settled(pilot, 0.2)
            await pilot.press("end")
            await settled(pilot, 0.2)
            assert game.deck.endings[-1].title in frame(app)


def test_the_page_before_play_promises_no_more_than_there_is() -> None:
    """A deck without briefs has all of it there; it promised what binds and how it can end."""
    decks = ("calibration", "kitchen_contest", "water_treaty")
    games = {name: open_deck(name) for name in decks}
    found = {
        name: outset_rows(sit(game, 4, "human", "human").scene(game.seats[0]), 120, 60)[-1]
        for name, game in games.items()
    }
    assert {name: line_text(row.lines[0]).strip() for name, row in found.items()} == {
        "calibration": "b at the table shows this page again.",
        "kitchen_contest": "b at the table tells the rest: how it can end.",
        "water_treaty": "b at the table tells the rest: what binds you, and how it can end.",
    }
