"""What an action makes of the account of this round, beside what comes without it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import opened, seated
from tests.rules.test_fronts import front
from tests.rules.tiny import BASE, card, rule, tiny
from wargame.play.drive import PlayerAsked
from wargame.play.match import Match
from wargame.rules.game import Game
from wargame.rules.verbs import PROPOSE
from wargame.table.host.sitting import Sitting
from wargame.table.panes.detail import detail_rows
from wargame.table.plain.typeset import lines
from wargame.table.told.blocks import Text
from wargame.table.told.forecast import forecast, in_a_sentence
from wargame.table.told.forecast_short import in_short
from wargame.table.told.foreseen import preview
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene, titles_of
from wargame.table.words.rows import BETTER, WORSE, Target, line_text

CONTEST = {"lead": "shared.calm", "floors": {"north": "my.grain >= 3"}, "points": {"win": 3}}
CARDS = [
    card("sow", "north.grain += 3"),
    card("glean", "north.grain += 2"),
    card("rest", "north.capital += 1"),
    card("burn", "north.grain -= 4"),
]


def game(**more: Any) -> Game:
    given: dict[str, Any] = {
        "contest": CONTEST,
        "cards": CARDS,
        "fronts": [front("dam", calendar={"1": 3})],
        "rules": [rule("account", "north.grain -= 1")],
    }
    return tiny(**{**given, **more})


def scene(rules: Game, seat: str = "north", **given: Any) -> Scene:
    named = {name.replace("__", "."): value for name, value in given.items()}
    hand = [one.id for one in rules.deck.cards]
    start = {"turn": seat, "game.round": 1, f"hand.{seat}": hand, **named}
    view = rules.redact(rules.position(start), seat)
    return Scene(view, titles_of(view.deck), side=seat)


def told(one: Scene, text: str) -> str:
    return " ".join(" ".join(lines(one.titles, preview(one, text))).split())


def test_first_comes_what_an_action_makes_of_the_lead_and_of_fronts_that_are_judged() -> None:
    said = told(scene(game()), "play sow")
    assert said.startswith("If the round closed then: lead North by 3 (without it level).")
    assert "Dam, judged this round: North leads (without it nobody leads)" in said


@pytest.mark.parametrize(
    ("named", "height", "said"),
    [
        pytest.param("sow", 3, "If you do: Play sow  lead ◆NO 3, else level", id="no room below"),
        pytest.param("sow", 40, "If you do: Play sow", id="all in sight"),
        pytest.param("rest", 3, "If you do: Play rest", id="moves no lead"),
    ],
)
def test_where_what_follows_is_out_of_sight_the_lead_stands_in_its_title(
    named: str, height: int, said: str
) -> None:
    found = detail_rows(scene(game()), Target("card", named), f"play {named}", 60, height)
    assert said in [line_text(line).strip() for row in found for line in row.lines]


@pytest.mark.parametrize(("seat", "role"), [("north", BETTER), ("south", WORSE)])
def test_the_lead_is_better_for_whom_an_action_moves_it_to(seat: str, role: str) -> None:
    cards = [card("lend", "north.grain += 3", seat=seat)]
    one = scene(game(cards=cards), seat)
    said = [block for block in preview(one, "play lend") if isinstance(block, Text)]
    assert [block.role for block in said if block.text.startswith("If the round")] == [role]


def test_a_front_that_the_account_turns_back_is_not_promised() -> None:
    """Whoever bought what was asked for at the moment was told of a lead, and lost the front."""
    said = told(scene(game()), "play glean")
    assert "Dam, judged this round: by then nobody leads all the same" in said
    assert "North leads" not in said
    assert "If the round closed then" not in said


def test_what_moves_nothing_by_the_close_is_not_told_of_it() -> None:
    said = told(scene(game()), "play rest")
    assert said == "Capital (North) 5 to 6."


def test_a_floor_that_an_action_breaks_or_mends_is_told() -> None:
    assert "Your floor breaks (now it holds)." in told(scene(game()), "play burn")
    low = scene(game(), north__grain=2)
    assert "Your floor holds (now it breaks)." in told(low, "play sow")


def test_an_action_that_decides_the_game_says_who_wins() -> None:
    last = scene(game(rounds={"max": 1}))
    assert "The game would be over: North wins by a lead of 3." in told(last, "play sow")
    assert "would be over" not in told(last, "play rest")


def test_a_front_tells_what_its_numbers_come_to_before_it_is_judged() -> None:
    one = scene(game(), north__grain=6)
    said = " ".join(" ".join(lines(one.titles, QUERIES["front"].make(one, "dam"))).split())
    assert "if it closed now, nobody leads, nothing moves. By then: Grain (North) 6 to 5." in said


def test_a_front_tells_what_brings_its_numbers_there_before_it_is_judged() -> None:
    """That home was lost by then was told, and not what would anger it by 6."""
    rot = rule("account", "north.grain -= 3", "south.grain -= 1", id="rot", title="Rot")
    rain = rule("account", "north.grain += 1", "south.grain += 1", id="rain", title="Rain")
    one = scene(game(rules=[rot, rain]), north__grain=6)
    said = " ".join(" ".join(lines(one.titles, QUERIES["front"].make(one, "dam"))).split())
    assert "By then: Grain (North) 6 to 4. - North: Grain 6 to 4: Rot -3, Rain +1" in said
    assert "South: Grain" not in said


def test_what_hangs_on_the_rival_stands_behind_its_answer() -> None:
    """It was told of the offer that the lead would move, before it was said: if they accept."""
    rules, found = opened("primer"), 0
    for seed in range(3, 9):
        sitting = Sitting(Match(rules, seated(rules, seed, "random"), seed, traced=True))
        for turn in sitting.turns():
            if isinstance(turn, PlayerAsked):
                for action in turn.view.legal:
                    if action.verb == PROPOSE:
                        said = told(sitting.scene(turn.view.seat), action.text)
                        closes = said.find("If the round closed then")
                        found += closes >= 0
                        assert closes < 0 or said.index("If the rival accepts") < closes
                sitting.take(turn.choose())
    assert found


FLOOD = {"id": "flood", "title": "The flood", "when": "shared.tide >= 10", "immediate": True}
TIDE = {"id": "tide", "title": "Tide", "of": "shared", "start": 4, "min": 0, "max": 100}


LOST = {"when": "shared.tide >= 10", "seat": "north", "title": "The flood"}
"""What loses the game to whoever digs."""
RISES = rule("account", "shared.tide += 6")
"""What brings the flood with the round."""


def at_the_dike(contest: dict[str, Any] | None, **more: Any) -> Scene:
    """One act brings the flood before a front is judged that South leads, another holds it off."""
    nouns = {
        "endings": [FLOOD, {"id": "over", "title": "Over"}],
        "cards": [card("dig", "shared.tide += 9"), card("drain", "shared.tide -= 4")],
        "tracks": [*BASE["tracks"], TIDE],
        "fronts": [front("dam", calendar={"1": 3})] if contest else [],
        **more,
    }
    rules = tiny(**nouns, **({"contest": contest} if contest else {}))
    return scene(rules, south__grain=9)


def titled(one: Scene, name: str, cells: int = 60) -> tuple[str, str]:
    """The title of what follows from a card, where that is out of sight, and its role."""
    found = detail_rows(one, Target("card", name), f"play {name}", cells, 3)
    title = next(line for row in found for line in row.lines if "If you do" in line_text(line))
    return line_text(title).strip(), title[-1].role


@pytest.mark.parametrize("rounds", [12, 1])
def test_of_an_act_that_ends_the_game_the_end_is_told_and_no_lead(rounds: int) -> None:
    """It was told as a gain: the lead level, else South by 3; in the last round still."""
    one = at_the_dike({**CONTEST, "lost_by": [LOST]}, rounds={"max": rounds})
    said = told(one, "play dig")
    assert said.startswith("The game would be over: South wins, for North has lost: The flood.")
    assert "If the round closed then" not in said
    assert titled(one, "dig") == ("If you do: Play dig  the game ends, ◇SO wins", WORSE)


def test_of_an_act_that_holds_off_an_end_it_is_told_what_comes_without_it() -> None:
    """It was told as a loss: the lead at South by 3, else level."""
    one = at_the_dike({**CONTEST, "lost_by": [LOST]}, rules=[RISES])
    assert told(one, "play drain").startswith(
        "If the round closed then: lead South by 3. "
        "Without it the game would be over: South wins, for North has lost: The flood."
    )
    said = "If you do: Play drain  the game goes on, else it ends, ◇SO wins"
    assert titled(one, "drain", 80) == (said, BETTER)
    assert titled(one, "drain", 40) == ("If you do: Play drain  the game goes on", BETTER)
    assert "over" not in told(one, "play dig")


def test_of_an_act_that_may_hold_off_an_end_it_is_told_that_it_may() -> None:
    ways = [{"weight": 1, "title": "Rain", "do": []}]
    ways += [{"weight": 1, "title": "Sun", "do": ["shared.tide -= 4"]}]
    one = at_the_dike(None, rules=[RISES], cards=[card("pray", {"chance": ways})])
    assert titled(one, "pray")[0] == "If you do: Play pray  the game may go on"


def test_of_what_the_last_round_still_asks_it_is_not_told_that_the_game_goes_on() -> None:
    """What is won by a front was to be chosen, and the game was over all the same."""
    options: list[dict[str, Any]] = [
        {"id": name, "title": name, "do": []} for name in ("feast", "fast")
    ]
    prize = {"choose": {"seat": "north", "title": "How?", "options": options}}
    dam = {**front("dam", calendar={"1": 3}), "won": {"north": [prize]}}
    one = scene(game(fronts=[dam], rounds={"max": 1}))
    assert "over" not in told(one, "play sow")
    assert titled(one, "sow")[0] == "If you do: Play sow  lead ◆NO 3, else level"


@pytest.mark.parametrize("contest", [None, {**CONTEST, "table": "seminar"}])
@pytest.mark.parametrize("rounds", [12, 1])
def test_where_nobody_can_win_an_act_that_ends_the_game_is_told_by_the_deck_s_word(
    contest: dict[str, Any] | None, rounds: int
) -> None:
    """Nothing was told; in the last round its title told nothing still."""
    one = at_the_dike(contest, rounds={"max": rounds})
    assert told(one, "play dig").startswith("The game would be over: The flood.")
    assert titled(one, "dig")[0] == "If you do: Play dig  the game ends: The flood"
    assert titled(one, "dig", 40)[0] == "If you do: Play dig  the game ends"


@pytest.mark.parametrize(
    ("contest", "how", "short"),
    [
        pytest.param(None, "The flood", ": The flood", id="no contest"),
        pytest.param({**CONTEST, "table": "seminar"}, "The flood", ": The flood", id="seminar"),
        pytest.param(
            {**CONTEST, "lost_by": [LOST]},
            "South wins, for North has lost: The flood",
            ", ◇SO wins",
            id="contest",
        ),
    ],
)
def test_a_round_that_ends_the_game_before_its_last_says_so(
    contest: dict[str, Any] | None, how: str, short: str
) -> None:
    """In a sentence it was told that nothing is judged; in a deck without a contest nothing."""
    one = at_the_dike(contest, rules=[RISES])
    for made in (forecast(one), in_a_sentence(one)):
        found = " ".join(" ".join(lines(one.titles, made)).split())
        assert f"he game is over: {how}." in found
    assert in_short(one)[0].text == f"the game ends{short}"
    assert not any("game" in part.text for part in in_short(at_the_dike(contest)))


def test_the_close_of_a_last_round_tells_how_the_game_ends_where_nobody_can_win() -> None:
    """At a contest it is told who would win; here nothing was."""
    seminar = game(contest={**CONTEST, "table": "seminar"}, rounds={"max": 1})
    for one in (scene(seminar), scene(tiny(rounds={"max": 1}))):
        found = " ".join(" ".join(lines(one.titles, forecast(one))).split())
        assert "The game is over: Over." in found
        assert "over" not in " ".join(lines(one.titles, in_a_sentence(one)))


def test_an_end_that_hangs_on_what_the_other_side_keeps_to_itself_is_told_as_such() -> None:
    """It was told for sure by the few ways in which that was imagined to stand."""
    hoard = {"id": "hoard", "title": "Hoard", "of": "seats", "max": 90, "seen_by": "owner"}
    bury = {"roll": {"sides": 20}, "secret": "me", "do": ["my.hoard += roll"]}
    rules = tiny(
        tracks=[*BASE["tracks"], hoard],
        cards=[card("bury", bury, bury)],
        endings=[
            {"id": "rich", "title": "Rich", "when": "north.hoard >= 40"},
            {"id": "over", "title": "Over"},
        ],
        rounds={"max": 1},
    )
    at = rules.apply(rules.position({"turn": "north", "hand.north": ["bury"]}), "play bury").state
    while rules.current_seat(at) == "CHANCE":
        at = rules.apply(at, rules.chance_outcomes(at)[0][0]).state
    for seat, said in (("north", "The game is over: Over."), ("south", "Perhaps: Over.")):
        one = Scene(rules.redact(at, seat), titles_of(rules.deck), side=seat)
        assert said in " ".join(" ".join(lines(one.titles, forecast(one))).split())
