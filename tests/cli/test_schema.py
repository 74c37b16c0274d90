"""Every object that `--json` prints is what `wargame schema` says it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator, meta

from tests.conftest import DECKS, CommandLine
from tests.lab.judge.toy import toy
from tests.lab.test_claims import COIN
from tests.lab.test_study import NAMES as STUDIES
from tests.lab.test_study import asked as study
from tests.store.helpers import game_of, kept, played_by, world
from wargame.cli import bench
from wargame.cli.object_schema import object_schema
from wargame.cli.schema import json_options, options
from wargame.lab.bench import BuildSpeed, Speed, measure
from wargame.objects import plain_data
from wargame.store.export import export
from wargame.store.save import load

SINK, DEALS, MOON = (
    str(DECKS[deck].folder) for deck in ("kitchen_sink", "kitchen_deals", "moon_race")
)

FEW = ["--games", "2"]

OWN: dict[str, list[list[str]]] = {
    "replay": [["finished"], ["running"], ["running", "--as", "mask"]],
    "debrief": [["finished"], ["harbour", "--deciding"]],
    "folders": [[]],
    "results": [[], ["primer"]],
    "save list": [[]],
    "save verify": [
        ["finished"],
        ["zz"],
        ["finished", "--fair", "--view", "finished-mask", "--view", "zz"],
    ],
    "simulate": [[SINK, *FEW]],
    "lab balance": [
        [SINK, *FEW],
        ["coin", *FEW, "--restricted", "2", "--variance", "3", "--players", "greedy,random"],
    ],
    "lab bargains": [["calibration", *FEW, "--players", "random"]],
    "lab claims": [["coin", *FEW], ["coin:loaded", *FEW]],
    "lab companions": [["weir", *FEW, "--claim", "3"]],
    "lab controls": [["weir", *FEW, "--rewired", "1", "--claim", "3"]],
    "lab definition": [["coin"], ["coin", "--claim", "1"]],
    "lab exploit": [["calibration", *FEW, "--players", "random", "--training", "1"]],
    "lab freeze": [["weir", "--to", "frozen", "--iterations", "30"]],
    "lab gauges": [[SINK, "finished"], [SINK, "finished", "running", "--claim", "4"]],
    "lab judge": [["weir", "--dry"]],
    "lab ladder": [
        [SINK, *FEW, "--players", "random,erratic"],
        [SINK, *FEW, "--players", "random,erratic", "--at-least", "0.6"],
    ],
    "lab sweep": [
        [SINK, *FEW, "--vary", "glare=0,2"],
        [SINK, *FEW, "--vary", "fame=0,1/2", "--vary", "matinee=on,off", "--random", "3"],
    ],
    "lab trial": [
        [SINK, "--pairs", "3", "--claim", "2"],
        [SINK, "--pairs", "2", "--seat", "mask", "--act", "capital", "--against", "fund", "--stop"],
    ],
    "deck list": [[]],
    "deck show": [
        *([SINK], [SINK, "--rules"], [SINK, "press_night"], [SINK, "quiet_hours"]),
        *([SINK, "playbill"], [SINK, "drums_cost_the_rival"], [DEALS, "truce"]),
        *([MOON, "launch"], [MOON, "landing"], [MOON, "dirty_sky"]),
    ],
    "deck check": [[SINK], ["broken"]],
    "deck test": [[SINK]],
    "deck odd": [[SINK]],
    "bench": [["calibration"]],
}
"""Per command with `--json` that is no study, or one with more than one kind of answer, what is
typed behind it."""


def of_study(name: str) -> list[str]:
    """What is typed behind a study as behind every other."""
    return [word for word in study(name, 2)[len(name.split()) :] if word != "--json"]


EXAMPLES = {
    name: OWN.get(name) or [of_study(name)]
    for name, _ in json_options()
    if name in OWN or name in STUDIES
}

CASES = [
    pytest.param(name, args, id=" ".join([name, *(Path(word).name for word in args)]))
    for name, cases in EXAMPLES.items()
    for args in cases
]
TAKES_SAVES = ("debrief", "replay", "results", "save list", "save verify", "lab gauges")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with saves, sound and not, and a deck with a fault."""
    place = tmp_path_factory.mktemp("place")
    kept(place / "finished.jsonl", "kitchen_sink", 1)
    kept(place / "harbour.jsonl", "kitchen_contest", 1)
    kept(place / "running.jsonl", "kitchen_sink", 1, 60)
    played_by(place / "own.jsonl", game_of("primer"), ("human", "dealmaker:regular"), 1)
    save = load(place / "finished.jsonl", world())
    export(save, "mask", place / "finished-mask.jsonl", world())
    (place / "zz.jsonl").write_bytes(b"PK\x03\x04")
    (place / "broken").mkdir()
    (place / "broken" / "deck.yaml").write_text("id: broken\nabuot: Nothing.\n")
    toy(place)
    (place / "coin").mkdir()
    for name, text in COIN.items():
        (place / "coin" / name).write_text(text, encoding="utf-8")
    return place


def test_every_command_with_json_names_its_classes_and_is_tried_here() -> None:
    named = [name for name, option in options() if "--json" in option.opts]
    assert list(EXAMPLES) == named == [name for name, _ in json_options()]
    assert OWN.keys() <= set(named)


@pytest.mark.parametrize(("name", "args"), CASES)
def test_the_object_is_what_its_schema_says(
    wargame: CommandLine, place: Path, monkeypatch: pytest.MonkeyPatch, name: str, args: list[str]
) -> None:
    monkeypatch.chdir(place)
    monkeypatch.setattr(bench, "measure", lambda deck, _: measure(deck, 0.02))
    schema = json.loads(wargame("schema", *name.split()).out)
    meta.validate(schema)
    saves = ("--saves", str(place)) if name in TAKES_SAVES else ()
    answer = wargame(*name.split(), *args, "--json", *saves)
    found = json.loads(answer.out)
    assert [fault.message for fault in Draft202012Validator(schema).iter_errors(found)] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_schema_explains_every_key_and_allows_no_other(name: str) -> None:
    schema = object_schema(name, dict(json_options())[name].classes())
    for part in _objects(schema):
        assert part["additionalProperties"] is False
        assert part["description"]
        told = [one.get("description") or one.get("$ref") for one in part["properties"].values()]
        assert all(told), part


def _objects(part: Any) -> Iterator[dict[str, Any]]:
    """The schemas of objects with named keys, anywhere inside."""
    if isinstance(part, dict):
        if "properties" in part:
            yield part
        for inner in part.values():
            yield from _objects(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _objects(inner)


def test_a_key_is_null_or_left_out_as_the_schema_has_it() -> None:
    build = (1, 1.5, 0.3, 0.5, 1, 1.5, 1, 1.5)
    schema = object_schema("bench", dict(json_options())["bench"].classes())
    valid = Draft202012Validator(schema).is_valid
    found = plain_data(Speed("a", "", True, *build, 1.5, 1, plain=BuildSpeed(*build)))
    assert valid(found)
    assert valid({**found, "plain": None})
    assert not valid({key: found[key] for key in found if key != "plain"})
    assert not valid({**found, "more": 1})


def test_without_a_command_those_with_a_schema_are_listed(wargame: CommandLine) -> None:
    assert wargame("schema").out.splitlines() == list(EXAMPLES)


def test_a_command_without_json_is_told_so(wargame: CommandLine) -> None:
    answer = wargame("schema", "save", "lost")
    assert answer.code == 2
    assert "no command with --json is called 'save lost'" in answer.err
    assert "save list" in answer.err
