"""How fast this machine plays, in figures that can be compared.

`reference_loops_per_s` times a fixed plain-Python loop in the same run: divide by it to compare
two machines. Timings are the best of a few, since a busy machine only ever makes them worse.
Where a deck's compiled rules are in the cache they are what every command runs on, so they are
what is measured; the plain ones are measured beside them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from time import perf_counter

from wargame.content.library import DeckRef, load_deck
from wargame.dataclass import dataclass
from wargame.lab.loops import shares_of_rollout
from wargame.lab.runs.games import game_on, open_game
from wargame.play.dealer import Dealer
from wargame.play.match import Match
from wargame.players.budget import Budget
from wargame.players.search import Search
from wargame.players.thought import Thought
from wargame.players.uniform import Uniform
from wargame.rules.game import CHANCE_SEAT, Game
from wargame.rules.kernel import Stream
from wargame.rules.position import scratch

REPLAYED_ACTIONS = 1_000
REFERENCE_LOOPS = 200_000
CLONES = 2_000
REPEATS = 3


@dataclass(frozen=True)
class Measured:
    """What was measured.

    Attributes:
        deck: The deck's id.
        variant: The variant's id, or "".
        compiled: Whether the rules ran as `wargame compile` has built them.
    """

    deck: str
    variant: str
    compiled: bool


@dataclass(frozen=True)
class BuildSpeed:
    """What depends on how the rules run.

    Attributes:
        nodes_per_s: Nodes a second in random play, luck drawn inline; a node is a decision or a
            chance point.
        games_per_s: Games a second in random play.
        action_loop_share: What share of those nodes the README's loop over actions reaches.
        id_loop_share: What share a loop over ids of actions reaches.
        search_iterations_per_s: Playouts a second of the search player's first decision.
        search_us_per_node: Microseconds of its time for each node of them.
        clone_ns: Nanoseconds to copy a position.
        replay_ms: Milliseconds to replay 1,000 actions.
    """

    nodes_per_s: int
    games_per_s: float
    action_loop_share: float
    id_loop_share: float
    search_iterations_per_s: int
    search_us_per_node: float
    clone_ns: int
    replay_ms: float


@dataclass(frozen=True)  # no slots: Python joins no two classes that have them
class Speed(BuildSpeed, Measured):
    """How fast a deck runs on this machine, as every command would run it.

    Attributes:
        load_ms: Milliseconds from disk to ready.
        reference_loops_per_s: Rounds a second of a fixed plain-Python loop, to compare machines
            by.
        plain: The speed without the compiled rules; null if there are none.
    """

    load_ms: float
    reference_loops_per_s: int
    plain: BuildSpeed | None


def measure(deck: DeckRef, seconds: float = 1.0) -> Speed:
    """Time one deck.

    Args:
        seconds: How long random games are played, and how long the search player thinks.
    """
    load_seconds = _best(lambda: game_on(load_deck(deck)))
    game = open_game(deck)
    return Speed(
        deck=game.deck.id,
        variant=deck.variant,
        compiled=game.is_compiled,
        **asdict(_speed(game, seconds)),
        load_ms=round(load_seconds * 1e3, 1),
        reference_loops_per_s=round(REFERENCE_LOOPS / _best(reference_loop)),
        plain=_speed(Game(load_deck(deck)), seconds) if game.is_compiled else None,
    )


def _speed(game: Game, seconds: float) -> BuildSpeed:
    nodes_per_s, games_per_s = _random_play(game, seconds)
    by_actions, by_ids = shares_of_rollout(game, seconds)
    thought = _first_thought(game, seconds)
    return BuildSpeed(
        nodes_per_s=round(nodes_per_s),
        games_per_s=round(games_per_s, 1),
        action_loop_share=round(by_actions, 3),
        id_loop_share=round(by_ids, 3),
        search_iterations_per_s=round(thought.iterations / thought.seconds),
        search_us_per_node=round(thought.seconds * 1e6 / thought.nodes, 2),
        clone_ns=round(_clone_seconds(game) * 1e9),
        replay_ms=round(_replay_seconds(game) * 1e3, 1),
    )


def reference_loop() -> int:
    """The fixed loop: integer arithmetic, a comparison and a list, as the rules have them."""
    cells, total = [0] * 16, 1
    for step in range(REFERENCE_LOOPS):
        total = (total * 31 + step) % 65_521
        if total > 30_000:
            cells[total % 16] += 1
    return total + cells[0]


def _best(work: Callable[[], object]) -> float:
    """Seconds of the quickest of a few runs."""
    found = []
    for _ in range(REPEATS):
        start = perf_counter()
        work()
        found.append(perf_counter() - start)
    return min(found)


def _random_play(game: Game, seconds: float) -> tuple[float, float]:
    """Nodes and games per second of random play, luck drawn inline."""
    fresh, stream = game.new(), Stream(1)
    nodes = games = 0
    start = perf_counter()
    spent = 0.0
    while spent < seconds:
        nodes += game.rollout(fresh, stream)[1]
        games += 1
        spent = perf_counter() - start
    return nodes / spent, games / spent


def _first_thought(game: Game, seconds: float) -> Thought:
    """What the search player thinks of the first decision with a choice, training aside."""
    state, dealer = game.new(), Dealer(1)
    while len(legal := game.legal_actions(state)) == 1 or game.current_seat(state) == CHANCE_SEAT:
        by_luck = game.current_seat(state) == CHANCE_SEAT
        state = game.apply(state, dealer.choose(game, state) if by_luck else legal[0]).state
    seat = game.current_seat(state)
    return Search(game.rules, seat, 1, Budget(seconds=seconds)).think(game.redact(state, seat))


def _clone_seconds(game: Game) -> float:
    state = scratch(game.new())

    def clone() -> None:
        for _ in range(CLONES):
            state.copy()

    return _best(clone) / CLONES


def _replay_seconds(game: Game) -> float:
    """Seconds to replay `REPLAYED_ACTIONS` actions of random matches, as text."""
    texts: list[list[str]] = []
    seed = 0
    while sum(len(actions) for actions in texts) < REPLAYED_ACTIONS:
        players = {seat: Uniform(seed + place) for place, seat in enumerate(game.seats)}
        texts.append(Match(game, players, seed).run().record.actions)
        seed += 1
    count = sum(len(actions) for actions in texts)

    def replay() -> None:
        for actions in texts:
            state = game.new()
            for text in actions:
                state = game.apply(state, text).state

    return _best(replay) * REPLAYED_ACTIONS / count
