"""One match at a table: who sits there, what each of them has been shown, and what is kept.

A sitting drives nothing by itself. A screen, or plain text, reads its `turns`, lets a player of
the program choose (off the screen's thread, on a `SeatState` alone), hands in what was chosen,
and asks for a `Scene` to show. Who looks ahead, and the adviser, think in a process of their own.
What lies hidden in the match never gets further than this: a scene is one seat's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeGuard

from wargame.content.again import command
from wargame.content.chapters import goes_on
from wargame.dataclass import dataclass
from wargame.errors import IllegalAction, visible
from wargame.play.control import note, swap, undo, why_no_redo_now, why_no_undo_now
from wargame.play.drive import LuckDrawn, PersonAsked, PlayerAsked, Turn, turns
from wargame.play.event import CONTROL
from wargame.play.log import NOBODY, seen_by
from wargame.play.match import Match
from wargame.play.player import HUMAN, RemoteLine, RemotePerson
from wargame.play.proceedings import Proceeding, closed_by_control, closes_after, told_to
from wargame.players.names import thinks
from wargame.players.people import called
from wargame.players.worker import Worker
from wargame.rules.game import Action, Game
from wargame.rules.view import SeatState
from wargame.table.host.back_room import ENTRY
from wargame.table.host.chart import Chart
from wargame.table.host.control_room import ControlRoom
from wargame.table.host.counsel import Counsel
from wargame.table.host.debrief import Debrief
from wargame.table.host.evening import EveningScore, new_evening
from wargame.table.host.idle import is_idle, moves_of_last, was_idle
from wargame.table.host.lock import SeatLock
from wargame.table.host.remarks import Remarks
from wargame.table.host.returning import Returning
from wargame.table.host.seating import seat_later, usual_player
from wargame.table.host.shown import Shown, ShownSoFar
from wargame.table.told.scene import Scene, Why, titles_of
from wargame.table.words.glyphs import UNICODE, Glyphs
from wargame.table.words.public import PublicTable
from wargame.table.words.titles import Titles

if TYPE_CHECKING:  # what a game that goes on does not need is opened when it is asked for
    from wargame.players.adviser import Advice
    from wargame.players.package_worth import PackageWorth

WHY_ROUNDS = 2
"""How many rounds back a number's changes are told."""


@dataclass(slots=True)
class Sitting:
    """A match, seen from where people sit: a screen, or a table in plain text.

    Attributes:
        match: Traced. Its players are `Person` where people sit.
        worker: Thinks for the players that look ahead, and advises; None if nobody ever will.
        title: What the game is called where it is kept; "" if it is not kept.
        unsaved: How many events are not on disk yet; -1 if the game is not kept.
        trouble: Why nothing is kept any more, or "".
        keep_at: Keeps the game from here on in another place, whole; "" keeps it nowhere.
        let_go_of_save: Called when the table is closed: other programs may have its save then.
        notices: What to tell people before they go on with a game, or look at it.
        returning: Whom people have to be asked about before that.
        chart: The numbers with which each round began.
        counsel: What was thought out for its seats.
        debrief: What came of it, once it is over.
        evening: The score of the games before this one, of which it is a rematch.
        on_pause: Called with this sitting when somebody has to decide, and at the end: how things
            stand then can be given out.
        is_at_end: Whether nothing more is to be played, though the game goes on: what is practised
            here is over. No luck falls after that, and nobody is asked.
        control: What a facilitator has here, if there is one.
        is_unattended: Whether it is gone on with here, without the facilitator that it had.
        project: Gives a moment out to whoever observes; None where nobody can.
        is_shut: Whether no hand is given out at the end: others are dealt by the same luck.
        caution: What to say before all of a game that is over is opened, where nobody can tell
            whether it is shut; or "".
        tell, meanwhile: See `wait_by`.
        locks: What lifts the curtain for a seat, if its person asked for that. Kept nowhere.
        invitation: How people at other machines come in, with their tokens; for people here alone.
        named: What commands call it by: its title, or the path of its file; "" if it is not kept.
        again: The command that goes on with it.
        saves: The folder of saves that was named, for what else is to be typed next.
        decks: The same of decks.
    """

    match: Match
    worker: Worker | None = None
    title: str = ""
    unsaved: Callable[[], int] = lambda: -1
    trouble: Callable[[], str] = lambda: ""
    keep_at: Callable[[Sitting, str], None] = lambda _, __: None
    let_go_of_save: Callable[[Sitting], None] = field(init=False, default=lambda _: None)
    notices: Sequence[str] = ()
    returning: list[Returning] = field(default_factory=list)
    glyphs: Glyphs = UNICODE
    on_pause: Callable[[Sitting], None] = lambda _: None
    is_at_end: Callable[[], bool] | None = None
    control: ControlRoom | None = None
    is_unattended: bool = False
    project: Callable[[PublicTable], None] | None = None
    is_shut: Callable[[], bool] = lambda: False
    caution: str = ""
    locks: dict[str, SeatLock] = field(default_factory=dict, repr=False)
    invitation: Sequence[str] = field(default=(), repr=False)
    named: str = ""
    again: str = "wargame resume"
    saves: Path | None = None
    decks: Path | None = None
    titles: Titles = field(init=False)
    chart: Chart = field(init=False)
    tell: Callable[[str], None] = field(init=False, default=lambda _: None)
    meanwhile: Callable[[], None] = field(init=False, default=lambda: None)
    _remarks: Remarks = field(init=False, default_factory=Remarks)
    _shown: ShownSoFar = field(init=False)
    evening: EveningScore = field(init=False)
    debrief: Debrief = field(init=False)
    counsel: Counsel = field(init=False)

    def __post_init__(self) -> None:
        self.titles = titles_of(self.game.deck)
        self.chart = Chart(self.match)
        self._shown = ShownSoFar(self.match)
        self.counsel = Counsel(lambda: self.worker)
        self.debrief = Debrief(self.match, self.titles, self._made_worker)
        self.evening = new_evening(self.game, self.seats_again)

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
    def is_of_people(self) -> bool:
        """Whether people here play it, or began it and gave up their place: a rematch is theirs."""
        return HUMAN in self.seats_again.values()

    @property
    def seats_again(self) -> dict[str, str]:
        """Who sits where in a rematch, in deck order; see `Record.seats_again`."""
        again = self.match.record.seats_again
        return {seat: again[seat] for seat in self.game.seats}

    @property
    def awaited(self) -> Sequence[str]:
        """How those come in who sit at other machines, as long as one of them is missing."""
        is_awaited = any(one.missing() for one in self.remote.values())
        return self.invitation if is_awaited else ()

    # --- what a table that is joined says otherwise ------------------------------------------

    @property
    def played_here(self) -> Sitting:
        """The match itself is here, and its record."""
        return self

    is_joined: ClassVar[None] = None
    has_begun: ClassVar[bool] = True
    has_more: ClassVar[bool] = False
    why_gone: ClassVar[str] = ""

    def listen(self, changed: Callable[[], None]) -> None:
        """Nothing changes here but by whoever drives."""

    def blamed(self, failure: BaseException) -> str:
        """Whatever fails here is our own fault."""
        return ""

    # --- who and how -------------------------------------------------------------------------

    @property
    def remote(self) -> dict[str, RemotePerson]:
        """The people who sit at other machines, by seat."""
        players = self.match.players.items()
        return {seat: one for seat, one in players if isinstance(one, RemotePerson)}

    @property
    def missing(self) -> str:
        """Why whoever has to choose, at another machine, is not there now, in a sentence, or ""."""
        asked = self.remote.get(self.mover)
        return asked.missing() if asked is not None else ""

    @property
    def is_hot_seat(self) -> bool:
        """Whether several people share the keyboard."""
        return len(self.people) > 1

    @property
    def hides_hands(self) -> bool:
        """Whether others than the one at the keyboard see the screen, and may see no hand on it."""
        return self.is_hot_seat or self.control is not None

    @property
    def goes_on(self) -> bool:
        """Whether a chapter may come after it here: that of a class is planned."""
        return self.control is None and goes_on(self.game.deck, self.game.loaded.variant)

    @property
    def is_over(self) -> bool:
        """Whether the game has ended."""
        return self.match.is_over

    @property
    def closed(self) -> str:
        """Why control has closed the game without a score, or ""."""
        return "" if self.is_over else closed_by_control(self.match.record.events)

    @property
    def closes_after(self) -> int:
        """The round after which the plan of a class ends the game, before the deck does; 0 for
        none, and where it goes on without the facilitator that it had."""
        return 0 if self.is_unattended else closes_after(self.match.record.events)

    @property
    def whereabouts(self) -> str:
        """What whoever leaves is told of where the game is, and how to go on; "" if nowhere."""
        if not self.title:
            return ""
        if trouble := self.trouble():
            return trouble
        if self.closed:
            told = command("report", self.named, "-o", "review.html", saves=self.saves)
            return f"This game is kept, and closed: `{visible(told)}` tells how it went."
        return f"This game is kept; go on with it by `{self.again}`."

    @property
    def is_open(self) -> bool:
        """Whether nothing is hidden any more: the game has ended, or control has closed it."""
        return self.is_over or bool(self.closed)

    @property
    def can_be_weighed(self) -> bool:
        """Whether its moves can be weighed once it is over: control has ruled but to close it at
        most."""
        return self.match.course.typed is not None

    @property
    def is_set_up(self) -> bool:
        """Whether it began with a position of its own, as a lesson or a puzzle does."""
        return self.match.is_set_up

    @property
    def why_no_advice(self) -> str:
        """Why an adviser would mislead here, or "": it takes it that the rival plays to win."""
        return (
            "No advice here: in a lesson or a puzzle the rival is no opponent."
            if self.is_set_up
            else ""
        )

    @property
    def round(self) -> int:
        """The round that is being played, from 1; 0 before the first."""
        return int(self.match.state.round)

    @property
    def seed(self) -> int:
        """The match's. Who knows it before the end can work out what is hidden."""
        return self.match.record.header.seed

    @property
    def secret(self) -> str:
        """The match's, or "" if all its players are ours."""
        return self.match.record.secret

    @property
    def mover(self) -> str:
        """Who decides: a seat, CHANCE, or "" at the end."""
        return self.game.current_seat(self.match.state)

    @property
    def waits_for_person(self) -> bool:
        """Whether somebody at the keyboard has to choose."""
        return self.mover in self.people

    def view(self, seat: str) -> SeatState:
        """What a seat may see now, or `NOBODY`, whoever only watches."""
        return self.game.redact(self.match.state, seat)

    # --- going on ----------------------------------------------------------------------------

    def turns(self) -> Iterator[Turn]:
        """What comes next, turn after turn, as `play.drive` tells it; nobody is asked what
        decides nothing."""
        for turn in self._all_turns():
            if not (self._asks_somebody(turn) and self._takes_itself(turn.view)):
                yield turn

    def _all_turns(self) -> Iterator[Turn]:
        coming = turns(self.match)
        ends = self.is_at_end or (lambda: False)
        while not ends() and (turn := next(coming, None)) is not None:
            self.chart.catch_up()
            if not isinstance(turn, LuckDrawn):
                if self.control is not None and self.control.come_in():
                    continue
                self.on_pause(self)
            yield turn
        self.on_pause(self)

    def _asks_somebody(self, turn: Turn) -> TypeGuard[PersonAsked | PlayerAsked]:
        """Whether a person has to choose, here or at another machine."""
        is_remote = isinstance(turn, PlayerAsked) and isinstance(turn.player, RemotePerson)
        return isinstance(turn, PersonAsked) or is_remote

    def _takes_itself(self, view: SeatState) -> bool:
        """Take what need not be asked of a person."""
        idle = is_idle(self.match, view.phase, view.legal)
        if idle:
            self.match.take(view.legal[0])
        return idle

    def draw_luck(self) -> None:
        """Take all luck that is due, up to the next decision."""
        for turn in self._all_turns():
            if not isinstance(turn, LuckDrawn):
                break

    def keep(self, place: str) -> None:
        """Keep the game from here on in another place, whole; "" keeps it nowhere.

        Raises:
            UsageError: There is something there already, or nothing can be.
            NotSaved: It cannot be kept there either; it stays where it is.
        """
        self.keep_at(self, place)

    def wait_by(self, say: Callable[[str], None], meanwhile: Callable[[], None]) -> None:
        """Where linear text waits for somebody elsewhere, on the thread that waits; a screen shows
        who is waited for by itself.

        Args:
            say: Says to people here what happens.
            meanwhile: Answers what they ask then.
        """
        self.tell, self.meanwhile = say, meanwhile

    def answer(self, is_yes: bool) -> None:
        """Do what a person says about the first of `returning`; there are notices of it."""
        told = self.returning.pop(0).answer(self.match, is_yes)
        self.notices = [*self.notices, *filter(None, [told])]

    def warm(self) -> None:
        """Let those who think, and people's adviser, get ready beside whatever else is done."""
        if self.worker is not None and (self.people or any(map(thinks, self.players.values()))):
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
        """Counsel for a seat, from what it sees alone; to be called off the screen's thread.

        The seat has it at hand until it sees something else (`Scene.advice`).
        """
        return self.counsel.adviser(self.view(seat))

    def weigher(self, seat: str, steps: Sequence[str]) -> Callable[[], PackageWorth] | None:
        """What a package is worth to a seat, from what it sees alone; to be called off the screen's
        thread. The seat has it at hand until it sees something else (`Scene.worths`).

        None where nothing is signed by these actions, where the rival does not play to win, and as
        long as whoever weighs is not ready, so that nobody waits for it.
        """
        return None if self.why_no_advice else self.counsel.weigher(self.view(seat), steps)

    def _made_worker(self) -> Worker:
        """Whoever thinks at this table, from now on if nobody did before."""
        worker = self.worker = self.worker or Worker(self.game.loaded, {}, 0, ENTRY)
        return worker

    def cancel(self) -> None:
        """Drop whatever is being thought about."""
        if self.worker is not None:
            self.worker.cancel()
        for line in self._lines():
            line.cancel()

    def close(self) -> None:
        """End the process in which somebody thinks, let people at other machines go, and let other
        programs have the save."""
        if self.worker is not None:
            self.worker.close()
        self.let_go()
        self.let_go_of_save(self)

    def let_go(self) -> None:
        """Say good-bye to people at other machines."""
        for line in self._lines():
            line.close()

    def _lines(self) -> list[RemoteLine]:
        return [one.line for one in self.remote.values() if one.line is not None]

    def take(self, action: Action | str) -> None:
        """Take a decision of whoever is to move. It may wait for a disk.

        Raises:
            IllegalAction: The rules do not allow it; the message says why.
            NotSaved: It could not be kept, and has not happened.
            PlayerError: A player of the program chose what the rules do not allow.
        """
        mover = self.mover
        watching = self._watching(mover)
        if self.waits_for_person:
            legal = self.game.action(self.match.state, str(action))
            self._shown.before_turn(mover, watching)
            self.match.take(legal)
        else:
            self._shown.before_turn(mover, watching)
            self._remarks.see_off(mover, self.match.players[mover])
            self.match.take_from_mover(action)
        self.chart.catch_up()

    def remark(self) -> str:
        """What has to be said about whoever sits here, once; or ""."""
        return self._remarks.take()

    def shown(self, seat: str) -> Shown:
        """What a seat has been shown so far."""
        return self._shown.of(seat)

    def was_told(self, seat: str) -> None:
        """All there is to tell has been told to a seat; from here on things are new to it."""
        self._shown.was_told(seat)

    def _watching(self, seat: str) -> Iterator[str]:
        """Who follows the turns of a seat from the one to the next: whoever plays it, if that is a
        person; and where nobody plays here, whoever looks on."""
        if seat in self.people or seat in self.remote:
            yield seat
        if not self.people:
            yield NOBODY

    def note(self, seat: str, topic: str, text: str, role: str = "") -> None:
        """Write down what the people in a seat thought, for them alone until the end.

        Raises:
            UsageError: It cannot be kept.
            NotSaved: The same, by the disk.
        """
        note(self.match, seat, topic, text, seat, role)

    @property
    def why_no_substitute(self) -> str:
        """Why nobody can give up a place to a program here, or ""."""
        if self.control is not None:
            return "In a class the facilitator seats a program: `swap` at the console."
        if self.is_at_end is not None:
            return "Nobody practises in your place: leave it."
        return "The game is over." if self.is_over else ""

    def substitute(self, seat: str) -> str:
        """Let somebody of the deck play a seat in a person's place, from here to the end.

        Returns:
            What is told of it, and how to sit down again where the game is kept.

        Raises:
            IllegalAction: Nobody may here: the game is over, or it is a class.
            NotSaved: It could not be kept, and has not happened.
        """
        if why := self.why_no_substitute:
            raise IllegalAction(why)
        game, secret = self.game.unruled(), self.match.course.secret
        name = usual_player(game.deck, seat)
        worker = self._made_worker() if thinks(name) else None
        swap(self.match, seat, seat_later(name, game, seat, self.seed, secret, worker))
        said = f"{called(game.deck, name)} plays {self.titles.seats[seat]} from here on."
        back = f" `{visible(self.again)} --seat {seat}={HUMAN}` sits you down again."
        return f"{said}{back}" if self.title else said

    # --- going back --------------------------------------------------------------------------

    def why_no_undo(self, seat: str) -> str:
        """Why a seat cannot take back its last decision, or "" if it can."""
        if self.mover in self.remote and self.mover != seat:
            return "the other side looks at it already"
        return why_no_undo_now(self.match, seat, moves_of_last(self.match))

    def undo(self, seat: str) -> None:
        """Take back a seat's last decision.

        Raises:
            IllegalAction: It cannot be taken back.
            NotSaved: That could not be kept, and has not happened.
        """
        if refused := self.why_no_undo(seat):
            raise IllegalAction(f"You cannot take that back: {refused}.")
        undo(self.match, seat, moves_of_last(self.match))

    def why_no_redo(self, seat: str) -> str:
        """Why a seat cannot take again what it took back, or "" if it can."""
        if self.mover != seat or not (self.waits_for_person or seat in self.remote):
            return "it is not your turn"
        return why_no_redo_now(self.match)

    def to_redo(self, seat: str) -> str:
        """The decision that a seat took back and may take again next, in words.

        Raises:
            IllegalAction: There is none.
        """
        if reason := self.why_no_redo(seat):
            raise IllegalAction(f"Nothing can be taken again: {reason}.")
        return self.match.undone[0]

    # --- what has happened so far ------------------------------------------------------------

    @property
    def last_mover(self) -> str:
        """Which person took the last decision if nothing has happened since, or ""."""
        log = self.match.log
        return log[-1].seat if log and log[-1].seat in self.people else ""

    def has_decided(self, seat: str) -> bool:
        """Whether a seat has decided anything yet; what the table took unasked is no decision."""
        return any(one.seat == seat and not was_idle(self.match, one) for one in self.match.log)

    def beside(self, seat: str) -> list[Proceeding]:
        """What a seat may know of what happened beside the moves.

        What a seat took back itself is told once the game is over.
        """
        is_open = self.is_open
        found = told_to(seat, self.match.proceedings, is_over=is_open)
        return [one for one in found if is_open or one.kind != "back" or one.who == CONTROL]

    # --- what a screen shows -----------------------------------------------------------------

    def scene(self, seat: str, *, open_hand: bool = True) -> Scene:
        """This moment, for one seat.

        Args:
            open_hand: Show the seat's hand. False for people who only watch: they see what
                everybody may, with this seat's side first.
        """
        whose = seat if open_hand else NOBODY
        view = self.view(whose)
        shown = self.shown(whose)
        return Scene(
            view=view,
            titles=self.titles,
            side=seat,
            glyphs=self.glyphs,
            seen=seen_by(whose, self.match.log),
            news=self._shown.news(whose),
            beside=self.beside(whose),
            before=shown.numbers,
            course=self.chart.numbers,
            why=self.why(view),
            players=self.players,
            shows_hand=open_hand,
            unsaved=self.unsaved(),
            trouble=self.trouble(),
            clock=self.control.clock() if self.control is not None else None,
            closes_after=self.closes_after,
            can_undo=open_hand and not self.why_no_undo(seat),
            can_redo=open_hand and not self.why_no_redo(seat),
            account=self.debrief.account() if view.is_over and not self.is_set_up else None,
            advice=self.counsel.advice(view),
            worths=self.counsel.worths(view),
        )

    @property
    def score(self) -> EveningScore:
        """The score of the evening, with this game if it is over. It counts where each side was
        played by whom the score names, from its first choice to its last."""
        state = self.match.state
        if not self.is_over:
            return self.evening
        played = self.match.record.played_by
        sat = ((name, played[seat]) for seat, name in self.seats_again.items())
        if not all(who and (who == HUMAN) == (name == HUMAN) for name, who in sat):
            return self.evening.passed()
        end = self.view(NOBODY).match_end
        return self.evening.ended(self.game.returns(state), end.winner if end else "")

    def moved_to(self, seat: str) -> str:
        """Who has the chair of a seat since chairs were exchanged, until they have played; else
        ""."""
        if any(entry.seat == seat for entry in self.match.log):
            return ""
        return self.evening.moved_to(self.game.seats.index(seat))

    def why(self, view: SeatState) -> Why:
        """Answers for one view why a number is what it is."""
        ledger = self.match.ledger
        return lambda name: ledger.why(view, name, rounds=WHY_ROUNDS)
