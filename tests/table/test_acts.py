"""Acts on stage: what the rival did, what that did to whoever looks, and what it is good for."""

from __future__ import annotations

from typing import Any

from tests.rules.test_fronts import docket, front
from tests.rules.tiny import BASE, card, rule, seats, tiny
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.players.registry import make_player
from wargame.rules.verbs import NAME
from wargame.table.host.sitting import Sitting
from wargame.table.plain.typeset import lines
from wargame.table.told.acts import acted, staged_acts, touched
from wargame.table.told.blocks import Moved
from wargame.table.told.happened import news
from wargame.table.words.rows import Target

RAID = card("raid", "north.grain -= 2", seat="south")
PLENTY = rule("account", "north.grain += 5")
TWO_PLAYS = {"plays": 2, "initiative": "north"}


def table(*plays: str, **nouns: Any) -> Sitting:
    """A table after some decisions; south holds a card that takes grain."""
    given = {
        "cards": [RAID],
        "seats": seats({}, {"hand": 1}),
        "fronts": [front("dam", calendar={"1": 3})],
        "contest": {"lead": "shared.calm", "points": {"win": 3, "stand": 1}},
        "turn": TWO_PLAYS,
        "rules": [PLENTY],
    }
    game = tiny(**{**given, **nouns})
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 3, traced=True))
    for text in plays:
        sitting.draw_luck()
        sitting.take(text)
    sitting.draw_luck()
    return sitting


def told(sitting: Sitting, seat: str = "north") -> str:
    scene = sitting.scene(seat)
    return " ".join(" ".join(lines(scene.titles, acted(scene))).split())


def test_an_act_is_told_with_what_it_did_to_you_and_the_front_it_won() -> None:
    (act,) = staged_acts(table("pass", "play raid").scene("north"))
    assert act.text == "South plays raid."
    assert act.yours == (Moved("north.grain", 4, 2, 2),)
    assert act.good_for == "Dam, judged this round at stake 3: now South leads"


def test_what_comes_by_itself_after_an_act_is_none_of_it() -> None:
    sitting = table("pass", "pass", "pass", "play raid")
    assert sitting.scene("north").view.round == 2
    (act,) = staged_acts(sitting.scene("north"))
    assert act.yours == (Moved("north.grain", 4, 2, 2),)
    assert sitting.scene("north").value("north.grain") == "7"


def test_one_s_own_acts_and_a_closed_hand_have_no_stage() -> None:
    sitting = table("pass")
    assert [act.text for act in staged_acts(sitting.scene("south"))] == ["North passes."]
    sitting.take("play raid")
    assert not staged_acts(sitting.scene("north", open_hand=False))


def test_a_hidden_number_is_neither_told_nor_a_reason() -> None:
    """South alone knows its stock, and whoever sees it move would know what it is after."""
    tracks = [
        {"id": "calm", "title": "Calm", "of": "shared", "min": -10, "max": 10},
        {"id": "grain", "title": "Grain", "of": "seats", "max": 10, "start": 4},
        {
            "id": "stock",
            "title": "Stock",
            "of": "south",
            "max": 10,
            "start": 4,
            "better": "up",
            "seen_by": "owner",
        },
    ]
    hoard = card("raid", "south.stock += 3", seat="south")
    sitting = table("pass", "play raid", tracks=tracks, cards=[hoard])
    (act,) = staged_acts(sitting.scene("north"))
    assert (act.yours, act.good_for, act.moved) == ((), "", frozenset())
    assert "tock" not in told(sitting)


def test_the_news_tell_the_same_and_no_number_twice() -> None:
    sitting = table("pass", "play raid")
    scene = sitting.scene("north")
    said = " ".join(" ".join(lines(scene.titles, news(scene))).split())
    assert "South plays raid. To you: Grain (North) 4 to 2." in said
    assert "Good for: Dam, judged this round at stake 3: now South leads." in said
    assert said.count("4 to 2") == 1


def test_an_act_lights_the_number_and_the_front_it_touched() -> None:
    scene = table("pass", "play raid").scene("north")
    (act,) = staged_acts(scene)
    assert touched(scene, act.moved) == {Target("number", "north.grain"), Target("front", "dam")}


def test_nobody_is_asked_where_there_is_no_headline() -> None:
    """It stands in the record all the same. Who shares a keyboard is asked, and tells nothing."""
    turn = {"plays": 0, "initiative": "north", "headline": {"order": "initiative"}}
    nothing = {"cards": [], "seats": BASE["seats"], "turn": turn, "rounds": {"max": 2}}
    alone, shared = table(**nothing), table(**nothing)
    alone.match.players["south"] = make_player("random", alone.game, "south", 1)
    for asked in alone.turns():
        assert isinstance(asked, PlayerAsked)
        alone.take(asked.choose())
    assert alone.match.record.actions.count("pass") == 4
    assert isinstance(next(shared.turns()), PersonAsked)


def test_a_docket_that_decides_nothing_is_named_unasked() -> None:
    fronts = [front("dam", calendar={"1": 3}), front("weir", calendar={"1": 3})]
    contest = {"lead": "shared.calm", "points": {"win": 3, "stand": 1}}
    for kind in ("contest", "seminar"):
        sitting = table(
            *["pass"] * 4, fronts=fronts, docket=docket(), contest={**contest, "table": kind}
        )
        asked = next(turn for turn in sitting.turns() if isinstance(turn, PersonAsked))
        assert {one.verb == NAME for one in asked.view.legal} == {kind == "contest"}
