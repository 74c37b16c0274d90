"""Trials: two games that are one up to an act, and what is told of their difference."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

import pytest

from tests.conftest import DECKS, CommandLine
from tests.copies import copy_of
from tests.rules.tiny import card, seats, tiny
from wargame.content.library import DeckRef
from wargame.content.model import Trial
from wargame.errors import PlayerError, UsageError
from wargame.lab.arms.effects import TrialResult, result
from wargame.lab.arms.finding import PairFound, find_pair
from wargame.lab.arms.pair import Arms, part
from wargame.lab.arms.plan import TrialPlan
from wargame.lab.arms.study import TrialStudy
from wargame.lab.record.build import timeline
from wargame.lab.record.query import between, is_raise, since, where
from wargame.lab.record.timeline import Timeline
from wargame.lab.runs.driver import run
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.population import Population
from wargame.play.branch import fork, put_under
from wargame.play.event import Act
from wargame.play.match import Match
from wargame.play.resume import resume
from wargame.players.registry import make_player
from wargame.rules.game import Action, Game
from wargame.rules.view import SeatState
from wargame.table.reports.trial import report
from wargame.table.reports.typeset import text

SINK = str(DECKS["kitchen_sink"].folder)
NOISE = Trial(seat="lantern", acts=["raise noise"], from_round=2, window=3)


def match_of(game: Game, seed: int, *names: str) -> Match:
    seated = zip(game.seats, names, strict=True)
    return Match(game, {seat: make_player(name, game, seat, seed) for seat, name in seated}, seed)


def arms_of(game: Game, trial: Trial, count: int, *names: str) -> Iterator[Arms]:
    """So many pairs that part, with who played them."""
    plan, seed = TrialPlan(game, trial), 0
    while count:
        arms = part(match_of(game, seed, *names), plan)
        seed += 1
        if arms is not None:
            count -= 1
            yield arms


def bytes_of(match: Match, ply: int) -> str:
    return hashlib.sha256(repr(match.record.events[:ply]).encode()).hexdigest()


def acts_in(match: Match, seat: str, first: int, last: int) -> list[str]:
    events = match.record.events
    acts = [event for event in events if isinstance(event, Act) and event.seat == seat]
    return [act.action for act in acts if first <= act.round <= last]


# --- the arms ------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", [("random", "random"), ("greedy", "erratic")])
def test_the_arms_of_a_pair_are_equal_to_the_byte_until_the_trigger(
    sink: Game, names: tuple[str, str]
) -> None:
    """And are the game as it is played without a trial."""
    for arms in arms_of(sink, NOISE, 3, *names):
        plain = match_of(sink, arms.matches[0].record.header.seed, *names)
        while plain.state.ply < arms.ply:
            plain.step()
        treated, untreated = arms.matches
        assert sink.pack(treated.state) == sink.pack(untreated.state) == sink.pack(plain.state)
        arms.close()
        assert (
            bytes_of(treated, arms.ply)
            == bytes_of(untreated, arms.ply)
            == bytes_of(plain, arms.ply)
        )
        assert treated.record.events[arms.ply] != untreated.record.events[arms.ply]


def test_one_arm_acts_at_the_ordinary_price_and_the_other_does_not_in_that_round(
    sink: Game,
) -> None:
    for arms in arms_of(sink, NOISE, 6, "random", "random"):
        (forced,), (treated, untreated) = arms.chosen, arms.matches
        free = sink.legal_actions(sink.unpack(sink.pack(treated.state)))
        assert forced.action in free
        after = treated.game.apply(treated.state, forced.action).state
        assert after == sink.apply(treated.state, forced.action).state
        paid = treated.state["lantern.capital"] - after["lantern.capital"]
        assert paid == 1 + treated.state["measure.noise"]
        arms.close()
        act = treated.record.events[arms.ply]
        assert isinstance(act, Act)
        assert (act.seat, act.action, act.round) == ("lantern", str(forced), arms.round)
        assert "tighten noise" not in acts_in(untreated, "lantern", arms.round, arms.round)


def test_an_arm_is_the_game_played_from_the_start_under_its_orders(sink: Game) -> None:
    plan = TrialPlan(sink, NOISE)
    for arms in arms_of(sink, NOISE, 3, "random", "random"):
        seed = arms.matches[0].record.header.seed
        orders = plan.orders(arms.round, arms.ply, arms.chosen)
        arms.close()
        for match, its_orders in zip(arms.matches, orders, strict=True):
            again = match_of(sink, seed, "random", "random")
            put_under(again, its_orders)
            while not again.is_over and again.state.round <= arms.last_round:
                again.step()
            assert again.record.events == match.record.events


def test_the_record_of_an_arm_is_one_of_the_deck(sink: Game) -> None:
    for arms in arms_of(sink, NOISE, 2, "random", "random"):
        arms.close()
        for match in arms.matches:
            match.run()
            again = resume(sink, match.record, match.players)
            assert again.state.digest == match.state.digest


def test_what_is_barred_is_not_done_while_the_window_is_open(sink: Game) -> None:
    barred = NOISE.model_copy(update={"barred": ["lower noise", "capital"], "untreated_for": 3})
    words: set[str] = set()
    for arms in arms_of(sink, barred, 8, "random", "random"):
        arms.close()
        treated, untreated = arms.matches
        for act in acts_in(treated, "lantern", arms.round + 1, arms.last_round):
            assert act.split()[0] not in ("ease", "pause", "lift", "capital")
        words.update(acts_in(untreated, "lantern", arms.round, arms.last_round))
    assert "tighten noise" not in words
    assert "ease noise" in words


class Locked:
    """A player that cannot be copied."""

    name = "locked"

    def __init__(self) -> None:
        self.lock = Lock()

    def choose(self, view: SeatState) -> Action:
        return view.legal[0]


def test_a_player_that_cannot_be_copied_is_named(sink: Game) -> None:
    with pytest.raises(PlayerError, match="player 'locked' cannot be copied"):
        fork(Match(sink, dict.fromkeys(sink.seats, Locked()), 1))


def test_each_of_two_treated_arms_has_its_own_act(sink: Game) -> None:
    trial = Trial(seat="mask", acts=["tighten posters"], against=["capital"])
    for arms in arms_of(sink, trial, 4, "random", "random"):
        arms.close()
        first, second = (match.record.events[arms.ply] for match in arms.matches)
        assert isinstance(first, Act)
        assert isinstance(second, Act)
        assert first.action == "tighten posters"
        assert second.action.startswith("capital ")


def walls(level: int = 0, plays: int = 2, capital: int = 3) -> Game:
    """North may raise a wall for 1 capital a level; nobody has anything else to do."""
    wall = {"id": "wall", "title": "Wall", "seat": "north", "max": 3, "start": level}
    verbs = {"tighten": {"cost": {"capital": 1}, "do": ["shared.calm += 1"]}, "ease": {}}
    return tiny(
        measures=[{**wall, **verbs}],
        turn={"plays": plays, "initiative": "north"},
        seats=seats({"capital": {"start": capital, "max": 20}}),
        rounds={"max": 4},
    )


TO_TWO = Trial(seat="north", acts=["tighten wall to 2"], from_round=1, window=1, to_round=1)


def test_an_act_goes_on_to_its_level_within_its_round() -> None:
    (arms,) = arms_of(walls(), TO_TWO, 1, "random", "random")
    arms.close()
    assert arms.chosen[0].times == 2
    assert str(arms.chosen[0]) == "tighten wall to 2"
    assert arms.is_reached
    assert acts_in(arms.matches[0], "north", 1, 1) == ["tighten wall"] * 2


@pytest.mark.parametrize(
    "game",
    [
        pytest.param(walls(level=2), id="it stands there"),
        pytest.param(walls(plays=1), id="too few plays"),
        pytest.param(walls(capital=1), id="too dear"),
    ],
)
def test_a_game_without_a_round_for_the_act_is_dropped_and_counted(game: Game) -> None:
    found = result(game, plan := TrialPlan(game, TO_TWO), people(game), 0, pairs_of(plan, 3))
    assert (found.pairs, found.dropped, found.effects) == (3, 3, [])


def pairs_of(plan: TrialPlan, count: int) -> list[PairFound]:
    matches = [match_of(plan.game, seed, "random", "random") for seed in range(count)]
    return [find_pair(match, plan, to_end=True) for match in matches]


def people(game: Game) -> Population:
    return Population(tuple((seat, ("random",)) for seat in game.seats))


def test_the_round_of_the_act_is_drawn_among_those_that_leave_the_window() -> None:
    game = walls()
    plan = TrialPlan(game, Trial(seat="north", acts=["ease"], from_round=1, window=2))
    assert {plan.drawn_round(seed) for seed in range(60)} == {1, 2, 3}
    plan = TrialPlan(game, Trial(seat="north", acts=["ease"], from_round=2, to_round=2))
    assert {plan.drawn_round(seed) for seed in range(60)} == {2}


def test_a_round_in_which_the_seat_has_done_so_already_does_not_count() -> None:
    """A wall at 0 can be eased only once it was raised: then the other game has had its raise."""
    trial = Trial(seat="north", acts=["tighten wall"], against=["ease wall"], from_round=1)
    for arms in arms_of(walls(), trial, 12, "random", "random"):
        early = arms.matches[0].record.events[: arms.ply]
        own = [one for one in early if isinstance(one, Act) and one.seat == "north"]
        assert {one.action for one in own if one.round == arms.round} <= {"pass"}


@pytest.mark.parametrize("moves", [pytest.param(3, id="between two draws"), 40])
def test_a_fork_leaves_the_match_and_its_players_alone(sink: Game, moves: int) -> None:
    match = match_of(sink, 3, "random", "erratic")
    for _ in range(moves):
        match.step()
    copy = fork(match)
    copy.run()
    assert len(match.record.events) == moves
    assert not match.is_over
    assert match.run().state.digest == copy.state.digest
    assert match.record.events == copy.record.events


# --- the effect ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("line", "effect"), [("north.grain += 3", 3), ("shared.calm += 1", 0)])
def test_what_an_act_brings_is_found_and_what_it_does_not_is_not(line: str, effect: int) -> None:
    """Of decks in which there is nothing else to do, so that no two pairs differ."""
    game = tiny(cards=[card("sow", line)], rounds={"max": 2}, seats=seats({"hand": 1}))
    trial = Trial(seat="north", acts=["play sow"], from_round=1, window=1, measures=["north.grain"])
    plan = TrialPlan(game, trial)
    found = result(game, plan, people(game), 0, pairs_of(plan, 12))
    (row,) = [row for row in found.effects if row.what == "north.grain"]
    assert (row.kind, row.when, row.effect) == ("measure", "window", effect)
    assert row.effect == row.first - row.second
    assert found.pairs - found.dropped > 3
    assert list(found.rounds) == ["1", "2"]  # the last, too, leaves a window of one
    assert sum(found.rounds.values()) == found.pairs - found.dropped
    assert (row.low, row.high) == (effect, effect)


def test_the_record_of_each_arm_tells_what_was_done_in_it(sink: Game) -> None:
    """With its window closed a game need not be over; the whole game is told as far as it went."""
    treated = untreated = 0
    for arms in arms_of(sink, NOISE, 8, "random", "random"):
        arms.close()
        raised = []
        for match in arms.matches:
            line = timeline(sink, match.record)
            deeds = [(one.round, f"{one.verb} {one.thing}".strip()) for one in line.deeds]
            acts = [one for one in match.record.events if isinstance(one, Act)]
            assert deeds == [(one.round, one.action) for one in acts if one.action[:5] != "keep "]
            raised.append(levels_raised(line, arms))
        assert raised[0] >= 1
        treated, untreated = treated + raised[0], untreated + raised[1]
    assert treated > untreated


def levels_raised(line: Timeline, arms: Arms) -> int:
    """By how many levels lantern raises its noise from the act on until the window closes."""
    raises = where(line.levels, is_raise, since(arms.ply))
    soon = where(raises, between(arms.round, arms.round + NOISE.window - 1))
    return sum(one.after - one.before for one in soon if one.seat == "lantern")


def test_an_offer_is_taken_in_one_arm_and_refused_in_the_other() -> None:
    game = shared_game(DECKS["primer"])
    trial = Trial(seat="us", acts=["accept"], window=2)
    for arms in arms_of(game, trial, 3, "random", "random"):
        arms.close()
        assert bytes_of(arms.matches[0], arms.ply) == bytes_of(arms.matches[1], arms.ply)
        taken, refused = (acts_in(one, "us", arms.round, arms.round) for one in arms.matches)
        assert "accept" in taken
        assert "decline" in refused
        for acts, other in ((taken, "decline"), (refused, "accept")):
            assert not {other, "counter", "instead"} & {act.split()[0] for act in acts}
        signed = [len(timeline(game, one.record).bargains) for one in arms.matches]
        assert signed[0] > 0, signed


@pytest.mark.parametrize(
    ("trial", "says"),
    [
        ({"seat": "west"}, "no seat 'west'"),
        ({"acts": ["tighten wal"]}, "Did you mean 'wall'"),
        ({"acts": ["discard"]}, "'discard' is no play of a turn"),
        ({"acts": ["decline"]}, "'decline' is no play of a turn"),
        ({"acts": ["ease wall to 2"]}, "only 'tighten' goes on to a level"),
        ({"acts": ["tighten wall to 9"]}, "its highest level is 3"),
        ({"against": ["fund mill"]}, "north has no project 'mill'"),
        ({"barred": ["pass"]}, "'pass' is always open"),
        ({"measures": ["shared.clam"]}, "Did you mean 'shared.calm'"),
        ({"window": 9}, "ends after round 4: a window of 9 rounds has no room in it"),
        ({"window": 4}, "a window of 4 rounds can begin in round 1 at the latest"),
        ({"to_round": 4}, "can begin in round 3 at the latest"),
        ({"to_round": 1}, "No round lies between 3 and 1"),
    ],
    ids=lambda value: "" if isinstance(value, str) else " ".join(value),
)
def test_a_trial_of_what_is_not_there_is_refused(trial: dict[str, Any], says: str) -> None:
    asked = Trial.model_validate({"seat": "north", "acts": ["tighten wall"], **trial})
    with pytest.raises(UsageError, match=says):
        TrialPlan(walls(), asked)


@pytest.mark.parametrize("to_end", [True, False])
def test_of_pairs_that_were_kept_only_such_as_this_trial_has_are_taken(to_end: bool) -> None:
    study = TrialStudy(
        DeckRef(DECKS["kitchen_sink"].folder), NOISE, 3, 1, ["random"], to_end=to_end
    )
    task, found = next(
        (task, found) for task in study._tasks() if (found := study.work(task)).round
    )
    one, other = found.arms
    ended = replace(one, returns=one.returns or one.standing, ending=one.ending or "calm")
    open_ = replace(one, returns=None, ending="")
    assert study.is_sound(task, found)
    assert study.is_sound(task, PairFound(0))
    for wrong in (
        replace(found, arms=(one,)),
        replace(found, acts=()),
        replace(found, arms=(one, replace(other, measures=(1,)))),
        replace(found, arms=(one, replace(other, standing=(1,)))),
        replace(found, arms=(one, open_ if to_end else ended)),
        replace(found, arms=(one, replace(other, returns=None if to_end else other.standing))),
        replace(found, arms=(replace(one, ending="of another deck"), other)),
        PairFound(0, acts=found.acts),
        PairFound(0, arms=found.arms),
    ):
        assert not study.is_sound(task, wrong)


def test_no_program_plays_in_a_trial(water_ref: DeckRef) -> None:
    with pytest.raises(UsageError, match="cannot sit in two arms"):
        TrialStudy(water_ref, NOISE, 2, 1, ["cmd:python bot.py"])


# --- the command ---------------------------------------------------------------------------------

ASKED = ["lab", "trial", SINK, "--seed", "1", "--players", "random"]
RAISE = ["--seat", "lantern", "--act", "raise noise", "--from", "2", "--window", "3"]


def test_the_command_tells_who_had_to_do_what_and_what_came_of_it(wargame: CommandLine) -> None:
    said = wargame(*ASKED, *RAISE, "--pairs", "12", "--measure", "shared.mood").out
    lines = said.splitlines()
    assert lines[:4] == [
        "kitchen_sink, 12 pairs, seed 1",
        "treated: lantern has to tighten noise",
        "untreated: lantern may not, in that round",
        "lantern is drawn from: random",
    ]
    told = " ".join(said.split())
    assert "effect: treated less untreated, the mean over the pairs that part" in told
    assert "a true effect so large is told from none nine times in ten" in told
    assert "points: points less par; after 3 rounds, as if the game ended there" in told
    for word in (
        "points lantern",
        "shared.mood",
        "After 3 rounds",
        "Endings, in percent",
        "digest",
    ):
        assert word in said


def test_one_pair_tells_an_effect_and_not_how_sure_it_is(wargame: CommandLine) -> None:
    said = wargame(*ASKED, *RAISE, "--pairs", "1")
    assert "kitchen_sink, 1 pair, seed 1" in said.out
    assert "1 pair parts at the act, none dropped\n" in said.out
    assert "no interval" in said.out
    found = json.loads(wargame(*ASKED, *RAISE, "--pairs", "1", "--json").out)["effects"][0]
    assert (found["low"], found["high"], found["detectable"]) == (None, None, None)


@pytest.mark.parametrize(
    ("pairs", "says"),
    [
        pytest.param(1, ("its level; it counts", "closed; it counts"), id="one"),
        pytest.param(2, ("their level; they count", "closed; they count"), id="two"),
    ],
)
def test_pairs_that_count_all_the_same_are_told_by_their_number(
    pairs: int, says: tuple[str, str]
) -> None:
    game, plan = walls(), TrialPlan(walls(), TO_TWO)
    (one,) = (replace(one, is_reached=False, is_whole=False) for one in pairs_of(plan, 1))
    told = list(text(report(result(game, plan, people(game), 0, [one] * pairs))))
    assert f"{pairs} fell short of {says[0]}" in told
    assert f"{pairs} ended before the window {says[1]}" in told


def test_games_may_end_when_the_window_closes(wargame: CommandLine) -> None:
    found = json.loads(wargame(*ASKED, *RAISE, "--pairs", "4", "--stop", "--json").out)
    assert {row["when"] for row in found["effects"]} == {"window"}
    whole = json.loads(wargame(*ASKED, *RAISE, "--pairs", "4", "--json").out)
    rows = {(row["what"], row["when"]): row for row in whole["effects"]}
    assert all(row == rows[row["what"], row["when"]] for row in found["effects"])


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--act", "fund"], "--seat lantern or mask"),
        (["--seat", "CHANCE", "--act", "pass"], "There is no seat 'CHANCE'. Known: lantern, mask."),
        (["--claim", "1"], "no trial of claim 1. It has: 2, 3."),
        (["--claim", "2", "--seat", "mask"], "--claim brings its whole trial with it"),
        ([*RAISE, "--bar", "ease nose"], "Did you mean 'noise'"),
        ([*RAISE, "--act", "x" * 99], "acts: String should have at most 80 characters"),
    ],
)
def test_what_cannot_be_tried_is_refused_in_a_sentence(
    wargame: CommandLine, more: list[str], says: str
) -> None:
    answer = wargame(*ASKED, *more)
    assert answer.code == 2
    assert says in answer.err


def test_a_claim_s_trial_is_the_one_in_the_deck(wargame: CommandLine, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    args = (*ASKED, "--claim", "2", "--pairs", "4", "--html", str(page), "--json")
    found = json.loads(wargame(*args).out)
    assert (found["window"], found["untreated_for"], found["barred"]) == (3, 2, ["lower noise"])
    assert "treated less untreated" in page.read_text(encoding="utf-8")
    asked = run(TrialStudy(DECKS["kitchen_sink"], _sink_trial(), 4, 1, ["random"]))
    assert isinstance(asked, TrialResult)
    assert asked.digest == found["digest"]


def test_the_trial_of_a_claim_is_played_where_nobody_wins(
    wargame: CommandLine, tmp_path: Path
) -> None:
    folder = copy_of("kitchen_contest", tmp_path)
    claim = {"id": 1, "title": "Drums", "text": "Drums are answered.", "metric": "None."}
    trial = {"seat": "crust", "acts": ["tighten drums"], "from_round": 1, "window": 1}
    (folder / "claims.yaml").write_text(json.dumps([{**claim, "trial": trial}]), "utf-8")
    asked = ["--pairs", "1", "--seed", "1", "--players", "random"]
    of_claim = wargame("lab", "trial", f"{folder}:contest", "--claim", "1", *asked)
    assert (of_claim.code, of_claim.out) == (2, "")
    assert "Registered claims are played at seminars alone" in of_claim.err
    of_act = ["--seat", "crust", "--act", "tighten drums", "--from", "1", "--window", "1"]
    assert wargame("lab", "trial", f"{folder}:contest", *of_act, *asked).code == 0


def _sink_trial() -> Trial:
    return Trial(
        seat="lantern",
        acts=["raise noise", "fund"],
        barred=["lower noise"],
        from_round=2,
        to_round=4,
        window=3,
        untreated_for=2,
        measures=["shared.mood", "lantern.takings - mask.takings"],
    )
