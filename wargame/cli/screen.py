"""The way to the screens: the one module here that opens `tui`, and only when it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.begun import NewGame, begin, kept_games
from wargame.cli.opening import is_dumb, unsay_opening
from wargame.cli.out import is_at_terminal, talk
from wargame.content.again import command
from wargame.content.library import DeckLibrary
from wargame.errors import UsageError, visible

if TYPE_CHECKING:
    from wargame.content.model import Puzzle
    from wargame.play.log import Entry
    from wargame.table.host.at_table import OnScreen
    from wargame.table.host.following import Followed
    from wargame.table.host.kept import KeptGames
    from wargame.table.host.puzzles import PuzzleBook
    from wargame.table.host.school import School
    from wargame.table.host.sitting import Sitting
    from wargame.tui.home import Home


def need_screen(name: str) -> None:
    """Go on only at a terminal.

    Raises:
        UsageError: There is none; the message repeats what was typed, as linear text has it.
    """
    if not is_at_terminal():
        typed = click.get_current_context().find_root().obj or name.split()
        lacks = "a terminal that draws screens (here TERM is dumb)" if is_dumb() else "a terminal"
        raise UsageError(f"{name} needs {lacks}; try `{visible(command(*typed, '--plain'))}`.")


def title() -> int:
    """The title screen; gives the exit code."""
    return _run(lambda app: app.go_home(), lambda: kept_games(None), None)


def play(new: NewGame, games: KeptGames, decks: Path | None, *, school: School | None) -> int:
    """A new game at the table.

    Args:
        school: Lessons to be offered first, to somebody new.

    Raises:
        NotSaved: It cannot be kept.
    """
    sitting = begin(games, new, new.name)
    sitting.notices = [*sitting.notices, *new.said]
    if school is not None:
        return _run(
            lambda app: app.practice.offer_school(school, lambda: app.start(sitting)), games, decks
        )
    return _run(lambda app: app.start(sitting), games, decks)


def bid(new: NewGame, games: KeptGames, decks: Path | None) -> int:
    """A new game at the table, once people have bid for the first seat."""
    from wargame.table.host.bidding import Bidding

    table = Bidding(new.game, new.seats, new.seed, new.name, new.secret)
    return _run(lambda app: app.ask_bids(table), games, decks)


def resume(name: str, seats: Mapping[str, str], games: KeptGames, decks: Path | None) -> int:
    """Go on with a kept game, where it was left."""
    sitting = games.resume(name or games.latest(), seats)
    return _run(lambda app: app.sit_down(sitting), games, decks)


def sit(sitting: Sitting, games: KeptGames) -> int:
    """Play at a table that is open."""
    return _run(lambda app: app.start(sitting), games, None)


def replay(name: str, seat: str, first: int, saves: Path | None) -> int:
    """A kept game, step by step.

    Raises:
        UsageError: The game has no such seat, or no such round yet.
    """
    games = kept_games(saves)
    sitting = games.watch(name)
    check_round(sitting.match.log, first)
    sitting.game.rules.seat_number(seat or sitting.game.seats[0])
    whose = seat or (sitting.people or sitting.game.seats)[0]
    return _run(lambda app: app.show_replay(sitting, whose, first), games, None)


def check_round(log: Sequence[Entry], first: int) -> None:
    """Refuse to begin a game that is told again with a round to which it did not come.

    Raises:
        UsageError: It did not.
    """
    last = max((entry.round for entry in log), default=0)
    if first > last:
        raise UsageError(
            f"That game goes to round {last}: there is no round {first} to begin with."
        )


def tutorial(school: School, name: str, decks: Path | None) -> int:
    """The lessons of a deck: a named one, or the list of them."""
    return _run(lambda app: app.practice.open_school(school, name), kept_games(None), decks)


def puzzle(book: PuzzleBook, chosen: Puzzle | None, seed: int | None, decks: Path | None) -> int:
    """The puzzles of a deck: a named one, or the list of them."""
    posed = book.open(chosen, seed) if chosen else None

    def first(app: Home) -> None:
        if posed is None:
            app.practice.open_puzzles(book)
        else:
            app.practice.pose(posed)

    return _run(first, kept_games(None), decks)


def observe(followed: Followed) -> int:
    """A game that is played elsewhere, as everybody may see it."""
    return _run(lambda app: app.show_observed(followed), kept_games(None), None)


def join(sitting: OnScreen) -> int:
    """A table that another machine has."""
    return _run(lambda app: app.join(sitting), lambda: kept_games(None), None)


def _run(
    first: Callable[[Home], None], games: KeptGames | Callable[[], KeptGames], decks: Path | None
) -> int:
    from wargame.tui.app import WargameApp, run_app

    app = WargameApp(first, games, DeckLibrary([decks] if decks else []))
    unsay_opening()
    try:
        return run_app(app, _say_left)
    finally:
        app.close_shelf()


def _say_left(told: str) -> None:
    """Say something to whoever left the screens, if their terminal is still there."""
    if told:
        with suppress(OSError):
            talk(told)
