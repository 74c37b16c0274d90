"""What people at a table are told when the rules say no."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rules.refused import CASES, MILL, Case, full
from tests.rules.tiny import Table, card, tiny
from tests.strategies import nodes, plain_games
from tests.tui.conftest import open_deck
from wargame.errors import UsageError
from wargame.rules.refusal import PATTERNS, Reason, Refused
from wargame.table.told.options import reason
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.refusals import TITLED, short, titled

TITLES = titles_of(full().game.deck)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why.kind)
def test_a_refusal_is_told_in_titles(case: Case) -> None:
    titles = titles_of(case.table().game.deck)
    assert titled(case.refusal().why, titles) == (case.titled or case.said)


def test_every_kind_can_be_told_in_titles() -> None:
    assert TITLED.keys() <= PATTERNS.keys()
    for kind in PATTERNS:
        assert titled(Reason(kind), TITLES)


def test_while_luck_is_to_be_drawn_nobody_is_told_of_a_seat_of_that_name() -> None:
    """A replay stops there too, and said "CHANCE is to move"."""
    assert titled(Reason("not_your_turn", "CHANCE"), TITLES) == "luck decides first"
    assert titled(Reason("not_your_turn", "north"), TITLES) == "North is to move"


def test_two_numbers_behind_a_reason_are_told_apart() -> None:
    values = (("north.grain", "Grain", 1), ("south.grain", "Grain (South)", 2))
    why = Reason("clause_failed", said="Grain is over Grain (South)", values=values)
    assert titled(why, TITLES) == (
        "it works only if Grain is over Grain (South), and Grain is 1, Grain (South) is 2"
    )


@pytest.mark.parametrize(
    ("most", "said"),
    [
        pytest.param(0, "passing is not allowed", id="never"),
        pytest.param(2, "passing has been done already, twice a round at most", id="twice"),
        pytest.param(3, "passing has been done already, 3 times a round at most", id="more"),
    ],
)
def test_what_may_be_done_so_often_is_told_in_words(most: int, said: str) -> None:
    assert titled(Reason("used_up", "pass", thing="a round", amount=most), TITLES) == said


def test_a_number_goes_by_the_name_that_it_has_on_the_board() -> None:
    game = open_deck("entanglement")
    titles = titles_of(game.deck)
    values = (("us.line_weeks", "Weeks of magnets in store", 2), ("shared.trust", "Trust", 9))
    why = Reason("clause_failed", said="Weeks of magnets in store is over Trust", values=values)
    assert titled(why, titles) == (
        "it works only if Magnets in store is over Trust, and Magnets in store is 2, Trust is 9"
    )
    assert titles.on_board("weeks of chips in store") == titles.numbers["china.chip_weeks"].lower()
    assert titles.on_board("Tension") == "Tension"
    two = titles_of(open_deck("primer").deck)
    assert two.on_board("Weeks in store (China) +1") == "Chips in store (China) +1"
    assert two.on_board("Weeks in store (United States)") == "Magnets in store (United States)"


def test_a_screen_tells_the_reason_alone() -> None:
    table = full({"measure.wall": 3})
    scene = Scene(table.view(), TITLES)
    assert reason(scene, "tighten wall") == "Wall is at its highest level, 3."
    assert reason(scene, "pass") == ""


def test_whoever_sees_what_is_legal_is_not_told_again() -> None:
    refusal = CASES[3].refusal()
    assert short(Refused(refusal)) == refusal.sentence
    assert "Legal" not in short(Refused(refusal))
    assert short(UsageError("Type a number.")) == "Type a number."


@pytest.mark.parametrize(
    ("asked", "rounds"), [("game.round % 4 == 3", "3, 7, 11"), ("game.round % 4 == 0", "4, 8, 12")]
)
def test_rounds_that_come_again_are_counted_up(asked: str, rounds: str) -> None:
    played = Table(tiny(cards=[card("act", needs=asked)]), {"hand.north": ["act"]})
    with pytest.raises(Refused) as refused:
        played.do("play act")
    said = titled(refused.value.refusal.why, titles_of(played.game.deck))
    assert said == f"it works only if Round is {rounds} and so on, and it is 1"


@pytest.mark.parametrize(
    ("asked", "stage", "said"),
    [
        ("project.mill > 0", 0, "it works only if Mill has been begun"),
        ("project.mill == 0", 1, "it works only if Mill has not been begun"),
        ("project.mill.done == 0", 2, "it works only if Mill is not done"),
        ("project.mill.done == 1", 1, "it works only if Mill is done"),
        ("project.mill >= 2", 1, "it works only if Mill is at least 2, and it is 1"),
    ],
)
def test_of_a_project_that_is_there_or_not_no_number_is_told(
    asked: str, stage: int, said: str
) -> None:
    mill = {**MILL, "stages": [{"id": one, "title": one} for one in ("plan", "walls")]}
    given = {"hand.north": ["act"], "project.mill": stage}
    played = Table(tiny(cards=[card("act", needs=asked)], projects=[mill]), given)
    with pytest.raises(Refused) as refused:
        played.do("play act")
    why = refused.value.refusal.why
    assert titled(why, titles_of(played.game.deck)) == said


@pytest.mark.parametrize(
    ("asked", "level", "said"),
    [
        ("measure.wall.in_force > 0", 0, "it works only if Wall is in force"),
        ("measure.wall.in_force == 0", 1, "it works only if Wall is not in force"),
    ],
)
def test_of_a_measure_that_is_in_force_or_not_no_number_is_told(
    asked: str, level: int, said: str
) -> None:
    wall = {"id": "wall", "title": "Wall", "seat": "north", "max": 3}
    given = {"hand.north": ["act"], "measure.wall": level}
    played = Table(tiny(cards=[card("act", needs=asked)], measures=[wall]), given)
    with pytest.raises(Refused) as refused:
        played.do("play act")
    why = refused.value.refusal.why
    assert titled(why, titles_of(played.game.deck)) == said


def test_what_has_to_be_discarded_first_is_said_of_all_else() -> None:
    """Plays were refused by `not in this phase`, in their own."""
    game = plain_games()["kitchen_sink"]
    titles, said = titles_of(game.deck), list[str]()
    for position, _ in nodes(game, 7):
        view = game.redact(position, position.seat) if not position.is_chance else None
        if view and view.to_discard:
            scene = Scene(view, titles, side=view.seat)
            said += [reason(scene, f"tighten {one.id}") for one in view.deck.measures]
    assert dict.fromkeys(said) == {"first discard a card.": None}


def test_a_name_on_the_board_that_holds_the_title_is_put_in_once() -> None:
    """`Good good grain` was read of `Grain`, and of a title inside another word."""
    titles = replace(TITLES, renamed={"Grain": "Good grain", "grain": "good grain"})
    assert titles.on_board("Grain is under 3") == "Good grain is under 3"
    assert titles.on_board("grain and ingrained") == "good grain and ingrained"
