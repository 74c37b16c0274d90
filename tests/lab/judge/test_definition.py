"""Claims that are true by how they are counted are named, each with its place in the deck."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.lab.judge.planted import DECK, planted
from tests.lab.judge.toy import toy
from tests.table.drawn import unwrapped
from wargame.content.library import DeckRef
from wargame.lab.definition_object import DefinitionRow, define_claims
from wargame.lab.judge import by_play
from wargame.lab.judge.benches import benches
from wargame.lab.judge.by_play import MOST_GAMES, RARE, Openings, find_paid, positions
from wargame.lab.judge.cells import Cell
from wargame.lab.judge.counted import Counted, counted
from wargame.lab.judge.definition import define
from wargame.lab.judge.of_rules import names_of, read_rules
from wargame.lab.judge.placebo.made import tree_of, write
from wargame.lab.judge.placebo.neutral import without_level_points
from wargame.lab.judge.reach import lines_of
from wargame.lab.runs.games import shared_game
from wargame.play.match import Match
from wargame.players.uniform import Uniform
from wargame.rules.game import Position
from wargame.table.reports.definition import report
from wargame.table.reports.typeset import text


@pytest.fixture(scope="module")
def weir(tmp_path_factory: pytest.TempPathFactory) -> DeckRef:
    return planted(tmp_path_factory.mktemp("decks"))


@pytest.fixture(scope="module")
def found(weir: DeckRef) -> dict[int, DefinitionRow]:
    return {row.id: row for row in define_claims(weir).claims}


@pytest.mark.parametrize(
    ("claim", "clause", "place", "text"),
    [
        pytest.param(2, "writes", "rule thirst account", "measure.toll = 0", id="writes"),
        pytest.param(3, "forbids", "measure toll ease", "cost: capital", id="a price"),
        pytest.param(10, "forbids", "measure toll ease", "shared.boats >= 1", id="what is legal"),
        pytest.param(4, "pays", "seat north score", "shared.fairs", id="pays"),
        pytest.param(7, "no choice", "measure seal", "tighten", id="no choice"),
        pytest.param(8, "pays", "seat north score", "unlike in the ablation", id="unequal levels"),
        pytest.param(9, "writes", "rule thirst account", "north.grain", id="what a working counts"),
    ],
)
def test_a_claim_that_the_rules_decide_is_named(
    found: dict[int, DefinitionRow], claim: int, clause: str, place: str, text: str
) -> None:
    rows = [row for row in found[claim].clauses if row.clause == clause]
    assert [row for row in rows if row.place == place and text in row.text], found[claim].clauses


def test_how_near_an_act_comes_to_being_no_choice_is_told(found: dict[int, DefinitionRow]) -> None:
    """A gate can be raised until it is shut, so of the toll's owner's rounds few are without it."""
    assert found[7].least_open == ""
    assert found[1].least_open.startswith("measure gate: tighten ")
    assert found[1].least_open.endswith(" games at random, seed 1")


class _Drawn(Openings):
    """Acts that are open in a given share of rounds, by luck."""

    share = 0.0

    def add(self, seen: Iterable[Position]) -> None:
        luck = random.Random(self.games)
        self.games += 1
        for seat in self.game.seats:
            self.rounds[seat].append(10)
        for measure, *verbs in self.acts():
            for verb in verbs:
                was_open = sum(luck.random() < self.share for _ in range(10))
                self.opened[f"{verb} {measure}"].append(was_open)


@pytest.mark.parametrize(
    ("share", "is_long"),
    [
        pytest.param(0.9, False, id="far above the limit"),
        pytest.param(0.02, False, id="far below it"),
        pytest.param(RARE, True, id="about as often as the limit"),
    ],
)
def test_more_games_are_played_while_luck_alone_could_decide(
    weir: DeckRef, monkeypatch: pytest.MonkeyPatch, share: float, is_long: bool
) -> None:
    monkeypatch.setattr(by_play, "Openings", type("Drawn", (_Drawn,), {"share": share}))
    found = by_play.openings(shared_game(weir), 1, 20)
    assert (found.games > 40) == is_long, found.games
    assert found.games <= MOST_GAMES
    assert found.is_settled() or found.games == MOST_GAMES


def test_an_honest_claim_is_left_to_play(found: dict[int, DefinitionRow]) -> None:
    assert found[1].clauses == found[1].near == found[1].neutral == []
    assert found[1].changed == ("rule thirst account: north.grain -= 3 * measure.weir.in_force",)


def test_points_for_a_mere_level_ask_for_a_neutral_run(found: dict[int, DefinitionRow]) -> None:
    assert found[5].clauses == []
    assert [(row.clause, row.place) for row in found[5].neutral] == [
        ("neutral run", "seat north score")
    ]


def test_in_a_neutral_run_levels_bring_no_points_and_all_else_stays(tmp_path: Path) -> None:
    """The north is paid for its toll at the end and, from level 1 on, at the market."""
    then = "{when: measure.toll >= 1, do: [north.score += 1, shared.boats += 1]}"
    paid = f"- {{id: fair, title: Fair, phase: account, do: [{then}]}}\n"
    deck = planted(tmp_path, {"rules.yaml": DECK["rules.yaml"] + paid})
    tree = without_level_points(tree_of(deck), {"toll"})
    other = write(tree, tmp_path / "neutral" / "weir")
    program = shared_game(other).rules.program
    counts = counted(program, ["measure.toll"])
    assert define(program, program, counts).neutral == ()
    assert next(one["score"] for one in tree["seats"]) == "north.grain + shared.fairs + 2 * 0"
    games = [shared_game(one) for one in (deck, other)]
    played = [Match(game, {seat: Uniform(5) for seat in game.seats}, 5).run() for game in games]
    assert played[0].record.actions == played[1].record.actions
    last = [match.state for match in played]
    assert last[0]["shared.boats"] == last[1]["shared.boats"] > 0
    assert last[0]["north.score"] > last[1]["north.score"]


def test_what_is_touched_at_one_remove_is_near(found: dict[int, DefinitionRow]) -> None:
    assert found[6].clauses == []
    assert [(row.place, "north.grain" in row.text) for row in found[6].near] == [
        ("rule market account", True)
    ]


def test_a_gate_that_reads_what_the_mechanism_moves_is_forbidden(tmp_path: Path) -> None:
    """The registration's own example: talks that open when stocks run out."""
    text = """\
- id: toll
  title: Toll
  seat: north
  max: 2
  start: 2
  tighten: {cost: {capital: 1}}
  ease: {needs: north.grain < 30, cost: {capital: 1}}
- {id: weir, title: Weir, seat: south, max: 2, tighten: {cost: {capital: 1}}}
- {id: gate, title: Gate, seat: north, max: 2, tighten: {cost: {capital: 1}}}
- {id: seal, title: Seal, seat: north, max: 1, tighten: {cost: {capital: 1}}}
"""
    weir = planted(tmp_path, {"measures.yaml": text})
    (row,) = define_claims(weir, [5]).claims
    assert [(one.clause, one.place) for one in row.clauses] == [("forbids", "measure toll ease")]
    assert "north.grain" in row.clauses[0].text


@pytest.mark.parametrize("read", ["measure.toll", "measure.toll.in_force"])
def test_a_front_that_reads_what_is_counted_pays_for_it(tmp_path: Path, read: str) -> None:
    fronts = f"""\
- {{id: fairs, title: Fairs, value: shared.fairs % 2, into: shared.boats, calendar: {{2: 1}}}}
- {{id: gates, title: Gates, lead: {{north: {read} > 1}}, into: shared.boats, calendar: {{2: 1}}}}
"""
    program = shared_game(planted(tmp_path, {"fronts.yaml": fronts})).rules.program
    found = define(program, program, counted(program, ["shared.fairs", "measure.toll"]))
    assert "front fairs lead" in [one.place for one in found.found if one.clause == "pays"]
    assert "front gates lead" in [one.place for one in found.neutral]


@pytest.mark.parametrize(
    "comes",
    [
        pytest.param("needs: shared.boats < number.calm", id="when it may be drawn"),
        pytest.param("weight: number.calm", id="how often it is drawn"),
    ],
)
def test_an_inject_that_comes_otherwise_writes_otherwise(tmp_path: Path, comes: str) -> None:
    inject = f"- {{id: storm, title: Storm, text: Fairs +1., {comes}, do: [shared.fairs += 1]}}\n"
    calm = "- {id: calm, title: Calm, value: 3, min: 0, max: 9}\n"
    weir = planted(tmp_path, {"injects.yaml": inject, "numbers.yaml": calm})
    program = shared_game(weir).rules.program
    other = shared_game(DeckRef(weir.folder, "calm=5")).rules.program
    found = define(program, other, counted(program, ["shared.fairs"])).found
    assert [(one.clause, one.place) for one in found if one.clause == "writes"] == [
        ("writes", "inject storm")
    ]


def test_a_deck_differs_in_nothing_from_itself(weir: DeckRef) -> None:
    program = shared_game(weir).rules.program
    assert define(program, program, counted(program, ["shared.fairs"])).changed == ()


@pytest.mark.parametrize(
    ("over", "places"),
    [
        pytest.param("glare=3", {"rule din"}, id="a number"),
        pytest.param("lure=0", {"rule din", "rule matinee", "project tower"}, id="a dial"),
        pytest.param("lure=1", set(), id="a dial as it stands"),
        pytest.param("matinee=off", {"rule matinee"}, id="a rule that is left out"),
    ],
)
def test_what_a_value_laid_over_a_deck_changes_is_seen(
    decks: dict[str, DeckRef], over: str, places: set[str]
) -> None:
    sink = decks["kitchen_sink"]
    program = shared_game(sink).rules.program
    other = shared_game(DeckRef(sink.folder, over)).rules.program
    found = define(program, other, counted(program, [])).changed
    told = {line.partition(":")[0] for line in found}
    assert {one for one in told if not any(one.startswith(place) for place in places)} == set()
    assert {place for place in places if not any(one.startswith(place) for one in told)} == set()


@pytest.mark.parametrize("name", ["kitchen_fronts", "kitchen_mixed", "kitchen_sink", "primer"])
def test_every_line_of_a_deck_is_read(decks: dict[str, DeckRef], name: str) -> None:
    """Each place of a deck that writes a number is among the lines, with what it writes."""
    program = shared_game(decks[name]).rules.program
    texts = {line.text for line in lines_of(program)}
    sites = [site for site in program.sites if site.sort in ("effect", "cost")]
    assert [site.text for site in sites if site.path and site.text not in texts] == []


def test_a_counted_number_that_pays_is_found_by_play(weir: DeckRef) -> None:
    game = shared_game(weir)
    seen = list(positions(game, 3, 1))
    things = Counted(frozenset(["shared.fairs", "shared.boats", "measure.toll"]), frozenset())
    assert {
        (one.place, one.text.partition(" is ")[0]) for one in find_paid(game, things, seen)
    } == {("north score", "one more of shared.fairs"), ("north score", "one more of measure.toll")}


def test_the_ablations_of_the_primer_that_decide_by_themselves_are_named(
    decks: dict[str, DeckRef],
) -> None:
    rows = {row.id: row for row in define_claims(decks["primer"], [5, 7, 9]).claims}
    assert any(one.text.startswith("measure.duty = 0") for one in rows[5].clauses)
    assert {"forbids"} == {one.clause for one in rows[7].clauses if one.place.startswith("deals")}
    assert any(one.place == "measure knowhow tighten" for one in rows[9].clauses)


def test_people_read_clause_place_and_line(wargame: CommandLine, weir: DeckRef) -> None:
    said = wargame("lab", "definition", str(weir.folder), "--claim", "2", "--claim", "1")
    assert said.code == 0, said.err
    told = " ".join(said.out.split())
    assert "writes: rule thirst account: measure.toll = 0 [counted: measure.toll]" in told
    assert "1 A weir lifts gates, without no_thirst" in told
    assert "the rules leave it to play" in told
    assert told.startswith("weir: how often acts are open is counted in games at random, seed 1 ")
    by_play = wargame("lab", "definition", str(weir.folder), "--still", "no_thirst", "--json")
    assert json.loads(by_play.out)["by_play"] is True


def test_what_is_counted_beyond_six_is_told_by_number(weir: DeckRef) -> None:
    """The list ended after six as if there were no more."""
    found = define_claims(weir, [1])
    row = replace(found.claims[0], counts=list("abcdefgh"), changed=["a line"])
    told = unwrapped(text(report(replace(found, claims=[row]))))
    assert "differs in 1 line, counts a, b, c, d, e, f and 2 more " in told


def test_the_seed_of_the_games_at_random_is_told_and_can_be_named(
    wargame: CommandLine, weir: DeckRef
) -> None:
    def least_open(*more: str) -> str:
        asked = ("lab", "definition", str(weir.folder), "--claim", "1")
        (row,) = json.loads(wargame(*asked, "--json", *more).out)["claims"]
        return str(row["least_open"])

    assert least_open() == least_open("--seed", "1")
    assert least_open("--seed", "7").endswith("seed 7")
    shares = [least_open("--seed", seed).partition(", ")[0] for seed in ("1", "7")]
    assert shares[0] != shares[1]


def test_judging_takes_no_seed_but_in_a_dry_run(wargame: CommandLine, tmp_path: Path) -> None:
    deck = toy(tmp_path)
    said = wargame("lab", "judge", str(deck.folder), "--seed", "7")
    assert (said.code, said.err.strip()) == (
        2,
        "--seed goes with --dry: where games judge, seeds follow from the nonce.",
    )
    dry = wargame("lab", "judge", str(deck.folder), "--dry", "--seed", "7")
    assert dry.code == 0, dry.err
    assert "are raised, in games at random, seed 7" in " ".join(dry.out.split())


def test_levels_are_counted_where_deals_count_by_what_comes_down_in_them(tmp_path: Path) -> None:
    game = shared_game(toy(tmp_path))
    program, roles = game.rules.program, game.deck.roles
    assert roles is not None
    named = {number: set(names_of(number, roles, program)) for number in (4, 11)}
    of_a = {"measure.toll", "measure.gate"}
    assert named[4] - {"game.deals"} == of_a | {"measure.weir"}
    assert named[11] - {"game.deals"} == of_a | {"measure.weir", "measure.dam"}


def test_a_weight_is_silenced_where_it_names_what_is_counted(tmp_path: Path) -> None:
    """One that reads a computed number tells what came of a measure, and is kept in play too."""
    people = (
        "- {id: tells, title: Tells, seat: north, weights: {measure.toll.in_force: 1}}\n"
        "- {id: feels, title: Feels, seat: north, weights: {north.dues: 1}}\n"
    )
    tracks = DECK["tracks.yaml"] + (
        "- {id: dues, title: Dues, of: north, min: 0, max: 9, value: measure.toll.in_force}\n"
    )
    deck = toy(tmp_path, {"personas.yaml": people, "tracks.yaml": tracks})
    (row,) = read_rules(deck, [6])
    assert {place.split()[1] for place in row.found.silenced} == {"tells"}
    cell = Cell("a", "D", "", "", 6, 1)
    (bench,) = benches(deck, [cell], {6: row.counts}).values()
    assert [name for name, _ in bench.off] == ["tells"]


def test_a_deck_without_ablations_says_so(wargame: CommandLine, decks: dict[str, DeckRef]) -> None:
    answer = wargame("lab", "definition", str(decks["calibration"].folder))
    assert answer.code == 2
    assert "no claim with a gauge and an ablation" in answer.err
    answer = wargame("lab", "definition", "primer", "--claim", "99")
    assert (answer.code, answer.out) == (2, "")
    assert "primer has no claim 99. It has 1, 2, 3," in answer.err
    answer = wargame("lab", "definition", "primer", "--claim", "2")
    assert "to read among these. It has 1, 3, 4, 5, 7, 9, 10." in answer.err
