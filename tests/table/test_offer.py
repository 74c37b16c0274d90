"""A package on the form, or typed in a line: why it is none, in words that help."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import DECKS
from tests.rules.test_deals import GATE, WALL, deals
from tests.rules.test_packages import PACKAGES, package
from tests.rules.tiny import Table, tiny
from wargame.errors import IllegalAction
from wargame.lab.runs.games import shared_game
from wargame.rules.view import SeatState
from wargame.table.plain.packages import package_steps, typed_package
from wargame.table.told.offer import Package, foresee
from wargame.table.told.scene import titles_of


def talks(**changes: Any) -> SeatState:
    """The talks of round 1, as the first seat sees them."""
    table = Table(tiny(measures=[WALL, GATE], deals=deals(**changes)), {"phase": "talks"})
    return table.view()


def refusal(view: SeatState, package: Package) -> str:
    with pytest.raises(IllegalAction) as found:
        foresee(view, package, titles_of(view.deck))
    return str(found.value)


def test_what_is_too_far_from_any_ready_package_is_told_the_way_to_the_nearest() -> None:
    ready = [*PACKAGES, package("rest", "grain_now", "gold", term=3)]
    view = talks(packages=ready, drafting="changes")
    said = refusal(view, Package(frozenset({"low_wall", "open_gate"}), 2))
    assert said.startswith("A ready package may be offered with one or two changes; these are more")
    way = "take out low_wall; put in thin_wall; let it run this round and 3 more."
    assert said.endswith(f"To make it the nearest, thaw (1 of these may be enough): {way}")


def test_an_empty_form_says_how_far_from_a_ready_package_one_may_go() -> None:
    """It was told only after the third change."""
    nothing = Package(frozenset(), 2)
    assert refusal(talks(packages=PACKAGES, drafting="changes"), nothing) == (
        "Tick what each side gives. Only a ready package may be offered, as it is or with one or "
        "two changes."
    )
    assert refusal(talks(packages=PACKAGES, drafting="items"), nothing) == (
        "Tick what each side gives."
    )


@pytest.mark.parametrize("drafting", ["items", "counters", "changes"])
def test_what_is_too_far_from_an_offer_to_be_sent_back_is_told_the_way_to_it(drafting: str) -> None:
    table = Table(
        tiny(measures=[WALL, GATE], deals=deals(packages=PACKAGES, drafting=drafting)),
        {"phase": "talks"},
    )
    table.do("propose thaw")
    view = table.view("south")
    said = refusal(view, Package(frozenset({"low_wall", "gold"}), 2))
    assert said.startswith("An offer may be sent back with one or two changes; these are more.")
    way = "take out low_wall; take out gold; put in thin_wall; put in open_gate"
    assert f"To make it what was offered (3 of these may be enough): {way}" in said


def test_a_package_typed_in_a_line_is_refused_in_the_words_of_the_form() -> None:
    game = shared_game(DECKS["water_treaty"])
    view = game.redact(game.position({"phase": "talks"}), game.seats[0])
    first, *_ = [item.id for item in game.deck.deals.items] if game.deck.deals else [""]
    with pytest.raises(IllegalAction) as found:
        package_steps(view, typed_package(view, f"deal {first} for 1"), titles_of(game.deck))
    assert str(found.value) == refusal(view, Package(frozenset({first}), 1))
    assert "has to give something too" in str(found.value)


def test_a_term_that_no_deal_has_is_refused_with_those_that_one_has() -> None:
    game = shared_game(DECKS["kitchen_sink"])
    deals = game.deck.deals
    assert deals is not None
    view = game.redact(game.position({"phase": "talks"}), game.seats[0])
    given = [next(one.id for one in deals.items if one.seat == seat) for seat in game.seats]
    known = ", ".join(map(str, deals.terms))
    said = f"The rules do not take 'table 99': '99' cannot follow 'table' now. Known: {known}."
    assert refusal(view, Package(frozenset(given), 99)) == said
    assert foresee(view, Package(frozenset(given), deals.terms[0]), titles_of(view.deck)).effects
