"""G1 and G3: a match and its replay meet at every hash; saved, read and replayed at every event.

    python -m tests.proofs.replays --count 10000          a replay of each game, hash by hash
    python -m tests.proofs.replays --heavy --count 500    after every event: save, read, replay

Games go round all decks and variants, and round all kinds of player; every third is one in which
people undo, control rules and luck is chosen. The heavy mode goes round the decks with short games,
since it replays each from its beginning after each event.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from tests.play.anything import Pages, play_anything, redo, takes_back
from tests.proofs.counting import Figures, parser_of, told
from tests.store.helpers import SMALL_DECKS, close, world
from tests.strategies import all_games, game_named
from wargame.play.confirm import confirm
from wargame.play.control import undo
from wargame.play.course import Course
from wargame.play.event import Act, Chance, Ruling
from wargame.play.match import Match
from wargame.play.record import replay
from wargame.players.registry import BUILT_IN, make_player
from wargame.rules.game import Game
from wargame.store.save import Save, load
from wargame.store.savefile import create

STRIDE = 7
"""Between the kinds of player of two seats, so that all pairs come round."""

MADE: dict[str, Game] = {}
"""Games that were made of the deck in a save, by that deck's text."""


def kinds_of(game: Game) -> list[str]:
    """Every kind of player that needs no time to think."""
    built_in = [name for name in BUILT_IN if name != "search"]
    return [*built_in, *(persona.id for persona in game.deck.personas)]


def match_number(number: int, names: list[str]) -> Match:
    """A match that has not begun: its deck, its players and its seed follow from its number."""
    game = game_named(names[number % len(names)])
    kinds, turn = kinds_of(game), number // len(names)
    players = {
        seat: make_player(kinds[(turn + STRIDE * place) % len(kinds)], game, seat, number)
        for place, seat in enumerate(game.seats)
    }
    return Match(game, players, number)


def play_number(number: int, names: list[str]) -> tuple[Game, Match, list[str]]:
    """A game, a finished match of it, and the hash after each move as it was at the table."""
    match = match_number(number, names)
    game, match.journal, hashes = match.game, Pages(), []
    if number % 3 == 2:
        play_anything(match, number)
        return game, match, [match.course.at(ply).digest for ply in range(1, match.course.ply + 1)]
    while not match.is_over:
        match.step()
        hashes.append(match.state.digest)
    return game, match, hashes


def compare(game: Game, match: Match, hashes: list[str]) -> int:
    """Replay a log from nothing; gives how many hashes were met.

    Raises:
        Mismatch: An event has another hash in the replay.
    """
    course = Course(game)
    met = 0
    for event in match.record.events:
        confirm(course, event)
        if isinstance(event, Act | Chance | Ruling):
            assert event.state == course.state.digest
            met += 1
    found = [course.at(ply).digest for ply in range(1, course.ply + 1)]
    assert found == hashes, f"game {match.record.header.seed} differs"
    return met


def live_against_replay(numbers: range) -> Figures:
    """Hold the replay of each game against the game itself, at every event."""
    names = list(all_games())
    met = sum(compare(*play_number(number, names)) for number in numbers)
    return {"games": len(numbers), "decks and variants": len(names), "hashes met": met}


# --- heavy ---------------------------------------------------------------------------------


def heavy(numbers: range) -> Figures:
    """After every event of each game: read the save, replay it; undo and redo what can be."""
    tally: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            play_heavily(number, Path(folder), tally)
    return {"games": len(numbers), **tally}


def play_heavily(number: int, folder: Path, tally: Counter[str]) -> None:
    match = match_number(number, list(SMALL_DECKS))
    path = folder / f"{number}.jsonl"
    match.journal = create(path, match.game, match.record, world(seed=number))
    while not match.is_over:
        match.step()
        if match.is_settled:
            reread(match, path, tally)
            tally["undone and redone"] += undo_and_redo(match)
    close(match)
    path.unlink()


def reread(match: Match, path: Path, tally: Counter[str]) -> None:
    save = load(path, world())
    assert save.events == match.record.events
    assert replay(game_in(save), save.record).digest == match.state.digest
    tally["read and replayed"] += 1


def game_in(save: Save) -> Game:
    """The game of the deck that a save holds; equal decks share one."""
    deck = f"{save.head.header.variant} {save.tree}"
    if deck not in MADE:
        MADE[deck] = save.game
    return MADE[deck]


def undo_and_redo(match: Match) -> int:
    """Take back all that each seat may, and take it again; gives how many moves that were."""
    taken = 0
    for seat in match.game.seats:
        most = takes_back(match, seat)
        for moves in range(1, most + 1):
            before = match.state.digest
            undo(match, seat, moves)
            for _ in range(moves):
                redo(match)
            match.settle()
            assert match.state.digest == before
            taken += moves
    return taken


def main() -> None:
    parser = parser_of(__doc__, 10_000)
    parser.add_argument("--heavy", action="store_true", help="save, read, replay at every event")
    asked = parser.parse_args()
    numbers = range(asked.first, asked.first + asked.count)
    told(lambda: heavy(numbers) if asked.heavy else live_against_replay(numbers))


if __name__ == "__main__":
    main()
