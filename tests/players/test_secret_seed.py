"""A program cannot tell the match's seed: not from what it is told, its cards, or its rival."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import DECKS, CommandLine
from tests.strategies import game_named
from wargame.lab.runs.population import Population
from wargame.play.control import swap
from wargame.play.match import Match
from wargame.play.record import Record, make_header
from wargame.play.resume import resume
from wargame.play.seeds import MASK, SEED_MASK, derive, is_secret, mix, number
from wargame.players import example_bot
from wargame.players.command import Command
from wargame.players.registry import make_player
from wargame.players.uniform import Uniform
from wargame.rules.game import CHANCE_SEAT, Game, Position
from wargame.store.export import view_of
from wargame.store.names import Saves
from wargame.store.renew import branch
from wargame.store.save import load
from wargame.store.verify import verify
from wargame.store.world import World
from wargame.table.host.kept import KeptGames

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


# --- a small seed is found by trying them all ---------------------------------------------------

GUESSES = range(1_200)
SMALL = 777
SEATED = 40
"""Matches in a row; chance alone would let a hand fit a wrong seed now and then."""


def told_to_a_program(tmp_path: Path, seed: int) -> tuple[str, int]:
    """A seat, and the `seed` in the hello of the program that sits there."""
    bot, told = tmp_path / "bot.py", tmp_path / "told"
    bot.write_text(RECORDER)
    game = game_named("calibration")
    match = seated(game, f"cmd:{sys.executable} {bot} {told}", seed)
    match.run()
    hello = json.loads(told.read_text())
    return hello["seat"], hello["seed"]


def seated(game: Game, program: str, seed: int) -> Match:
    """A match of a program in the first seat against `random`."""
    first, second = game.seats
    players = {
        first: make_player(program, game, first, seed),
        second: make_player("random", game, second, seed),
    }
    return Match(game, players, seed)


def hand_dealt(match: Match) -> tuple[str, ...]:
    """The first seat's hand at the first decision."""
    while match.game.current_seat(match.state) == CHANCE_SEAT:
        match.draw()
    return tuple(match.game.redact(match.state, match.game.seats[0]).hand)


def test_trying_seeds_does_not_find_what_a_program_is_told(tmp_path: Path) -> None:
    seat, told = told_to_a_program(tmp_path, SMALL)

    def made_of(guess: int) -> int:
        text = f"a program's luck {derive(guess, 'player', seat)}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:7])

    tried = {made_of(guess) for guess in GUESSES} | {derive(n, "player", seat) for n in GUESSES}
    assert told not in tried
    assert told_to_a_program(tmp_path, SMALL)[1] != told, "nor is it a function of the seed"


def test_an_opening_hand_does_not_give_the_seed_away() -> None:
    game = game_named("primer")
    dealt = {guess: hand_dealt(seated(game, "random", guess)) for guess in GUESSES}
    program = f"cmd:{sys.executable}"
    fitting = [
        seed
        for seed in range(SMALL, SMALL + SEATED)
        if hand_dealt(seated(game, program, seed)) == dealt[seed]
    ]
    assert len(fitting) < SEATED / 2, "the hand is that of the seed"


def test_what_a_rival_chooses_does_not_give_the_seed_away() -> None:
    """`random` across the table draws from the match's seed, and a program sees what it does."""
    game = game_named("primer")
    first, second = game.seats
    people = Population(((first, (f"cmd:{sys.executable}",)), (second, ("random",))))
    match = people.match(game, SMALL, 0, {})
    view = match.game.redact(_first_choice(match), second)
    seed = derive(SMALL, "game", 0)
    ours = [make_player("random", game, second, seed) for _ in range(2)]
    chosen = [[one.choose(view) for _ in range(40)] for one in (*ours, match.players[second])]
    assert chosen[0] == chosen[1] != chosen[2]


def _first_choice(match: Match) -> Position:
    """The position at the second seat's first choice, whatever the first does."""
    second = match.game.seats[1]
    while match.game.current_seat(match.state) != second:
        match.take(match.game.legal_actions(match.state)[0])
    return match.state


# --- and the secret ------------------------------------------------------------------------------


def test_equal_seed_and_secret_give_equal_luck_and_another_secret_does_not() -> None:
    game = game_named("primer")
    program = f"cmd:{sys.executable}"

    def hand(secret: str, seed: int = SMALL) -> tuple[str, ...]:
        first, second = game.seats
        players = {
            first: make_player(program, game, first, seed, secret=secret),
            second: make_player("random", game, second, seed, secret=secret),
        }
        return hand_dealt(Match(game, players, seed, secret=secret))

    assert hand("ab" * 16) == hand("ab" * 16)
    assert len({hand(f"{n:032x}") for n in range(12)}) > 6
    assert len({hand("ab" * 16, seed) for seed in range(12)}) > 6


def test_games_among_our_own_hang_on_the_seed_alone() -> None:
    game = game_named("primer")
    match = seated(game, "greedy", SMALL)
    assert match.record.header.secret == ""
    assert hand_dealt(match) == hand_dealt(seated(game, "greedy", SMALL))


def test_a_program_that_sits_down_later_has_luck_keyed_from_there_on(tmp_path: Path) -> None:
    game, world = game_named("water_treaty"), World()
    games = KeptGames(Saves(tmp_path))
    first, second = game.seats
    begun = games.begin(game, {first: "random", second: "random"}, SMALL, "evening")
    for _ in range(10):
        begun.match.step()
    begun.match.settle()
    begun.close()
    games.close()
    program = f"cmd:{sys.executable} {example_bot.__file__}"
    sitting = games.resume("evening", {first: program})
    match = sitting.match
    assert match.course.secret
    assert any("a program may find by trying" in notice for notice in sitting.notices)
    assert (match.course.epoch, match.record.header.secret) == (1, "")
    for _ in range(20):
        match.step()
    keyed = match.course.secret
    swap(match, second, make_player(program, game, second, SMALL, keyed))
    assert (match.course.secret, match.course.epoch) == (keyed, 1)  # once is enough
    match.settle()
    sitting.close()
    games.close()
    path = tmp_path / "evening.jsonl"
    assert verify(path, world).code == 0
    again = games.resume("evening")
    assert again.match.course.secret == match.course.secret
    assert again.match.dealer.secret == match.course.secret
    assert again.match.state.digest == match.state.digest
    assert not any("by trying" in notice for notice in again.notices)
    again.close()
    games.close()
    secret = match.course.secret.encode()
    assert secret in path.read_bytes()
    save = load(path, world)
    assert all(secret not in view_of(save, seat) for seat in game.seats)
    early, late = tmp_path / "early.jsonl", tmp_path / "late.jsonl"  # on the luck that fell there
    sat_down = next(one.ply for one in match.course.moves if match.course.epoch_at(one.ply))
    branch(save, sat_down - 1, early, world, seed=None).close()
    branch(save, sat_down, late, world, seed=None).close()
    assert load(early, world).head.header.secret == ""
    assert load(late, world).head.header.secret == match.course.secret


def test_a_program_of_a_game_from_before_secrets_goes_on_with_one() -> None:
    game = game_named("water_treaty")
    players = {seat: Uniform(1) for seat in game.seats}
    players[game.seats[0]].name = "cmd:bot"
    header = replace(make_header(game, players, SMALL), secret="")
    again = resume(game, Record(header), players)
    assert is_secret(again.course.secret)
    assert again.record.seats == header.seats


def test_a_branch_on_other_luck_has_a_secret_of_its_own(tmp_path: Path) -> None:
    game, world = game_named("water_treaty"), World()
    games = KeptGames(Saves(tmp_path))
    program = f"cmd:{sys.executable} {example_bot.__file__}"
    first, second = game.seats
    sitting = games.begin(game, {first: program, second: "random"}, SMALL, "evening")
    secret = sitting.secret
    for _ in range(20):
        sitting.match.step()
    sitting.close()
    games.close()
    assert is_secret(secret)
    path = tmp_path / "evening.jsonl"
    save = load(path, world)
    assert save.head.header.secret == secret
    assert all(secret.encode() not in view_of(save, seat) for seat in game.seats)
    same, other = tmp_path / "same.jsonl", tmp_path / "other.jsonl"
    branch(save, 10, same, world, seed=None).close()
    branch(save, 10, other, world, seed=5).close()
    assert load(same, world).head.header.secret == secret
    assert load(other, world).head.header.secret not in ("", secret)


def test_a_running_replay_shows_no_secret(tmp_path: Path, wargame: CommandLine) -> None:
    game = game_named("water_treaty")
    games = KeptGames(Saves(tmp_path))
    program = f"cmd:{sys.executable} {example_bot.__file__}"
    first, second = game.seats
    sitting = games.begin(game, {first: program, second: "random"}, SMALL, "evening")
    secret = sitting.secret
    for _ in range(20):
        sitting.match.step()
    ask = ("replay", "evening", "--saves", str(tmp_path))
    forms = (["--plain"], ["--json"], ["--json", "--as", first], ["--plain", "--as", second])
    for form in forms:
        assert secret not in wargame(*ask, *form).out
    sitting.match.run()
    sitting.close()
    games.close()
    assert json.loads(wargame(*ask, "--json").out)["header"]["secret"] == secret


@pytest.mark.parametrize("command", [("simulate",), ("lab", "balance"), ("lab", "ladder")])
def test_a_run_is_repeated_byte_for_byte(
    wargame: CommandLine, tmp_path: Path, command: tuple[str, ...]
) -> None:
    deck = DECKS["water_treaty"].folder
    program = f"cmd:{sys.executable} {example_bot.__file__}"
    named = {
        "simulate": ("--seat", f"{game_named('water_treaty').seats[0]}={program}"),
        "balance": ("--players", f"{program},greedy"),
        "ladder": ("--players", f"{program},greedy"),
    }[command[-1]]
    ask = (*command, str(deck), *named, "--games", "2", "--seed", "3")
    kept = [tmp_path / name for name in ("one", "two", "three")]
    first = wargame(*ask, "--keep", str(kept[0]), "--json")
    secret = json.loads(first.out)["secret"]
    assert json.loads(kept[0].read_text().splitlines()[0])["secret"] == secret
    again = wargame(*ask, "--keep", str(kept[1]), "--json", "--secret", secret)
    assert again.out == first.out
    assert kept[1].read_bytes() == kept[0].read_bytes()
    assert wargame(*ask, "--keep", str(kept[0]), "--json").out == first.out, "gone on with"
    other = wargame(*ask, "--keep", str(kept[2]), "--json")
    assert json.loads(other.out)["secret"] != secret
    assert f"secret {secret}" in wargame(*ask, "--keep", str(kept[0])).out


def test_a_game_is_played_again_with_its_secret(wargame: CommandLine, tmp_path: Path) -> None:
    deck = str(DECKS["water_treaty"].folder)
    first, second = game_named("water_treaty").seats
    program = f"cmd:{sys.executable} {example_bot.__file__}"
    who = ("--seat", f"{first}={program}", "--seat", f"{second}=random", "--seed", "7")
    ask = ("play", deck, "--plain", *who)
    told = wargame(*ask).out
    secret = told.split("secret ")[1][:32]
    assert wargame(*ask, "--secret", secret).out == told
    assert wargame(*ask).out != told
    refused = wargame(*ask, "--secret", "12")
    assert refused.code == 2
    assert "32 hex digits" in refused.err
