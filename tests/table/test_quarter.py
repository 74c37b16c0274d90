"""A round that is over: lead, fronts, reviews, points, talks, and what the account moved."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_clauses import gold, thin_wall
from tests.rules.test_deals import GATE, WALL, deals
from tests.rules.test_fronts import docket, front
from tests.rules.tiny import BASE, card, rule, seats, tiny
from tests.table.drawn import unwrapped
from tests.tui.conftest import open_deck, play_on, sit
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.rules.game import Game
from wargame.rules.verbs import BREACH, END, GO
from wargame.table.host.sitting import Sitting
from wargame.table.panes.quarter import quarter_rows
from wargame.table.plain.typeset import lines
from wargame.table.told.blocks import Moves, Points
from wargame.table.told.forecast import in_a_sentence
from wargame.table.told.quarter import closed_round, closes_now, quarter_of
from wargame.table.told.round_over import quarter
from wargame.table.told.scene import Scene
from wargame.table.words.rows import BETTER, WORSE

CONTEST = {"lead": "shared.calm", "points": {"win": 3, "stand": 1}}
GOES = {"id": "fair", "title": "The fair", "rounds": [1], "seat": "north"}
FAIR = {**GOES, "do": [{"when": "my.grain >= 5", "do": ["my.capital += 2"]}]}


def table(**nouns: Any) -> Sitting:
    given: dict[str, Any] = {
        "rules": [rule("account", "shared.calm -= 2", "north.grain -= 1")],
        "reviews": [FAIR],
    }
    game = tiny(**{**given, **nouns})
    return Sitting(Match(game, {seat: Person() for seat in game.seats}, 3, traced=True))


def after(sitting: Sitting, *texts: str, seat: str = "north") -> Scene:
    for text in texts:
        sitting.draw_luck()
        sitting.take(text)
    sitting.draw_luck()
    return sitting.scene(seat)


def told(scene: Scene, asked: str = "") -> str:
    return unwrapped(lines(scene.titles, quarter(scene, asked)))


def test_before_a_round_has_closed_nothing_is_over() -> None:
    scene = after(table(), "pass")
    assert closed_round(scene.view) == 0
    assert told(scene) == "No round is over yet."


def test_a_floor_that_hangs_on_a_computed_number_is_told_as_far_as_that_goes() -> None:
    store = {"id": "store", "title": "Store", "of": "north", "max": 7, "value": "3 * my.grain"}
    contest = {**CONTEST, "floors": {"north": "my.store >= 2"}}
    loss = rule("account", "north.grain -= 2")
    scene = after(
        table(tracks=[*BASE["tracks"], store], contest=contest, rules=[loss]), *2 * ["pass"]
    )
    (floor,) = quarter_of(scene, 1).floors
    assert (floor.old, floor.new) == (7, 6)


def test_a_contest_tells_the_lead_before_and_after_and_each_front() -> None:
    fronts = [front("dam", calendar={"1": 3}), front("weir", calendar={"2": 1})]
    more = rule("account", "south.grain += 2")
    scene = after(table(contest=CONTEST, fronts=fronts, rules=[more]), "pass", "pass")
    assert "The lead goes from level to South by 3." in told(scene)
    assert "Dam, stake 3: South leads, the lead moves 3 towards South." in told(scene)
    assert "Weir" not in told(scene)


@pytest.mark.parametrize(
    ("seat", "role"), [pytest.param("north", WORSE, id="first"), pytest.param("south", BETTER)]
)
def test_what_moved_the_lead_is_better_for_whom_it_moved_it_to(seat: str, role: str) -> None:
    fronts = [front("dam", calendar={"1": 3})]
    rules = [
        rule("account", "south.grain += 2"),
        rule("account", "shared.calm -= 5", id="half", title="Half"),
    ]
    sitting = table(contest=CONTEST, fronts=fronts, rules=rules)
    points = [
        point
        for block in quarter(after(sitting, "pass", "pass", seat=seat))
        if isinstance(block, Points)
        for point in block.points
        if point.text.startswith(("Dam, stake", "Half: the lead"))
    ]
    assert [point.role for point in points] == [role, role]


def test_all_that_moved_the_lead_is_told_and_adds_up() -> None:
    more = rule("account", "shared.calm -= 5", id="half", title="Half is forgotten")
    fronts = [front("dam", calendar={"1": 3})]
    lean = rule("account", "south.grain += 2")
    scene = after(table(contest=CONTEST, fronts=fronts, rules=[more, lean]), "pass", "pass")
    assert "The lead goes from level to South by 8." in told(scene)
    assert "Dam, stake 3: South leads, the lead moves 3 towards South." in told(scene)
    assert "Half is forgotten: the lead moves 5 towards South." in told(scene)
    assert told(scene).index("Half is forgotten") < told(scene).index("Dam, stake 3")  # as it came


@pytest.mark.parametrize(
    ("asks", "said"),
    [
        pytest.param("my.grain >= 2", "Applies: Grain (North) is at least 2 (it was 3).", id="so"),
        pytest.param(
            "my.grain < 2",
            "Not so: Grain (North) is under 2 (it was 3); the other case applies.",
            id="not so",
        ),
        pytest.param("my.grain >= 9", "", id="as it was"),
    ],
)
def test_a_review_that_turns_a_number_says_by_what(asks: str, said: str) -> None:
    new, old = (0, 1) if "<" in asks else (1, 0)
    turns = {**GOES, "do": [f"shared.calm = {new} if {asks} else {old}"]}
    scene = after(
        table(reviews=[turns], rules=[rule("account", "north.grain -= 1")]), *2 * ["pass"]
    )
    text = told(scene)
    assert (f"The fair. {said}" in text) if said else ("The fair." not in text)


def test_a_review_is_told_to_ask_what_it_has_moved_itself_before() -> None:
    goes = {**GOES, "do": ["my.grain -= 2", {"when": "my.grain >= 2", "do": ["my.capital += 2"]}]}
    scene = after(table(reviews=[goes], rules=[]), *2 * ["pass"])
    assert "The fair. Does not apply: Grain (North) is at least 2 (it was 2)." not in told(scene)
    goes = {**goes, "do": ["my.grain -= 3", *goes["do"][1:]]}
    scene = after(table(reviews=[goes], rules=[]), *2 * ["pass"])
    assert "The fair. Does not apply: Grain (North) is at least 2 (it was 1)." in told(scene)


ROLLED = {"roll": {"dice": 1, "sides": 2}, "do": ["my.grain += 3"]}
LATER = {"after": 1, "do": ["my.grain += 1"]}
HOLDER = {"id": "last", "title": "Who came last", "of": "shared", "kind": "seat", "start": "south"}


@pytest.mark.parametrize(
    ("reviews", "said"),
    [
        pytest.param(
            [[ROLLED, FAIR["do"][0]]],
            "Applies: Grain (North) is at least 5 (it was 7).",
            id="behind a roll",
        ),
        pytest.param(
            [FAIR["do"], ["my.grain -= 2"]],
            "Does not apply: Grain (North) is at least 5 (it was 4).",
            id="before another review moves it",
        ),
        pytest.param(
            [["shared.calm += 1"], [{"when": "shared.calm == 1", "do": ["my.grain += 1"]}]],
            "Applies: Calm is 1 (it was 1).",
            id="behind another review",
        ),
        pytest.param(
            [[{"when": "game.round < 2", "do": [LATER], "otherwise": ["my.grain -= 1"]}]],
            "Applies: Round is under 2 (it was 1).",
            id="as the round ends without a write",
        ),
        pytest.param(
            [[{"when": "game.round % 2 == 1", "do": ["my.grain += 1"]}]],
            "Applies: Round is odd (it was 1).",
            id="of every other round",
        ),
        pytest.param(
            [[{"when": "shared.last == south", "do": ["my.grain += 1"]}]],
            "Applies: Who came last is South (it was South).",
            id="of who holds something",
        ),
        pytest.param(
            [
                [
                    {
                        "when": "(my.grain if shared.calm >= 0 else their.stash) > shared.calm",
                        "do": ["my.capital += 1"],
                    }
                ]
            ],
            "Applies: (Grain (North) if Calm is at least 0, else Stash (South)) is over Calm.",
            id="of a number that is not known",
        ),
    ],
)
def test_what_reviews_ask_is_told_as_it_stood_when_they_asked(
    reviews: list[list[Any]], said: str
) -> None:
    stash = {"id": "stash", "title": "Stash", "of": "seats", "max": 9, "seen_by": "owner"}
    every = [{**GOES, "id": f"fair_{n}", "do": do} for n, do in enumerate(reviews)]
    tracks = [*BASE["tracks"], HOLDER, stash]
    found = told(after(table(tracks=tracks, reviews=every, rules=[]), *2 * ["pass"]))
    assert f"The fair. {said}" in found
    assert found.count("ppl") == 1


@pytest.mark.parametrize(
    ("moves", "asks", "said"),
    [
        ("measure.wall -= 2", "measure.wall.in_force <= 1", "Applies: Wall, in force is at most 1"),
        ("measure.wall = 0", "measure.wall.in_force > 0", "Does not apply: Wall is in force"),
    ],
)
def test_what_is_in_force_is_told_behind_the_level_that_a_review_set(
    moves: str, asks: str, said: str
) -> None:
    """All that one line writes came before what the next one asked."""
    fair = {
        "id": "fair",
        "title": "The fair",
        "rounds": [1],
        "do": [moves, {"when": asks, "do": ["shared.calm += 1"]}],
    }
    scene = after(table(measures=[WALL, GATE], reviews=[fair]), "pass", "pass")
    assert f"The fair. {said}" in told(scene)


def test_a_divided_number_is_told_as_it_stood_in_a_later_round_too() -> None:
    odd = {**GOES, "rounds": [3], "do": [{"when": "game.round % 2 == 1", "do": ["my.grain += 1"]}]}
    found = told(after(table(reviews=[odd], rules=[]), *6 * ["pass"]))
    assert "Applies: Round is odd (it was 3)." in found


def test_an_era_is_told_by_its_name_as_what_is_asked_calls_it() -> None:
    eras = [{"id": name, "title": name.title(), "round": n} for n, name in ((1, "old"), (2, "new"))]
    asks = {"when": "game.era == new", "do": [], "otherwise": ["my.grain -= 1"]}
    found = told(
        after(table(reviews=[{**GOES, "do": [asks]}], eras=eras, rules=[]), "pass", "pass")
    )
    assert "Not so: Era is New (it was 1, Old); the other case applies." in found


def test_no_review_is_told_of_where_the_game_ended_before_it() -> None:
    endings = [{"id": "flood", "title": "Flood", "when": "shared.calm < 0", "immediate": True}]
    fair = {**GOES, "do": [{"when": "my.grain < 9", "do": ["my.capital += 2"]}]}
    scene = after(table(reviews=[fair], endings=[*endings, *BASE["endings"]]), *2 * ["pass"])
    assert scene.view.is_over
    assert "is over" in told(scene)
    assert "The fair" not in told(scene)


def test_of_a_secret_that_lies_open_at_the_end_no_review_tells_how_it_stood() -> None:
    """It was told as it stands at the end."""
    stash = {"id": "stash", "title": "Stash", "of": "seats", "start": 2, "max": 9}
    does = [{"when": "my.stash >= 2", "do": ["my.stash -= 2"], "otherwise": ["my.stash += 1"]}]
    nouns = {"tracks": [*BASE["tracks"], {**stash, "seen_by": "owner"}], "rounds": {"max": 1}}
    sitting = table(reviews=[{**GOES, "do": does}], rules=[], **nouns)
    scene = after(sitting, *2 * ["pass"])
    assert "The fair. Applies: Stash (North) is at least 2 (it was 2)." in told(scene)
    assert "The fair" not in told(sitting.scene("south"))


def test_what_is_counted_of_a_seat_at_the_end_is_told_with_whose_it_is() -> None:
    """Before the round closes and after it; its title alone says nothing of what moved."""
    contest = {"lead": "clamp(north.score - south.score, -9, 9)"}
    sitting = table(contest=contest, seats=seats({"score": 3}), rounds={"max": 1}, reviews=[])
    cause = "Score at the end (North): the lead moves 3 towards North."
    scene = after(sitting)
    assert cause in unwrapped(lines(scene.titles, in_a_sentence(scene)))
    assert cause in told(after(sitting, "pass", "pass"))


NET = "north.grain - south.grain"
EDGE = {"id": "edge", "title": "Edge", "of": "shared", "min": -10, "max": 10, "value": NET}


@pytest.mark.parametrize("lead", ["shared.edge", "shared.calm - project.mill.done"])
def test_what_moves_a_lead_that_is_computed_is_told_too(lead: str) -> None:
    sow = rule("account", "south.grain += 2", {"advance": "mill"}, id="sow", title="They sow")
    stage = {"id": "one", "title": "One", "cost": {"capital": 9}, "do": []}
    mill = {"id": "mill", "title": "Mill", "seat": "north", "stages": [stage]}
    tracks = [*BASE["tracks"], EDGE]
    sitting = table(contest={"lead": lead}, tracks=tracks, projects=[mill], rules=[sow], reviews=[])
    scene = after(sitting)
    by = 2 if lead == "shared.edge" else 1
    said = unwrapped(lines(scene.titles, in_a_sentence(scene)))
    assert f"South by {by}" in said
    assert f"They sow: the lead moves {by} towards South." in said
    assert f"They sow: the lead moves {by} towards South." in told(after(sitting, "pass", "pass"))


def test_of_what_a_review_asks_of_one_number_only_what_held_is_told() -> None:
    asks = [
        {"when": "my.grain >= 2", "do": ["my.capital += 2"]},
        {"when": "my.grain >= 20", "do": ["my.capital += 2"]},
    ]
    said = told(after(table(reviews=[{**GOES, "do": asks}]), "pass", "pass"))
    assert "Applies: Grain (North) is at least 2" in said
    assert "Does not apply" not in said


def test_what_a_review_brought_is_not_told_once_more_for_what_did_not_apply() -> None:
    asks = [
        {"when": "my.grain >= 2", "do": ["my.capital += 2"]},
        {"when": "my.capital >= 99", "do": ["my.capital -= 2"]},
    ]
    scene = after(table(reviews=[{**GOES, "do": asks}]), "pass", "pass")
    met, missed = quarter_of(scene, 1).reviews
    assert (met.is_met, [one.name for one in met.changes]) == (True, ["north.capital"])
    assert (missed.is_met, missed.changes) == (False, ())


@pytest.mark.parametrize(
    ("grain", "said"),
    [
        pytest.param(9, "Applies: Grain (North) is at least 5 (it was 8).", id="met"),
        pytest.param(4, "Does not apply: Grain (North) is at least 5 (it was 3).", id="not met"),
    ],
)
def test_a_review_tells_what_it_asked_what_there_was_and_whether_it_held(
    grain: int, said: str
) -> None:
    tracks = [BASE["tracks"][0], {**BASE["tracks"][1], "start": grain}]
    assert said in told(after(table(tracks=tracks), "pass", "pass"))


def test_what_a_review_says_otherwise_is_told_to_apply_with_what_it_brought() -> None:
    """The card said "Does not apply" of a meeting that failed, and not what that cost."""
    ask = {"when": "my.grain >= 20", "do": ["my.capital += 2"], "otherwise": ["my.capital += 1"]}
    scene = after(table(reviews=[{**GOES, "do": [ask]}]), "pass", "pass")
    (verdict,) = quarter_of(scene, 1).reviews
    assert (verdict.is_met, verdict.is_otherwise) == (False, True)
    assert [one.name for one in verdict.changes] == ["north.capital"]
    said = told(scene)
    assert "Not so: Grain (North) is at least 20 (it was 3); the other case applies." in said
    assert "Does not apply" not in said


def test_what_a_review_brings_by_luck_or_by_its_date_alone_is_told() -> None:
    """Of an election the card told who had won it, and not what that changed."""
    luck = {"weight": 1, "title": "Rain", "do": ["north.grain += 2", "shared.calm += 5"]}
    never = {"weight": 0, "title": "Snow", "do": []}
    met = {"when": "my.grain >= 2", "do": ["my.capital += 2"]}
    asks = [met, "south.grain += 1", {"chance": [luck, never]}]
    reviews = [{**GOES, "do": asks}]
    scene = after(table(reviews=reviews, contest=CONTEST), "pass", "pass")
    over = quarter_of(scene, 1)
    assert [one.name for one in over.reviews[0].changes] == ["north.capital", "north.grain"]
    assert [(title, [one.name for one in rest]) for title, rest in over.besides] == [
        ("The fair", ["south.grain"])  # and not calm, which is the lead
    ]
    fair = next(block for block in quarter(scene) if isinstance(block, Moves))
    assert fair.label == "The fair"
    assert [one.name for one in fair.moves] == ["north.capital", "north.grain", "south.grain"]


def test_what_agendas_scored_on_their_date_is_told() -> None:
    """Where both sides scored as much, the lead stood still, and the card told nothing. Of several
    reviews of one round it is told once."""
    aims = [
        {"id": f"aim_{seat}", "title": "Aim", "seat": seat, "text": "Score 4.", "score": "4"}
        for seat in ("north", "south")
    ]
    review = {"id": "day", "title": "The day", "rounds": [1], "agendas": True, "do": []}
    turn = {**BASE["turn"], "agenda_candidates": 1}
    again = {**review, "id": "night", "title": "The night"}
    sitting = table(agendas=aims, reviews=[review, again], turn=turn)
    scene = after(sitting, "keep aim_north", "keep aim_south", "pass", "pass")
    ((title, scored),) = quarter_of(scene, 1).besides
    assert title == "The day"
    assert [(one.name, one.new - one.old) for one in scored] == [
        ("north.score", 4),
        ("south.score", 4),
    ]


def test_of_a_chain_of_conditions_only_that_which_came_is_told_to_apply() -> None:
    last = {"when": "my.capital >= 0", "do": ["my.capital += 1"]}
    ask = {"when": "my.grain >= 20", "do": ["my.capital += 2"], "otherwise": [last]}
    said = told(after(table(reviews=[{**GOES, "do": [ask]}]), "pass", "pass"))
    assert "Applies: Capital (North) is at least 0" in said
    assert "the other case applies" not in said


def test_what_a_review_asks_of_one_number_in_vain_is_told_once() -> None:
    asks = [{"when": f"my.grain {asked}", "do": ["my.capital += 2"]} for asked in ("> 8", "<= 1")]
    said = told(after(table(reviews=[{**GOES, "do": asks}]), "pass", "pass"))
    assert "Does not apply: Grain (North) is over 8 or at most 1 (it was 3)." in said
    assert said.count("The fair") == 1


def test_what_a_review_asks_of_several_things_is_told_without_the_number_of_one() -> None:
    """Of a plant that was begun and not done the card said "(it was 1)"."""
    asks = [{"when": "shared.calm <= -1 and north.grain >= 1", "do": ["north.capital += 1"]}]
    said = told(after(table(reviews=[{**FAIR, "do": asks}]), "pass", "pass"))
    assert "Applies: Calm is at most -1 and Grain (North) is at least 1." in said


def test_a_number_below_nothing_has_one_minus_on_the_whole_card() -> None:
    asks = [{"when": "shared.calm <= -1", "do": ["north.grain += 1"]}]
    said = told(after(table(reviews=[{**FAIR, "do": asks}]), "pass", "pass"))
    assert "Applies: Calm is at most -1 (it was -2)." in said
    assert "−" not in said


def test_points_are_told_by_source_for_both_sides() -> None:
    points = rule("account", "my.score += my.grain", seat="seats")
    found = told(after(table(rules=[points], reviews=[]), "pass", "pass"))
    assert "North: +4 points - Rule +4 South: +4 points - Rule +4" in found


def test_three_causes_are_told_and_the_rest_unfolds() -> None:
    do = ["north.grain -= 2", "south.grain += 3", "shared.calm += 1", "north.capital += 1"]
    rules = [{**rule("account", one), "id": f"r{n}"} for n, one in enumerate(do)]
    tracks = [*BASE["tracks"], {"id": "mud", "title": "Mud", "of": "shared", "max": 9}]
    more = {**rule("account", "shared.mud += 1"), "id": "r9"}
    scene = after(table(rules=[*rules, more], tracks=tracks, reviews=[]), "pass", "pass")
    assert "1 more change (quarter all)." in told(scene)
    assert "South: Grain 4 to 7: Rule" in told(scene)
    assert "Calm 0 to 1" not in told(scene)
    assert "Calm 0 to 1" in told(scene, "all")


def test_what_was_taken_and_given_back_is_none_of_the_largest() -> None:
    there = rule("account", "south.grain += 4", "north.grain += 1", id="there", title="There")
    back = rule("account", "south.grain -= 4", id="back", title="Back")
    scene = after(table(rules=[there, back]), "pass", "pass")
    found = quarter_of(scene, 1)
    assert found is not None
    assert found.changes[0].name == "north.grain"
    assert {one.name for one in found.changes} >= {"south.grain"}


def test_what_moved_most_comes_first_each_number_once_with_all_its_causes() -> None:
    fades = rule("account", "north.grain -= 3", id="fades", title="It fades")
    grows = rule("account", "north.grain += 2", id="grows", title="It grows")
    more = rule("account", "south.grain += 2", id="more", title="More")
    said = told(after(table(rules=[fades, grows, more], reviews=[]), "pass", "pass"))
    assert "North: Grain 4 to 3: It fades -3, It grows +2" in said
    assert said.index("South: Grain 4 to 6: More") < said.index("North: Grain 4 to 3")


def test_who_names_a_front_is_told_and_then_what_was_named() -> None:
    fronts = [front("dam", calendar={"1": 3}), front("weir")]
    sitting = table(contest=CONTEST, fronts=fronts, docket=docket())
    asked = after(sitting, "pass", "pass")
    assert "names a front for the next round now" in told(asked)
    named = after(sitting, "name weir")
    assert "names Weir for the next round." in told(named)


def test_a_front_named_in_secret_is_told_to_whoever_named_it() -> None:
    fronts = [front("dam", calendar={"2": 3}), front("weir")]
    sitting = table(contest=CONTEST, fronts=fronts, docket=docket(secret=True))
    after(sitting, "pass", "pass")
    own, other = sitting.mover, "south" if sitting.mover == "north" else "north"
    after(sitting, "seal weir")
    who = sitting.titles.seats[own]
    assert f"{who} names Weir for the next round." in told(sitting.scene(own))
    assert f"{who} has named a front in secret." in told(sitting.scene(other))
    after(sitting, "pass", "pass")
    assert "Weir for the next round" not in told(sitting.scene(own))


def test_who_decides_something_else_names_no_front() -> None:
    options: list[Any] = [{"id": name, "title": name, "do": []} for name in ("fish", "grain")]
    pick = {"title": "Which?", "seat": "north", "options": options}
    rules = [rule("account", {"choose": pick})]
    fronts = [front("dam", calendar={"1": 3}), front("weir")]
    asked = after(
        table(contest=CONTEST, fronts=fronts, docket=docket(), rules=rules), "pass", "pass"
    )
    assert asked.view.to_move == "north"
    assert "names a front" not in told(asked)


def test_what_a_review_brought_both_sides_stands_below_it_once() -> None:
    fair = {**GOES, "seat": "seats", "do": [{"when": "my.grain >= 2", "do": ["my.capital += 2"]}]}
    said = told(after(table(reviews=[fair]), "pass", "pass"))
    assert said.count("The fair:") == 1
    assert "Capital (North)" in said
    assert "Capital (South)" in said


def test_what_a_review_brought_is_told_once_where_several_things_held() -> None:
    asks = [
        {"when": "my.grain >= 2", "do": ["my.capital += 2"]},
        {"when": "shared.calm <= 9", "do": ["my.grain += 1"]},
    ]
    scene = after(table(reviews=[{**GOES, "do": asks}]), "pass", "pass")
    reviews = quarter_of(scene, 1).reviews
    assert [one.is_met for one in reviews] == [True, True]
    names = [one.name for review in reviews for one in review.changes]
    assert sorted(names) == ["north.capital", "north.grain"]
    assert told(scene).count("Capital (North)") == 1


def test_of_what_a_review_asks_only_what_it_came_to_is_told() -> None:
    """A condition inside one that did not hold was told to apply."""
    inside = {"when": "shared.calm <= 9", "do": ["my.capital += 2"]}
    for grain, met in ((2, ["Grain (North) is at least 2", "Calm is at most 9"]), (20, [])):
        asks = [{"when": f"my.grain >= {grain}", "do": [inside]}]
        scene = after(table(reviews=[{**GOES, "do": asks}]), "pass", "pass")
        assert [one.needed for one in quarter_of(scene, 1).reviews if one.is_met] == met
    other = {**GOES, "when": "my.grain >= 20", "do": [inside]}
    scene = after(table(reviews=[other]), "pass", "pass")
    assert not [one for one in quarter_of(scene, 1).reviews if one.is_met]


def test_a_review_that_asks_what_is_paused_is_told() -> None:
    """What a court struck down stood on no card: its condition counted as unknown."""
    asks = {**GOES, "when": "measure.wall >= 0 and measure.wall.paused == 0"}
    scene = after(
        table(measures=[WALL], reviews=[{**asks, "do": ["my.capital += 2"]}]), "pass", "pass"
    )
    (review,) = quarter_of(scene, 1).reviews
    assert (review.is_met, [one.name for one in review.changes]) == (True, ["north.capital"])


def test_it_is_said_why_nobody_could_talk() -> None:
    item = {"id": "well", "title": "The well", "seat": "north", "kind": "transfer"}
    give = {**item, "text": "A well.", "track": "grain", "amount": 1}
    deals = {"terms": [1], "max_items": 1, "needs": "shared.calm >= 3", "items": [give]}
    found = told(after(table(deals=deals), "pass", "pass"))
    assert "No talks. They need: Calm is at least 3 (it was 0)." in found
    both = {**deals, "needs": "shared.calm >= game.round"}
    found = told(after(table(deals=both), "pass", "pass"))
    assert "No talks. They need: Calm is at least Round (Calm was 0; Round was 1)." in found
    later = {**deals, "needs": "game.round >= 2"}
    found = told(after(table(deals=later), "pass", "pass"))
    assert "No talks. They need: Round is at least 2 (it was 1)." in found
    no_more = {**deals, "needs": "game.round >= 2 and game.round < 3"}
    sitting = table(deals=no_more, rounds={"max": 3})
    after(sitting, "pass", "pass", "pass", "pass", "pass", "pass")
    assert "No talks: it was the last round." in told(after(sitting))


def test_why_nobody_could_talk_is_told_by_the_names_of_values() -> None:
    """A reader was told of `Window for talks is 1 (it was 0, shut)`."""
    bands = [{"at": 0, "name": "shut"}, {"at": 1, "name": "open"}]
    gate = {"id": "talks", "title": "Gate", "of": "shared", "max": 1, "bands": bands}
    opens = {**gate, "value": "1 if shared.calm > 3 else 0", "text": "Open at a calm of 4."}
    talks = deals(needs="shared.talks == 1")
    sitting = table(tracks=[*BASE["tracks"], opens], measures=[WALL, GATE], deals=talks)
    found = told(after(sitting, "pass", "pass"))
    assert "No talks. They need: Gate is open (it was shut)." in found


def test_a_deal_that_runs_is_why_nobody_could_talk_and_is_told_when_it_is_signed() -> None:
    bargains = deals(max_running=1, extensions=0)
    sitting = table(measures=[WALL, GATE], deals=bargains, reviews=[])
    after(sitting, "pass", "pass", "offer thin_wall", "offer gold", "table 3", "accept")
    first = after(sitting)
    assert closed_round(first.view) == 1
    assert "South accepts: thin_wall for gold." in told(first)
    second = after(sitting, "pass", "pass")
    assert closed_round(second.view) == 2
    assert "No talks: 1 deal can run at a time, and 1 did." in told(second)
    waits = deals(needs="game.deals == 0 or game.deal_left <= 1", extensions=0)
    sitting = table(measures=[WALL, GATE], deals=waits, reviews=[])
    after(sitting, "pass", "pass", "offer thin_wall", "offer gold", "table 3", "accept")
    said = told(after(sitting, "pass", "pass"))
    assert "No talks. They need: Deals in force is 0 or Rounds left of" in said


def test_where_two_accept_in_a_round_what_is_traded_is_not_guessed() -> None:
    sitting = table(measures=[WALL, GATE], deals=deals(max_running=2), reviews=[])
    signed = ("pass", "pass", "offer thin_wall", "offer gold", "table 3", "accept", "pass")
    after(sitting, *signed, "pass", "pass", "extend 1", "accept")
    said = told(after(sitting, "offer grain_now", "offer grain_back", "table 1", "accept"))
    assert "South accepts." in said
    assert "North accepts." in said


def test_what_is_traded_is_told_of_the_deal_of_the_round_beside_older_ones() -> None:
    sitting = table(measures=[WALL, GATE], deals=deals(max_running=2), reviews=[], rules=[])
    signed = ("pass", "pass", "offer thin_wall", "offer gold", "table 3", "accept", "pass")
    after(sitting, *signed, "pass", "pass")
    offered = ("offer grain_now", "offer grain_back", "table 1", "accept", "pass")
    assert "South accepts: grain_now for grain_back." in told(after(sitting, *offered))


def test_what_moved_nothing_is_no_cause() -> None:
    dew = rule("account", "north.grain += south.grain - 4", id="dew", title="Dew")
    mice = rule("account", "north.grain -= 1", id="mice", title="Mice")
    scene = after(table(rules=[dew, mice], reviews=[]), "pass", "pass")
    assert "North: Grain 4 to 3: Mice" in told(scene)


@pytest.mark.parametrize(
    ("contest", "into", "said"),
    [
        (CONTEST, "shared.calm", "Dam, stake 3: South leads, the lead moves 2 towards South and"),
        (CONTEST, "south.grain", "Dam, stake 3: South leads, Grain -3."),
        ({**CONTEST, "table": "seminar"}, "shared.calm", "Dam: South leads."),
    ],
)
def test_a_judgement_tells_what_it_moved_and_what_stopped_it(
    contest: dict[str, Any], into: str, said: str
) -> None:
    fronts = [front("dam", calendar={"1": 3}, into=into)]
    rules = [rule("account", "shared.calm -= 8", "south.grain += 2")]
    scene = after(table(contest=contest, fronts=fronts, rules=rules, reviews=[]), "pass", "pass")
    assert said in told(scene)


def test_a_round_closes_once_for_each_seat_that_sees_it() -> None:
    sitting = table()
    assert closes_now(after(sitting, "pass")) == 0
    assert closes_now(after(sitting, "pass")) == 1
    assert closes_now(after(sitting, "pass", seat="south")) == 1
    assert closes_now(after(sitting, seat="north")) == 0


def test_a_round_is_told_once_where_a_front_is_named_and_the_game_may_end_after_it() -> None:
    fronts = [front("dam", calendar={"1": 3}), front("weir")]
    may_end = {"max": 3, "uncertain_from": 1, "end_pct": 50}
    sitting = table(contest=CONTEST, fronts=fronts, docket=docket(), rounds=may_end, reviews=[])
    assert closes_now(after(sitting, "pass", "pass")) == 1
    named = after(sitting, "name weir")
    assert any(one.entry.verb in (END, GO) for one in named.news)
    assert closes_now(named) == 0


@pytest.mark.parametrize("named", [[], ["name weir"]], ids=["by a pass", "by a docket"])
def test_news_of_a_date_are_told_whatever_closed_the_round(named: list[str]) -> None:
    flood = {"id": "flood", "title": "Flood", "text": "-", "round": 2, "do": []}
    fronts = [front("dam", calendar={"1": 3}), front("weir")]
    nouns = {"contest": CONTEST, "fronts": fronts, "docket": docket()} if named else {}
    scene = after(table(injects=[flood], reviews=[], **nouns), "pass", "pass", *named)
    assert told(scene).count("News: Flood.") == 1


def test_a_round_whose_review_asks_something_is_told_once_that_is_answered() -> None:
    options: list[Any] = [{"id": name, "title": name, "do": []} for name in ("fish", "grain")]
    pick = {"title": "Which?", "seat": "north", "options": options}
    sitting = table(reviews=[{**GOES, "do": ["my.grain += 2", {"choose": pick}]}])
    asked = after(sitting, "pass", "pass")
    assert (asked.view.phase, asked.view.to_move) == ("account", "north")
    assert (closed_round(asked.view), closes_now(asked)) == (0, 0)
    assert closes_now(after(sitting, "choose fish")) == 1


def test_what_another_seat_alone_sees_is_not_told() -> None:
    tracks = [*BASE["tracks"], {"id": "seed", "title": "Seed", "of": "seats", "max": 9}]
    tracks[-1] = {**tracks[-1], "seen_by": "owner", "start": 1}
    hidden = rule("account", "my.seed += 2", seat="seats")
    sitting = table(tracks=tracks, rules=[hidden], reviews=[])
    north = after(sitting, "pass", "pass")
    assert "North: Seed 1 to 3" in told(north, "all")
    assert "South: Seed" not in told(north, "all")
    assert "South: Seed 1 to 3" in told(sitting.scene("south"), "all")


def test_a_round_that_closes_with_a_card_of_the_rival_is_told_as_it_was() -> None:
    sitting = table(
        contest=CONTEST,
        fronts=[front("dam", calendar={"1": 3})],
        seats=seats({}, {"hand": 2}),
        cards=[card(name, {"draw": 1}, seat="south") for name in ("peek", "look", "watch")],
        rules=[rule("account", "south.grain += 2")],
    )
    after(sitting, "pass")
    play = next(one for one in sitting.scene("south").view.legal if one.text.startswith("play"))
    for seat in ("south", "north"):
        scene = after(sitting, *[play.text] * (seat == "south"), seat=seat)
        assert "The lead goes from level to South by 3." in told(scene)
        assert "Dam, stake 3: South leads, the lead moves 3 towards South." in told(scene)


def test_a_review_of_what_is_hidden_tells_nothing_of_it() -> None:
    tracks = [*BASE["tracks"], {"id": "seed", "title": "Seed", "of": "seats", "max": 9}]
    tracks[-1] = {**tracks[-1], "seen_by": "owner", "start": 1}
    review = {**FAIR, "do": [{"when": "my.seed >= 1", "do": ["my.seed += 1"]}]}
    sitting = table(tracks=tracks, reviews=[review])
    north = after(sitting, "pass", "pass")
    assert quarter_of(north, 1).reviews
    assert not quarter_of(sitting.scene("south"), 1).reviews


@pytest.mark.parametrize("name", ["primer", "entanglement", "kitchen_fronts", "kitchen_targets"])
def test_every_round_of_a_game_can_be_told(name: str) -> None:
    game: Game = open_deck(name)
    sitting = sit(game, 4, *["random"] * len(game.seats))
    seen = 0
    for plies in range(30, 400, 45):
        play_on(sitting, plies)
        for seat in game.seats:
            scene = sitting.scene(seat)
            if not sitting.is_over and (number := closed_round(scene.view)):
                one = quarter_of(scene, number)
                lead = scene.view.lead
                if one.lead is not None and scene.view.round == number:
                    assert one.lead[1] == lead
                if one.lead is not None:
                    moved = [front.moved for front in one.fronts]
                    moved += [by for _, by in (*one.lead_first, *one.lead_by)]
                    assert one.lead[1] - one.lead[0] == sum(moved)
                assert told(scene, "all")
                seen += 1
    assert seen


def test_what_the_rival_did_last_stands_on_the_card_once() -> None:
    sitting = sit(open_deck("primer"), 1, "human", "greedy")
    play_on(sitting, 24)
    scene = sitting.scene("us")
    assert closes_now(scene)
    assert told(scene).count("China accepts: ") == 1
    rows = quarter_rows(scene, 80)
    card = "".join(span.text for row in rows for line in row.lines for span in line)
    assert card.count("China accepts.") == 1
    assert "8 more changes (m)." in card


def test_a_deal_that_was_not_kept_is_not_told_as_run_out() -> None:
    never = {"needs": "my.grain >= 90", "by_round": 1, "failed": "breach"}
    laid = {
        "terms": [3],
        "items": [thin_wall(performs=never), gold()],
        "breach": ["their.grain += 2", "shared.calm -= 3"],
    }
    sitting = table(measures=[WALL, GATE], deals=laid, reviews=[])
    offered = ("offer thin_wall", "offer gold", "table 3", "accept")
    scene = after(sitting, "pass", "pass", *offered, "pass")
    came = quarter_of(scene, 1).came
    assert came == (
        "South accepts: thin_wall for gold.",
        "thin_wall: not done, and North breaks the deal.",
    )
    assert not [one for one in came if "has run out" in one]
    moved = {one.name: (one.old, one.new, one.cause) for one in quarter_of(scene, 1).changes}
    assert moved["shared.calm"] == (0, -5, "Rule -2, A deal is broken -3")
    assert moved["south.grain"] == (4, 6, "A deal is broken")
    play_on(sitting, 10_000)
    marks = [mark for mark in sitting.debrief.account().course.marks if mark.occasion == "breach"]
    assert [(one.round, one.seat, f"{one.title}.") for one in marks] == [(1, "north", came[-1])]


def test_a_deal_that_has_run_out_is_named_by_its_date_and_items() -> None:
    sitting = sit(open_deck("entanglement"), 2, "random", "random")
    play_on(sitting, 10_000)
    ended = [entry for entry in sitting.match.log if entry.ran_out]
    assert ended, "another seed"
    titles = sitting.titles
    for entry in ended:
        (signed, items) = entry.ran_out[0]
        said = " ".join(quarter_of(sitting.scene("us"), entry.round).came)
        given = "; ".join(titles.items[item] for item in items)
        assert f"The deal of {titles.round(signed)} has run out ({given})" in said
    broken = [entry.round for entry in sitting.match.log if entry.verb == BREACH]
    assert broken, "another seed"
    assert not [entry for entry in sitting.match.log if entry.verb == BREACH and entry.ran_out]


def test_a_table_that_names_no_winner_is_told_no_lead() -> None:
    """Its fronts were told without their stakes, below a lead that went where no board shows it."""
    given = {"fronts": [front("dam", calendar={"1": 3})], "rules": [], "reviews": []}
    rules = [rule("account", "south.grain += 2")]
    seminar = {**CONTEST, "table": "seminar"}
    for contest, is_told in ((CONTEST, True), (seminar, False)):
        scene = after(table(**{**given, "rules": rules, "contest": contest}), "pass", "pass")
        assert "Dam" in told(scene)
        assert ("The lead goes from" in told(scene)) == is_told


def test_points_of_the_end_are_told_as_such_and_not_by_the_name_of_a_side() -> None:
    """Below `North: +7 points` stood `North +4`."""
    seats = [{**one, "score": "my.grain"} if one["id"] == "north" else one for one in BASE["seats"]]
    scene = after(table(seats=seats, rounds={"max": 1}, rules=[], reviews=[]), "pass", "pass")
    assert "Score at the end (North) +4" in told(scene)


@pytest.mark.parametrize("lead", ["north.grain - south.grain", "shared.calm + south.grain"])
def test_where_the_lead_decides_nothing_what_it_is_made_of_is_told_like_any_other_number(
    lead: str,
) -> None:
    """It was told neither as a lead nor as a number that moved."""
    given = {"rules": [rule("account", "south.grain += 2")], "reviews": [], "fronts": []}
    for place, is_told in (("contest", False), ("seminar", True)):
        contest = {"lead": lead, "table": place}
        scene = after(table(**given, contest=contest), "pass", "pass")
        assert ("South: Grain 4 to 6" in told(scene)) == is_told, told(scene)
