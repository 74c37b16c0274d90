"""What people think is kept under their seat, closed until the end, and scored after it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.table.test_plain import said
from tests.tui.conftest import app_of, frame, open_deck, settled, sit, until
from wargame.errors import UsageError
from wargame.play.event import Note
from wargame.play.proceedings import told_to
from wargame.rules.game import Game
from wargame.store.verify import verify
from wargame.store.world import World
from wargame.table.host.live import public_of
from wargame.table.host.sitting import Sitting
from wargame.table.host.thinking import CONSENT, THOUGHTS, _foreseen, think
from wargame.table.told.account.debrief import debrief
from wargame.table.told.blocks import Heading, Points
from wargame.table.told.predictions import predictions
from wargame.table.told.proceedings import sentence
from wargame.table.told.surveys import QUESTIONS, Surveyed, SurveyQuestion, on_average, surveyed
from wargame.tui.app import WargameApp
from wargame.tui.screens.base import BaseScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.screens.thinking import NOTHING_YET, ThinkingScreen
from wargame.tui.widgets.form import Form

AIM = "We want a truce by the third quarter"


def test_a_thought_is_its_seat_s_alone_until_the_end(tmp_path: Path, sitting: Sitting) -> None:
    think(sitting, "us", "memo", f"/2 {AIM}")
    kept = sitting.match.record.events[-1]
    assert isinstance(kept, Note)
    assert (kept.who, kept.role, kept.text, kept.audience) == ("us", "2", AIM, "us")
    for seat, reads in (("us", True), ("china", False), ("", False)):
        told = told_to(seat, sitting.match.proceedings, is_over=False)
        assert (AIM in [one.text for one in told]) is reads
    sitting.match.run()
    assert AIM in [one.text for one in told_to("china", sitting.match.proceedings, is_over=True)]
    assert verify(tmp_path / "table.jsonl", World()).code == 0


def test_whoever_writes_more_than_is_kept_is_told(sitting: Sitting) -> None:
    assert think(sitting, "us", "memo", "x" * 2_000).startswith("It is kept")
    assert think(sitting, "us", "memo", "x" * 2_001).startswith("Its first 2,000 characters")
    kept = sitting.match.record.events[-1]
    assert isinstance(kept, Note)
    assert kept.text == "x" * 2_000


def test_forecasts_stand_beside_what_came(sitting: Sitting) -> None:
    for number, ending in enumerate(sitting.game.deck.endings):
        think(sitting, "us", "forecast", f"/{number} {ending.title}")
    with pytest.raises(UsageError, match="There is no ending 'peace'"):
        think(sitting, "us", "forecast", "peace")
    assert public_of(sitting).pages == ()
    sitting.match.run()
    sitting.chart.catch_up()
    lines = [
        line for line in public_of(sitting).pages[0].lines if line.startswith("United States/")
    ]
    assert len(lines) == len(sitting.game.deck.endings)
    came = [line for line in lines if line.endswith("and so it came.")]
    end = sitting.match.course.end
    assert end is not None
    title = next(one.title for one in sitting.game.deck.endings if one.id == end.ending)
    assert [title in line for line in came] == [True]


def test_a_forecast_may_hold_a_number_and_a_move_and_is_scored(sitting: Sitting) -> None:
    think(sitting, "us", "forecast", "/2 managed_truce; tension 61; They pause licensing")
    think(sitting, "china", "forecast", "crisis")
    with pytest.raises(UsageError, match="'rage' is no number"):
        think(sitting, "us", "forecast", "crisis; rage 4")
    with pytest.raises(UsageError, match=r"^Which number will be 55\? Name it, as in: \w+ 55$"):
        think(sitting, "us", "forecast", "crisis; 55")
    for typed, value, move in (
        ("crisis; ; raise the duty to 25", 0, "raise the duty to 25"),
        ("crisis; tension 61; tension 60", 61, "tension 60"),
        ("crisis; They wait; tension 60", 60, "They wait"),
    ):
        found = _foreseen(sitting, "us", typed)
        assert (found.value, found.move) == (value, move)
    ours, theirs = predictions(sitting.match.proceedings)
    assert (ours.number, ours.value, ours.move) == ("shared.tension", 61, "They pause licensing")
    assert (theirs.ending, theirs.number, theirs.text) == ("crisis", "", "crisis")
    sitting.match.run()
    sitting.chart.catch_up()
    told = " ".join(public_of(sitting).pages[0].lines)
    assert f"; Tension 61, and it was {sitting.view('us').value('shared.tension')}." in told
    assert "of 2 foresaw the ending; the number was missed by" in told
    assert "next move: \u201cThey pause licensing\u201d. It was: China" in told
    read = list(debrief(sitting.scene("china")))
    assert Heading("What was foreseen", "section") in read
    listed = [point.text for one in read if isinstance(one, Points) for point in one.points]
    assert any("; Tension 61, and it was" in line for line in listed)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Magnets in store 5", "us.stock"),
        ("Chips in store (China) 5", "china.stock"),
        ("capital 5", "us.capital"),
    ],
)
def test_a_number_is_foreseen_by_the_name_that_the_board_has_for_it(
    sitting: Sitting, typed: str, named: str
) -> None:
    found = _foreseen(sitting, "us", f"crisis; {typed}")
    assert (found.number, found.value) == (named, 5)
    with pytest.raises(UsageError, match="Did you mean 'Magnets in store'"):
        _foreseen(sitting, "us", "crisis; Magnet in store 5")


def test_plain_text_keeps_thoughts_and_says_first_who_will_read_them(water: Game) -> None:
    told = said(water, "help", "memo", f"memo {AIM}", "forecast nonsense")
    flat = " ".join(told.split())
    for one in THOUGHTS:
        assert f"\n{one.topic}" in told
    assert flat.count(CONSENT) >= 2, "in the help, and where nothing was written"
    assert "It is kept, and opened after the end." in flat
    assert "There is no ending 'nonsense'" in flat


AIM_WORDS = ("magnets", "first", "licences", "never", "chips", "only", "against", "beans", "late")


def is_open(app: WargameApp, kind: type[BaseScreen]) -> bool:
    return isinstance(app.screen, kind)


async def test_one_key_opens_the_form_and_one_key_writes_nothing() -> None:
    sitting = sit(open_deck("primer"), 7, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        table = app.screen
        assert isinstance(table, TableScreen)
        await until(pilot, lambda: not table._is_busy)
        before = len(sitting.match.record.events)
        await pilot.press("f2")
        assert is_open(app, ThinkingScreen)
        assert all(word in frame(app) for word in CONSENT.split())
        await pilot.press("escape")
        assert is_open(app, TableScreen)
        assert len(sitting.match.record.events) == before
        await pilot.press("f2", *"truce", "down", "down", "enter")
        await pilot.pause()
        assert is_open(app, TableScreen)
        last = sitting.match.record.events[-1]
        assert isinstance(last, Note)
        assert (last.who, last.topic, last.text) == (sitting.people[0], "reason", "truce")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"ending": "crisis", "value": "55"}, "Which number will be 55? Choose it"),
        ({"ending": "crisis", "number": "shared.tension"}, "What will Tension be? Type it"),
        ({"ending": "crisis", "number": "shared.tension", "value": "x5"}, "'x5' is no whole"),
        ({"move": "They wait"}, "Choose how it will end"),
    ],
)
async def test_half_a_forecast_is_asked_about_and_nothing_of_it_is_lost(
    typed: dict[str, str], told: str
) -> None:
    sitting = sit(open_deck("primer"), 7, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: is_open(app, TableScreen))
        screen = ThinkingScreen(sitting, sitting.people[0], ("forecast", ""))
        screen._typed |= typed
        app.put(screen)
        await until(pilot, lambda: is_open(app, ThinkingScreen) and screen.has_begun)
        screen.on_form_pressed()
        await until(pilot, lambda: told in frame(app))
        assert is_open(app, ThinkingScreen)
        assert not [one for one in sitting.match.record.events if isinstance(one, Note)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"number": "shared.tension", "value": " 61 "}, "crisis; shared.tension 61"),
        ({"number": "shared.lead", "value": "-3"}, "crisis; shared.lead -3"),
        ({"move": "They wait; or not"}, "crisis; They wait, or not"),
        ({}, "crisis"),
    ],
)
async def test_a_forecast_of_the_form_is_kept_as_it_would_be_typed(
    typed: dict[str, str], kept: str
) -> None:
    form, text = (sit(open_deck("primer"), 7, "human", "greedy") for _ in range(2))
    app = app_of(form)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: is_open(app, TableScreen))
        screen = ThinkingScreen(form, "us", ("forecast", ""))
        screen._typed |= {"ending": "crisis", **typed}
        app.put(screen)
        await until(pilot, lambda: is_open(app, ThinkingScreen) and screen.has_begun)
        screen.on_form_pressed()
        await until(pilot, lambda: is_open(app, TableScreen))
    think(text, "us", "forecast", kept)
    notes = [
        [
            (one.who, one.topic, one.text)
            for one in told.match.record.events
            if isinstance(one, Note)
        ]
        for told in (form, text)
    ]
    assert len(notes[0]) == 1
    assert notes[0] == notes[1]


@pytest.mark.parametrize(
    ("topic", "keys", "typed"),
    [
        pytest.param(
            "survey",
            "down right right down right down down right",
            {"understanding": "2", "agreement": "1", "pressure": "", "other_side": "1"},
            id="answers",
        ),
        pytest.param(
            "forecast",
            "down right down right down 5 down x",
            {"ending": "crisis", "number": "us.capital", "value": "5", "move": "x"},
            id="a forecast",
        ),
        pytest.param(
            "reason", "up right right down a b c", {"topic": "forecast"}, id="another kind"
        ),
        pytest.param("survey", "left left up up x up", {"topic": "memo"}, id="one with less lines"),
        pytest.param("survey", "right down down down down down y", {"topic": "reason"}, id="on"),
    ],
)
async def test_a_burst_of_keys_on_the_form_loses_no_answer_and_breaks_nothing(
    topic: str, keys: str, typed: dict[str, str]
) -> None:
    """On a slow line several keys come at once: answers behind the first were lost, and what was
    typed behind a change of what is asked for ended the program."""
    sitting = sit(open_deck("primer"), 7, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: is_open(app, TableScreen))
        app.put(screen := ThinkingScreen(sitting, sitting.people[0], (topic, "")))
        await until(pilot, lambda: is_open(app, ThinkingScreen) and screen.has_begun)
        for key in keys.split():
            app.simulate_key(key)
        await settled(pilot)
        shown = {one.name: one.value for one in screen.query_one(Form).fields}
        assert shown == {one.name: one.value for one in screen.fields()}
        assert typed.items() <= shown.items()
        screen.query_one(Form).point_at("role")
        await pilot.press("z")
        assert screen.query_one(Form)["role"].value.endswith("z")


def test_the_survey_asks_one_question_after_the_other_in_plain_text(water: Game) -> None:
    told = said(water, "survey", "4", "six", "2", "", "5", "Time;  and water", "survey", "quit")
    flat = " ".join(told.split())
    places = [flat.index(one.ask) for one in QUESTIONS]
    assert places == sorted(places)
    assert "Agreement: 'six' is no number from 1 to 5." in flat
    assert flat.count(QUESTIONS[0].ask) == 2, "quit leaves in the middle of it"
    assert flat.count("It is kept, and opened after the end.") == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("4 2 - - War; x", "understanding = 4\nagreement = 2\ndecides = War; x"),
        ("4 2", "understanding = 4\nagreement = 2"),
        ("4 years of talks", "decides = 4 years of talks"),
    ],
)
def test_answers_apart_by_blanks_are_as_many(sitting: Sitting, typed: str, kept: str) -> None:
    """`1 2 3 4 5`, off a slip, was kept as the answer to the question for words."""
    think(sitting, "us", "survey", typed, "Ann")
    last = sitting.match.record.events[-1]
    assert isinstance(last, Note)
    assert last.text == kept


@pytest.mark.parametrize(
    ("first", "told"), [("4432", "3.3"), ("3222", "2.3"), ("5442", "3.8"), ("52", "3.5")]
)
def test_a_mean_between_two_tenths_goes_up(first: str, told: str) -> None:
    """Of four people 3.25 was `3.2` and 3.75 was `3.8`."""
    found = [Surveyed("Ann", QUESTIONS[0], one, "1") for one in first]
    assert on_average(found, QUESTIONS[0]) == (told, "1.0")


def test_answers_to_the_survey_are_kept_by_question(sitting: Sitting) -> None:
    for typed, kept in (
        ("4; 2; -; -; War; x", "understanding = 4\nagreement = 2\ndecides = War; x"),
        ("I know little", "decides = I know little"),
        ("3", "understanding = 3"),
    ):
        think(sitting, "us", "survey", typed, "Ann")
        last = sitting.match.record.events[-1]
        assert isinstance(last, Note)
        assert (last.topic, last.role, last.text) == ("survey", "Ann", kept)
    for wrong in ("9", "-; -", "1; two", "1 9"):
        with pytest.raises(UsageError):
            think(sitting, "us", "survey", wrong)
    found = surveyed(sitting.match.proceedings, sitting.titles)
    assert [(one.question.id, one.first, one.last) for one in found] == [
        ("understanding", "4", "3"),
        ("agreement", "2", ""),
        ("decides", "War; x", "I know little"),
    ]
    assert on_average(found, QUESTIONS[0]) == ("4.0", "3.0")
    assert on_average(found, QUESTIONS[1]) == ("", "")
    think(sitting, "us", "survey", "1", "Bob")
    both = surveyed(sitting.match.proceedings, sitting.titles)
    rows = [one for one in both if one.question == QUESTIONS[0]]
    us = sitting.titles.seats["us"]
    assert [(one.who, one.first, one.last) for one in rows] == [(us, "4", "3"), (us, "1", "")]
    think(sitting, "us", "memo", "Wait.", "Bob")
    told = " ".join(sentence(sitting.titles, one) for one in sitting.match.proceedings)
    assert told.count("Bob") == 1
    assert "Ann" not in told


def is_asked(app: WargameApp, question: SurveyQuestion) -> bool:
    """Whether the words of a question stand on the screen."""
    told = frame(app)
    return all(word in told for word in question.ask.split())


async def test_the_form_asks_the_whole_survey() -> None:
    sitting = sit(open_deck("primer"), 7, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: is_open(app, TableScreen))
        screen = ThinkingScreen(sitting, sitting.people[0], ("survey", ""))
        app.put(screen)
        await until(pilot, lambda: is_open(app, ThinkingScreen) and screen.has_begun)
        assert all(one.label in frame(app) for one in QUESTIONS)
        for one in QUESTIONS:
            await pilot.press("down")
            await until(pilot, partial(is_asked, app, one))
        screen.on_form_pressed()
        await until(pilot, lambda: NOTHING_YET in frame(app))
        assert is_open(app, ThinkingScreen)
        screen._typed |= {"agreement": "2", "decides": "Time"}
        screen.on_form_pressed()
        await until(pilot, lambda: is_open(app, TableScreen))  # it is kept beside the screen
        last = sitting.match.record.events[-1]
        assert isinstance(last, Note)
        assert last.text == "agreement = 2\ndecides = Time"


@pytest.mark.parametrize("topic", ["memo", "reason", "forecast", "survey"])
async def test_a_form_that_is_kept_empty_says_so_in_full(topic: str) -> None:
    """What is kept and who reads it was said in the one line of the prompt, and cut off."""
    sitting = sit(open_deck("primer"), 7, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: is_open(app, TableScreen))
        screen = ThinkingScreen(sitting, sitting.people[0], (topic, ""))
        app.put(screen)
        await until(pilot, lambda: is_open(app, ThinkingScreen) and screen.has_begun)
        screen.on_form_pressed()
        await until(pilot, lambda: NOTHING_YET in frame(app))
        assert is_open(app, ThinkingScreen)


async def test_a_long_memo_is_read_in_full_while_it_is_typed() -> None:
    """Its field shows the last words alone."""
    sitting = sit(open_deck("primer"), 7, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: is_open(app, TableScreen))
        screen = ThinkingScreen(sitting, sitting.people[0], ("memo", ""), lambda: None)
        app.put(screen)
        await until(pilot, lambda: is_open(app, ThinkingScreen) and screen.has_begun)
        for word in AIM_WORDS:
            await pilot.press(*word, "space")
        await until(pilot, lambda: all(word in frame(app) for word in AIM_WORDS))
