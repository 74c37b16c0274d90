"""Strategies and small helpers that several rooms' tests share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from wargame.content.load import load_deck, look_at
from wargame.content.loaded import LoadedDeck
from wargame.rules.game import Game
from wargame.rules.ir import FUNCTION_ROWS
from wargame.rules.kernel import Stream

ROOT = Path(__file__).parents[1]


def deck_folders() -> list[Path]:
    """Every deck of the project: those that ship, and those of the tests."""
    found = [*(ROOT / "decks").iterdir(), *(ROOT / "tests" / "decks").iterdir()]
    return sorted(folder for folder in found if (folder / "deck.yaml").exists())


class Games(Mapping[str, Game]):
    """Games by name, each made when it is first asked for, so that one bad deck fails alone."""

    def __init__(self, names: list[str]) -> None:
        self.names = names

    def __getitem__(self, name: str) -> Game:
        return game_named(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


@cache
def game_named(name: str) -> Game:
    """The game of `deck` or `deck:variant`, a folder's name, opened once."""
    return fresh_game(name)


def fresh_game(name: str) -> Game:
    """The same, of its own: a variant that one test alone plays need not stay in memory."""
    deck, _, variant = name.partition(":")
    folder = next(folder for folder in deck_folders() if folder.name == deck)
    return Game(loaded_of(folder).get(name) or load_deck(folder, variant))


@cache
def loaded_of(folder: Path) -> dict[str, LoadedDeck]:
    """A deck and its variants, by `deck` or `deck:variant`, read once; of a bad deck, none."""
    looked = look_at(folder)
    found = [] if looked.faults else looked.decks
    return {f"{folder.name}:{deck.variant}".rstrip(":"): deck for deck in found}


def variants_of(folder: Path) -> list[str]:
    """The names of a deck and its variants; of a bad deck, its own."""
    return list(loaded_of(folder)) or [folder.name]


@cache
def all_games() -> Games:
    """A game of every deck and variant, by `deck` or `deck:variant`."""
    return Games([name for folder in deck_folders() for name in variants_of(folder)])


def plain_games() -> Games:
    """A game of every deck, variants left out."""
    return Games([folder.name for folder in deck_folders()])


def variant_names() -> dict[str, bool]:
    """Every variant of every deck, as `deck:variant`; whether it changes more than numbers.

    That is, whether it leaves something out or has another kind of turn.
    """
    return {
        f"{name}:{variant.id}": bool(variant.remove)
        or any(at.startswith("turn.") for at in variant.set)
        for folder in deck_folders()
        for name, plain in list(loaded_of(folder).items())[:1]
        for variant in plain.deck.variants
    }


def nodes(game: Game, seed: int, limit: int = 5_000) -> Iterator[tuple[Any, str]]:
    """Each position of a random game with the action then taken; luck falls by its weight.

    It goes by the lists that everybody sees, so that a faster way to draw in rollouts leaves
    these games, and the goldens made of them, as they are.
    """
    state, stream = game.new(), Stream(seed)
    for _ in range(limit):
        if game.is_terminal(state):
            return
        text = at_random(game, state, stream)
        yield state, text
        state = game.apply(state, text).state
    raise AssertionError(f"a game of {game.deck.id} goes on after {limit} nodes")


def at_random(game: Game, state: Any, stream: Stream) -> str:
    """One of the legal actions, or of the outcomes by their weight."""
    outcomes = game.chance_outcomes(state)
    if not outcomes:
        legal = game.legal_actions(state)
        return legal[stream.below(len(legal))].text
    at = stream.below(sum(weight for _, weight in outcomes))
    for action, weight in outcomes:
        at -= weight
        if at < 0:
            return action.text
    raise AssertionError("the weights add up to less than their sum")


def position_in(game: Game, seed: int, share: int) -> Any:
    """The position of a random game after a share of its nodes, in percent."""
    states = [state for state, _ in nodes(game, seed)]
    return states[len(states) * share // 100]


# --- expressions of the deck language ------------------------------------------------------

NUMBERS = ("shared.calm", "north.grain", "south.grain", "north.capital", "south.score")
"""Names that an expression of `expressions` may read, as `tests.rules.tiny` has them."""


def expressions(depth: int = 3) -> st.SearchStrategy[str]:
    """Texts of whole-number expressions over `NUMBERS`."""
    leaf = st.one_of(st.integers(0, 40).map(str), st.sampled_from(NUMBERS))
    if depth == 0:
        return leaf
    inner = expressions(depth - 1)
    test = conditions(depth - 1)
    return st.one_of(
        leaf,
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]}) {t[1]} {t[2]}"),
        st.tuples(inner, st.sampled_from("+-*"), inner).map(" ".join),
        st.tuples(inner, st.sampled_from(("//", "%")), st.integers(1, 9).map(str)).map(" ".join),
        inner.map(lambda a: f"-{a}"),
        *(calls(name, row.parts, inner) for name, row in FUNCTION_ROWS.items()),
        st.tuples(inner, test, inner).map(lambda t: f"{t[0]} if {t[1]} else {t[2]}"),
        st.tuples(inner, test, inner).map(lambda t: f"({t[0]} if {t[1]} else {t[2]})"),
        st.tuples(inner, st.lists(inner, min_size=1, max_size=3)).map(
            lambda t: f"pick(({t[0]}) % {len(t[1])}, {', '.join(t[1])})"
        ),
    )


def calls(
    function: str, parts: tuple[int, int], inner: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    """Texts that call a function with as few values as it takes, or one more."""
    least, most = parts
    values = st.lists(inner, min_size=least, max_size=min(most, least + 1))
    return values.map(lambda found: f"{function}({', '.join(found)})")


def conditions(depth: int = 2) -> st.SearchStrategy[str]:
    """Texts of conditions over `NUMBERS`."""
    words = st.sampled_from(("<", "<=", "==", "!=", ">=", ">"))
    side = expressions(max(0, depth - 1)).map(lambda a: f"({a})" if " if " in a else a)
    plain = st.tuples(side, words, side).map(" ".join)
    chain = st.tuples(side, words, side, words, side).map(" ".join)
    if depth == 0:
        return plain
    inner = conditions(depth - 1)
    return st.one_of(
        plain,
        chain,
        inner.map(lambda a: f"not {a}"),
        st.tuples(inner, st.sampled_from((" and ", " or ")), inner).map("".join),
        st.tuples(inner, st.sampled_from((" and ", " or ")), inner).map(
            lambda t: f"({t[0]}{t[1]}{t[2]})"
        ),
    )
