"""What a package is worth to a seat: from what it sees, on the same luck, until it has run out."""

from __future__ import annotations

import math
import statistics

import pytest

from tests.table.test_before_after import GAME, in_talks, offered
from wargame.errors import IllegalAction
from wargame.players import imagined
from wargame.players import package_worth as weighing
from wargame.players.package_worth import package_worth
from wargame.rules.kernel import Stream
from wargame.rules.verbs import ACCEPT
from wargame.rules.view import SeatState, unpack_view


@pytest.fixture(scope="module")
def view() -> SeatState:
    return in_talks().view


def test_it_is_the_difference_that_a_yes_makes_and_nothing_else(
    view: SeatState, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [offered(in_talks())]
    found = package_worth(view, steps, 2, 16)
    assert (found.worlds, found.rounds, found.unit) == (16, 0, "lead")  # two are left
    assert found.then
    assert found.give
    yes, no = imagined.ACCEPT, imagined.DECLINE
    monkeypatch.setattr(weighing, "ACCEPT", no)
    monkeypatch.setattr(weighing, "DECLINE", yes)
    other = package_worth(view, steps, 2, 16)
    assert (other.now, other.then, other.give) == (-found.now, -found.then, found.give)
    monkeypatch.setattr(weighing, "DECLINE", no)
    same = package_worth(view, steps, 2, 16)
    assert (same.now, same.then, same.give) == (0, 0, 0)


def test_it_is_told_by_the_mean_of_all_worlds_and_how_sure_that_is(
    view: SeatState, monkeypatch: pytest.MonkeyPatch
) -> None:
    gains = [(2, 9), (0, 1), (1, 4), (5, 4)]
    rows = iter(gains)
    monkeypatch.setattr(weighing, "_gain", lambda *_: next(rows))
    found = package_worth(view, [offered(in_talks())], 2, len(gains))
    assert (found.now, found.then) == (2, 4.5)
    spread = statistics.stdev(then for _, then in gains)
    assert found.give == pytest.approx(1.96 * spread / math.sqrt(len(gains)))


def test_what_lies_on_the_table_is_weighed_as_it_was_offered(view: SeatState) -> None:
    step = offered(in_talks())
    state = GAME.apply(GAME.resample(view, Stream(1)), step).state
    asked = GAME.redact(state, GAME.current_seat(state))
    assert package_worth(asked, [ACCEPT.word], 2, 8).worlds == 8


def test_it_stops_where_the_game_does(view: SeatState) -> None:
    steps = [offered(in_talks())]
    left = view.deck.rounds.max - view.round
    ends = (left - 1, left, left + 3)
    assert [package_worth(view, steps, term, 4).rounds for term in ends] == [left - 1, 0, 0]


def test_what_is_hidden_makes_no_difference(view: SeatState) -> None:
    steps = [offered(in_talks())]
    wanted = package_worth(view, steps, 2, 8)
    for seed in range(3):
        other = GAME.redact(GAME.resample(view, Stream(seed)), view.seat)
        assert package_worth(other, steps, 2, 8) == wanted
    assert package_worth(unpack_view(view.rules, view.packed()), steps, 2, 8) == wanted


def test_what_the_rules_do_not_take_is_worth_nothing(view: SeatState) -> None:
    with pytest.raises(IllegalAction):
        package_worth(view, ["table 99"], 2, 4)
