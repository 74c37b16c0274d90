"""Deals in words: how long they run, and which of two with one number is meant."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_deals import GATE, WALL, deals
from tests.rules.tiny import Table, tiny
from tests.table.drawn import unwrapped
from tests.table.test_lapse import SWAP, scene_of, text
from wargame.play.drive import PersonAsked
from wargame.play.log import NOBODY, seen_by
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.rules.game import Action
from wargame.rules.view import SeatState
from wargame.table.host.sitting import Sitting
from wargame.table.panes.bars import prompt_line
from wargame.table.plain.menu import menu_lines
from wargame.table.told.bargain import deals as in_force
from wargame.table.told.bargain import item, ready, tabled
from wargame.table.told.foreseen import preview
from wargame.table.told.news import tell
from wargame.table.told.question import question
from wargame.table.told.scene import Scene, titles_of
from wargame.table.told.things import deal, measure
from wargame.table.words.rows import line_text


def long_deal() -> dict[str, Any]:
    ready = [{"id": "thaw", "title": "Thaw", "items": ["thin_wall", "open_gate"], "term": 4}]
    return deals(packages=ready, terms=[1, 4], max_running=1)


def test_a_term_is_told_alike_before_and_after_it_is_signed() -> None:
    table = Table(tiny(measures=[WALL, GATE], deals=long_deal()), {"phase": "talks"})
    before = scene_of(table)
    told = [
        unwrapped(menu_lines(before.view, before.titles)),
        text(before, ready(before, "thaw")),
        text(scene := scene_of(table.do("propose thaw")), tabled(scene)),
        text(scene, question(scene)),
        text(scene := scene_of(table.do("accept")), in_force(scene)),
        text(scene, deal(scene, "1")),
    ]
    for said in told:
        assert "his round and 4 more" in said, said
    assert "in 4 rounds" in text(before, preview(before, "propose thaw"))


def watched(table: Table) -> Scene:
    """What everybody may see, as on a projector."""
    return Scene(table.game.redact(table.state), titles_of(table.game.deck), shows_hand=False)


def test_a_deal_in_force_is_told_to_run_no_further_than_the_game() -> None:
    """Of one that still ran at the end, 4 more rounds were told."""
    given = {"phase": "talks", "round": 10}
    table = Table(tiny(measures=[WALL, GATE], deals=long_deal()), given)
    table.do("propose thaw", "accept")
    going, over = watched(table), watched(table.rounds(3))
    assert over.view.is_over
    for scene, said in ((going, "to the end of the game"), (over, "in force at the end")):
        for told in (in_force(scene), deal(scene, "1")):
            assert f"Deal 1 (round 10), {said}" in text(scene, told)


def test_a_measure_that_a_deal_paused_is_told_to_stand_so_by_the_deal() -> None:
    """It was told not to have changed, as its level on the books had not."""
    game = tiny(measures=[WALL, GATE], deals=long_deal())
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 3, traced=True))

    def gate() -> str:
        scene = sitting.scene("south")
        return text(scene, measure(scene, "gate"))

    sitting.draw_luck()
    assert "It has not changed since the start." in gate()
    for act in ("pass", "pass", "propose thaw", "accept"):
        sitting.draw_luck()
        sitting.take(act)
    assert "It has not changed" not in gate()
    assert "1 to 0 in round 1: open_gate; South accepts." in gate()


def test_a_package_that_is_put_together_is_not_on_the_table_yet() -> None:
    table = Table(tiny(measures=[WALL, GATE], deals=long_deal()), {"phase": "talks"})
    offered = scene_of(table.do("propose thaw"))
    assert "On the table, by North for this round and 4 more:" in text(offered, tabled(offered))
    mine = scene_of(table.do("counter", "term 1"))
    assert "Your counter-offer so far for this round and 1 more:" in text(mine, tabled(mine))
    others = watched(table)
    assert "South's counter-offer so far for this round and 1 more:" in text(others, tabled(others))
    sent = scene_of(table.do("send"))
    said = "On the table, a counter-offer by South for this round and 1 more:"
    assert said in text(sent, tabled(sent))
    others = watched(table)
    assert said in text(others, tabled(others))


@pytest.mark.parametrize(
    ("acts", "what"),
    [
        pytest.param(("propose thaw",), "an offer", id="the first one"),
        pytest.param(("propose thaw", "counter", "term 1", "send"), "a counter-offer", id="back"),
    ],
)
def test_whoever_has_to_answer_is_told_whether_it_answers_their_own(
    acts: tuple[str, ...], what: str
) -> None:
    table = Table(tiny(measures=[WALL, GATE], deals=long_deal()), {"phase": "talks"})
    asked = scene_of(table.do(*acts))
    assert f"{asked.titles.seats[asked.rival]} makes {what}" in text(asked, question(asked))
    prompt = line_text(prompt_line(asked, 80))
    assert f"{what.capitalize()}: " in prompt, prompt


def answering(*acts: str) -> Scene:
    """What the second seat sees once it has begun to change the package that it was offered."""
    game, left = tiny(measures=[WALL, GATE], deals=long_deal()), ["propose thaw", *acts]
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 1, traced=True))
    for turn in sitting.turns():
        if isinstance(turn, PersonAsked):
            if not left:
                return sitting.scene(turn.view.seat)
            known = [action.text for action in turn.view.legal]
            sitting.take(left.pop(0) if left[0] in known else "pass")
    raise AssertionError(left)


@pytest.mark.parametrize(
    ("acts", "is_same"),
    [
        pytest.param(("counter", "term 1"), False, id="another term"),
        pytest.param(("counter", "term 1", "term 4"), True, id="a term and back"),
        pytest.param(("counter", "add gold", "drop gold"), True, id="an item in and out"),
        pytest.param(("counter", "add gold", "term 1"), False, id="an item and a term"),
        pytest.param(("counter",), False, id="nothing to send yet"),
    ],
)
def test_whoever_would_send_a_package_back_as_it_came_is_told_so(
    acts: tuple[str, ...], is_same: bool
) -> None:
    """The rules allow it, and records replay by them."""
    scene = answering(*acts)
    assert [action.text for action in scene.view.legal][-1:] == ["send"] or acts == ("counter",)
    said = "This is their package unchanged: take your changes back, and accept it instead."
    for told in (text(scene, tabled(scene)), text(scene, question(scene))):
        assert (said in told) == is_same
        assert "Your counter-offer so far" in told


@pytest.mark.parametrize(
    ("acts", "many"), [(("counter", "term 1"), 5), (("counter", "add gold", "term 1"), 1)]
)
def test_where_a_package_can_only_be_sent_it_is_said_that_no_more_can_change(
    acts: tuple[str, ...], many: int
) -> None:
    scene = answering(*acts)
    assert len(scene.view.legal) == many
    on_screen, in_text = (
        line_text(prompt_line(scene, 80)),
        unwrapped(menu_lines(scene.view, scene.titles)),
    )
    assert ("Nothing more can change in it.  Enter goes on" in on_screen) == (many == 1)
    assert ("Nothing more can change in it. You may" in in_text) == (many == 1)


class Swapper:
    """Signs what it can in odd rounds, and breaks it in the others; else it passes.

    Attributes:
        dated: What the deal in force was called, by round.
    """

    name = "swapper"

    def __init__(self) -> None:
        self.dated: dict[int, str] = {}

    def choose(self, view: SeatState) -> Action:
        for one in view.deals:
            self.dated[view.round] = titles_of(view.deck).deal(one)
        wanted = SWAP if view.round % 2 else ("breach 1",)
        ways = [one for one in view.legal if one.text in wanted]
        return (ways or [one for one in view.legal if one.text == "pass"] or view.legal)[0]


def swapped(**rounds: Any) -> tuple[Swapper, list[tuple[str, str]]]:
    """A game of such players: one of them, and what was told, each with its phase."""
    game = tiny(measures=[WALL, GATE], deals=deals(max_running=1), rounds={"max": 4, **rounds})
    players = {seat: Swapper() for seat in game.seats}
    match = Match(game, players, 1, traced=True)
    match.run()
    titles = titles_of(game.deck)
    told = [
        (entry.phase, item.text)
        for entry in match.log
        for item in tell(NOBODY, seen_by(NOBODY, [entry]), titles)
    ]
    return players["south"], told


@pytest.mark.parametrize(
    ("rounds", "first", "second"),
    [
        pytest.param({}, "round 1", "round 3", id="by the number of a round"),
        pytest.param({"labels": list("abcd")}, "a", "c", id="by its label"),
    ],
)
def test_two_deals_of_one_number_are_told_apart(
    rounds: dict[str, Any], first: str, second: str
) -> None:
    player, told = swapped(**rounds)
    assert set(player.dated.values()) == {f"Deal 1 ({first})", f"Deal 1 ({second})"}
    for when in (first, second):
        assert ("plays", f"North breaks the deal of {when}.") in told


def test_nothing_offered_in_talks_is_no_pass() -> None:
    _, told = swapped()
    assert ("talks", "North offers nothing.") in told
    assert ("plays", "North passes.") in told
    assert ("talks", "North passes.") not in told


def test_no_headline_is_called_so() -> None:
    turn = {"plays": 1, "initiative": "north", "headline": {"order": "initiative"}}
    game = tiny(turn=turn)
    table = Table(game, {"phase": "headline", "turn": "north"})
    view = game.redact(table.state, table.seat)
    said = [titles_of(view.deck).offer(view, one) for one in view.legal if one.text == "pass"]
    assert said == ["No headline"]


def test_why_something_cannot_be_given_now_is_a_sentence() -> None:
    table = Table(tiny(measures=[WALL, GATE], deals=deals()), {"phase": "talks", "measure.wall": 0})
    scene = scene_of(table)
    said = text(scene, item(scene, "thin_wall"))
    assert said.endswith("Not now: it pauses 2 of Wall, which is at level 0.")
