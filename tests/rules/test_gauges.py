"""Claims in a deck: how each gauge is read off a position, and what is refused, and where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.rules.tiny import BASE, card, tiny
from wargame.content.load import load_deck, load_deck_tree
from wargame.lab.readings import read_gauge
from wargame.rules.lint.check import find_faults

ENDINGS = [
    {"id": "full", "title": "Full", "when": "shared.calm >= 5"},
    {"id": "over", "title": "Over"},
]
PERSONAS = [{"id": "miller", "title": "Miller", "weights": {"my.grain": 1}}]
VARIANTS = [{"id": "dry", "title": "Dry", "set": {"rounds.max": 2}}]


def claim(**fields: Any) -> dict[str, Any]:
    return {"id": 1, "title": "Claim", "text": "It is so.", **fields}


@pytest.mark.parametrize(
    ("gauge", "pair"),
    [
        pytest.param({"mean": "north.grain - 2 * south.grain"}, (-1, 1), id="mean"),
        pytest.param({"percent": "north.grain", "of": "max(0, shared.calm)"}, (7, 5), id="percent"),
        pytest.param({"percent_of_games": "north.grain > south.grain"}, (1, 1), id="it holds"),
        pytest.param({"percent_of_games": "north.grain < south.grain"}, (0, 1), id="it does not"),
        pytest.param({"endings": ["over", "full"]}, (1, 1), id="one of the endings"),
        pytest.param({"endings": ["over"]}, (0, 1), id="another ending"),
        pytest.param({"mean": "north.grain", "only": "shared.calm > 5"}, (0, 0), id="left out"),
        pytest.param({"mean": "north.grain", "only": "shared.calm > 4"}, (7, 1), id="kept"),
    ],
)
def test_a_gauge_reads_a_part_and_a_whole(gauge: dict[str, Any], pair: tuple[int, int]) -> None:
    game = tiny(endings=ENDINGS, claims=[claim(gauge=gauge)])
    state = game.position({"shared.calm": 5, "north.grain": 7, "south.grain": 4})
    assert read_gauge(game.rules.program.claims[0].gauge, state, "full") == pair


@pytest.mark.parametrize(
    ("gauge", "unit"),
    [
        pytest.param({"mean": "north.grain", "unit": "sacks"}, "sacks", id="a mean has its unit"),
        pytest.param({"endings": ["full"]}, "%", id="the rest is percent"),
    ],
)
def test_a_number_has_a_unit(gauge: dict[str, Any], unit: str) -> None:
    found = tiny(endings=ENDINGS, claims=[claim(gauge=gauge)]).rules.program.claims[0].gauge
    assert (found.unit, found.is_percent) == (unit, unit == "%")


MEAN = {"mean": "shared.calm"}
TRIAL = {"seat": "north", "acts": ["play harvest"]}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        pytest.param(
            {"gauge": {}},
            "a gauge has exactly one of endings, percent_of_games, mean, "
            "percent; this has none of them",
            id="no way to read it",
        ),
        pytest.param(
            {"gauge": {**MEAN, "endings": ["full"]}}, "this has 'endings' and 'mean'", id="two ways"
        ),
        pytest.param({"gauge": {"percent": "north.grain"}}, "'percent' needs 'of'", id="no whole"),
        pytest.param({"gauge": {**MEAN, "of": "2"}}, "only 'percent' takes 'of'", id="a whole"),
        pytest.param(
            {"gauge": {"endings": ["full"], "unit": "t"}},
            "only 'mean' takes 'unit'",
            id="unit of a share",
        ),
        pytest.param(
            {"gauge": {"percent": "1", "of": "shared.calm"}},
            "can be -10 to 10, and must be 0 or more",
            id="a whole below 0",
        ),
        pytest.param(
            {"gauge": {"mean": "shared.clam"}}, "Did you mean 'shared.calm'", id="unknown number"
        ),
        pytest.param({"gauge": {"mean": "my.grain"}}, "unknown name 'my.grain'", id="nobody acts"),
        pytest.param({"gauge": {"endings": ["ful"]}}, "unknown ending 'ful'", id="unknown ending"),
        pytest.param({"gauge": {**MEAN, "only": "shared.calm +"}}, "claim 1", id="half a text"),
        pytest.param(
            {"gauge": {**MEAN, "players": {"north": "baker"}}},
            "unknown persona 'baker'",
            id="unknown persona",
        ),
        pytest.param(
            {"gauge": {**MEAN, "players": {"west": "miller"}}},
            "unknown seat 'west'",
            id="unknown seat",
        ),
        pytest.param({"gauge": MEAN, "ablation": "drt"}, "unknown variant 'drt'", id="ablation"),
        pytest.param(
            {"gauge": MEAN, "ablation_moves": "up"},
            "there is no ablation to move it",
            id="direction of nothing",
        ),
        pytest.param(
            {"gauge": MEAN, "band": [5, 1]},
            "a band is two numbers, from and to",
            id="band backwards",
        ),
        pytest.param({"gauge": MEAN, "band": [5]}, "a band is two numbers", id="half a band"),
        pytest.param(
            {"beside": [{"title": "B", **MEAN}]},
            "there is no gauge to tell it with",
            id="beside nothing",
        ),
        pytest.param(
            {"gauge": MEAN, "beside": [{"title": "B", "mean": "shared.clam"}]},
            "Did you mean 'shared.calm'",
            id="fault beside",
        ),
        pytest.param({"trial": {**TRIAL, "seat": "nort"}}, "unknown seat 'nort'", id="its seat"),
        pytest.param(
            {"trial": {**TRIAL, "acts": ["tigten"]}}, "Did you mean 'tighten'", id="its verb"
        ),
        pytest.param({"trial": {**TRIAL, "acts": ["pass"]}}, "always open", id="passing"),
        pytest.param(
            {"trial": {**TRIAL, "against": ["play harvst"]}},
            "Did you mean 'harvest'",
            id="its card",
        ),
        pytest.param(
            {"trial": {**TRIAL, "barred": ["lower wall"]}}, "unknown measure 'wall'", id="barred"
        ),
        pytest.param(
            {"trial": {**TRIAL, "acts": ["discard harvest"]}}, "no play of a turn", id="no play"
        ),
        pytest.param(
            {"trial": {**TRIAL, "measures": ["shared.clam"]}},
            "Did you mean 'shared.calm'",
            id="what it reads",
        ),
    ],
)
def test_a_faulty_claim_is_refused(fields: dict[str, Any], says: str) -> None:
    tree = {
        **BASE,
        "endings": ENDINGS,
        "personas": PERSONAS,
        "variants": VARIANTS,
        "cards": [card("harvest", "north.grain += 1")],
        "claims": [claim(**fields)],
    }
    found = [str(fault) for fault in find_faults(load_deck_tree(tree)) if not fault.lint]
    assert len(found) == 1, found
    assert "claim 1" in found[0]
    assert says in found[0]


def test_a_trial_of_a_claim_may_ask_for_an_offer_to_be_taken() -> None:
    tree = {**BASE, "endings": ENDINGS, "claims": [claim(trial={**TRIAL, "acts": ["accept"]})]}
    assert [fault for fault in find_faults(load_deck_tree(tree)) if not fault.lint] == []


def test_a_fault_stands_where_it_was_written(tmp_path: Path) -> None:
    deck = {
        "deck.yaml": "id: d\ntitle: D\nabout: D.\nversion: '1.0'\nrounds: {max: 2}\n",
        "seats.yaml": "".join(
            f"- {{id: {seat}, title: T, capital: {{start: 1, max: 2}}, hand: 0}}\n"
            for seat in ("north", "south")
        ),
        "endings.yaml": "- {id: over, title: Over}\n",
        "claims.yaml": "- id: 1\n  title: T\n  text: T.\n  gauge:\n    endings: [over, ovr]\n",
    }
    for name, text in deck.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (fault,) = [fault for fault in find_faults(load_deck(tmp_path)) if not fault.lint]
    assert str(fault).startswith(f"{tmp_path / 'claims.yaml'}:5:21: claim 1: unknown ending 'ovr'")


def test_a_count_that_only_a_claim_reads_is_read() -> None:
    tracks = [*BASE["tracks"], {"id": "tally", "title": "Tally", "of": "shared"}]
    rules = [
        {"id": "r", "title": "R", "phase": "account", "do": ["shared.tally += 1"]},
        {
            "id": "s",
            "title": "S",
            "phase": "account",
            "when": "shared.calm + north.grain > 0",
            "do": ["south.grain += 1"],
        },
    ]

    def advice(**more: Any) -> list[str]:
        tree = {**BASE, "tracks": tracks, "rules": rules, **more}
        return [str(fault) for fault in find_faults(load_deck_tree(tree)) if "tally" in str(fault)]

    assert advice()
    assert not advice(claims=[claim(gauge={"mean": "shared.tally"})])


def test_claims_do_not_act() -> None:
    without, having = tiny(endings=ENDINGS), tiny(endings=ENDINGS, claims=[claim(gauge=MEAN)])
    assert having.rules_hash == without.rules_hash
    assert having.deck_hash != without.deck_hash
    assert having.rules.module.text == without.rules.module.text
