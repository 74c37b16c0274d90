"""Whoever sits elsewhere reads what a person in the seat reads here, and nothing more."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from pydantic import TypeAdapter

from tests.adapters.remote.ends import Ends
from tests.conftest import opened, seated
from tests.rules.leaks import unseen
from tests.table.test_queries import asked
from wargame.adapters.remote import moment
from wargame.adapters.remote.chair import _result_of
from wargame.adapters.remote.line import spelled
from wargame.adapters.remote.retold import seen_rows
from wargame.content.shell import line_of
from wargame.errors import WargameError
from wargame.play.control import swap
from wargame.play.event import effective, words
from wargame.play.log import Seen, seen_by
from wargame.play.match import Match
from wargame.players.command import Command
from wargame.rules.kernel import Stream
from wargame.rules.position import state_of
from wargame.rules.view import SeatState
from wargame.table.host.sitting import Sitting
from wargame.table.plain.typeset import lines
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene

DECKS = ("primer", "kitchen_sealed")
LONG = ("kitchen_sink", "kitchen_mixed", "hospital_merger", "entanglement", "history")


def read(scene: Scene) -> dict[str, Any]:
    """Every answer there is, in linear text."""
    wanted, found = asked(scene), {}
    for name, row in QUERIES.items():
        if row.typed.isupper() and name not in wanted:
            continue
        try:
            found[name] = lines(scene.titles, row.make(scene, wanted.get(name, "")))
        except WargameError as error:
            found[name] = [str(error)]
    for marker in scene.markers:
        found[f"why {marker.name}"] = lines(
            scene.titles, QUERIES["why"].make(scene, f"{marker.name} all")
        )
    return found


def compare(here: Scene, there: Scene) -> None:
    told, retold = read(here), read(there)
    different = [name for name in told if told[name] != retold[name]]
    for name in different:
        assert retold[name] == told[name]
    assert (there.can_undo, there.can_redo) == (here.can_undo, here.can_redo)


@pytest.mark.parametrize(
    "deck", [*DECKS, *(pytest.param(one, marks=pytest.mark.slow) for one in LONG)]
)
def test_every_answer_reads_the_same_elsewhere(deck: str) -> None:
    game = opened(deck)
    for seat in game.seats:
        ends = Ends(game, seat, 3)
        for number, _ in enumerate(ends.turns(4)):
            ends.ask()
            if number % 7 == 0:
                compare(ends.sitting.scene(seat), ends.joined.scene(seat))
            for table in (ends.sitting, ends.joined):
                table.was_told(seat)  # as linear text does
        ends.sitting.close()
        ends.joined.close()


def test_what_news_ask_reads_the_same_elsewhere() -> None:
    """A guest was refused as soon as an inject had asked anything."""
    game = opened("entanglement")
    match = Match(game, seated(game, 5), 5, traced=True).run()
    seen = seen_by(game.seats[0], match.log)
    assert any(one.entry.tested for one in seen), "another seed"
    sent = json.dumps([moment.packed_news(one) for one in seen])
    rows = TypeAdapter(list[moment.NewsRow]).validate_json(sent, strict=True)
    heard = seen_rows(game.rules, rows, game.seats[0])
    assert [one.entry.tested for one in heard] == [one.entry.tested for one in seen]


def test_who_sits_where_is_told_without_a_program_s_files() -> None:
    players = {"a": "human", "b": "cmd:/home/me/bot.py", "c": "remote", "d": "greedy"}
    said = {"a": "remote", "b": "cmd", "c": "human", "d": "greedy"}
    assert moment.called(players, "c") == said


def test_who_sits_down_later_is_told_without_a_program_s_files() -> None:
    game = opened("water_treaty")
    seat, rival = game.seats
    ends = Ends(game, seat, 3)
    match = ends.sitting.match
    swap(match, rival, Command(game, rival, 1, line_of([sys.executable, "/home/me/bot.py"])))
    assert b"bot.py" not in told(ends)
    while not match.is_over:
        match.take(game.legal_actions(match.state)[0])
    assert b"bot.py" not in spelled(_result_of(ends.sitting, seat))
    (sat,) = moment.packed_moment(ends.sitting.scene(seat), 0)["beside"]
    assert (sat["kind"], sat["seat"], sat["what"]) == ("seat", rival, "cmd")


def test_what_luck_hung_on_is_sent_once_nobody_goes_on_by_it() -> None:
    """Another table with the same luck may be played elsewhere, by others."""
    game = opened("water_treaty")
    seat = game.seats[0]
    said = []
    for is_shut in (True, False):
        ends = Ends(game, seat, 870_137)
        ends.sitting.is_shut = partial(bool, is_shut)
        ends.ask_first()
        match = ends.sitting.match
        while not match.is_over:
            match.take(game.legal_actions(match.state)[0])
        sent = _result_of(ends.sitting, seat)
        text = spelled(sent)
        assert (b"870137" in text, b"0" * 32 in text) == (not is_shut, not is_shut)
        ends.joined._end(json.loads(text))
        assert (ends.joined.is_over, ends.joined.is_shut()) == (True, is_shut)
        said.append(ends.joined.seed)
    assert said == [0, 870_137]


@pytest.mark.parametrize(
    ("news", "sent", "first"),
    [
        pytest.param([1, 2, 3], [1, 2], 2, id="more has come"),
        pytest.param([1], [1, 2], 1, id="some was taken back"),
        pytest.param([1, 3], [1, 2], 1, id="another move in its place"),
        pytest.param([1, 2], [1, 2], 2, id="nothing new"),
        pytest.param([1, 2], [], 0, id="a new line"),
    ],
)
def test_news_begin_where_they_differ_from_what_was_sent(
    news: list[int], sent: list[int], first: int
) -> None:
    assert moment.since({"news": news}, sent) == {"first": first, "news": news[first:]}


# --- what is hidden ------------------------------------------------------------------------------


def told(ends: Ends) -> bytes:
    """Every byte that is sent to the seat elsewhere now."""
    ends.chair.put_question()
    return spelled(ends.chair.post._latest)


def forked(ends: Ends, text: str) -> Ends:
    """The same table up to here, and then an action."""
    other = Ends(ends.sitting.game, ends.seat, 3)
    match = other.sitting.match
    for move in effective(ends.sitting.match.record.events):
        match.take(match.game.action(match.state, words(move)))
    match.take(match.game.action(match.state, text))
    return other


def check_forks(deck: str, most: int) -> int:
    """Where something is done that the seat elsewhere does not see, do another thing too, and
    compare what is sent; gives how many pairs there were."""
    game, pairs = opened(deck), 0
    for seat in game.seats:
        ends, luck = Ends(game, seat, 3), Stream(5)
        match, number = ends.sitting.match, game.seats.index(seat)
        found = 0
        while not match.is_over and found < most:
            legal = game.legal_actions(match.state)
            if len(legal) > 1 and unseen(game, state_of(match.state), number):
                one, two = forked(ends, legal[0].text), forked(ends, legal[-1].text)
                assert told(one) == told(two)
                found += 1
            match.take(legal[luck.below(len(legal))])
        pairs += found
    return pairs


@pytest.mark.parametrize(
    "deck", ["kitchen_sink", "kitchen_sealed", pytest.param("primer", marks=pytest.mark.slow)]
)
def test_what_others_do_in_secret_changes_no_byte(deck: str) -> None:
    assert check_forks(deck, 8) > 8


SEAT_VIEW, ROW = Sitting.view, moment.packed_news


def with_hands(self: Sitting, seat: str) -> SeatState:
    """As if everybody played with open cards."""
    view = SEAT_VIEW(self, seat)
    board = view._board.copy()
    board.hand = [cards[:] for cards in state_of(self.match.state).hand]
    return dataclasses.replace(view, _board=board)


def with_secrets(one: Seen) -> dict[str, Any]:
    """As if nothing was done in secret."""
    return ROW(dataclasses.replace(one, is_secret=False))


@pytest.mark.parametrize(
    ("place", "name", "planted"),
    [(Sitting, "view", with_hands), (moment, "packed_news", with_secrets)],
)
def test_a_planted_leak_is_caught(
    place: Any, name: str, planted: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, name, planted)
    with pytest.raises(AssertionError):
        check_forks("kitchen_sink", 12)
