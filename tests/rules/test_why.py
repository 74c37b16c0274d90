"""Why a number is what it is: which changes are told, and what lies behind each of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_fronts import docket, front
from tests.rules.tiny import BASE, Table, card, rule, tiny
from wargame.rules.asking.why import Cause, Ledger
from wargame.rules.game import Game

HOARD = {"id": "hoard", "title": "Hoard", "of": "seats", "max": 9, "start": 4, "seen_by": "owner"}


def why(game: Game, name: str, *texts: str, seat: str = "north", **asked: Any) -> list[Cause]:
    """What is told of a number once north, who holds `act`, and all others have done this."""
    table, ledger = Table(game, {"hand.north": ["act"]}), Ledger(game.rules)
    for text in texts:
        step = game.apply(table.state, text, traced=True)
        table.state = step.state
        ledger.add(step)
    return ledger.why(game.redact(table.state, seat), name, **asked)


@pytest.mark.parametrize(
    ("rounds", "told"),
    [
        pytest.param(1, [(2, 5)], id="of this round"),
        pytest.param(2, [(2, 5), (1, 2)], id="and of the one before"),
    ],
)
def test_changes_are_told_of_so_many_rounds(rounds: int, told: list[tuple[int, int]]) -> None:
    world = rule("world", "shared.calm += 3", when="game.round == 2")
    game = tiny(cards=[card("act", "shared.calm += 2")], rules=[world])
    found = why(game, "shared.calm", "play act", "pass", rounds=rounds)
    assert [(one.write.round, one.write.new) for one in found] == told


def test_where_nothing_changed_lately_the_last_change_is_told() -> None:
    found = why(
        tiny(cards=[card("act", "shared.calm += 2")]), "shared.calm", "play act", *4 * ["pass"]
    )
    assert [(one.write.round, one.write.new) for one in found] == [(1, 2)]


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        pytest.param("min(my.grain, 3)", "min(4, 3) = 3", id="a function of a constant"),
        pytest.param("1 + max(0, my.grain)", "1 + max(0, 4) = 5", id="in a sum"),
        pytest.param("clamp(my.grain, 0, 2)", "clamp(4, 0, 2) = 2", id="held between constants"),
        pytest.param("my.grain if shared.calm < 5 else 3", "4 if 0 < 5 else 3 = 4", id="kept"),
        pytest.param(
            "my.grain if shared.calm < 5 else my.hand_size", "", id="not kept, nor come to"
        ),
    ],
)
def test_arithmetic_is_shown_of_numbers_that_the_ledger_keeps(read: str, shown: str) -> None:
    (found,) = why(tiny(cards=[card("act", f"shared.calm += {read}")]), "shared.calm", "play act")
    assert found.arithmetic == shown


def test_a_computed_number_is_filled_in_as_far_as_it_goes() -> None:
    sum_ = {"id": "sum", "title": "Sum", "of": "shared", "max": 6, "value": "3 * north.grain"}
    game = tiny(tracks=[*BASE["tracks"], sum_], cards=[card("act", "shared.calm += shared.sum")])
    (found,) = why(game, "shared.calm", "play act")
    assert (found.arithmetic, found.write.wanted) == ("6 = 6", 6)


def test_behind_a_change_stand_the_last_that_moved_what_it_read_the_largest_first() -> None:
    do = ["shared.calm += 1", "my.grain -= 4", "shared.calm += my.grain", "my.score += 3"]
    read = "their.grain += shared.calm + my.grain"
    (found,) = why(tiny(cards=[card("act", *do, read)]), "south.grain", "play act")
    assert [(one.write.name, one.write.old, one.write.new) for one in found.because] == [
        ("north.grain", 4, 0),
        ("shared.calm", 0, 1),
    ]


@pytest.mark.parametrize(("rounds", "told"), [(2, 0), (1, 1)])
def test_what_others_kept_to_themselves_is_told_at_the_end(rounds: int, told: int) -> None:
    tracks = [*BASE["tracks"], HOARD]
    game = tiny(cards=[card("act", "my.hoard += 2")], tracks=tracks, rounds={"max": rounds})
    assert len(why(game, "north.hoard", "play act", "pass", seat="south")) == told


def behind(found: list[Cause]) -> list[tuple[str, int, list[str]]]:
    """Each change that is told: what did it, to what, and the numbers told behind it."""
    return [(one.title, one.write.new, [more.write.name for more in one.because]) for one in found]


def test_a_judgement_is_one_step_and_a_front_that_was_named_stands_behind_its_own_alone() -> None:
    def judged(name: str) -> dict[str, Any]:
        return front(name, calendar={"2": 3}, value="1 if north.grain >= 6 else 0")

    game = tiny(
        fronts=[judged("dam"), judged("weir")],
        docket=docket(),
        cards=[card("act", "my.grain += 2")],
        rounds={"max": 2},
    )
    found = why(game, "shared.calm", "play act", *1 * ["pass"], "name weir", *2 * ["pass"])
    assert behind(found) == [("Weir", 8, ["game.docket", "north.grain"]), ("Dam", 3, [])]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        pytest.param("shared.calm // 5", [], id="without it the same"),
        pytest.param("shared.calm // 2", ["shared.calm"], id="without it less"),
        pytest.param(
            "1 if shared.calm + my.grain > 3 else 0", [], id="of two neither, nor both together"
        ),
        pytest.param(
            "1 if shared.calm == 2 or my.grain == 5 else 0",
            ["shared.calm", "north.grain"],
            id="of two neither alone, but both together",
        ),
    ],
)
def test_what_would_have_come_without_a_change_does_not_name_it(
    value: str, told: list[str]
) -> None:
    do = ["shared.calm += 2", "my.grain += 1", f"their.grain += 1 + {value}"]
    (found,) = why(tiny(cards=[card("act", *do)]), "south.grain", "play act")
    assert [one.write.name for one in found.because] == told


def test_what_a_guard_reads_is_named_though_the_value_would_have_been_the_same() -> None:
    do = [
        "shared.calm += 1",
        {"when": "shared.calm >= 2", "do": ["my.grain += min(shared.calm, 1)"]},
    ]
    game = tiny(cards=[card("act", "shared.calm += 1", *do)])
    (found,) = why(game, "north.grain", "play act")
    assert [(one.write.name, one.write.new) for one in found.because] == [("shared.calm", 2)]
