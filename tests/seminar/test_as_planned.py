"""A table that goes on by a plan that was changed: what it keeps is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import DECKS
from tests.seminar.tables import opened, plan_of, play, to_play, white
from tests.store.helpers import game_of
from wargame.lab.runs.games import open_game, shared_game
from wargame.seminar.changed_plan import ChangedPlan
from wargame.seminar.folder import SeminarFolder, open_table
from wargame.seminar.inject_plan import happened
from wargame.seminar.kit import write_kit


def test_whoever_goes_on_by_another_plan_is_told_what_the_table_keeps(tmp_path: Path) -> None:
    """It kept its people, its luck and its deck without a word."""

    def told(**changes: object) -> Sequence[str]:
        table = opened(tmp_path, plan_of(**changes))
        table.close()
        return table.sitting.notices

    assert not told()
    assert not told(last_round=2, facilitator="Ann")
    north, south = plan_of().seats
    machine = [north, south.model_copy(update={"player": "greedy"})]
    [said] = told(seats=machine)
    assert said.startswith(
        "The plan has changed since this table began, and the table keeps human for "
    )
    assert f"(`swap {south.seat} greedy` at the console changes that). To begin" in said
    [said] = told(seed=12, secret="0" * 32)
    assert "table keeps its luck. To begin by the plan, move " in said
    table = opened(tmp_path, plan_of())
    to_play(table)
    white(table).do(f"swap {south.seat} greedy because Nobody came.")
    table.close()
    assert not told()
    assert not told(seats=machine)
    table = opened(tmp_path, plan_of())
    white(table).do("close because The bell has gone.")
    table.close()
    assert not told(seed=12), "nothing is played any more"


def test_a_table_that_began_by_another_variant_is_told_to_keep_it(tmp_path: Path) -> None:
    opened(tmp_path, plan_of()).close()
    plan = plan_of(deck="primer:seminar")
    game = shared_game(replace(DECKS["primer"], variant="seminar"))
    table = open_table(SeminarFolder(tmp_path), plan, game, 1, writes_aside=False)
    table.close()
    [said] = table.sitting.notices
    assert "table keeps its deck, primer (the plan: primer:seminar). To begin" in said


def test_a_table_that_begins_anew_has_all_its_time(tmp_path: Path) -> None:
    """Its clock went on from that of the game before it, in a phase in which nobody plays."""
    table = opened(tmp_path, plan_of())
    to_play(table)
    white(table).do("close because A trial.")
    table.close()
    (tmp_path / "tables" / "1.jsonl").unlink()
    table = opened(tmp_path, plan_of())
    assert (table.session.clock.place, table.session.clock.minute) == (0, 0)
    assert table.session.clock.left > 60 * (table.session.plan.phases[0].minutes - 1)
    table.close()


def test_an_inject_that_is_written_into_the_plan_comes_at_all_tables_that_play(
    tmp_path: Path,
) -> None:
    """Nothing came of it before a table was opened anew."""
    plan, game = plan_of(tables=2), game_of("primer")
    write_kit(tmp_path / "class", plan, game)
    folder, place = SeminarFolder(tmp_path / "class"), tmp_path / "class" / "plan.yaml"
    tables = [open_table(folder, plan, game, n, writes_aside=False) for n in (1, 2)]
    for table in tables:
        to_play(table)
    text = place.read_text("utf-8")
    place.write_text(f"{text}injects:\n  - {{inject: good_harvets, round: 1}}\n", "utf-8")
    told = "\n".join(white(tables[0]).do("show"))
    assert "What the plan says now is not taken in here: " in told
    assert "unknown inject 'good_harvets'" in told
    wanted = "injects:\n  - {inject: good_harvest, round: 1}\n  - {inject: home_model, round: 3}\n"
    place.write_text(text + wanted, "utf-8")
    assert "not taken in" not in "\n".join(white(tables[0]).do("show"))
    assert "  home_model in round 3" in white(tables[0]).do("injects")
    for table in tables:
        play(table, 1)
        assert "good_harvest" in happened(table.sitting.match)
        assert [one.inject for one in table.session.injects.due] == ["home_model"]
    place.unlink()
    white(tables[0]).do("show")
    assert [one.inject for one in tables[0].session.injects.due] == ["home_model"]
    for table in tables:
        table.close()


def test_what_is_written_into_the_plan_while_a_table_is_opened_is_taken_in(tmp_path: Path) -> None:
    """It was looked at from when the table stood there, and read before."""
    plan, game = plan_of(), game_of("primer")
    write_kit(tmp_path / "class", plan, game)
    folder, place = SeminarFolder(tmp_path / "class"), tmp_path / "class" / "plan.yaml"
    text = place.read_text("utf-8")
    place.write_text(f"{text}injects:\n  - {{inject: home_model, round: 3}}\n", "utf-8")
    table = open_table(folder, plan, game, 1, writes_aside=False)
    assert "  home_model in round 3" in white(table).do("injects")
    table.close()


def test_a_plan_that_could_not_be_read_is_read_once_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leave to read changes no time of the last change, and it was not looked at again."""
    write_kit(tmp_path / "class", plan_of(), game_of("primer"))
    changed, place = ChangedPlan(tmp_path / "class", game_of("primer")), tmp_path / "class"
    with monkeypatch.context() as locked:
        locked.setattr("wargame.seminar.reading.read_bytes", lambda *_: None)
        assert changed.take() is None
    assert changed.trouble
    assert changed.take() is None
    (place / "plan.yaml").chmod(0o600)
    assert changed.take() == []
    assert not changed.trouble


@pytest.mark.parametrize("due", ["round: 1", "when: 'shared.strains >= 0'"])
def test_a_table_goes_on_by_a_plan_of_what_its_own_deck_has_not(due: str, tmp_path: Path) -> None:
    """The table broke off as it came due, each time that it was gone on with."""
    shutil.copytree(DECKS["primer"].folder, tmp_path / "own")
    plan, folder = plan_of(deck=str(tmp_path / "own")), SeminarFolder(tmp_path / "class")
    write_kit(folder.path, plan, open_game(folder.deck(plan)))
    open_table(folder, plan, open_game(folder.deck(plan)), 1, writes_aside=False).close()
    for page in (tmp_path / "own").rglob("*.yaml"):
        text = page.read_text("utf-8").replace("home_model", "home_modal")
        page.write_text(re.sub(r"\btension\b", "strains", text), "utf-8")
    name = "home_modal" if "round" in due else "good_harvest"
    place = folder.path / "plan.yaml"
    text = place.read_text("utf-8")
    place.write_text(f"{text}injects:\n  - {{inject: {name}, {due}}}\n", "utf-8")
    plan, game = folder.plan(lambda _: open_game(folder.deck(plan)))
    assert plan.injects
    table = open_table(folder, plan, game, 1, writes_aside=False)
    assert "is not taken in here: " in "\n".join(white(table).do("show"))
    play(table, 5)
    assert name not in happened(table.sitting.match)
    table.close()


def test_whoever_plays_by_a_deck_that_has_changed_since_is_told(tmp_path: Path) -> None:
    """One table played by other rules than the next, and nobody heard of it before the report."""
    shutil.copytree(DECKS["primer"].folder, tmp_path / "own")
    seats = tmp_path / "own" / "seats.yaml"
    plan, folder = plan_of(tables=3, deck=str(tmp_path / "own")), SeminarFolder(tmp_path)

    def told(table: int) -> Sequence[str]:
        game = open_game(folder.deck(plan))
        found = open_table(folder, plan, game, table, writes_aside=False)
        found.close()
        return found.sitting.notices

    seats.write_text(seats.read_text("utf-8").replace("start: 4", "start: 7"), "utf-8")
    assert not told(1)
    assert not told(1), "though another deck goes by its id"
    assert not told(2)
    seats.write_text(seats.read_text("utf-8").replace("start: 7", "start: 8"), "utf-8")
    [said] = told(1)
    assert said.startswith("The deck 'primer' has changed since; this game goes on with the deck")
    [said] = told(3)
    assert said.startswith("The deck has changed since tables 1 and 2 began: ")
