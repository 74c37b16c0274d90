"""Every registered gauge, on timelines made by hand whose counts are known beforehand."""

from __future__ import annotations

from hashlib import sha256

import pytest

from tests.lab.handmade import ROLES, Hand
from wargame.lab.registered import answers, bargaining, cycles, duties, excursions, programmes
from wargame.lab.registered.counts import Counts, Opening, of_deal
from wargame.lab.registered.table import BY_NUMBER, GAUGES
from wargame.lab.registered.text import REGISTRATION, registration_hash

HASH = "bb5edbc1ec33caeea97308d581ea5ffe7846d3b289b97a4b8bb1724a39393c4b"
"""Of the text that was registered. It never changes."""


def ratios(counts: Counts) -> dict[str, tuple[int, int]]:
    return {name: quantity.ratio for name, quantity in counts.items()}


# --- the text --------------------------------------------------------------------------------


def test_the_registration_ships_byte_for_byte() -> None:
    assert registration_hash() == HASH == sha256(REGISTRATION.read_bytes()).hexdigest()
    text = REGISTRATION.read_text(encoding="utf-8")
    assert text.startswith("# Pre-registration: do eleven insights")


def test_there_are_eleven_gauges_and_six_need_no_trial() -> None:
    assert [gauge.number for gauge in GAUGES] == list(range(1, 12))
    assert [number for number, gauge in BY_NUMBER.items() if gauge.count] == [1, 2, 3, 4, 7, 11]
    assert all(bool(gauge.count) != bool(gauge.trial) for gauge in GAUGES)


# --- claim 1: 35 levels in all, so a tenth is 3.5 ----------------------------------------------


def restricted(*levels: int, start: int = 1, trade: int = 80) -> Counts:
    """A game of so many rounds, with the sum of levels after each; seven are there at first."""
    hand = Hand(len(levels), start)
    hand.numbers["shared.trade"] = [(0, trade)]
    now = 7 * start
    for when, wanted in enumerate(levels, 1):
        if wanted != now:
            hand.level(when, "ore", hand.books["ore"] + wanted - now)
        now = wanted
    return excursions.count(hand.line(), ROLES)


@pytest.mark.parametrize(
    ("levels", "outcome"),
    [
        pytest.param((10, 10, 7, 7, 7, 7), "", id="under a tenth"),
        pytest.param((11, 7, 7, 7, 7), "return", id="back at the start"),
        pytest.param((11, 11, 11, 11, 11), "stays", id="up to the end"),
        pytest.param((11, 9, 9, 9, 9), "stays", id="half-way is no return"),
        pytest.param((11, 9, 9, 9, 8), "return", id="nearer to the start"),
        pytest.param((11, 7, 4, 4, 3, 3), "stays", id="a tenth below the start"),
        pytest.param((11, 7, 4, 4, 4, 3), "return", id="not quite a tenth below"),
    ],
)
def test_restrictions_return_or_stay(levels: tuple[int, ...], outcome: str) -> None:
    found = ratios(restricted(*levels))
    whole = int(outcome != "")
    assert found["leaves"] == (whole, 1)
    assert found["return"] == (int(outcome == "return"), whole)
    assert found["stays"] == (int(outcome == "stays"), whole)
    assert found["break"] == (0, whole)


def test_trade_that_ends_is_a_break_whatever_restrictions_do() -> None:
    found = ratios(restricted(11, 7, 7, 7, 7, trade=20))
    assert (found["break"], found["return"], found["stays"]) == ((1, 1), (1, 1), (0, 1))
    found = ratios(restricted(11, 11, 11, 11, 11, trade=20))
    assert (found["break"], found["stays"]) == ((1, 1), (0, 1))
    assert ratios(restricted(11, 11, 11, 11, 11, trade=21))["break"] == (0, 1)


@pytest.mark.parametrize(("rise", "leaves"), [(2, 0), (3, 1)])
def test_a_tenth_of_the_scale_is_enough(rise: int, leaves: int) -> None:
    """Six measures of five levels: the tenth is three."""
    roles = ROLES.model_copy(update={"b": ROLES.b.model_copy(update={"other": []})})
    hand = Hand(3)
    hand.level(2, "duty", rise)
    hand.level(2, "counter", 5)  # in no role, so it restricts nothing
    assert excursions.count(hand.line(), roles)["leaves"].ratio == (leaves, 1)


def test_what_is_paused_does_not_restrict() -> None:
    hand = Hand(5)
    hand.level(1, "duty", 4)
    hand.force_to(2, "duty", 0, "duty_off")
    assert ratios(excursions.count(hand.line(), ROLES))["return"] == (1, 1)


# --- claim 2 ---------------------------------------------------------------------------------


def test_what_a_partner_won_is_what_was_given_to_it_alone() -> None:
    hand = Hand(8)
    hand.duty(1, "a.on_b", 60)  # laid on: 40
    hand.duty(1, "a.on_c", 15)  # laid on an ally: 10
    hand.duty(2, "a.on_b", 50, "deal", source="deal item duty_one")  # won: 10
    hand.duty(3, "a.on_b", 45, "chance")  # a court
    hand.duty(4, "a.on_b", 55, "expiry", source="deal item duty_one")  # laid on: 10
    hand.duty(5, "a.on_b", 52, by="b")  # somebody else's act
    hand.duty(5, "a.on_c", 13)  # won by an ally: 2
    for place, (name, to) in enumerate([("a.on_b", 40), ("a.on_c", 10), ("a.on_d", 3)]):
        hand.duty(6, name, to, source="measure uniform", again=place > 0)  # for all
    hand.duty(7, "a.on_b", 30, source="measure layer")  # for two of three: won 10 and 1
    hand.duty(7, "a.on_d", 2, source="measure layer", again=True)
    hand.duty(8, "a.on_b", 25, "rule")
    found = ratios(duties.count(hand.line(), ROLES))
    assert found["rival"] == (20, 50)
    assert found["allies"] == (3, 10)


def test_heights_are_compared_after_the_fourth_round() -> None:
    hand = Hand(8)
    hand.duty(1, "a.on_c", 25)
    hand.duty(6, "a.on_b", 30)
    assert ratios(duties.count(hand.line(), ROLES))["below"] == (1, 4)


# --- claims 3 and 4 --------------------------------------------------------------------------


def test_announced_projects_stand_when_due_or_two_rounds_on() -> None:
    hand = Hand(12)
    hand.project(1, "plant", 5, 1, 7)  # in time, two rounds late
    hand.project(2, "mill", 6, 2, 9)  # three rounds late
    hand.project(8, "plant", 10, 8)  # not done, and was due
    hand.project(9, "mill", 11, 9, 11)  # due by 13: too late to tell
    hand.project(1, "works", 2, 1, 2)  # the other side's
    assert ratios(programmes.count_standing(hand.line(), ROLES)) == {"stands": (1, 3)}


def test_supply_is_bought_with_a_level_for_a_level_or_a_ceiling_of_inputs() -> None:
    hand = Hand(20, start=3)
    hand.deal(2, {"duty": 1, "counter": 1}, ended=4)  # no input in it
    hand.deal(5, {"ore": 1}, ended=7)  # nothing for it
    hand.deal(8, {"control": 1, "ore": 1}, ended=11)  # rounds 8, 9, 10
    hand.deal(10, {"duty": 1}, caps=["metal"], ended=13)  # rounds 10, 11, 12
    hand.deal(19, {"duty": 1, "metal": 2})  # rounds 19, 20
    found = ratios(programmes.count_bought(hand.line(), ROLES))
    assert found["bought"] == (7, 20)


@pytest.mark.parametrize(("mined", "made", "part"), [(20, 20, 1), (20, 21, 0), (21, 3, 0)])
def test_half_of_the_need_is_met_by_the_narrowest_stage_in_five_years(
    mined: int, made: int, part: int
) -> None:
    hand = Hand(24)
    hand.number(mined, "a.mined", 50)
    hand.number(made, "a.made", 60)
    assert ratios(programmes.count_bought(hand.line(), ROLES))["half"] == (part, 1)


# --- claim 7 ---------------------------------------------------------------------------------


def raised(*events: tuple[str, int]) -> Hand:
    hand = Hand(24, start=3)
    for thing, when in events:
        hand.level(when, thing, hand.books[thing] + 1)
    return hand


def test_a_cycle_is_two_raises_and_a_deal_that_gives_one_of_them_back() -> None:
    hand = raised(("duty", 2), ("ore", 4))
    hand.deal(10, {"duty": 1, "ore": 1})
    assert ratios(cycles.count(hand.line(), ROLES))["counted"] == (1, 1)


@pytest.mark.parametrize(
    ("second", "signed", "gives"),
    [
        pytest.param(5, 10, {"duty": 1, "ore": 1}, id="answered too late"),
        pytest.param(4, 11, {"duty": 1, "ore": 1}, id="settled too late"),
        pytest.param(4, 3, {"duty": 1, "ore": 1}, id="settled too soon"),
        pytest.param(4, 10, {"control": 1, "counter": 1}, id="nothing of what was raised"),
        pytest.param(4, 10, {"duty": 1}, id="one side gives"),
    ],
)
def test_what_lacks_a_part_is_no_cycle(second: int, signed: int, gives: dict[str, int]) -> None:
    hand = raised(("duty", 2), ("ore", second))
    hand.deal(signed, gives)
    assert ratios(cycles.count(hand.line(), ROLES))["counted"] == (0, 1)


def test_counting_starts_anew_behind_each_deal() -> None:
    hand = raised(("duty", 2), ("ore", 2), ("duty", 6), ("ore", 7))
    for when in (3, 4, 8):
        hand.deal(when, {"duty": 1, "ore": 1})
    assert ratios(cycles.count(hand.line(), ROLES))["counted"] == (2, 1)


def test_raises_by_others_and_by_rules_are_no_dispute() -> None:
    hand = Hand(24, start=3)
    hand.level(2, "duty", 4, "rule")
    hand.level(3, "ore", 4, by="a")
    hand.deal(5, {"duty": 1, "ore": 1})
    assert ratios(cycles.count(hand.line(), ROLES))["counted"] == (0, 1)


def test_order_counts_and_mere_number_does_not() -> None:
    """Three disputes in order against the same raises behind all deals."""
    ordered, reversed_ = Hand(24, start=5), Hand(24, start=5)
    for when in (3, 11, 19):
        for hand, signed in ((ordered, when + 2), (reversed_, when - 2)):
            hand.level(when, "duty", hand.books["duty"] + 1)
            hand.level(when, "ore", hand.books["ore"] + 1)
            hand.deal(signed, {"duty": 1, "ore": 1})
    good = ratios(cycles.count(ordered.line(), ROLES))
    bad = ratios(cycles.count(reversed_.line(), ROLES))
    assert good["counted"] == (3, 1)
    assert good["cycles"][0] > 300
    assert bad["cycles"][0] < good["cycles"][0] - 200
    assert good == ratios(cycles.count(ordered.line(), ROLES))


# --- claim 11 --------------------------------------------------------------------------------


def test_deals_are_pooled_by_levels() -> None:
    hand = Hand(20, start=5)
    hand.deal(2, {"duty": 2, "ore": 1})
    hand.deal(4, {"control": 1, "counter": 3})
    hand.deal(6, {"control": 1, "ore": 1})
    hand.level(7, "duty", 1)  # a gift, but in no deal
    found = ratios(bargaining.count(hand.line(), ROLES))
    assert found["given"] == (4, 9)
    assert found["technology for inputs"] == (1, 2)
    assert found["technology for else"] == (1, 1)
    assert (found["early"], found["late"]) == ((2, 3), (1, 2))


def test_a_deal_behind_a_count_is_told_by_what_each_side_gives_and_how_it_ended() -> None:
    hand = Hand(20, start=5)
    hand.deal(2, {"duty": 2, "ore": 1, "control": 1})
    hand.deal(4, {"counter": 3}, ended=6)
    assert [of_deal(one) for one in hand.line().bargains] == [
        "deal for 2: a gives duty (2), control (1); b gives ore (1); running",
        "deal for 2: b gives counter (3); ran out in round 6",
    ]


def test_a_third_of_five_deals_is_one() -> None:
    hand = Hand(20, start=5)
    for when, gives in enumerate(({"duty": 1}, {"ore": 1}, {"ore": 1}, {"ore": 1}, {"duty": 1}), 2):
        hand.deal(when, gives)
    found = ratios(bargaining.count(hand.line(), ROLES))
    assert (found["early"], found["late"]) == ((1, 1), (1, 1))


def test_fewer_than_three_deals_have_no_thirds() -> None:
    hand = Hand(20, start=5)
    hand.deal(2, {"duty": 2, "ore": 1})
    found = ratios(bargaining.count(hand.line(), ROLES))
    assert (found["early"], found["late"]) == ((0, 0), (0, 0))
    assert ratios(bargaining.count(Hand(20).line(), ROLES))["given"] == (0, 0)


# --- trials: one arm from its opening on -------------------------------------------------------


def test_relief_is_what_is_given_in_the_round_of_the_cut_or_the_next() -> None:
    hand = Hand(12, start=3)
    hand.level(5, "duty", 2)  # before the arms part
    at = Opening(5, hand.ply + 1)
    hand.level(5, "ore", 5)
    hand.level(6, "control", 2, "chance")  # not given
    assert answers.relieved(hand.line(), ROLES, at).ratio == (0, 1)
    assert answers.levels(hand.line(), ROLES, at).ratio == (0, 1)
    hand.deal(7, {"duty": 2, "ore": 1})  # too late for claim 6, not for claim 8
    assert answers.relieved(hand.line(), ROLES, at).ratio == (0, 1)
    assert answers.levels(hand.line(), ROLES, at).ratio == (2, 1)
    hand.level(8, "control", 0)
    assert answers.levels(hand.line(), ROLES, at).ratio == (2, 1)
    soon = Hand(12, start=3)
    soon.level(6, "surcharge", 2)
    assert answers.relieved(soon.line(), ROLES, Opening(5, 0)).ratio == (1, 1)


def cut(*levels: tuple[int, int]) -> Hand:
    """Ore, of five levels, from 2 to these; the duty stands at 2."""
    hand = Hand(12, start=2)
    for when, to in levels:
        hand.level(when, "ore", to)
    return hand


def test_a_cut_of_its_own_accord_is_followed_by_relief_at_once_or_not() -> None:
    hand = cut((4, 3))
    hand.level(5, "duty", 1)
    hand.level(7, "ore", 2)
    hand.level(8, "ore", 3)  # again, and nothing is given within two rounds
    hand.level(9, "ore", 2)
    hand.level(10, "duty", 0)
    hand.level(11, "ore", 3)
    hand.level(12, "control", 1)
    found = answers.after_own_cuts(hand.line(), ROLES)["voluntary cuts"]
    assert found.ratio == (2, 3)
    assert [(one.round, one.what.split()[0]) for one in found.behind] == [
        (4, "a"),
        (5, "duty"),
        (8, "a"),
        (11, "a"),
        (12, "control"),
    ]


@pytest.mark.parametrize(
    ("levels", "whole"),
    [
        pytest.param([(4, 3)], 1, id="from below to the middle"),
        pytest.param([(4, 4)], 0, id="beyond the middle"),
        pytest.param([(4, 3), (4, 4)], 0, id="beyond the middle in a second step"),
        pytest.param([(4, 5), (6, 3)], 0, id="down to the middle"),
        pytest.param([(12, 3)], 0, id="in the last round"),
    ],
)
def test_a_cut_ends_in_the_middle_of_a_scale(levels: list[tuple[int, int]], whole: int) -> None:
    line = cut(*levels).line()
    assert answers.after_own_cuts(line, ROLES)["voluntary cuts"].ratio == (0, whole)


def test_a_rule_cuts_nothing_of_anybodys_accord_and_relief_before_it_is_none() -> None:
    hand = cut()
    hand.level(3, "ore", 3, "rule")
    hand.level(5, "duty", 1)
    hand.level(5, "metal", 3)
    hand.level(5, "control", 1, "chance")
    assert answers.after_own_cuts(hand.line(), ROLES)["voluntary cuts"].ratio == (0, 1)


@pytest.mark.parametrize(
    ("when", "thing", "part"), [(9, "recipes", 1), (10, "recipes", 0), (9, "ore", 0)]
)
def test_bans_guard_if_they_are_raised_within_four_rounds(when: int, thing: str, part: int) -> None:
    hand = Hand(12, start=1)
    hand.level(when, thing, 2)
    assert answers.guarded(hand.line(), ROLES, Opening(5, 0)).ratio == (part, 1)


def test_stages_are_counted_when_they_are_paid_for() -> None:
    hand = Hand(20)
    hand.fund(4, "b", "works")  # before
    at = Opening(5, hand.ply + 1)
    for when in (5, 8, 12, 13):
        hand.fund(when, "b", "works")
    for when in (6, 13, 14):
        hand.fund(when, "a", "plant")
    hand.fund(7, "a", "mill")  # of no inputs
    assert answers.paid_stages(hand.line(), ROLES, at).ratio == (3, 1)
    for_inputs = answers.stages_for_inputs(hand.line(), ROLES, at)
    assert (for_inputs.ratio, [one.round for one in for_inputs.behind]) == ((2, 1), [6, 13])


def test_books_stand_if_nothing_below_what_was_there_is_left() -> None:
    hand = Hand(12, start=2)  # 2 of duty, surcharge and control each, 1 law
    hand.project(1, "plant", 9, 2)  # stage 1
    hand.level(6, "duty", 1)
    hand.level(7, "surcharge", 4)  # more than before does not count
    hand.level(9, "control", 0)  # after the window
    hand.number(8, "a.laws", 0)
    assert answers.kept(hand.line(), ROLES, Opening(4, 0)).ratio == (1 + 2 + 2 + 0 + 1, 8)
    assert answers.kept(hand.line(), ROLES, Opening(8, 0)).ratio == (1 + 4 + 0 + 0 + 1, 8)
    assert answers.kept(hand.line(), ROLES, Opening(9, 0)).ratio == (0, 0)


def test_companions_count_announcements_and_stages() -> None:
    hand = Hand(24)
    hand.project(5, "plant", 9, 6, 17)
    hand.project(8, "mill", 12, 9)
    at = Opening(5, 0)
    assert answers.announced(hand.line(), ROLES, at).ratio == (1, 1)
    assert answers.completed(hand.line(), ROLES, at).ratio == (2, 1)


def test_a_stage_of_the_round_of_the_trigger_counts_behind_the_trigger_alone() -> None:
    hand = Hand(24)
    hand.project(4, "plant", 9, 5)  # reached before the arms part
    at = Opening(5, hand.ply + 1)
    assert answers.completed(hand.line(), ROLES, at).ratio == (0, 1)
    hand.project(5, "plant", 5, 5)  # paid for behind it, and done at once
    assert answers.completed(hand.line(), ROLES, at).ratio == (1, 1)
