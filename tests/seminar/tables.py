"""Tables of a class, for whoever tests what a facilitator may do at them."""

from __future__ import annotations

from pathlib import Path

from tests.store.helpers import game_of
from wargame.content.model import SessionPhase
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.play.event import CONTROL, Note
from wargame.play.proceedings import CLASS_TABLE, PHASE
from wargame.rules.verbs import PASS
from wargame.seminar.folder import OpenTable, SeminarFolder, new_plan, open_table
from wargame.seminar.formats import usual_format
from wargame.seminar.plan import SeminarPlan
from wargame.seminar.white_cell.cell import WhiteCell
from wargame.store.verify import verify
from wargame.store.world import World


def plan_of(**changes: object) -> SeminarPlan:
    plan = new_plan("class", "primer", game_of("primer"), usual_format(45), 8, 1, 11)
    return plan.model_copy(update={"secret": None, **changes})  # so that its luck is known here


def opened(tmp_path: Path, plan: SeminarPlan) -> OpenTable:
    return open_table(SeminarFolder(tmp_path), plan, game_of("primer"), 1, writes_aside=False)


def white(table: OpenTable) -> WhiteCell:
    cell = table.sitting.control
    assert isinstance(cell, WhiteCell)
    return cell


def phase(title: str, kind: str) -> SessionPhase:
    return SessionPhase.model_validate({"title": title, "minutes": 5, "kind": kind})


def notes_of(table: OpenTable) -> list[Note]:
    """All that is written down, beside which table this is and in which phase."""
    first, *rest = [one for one in table.sitting.match.record.events if isinstance(one, Note)]
    assert (first.topic, first.audience) == (CLASS_TABLE, CONTROL)
    return [one for one in rest if one.topic != PHASE]


def play(table: OpenTable, decisions: int) -> None:
    """So many decisions, each the last that is legal or a pass; then somebody is asked."""
    for turn in table.sitting.turns():
        match turn:
            case PersonAsked(view):
                if decisions <= 0:
                    return
                decisions -= 1
                passes = [one for one in view.legal if one.verb == PASS]
                table.sitting.take((passes or list(view.legal))[-1])
            case PlayerAsked():
                table.sitting.take(turn.choose())
            case _:
                pass


def to_play(table: OpenTable) -> None:
    """On to a seat that may play."""
    for _ in range(30):
        play(table, 0)
        if table.sitting.match.state.phase == "plays" and any(
            one.verb == PASS for one in table.sitting.view(table.sitting.mover).legal
        ):
            return
        play(table, 1)
    raise AssertionError("nobody ever plays")


def at_play(tmp_path: Path, **changes: object) -> OpenTable:
    """A table, with a plan that differs so, at which a seat may play."""
    table = opened(tmp_path, plan_of(**changes))
    to_play(table)
    return table


def end(table: OpenTable, tmp_path: Path) -> None:
    """Leave a table: what is kept of it is sound."""
    table.close()
    assert verify(tmp_path / "tables" / "1.jsonl", World()).code == 0
