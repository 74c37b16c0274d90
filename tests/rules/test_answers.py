"""Rules that answer an act: when they come, whose acts, and on which things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

import pytest

from tests.rules.tiny import Table, card, tiny
from wargame.content.model import ActWord
from wargame.errors import DeckError
from wargame.lab.authors.examples import run_examples
from wargame.rules.asking.nouns import DOES
from wargame.rules.asking.why import Ledger
from wargame.rules.verbs import ACTS

WALL = {
    "id": "wall",
    "title": "Wall",
    "seat": "north",
    "max": 3,
    "start": 1,
    "tighten": {"do": ["shared.calm -= 2"]},
    "ease": {},
    "pause": {"rounds": 2},
    "lift": {},
}
MOAT = {**WALL, "id": "moat", "title": "Moat"}
MILL = {"id": "mill", "title": "Mill", "seat": "north", "stages": [{"id": "s", "title": "S"}]}
ROW = {"id": "row", "title": "Row", "seat": "north", "do": []}


GOODS = {"kind": "transfer", "amount": 1}
GIVES = [
    {**GOODS, "id": "gold", "title": "Gold", "seat": "south", "track": "capital"},
    {**GOODS, "id": "grain_now", "title": "Grain", "seat": "north", "track": "grain"},
    {
        "id": "low_wall",
        "title": "Low",
        "seat": "north",
        "kind": "cap",
        "measure": "wall",
        "level": 2,
    },
]


def answer(to: str | Sequence[str], *do: Any, **more: Any) -> dict[str, Any]:
    """A rule that answers an act by a calm that falls, unless it does something else."""
    did = list(do) or ["shared.calm += 1"]
    return {"id": "rule", "title": "Rule", "answers": to, "do": did, **more}


def table(*rules: dict[str, Any], given: dict[str, Any] | None = None, **nouns: Any) -> Table:
    game = tiny(
        **{
            "cards": [card("now"), card("hers", seat="south")],
            "measures": [WALL, MOAT],
            "projects": [MILL],
            "actions": [ROW],
            "deals": {"terms": [1, 3], "items": GIVES},
            "rules": list(rules),
            **nouns,
        }
    )
    return Table(game, {"hand.north": ["now"], **(given or {})})


ACTED = [
    ("play", "play now"),
    ("burn", "capital now"),
    ("tighten", "tighten wall"),
    ("ease", "ease wall"),
    ("pause", "pause wall"),
    ("lift", "lift wall"),
    ("fund", "fund mill"),
    ("act", "act row"),
    ("pass", "pass"),
]


@pytest.mark.parametrize(("word", "text"), ACTED)
def test_it_answers_a_play(word: str, text: str) -> None:
    counted = table(answer(word, "my.grain += 1")).do(text)
    assert (counted["north.grain"], counted["south.grain"]) == (5, 4)
    others = [other for other in ACTS if other != word]
    assert table(answer(others, "my.grain += 1")).do(text)["north.grain"] == 4


def test_every_act_has_a_verb_and_words() -> None:
    assert list(get_args(ActWord)) == list(ACTS) == list(DOES)


def test_it_comes_when_the_act_has_had_its_effect() -> None:
    rule = answer("tighten", "my.grain = 4 - shared.calm")
    assert table(rule).do("tighten wall")["north.grain"] == 6


def test_it_comes_when_luck_and_questions_of_the_act_are_settled() -> None:
    luck = {
        "chance": [
            {"weight": 1, "title": "a", "do": ["shared.calm += 3"]},
            {"weight": 1, "title": "b"},
        ]
    }
    north = table(answer("play", "my.grain = shared.calm"), cards=[card("now", luck)])
    assert north.do("play now")["north.grain"] == 4
    assert north.do("outcome 1")["north.grain"] == 3


def test_rules_come_in_deck_order() -> None:
    first = answer("tighten", "my.grain = 8", id="first")
    then = answer("tighten", "my.grain -= 1", id="then")
    assert table(first, then).do("tighten wall")["north.grain"] == 7
    assert table(then, first).do("tighten wall")["north.grain"] == 8


def test_of_says_what_it_must_be_done_to() -> None:
    rule = answer(["tighten", "play"], of=["moat", "now"])
    assert table(rule).do("tighten wall")["shared.calm"] == -2
    assert table(rule).do("tighten moat")["shared.calm"] == -1
    assert table(rule).do("play now")["shared.calm"] == 1


def test_seat_says_whose_acts() -> None:
    rule = answer("pass", seat="south")
    assert table(rule).do("pass")["shared.calm"] == 0
    assert table(rule).do("pass", "pass")["shared.calm"] == 1


def test_when_must_hold_as_it_comes() -> None:
    rule = answer("tighten", when="shared.calm < 0")
    assert table(rule).do("tighten wall")["shared.calm"] == -1
    assert table(rule).do("ease wall")["shared.calm"] == 0


def test_a_deal_is_signed_by_both_whoever_tabled_it_first() -> None:
    rule = answer("sign", "shared.calm = shared.calm * 3 + my.grain")
    given = {"phase": "talks", "north.grain": 1, "south.grain": 2, "turn": "north"}
    steps = ("offer gold", "offer low_wall", "table 3", "accept")
    assert table(rule, given=given).do(*steps)["shared.calm"] == 1 * 3 + 2
    south = {**given, "turn": "south"}
    assert table(rule, given=south).do(*steps)["shared.calm"] == 2 * 3 + 1


def test_of_a_deal_one_item_is_enough() -> None:
    steps = ("offer gold", "offer low_wall", "table 3", "accept")
    for items, calm in ((["gold"], 2), (["grain_now", "low_wall"], 2), (["grain_now"], 0)):
        signed = table(answer("sign", of=items), given={"phase": "talks"}).do(*steps)
        assert signed["shared.calm"] == calm


def test_a_breach_and_an_extension_are_answered() -> None:
    rules = answer("breach", "my.grain = 9", of=["gold"]), answer("extend", id="longer")
    signed = table(*rules, given={"phase": "talks"}).do(
        "offer gold", "offer low_wall", "table 3", "accept"
    )
    longer = signed.do("extend 1", "accept")
    assert longer["shared.calm"] == 2
    assert longer.do("breach 1")["north.grain"] == 9


def test_a_headline_is_answered_when_it_takes_effect() -> None:
    turn = {"plays": 1, "initiative": "north", "headline": {}}
    north = table(answer("headline", "my.grain += 1"), turn=turn, given={"phase": "headline"})
    assert north.do("headline now", "pass")["north.grain"] == 5


def test_effects_are_no_acts() -> None:
    busy = card("now", "measure.wall += 1", {"pause": "moat", "rounds": 1}, {"advance": "mill"})
    rules = answer(["tighten", "ease", "pause", "lift", "fund"], "measure.wall -= 1")
    assert table(rules, cards=[busy]).do("play now")["measure.wall"] == 2
    assert table(rules).do("tighten wall")["measure.wall"] == 1


def test_why_names_the_rule_and_whose_act_it_answered() -> None:
    game = table(answer("tighten", "my.grain += 1")).game
    position, ledger = game.position({}), Ledger(game.rules)
    step = game.apply(position, "tighten wall", traced=True)
    ledger.add(step)
    (cause,) = ledger.why(game.redact(step.state, "north"), "my.grain")
    assert (cause.title, cause.action) == ("Rule", "north: tighten wall")


def test_a_preview_counts_it_in() -> None:
    game = table(answer("tighten", "my.grain += 1")).game
    told = game.preview(game.redact(game.position({}), "north"), "tighten wall")
    assert "north.grain" in [change.name for change in told.effects.changes]


def test_it_can_be_left_out_by_name() -> None:
    rule = answer("tighten", "my.grain += 1", removable=True)
    game = table(rule).game
    without = game.valued({"rule": "off"})
    assert Table(without, {}).do("tighten wall")["north.grain"] == 4
    assert Table(game, {}).do("tighten wall")["north.grain"] == 5
    assert without.rules.program.answers == []


def test_it_is_described() -> None:
    rule = answer(["tighten", "ease"], of=["wall"], when="my.grain > 2")
    assert table(rule).game.describe("rule") == [
        "for each side:",
        "  when this side tightens or eases (Wall):",
        "    if Grain is over 2:",
        "      Calm +1",
    ]


def test_one_that_only_a_seat_has_is_described_by_its_name() -> None:
    assert table(answer("tighten", "my.grain += 1", seat="south")).game.describe("rule") == [
        "when South tightens:",
        "  Grain (South) +1",
    ]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        pytest.param(answer("tighten", phase="world"), "both 'phase' and 'answers'", id="both"),
        pytest.param({"id": "r", "title": "R", "do": []}, "neither 'phase' nor", id="neither"),
        pytest.param(
            {"id": "r", "title": "R", "phase": "world", "of": ["wall"], "do": []},
            "'of' belongs to 'answers'",
            id="of a phase",
        ),
        pytest.param(answer("tighten", of=["mill"]), "'mill' is nothing that", id="no measure"),
        pytest.param(
            answer(["tighten", "fund"], of=["wall"]), "'fund' is done to none of", id="one too many"
        ),
        pytest.param(answer("pass", of=["wall"]), "is nothing that pass is done", id="a pass"),
        pytest.param(answer(["ease", "ease"]), "is there twice", id="twice"),
        pytest.param(answer("sneeze"), "sneeze", id="no act"),
    ],
)
def test_faults(rule: dict[str, Any], said: str) -> None:
    with pytest.raises(DeckError) as caught:
        table(rule)
    assert said in str(caught.value)


def test_a_deck_without_such_rules_has_no_rows_and_the_hash_it_had() -> None:
    game = tiny()
    assert "AnswerRow" not in game.rules.module.text
    assert game.rules.engine.tables.answers == []


def test_bounds_count_it() -> None:
    draw = {"draw": 2}
    cards = [card("now"), *(card(f"c{n}") for n in range(9))]
    plain = table(cards=cards, rounds={"max": 2}).game
    drawing = table(answer("pass", draw), cards=cards, rounds={"max": 2}).game
    assert drawing.max_plies > plain.max_plies
    for seed in range(5):
        end, _ = drawing.rollout(drawing.new(), drawing.rules.stream(seed))
        assert end.ply <= drawing.max_plies


def test_examples_hold_after_it() -> None:
    example = {
        "id": "blame",
        "rule": "Whoever tightens loses grain.",
        "play": ["tighten wall"],
        "expect": {"north.grain": 3},
    }
    game = table(answer("tighten", "my.grain -= 1"), examples=[example]).game
    assert [one.problems for one in run_examples(game)] == [()]
