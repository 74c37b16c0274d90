"""Why a number is what it is: in words, without the names that rules have for things."""

from __future__ import annotations

from tests.conftest import seated
from tests.rules.test_clauses import thin_wall
from tests.rules.test_deals import GATE, WALL, deals, item
from tests.rules.tiny import BASE, card, rule, seats, tiny
from tests.table.test_account import played_so
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.table.host.sitting import Sitting
from wargame.table.plain.typeset import lines
from wargame.table.told.blocks import Heading
from wargame.table.told.causes import causes, why
from wargame.table.told.scene import titles_of

SWAP = ("pass", "pass", "offer thin_wall", "offer open_gate", "table 1", "accept")


def test_a_count_of_deals_is_named_as_people_say_it_and_a_deal_by_its_date() -> None:
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
    assert "because Deals in force 0 to 1 in round 1: South accepts." in told
    assert "game." not in told
    while "breach 1" not in [action.text for action in sitting.view(sitting.mover).legal]:
        sitting.take("pass")
        sitting.draw_luck()
    who = game.rules.deck.seats[sitting.mover == "south"].title
    sitting.take("breach 1")
    scene = sitting.scene("north")
    told = "\n".join(lines(scene.titles, causes(scene, "game.deals")))
    assert f"1 to 0 in round 2: {who} breaks the deal of round 1." in told


def test_what_a_deal_does_by_itself_is_nobodys_act() -> None:
    """It was told as done by whoever closed the round: `A deal is broken; North passes`."""
    never = {"needs": "my.grain >= 90", "by_round": 2, "failed": "breach"}
    items = [thin_wall(performs=never), item("rent", "pledge", "south", track="grain", amount=1)]
    laid = {"terms": [3], "items": items, "breach": ["shared.calm -= 3"]}
    game = tiny(measures=[WALL, GATE], deals=laid)
    offered = ("offer thin_wall", "offer rent", "table 3", "accept")
    sitting = played_so(game, "pass", "pass", *offered, *["pass"] * 6)
    scene = sitting.scene("north")
    told = {
        name: "\n".join(lines(scene.titles, causes(scene, name))).strip()
        for name in ("shared.calm", "north.grain")
    }
    assert told["shared.calm"] == "0 to -3 in round 2: A deal is broken."
    assert told["north.grain"] == "4 to 5 in round 2: rent."
    said = "\n".join(lines(scene.titles, why(scene, "wall")))
    assert "Wall, in force is 3." in said
    assert "1 to 3 in round 2: thin_wall." in said


def test_points_at_the_end_say_that_they_are_counted_then() -> None:
    game = tiny(seats=seats({"score": "my.grain"}), rounds={"max": 1})
    sitting = Sitting(Match(game, seated(game, 1), 1, traced=True).run())
    scene = sitting.scene("north")
    told = "\n".join(lines(scene.titles, causes(scene, "north.score")))
    assert told.strip() == "0 to 4 in round 1: North, score at the end."


def test_what_moved_a_number_that_is_worked_out_from_others_is_named() -> None:
    tracks = [
        *BASE["tracks"],
        {"id": "sum", "title": "Sum", "of": "shared", "value": "2 * shared.calm"},
    ]
    game = tiny(tracks=tracks, cards=[card("dam", "shared.calm += 1")], seats=seats({"hand": 1}))
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 3, traced=True))
    sitting.draw_luck()
    while "play dam" not in [action.text for action in sitting.view(sitting.mover).legal]:
        sitting.take("pass")
        sitting.draw_luck()
    sitting.take("play dam")
    scene = sitting.scene("north")
    own, of_sum = (
        "\n".join(lines(scene.titles, causes(scene, name)))
        for name in ("shared.calm", "shared.sum")
    )
    assert own.strip() == "0 to 1 in round 1: North plays dam."
    assert of_sum.strip() == "Calm 0 to 1 in round 1: North plays dam."


def test_a_heading_that_names_a_side_names_it_once() -> None:
    titles = titles_of(tiny().deck)
    told = list(
        lines(titles, [Heading("More by South", seat="south"), Heading("Known", seat="south")])
    )
    assert [line for line in told if line] == ["More by South", "Known (South)"]
