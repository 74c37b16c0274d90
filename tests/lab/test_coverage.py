"""Coverage: what a run met is what its records say, and what it missed is told."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import CommandLine, opened, seated
from tests.rules.tiny import tiny
from wargame.content.library import DeckRef
from wargame.lab.coverage import (
    Coverage,
    CoverageStudy,
    NearMiss,
    conditions,
    everyone,
    watched_match,
)
from wargame.lab.runs.driver import run
from wargame.lab.runs.population import population
from wargame.lab.runs.question import ProgramRow
from wargame.play.event import Act, Chance, effective
from wargame.play.match import Match
from wargame.players.registry import make_player
from wargame.rules.game import Game
from wargame.table.reports.coverage import report
from wargame.table.reports.typeset import text

MIXED = ("random", "greedy")
OCCURS = {"play": "card", "headline": "card", "inject": "inject", "keep": "agenda"}
"""Verbs after which their argument has occurred, and as what."""


def test_game_n_is_the_same_in_a_longer_run(water_ref: DeckRef, water: Game) -> None:
    short, long = (run(CoverageStudy(water_ref, games, 7, MIXED)).met for games in (5, 8))
    people = population(water, MIXED)
    further = [watched_match(people.match(water, 7, index, {})).seen for index in (5, 6, 7)]
    for kind, parts in long.items():
        for which, games in parts.items():
            anew = sum((kind, which) in met for met in further)
            assert games == short[kind][which] + anew, (kind, which)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_met_is_what_the_record_says(sink: Game, seed: int) -> None:
    players = seated(sink, seed)
    match = Match(sink, players, seed)
    met = watched_match(match).seen
    state = sink.new()
    told: Counter[tuple[str, str]] = Counter()
    for event in effective(match.record.events):
        assert isinstance(event, Act | Chance)
        word, _, arg = event.action.partition(" ")
        told[OCCURS.get(word, word), arg] += word in OCCURS
        state = sink.apply(state, event.action).state
        for measure in sink.deck.measures:
            level = sink.value(state, f"measure.{measure.id}")
            told["measure", f"{measure.id} at {level}"] += 1
    told["ending", sink.ending(state)] += 1
    for inject in sink.deck.injects:
        told["inject", inject.id] += inject.round is not None and state.round >= inject.round
    kinds = {"card", "agenda", "inject", "measure", "ending"}
    assert {part for part in +told if part[0] in kinds and part[1] != "none"} == {
        part for part in met if part[0] in kinds and part[1] != "none"
    }


@pytest.mark.parametrize("once", [True, False])
def test_an_inject_with_a_date_is_met_if_it_comes(once: bool) -> None:
    dates = [
        ("first", 1, "shared.calm == 0"),
        ("later", 3, "shared.calm == 0"),
        ("idle", 3, "shared.calm > 0"),
    ]
    game = tiny(
        injects=[
            {
                "id": name,
                "title": name,
                "text": "-",
                "round": date,
                "needs": needs,
                "once": once,
                "do": [],
            }
            for name, date, needs in dates
        ]
    )
    players = seated(game, 1)
    met = {which for kind, which in watched_match(Match(game, players, 1)).seen if kind == "inject"}
    assert met == {"first", "later"}


def dead_card(folder: Path, water: DeckRef) -> DeckRef:
    """The water treaty with a card that the rules never allow."""
    shutil.copytree(water.folder, folder)
    with (folder / "cards.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "- id: dry_well\n  title: Dry Well\n  seat: any\n  text: Trust +1.\n"
            "  needs: shared.trust > 1000\n  worth: 1\n  do: [shared.trust += 1]\n"
            "  source: invented\n"
        )
    return DeckRef(folder)


def test_a_dead_card_is_told(wargame: CommandLine, water_ref: DeckRef, tmp_path: Path) -> None:
    ref = dead_card(tmp_path / "water_treaty", water_ref)
    args = ["lab", "coverage", str(ref.folder), "--games", "8", "--seed", "1"]
    answer = wargame(*args)
    assert answer.code == 0, answer.err
    assert "card dry_well (never open)" in answer.out.split("Never met:\n")[1]
    found = json.loads(wargame(*args, "--json").out)
    keys = "deck variant deck_hash seed games players met never near"
    assert list(found) == keys.split()
    assert found["met"]["card"]["dry_well"] == 0
    assert found["met"]["card"]["joint_gauge"] > 0
    assert "card dry_well" in found["never"]


def test_how_near_it_came_is_told_of_what_was_never_met() -> None:
    ends = [
        {"id": "far", "title": "Far", "when": "shared.calm >= 0 and shared.calm > 98"},
        {"id": "rest", "title": "Rest"},
    ]
    measure = {"id": "gate", "title": "Gate", "seat": "north", "max": 3, "tighten": {}}
    game = tiny(endings=ends, measures=[measure])
    players = {seat: make_player("script:pass", game, seat, 1) for seat in game.seats}
    watch = watched_match(Match(game, players, 1))
    assert ("measure", "gate at 1") in watch.open - watch.seen
    assert ("measure", "gate at 2") not in watch.open
    assert watch.held == [1, 0]
    assert [len(conditions(game, n)) for n in (0, 1)] == [2, 0]


@pytest.mark.parametrize("seed", range(4))
def test_what_may_be_put_on_the_table_could_have_been_agreed(seed: int) -> None:
    deals = opened("kitchen_deals")
    players = seated(deals, seed)
    match = Match(deals, players, seed)
    watch = watched_match(match)
    may, state = set(), deals.new()
    for event in effective(match.record.events):
        assert isinstance(event, Act | Chance)
        legal = [action.text.partition(" ") for action in deals.legal_actions(state)]
        may |= {("deal item", arg) for word, _, arg in legal if word in ("offer", "add")}
        state = deals.apply(state, event.action).state
    assert may
    assert may <= watch.open


def test_what_is_said_of_parts_that_never_came_is_how_near_they_came() -> None:
    found = Coverage(
        *("deck", "", "0" * 64, 1, 4, {"north": ("random",), "south": ("random",)}),
        {"ending": {"calm": 4}},
        ("ending trade", "ending both", "ending far", "ending near", "ending rest"),
        (
            NearMiss("ending trade", 0, 1, 1),
            NearMiss("ending both", 0, 2, 2),
            NearMiss("ending far", 0, 0, 1),
            NearMiss("ending near", 0, 1, 2),
            NearMiss("ending rest", 0),
            NearMiss("front tanks: judged for east", 0),
        ),
    )
    told = " ".join(" ".join(text(report(found))).split())
    came = "held, but the game went on or an ending before it came"
    assert f"ending trade (its condition {came})" in told
    assert f"ending both (all 2 conditions {came})" in told
    assert "ending far (its condition never held)" in told
    assert "ending near (at best 1 of 2 conditions held)" in told
    assert "ending rest (an ending before it always came)" in told
    assert "front tanks: judged for east (never led as it was judged)" in told
    assert "looked at as each round begins, and as a game ends" in told


def test_nothing_is_said_of_parts_where_no_game_counts() -> None:
    """That an ending before it always came is said of games."""
    found = Coverage(
        *("deck", "", "0" * 64, 1, 2, {"north": ("cmd:false",)}),
        {"ending": {"rest": 0}},
        ("ending rest",),
        (NearMiss("ending rest", 0),),
        programs=(ProgramRow("cmd:false", 2, 60, 2, 2),),
        left_out=2,
    )
    told = " ".join(" ".join(text(report(found))).split())
    assert "2 games are left out" in told
    assert "ending" not in told


@pytest.mark.parametrize(("games", "told"), [(1, "1 of 1 game)"), (2, "1 of 2 games)")])
def test_a_part_that_never_came_is_told_with_the_number_of_games(games: int, told: str) -> None:
    found = Coverage(
        *("deck", "", "0" * 64, 1, games, {"north": ("random",)}),
        {"card": {"rope": 0}},
        ("card rope",),
        (NearMiss("card rope", 1),),
    )
    assert f"card rope (could have been in {told}" in " ".join(text(report(found)))


def test_nobody_by_that_name_plays(wargame: CommandLine, water_ref: DeckRef) -> None:
    answer = wargame("lab", "coverage", str(water_ref.folder), "--players", "random,nobody")
    assert answer.code == 2
    assert "nobody" in answer.err


def test_everyone_is_a_deck_s_personas_and_three_more(sink: Game) -> None:
    names = everyone(sink)
    assert names[:3] == ("random", "greedy", "erratic")
    assert set(names[3:]) == {persona.id for persona in sink.deck.personas if persona.drawn}
