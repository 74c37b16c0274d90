"""What luck and choices made of a finished game."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import opened, seated
from tests.lab.test_bargains import market
from tests.rules.test_fronts import front
from tests.rules.tiny import rule, seats, tiny
from tests.store.test_learned import seal
from wargame.lab.ended import analysis
from wargame.lab.ended.analysis import analysis_of, played_on
from wargame.lab.ended.analysis_object import NEEDED, GameAnalysis
from wargame.lab.ended.continuations import Faced
from wargame.lab.ended.missed import Missable, missed_deal
from wargame.lab.ended.reckoning import reckon
from wargame.play import control
from wargame.play.event import Act, Chance
from wargame.play.match import Match
from wargame.rules.game import Game
from wargame.rules.position import scratch
from wargame.rules.ruling import why_no_ruling
from wargame.store import built
from wargame.store.cache import CACHE_VARIABLE, cache_folder
from wargame.table.host import back_room
from wargame.table.told.account.decided import weighed


def texts(game: Game, seed: int, player: str = "greedy") -> list[str]:
    players = seated(game, seed, player)
    match = Match(game, players, seed).run()
    return [move.action for move in match.course.moves if isinstance(move, Act | Chance)]


def owners(game: Game, moves: Sequence[str]) -> list[str]:
    position, found = game.new(), []
    for text in moves:
        found.append(game.current_seat(position))
        position = game.apply(position, text).state
    return found


@pytest.fixture(scope="module", params=["kitchen_contest", "kitchen_contest:seminar"])
def told(request: pytest.FixtureRequest) -> tuple[Game, list[str], GameAnalysis]:
    game = opened(request.param)
    moves = texts(game, 4)
    return game, moves, once(game, tuple(moves))


def test_a_ledger_adds_up_to_the_result(told: tuple[Game, list[str], GameAnalysis]) -> None:
    game, moves, found = told
    position = game.new()
    for text in moves:
        position = game.apply(position, text).state
    lead = game.margin(position)
    results = game.returns(position)
    if game.table == "contest":
        assert lead is not None
        results = dict(zip(game.seats, (lead, -lead), strict=True))
    for one in found.ledgers:
        parts = one.start + one.luck + one.own + one.rival + one.residual
        assert parts == pytest.approx(one.result, abs=0.05)
        assert one.result == results[one.seat]
        assert abs(one.residual) <= min(0.3, one.error)


@pytest.mark.parametrize("name", ["kitchen_contest", "kitchen_contest:seminar"])
def test_a_deciding_move_is_a_choice_of_its_seat_and_dear_for_sure(name: str) -> None:
    game = opened(name)
    moves = texts(game, 1, "random")
    found, sat = once(game, tuple(moves)), owners(game, moves)
    assert len(found.moves) > 1
    for one in found.moves:
        assert sat[one.ply] == one.seat
        assert moves[one.ply] == one.taken != one.better
        assert one.cost >= NEEDED
        assert one.low >= NEEDED
        assert one.cost - one.low == pytest.approx(one.high - one.cost, abs=0.11)
        assert one.pairs >= 200


def test_a_deciding_answer_to_a_question_has_the_title_that_people_read() -> None:
    """It was told as its id in the deck."""
    asked = {
        "choose": {
            "seat": "north",
            "title": "Which?",
            "options": [
                {"id": "much", "title": "Take it all", "do": ["north.grain += 9"]},
                {"id": "none", "title": "Leave it be", "do": ["north.grain -= 4"]},
            ],
        }
    }
    game = tiny(
        rules=[rule("world", asked)],
        rounds={"max": 1},
        turn={"plays": 0, "initiative": "north"},
        fronts=[front("dam", calendar={"1": 3})],
        contest={"lead": "shared.calm", "points": {"win": 3, "stand": 1}},
    )
    position = game.new()
    taken = []
    while not game.is_terminal(position):
        legal = [action.text for action in game.legal_actions(position)]
        taken.append("choose none" if "choose none" in legal else legal[0])
        position = game.apply(position, taken[-1]).state
    (move,) = once(game, tuple(taken)).moves
    assert (move.taken, move.taken_title) == ("choose none", "Leave it be")
    assert (move.better, move.better_title) == ("choose much", "Take it all")


def test_a_deciding_breach_names_the_round_in_which_its_deal_was_signed() -> None:
    game = opened("kitchen_deals")
    moves = tuple(texts(game, 0, "random"))
    found = [one for one in once(game, moves).moves if one.taken.startswith("breach")]
    assert found, "another seed"
    for one in found:
        signed, position = [], game.new()
        for text in moves[: one.ply]:
            signed += [position.round] * (text == "accept")
            position = game.apply(position, text).state
        assert one.taken_signed in signed
        assert one.taken_signed == position.signed_in(int(one.taken.split()[1]))


def test_luck_is_told_with_the_weight_of_what_came(
    told: tuple[Game, list[str], GameAnalysis],
) -> None:
    game, moves, found = told
    assert found.luck
    assert all(not game.seats.count(owners(game, moves)[one.ply]) for one in found.luck)
    for drawn in found.luck:
        assert all(0 < weight < whole for _, weight, whole in drawn.drawn)
        assert not any(
            text.startswith("outcome ") and text[8:].isdigit() for text, *_ in drawn.drawn
        )


def test_luck_in_an_effect_is_told_with_what_calls_for_it() -> None:
    sky = [
        {"weight": 1, "title": "Rain", "do": ["north.grain += 3"]},
        {"weight": 1, "title": "Sun", "do": ["south.grain += 3"]},
    ]
    game = tiny(
        rules=[{**rule("account", {"chance": sky}), "title": "The sky opens"}],
        seats=seats({"score": "my.grain"}),
        rounds={"max": 1},
    )
    (drawn,) = reckon(played_on(game, texts(game, 1))).luck()
    (text, weight, whole) = drawn.drawn[0]
    assert text in ("outcome The sky opens: Rain", "outcome The sky opens: Sun")
    assert (weight, whole) == (1, 2)


@pytest.mark.parametrize(
    ("moves", "is_missed"),
    [
        pytest.param(["pass", "pass", "pass"], True, id="nobody tabled it"),
        pytest.param(
            ["pass", "offer grain_out", "offer silver_in", "table 1", "accept", "pass"],
            False,
            id="it was signed",
        ),
    ],
)
def test_the_best_deal_never_made_leaves_nobody_worse_off(
    moves: list[str], is_missed: bool
) -> None:
    game = market()
    position, taken = game.new(), []
    while not game.is_terminal(position):
        legal = [action.text for action in game.legal_actions(position)]
        text = moves.pop(0) if moves and moves[0] in legal else legal[0]
        taken.append(text)
        position = game.apply(position, text).state
    found = analysis_of(game, taken).missed
    assert (found is not None) == is_missed
    if found:
        assert (found.seat, set(found.items)) == ("", {"grain_out", "silver_in"})
        assert min(found.gains.values()) > 0 < found.low


@pytest.mark.parametrize(
    ("seed", "player", "is_missed"),
    [
        pytest.param(4, "greedy", False, id="signed after it was refused"),
        pytest.param(0, "greedy", False, id="signed or tabled, and not where it was missed"),
        pytest.param(7, "greedy", True, id="one that was refused"),
        pytest.param(14, "random", True, id="one that nobody tabled"),
    ],
)
def test_the_best_deal_never_made_was_not_made_in_another_round(
    seed: int, player: str, is_missed: bool
) -> None:
    game = opened("primer:seminar")
    taken, position = texts(game, seed, player), game.new()
    signed, tabled = [], []
    for text in taken:
        draft = game.redact(position).draft
        if draft is not None and position.phase == "talks":
            tabled.append((position.round, set(draft.items)))
            signed += [set(draft.items)] * (text == "accept")
        position = game.apply(position, text).state
    assert signed
    found = missed_deal(played_on(game, taken))
    assert (found is not None) == is_missed
    if found is not None:
        assert set(found.items) not in signed
        assert found.seat or (found.round, set(found.items)) not in tabled


@pytest.mark.parametrize(
    ("moves", "chances"),
    [
        pytest.param(("act up", "pass"), [100, 0], id="the first seat wins"),
        pytest.param(("pass", "act down"), [0, 100], id="the second does"),
        pytest.param(("pass", "pass"), [50, 50], id="a game that nobody wins is even"),
    ],
)
def test_chances_at_an_end_are_those_of_who_has_won(
    moves: tuple[str, ...], chances: list[float]
) -> None:
    game = tiny(
        actions=[
            {"id": "up", "title": "Up", "seat": "north", "do": ["shared.calm += 1"]},
            {"id": "down", "title": "Down", "seat": "south", "do": ["shared.calm -= 1"]},
        ],
        rounds={"max": 1},
        contest={"lead": "shared.calm", "points": {"win": 3, "stand": 1}},
    )
    onward, position = played_on(game, moves), game.new()
    for text in moves:
        position = game.apply(position, text).state
    assert game.is_terminal(position)
    assert onward.chances(scratch(position)) == chances


@pytest.mark.parametrize(
    ("gains", "worth", "at_a_contest"),
    [
        pytest.param([[1, 2], [3, 2]], 4, 2, id="both gain"),
        pytest.param([[9, -1], [9, -3]], -2, -2, id="one is worse off by it"),
        pytest.param([[-9, 5], [-9, 7]], -9, 6, id="the other is, which a contest is about"),
    ],
)
def test_a_deal_is_worth_what_all_gain_by_it_and_at_a_contest_what_one_does(
    gains: list[list[float]], worth: float, at_a_contest: float
) -> None:
    deal = Missable(Faced(0, market().new(), 1, 0, ()), (), 0, True, gains)
    assert deal.worth(is_contest=False) == worth
    assert deal.worth(is_contest=True) == at_a_contest


def test_an_offer_refused_is_told_at_a_contest_if_its_seat_would_have_gained() -> None:
    game, taken = opened("primer"), texts(opened("primer"), 1)
    found = missed_deal(played_on(game, taken))
    assert found is not None
    assert owners(game, taken)[found.ply] == found.seat
    assert taken[found.ply] != "accept"
    assert 0 < found.low <= found.gain == found.gains[found.seat]


def test_the_same_game_is_told_the_same_way(told: tuple[Game, list[str], GameAnalysis]) -> None:
    game, moves, found = told
    assert analysis_of(game, moves) == found


def test_the_losers_dearest_move_comes_first_and_what_the_winner_survived_last() -> None:
    game, taken = opened("kitchen_contest"), texts(opened("kitchen_contest"), 10, "random")
    onward, found = played_on(game, taken), analysis_of(game, taken)
    order = [(one.seat == onward.winner, -one.cost) for one in found.moves]
    assert {won for won, _ in order} == {True, False}
    assert order == sorted(order)
    assert [one.survived for one in found.moves] == [won for won, _ in order]
    assert [len(moves) for _, moves in weighed(found)] == [
        sum(won == kind for won, _ in order) for kind in (False, True)
    ]


@cache
def once(game: Game, moves: tuple[str, ...]) -> GameAnalysis:
    """What is found of a game, for tests of what becomes of it."""
    return analysis_of(game, moves)


@pytest.fixture
def analysed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many moves each game had that was analysed; what is kept has a folder of its own."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    counts: list[int] = []

    def counted(game: Game, moves: Sequence[str], *, is_closed: bool) -> GameAnalysis:
        assert not is_closed
        counts.append(len(moves))
        return once(game, tuple(moves))

    monkeypatch.setattr(analysis, "analysis_of", counted)
    return counts


def test_a_game_is_analysed_once_however_often_it_is_opened(analysed: list[int]) -> None:
    game = opened("kitchen_contest")
    moves = texts(game, 4)
    first = back_room._analysed(game, {"actions": moves, "is_closed": False})
    assert (
        back_room._analysed(opened("kitchen_contest"), {"actions": list(moves), "is_closed": False})
        == first
    )
    assert analysed == [len(moves)]
    others = texts(game, 5)
    assert back_room._analysed(game, {"actions": others, "is_closed": False}) != first
    assert analysed == [len(moves), len(others)]


@pytest.mark.parametrize("spoilt", ["[]", "{", '{"unit": 3}'])
def test_what_is_kept_of_a_game_is_checked_before_it_is_used(
    analysed: list[int], spoilt: str
) -> None:
    game = opened("kitchen_contest")
    moves = texts(game, 4)
    found = analysis.known_analysis_of(game, moves)
    place = cache_folder() / analysis.file_name(game, moves)
    place.write_text(spoilt)
    seal(place)
    assert analysis.known_analysis_of(game, moves) == found
    place.write_text(place.read_text().replace("1", "2"))  # its checksum does not fit any more
    assert analysis.known_analysis_of(game, moves) == found
    assert len(analysed) == 3
    assert list(place.parent.glob(f"*{built.ASIDE_SUFFIX}"))


@pytest.mark.parametrize("deck", ["kitchen_contest", "kitchen_contest:seminar", "primer"])
def test_a_game_that_control_closed_is_weighed_by_how_it_stood(deck: str, tmp_path: Path) -> None:
    game = opened(deck)
    match = Match(game, seated(game, 4, "greedy"), 4)
    while match.state.round < 2 or not match.is_settled or why_no_ruling(match.state):
        match.step()
    control.rule(match, ({"end": match.game.ending_here(match.state)},), "the bell")
    moves = match.course.typed
    assert match.is_over
    assert moves is not None
    assert len(moves) == len(match.course.moves) - 1
    found = analysis_of(game, moves, is_closed=True)
    lead, results = match.game.margin(match.state), match.game.returns(match.state)
    if game.table == "contest":
        assert lead is not None
        results = dict(zip(game.seats, (lead, -lead), strict=True))
    assert {one.seat: one.result for one in found.ledgers} == results
    assert found.closed_in == 2
    assert analysis.file_name(game, moves) != analysis.file_name(game, moves, is_closed=True)


def test_no_move_is_weighed_where_control_moved_a_number_or_chose_the_ending() -> None:
    game = opened("primer")

    def after(*rulings: object) -> Match:
        match = Match(game, seated(game, 4, "greedy"), 4)
        for do in rulings:
            while not match.is_settled or why_no_ruling(match.state):
                match.step()
            control.rule(match, (do,), "why")
        return match.run()

    here = after().game
    other = next(one.id for one in here.deck.endings if one.id != here.ending_here(here.new()))
    assert after({"end": other}).course.typed is None
    assert after({"release": here.deck.injects[0].id}).course.typed is None
    assert after("shared.tension += 1").course.typed is None
    assert after().course.typed
