"""A language model in a seat: what it is told, what its answers mean, and what goes wrong."""

from __future__ import annotations

import itertools
import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.model_server import ModelServer, dripping_server, model_server, said
from tests.conftest import DECKS, LONG_S, CommandLine, seated
from tests.rules.test_clauses import gold, thin_wall
from tests.rules.test_deals import GATE, WALL, item
from tests.rules.tiny import tiny
from wargame.adapters.language_model import server as asking
from wargame.adapters.language_model.answer import chosen
from wargame.adapters.language_model.program import MOST_ASKED, ModelSeat, play
from wargame.adapters.language_model.server import Messages, NoAnswer, Server
from wargame.adapters.language_model.told import MOST_REASONS, WITH_ROUND, Teller
from wargame.errors import RecordError, UsageError
from wargame.lab.runs.games import shared_game
from wargame.play.event import Note
from wargame.play.match import Match
from wargame.play.model_use import USED, ModelUse, uses
from wargame.play.player import Person
from wargame.play.proceedings import REASON
from wargame.players.command import Command, describe_move
from wargame.players.fence import Fence
from wargame.players.imagined import Stream
from wargame.rules.game import CHANCE_SEAT, Game
from wargame.rules.orders import Ban, Orders
from wargame.store.save import load
from wargame.store.world import World
from wargame.table.host.sitting import Sitting
from wargame.table.told.by_itself import deal_over, held
from wargame.table.told.news import is_told
from wargame.table.told.scene import titles_of

pytestmark = pytest.mark.waits

LEGAL = ["pass", "fund mill", "play mediation"]
HELLO = {"role": "user", "content": "hello"}
NUMBER = re.compile(r"from 1 to (\d+)")


@pytest.mark.parametrize(
    ("text", "action", "why"),
    [
        pytest.param('{"why": "cheap", "choice": 2}', "fund mill", "cheap", id="as asked"),
        pytest.param('{"choice": "2"}', "fund mill", "", id="a number in quotes"),
        pytest.param('{"choice": "fund mill"}', "fund mill", "", id="words"),
        pytest.param('{"choice": " [fund mill] "}', "fund mill", "", id="words in brackets"),
        pytest.param('a {b} ```json\n{"choice": 3}\n```', "play mediation", "", id="in a fence"),
        pytest.param('{"choice": 1} or {"choice": 2}', "fund mill", "", id="the last of two"),
        pytest.param('{"choice": 2} and {"x": 1}', "fund mill", "", id="the last with a choice"),
        pytest.param(
            '{"choice": 2} not {"choice": 9}', "fund mill", "", id="the last that is open"
        ),
        pytest.param(
            '{"why": "two\nlines", "choice": 1}', "pass", "two\nlines", id="a raw line end"
        ),
        pytest.param('{"why": {"a": 1}, "choice": 1}', "pass", "", id="a reason that is no text"),
        pytest.param('{"say": {"choice": 1}}', "pass", "", id="within another"),
    ],
)
def test_an_answer_is_read(text: str, action: str, why: str) -> None:
    found = chosen(text, LEGAL)
    assert found is not None
    assert (found.action, found.why) == (action, why)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I pass.",
        '{"choice": 0}',
        '{"choice": 4}',
        '{"choice": -1}',
        '{"choice": 1.0}',
        '{"choice": null}',
        '{"choice": "fly"}',
        '{"choice": [1]}',
        '{"choice": 99999999999999999999}',
        '{"choice": 1',
        "[1]",
        "{" * 100_000,
        '{"a":' * 50_000,
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_choice_is_none(text: str) -> None:
    assert chosen(text, LEGAL) is None


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is busy is asked again soon."""
    monkeypatch.setattr(asking, "PAUSE_SECONDS", 0.01)


@pytest.mark.parametrize("code", [408, 429, 500, 503])
@pytest.mark.usefixtures("quick")
def test_a_busy_server_is_asked_again(code: int) -> None:
    answers = iter([(code, b"busy"), (code, b"busy"), said("yes")])
    with model_server(lambda _: next(answers)) as served:
        assert Server(served.url, "m").ask([HELLO], LONG_S) == "yes"
    assert len(served.requests) == 3


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param((401, b"bad key\x1b[2J"), r"says 401: bad key\\x1b\[2J", id="refused"),
        pytest.param((307, b"http://127.0.0.1:9/v1"), "says 307", id="sent elsewhere"),
        pytest.param((200, b"<html>"), "no message: <html>", id="no JSON"),
        pytest.param((200, b"[" * 100_000), "no message", id="too deep"),
        pytest.param((200, b'{"choices": []}'), "no message", id="no choice"),
        pytest.param((200, b'{"choices": [{"message": {"content": 1}}]}'), "no text", id="no text"),
        pytest.param((200, b'{"choices": [{"message": {"content": null}}]}'), "no text", id="null"),
        pytest.param((200, b"\xff\xfe"), "no message", id="no text at all"),
        pytest.param(
            (200, said("{" * 1_000_000)[1]), "answer is longer than 1,000,000 bytes", id="too long"
        ),
    ],
)
def test_what_a_server_says_wrong_is_told(answer: tuple[int, bytes], told: str) -> None:
    with model_server(lambda _: answer) as served, pytest.raises(NoAnswer, match=told) as error:
        Server(served.url, "m", "s3cret").ask([HELLO], LONG_S)
    assert "s3cret" not in str(error.value)
    assert len(served.requests) == 1


def test_a_server_is_asked_through_a_proxy_that_the_environment_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with model_server(lambda _: said("Well.")) as served:
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.setenv("http_proxy", served.url.removesuffix("/v1"))
        assert Server("http://model.invalid/v1", "m").ask([HELLO], LONG_S) == "Well."
    (asked,) = served.requests
    assert asked["path"] == "http://model.invalid/v1/chat/completions"


@pytest.mark.parametrize(
    "proxy",
    [
        "http://ann:s3cret@",
        "http://ann:s3cret",
        "http:/ann:s3cret@host:3128",
        "http://ann:s3cret@host:s3cret",
        "http://ann:s3/cret@[::1",
        "ann:s3cret@",
        "ann:/s3cret@host",
        "host:3128/s3cret",
    ],
)
def test_what_names_no_proxy_is_refused_and_not_told(
    proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Errors of the library quote it, and each failure is told at the table."""
    monkeypatch.setenv("http_proxy", proxy)
    monkeypatch.setenv("no_proxy", "here.invalid")
    with pytest.raises(UsageError, match="names no proxy") as error:
        Server("http://model.invalid/v1", "m").ask([HELLO], LONG_S)
    assert "cret" not in str(error.value)
    Server("http://here.invalid/v1", "m")
    Server("https://model.invalid/v1", "m")


@pytest.mark.parametrize("named", ["http://{}", "{}", "http://{}/path", "http://ann:s3/c@{}/"])
def test_a_proxy_is_named_in_each_way_that_the_library_knows(
    named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with model_server(lambda _: said("Well.")) as served:
        monkeypatch.delenv("no_proxy", raising=False)
        host = served.url.removesuffix("/v1").removeprefix("http://")
        monkeypatch.setenv("http_proxy", named.format(host))
        assert Server("http://model.invalid/v1", "m").ask([HELLO], LONG_S) == "Well."


def test_a_server_that_is_not_there_is_told() -> None:
    with model_server(lambda _: said("")) as served:
        pass
    with pytest.raises(NoAnswer, match="cannot be reached"):
        Server(served.url, "m").ask([HELLO], LONG_S)


def test_a_model_that_takes_too_long_is_told(slow: ModelServer) -> None:
    with pytest.raises(NoAnswer, match="did not answer within 0 s"):
        Server(slow.url, "m").ask([HELLO], 0.2)


@pytest.fixture
def slow() -> Any:
    """A server that waits until the test is over."""
    import threading  # noqa: PLC0415 - here alone

    over = threading.Event()

    def wait(_: dict[str, Any]) -> tuple[int, bytes]:
        over.wait(LONG_S)
        return said("late")

    with model_server(wait) as served:
        yield served
        over.set()


SPELT = {
    "as it is": "s3cret/k3y+Z",
    "behind a backslash": r"s3cret\/k3y+Z",
    "behind two": r"s3cret\\/k3y+Z",
    "as numbers": r"s3cret\u002fk3y\u002B\u005a",
}
"""A key as servers may say it."""


@pytest.mark.parametrize("status", [200, 401])
@pytest.mark.parametrize("spelt", SPELT.values(), ids=SPELT)
def test_a_key_that_a_server_says_is_told_to_nobody(spelt: str, status: int) -> None:
    _, body = said("I got KEY.")
    with model_server(lambda _: (status, body.replace(b"KEY", spelt.encode()))) as served:
        server = Server(served.url, "m", "s3cret/k3y+Z")
        try:
            told = server.ask([HELLO], LONG_S)
        except NoAnswer as error:
            told = str(error)
    assert "s3cret" not in told
    assert "[key]" in told


def test_a_key_may_come_from_a_file_with_its_line_end() -> None:
    with model_server(lambda _: said("yes")) as served:
        assert Server(served.url, "m", " s3cret\n").ask([HELLO], LONG_S) == "yes"
    assert served.requests[0]["headers"]["Authorization"] == "Bearer s3cret"


@pytest.mark.parametrize(
    "key", ["s3\ncret", "s3cret\x00", "s3crét", "s3cr稀t", "s3 cret"], ids=ascii
)
def test_a_key_that_cannot_be_sent_is_refused_and_not_told(key: str) -> None:
    with pytest.raises(UsageError, match="--key-env") as error:
        Server("http://x/v1", "m", key)
    assert "s3" not in str(error.value)


@pytest.mark.parametrize("start", [b"", b"HTTP/1.0 200 OK\r\n\r\n", b"HTTP/1.0 500 Bad\r\n\r\n"])
def test_a_server_that_says_a_byte_now_and_then_is_late(start: bytes) -> None:
    with dripping_server(start) as url:
        began = time.monotonic()
        with pytest.raises(NoAnswer, match="did not answer within 1 s"):
            Server(url, "m").ask([HELLO], 1.0)
        assert time.monotonic() - began < LONG_S


def test_what_speaks_no_http_is_told_of_in_a_line_that_moves_no_terminal() -> None:
    with (
        dripping_server(b"\x1b[2Jbad " + b"x" * 300 + b"\r\n\r\n") as url,
        pytest.raises(NoAnswer, match=r"^the server cannot be reached: \\x1b\[2Jbad x") as error,
    ):
        Server(url, "m").ask([HELLO], LONG_S)
    assert len(str(error.value)) < 200


@pytest.mark.parametrize("host", ["a" * 300, ".a."])
def test_a_host_of_no_possible_name_is_told(host: str) -> None:
    with pytest.raises(NoAnswer, match="cannot be reached"):
        Server(f"http://{host}/v1", "m").ask([HELLO], LONG_S)


@pytest.mark.parametrize(
    "url",
    [
        *("", "localhost:1/v1", "file:///etc/passwd", "ftp://x/v1", "http://", "http://[::1/v1"),
        *("http://h:abc/v1", "http://h:99999/v1", "http://a b/v1", "http://x\u2028/v1"),
    ],
)
def test_an_address_of_no_server_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="--url"):
        Server(url, "m")


@pytest.mark.parametrize("url", ["http://me:s3cret@h/v1", "https://s3cret@h/v1"])
def test_who_asks_has_no_place_in_an_address_and_is_not_told(url: str) -> None:
    with pytest.raises(UsageError, match="--key-env") as error:
        Server(url, "m")
    assert "s3cret" not in str(error.value)
    Server("http://h/@me/v1", "m")


def test_key_model_and_temperature_are_sent() -> None:
    with model_server(lambda _: said("yes")) as served:
        Server(f"{served.url}/", "m", "s3cret", 0.5).ask([HELLO], LONG_S)
        Server(served.url, "m").ask([HELLO], LONG_S)
        Server(served.url, "m", temperature=0.0).ask([HELLO], LONG_S)
    first, second, third = served.requests
    assert first["headers"]["Authorization"] == "Bearer s3cret"
    assert (first["path"], first["model"], first["temperature"]) == (
        "/v1/chat/completions",
        "m",
        0.5,
    )
    assert first["messages"] == [HELLO]
    assert "Authorization" not in second["headers"]
    assert "temperature" not in second
    assert third["temperature"] == 0


def last(body: dict[str, Any]) -> tuple[int, bytes]:
    """A model that takes the last way, and says why."""
    most = int(NUMBER.findall(body["messages"][1]["content"])[-1])
    return said(json.dumps({"why": f"the last of {most}", "choice": most}))


def program(served: ModelServer, *more: str) -> str:
    words = ["-m", "wargame", "player", "llm", "--model", "m", "--url", served.url, *more]
    return " ".join([sys.executable, *words])


def test_a_model_plays_a_whole_game_and_its_reasons_are_kept(water: Game) -> None:
    seat = water.seats[0]
    with model_server(last) as served:
        model = Command(water, seat, 3, program(served), fence=Fence(seconds=LONG_S))
        match = Match(water, {**seated(water, 3), seat: model}, 3, traced=True).run()
    assert model.faults == []
    notes = [one for one in match.record.events if isinstance(one, Note)]
    chosen_there = [one for one in notes if one.topic == REASON]
    assert len(chosen_there) == len(served.requests)
    assert all(one.text.startswith("the last of ") for one in chosen_there)
    system, user = served.requests[-1]["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    assert water.deck.title in system["content"]
    for heading in ("Since you last chose", "The board", "What each would change"):
        assert f"\n{heading}\n" in f"\n{user['content']}\n"
    assert "\nWhy you did what you did" in user["content"]
    assert "the last of" in user["content"]


def test_what_a_model_took_is_kept_and_told_in_sum(wargame: CommandLine, water: Game) -> None:
    counts = {"prompt_tokens": 700, "completion_tokens": 30}
    answers = itertools.cycle(["I think aloud.", None, None])

    def counted(body: dict[str, Any]) -> tuple[int, bytes]:
        status, data = said(aloud) if (aloud := next(answers)) else last(body)
        told = json.loads(data)
        return status, json.dumps({**told, "usage": counts} if aloud else told).encode()

    seat = water.seats[0]
    with model_server(counted) as served:
        model = Command(water, seat, 3, program(served), fence=Fence(seconds=LONG_S))
        match = Match(water, {**seated(water, 3), seat: model}, 3, traced=True).run()
        checked = wargame("player", "check", f"cmd:{program(served)}", "calibration")
    assert model.faults == []
    use = uses(match.record.events)[seat]
    notes = [one for one in match.record.events if isinstance(one, Note)]
    chosen_there = sum(one.topic == REASON for one in notes)
    assert all(one.audience == seat for one in notes)
    assert use.calls - use.unused == chosen_there
    assert use.unused == use.counted > 1
    assert (use.read, use.written) == (700 * use.counted, 30 * use.counted)
    assert use.milliseconds > 0
    assert use.said.startswith(f"{use.calls} calls, {use.unused} without an answer of use; ")
    assert not [one for one in match.proceedings if one.what == USED]
    assert checked.out.count(" asked a model: ") == 2, checked.err
    assert " without an answer of use; " in checked.out


def test_what_a_model_took_for_no_choice_is_kept_too(water: Game) -> None:
    seat = water.seats[0]
    with model_server(lambda _: said("I would rather not.")) as served:
        model = Command(water, seat, 3, program(served), fence=Fence(seconds=LONG_S))
        match = Match(water, {**seated(water, 3), seat: model}, 3).run()
    assert model.is_out
    use = uses(match.record.events)[seat]
    assert (use.calls, use.unused, use.counted) == (len(served.requests), len(served.requests), 0)


@pytest.mark.parametrize(
    "usage",
    [
        None,
        [],
        {},
        {"prompt_tokens": 1},
        {"prompt_tokens": True, "completion_tokens": 1},
        {"prompt_tokens": "1", "completion_tokens": 1},
        {"prompt_tokens": -1, "completion_tokens": 1},
        {"prompt_tokens": 10**30, "completion_tokens": 1},
    ],
    ids=str,
)
def test_tokens_that_no_server_can_mean_are_not_counted(usage: object) -> None:
    status, data = said("yes")
    body = json.dumps({**json.loads(data), "usage": usage}).encode()
    with model_server(lambda _: (status, body)) as served:
        server = Server(served.url, "m")
        assert server.ask([HELLO], LONG_S) == "yes"
    assert server.took == ModelUse(calls=1)


def test_what_a_model_is_told_follows_from_the_view_alone(any_game: Game) -> None:
    game, compared = any_game, 0
    match = Match(game, seated(game, 5), 5, traced=True)
    teller = {seat: Teller(game, seat) for seat in game.seats}
    while not match.is_over and compared < 20:
        seat = game.current_seat(match.state)
        if seat != CHANCE_SEAT:
            view = game.redact(match.state, seat)
            news = [describe_move(one) for one in match.witnessed(seat)][-9:]
            other = game.redact(game.resample(view, Stream(compared)), seat)
            here = [teller[seat].rules(view), teller[seat].question(view, news, ())]
            there = [teller[seat].rules(other), teller[seat].question(other, news, ())]
            assert here == there
            assert str(len(view.legal)) in NUMBER.findall(here[1])
            compared += 1
        match.step()
    assert compared


@pytest.mark.parametrize("name", ["primer", "kitchen_mixed"])
def test_a_model_is_not_told_to_type_what_it_cannot(name: str) -> None:
    game = shared_game(DECKS[name])
    match = Match(game, seated(game, 3), 3, traced=True)
    while not match.is_over:
        seat = game.current_seat(match.state)
        if seat != CHANCE_SEAT:
            told = Teller(game, seat, has_previews=False).question(
                game.redact(match.state, seat), (), ()
            )
            assert "Ask: " not in told
            assert "board all" not in told
        match.step()


@pytest.mark.parametrize("name", ["history", "entanglement"])
def test_what_comes_with_a_move_is_told(name: str) -> None:
    game = shared_game(DECKS[name])
    match = Match(game, seated(game, 5), 5, traced=True).run()
    seat, titles = game.seats[0], titles_of(game.deck)
    seen = match.witnessed(seat)
    news = [describe_move(one) for one in seen]
    view = game.redact(match.at(match.course.ply - 1), seat)
    told = " ".join(Teller(game, seat, has_previews=False).question(view, news, ()).split())
    wanted = [titles.injects[inject] for one in seen for inject in one.dated]
    wanted += [f"{titles.cards[card]} leaves your hand" for one in seen for card in one.expired]
    wanted += [deal_over(signed, items, titles) for one in seen for signed, items in one.ran_out]
    assert wanted
    assert [text for text in wanted if " ".join(text.split()) not in told] == []


def test_a_program_is_told_whether_what_news_ask_held() -> None:
    """People were, and a model read the same news without it."""
    game = shared_game(DECKS["entanglement"])
    match = Match(game, seated(game, 5), 5, traced=True).run()
    seat, titles = game.seats[0], titles_of(game.deck)
    news = json.loads(json.dumps([describe_move(one) for one in match.witnessed(seat)]))
    given = [one for move in news for one in move["tested"]]
    assert {one["is_met"] for one in given} == {True, False}, "another seed"
    view = game.redact(match.at(match.course.ply - 1), seat)
    told = " ".join(Teller(game, seat, has_previews=False).question(view, news, ()).split())
    asked = [
        text
        for entry in match.log
        for one in entry.tested
        for text in held(entry, one.inject, titles)
    ]
    assert asked
    assert [text for text in asked if " ".join(text.split()) not in told] == []


def test_a_model_is_told_of_no_number_that_people_are_not_told_of() -> None:
    """Clocks and counts of the rules were in every piece of its news."""
    game = shared_game(DECKS["primer"])
    match = Match(game, seated(game, 5), 5, traced=True).run()
    seat, titles = game.seats[0], titles_of(game.deck)
    news = [describe_move(one) for one in match.witnessed(seat)]
    view = game.redact(match.at(match.course.ply - 1), seat)
    told = " ".join(Teller(game, seat, has_previews=False).question(view, news, ()).split())
    silent, said = list[str](), list[str]()
    for name, values in [one for move in news for one in move["changes"].items()]:
        if name in titles.numbers and name not in titles.counts:
            text = f"{titles.number(name)} {titles.went(name, *values)}"
            (said if is_told(name) else silent).append(" ".join(text.split()))
    assert silent
    assert said
    assert not [one for one in silent if one in told and one not in said]
    assert all(one in told for one in said)


def test_a_deal_that_was_not_kept_is_told_as_broken() -> None:
    never = {"needs": "my.grain >= 90", "by_round": 1, "failed": "breach"}
    laid = {"terms": [3], "items": [thin_wall(performs=never), gold()]}
    game = tiny(measures=[WALL, GATE], deals=laid)
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 3, traced=True))
    for text in ("pass", "pass", "offer thin_wall", "offer gold", "table 3", "accept", "pass"):
        sitting.draw_luck()
        sitting.take(text)
    sitting.draw_luck()
    news = [describe_move(one) for one in sitting.match.witnessed("north")]
    told = Teller(game, "north", has_previews=False).question(sitting.view("north"), news, ())
    assert "The deal of round 1 is broken by what was not kept (thin_wall; gold)." in told
    assert "has run out" not in told


def test_of_two_deals_that_are_over_with_a_round_the_one_that_was_not_kept_is_told_as_broken() -> (
    None
):
    never = {"needs": "my.grain >= 90", "by_round": 2, "failed": "breach"}
    grain = item("grain", "transfer", track="grain", amount=1)
    back = item("back", "transfer", "south", track="grain", amount=2)
    items = [thin_wall(performs=never), grain, gold(), back]
    laid = {"terms": [1, 3], "items": items, "max_running": 2}
    game = tiny(measures=[WALL, GATE], deals=laid)
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 3, traced=True))
    first = ("offer thin_wall", "offer gold", "table 3", "accept")
    second = ("offer grain", "offer back", "table 1", "accept")
    for text in ("pass", "pass", *first, *second, *["pass"] * 4):
        sitting.draw_luck()
        sitting.take(text)
    sitting.draw_luck()
    news = [describe_move(one) for one in sitting.match.witnessed("north")]
    told = Teller(game, "north", has_previews=False).question(sitting.view("north"), news, ())
    assert "The deal of round 1 is broken by what was not kept (thin_wall; gold)." in told
    assert "The deal of round 1 has run out (grain; back)." in told


def test_what_a_rounds_end_moves_is_not_told_as_the_work_of_its_last_move(water: Game) -> None:
    match, seat = Match(water, seated(water, 3), 3, traced=True), water.seats[0]
    while match.state.round < 2 or water.current_seat(match.state) != seat:
        match.step()
    view, news = water.redact(match.state, seat), list(map(describe_move, match.witnessed(seat)))
    told = Teller(water, seat).question(view, news, ())
    assert told.count(WITH_ROUND) == 1
    (end,) = (row for row in told.splitlines() if WITH_ROUND in row)
    assert "Harvests gathered" in end.partition(WITH_ROUND)[2]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param(
            lambda _: said("I would rather not."), "times without a choice", id="no choice"
        ),
        pytest.param(lambda _: (401, b"no"), "says 401", id="refused"),
    ],
)
def test_a_model_that_does_not_choose_is_a_fault_and_no_end(
    water: Game, answer: Callable[[dict[str, Any]], tuple[int, bytes]], told: str
) -> None:
    seat = water.seats[0]
    with model_server(answer) as served:
        model = Command(water, seat, 3, program(served), fence=Fence(seconds=LONG_S))
        match = Match(water, {**seated(water, 3), seat: model}, 3).run()
    assert match.is_over
    assert model.is_out
    assert told in model.faults[0]
    if "without" in told:
        assert len(served.requests) == 3 * MOST_ASKED
        asked, answered, again = served.requests[1]["messages"][1:]
        assert asked == served.requests[0]["messages"][1]
        assert answered == {"role": "assistant", "content": "I would rather not."}
        (most,) = set(NUMBER.findall(asked["content"]))
        assert f"NUMBER being 1 to {most}." in again["content"]


class Mind(Server):
    """A server that is not there: takes the first way, and keeps what it is asked."""

    def __init__(self) -> None:
        super().__init__("http://x/v1", "m")
        self.asked: list[str] = []

    def ask(self, messages: Messages, seconds: float) -> str:
        self.asked.append(messages[1]["content"])
        return json.dumps({"why": f"thought {len(self.asked)}", "choice": 1})


def test_why_it_did_what_was_taken_back_is_not_told_again(water: Game) -> None:
    mind, seat = Mind(), water.seats[0]
    model = ModelSeat(mind, {"seat": seat}, has_previews=False, log=lambda _: None)
    model.open({"tree": water.loaded.tree, "variant": water.loaded.variant})
    match, asked = Match(water, seated(water, 3), 3), list[dict[str, Any]]()
    while len(asked) < 3:
        if water.current_seat(match.state) == seat:
            state = water.redact(match.state, seat).packed()
            asked.append({"id": 1, "state": state, "news": [], "seconds": LONG_S})
        match.step()
    for place in (0, 1, 2, 1):
        model.choose(asked[place])
    assert "thought 2" in mind.asked[2]
    assert "thought 1" in mind.asked[3]
    assert "thought 2" not in mind.asked[3]


def test_the_last_reasons_of_a_model_are_told_again_in_their_order(water: Game) -> None:
    match, seat = Match(water, seated(water, 3), 3), water.seats[0]
    while water.current_seat(match.state) != seat:
        match.step()
    reasons = [f"- Reason {number}." for number in range(MOST_REASONS + 3)]
    told = Teller(water, seat).question(water.redact(match.state, seat), (), reasons)
    assert [line for line in told.splitlines() if line in reasons] == reasons[3:]


def test_a_model_plays_where_a_study_bars_acts(water: Game) -> None:
    """Each of its views was one of another game, and greedy played the match."""
    mind, seat = Mind(), water.seats[0]
    model = ModelSeat(mind, {"seat": seat}, has_previews=True, log=lambda _: None)
    model.open({"tree": water.loaded.tree, "variant": water.loaded.variant})
    orders = Orders((Ban(seat, ("fund", "tighten"), 1, 1),))
    match, held = Match(water, seated(water, 3), 3), water.under(orders)
    while water.current_seat(match.state) != seat or match.state.phase != "plays":
        match.step()
    view = held.redact(held.here(match.state), seat)
    asked = {"id": 1, "state": view.packed(), "news": [], "seconds": LONG_S}
    answer = model.choose({**asked, "orders": asdict(orders)})
    assert answer["action"] == view.legal[0].text
    with pytest.raises(RecordError, match="another game"):
        model.choose(asked)


def test_a_model_that_comes_to_a_game_is_told_its_last_two_rounds(water: Game) -> None:
    """It was told all of the game at once, five times as much as for any other choice."""
    mind, seat = Mind(), water.seats[0]
    model = ModelSeat(mind, {"seat": seat}, has_previews=False, log=lambda _: None)
    model.open({"tree": water.loaded.tree, "variant": water.loaded.variant})
    match = Match(water, seated(water, 3), 3, traced=True)
    while match.state.round < 4 or water.current_seat(match.state) != seat:
        match.step()
    view, seen = water.redact(match.state, seat), match.witnessed(seat)
    news = [describe_move(one) for one in seen]
    asked = {"id": 1, "state": view.packed(), "seconds": LONG_S}
    late = [one for one in news if one["round"] >= 3]
    for told in (news, late):
        model.choose({**asked, "news": told})
    whole, part = mind.asked
    said = "- What was done before Year 3 is left out.\n"
    assert whole.count(said) == 1
    assert whole.replace(said, "").partition("Why you")[0] == part.partition("Why you")[0]
    assert said not in part


def test_lines_that_want_no_answer_get_none() -> None:
    answers: list[Mapping[str, Any]] = []
    told = ['{"type": "hello", "seat": "a"}', '{"type": "news"}', '{"type": "bye"}', "never read"]
    play(Server("http://x", "m"), told, answers.append, has_previews=True, log=answers.append)
    assert answers == [{"type": "ready", "wants": ["deck", "state"]}]


def test_a_model_is_typed_as_a_player_and_its_save_is_sound(
    wargame: CommandLine, tmp_path: Path
) -> None:
    log, saves = tmp_path / "log.jsonl", tmp_path / "saves"
    saves.mkdir()
    with model_server(last) as served:
        seat = f"pursuer=cmd:{program(served, '--log', str(log), '--no-previews')}"
        where = ("--saves", str(saves), "--program-seconds", "60", "--program-write", str(tmp_path))
        told = wargame(
            "play", "calibration", "--plain", "--seat", seat, "--seat", "fugitive=random",
            "--save", "one", *where,
        )  # fmt: skip
    assert told.code == 0
    events = load(saves / "one.jsonl", World()).record.events
    notes = [one for one in events if isinstance(one, Note)]
    reasons = [one for one in notes if one.topic == REASON]
    kept = [json.loads(line) for line in log.read_text().splitlines()]
    assert len(kept) == len(served.requests) == len(reasons)
    assert all(one["action"] for one in kept)
    assert "What each would change" not in kept[-1]["messages"][-1]["content"]
    assert wargame("save", "verify", "one", "--saves", str(saves)).code == 0


def test_show_prints_what_a_model_would_be_told(wargame: CommandLine) -> None:
    told = wargame("player", "llm", "--show", "primer")
    assert told.code == 0
    assert "Since you last chose" in told.out
    assert "End with" in told.out.splitlines()[-1]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param([], "--model", id="no model"),
        pytest.param(["--model", "m", "--url", "here"], "--url here", id="no address"),
        pytest.param(["--model", "m", "--temperature", "3"], "--temperature", id="too hot"),
        pytest.param(["--show", "nodeck"], "nodeck", id="no deck"),
        pytest.param(
            ["--model", "m", "--log", "no/such/folder"], f"--log {Path('no/such')}", id="no log"
        ),
    ],
)
def test_what_is_typed_wrong_is_told(wargame: CommandLine, typed: list[str], told: str) -> None:
    answer = wargame("player", "llm", *typed)
    assert answer.code == 2
    assert told in answer.err
    assert "Traceback" not in answer.err


def test_a_model_is_told_of_a_class_that_ends_the_game_before_the_deck_does(water: Game) -> None:
    """It was told the rounds of the deck, and of what is judged after the last of the class."""
    mind, seat, most = Mind(), water.seats[0], water.deck.rounds.max
    match = Match(water, seated(water, 3), 3)
    while water.current_seat(match.state) != seat:
        match.step()
    view = water.redact(match.state, seat)
    state = view.packed()
    for told in ({"last_round": 2}, {"last_round": most}, {}):
        model = ModelSeat(mind, {"seat": seat, **told}, has_previews=False, log=lambda _: None)
        model.open({"tree": water.loaded.tree, "variant": water.loaded.variant})
        model.choose({"id": 1, "state": state, "news": [], "seconds": LONG_S})
    early, whole, by_an_older_host = mind.asked
    assert "Round 1 of 2" in early
    assert f"Round 1 of {most}" in whole
    assert by_an_older_host == whole
    rules = {last: Teller(water, seat, last_round=last).rules(view) for last in (2, most, None)}
    assert f"This class ends the game after round 2 of {most}, scored as it stands" in rules[2]
    assert "This class" not in rules[most]
    assert rules[most] == rules[None]
