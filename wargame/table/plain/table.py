"""A whole match in linear text, for people at one keyboard, at a pipe, or just watching."""

from __future__ import annotations

from typing import assert_never

from wargame.play.drive import LuckDrawn, PersonAsked, PlayerAsked
from wargame.play.log import NOBODY, seen_by
from wargame.play.match import Match
from wargame.play.player import HUMAN
from wargame.players.worker import WorkerLost
from wargame.rules.game import Action
from wargame.rules.view import SeatState
from wargame.table.host.shown import numbers_of
from wargame.table.host.sitting import LOSSES, Sitting
from wargame.table.plain import plain_text
from wargame.table.plain.console import Console, Quit
from wargame.table.plain.desk import Desk
from wargame.table.told.news import news_lines, tell
from wargame.table.told.turning_points import points_by_cause, ranges_of, turning_points
from wargame.table.words.view_models import markers, round_label
from wargame.table.words.wrap import heading, wrapped


class PlainTable:
    """One sitting in linear text."""

    def __init__(self, sitting: Sitting, console: Console) -> None:
        self.sitting, self.console = sitting, console
        self.game, self.deck, self.titles = sitting.game, sitting.game.deck, sitting.titles
        self.match = sitting.match
        self.seats = sitting.players
        self._people = len(sitting.people)
        self._at_keyboard = ""
        self._losses = 0
        self._pending: dict[str, list[str]] = {seat: [] for seat in self.seats}

    def play(self) -> Match:
        """Play the match to its end, or until somebody leaves."""
        self._open()
        try:
            self._drive()
        except Quit:
            self.console.say(f"You leave the table. {self._whereabouts()}")
        else:
            self._close()
        finally:
            self.sitting.close()
        return self.match

    def _drive(self) -> None:
        for turn in self.sitting.turns():
            match turn:
                case LuckDrawn():
                    pass
                case PersonAsked(view):
                    self.sitting.take(self._ask(view))
                case PlayerAsked():
                    self._let_choose(turn)
                case _:
                    assert_never(turn)
            if not self._people:
                self._tell_watcher()

    def _let_choose(self, asked: PlayerAsked) -> None:
        """Wait for a player of the program; one whose process was lost is asked again."""
        try:
            action = asked.choose()
        except WorkerLost as error:
            self._losses += 1
            if self._losses >= LOSSES:
                raise
            self.console.say(str(error))
        else:
            self._losses = 0
            self.sitting.take(action)

    def _whereabouts(self) -> str:
        if not self.sitting.title:
            return "This game is not kept."
        return "This game is kept; go on with it by `wargame resume`."

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
        self.console.say(
            f"Seed {self.match.record.header.seed}: the same seed gives the same luck."
        )

    # --- a person's turn -------------------------------------------------------------------

    def _ask(self, view: SeatState) -> Action:
        """Show a person what is new, and let them choose.

        Raises:
            Quit: they leave.
        """
        pending = self._pending[view.seat]
        if not pending:
            self._hand_over(view.seat)
            self._show(view)
        return Desk(view, self.sitting, self.console, pending).decide()

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
        console, shown = self.console, self.sitting.shown(view.seat)
        news = self._news(view.seat)
        if news:
            console.say()
            console.show(news)
        console.say()
        console.say(plain_text.head_line(view, self.titles))
        if shown.board is None or shown.board[0] != view.round:
            before = shown.board[1] if shown.board else None
            console.show(plain_text.table_lines(view, self.titles, before))
            console.show(plain_text.hand_lines(view, self.titles))
            shown.board = view.round, numbers_of(view)
        console.show(plain_text.package_lines(view, self.titles))

    def _news(self, seat: str) -> list[str]:
        """What this seat has not been told yet; now it has."""
        news = self.sitting.news(seat)
        self.sitting.was_told(seat)
        return news_lines(tell(seat, news, self.titles), self.titles)

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
