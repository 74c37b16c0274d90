"""Players of other packages: loaded when asked for, and never because a file names them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.store.helpers import game_of
from wargame.errors import PlayerError
from wargame.play.event import Act, Note
from wargame.play.match import Match
from wargame.play.model_use import ModelUse, uses
from wargame.play.player import Player, drawn_from, reason_of, use_of
from wargame.players.registry import GROUP, make_player, player_names
from wargame.rules.game import Game
from wargame.seminar.folder import SeminarFolder, new_plan, open_table
from wargame.seminar.formats import usual_format
from wargame.seminar.kit import write_kit
from wargame.seminar.plan import SeatPlan
from wargame.seminar.reading import checked_plan, read_draft
from wargame.store.names import saves_folder
from wargame.table.host.kept import KeptGames

MODULE = "stranger_players"
CODE = """
import json


class Last:
    name = "last"

    def __init__(self, game, seat, seed):
        self.made_for = (game.deck.id, seat)

    def choose(self, view):
        return view.legal[-1]


class Hears(Last):
    name = "hears"

    def hear(self, happened):
        self.reason = f"after {len(happened)} moves"


class Counts(Last):
    name = "counts"

    def choose(self, view):
        self.used = {"calls": 1, "milliseconds": 20}
        return super().choose(view)


class Odd:
    def __init__(self, game, seat, seed):
        pass

    def finish(self, returns, ending):
        if self.name == "deaf":
            raise OSError("no ears")


class Raises(Odd):
    name = "raises"

    def choose(self, view):
        return 1 // 0


class Leaves(Odd):
    name = "leaves"

    def choose(self, view):
        raise SystemExit


class Silent(Odd):
    name = "silent"

    def choose(self, view):
        return None


class Lies(Odd):
    name = "lies"

    def choose(self, view):
        return "play nothing"


class Deaf(Odd):
    name = "deaf"

    def choose(self, view):
        return view.legal[0]


class Loses(Deaf):
    name = "loses"

    def __getattr__(self, name):
        raise KeyError(name) if name in ("reason", "used", "drawn_from") else AttributeError(name)


class Words(Odd):
    name = "words"

    def choose(self, view):
        self.drawn_from = [(action, 1) for action in view.legal]
        return view.legal[-1].text


class Plain:
    name = "plain"

    def choose(self):
        return 0


def plain(game, seat, seed):
    return Plain()


class Reads(Odd):
    name = "reads"

    def choose(self, view):
        return json.loads("{")


def broken(game, seat, seed):
    raise OSError("no weights here")
"""
POINTS = f"""
[{GROUP}]
last = {MODULE}:Last
hears = {MODULE}:Hears
counts = {MODULE}:Counts
greedy = {MODULE}:Last
other = {MODULE}:Last
broken = {MODULE}:broken
raises = {MODULE}:Raises
leaves = {MODULE}:Leaves
silent = {MODULE}:Silent
lies = {MODULE}:Lies
deaf = {MODULE}:Deaf
loses = {MODULE}:Loses
words = {MODULE}:Words
absent = {MODULE}:nothing
bare = {MODULE}:Plain
plain = {MODULE}:plain
reads = {MODULE}:Reads
"""


@pytest.fixture(autouse=True)
def distribution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of somebody else's, as an installer leaves it."""
    site = tmp_path / "site"
    info = site / "stranger-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1\n")
    (info / "entry_points.txt").write_text(POINTS)
    (site / f"{MODULE}.py").write_text(CODE)
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.delitem(sys.modules, MODULE, raising=False)


def test_a_player_of_another_package_plays_by_its_name(water: Game) -> None:
    players = {seat: make_player("last", water, seat, 1) for seat in water.seats}
    match = Match(water, players, 1).run()
    assert match.record.header.seats == dict.fromkeys(water.seats, "last")


def test_names_are_listed_and_refused_without_loading_anything(water: Game) -> None:
    assert "last" in player_names(water)
    with pytest.raises(PlayerError, match="'last'"):
        make_player("lats", water, water.seats[0], 1)
    assert MODULE not in sys.modules


def test_a_plan_of_a_class_that_names_it_loads_nothing(tmp_path: Path) -> None:
    primer = game_of("primer")
    plan = new_plan("class", "primer", primer, usual_format(45), 4, 1, 1)
    seats = [SeatPlan(seat=seat, player="last") for seat in primer.seats]
    write_kit(tmp_path / "class", plan.model_copy(update={"seats": seats}), primer)
    found = checked_plan(read_draft(tmp_path / "class"), primer)
    table = open_table(SeminarFolder(tmp_path / "class"), found, primer, 1, writes_aside=False)
    assert set(table.sitting.players.values()) == {"greedy"}
    assert [one.name for one in table.sitting.returning] == ["last", "last"]
    assert MODULE not in sys.modules
    table.close()


def test_no_package_takes_a_name_of_ours(water: Game) -> None:
    make_player("greedy", water, water.seats[0], 1)
    assert MODULE not in sys.modules


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param(
            "broken", r"no weights here \(stranger_players.py, line \d+\)$", id="it breaks"
        ),
        pytest.param("absent", "AttributeError: .* has no attribute 'nothing'$", id="not there"),
        pytest.param(
            "bare",
            r"TypeError: Plain\(\) takes no arguments. It is called with game, seat and seed.$",
            id="it takes nothing",
        ),
        pytest.param("other", "calls itself 'last'", id="another name"),
    ],
)
def test_a_package_that_fails_is_told_in_a_sentence(water: Game, name: str, said: str) -> None:
    with pytest.raises(PlayerError, match=said):
        make_player(name, water, water.seats[0], 1)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("raises", r"fails: ZeroDivisionError: .*\(stranger_players.py, line \d+\)"),
        pytest.param("reads", r"fails: JSONDecodeError: .* \(stranger_players.py, line \d+\)$"),
        pytest.param("plain", r"fails: TypeError: .* but 2 were given$"),
        pytest.param("leaves", "fails: SystemExit"),
        pytest.param("silent", "answered NoneType, and not one of `view.legal`"),
        pytest.param("lies", "cannot 'play nothing'"),
        pytest.param("deaf", "fails: OSError: no ears"),
    ],
)
def test_a_player_that_fails_in_a_match_is_told_in_a_sentence(
    water: Game, name: str, said: str
) -> None:
    players = {seat: make_player(name, water, seat, 1) for seat in water.seats}
    with pytest.raises(PlayerError, match=rf"^player '{name}' .*in seat '.*{said}"):
        Match(water, players, 1).run()


@pytest.mark.parametrize("asked", [reason_of, use_of, drawn_from])
def test_a_player_that_fails_as_it_is_asked_about_its_choice_is_told_in_a_sentence(
    water: Game, asked: Callable[[Player], object]
) -> None:
    seat = water.seats[0]
    with pytest.raises(PlayerError, match=rf"^player 'loses' .*in seat '{seat}' fails: KeyError"):
        asked(make_player("loses", water, seat, 1))


def test_who_chose_what_the_rules_do_not_take_is_named_at_a_table_too(wargame: CommandLine) -> None:
    """What was told read as if a person had typed it."""
    seats = ("--seat", "pursuer=lies", "--seat", "fugitive=greedy")
    said = wargame("play", "calibration", *seats, "--plain")
    assert said.code == 2
    assert said.err.startswith("player 'lies' in seat 'pursuer': pursuer cannot 'play nothing'")


def test_a_player_may_answer_in_words_and_say_what_it_drew_from(water: Game) -> None:
    players = {seat: make_player("words", water, seat, 1) for seat in water.seats}
    same = {seat: make_player("last", water, seat, 1) for seat in water.seats}
    match = Match(water, players, 1).run()
    assert match.record.actions == Match(water, same, 1).run().record.actions
    assert all(drawn_from(player) for player in players.values())


def test_a_save_that_names_it_loads_nothing_until_somebody_does(
    water: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    games = KeptGames(saves_folder(tmp_path / "saves"), writes_aside=False)
    upper, lower = water.seats
    games.begin(water, {upper: "last", lower: "human"}, 1, "evening").close()
    games.close()
    monkeypatch.delitem(sys.modules, MODULE)
    assert not any(one.problem for one in games.saves())
    opened = games.resume("evening")
    games.close()
    assert opened.players[upper] == "greedy"
    assert [one.name for one in opened.returning] == ["last"]
    opened.answer(is_yes=False)
    assert opened.players[upper] == "greedy"
    assert any(f"--seat {upper}=last" in notice for notice in opened.notices)
    assert games.branch("evening", 0, "other", {}).players[upper] == "greedy"
    games.close()
    assert MODULE not in sys.modules
    games.resume("evening", {upper: "last"}).close()
    games.close()
    assert MODULE in sys.modules


@pytest.mark.parametrize(("name", "is_told"), [("last", False), ("hears", True)])
def test_nothing_is_written_down_for_a_player_that_wants_to_know_nothing(
    water: Game, name: str, is_told: bool
) -> None:
    """Every guest had it written down: games of quick players took 4 to 20 times as long."""
    match = Match(water, {seat: make_player(name, water, seat, 1) for seat in water.seats}, 1)
    assert bool(match.run().log) is is_told


def test_a_player_that_wants_to_know_hears_what_its_seat_has_seen_and_says_why() -> None:
    game = game_of("water_treaty")
    seat, rival = game.seats
    players = {
        seat: make_player("hears", game, seat, 1),
        rival: make_player("random", game, rival, 1),
    }
    match = Match(game, players, 1).run()
    notes = [event.text for event in match.record.events if isinstance(event, Note)]
    plies = [
        event.ply for event in match.record.events if isinstance(event, Act) and event.seat == seat
    ]
    assert notes == [f"after {ply} moves" for ply in plies]


def test_what_a_choice_of_its_took_of_a_model_is_kept(water: Game) -> None:
    seat, rival = water.seats
    counts, last = make_player("counts", water, seat, 1), make_player("last", water, rival, 1)
    players = {seat: counts, rival: last}
    events = Match(water, players, 1).run().record.events
    choices = sum(isinstance(one, Act) and one.seat == seat for one in events)
    assert uses(events) == {seat: ModelUse(choices, milliseconds=20 * choices)}
