"""Fronts: who leads, what a judgement moves, when it comes, and who names the next one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, tiny
from wargame.errors import DeckError, UsageError
from wargame.rules.ir import NEVER
from wargame.rules.kernel import Stream

LEAD = {"north": "my.grain >= their.grain + 2", "south": "my.grain >= their.grain + 2"}
GRIP = {"north": "my.grain >= their.grain + 5", "south": "my.grain >= their.grain + 5"}


def front(name: str = "dam", **more: Any) -> dict[str, Any]:
    """A front that moves `calm`, led by whoever has 2 grain more."""
    told = {} if "value" in more else {"lead": LEAD}
    return {"id": name, "title": name.title(), "into": "shared.calm", **told, **more}


def docket(**more: Any) -> dict[str, Any]:
    return {"behind": "shared.calm", "stakes": 2, **more}


def table(*fronts: dict[str, Any], given: dict[str, Any] | None = None, **nouns: Any) -> Table:
    """A table at the plays of round 1, or at what is given."""
    start = {"turn": "north", "game.round": 1, **(given or {})}
    return Table(tiny(fronts=list(fronts), **nouns), start)


def passed(table: Table) -> Table:
    """Everybody passes until the round, or the game, is over or a front is named."""
    started = table.state.round
    while table.state.round == started and not table.over and table.legal[0] == "pass":
        table.do("pass")
    return table


def faults(*fronts: dict[str, Any], **nouns: Any) -> str:
    with pytest.raises(DeckError) as caught:
        tiny(fronts=list(fronts), **nouns)
    return str(caught.value)


# --- who leads -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("north", "south", "value"),
    [
        pytest.param(4, 4, 0, id="nobody"),
        pytest.param(5, 4, 0, id="not by enough"),
        pytest.param(6, 4, 1, id="the first seat"),
        pytest.param(4, 6, -1, id="the second seat"),
        pytest.param(9, 4, 2, id="a grip counts double"),
        pytest.param(0, 5, -2, id="the second seat's grip"),
    ],
)
def test_conditions_say_who_leads(north: int, south: int, value: int) -> None:
    given = {"north.grain": north, "south.grain": south}
    assert table(front(grip=GRIP, calendar={"1": 1}), given=given)["front.dam"] == value


def test_when_both_lead_nobody_does() -> None:
    both = {"north": "my.grain > 0", "south": "my.grain > 0"}
    assert table(front(lead=both, calendar={"1": 1}))["front.dam"] == 0


def test_a_grip_needs_no_lead() -> None:
    at = table(front(lead={}, grip={"south": "my.grain > 3"}, calendar={"1": 1}))
    assert at["front.dam"] == -2


def test_an_expression_may_say_who_leads() -> None:
    at = table(front(value="clamp(north.grain - 5, -3, 3)", calendar={"1": 1}))
    assert at["front.dam"] == -1


@pytest.mark.parametrize(
    ("asked", "write"),
    [
        ("front.dam == north", " Write front.dam > 0."),
        ("south == front.dam", " Write front.dam < 0."),
        ("front.dam == nobody", " Write front.dam == 0."),
        ("front.dam != north", ""),
    ],
)
def test_who_leads_is_no_seat_and_that_is_told(asked: str, write: str) -> None:
    rule = {"id": "dry", "title": "Dry", "phase": "account", "when": asked, "do": []}
    told = "'front.dam' is a number, above 0 when north leads, below 0 when south does."
    said = faults(front(calendar={"2": 1}), rules=[rule])
    assert said.count("a seat was expected here") == 1
    assert said.endswith(f"{told}{write}")


def test_a_computed_track_may_read_a_front() -> None:
    track = {"id": "mood", "title": "Mood", "of": "shared", "value": "front.dam + 5"}
    tracks = [track, *BASE["tracks"]]
    at = table(front(calendar={"1": 1}), given={"north.grain": 9}, tracks=tracks)
    assert at["shared.mood"] == 6


# --- what a judgement does -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "given", "calm"),
    [
        pytest.param({}, {"north.grain": 4}, 0, id="nobody leads"),
        pytest.param({}, {"north.grain": 6}, 3, id="stake for the leader"),
        pytest.param({}, {"south.grain": 6}, -3, id="stake for the second seat"),
        pytest.param({"grip": GRIP}, {"north.grain": 9}, 6, id="a grip takes it twice"),
        pytest.param({"grip": GRIP, "counts": "sign"}, {"north.grain": 9}, 3, id="or once"),
        pytest.param({}, {"north.grain": 6, "shared.calm": 9}, 10, id="stops at the edge"),
        pytest.param({"calendar": {"2": 3}}, {"north.grain": 6}, 0, id="not today"),
        pytest.param({"calendar": {"1": "north.grain // 2"}}, {"north.grain": 8}, 4, id="computed"),
    ],
)
def test_a_judgement_moves_the_lead(more: dict[str, Any], given: dict[str, Any], calm: int) -> None:
    at = table(front(**{"calendar": {"1": 3}, **more}), given=given)
    assert passed(at)["shared.calm"] == calm


def test_a_stake_may_be_a_named_number() -> None:
    numbers = [{"id": "prize", "value": 7}]
    at = table(front(calendar={"1": "number.prize"}), given={"north.grain": 6}, numbers=numbers)
    assert at["front.dam.stake"] == 7
    assert passed(at)["shared.calm"] == 7


@pytest.mark.parametrize(
    ("given", "north", "south"),
    [
        pytest.param({"north.grain": 6}, 6, 5, id="the winner teaches the loser"),
        pytest.param({"south.grain": 6}, 4, 3, id="each seat has its own"),
        pytest.param({}, 4, 4, id="nobody leads"),
    ],
)
def test_what_is_won(given: dict[str, Any], north: int, south: int) -> None:
    won = {"north": ["their.grain += 1"], "south": ["my.grain = 3"]}
    at = passed(table(front(calendar={"1": 3}, won=won), given=given))
    assert (at["north.grain"], at["south.grain"]) == (north, south)


def test_fronts_are_judged_in_deck_order_before_reviews() -> None:
    reviews = [{"id": "r", "title": "R", "rounds": [1], "do": ["shared.calm = 2 * shared.calm"]}]
    first = front("dam", calendar={"1": 1}, won={"north": ["south.grain = 9"]})
    at = table(first, front("weir", calendar={"1": 3}), given={"north.grain": 6}, reviews=reviews)
    assert passed(at)["shared.calm"] == 2 * (1 - 3)


def test_what_is_won_may_ask_and_the_round_goes_on() -> None:
    options = [{"id": one, "title": one, "do": ["shared.calm += 1"]} for one in ("yes", "no")]
    ask = {"choose": {"seat": "rival", "title": "?", "options": options}}
    fronts = front("dam", calendar={"1": 1}, won={"north": [ask]}), front("weir", calendar={"1": 2})
    at = passed(table(*fronts, given={"north.grain": 6}))
    assert (at.seat, at.legal, at["front.weir.last"]) == ("south", ["choose yes", "choose no"], 0)
    at.do("choose yes")
    assert (at["shared.calm"], at.state.round, at["front.weir.last"]) == (4, 2, 1)


def test_an_ending_at_once_ends_the_game_before_a_front_is_named() -> None:
    endings = [
        {"id": "won", "title": "Won", "when": "shared.calm > 2", "immediate": True},
        {"id": "over", "title": "Over"},
    ]
    two = front("dam", calendar={"1": 3}), front("weir", calendar={"2": 1})
    at = table(*two, docket=docket(), endings=endings, given={"north.grain": 6})
    assert passed(at).over
    seen = at.view().fronts
    assert [(one.due, one.stake, one.then) for one in seen] == [(-1, 0, 3), (-1, 0, 3)]


# --- dates ---------------------------------------------------------------------------------


def test_dates_and_stakes_round_by_round() -> None:
    at = table(front(calendar={"2": 3, "3": 5}), rounds={"max": 4})
    found = []
    while not at.over:
        found.append([at[f"front.dam.{part}"] for part in ("due", "stake", "next", "staked")])
        passed(at)
    assert found == [[1, 0, 3, 0], [0, 3, 3, 0], [0, 5, 5, 3], [NEVER, 0, 0, 5]]
    assert (at["game.judged"], at["front.dam.last"]) == (4, 0)


def test_a_round_that_is_judged_lies_behind() -> None:
    two = front("dam", calendar={"1": 3, "2": 4}), front("weir", calendar={"1": 1})
    at = passed(table(*two, docket=docket()))
    told = [[at[f"front.{one}.{part}"] for part in ("due", "stake", "next")] for one in IDS]
    assert told == [[1, 0, 4], [NEVER, 0, 0]]
    at.do("name weir")
    told = [[at[f"front.{one}.{part}"] for part in ("due", "stake", "next")] for one in IDS]
    assert (at.state.round, told) == (2, [[0, 4, 4], [0, 2, 2]])


IDS = ("dam", "weir")


# --- the docket ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "given", "seat"),
    [
        pytest.param({}, {"shared.calm": 3}, "south", id="the seat behind"),
        pytest.param({}, {"shared.calm": -3}, "north", id="the seat behind, turned round"),
        pytest.param({}, {}, "south", id="level: the second after an odd round"),
        pytest.param({}, {"game.round": 2}, "north", id="level: the first after an even one"),
        pytest.param({"level": "north"}, {}, "north", id="level: a seat"),
        pytest.param({"chooser": "ahead"}, {"shared.calm": 3}, "north", id="the seat ahead"),
        pytest.param({"chooser": "south"}, {"shared.calm": -3}, "south", id="always one seat"),
        pytest.param({"chooser": "alternate"}, {"shared.calm": -3}, "south", id="in turns, odd"),
        pytest.param({"chooser": "alternate"}, {"game.round": 2}, "north", id="in turns, even"),
        pytest.param({"behind": "-shared.calm"}, {"shared.calm": 3}, "north", id="an expression"),
    ],
)
def test_who_names_a_front(more: dict[str, Any], given: dict[str, Any], seat: str) -> None:
    two = front("dam"), front("weir")
    at = passed(table(*two, docket=docket(**more), given=given))
    assert (at.seat, at.legal) == (seat, ["name dam", "name weir"])


def test_what_was_named_is_judged_in_the_next_round() -> None:
    at = passed(table(front("dam"), front("weir", value="1"), docket=docket()))
    at.do("name weir")
    assert (at.state.round, at["game.docket"], at["front.weir.stake"]) == (2, 2, 2)
    assert passed(at)["shared.calm"] == 2


def test_the_docket_comes_on_top_of_the_calendar() -> None:
    at = passed(table(front("dam"), front("weir", value="1", calendar={"2": 3}), docket=docket()))
    assert passed(at.do("name weir"))["shared.calm"] == 5


@pytest.mark.parametrize(
    ("again", "legal"), [(False, ["name dam"]), (True, ["name dam", "name weir"])]
)
def test_the_same_front_twice_running(again: bool, legal: list[str]) -> None:
    at = passed(table(front("dam"), front("weir"), docket=docket(again=again)))
    assert passed(at.do("name weir")).legal == legal


def test_nobody_names_for_a_round_that_has_no_stake() -> None:
    two = front("dam"), front("weir")
    at = table(*two, docket=docket(stakes={"3": 4}, from_round=3), rounds={"max": 4})
    assert passed(at).state.round == 2
    assert passed(at).legal == ["name dam", "name weir"]
    at.do("name dam")
    assert (at["front.dam.stake"], at["front.dam.due"]) == (4, 0)
    assert passed(at).state.round == 4
    assert passed(at).over


# --- in secret -----------------------------------------------------------------------------


def sealed(**more: Any) -> Table:
    """A table at which the second seat has just named `weir` in secret."""
    two = front("dam", calendar={"2": 3}), front("weir", value="1", calendar={"2": 1})
    at = passed(table(*two, docket=docket(secret=True, **more)))
    assert (at.seat, at.legal) == ("south", ["seal dam", "seal weir"])
    return at.do("seal weir")


def test_what_was_named_in_secret_counts_and_is_then_known() -> None:
    at = sealed()
    assert (at["game.docket"], at["front.weir.stake"]) == (0, 1)
    assert passed(at)["shared.calm"] == 3
    assert (at["game.docket"], at["game.docket_last"], at["front.weir.staked"]) == (0, 2, 3)
    assert at.legal == ["seal dam"]


def test_what_one_has_named_oneself_is_no_news_when_it_is_shown() -> None:
    at = sealed()
    before = {seat: at.view(seat) for seat in at.game.seats}
    passed(at)
    news = {seat: at.view(seat).has_learned_since(before[seat]) for seat in before}
    assert news == {"north": True, "south": False}


def test_a_front_is_not_said_to_have_been_named_last_where_none_is_to_be_named() -> None:
    at = passed(sealed())
    at.do("seal dam")
    assert "'seal' is not open now" in at.refusal("seal dam")


def test_only_whoever_named_it_sees_it() -> None:
    at = sealed()
    told = {
        seat: [(one.is_named, one.stake, one.due) for one in at.view(seat).fronts]
        for seat in ("north", "south", "")
    }
    assert told["south"] == [(False, 3, 0), (True, 3, 0)]
    assert told["north"] == told[""] == [(False, 3, 0), (False, 1, 0)]
    assert {at.view(seat).sealed_by for seat in told} == {"south"}


def test_naming_in_secret_leaves_no_trace() -> None:
    at = sealed()
    assert not [write for write in at.writes if write.site.noun in ("front", "docket")]
    shown = [write.name for write in passed(at).writes if write.site.noun == "docket"]
    assert shown == ["game.docket", "game.docket_last"]


@pytest.mark.parametrize(("again", "could_be"), [(False, {0}), (True, {0, 1})])
def test_others_imagine_every_front_that_it_could_be(again: bool, could_be: set[int]) -> None:
    at = passed(sealed(again=again))
    at.do("seal dam")
    rival = "south" if at.view().sealed_by == "north" else "north"
    view = at.view(rival)
    found = {at.game.resample(view, Stream(seed)) for seed in range(20)}
    own = at.view(view.sealed_by)
    seen = {
        n
        for state in found
        for n, one in enumerate(at.game.redact(state, own.seat).fronts)
        if one.is_named
    }
    assert seen == could_be
    assert all(at.game.redact(state, rival) == view for state in found)


# --- what has moved, and why ---------------------------------------------------------------


def test_a_trace_tells_who_led_and_the_stake() -> None:
    at = passed(table(front(calendar={"1": 3}), given={"north.grain": 6}))
    told = [
        (write.name, write.new, write.site.item)
        for write in at.writes
        if write.site.noun == "front"
    ]
    assert told == [
        ("front.dam.staked", 3, "front dam"),
        ("front.dam.last", 1, "front dam"),
        ("shared.calm", 3, "front dam"),
    ]


# --- faults --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"into": None}, "nothing says what its judgement moves", id="into"),
        pytest.param({"into": "shared.calmer"}, "unknown name 'shared.calmer'", id="unknown"),
        pytest.param({"into": "game.round"}, "'game.round' is computed", id="not written"),
        pytest.param({"lead": {}}, "nothing says who leads", id="nobody leads"),
        pytest.param({"lead": {"east": "my.grain > 1"}}, "'east' is no seat", id="seat"),
        pytest.param({"won": {"east": []}}, "'east' is no seat", id="seat that wins"),
        pytest.param({"value": "1", "won": {"east": []}}, "'east' is no seat", id="wins by value"),
        pytest.param({"value": "1", "lead": LEAD}, "it has 'value' beside 'lead'", id="both"),
        pytest.param({"value": "north.grain"}, "can be 0 to 10, and must be -3 to 3", id="range"),
        pytest.param({"calendar": {}}, "it is never judged", id="no date"),
        pytest.param({"calendar": {"13": 1}}, "round 13 is after the last", id="late"),
        pytest.param({"calendar": {"1": -1}}, "'-1' is outside 0 to 1000", id="stake below 0"),
        pytest.param({"calendar": {"1": -1}}, "Write a number of 0 to 1000.", id="what to write"),
        pytest.param({"calendar": {"soon": 1}}, "calendar", id="no round"),
        pytest.param({"value": "front.dam"}, "computed from itself", id="circle"),
    ],
)
def test_faults_of_a_front(changes: dict[str, Any], said: str) -> None:
    written = {
        **front(calendar={"1": 2}),
        **({"lead": {}} if "value" in changes else {}),
        **changes,
    }
    kept = {key: value for key, value in written.items() if value is not None}
    assert said in faults(kept)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param({"behind": None}, "nothing says who is behind", id="behind"),
        pytest.param({"chooser": "east"}, "nobody is called 'east'", id="chooser"),
        pytest.param({"level": "east"}, "nobody is called 'east'", id="level"),
        pytest.param({"stakes": {"1": 2}}, "no front is named for round 1", id="too early"),
        pytest.param({"stakes": {"40": 2}}, "round 40 is after the last", id="too late"),
        pytest.param({"from_round": 1}, "from_round", id="from"),
    ],
)
def test_faults_of_a_docket(more: dict[str, Any], said: str) -> None:
    written = {key: value for key, value in docket(**more).items() if value is not None}
    assert said in faults(front("dam"), front("weir"), docket=written)


def test_one_front_cannot_be_named_twice_running() -> None:
    assert "too few fronts" in faults(front("dam"), docket=docket())


# --- with a contest ------------------------------------------------------------------------


def test_a_contest_says_what_moves_and_who_is_behind() -> None:
    two = [{**front(name, calendar={"1": 3})} for name in ("dam", "weir")]
    bare = [{key: value for key, value in one.items() if key != "into"} for one in two]
    at = table(*bare, docket={"stakes": 2}, contest=LEAD_OF_CALM, given={"south.grain": 6})
    assert passed(at)["shared.calm"] == -6
    assert at.seat == "north"


def test_a_judgement_moves_no_computed_lead() -> None:
    bare = {key: value for key, value in front(calendar={"1": 3}).items() if key != "into"}
    computed = {"lead": "north.grain - south.grain"}
    assert "the contest's lead is computed" in faults(bare, contest=computed)


LEAD_OF_CALM = {"lead": "shared.calm"}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"lead": {"north": "my.plan > 2"}}, id="who leads"),
        pytest.param({"calendar": {"1": "north.plan"}}, id="a stake"),
        pytest.param({"into": "north.plan"}, id="what is moved"),
    ],
)
def test_what_one_seat_alone_sees_decides_nothing_that_all_see(changes: dict[str, Any]) -> None:
    plan = {"id": "plan", "title": "Plan", "of": "seats", "max": 9, "seen_by": "owner"}
    written = {**front(calendar={"1": 2}), **changes}
    assert "only north sees 'north.plan'" in faults(written, tracks=[*BASE["tracks"], plan])


def test_a_front_is_put_on_the_docket_of_an_example_by_its_name() -> None:
    two = front("dam"), front("weir")
    at = table(*two, docket=docket(), given={"game.round": 2, "game.docket": "weir"})
    assert (at["game.docket"], at["front.weir.stake"]) == (2, 2)
    with pytest.raises(UsageError, match="there is no front 'wier'"):
        table(*two, docket=docket(), given={"game.docket": "wier"})


def test_a_front_is_told_with_what_its_leader_wins() -> None:
    game = tiny(fronts=[front(calendar={"1": 1}, won={"south": ["my.grain += 1"]})])
    told = game.describe("dam")
    assert told[-3:] == [
        "a judgement: Calm moves by the stake, for whoever leads",
        "won by South:",
        "  Grain (South) +1",
    ]
