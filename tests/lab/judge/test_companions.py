"""What stands beside the registered claims: counted as they are, and told apart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CommandLine
from tests.lab.judge.toy import ROLES, store_all, toy
from tests.lab.test_no_verdicts import verdicts
from wargame.content.library import DeckRef
from wargame.lab.arms.registered import RegisteredPlay
from wargame.lab.judge import cells as cells_module
from wargame.lab.judge.cells import ClaimCells, cells_of
from wargame.lab.judge.claims_table import CELL_SEEDS
from wargame.lab.judge.companions import find_companion
from wargame.lab.judge.companions_table import COMPANIONS
from wargame.lab.judge.judging import ClaimRuling, OfRules, rule
from wargame.lab.judge.looks import looks_at
from wargame.lab.judge.stored import Store
from wargame.lab.judge_object import exploratory_row, verdict_row
from wargame.lab.registered.table import BY_NUMBER
from wargame.lab.registered.text import REGISTRATION
from wargame.lab.runs.games import shared_game
from wargame.play.match import Match
from wargame.rules.game import Action
from wargame.rules.view import SeatState
from wargame.table.reports import companions as report

OWN = ("3b", "4c", "6 voluntary", "8b", "9b")
"""Those with games or pairs of their own."""

NAMED = {one.name.split()[0] for one in COMPANIONS}
"""As the registration has them: those of claim 6 have no letter."""

BANS = ROLES.replace("other: [dam]", "know: [dam]")
"""The dam stands for a ban on technology."""


# --- the table -----------------------------------------------------------------------------------


def test_every_companion_of_the_registration_is_in_the_table() -> None:
    text = REGISTRATION.read_text(encoding="utf-8")
    claims = text.partition("## 2.")[2].partition("## 3.")[0]
    assert set(re.findall(r"\b\d+(?:[bc]|L)\b", claims)) == NAMED - {"6"}
    assert "Companions: λ on defence only; voluntary cuts." in claims
    assert len([one for one in COMPANIONS if one.claim == 6]) == 2


def test_a_companion_is_counted_or_says_why_not() -> None:
    assert len({one.name for one in COMPANIONS}) == len(COMPANIONS)
    assert all(bool(one.quantities) != bool(one.uncounted) for one in COMPANIONS)
    for one in COMPANIONS:
        gauge = BY_NUMBER[one.claim]
        trials = {f"{name}.{arm}" for name, trial in gauge.beside for arm in trial.arms}
        assert not one.is_own or gauge.aside or set(one.quantities) <= trials, one.name


# --- cells: those of the claims stay as they are ----------------------------------------------


def test_companions_come_behind_every_cell_of_a_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    with_them, needed = cells_of([3, 9], 400, ["grip=3"], [6])
    monkeypatch.setattr(cells_module, "COMPANIONS", ())
    without, bare = cells_of([3, 9], 400, ["grip=3"], [6])
    assert with_them[: len(without)] == without
    added = with_them[len(without) :]
    own = [f"{family} deck #{one}" for one in OWN for family in ("D", "U")]
    assert [one.name for one in added] == ["D chi=0", *own[:4], "D deck unpriced #5", *own[4:]]
    assert {one.seeds for one in added} == {500}
    assert {number: replace(one, companions={}) for number, one in needed.items()} == bare


# --- trials, example by example -------------------------------------------------------------------


class Answering:
    """Does an act wherever something stands, and passes otherwise."""

    name = "answering"

    def __init__(self, act: str = "", where: str = "") -> None:
        self.act, self.where = act, where

    def choose(self, view: SeatState) -> Action:
        wanted = self.act if self.act and view[self.where] > 0 else "pass"
        legal = {str(action): action for action in view.legal}
        found = [legal.get(one) for one in (wanted, "pass", "decline")]
        return next(filter(None, found), view.legal[0])


def brought(deck: DeckRef, name: str, north: Answering, south: Answering) -> list[tuple[int, int]]:
    """What both arms of a companion's pair bring."""
    game, claim = shared_game(deck), int(name[:-1])
    assert game.deck.roles is not None
    play = RegisteredPlay(game, game.deck.roles, dict(BY_NUMBER[claim].beside)[name])
    pair = play.play(Match(game, {"north": north, "south": south}, 5))
    assert pair is not None
    return [one.ratio for one in pair.counts]


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> DeckRef:
    return toy(tmp_path_factory.mktemp("decks"), {"roles.yaml": BANS})


MILL_AT_A_WEIR = Answering("fund mill", "measure.weir")
MILL_AT_A_DAM = Answering("fund mill", "measure.dam")
DAM_AT_A_GATE = Answering("tighten dam", "measure.gate")
QUIET = Answering()


@pytest.mark.parametrize(
    ("name", "north", "south", "treated"),
    [
        pytest.param("3b", MILL_AT_A_WEIR, QUIET, 1, id="3b: a mill is announced under the weir"),
        pytest.param("3b", QUIET, QUIET, 0, id="3b: nobody answers the weir"),
        pytest.param("8b", MILL_AT_A_DAM, QUIET, 1, id="8b: a mill is built under the dam"),
        pytest.param("8b", MILL_AT_A_WEIR, QUIET, 0, id="8b: nobody answers the dam"),
        pytest.param("9b", QUIET, DAM_AT_A_GATE, 1, id="9b: a dam answers the gate"),
        pytest.param("9b", QUIET, QUIET, 0, id="9b: nobody answers the gate"),
    ],
)
def test_what_an_act_brings_is_counted_against_a_game_without_it(
    deck: DeckRef, name: str, north: Answering, south: Answering, treated: int
) -> None:
    assert brought(deck, name, north, south) == [(treated, 1), (0, 1)]


DEALS = """\
terms: [1, 2]
items:
  - {id: open_weir, title: The weir opens, seat: south, kind: pause, measure: weir, levels: 1}
  - {id: low_toll, title: A lower toll, seat: north, kind: pause, measure: toll, levels: 1}
"""


class Offering(Answering):
    """Puts the weir on the table whenever there are talks."""

    def choose(self, view: SeatState) -> Action:
        legal = {str(action): action for action in view.legal}
        found = [legal.get(one) for one in ("tighten weir", "table 1", "offer open_weir")]
        return next(filter(None, found), super().choose(view))


@pytest.mark.parametrize(
    ("north", "treated"),
    [
        pytest.param(Answering("fund mill", "game.deals_made"), 1, id="a mill after the deal"),
        pytest.param(MILL_AT_A_WEIR, 0, id="a mill before the offer"),
        pytest.param(QUIET, 0, id="no mill"),
    ],
)
def test_what_a_deal_brings_is_counted_against_its_refusal(
    tmp_path: Path, north: Answering, treated: int
) -> None:
    deck = toy(tmp_path, {"roles.yaml": BANS, "deals.yaml": DEALS})
    assert brought(deck, "4c", north, Offering()) == [(treated, 1), (0, 1)]


# --- where a deck is judged ----------------------------------------------------------------------

SOME = (1, 3, 9)
FEW = {**dict.fromkeys(CELL_SEEDS, 30), "rewired": 8}


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, dict[int, ClaimCells]]:
    """Made-up games in every cell."""
    folder = tmp_path_factory.mktemp("games")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells_module, "CELL_SEEDS", FEW)
        patch.setattr(cells_module, "REWIRED", 2)
        cells, needed = cells_of([], FEW["S"])
    store_all(folder, "freeze", "master", cells)
    return Store(folder, "freeze", "master"), {number: needed[number] for number in SOME}


def ruled(store: Store, cells: dict[int, ClaimCells]) -> list[ClaimRuling]:
    return rule(store, cells, dict.fromkeys(cells, OfRules()), 1, resamples=99)


def test_companions_move_nothing_of_what_is_judged(
    stored: tuple[Store, dict[int, ClaimCells]],
) -> None:
    store, cells = stored
    bare = {number: replace(one, companions={}) for number, one in cells.items()}
    told, untold = ruled(store, cells), ruled(store, bare)
    assert [repr(verdict_row(one)) for one in told] == [repr(verdict_row(one)) for one in untold]
    apart = [
        [{**asdict(exploratory_row(one)), "companions": []} for one in some]
        for some in (told, untold)
    ]
    assert apart[0] == apart[1]


def test_companions_stand_in_the_exploratory_table_without_a_verdict(
    stored: tuple[Store, dict[int, ClaimCells]],
) -> None:
    rows = {one.claim: one.companions for one in map(exploratory_row, ruled(*stored))}
    assert [(one.name, one.family) for one in rows[1]] == [("1b λ", "D"), ("1b χ", "D")]
    assert [(one.name, one.family) for one in rows[3]] == [("3b", "D"), ("3b", "U")]
    assert [(one.name, one.family) for one in rows[9]] == [("9b", "D"), ("9b", "U"), ("9c", "")]
    (first, _) = rows[3]
    assert (len(first.parts), list(first.over)) == (2, [30, 30])
    assert (first.seeds, first.played, first.uncounted) == (30, 30, "")
    assert first.value == pytest.approx((first.parts[0] - first.parts[1]) / 30)
    told = list(report.lines(rows[3]))
    assert told[0].startswith("3b, in announcements: what A announces within two rounds where B")
    part, less = first.parts
    assert f" between doctrines {first.value:+.2f} (" in told[0]
    assert told[0].endswith(f", {part} in 30 less {less} in 30, n 30 of 30")
    assert verdicts(" ".join(line for one in rows.values() for line in report.lines(one))) == []


class Older(Store):
    """Games that were stored before companions were counted."""

    def says(self, cell: str, number: int, names: Iterable[str]) -> bool:
        return False


def test_games_that_do_not_say_what_a_companion_counts_are_told_so(
    stored: tuple[Store, dict[int, ClaimCells]],
) -> None:
    store, cells = stored
    older = Older(store.folder, "freeze", "master")
    assert store.says("D deck #3b", 3, ["3b.treated"])
    assert not store.says("D deck #3b", 3, ["3b.treated", "3b.else"])
    told = [
        line
        for one in ruled(older, cells)
        for line in report.lines(exploratory_row(one).companions)
    ]
    assert told
    assert all("not counted" in line for line in told)
    assert "`wargame lab companions` counts it at random" in told[0]


def test_a_rare_event_has_an_interval_with_both_ends() -> None:
    """Three of five hundred pairs: a twentieth of resamples would hold none of them."""
    one = next(one for one in COMPANIONS if one.name == "9b")
    arms = {"9b.treated": [(1, 1)] * 3 + [(0, 1)] * 497, "9b.untreated": [(0, 1)] * 500}
    found = find_companion(one, "D", arms).found
    assert found is not None
    assert found.value == pytest.approx(0.6)
    assert -0.3 < found.low < found.value < found.high < 2


def test_a_companion_that_nothing_was_counted_for_has_no_value() -> None:
    one = next(one for one in COMPANIONS if one.name == "11c")
    found = find_companion(one, "U", {"late": [(1, 2), (0, 0)], "early": [(0, 0), (0, 0)]})
    assert (found.found, found.parts, found.wholes, found.played) == (None, (1, 0), (2, 0), 2)


def test_games_are_told_of_the_side_that_has_fewer() -> None:
    one = next(one for one in COMPANIONS if one.name == "11c")
    found = find_companion(one, "U", {"late": [(1, 2), (0, 1)], "early": [(0, 3), (0, 0)]})
    assert (found.wholes, found.counting) == ((3, 3), 1)
    assert "where something is taken away on the side with fewer" in report.HOW


# --- the command ---------------------------------------------------------------------------------


def asked(deck: DeckRef, games: int, *more: str) -> list[str]:
    return ["lab", "companions", str(deck.folder), "--games", str(games), "--seed", "4", *more]


def told(wargame: CommandLine, *args: str) -> dict[str, Any]:
    said = wargame(*args, "--json")
    assert said.code == 0, said.err
    return {row["name"]: row for row in json.loads(said.out)["rows"]}


def test_the_lab_counts_companions_in_games_at_random(wargame: CommandLine, deck: DeckRef) -> None:
    rows = told(wargame, *asked(deck, 6))
    assert list(rows) == [one.name for one in COMPANIONS]
    assert {row["family"] for row in rows.values() if not row["uncounted"]} == {"U"}
    assert rows["9b"]["played"] == 6
    assert rows["3b"]["over"] == 2 * [rows["3b"]["seeds"]]
    said = wargame(*asked(deck, 6))
    plain = " ".join(said.out.split())
    for row in rows.values():
        assert row["what"] in plain
        assert not row["uncounted"] or f"not counted, for {row['uncounted']}" in plain
    assert "A is North: duties (Toll); " in plain
    assert verdicts(said.out) == []
    assert looks_at(deck) == []


def test_companions_of_some_claims_and_a_longer_run_count_the_same_games(
    wargame: CommandLine, deck: DeckRef, tmp_path: Path
) -> None:
    keep = ["--keep", str(tmp_path / "run.jsonl")]
    whole = told(wargame, *asked(deck, 4))
    assert set(told(wargame, *asked(deck, 2, "--claim", "3", *keep))) == {"3b"}
    part = told(wargame, *asked(deck, 4, "--claim", "3", "--claim", "9", *keep, "--jobs", "2"))
    assert part == {name: whole[name] for name in ("3b", "9b", "9c")}


def test_a_deck_without_a_dial_says_so(wargame: CommandLine, tmp_path: Path) -> None:
    dials = "- {id: lambda, title: Thirst, scales: [rules.thirst]}\n"
    rows = told(wargame, *asked(toy(tmp_path, {"dials.yaml": dials}), 2, "--claim", "1"))
    assert rows["1b λ"]["uncounted"] == ""
    assert rows["1b χ"]["uncounted"] == "the deck has no dial for it"


@pytest.mark.parametrize(
    ("name", "claim", "says"),
    [
        pytest.param("weir", "99", "No claim 99 is registered: they are 1 to 11", id="none"),
        pytest.param("weir", "7", "Nothing is registered beside these claims.", id="no companion"),
        pytest.param("calibration", "1", "calibration has no role map (roles.yaml)", id="no roles"),
    ],
)
def test_what_cannot_be_counted_is_refused(
    name: str, claim: str, says: str, wargame: CommandLine, deck: DeckRef
) -> None:
    where = str(deck.folder) if name == "weir" else name
    said = wargame("lab", "companions", where, "--claim", claim)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
