"""What people watch: the next mark, the stage that binds, what runs out, what the rival can do."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.conftest import DECKS
from tests.rules.tiny import BASE, tiny
from tests.table.drawn import text
from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game
from wargame.rules.actions import Action
from wargame.rules.asking.preview import do_alone
from wargame.rules.asking.what_if import what_if
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.rules.position import Position, scratch
from wargame.rules.verbs import TIGHTEN
from wargame.table.panes.detail import course_below
from wargame.table.panes.instruments import board_rows
from wargame.table.panes.layout import maker
from wargame.table.panes.line_above import headline
from wargame.table.plain.typeset import lines as linear
from wargame.table.told.ahead import ahead
from wargame.table.told.chains import chains_told
from wargame.table.told.exposed import exposed, threats
from wargame.table.told.instruments import chains, gauges, homes, stores
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.glyphs import ASCII
from wargame.table.words.rows import ALERT, line_text, line_width

BOARD_PANES = ("tracks", "measures", "projects", "coming", "chains", "exposed")


def scene(given: Mapping[str, Any] = {}, *, seat: str = "us", deck: str = "entanglement") -> Scene:
    game = shared_game(DECKS[deck])
    position = game.position({"turn": "us", **given})
    return Scene(game.redact(position, seat), titles_of(game.deck), side=seat)


@pytest.mark.parametrize(
    ("tension", "word", "is_near"),
    [
        pytest.param(20, "at 60 talks open", False, id="far from all"),
        pytest.param(57, "at 60 talks open", True, id="near the next"),
        pytest.param(61, "talks open", False, id="past the first"),
        pytest.param(64, "at 70 the brink", True, id="past one, near another"),
        pytest.param(80, "nobody signs", False, id="past the third"),
        pytest.param(99, "at 100 crisis", True, id="before the last"),
    ],
)
def test_a_gauge_tells_its_next_mark_and_whether_it_is_near(
    tension: int, word: str, is_near: bool
) -> None:
    one = gauges(scene({"shared.tension": tension}))[0]
    assert (one.word, one.is_near) == (word, is_near)


def test_a_home_goes_where_the_forecast_says() -> None:
    """The number that the deck has for it adds up before it rounds, and is one off here."""
    now = scene({"game.round": 1})
    assert now.closing is not None
    home = homes(now)[0]
    assert home.outlook == now.closing.numbers[home.gauge.name][0]
    assert home.outlook != now.view.value("us.outlook")
    board = text(board_rows(now, 46, 40))
    assert f"{now.glyphs.arrow}{home.outlook} at 24 watched" in board
    assert "Outlook of pressure" not in board


@pytest.mark.parametrize("cells", [40, 46, 64])
def test_a_home_past_a_mark_tells_where_its_floor_breaks(cells: int) -> None:
    """It said that it was watched, from there to four below the floor that loses the game."""
    now = scene({"us.industry": 10, "us.hawks": 13}, deck="primer")
    now = replace(now, before={"us.pressure": 8})
    told = next(x for x in text(board_rows(now, cells, 40)).splitlines() if "◆Home" in x)
    assert "at 28" in told


def test_congress_notices_defence_where_the_board_says() -> None:
    """It stood at 39, where nothing comes of it."""
    stands = {"us.munitions": 60, "us.defence_weeks": 30}
    mark = next(one for one in stores(scene(stands)) if one.gauge.name == "us.readiness")
    assert mark.gauge.coming is not None
    at = mark.gauge.coming.at

    def anger(readiness: int) -> int:
        there = scene({"us.munitions": readiness, "us.defence_weeks": 60})
        return there.view.value("us.hawks_coming")

    assert anger(at) == anger(at + 1) + 1 == anger(60) + 1


@pytest.mark.parametrize(
    ("seat", "mandate", "at"), [("us", 0, 50), ("us", 1, 46), ("china", 0, 52), ("china", 1, 48)]
)
def test_a_floor_stands_on_the_board_where_it_breaks(seat: str, mandate: int, at: int) -> None:
    """It stood where it is printed, though a mandate for prosperity lowers it."""
    board = scene().deck.board
    assert board is not None
    plan = next(one for one in board.homes if one.seat == seat)
    angry = {one.number: 11 for one in plan.parties}
    own = homes(scene({f"{seat}.mandate": mandate, **angry}, seat=seat))[0]
    assert own.gauge.marker.value == 44
    assert own.gauge.coming_word == f"at {at} the floor breaks"


def test_a_chart_that_moves_leaves_the_words_of_a_mark_whole() -> None:
    now = scene({"us.line_weeks": 5})
    now = replace(now, course={"us.line_weeks": [3, 4, 5]})
    told = next(x for x in text(board_rows(now, 46, 30)).splitlines() if "Magnets in store" in x)
    assert "█" in told
    assert told.rstrip().endswith("at 0 lines stop")


def test_no_number_is_cut_behind_another() -> None:
    now = scene(seat="china")
    marks = {"0", "15", "24", "25", "32", "40", "52"}
    cut = {
        found[1]
        for cells in range(36, 64)
        for row in text(board_rows(now, cells, 12)).splitlines()
        if (found := re.search(r" at (\d*)…", row))
    }
    assert cut
    assert cut <= marks


def test_a_mark_is_cut_behind_a_whole_word_that_tells_something() -> None:
    """Of "at 15 a foothold" "at 15 a…" was left, of "at 24 watched" "at 24 watc…"."""
    cut = set[str]()
    for seat, cells in itertools.product(("us", "china"), range(30, 64)):
        now = scene({"us.line_weeks": 5}, seat=seat)
        rows = text(board_rows(now, cells, 12)).splitlines()
        cut |= {found[1] for row in rows if (found := re.search(r" at \d+ ?(.*)…", row))}
    assert {"", "Congress"} <= cut <= {"", "Congress", "data halls", "data", "lines"}


@pytest.mark.parametrize("seat", ["us", "china"])
def test_words_of_a_mark_go_before_a_chart_that_is_level(seat: str) -> None:
    rows = text(board_rows(scene(deck="primer", seat=seat), 46, 30)).splitlines()
    assert any("at 0 lines stop" in row for row in rows)
    assert any("at 2 " in row and "▁" in row for row in rows)  # there is room for both


def test_words_of_a_mark_go_before_the_oldest_round_of_a_chart() -> None:
    now = scene({"us.industry": 2, "us.hawks": 2}, deck="primer")
    gone = replace(now, course={"us.pressure": [4, 6, 7]})
    row = next(row for row in text(board_rows(gone, 46, 30)).splitlines() if "watched" in row)
    assert row.endswith("▅█▁ at 10 watched")
    assert len(row) == 46


def test_a_mark_below_is_reached_from_above() -> None:
    low, high = (gauges(scene({"shared.trust": value}))[1] for value in (31, 32))
    assert low.past is not None
    assert low.past.title == "nobody signs"
    assert high.past is None
    assert high.is_near


def test_of_a_chain_the_least_binds_and_only_there_a_point_brings_something() -> None:
    given = {"us.mine": 20, "us.separation": 8, "us.metal": 15, "us.magnets": 12}
    chain = next(one for one in chains(scene(given)) if one.id == "magnets")
    assert [stage.binds for stage in chain.stages] == [False, True, False, False]
    assert [stage.gain for stage in chain.stages] == [0, 1, 0, 0]
    assert chain.binding.name == "us.separation"
    assert chain.holder == "China"
    two = next(iter(chains(scene({**given, "us.metal": 8}))))
    assert [stage.gain for stage in two.stages] == [0, 0, 0, 0]


def test_what_runs_out_is_told_with_the_rounds_that_it_lasts() -> None:
    cut = scene({"measure.magnet_licensing": 3, "us.line_weeks": 10, "us.magnets": 0})
    store = stores(cut)[0]
    assert store.drain == 12
    assert store.lasts == 1
    calm = stores(scene({"measure.magnet_licensing": 0, "us.line_weeks": 10}))[0]
    assert (calm.drain, calm.lasts) == (0, 0)


@pytest.mark.parametrize("seat", ["us", "china"])
def test_one_s_own_home_comes_first(seat: str) -> None:
    assert next(one.seat for one in homes(scene(seat=seat))) == seat


def test_a_number_computed_from_others_is_what_the_rules_make_of_it() -> None:
    given = {"measure.magnet_licensing": 1, "us.magnets": 30}
    view = scene(given).view
    game = shared_game(DECKS["entanglement"])
    for level in (0, 1, 2, 3):
        there = game.position({"turn": "us", **given, "measure.magnet_licensing": level})
        then = what_if(view, {"measure.magnet_licensing": level})
        for name in ("us.weeks_lost", "us.outlook", "shared.trade", "china.prospect"):
            assert then(name) == game.redact(there, "us").value(name), (level, name)


def test_a_number_computed_from_others_stays_within_its_range() -> None:
    twice = {"id": "twice", "title": "T", "of": "shared", "value": "2 * shared.calm", "max": 15}
    game = tiny(tracks=[*BASE["tracks"], twice])
    view = game.redact(game.position({"turn": "north"}), "north")
    assert what_if(view, {"shared.calm": 10})("shared.twice") == 15


def test_what_the_rival_can_do_next_tells_the_worst_first_and_what_stands_against_it() -> None:
    given = {"us.line_weeks": 6, "us.magnets": 5, "measure.magnet_licensing": 1}
    found = threats(scene({**given, "china.capital": 9}))
    assert all(scene().measure(one.measure).seat == "china" for one in found)
    able = [one for one in found if not one.bar]
    assert [one.weight for one in able] == sorted((one.weight for one in able), reverse=True)
    poor = threats(scene({**given, "china.capital": 0}))
    assert any("capital, has 0" in one.bar for one in poor)
    first = next(one for one in found if one.measure == "magnet_licensing")
    assert {one.name for one in first.moves} >= {"us.weeks_lost"}
    assert "lines stop in" in first.said


@pytest.mark.parametrize(
    ("grain", "said"),
    [
        pytest.param(3, "Toll 0→1, 1 capital, 2 grain", id="can pay"),
        pytest.param(1, "Toll 0→1 (costs 2 grain, has 1)", id="lacks another good than capital"),
    ],
)
def test_what_the_rival_can_do_next_tells_its_whole_price(grain: int, said: str) -> None:
    toll = {
        "id": "toll",
        "title": "Toll",
        "seat": "south",
        "max": 3,
        "tighten": {"cost": {"capital": 1, "grain": 2}},
    }
    game = tiny(measures=[toll])
    given = {"turn": "north", "south.grain": grain, "south.capital": 5}
    view = game.redact(game.position(given), "north")
    mine = Scene(view, titles_of(game.deck), side="north")
    assert said in "\n".join(linear(mine.titles, exposed(mine)))


@pytest.mark.parametrize("variant", ["", "short", "start_2018", "start_2025_10", "start_2028"])
def test_what_the_rival_can_do_next_is_what_comes_of_it(variant: str) -> None:
    """What an act does once was left out, so that numbers fell that were told to rise."""
    game, luck, seen = shared_game(DeckRef(DECKS["entanglement"].folder, variant)), Stream(3), 0
    position = game.new()
    while seen < 12:
        legal = game.legal_actions(position)
        able = {one.arg: one for one in legal if one.verb == TIGHTEN}
        if able and position.phase == "plays":
            seat = next(one for one in game.seats if one != game.current_seat(position))
            view = game.redact(position, seat)
            for threat in threats(Scene(view, titles_of(game.deck), side=seat)):
                assert (threat.measure in able) is not bool(threat.bar), threat
                sooner = re.findall(r" in (\d+), not in (\d+)$", threat.said)
                assert all(int(then) < int(now) for then, now in sooner), threat
                if threat.measure in able:
                    there = game.redact(after(game, position, able[threat.measure]), seat)
                    for one in (*threat.moves, *threat.recoil, *threat.gain):
                        assert there.value(one.name) == one.new, threat
                    seen += 1
        position = game.apply(position, legal[luck.below(len(legal))]).state


def after(game: Game, position: Position, action: Action) -> Position:
    """Where an act leads, before the round goes on."""
    state = scratch(position)
    do_alone(game.rules.engine, state, action.code)
    return Position(game.rules, state)


def test_a_measure_at_its_highest_level_is_no_threat() -> None:
    found = threats(scene({"measure.magnet_licensing": 3, "china.capital": 9}))
    assert "magnet_licensing" not in [one.measure for one in found]


def test_dates_come_in_order_and_fronts_judged_together_stand_together() -> None:
    found = ahead(scene())
    waits = [one.wait for one in found]
    assert waits == sorted(waits)
    judged = [one.wait for one in found if one.title == "judged"]
    assert judged
    assert len(set(judged)) == len(judged)


def test_work_is_told_with_its_odds_and_with_those_of_the_whole() -> None:
    mine = scene({"project.us_mine": 1, "project.us_mine.working": 1})
    told = [one for one in ahead(mine) if one.title == mine.project("us_mine").title]
    assert len(told) == 2
    assert told[0].what.endswith("%")
    assert told[1].what.startswith("complete, ")
    first, whole = (int(one.what.split()[-2]) for one in told)
    assert whole < first


@pytest.mark.parametrize("cells", [38, 48, 64, 96])
@pytest.mark.parametrize("deck", ["entanglement", "primer"])
def test_no_row_is_wider_than_its_pane(deck: str, cells: int) -> None:
    here = scene(deck=deck)
    for name in BOARD_PANES:
        for lines in (3, 9, 40):
            for row in maker(name)(here, cells, lines):
                assert all(line_width(line) <= cells for line in row.lines), (name, row)


@pytest.mark.parametrize("cells", [80, 120, 200])
def test_the_line_above_has_every_gauge_at_every_width(cells: int) -> None:
    here = scene({"shared.tension": 57})
    line = headline(here, cells)
    said = line_text(line)
    assert line_width(line) == cells
    assert all(one.title in said for one in gauges(here))
    assert any(span.role == ALERT and span.text == "57" for span in line)


def test_a_deck_that_names_nothing_to_watch_shows_its_numbers() -> None:
    here = scene({"turn": "lower"}, deck="water_treaty", seat="lower")
    assert here.deck.board is None
    assert text(maker("tracks")(here, 60, 20)).startswith(" " * 4)
    assert not any((gauges(here), chains(here), stores(here), homes(here)))


def test_signs_of_the_board_have_their_like_in_ascii() -> None:
    plain = replace(scene({"us.separation": 3}), glyphs=ASCII)
    said = text(board_rows(plain, 60, 30))
    assert "separate 3<" in said
    assert not set(said) & set("◂›│▁█░→◆◇")


@pytest.mark.parametrize("spacing", [14, pytest.param(9, marks=pytest.mark.slow, id="closer")])
@pytest.mark.parametrize("deck", ["entanglement", "primer", "kitchen_sealed", "kitchen_sink"])
def test_a_seat_is_shown_the_same_whatever_is_hidden_from_it(deck: str, spacing: int) -> None:
    """The seat that does not move, too: all of it comes from the view, and from nothing else."""
    game = shared_game(DECKS[deck])
    luck, position = Stream(3), game.new()
    for step in range(400):
        if position.is_over:
            break
        legal = game.legal_actions(position)
        position = game.apply(position, legal[luck.below(len(legal))]).state
        if step % spacing == 0:
            for seat in game.seats:
                _looks_alike(game, position, seat)


def _looks_alike(game: Game, position: Any, seat: str) -> None:
    view = game.redact(position, seat)
    other = game.redact(game.resample(view, Stream(view.ply)), seat)
    one, two = (Scene(shown, titles_of(game.deck), side=seat) for shown in (view, other))
    for name in (*BOARD_PANES, "hand"):
        assert maker(name)(one, 60, 20) == maker(name)(two, 60, 20), name
    assert headline(one, 120) == headline(two, 120)
    rival = next(n for n, other in enumerate(game.seats) if other != seat)
    held = {game.rules.card_id(card) for card in position._state.hand[rival]}
    own = {*view.hand, *view.pile, *view.known_cards(one.rival), *view.in_effect}
    used = {
        card for cards in (view.discards, view.gone) for some in cards.values() for card in some
    }
    hidden = [one.titles.cards[card] for card in held - own - used]
    drawn = " ".join(text(maker(name)(one, 200, 99)) for name in BOARD_PANES)
    assert not [title for title in hidden if title in drawn]


def test_below_short_news_stands_how_what_people_watch_went() -> None:
    """It takes only lines that are left, and never those of the news."""
    one = replace(scene({"shared.tension": 60}), course={"shared.tension": [40, 50]})
    found = [row for row in course_below(one, 60, 8) if row.lines[0]]
    assert "Course" in found[0].lines[0][0].text
    assert [target.id for target in found[1].targets] == ["shared.tension"]
    assert course_below(one, 60, 3) == []
    assert course_below(replace(one, course={}), 60, 8) == []


def test_a_store_of_two_figures_stands_apart_from_its_name() -> None:
    shown = text(board_rows(scene({"us.stock": 10}, deck="primer"), 40, 20))
    assert "Magnets in store 10 wk " in shown


def test_an_empty_store_is_not_said_to_run_out_later() -> None:
    now = scene({"us.stock": 0, "measure.licensing": 2}, deck="primer")
    shown = text(board_rows(now, 60, 40))
    line = next(one for one in shown.splitlines() if "Magnets in store" in one)
    assert line.rstrip().endswith("lines stop, -4"), line
    said = linear(now.titles, chains_told(now))
    assert "  - United States: Magnets in store: 0 weeks, 4 less each round: lines stop" in said


def test_what_the_board_names_goes_by_that_name_everywhere() -> None:
    looking = scene(deck="primer")
    assert looking.label("us.stock") == "US Magnets in store"
    assert looking.label("china.stock") == "CH Chips in store"
    assert looking.label("party.allies.posture") == "Allies"
    assert looking.titles.number("us.supply") == "Magnets, own (United States)"
    assert looking.shorts["us.supply"] == "Magnets, own"


def test_every_gauge_has_its_next_mark_before_one_has_more() -> None:
    said = line_text(headline(scene(deck="primer"), 88))
    assert said.split("  ")[:3] == [
        " Tension 30 at 70 the brink",
        "Trust 40 large items",
        "Allies 0 at -1 lean to Beijing",
    ]


@pytest.mark.parametrize("deck", ["entanglement", "primer"])
def test_a_mark_in_the_line_above_is_never_told_without_its_at(deck: str) -> None:
    here = scene(deck=deck)
    ahead = [one.coming.title for one in gauges(here) if one.coming]
    for cells in range(60, 160):
        said = line_text(headline(here, cells))
        for title in ahead:
            assert not re.search(rf"\d -?\d+ {title}", said), said


def test_once_a_game_is_over_nothing_threatens_and_no_store_or_deal_runs_out() -> None:
    game = shared_game(DECKS["primer"])
    told = ""
    for seed in range(4):
        luck, position = Stream(seed), game.new()
        while not position.is_over:
            legal = game.legal_actions(position)
            signs = [one for one in legal if one.text.startswith(("accept", "propose"))] or legal
            position = game.apply(position, signs[luck.below(len(signs))]).state
        view = game.redact(position, "us")
        over = Scene(view, titles_of(game.deck), side="us")
        told += text(board_rows(over, 46, 40))
        threatened = "\n".join(linear(over.titles, exposed(over)))
        assert threatened.strip() == "The game is over: nothing more comes."
    assert not re.search(r" in \d", told)
    assert "last round" not in told
    assert "more after this round" not in told
    assert "ran to the end" in told, "other seeds"


def test_a_deal_in_force_says_no_then_without_room_for_what_comes_then() -> None:
    game = shared_game(DECKS["primer"])
    for seed in range(8):
        luck, position = Stream(seed), game.new()
        while not position.is_over:
            view = game.redact(position, "us")
            drawn = Scene(view, titles_of(game.deck), side="us")
            wide = range(36, 48) if view.deals else ()
            rows = [text([row]) for cells in wide for row in board_rows(drawn, cells, 40)]
            if deals := [row for row in rows if re.search(r"deal \d: ", row)]:
                assert not any(re.search(r"then\S*\s*$", row) for row in deals)
                return
            legal = game.legal_actions(position)
            signs = [one for one in legal if one.text.startswith("accept")] or legal
            position = game.apply(position, signs[luck.below(len(signs))]).state
    raise AssertionError("other seeds")
