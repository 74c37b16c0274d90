"""A class in which every text is hostile that people may write: its deck's, its plan's, notes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.strategies import ROOT
from wargame.cli.decks import find_deck
from wargame.cli.door import run
from wargame.lab.runs.games import open_game
from wargame.play import control
from wargame.play.event import CONTROL
from wargame.rules.ruling import why_no_ruling
from wargame.seminar.folder import open_table, seminar_folder
from wargame.seminar.inject_plan import injects_left
from wargame.seminar.white_cell.cell import WhiteCell

SHORT = "<script>alert(1)</script> =1+1 #panic() [x](y) 稀土 עברית `c`"
"""What a deck and a plan may hold, in a title of 80 characters."""
HOSTILE = f"\x1b]0;owned\x07{SHORT} \u202eevil | *b* $x$ <img src=x onerror=alert(1)>"
"""What a note and a reason may hold."""

NOUNS = {
    "delegations": f"""
- id: one
  seat: us
  title: '{SHORT}'
  brief: '=2+2 {SHORT}'
  private: ['@x {SHORT}']
""",
    "quiz": f"""
- ask: '{SHORT}'
  answers: ['{SHORT}', '=1+1']
  right: 1
  why: '{SHORT}'
""",
    "debrief": f"""
- '=1+1 {SHORT}'
- ask: '{SHORT}'
  stage: facts
  shows: [shared.tension]
""",
    "formats": f"""
- id: class
  title: '{SHORT}'
  minutes: 45
  phases: [{{title: '{SHORT}', minutes: 45, kind: play}}]
  injects: [{{inject: line_stop, round: 2, why: '{SHORT}'}}]
""",
}


def hostile_deck(folder: Path) -> Path:
    """A copy of the primer with such texts in all that is of a class."""
    deck = folder / "hostile"
    shutil.copytree(ROOT / "decks" / "primer", deck)
    for noun, text in NOUNS.items():
        (deck / f"{noun}.yaml").write_text(text, encoding="utf-8")
    head = deck / "deck.yaml"
    head.write_text(re.sub(r"(?m)^title: .*$", f"title: '{SHORT}'", head.read_text("utf-8")))
    return deck


def hostile_class(folder: Path) -> Path:
    """A seminar on it, played to the end; gives its save. Its folder is `monday`.

    Args:
        folder: Where the program runs.
    """
    deck = hostile_deck(folder)
    line = ["seminar", "new", "monday", "--deck", str(deck), "--format", "45", "--people", "4"]
    assert run(line) == 0
    plan = folder / "monday" / "plan.yaml"
    text = re.sub("# facilitator: NAME", f"facilitator: '{SHORT}' #", plan.read_text("utf-8"))
    text = re.sub(r"seed: \d+", "seed: 7", text)
    plan.write_text(text, encoding="utf-8")
    place = seminar_folder("monday")
    made, game = place.plan(lambda name: open_game(find_deck(name, "", None)))
    table = open_table(place, made, game, 1, writes_aside=False)
    cell, match = table.sitting.control, table.sitting.match
    assert isinstance(cell, WhiteCell)
    table.sitting.draw_luck()
    while why_no_ruling(match.state):
        table.sitting.take(game.legal_actions(match.state)[0])
        table.sitting.draw_luck()
    inject = next(one for one in injects_left(match) if one != "line_stop")
    for one in (
        f"inject {inject} because {HOSTILE}",
        f"swap us greedy because {HOSTILE}",
        f"swap china greedy because {HOSTILE}",
        f"bookmark {HOSTILE}",
        f"pause {HOSTILE}",
        "go",
        f"time +5 because {HOSTILE}",
        f"inject line_stop in 3 because {HOSTILE}",
    ):
        while cell.question:
            cell.do("")
        cell.do(one)
    for topic, who in (("memo", "us"), ("forecast", "china"), ("survey", CONTROL)):
        control.note(match, who, topic, HOSTILE, role=SHORT)
    for _ in table.sitting.turns():
        while not match.is_over and table.sitting.mover in game.seats:
            match.step()
    table.close()
    return place.save(1)
