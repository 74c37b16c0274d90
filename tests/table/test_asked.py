"""What put a question to a seat, and what a row of the hand tells of an act that asks one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_responses import answering
from tests.rules.test_responses import table as responding
from tests.rules.test_turns import turn
from tests.rules.tiny import BASE, card, rule, seats, tiny
from tests.table.drawn import unwrapped
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.rules.asking.preview import Effects
from wargame.table.host.sitting import Sitting
from wargame.table.panes.bars import prompt_line
from wargame.table.panes.hand import hand_rows
from wargame.table.plain.menu import menu_lines
from wargame.table.plain.typeset import lines
from wargame.table.told.bargain import item, items
from wargame.table.told.chains import chains_told
from wargame.table.told.follows import effects
from wargame.table.told.foreseen import preview
from wargame.table.told.question import question
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.rows import line_text

ASKS: dict[str, Any] = {
    "choose": {
        "seat": "north",
        "title": "Which mill?",
        "options": [
            {"id": "old", "title": "The old one", "do": ["shared.calm += 1"]},
            {"id": "new", "title": "The new one", "do": ["shared.calm -= 1"]},
        ],
    }
}
FLOOD: dict[str, Any] = {
    "id": "flood",
    "title": "A flood",
    "text": "The river is over its banks.",
    "do": ["shared.calm -= 1"],
    "source": "invented",
}


def table(*plays: str, **nouns: Any) -> Sitting:
    """A table after some decisions; north holds a card."""
    given = {"seats": seats({"hand": 1}), "injects": [FLOOD], **nouns}
    game = tiny(**given)
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 3, traced=True))
    sitting.draw_luck()
    for text in plays:
        sitting.take(text)
        sitting.draw_luck()
    return sitting


def asked(sitting: Sitting) -> list[str]:
    scene = sitting.scene("north")
    return lines(scene.titles, question(scene))


def row(sitting: Sitting) -> str:
    rows = hand_rows(sitting.scene("north"), 78, 1)
    return line_text(rows[0].lines[0])


def test_a_question_that_an_act_put_is_not_told_by_the_news_before_it() -> None:
    played = table("play inspect", cards=[card("inspect", ASKS)])
    said = " ".join(asked(played))
    assert "Which mill?" in said
    assert "North plays inspect." in said
    assert "flood" not in said


def test_a_question_says_whether_what_the_event_asks_held() -> None:
    checked = {"when": "north.grain >= 9", "do": ["shared.calm += 1"], "otherwise": [ASKS]}
    said = unwrapped(asked(table(injects=[{**FLOOD, "do": [checked]}])))
    assert "A flood. The river is over its banks." in said
    assert "Not so: Grain (North) is at least 9 (it was 4); the other case applies." in said


@pytest.mark.parametrize(
    ("plays", "when", "hand"),
    [
        pytest.param([], {}, 1, id="drawn"),
        pytest.param(["pass", "pass"], {"round": 2}, 1, id="on its date"),
        pytest.param([], {"round": 1}, 0, id="before anything else"),
    ],
)
def test_a_question_that_an_event_put_is_told_by_the_event(
    plays: list[str], when: dict[str, int], hand: int
) -> None:
    flood = {**FLOOD, **when, "do": [ASKS]}
    said = " ".join(asked(table(*plays, injects=[flood], seats=seats({"hand": hand}))))
    assert "Which mill?" in said
    assert "A flood. The river is over its banks." in said


def test_a_question_that_the_end_of_a_round_put_is_told_by_no_act_of_before() -> None:
    played = table("pass", "pass", rules=[rule("account", ASKS)])
    assert played.view("north").phase == "account"
    assert asked(played) == ["Which mill?"]


def told(scene: Scene) -> tuple[str, str]:
    """What is asked of a seat in plain text, and on a screen."""
    menu = [*lines(scene.titles, question(scene)), *menu_lines(scene.view, scene.titles)]
    return " ".join(" ".join(menu).split()), line_text(prompt_line(scene, 80))


@pytest.mark.parametrize("held", ["no", "plain"])
def test_whoever_is_asked_and_holds_no_answer_is_told_why_there_is_but_one_way(held: str) -> None:
    """People who share a keyboard are asked all the same, so that nobody learns it."""
    acted = responding(answering("act"), given={"hand.south": [held]}).do("act row")
    view = acted.view("south")
    in_text, on_screen = told(Scene(view, titles_of(acted.game.deck), side="south"))
    assert (len(view.legal) == 1) == (held == "plain")
    why = "You hold no card that can answer it; the other side does not learn that."
    assert in_text.count(why) == (2 if held == "plain" else 0)
    way = "You hold no card that can answer it.  Enter goes on; Esc looks around"
    asked = "Your choice: 2 ways to answer.  Enter answers; Esc looks around"
    assert (way if held == "plain" else asked) in on_screen


@pytest.mark.parametrize("many", [1, 2])
def test_of_a_question_with_one_open_answer_it_is_said_that_there_is_no_other(many: int) -> None:
    old, new = ASKS["choose"]["options"]
    options = [{**old, "needs": f"shared.calm >= {-9 if many == 2 else 90}"}, new]
    asks = {"choose": {**ASKS["choose"], "options": options}}
    in_text, on_screen = told(table("play inspect", cards=[card("inspect", asks)]).scene("north"))
    assert ("Which mill? Only one answer is open. You may" in in_text) == (many == 1)
    assert ("Only one answer is open.  Enter goes on" in on_screen) == (many == 1)
    assert ("2 ways to answer.  Enter answers" in on_screen) == (many == 2)


@pytest.mark.parametrize("hand", ["0", "1"])
def test_whoever_has_no_headline_to_choose_is_told_so(hand: str) -> None:
    game = tiny(turn=turn(headline={}), cards=[card("inspect")])
    given = {"turn": "north", "phase": "headline", "hand.north": ["inspect"][: int(hand)]}
    view = game.redact(game.position(given), "north")
    in_text, on_screen = told(Scene(view, titles_of(game.deck), side="north"))
    why = "You hold no card that can be a headline now"
    assert (f"{why}; the other side does not learn that. You may" in in_text) == (hand == "0")
    assert (f"{why}." in on_screen) == (hand == "0")
    assert ("in secret: 2 ways." in on_screen) == (hand == "1")


def test_a_row_of_the_hand_tells_what_an_act_asks_if_nothing_moves_at_once() -> None:
    assert "then: Which mill?" in row(table(cards=[card("inspect", ASKS)]))


def test_while_a_question_waits_the_hand_says_once_that_it_comes_first() -> None:
    held = [card("inspect", ASKS), *(card(name, "shared.calm += 1") for name in ("mend", "rest"))]
    sitting = table(cards=held, seats=seats({"hand": 3}))
    said = drawn(sitting, 118, 7)
    assert "first answer" not in said
    sitting.take("play inspect")
    said = drawn(sitting, 118, 7)
    assert said.count("first answer the question.") == 1
    assert "not in this phase" not in said


@pytest.mark.parametrize("lines", [3, 9])
@pytest.mark.parametrize("cells", [90, 118, 196])
def test_cards_that_wait_for_a_question_tell_their_texts(cells: int, lines: int) -> None:
    calm = {"title": "A title of some thirty letters", "text": "The river is calmer by one."}
    cards = [{**card(name, "shared.calm += 1"), **calm} for name in ("mend", "rest")]
    sitting = table(cards=[card("inspect", ASKS), *cards], seats=seats({"hand": 3}))
    sitting.take("play inspect")
    assert "The river is calmer by one." in drawn(sitting, cells, lines)


def drawn(sitting: Sitting, cells: int, lines: int) -> str:
    rows = hand_rows(sitting.scene("north"), cells, lines)
    return "\n".join(span.text for row in rows for line in row.lines for span in line)


@pytest.mark.parametrize("cells", [78, 118])
def test_a_title_of_a_word_and_a_long_one_is_not_cut_within_it(cells: int) -> None:
    signal = {**card("signal", "shared.calm += 1"), "title": "Signal: Countermeasures Prepared"}
    assert "Signal: Countermeasures" in drawn(
        table(cards=[signal], seats=seats({"hand": 1})), cells, 3
    )


def test_a_row_of_the_hand_tells_workings_if_nothing_else_moves() -> None:
    mill = {"id": "mill", "title": "Mill", "of": "north", "max": 9, "aside": True}
    tracks = [*BASE["tracks"], mill]
    only = table(tracks=tracks, cards=[card("build", "north.mill += 2")])
    assert "Mill ▲+2" in row(only)
    beside = table(tracks=tracks, cards=[card("build", "north.mill += 2", "shared.calm += 1")])
    assert "Calm ▲+1" in row(beside)
    assert "Mill" not in row(beside)


def test_a_question_ends_with_one_mark() -> None:
    scene = table(cards=[card("inspect", ASKS)]).scene("north")
    assert lines(scene.titles, effects(Effects(question="North: Which mill?"))) == [
        "Then: North: Which mill?"
    ]


@pytest.mark.parametrize(
    ("cost", "in_hand", "in_full"),
    [
        pytest.param({"capital": 2}, "costs: ", "No other number changes at once.", id="paid"),
        pytest.param({"capital": 0}, "no number moves at once", "No number changes", id="free"),
    ],
)
def test_what_moves_nothing_but_its_price_tells_it(
    cost: dict[str, int], in_hand: str, in_full: str
) -> None:
    now = card("now", "shared.calm += 1")
    scene = table(turn=turn(plays=2, passing={"cost": cost}), cards=[now]).scene("north")
    rows = hand_rows(scene, 78, 20)
    passing = "".join(span.text for one in rows for line in one.lines for span in line)
    assert in_hand in passing[passing.index("Pass") :]
    assert in_full in "\n".join(lines(scene.titles, preview(scene, "pass")))


def deal(**more: Any) -> dict[str, Any]:
    """Talks in which north brings grain for a duty of its own, and south pays."""
    brings = {"id": "grain", "title": "Grain", "seat": "north", "kind": "pledge", "track": "grain"}
    pays = {"id": "gold", "title": "Gold", "seat": "south", "kind": "transfer", "track": "capital"}
    items = [{**brings, "amount": 2, **more}, {**pays, "amount": 1}]
    return {"terms": [2], "items": items}


def test_an_item_of_a_deal_is_told_with_all_that_it_means() -> None:
    clauses = {"each_round": ["their.grain += 1"], "default": {"do": ["shared.calm -= 1"]}}
    scene = table(deals=deal(**clauses)).scene("north")
    assert lines(scene.titles, items(scene))[1:3] == [
        "  a  North: Grain (2 Grain a round) [grain]",
        "  b  South: Gold (1 capital) [gold]",
    ]
    told = lines(scene.titles, item(scene, "grain"))
    assert told[1:7] == [
        "  2 Grain goes to the other side in each further round",
        "  each further round:",
        "    Grain (South) +1",
        "  each time it is due: all of it is paid",
        "    if not: the deal goes on",
        "      Calm -1",
    ]


def test_what_parties_have_in_store_is_told_of_each_by_its_name() -> None:
    towns = [{"id": "ford", "title": "Ford"}, {"id": "mere", "title": "The Mere", "short": "Mere"}]
    track = {"id": "hay", "title": "Hay from North", "of": "parties", "max": 9, "start": 5}
    stores = [{"number": f"party.{town['id']}.hay"} for town in towns]
    nouns = {"parties": towns, "tracks": [*BASE["tracks"], track], "board": {"stores": stores}}
    scene = table(**nouns).scene("north")
    told = lines(scene.titles, chains_told(scene))
    assert [line.partition(": 5")[0] for line in told[-2:]] == [
        "  - Ford: hay from North",
        "  - Mere: hay from North",
    ]
