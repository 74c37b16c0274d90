"""The history deck replays what happened, and can be left at any date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import CommandLine, seated
from tests.history.builder import (
    DECK,
    LAST_ROUND,
    SAVE,
    new_match,
    play_on,
    read_actions,
    write_save,
)
from tests.history.starts import STARTS, Start, first_decision
from wargame.content.library import DeckRef
from wargame.content.load import load_deck
from wargame.content.model.course import Inject
from wargame.content.model.moves import Measure, Project
from wargame.lab.authors.examples import run_examples
from wargame.lab.runs.games import shared_game
from wargame.play.branch import branch_record
from wargame.play.event import Act
from wargame.play.match import Match
from wargame.play.record import Parent, replay
from wargame.play.resume import resume
from wargame.rules.game import Game, Position
from wargame.rules.lint.check import find_faults
from wargame.rules.lint.numbers import printed
from wargame.rules.position import actions_at
from wargame.store.save import load
from wargame.store.world import World

CHECKS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).parents[1].joinpath("history", "replay_checks.yaml").read_text("utf-8")
)

LATER = [start for start in STARTS if start.first > 1]


@pytest.fixture(scope="module")
def game() -> Game:
    return shared_game(DeckRef(DECK))


@pytest.fixture(scope="module")
def history(game: Game) -> Match:
    return play_on(new_match(game))


def position_after(match: Match, entry: int) -> Position:
    """The position after the last decision of an entry, before anything of the next is drawn."""
    plies = [m.ply for m in match.course.moves if isinstance(m, Act) and m.round == entry]
    return match.course.at(plies[-1] + 1)


def test_the_deck_has_no_faults_and_no_lints() -> None:
    assert find_faults(load_deck(DECK, "")) == []


def test_every_example_holds(game: Game) -> None:
    outcomes = run_examples(game)
    assert len(outcomes) >= 40
    assert [(o.id, o.problems) for o in outcomes if not o.holds] == []


@pytest.mark.parametrize("check", CHECKS, ids=[row["id"] for row in CHECKS])
def test_the_replay_has_what_the_sources_say(
    game: Game, history: Match, check: dict[str, Any]
) -> None:
    found = game.value(position_after(history, check["entry"]), check["track"]) / check["per"]
    assert found == pytest.approx(check["expected"], abs=check["tolerance"])


@pytest.mark.parametrize("check", CHECKS, ids=[row["id"] for row in CHECKS])
def test_a_check_is_read_at_the_last_entry_before_its_date(
    game: Game, check: dict[str, Any]
) -> None:
    dates = [label.partition(" ")[0] for label in game.deck.rounds.labels]
    assert dates[check["entry"] - 1] <= check["date"]
    later = dates[check["entry"]]
    assert later > check["date"] or later == dates[check["entry"] - 1] == "2026-02-20"


def test_every_act_of_the_record_is_a_choice_of_its_seat(history: Match) -> None:
    """Nothing that a seat did is done to it: what it did is in its own words in the record."""
    acts = [(m.round, m.seat, m.action) for m in history.course.moves if isinstance(m, Act)]
    for number, told in read_actions().items():
        for seat in ("us", "china"):
            if seat in told:
                assert (number, seat, told[seat]) in acts
    assert history.state.round == LAST_ROUND + 1


def test_the_record_leads_where_the_match_led(game: Game, history: Match) -> None:
    assert replay(game, history.record).digest == history.state.digest


def test_the_shipped_save_holds_the_record(history: Match) -> None:
    """After a change of the deck: `python -m tests.history.builder`."""
    save = load(SAVE, World())
    assert save.record.actions == history.record.actions
    assert save.head.header.deck_hash == history.record.header.deck_hash
    assert save.head.is_shipped


def test_the_builder_makes_the_same_save_each_time(tmp_path: Path) -> None:
    for name in ("one.jsonl", "two.jsonl"):
        write_save(tmp_path / name)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_the_readme_tells_what_the_replay_has(game: Game, history: Match) -> None:
    text = DECK.joinpath("README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (c\d\d) \|(.*)\|$", text, re.MULTILINE)
    told = {row: [cell.strip() for cell in rest.split("|")] for row, rest in rows}
    assert list(told) == [check["id"] for check in CHECKS]
    for check in CHECKS:
        date, _, expected, found, tolerance, kind = told[check["id"]]
        value = game.value(position_after(history, check["entry"]), check["track"]) / check["per"]
        numbers = [float(cell.replace(",", "")) for cell in (expected, found, tolerance)]
        assert numbers == pytest.approx([check["expected"], value, check["tolerance"]], abs=0.051)
        assert date == check["date"]
        assert kind.strip("*").startswith(check["kind"])


def test_the_shipped_save_verifies(wargame: CommandLine) -> None:
    assert wargame("save", "verify", str(SAVE)).code == 0


@pytest.mark.parametrize(
    ("entry", "row"),
    [
        pytest.param(7, "c01", id="no List 3"),
        pytest.param(8, "c02", id="no answer to it"),
        pytest.param(15, "c04", id="no Phase One"),
        pytest.param(40, "c07", id="nobody is singled out"),
        pytest.param(44, "c09", id="no truce of Geneva"),
        pytest.param(39, "c10", id="no licences for magnets"),
        pytest.param(48, "c11", id="no framework of London"),
        pytest.param(63, "c12", id="no truce of Busan"),
        pytest.param(62, "c13", id="the fentanyl duty is not halved"),
        pytest.param(74, "c15", id="no surcharge"),
        pytest.param(83, "c16", id="no duty for forced labour"),
        pytest.param(19, "c18", id="no new shell lines"),
    ],
)
def test_a_check_fails_if_what_led_to_it_did_not_happen(game: Game, entry: int, row: str) -> None:
    check = next(check for check in CHECKS if check["id"] == row)
    match = play_on(new_match(game), check["entry"], without=entry)
    found = game.value(position_after(match, check["entry"]), check["track"]) / check["per"]
    assert found != pytest.approx(check["expected"], abs=check["tolerance"])


@pytest.mark.parametrize("start", LATER, ids=[start.id for start in LATER])
def test_a_later_start_is_where_the_record_stands(game: Game, start: Start) -> None:
    """After a change of the deck: `python -m tests.history.starts`."""
    there = play_on(new_match(game), start.first - 1).state
    late = shared_game(DeckRef(DECK, start.id))
    here = first_decision(late)
    tracks = [f"{of}.{t.id}" for t in game.deck.tracks for of in owners(game, t.of)]
    tracks.remove("shared.paused")  # what a deal would take for good is gone already
    held = [f"measure.{m.id}.in_force" for m in game.deck.measures]
    built = [f"project.{p.id}" for p in game.deck.projects]
    names = [*tracks, *held, *built, "us.capital", "china.capital"]
    assert {n: late.value(here, n) for n in names} == {n: game.value(there, n) for n in names}
    labels = game.deck.rounds.labels
    assert late.deck.rounds.labels == labels[start.first - 1 : start.last]


def owners(game: Game, of: str) -> Sequence[str]:
    return {"seats": game.seats, "parties": ["party.allies"]}.get(of, [of])


@pytest.mark.parametrize("entry", [9, 20, 39, 58, 73, 84])
def test_one_may_leave_the_record_at_any_date(game: Game, history: Match, entry: int) -> None:
    """'April 2025, and you are Beijing': from there on others play, on luck of their own."""
    first = next(m.ply for m in history.course.moves if isinstance(m, Act) and m.round == entry)
    parent = Parent("history", first, "")
    header = history.record.header
    record = branch_record(game, history.course, header, first, parent, seed=entry)
    players = seated(game, entry)
    match = resume(game, record, players).run()
    assert match.is_over
    taken = [m.action for m in match.course.moves[:first] if isinstance(m, Act)]
    assert taken == [m.action for m in history.course.moves[:first] if isinstance(m, Act)]


def test_each_act_of_the_record_had_alternatives(game: Game, history: Match) -> None:
    for move in history.course.moves:
        if isinstance(move, Act) and move.phase == "plays" and move.action != "pass":
            assert len(actions_at(history.course.at(move.ply))) >= 6, move


@pytest.mark.parametrize("games", [10, pytest.param(300, marks=pytest.mark.slow)])
def test_many_random_games_finish(wargame: CommandLine, games: int) -> None:
    answer = wargame("simulate", "history", "--games", str(games), "--seed", "7")
    assert answer.code == 0, answer.err


def test_what_measures_and_events_do_is_printed_on_them(game: Game) -> None:
    """The lint reads cards; here every number that a measure or an event moves is looked for."""
    wanting = []
    nouns: list[Measure | Inject | Project]
    nouns = [*game.deck.measures, *game.deck.injects, *game.deck.projects]
    for noun in nouns:
        if noun.id.startswith("start_"):
            continue
        said = noun.model_dump_json(include={"text", "title", "levels", "do", "stages"})
        moved = re.findall(r"[+-]= (\d+)\"", noun.model_dump_json())
        shown, _ = printed(re.sub(r"\"[a-z._0-9]+ ([+-]=|=) \d+\"", "", said).replace("+", " "))
        tenths = [round(10 * float(n)) for n in re.findall(r"\d+\.\d", said)]
        missing = {n for n in map(int, moved) if n not in {1, *shown, *tenths}}
        wanting += [(noun.id, n) for n in sorted(missing)]
    assert not wanting, wanting
