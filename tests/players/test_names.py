"""How players are named: one grammar, and one answer to an odd name wherever it is typed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import DECKS, CommandLine
from tests.seminar.tables import at_play, white
from tests.store.helpers import anybody, save_of
from wargame.errors import PlayerError
from wargame.lab.runs.games import shared_game
from wargame.play.match import Match
from wargame.play.player import HUMAN
from wargame.players.fence import USUAL
from wargame.players.names import PlayerName, parse_name
from wargame.players.people import called
from wargame.players.registry import STAND_IN, check_player, is_ours, make_player
from wargame.rules.game import Game
from wargame.seminar.white_cell.seats import to_swap
from wargame.table.host.seating import opening_name, reseat_players, seat_players, stand_in_notice

WHO: Final = "self_reliance_sprinter"
"""Somebody of the deck that is played on here."""


@pytest.fixture
def game() -> Game:
    return shared_game(DECKS["primer"])


@pytest.mark.parametrize(
    ("typed", "who", "told", "ends"),
    [
        ("greedy", "greedy", None, ("greedy",)),
        ("search", "search", None, ()),
        ("search:2s", "search", "2s", ()),
        ("search@owl", "search", None, ("owl",)),
        ("search:2s@owl~a~b + 1", "search", "2s", ("owl", "a", "b + 1")),
        ("search:@", "search", "", ("",)),
        ("search@owl:2s", "search", None, ("owl:2s",)),
        ("search~a", "search~a", None, ()),
        ("owl:master", "owl", "master", ("owl",)),
        ("owl~a:master", "owl", "master", ("owl", "a")),
        ("owl:master~a", "owl", "master~a", ("owl",)),
        ("owl@x", "owl@x", None, ("owl@x",)),
        ("script:burn", "script", "burn", ()),
        ("script:a:b~c@d", "script", "a:b~c@d", ()),
        ("cmd:./a.py --at x@y:1 ~/b", "cmd", "./a.py --at x@y:1 ~/b", ()),
        ("cmd", "cmd", None, ()),
        ("cmd:search@owl", "cmd", "search@owl", ()),
        ("", "", None, ("",)),
        ("::", "", ":", ("",)),
    ],
)
def test_every_text_has_parts(
    typed: str, who: str, told: str | None, ends: tuple[str, ...]
) -> None:
    assert parse_name(typed) == PlayerName(typed, who, told, ends)


NO_TIME, TOO_LONG, NOTHING_BEHIND = "is no time to think", "is too long: at most", "nothing may"
NO_FORESIGHT, NO_SCRIPT, NO_WEIGHT = "is no foresight", "no script '", f"{WHO} has no weight '"
NOBODY, NO_PERSONA = "no player '", "primer has no persona '"

ODD: Final = {
    "": NOBODY,
    " greedy": NOBODY,
    "greedy ": NOBODY,
    "Greed": NOBODY,
    "gréedy": NOBODY,
    "\u202egreedy": NOBODY,
    "x" * 3_000: NOBODY,
    ":": NOBODY,
    "@": NOBODY,
    "~": NOBODY,
    ":master": NOBODY,
    f"@{WHO}": NOBODY,
    "crow:master": NOBODY,
    "crow:seer": NOBODY,
    "crow~my.gold": NOBODY,
    "human:master": NOBODY,
    "search~my.gold": NOBODY,
    "search :2s": NOBODY,
    "script~burn": NOBODY,
    f"{WHO}@{WHO}": NOBODY,
    "greedy:2s": NOTHING_BEHIND,
    "greedy:master": NOTHING_BEHIND,
    "greedy~": NOTHING_BEHIND,
    "random:": NOTHING_BEHIND,
    "tit_for_tat~my.gold": NOTHING_BEHIND,
    "search:": NO_TIME,
    "search::2s": NO_TIME,
    "search:2s:": NO_TIME,
    "search: 2s": NO_TIME,
    "search:02s": NO_TIME,
    "search:0it": NO_TIME,
    "search:-2s": NO_TIME,
    "search:٢s": NO_TIME,
    "search:²s": NO_TIME,
    "search:2S": NO_TIME,
    f"search:@{WHO}": NO_TIME,
    "search:master": NO_TIME,
    "search:601s": TOO_LONG,
    "search:600001ms": TOO_LONG,
    "search:1000000it": TOO_LONG,
    f"search:1{'0' * 9_000}it": TOO_LONG,
    "search@": NO_PERSONA,
    "search@crow": NO_PERSONA,
    f"search@@{WHO}": NO_PERSONA,
    f"search@{WHO}@{WHO}": NO_PERSONA,
    f"search@{WHO}:2s": NO_PERSONA,
    f"search@ {WHO}": NO_PERSONA,
    f"search@\u200b{WHO}": NO_PERSONA,
    f"search@{WHO}~": NO_WEIGHT,
    f"{WHO}~": NO_WEIGHT,
    f"{WHO}~my.gold:master": NO_WEIGHT,
    f"{WHO}:": NO_FORESIGHT,
    f"{WHO}:seer": NO_FORESIGHT,
    f"{WHO}::master": NO_FORESIGHT,
    f"{WHO}:Master": NO_FORESIGHT,
    f"{WHO}:ｍaster": NO_FORESIGHT,
    f"{WHO}:2s": NO_FORESIGHT,
    "script": NO_SCRIPT,
    "script:": NO_SCRIPT,
    "script::burn": NO_SCRIPT,
    "script:burn~my.gold": NO_SCRIPT,
    "cmd": "cmd: names no program",
    "cmd: ": "cmd: names no program",
    "cmd:'": "cmd:': ",
}
"""Names by which nobody can be seated, and what is said of them."""


def refusal(error: PlayerError) -> str:
    """What is said, without those who may sit there instead."""
    return re.sub(r"Known: .*|Did you mean 'human'\? ", "", str(error))


@pytest.mark.parametrize("name", ODD, ids=lambda name: ascii(name)[:40])
def test_an_odd_name_is_refused_in_one_way_wherever_it_is_typed(game: Game, name: str) -> None:
    seat, other = game.seats
    with pytest.raises(PlayerError) as made:
        make_player(name, game, seat, 1)
    assert ODD[name] in str(made.value)
    assert len(str(made.value)) < 500
    assert "\n" not in str(made.value)
    with pytest.raises(PlayerError) as at_a_table:
        seat_players(game, {seat: name, other: HUMAN}, 1)
    with pytest.raises(PlayerError) as planned:
        check_player(name, game, (HUMAN,))
    assert refusal(made.value) == refusal(at_a_table.value) == refusal(planned.value)


@pytest.mark.parametrize("name", ODD, ids=lambda name: ascii(name)[:40])
def test_whoever_a_save_names_so_gets_a_stand_in_and_that_is_told(game: Game, name: str) -> None:
    seat, other = game.seats
    assert not is_ours(name, game)
    assert opening_name(game, name) == STAND_IN
    assert f"{STAND_IN} sits there now" in stand_in_notice(game, seat, name)
    seated, _ = reseat_players(game, {seat: name, other: HUMAN}, {}, 1, "", USUAL)
    assert seated[seat].name == STAND_IN


def test_the_console_of_a_class_refuses_them_too(game: Game, tmp_path: Path) -> None:
    table = at_play(tmp_path)
    for name in ODD:
        if name == " ".join(name.split()) != "":
            with pytest.raises(PlayerError) as typed:
                to_swap(white(table).session, f"{game.seats[0]} {name}")
            assert ODD[name] in str(typed.value), name
    table.close()


def test_a_save_calls_somebody_of_its_deck_as_the_table_does(game: Game) -> None:
    record = Match(game, anybody(game, ("greedy", "random"), 1), 1).record
    save = save_of("primer", record, 1)
    for name in (f"{WHO}:expert", f"{WHO}~my.gold:expert", f"{WHO}:seer", f"search@{WHO}"):
        assert save.called(name) == called(game.deck, name)
    assert save.called(WHO) == called(game.deck, WHO).removesuffix(" (learner)")  # in short


@pytest.mark.parametrize(
    "words",
    [
        ["play", "primer", "--plain", "--seat", "us={}"],
        ["simulate", "primer", "--games", "1", "--seat", "us={}"],
        ["player", "check", "{}", "primer"],
        ["lab", "ladder", "primer", "--games", "2", "--players", "random,{}"],
        ["lab", "exploit", "primer", "--games", "2", "--players", "{}"],
        ["lab", "balance", "primer", "--games", "2", "--players", "{}"],
        ["lab", "claims", "primer", "--games", "2", "--players", "{}"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_every_command_says_the_same(wargame: CommandLine, words: list[str]) -> None:
    for name in ("crow:master", "greedy:2s", "search:02s", f"{WHO}:seer", "script:nope"):
        answer = wargame(*(word.format(name) for word in words))
        assert answer.code == 2
        assert {**ODD, "script:nope": NO_SCRIPT}[name] in answer.err
        assert len(answer.err.splitlines()) <= 4, answer.err
