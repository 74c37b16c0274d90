"""Opponents speak: a line to their last act, before the news of it, by whoever acted."""

from __future__ import annotations

from tests.rules.tiny import card, seats, tiny
from tests.shelf import NoShelf
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.table.host.sitting import Sitting
from wargame.table.told.blocks import Text
from wargame.table.told.happened import news
from wargame.table.told.standing import rival


def table() -> Sitting:
    """North is a person; south an opponent with a line, who has one card."""
    owl = {
        "id": "owl",
        "title": "Owl",
        "text": "Hoots.",
        "weights": {"my.grain": 1},
        "foresight": "learner",
        "temper": "calm",
        "says": {"acts": "Hoo.", "passes": "Zzz."},
    }
    game = tiny(
        personas=[owl],
        cards=[card("reap", "my.grain += 2", seat="south")],
        seats=seats({"hand": 0}, {"hand": 1}),
    )
    return NoShelf().begin(game, {"north": "human", "south": "owl:learner"}, 1, "")


def said(sitting: Sitting) -> list[str]:
    """The first thing of the news that north reads, once it may act again."""
    scene = sitting.scene("north")
    return [block.text for block in news(scene) if isinstance(block, Text)]


def test_the_rival_s_last_act_has_its_line_before_the_news() -> None:
    sitting = table()
    asked = 0
    for turn in sitting.turns():
        if isinstance(turn, PlayerAsked):
            sitting.take(turn.choose())
        elif isinstance(turn, PersonAsked):
            asked += 1
            if asked == 2:
                break
            sitting.take("pass")
    assert "play reap" in sitting.match.record.actions
    assert said(sitting)[0] == "Owl: “Hoo.”"
    told = [block.text for block in rival(sitting.scene("north")) if isinstance(block, Text)]
    assert told[0].startswith("South: Owl (learner).")
    assert "Hoots." in told[0]
