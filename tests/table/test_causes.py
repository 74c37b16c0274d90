"""Why a number is what it is: in words, without the names that rules have for things."""

from __future__ import annotations

from tests.rules.test_deals import GATE, WALL, deals
from tests.rules.tiny import rule, tiny
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.table.host.sitting import Sitting
from wargame.table.plain.typeset import lines
from wargame.table.told.causes import causes

SWAP = ("pass", "pass", "offer thin_wall", "offer open_gate", "table 1", "accept")


def test_a_count_of_deals_is_named_as_people_say_it() -> None:
    game = tiny(
        measures=[WALL, GATE], deals=deals(), rules=[rule("account", "shared.calm += game.deals")]
    )
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 3, traced=True))
    sitting.draw_luck()
    for text in SWAP:
        sitting.take(text)
        sitting.draw_luck()
    while sitting.scene("north").view.round == 1:
        sitting.take("pass")
        sitting.draw_luck()
    scene = sitting.scene("north")
    told = "\n".join(lines(scene.titles, causes(scene, "shared.calm")))
    assert "Deals in force" in told
    assert "game." not in told
