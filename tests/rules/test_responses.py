"""Answers to an act of the other side: when a window opens, who is asked, and what is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.rules.test_answers import ACTED, GIVES, MILL, MOAT, ROW, WALL
from tests.rules.tiny import Table, card, tiny
from wargame.errors import DeckError
from wargame.rules.kernel import Stream
from wargame.rules.resample import resample
from wargame.rules.verbs import ACTS


def answering(to: str | Sequence[str], *do: Any, name: str = "no", **more: Any) -> dict[str, Any]:
    """A card of south that answers an act of north by a calm that rises."""
    return card(
        name, seat="south", response={"to": to, "do": list(do) or ["shared.calm += 5"], **more}
    )


def table(*answers: dict[str, Any], given: dict[str, Any] | None = None, **nouns: Any) -> Table:
    """North at its play, with south holding `no`."""
    game = tiny(
        **{
            "cards": [card("now"), card("plain", seat="south"), *answers],
            "measures": [WALL, MOAT],
            "projects": [MILL],
            "actions": [ROW],
            "deals": {"terms": [1, 3], "items": GIVES},
            **nouns,
        }
    )
    return Table(game, {"hand.north": ["now"], "hand.south": ["no"], **(given or {})})


@pytest.mark.parametrize(("word", "text"), ACTED)
def test_an_act_opens_a_window_for_the_other_side(word: str, text: str) -> None:
    asked = table(answering(word)).do(text)
    assert asked.seat == "south"
    assert asked.legal == ["let it stand", "answer no"]
    others = [other for other in ACTS if other != word]
    assert "let it stand" not in table(answering(others)).do(text).legal


def test_an_answer_is_paid_used_and_has_its_effect() -> None:
    asked = table(answering("tighten", "my.grain += 1", cost={"capital": 2})).do("tighten wall")
    done = asked.do("answer no")
    assert (done["south.grain"], done["south.capital"]) == (5, 3)
    view = done.view("south")
    assert "no" in view.discards["south"]
    assert done.seat == "south"
    assert done.state.phase == "plays"


def test_what_stands_changes_nothing() -> None:
    done = table(answering("tighten")).do("tighten wall", "let it stand")
    assert (done["shared.calm"], done.seat) == (-2, "south")
    assert "pass" in done.legal


def test_the_act_has_had_its_effect_and_rules_have_answered_it() -> None:
    rule = {"id": "r", "title": "R", "answers": "tighten", "do": ["shared.calm -= 1"]}
    asked = table(answering("tighten", "my.grain = 0 - shared.calm"), rules=[rule])
    assert asked.do("tighten wall", "answer no")["south.grain"] == 3


@pytest.mark.parametrize(
    ("response", "given"),
    [
        pytest.param({}, {"hand.south": ["plain"]}, id="another card"),
        pytest.param({"needs": "shared.calm > 5"}, {}, id="a need"),
        pytest.param({"cost": {"capital": 9}}, {}, id="a price"),
    ],
)
def test_whoever_cannot_answer_is_asked_all_the_same(
    response: dict[str, Any], given: dict[str, Any]
) -> None:
    asked = table(answering("tighten", **response), given=given).do("tighten wall")
    assert (asked.seat, asked.legal) == ("south", ["let it stand"])
    same = table(answering("tighten"), given={}).do("tighten wall")
    theirs, mine = (one.view().packed()[:3] for one in (asked, same))
    assert theirs == mine


@pytest.mark.parametrize("once", [False, True])
def test_nobody_is_asked_what_all_see_to_be_impossible(once: bool) -> None:
    two = {"turn": {"plays": 2, "initiative": "north"}}
    answer = {**answering("tighten"), "once": once}
    used = table(answer, given={"hand.south": ["no", "plain"]}, **two)
    assert used.do("tighten wall", "answer no", "pass", "tighten moat").legal[0] == "pass"
    empty = table(answering("tighten"), given={"hand.south": []}).do("tighten wall")
    assert empty.legal[0] == "pass"


@pytest.mark.parametrize(("now", "asked"), [(1, "pass"), (2, "let it stand")])
def test_nobody_is_asked_for_a_card_that_has_not_come_yet(now: int, asked: str) -> None:
    eras = [{"id": "soon", "title": "S", "round": 1}, {"id": "late", "title": "L", "round": 2}]
    given = {"hand.south": ["plain"], "round": now}
    played = table({**answering("tighten"), "era": "late"}, given=given, eras=eras)
    assert played.do("tighten wall").legal[0] == asked


def test_an_act_that_ends_the_game_is_answered_by_nobody() -> None:
    played = table(cards=[card("now", {"end": "over"}), answering("play")])
    assert played.do("play now").over


def test_of_says_what_it_must_be_done_to() -> None:
    cards = answering("tighten", of=["moat"]), answering(["tighten", "play"], name="any")
    both = {"hand.south": ["no", "any"]}
    assert table(*cards, given=both).do("tighten wall").legal == ["let it stand", "answer any"]
    assert table(*cards, given=both).do("tighten moat").legal == [
        "let it stand",
        "answer no",
        "answer any",
    ]
    only = table(answering("tighten", of=["moat"]))
    assert "let it stand" not in only.do("tighten wall").legal


def test_an_answer_is_answered_by_nobody() -> None:
    back = card("back", response={"to": ["play", "act", "burn"], "do": ["shared.calm += 1"]})
    rule = {"id": "r", "title": "R", "answers": list(ACTS), "do": ["my.grain += 1"]}
    game = table(answering("tighten"), back, rules=[rule], given={"hand.north": ["now", "back"]})
    done = game.do("tighten wall", "answer no")
    assert (done["north.grain"], done["south.grain"]) == (5, 4)
    assert (done.seat, done.legal[0]) == ("south", "pass")


def test_a_deal_may_be_answered_by_either() -> None:
    cards = answering("sign"), card("nod", response={"to": "sign", "do": ["my.grain = 9"]})
    given = {"phase": "talks", "hand.north": ["nod"]}
    steps = ("offer gold", "offer low_wall", "table 3", "accept")
    signed = table(*cards, given=given).do(*steps)
    assert (signed.seat, signed.legal) == ("south", ["let it stand", "answer no"])
    then = signed.do("answer no")
    assert (then.seat, then.legal) == ("north", ["let it stand", "answer nod"])


def test_a_card_with_a_policy_may_be_played_too() -> None:
    south = table(answering("ease"), given={"turn": "south"})
    assert "play no" not in south.legal
    assert "only as an answer" in south.refusal("play no")
    other = card("no", "my.grain += 1", seat="south", response={"to": "ease", "do": []})
    assert "play no" in table(other, given={"turn": "south"}).legal


def test_views_and_resampled_positions_keep_the_window_open() -> None:
    asked = table(answering("tighten")).do("tighten wall")
    for seat in asked.game.seats:
        view = asked.view(seat)
        again = resample(view, Stream(3))
        assert asked.game.redact(again, seat) == view
        assert asked.game.current_seat(again) == "south"
        assert view.about == "North has acted: do you answer?"


def test_a_preview_says_that_the_other_side_may_answer() -> None:
    north = table(answering("tighten"))
    told = north.game.preview(north.view(), "tighten wall")
    assert told.effects.question == "South may answer"


def test_ids_are_dense_and_of_answering_cards_alone() -> None:
    game = table(answering("tighten")).game
    texts = [game.action_of(n).text for n in range(game.num_actions)]
    found = [text for text in texts if text.startswith(("answer", "let"))]
    assert found == ["let it stand", "answer no", "let it stand"]
    plain = table(answering("tighten"), cards=[card("now"), card("no", seat="south")]).game
    assert not [n for n in range(plain.num_actions) if "let" in plain.action_of(n).text.split()]


def test_bounds_count_windows() -> None:
    game = table(answering([*ACTS], {"draw": 2}), rounds={"max": 3}).game
    for seed in range(10):
        end, _ = game.rollout(game.new(), game.rules.stream(seed))
        assert end.ply <= game.max_plies


def test_it_is_described() -> None:
    game = table(answering(["tighten", "act"], of=["wall", "row"], cost={"capital": 1})).game
    assert game.describe("no") == [
        "or: 1 capital",
        "as an answer when North tightens or acts (Wall, Row):",
        "  costs: 1 Capital",
        "  Calm +5",
    ]


@pytest.mark.parametrize(
    ("response", "said"),
    [
        pytest.param({"of": ["mill"]}, "'mill' is nothing that tighten", id="no measure"),
        pytest.param({"to": "sign", "of": ["gold"]}, "whatever the deal holds", id="of a deal"),
        pytest.param({"to": ["ease", "ease"]}, "is there twice", id="twice"),
        pytest.param({"cost": {"gold": 1}}, "unknown cost", id="no such cost"),
    ],
)
def test_faults(response: dict[str, Any], said: str) -> None:
    with pytest.raises(DeckError) as caught:
        table(card("no", seat="south", response={"to": "tighten", "do": [], **response}))
    assert said in str(caught.value)
