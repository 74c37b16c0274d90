"""Games in linear text: begun, and gone on with, kept move by move if they are to be kept."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from threading import Thread
from typing import Final

import click

from wargame.cli.begun import NewGame, begin
from wargame.cli.out import is_terminal, talk
from wargame.cli.shared_screen import (
    WIPE,
    asked_again,
    said_at_the_end,
    stop,
    typed_ahead,
    typed_unseen,
    wiped_at_a_signal,
)
from wargame.content.library import DeckLibrary
from wargame.content.model import Puzzle
from wargame.errors import NotSaved, UsageError, visible_lines
from wargame.play.player import HUMAN, PROGRAM
from wargame.rules.game import Game
from wargame.table.host.bidding import LOST, Bidding
from wargame.table.host.campaign import next_chapter, open_after
from wargame.table.host.kept import KeptGames
from wargame.table.host.puzzles import PuzzleBook
from wargame.table.host.rematch import rematch
from wargame.table.host.school import School
from wargame.table.host.sitting import Sitting
from wargame.table.plain.console import PROMPT, Console, Quit, WasAway
from wargame.table.plain.lesson import teach
from wargame.table.plain.puzzle import list_puzzles, pose, show_solution
from wargame.table.plain.table import PlainTable
from wargame.table.words.gate import legible
from wargame.table.words.glyphs import wants_ascii
from wargame.table.words.wrap import take_columns, wrapped

GOODBYE_SECONDS: Final = 2.5
"""What it may take to tell people at other machines that a signal ends the program."""


def play(new: NewGame, games: KeptGames, library: DeckLibrary) -> None:
    """Play a game.

    Args:
        library: Where the next chapter of a campaign is looked for.

    Raises:
        UsageError: There is such a save already.
        NotSaved: It cannot be kept under the name.
    """
    sitting = _begin(games, new)
    sitting.notices = [*sitting.notices, *new.said]
    _play(games, sitting, library)


def _begin(games: KeptGames, new: NewGame) -> Sitting:
    """A new game, kept as it says; where a disk refuses one that nobody named, it is told."""
    notices = []
    if new.name is None and is_kept_unasked(new.seats):
        try:
            return begin(games, new, None)
        except NotSaved as error:
            notices = [str(error)]
    sitting = begin(games, new, new.name or "")
    sitting.notices = [*sitting.notices, *notices]
    return sitting


def is_kept_unasked(seats: Mapping[str, str]) -> bool:
    """Whether a new game is kept that nobody named: one that people play at a terminal."""
    return is_terminal() and HUMAN in seats.values()


def ask_bids(game: Game, seats: Mapping[str, str]) -> dict[str, int]:
    """Ask each person in turn, in secret, for a bid; the program bids 0.

    Raises:
        UsageError: Nothing can be bid for, or somebody leaves.
    """
    keyboard, table = console(), Bidding(game, seats, 0, "")
    with shared(keyboard, tuple):
        try:
            while table.next:
                with suppress(WasAway):
                    _ask_for_bid(table, table.next, keyboard)
        except Quit:
            raise UsageError(f"Somebody left before all had bid. {LOST}") from None
    return table.bids


def _ask_for_bid(table: Bidding, seat: str, keyboard: Console) -> None:
    """Ask one person until there is a bid, and leave none of it on the screen."""
    if len(table.people) > 1:
        keyboard.say(f"{table.title(seat)} bids. Everybody else looks away. Enter goes on.")
        keyboard.wait()
    for text in table.how(seat):
        keyboard.say(text)
    trouble = table.bid(seat, keyboard.read())
    while trouble:
        keyboard.say(trouble)
        trouble = table.bid(seat, keyboard.read())
    keyboard.wipe()


def resume(name: str, seats: Mapping[str, str], games: KeptGames, library: DeckLibrary) -> None:
    """Go on with a game that is kept.

    Args:
        name: A name or a file; "" for the game that was played last.
        seats: Who sits down instead of who sat there.
        library: Where the next chapter of a campaign is looked for.

    Raises:
        SaveFault: It is damaged, a view, or of another version.
        UsageError: There is no such save or seat, or somebody plays it.
        NotSaved: It cannot be kept any more.
    """
    _play(games, games.resume(name or games.latest(), seats), library)


def sit(sitting: Sitting) -> None:
    """Play at a table that is open."""
    keyboard = console()
    ask_about_returning(sitting, keyboard)
    for notice in sitting.notices:
        is_quoted = f"{PROGRAM}:" in notice  # a program's line stays whole, to be judged
        for line in [notice] if is_quoted else wrapped(notice):
            talk(line)
    table = PlainTable(sitting, keyboard)
    last = partial(_last_words, sitting, table.last_lines)
    with shared(keyboard, last) if sitting.hides_hands else said_at_the_end(last):
        table.play()


def _last_words(sitting: Sitting, lines: Callable[[], Sequence[str]]) -> Sequence[str]:
    """What is said where a signal ends the program; whoever sits elsewhere is told too, as far as
    that can be: by a thread of its own, for whatever the signal came in between may hold a lock."""
    told = lines()
    if sitting.remote:
        goodbye = Thread(target=sitting.let_go, daemon=True)
        goodbye.start()
        goodbye.join(GOODBYE_SECONDS)
    return told


def tutorial(school: School, to_go_on: str, to_play: str, name: str) -> None:
    """The lessons of a deck, from a named one or the next.

    Args:
        to_go_on: The command that goes on with a lesson that is left.
        to_play: The command that begins a game.
    """
    teach(school, console(), to_go_on, to_play, name)


def puzzle(
    book: PuzzleBook, chosen: Puzzle | None, seed: int | None, to_play: str, *, tells: bool
) -> None:
    """The puzzles of a deck: listed, or one of them played, or its solution told.

    Args:
        to_play: The command that plays one.
    """
    if chosen is None:
        list_puzzles(book, console(), to_play)
    elif tells:
        show_solution(book, chosen, console())
    else:
        pose(book, chosen, console(), seed)


def _play(games: KeptGames, sitting: Sitting, library: DeckLibrary) -> None:
    try:
        again: Sitting | None = sitting
        while again is not None:
            sit(again)
            again = _rematch(games, again, library)
    finally:
        games.close()


def _rematch(games: KeptGames, sitting: Sitting, library: DeckLibrary) -> Sitting | None:
    """Another game, if one is over and whoever played it at a terminal asks for that."""
    if not (sitting.is_over and sitting.is_of_people):
        return None
    ways: tuple[str, ...] = ("m", "o")
    asked = "m for a rematch, o for the other chair; Enter leaves"
    if sitting.goes_on:
        ways, asked = (*ways, "c"), f"c for the next chapter, {asked}"
    while picked := console().picks(f"{sitting.score.said}. Type {asked}.", ways):
        try:
            if picked == "c":
                opened = open_after(sitting, library)
                return next_chapter(games, sitting, opened)
            return rematch(games, sitting, swapped=picked == "o")
        except UsageError as error:
            talk(error.first_line)
    return None


def ask_about_returning(sitting: Sitting, keyboard: Console) -> None:
    """Ask about everybody whom only a person may seat again."""
    while sitting.returning:
        one = sitting.returning[0]
        sitting.answer(one.can_be_asked_about and keyboard.agrees(one.question))


def shared(keyboard: Console, last: Callable[[], Sequence[str]]) -> AbstractContextManager[None]:
    """Leave nothing on a screen that people share, whatever ends or stops the program.

    Args:
        last: The lines that are said where a signal ends it.
    """
    if not is_terminal():
        return said_at_the_end(last)
    return wiped_at_a_signal(keyboard.put_away, keyboard.hide, last)


def console() -> Console:
    """The keyboard and the screen, or the two ends of a pipe."""
    is_typed = is_terminal()
    if is_typed:
        _measure()
    spelled = legible if is_typed and wants_ascii(os.environ) else str

    def write(text: str) -> None:
        if is_typed:
            _measure()
        click.echo(spelled(visible_lines(text)), nl=False)

    def wipe() -> None:
        if is_typed:
            click.echo(WIPE, nl=False, color=True)

    unseen = typed_unseen if is_typed else nullcontext
    ahead = typed_ahead if is_typed else lambda: False
    typed = _Typed(sys.stdin, partial(write, PROMPT)) if is_typed else sys.stdin
    return Console(typed, write, wipe, is_typed, unseen, stop, ahead)


class _Typed:
    """Lines from a terminal, which may have been made wider or narrower while one was awaited.

    A signal may raise out of any wait for a line, and what comes next is read all the same: so it
    is no generator.

    Args:
        ask: Called where somebody goes on with the program that was stopped meanwhile.
    """

    def __init__(self, lines: Iterator[str], ask: Callable[[], None]) -> None:
        self._lines, self._ask = lines, ask

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        with asked_again(self._ask):
            line = next(self._lines)
        _measure()
        return line


def _measure() -> None:
    """Write from here on for as many columns as the terminal has."""
    take_columns(shutil.get_terminal_size().columns)
