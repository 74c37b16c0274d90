"""Talks while a deal runs: what may be extended, and what comes back if nobody does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from tests.rules.test_deals import GATE, ITEMS, WALL, deals
from tests.rules.tiny import Table, tiny
from tests.table.drawn import unwrapped
from wargame.rules.asking.preview import lapse
from wargame.table.panes.bars import prompt_line
from wargame.table.panes.hand import hand_rows
from wargame.table.panes.instruments import board_rows
from wargame.table.plain.menu import menu_lines
from wargame.table.plain.typeset import lines
from wargame.table.told.ahead import ahead
from wargame.table.told.blocks import Block
from wargame.table.told.foreseen import preview
from wargame.table.told.offer import why_not_item
from wargame.table.told.options import options
from wargame.table.told.question import question
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.rows import Target, line_text

SWAP = ("offer thin_wall", "offer open_gate", "table 1", "accept")


def running(**changes: Any) -> Table:
    """North's talks while a deal is in its last round."""
    laid = {"max_running": 1, "extend_cost": {"capital": 2}, **changes}
    game = tiny(measures=[WALL, GATE], deals=deals(**laid))
    table = Table(game, {"phase": "talks"}).do(*SWAP)
    while not (table.seat == "north" and "extend 1" in table.legal and table["game.round"] == 2):
        table.do("pass")
    return table


def scene_of(table: Table) -> Scene:
    view = table.view(table.seat)
    return Scene(view, titles_of(view.deck), side=table.seat)


def text(scene: Scene, blocks: Iterable[Block]) -> str:
    return unwrapped(lines(scene.titles, blocks))


def shown(scene: Scene, cells: int = 60) -> str:
    rows = hand_rows(scene, cells, 20)
    return "\n".join(line_text(line) for row in rows for line in row.lines)


def test_the_hand_lists_the_extension_and_what_comes_back_without_it() -> None:
    scene = scene_of(running())
    assert "Extend deal 1 (round 1) by 1 round (2 capital)" in shown(scene)
    assert "Let deal 1 lapse" in shown(scene)
    assert "Wall 1→3, Gate 0→1" in shown(scene)


def test_where_there_is_room_moves_in_talks_tell_what_they_move_most() -> None:
    scene = scene_of(running(extend=["north.grain += 2"]))
    extend, lapse, *_ = shown(scene, 90).split("\n")
    assert "Extend deal 1 (round 1) by 1 round (2 capital)  signed: ◆Grain ▲+2" in extend
    assert "Let deal 1 lapse" in lapse
    assert "then: Wall 1→3  Gate 0→1" in lapse


def test_a_ready_package_tells_what_signing_it_would_move() -> None:
    ready = [{"id": "thaw", "title": "Thaw", "items": ["thin_wall", "open_gate"], "term": 1}]
    table = Table(tiny(measures=[WALL, GATE], deals=deals(packages=ready)), {"phase": "talks"})
    first = shown(scene_of(table), 90).split("\n")[0]
    assert "Thaw" in first
    assert "signed: Wall 3→1  Gate 1→0" in first


def test_both_sides_of_a_ready_package_are_told_before_the_word_for_it() -> None:
    """At 80 columns a row told of what one side gives, and of nothing that it gets."""
    title = "Thaw, as long as a title may be so that little is left"
    ready = [{"id": "thaw", "title": title, "items": ["thin_wall", "open_gate"], "term": 1}]
    table = Table(tiny(measures=[WALL, GATE], deals=deals(packages=ready)), {"phase": "talks"})
    first = shown(scene_of(table), 90).split("\n")[0]
    assert "  Wall 3→1  Gate 1→0" in first
    assert "signed:" not in first


def test_what_a_lapse_brings_is_what_items_give_back_and_what_follows() -> None:
    items = [{**ITEMS[0], "snap": "half"}, *ITEMS[1:]]
    table = running(items=items, expire=["north.grain += 2"])
    found = lapse(table.view(), 1)
    assert [(one.name, one.old, one.new) for one in found.changes if one.old != one.new] == [
        ("measure.wall", 3, 2),
        ("measure.wall.in_force", 1, 2),
        ("measure.gate.in_force", 0, 1),
        ("game.deals", 1, 0),
        ("north.grain", 4, 6),
    ]


def test_a_deal_that_goes_on_is_not_said_to_lapse() -> None:
    table = Table(tiny(measures=[WALL, GATE], deals=deals(max_running=1)), {"phase": "talks"}).do(
        *SWAP[:2], "table 3", "accept"
    )
    scene = scene_of(table)
    assert table.seat == "south"
    assert "Extend deal 1 (round 1) by 3 rounds (free)" in shown(scene)
    assert "Offer nothing" in shown(scene)


def test_the_prompt_speaks_of_the_extension() -> None:
    scene = scene_of(running())
    said = line_text(prompt_line(scene, 120))
    assert "extend deal 1, or nothing" in said
    assert "o makes an offer" not in said


def test_a_deal_is_extended_or_let_go_where_it_stands() -> None:
    scene = scene_of(running())
    offered = options(scene, Target("deal", "1"))
    assert [(one.text, one.title) for one in offered] == [
        ("extend 1", "Propose to extend deal 1"),
        ("pass", "Let deal 1 lapse"),
    ]


def test_before_the_talks_it_is_said_when_a_deal_is_extended() -> None:
    """It was refused by `not in this phase`, and nobody knew in which."""
    game = tiny(measures=[WALL, GATE], deals=deals(max_running=1))
    table = Table(game, {"phase": "talks"}).do(*SWAP)
    while not (table["game.round"] == 2 and scene_of(table).view.phase == "plays"):
        table.do("pass")
    told = [one.reason for one in options(scene_of(table), Target("deal", "1"))]
    assert "deals are extended in the talks, after the plays." in told


def test_no_deal_is_offered_to_be_extended_where_none_may_be() -> None:
    """It was said to be extended in the talks, which it never is."""
    game = tiny(measures=[WALL, GATE], deals=deals(max_running=1, extensions=0))
    table = Table(game, {"phase": "talks"}).do(*SWAP)
    while scene_of(table).view.phase != "plays":
        table.do("pass")
    offered = options(scene_of(table), Target("deal", "1"))
    assert [one.text for one in offered] == ["breach 1"]


@pytest.mark.parametrize("asked", ["extend 1", "pass"])
def test_a_preview_says_what_comes_back(asked: str) -> None:
    scene = scene_of(running())
    said = text(scene, preview(scene, asked))
    assert "Without an extension, deal 1 runs out after round 2" in said
    assert "Wall, in force 1 to 3" in said
    assert ("by 1 round, to the end of round 3" in said) == (asked == "extend 1")


def test_an_offered_extension_shows_items_length_and_what_refusing_brings_back() -> None:
    scene = scene_of(running().do("extend 1"))
    said = text(scene, question(scene))
    assert "To extend deal 1 (round 1) by 1 round, to the end of round 3." in said
    assert "thin_wall" in said
    assert "open_gate" in said
    assert "Wall, in force 1 to 3" in said


def test_plain_text_says_how_long_and_for_what() -> None:
    scene = scene_of(running())
    said = unwrapped(menu_lines(scene.view, scene.titles))
    assert "Let deal 1 lapse" in said
    assert "extend deal 1: by 1 round, to the end of round 3; costs 2 capital" in said


@pytest.mark.parametrize("drafting", ["items", "changes"])
def test_a_counter_marks_what_cannot_be_given(drafting: str) -> None:
    ready = [{"id": "thaw", "title": "Thaw", "items": ["thin_wall", "open_gate"], "term": 1}]
    game = tiny(measures=[WALL, GATE], deals=deals(drafting=drafting, packages=ready))
    table = Table(game, {"phase": "talks", "north.grain": 1}).do("propose thaw")
    scene = scene_of(table)
    assert "grain" in why_not_item(scene.view, "grain_now", scene.titles).lower()
    assert why_not_item(scene.view, "gold", scene.titles) == ""


def test_in_the_last_round_nothing_comes_back() -> None:
    game = tiny(measures=[WALL, GATE], deals=deals(max_running=1), rounds={"max": 2})
    table = Table(game, {"phase": "talks"}).do(*SWAP)
    while table["game.round"] == 1 or "extend 1" not in table.legal:
        table.do("pass")
    scene = scene_of(table)
    assert "lapse" not in shown(scene)
    assert "runs to the last round all the same" in text(scene, preview(scene, "pass"))
    assert "Extend deal 1 (round 1); the game ends first (free)" in shown(scene)
    said = unwrapped(menu_lines(scene.view, scene.titles))
    assert "extend deal 1: by 1 round, though the game ends first" in said


def test_where_a_class_ends_the_game_deals_run_no_further() -> None:
    """Where one ended after round 3 of 12, a deal was to run to the end of round 7; but what runs
    out as the round after the last begins is still scored, and is told."""
    game = tiny(measures=[WALL, GATE], deals=deals(max_running=1))
    table = Table(game, {"phase": "talks"}).do(*SWAP[:2], "table 3", "accept")
    whole = scene_of(table)
    for last, until, runs_out in (
        (0, "to the end of round 7", True),
        (4, "to the end of the game", True),
        (3, "though the game ends first", False),
    ):
        scene = replace(whole, closes_after=last)
        said = unwrapped(menu_lines(scene.view, scene.titles, closes_after=last))
        assert f"extend deal 1: by 3 rounds, {until}" in said
        assert f"by 3 rounds, {until}" in text(scene, preview(scene, "extend 1"))
        assert ("runs out after round 4" in text(scene, preview(scene, "extend 1"))) == runs_out
        assert any("deal 1 ends" in one.title for one in ahead(scene)) == runs_out


def test_a_deal_that_outlasts_the_game_counts_no_rounds_that_never_come() -> None:
    """In the last round of a game the board said `last round, then Wall 1→3`, and nothing came."""
    game = tiny(measures=[WALL, GATE], deals=deals(max_running=1), rounds={"max": 2})
    table = Table(game, {"phase": "talks"}).do(*SWAP[:2], "table 3", "accept")
    scene = scene_of(table)
    drawn = "\n".join(line_text(line) for row in board_rows(scene, 60, 30) for line in row.lines)
    assert "deal 1: to the end of the game" in drawn
    assert "then" not in drawn
    assert not [one for one in ahead(scene) if "deal 1" in one.title]
