"""Which games judge: as many as were registered, each cell once."""

from __future__ import annotations

from math import ceil, floor

from tests.conftest import DECKS
from wargame.lab.judge.cells import WORLD_SEEDS, WORLDS, cells_of
from wargame.lab.judge.worlds import worlds_of
from wargame.lab.runs.games import shared_game


def test_cells_have_the_registered_sizes_and_come_once() -> None:
    found, needed = cells_of([], 400)
    names = [cell.name for cell in found]
    assert len(names) == len(set(names))
    sizes = {cell.name: cell.seeds for cell in found}
    assert (sizes["D deck"], sizes["S deck"], sizes["U deck"]) == (2000, 400, 2000)
    assert sizes["D deck rewired 20"] == 200
    assert sizes["D deck blank"] == 1000
    assert sizes["D rho=1/2"] == sizes["D deck swapped"] == 500
    assert len(needed[7].rewired) == 20
    assert needed[5].doses == ()
    assert needed[8].doses == ("D kappa=0 #8", "D kappa=1/2 #8", "D deck #8")
    assert needed[4].must_fail["at λ = 0"].off == "D lambda=0+tau=0"


def test_claims_share_games_unless_a_weight_or_a_trial_is_their_own() -> None:
    _, plain = cells_of([])
    assert plain[3].main["D"].deck == plain[7].main["D"].deck == "D deck"
    assert plain[2].main["D"].off == plain[11].main["D"].off == "D lambda=0"
    assert plain[6].main["D"].deck == "D deck #6"
    _, silenced = cells_of([7])
    assert silenced[7].main["D"].deck == "D deck #7"
    assert silenced[7].main["S"].deck == "S deck"


def test_worlds_lie_within_a_quarter_and_have_cells_of_their_own() -> None:
    deck = shared_game(DECKS["primer"]).deck
    worlds = worlds_of(deck)
    assert len(worlds) == WORLDS == 64
    assert len(set(worlds)) > 40
    said = {one.id: one.value for one in deck.numbers}
    for world in worlds:
        drawn = {name: int(value) for name, value in (one.split("=") for one in world.split("+"))}
        assert drawn.keys() == said.keys()
        assert all(ceil(0.75 * said[x]) <= drawn[x] <= floor(1.25 * said[x]) for x in drawn)
    found, needed = cells_of([], worlds=worlds[:2])
    sizes = {cell.name: (cell.over, cell.seeds) for cell in found}
    (first, _) = needed[5].worlds
    assert sizes[first.deck] == (worlds[0], WORLD_SEEDS)
    assert sizes[first.off] == (f"{worlds[0]}+lambda=0", WORLD_SEEDS)
    assert needed[2].worlds[1].deck == f"D {worlds[1]}"
