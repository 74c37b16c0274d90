"""A program is told a seed of its own, and cannot work back from it to the luck of the match."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.strategies import game_named
from wargame.play.seeds import MASK, SEED_MASK, derive, mix, number
from wargame.players.command import Command
from wargame.players.registry import make_player

MATCH_SEED = 20_261_125
RECORDER = """
import json, sys
for line in sys.stdin:
    if json.loads(line)["type"] == "hello":
        open(sys.argv[1], "w").write(line)
        print('{"type": "ready"}', flush=True)
    elif json.loads(line)["type"] == "choose":
        print(json.dumps({"type": "action", "action": json.loads(line)["legal"][0]}), flush=True)
"""


def unmix(mixed: int, more: int) -> int:
    """The value that `mix` stirred: each of its steps can be undone."""
    value = _unshifted(mixed, 31) * pow(0x94D049BB133111EB, -1, 1 << 64) & MASK
    value = _unshifted(value, 27) * pow(0xBF58476D1CE4E5B9, -1, 1 << 64) & MASK
    return (_unshifted(value, 30) - 0x9E3779B97F4A7C15 & MASK) ^ more


def _unshifted(value: int, by: int) -> int:
    """The number of which `value` is `number ^ number >> by`."""
    found = value
    for _ in range(64 // by):
        found = value ^ found >> by
    return found


def worked_back(told: int, seat: str) -> Iterator[int]:
    """The seeds of a match for whose player `derive` gives this one."""
    for top in (0, 1 << 63):
        value = told | top
        for part in (number(seat), number("player"), 0):
            value = unmix(value, part)
        yield value


def test_what_derive_gives_cannot_be_worked_back() -> None:
    """A player in this process gets it too, and must not learn the luck of the match."""
    stirred = MATCH_SEED
    for part in (0, number("player"), number("us")):
        stirred = mix(stirred, part)
    assert MATCH_SEED in worked_back(stirred & SEED_MASK, "us"), "the attack itself works"
    assert MATCH_SEED not in worked_back(derive(MATCH_SEED, "player", "us"), "us")


def test_a_program_cannot_work_back_to_the_seed_of_the_match(tmp_path: Path) -> None:
    bot, told = tmp_path / "bot.py", tmp_path / "told"
    bot.write_text(RECORDER)
    game = game_named("calibration")
    seat = game.seats[0]
    player = make_player(f"cmd:{sys.executable} {bot} {told}", game, seat, MATCH_SEED)
    assert isinstance(player, Command)
    state = game.new()
    while game.current_seat(state) != seat:
        state = game.apply(state, game.legal_actions(state)[0]).state
    player.choose(game.redact(state, seat))
    player.close()
    seed = json.loads(told.read_text())["seed"]
    assert MATCH_SEED not in worked_back(seed, seat)
