"""What the panes of a table tell in little room."""

from __future__ import annotations

import itertools
import random
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from tests.conftest import opened, seated
from tests.rules.tiny import BASE, card, rule, seats, tiny
from tests.table.drawn import text, unwrapped
from wargame.content.library import DeckRef
from wargame.content.model import SeatAction
from wargame.lab.runs.games import shared_game
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.play.teaching import least
from wargame.rules.game import Game
from wargame.rules.verbs import split
from wargame.table.host.sitting import Sitting
from wargame.table.panes import columns, fronts, hand, instruments, moves, standing, tracks, typeset
from wargame.table.panes import next as coming
from wargame.table.panes.bars import TICK_S, prompt_line, status_line, waiting_line
from wargame.table.panes.detail import detail_rows
from wargame.table.panes.effects import MOST, effect_spans
from wargame.table.panes.layout import maker
from wargame.table.panes.line_above import headline
from wargame.table.plain.typeset import lines
from wargame.table.told.ahead import Ahead, ahead
from wargame.table.told.blocks import Moved, Moves
from wargame.table.told.instruments import chains, homes, stores
from wargame.table.told.lapse import extensible
from wargame.table.told.largest import largest
from wargame.table.told.options import options, reason
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.gate import admit, clip, width
from wargame.table.words.glyphs import DISCARDED
from wargame.table.words.public import PublicClock
from wargame.table.words.rows import (
    DIM,
    FIRST,
    SECOND,
    STRONG,
    Row,
    Target,
    line_text,
    line_width,
    rows_height,
)
from wargame.table.words.view_models import policies, short_title
from wargame.table.words.winning import who_won

TIGHT, NARROW, MEDIUM, LARGE, SMALLER, WIDE, ROOMY = 33, 43, 46, 64, 112, 120, 196
LATE = PublicClock(label="Play", left_s=-7_299, is_running=False)
START = 94
"""Where printed texts begin in the rows of a large hand."""
PRICE = re.compile(r" *(free|\d+c)(\+\d+ ?\w*)*")


@pytest.fixture(scope="module")
def scene(decks: dict[str, DeckRef]) -> Scene:
    """The flagship as its first seat finds it."""
    game = shared_game(decks["entanglement"])
    return Scene(game.redact(game.new(), "us"), titles_of(game.deck))


def test_workings_are_shown_to_those_who_ask(scene: Scene) -> None:
    aside = next(row for row in scene.markers if row.is_aside and row.owner == "us")
    some = text(tracks.seat_rows(scene, WIDE, 40))
    every = text(tracks.seat_rows(replace(scene, shows_workings=True), WIDE, 40))
    assert f"e shows {len(scene.markers) - len(scene.listed)} workings" in some
    assert aside.title not in some
    assert aside.title in every
    assert "workings" not in every


def test_one_working_is_told_as_one() -> None:
    count = {"id": "count", "title": "Count", "of": "shared", "aside": True}
    game = tiny(tracks=[*BASE["tracks"], count])
    alone = Scene(game.redact(game.new(), "north"), titles_of(game.deck))
    last = text(tracks.seat_rows(alone, WIDE, 40)).splitlines()[-1]
    assert last.strip() == "e shows 1 working"


def test_the_last_row_of_the_numbers_says_what_its_keys_show(scene: Scene) -> None:
    for cells, said in ((NARROW, "; e: workings too"), (TIGHT, "")):
        row = instruments.board_rows(scene, cells, 20)[-1]
        assert text([row]).strip() == f"Enter here: all {len(scene.listed)} numbers{said}"
        assert row.targets == (Target("rest", "tracks"),)


def test_workings_move_last_in_a_row_of_the_hand(scene: Scene) -> None:
    game = Game(scene.view.rules)
    given = {"turn": "china", "hand.china": ["price_flood"], "china.capital": 9}
    mine = replace(scene, view=game.redact(game.position(given), "china"))
    every = replace(mine, shows_workings=True)
    some, more = (
        [one.moved.name for one in largest(one, "play price_flood")] for one in (mine, every)
    )
    assert len(more) > len(some)
    assert more[: len(some)] == some


def test_what_stands_behind_a_measure_or_a_project_has_a_name(scene: Scene) -> None:
    measure, project = scene.deck.measures[0], scene.deck.projects[0]
    assert scene.label(f"measure.{measure.id}.age") == f"{measure.title}, how long in force"
    assert scene.titles.number(f"measure.{measure.id}.paused") == f"{measure.title}, paused"
    assert scene.label(f"project.{project.id}.working") == f"{project.title}, rounds of work left"
    for name in scene.view.rules.names:
        if name.startswith(("measure.", "project.")) and not name.endswith(".done"):
            assert name not in (scene.label(name), scene.titles.number(name))


@pytest.mark.parametrize("cells", [NARROW, 46])
@pytest.mark.parametrize("deck", ["primer", "entanglement"])
def test_no_two_numbers_are_cut_to_one_label(deck: str, cells: int) -> None:
    """Two rows of the working numbers read "Magnet plants…"."""
    game = opened(deck)
    mine = Scene(game.redact(game.new(), "us"), titles_of(game.deck), shows_workings=True)
    titles = {one.name: (one.title, one.short) for one in mine.markers}
    cut: dict[str, set[tuple[str, str]]] = {}
    for row in tracks.seat_rows(mine, cells, 40)[1:]:
        label = row.lines[0][0].text.strip()
        if "…" in label:
            cut.setdefault(label, set()).add(titles[row.targets[0].id])
    assert cut
    assert [label for label, told in cut.items() if len(told) > 1] == []


def test_a_score_that_nobody_bounds_leaves_titles_their_room() -> None:
    game = opened("history")
    mine = Scene(game.redact(game.new(), "us"), titles_of(game.deck))
    assert "Pressure at…" in text(tracks.seat_rows(mine, 40, 40))  # it read "Pressu…"


def test_numbers_of_both_sides_that_are_called_the_same_share_a_row(scene: Scene) -> None:
    line = next(
        line
        for line in text(tracks.seat_rows(scene, NARROW, 40)).split("\n")
        if line.startswith("Pressure at home")
    )
    names = {row.name: row.value for row in scene.listed if row.title == "Pressure at home"}
    assert len(names) == 2
    assert [int(word) for word in line.split() if word.isdigit()] == list(names.values())


@pytest.mark.parametrize("cells", [TIGHT, NARROW, LARGE, WIDE])
def test_a_number_whose_every_value_has_a_name_is_told_by_it(scene: Scene, cells: int) -> None:
    game = Game(scene.view.rules)
    mine = replace(scene, view=game.redact(game.position({"us.mandate": 1}), "us"))
    rows = text(tracks.seat_rows(mine, cells, 40)).split("\n")
    told = next(line for line in rows if line.startswith("Mandate")).split()
    assert [word for word in told[1:] if not word.isdigit()] == ["prosperity", "strength"]
    alone = [one for one in mine.markers if one.name == "us.mandate"]
    assert "Mandate 1 prosperity" in text(tracks.other_rows(mine, alone, cells))


def test_all_that_a_table_tells_of_an_act_has_one_minus(scene: Scene) -> None:
    things = [Target("card", one.id) for one in scene.deck.cards]
    things += [Target("action", one.id) for one in scene.deck.actions]
    told = "\n".join(text(detail_rows(scene, thing, "", WIDE)) for thing in things)
    assert re.search(r"[a-z)] -\d", told)
    assert "−" not in told
    assert "Weeks of chips in store" not in told


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        pytest.param(98, "8       United States ahead", id="its name"),
        pytest.param(60, "8       ◆US ahead", id="its sign"),
        pytest.param(46, "8       ◆US ahead", id="in little room"),
        pytest.param(41, "8       ◆US", id="in less"),
    ],
)
def test_whose_the_lead_is_stands_whole_in_its_row(
    decks: dict[str, DeckRef], cells: int, said: str
) -> None:
    game = shared_game(decks["primer"])
    seen = game.redact(game.position({"shared.lead": 8}), "us")
    rows = tracks.common_rows(Scene(seen, titles_of(game.deck), side="us"), cells, 9)
    (line,) = [line_text(row.lines[0]) for row in rows if "Lead" in line_text(row.lines[0])]
    assert line.rstrip().endswith(said)


@pytest.mark.parametrize("cells", [34, 60])
def test_a_lead_that_has_a_long_name_keeps_within_its_row(cells: int) -> None:
    lead = {"id": "lead", "title": "Weight in the valley council", "of": "shared", "min": -9}
    game = tiny(tracks=[*BASE["tracks"], lead], contest={"lead": "shared.lead"})
    scene = Sitting(Match(game, seated(game, 1), 1)).scene("north")
    moved = Moves((Moved("shared.lead", 2, -4, -4),), "Harvest")
    [said, *_] = [
        line_text(line) for row in typeset.rows(scene, [moved], cells) for line in row.lines
    ]
    assert width(said) <= cells
    assert "SO 4" in said


def test_heads_of_the_numbers_tell_sides_apart_whose_names_begin_alike() -> None:
    fleets = seats({"title": "The Kestrel Fleet"}, {"title": "The Marlin Fleet"})
    game = tiny(seats=fleets)
    sitting = Sitting(Match(game, seated(game, 1), 1))
    scene = replace(sitting.scene("north"), shows_hand=False)
    head = text(tracks.seat_rows(scene, TIGHT, 40)).splitlines()[0]
    assert "…Kest" in head
    assert "…Marl" in head


def test_a_title_that_does_not_fit_gives_way_to_its_short_one(scene: Scene) -> None:
    narrow, wide = (text(tracks.seat_rows(scene, cells, 40)) for cells in (NARROW, WIDE))
    assert "…" not in wide
    titles = {line.split("  ")[0] for line in wide.split("\n")}
    gone = [row for row in scene.listed if row.title in titles and row.title not in narrow]
    assert gone
    assert all(row.short in narrow for row in gone)


def test_parties_are_called_by_their_short_names_where_there_is_little_room(scene: Scene) -> None:
    party = next(one for one in scene.deck.parties if one.short)
    assert f"{party.short}: " in text(tracks.common_rows(scene, NARROW - 10, 40))
    assert f"{party.title}: " in text(tracks.common_rows(scene, WIDE, 40))


def test_dates_are_told_whole_where_there_is_room(scene: Scene) -> None:
    grown = text(maker("coming")(scene, 118, 40))
    assert "Scoring of agendas" in grown
    assert "…" not in grown
    assert "…" in text(maker("coming")(scene, 60, 40))


def test_dates_are_a_chart_only_where_much_of_it_fits(scene: Scene) -> None:
    few, many = (text(coming.next_rows(scene, 60, lines)).splitlines()[0] for lines in (7, 12))
    assert few.startswith("in  1 ")
    assert "now+1 +2" not in few
    assert many.strip().startswith("now+1 +2")


def test_rounds_to_a_date_stand_below_one_another(scene: Scene) -> None:
    labels = [row.lines[0][0].text[:6] for row in coming.next_rows(scene, NARROW, 40)]
    assert {"in  9 ", "in 11 "} <= {*labels}
    assert all(re.fullmatch(r"now   |in [ \d]\d ", label) for label in labels)


def test_charts_say_whose_number_they_are(scene: Scene) -> None:
    moved = {row.name: [row.value - 1] for row in scene.listed}
    charts = text(maker("course")(replace(scene, course=moved), WIDE, 40))
    assert len(charts.split("\n")) == len(scene.listed)  # the lead too: no round has begun
    for party in scene.deck.parties:
        assert f"{party.title}: " in charts
    assert "◆US " in charts
    assert "◇CH " in charts


@pytest.mark.parametrize("pane", ["course", "tracks"])
@pytest.mark.parametrize("cells", [46, WIDE, 100])
def test_a_chart_has_the_colour_of_its_side_and_of_none_is_dim(
    scene: Scene, pane: str, cells: int
) -> None:
    """In white they were the loudest thing of the whole table."""
    moved = {row.name: [row.value - 1, row.value + 1] for row in scene.listed}
    steps = {*scene.glyphs.steps}
    spans = [
        (span, next(iter(row.targets)))
        for row in maker(pane)(replace(scene, course=moved), cells, 60)
        for line in row.lines
        for span in line
        if len({*span.text.strip()} & steps) > 1 and {*span.text.strip()} <= steps
    ]
    assert len(spans) > 5
    assert {span.role for span, _ in spans} == {FIRST, SECOND, DIM}


@pytest.mark.parametrize("cells", [80, 98, 118, 198])
@pytest.mark.parametrize("seat", ["us", "china"])
def test_while_others_move_texts_of_the_hand_begin_below_one_another(
    scene: Scene, seat: str, cells: int
) -> None:
    """Those of acts stood two cells off, and on a large screen all behind an empty column."""
    game = Game(scene.view.rules)
    match = Match(game, seated(game, 7), 7)
    while match.state.round < 1 or game.redact(match.state, seat).to_move == seat:
        match.step()
    mine = Scene(game.redact(match.state, seat), scene.titles, side=seat)
    starts = {
        line_width(line[:place])
        for row in hand.hand_rows(mine, cells, 12)
        for line in row.lines
        for place, span in enumerate(line)
        if span.role == DIM and len(span.text.strip()) > 20 and span.text[0] != " "
    }
    assert len(starts) == 1
    assert max(starts) < 50


@pytest.mark.parametrize("seat", ["us", "china"])
def test_what_is_in_force_comes_first_and_of_it_one_s_own(scene: Scene, seat: str) -> None:
    game = Game(scene.view.rules)
    mine = replace(scene, view=game.redact(game.new(), seat))
    whole = replace(mine, unfolded=frozenset(["measures"]))
    rows = {row.id: row for row in policies(mine.deck, mine.view)}
    shown = [rows[row.targets[0].id] for row in standing.measure_rows(whole, NARROW, 10)]
    assert len(shown) == len(rows)
    assert {row.seat for row in shown if row.in_force} == {"us", "china"}
    order = [(not row.in_force, row.seat != seat) for row in shown]
    assert order == sorted(order)


@pytest.mark.parametrize("pane", ["measures", "projects"])
def test_what_is_at_rest_is_counted_until_somebody_asks(scene: Scene, pane: str) -> None:
    begun = Game(scene.view.rules).position({"turn": "us", "project.us_magnets": 1})
    scene = replace(scene, view=Game(scene.view.rules).redact(begun, "us"))
    *some, rest = maker(pane)(scene, TIGHT, 10)
    whole = maker(pane)(replace(scene, unfolded=frozenset([pane])), TIGHT, 10)
    assert rest.targets == (Target("rest", pane),)
    assert text([rest]).startswith(f"{len(whole) - len(some)} more ")
    assert [row.targets for row in whole[: len(some)]] == [row.targets for row in some]


def test_where_two_share_a_line_each_side_has_its_heaviest_and_the_rest_is_counted(
    scene: Scene,
) -> None:
    game = Game(scene.view.rules)
    given = {f"measure.{one.id}": one.max for one in scene.deck.measures}
    full = replace(scene, view=game.redact(game.position({"turn": "us", **given}), "us"))
    said = standing.measure_rows(full, NARROW, 3)
    targets = [target for row in said for target in row.targets]
    owners = [full.measure(one.id).seat for one in targets[:-1]]
    assert len(said) == 3
    assert sorted(owners) == ["china"] * 3 + ["us"] * 2
    assert f"+{len(given) - 5} in force" in text(said)
    assert all(line_width(line) <= NARROW for row in said for line in row.lines)
    some = {one.id: one.max for one in scene.deck.measures[:8]}
    levels = {f"measure.{one.id}": some.get(one.id, 0) for one in scene.deck.measures}
    half = replace(scene, view=game.redact(game.position({"turn": "us", **levels}), "us"))
    assert text(standing.measure_rows(half, NARROW, 3)).rstrip().endswith(" +3 in force")


def test_a_list_with_nothing_in_force_is_not_folded(scene: Scene) -> None:
    game = Game(scene.view.rules)
    given = {f"measure.{one.id}": 0 for one in scene.deck.measures}
    none = replace(scene, view=game.redact(game.position({"turn": "us", **given}), "us"))
    assert len(standing.measure_rows(none, NARROW, 10)) == len(scene.deck.measures)


def test_a_measure_in_half_a_line_takes_cells_that_the_other_half_can_spare(scene: Scene) -> None:
    game = Game(scene.view.rules)
    levels = {"retaliation": 1, "minor_metals": 1, "compute_control": 2, "tool_control": 2}
    levels |= {"affiliates_rule": 2, "port_fees": 1}
    given = {f"measure.{one.id}": levels.get(one.id, 0) for one in scene.deck.measures}
    some = replace(scene, view=game.redact(game.position({"turn": "us", **given}), "us"))
    said = [line_text(row.lines[0]) for row in standing.measure_rows(some, 38, 3)]
    assert any("Affiliates rule " in line for line in said)
    assert max(map(len, said)) <= 38


def test_a_card_in_hand_tells_its_largest_effects(scene: Scene) -> None:
    game = Game(scene.view.rules)
    given = {"turn": "us", "hand.us": ["threat_hundred"], "measure.reciprocal_duty": 0}
    mine = replace(scene, view=game.redact(game.position(given), "us"))
    found = largest(mine, "play threat_hundred")
    shares = [
        abs(one.moved.new - one.moved.old)
        / (mine.by_name[one.moved.name].most - mine.by_name[one.moved.name].least)
        for one in found
        if not one.when
    ]
    assert len(shares) > MOST
    assert shares == sorted(shares, reverse=True)
    for cells in (NARROW, WIDE):
        said = text(hand.hand_rows(mine, cells, 9))
        first = found[0].moved
        assert f"{mine.briefest[first.name]} ▼{first.new - first.old:+d}" in said
    line = text(hand.hand_rows(mine, WIDE, 3)).split("\n")[0]
    assert line.count("▲") + line.count("▼") == MOST


def test_a_title_has_the_cells_of_what_is_not_said_of_its_card(scene: Scene) -> None:
    game = Game(scene.view.rules)
    mine = replace(scene, view=game.redact(game.position({"hand.us": ["threat_hundred"]}), "us"))
    assert "Threat of a Hundred Points " in text(hand.hand_rows(mine, 80, 9))


def test_a_card_that_cannot_be_played_says_why(scene: Scene) -> None:
    game = Game(scene.view.rules)
    given = {"turn": "us", "hand.us": ["grey_market"], "us.capital": 0}
    mine = replace(scene, view=game.redact(game.position(given), "us"))
    assert "not now: it costs 1 capital" in text(hand.hand_rows(mine, WIDE, 9))
    narrow = text(hand.hand_rows(mine, 80, 9))
    assert "  it costs 1 capital, and there is 0." in narrow
    assert "not now" not in narrow


@pytest.mark.parametrize("cells", [NARROW, WIDE])
def test_a_card_that_can_only_be_discarded_is_told_from_one_that_is_of_no_use(
    scene: Scene, cells: int
) -> None:
    game = Game(scene.view.rules)
    given = {"turn": "us", "hand.us": ["grey_market", "threat_hundred"], "us.capital": 0}
    poor = game.redact(game.position(given), "us")
    assert "capital grey_market" in [action.text for action in poor.legal]
    rows = hand.hand_rows(replace(scene, view=poor), cells, 9)
    signs = {row.targets[0].id: row.lines[0][1].text.strip() for row in rows}
    assert signs["grey_market"] == DISCARDED
    assert signs["threat_hundred"] == scene.glyphs.yes
    left = tuple(one for one in poor.legal if one.text != "capital grey_market")
    none = replace(poor, legal=left)
    rows = hand.hand_rows(replace(scene, view=none), cells, 9)
    signs = {row.targets[0].id: row.lines[0][1].text.strip() for row in rows}
    assert signs["grey_market"] == scene.glyphs.no


@pytest.mark.parametrize("name", ["primer", "entanglement"])
def test_titles_of_the_hand_stand_whole_or_are_cut_behind_a_word(
    decks: dict[str, DeckRef], name: str
) -> None:
    game = shared_game(decks[name])
    for seat in game.seats:
        given = {"turn": seat, f"hand.{seat}": [], f"{seat}.capital": 0}
        view = game.redact(game.position(given), seat)
        mine = Scene(view, titles_of(game.deck))
        own = [one for one in game.deck.cards if one.seat in (seat, "")]
        sizes = columns.column_sizes(mine, own, 80)
        rows = [hand._card_row(mine, 1, card, 80, 1, sizes) for card in own]
        rows += [moves.action_row(mine, one, 80, sizes) for one in _actions(mine)]
        titles = [card.title for card in own] + [one.title for one in _actions(mine)]
        for row, title in zip(rows, titles, strict=True):
            said = row.lines[0][2].text.rstrip()
            kept = said.removesuffix("…")
            assert title.startswith(kept)
            is_whole = said == title or title[len(kept)] in " ,:"
            assert is_whole or len(kept.rpartition(" ")[0]) < len(row.lines[0][2].text) // 2, said


@pytest.mark.parametrize("cells", [78, 98])
@pytest.mark.parametrize("card", ["minerals_pact", "public_threat"])
def test_what_effects_and_a_price_leave_of_a_row_of_the_hand_is_its_title(
    decks: dict[str, DeckRef], cells: int, card: str
) -> None:
    game = shared_game(decks["primer"])
    given = {"phase": "plays", "turn": "us", "hand.us": [card, "price_floor"], "us.capital": 6}
    seen = game.redact(game.position(given), "us")
    rows = hand.hand_rows(Scene(seen, titles_of(game.deck), side="us"), cells, 20)
    said = {row.targets[0].id: line_text(row.lines[0]) for row in rows}
    assert "Relief for farms and factories" in said["relief"]
    ends = [said[one].index("c ") for one in ("court", "price_floor", "listing")]
    assert len(set(ends)) == 1, "prices stand below one another"
    assert 0 <= said["relief"].index("2c ") + 1 - ends[0] <= 3


@pytest.mark.parametrize("phase", ["headline", "plays"])
@pytest.mark.parametrize("lines", [8, 14])
def test_texts_beside_effects_begin_below_one_another(
    decks: dict[str, DeckRef], phase: str, lines: int
) -> None:
    """At 120 columns each began right behind its effects."""
    game = shared_game(decks["entanglement"])
    held = game.deck.cards[0].id, game.deck.cards[1].id
    given = {"phase": phase, "turn": "us", "hand.us": list(held), "us.capital": 6}
    one = Scene(game.redact(game.position(given), "us"), titles_of(game.deck), side="us")
    texts = [card.text for name in held for card in game.deck.cards if card.id == name]
    texts += [action.text for action in _actions(one) if action.text]
    said = [line_text(row.lines[0]) for row in hand.hand_rows(one, 118, lines)]
    starts = {row.index(text[:12]) for row in said for text in texts if text[:12] in row}
    assert len(starts) == 1


def _actions(scene: Scene) -> list[SeatAction]:
    return [one for one in scene.deck.actions if one.seat == scene.me]


@pytest.mark.parametrize("cells", [80, WIDE, 160])
def test_what_waits_for_the_headlines_is_not_refused_row_by_row(scene: Scene, cells: int) -> None:
    game = Game(scene.view.rules)
    given = {"turn": "us", "phase": "headline", "hand.us": ["grey_market"]}
    mine = replace(scene, view=game.redact(game.position(given), "us"))
    assert mine.view.phase == "headline"
    said = [text([row]) for row in hand.hand_rows(mine, cells, 9)]
    assert not any("not in this phase" in one for one in said)
    assert reason(mine, "act listing") == "the headlines come first."
    first, *others = [one for one in said if one.strip().startswith(mine.glyphs.no)]
    assert "the headlines come first." in first
    assert others
    assert not any("the headlines come first." in one for one in others)


@pytest.mark.parametrize("cells", [80, 120])
def test_why_not_is_told_whole_beside_a_card(decks: dict[str, DeckRef], cells: int) -> None:
    game = shared_game(decks["primer"])
    given = {"turn": "china", "hand.china": ["big_fund", "content_rule"]}
    view = game.redact(game.position(given), "china")
    told = text(hand.hand_rows(Scene(view, titles_of(game.deck)), cells, 6))
    assert "only if Fab and memory has been begun." in told
    assert "Rare-earth licensing is in force." in told


@pytest.mark.parametrize("cells", [80, WIDE])
def test_why_not_is_said_without_the_title_that_stands_before_it(scene: Scene, cells: int) -> None:
    game = Game(scene.view.rules)
    at = game.position({"turn": "us", "hand.us": ["half_owned"]})
    mine = replace(scene, view=game.redact(at, "us"))
    assert "played only as an answer to an act." in text(hand.hand_rows(mine, cells, 9))


def test_a_card_that_is_an_answer_alone_shows_what_the_answer_costs(
    decks: dict[str, DeckRef],
) -> None:
    game = shared_game(decks["moon_race"])
    card = next(one for one in game.rules.program.cards if one.is_answer)
    seat = game.seats[max(card.seat, 0)]
    view = game.redact(game.position({"turn": seat, f"hand.{seat}": [card.id]}), seat)
    scene = Scene(view, titles_of(game.deck))
    assert card.response
    assert columns.cost_text(scene, scene.card(card.id), card) == "1c"


@pytest.mark.parametrize("cells", [100, 110, 120, 200])
def test_a_long_title_takes_no_colour_from_the_line_above(
    decks: dict[str, DeckRef], cells: int
) -> None:
    loaded = shared_game(decks["primer"]).loaded
    long = loaded.written.model_copy(update={"title": "A title that goes on and on " * 5})
    game = Game(replace(loaded, written=long))
    scene = Scene(game.redact(game.new(), "us"), titles_of(game.deck))
    line = status_line(scene, cells)
    assert line_width(line) == cells
    coloured = [span for span in status_line(scene, 300) if span.role == STRONG]
    assert coloured
    assert all(span in line for span in coloured)


@pytest.mark.parametrize(
    ("lead", "said"), [(0, "lead level"), (7, "lead ◆US 7"), (-12, "lead ◇CH 12")]
)
@pytest.mark.parametrize("cells", [80, 100, 120, 200])
def test_a_contest_says_who_leads_in_the_line_above(
    decks: dict[str, DeckRef], cells: int, lead: int, said: str
) -> None:
    game = shared_game(decks["primer"])
    position = game.position({"turn": "us", "shared.lead": lead})
    scene = Scene(game.redact(position, "us"), titles_of(game.deck))
    line = status_line(scene, cells)
    assert line_width(line) == cells
    assert said in line_text(line)


@pytest.mark.parametrize("clock", [None, LATE])
@pytest.mark.parametrize(
    ("deck", "lead"),
    [("primer", 7), ("primer", -90), ("entanglement", 100), ("entanglement", -100)],
)
def test_no_number_is_cut_in_the_line_above_and_none_gives_way_to_words(
    decks: dict[str, DeckRef], deck: str, lead: int, clock: PublicClock | None
) -> None:
    """Capital gave way to a lead of three digits; beside a clock the lead itself was cut."""
    game = shared_game(decks[deck])
    given = {"shared.lead": lead, "us.capital": 9, "game.round": 4}
    for seat, phase in itertools.product(game.seats, ("plays", "world", "headline")):
        if phase == "headline" and deck == "primer":
            continue
        state = game.position(given | {"turn": seat, "phase": phase})
        mine = Scene(game.redact(state, "us"), titles_of(game.deck), unsaved=123, clock=clock)
        for cells in range(80, 150):
            line = line_text(status_line(mine, cells))
            assert width(line) == cells
            assert re.search(rf" cap(ital)? 9/\d+ · lead (◆US|◇CH) {abs(lead)} ", line), line


def test_the_lead_is_said_though_there_is_no_room_for_capital_beside_it(
    decks: dict[str, DeckRef],
) -> None:
    game = shared_game(decks["entanglement"])
    match, seen = Match(game, seated(game, 3), 3), 0
    while not match.is_over and seen < 6:
        match.step()
        view = game.redact(match.state, "us")
        if view.phase == "world" and view.to_move == "china" and view.match_end:
            line = line_text(status_line(Scene(view, titles_of(game.deck)), 80))
            assert re.search(r" lead (level|◆US \d|◇CH \d)", line)
            seen += 1
    assert seen == 6


@pytest.mark.parametrize(
    ("variant", "cells", "said"),
    [
        pytest.param("", 80, " R1/20-24, 2025 Q1", id="small"),
        pytest.param("", 120, " Round 1 of 20 to 24, 2025 Q1", id="large"),
        pytest.param("short", 80, " R1/8, 2025 Q1", id="of a certain length"),
    ],
)
def test_the_line_above_says_between_what_rounds_the_game_ends(
    decks: dict[str, DeckRef], variant: str, cells: int, said: str
) -> None:
    game = shared_game(DeckRef(decks["entanglement"].folder, variant))
    first = Scene(game.redact(game.position({"turn": "us"}), "us"), titles_of(game.deck))
    assert line_text(status_line(first, cells)).startswith(said)


def test_the_prompt_says_at_the_end_who_won(decks: dict[str, DeckRef]) -> None:
    game = shared_game(decks["kitchen_contest"])
    players = seated(game, 1)
    end = Match(game, players, 1).run().state
    scene = Scene(game.redact(end, game.seats[0]), titles_of(game.deck))
    assert scene.view.match_end
    said = line_text(prompt_line(scene, 200))
    assert who_won(scene.view.match_end, scene.titles.seats) in said


def test_the_prompt_says_how_it_ended_where_nobody_can_win(decks: dict[str, DeckRef]) -> None:
    """It said that the game is over, and no more."""
    game = shared_game(DeckRef(decks["primer"].folder, "seminar"))
    end = Match(game, seated(game, 1), 1).run().state
    scene = Scene(game.redact(end, game.seats[0]), titles_of(game.deck))
    how = scene.titles.endings[scene.view.ending]
    assert f"The game is over: {how}." in line_text(prompt_line(scene, 200))


def test_a_round_of_the_chart_tells_what_people_watched_then(decks: dict[str, DeckRef]) -> None:
    game = shared_game(decks["primer"])
    scene = Scene(game.redact(game.new(), "us"), titles_of(game.deck), side="us")
    scene = replace(scene, course={"shared.tension": [30, 41, 52]})
    then = text(detail_rows(scene, Target("round", "2"), "", NARROW))
    assert "Round 2 of 6" in then
    assert "52  Tension" in then


@pytest.mark.parametrize("lines", [11, 13, 17])
def test_what_a_choice_would_do_is_seen_beside_it(decks: dict[str, DeckRef], lines: int) -> None:
    game = shared_game(decks["primer"])
    match = Match(game, seated(game, 1), 1)
    seen = 0
    while not match.is_over and seen < 60:
        match.step()
        scene = Scene(game.redact(match.state, "us"), titles_of(game.deck))
        targets = [Target("card", card) for card in scene.view.hand]
        for option in (one for target in targets for one in options(scene, target)):
            if option.is_legal:
                target = Target("card", split(option.text)[1].split()[0])
                found = detail_rows(scene, target, option.text, 80, lines)
                shown = text(found).split("\n")[: lines - 1]
                assert any(line.startswith("If you do") for line in shown), text(found)
                seen += 1
    assert seen >= 60


def test_prices_of_cards_and_of_moves_without_one_stand_below_one_another(scene: Scene) -> None:
    game = Game(scene.view.rules)
    given = {"turn": "us", "hand.us": ["grey_market", "threat_hundred"], "us.capital": 9}
    mine = replace(scene, view=game.redact(game.position(given), "us"))
    ends = set()
    for row in hand.hand_rows(mine, WIDE, 20):
        if row.targets[0].kind in ("card", "action"):
            price = next(n for n, span in enumerate(row.lines[0]) if PRICE.fullmatch(span.text))
            ends.add(line_width(row.lines[0][: price + 1]))
    assert len(ends) == 1


def test_lines_that_are_left_tell_the_printed_text(scene: Scene) -> None:
    game = Game(scene.view.rules)
    given = {"turn": "us", "hand.us": ["grey_market", "threat_hundred"], "us.capital": 9}
    mine = replace(scene, view=game.redact(game.position(given), "us"))
    rows = hand.hand_rows(mine, ROOMY, 30)
    cards = [mine.card(row.targets[0].id).text for row in rows if row.targets[0].kind == "card"]
    moves = [mine.action(row.targets[0].id) for row in rows if row.targets[0].kind == "action"]
    assert (len(cards), len(moves)) == (2, 5)
    said = unwrapped(line[START:] for line in text(rows).split("\n"))
    for printed in (*cards, *(one.text or "" for one in moves)):
        assert " ".join(printed.split()) in said
    least = hand.hand_rows(mine, ROOMY, len(rows))
    assert rows_height(least) == len(rows)


@pytest.mark.parametrize("cells", [NARROW, LARGE])
def test_a_text_that_goes_on_says_so(scene: Scene, cells: int) -> None:
    game = Game(scene.view.rules)
    given = {"turn": "us", "hand.us": ["grey_market", "threat_hundred"], "us.capital": 9}
    mine = replace(scene, view=game.redact(game.position(given), "us"))
    printed = " ".join(mine.card("threat_hundred").text.split())
    for lines_left in range(8, 24):
        rows = hand.hand_rows(mine, cells, lines_left)
        row = next(row for row in rows if row.targets == (Target("card", "threat_hundred"),))
        below = [line_text(line).strip() for line in row.lines[1:]]
        said = " ".join(line for line in below if line.strip("…") in printed)
        assert said.endswith("…") or said in ("", printed), said


def test_a_row_with_no_room_for_text_tells_more_effects(scene: Scene) -> None:
    game = Game(scene.view.rules)
    given = {"turn": "us", "hand.us": ["grey_market"], "us.capital": 9}
    mine = replace(scene, view=game.redact(game.position(given), "us"))
    found = largest(mine, "act squeeze")
    assert len(found) > MOST
    rows = hand.hand_rows(mine, SMALLER, 9)
    line = text([row for row in rows if row.targets == (Target("action", "squeeze"),)])
    assert line.count("▲") + line.count("▼") > MOST


def test_passing_tells_what_else_is_open(scene: Scene) -> None:
    game = Game(scene.view.rules)
    given = {"turn": "us", "hand.us": ["grey_market"], "us.capital": 9}
    mine = replace(scene, view=game.redact(game.position(given), "us"))
    open_now = {
        kind: len({one.arg for one in mine.view.legal if one.verb.thing == kind})
        for kind in ("measure", "project")
    }
    assert all(open_now.values())
    line = next(line for line in text(hand.hand_rows(mine, WIDE, 9)).split("\n") if "Pass" in line)
    assert f"m {open_now['measure']} measures open   p {open_now['project']} projects" in line
    line = next(line for line in text(hand.hand_rows(mine, 80, 9)).split("\n") if "Pass" in line)
    assert line.endswith(f"  m {open_now['measure']}, p {open_now['project']} open")
    assert len(line) <= 80


def test_numbers_that_one_side_alone_has_share_lines(scene: Scene) -> None:
    alone = [row for row in scene.listed if row.owner == "us"]
    titles = {row.title for row in scene.listed if row.owner == "china"}
    alone = [row for row in alone if row.title not in titles]
    rows = tracks.other_rows(scene, alone, MEDIUM)
    assert len(rows) < len(alone)
    assert {target.id for row in rows for target in row.targets} == {row.name for row in alone}
    for line in text(rows).split("\n"):
        assert len(line) <= MEDIUM
        assert "…" not in line


def test_what_the_round_would_come_to_stands_below_the_numbers(scene: Scene) -> None:
    game = Game(scene.view.rules)
    mine = replace(scene, view=game.redact(game.position({"turn": "us", "game.round": 2}), "us"))
    assert "If the round closed now" not in text(maker("tracks")(mine, LARGE, 30))
    assert "If the round closed now" in text(maker("tracks")(mine, LARGE, 60))
    assert len(text(maker("tracks")(mine, LARGE, 44)).split("\n")) <= 44


@pytest.mark.parametrize("cells", [NARROW, 80, WIDE])
def test_lines_are_measured_as_they_are_drawn(decks: dict[str, DeckRef], cells: int) -> None:
    """A joiner, as in Persian and in emoji, is written out: it was measured as if it had no cells,
    and what stood behind it was off the screen, whether all is saved first of all."""
    loaded = shared_game(decks["primer"]).loaded
    joined = {
        noun: [
            one.model_copy(update={"title": f"می\u200cخواهم\u200c {n}", "short": None})
            if "short" in type(one).model_fields
            else one.model_copy(update={"title": f"می\u200cخواهم\u200c {n}"})
            for n, one in enumerate(getattr(loaded.written, noun))
        ]
        for noun in ("seats", "tracks", "measures", "projects", "fronts", "cards", "actions")
    }
    game = Game(replace(loaded, written=loaded.written.model_copy(update=joined)))
    given = {"turn": "us", "game.round": 2, "hand.us": ["back_channel", "farm_aid"]}
    mine = Scene(game.redact(game.position(given), "us"), titles_of(game.deck))
    lines = [status_line(mine, cells), prompt_line(mine, cells)] if cells >= 80 else []
    lines += [headline(mine, cells)]
    for pane in ("hand", "tracks", "fronts", "measures", "projects", "coming"):
        lines += [line for row in maker(pane)(mine, cells, 12) for line in row.lines]
    for line in lines:
        assert cell_len(admit(line_text(line))) <= cells, line_text(line)


@pytest.mark.parametrize("cells", [TIGHT, NARROW, MEDIUM, WIDE])
def test_a_measure_of_many_levels_keeps_its_title_and_its_number(cells: int) -> None:
    """Twenty signs took the room of the title, and of 12 of 20 stood 12/ alone."""
    many = {"id": "toll", "title": "Toll", "seat": "north", "max": 20, "tighten": {}}
    game = tiny(measures=[many])
    view = game.redact(game.position({"turn": "north", "measure.toll": 12}), "north")
    (row,) = standing.measure_rows(Scene(view, titles_of(game.deck)), cells, 1)
    assert line_width(row.lines[0]) == cells
    assert re.search(r"Toll .*12/20( |$)", text([row]))


def test_a_front_that_is_named_says_in_full_when_it_is_judged(scene: Scene) -> None:
    far = replace(scene.view.fronts[0], due=12, is_named=True, stake=10, value=2, now=-20, then=0)
    row = fronts._row(scene, far, MEDIUM, 0)
    assert " in12*" in text([row])
    assert line_width(row.lines[0]) == MEDIUM


LARGE_TRACKS = [
    {"id": "calm", "title": "Calm", "of": "shared", "min": -100_000, "max": 100_000},
    {"id": "grain", "title": "Grain", "of": "seats", "min": -100_000, "max": 100_000},
    {"id": "stock", "title": "Stock", "of": "seats", "max": 100_000, "unit": "weeks"},
]
LARGE_STARTS = {"shared.calm": -54_321, "north.grain": 23_456, "south.grain": -34_567}
LARGE_MOVES = (-11_111, 12_345, -23_456, -20_000, -54_321)
LARGE_STARTS |= {"north.stock": 45_678, "south.stock": 99_999}


@pytest.mark.parametrize("board", [None, {"stores": [{"number": "north.stock"}]}])
@pytest.mark.parametrize("cells", [TIGHT, NARROW, MEDIUM, LARGE, WIDE])
def test_large_numbers_are_never_cut(board: dict[str, object] | None, cells: int) -> None:
    """Of 23456 stood `234…`, close to the number beside it."""
    moved = [f"{name} += {change}" for name, change in zip(LARGE_STARTS, LARGE_MOVES, strict=True)]
    more = {"board": board} if board else {}
    game = tiny(tracks=LARGE_TRACKS, rules=[rule("account", *moved)], **more)
    players = seated(game, 1)
    match = Match(game, players, 1, start=game.position({"turn": "north", **LARGE_STARTS}))
    while match.state.round < 2:
        match.step()
    scene = Sitting(match).scene("north")
    said = {row.name: row.value for row in scene.markers if row.name in LARGE_STARTS}
    before = {name: said[name] - change for name, change in zip(said, LARGE_MOVES, strict=True)}
    scene = replace(scene, before=before)
    for pane in ("tracks", "common"):
        rows = maker(pane)(replace(scene, unfolded=frozenset([pane])), cells, 20)
        assert max(line_width(line) for row in rows for line in row.lines) <= cells
        told = text(rows)
        shown = {target.id for row in rows for target in row.targets}
        for name in shown & set(said):
            assert re.search(rf"(?<![\d-]){said[name]}(?!\d)", told), (name, told)
        changes = re.findall(r"[▲▼]([-+]\d+)", told)
        assert {int(one) for one in changes} <= set(LARGE_MOVES)
        assert changes or cells < MEDIUM
        assert shown & set(said)


def test_a_project_tells_its_next_stage_with_its_price(
    scene: Scene, decks: dict[str, DeckRef]
) -> None:
    game = Game(scene.view.rules)
    state = game.position({"turn": "us", "project.us_metal": 1})
    mine = replace(scene, view=game.redact(state, "us"))
    metal, second = mine.project("us_metal"), mine.project("us_metal").stages[1]
    lines = text(standing.project_rows(mine, MEDIUM, 40)).split("\n")
    line = next(line for line in lines if (metal.short or metal.title) in line)
    assert f"{second.title} {second.cost['capital']}c" in line
    few = shared_game(decks["primer"])
    short = Scene(few.redact(few.new(), "us"), titles_of(few.deck))
    for project in short.deck.projects:  # short titles leave room in a narrow pane too
        assert f"{project.stages[0].title} " in text(standing.project_rows(short, TIGHT + 3, 4))


@pytest.mark.parametrize("deck", ["primer", "entanglement"])
def test_a_project_tells_what_its_next_stage_costs_in_a_pane_of_any_width(
    deck: str, decks: dict[str, DeckRef]
) -> None:
    """In a narrow pane the price gave way to the stage's name, and nothing said that it had."""
    game = shared_game(decks[deck])
    for stage in (0, 1):
        begun = {f"project.{one.id}": stage for one in game.deck.projects}
        view = game.redact(game.position({"turn": "us", **begun}), "us")
        shown = Scene(view, titles_of(game.deck), unfolded=frozenset(["projects"]))
        for cells in range(TIGHT, LARGE):
            for row in standing.project_rows(shown, cells, 4)[: len(game.deck.projects)]:
                stages = shown.project(row.targets[0].id).stages
                price = stages[stage].cost.get("capital") if stage < len(stages) else 0
                said = text([row]).rstrip()
                assert not price or said.endswith(f" {price}c"), said
                assert line_width(row.lines[0]) == cells


def test_a_project_tells_how_long_it_is_in_work_in_a_pane_of_any_width(scene: Scene) -> None:
    game = Game(scene.view.rules)
    at_work = {f"project.{one.id}.working": 12 for one in game.deck.projects}
    mine = replace(scene, view=game.redact(game.position({"turn": "us", **at_work}), "us"))
    for cells in range(TIGHT, LARGE):
        for row in standing.project_rows(mine, cells, 4)[: len(game.deck.projects)]:
            assert text([row]).rstrip().endswith(" 12r")


def test_a_project_tells_its_next_stage_as_what_comes_and_not_as_what_is_reached(
    scene: Scene,
) -> None:
    game = Game(scene.view.rules)
    state = game.position({"turn": "us", "project.us_metal": 1})
    mine = replace(scene, view=game.redact(state, "us"))
    first, second = mine.project("us_metal").stages[:2]
    every = replace(mine, unfolded=frozenset(["projects"]))
    for shown, mark in ((mine, "next: "), (every, mine.glyphs.arrow)):  # one way for all rows
        for cells in (TIGHT + 4, MEDIUM):
            rows = standing.project_rows(shown, cells, 9)
            row = next(row for row in rows if row.targets == (Target("project", "us_metal"),))
            assert f" {mark}{second.title}" in text([row])
            assert ("next: " in text(rows)) == (mark == "next: ")
    said = "\n".join(lines(mine.titles, QUERIES["projects"].make(mine, "")))
    stages = mine.project("us_metal").stages
    assert f": {first.title}, 1 of {len(stages)}; next: {second.title}" in said
    assert f": nothing yet, 0 of {len(stages)}; next: {first.title}" in said


def test_titles_are_cut_behind_a_word(scene: Scene) -> None:
    rows = {row.short: row for row in policies(scene.deck, scene.view)}
    for title, cells, cut in (
        ("Magnet licensing", 24, "Magnet licensing "),
        ("Magnet licensing", 18, "Magnet… "),
        ("Reciprocal duty", 18, "Reciprocal… "),
        ("Reciprocal duty", 15, "Reciproc… "),
    ):
        half = standing._half(scene, replace(rows[title], level=0), cells)
        assert sum(map(len, (span.text for span in half))) == cells
        assert half[1].text.rstrip() == cut.rstrip()


@pytest.mark.parametrize("cells", range(9, 14))
def test_no_two_measures_look_alike_once_cut(decks: dict[str, DeckRef], cells: int) -> None:
    for ref in decks.values():
        shorts = [short_title(one) for one in shared_game(ref).deck.measures]
        cut = [clip(short, cells) for short in shorts]
        assert len(set(cut)) == len(set(shorts)), ref


def test_a_title_of_a_constituency_or_of_a_stage_is_cut_with_a_mark(scene: Scene) -> None:
    game = Game(scene.view.rules)
    parties = [marker.name for home in homes(scene) for _, marker in home.parties]
    state = game.position({"turn": "us", "game.round": 2, **dict.fromkeys(parties, 25)})
    mine = replace(scene, view=game.redact(state, "us"))
    titles = {title for home in homes(mine) for title, _ in home.parties}
    titles |= {stage.title for one in chains(mine) for stage in one.stages}
    words = {word for title in titles for word in title.split()}
    told = [
        row
        for row in maker("tracks")(mine, 38, 40)
        if row.targets and row.targets[0].id in {*parties, *_binding(mine)}
    ]
    said = re.findall(r"[^\W\d]+…?", text(told))
    assert any(word.endswith("…") for word in said)
    assert all(word in words or word.endswith("…") for word in said)


def _binding(scene: Scene) -> set[str]:
    """The stages that stand for their chains."""
    return {one.binding.name for one in chains(scene)}


def test_a_date_has_the_name_of_its_round_where_there_is_room(scene: Scene) -> None:
    game = Game(scene.view.rules)
    mine = replace(scene, view=game.redact(game.position({"turn": "us", "game.round": 2}), "us"))
    first = ahead(mine)[0]
    label = mine.deck.rounds.labels[1 + first.wait]
    line = text(coming.next_rows(mine, MEDIUM, 40)).split("\n")[0]
    assert line.endswith(f" {label}")
    assert len(line) == MEDIUM
    assert label not in text(coming.next_rows(mine, TIGHT, 40)).split("\n")[0]


def test_all_constituencies_are_told_where_titles_are_long(scene: Scene) -> None:
    game = Game(scene.view.rules)
    parties = [marker.name for home in homes(scene) for _, marker in home.parties]
    state = game.position({"turn": "us", "game.round": 2, **dict.fromkeys(parties, 25)})
    mine = replace(scene, view=game.redact(state, "us"))
    rows = maker("tracks")(mine, MEDIUM, 27)
    told = [target.id for row in rows for target in row.targets if target.kind == "number"]
    assert parties
    assert set(parties) <= set(told)


def test_dates_are_told_whole_as_far_as_lines_are_left(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [replace(one, short="", parts=()) for one in ahead(scene)[:3]]
    monkeypatch.setattr(coming, "ahead", lambda _: found)
    whole = [len(row.lines) for row in coming.next_rows(scene, TIGHT, 500)]
    assert whole == [1, 2, 1]
    for most in (3, 4):
        rows = coming.next_rows(scene, TIGHT, most)
        assert rows_height(rows) == most
        assert ("…" in text(rows)) == (most == 3)


def test_fronts_that_share_a_date_are_told_by_short_titles_where_they_do_not_fit(
    scene: Scene,
) -> None:
    said = [one.said for one in ahead(scene)]
    assert "judged: Allies 3, Terms of trade 3" in said
    told = text(coming.next_rows(scene, 34, 3))
    assert "judged: Allies 3, Terms 3" in told


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        pytest.param(60, "judged: Wells 3, Roads 2, Bridges 2, Ferries 4", id="all with stakes"),
        pytest.param(44, "judged: Wells, Roads, Bridges, Ferries", id="all by name"),
        pytest.param(38, "judged: Wells, Roads (c: 2 more)", id="some, and how many more"),
        pytest.param(37, "judged: Wells, Roads (c: +2)", id="the same in fewer words"),
        pytest.param(31, "judged: Wells (c: 3 more)", id="the first"),
    ],
)
def test_of_many_fronts_on_one_date_none_goes_untold(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, cells: int, said: str
) -> None:
    titles = ("Wells", "Roads", "Bridges", "Ferries")
    stakes = zip(titles, (3, 2, 2, 4), strict=True)
    short = ", ".join(f"{title} {stake}" for title, stake in stakes)
    one = Ahead(0, "judged", f"The very old {short}", short=f"judged: {short}", parts=titles)
    monkeypatch.setattr(coming, "ahead", lambda _: [one])
    monkeypatch.setattr(coming, "DATED", 100)
    monkeypatch.setattr(coming, "CHART", 100)
    assert text(coming.next_rows(scene, cells, 1)) == f"now   {said}"


def test_a_number_that_moved_stands_near_its_title(scene: Scene) -> None:
    moved = Moves((Moved("us.capital", 4, 2, 2),))
    near, far = (text(typeset.rows(scene, [moved], cells)) for cells in (typeset.MOVED, 180))
    assert near == far


def test_a_number_says_its_unit_once(scene: Scene) -> None:
    weeks = [row for row in scene.listed if row.unit == "weeks" and not row.band]
    assert any("weeks" in row.title.casefold() for row in weeks)
    for row in weeks:
        line = text([Row((tuple(tracks.value_spans(scene, row, 30)),))])
        assert ("weeks" in line) == ("weeks" not in row.title.casefold())


@pytest.mark.parametrize(
    ("cells", "went"),
    [
        pytest.param(60, "nobody→United States", id="by name"),
        pytest.param(32, "·→◆US", id="by sign"),
        pytest.param(20, "·→◆US", id="the title is cut, not who it is"),
    ],
)
def test_whom_a_number_holds_is_never_cut(scene: Scene, cells: int, went: str) -> None:
    held = min(scene.titles.holding)
    (row,) = typeset.rows(scene, [Moves((Moved(held, 0, 1, 1),))], cells)
    (line,) = text([row]).splitlines()
    assert line.endswith(f" {went}")
    assert line_width(row.lines[0]) <= cells


def test_the_cursor_covers_one_thing_of_a_line_and_no_gap(scene: Scene) -> None:
    shared = [row for row in maker("rival")(scene, 80, 12) if len(row.targets) > 1]
    assert shared
    for row in shared:
        (line,) = row.lines
        gaps = [span for span in line if not span.text.strip()]
        assert len(gaps) == len(row.targets) - 1
        assert all(span.is_plain for span in gaps)


def test_a_mark_is_told_as_a_sentence_says_it(scene: Scene) -> None:
    said = text(maker("chains")(scene, WIDE, 40))
    ahead = [one.gauge for one in stores(scene) if not one.lasts and one.gauge.said]
    assert ahead
    for one in ahead:
        assert one.coming
        assert f", {one.coming.title} at {one.coming.at}" in said


@pytest.mark.parametrize(("pane", "kind"), [("measures", "measure"), ("projects", "project")])
def test_what_can_be_moved_now_is_marked_in_its_pane(scene: Scene, pane: str, kind: str) -> None:
    game = Game(scene.view.rules)
    state = game.position({"turn": "us", "game.round": 4})
    mine = replace(scene, view=game.redact(state, "us"), unfolded=frozenset([pane]))
    can = {one.arg for one in mine.view.legal if one.verb.thing == kind}
    sign = f"{mine.mark('us')}{mine.glyphs.yes}"
    rows = maker(pane)(mine, MEDIUM, 60)
    marked = {row.targets[0].id for row in rows if line_text(row.lines[0]).startswith(sign)}
    assert can
    assert marked == can


def test_a_row_that_leaves_effects_out_says_so_and_hides_no_harm(scene: Scene) -> None:
    """White Paper brings credibility and capital first, and a tension that rises."""
    game = Game(scene.view.rules)
    given = {"turn": "us", "hand.us": ["white_paper"]}
    mine = replace(scene, view=game.redact(game.position(given), "us"))
    every = largest(mine, "play white_paper")
    line = line_text(effect_spans(mine, every, 30))
    assert "!" in line
    assert line.rstrip().endswith(mine.glyphs.cut)
    told = [line_text(effect_spans(mine, every, cells, 2)) for cells in (60, 120)]
    assert all(one.endswith(f"{mine.glyphs.cut} {len(every) - 2} more") for one in told)
    assert mine.glyphs.cut not in line_text(effect_spans(mine, every[:1], 30))


def test_two_ways_that_are_as_likely_are_told_apart() -> None:
    ways = [{"weight": 1, "title": f"{n}", "do": [f"shared.calm += {n}"]} for n in (2, 6)]
    game = tiny(cards=[card("dice", {"chance": ways})], seats=seats({"hand": 1}))
    view = game.redact(game.position({"turn": "north", "hand.north": ["dice"]}), "north")
    mine = Scene(view, titles_of(view.deck), side="north")
    line = line_text(effect_spans(mine, largest(mine, "play dice"), 60))
    assert line.split("  ") == ["50 %: Calm ▲+2", "50 %: Calm ▲+6", ""]


def test_the_line_of_whoever_is_waited_for_moves_unless_nothing_is_to(scene: Scene) -> None:
    def said(
        seconds: float, cells: int = 120, *, is_still: bool = False, is_learning: bool = False
    ) -> str:
        return line_text(
            waiting_line(scene, seconds, cells, is_learning=is_learning, is_still=is_still)
        )

    pictures = [said(TICK_S * number) for number in range(4)]
    assert len({*pictures[:3]}) == 3
    assert pictures[3] == pictures[0]
    assert len({len(one) for one in pictures}) == 1
    assert said(0, is_still=True) == said(2 * TICK_S, is_still=True)
    assert "is learning the deck" in said(0, is_learning=True)
    assert "look around meanwhile" in said(1)
    assert "only this first time, mostly under a minute" in said(1, is_learning=True)
    assert said(21, 80, is_learning=True).endswith("  mostly under a minute")
    assert said(61, 80, is_learning=True).endswith("  longer on a busy machine")
    assert said(21, 50, is_learning=True).endswith(" 21 s")
    assert said(21, 48).endswith("  look around")


def test_the_prompt_cuts_no_key_in_the_middle() -> None:
    """At 80 cells it ended in `u takes…` where a deal could be extended."""
    game = opened("entanglement")
    told = set()
    for seed in (3, 4, 5):
        match = Match(game, seated(game, seed, "random"), seed, traced=True)
        sitting = Sitting(match)
        for turn in sitting.turns():
            if isinstance(turn, PlayerAsked):
                if turn.view.phase == "talks" and extensible(turn.view):
                    scene = replace(sitting.scene(turn.view.seat), can_undo=True)
                    told.add(line_text(prompt_line(scene, 80)).rstrip())
                if turn.view.round > 8:
                    break
                sitting.take(turn.choose())
    assert any("extend deal" in line for line in told)
    assert not [line for line in told if "…" in line]


def test_a_package_that_is_begun_is_called_what_it_is(decks: dict[str, DeckRef]) -> None:
    """Whoever went on with a game left half-way in an offer was to answer it with a counter-offer,
    or do nothing, which the rules do not allow there."""
    game = shared_game(decks["water_treaty"])
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 3, traced=True))
    steps = ["offer", "offer", "table", "counter"]
    told = list[tuple[str, str]]()
    for turn in sitting.turns():
        if not isinstance(turn, PersonAsked):
            continue
        if turn.view.phase != "talks":
            sitting.take(least(turn.view.legal))
            continue
        now = sitting.scene(sitting.mover)
        own = next((line_text(row.lines[0]) for row in hand.hand_rows(now, 80, 20)), "")
        told.append((own.strip(), line_text(prompt_line(now, 160)).strip()))
        if not steps:
            break
        word = steps.pop(0)
        sitting.take([one for one in turn.view.legal if one.verb.word == word][-1])
    assert [own for own, _ in told] == [
        "o   Put a package on the table",
        *["o   Go on with your offer"] * 2,
        "o   Answer with a counter-offer",
        "o   Go on with your counter-offer",
    ]
    assert ["x offers nothing" in said for _, said in told] == [True, *[False] * 4]
    assert [said.partition(".")[0] for _, said in told] == [
        "▸ Talks: a package, or nothing",
        *["▸ Talks: your offer, begun and not made"] * 2,
        "▸ An offer: 3 ways to answer",
        "▸ Your counter-offer: 8 ways to go on",
    ]


def test_the_prompt_names_no_way_out_that_is_shut() -> None:
    """Where a card had to be discarded it said that x passes."""
    game = opened("hospital_merger")
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 0, traced=True))
    dice, discards = random.Random(0), 0
    for turn in sitting.turns():
        if not isinstance(turn, PersonAsked):
            continue
        words = {one.verb.word for one in turn.view.legal}
        for cells in (80, 120, 200):
            said = line_text(prompt_line(sitting.scene(turn.view.seat), cells))
            ways = ("x passes", "x offers nothing", "x for none")
            assert "pass" in words or not any(way in said for way in ways)
            assert words != {"discard"} or "Discard a card: " in said
        discards += words == {"discard"}
        sitting.take(dice.choice(turn.view.legal))
    assert discards
