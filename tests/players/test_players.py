"""One suite for all players: a new one is tested by being listed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import DECKS, seated
from tests.play.anything import WHOLE, parts_of, play_part
from wargame.content.library import DeckRef
from wargame.errors import PlayerError
from wargame.lab.runs.driver import run
from wargame.lab.runs.games import shared_game
from wargame.lab.simulate import Simulation
from wargame.play.match import Match
from wargame.players.registry import BUILT_IN, TOLD_MORE, make_player
from wargame.rules.game import CHANCE_SEAT, Game, Position
from wargame.rules.kernel import Stream
from wargame.rules.verbs import BREACH, COUNTER, SEND, TIGHTEN


def positions(game: Game, seed: int, step: int = 17) -> Iterator[Position]:
    """Some positions of a random match at which a seat decides."""
    state, stream, count = game.new(), Stream(seed), 0
    while not game.is_terminal(state):
        legal = game.legal_actions(state)
        if game.current_seat(state) != CHANCE_SEAT:
            count += 1
            if count % step == 0:
                yield state
        state = game.apply(state, legal[stream.below(len(legal))]).state


def everyone(game: Game) -> list[str]:
    """A player of every kind; those that think by the clock think by count, and not long.

    Personas are one kind, as scripts are: they differ by weights, or by lines, alone.
    """
    personas = game.deck.personas[:1]
    kinds = [*BUILT_IN, *(persona.id for persona in personas)]
    kinds += [f"{kind}:{next(iter(known))}" for kind, (_, known) in TOLD_MORE.items()]
    kinds += [f"search:4it@{persona.id}~{next(iter(persona.weights))}" for persona in personas]
    return ["search:4it" if name == "search" else name for name in kinds]


@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_every_player_finishes_a_match_in_every_seat(any_game: Game, whole: bool) -> None:
    """Against its like in parts of a game, and against chance in whole ones."""
    for name in everyone(any_game):
        for rival in ["random", name] if whole else [name]:
            for first, second in [any_game.seats, any_game.seats[::-1]][: 1 + whole]:
                sitting = {first: name, second: rival}
                for part in [WHOLE] if whole else parts_of(any_game):
                    players = {
                        seat: make_player(who, any_game, seat, 1) for seat, who in sitting.items()
                    }
                    match = Match(any_game, players, 1)
                    play_part(match, part)
                    assert match.record.header.seats == sitting
                assert match.is_over


def test_every_player_chooses_a_legal_action_and_changes_nothing(any_game: Game) -> None:
    for name in everyone(any_game):
        for state in positions(any_game, 2):
            seat = any_game.current_seat(state)
            before = state.digest
            view = any_game.redact(state, seat)
            assert make_player(name, any_game, seat, 1).choose(view) in view.legal
            assert state.digest == before


def test_no_player_can_tell_positions_apart_that_its_seat_cannot(any_game: Game) -> None:
    for name in everyone(any_game):
        for state in positions(any_game, 3, step=23):
            seat = any_game.current_seat(state)
            view = any_game.redact(state, seat)
            other = any_game.redact(any_game.resample(view, Stream(9)), seat)
            one, two = (make_player(name, any_game, seat, 1).choose(v) for v in (view, other))
            assert one == two


def test_one_seed_gives_one_choice(any_game: Game) -> None:
    for state in positions(any_game, 4, step=23):
        seat = any_game.current_seat(state)
        view = any_game.redact(state, seat)
        chosen = [make_player("greedy", any_game, seat, 5).choose(view) for _ in range(2)]
        assert chosen[0] == chosen[1]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("gredy", "Did you mean 'greedy'?", id="a slip"),
        pytest.param("human", "no player 'human'", id="a person"),
        pytest.param("human", "people play by `wargame play`", id="a person, and where"),
        pytest.param("remote", "people play by `wargame play`", id="one elsewhere, and where"),
        pytest.param("human", "cmd:PROGRAM", id="a person, and who else"),
        pytest.param("", "no player ''", id="nothing"),
    ],
)
def test_an_unknown_player_is_refused_with_those_there_are(
    water: Game, name: str, said: str
) -> None:
    with pytest.raises(PlayerError) as caught:
        make_player(name, water, water.seats[0], 1)
    assert said in str(caught.value)
    assert "random" in str(caught.value)


@pytest.mark.parametrize("deck", ["primer", "water_treaty"])
def test_foresight_beats_chance(decks: dict[str, DeckRef], deck: str) -> None:
    ref = decks[deck]
    first, second = shared_game(ref).seats
    gains = []
    for mine, other in ((first, second), (second, first)):
        smart = run(Simulation(ref, 12, 1, {mine: "greedy", other: "random"}))
        plain = run(Simulation(ref, 12, 1, {mine: "random", other: "random"}))
        gains.append(smart.returns[mine].mean - plain.returns[mine].mean)
    assert all(gain > 0 for gain in gains)


def test_tit_for_tat_answers_in_kind(decks: dict[str, DeckRef]) -> None:
    """Kind until a measure of the rival rises, then it tightens what it can, once."""
    game = shared_game(decks["primer"])
    us = game.seats[0]
    player = make_player("tit_for_tat", game, us, 1)
    calm = game.position({"phase": "plays", "turn": us, "us.capital": 9})
    first = player.choose(game.redact(calm, us))
    assert first.verb not in (TIGHTEN, BREACH)
    raised = {"measure.licensing": 2, "phase": "plays", "turn": us, "us.capital": 9}
    answer = player.choose(game.redact(game.position(raised), us))
    assert answer.verb == TIGHTEN
    assert player.choose(game.redact(game.position(raised), us)).verb != TIGHTEN


def test_a_satisficer_is_content_with_more_than_one_thing(decks: dict[str, DeckRef]) -> None:
    game = shared_game(decks["primer"])
    us = game.seats[0]
    view = game.redact(game.position({"phase": "plays", "turn": us}), us)
    chosen = {make_player("satisficer", game, us, seed).choose(view).text for seed in range(12)}
    assert len(chosen) > 1


def test_greedy_sends_no_package_back_as_it_was() -> None:
    game, sent = shared_game(DECKS["primer"]), 0
    for seed in (5, 10):
        players = seated(game, seed, "greedy")
        match, tabled = Match(game, players, seed), None
        while not match.is_over and (match.state.round <= 3 or tabled):
            seat = game.current_seat(match.state)
            draft = game.redact(match.state, seat).draft if seat in players else None
            action = match.step()
            if action.verb == COUNTER:
                tabled = draft
            elif action.verb == SEND and tabled is not None:
                assert draft is not None
                assert (draft.items, draft.term) != (tabled.items, tabled.term), seed
                tabled, sent = None, sent + 1
    assert sent > 0
