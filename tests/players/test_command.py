"""Programs as players: they are told what their seat may see, and no match hangs on them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import pytest

from tests.conftest import LONG_S, CommandLine, seated
from wargame.content.library import DeckRef
from wargame.content.load import load_deck_tree
from wargame.errors import PlayerError, RecordError
from wargame.lab.runs.games import shared_game
from wargame.play.control import rewind, rule
from wargame.play.course import under_rulings
from wargame.play.event import Note
from wargame.play.match import Match
from wargame.play.model_use import ModelUse, use_in
from wargame.players import command, example_bot
from wargame.players.command import Command, describe_view
from wargame.players.fence import Fence
from wargame.players.pipe import MOST_WAITING, Pipe, PipeError
from wargame.players.registry import make_player
from wargame.rules.asking.contested import FrontStanding
from wargame.rules.game import Game
from wargame.rules.orders import Ban, Must, Orders, orders_of
from wargame.rules.ruling import why_no_ruling
from wargame.rules.view import Deal, Pending, unpack_view

pytestmark = pytest.mark.waits

EXAMPLE = f"{sys.executable} {example_bot.__file__}"

HEAD = """
import json, sys, time
def say(**fields):
    print(json.dumps(fields), flush=True)
for line in sys.stdin:
    m = json.loads(line)
    if m["type"] == "hello":
        say(type="ready")
    if m["type"] == "choose":
        legal, number = m["legal"], m["id"]
"""

Bot = Callable[[str], str]


@pytest.fixture
def bot(tmp_path: Path) -> Bot:
    """A program whose answer to `choose` is the given lines."""

    def write(answer: str) -> str:
        path = tmp_path / f"bot_{len(list(tmp_path.iterdir()))}.py"
        lines = [f"        {line}" for line in answer.splitlines()]
        path.write_text(HEAD + "\n".join(lines) + "\n")
        return f"{sys.executable} {path}"

    return write


def play(game: Game, line: str, seconds: float = LONG_S) -> tuple[Command, Match]:
    """A match of the program in the first seat against random."""
    seat, rival = game.seats
    program = Command(game, seat, 3, line, fence=Fence(seconds=seconds))
    match = Match(game, {seat: program, rival: make_player("random", game, rival, 3)}, 3)
    return program, match.run()


def test_the_example_plays_without_fault(water: Game) -> None:
    program, match = play(water, EXAMPLE)
    assert match.is_over
    assert program.faults == []
    assert match.record.header.seats[water.seats[0]] == f"cmd:{EXAMPLE}"


def test_the_example_is_about_thirty_lines() -> None:
    text = Path(example_bot.__file__).read_text(encoding="utf-8")
    assert len([line for line in text.splitlines() if line.strip()]) < 50


def test_a_program_is_told_everything_in_order(water: Game, bot: Bot, tmp_path: Path) -> None:
    line = bot('say(type="action", id=number, action=legal[-1])')
    told, match = told_to(water, line, tmp_path / "log")
    kinds = [message["type"] for message in told]
    assert kinds[0] == "hello"
    assert kinds[-2:] == ["result", "bye"]
    assert set(kinds[1:-2]) == {"choose"}
    assert told[-2]["returns"] == water.returns(match.state)
    assert told[1]["view"]["seat"] == told[0]["seat"] == water.seats[0]
    assert told[0]["last_round"] == water.deck.rounds.max


def test_a_program_is_told_the_last_round_of_a_class(water: Game, bot: Bot, tmp_path: Path) -> None:
    line, log = bot('say(type="action", id=number, action=legal[-1])'), tmp_path / "log"
    kept_in(line, log)
    seat, most = water.seats[0], water.deck.rounds.max
    for last in (3, most + 1):
        program = Command(water, seat, 3, line, fence=Fence(seconds=LONG_S, closes_after=last))
        match = Match(water, {**seated(water, 3), seat: program}, 3)
        while water.current_seat(match.state) != seat:
            match.step()
        match.step()
        program.close()
    told = [one["last_round"] for one in told_in(log) if one["type"] == "hello"]
    assert told == [3, most]


def told_to(game: Game, line: str, log: Path) -> tuple[list[dict[str, Any]], Match]:
    """What a program of `bot` is told in a match, and the match."""
    kept_in(line, log)
    _, match = play(game, line)
    return told_in(log), match


def kept_in(line: str, log: Path) -> None:
    """Have a program of `bot` keep what it is told."""
    record = f"open({str(log)!r}, 'a').write(line)\n"
    path = Path(line.rsplit(maxsplit=1)[-1])
    path.write_text(
        path.read_text(encoding="utf-8").replace("    m = json", f"    {record}    m = json"),
        encoding="utf-8",
    )


def told_in(log: Path) -> list[dict[str, Any]]:
    """What it has kept."""
    return [json.loads(one) for one in log.read_text(encoding="utf-8").splitlines()]


def test_a_program_is_told_every_move_that_its_seat_sees_once(
    water: Game, bot: Bot, tmp_path: Path
) -> None:
    line = bot('say(type="action", id=number, action=legal[-1])')
    told, _ = told_to(water, line, tmp_path / "log")
    seat = told[0]["seat"]
    asked = [message for message in told if message["type"] == "choose"]
    for before, after in pairwise(asked):
        plies = [move["ply"] for move in after["news"]]
        assert plies == sorted(set(plies))
        assert after["view"]["ply"] - 1 == plies[-1]
        own = [move for move in after["news"] if move["ply"] == before["view"]["ply"]]
        assert [move["action"] for move in own] == [before["legal"][-1]]
    moves = [move for message in asked for move in message["news"]]
    assert [move["ply"] for move in moves] == list(range(asked[-1]["view"]["ply"]))
    hidden = [move for move in moves if move["action"] is None]
    assert hidden
    assert all(move["owner"] not in ("", seat) for move in hidden)


def test_a_program_that_wants_them_is_told_the_deck_and_the_packed_view(
    water: Game, bot: Bot, tmp_path: Path
) -> None:
    line = curious(bot)
    told, _ = told_to(water, line, tmp_path / "log")
    assert told[1]["type"] == "deck"
    game = Game(load_deck_tree(told[1]["tree"], told[1]["variant"]))
    assert game.rules_hash == told[0]["rules_hash"]
    for message in told:
        if message["type"] == "choose":
            view = unpack_view(game.rules, message["state"])
            assert describe_view(view) == message["view"]
            assert [action.text for action in view.legal] == message["legal"]


def curious(bot: Bot) -> str:
    """A program that wants to know all that it may."""
    line = bot('say(type="action", id=number, action=legal[-1])')
    path = Path(line.split()[-1])
    asks = 'say(type="ready", wants=["deck", "state", "moon", 7])'
    path.write_text(
        path.read_text(encoding="utf-8").replace('say(type="ready")', asks), encoding="utf-8"
    )
    return line


def test_a_packed_view_comes_with_what_control_has_ruled(
    water: Game, bot: Bot, tmp_path: Path
) -> None:
    """What a ruling puts off is in the view, and only rules that know the ruling can read it."""
    line, log = curious(bot), tmp_path / "log"
    kept_in(line, log)
    program = Command(water, water.seats[0], 3, line, fence=Fence(seconds=LONG_S))
    match = Match(water, {**seated(water, 3), water.seats[0]: program}, 3)
    for number in range(3):
        step_until(match, lambda: not why_no_ruling(match.state))
        rule(match, ({"after": 2, "do": [f"shared.trust += {number}"]},), "A ruling.")
        match.settle()
    match.run()
    game = Game(load_deck_tree(water.loaded.tree, water.loaded.variant))
    asked = [one for one in told_in(log) if one["type"] == "choose"]
    assert [len(one.get("rulings", ())) for one in asked][-1] == 3
    for message in asked:
        game = under_rulings(game, message.get("rulings", ()))
        view = unpack_view(game.rules, message["state"])
        assert [action.text for action in view.legal] == message["legal"]
        assert len(view.pending) == len(message["view"]["pending"])


def test_a_packed_view_comes_with_what_binds_the_seats(
    water: Game, bot: Bot, tmp_path: Path
) -> None:
    """What is legal under orders is less, so that plain rules took the view for another game's."""
    line, log = curious(bot), tmp_path / "log"
    kept_in(line, log)
    seat = water.seats[0]
    musts = (Must(seat, "tighten gates", 2, 40),)
    game = water.under(Orders((Ban(seat, ("fund", "play"), 1, 2),), musts))
    players = {**seated(game, 3), seat: Command(game, seat, 3, line, fence=Fence(seconds=LONG_S))}
    Match(game, players, 3).run()
    plain = Game(load_deck_tree(water.loaded.tree, water.loaded.variant))
    asked = [one for one in told_in(log) if one["type"] == "choose"]
    assert asked
    for message in asked:
        here = plain.under(orders_of(message["orders"]))
        view = unpack_view(here.rules, message["state"])
        assert [action.text for action in view.legal] == message["legal"]
        assert here.rules.orders == game.rules.orders
    with pytest.raises(RecordError, match="another game"):
        [unpack_view(plain.rules, message["state"]) for message in asked]


def step_until(match: Match, is_there: Callable[[], bool]) -> None:
    """Go on at least one step."""
    match.step()
    while not is_there():
        match.step()


def test_what_is_taken_again_behind_another_move_is_told_again(
    sink: Game, bot: Bot, tmp_path: Path
) -> None:
    line, log = bot('say(type="action", id=number, action=legal[0])'), tmp_path / "log"
    kept_in(line, log)
    program = Command(sink, sink.seats[0], 3, line, fence=Fence(seconds=LONG_S))
    match = Match(sink, {**seated(sink, 3), sink.seats[0]: program}, 3, traced=True)
    for _ in range(12):
        step_until(match, lambda: not why_no_ruling(match.state))
        for back in (1, 2, 5):
            if len(match.course.moves) > back:
                rewind(match, match.course.ply - back, "A test.", same_luck=back == 2)
                step_until(match, lambda: not why_no_ruling(match.state) or match.is_over)
    program.close()
    asked = [one for one in told_in(log) if one["type"] == "choose"]
    known: list[dict[str, Any]] = []
    for message in asked:
        for move in message["news"]:
            before = known[move["ply"]] if move["ply"] < len(known) else None
            is_opened = before and before["action"] is None and before["seat"] == move["seat"]
            known[move["ply"] : move["ply"] + 1 if is_opened else None] = [move]
        known = known[: message["view"]["ply"]]
        assert [move["ply"] for move in known] == list(range(message["view"]["ply"]))
    assert len(asked) > 8


def test_why_a_program_did_it_is_kept_and_a_stand_in_says_nothing(water: Game, bot: Bot) -> None:
    line = bot(
        'action = legal[0] if number < 4 else "fly"\n'
        'say(type="action", id=number, action=action, reason=f"no. {number}")'
    )
    program, match = play(water, line)
    assert program.is_out
    notes = [one for one in match.record.events if isinstance(one, Note)]
    assert [one.text for one in notes] == ["no. 1", "no. 2", "no. 3"]


@pytest.mark.parametrize(
    ("used", "kept"),
    [
        pytest.param("dict(calls=2, read=9)", ModelUse(2, read=9), id="some"),
        pytest.param("dict(calls=1, url='http://x', key='k')", ModelUse(1), id="words of its own"),
        pytest.param("dict(read=9)", None, id="no calls"),
        pytest.param("dict(calls=True)", None, id="a truth"),
        pytest.param("dict(calls='1')", None, id="a text"),
        pytest.param("dict(calls=1, read=-1)", None, id="less than nothing"),
        pytest.param("dict(calls=1, written=10**12)", None, id="too much"),
        pytest.param("dict(calls=1, unused=2)", None, id="more unused than asked"),
        pytest.param("[1]", None, id="a list"),
        pytest.param("{'calls': {}}", None, id="deep"),
    ],
)
def test_what_a_choice_took_is_kept_in_numbers_alone(
    water: Game, bot: Bot, used: str, kept: ModelUse | None
) -> None:
    program, match = play(
        water,
        bot(f'say(type="action", id=number, action=legal[0], used={used} if number==1 else 0)'),
    )
    assert program.faults == []
    notes = [one for one in match.record.events if isinstance(one, Note)]
    assert [use_in(one) for one in notes] == ([kept] if kept else [])
    assert match.proceedings == []


def test_what_a_choice_took_and_is_not_kept_is_told_by_the_check(
    wargame: CommandLine, bot: Bot
) -> None:
    """Who took the time as Python has it, 1500.5, was told that nothing is wrong, and had none."""
    used = "dict(calls=1, milliseconds=15 if number != 2 else 1500.5)"
    line = bot(f'say(type="action", id=number, action=legal[0], used={used})')
    told = wargame("player", "check", f"cmd:{line}")
    assert told.code == 0
    assert told.out.count(": what 1 choice told as `used` is not kept: it wants whole ") == 2
    assert told.out.count(" asked a model: ") == 2
    silent = bot('say(type="action", id=number, action=legal[0], used=None)')
    assert "`used`" not in wargame("player", "check", f"cmd:{silent}", "calibration").out


@pytest.mark.parametrize(
    ("answer", "said", "is_out"),
    [
        pytest.param(
            'say(type="action", id=number, action="fly")', "not legal", True, id="illegal"
        ),
        pytest.param('print("{", flush=True)', "no JSON", True, id="no json"),
        pytest.param('print("[" * 100000, flush=True)', "no JSON", True, id="too deep"),
        pytest.param("say(type='what')", "type 'action'", True, id="another type"),
        pytest.param("say(type='action', id=0, action=legal[0])", "id 0", True, id="old answer"),
        pytest.param("say(type='action', id='x' * 99999)", "id 'x", True, id="a long id"),
        pytest.param("say(type='action', id=number, action=[1])", "not legal", True, id="a list"),
        pytest.param("sys.exit()", "ended", True, id="it leaves"),
        pytest.param("time.sleep(1000)", "did not answer", True, id="it hangs"),
        pytest.param("print('x' * 3000000, end='', flush=True)", "million", True, id="endless"),
        pytest.param("print('{', end=''); sys.exit()", "within an answer", True, id="half a line"),
        pytest.param("say(type='action', id=None, action=legal[0])", "id null", True, id="no id"),
        pytest.param("say(type='action', id=number)", "names no action", True, id="no action"),
        pytest.param("say(type='action', action={'a': True})", '{"a": true}', True, id="not text"),
        pytest.param("while True: print('x')", "no JSON", True, id="a flood of lines"),
        pytest.param("while True: print('x' * 99, end='')", "million", True, id="a flood"),
    ],
)
def test_a_program_that_misbehaves_ends_no_match(
    water: Game, bot: Bot, answer: str, said: str, is_out: bool
) -> None:
    begin = perf_counter()
    program, match = play(water, bot(answer), 1.0 if said == "did not answer" else LONG_S)
    assert match.is_over
    assert said in program.faults[0]
    assert program.is_out is is_out
    assert len(program.faults) <= 3
    assert max(map(len, program.faults)) < 200
    assert perf_counter() - begin < LONG_S


def test_what_a_child_says_unasked_does_not_pile_up() -> None:
    words = [sys.executable, "-c", "while True: print('x' * 1000)"]
    pipe = Pipe(words)
    try:
        deadline = perf_counter() + LONG_S
        while pipe._lines.qsize() <= MOST_WAITING and perf_counter() < deadline:
            sleep(0.01)
        for _ in range(MOST_WAITING):
            assert pipe.receive(LONG_S).startswith("xxx")
        for _ in range(2):
            with pytest.raises(PipeError, match="far more than it is asked"):
                pipe.receive(LONG_S)
    finally:
        pipe.close(patience=0)


@pytest.mark.parametrize(
    ("does", "told"),
    [
        pytest.param("time.sleep(60)", "it did not answer within 1 s", id="nothing"),
        pytest.param(
            "print('pass', end='', flush=True); time.sleep(60)",
            "it did not end its line within 1 s: 'pass'",
            id="no line end",
        ),
        pytest.param(
            "print('ab' * 35, end='', flush=True); time.sleep(60)",
            f"it did not end its line within 1 s: '{'ab' * 30}' and 10 bytes more",
            id="a long line without one",
        ),
        pytest.param(
            "print('one\\ntwo', end='', flush=True); time.sleep(60)",
            "it did not end its line within 1 s: 'two'",
            id="one line and a half",
        ),
    ],
)
def test_who_is_late_is_told_with_what_came_of_an_answer(does: str, told: str) -> None:
    """A line without an end was told as no answer at all."""
    pipe = Pipe([sys.executable, "-c", f"import time; {does}"])
    try:
        if "one" in does:
            assert pipe.receive(LONG_S).rstrip() == "one"
        deadline = perf_counter() + LONG_S
        while "print" in does and not pipe._lines.begun and perf_counter() < deadline:
            sleep(0.01)
        with pytest.raises(PipeError) as late:
            pipe.receive(1.0)
        assert str(late.value) == told
    finally:
        pipe.close(patience=0)


def test_one_wrong_answer_is_forgiven(water: Game, bot: Bot) -> None:
    wrong_once = 'say(type="action", id=number, action="fly" if number == 2 else legal[0])'
    program, match = play(water, bot(wrong_once))
    assert match.is_over
    assert len(program.faults) == 1


def test_a_program_that_never_reads_is_out(water: Game, tmp_path: Path) -> None:
    path = tmp_path / "deaf.py"
    path.write_text("import time\ntime.sleep(1000)\n")
    program, match = play(water, f"{sys.executable} {path}", seconds=0.5)
    assert match.is_over
    assert program.is_out


def test_the_view_holds_no_hidden_place(any_game: Game) -> None:
    state = any_game.new()
    for seat in any_game.seats:
        text = json.dumps(describe_view(any_game.redact(state, seat)))
        assert "-1, -1" not in text
        found = json.loads(text)
        whose = (*any_game.seats, "any") if any_game.rules.program.mixed else (seat, "any")
        own = {card.id for card in any_game.deck.cards if card.seat in whose}
        assert set(found["hand"]) | set(found["pile"]) <= own


def test_the_view_holds_fronts_as_the_seat_sees_them(decks: dict[str, DeckRef]) -> None:
    game = shared_game(decks["kitchen_sealed"])
    state = game.position({"turn": "upper", "game.round": 1})
    while "seal walks" not in [str(action) for action in game.legal_actions(state)]:
        state = game.apply(state, game.legal_actions(state)[0]).state
    namer = game.current_seat(state)
    state = game.apply(state, "seal walks").state
    for seat in game.seats:
        found = describe_view(game.redact(state, seat))
        named = [front["id"] for front in found["fronts"] if front["is_named"]]
        assert named == (["walks"] if seat == namer else [])
        assert found["sealed_by"] == namer


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param(", what='no weights'", "it cannot say: no weights", id="why"),
        pytest.param("", "it cannot say", id="nothing"),
        pytest.param(", what=None", "it cannot say", id="null"),
        pytest.param(", what=' '", "it cannot say", id="blank"),
    ],
)
def test_a_program_that_cannot_say_is_told_of_in_its_own_words(
    water: Game, bot: Bot, given: str, said: str
) -> None:
    program, _ = play(water, bot(f"say(type='fault', id=number{given})"), LONG_S)
    assert program.faults[0] == said


@pytest.mark.parametrize(
    "name",
    [
        "cmd:",
        "cmd:no_such_program_here",
        "cmd:'open",
        pytest.param(f"cmd:true {'x' * 1000}", id="too long"),
    ],
)
def test_what_is_no_program_is_refused(water: Game, name: str) -> None:
    with pytest.raises(PlayerError, match="cmd:"):
        make_player(name, water, water.seats[0], 1)


@pytest.mark.parametrize(
    ("deck", "gets"),
    [
        pytest.param("primer", "match points, 1000 each, and the lead; ", id="a contest"),
        pytest.param("primer:seminar", "points less par; ", id="a seminar"),
    ],
)
def test_a_check_says_what_seats_get_at_this_table(
    wargame: CommandLine, deck: str, gets: str
) -> None:
    said = wargame("player", "check", "greedy", deck)
    assert said.code == 0, said.err
    assert said.out.count(gets) == 2


def test_check_says_what_is_wrong_and_protocol_what_is_right(
    wargame: CommandLine, bot: Bot
) -> None:
    fine = wargame("player", "check", f"cmd:{EXAMPLE}", "calibration")
    assert fine.code == 0
    assert fine.err.count("has your rights") == 1
    assert "Nothing is wrong." in fine.out
    took = [float(one) for one in re.findall(r"the longest took ([\d.]+) s", fine.out)]
    assert len(took) == 2
    assert max(took) < LONG_S
    wrong = wargame("player", "check", f"cmd:{bot('say(type=0)')}", "calibration")
    assert wrong.code == 2
    assert wrong.out.count(" choices, ") == wrong.out.count(", all by greedy in its place, ") == 2
    once = bot('say(type="action", id=number, action="fly" if number == 1 else legal[0])')
    said = wargame("player", "check", f"cmd:{once}").out
    assert said.count(" choices, 1 by greedy in its place, the longest took ") == 2
    assert "in its place" not in fine.out
    assert "in seat pursuer" in wrong.err
    told = wargame("player", "protocol")
    assert told.code == 0
    assert '"type": "hello"' in told.out
    assert "def choose(" in told.out


def test_the_protocol_explains_every_field_of_a_view(water: Game) -> None:
    """Of deals, fronts and what is pending it told that they are there, and nothing in them."""
    told = (command.__doc__ or "").partition("`view` holds")[2].partition("`news` holds")[0]
    kinds = {"deals": Deal, "draft": Deal, "pending": Pending, "fronts": FrontStanding}
    inner = {one.name for kind in kinds.values() for one in fields(kind)}
    found = describe_view(water.redact(water.new(), water.seats[0]))
    assert kinds.keys() <= found.keys()
    named = set(re.findall(r"\w+", told))
    assert {*found, *inner} - named == set()


def test_a_check_tells_what_a_program_says_and_lends_it_no_terminal(
    wargame: CommandLine, bot: Bot
) -> None:
    lines = (
        "import os, stat\n"
        "is_pipe = stat.S_ISFIFO(os.fstat(2).st_mode)\n"
        "if number == 1: print('\\x1b]0;mine\\x07 pipe', is_pipe, 'x' * 20_000, file=sys.stderr)\n"
        "say(type='action', action=legal[0])"
    )
    told = wargame("player", "check", f"cmd:{bot(lines)}", "calibration")
    assert told.code == 0, told.err
    assert told.err.count(r"\x1b]0;mine\x07 pipe True xxx") == 2
    assert told.err.count("x") >= 2 * 20_000
