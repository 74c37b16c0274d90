"""What no game of a deck goes beyond: against whole trees of small games, and in random play."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.conformance import check_play
from tests.rules.tiny import card, rule, seats, tiny
from tests.strategies import plain_games
from wargame.errors import DeckError
from wargame.rules.asking.bounds import Bounds, bounds_of
from wargame.rules.game import Game

Effect = Any
"""An effect as a deck writes it."""

TWO: dict[str, Any] = {"rounds": {"max": 2}, "turn": {"plays": 0, "initiative": "north"}}
"""Two rounds in which nobody does anything."""

FOUR: dict[str, Any] = {**TWO, "rounds": {"max": 4}}

PLAY: dict[str, Any] = {"rounds": {"max": 2}, "turn": {"plays": 1, "initiative": "north"}}

PAID_PASS = {"plays": 1, "initiative": "north", "passing": {"cost": {"score": 1}}}


def bounds(game: Game) -> Bounds:
    return game.rules.bounds


def whole_tree(game: Game) -> tuple[int, int, list[tuple[int, int]]]:
    """The longest game, the most outcomes of a node, and the range of each seat's returns."""
    longest = most = 0
    ends: list[dict[str, int]] = []
    seen: dict[str, bool] = {}
    waiting = [game.new()]
    while waiting:
        state = waiting.pop()
        if seen.setdefault(state.digest, False):
            continue
        seen[state.digest] = True
        longest = max(longest, state.ply)
        if game.is_terminal(state):
            ends.append(game.returns(state))
            continue
        most = max(most, len(game.chance_outcomes(state)))
        waiting += [game.apply(state, action).state for action in game.legal_actions(state)]
    return longest, most, [(min(e[s] for e in ends), max(e[s] for e in ends)) for s in game.seats]


def luck(*blocks: Sequence[Effect]) -> Effect:
    return {"chance": [{"weight": 1, "title": "T", "do": list(block)} for block in blocks]}


def ask(seat: str, *blocks: Sequence[Effect]) -> Effect:
    options = [{"id": f"o{n}", "title": "T", "do": list(block)} for n, block in enumerate(blocks)]
    return {"choose": {"seat": seat, "title": "T", "options": options}}


COIN = luck([], [])
GAIN, LOSS = "north.score += 1", "north.score -= 2"


def first_round(*do: Effect) -> list[dict[str, Any]]:
    """A rule that does something in the first round only."""
    return [rule("world", *do, when="game.round == 1")]


def stage(name: str, *do: Effect, **more: Any) -> dict[str, Any]:
    return {"id": name, "title": "S", "do": list(do), **more}


def project(name: str, *stages: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "title": "P", "seat": "north", "stages": list(stages), **more}


TRANSFER = {"kind": "transfer", "track": "grain", "amount": 1}
SMALL_DEALS = {
    "max_items": 1,
    "max_running": 1,
    "terms": [1],
    "extensions": 0,
    "items": [
        {"id": "a", "title": "A", "seat": "north", **TRANSFER},
        {"id": "b", "title": "B", "seat": "south", **TRANSFER},
    ],
}

INJECT = {"id": "i", "title": "I", "text": "I", "weight": 1, "do": [COIN]}

AGENDAS = [
    {"id": name, "title": name, "text": name, "seat": "any", "score": score}
    for name, score in (("calm", 3), ("grain", "my.grain - 6"))
]

CASES = [
    pytest.param({**TWO}, 0, 0, id="nothing happens"),
    pytest.param({**PLAY}, 4, 4, id="everybody passes"),
    pytest.param({**TWO, "rules": [rule("world", COIN)]}, 2, 2, id="luck each round"),
    pytest.param({**TWO, "rules": [rule("world", luck([COIN], [], []))]}, 4, 4, id="luck in luck"),
    pytest.param(
        {**TWO, "rules": [rule("account", luck([ask("south", [GAIN], [LOSS, COIN])], [LOSS]))]},
        6,
        6,
        id="an ask inside luck",
    ),
    pytest.param({**TWO, "rules": [rule("draw", GAIN, LOSS)]}, 0, 0, id="points each round"),
    pytest.param(
        {**FOUR, "rules": first_round({"after": 2, "do": [COIN, GAIN]})}, 2, 1, id="later"
    ),
    pytest.param(
        {**TWO, "rules": [rule("world", {"after": 2, "do": [COIN]})]}, 0, 0, id="too late"
    ),
    pytest.param(
        {**FOUR, "rules": [rule("world", {"lasting": 2, "do": [COIN]})]},
        5,
        5,
        id="lasting, cut short by the end",
    ),
    pytest.param(
        {**FOUR, "rules": [rule("world", {"lasting": 2, "do": [{"after": 1, "do": [COIN]}]})]},
        3,
        3,
        id="later inside lasting",
    ),
    pytest.param(
        {**TWO, "cards": [card("a"), card("b")], "seats": seats({"hand": 2})},
        2,
        2,
        id="a hand is dealt once",
    ),
    pytest.param(
        {**PLAY, "cards": [card("a"), card("b")], "seats": seats({"hand": 1})},
        6,
        6,
        id="a card that is played is made up for",
    ),
    pytest.param(
        {
            **TWO,
            "cards": [card("a"), card("b"), card("c")],
            "seats": seats({"hand": 2}),
            "rules": [rule("account", {"discard": 2, "seat": "north"})],
        },
        8,
        8,
        id="discards are made up for",
    ),
    pytest.param(
        {**TWO, "cards": [card("a")], "rules": [rule("world", {"draw": 3, "seat": "north"})]},
        2,
        1,
        id="draws beyond the hand",
    ),
    pytest.param(
        {**PLAY, "projects": [project("p", stage("s", COIN, success_pct=50), stage("t"))]},
        8,
        7,
        id="a stage by luck",
    ),
    pytest.param(
        {
            **PLAY,
            "projects": [
                project("p", stage("s", {"advance": "q"})),
                project("q", stage("s", COIN, {"advance": "p"}), stage("t", {"advance": "q"})),
            ],
        },
        8,
        5,
        id="projects that advance one another in a circle",
    ),
    pytest.param(
        {
            **PLAY,
            "rounds": {"max": 3},
            "projects": [
                project(
                    "p",
                    stage("s"),
                    stage("t"),
                    lapse={"after_rounds": 0, "pct": 50, "do": [{"advance": "q"}]},
                ),
                project("q", stage("s", COIN), stage("t", COIN)),
            ],
        },
        13,
        10,
        id="a lapse that advances another project",
    ),
    pytest.param(
        {**TWO, "rounds": {"max": 3, "uncertain_from": 1, "end_pct": 30}},
        2,
        2,
        id="an uncertain end",
    ),
    pytest.param({**TWO, "injects": [INJECT]}, 2, 2, id="an inject that comes once"),
    pytest.param(
        {**TWO, "injects": [{**INJECT, "once": False}], "turn": {**TWO["turn"], "quiet_weight": 1}},
        4,
        4,
        id="an inject that comes again",
    ),
    pytest.param({**TWO, "deals": SMALL_DEALS}, 32, 32, id="drafts with counters"),
    pytest.param(
        {**PLAY, "deals": {**SMALL_DEALS, "extensions": 1, "breach": [COIN]}},
        40,
        37,
        id="extensions and a breach",
    ),
    pytest.param({**TWO, "agendas": AGENDAS}, 6, 6, id="agendas"),
    pytest.param(
        {
            **PLAY,
            "turn": PAID_PASS,
            "seats": seats({"hand": 1}, {"hand": 1}),
            "cards": [card("a"), card("b", seat="south")],
        },
        8,
        8,
        id="passes that are paid",
    ),
    pytest.param(
        {
            **TWO,
            "agendas": AGENDAS,
            "reviews": [{"id": "r", "title": "R", "rounds": [1, 2], "agendas": True, "do": [GAIN]}],
        },
        10,
        10,
        id="agendas shown at reviews",
    ),
    pytest.param(
        {
            **TWO,
            "turn": {"plays": 0, "initiative": "north", "headline": {"order": "initiative"}},
            "cards": [card("a", COIN, LOSS), card("b", seat="south")],
            "seats": seats({"hand": 1, "score": "north.grain"}, {"hand": 1, "par": 2}),
        },
        10,
        10,
        id="headlines",
    ),
]


@pytest.mark.parametrize(("deck", "bound", "longest"), CASES)
def test_no_game_of_a_whole_tree_goes_beyond(
    deck: dict[str, Any], bound: int, longest: int
) -> None:
    game = tiny(**deck)
    found, (plies, outcomes, returns) = bounds(game), whole_tree(game)
    assert (found.max_plies, plies) == (bound, longest)
    assert outcomes <= found.max_chance_outcomes
    for (low, high), (least, most) in zip(found.returns.values(), returns, strict=True):
        assert low <= least <= most <= high


# --- any effects at all --------------------------------------------------------------------

LEAVES = (
    *("north.score += north.grain - 2", "south.score -= 1", "north.score = 3", "shared.calm -= 1"),
    *({"draw": 2, "seat": "north"}, {"discard": 1, "seat": "north"}),
    *({verb: name} for verb in ("advance", "lapse") for name in ("p", "q")),
)


def effects(depth: int = 3, is_lasting: bool = False) -> st.SearchStrategy[list[Effect]]:
    """Lists of effects, nested; a `lasting` inside a `lasting` is refused and so left out."""
    leaf = st.sampled_from(LEAVES)
    if depth == 0:
        return st.lists(leaf, max_size=2)
    inner = effects(depth - 1, is_lasting)
    waits = st.integers(1, 3)
    words = [
        leaf,
        st.builds(luck, inner, inner),
        st.builds(ask, st.sampled_from(["north", "south"]), inner, inner),
        st.builds(lambda wait, do: {"after": wait, "do": do}, waits, inner),
        st.builds(lambda do: {"when": "shared.calm > -2", "do": do}, inner),
    ]
    if not is_lasting:
        lasts = effects(depth - 1, is_lasting=True)
        words.append(st.builds(lambda times, do: {"lasting": times, "do": do}, waits, lasts))
    return st.lists(st.one_of(words), max_size=3)


def deck_of(blocks: Sequence[list[Effect]]) -> dict[str, Any]:
    """A deck with a project that lapses, cards and a hand, its effects as given."""
    played, told, first, second, lapsed = blocks
    lapse = {"after_rounds": 0, "pct": 50, "do": lapsed}
    return {
        **FOUR,
        "turn": {"plays": 1, "initiative": "north"},
        "cards": [card("a", *played), card("b"), card("c", seat="south")],
        "seats": seats({"hand": 2}, {"hand": 1, "score": "south.grain"}),
        "rules": [rule("account", *told)],
        "projects": [
            project("p", stage("s", *first, success_pct=50), stage("t"), lapse=lapse),
            project("q", stage("s", *second), stage("t", rounds=1)),
        ],
    }


@given(blocks=st.lists(effects(), min_size=5, max_size=5))
@settings(max_examples=60)
def test_no_random_game_of_a_random_deck_goes_beyond(blocks: list[list[Effect]]) -> None:
    try:
        game = tiny(**deck_of(blocks))
    except DeckError:
        return  # projects that would set one another off without end
    for seed in range(4):
        check_play(game, seed)


@pytest.mark.parametrize("name", list(plain_games()))
def test_the_bounds_are_worth_having(name: str) -> None:
    found = bounds(plain_games()[name])
    assert 0 < found.max_plies < 5_000
    assert all(-100_000 < low <= high < 5_000 for low, high in found.returns.values())


# --- what adds up to nothing ---------------------------------------------------------------

BALANCE = "north.grain - south.grain"
PAIR = ("north.score += north.grain", "south.score -= north.grain")


@pytest.mark.parametrize(
    ("deck", "is_shown"),
    [
        pytest.param({}, True, id="nobody scores"),
        pytest.param({"rules": [rule("world", *PAIR)]}, True, id="what one gets the other loses"),
        pytest.param({"rules": [rule("world", luck(PAIR, []))]}, True, id="by luck"),
        pytest.param(
            {"rules": [rule("world", "north.score += 2", "south.score += -2")]}, True, id="numbers"
        ),
        pytest.param({"rules": [rule("world", PAIR[0])]}, False, id="one alone"),
        pytest.param({"rules": [rule("world", PAIR[0], PAIR[0])]}, False, id="twice the same"),
        pytest.param(
            {"rules": [rule("world", PAIR[0], "north.grain += 1", PAIR[1])]},
            False,
            id="something happens in between",
        ),
        pytest.param(
            {"rules": [rule("world", "north.score += north.score", "south.score -= north.score")]},
            False,
            id="the first changes what the second reads",
        ),
        pytest.param(
            {"rules": [rule("world", "north.score = 2", "south.score = -2")]}, False, id="set"
        ),
        pytest.param({"cards": [card("a", cost={"score": 1})]}, False, id="points paid"),
        pytest.param({"turn": PAID_PASS}, False, id="points paid to pass"),
        pytest.param({"seats": seats({"par": 3}, {"par": -3})}, True, id="pars that cancel"),
        pytest.param({"seats": seats({"par": 3})}, False, id="a par of one seat"),
        pytest.param(
            {"seats": seats({"score": BALANCE}, {"score": f"-({BALANCE})"})}, True, id="negated"
        ),
        pytest.param(
            {"seats": seats({"score": BALANCE}, {"score": "south.grain - north.grain"})},
            True,
            id="turned round",
        ),
        pytest.param({"seats": seats({"score": BALANCE})}, False, id="a score of one seat"),
        pytest.param({"agendas": AGENDAS}, False, id="agendas"),
        pytest.param(
            {
                "rounds": {"max": 90},
                "rules": [rule("world", "north.score += 20000", "south.score -= 20000")],
            },
            False,
            id="a score that may meet its limit",
        ),
    ],
)
def test_zero_sum_is_claimed_where_the_lines_show_it(deck: dict[str, Any], is_shown: bool) -> None:
    assert bounds(tiny(**deck)).zero_sum == is_shown


def test_the_pursuit_is_known_to_be_zero_sum_and_by_how_much() -> None:
    found = bounds(plain_games()["calibration"])
    assert found == Bounds(6, 2, {"pursuer": (-200, 200), "fugitive": (-200, 200)}, True)


# --- points and luck -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deck", "low", "high"),
    [
        pytest.param({"seats": seats({"score": "north.grain", "par": 4})}, -4, 6, id="at the end"),
        pytest.param({**FOUR, "rules": [rule("world", GAIN)]}, 0, 4, id="each round"),
        pytest.param({**FOUR, "cards": [card("a", LOSS)]}, 0, 0, id="a card nobody can play"),
        pytest.param({**TWO, "agendas": AGENDAS}, -6, 4, id="the better of two agendas"),
        pytest.param(
            {"rules": [rule("world", "north.score = 5")]}, -1_000_000, 1_000_000, id="set"
        ),
    ],
)
def test_returns_lie_between(deck: dict[str, Any], low: int, high: int) -> None:
    assert bounds(tiny(**deck)).returns["north"] == (low, high)


@pytest.mark.parametrize(
    ("deck", "most"),
    [
        pytest.param({}, 0, id="no luck"),
        pytest.param({"rules": [rule("world", luck([], [], []))]}, 3, id="a piece of luck"),
        pytest.param(
            {"cards": [card(name) for name in "abcd"], "seats": seats({"hand": 1})}, 4, id="a pile"
        ),
        pytest.param({"projects": [project("p", stage("s"))]}, 0, id="work that is certain"),
        pytest.param({"projects": [project("p", stage("s", success_pct=5))]}, 2, id="work"),
        pytest.param({"rounds": {"max": 3, "uncertain_from": 2, "end_pct": 100}}, 1, id="an end"),
        pytest.param({"agendas": AGENDAS}, 2, id="agendas"),
        pytest.param({"injects": [INJECT], "turn": {"plays": 0, "quiet_weight": 1}}, 2, id="quiet"),
    ],
)
def test_a_node_of_luck_is_at_most_so_wide(deck: dict[str, Any], most: int) -> None:
    assert bounds(tiny(**deck)).max_chance_outcomes == most


def test_what_control_rules_may_lengthen_a_game() -> None:
    game = tiny(**TWO)
    block = tiny(rules=[rule("world", COIN, GAIN)]).rules.program.rules["world"]
    ruled = bounds_of(game.rules.program, (block,))
    assert ruled.max_plies == bounds(game).max_plies + 2
    assert ruled.returns["north"] == (0, 1)
