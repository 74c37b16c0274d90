"""A whole match in linear text, for people at one keyboard, at a pipe, or just watching."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.play.journal import Journal
from wargame.play.log import Entry, seen_by
from wargame.play.match import Match
from wargame.play.player import Player
from wargame.play.record import Record
from wargame.play.resume import resume
from wargame.players.registry import make_player
from wargame.rules.game import Action, Game
from wargame.rules.view import SeatState
from wargame.table.plain import plain_text
from wargame.table.plain.console import Console, Quit
from wargame.table.plain.desk import Desk
from wargame.table.told.news import news_lines, tell
from wargame.table.told.turning_points import points_by_cause, ranges_of, turning_points
from wargame.table.words.titles import Titles
from wargame.table.words.view_models import markers, number_titles, round_label
from wargame.table.words.wrap import heading, wrapped

HUMAN = "human"
NOBODY = ""
"""The seat of someone who only watches."""


class Person:
    """A player whose choices are typed."""

    name = HUMAN

    def __init__(self, table: PlainTable) -> None:
        self._table = table
        self._pending: list[str] = []

    def choose(self, view: SeatState) -> Action:
        return self._table.ask(view, self._pending)


class PlainTable:
    """One match in linear text.

    Args:
        seats: `human` or a player's name, by seat.
        seed: For the match.
        journal: Keeps the match, if it is to be kept.
        record: Of a match that goes on here; the journal holds it already.
    """

    def __init__(
        self,
        game: Game,
        console: Console,
        seats: Mapping[str, str],
        seed: int,
        *,
        journal: Journal | None = None,
        record: Record | None = None,
    ) -> None:
        self.game, self.deck, self.console = game, game.deck, console
        self.titles = Titles.of(game.deck, number_titles(game.deck))
        self.seats, self.seed = seats, seed
        players = {seat: self._sit(seat, name) for seat, name in seats.items()}
        if record is None:
            self.match = Match(game, players, seed, traced=True, journal=journal)
        else:
            self.match = resume(game, record, players, traced=True, journal=journal)
        self._people = sum(name == HUMAN for name in seats.values())
        self._told: dict[str, int] = dict.fromkeys(seats, _start_of_round(self.match.log))
        self._sealed: dict[str, set[int]] = {seat: set() for seat in seats}
        self._shown: dict[str, tuple[int, Mapping[str, int]]] = {}
        self._at_keyboard = ""

    def play(self) -> Match:
        """Play the match to its end, or until somebody leaves."""
        self._open()
        try:
            while not self.match.is_over:
                self.match.step()
                if not self._people:
                    self._tell_watcher()
        except Quit:
            self.console.say(f"You leave the table. {self._whereabouts()}")
        else:
            self._close()
        return self.match

    def _whereabouts(self) -> str:
        if self.match.journal is None:
            return "This game is not kept."
        return "This game is kept; go on with it by `wargame resume`."

    def _sit(self, seat: str, name: str) -> Player:
        return Person(self) if name == HUMAN else make_player(name, self.game, seat, self.seed)

    def _open(self) -> None:
        console = self.console
        console.say(heading(self.deck.title))
        console.say(self.deck.about)
        for seat, name in self.seats.items():
            player = "you" if name == HUMAN and self._people == 1 else name
            console.say(f"{self.titles.seats[seat]} ({seat}): {player}")
        if self._people:
            console.say("Type brief for your situation and aims, help for all you may ask.")
        else:
            self._tell_seed()

    def _tell_seed(self) -> None:
        """People read it at the end: who knows it beforehand can work out the rival's cards."""
        self.console.say(f"Seed {self.seed}: the same seed gives the same luck.")

    # --- a person's turn -------------------------------------------------------------------

    def ask(self, view: SeatState, pending: list[str]) -> Action:
        """Show a person what is new, and let them choose.

        Raises:
            Quit: they leave.
        """
        if not pending:
            self._hand_over(view.seat)
            self._show(view)
        return Desk(view, self.match, self.console, self.titles, pending).decide()

    def _hand_over(self, seat: str) -> None:
        """Between two people, hide one hand before the other is shown."""
        if self._people > 1 and seat != self._at_keyboard:
            if self._at_keyboard:
                self.console.wipe()
            self.console.show(["", "-" * 20, ""])
            self.console.say(f"Pass the keyboard to {self.titles.seats[seat]}, then press Enter.")
            self.console.read()
        self._at_keyboard = seat

    def _show(self, view: SeatState) -> None:
        """What has happened since this seat last looked; each round, the table and the hand."""
        console, seat = self.console, view.seat
        number, _ = self._shown.get(seat, (-1, {}))
        news = self._news(seat)
        if news:
            console.say()
            console.show(news)
        console.say()
        console.say(plain_text.head_line(view, self.titles))
        if number != view.round:
            before = self._shown[seat][1] if seat in self._shown else None
            console.show(plain_text.table_lines(view, self.titles, before))
            console.show(plain_text.hand_lines(view, self.titles))
            now = {row.name: row.value for row in markers(self.deck, view)}
            self._shown[seat] = (view.round, now)
        console.show(plain_text.package_lines(view, self.titles))

    def _news(self, seat: str) -> list[str]:
        """What this seat has not been told yet, headlines that were sealed until now included."""
        start, sealed = self._told[seat], self._sealed[seat]
        seen = seen_by(seat, self.match.log)
        opened = [one for one in seen if one.entry.ply in sealed and not one.is_secret]
        fresh = [one for one in seen if one.entry.ply >= start]
        sealed -= {one.entry.ply for one in opened}
        sealed |= {one.entry.ply for one in fresh if one.is_secret and one.entry.is_commitment}
        self._told[seat] = len(self.match.log)
        return news_lines(tell(seat, [*opened, *fresh], self.titles), self.titles)

    def _tell_watcher(self) -> None:
        """Tell someone who only watches, a round at a time so that secrets are out by then."""
        numbers = [entry.round for entry in self.match.log[-2:]]
        if len(numbers) == 2 and numbers[0] != numbers[1]:
            self._tell_round(numbers[0])

    def _tell_round(self, number: int) -> None:
        seen = [one for one in seen_by(NOBODY, self.match.log) if one.entry.round == number]
        self.console.say()
        self.console.say(heading(round_label(self.deck, number)))
        self.console.show(news_lines(tell(NOBODY, seen, self.titles), self.titles))

    # --- the end ---------------------------------------------------------------------------

    def _close(self) -> None:
        console, state = self.console, self.match.state
        view = self.game.redact(state, self._at_keyboard or self.game.seats[0])
        if self._people:
            console.say()
            console.show(self._news(view.seat))
        elif self.match.log:
            self._tell_round(self.match.log[-1].round)
        console.say()
        console.say(heading("The end"))
        ending = next(one for one in self.deck.endings if one.id == view.ending)
        console.say(f"{ending.title}. {ending.text or ''}")
        for seat, points in self.game.returns(state).items():
            score = view.value(f"{seat}.score")
            console.say(f"{self.titles.seats[seat]}: {score} points, {points:+d} against its par.")
            causes = points_by_cause(self.match.log, seat)
            earned = "; ".join(f"{cause} {by:+d}" for cause, by in causes)
            console.show(wrapped(f"{earned}.", "  ") if earned else [])
        if self._people:
            self._tell_seed()
        self._tell_turns(view)
        if self.deck.debrief:
            console.say()
            console.say("To talk about")
        for question in self.deck.debrief:
            console.say(question, "- ", "  ")

    def _tell_turns(self, view: SeatState) -> None:
        """The numbers that turned the game, and what turned them."""
        turns = turning_points(self.match.log, ranges_of(markers(self.deck, view)))
        if turns:
            self.console.say()
            self.console.say("Where it turned")
        for turn in sorted(turns, key=lambda turn: turn.round):
            moved = (
                f"{self.titles.number(turn.name)} {turn.old} to {turn.new}, mostly by {turn.cause}"
            )
            self.console.say(f"{round_label(self.deck, turn.round)}: {moved}.", "- ", "  ")


def _start_of_round(log: list[Entry]) -> int:
    """Where the news begins for people who come back: with the round that is being played."""
    numbers = [entry.round for entry in log]
    return numbers.index(numbers[-1]) if numbers else 0
