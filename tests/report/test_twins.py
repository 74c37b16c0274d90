"""A report opens nothing of a table that goes on and was dealt by the same luck."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.store.helpers import game_of
from wargame.seminar.folder import OpenTable, SeminarFolder, new_plan, open_table
from wargame.seminar.formats import usual_format
from wargame.seminar.kit import plan_text
from wargame.seminar.plan import SeminarPlan
from wargame.seminar.session import close


@pytest.fixture
def plan() -> SeminarPlan:
    return new_plan("class", "primer", game_of("primer"), usual_format(45), 16, 2, 918_273)


def opened(folder: Path, plan: SeminarPlan, number: int) -> OpenTable:
    table = open_table(SeminarFolder(folder), plan, game_of("primer"), number, writes_aside=False)
    table.sitting.draw_luck()
    return table


def test_a_table_that_is_over_opens_none_that_goes_on(
    wargame: CommandLine, tmp_path: Path, plan: SeminarPlan
) -> None:
    first, second = opened(tmp_path, plan, 1), opened(tmp_path, plan, 2)
    sitting = first.sitting
    drawn = sitting.titles.cards[sitting.view(sitting.game.seats[0]).hand[0]]
    close(first.session, is_scored=True, why="The time is over.")
    first.close()

    def told(kind: str, *tables: int) -> str:
        out = tmp_path / f"out.{kind}"
        names = [str(tmp_path / "tables" / f"{one}.jsonl") for one in tables]
        assert wargame("report", *names, "-o", str(out)).code == 0
        text = out.read_text("utf-8")
        out.unlink()
        return text

    hand = {drawn, *(sitting.view(sitting.game.seats[0]).hand)}
    assert plan.secret
    for kind, tables in (("html", (1,)), ("csv", (1, 2)), ("md", (1, 2))):
        found = told(kind, *tables)
        assert plan.secret not in found
        assert str(plan.seed) not in found
        assert not [card for card in hand if card in found]
    assert "dealt by the same luck goes on, or is planned" in found
    assert "## Table 2: How it ended" in found
    assert "luck fell differently" not in found
    close(second.session, is_scored=False, why="The time is over.")
    second.close()
    found = told("md", 1)
    assert plan.secret in found
    assert drawn in found
    assert "goes on" not in found
    (tmp_path / "plan.yaml").write_text(plan_text(plan, game_of("primer").deck), "utf-8")
    assert plan.secret in told("md", 1)
    third = plan.model_copy(update={"tables": 3})
    (tmp_path / "plan.yaml").write_text(plan_text(third, game_of("primer").deck), "utf-8")
    assert plan.secret not in told("md", 1)
