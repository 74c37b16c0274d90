"""Every answer is made once, of a closed set of blocks, and nobody has to go without it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.conftest import opened, seated
from tests.sources import nodes_of
from wargame.errors import UsageError
from wargame.play.match import Match
from wargame.rules.game import Game
from wargame.table.host.sitting import Sitting
from wargame.table.panes.detail import about
from wargame.table.panes.layout import OWN, maker
from wargame.table.plain.typeset import lines
from wargame.table.told.blocks import Block, Heading, Passage, Points, SideBySide, Text, Under
from wargame.table.told.lookup import find_titled
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene
from wargame.table.words.rows import Target, line_width
from wargame.table.words.wrap import WIDTH
from wargame.tui.screens.board import COLUMNS, PANES

CELLS = (34, 60, 118)
"""The widths of a pane on a narrow screen, on a usual one and on a wide one."""

SPACING = 83
"""Moves from one position that is looked at to the next."""
LONG_SPACING = 251
"""The same in a game of many rounds, but for the slow suite."""

ADVISER = "advise"
"""Answers once the adviser has thought."""
WITH_PANE = {name for name, row in QUERIES.items() if row.label}


def test_every_answer_that_wants_a_pane_has_a_place_on_the_board() -> None:
    shown = ["hand", *(name for column in COLUMNS.values() for name in column)]
    assert not set(PANES) ^ set(shown)
    assert len(shown) == len(set(shown))


def test_a_pane_with_a_layout_of_its_own_is_a_pane() -> None:
    assert set(OWN) <= WITH_PANE


def test_help_in_plain_text_lists_every_answer(water: Game) -> None:
    from tests.table.test_plain import said  # noqa: PLC0415 - a table with typed lines

    told = said(water, "help")
    assert not [row.name for row in QUERIES.values() if f"\n{row.name}" not in told]


def test_help_calls_no_number_by_its_name() -> None:
    """The next deck has no such number."""
    from tests.table.test_plain import said  # noqa: PLC0415 - a table with typed lines

    words = said(opened("calibration"), "help").split()
    tracks = {track.id: True for track in opened("primer").deck.tracks}
    assert [word for word in words if word.strip(",;.") in tracks] == ["match"]


# --- both typesetters take all of it -------------------------------------------------------------


def asked(scene: Scene) -> dict[str, str]:
    """Something to ask for by name, for the answers that want one."""
    deck, view = scene.deck, scene.view
    found = {
        "card": deck.cards[0].id,
        "why": scene.markers[-1].name,
        "number": scene.markers[-1].name,
        "date": str(max(1, view.round)),
        "deal": "1",
        "entry": str(scene.seen[0].entry.ply) if scene.seen else "0",
    }
    for kind, rows in (
        ("measure", [one.id for one in deck.measures]),
        ("project", [one.id for one in deck.projects]),
        ("agenda", [one.id for one in deck.agendas]),
        ("item", [one.id for one in deck.deals.items] if deck.deals else []),
    ):
        found |= {kind: rows[0]} if rows else {}
    return found | ({"preview": view.legal[-1].text} if view.legal else {})


@pytest.mark.parametrize(
    "spacing", [LONG_SPACING, pytest.param(SPACING, marks=pytest.mark.slow, id="closer")]
)
def test_every_answer_fits_on_paper_and_on_a_screen(any_game: Game, spacing: int) -> None:
    is_long = any_game.rules.engine.tables.rounds.max_rounds > 12
    spacing = spacing if is_long else SPACING
    players = seated(any_game, 2)
    match = Match(any_game, players, 2, traced=True)
    for number, _ in enumerate(turns_of(match)):
        if number % spacing == 0 or match.is_over:
            mover = any_game.current_seat(match.state)
            seat = mover if mover in any_game.seats else any_game.seats[0]
            check(Sitting(match).scene(seat))


def turns_of(match: Match) -> Iterator[None]:
    while not match.is_over:
        match.step()
        yield


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """The sentences and titles of which blocks are made."""
    for block in blocks:
        match block:
            case Heading(text) | Text(text):
                yield text
            case Points(points):
                yield from (point.text for point in points)
            case Passage(text, inner):
                yield text
                yield from texts(inner)
            case SideBySide(inner) | Under(inner):
                yield from texts(inner)
            case _:
                pass


def check(scene: Scene) -> None:
    """Every answer there is at one moment, set in type both ways."""
    wanted = asked(scene)
    for name, row in QUERIES.items():
        if row.typed.isupper() and name not in wanted:
            continue
        blocks = list(row.make(scene, wanted.get(name, "")))
        assert blocks or name == ADVISER, f"{name}: no answer"
        assert all(map(str.strip, texts(blocks))), f"{name}: a line that says nothing"
        assert all(len(line) <= WIDTH for line in lines(scene.titles, blocks)), name
        for cells in CELLS:
            shown = about(scene, Target(name, wanted.get(name, "")), cells)
            shown += maker(name)(scene, cells, 20) if name in WITH_PANE else []
            wide = [line for one in shown for line in one.lines if line_width(line) > cells]
            assert not wide, (name, cells, wide)


def test_asking_for_what_there_is_not_says_what_there_is(water: Game) -> None:
    players = seated(water, 2)
    scene = Sitting(Match(water, players, 2, traced=True)).scene(water.seats[0])
    for name in ("card", "measure", "project", "agenda", "item", "number", "why"):
        with pytest.raises(UsageError, match="moon"):
            list(QUERIES[name].make(scene, "moon"))


# --- what is hidden stays with the host ----------------------------------------------------------


@pytest.mark.parametrize("room", ["tui", "table/panes", "table/plain", "table/told"])
def test_nothing_that_shows_reads_a_match_itself(root: Path, room: str) -> None:
    """A screen has a sitting, and asks it; the match behind it knows what is hidden."""
    for path in sorted((root / "wargame" / room).rglob("*.py")):
        for node in nodes_of(path):
            reads = isinstance(node, ast.Attribute) and node.attr == "match"
            assert not reads, f"{path}:{getattr(node, 'lineno', 0)}"


def test_an_id_comes_before_a_title_that_reads_the_same(water: Game) -> None:
    first, second = water.deck.cards[:2]
    cards = [first.model_copy(update={"title": second.id.upper()}), second]
    assert find_titled("card", cards, second.id).id == second.id
    assert find_titled("card", cards, first.id).id == first.id


def test_a_part_of_a_title_is_enough_where_one_thing_alone_has_it() -> None:
    deck = opened("primer").deck
    assert deck.deals
    packages = deck.deals.packages
    assert find_titled("ready package", packages, "beans").title == "Duties for beans"
    assert find_titled("card", deck.cards, "Plead").title == "Carmakers Plead"
    for asked in ("for", "", "zebra"):  # of several, of all, of none
        with pytest.raises(UsageError):
            find_titled("ready package", packages, asked)
