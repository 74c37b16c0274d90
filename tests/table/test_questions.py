"""What is talked about afterwards is one list, wherever it is read."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from tests.conftest import opened, seated
from tests.table.drawn import text
from wargame.content.model import DebriefQuestion
from wargame.play.log import NOBODY
from wargame.play.match import Match
from wargame.rules.game import Game
from wargame.rules.position import Position
from wargame.seminar import book
from wargame.seminar.paper_markdown import markdown
from wargame.table.host.live import public_of
from wargame.table.host.sitting import Sitting
from wargame.table.panes.observed.page import page_rows_of
from wargame.table.plain.typeset import lines
from wargame.table.told.account.debrief import debrief
from wargame.table.told.questions import asked_afterwards
from wargame.table.words.glyphs import UNICODE
from wargame.table.words.public import NOBODY_S, PublicChart, PublicPage

USUAL = ("What surprised you?", "Name one thing")


def over(game: Game, seed: int = 3) -> Sitting:
    sitting = Sitting(Match(game, seated(game, seed, "greedy"), seed, traced=True).run())
    sitting.chart.catch_up()
    return sitting


@pytest.mark.parametrize("deck", ["primer", "entanglement"])
def test_the_projector_the_end_and_the_facilitator_ask_the_same(deck: str) -> None:
    game = opened(deck)
    sitting = over(game)
    pages = public_of(sitting).pages
    projected = [one for page in pages for one in page.questions]
    assert all(any(one.startswith(usual) for one in projected) for usual in USUAL)
    assert all(page.questions for page in pages)
    scene = sitting.scene(game.seats[0])
    told = " ".join(" ".join(lines(scene.titles, debrief(scene))).split())
    printed = markdown([book._questions(game.deck)])
    assert [one for one in projected if one not in told] == []
    assert [one for one in projected if one not in printed] == []


@pytest.mark.parametrize("deck", ["primer", "entanglement"])
def test_a_question_about_deals_is_asked_only_after_a_game_with_one(deck: str) -> None:
    game = opened(deck)
    about = [one.ask for one in game.deck.questions if one.when]
    with_deal, without = game.redact(dealt(game), NOBODY), game.redact(game.new(), NOBODY)
    for end, is_asked in ((with_deal, True), (without, False)):
        asked = [one.ask for _, some in asked_afterwards(game.deck, [end]) for one in some]
        assert [ask for ask in about if ask in asked] == (about if is_asked else [])
    every = [
        one.ask for _, some in asked_afterwards(game.deck, [without, with_deal]) for one in some
    ]
    assert about
    assert [ask for ask in about if ask not in every] == []


def dealt(game: Game) -> Position:
    """Where a game stands once a deal was signed."""
    for seed in range(1, 20):
        match = Match(game, seated(game, seed, "random"), seed)
        while not match.is_over:
            match.step()
            if game.value(match.state, "game.deals_made"):
                return match.state
    raise AssertionError("no game had a deal")


def test_the_causes_begin_with_the_lead_and_its_judgements() -> None:
    sitting = over(opened("primer"))
    causes = public_of(sitting).pages[1]
    account = sitting.debrief.account()
    assert causes.charts[0].values == account.course.lines[0].values
    values = account.course.lines[0].values
    number = max(range(1, len(values)), key=lambda n: abs(values[n] - values[n - 1]))
    marks = [one for one in account.course.marks if one.round == number and one.change]
    line = next(one for one in causes.lines if one.startswith(account.course.labels[number - 1]))
    assert all(f"{one.title}, {abs(one.change)} for" in line for one in marks)
    assert causes.lines.index(line) < 5


def test_a_number_on_both_sides_of_nothing_is_drawn_up_and_down() -> None:
    chart = PublicChart(title="Lead", owner=NOBODY_S, values=(0, 4, -8), least=-8, most=4)
    page = PublicPage(title="Causes", lines=(), charts=(chart,), questions=())
    drawn = text(page_rows_of(page, UNICODE, 60, 20)).splitlines()
    full = [line.replace("█", "#") for line in drawn if "█" in line]
    places = [[n for n, sign in enumerate(line) if sign == "#"] for line in full]
    up, down = places[0], places[-1]
    assert up
    assert down
    assert not set(up) & set(down)
    assert sum(line == down for line in places) == 2 * sum(line == up for line in places)


def test_a_number_that_only_falls_below_nothing_is_drawn_down() -> None:
    chart = PublicChart(title="Lead", owner=NOBODY_S, values=(0, -3, -9), least=-9, most=0)
    page = PublicPage(title="Causes", lines=(), charts=(chart,), questions=())
    drawn = text(page_rows_of(page, UNICODE, 60, 20)).splitlines()
    columns = [sum(line[n : n + 1] == "█" for line in drawn) for n in range(60)]
    heights = [high for n, high in enumerate(columns) if high and not columns[n - 1]]
    assert heights == sorted(heights)
    assert len(heights) == 2


def test_a_question_of_the_deck_is_the_usual_one_only_if_it_asks_the_same() -> None:
    own = [
        DebriefQuestion(ask="Where did the talks break down?", stage="facts"),
        DebriefQuestion(ask="What surprised the other side, and why?", stage="causes"),
        DebriefQuestion(ask="Name one thing you learned.", stage="facts"),
    ]
    deck = opened("primer").deck.model_copy(update={"debrief": own})
    asked = {stage: [one.ask for one in some] for stage, some in asked_afterwards(deck)}
    assert asked["facts"] == [own[0].ask, "What surprised you?"]
    assert asked["causes"] == [own[1].ask]
    assert asked["transfer"][0] == own[2].ask
    assert len(asked["transfer"]) == 2


@pytest.mark.parametrize(("cells", "is_named"), [(80, False), (120, True)])
def test_the_title_of_a_deck_is_told_whole_to_a_class_or_not_at_all(
    cells: int, is_named: bool
) -> None:
    """On a projector of 80 columns it was cut off after its first letter."""
    from wargame.tui.screens.observe import ObserveScreen  # noqa: PLC0415 - only here

    when, turn = "Round 1 of 8, 2025 Q1, Escalation", "the world moves - United States to move"
    table = replace(public_of(over(opened("primer"))), when=when, turn=turn)
    screen = ObserveScreen.__new__(ObserveScreen)
    screen._held, screen._page = table, 0
    with patch.object(ObserveScreen, "our_app", SimpleNamespace(glyphs=SimpleNamespace(dot="-"))):
        said = "".join(span.text for span in screen._head(cells))
    assert said.endswith(table.deck) == is_named
    assert len(said) <= cells


def test_no_page_beyond_the_last_is_promised() -> None:
    from wargame.tui.screens.observe import ObserveScreen  # noqa: PLC0415 - only here

    table = public_of(over(opened("primer")))
    screen = ObserveScreen.__new__(ObserveScreen)
    screen._held = table
    for page in range(1, len(table.pages) + 1):
        screen._page = page
        assert ("Right turns on" in screen._where()) == (page < len(table.pages))
