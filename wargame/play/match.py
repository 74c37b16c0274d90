"""One match: a game, its players and a dealer, from the first action to the ending."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from wargame.dataclass import dataclass
from wargame.errors import GameOver, IllegalAction, PlayerError
from wargame.play.course import Course
from wargame.play.dealer import Dealer, dealer_of
from wargame.play.drive import LuckDrawn, PersonAsked, PlayerAsked, Turn, next_turn, turns
from wargame.play.event import (
    CONTROL,
    DEALER,
    Act,
    Back,
    Chance,
    Effective,
    Event,
    Note,
    Ruling,
    Sit,
    effective,
    words,
)
from wargame.play.journal import Journal
from wargame.play.log import Entry
from wargame.play.model_use import USED, use_told
from wargame.play.player import (
    Listener,
    Player,
    Witness,
    one_each,
    reason_of,
    secret_for,
    stood_in,
    use_of,
)
from wargame.play.proceedings import REASON, Proceeding, proceedings
from wargame.play.record import Header, Record, course_of, make_header
from wargame.play.seeds import whole_secret, whole_seed
from wargame.play.trail import Trail
from wargame.play.witnessed import Witnessed
from wargame.play.written import end_of, marks_of, move_of
from wargame.rules.asking.why import Ledger
from wargame.rules.game import CHANCE_SEAT, Action, Game, Position, Step, given_game
from wargame.rules.position import no_action

Settled = Callable[[Position], tuple[str, str] | None]
"""What control wants luck to bring at a position, in words, and why; None to leave it to luck."""


def _left_to_luck(_: Position) -> None:
    """Control has settled nothing. A function of the module, so that matches pickle."""


def _notes_of(seat: str, player: Player) -> list[Note]:
    """What a player says of its last choice: why, and what it took of a model."""
    use = use_told(use_of(player))
    said = {REASON: reason_of(player), USED: str(use) if use else ""}
    return [
        Note(who=seat, topic=topic, text=text, audience=seat)
        for topic, text in said.items()
        if text
    ]


@dataclass(frozen=True, slots=True)
class Done:
    """A move with what it led to."""

    move: Effective
    before: Position
    step: Step


class Match:
    """A game in progress.

    `step` takes one action, from whoever is to move; `run` goes on to the end. Where people sit,
    `play.drive` says what comes next instead.

    Args:
        players: One per seat of the game.
        seed: For the dealer. Players bring their own luck.
        secret: For the dealer too, 32 hex digits. Without one it makes one up if a program plays.
        traced: Keep every number that each action changed, in `log` and `ledger`, for people
            who ask why.
        start: The position to begin with, such as that of a lesson; a new game unless given. A
            record does not hold it, so such a match is never kept.
        journal: Is given every event before anything of it shows. A decision and the luck that
            follows from it are given together; `step` then takes the luck one by one.

    Raises:
        UsageError: A seat has no player, somebody is to sit where there is none, or the secret is
            none.
        TypeError: A name is given where a game or a player is wanted, or the seed is no whole
            number.
        NotSaved: It begins where it is over, and that could not be kept.

    Attributes:
        course: The effective moves and the position.
        record: Everything that has happened.
        is_set_up: It began with a position of its own, so its record does not replay.
        is_luck_held: Luck waits to be asked for, so that control can choose it.
        choice: What control has settled beforehand that luck is to bring at a position, and why.
        undone: What was gone back on and has not been taken again, in words, the next first.

    >>> import wargame
    >>> game = wargame.load("calibration")
    >>> players = {seat: wargame.make_player("random", game, seat, 7) for seat in game.seats}
    >>> match = wargame.Match(game, players, seed=7).run()
    >>> match, match.is_over, sum(match.game.returns(match.state).values())
    (<Match of calibration: random and random, move 6>, True, 0)
    """

    def __init__(
        self,
        game: Game,
        players: Mapping[str, Player],
        seed: int,
        *,
        secret: str = "",
        traced: bool = False,
        journal: Journal | None = None,
        start: Position | None = None,
    ) -> None:
        self.players, seed = one_each(players, given_game(game).seats), whole_seed(seed)
        self.journal = journal
        self.is_traced = traced
        self._is_told = traced or any(isinstance(one, Witness) for one in self.players.values())
        self.is_set_up = start is not None
        self.is_luck_held = False
        self.choice: Settled = _left_to_luck
        own = whole_secret(secret) or secret_for(player.name for player in self.players.values())
        self.course = Course(game, start, secret=own)
        self.record = Record(make_header(game, self.players, seed, own))
        self.dealer = Dealer(seed, secret=own)
        self.trail = Trail(game)
        self.undone: list[str] = []
        self._ahead: deque[Done] = deque()
        if self.is_over:
            self._end_as_begun()

    def __repr__(self) -> str:
        who = " and ".join(self.record.seats.values())
        return f"<Match of {self.game.rules.name}: {who}, move {self.course.ply}>"

    @property
    def game(self) -> Game:
        """The rules, with every ruling of control so far."""
        return self.course.game

    @property
    def state(self) -> Position:
        """The position."""
        return self.course.state

    @property
    def log(self) -> list[Entry]:
        """What has happened, entry by entry, if the match is traced or a player wants to know."""
        return self.trail.log

    def witnessed(self, seat: str) -> list[Witnessed]:
        """What a seat has seen so far, of what is in the log."""
        return self.trail.witnessed(seat)

    @property
    def ledger(self) -> Ledger:
        """Every number that changed, if the match is traced."""
        return self.trail.ledger

    @property
    def proceedings(self) -> list[Proceeding]:
        """What happened beside the moves of the seats."""
        found = proceedings(self.record.events, self.course.first)
        return [self._titled(one) if one.kind == "luck" and one.counts else one for one in found]

    def _titled(self, one: Proceeding) -> Proceeding:
        """Luck that control chose, in the deck's words where it came in an effect."""
        before = self.at(one.ply)
        return replace(one, title=before.whole_title_of(self.game.action(before, one.what)))

    @property
    def is_over(self) -> bool:
        """Whether the game has ended."""
        return self.game.is_terminal(self.state)

    @property
    def is_settled(self) -> bool:
        """Whether all that is written down has been taken."""
        return not self._ahead

    def at(self, ply: int) -> Position:
        """The position before a move that counts; behind the last, the present one.

        Raises:
            IndexError: There is no such move.
        """
        return self.course.at(ply)

    # --- going on --------------------------------------------------------------------------

    def step(self) -> Action:
        """Take one action from whoever is to move.

        Raises:
            GameOver: There is nothing more to do.
            PlayerError: A player answered with what the rules do not allow, or it is a person.
        """
        if self.is_over:
            raise GameOver("The game is over: nothing more can be done.")
        return self._see_to(next_turn(self))

    def _see_to(self, turn: Turn) -> Action:
        """What has been drawn, or what a player chooses at once."""
        match turn:
            case LuckDrawn(action):
                return action
            case PlayerAsked():
                return self.take_from_mover(turn.choose())
            case PersonAsked(view):
                raise PlayerError(f"seat '{view.seat}' is played by a person")
            case _:
                assert_never(turn)

    def take_from_mover(self, action: Action | str) -> Action:
        """Take what a player of the program, whose turn it is, has chosen, with its reason.

        Raises:
            PlayerError: The rules do not allow it, or it is no action.
        """
        seat = self.game.current_seat(self.state)
        player = self.players.get(seat)
        who = f"player '{player.name if player else ''}' in seat '{seat}'"
        if not isinstance(action, (Action, str)):
            raise PlayerError(f"{who}: {no_action(action)}")
        notes = _notes_of(seat, player) if player else []
        try:
            if isinstance(action, str):
                action = self.game.action(self.state, action)
            return self.take(action, stand_in=stood_in(player) if player else "", notes=notes)
        except IllegalAction as error:
            raise PlayerError(f"{who}: {error}") from error

    def draw(self) -> Action:
        """Take luck that is due, drawn by the dealer."""
        action, by, why = self._luck_at(self.state)
        return self.take(action, by, why)

    def _luck_at(self, state: Position) -> tuple[Action, str, str]:
        """What luck brings at a position, who says so, and why: control's choice, or the dealer's.

        What control has chosen and the rules do not allow is left to the dealer.
        """
        chosen = self.choice(state)
        legal = [one.text for one in self.game.legal_actions(state)] if chosen is not None else []
        if chosen is None or chosen[0] not in legal:
            return self.dealer.choose(self.game, state), DEALER, ""
        self.dealer.skip(self.game, state)
        return self.game.action(state, chosen[0]), CONTROL, chosen[1]

    def take(
        self,
        action: Action,
        by: str = DEALER,
        why: str = "",
        stand_in: str = "",
        notes: Sequence[Note] = (),
    ) -> Action:
        """Apply an action, write it down, and give it back.

        Args:
            by, why: For luck: who chose it.
            stand_in: Why the program in the seat did not choose it, or "".
            notes: What is said of it, kept before it or not at all.

        Raises:
            IllegalAction: The rules do not allow it, or luck that is drawn already comes first.
        """
        if self._ahead:
            raise IllegalAction("What has been drawn comes first.")
        step = self.game.apply(self.state, action, traced=self.is_traced)
        ply = self.course.ply
        done = Done(move_of(self.state, step, ply, by, why, stand_in), self.state, step)
        self.commit(done, notes)
        return action

    def commit(self, first: Done, notes: Sequence[Note] = ()) -> None:
        """Write notes, a move and the luck it brings down, and take in all but that luck."""
        planned = [first]
        if self.journal is not None:
            planned = [self._marked(done) for done in self._with_luck(first)]
            self._write([*notes, *(done.move for done in planned)], planned[-1].step.state)
        for one in notes:
            self.take_in(one)
        self._ahead.extend(planned)
        self.follow()

    def settle(self) -> None:
        """Take everything that is written down."""
        while self._ahead:
            self.follow()

    def run(self) -> Match:
        """Play on to the end."""
        for turn in turns(self):
            self._see_to(turn)
        return self

    def _with_luck(self, first: Done) -> list[Done]:
        """A move and all luck up to the next decision."""
        planned = [first]
        while not self.is_luck_held:
            state = planned[-1].step.state
            if self.game.current_seat(state) != CHANCE_SEAT:
                break
            action, by, why = self._luck_at(state)
            step = self.game.apply(state, action, traced=self.is_traced)
            ply = self.course.ply + len(planned)
            planned.append(Done(move_of(state, step, ply, by, why), state, step))
        return planned

    def _marked(self, done: Done) -> Done:
        """The same with the hash of where it led, and the tracks at the end of a round."""
        state, tracks = marks_of(self.game, done.before, done.step.state)
        return replace(done, move=replace(done.move, state=state, tracks=tracks))

    def _write(self, planned: Sequence[Event], last: Position) -> None:
        """Give planned events to the journal; then they are as good as taken.

        Raises:
            NotSaved: They were not kept, and nothing has happened.
        """
        assert self.journal is not None
        end = [end_of(self.game, last)] if self.game.is_terminal(last) else []
        try:
            self.journal.append([*planned, *end])
        except BaseException:
            self.dealer = dealer_of(self.course, self.record.header.seed)
            raise

    def follow(self) -> Action:
        """Take the next move that is written down."""
        done = self._ahead.popleft()
        self._goes_on(done.move)
        self.course.add(done.move, done.step.state)
        self.record.events.append(done.move)
        if self._is_told:
            self.trail.add(self.game, done.move, done.before, done.step)
        if self.is_over:
            self._close()
        return done.step.action

    def _goes_on(self, move: Effective) -> None:
        """What was gone back on can be taken again in its order, and not after another move."""
        if self.undone:
            self.undone = self.undone[1:] if self.undone[0] == words(move) else []

    def _end_as_begun(self) -> None:
        """Write down the end of a game that begins where it is over, as a chapter may."""
        if self.journal is not None:
            self.journal.append([end_of(self.game, self.state)])
        self._close()

    def _close(self) -> None:
        end = end_of(self.game, self.state)
        self.course.add(end)
        self.record.events.append(end)
        for player in self.players.values():
            if isinstance(player, Listener):
                player.finish(self.game.returns(self.state), self.game.ending(self.state))

    # --- everything else that is written down ----------------------------------------------

    def tell(self, event: Event) -> None:
        """Write down an event that is no move, and take it in.

        Raises:
            IllegalAction: Luck that is drawn already comes first.
            NotSaved: It could not be kept.
        """
        if self._ahead:
            raise IllegalAction("What has been drawn comes first.")
        if self.journal is not None:
            self.journal.append([event])
        self.take_in(event)

    def take_in(self, event: Event) -> None:
        """Take in an event that is written down already and is no move."""
        self.course.add(event)
        if isinstance(event, Back):
            self._go_back(event.to - self.course.first)
        self.record.events.append(event)
        if isinstance(event, Sit) and event.secret:
            self.dealer = dealer_of(self.course, self.record.header.seed)

    def sit_down(self, seat: str, player: Player) -> None:
        """Let somebody play a seat from here on, who is told all that it has seen, if they want to
        know and the match kept none of it so far."""
        self.players[seat] = player
        if self._is_told or not isinstance(player, Witness):
            return
        self._is_told, state = True, self.course.at(self.course.first)
        for move in self.course.moves:
            step = self.course.step(state, move)
            self.trail.add(self.game, move, state, step)
            state = step.state

    def was_confirmed(self, event: Event, before: Position, step: Step | None) -> None:
        """Write down an event that the course has taken in already."""
        match event:
            case Act() | Chance() | Ruling():
                self._goes_on(event)
                if self._is_told and step is not None:
                    self.trail.add(self.game, event, before, step)
            case Back(to=to):
                self._go_back(to - self.course.first)
            case _:
                pass
        self.record.events.append(event)

    def restart(self, header: Header) -> None:
        """Begin as a header says, before anything has happened."""
        self.record = Record(header)
        self.course = course_of(self.game, header)

    def _go_back(self, kept: int) -> None:
        self.undone = [*map(words, effective(self.record.events)[kept:]), *self.undone]
        self.trail.cut(self.game, kept)
        self.dealer = dealer_of(self.course, self.record.header.seed)
