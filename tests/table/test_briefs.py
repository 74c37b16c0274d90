"""The page that a seat reads before play: one screen, whole, and of this table."""

from __future__ import annotations

import pytest

from tests.conftest import DECKS
from tests.table.drawn import unwrapped
from wargame.content.library import DeckRef
from wargame.content.limits import OUTSET
from wargame.lab.runs.games import shared_game
from wargame.table.panes.pages import outset_rows
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.brief import wants
from wargame.table.words.rows import HEAD, line_text


def before_play(deck: str, variant: str, seat: str, rival: str = "") -> Scene:
    game = shared_game(DeckRef(DECKS[deck].folder, variant))
    other = next(one for one in game.seats if one != seat)
    view = game.redact(game.new(), seat)
    return Scene(view, titles_of(game.deck), side=seat, players={other: rival})


def told(scene: Scene, cells: int, lines: int) -> list[str]:
    found = outset_rows(scene, cells, lines)
    return [line_text(line) for row in found for line in row.lines]


@pytest.mark.parametrize("deck", ["primer", "entanglement", "history"])
@pytest.mark.parametrize("seat", ["us", "china"])
def test_a_brief_is_told_whole_on_the_smallest_screen(deck: str, seat: str) -> None:
    opening = before_play(deck, "", seat).deck
    levels = ("", ":apprentice")
    rivals = ["", *(one.id + level for one in opening.personas for level in levels)]
    for rival in rivals:
        scene = before_play(deck, "", seat, rival)
        lines = told(scene, 78, 19)
        assert len(lines) <= OUTSET
        text = unwrapped(lines)
        brief = next(one for one in scene.deck.briefs if one.seat == seat)
        missing = [row for row in wants(scene.deck, brief) if " ".join(row.split()) not in text]
        assert missing == [], rival


@pytest.mark.parametrize("deck", ["primer", "entanglement", "history"])
@pytest.mark.parametrize("lines", range(12, 22))
def test_no_page_ends_on_the_heading_of_what_it_leaves_out(deck: str, lines: int) -> None:
    found = outset_rows(before_play(deck, "", "us"), 78, lines)
    *_, last, _rest = [line for row in found for line in row.lines]
    assert line_text(last).strip()
    assert all(span.role != HEAD for span in last)


def test_where_a_page_is_too_long_paragraphs_go_before_aims() -> None:
    scene = before_play("history", "", "us")
    assert "Slow law and fast law" not in " ".join(told(scene, 78, 19))
    assert "Slow law and fast law" in " ".join(told(scene, 96, 40))


def test_a_seat_is_told_what_it_wants_at_this_table() -> None:
    contest = " ".join(told(before_play("primer", "", "us"), 78, 19))
    seminar = " ".join(told(before_play("primer", "seminar", "us"), 78, 19))
    assert "- Lead." in contest
    assert "- Lead." not in seminar
    assert "- Supply." in seminar
    assert "- Supply." not in contest
