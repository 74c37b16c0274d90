"""What is told of a package besides its effects: what it is worth, and what it is a change of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conftest import DECKS
from tests.table.drawn import unwrapped
from tests.table.test_before_after import GAME, in_talks, offered
from tests.tui.conftest import play_on, sit
from tests.tui.test_forms import AtHand
from wargame.lab.runs.games import shared_game
from wargame.players.package_worth import PackageWorth
from wargame.rules.asking.preview import Effects, Odds
from wargame.rules.verbs import ACCEPT, AMEND, PROPOSE
from wargame.table.plain.console import Console, Quit
from wargame.table.plain.desk import Desk
from wargame.table.plain.typeset import lines
from wargame.table.told.before_after import before_after, new_deal
from wargame.table.told.blocks import Text
from wargame.table.told.follows import effects
from wargame.table.told.foreseen import preview
from wargame.table.told.offer import (
    CHANGED_TOO_OFTEN,
    NONE_YET,
    OFFERED,
    Package,
    first_package,
    nearest_ready,
    own_title,
    ready_packages,
    what_is_missing,
)
from wargame.table.told.scene import Scene

WORTH = PackageWorth(now=2.0, then=-3.5, give=1.25, worlds=64, rounds=2, unit="lead")


@pytest.fixture(scope="module")
def scene() -> Scene:
    return in_talks()


def said(scene: Scene, steps: list[str]) -> str:
    return unwrapped(lines(scene.titles, before_after(scene, steps)))


def test_what_a_package_is_worth_is_told_once_it_was_found(scene: Scene) -> None:
    steps = [offered(scene)]
    assert "Worth to you" not in said(scene, steps)
    known = replace(scene, worths={tuple(steps): WORTH})
    told = said(known, steps)
    assert "Worth to you, signed rather than refused, in lead" in told
    assert "+2.0 at the end of this round" in told
    assert "-3.5, give or take 1.2, once it has run out" in told
    lasting = replace(scene, worths={tuple(steps): replace(WORTH, rounds=0)})
    assert "-3.5, give or take 1.2, at the end of the game" in said(lasting, steps)
    assert "over 64 worlds that your seat could be in" in told
    assert "Worth to you" in " ".join(lines(known.titles, preview(known, steps[0])))


def test_nothing_is_worth_anything_that_signs_no_deal(scene: Scene) -> None:
    assert new_deal(scene.view, ["pass"]) is None
    known = replace(scene, worths={("pass",): WORTH})
    assert said(known, ["pass"]) == ""


def test_a_chance_is_told_as_the_nearest_percent_and_never_as_none_or_all() -> None:
    chances = [(2, 3, "Rain"), (1, 6, "Snow"), (1, 400, "Fire"), (399, 400, "Fog")]
    odds = tuple(Odds(*chance, Effects()) for chance in chances)
    said = [block.text for block in effects(Effects(odds=odds)) if isinstance(block, Text)]
    assert said == [
        "67 % (2 in 3): Rain",
        "17 % (1 in 6): Snow",
        "1 % (1 in 400): Fire",
        "99 % (399 in 400): Fog",
    ]


def test_a_ready_package_that_was_changed_is_called_so() -> None:
    scene = in_talks(shared_game(DECKS["hospital_merger"]), AMEND)
    view, titles = scene.view, scene.titles.packages
    base = next(one.arg for one in view.legal if one.verb == AMEND)
    package = ready_packages(view)[base]
    rest = [name for name in scene.titles.items if name not in package.items]
    once = package.toggled(rest[0])
    assert own_title(view, once, titles) == f"{titles[nearest_ready(view, once)]}, changed once"
    twice = once.toggled(rest[1])
    assert own_title(view, twice, titles).endswith((", changed once", ", changed twice"))
    many = twice.toggled(rest[2]).toggled(rest[3])
    assert own_title(view, many, titles) == CHANGED_TOO_OFTEN
    assert own_title(view, Package(frozenset(), 1), titles) == NONE_YET


def test_an_offer_of_the_rival_is_not_called_ones_own() -> None:
    scene = in_talks(shared_game(DECKS["primer"]), ACCEPT)
    view = scene.view
    offered = first_package(view)
    assert own_title(view, offered, {}) == OFFERED
    both = "accept it instead, or send it back with one or two changes."
    assert what_is_missing(view, offered).endswith(both)
    once, *more = [name for name in scene.titles.items if name not in offered.items]
    changed = offered.toggled(once)
    assert own_title(view, changed, {}) == f"{OFFERED}, changed once"
    assert own_title(view, changed.toggled(more[0]), {}) == f"{OFFERED}, changed twice"
    assert own_title(view, changed.toggled(more[0]).toggled(more[1]), {}) == CHANGED_TOO_OFTEN


def test_plain_text_tells_it_before_a_package_is_offered() -> None:
    sitting = sit(GAME, 4, "human", "greedy")
    while sitting.mover != "us" or sitting.view("us").phase != "talks":
        play_on(sitting, len(sitting.match.log) + 1)
    worker = sitting.worker = AtHand()
    step = next(one.text for one in sitting.view("us").legal if one.verb == PROPOSE)

    def preview() -> str:
        printed: list[str] = []
        console = Console(iter([f"preview {step}", "quit"]), printed.append)
        with pytest.raises(Quit):
            Desk(sitting.scene("us"), sitting, console, []).decide()
        return "".join(printed)

    assert "Worth to you" not in preview()
    worker.is_warm = True
    assert "+1.5 at the end of this round" in preview()
    assert worker.asked["steps"] == [step]
