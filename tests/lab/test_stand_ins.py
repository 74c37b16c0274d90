"""A program that fell out does not count as if it had played."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DECKS, CommandLine
from wargame.lab.runs.stand_ins import lapses_of
from wargame.play.event import Act
from wargame.play.match import Match
from wargame.players import example_bot
from wargame.players.registry import make_player
from wargame.rules.game import Game
from wargame.store.chain import LineFault
from wargame.store.lines import event_of, fields_of
from wargame.store.names import Saves
from wargame.table.host.kept import KeptGames

WATER, SINK = (str(DECKS[name].folder) for name in ("water_treaty", "kitchen_sink"))
EXAMPLE = f"cmd:{sys.executable} {example_bot.__file__}"

DIES = """
import json, sys
for line in sys.stdin:
    m = json.loads(line)
    if m["type"] == "hello":
        print(json.dumps({"type": "ready"}), flush=True)
    if m["type"] == "choose":
        sys.exit()
"""
SLIPS_ONCE = DIES.replace(
    "        sys.exit()",
    """
        action = "fly" if m["id"] == 2 and m["view"]["seat"] == sys.argv[1] else m["legal"][0]
        print(json.dumps({"type": "action", "action": action}), flush=True)
    """,
)

Ask = Callable[..., Any]


@pytest.fixture
def dies(tmp_path: Path) -> str:
    """A program that ends when it is asked first."""
    path = tmp_path / "dies.py"
    path.write_text(DIES)
    return f"cmd:{sys.executable} {path}"


@pytest.fixture
def slips(tmp_path: Path, water: Game) -> str:
    """A program that answers wrong once a game, in the first seat alone."""
    path = tmp_path / "slips.py"
    path.write_text(SLIPS_ONCE)
    return f"cmd:{sys.executable} {path} {water.seats[0]}"


@pytest.fixture
def asked(wargame: CommandLine) -> Ask:
    """What a study prints for programs."""

    def call(*args: object) -> Any:
        answer = wargame(*map(str, args), "--json")
        assert answer.code == 0, answer.err
        return json.loads(answer.out)

    return call


def played(game: Game, player: str) -> Match:
    first, second = game.seats
    players = {
        first: make_player(player, game, first, 3),
        second: make_player("greedy", game, second, 3),
    }
    return Match(game, players, 3).run()


def test_the_record_of_a_match_tells_whose_decisions_another_took(
    water: Game, dies: str, slips: str
) -> None:
    match = played(water, dies)
    moves = [move for move in match.course.moves if isinstance(move, Act)]
    fallen = [move.stand_in for move in moves if move.seat == water.seats[0]]
    assert fallen == ["fault", *["out"] * (len(fallen) - 1)]
    assert not any(move.stand_in for move in moves if move.seat != water.seats[0])
    assert lapses_of(match) == ((len(fallen), 1), (0, 0))
    assert lapses_of(played(water, slips)) == ((1, 1), (0, 0))
    assert lapses_of(played(water, EXAMPLE)) == ()
    assert lapses_of(played(water, "greedy")) == ()


def test_a_program_that_ends_is_not_ranked(wargame: CommandLine, asked: Ask, dies: str) -> None:
    ladder = ("lab", "ladder", WATER, "--games", 4, "--seed", 7, "--players")
    found = asked(*ladder, f"{dies},greedy,random")
    assert [row["player"] for row in found["ranking"]] == ["greedy", "random"]
    assert [(row["a"], row["b"]) for row in found["pairs"]] == [("greedy", "random")]
    (row,) = found["programs"]
    assert (row["player"], row["games"], row["faults"], row["left_out"]) == (dies, 8, 8, 8)
    assert row["stand_ins"] > 8
    assert found["left_out"] == 8
    text = wargame(*map(str, ladder), f"{dies},greedy,random").out
    assert "8 games are left out" in text


def test_a_ladder_counts_stand_ins_when_asked(asked: Ask, dies: str) -> None:
    ladder = ("lab", "ladder", WATER, "--games", 4, "--seed", 7, "--players")
    found = asked(*ladder, f"{dies},greedy", "--with-stand-ins")
    assert {row["player"] for row in found["ranking"]} == {dies, "greedy"}
    assert found["left_out"] == 0
    assert found["programs"][0]["left_out"] == 0
    assert found["programs"][0]["faults"] == 4


@pytest.mark.parametrize(
    "study",
    [
        pytest.param(("simulate", "--seat"), id="simulate"),
        pytest.param(("lab", "ladder", "--players"), id="ladder"),
        pytest.param(("lab", "balance", "--players"), id="balance"),
        pytest.param(("lab", "coverage", "--players"), id="coverage"),
    ],
)
def test_where_nothing_is_left_the_counts_are_told_and_the_exit_code_says_so(
    wargame: CommandLine, water: Game, dies: str, study: tuple[str, ...]
) -> None:
    *command, option = study
    named = f"{water.seats[0]}={dies}" if option == "--seat" else f"{dies},greedy"
    if command[-1] in ("balance", "coverage"):
        named = dies
    deck = WATER
    told = wargame(*command, deck, option, named, "--games", "2", "--seed", "1", "--json")
    assert told.code == 2
    assert "no game is left" in told.err
    found = json.loads(told.out)
    assert found["left_out"] == 2
    assert found["programs"][0]["stand_ins"] > 2
    if command == ["simulate"]:
        text = wargame(*command, deck, option, named, "--games", "2", "--seed", "1")
        assert "2 games are left out" in text.out
        said = " ".join(text.out.split())
        assert re.search(r"digest [0-9a-f]{64} of all 2 games, those left out too", said)
    counted = (*command, deck, option, named, "--games", "2", "--seed", "1", "--with-stand-ins")
    assert wargame(*counted).code == 0


def test_means_leave_out_games_with_a_stand_in(asked: Ask, water: Game, slips: str) -> None:
    second = water.seats[1]
    ask = ("simulate", WATER, "--games", 3, "--seed", 1)
    clean = asked(*ask, "--seat", f"{second}={slips}")
    assert (clean["left_out"], sum(clean["endings"].values())) == (0, 3)
    assert clean["programs"] == [
        {"player": slips, "games": 3, "stand_ins": 0, "faults": 0, "left_out": 0}
    ]
    mixed = asked(
        "lab", "balance", WATER, "--games", 4, "--seed", 1, "--players", f"{slips},greedy"
    )
    (row,) = mixed["programs"]
    assert 0 < mixed["left_out"] == row["left_out"] == row["faults"] < 4


def test_claims_leave_a_game_out_of_every_setting(
    wargame: CommandLine, asked: Ask, dies: str
) -> None:
    ask = ("lab", "claims", SINK, "--games", 4, "--seed", 2, "--players", f"{dies},greedy")
    found = asked(*ask)
    assert found["left_out"] > 0
    assert sum(one["games"] for one in found["endings"].values()) == 4 - found["left_out"]
    nothing = wargame(*map(str, ask[:-1]), dies)
    assert nothing.code == 2
    assert "no game is left" in nothing.err


def test_every_row_of_a_table_tells_of_stand_ins(
    wargame: CommandLine, water: Game, dies: str
) -> None:
    seat = water.seats[1]
    ask = ("simulate", WATER, "--games", "2", "--seed", "1", "--csv", "--seat")
    rows = list(csv.DictReader(io.StringIO(wargame(*ask, f"{seat}={dies}").out)))
    assert [row[f"faults_{seat}"] for row in rows] == ["1", "1"]
    assert all(int(row[f"stand_ins_{seat}"]) > 1 for row in rows)
    assert "stand_ins" not in wargame(*ask, f"{seat}=greedy").out


def test_a_kept_file_remembers_stand_ins(asked: Ask, dies: str, tmp_path: Path) -> None:
    ask = ("lab", "ladder", WATER, "--games", 2, "--seed", 7, "--keep", tmp_path / "kept")
    first = asked(*ask, "--players", f"{dies},greedy,random")
    (tmp_path / "dies.py").write_text("")
    assert asked(*ask, "--players", f"{dies},greedy,random") == first


def test_nothing_is_told_of_programs_where_none_plays(asked: Ask) -> None:
    found = asked("simulate", WATER, "--games", 2, "--seed", 1)
    assert not {"programs", "left_out"} & set(found)


def test_a_replay_tells_who_did_not_decide(
    wargame: CommandLine, water: Game, dies: str, tmp_path: Path
) -> None:
    games = KeptGames(Saves(tmp_path))
    first, second = water.seats
    for name, player in (("fell", dies), ("stood", "greedy")):
        sitting = games.begin(water, {first: player, second: "random"}, 1, name)
        sitting.match.run()
        sitting.close()
    games.close()
    ask = ("replay", "--json", "--saves", str(tmp_path))
    told = json.loads(wargame(*ask, "fell").out)["header"]["stand_ins"]
    assert list(told) == [first]
    assert told[first] > 1
    assert "stand_ins" not in json.loads(wargame(*ask, "stood").out)["header"]


def test_a_save_holds_who_decided(water: Game, dies: str) -> None:
    match = played(water, dies)
    for event in match.record.events:
        assert event_of(*fields_of(event)) == event
    for move in match.record.events:
        if isinstance(move, Act) and move.stand_in:
            pub, sec = fields_of(move)
            with pytest.raises(LineFault, match="stand_in"):
                event_of({**pub, "stand_in": "a rumour"}, sec)
