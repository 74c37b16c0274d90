"""What the keys do while a question waits, and what the prompt says of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from tests.conftest import LONG_S
from tests.tui.conftest import app_of, frame, open_deck, settled, sit
from tests.tui.test_panes_on_the_board import begin
from wargame.play.drive import PlayerAsked
from wargame.play.player import Person
from wargame.rules.verbs import ACCEPT
from wargame.table.host.sitting import Sitting
from wargame.table.panes.detail import asked_lines
from wargame.table.told.answers import shut_answers
from wargame.table.told.options import is_question
from wargame.table.words.rows import Target, rows_height
from wargame.tui.app import WargameApp
from wargame.tui.screens.asking import QUESTION
from wargame.tui.screens.table import TableScreen

SMALL = (80, 24)


def asked(*, is_shut: bool = False) -> Sitting:
    """A person who has just been asked to name a front, with news below.

    Args:
        is_shut: Asked something instead of which an answer cannot be given.
    """
    for seed in range(3, 60):
        sitting = sit(open_deck("entanglement"), seed, "random", "random")
        for turn in sitting.turns():
            if not isinstance(turn, PlayerAsked):
                continue
            fronts = [one for one in turn.view.legal if one.verb.thing == "front"]
            shut = [] if fronts else shut_answers(turn.view)
            if is_question(turn.view) and (shut if is_shut else fronts[3:]):
                sitting.match.players[sitting.mover] = Person()
                return sitting
            sitting.take(turn.choose())
    raise AssertionError("nobody was asked such a thing")


@asynccontextmanager
async def at_the_question(
    sitting: Sitting,
) -> AsyncIterator[tuple[Pilot[int], WargameApp, TableScreen]]:
    """The table at which a question waits; nothing is answered meanwhile."""
    app = app_of(sitting)
    async with app.run_test(size=SMALL) as pilot:
        await begin(app, pilot)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        while screen.thing != QUESTION:
            await pilot.press("enter")
            await settled(pilot)
        taken = len(sitting.match.log)
        yield pilot, app, screen
        assert len(sitting.match.log) == taken


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def answers(screen: TableScreen) -> list[Target]:
    rows = screen.board.pane("detail").rows
    return [one for row in rows for one in row.targets if one.kind in ("option", "refused")]


async def test_enter_answers_nothing_that_is_out_of_sight() -> None:
    async with at_the_question(asked()) as (pilot, app, screen):
        detail = screen.board.pane("detail")
        assert "Enter answers" in frame(app)
        while "Enter answers" in frame(app):
            top = detail.top
            await press(pilot, "pagedown")
            assert detail.top > top, "another seed: the answers fill the page"
        assert "Enter goes back to the question" in frame(app)
        await press(pilot, "enter")
        assert screen.thing == QUESTION
        assert detail.top == 0
        assert detail.target in answers(screen)
        assert "Enter answers" in frame(app)


def offered() -> Sitting:
    """A person who has just been made an offer, with news below."""
    for seed in range(3, 60):
        sitting = sit(open_deck("primer"), seed, "random", "random")
        for turn in sitting.turns():
            if isinstance(turn, PlayerAsked):
                if any(one.verb == ACCEPT for one in turn.view.legal):
                    sitting.match.players[sitting.mover] = Person()
                    return sitting
                sitting.take(turn.choose())
    raise AssertionError("nobody was made an offer")


async def test_what_is_cut_below_a_question_is_shown_by_the_key_that_the_prompt_names() -> None:
    async with at_the_question(offered()) as (pilot, app, screen):
        detail = screen.board.pane("detail")
        assert detail.size.height < asked_lines(detail.rows) < rows_height(detail.rows)
        assert "z shows more" in frame(app)
        shown = detail.size.height
        await press(pilot, "z")
        assert detail.size.height > shown
        assert "z shows more" not in frame(app)
        await press(pilot, "z")
        assert "z shows more" in frame(app)


async def test_a_question_of_which_news_alone_are_cut_has_no_more_to_show() -> None:
    async with at_the_question(asked()) as (_, app, screen):
        detail = screen.board.pane("detail")
        assert asked_lines(detail.rows) <= detail.size.height < rows_height(detail.rows)
        assert "z shows more" not in frame(app)


async def test_whoever_comes_back_from_help_may_answer_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only what has just come, or lay beneath a card, is to be read first."""
    async with at_the_question(asked()) as (pilot, app, screen):
        monkeypatch.setattr("wargame.tui.screens.asking.READ_S", LONG_S)
        await press(pilot, "question_mark")
        assert app.screen is not screen
        await press(pilot, "escape")
        assert app.screen is screen
        assert not screen._is_unread


async def test_digits_go_to_the_answers() -> None:
    async with at_the_question(asked()) as (pilot, _, screen):
        detail = screen.board.pane("detail")
        await press(pilot, "3")
        assert detail.has_focus
        assert detail.target == answers(screen)[2]
        await press(pilot, "m", "2")
        assert detail.has_focus
        assert detail.target == answers(screen)[1]


async def test_an_answer_that_cannot_be_given_is_shown_with_the_reason() -> None:
    sitting = asked(is_shut=True)
    _, title, _ = shut_answers(sitting.view(sitting.mover))[0]

    async with at_the_question(sitting) as (pilot, app, screen):
        shut = next(one for one in answers(screen) if one.kind == "refused")
        assert f"{screen.scene.glyphs.no} {title[:20]}" in frame(app)
        screen.board.pane("detail").point_at(shut)
        await settled(pilot)
        assert "This one is shut" in frame(app)
        await press(pilot, "enter")
        assert "Not now: it works only if" in frame(app)
