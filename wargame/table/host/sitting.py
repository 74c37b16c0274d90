"""One match at a screen: who sits there, what each of them has been shown, and what is kept.

A sitting drives nothing by itself. A screen asks who is to move, lets a player of the program
`think` (off the screen's thread, on a `SeatState` alone), hands in what was chosen, and asks
for a `Scene` to draw. Who looks ahead, and the adviser, think in a process of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from wargame.play.control import undo, why_no_undo_now
from wargame.play.drive import LuckDrawn, Turn, turns
from wargame.play.log import NOBODY, seen_by
from wargame.play.match import Match
from wargame.play.player import HUMAN, Person, Player
from wargame.players.adviser import Advice, advise
from wargame.players.registry import make_player
from wargame.players.worker import Remote, Worker, thinks
from wargame.rules.game import Action, Game
from wargame.rules.ruling import RuledGame
from wargame.rules.view import SeatState
from wargame.table.host.back_room import ENTRY
from wargame.table.told.scene import Scene, Why, titles_of
from wargame.table.words.glyphs import UNICODE, Glyphs
from wargame.table.words.titles import Titles
from wargame.table.words.view_models import markers

WHY_ROUNDS = 2
"""How many rounds back a number's changes are told."""


def seat_players(
    game: Game, seats: Mapping[str, str], seed: int
) -> tuple[dict[str, Player], Worker]:
    """Whoever was named for each seat, and the worker in which those of them sit that think.

    Raises:
        PlayerError: Nobody has such a name.
    """
    thinking = {seat: name for seat, name in seats.items() if thinks(name)}
    worker = Worker(game.loaded, thinking, seed, ENTRY)
    return {seat: _seated(game, seat, seats[seat], seed, worker) for seat in game.seats}, worker


def _seated(game: Game, seat: str, name: str, seed: int, worker: Worker) -> Player:
    if name == HUMAN:
        return Person()
    if thinks(name):
        return Remote(name, worker, seat, seed)
    return make_player(name, game, seat, seed)


@dataclass(slots=True)
class Sitting:
    """A match, seen from the screen.

    Attributes:
        match: Traced. Its players are `Person` where people sit.
        worker: Thinks for the players that look ahead, and advises; None if nobody ever will.
        title: What the game is called where it is kept; "" if it is not kept.
        unsaved: How many events are not on disk yet; -1 if the game is not kept.
        trouble: Why nothing is kept any more, or "".
    """

    match: Match
    worker: Worker | None = None
    title: str = ""
    unsaved: Callable[[], int] = lambda: -1
    trouble: Callable[[], str] = lambda: ""
    glyphs: Glyphs = UNICODE
    titles: Titles = field(init=False)
    course: dict[str, list[int]] = field(init=False, default_factory=dict)
    _shown: dict[str, tuple[int, Mapping[str, int]]] = field(init=False, default_factory=dict)
    _charted: int = field(init=False, default=-1)

    def __post_init__(self) -> None:
        self.titles = titles_of(self.game.deck)

    @property
    def game(self) -> Game:
        """The rules in play."""
        return self.match.game

    @property
    def players(self) -> dict[str, str]:
        """Who sits where, by name."""
        return {seat: player.name for seat, player in self.match.players.items()}

    @property
    def people(self) -> tuple[str, ...]:
        """The seats in which people sit."""
        return tuple(seat for seat, name in self.players.items() if name == HUMAN)

    @property
    def is_hot_seat(self) -> bool:
        """Whether several people share the keyboard."""
        return len(self.people) > 1

    @property
    def is_over(self) -> bool:
        """Whether the game has ended."""
        return self.match.is_over

    @property
    def mover(self) -> str:
        """Who decides: a seat, CHANCE, or "" at the end."""
        return self.game.current_seat(self.match.state)

    @property
    def waits_for_person(self) -> bool:
        """Whether somebody at the keyboard has to choose."""
        return self.mover in self.people

    def charted(self) -> Sitting:
        """The same with the numbers of every round so far, for a match that was taken up again."""
        course = self.match.course
        for ply, one in enumerate(self.match.log):
            if one.round != self._charted:
                self._chart_at(one.round, self.game.redact(course.at(ply), self.game.seats[0]))
        for seat in self.people:
            self._recall(seat)
        return self

    def _recall(self, seat: str) -> None:
        """Find a seat's last decisions in the log, so that the news begin there."""
        log = self.match.log
        last = max((n for n, one in enumerate(log) if one.seat == seat), default=-1)
        while last > 0 and log[last - 1].seat == seat:
            last -= 1
        if last >= 0:
            view = self.game.redact(self.match.course.at(last), seat)
            numbers = {row.name: row.value for row in markers(self.game.deck, view)}
            self._shown[seat] = (last, numbers)

    def view(self, seat: str) -> SeatState:
        """What a seat may see now."""
        return self.game.redact(self.match.state, seat)

    # --- going on ----------------------------------------------------------------------------

    def turns(self) -> Iterator[Turn]:
        """What comes next, turn after turn, as `play.drive` tells it."""
        for turn in turns(self.match):
            self._chart()
            yield turn

    def draw_luck(self) -> None:
        """Take all luck that is due, up to the next decision."""
        for turn in self.turns():
            if not isinstance(turn, LuckDrawn):
                break

    def warm(self) -> None:
        """Let those who think get ready, beside whatever else is done."""
        if self.worker is not None and any(map(thinks, self.players.values())):
            self.worker.warm()

    @property
    def is_learning(self) -> bool:
        """Whether the one to move thinks, and still has to learn the deck first."""
        return thinks(self.players.get(self.mover, "")) and self.is_cold

    @property
    def is_cold(self) -> bool:
        """Whether thinking begins with learning the deck."""
        return self.worker is not None and not self.worker.is_warm

    def adviser(self, seat: str) -> Callable[[], Advice]:
        """Counsel for a seat, from what it sees alone; to be called off the screen's thread."""
        view, worker = self.view(seat), self.worker
        if worker is None or isinstance(view.game, RuledGame):
            return lambda: advise(view)
        return lambda: worker.advise(view)

    def cancel(self) -> None:
        """Drop whatever is being thought about."""
        if self.worker is not None:
            self.worker.cancel()

    def close(self) -> None:
        """End the process in which somebody thinks."""
        if self.worker is not None:
            self.worker.close()

    def take(self, action: Action | str) -> None:
        """Take a decision of whoever is to move. It may wait for a disk.

        Raises:
            IllegalAction: The rules do not allow it; the message says why.
            NotSaved: It could not be kept, and has not happened.
        """
        seat = self.mover
        legal = self.game.action(self.match.state, str(action))
        self._note(seat)
        self.match.take(legal)
        self._chart()

    def _note(self, seat: str) -> None:
        """Remember what a person saw before a decision, to tell later what has changed."""
        if self.people and seat not in self.people:
            return
        seat = seat if self.people else NOBODY
        log = self.match.log
        is_same_turn = bool(log) and log[-1].seat == seat and seat in self._shown
        if not is_same_turn:
            self._shown[seat] = (len(log), self._numbers(self.mover))

    def _numbers(self, seat: str) -> dict[str, int]:
        return {row.name: row.value for row in markers(self.game.deck, self.view(seat))}

    def _chart(self) -> None:
        """Keep the numbers with which each round begins."""
        number = self.match.state.round
        if number != self._charted:
            self._chart_at(number, self.view(self.game.seats[0]))

    def _chart_at(self, number: int, view: SeatState) -> None:
        self._charted = number
        for row in markers(self.game.deck, view):
            self.course.setdefault(row.name, []).append(row.value)

    # --- going back --------------------------------------------------------------------------

    def why_no_undo(self, seat: str) -> str:
        """Why a seat cannot take back its last decision, or "" if it can."""
        return why_no_undo_now(self.match, seat)

    def undo(self, seat: str) -> None:
        """Take back a seat's last decision.

        Raises:
            IllegalAction: It cannot be taken back.
        """
        undo(self.match, seat)

    # --- what a screen shows -----------------------------------------------------------------

    def scene(self, seat: str, *, open_hand: bool = True) -> Scene:
        """This moment, for one seat.

        Args:
            open_hand: Show the seat's hand. False for people who only watch.
        """
        view = self.view(seat)
        start, before = self._shown.get(seat if open_hand else NOBODY, (0, {}))
        return Scene(
            view=view,
            titles=self.titles,
            glyphs=self.glyphs,
            seen=seen_by(seat if open_hand else "", self.match.log),
            news_from=start,
            before=before,
            course=self.course,
            why=self.why(view),
            players=self.players,
            shows_hand=open_hand,
            unsaved=self.unsaved(),
            trouble=self.trouble(),
            plays_left=view.plays_left,
            can_undo=open_hand and not self.why_no_undo(seat),
        )

    def why(self, view: SeatState) -> Why:
        """Answers for one view why a number is what it is."""
        ledger = self.match.ledger
        return lambda name: ledger.why(view, name, rounds=WHY_ROUNDS)
