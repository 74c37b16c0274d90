"""The page that a seat reads before play: one screen, whole, and of this table."""

from __future__ import annotations

import re

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


@pytest.mark.parametrize("deck", ["primer", "primer:later", "primer:last", "entanglement"])
def test_a_page_of_a_table_that_names_no_winner_tells_of_none(deck: str) -> None:
    """Whoever played for points was told that the lead names the winner."""
    name, _, variant = deck.partition(":")
    scene = before_play(name, "+".join(filter(None, [variant, "seminar"])), "us")
    for one in scene.deck.briefs:
        page = [one.text, one.background or "", *wants(scene.deck, one)]
        assert re.findall(r"[^.]*(?:winner|you cannot win)[^.]*", " ".join(page)) == []


STARTS = ["", "short", "short_2027"] + [
    f"start_{when}" for when in ("2018", "2025_04", "2025_10", "2026_02", "2026_09", "2028")
]


@pytest.mark.parametrize("variant", STARTS)
@pytest.mark.parametrize("seat", ["us", "china"])
def test_a_brief_is_of_the_start_that_is_played(variant: str, seat: str) -> None:
    """Starts from 2018 to 2028 were told that it was early 2025."""
    scene = before_play("entanglement", variant, seat)
    brief = next(one for one in scene.deck.briefs if one.seat == seat)
    year, *_ = str(scene.deck.rounds.labels[0]).split()
    assert re.findall(r"(?:January|April|October|September|early) (\d{4})", brief.text) == [year]
    assert "early 2025" not in (brief.background or "")
    text = unwrapped(told(scene, 78, 19))
    assert [row for row in wants(scene.deck, brief) if " ".join(row.split()) not in text] == []


@pytest.mark.parametrize("variant", STARTS)
@pytest.mark.parametrize(("seat", "floor"), [("us", "us.floor"), ("china", "china.floor_cn")])
def test_a_brief_tells_the_floor_that_breaks(variant: str, seat: str, floor: str) -> None:
    """A start under a mandate for prosperity told the floor of one for strength."""
    scene = before_play("entanglement", variant, seat)
    brief = next(one for one in scene.deck.briefs if one.seat == seat)
    said = next(row for row in brief.interests if row.startswith("Floor."))
    at, less = map(int, re.findall(r"\d+", said))
    is_prosperity = scene.view.value(f"{seat}.mandate")
    assert scene.view.value(floor) == at - less * is_prosperity


STANDS = {
    r"(?:^|\. )Duties\b.* weigh|[Ss]tatutes (?:stand|have)": ["statutory_duty"],
    r"emergency duties weigh": ["emergency_duty"],
    r"chip licences weigh|controls (?:on compute and tools )?stop": ["compute_control"],
    r"chip tools need licences": ["compute_control", "tool_control"],
    r"China (?:still )?licenses its magnets|licences empty|licences, probes": ["magnet_licensing"],
    r"probes": ["firm_probes"],
    r"port fees": ["port_fees"],
    r"surcharge stands": ["world_duty"],
}
"""What of a brief says that a measure is in force, and which one."""


@pytest.mark.parametrize("variant", STARTS)
@pytest.mark.parametrize("seat", ["us", "china"])
def test_what_a_brief_says_to_be_in_force_is(variant: str, seat: str) -> None:
    """Where no control stood, chips needed licences; without emergency duties, those weighed."""
    scene = before_play("entanglement", variant, seat)
    brief = next(one for one in scene.deck.briefs if one.seat == seat)
    told = f"{brief.text} {brief.background}"
    said = [one for words, found in STANDS.items() if re.search(words, told) for one in found]
    assert [one for one in said if not scene.view.value(f"measure.{one}")] == []
    assert said or variant in ("start_2018", "short_2027")  # nothing stands, or what was left


@pytest.mark.parametrize("variant", STARTS)
def test_a_brief_fears_a_court_over_emergency_duties_only_where_one_sits(variant: str) -> None:
    deck = before_play("entanglement", variant, "china").deck
    fears = " ".join(line for one in deck.briefs for line in one.private)
    has_court = any(one.id == "supreme_court" for one in deck.reviews)
    assert has_court or "emergency duties out of its hand" not in fears


@pytest.mark.parametrize("variant", ["later", "last"])
def test_a_chapter_tells_nothing_of_stores_that_the_last_one_may_have_changed(variant: str) -> None:
    """A rival with nine weeks was told to hold four, and that level 2 emptied them."""
    for one in before_play("primer", variant, "us").deck.briefs:
        told = " ".join([one.text, *one.interests, *one.private])
        assert re.findall(r"store holds|drains a store|empties it", told) == []


CHAPTERS = [("primer", "later"), ("primer", "last"), ("entanglement", "short_2027")]


@pytest.mark.parametrize(("deck", "variant"), CHAPTERS)
def test_a_chapter_that_is_played_by_itself_tells_of_no_game_before_it(
    deck: str, variant: str
) -> None:
    for one in before_play(deck, variant, "us").deck.briefs:
        told = re.findall(r"[^.]*as the last game left them", " ".join(one.text.split()))
        assert [line.strip().startswith("In a campaign") for line in told] == [True]


@pytest.mark.parametrize("variant", ["", "eight_rounds", "open_end", "later", "last"])
def test_a_brief_says_that_nobody_talks_at_the_end_only_where_that_is_so(variant: str) -> None:
    """Nobody knows the last quarter of an open end, so people talk in it."""
    deck = before_play("primer", variant, "us").deck
    is_shut = f"game.round < {deck.rounds.max}" in str(deck.deals and deck.deals.needs)
    for one in deck.briefs:
        assert ("In the last quarter nobody talks." in " ".join(one.constraints)) == is_shut


LENGTHS = [("entanglement", variant) for variant in STARTS]
LENGTHS += [("primer", variant) for variant in ("", "eight_rounds", "open_end", "later", "last")]
COUNTED = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
COUNTED += " fifteen sixteen seventeen eighteen nineteen twenty twenty-one twenty-two twenty-three"
COUNTED += " twenty-four"


@pytest.mark.parametrize(("deck", "variant"), LENGTHS)
def test_a_deck_tells_the_length_of_the_game_that_is_played(deck: str, variant: str) -> None:
    """Eight quarters, and starts from 2018 to 2028, were told as twenty or more from 2025 Q1 on."""
    played = shared_game(DeckRef(DECKS[deck].folder, variant)).deck
    rounds, words = played.rounds, COUNTED.split()
    is_open = rounds.uncertain_from is not None
    least = f"{words[rounds.uncertain_from or 0]} to " if is_open else ""
    counts = "|".join(reversed(words))
    span = rf"\b((?:(?:{counts}) to )?(?:{counts})) (?:of them|quarters)"
    assert re.findall(span, played.about.lower()) == [f"{least}{words[rounds.max]}"]
    assert ("nobody knows which is the last" in played.about) == is_open
    assert re.findall(r"20\d\d Q\d", played.about) in ([], [str(rounds.labels[0])])
    brief = " ".join(f"{one.text} {one.background}" for one in played.briefs)
    assert re.findall(rf"(?:after|of) (?:{counts}) quarters", brief) == []
