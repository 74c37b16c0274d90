"""Whoever observes is shown what everybody may see, as soon as it happens, and nothing else."""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CommandLine, opened, seated
from tests.rules.tiny import tiny
from tests.store.helpers import batches_of, game_of, kept, world
from tests.table.drawn import text
from tests.tui.terminal import Terminal, plain
from wargame.errors import RecordError, UsageError, WargameError
from wargame.play.control import note
from wargame.play.drive import LuckDrawn, PlayerAsked
from wargame.play.event import CONTROL
from wargame.play.log import NOBODY
from wargame.play.match import Match
from wargame.play.proceedings import CLOSE
from wargame.play.record import Record
from wargame.rules.actions import NO_INJECT
from wargame.rules.amounts import times
from wargame.rules.game import Game
from wargame.rules.verbs import CHOOSE, INJECT
from wargame.store.export import export
from wargame.store.names import Saves
from wargame.store.save import SaveFault, load
from wargame.store.savefile import create
from wargame.table.host.following import FollowedFile, FollowedSave, follow
from wargame.table.host.kept import KeptGames
from wargame.table.host.live import (
    Live,
    live_path,
    open_hands,
    public_of,
    read_public,
    write_public,
)
from wargame.table.host.sitting import Sitting
from wargame.table.panes.observed.page import page_rows_of
from wargame.table.panes.observed.public_table import observed_rows
from wargame.table.plain.observed import observed_lines
from wargame.table.told.by_itself import BY_ITSELF
from wargame.table.told.deal_form import deal_form
from wargame.table.told.hot_wash import hot_wash
from wargame.table.told.instruments import gauges, watched_numbers
from wargame.table.told.news import tell
from wargame.table.told.public import public_table
from wargame.table.told.scene import titles_of
from wargame.table.words.big import big
from wargame.table.words.glyphs import ASCII, UNICODE, Glyphs
from wargame.table.words.public import NOBODY_S, PublicChart, PublicPage, PublicTable
from wargame.table.words.rows import (
    ALERT,
    FIRST,
    SECOND,
    STRONG,
    line_text,
    line_width,
    rows_height,
)
from wargame.table.words.view_models import deciding_lead

PROJECTED = (78, 19)
"""Cells and lines of the pane in a terminal of 80 by 24."""
SECRET_NOTE = "Strictly between ourselves"


def hidden(sitting: Sitting) -> set[str]:
    """Titles that nobody but their owner may know: cards in hand that were never open."""
    game = sitting.game
    views = {seat: sitting.view(seat) for seat in game.seats}
    first = views[game.seats[0]]
    known = {card for seat in game.seats for card in (*first.discards[seat], *first.gone[seat])}
    known |= {card for seat in game.seats for card in first.known_cards(seat)}
    known |= {
        one.entry.arg
        for one in sitting.scene(game.seats[0], open_hand=False).seen
        if not one.is_secret
    }
    held = {card for view in views.values() for card in view.hand} - known
    return {card.title for card in game.deck.cards if card.id in held}


def texts(table: PublicTable) -> str:
    """All that is made of a table, in every form."""
    rows = observed_rows(table, 90, UNICODE, 200, 200)
    drawn = text(rows)
    return "\n".join([json.dumps(_plain(table)), drawn, *observed_lines(table, None)])


def _plain(table: PublicTable) -> object:
    from wargame.objects import plain_data  # noqa: PLC0415 - only here

    return plain_data(table)


@pytest.mark.parametrize("deck", ["primer", "kitchen_sink"])
def test_no_form_of_the_public_table_names_a_hidden_card(tmp_path: Path, deck: str) -> None:
    seats = dict.fromkeys(game_of(deck).seats, "random")
    games = KeptGames(Saves(tmp_path), writes_aside=False)
    sitting = games.begin(game_of(deck), seats, 5, "table")
    looked = 0
    for turn in sitting.turns():
        if isinstance(turn, LuckDrawn):
            continue
        names = hidden(sitting)
        said = texts(public_of(sitting))
        assert not [title for title in names if title in said]
        looked += bool(names)
        assert isinstance(turn, PlayerAsked)
        sitting.take(turn.choose())
    assert looked > 10
    said = texts(public_of(sitting))
    held = [sitting.titles.cards[card] for seat in seats for card in sitting.view(seat).hand]
    assert held
    assert all(title in said for title in held), "hands are open after the end"


def test_the_latest_news_say_what_was_done_and_not_when_numbers_moved() -> None:
    sitting = sit_on("primer")
    told = []
    for turn in sitting.turns():
        if isinstance(turn, PlayerAsked):
            told += [one.text for one in public_of(sitting).happened]
            sitting.take(turn.choose())
    assert len(set(told)) > 20
    assert not set(told) & set(BY_ITSELF.values())


@pytest.mark.parametrize(
    ("deck", "moves", "charts"),
    [
        pytest.param("kitchen_sink", 120, 0, id="a game that goes on"),
        pytest.param("water_treaty", 400, 6, id="a game to its end"),
    ],
)
def test_who_follows_a_growing_save_sees_what_who_opens_it_sees(
    tmp_path: Path, deck: str, moves: int, charts: int
) -> None:
    """Rulings, goings back, swaps and notes are among what happens."""
    record, batches = batches_of(deck, 3, moves)
    path = tmp_path / "table.jsonl"
    with create(path, game_of(deck), Record(record.header), world()) as file:
        followed = FollowedSave(path)
        for number, batch in enumerate(batches):
            file.append(batch)
            followed.catch_up()
            assert followed.trouble == ""
            if number % 10 == 0 or batch is batches[-1]:
                assert followed.table == FollowedSave(path).table
    assert not followed.catch_up()
    assert sum(len(page.charts) for page in followed.table.pages) == charts


def test_a_save_that_is_replaced_is_followed_from_its_start(tmp_path: Path) -> None:
    path = kept(tmp_path / "one.jsonl", "water_treaty", 1, 30)
    followed = follow(path)
    kept(tmp_path / "two.jsonl", "water_treaty", 2, 60).replace(path)
    assert followed.catch_up()
    assert followed.table == follow(path).table


def test_following_takes_no_lock_and_writes_nothing(tmp_path: Path) -> None:
    path = kept(tmp_path / "one.jsonl", "water_treaty", 1, 30)
    (tmp_path / ".one.lock").unlink()
    before = path.read_bytes()
    follow(path).catch_up()
    assert [one.name for one in tmp_path.iterdir()] == ["one.jsonl"]
    assert path.read_bytes() == before


def test_the_public_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    table = follow(kept(tmp_path / "one.jsonl", "kitchen_sink", 1, 60)).table
    write_public(tmp_path / "one.live.json", table)
    assert read_public(tmp_path / "one.live.json") == table
    assert FollowedFile(tmp_path / "one.live.json").table == table


def test_a_clock_and_a_table_that_write_at_once_never_leave_half(tmp_path: Path) -> None:
    table = follow(kept(tmp_path / "one.jsonl", "water_treaty", 1, 30)).table
    live = Live(tmp_path / "one.live.json")
    live.give(table)
    troubles: set[str] = set()
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            live.write()
            troubles.add(live.trouble)

    clock = threading.Thread(target=tick, daemon=True)
    clock.start()
    for _ in range(200):
        live.give(table)
        troubles.add(live.trouble)
        assert read_public(live.path) == table
    done.set()
    clock.join()
    assert troubles == {""}
    assert sorted(one.name for one in tmp_path.glob("*live*")) == ["one.live.json"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{}", id="no fields"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b'{"deck": 1}', id="a number for a text"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(b'"' + b"x" * 500_000 + b'"', id="long"),
    ],
)
def test_what_is_no_public_file_is_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bad.live.json"
    path.write_bytes(data)
    with pytest.raises(RecordError, match="is not the public file of a table"):
        follow(path)


def chart_of(data: dict[str, Any]) -> dict[str, Any]:
    """The first chart of a file's hot wash."""
    found: dict[str, Any] = data["pages"][0]["charts"][0]
    return found


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda data: data.update(winner=3), id="a third side wins"),
        pytest.param(lambda data: data.update(winner=-2), id="less than nobody wins"),
        pytest.param(lambda data: data.update(seats=[]), id="no sides"),
        pytest.param(lambda data: data["fronts"][0].update(leader=99), id="a side that leads"),
        pytest.param(lambda data: data["numbers"][0].update(owner=2), id="a side that has"),
        pytest.param(lambda data: chart_of(data).update(owner=2), id="a side that is charted"),
        pytest.param(lambda data: chart_of(data).update(least=-(10**9)), id="an endless chart"),
        pytest.param(lambda data: chart_of(data).update(least=5, most=4), id="a chart of nothing"),
    ],
)
def test_a_public_file_that_no_game_can_have_written_is_refused(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], None]
) -> None:
    """A screen would break at it, or draw for ever."""
    path = tmp_path / "one.live.json"
    table = follow(kept(tmp_path / "one.jsonl", "primer", 3, 1_000)).table
    write_public(path, table)
    assert follow(path).table == table
    data = json.loads(path.read_bytes())
    spoil(data)
    path.write_text(json.dumps(data))
    with pytest.raises(RecordError, match="is not the public file of a table"):
        follow(path)


def test_a_public_file_that_breaks_is_told_of_and_the_last_picture_stays(tmp_path: Path) -> None:
    table = follow(kept(tmp_path / "one.jsonl", "water_treaty", 1, 30)).table
    path = tmp_path / "one.live.json"
    write_public(path, table)
    followed = follow(path)
    path.write_bytes(b"{")
    assert followed.catch_up()
    assert followed.table == table
    assert "is not the public file" in followed.trouble


def test_a_view_and_a_damaged_save_are_refused(tmp_path: Path) -> None:
    path = kept(tmp_path / "one.jsonl", "kitchen_sink", 1, 40)
    export(load(path, world()), "lantern", tmp_path / "view.jsonl", world())
    with pytest.raises(SaveFault, match="view of seat 'lantern'"):
        follow(tmp_path / "view.jsonl")
    path.write_bytes(path.read_bytes().replace(b'"round"', b'"rounb"', 1))
    with pytest.raises(WargameError):
        follow(path)
    with pytest.raises(UsageError, match="There is no file"):
        follow(tmp_path / "none.live.json")


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("size", [(78, 18), (118, 34), (200, 55)], ids=str)
def test_the_table_fits_a_screen_of_any_size(
    any_game: Game, glyphs: Glyphs, size: tuple[int, int]
) -> None:
    from tests.tui.conftest import play_on, sit  # noqa: PLC0415 - the tables of other tests

    cells, lines = size
    sitting = sit(any_game, 3, "random", "random")
    play_on(sitting, 40)
    rows = observed_rows(public_of(sitting), -61, glyphs, cells, lines)
    drawn = [line for row in rows for line in row.lines]
    assert len(drawn) <= lines
    assert max(map(line_width, drawn)) <= cells
    told = "\n".join(line_text(line) for line in drawn)
    table = public_of(sitting)
    is_told = not table.is_over and lines > 50 and table.standing
    assert not is_told or table.standing[0] in told
    shows_all = lines > 30 and not table.is_over
    assert not shows_all or all(f" {one.title}" in told for one in table.fronts)


def drawn_lines(table: PublicTable, cells: int, lines: int) -> list[str]:
    rows = observed_rows(table, None, UNICODE, cells, lines)
    return [line_text(line) for row in rows for line in row.lines]


def test_what_stands_below_the_board_says_how_much_more_there_is() -> None:
    standing = tuple(f"Front {n}" for n in range(60))
    table = replace(public_of(sit_down()), standing=standing)
    told = drawn_lines(table, 118, 38)
    shown = re.findall(r"Front \d+", "\n".join(told))
    assert shown
    assert f" In force, and {60 - len(shown)} more" in told
    assert " In force, and" not in "".join(drawn_lines(table, 118, 90))


SCREENS = pytest.mark.parametrize("size", [(78, 19), (98, 27), (118, 37)], ids=str)


@SCREENS
@pytest.mark.parametrize("deck", ["primer", "entanglement"])
def test_the_projector_shows_every_front_and_what_is_in_force(
    deck: str, size: tuple[int, int]
) -> None:
    table = public_of(sit_on(deck))
    assert table.fronts
    assert table.standing
    told = drawn_lines(table, *size)
    for one in table.fronts:
        row = next(line for line in told if f" {one.title}" in line)
        assert one.when in row
        assert str(one.stake) in row
    assert any(line.startswith(" In force") for line in told)


@SCREENS
@pytest.mark.parametrize("deck", ["primer", "entanglement"])
def test_the_projector_keeps_a_number_of_both_sides_or_drops_it_of_both(
    deck: str, size: tuple[int, int]
) -> None:
    table = public_of(sit_on(deck))
    told = drawn_lines(table, *size)
    first, second = ([n for n in table.numbers if n.owner == seat] for seat in (0, 1))
    shared = {one.title for one in first} & {one.title for one in second}
    shorts = {one.short for one in first if one.title in shared}
    shown = [sum(line.count(f" {title} ") for line in told) for title in sorted(shared | shorts)]
    assert any(shown)
    assert [count % 2 for count in shown] == [0] * len(shown)


def test_the_projector_tells_what_is_given_in_every_deal_in_force() -> None:
    sitting = sit_on("primer")
    deals = sitting.view("").deals
    assert deals
    titles = sitting.titles.items
    standing = public_of(sitting).standing[: len(deals)]
    for deal, told in zip(deals, standing, strict=True):
        assert all(titles[one] in told for one in deal.items), told


def test_stores_are_called_by_what_is_in_them() -> None:
    told = "\n".join(drawn_lines(public_of(sit_down()), 118, 37))
    assert "Magnets in store" in told
    assert "Chips in store" in told
    assert "Weeks in store" not in told


def test_a_number_that_can_be_below_zero_has_no_bar_that_looks_half_full() -> None:
    blames = [one for one in public_of(sit_down()).numbers if one.title == "Blame for tension"]
    assert [one.part for one in blames] == [-1, -1]


def sit_on(deck: str) -> Sitting:
    from tests.tui.conftest import play_on, sit  # noqa: PLC0415 - the tables of other tests

    sitting = sit(game_of(deck), 3, "greedy", "greedy")
    play_on(sitting, 30)
    return sitting


def sit_down() -> Sitting:
    from tests.tui.conftest import sit  # noqa: PLC0415 - the tables of other tests

    return sit(game_of("primer"), 5, "greedy", "greedy")


def test_news_on_the_projector_is_of_this_round_and_no_hand_before_the_end() -> None:
    sitting = sit_down()
    for _ in range(60):
        sitting.match.step()
        scene = sitting.scene("us", open_hand=False)
        now = public_table(scene, open_hands(sitting.game, sitting.match.state))
        came = [
            one.entry
            for one in scene.seen
            if one.entry.round == now.round
            and (one.entry.dated or (one.entry.verb == INJECT and one.entry.arg != NO_INJECT))
        ]
        assert bool(now.inject) == bool(came)
        assert now.hands == ()


@pytest.mark.parametrize("cells", [78, 118, 198])
@pytest.mark.parametrize(
    "values",
    [
        pytest.param(range(76, 101), id="above 0"),
        pytest.param(range(-112, -87), id="below 0"),
        pytest.param(range(-12, 13), id="to both sides"),
    ],
)
def test_a_chart_of_many_rounds_is_whole_and_its_values_stand_apart(
    values: range, cells: int
) -> None:
    """At 120 columns one of 24 rounds was cut on every line, and its values ran together."""
    chart = PublicChart(
        title="Calm",
        owner=NOBODY_S,
        values=tuple(values),
        least=min(0, *values),
        most=max(0, *values),
    )
    page = PublicPage(title="Facts", lines=(), charts=(chart,) * 6, questions=())
    rows = page_rows_of(page, UNICODE, cells, 40)
    said = [line_text(line) for row in rows for line in row.lines]
    assert "…" not in "".join(said)
    numbers = next(line for line in said if f" {values[-1]}" in line).split()
    across = numbers.count(str(values[-1]))
    assert across == max(1, min(3, cells // 52))
    told = [int(one) for one in numbers[: len(numbers) // across]]
    assert told[-1] == values[-1]
    assert len({after - before for before, after in pairwise(told)}) == 1


@pytest.mark.parametrize(
    ("owner", "role"),
    [(0, FIRST), (1, SECOND), (NOBODY_S, STRONG)],
    ids=["first", "second", "none"],
)
def test_a_chart_is_in_the_colour_of_its_side(owner: int, role: str) -> None:
    chart = PublicChart(title="Trust", owner=owner, values=(4, 9, 2), least=0, most=9)
    page = PublicPage(title="Facts", lines=(), charts=(chart,), questions=())
    spans = [
        span
        for row in page_rows_of(page, UNICODE, 78, 24)
        for line in row.lines
        for span in line
        if "█" in span.text
    ]
    assert spans
    assert {span.role for span in spans} == {role}


def test_larger_screens_draw_larger_charts_and_the_board_below_the_end() -> None:
    from tests.tui.conftest import play_on, sit  # noqa: PLC0415 - the tables of other tests

    sitting = sit(game_of("primer"), 3, "greedy", "greedy")
    play_on(sitting, 10_000)
    table = public_of(sitting)
    small, large = (
        sum(
            "█" in span.text
            for row in page_rows_of(table.pages[0], UNICODE, *size)
            for line in row.lines
            for span in line
        )
        for size in ((118, 24), (118, 54))
    )
    assert small < large
    ended = [
        span.text
        for row in observed_rows(table, None, UNICODE, 118, 54)
        for line in row.lines
        for span in line
    ]
    assert any("Trade kept" in text for text in ended)


@pytest.mark.parametrize(
    ("winner", "what_if", "told", "role"),
    [
        pytest.param(0, "", "UNITED STATES WINS", FIRST, id="the first seat"),
        pytest.param(1, "", "CHINA WINS", SECOND, id="the second"),
        pytest.param(NOBODY_S, "", "NOBODY WINS", ALERT, id="nobody"),
        pytest.param(None, "", "", "", id="a table that names no winner"),
        pytest.param(0, "Line 2", "", "", id="a line that nobody played"),
    ],
)
def test_at_the_end_everybody_reads_who_has_won_in_large_type(
    winner: int | None, what_if: str, told: str, role: str, tmp_path: Path
) -> None:
    """The projector went on showing the round and the lead."""
    from tests.tui.conftest import play_on  # noqa: PLC0415 - the tables of other tests

    sitting = sit_down()
    assert public_of(sitting).winner is None
    play_on(sitting, 10_000)
    table = public_of(sitting)
    assert table.winner in (NOBODY_S, 0, 1)
    path = tmp_path / "table.live.json"
    write_public(path, table)
    assert read_public(path) == table
    table = replace(table, winner=winner, what_if=what_if)
    found = [row.lines[0] for row in observed_rows(table, None, UNICODE, 78, 18)]
    drawn = [line_text(line).strip() for line in found]
    large = [one.strip() for one in big(told, is_ascii=False)] if told else []
    assert drawn[: len(large)] == large
    assert {span.role for line in found[: len(large)] for span in line} == (
        {role} if told else set()
    )
    assert any("6/6" in line for line in drawn) == bool(told)


def test_the_hot_wash_tells_in_words_who_is_ahead() -> None:
    """It read "Glory 2 to -1"."""
    game = opened("moon_race")
    match = Match(game, seated(game, 1), 1, traced=True).run()
    _, causes, _ = hot_wash(Sitting(match).scene(NOBODY), "")
    told = [line for line in causes.lines if "Glory" in line and "mostly by" in line]
    assert told, "another seed"
    assert "Glory from Eastern Agency by 2 to Western Agency by 1, mostly by" in told[0]


@pytest.mark.parametrize("deck", ["primer", "kitchen_sink"])
def test_the_hot_wash_names_what_came_from_outside_once_and_how_often(deck: str) -> None:
    """It read "Fog; Fog; Gala night; Fog; Fog; Fog; Fog"."""
    game = opened(deck)
    scene = Sitting(Match(game, seated(game, 1), 1, traced=True).run()).scene(NOBODY)
    news = [one.text for one in tell(NOBODY, scene.seen, scene.titles)]
    came = Counter(text[6:-1] for text in news if text.startswith("News: "))
    (told,) = [one for one in hot_wash(scene, "")[0].lines if "from outside" in one]
    often = {title: f" ({times(count)})" if count > 1 else "" for title, count in came.items()}
    said = "; ".join(f"{title}{more}" for title, more in often.items() if "quiet" not in title)
    assert told == f"What came from outside: {said}."


@pytest.mark.parametrize("deck", ["primer", "water_treaty", "moon_race"])
def test_the_hot_wash_draws_what_moved_most_for_its_range(deck: str) -> None:
    game = opened(deck)
    scene = Sitting(Match(game, seated(game, 1), 1, traced=True).run()).scene(NOBODY)
    watched = [one.name for one in watched_numbers(scene)]
    moved = {}
    for row in scene.listed:
        if row.name == deciding_lead(game.deck):
            continue  # it is drawn once, beside what moved it
        if row.name in (watched or scene.course) and not (row.is_purse or row.holder):
            values = [*scene.course[row.name], row.value]
            part = (max(values) - min(values)) / (row.most - row.least)
            moved[scene.titles.number(row.name)] = part
    drawn = [one.title for one in hot_wash(scene, "")[0].charts]
    left = moved.keys() - drawn
    assert set(drawn) <= moved.keys()
    assert left
    assert min(moved[one] for one in drawn) + 0.001 > max(moved[one] for one in left)


@pytest.mark.parametrize("deck", ["moon_race", "primer"])
def test_no_number_has_two_charts_in_the_hot_wash_on_one_page_and_the_lead_none_beside_its_own(
    deck: str,
) -> None:
    """Glory stood among the facts, and once more among the causes as the lead."""
    game = opened(deck)
    scene = Sitting(Match(game, seated(game, 1), 1, traced=True).run()).scene(NOBODY)
    pages = [[one.title for one in page.charts] for page in hot_wash(scene, "")]
    assert all(len(set(page)) == len(page) for page in pages)
    titles = [title for page in pages for title in page]
    assert sum(title.startswith("The lead: ") for title in titles) == 1
    assert scene.titles.number(deciding_lead(game.deck)) not in titles


def test_the_hot_wash_has_three_pages_of_a_game_that_is_over(sitting: Sitting) -> None:
    assert public_of(sitting).pages == ()
    sitting.match.run()
    sitting.chart.catch_up()
    facts, causes, transfer = public_of(sitting).pages
    assert facts.charts
    assert all(len(one.values) == sitting.game.deck.rounds.max + 1 for one in facts.charts)
    assert all(len(set(one.values)) > 1 for one in facts.charts)
    titles, scene = titles_of(sitting.game.deck), sitting.scene("us")
    watched = {titles.number(one.name) for one in watched_numbers(scene)}
    assert {one.title for one in facts.charts} <= watched
    assert "mostly by" in " ".join(causes.lines)
    asked = [*facts.questions, *causes.questions, *transfer.questions]
    every = [one for one in sitting.game.deck.questions if one.when is None]
    assert [one for one in every if one.ask not in asked] == []
    assert "Anger at home (United States)" in [one.title for one in causes.charts]
    for glyphs in (UNICODE, ASCII):
        for cells, lines in ((78, 18), (118, 34)):
            for page in (facts, causes, transfer):
                drawn = [
                    line for row in page_rows_of(page, glyphs, cells, lines) for line in row.lines
                ]
                assert max(map(line_width, drawn)) <= cells


@pytest.mark.parametrize("cells", [78, 118, 198])
def test_a_projector_shows_large_numbers_whole_and_titles_apart(cells: int) -> None:
    tracks = [
        {"id": "stock", "title": "Stock", "of": "seats", "max": 99_999, "unit": "tonnes"},
        {"id": "calm", "title": "Calm", "of": "shared", "min": -1_000_000, "max": 9},
    ]
    given = {"shared.calm": -1_000_000, "north.stock": 54_321, "south.stock": 99_999}
    game = tiny(tracks=tracks)
    match = Match(game, seated(game, 1), 1, start=game.position(given))
    rows = observed_rows(public_of(Sitting(match)), None, UNICODE, cells, 30)
    lines = [line_text(line) for row in rows for line in row.lines]
    told = "\n".join(lines)
    for said in ("-1000000 ", "54321 tonnes ", "99999 tonnes "):
        assert f" {said}" in f"{told} ".replace("\n", " \n"), told
    assert max(map(len, lines)) <= cells


@pytest.mark.parametrize("lines", [18, 34])
def test_the_last_page_of_the_hot_wash_tells_what_the_deck_takes_for_granted(
    sitting: Sitting, lines: int
) -> None:
    """It asks what was misleading, and stood empty but for that."""
    sitting.match.run()
    page = public_of(sitting).pages[2]
    taken = sitting.game.deck.assumptions
    assert len(page.besides) == len(taken) > 5
    assert page.lines == ("What the deck takes for granted, what rests on least first:",)
    assert [one.partition(":")[0] for one in page.besides[::9]] == ["Invention", "Fact"]
    drawn = [
        " ".join(line_text(line).split())
        for row in page_rows_of(page, UNICODE, 118, lines)
        for line in row.lines
    ]
    assert len(drawn) <= lines
    shown = sum(line.startswith(("Invention: ", "Judgement: ", "Fact: ")) for line in drawn)
    assert shown == len(taken) or f"{len(taken) - shown} more." in drawn
    assert shown >= 5
    assert drawn[-1] == f"? {page.questions[-1]}"


def test_a_game_that_control_has_closed_is_over_for_whoever_observes_and_opens_no_hand(
    tmp_path: Path, sitting: Sitting
) -> None:
    while sitting.match.state.round < 2:
        sitting.match.step()
    followed = follow(tmp_path / "table.jsonl")
    assert not followed.table.is_over
    note(sitting.match, CONTROL, CLOSE, "The bell has gone")
    assert followed.catch_up()
    assert followed.table.ending == "Closed in round 2, and not scored. Why: The bell has gone."
    assert len(followed.table.pages) == 3
    assert followed.table.hands == ()
    assert not [title for title in hidden(sitting) if title in texts(followed.table)]


def test_live_writes_beside_the_save_what_an_observer_of_the_save_sees(
    wargame: CommandLine, tmp_path: Path
) -> None:
    who = [word for seat in game_of("calibration").seats for word in ("--seat", f"{seat}=random")]
    place = ["--saves", str(tmp_path)]
    done = wargame("play", "calibration", "--plain", "--save", "x", "--live", *place, *who)
    assert done.code == 0, done.err
    path = tmp_path / "x.jsonl"
    assert read_public(live_path(path)) == follow(path).table
    told = wargame("observe", "x", "--plain", *place)
    assert told.code == 0
    assert "The end." in told.out
    assert wargame("observe", str(live_path(path)), "--plain").out == told.out


def test_live_wants_a_save_and_an_unknown_save_is_refused(
    wargame: CommandLine, tmp_path: Path
) -> None:
    done = wargame("play", "calibration", "--plain", "--live")
    assert (done.code, "name one with --save" in done.err) == (2, True)
    done = wargame("observe", "nowhere", "--plain", "--saves", str(tmp_path))
    assert (done.code, "There is no save 'nowhere'" in done.err) == (2, True)


@pytest.mark.parametrize("ending", [".jsonl", ".live.json"])
def test_a_projector_names_the_table_of_a_class(
    wargame: CommandLine, tmp_path: Path, ending: str
) -> None:
    """Each table of a class may have one of its own, and they look alike."""
    for folder, named in (("tables", "table 2"), ("games", "the game")):
        path = tmp_path / folder / f"2{ending}"
        path.parent.mkdir()
        (tmp_path / "plan.yaml").touch()
        save = kept(path.with_name("2.jsonl"), "water_treaty", 1, 1_000)
        if path != save:
            write_public(path, follow(save).table)
        assert follow(path).game == named
        assert wargame("observe", path, "--plain").out.startswith(f"Following {named}.\n")


@pytest.mark.waits
def test_no_byte_of_the_observers_terminal_names_what_is_hidden(tmp_path: Path) -> None:
    """A whole game between two random players, watched on a real terminal from its first move."""
    games = KeptGames(Saves(tmp_path), writes_aside=False)
    game = game_of("primer")
    sitting = games.begin(game, dict.fromkeys(game.seats, "random"), 8, "shown")
    note(sitting.match, game.seats[0], "forecast", SECRET_NOTE, CONTROL)
    with Terminal("observe", "shown", folder=tmp_path, size=(120, 40)) as terminal:
        terminal.wait_for("Following the game")
        for number, turn in enumerate(sitting.turns()):
            if number > 60:
                break
            if isinstance(turn, LuckDrawn):
                continue
            if number % 6 == 0:
                before, names = len(terminal.drawn), hidden(sitting)
                terminal.settle(0.5)
                new = plain(terminal.drawn[before:])
                assert not [title for title in names if title in new]
            assert isinstance(turn, PlayerAsked)
            sitting.take(turn.choose())
        last = sitting.scene(game.seats[0], open_hand=False)
        where = f"{last.view.round}"
        terminal.wait_for(f"Round {where} of")
        terminal.settle()
        assert SECRET_NOTE not in plain(terminal.drawn)
        assert f"Round {where} of" in plain(terminal.drawn)
        terminal.press("q")
        assert terminal.leave() == 0
    games.close()


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_what_can_be_put_into_a_deal_is_read_whole_on_the_smallest_projector(
    tmp_path: Path, glyphs: Glyphs
) -> None:
    game = game_of("entanglement")
    games = KeptGames(Saves(tmp_path), writes_aside=False)
    sitting = games.begin(game, dict.fromkeys(game.seats, "random"), 5, "table")
    page = deal_form(sitting.scene(game.seats[0], open_hand=False))
    table = replace(public_of(sitting), page=page)
    said = observed_rows(table, 90, glyphs, *PROJECTED)
    assert rows_height(said) <= PROJECTED[1]
    assert any("1:30" in span.text for span in said[0].lines[0])
    games.close()


@pytest.mark.parametrize("deck", ["primer", "entanglement"])
def test_a_page_for_talks_marks_what_cannot_be_given_and_opens_what_is_ready(deck: str) -> None:
    sitting = sit_on(deck)
    deals, view = sitting.game.deck.deals, sitting.view(sitting.game.seats[0])
    assert deals is not None
    page = deal_form(sitting.scene(sitting.game.seats[0], open_hand=False))
    assert page is not None
    titles = {item.id: item.title for item in deals.items}
    for item in deals.items:
        told = [line for line in page.lines if "may give now" in line and item.title in line]
        assert bool(told) == (item.id in view.givable), item.id
    ready = [one for one in deals.packages if {*one.items} <= {*view.givable}]
    assert ready
    for one in ready[:3]:
        line = next(line for line in page.lines if f"Ready: {one.title} (" in line)
        assert all(titles[item] in line for item in one.items)
    assert any("Not ready as things stand" in line for line in page.besides)


def test_what_a_side_answered_is_told_to_all_without_you() -> None:
    answer = "Exempt buyers (allies lean 1 to you, your duty -1)"
    said = sit_on("primer").titles.tell("china", CHOOSE, "exempt", answer)
    assert said == "China chooses: Exempt buyers (allies lean 1 to China, China's duty -1)."


def test_the_projector_names_the_leader_uncut_and_a_gauge_as_seats_read_it() -> None:
    table = replace(public_of(sit_on("entanglement")), ahead=17)
    assert " United States leads " in "\n".join(drawn_lines(table, *PROJECTED))
    sitting = sit_on("primer")
    seen = {one.name: one for one in gauges(sitting.scene("us"))}["shared.trust"]
    assert seen.past is not None
    trust = next(one for one in public_of(sitting).numbers if one.title == "Trust")
    assert trust.band == seen.past.title


def test_a_projector_of_132_cells_calls_a_value_by_a_long_name() -> None:
    """Its column lacked a cell for it, beside titles that left more than that."""
    table = public_of(sit_on("primer"))
    assert "lean to Washington" in [one.band for one in table.numbers]
    told = "\n".join(drawn_lines(table, 130, 40))
    assert " 1 lean to Washington" in told
    assert all(f" {one.title} " in told or f" {one.short} " in told for one in table.numbers)


@SCREENS
def test_the_projector_shows_what_both_sides_have_in_store_or_neither(
    size: tuple[int, int],
) -> None:
    told = drawn_lines(public_of(sit_on("entanglement")), *size)
    stores = [line for line in told if " in store" in line or "Magnets in" in line]
    assert all("Magnets in" in line and "Chips in" in line for line in stores)
    assert size[0] < 98 or stores


def test_numbers_of_one_title_all_stand_on_the_projector() -> None:
    """A side may have two of them, and the other side one."""
    table = public_of(sit_on("entanglement"))
    numbers = tuple(
        replace(one, title="Alike", said=f"<{n}>") if one.owner != NOBODY_S else one
        for n, one in enumerate(table.numbers)
    )
    drawn = "\n".join(drawn_lines(replace(table, numbers=numbers), 150, 90))
    assert all(one.said in drawn for one in numbers if one.owner != NOBODY_S)
