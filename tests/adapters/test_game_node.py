"""What the adapters make a seat's past of: all that it has seen, by the rule of the log."""

from __future__ import annotations

import copy
import pickle
import random
from collections.abc import Iterator

import pytest

from tests.conftest import Interpreter
from tests.strategies import ROOT, plain_games
from wargame.adapters.game_node import GameNode
from wargame.adapters.opened import OpenDeck, opened, opened_anew
from wargame.content.extras import EXTRAS, to_install
from wargame.errors import RecordError, UsageError
from wargame.play.log import Entry, make_entry, seen_by
from wargame.rules.kernel import Stream

EVERY = pytest.mark.parametrize("name", list(plain_games()))


def first_node(name: str) -> GameNode:
    game = plain_games()[name]
    return GameNode(OpenDeck(name, game), game.new())


def path(name: str, seed: int) -> Iterator[tuple[GameNode, int]]:
    """The nodes of a game at random, each with the action then taken."""
    node, luck = first_node(name), random.Random(seed)
    while not node.position.is_over:
        game, position = node.game, node.position
        ids, weights = (
            game.chance_ids(position) if position.is_chance else (game.legal_ids(position), None)
        )
        number = luck.choices(ids, weights)[0]
        yield node, number
        node = node.after(number)


@EVERY
def test_what_a_seat_has_seen_is_what_the_log_tells_it(name: str) -> None:
    entries: list[Entry] = []
    game = plain_games()[name]
    for node, number in path(name, 4):
        step = game.apply(node.position, game.action_of(number))
        entries.append(make_entry(game, node.position.ply, node.position, step))
        after = node.after(number)
        for seat in game.seats:
            told = after.seen_by(seat).rpartition("seen=")[2].split()
            hidden = [seen.is_secret for seen in seen_by(seat, entries)]
            assert [one.startswith("?") for one in told] == hidden
            mover = after.view(seat).to_move or "nobody"
            assert f" to_move={mover} " in after.observed(seat)
            owners = [entry.owner for entry in entries]
            assert [one == f"?{who}" for one, who in zip(told, owners, strict=True)] == hidden


@EVERY
def test_a_seat_cannot_tell_an_imagined_node_from_the_true_one(name: str) -> None:
    stream = Stream(9)
    for count, (node, _) in enumerate(path(name, 5)):
        for seat in node.game.seats if count % 3 == 0 else ():
            other = node.imagined(seat, stream)
            assert other.seen_by(seat) == node.seen_by(seat)
            assert other.observed_alone(seat) == node.observed_alone(seat)


@EVERY
def test_an_imagined_past_holds_no_secret_of_others(name: str) -> None:
    stream = Stream(9)
    for count, (node, _) in enumerate(path(name, 6)):
        for seat in node.game.seats if count % 3 == 0 else ():
            other = node.imagined(seat, stream)
            told = other.seen_by(seat).rpartition("seen=")[2].split()
            for one, (number, keeper, headline) in zip(told, other.happened, strict=True):
                if one.startswith("?") and not headline:
                    assert number == -1
                if one.startswith("?") and headline:
                    action = node.game.action_of(number)
                    kept = node.game.redact(other.position, keeper).commitment
                    assert action.text in (kept, f"headline {kept}")
                    assert action.seat == keeper


def test_imagined_games_go_on_and_end() -> None:
    node = [node for node, _ in path("primer", 7)][20]
    node, luck = node.imagined("us", Stream(1)), random.Random(1)
    while not node.position.is_over:
        node = node.after(luck.choice(node.game.legal_ids(node.position)))
        assert all(node.seen_by(seat) for seat in node.game.seats)


def test_a_past_is_remembered() -> None:
    """Of two ways to one position, a seat knows which it came."""
    told: dict[str, tuple[str, ...]] = {}
    for seed in range(60):
        views: dict[str, list[str]] = {"pursuer": [], "fugitive": []}
        for node, _ in path("calibration", seed):
            for seat, past in views.items():
                past.append(node.observed(seat))
                assert told.setdefault(node.seen_by(seat), tuple(past)) == tuple(past)
    assert len(told) > 20


def test_a_node_is_pickled_as_its_deck_and_numbers() -> None:
    deck = opened("primer")
    node = GameNode(deck, deck.game.new())
    for _ in range(15):
        node = node.after(node.game.legal_ids(node.position)[0])
    data = pickle.dumps(node)
    assert len(data) < 3_000
    found = pickle.loads(data)
    assert str(found) == str(node)
    assert found.seen_by("china") == node.seen_by("china")
    assert copy.deepcopy(node) is node


def test_a_node_of_other_rules_is_refused() -> None:
    deck = opened("primer")
    node = GameNode(deck, deck.game.new())
    data = pickle.dumps(node).replace(deck.game.rules_hash.encode(), b"0" * 64)
    with pytest.raises(RecordError, match="other rules"):
        pickle.loads(data)


def test_a_deck_is_opened_once_until_it_is_opened_anew() -> None:
    first = opened("calibration")
    assert opened("calibration") is first
    fresh = opened_anew("calibration")
    assert fresh is not first
    assert opened("calibration") is fresh


def test_a_deck_elsewhere_goes_by_its_folder() -> None:
    found = opened_anew("water_treaty", [ROOT / "tests" / "decks"])
    assert found.name == str(ROOT / "tests" / "decks" / "water_treaty")
    assert found.game.deck.id == "water_treaty"
    assert opened_anew(ROOT / "decks" / "calibration").game.deck.id == "calibration"
    with pytest.raises(UsageError, match="primer"):
        opened_anew("prmier")


def test_opening_the_house_opens_no_package_of_others(python: Interpreter) -> None:
    done = python(
        "import sys, wargame, wargame.adapters.game_node\n"
        "game = wargame.load('calibration')\n"
        "assert len(game.vector(game.redact(game.new()))) == len(game.features)\n"
        "print(sorted({'numpy', 'pyspiel', 'pettingzoo', 'gymnasium'} & {*sys.modules}))"
    )
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize("more", ["", "numpy"])
@pytest.mark.parametrize("module", ["openspiel", "pettingzoo"])
def test_without_the_package_it_says_what_to_type(
    python: Interpreter, module: str, more: str
) -> None:
    hidden = dict.fromkeys(filter(None, ("pyspiel", "pettingzoo", more)))
    hide = f"import sys; sys.modules.update({hidden})\n"
    done = python(f"{hide}import wargame.adapters.{module}")
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.endswith(f": {to_install(*EXTRAS[module])}.")
