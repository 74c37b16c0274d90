"""Acts on stage: what the rival did, what that did to whoever looks, and what it is good for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_fronts import docket, front
from tests.rules.tiny import BASE, card, rule, seats, tiny
from tests.table.drawn import unwrapped
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.players.registry import make_player
from wargame.rules.verbs import NAME
from wargame.table.host.sitting import Sitting
from wargame.table.panes.banner import Staged
from wargame.table.plain.typeset import lines
from wargame.table.told.acts import acted, staged_acts, touched
from wargame.table.told.blocks import Moved
from wargame.table.told.happened import news, opened
from wargame.table.words.rows import Target, line_text

RAID = card("raid", "north.grain -= 2", seat="south")
PLENTY = rule("account", "north.grain += 5")
CALM = {"north": "my.grain >= 99", "south": "my.grain >= 99"}
TWO_PLAYS = {"plays": 2, "initiative": "north"}


def table(*plays: str, seed: int = 3, **nouns: Any) -> Sitting:
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
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, seed, traced=True))
    for text in plays:
        sitting.draw_luck()
        sitting.take(text)
    sitting.draw_luck()
    return sitting


def told(sitting: Sitting, seat: str = "north") -> str:
    scene = sitting.scene(seat)
    return unwrapped(lines(scene.titles, acted(scene)))


def test_an_act_is_told_with_what_it_did_to_you_and_the_front_it_won() -> None:
    (act,) = staged_acts(table("pass", "play raid").scene("north"))
    assert act.text == "South plays raid."
    assert act.yours == (Moved("north.grain", 4, 2, 2),)
    assert act.good_for == "Dam, judged this round at stake 3: now South leads"


@pytest.mark.parametrize("draws", [[], [{"draw": 1}]], ids=["at once", "behind a draw"])
def test_headlines_tell_which_fronts_they_turned(draws: list[object]) -> None:
    """A front could change hands by a headline of the rival, and only the board showed it."""
    cards = [card("raid", *draws, "north.grain -= 2", seat="south"), card("none", seat="south")]
    turn = {**TWO_PLAYS, "headline": {"order": "initiative"}}
    fronts = [front("dam", calendar={"1": 3}), front("ford", calendar={"1": 2}, lead=CALM)]
    sitting = table("pass", "headline raid", cards=cards, fronts=fronts, turn=turn)
    scene = sitting.scene("north")
    said = unwrapped(lines(scene.titles, opened(scene, scene.seen)))
    now = "Dam, judged this round at stake 3: South leads (before nobody)"
    assert said.endswith(f"Turned by the headlines: - {now}")


def test_an_act_that_breaks_a_grip_says_that_the_lead_counts_less() -> None:
    grip = {"north": "my.grain >= 4", "south": "my.grain >= 9"}
    lead = {"north": "my.grain >= 1", "south": "my.grain >= 9"}
    fronts = [front("dam", calendar={"1": 3}, lead=lead, grip=grip)]
    (act,) = staged_acts(table("pass", "play raid", fronts=fronts).scene("north"))
    now = "now North leads, no longer twice over"
    assert act.good_for == f"Dam, judged this round at stake 3: {now}"


def test_what_an_act_did_to_nobody_in_particular_stands_beside_what_it_did_to_you() -> None:
    breach = card("raid", "north.grain -= 2", "shared.calm -= 4", seat="south")
    sitting = table("pass", "play raid", cards=[breach])
    (act,) = staged_acts(sitting.scene("north"))
    assert act.yours == (Moved("north.grain", 4, 2, 2),)
    assert act.shared == (Moved("shared.calm", 0, -4, -4),)
    assert "To you: Grain (North) 4 to 2. Shared: Calm from level to South by 4." in told(sitting)


def test_what_the_rival_chooses_is_an_act_of_its_own_or_goes_on_with_one() -> None:
    ask = {
        "choose": {
            "seat": "south",
            "title": "What does it cost?",
            "options": [
                {"id": "face", "title": "Lose face", "do": ["shared.calm += 4"]},
                {"id": "grain", "title": "Give grain", "do": ["south.grain -= 1"]},
            ],
        }
    }
    by_play = table("pass", "play raid", "choose face", cards=[card("raid", ask, seat="south")])
    assert [act.text for act in staged_acts(by_play.scene("north"))] == [
        "South plays raid. South chooses: Lose face."
    ]
    levy = card("levy", ask)
    by_mine = table("play levy", "choose face", cards=[levy], seats=seats({"hand": 1}))
    (act,) = staged_acts(by_mine.scene("north"))
    assert act.text == "South chooses: Lose face."
    assert act.shared == (Moved("shared.calm", 0, 4, 4),)


def test_luck_that_comes_by_itself_is_not_credited_to_the_act_before() -> None:
    ways = [{"title": f"Case {n}", "do": [f"shared.calm += {n}"], "weight": 1} for n in (1, 2)]
    court = rule("account", "north.grain -= 1", {"chance": ways})
    sitting = table("pass", "pass", rules=[court], turn={"plays": 1, "initiative": "north"})
    passed, *luck = staged_acts(sitting.scene("north"))
    assert passed.text == "South passes."
    assert (passed.yours, passed.shared, passed.good_for) == ((), (), "")
    assert [act.seat for act in luck] == [""]


def test_luck_that_goes_on_with_an_act_does_not_name_it_again() -> None:
    fall = {"chance": [{"weight": 1, "title": "It burns", "do": ["north.grain -= 1"]}] * 2}
    sitting = table("pass", "play raid", cards=[card("raid", fall, seat="south")])
    (act,) = staged_acts(sitting.scene("north"))
    assert act.text == "South plays raid. By luck: It burns."
    assert "South plays raid. By luck: It burns." in told(sitting)


def test_luck_of_an_act_tells_what_it_brought() -> None:
    even = {"chance": [{"title": "It rains", "do": ["north.grain += 3"], "weight": 1}]}
    sow = card("sow", {"chance": [*even["chance"], {"title": "Drought", "do": [], "weight": 1}]})
    for seed in range(9):
        sitting = table("play sow", cards=[sow], seats=seats({"hand": 1}), seed=seed)
        for act in staged_acts(sitting.scene("north")):
            if "It rains" in act.text:
                assert act.text == "sow, by luck: It rains."
                assert act.yours == (Moved("north.grain", 4, 7, 7),)
                return
    raise AssertionError("other seeds")


@pytest.mark.parametrize("kind", ["contest", "seminar"])
def test_what_points_are_made_of_is_told_where_points_count(kind: str) -> None:
    crop = {"id": "crop", "title": "Crop", "of": "seats", "max": 10, "start": 4}
    tracks = [*BASE["tracks"], crop]
    burn = card("raid", "north.crop -= 2", seat="south")
    sitting = table(
        *("pass", "play raid"),
        tracks=tracks,
        cards=[burn],
        rules=[rule("account", "north.score += north.crop")],
        contest={"lead": "shared.calm", "points": {"win": 3, "stand": 1}, "table": kind},
    )
    (act,) = staged_acts(sitting.scene("north"))
    assert bool(act.yours) is (kind == "seminar")


def test_what_comes_by_itself_after_an_act_is_none_of_it() -> None:
    sitting = table("pass", "pass", "pass", "play raid")
    assert sitting.scene("north").view.round == 2
    (act,) = staged_acts(sitting.scene("north"))
    assert act.yours == (Moved("north.grain", 4, 2, 2),)
    assert sitting.scene("north").value("north.grain") == "7"


def test_an_act_is_told_from_where_a_round_that_closed_with_the_rival_s_card_left_it() -> None:
    look = card("look", {"draw": 1}, seat="south")
    plays = ("pass", "play raid", "pass", "play look", "pass", "play raid")
    sitting = table(*plays, cards=[RAID, look], seats=seats({}, {"hand": 2}))
    assert staged_acts(sitting.scene("north"))[-1].yours == (Moved("north.grain", 7, 5, 5),)


def test_acts_are_on_stage_one_after_another_each_with_what_it_touched() -> None:
    scene = table("pass", "play raid").scene("north")
    first = Staged(scene, [*staged_acts(scene)] * 2)
    second = first.next
    assert second is not None
    assert second.next is None
    heads = [line_text(one.lines(60)[0]) for one in (first, second)]
    assert [("1 of 2" in head, "Enter: next" in head) for head in heads] == [
        (True, True),
        (False, False),
    ]
    assert Target("number", "north.grain") in first.touched


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
    said = unwrapped(lines(scene.titles, news(scene)))
    assert "South plays raid. To you: Grain (North) 4 to 2." in said
    assert "Good for: Dam, judged this round at stake 3: now South leads." in said
    assert said.count("4 to 2") == 1


def test_what_an_act_gains_its_own_side_is_told_once() -> None:
    """Behind `Good for` it stood among what had moved once more."""
    calm = {"id": "calm", "title": "Calm", "of": "shared", "min": -10, "max": 10}
    grain = {"id": "grain", "title": "Grain", "of": "seats", "max": 10, "start": 4, "better": "up"}
    dam = front("dam", value="clamp(shared.calm, -1, 1)", calendar={"1": 3})
    cards = [card("reap", "my.grain += 3", seat="south")]
    sitting = table("pass", "play reap", tracks=[calm, grain], cards=cards, fronts=[dam])
    scene = sitting.scene("north")
    said = unwrapped(lines(scene.titles, news(scene)))
    assert "South plays reap. Good for: its grain, 4 to 7." in said
    assert said.count("4 to 7") == 1


def test_an_act_of_a_round_that_is_over_has_no_date_of_this_round() -> None:
    dam = front("dam", calendar={"1": 3, "2": 5})
    sitting = table("pass", "play raid", "pass", "pass", fronts=[dam], rounds={"max": 3})
    assert sitting.view("north").round == 2
    sitting.shown("north").start = 0
    act = staged_acts(sitting.scene("north"))[0]
    assert act.good_for == "Dam, where then South leads"


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
