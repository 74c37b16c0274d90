"""Is a deck a matter of choices?

A card that is played whenever it can be is no choice, and one that nobody wants is no card. What
counts is take-up: of the rounds in which a seat could do a thing, in how many it did. It speaks
of the players who played, so they are named with it; players who look ahead tell the most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any, Final

from wargame.content.library import DeckRef
from wargame.lab.estimate import Estimate, estimate
from wargame.lab.games import shared_game
from wargame.lab.population import Population, population
from wargame.lab.work import Piece, gather, pieces_of
from wargame.play.match import Match
from wargame.rules.game import CHANCE_SEAT, Action, Game
from wargame.rules.verbs import VERBS, Verb

COUNTED: Final = ("card", "measure", "project")
"""What a play or a headline may be about if it is counted."""

FEW: Final = 20
"""Rounds below which nothing is said of a choice."""

Choice = tuple[str, str, str]
"""A kind of thing, which, and the use it is put to: ("card", "soy_deal", "policy")."""


@dataclass(frozen=True, slots=True)
class TakeUp:
    """How often a choice was there, in rounds, and how often it was taken."""

    choice: Choice
    open: int
    taken: int

    @property
    def share(self) -> float:
        """Taken of open, 0 to 1."""
        return self.taken / self.open if self.open else 0.0

    @property
    def verdict(self) -> str:
        """`always` from nine times in ten, `never` for none at all, `few` if there is too little
        to tell, else ""."""
        if self.open < FEW:
            return "few"
        return "always" if 10 * self.taken >= 9 * self.open else "" if self.taken else "never"


@dataclass(frozen=True, slots=True)
class Balance:
    """What a run found.

    Attributes:
        population: Who was drawn from.
        returns: By seat, points less par.
        choices: In deck order.
    """

    deck: str
    variant: str
    deck_hash: str
    seed: int
    games: int
    population: Population
    returns: Mapping[str, Estimate]
    choices: tuple[TakeUp, ...]

    def as_dict(self) -> dict[str, Any]:
        """The documented object of `wargame lab balance --json`."""
        return {
            "deck": self.deck,
            "variant": self.variant,
            "deck_hash": self.deck_hash,
            "seed": self.seed,
            "games": self.games,
            "players": {seat: list(names) for seat, names in self.population.seats},
            "returns": {
                seat: {"mean": round(e.value, 3), "low": round(e.low, 3), "high": round(e.high, 3)}
                for seat, e in self.returns.items()
            },
            "choices": [
                {
                    "kind": row.choice[0],
                    "id": row.choice[1],
                    "use": row.choice[2],
                    "open": row.open,
                    "taken": row.taken,
                    "share": round(row.share, 3),
                    "verdict": row.verdict,
                }
                for row in self.choices
            ],
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """What some games came to."""

    open: Counter[Choice]
    taken: Counter[Choice]
    returns: tuple[tuple[int, ...], ...]


def weigh(
    deck: DeckRef,
    games: int,
    seed: int,
    players: Sequence[str] = (),
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Balance:
    """Play many games and count what was taken of what was open.

    Args:
        games: How many, 1 or more.
        seed: Settles every game; game number n is the same in a longer run.
        players: Names to draw from for each seat; without any, the deck's personas.
        jobs, executor, progress: As for `simulate`.

    Raises:
        DeckError: The deck cannot be used.
        PlayerError: A player has no such name.
        UsageError: A seat is left without anybody.
    """
    game = shared_game(deck)
    people = population(game, players)
    whole = Tally(Counter(), Counter(), ())
    pieces = pieces_of(deck, people, seed, games)
    for some in gather(play_piece, pieces, jobs=jobs, executor=executor, progress=progress):
        whole = _joined(whole, some)
    rows = [TakeUp(choice, whole.open[choice], whole.taken[choice]) for choice in _choices(game)]
    return Balance(
        game.deck.id,
        deck.variant,
        game.deck_hash,
        seed,
        games,
        people,
        {seat: _mean([row[n] for row in whole.returns]) for n, seat in enumerate(game.seats)},
        tuple(rows),
    )


def _mean(values: Sequence[int]) -> Estimate:
    found = estimate([(value, 1) for value in values], 1)
    assert found is not None, "a run has games"
    return found


def _joined(one: Tally, two: Tally) -> Tally:
    return Tally(one.open + two.open, one.taken + two.taken, one.returns + two.returns)


def _choices(game: Game) -> list[Choice]:
    """Every choice that a seat can have, in deck order."""
    deck = game.deck
    ids: dict[str, list[str]] = {
        "card": [card.id for card in deck.cards],
        "measure": [measure.id for measure in deck.measures],
        "project": [project.id for project in deck.projects],
    }
    uses = dict.fromkeys((verb.thing, _use(verb)) for verb in VERBS if _is_counted(verb))
    return [(kind, name, use) for kind, use in uses for name in ids[kind]]


def play_piece(piece: Piece) -> Tally:
    """Play some games; called in whatever process the executor chooses."""
    whole = Tally(Counter(), Counter(), ())
    for match in piece.matches():
        whole = _joined(whole, tally(match))
    return whole


def tally(match: Match) -> Tally:
    """Play a match to its end and count, by round, what was open and what was taken."""
    game = match.game
    open_in: set[tuple[int, str, Choice]] = set()
    taken_in: set[tuple[int, str, Choice]] = set()
    while not match.is_over:
        state = match.state
        seat, round_ = game.current_seat(state), state.round
        if seat != CHANCE_SEAT:
            legal = [_choice(action) for action in game.legal_actions(state)]
            open_in.update((round_, seat, choice) for choice in legal if choice)
        if choice := _choice(match.step()):
            taken_in.add((round_, seat, choice))
    returns = game.returns(match.state)
    return Tally(
        Counter(choice for *_, choice in open_in),
        Counter(choice for *_, choice in taken_in),
        (tuple([returns[seat] for seat in game.seats]),),
    )


def _choice(action: Action) -> Choice | None:
    verb = action.verb
    return (verb.thing, action.arg, _use(verb)) if _is_counted(verb) else None


def _is_counted(verb: Verb) -> bool:
    return (verb.is_play or verb.is_headline) and verb.thing in COUNTED


def _use(verb: Verb) -> str:
    """The use that a thing is put to: a card's policy, its capital, a measure's verb."""
    return "policy" if verb.enacts else verb.word
