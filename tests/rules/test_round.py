"""The round: its order, injects, reviews, agendas, and how a game ends."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, card, rule, seats, tiny
from wargame.rules.position import actions_at

LOG = [
    {"id": "log", "title": "Log", "of": "shared", "max": 1_000_000},
    {"id": "calm", "title": "Calm", "of": "shared", "min": -10, "max": 10},
]


def mark(digit: int) -> str:
    """A line that writes a digit behind those already there."""
    return f"shared.log = 10 * shared.log + {digit}"


def inject(name: str, *do: Any, **more: Any) -> dict[str, Any]:
    return {"id": name, "title": name, "text": name, "do": list(do), **more}


def test_the_phases_come_in_order() -> None:
    game = tiny(
        tracks=LOG,
        rounds={"max": 1},
        rules=[rule("account", mark(4)), rule("draw", mark(3)), rule("world", mark(2))],
        injects=[inject("flood", mark(1), round=1)],
        reviews=[{"id": "audit", "title": "Audit", "rounds": [1], "do": [mark(5)]}],
    )
    table = Table(game)
    assert table["shared.log"] == 123  # now the plays
    assert table.do("pass", "pass")["shared.log"] == 12345


def test_rules_of_a_phase_come_in_deck_order_and_for_each_seat() -> None:
    rules = [
        rule("world", mark(1)),
        {**rule("world", "my.score += 1", mark(2)), "id": "b", "seat": "seats"},
        {**rule("world", mark(3), when="shared.log == 0"), "id": "c"},
        {**rule("world", mark(4), when="shared.log > 0", seat="south"), "id": "d"},
    ]
    table = Table(tiny(tracks=LOG, rules=rules))
    assert table["shared.log"] == 1224
    assert (table["north.score"], table["south.score"]) == (1, 1)


def test_a_rule_that_stops_lets_the_others_wait() -> None:
    luck = {"chance": [{"weight": 1, "title": "a"}, {"weight": 1, "title": "b"}]}
    rules = [rule("world", mark(1), luck, mark(2)), {**rule("world", mark(3)), "id": "after"}]
    table = Table(tiny(tracks=LOG, rules=rules))
    assert table["shared.log"] == 1
    assert table.do("outcome 1")["shared.log"] == 123


@pytest.mark.parametrize(
    ("initiative", "first"),
    [
        pytest.param("north", ["north", "north", "north"], id="always north"),
        pytest.param("south", ["south", "south", "south"], id="always south"),
        pytest.param("alternate", ["north", "south", "north"], id="in turns"),
    ],
)
def test_who_begins(initiative: str, first: list[str]) -> None:
    table = Table(tiny(turn={"plays": 1, "initiative": initiative}))
    seen = []
    for _ in range(3):
        seen.append(table.seat)
        table.rounds(1)
    assert seen == first


@pytest.mark.parametrize("plays", [0, 1, 2, 3])
def test_plays_are_taken_in_turns(plays: int) -> None:
    table = Table(tiny(turn={"plays": plays, "initiative": "south"}, rounds={"max": 1}))
    seen = []
    while not table.over:
        seen.append(table.seat)
        table.do("pass")
    assert seen == ["south", "north"] * plays


# --- injects -------------------------------------------------------------------------------


def test_an_inject_with_a_date_comes_in_its_round() -> None:
    table = Table(
        tiny(
            tracks=LOG,
            injects=[
                inject("b", mark(2), round=2, once=False),
                inject("a", mark(1), round=2),
                inject("c", mark(3), round=2, needs="shared.log > 100"),
            ],
        )
    )
    assert table["shared.log"] == 0
    assert (table.rounds(1)["shared.log"], table["game.injects"]) == (21, 2)
    assert table.state.dated_injects == ("b", "a")
    assert table.rounds(1)["shared.log"] == 21


@pytest.mark.parametrize(
    ("injects", "quiet", "odds"),
    [
        pytest.param(
            [inject("a"), inject("b", weight=3)], 0, {"inject a": 1, "inject b": 3}, id="by weight"
        ),
        pytest.param([inject("a")], 2, {"inject a": 1, "inject none": 2}, id="or none"),
        pytest.param(
            [inject("a"), inject("b", needs="shared.calm > 0")],
            0,
            {"inject a": 1},
            id="only those allowed",
        ),
        pytest.param(
            [inject("a"), inject("b", weight="max(shared.calm, 0)")],
            0,
            {"inject a": 1},
            id="none of zero weight",
        ),
        pytest.param([inject("a"), inject("b", round=4)], 0, {"inject a": 1}, id="none dated"),
        pytest.param([inject("a", needs="shared.calm > 0")], 2, {}, id="no draw of nothing"),
    ],
)
def test_what_may_be_drawn(injects: Any, quiet: int, odds: dict[str, int]) -> None:
    turn = {"plays": 1, "initiative": "north", "quiet_weight": quiet}
    assert Table(tiny(injects=injects, turn=turn)).odds == odds


def test_once_is_once_and_more_is_more() -> None:
    table = Table(tiny(injects=[inject("a"), inject("b", once=False)]))
    table.do("inject a", "pass", "pass")
    assert (table.odds, table.state.dated_injects) == ({"inject b": 1}, ())
    assert table.do("inject b", "pass", "pass").odds == {"inject b": 1}
    assert table["game.injects"] == 2


def test_none_is_counted_as_no_inject() -> None:
    turn = {"plays": 1, "initiative": "north", "quiet_weight": 1}
    table = Table(tiny(injects=[inject("a")], turn=turn)).do("inject none")
    assert (table["game.injects"], table.do("pass", "pass").odds["inject a"]) == (0, 1)


# --- reviews -------------------------------------------------------------------------------


def test_a_review_comes_at_the_end_of_its_rounds() -> None:
    review = {
        "id": "audit",
        "title": "A",
        "rounds": [1, 3],
        "seat": "seats",
        "when": "my.grain > 2",
        "do": ["my.score += 2"],
    }
    table = Table(tiny(reviews=[review]), {"south.grain": 1})
    seen = []
    for _ in range(4):
        table.rounds(1)
        seen.append((table["north.score"], table["south.score"]))
    assert seen == [(2, 0), (2, 0), (4, 0), (4, 0)]


def test_reviews_of_one_round_come_in_deck_order() -> None:
    reviews = [{"id": f"r{n}", "title": "R", "rounds": [1], "do": [mark(n)]} for n in (1, 2)]
    assert Table(tiny(tracks=LOG, reviews=reviews)).rounds(1)["shared.log"] == 12


# --- agendas -------------------------------------------------------------------------------

AGENDAS = [
    {"id": name, "title": name, "text": name, "seat": seat, "score": score}
    for name, seat, score in (
        ("calm", "any", "shared.calm"),
        ("grain", "any", "my.grain"),
        ("wall", "north", 7),
    )
]


def agendas(candidates: int = 2, **deck: Any) -> Table:
    turn = {"plays": 1, "initiative": "north", "agenda_candidates": candidates}
    return Table(tiny(agendas=AGENDAS, turn=turn, **deck))


def test_a_seat_is_shown_its_candidates_one_by_one() -> None:
    table = agendas()
    assert table.odds == {"agenda calm": 1, "agenda grain": 1, "agenda wall": 1}
    assert table.do("agenda wall").odds == {"agenda calm": 1, "agenda grain": 1}
    table.do("agenda calm")
    assert (table.seat, table.legal) == ("north", ["keep calm", "keep wall"])


def test_then_the_rival_is() -> None:
    table = agendas().do("agenda wall", "agenda calm", "keep wall")
    assert table.odds == {"agenda calm": 1, "agenda grain": 1}
    table.do("agenda grain", "agenda calm", "keep grain")
    assert (table["game.round"], table.seat) == (1, "north")


def test_no_more_candidates_than_there_are() -> None:
    table = agendas(candidates=6).do("agenda wall", "agenda calm", "agenda grain")
    assert table.legal == ["keep calm", "keep grain", "keep wall"]


def keeps(table: Table) -> Table:
    """North keeps the wall, south its grain."""
    table.do("agenda wall", "agenda calm", "keep wall")
    return table.do("agenda grain", "agenda calm", "keep grain")


def test_a_kept_agenda_is_seen_by_its_owner_only() -> None:
    table = keeps(agendas())
    views = [table.view(seat) for seat in ("north", "south")]
    assert [view.agenda for view in views] == ["wall", "grain"]
    assert views[0].agenda_candidates == views[1].agenda_candidates


def test_agendas_score_at_the_end() -> None:
    table = keeps(agendas(rounds={"max": 1})).do("pass", "pass")
    assert table.game.returns(table.state) == {"north": 7, "south": 4}


def test_agendas_score_at_a_review_that_says_so_and_are_dealt_anew() -> None:
    review = {
        "id": "audit",
        "title": "A",
        "rounds": [1],
        "agendas": True,
        "do": ["south.grain += 2"],
    }
    table = keeps(agendas(rounds={"max": 2}, reviews=[review])).do("pass", "pass")
    assert (table["north.score"], table["south.score"]) == (7, 4)
    assert table["south.grain"] == 6
    assert table.odds == {"agenda calm": 1, "agenda grain": 1}  # the wall has been scored
    table.do("agenda calm", "agenda grain", "keep grain")
    assert (table.legal, table["game.round"]) == (["agenda calm"], 1)
    table.do("agenda calm", "keep calm")
    assert table["game.round"] == 2
    assert table.do("pass", "pass").game.returns(table.state) == {"north": 11, "south": 4}


def test_agendas_are_scored_before_fronts_of_the_same_round() -> None:
    """As the rules of the deck tell."""
    review = {"id": "audit", "title": "A", "rounds": [1], "agendas": True}
    front = {"id": "dam", "title": "D", "into": "shared.calm", "calendar": {"1": 1}, "value": "1"}
    won = {"won": {"north": ["south.grain += 2"]}}
    at = agendas(fronts=[{**front, **won}], reviews=[review], rounds={"max": 1})
    table = keeps(at).do("pass", "pass")
    assert (table["south.grain"], table["south.score"]) == (6, 4)


def test_agendas_are_not_dealt_anew_when_no_round_is_left() -> None:
    review = {"id": "audit", "title": "A", "rounds": [1], "agendas": True}
    table = keeps(agendas(rounds={"max": 1}, reviews=[review])).do("pass", "pass")
    assert table.over
    assert table.game.returns(table.state) == {"north": 7, "south": 4}


# --- the end -------------------------------------------------------------------------------

ENDINGS = [
    {"id": "peace", "title": "P", "when": "shared.calm >= 5"},
    {"id": "war", "title": "W", "when": "shared.calm <= -5", "immediate": True},
    {"id": "stale", "title": "S", "when": "game.round >= 2"},
    {"id": "over", "title": "O"},
]


@pytest.mark.parametrize(
    ("calm", "rounds", "ending"),
    [
        pytest.param(5, 2, "peace", id="the first that holds"),
        pytest.param(0, 2, "stale", id="the next that holds"),
        pytest.param(0, 1, "over", id="the last takes what is left"),
    ],
)
def test_the_class_of_an_ending(calm: int, rounds: int, ending: str) -> None:
    table = Table(tiny(endings=ENDINGS, rounds={"max": rounds}), {"shared.calm": calm})
    assert table.rounds(rounds).over
    assert table.game.ending(table.state) == ending


def test_an_immediate_ending_stops_the_game_at_once() -> None:
    act = card("act", "shared.calm = -5")
    game = tiny(endings=ENDINGS, cards=[act], rules=[rule("account", "shared.calm = 0")])
    table = Table(game, {"hand.north": ["act"]}).do("play act")
    assert (table.over, table["game.round"]) == (True, 1)
    assert table.game.ending(table.state) == "war"


def test_other_endings_do_not_stop_it() -> None:
    assert not Table(tiny(endings=ENDINGS), {"shared.calm": 5}).rounds(1).over


@pytest.mark.parametrize(
    ("start", "seen"),
    [
        pytest.param(1, {1: True, 2: True, 3: True}, id="from round 1"),
        pytest.param(3, {1: False, 2: False, 3: True}, id="from round 3"),
    ],
)
def test_luck_may_end_the_game_from_some_round_on(start: int, seen: dict[int, bool]) -> None:
    table = Table(tiny(rounds={"max": 4, "uncertain_from": start, "end_pct": 30}))
    for number, uncertain in seen.items():
        assert table["game.round"] == number
        table.do("pass", "pass")
        assert (table.seat == "CHANCE") == uncertain
        if uncertain:
            assert table.odds == {"end game": 30, "go on": 70}
            table.do("go on")
    assert table.do("pass", "pass").over  # the last round is certain


def test_luck_may_end_it() -> None:
    table = Table(tiny(rounds={"max": 4, "uncertain_from": 1})).do("pass", "pass", "end game")
    assert table.over
    assert table.game.ending(table.state) == "over"


def test_an_end_that_is_certain_is_still_told() -> None:
    table = Table(tiny(rounds={"max": 4, "uncertain_from": 1, "end_pct": 100})).do("pass", "pass")
    assert table.odds == {"end game": 100}


def test_final_scores_are_added_and_returns_are_less_par() -> None:
    game = tiny(seats=seats({"score": "my.grain * 2", "par": 5}, {"score": -3}), rounds={"max": 1})
    table = Table(game, {"north.score": 10, "south.score": 1})
    assert game.returns(table.state) == {"north": 5, "south": 1}  # so far
    table.rounds(1)
    assert (table["north.score"], table["south.score"]) == (18, -2)
    assert game.returns(table.state) == {"north": 13, "south": -2}


def test_scores_of_agendas_are_not_seen_by_final_scores_of_the_other_seat() -> None:
    game = tiny(seats=seats({"score": "their.score"}), agendas=AGENDAS[1:2], rounds={"max": 1})
    table = Table(game).do("agenda grain", "keep grain", "agenda grain", "keep grain")
    table.do("pass", "pass")  # agendas first, then what the seats add
    assert game.returns(table.state) == {"north": 8, "south": 4}


def test_nothing_follows_the_end() -> None:
    table = Table(
        tiny(
            rounds={"max": 1},
            deals={
                "terms": [1],
                "items": [
                    {
                        "id": "gold",
                        "title": "G",
                        "seat": "north",
                        "kind": "pledge",
                        "track": "capital",
                        "amount": 1,
                    }
                ],
            },
            tracks=BASE["tracks"],
        ),
        {},
    )
    table.rounds(1)
    assert table.over
    assert table.seat == ""
    assert actions_at(table.state) == ()
