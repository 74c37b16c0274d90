"""How ways on are weighed: which are dropped, and what a proposal is worth."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_deals import item
from tests.rules.tiny import BASE, card, seats, tiny
from wargame.players.budget import Budget
from wargame.players.ends import OTHERS_LOSS
from wargame.players.habits import Habits
from wargame.players.mixing import Mixer
from wargame.players.playout import Playout
from wargame.players.search import Search
from wargame.players.thinking import Thinking, Tried, _against, _behind, _best_in
from wargame.players.thought import AgainstFirst, Candidate, Thought
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.rules.position import state_of
from wargame.rules.view import SeatState

OWN_GRAIN = seats({"score": "my.grain"}, {"score": "my.grain"})
CONTEST = {"lead": "north.grain - south.grain", "points": {"win": 3, "stand": 1}}


def view_of(game: Game, **given: Any) -> SeatState:
    named = {name.replace("__", "."): value for name, value in given.items()}
    return game.redact(game.position({"turn": "north", "game.round": 1, **named}), "north")


def thinking(view: SeatState, iterations: int = 60) -> Thinking:
    """The thinking of a player that has no habits yet."""
    playout = Playout(view.rules.engine, Habits(view.rules.engine))
    return Thinking(view, playout, Stream(1), Budget(iterations=iterations))


def thought(game: Game, iterations: int = 60, **given: Any) -> Thought:
    view = view_of(game, **given)
    habits = Habits(game.rules.engine)
    return Search(game.rules, "north", 1, Budget(iterations=iterations), habits=habits).think(view)


def test_the_worse_half_is_dropped_and_never_the_best() -> None:
    cards = [card(f"take_{n}", f"my.score += {100 * n}") for n in range(8)]
    hand = [one["id"] for one in cards]
    found = thought(tiny(cards=cards, rounds={"max": 1}), 200, hand__north=hand)
    assert found.choice.text == "play take_7"
    assert min(option.samples for option in found.options) < found.choice.samples


def test_each_stretch_of_time_is_as_long_and_the_better_half_has_the_next() -> None:
    """Of eight ways for 240 playouts: ten worlds for all, twenty more for four, forty for two."""
    cards = [card(f"take_{n}", f"my.score += {100 * n}") for n in range(8)]
    hand = [one["id"] for one in cards]
    work = thinking(view_of(tiny(cards=cards, rounds={"max": 1}), hand__north=hand), 240)
    trials = [Tried((code,)) for code in work.engine.legal(work._redrawn())[:8]]
    work._try(trials)
    assert sorted(len(trial.values) for trial in trials) == [10] * 4 + [30] * 2 + [70] * 2
    means = [trial.mean for trial in sorted(trials, key=lambda trial: -len(trial.values))]
    assert min(means[:2]) >= max(means[2:])


def test_first_is_what_was_tried_longest_and_of_that_the_best() -> None:
    trials = [Tried((n,), values) for n, values in enumerate([[9.0], [4.0, 4.0], [5.0, 5.0]])]
    thinking(view_of(tiny()))._rank(trials)
    assert [trial.way for trial in trials] == [(2,), (1,), (0,)]


def test_in_each_world_one_way_is_best_or_several_share_it() -> None:
    first, other, dropped = (
        Tried((n,), values)
        for n, values in enumerate([[4.0, 1.0, 2.0, 0.0], [4.0, 3.0, 1.0, 0.0], [4.0, 5.0]])
    )
    trials = [first, other, dropped]
    shares = [_best_in(one, trials) for one in trials]
    assert shares == pytest.approx([(1 / 3 + 1 + 0.5) / 4, (1 / 3 + 0.5) / 4, (1 / 3 + 1) / 4])
    assert sum(shares) == pytest.approx(1)
    # 0 and 4 more, where both were tried
    assert _behind(dropped, first) == AgainstFirst(2, 0, 0, 2)


def test_what_is_compared_was_tried_in_the_same_worlds() -> None:
    trial = Tried((1,), [1.0, 2.0], wins=[1.0, 0.0], leads=[3.0, 4.0])
    trial.keep(1)
    assert (trial.values, trial.wins, trial.leads) == ([1.0], [1.0], [3.0])


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        pytest.param(
            Tried((0,), [0], wins=[1, 0], leads=[2, 1.94]),
            Tried((1,), [0], wins=[0, 0], leads=[2, 2]),
            "wins +50 in 100, lead +0.0",
            id="a lead that is hardly less",
        ),
        pytest.param(
            Tried((0,), [3.96]), Tried((1,), [4]), "+0.0 points", id="points that are hardly fewer"
        ),
        pytest.param(Tried((0,), [3]), Tried((1,), [4]), "-1.0 points", id="fewer points"),
    ],
)
def test_no_gain_is_told_as_less_than_nothing_that_rounds_to_nothing(
    one: Tried, other: Tried, said: str
) -> None:
    assert _against(one, other) == said


def gifts(**more: Any) -> Game:
    """North may give all its grain away, or ask for what South has."""
    items = [
        item(name, "transfer", seat, track="grain", amount=4)
        for name, seat in (("gift", "north"), ("alms", "south"))
    ]
    laid = {"terms": [1], "items": items, "both_sides": False, "max_items": 1}
    return tiny(deals=laid, rounds={"max": 1}, seats=OWN_GRAIN, **more)


def proposed(found: Thought, what: str) -> Candidate:
    return next(one for one in found.options if one.steps == (f"offer {what}", "table 1"))


def test_a_rival_is_expected_to_take_what_is_good_for_it() -> None:
    found = thought(gifts(), phase="talks")
    assert proposed(found, "gift").accepted > 0.55
    assert proposed(found, "alms").accepted < 0.45


def test_the_lead_behind_a_proposal_counts_both_answers() -> None:
    """North is level; with alms it would lead by 8, and is not likely to be given them."""
    alms = proposed(thought(gifts(contest=CONTEST), phase="talks"), "alms")
    assert 1 < alms.lead < 6
    assert 0 < alms.won < 0.75


@pytest.mark.parametrize(("now", "rounds"), [(1, 4), (10, 2), (12, 0)])
def test_no_more_rounds_are_looked_at_than_are_left(now: int, rounds: int) -> None:
    assert thought(tiny(cards=[card("a")]), 4, game__round=now, hand__north=["a"]).rounds == rounds


def test_a_mixture_begins_even_follows_regret_and_counts_later_turns_more() -> None:
    mixer = Mixer()
    assert mixer.odds([1, 2]) == mixer.average([1, 2]) == [0.5, 0.5]
    mixer.learn([1, 2], [4.0, 0.0])  # 2 better than what was usual, and 2 worse
    assert mixer.odds([1, 2]) == [1, 0]
    mixer.learn([1, 2], [0.0, 6.0])
    assert mixer.odds([1, 2]) == [2 / 8, 6 / 8]
    assert mixer.average([1, 2]) == pytest.approx([(0.5 + 2) / 3, 0.5 / 3])
    assert [mixer.pick([1, 2], share) for share in (0.0, 0.24, 0.25, 0.99)] == [1, 1, 2, 2]


def test_a_mixture_is_whole_though_what_hardly_came_is_left_out() -> None:
    mixer = Mixer()
    mixer._total = {1: 60.0, 2: 39.0, 3: 1.0}
    assert mixer.average([1, 2, 3]) == pytest.approx([60 / 99, 39 / 99, 0])


def test_whoever_spoils_is_after_what_others_lose() -> None:
    game = tiny(seats=OWN_GRAIN, tracks=BASE["tracks"])
    worth = OTHERS_LOSS.value(game.rules, 0)
    states = [state_of(game.position({"north.grain": 9, "south.grain": n})) for n in (1, 6)]
    assert [worth(state) for state in states] == [-1, -6]
