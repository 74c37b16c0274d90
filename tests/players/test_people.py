"""People of a deck to play against: offered by difficulty, and told apart by what they do."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import fmean, pstdev

import pytest

from tests.rules.tiny import tiny
from wargame.content.fields import FORESIGHTS, ForesightLevel
from wargame.content.library import DeckRef
from wargame.content.model import Says
from wargame.errors import PlayerError
from wargame.lab.runs.games import shared_game
from wargame.play.match import Match
from wargame.players.budget import FORESIGHT, budget_of
from wargame.players.greedy import Greedy
from wargame.players.names import parse_name
from wargame.players.people import (
    KINDS,
    bare_title,
    called,
    line_of,
    opponent_named,
    opponents,
    usual_opponent,
)
from wargame.players.registry import is_ours, make_player, reseat
from wargame.players.search import Search
from wargame.rules.game import Game
from wargame.rules.verbs import ADD, DRAW, EASE, PLAY, TIGHTEN
from wargame.store.compiled import speed_up
from wargame.table.host.seating import usual_player
from wargame.table.host.setup import player_choices

TOLD_APART = 0.7
"""Of blind guesses that have to be right."""


def people_of(*rows: dict[str, object]) -> Game:
    weights = {"my.grain": 1}
    return tiny(personas=[{"title": row["id"], "weights": weights, **row} for row in rows])


def test_they_are_offered_from_the_least_foresight_to_the_most_and_for_their_own_seat() -> None:
    game = people_of(
        {"id": "owl", "foresight": "master"},
        {"id": "ant", "foresight": "learner", "seat": "south"},
        {"id": "elk", "foresight": "expert", "seat": "north"},
        {"id": "rule"},
    )
    north, south = ([one.name for one in opponents(game.deck, seat)] for seat in game.seats)
    assert north == ["elk:expert", "owl:master"]
    assert south == ["ant:learner", "owl:master"]
    assert usual_player(game.deck, "north") == "elk:expert"
    assert [one.id for one in player_choices(game.deck, "north")] == [
        "human",
        "remote",
        *north,
        "search",
    ]


def test_a_deck_without_opponents_offers_the_program_in_its_ways() -> None:
    game = people_of({"id": "rule"})
    listed = [one.id for one in player_choices(game.deck, "north")]
    assert {"human", "greedy", "search", "rule"} <= set(listed)
    assert usual_opponent(game.deck, "north") is None
    assert usual_player(game.deck, "north") == "greedy"


@pytest.mark.parametrize("name", ["primer", "entanglement"])
def test_a_shipped_deck_has_six_people_with_faces_and_greedy_is_no_choice(
    decks: dict[str, DeckRef], name: str
) -> None:
    game = shared_game(decks[name])
    found = {one.persona.id: one for seat in game.seats for one in opponents(game.deck, seat)}
    assert len(found) >= 6
    for one in found.values():
        assert one.persona.temper
        assert one.persona.says
        assert one.persona.says.acts in one.face
    for seat in game.seats:
        assert "greedy" not in [one.id for one in player_choices(game.deck, seat)]
        usual = usual_opponent(game.deck, seat)
        assert usual is not None
        assert usual.foresight == "regular"


@pytest.mark.parametrize("foresight", FORESIGHTS)
def test_foresight_is_playouts_for_the_doctrine_s_ends(foresight: ForesightLevel) -> None:
    game = people_of({"id": "owl", "foresight": "learner"})
    name = f"owl:{foresight}"
    for player in (make_player(name, game, "north", 1), reseat(name, game, "north", 1)):
        assert player.name == name
        if foresight == "learner":
            assert isinstance(player, Greedy)
        else:
            assert isinstance(player, Search)
            assert player.budget.iterations == FORESIGHT[foresight]
            assert player.ends.doctrine == "owl"
    assert called(game.deck, name) == f"owl ({foresight})"


def test_who_is_named_without_a_foresight_is_told_to_look_least_far_and_does() -> None:
    game = people_of({"id": "owl", "foresight": "master", "says": {"acts": "Hoo."}})
    assert called(game.deck, "owl") == "owl (learner)"
    assert line_of(game.deck, "owl", PLAY) == "Hoo."
    bare, learner = (make_player(name, game, "north", 1) for name in ("owl", "owl:learner"))
    assert type(bare) is type(learner) is Greedy
    assert called(game.deck, "search:2s@owl") == "search:2s@owl"
    assert called(game.deck, "greedy") == "greedy"


def test_a_title_with_a_bracket_in_it_is_told_whole() -> None:
    """The score of an evening, and what the rival says, cut it there."""
    game = people_of({"id": "owl", "foresight": "master"})
    (owl,) = game.deck.personas
    deck = game.deck.model_copy(
        update={"personas": [owl.model_copy(update={"title": "Owl (old)"})]}
    )
    assert bare_title(deck, "owl:master") == "Owl (old)"
    assert bare_title(deck, "greedy") == "greedy"


def test_foresight_grows_from_level_to_level() -> None:
    counts = [FORESIGHT[one] for one in FORESIGHTS]
    assert counts == sorted(set(counts))
    assert budget_of(parse_name("owl:master")).iterations == counts[-1]


def test_nobody_by_that_name_is_refused_and_not_ours() -> None:
    game = people_of({"id": "owl", "foresight": "master"})
    assert is_ours("owl:expert", game)
    for name in ("crow:expert", "owl:seer", "greedy:master", "crow:learner"):
        assert not is_ours(name, game) or opponent_named(game.deck, name) is None
        with pytest.raises(PlayerError):
            make_player(name, game, "north", 1)


def test_they_say_a_line_to_each_kind_of_act_and_nothing_to_workings() -> None:
    said = {"acts": "A.", "tightens": "T."}
    game = people_of({"id": "owl", "foresight": "learner", "says": said})
    assert line_of(game.deck, "owl:master", TIGHTEN) == "T."
    assert line_of(game.deck, "owl:master", PLAY) == "A."
    assert line_of(game.deck, "owl:master", EASE) == "A."  # it has no line for that
    assert line_of(game.deck, "owl:master", ADD) == ""
    assert line_of(game.deck, "owl:master", DRAW) == ""
    assert line_of(game.deck, "greedy", PLAY) == ""
    assert {*KINDS.values(), "acts"} == set(Says.model_fields)


# --- told apart ------------------------------------------------------------------------------

Counts = Counter[str]


def acts_of(game: Game, names: dict[str, str], seed: int, seat: str) -> Counts:
    """What a seat did in a game, by what the record alone says."""
    players = {where: make_player(who, game, where, seed) for where, who in names.items()}
    match, found = Match(game, players, seed), Counts()
    while not match.is_over:
        mover = game.current_seat(match.state)
        action = match.step()
        if mover == seat:
            found[action.verb.package or action.text] += 1
    return found


def games_of(
    game: Game, seat: str, name: str, rivals: Sequence[str], seeds: range
) -> Iterator[Counts]:
    """What somebody did in games against rivals in turn."""
    other = next(one for one in game.seats if one != seat)
    for seed in seeds:
        yield acts_of(game, {seat: name, other: rivals[seed % len(rivals)]}, seed, seat)


class Centroids:
    """Guesses whose game a record is: whoever's mean counts are nearest, in deviations."""

    def __init__(self, known: dict[str, list[Counts]]) -> None:
        games = [game for some in known.values() for game in some]
        self.scale = {
            key: max(0.3, pstdev([game[key] for game in games]))
            for key in sorted({key for game in games for key in game})
        }
        self.means = {
            name: {key: fmean([game[key] for game in some]) for key in self.scale}
            for name, some in known.items()
        }

    def guess(self, game: Counts) -> str:
        """Whose it is."""
        return min(self.means, key=lambda name: self._apart(self.means[name], game))

    def _apart(self, mean: dict[str, float], game: Counts) -> float:
        return sum([((mean[key] - game[key]) / scale) ** 2 for key, scale in self.scale.items()])


@pytest.mark.slow
def test_people_of_the_primer_are_told_apart_from_the_record_alone(
    decks: dict[str, DeckRef], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each as far-sighted as the deck says: 16 games to learn from, 16 others to guess.

    `pytest -m slow -k told_apart` prints the figures.
    """
    game = speed_up(shared_game(decks["primer"]))
    right, asked, told = 0, 0, list[str]()
    for seat, other in (game.seats, game.seats[::-1]):
        rivals = [f"{one.persona.id}:learner" for one in opponents(game.deck, other)]
        names = [one.name for one in opponents(game.deck, seat)]
        known = {n: list(games_of(game, seat, n, rivals, range(1000, 1016))) for n in names}
        centroids = Centroids(known)
        for name in names:
            guesses = Counter(
                centroids.guess(one)
                for one in games_of(game, seat, name, rivals, range(5000, 5016))
            )
            right, asked = right + guesses[name], asked + guesses.total()
            told.append(f"{seat} {name}: {dict(guesses)}")
    told.append(f"{right} of {asked} blind guesses right: {right / asked:.0%}")
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(told) + "\n")
    assert right >= TOLD_APART * asked
