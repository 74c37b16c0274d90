"""A seat of a table for somebody at another machine, as the host's process sees it."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import Any, Final

from wargame.adapters.remote.line import Message, SealedLine, spelled
from wargame.adapters.remote.moment import packed_moment
from wargame.adapters.remote.post import Post
from wargame.errors import IllegalAction, NotSaved, UsageError, WargameError
from wargame.objects import plain_data
from wargame.play.event import Note
from wargame.players.registry import STAND_IN
from wargame.players.worker import Dropped
from wargame.rules.game import Action
from wargame.rules.view import SeatState
from wargame.table.host.sitting import Sitting
from wargame.table.host.thinking import THOUGHTS

MOST_NOTES: Final = 50
"""Thoughts that are kept at one choice."""

MOST_THOUGHT: Final = 500_000
"""Bytes of all thoughts of a seat that are kept, as they are sent: at the end everybody is told all
that was thought in one line, which has to be short enough to be read."""

ASKED: Final = frozenset({"undo", "note"})
"""What whoever sits there waits for an answer to, whatever has been asked meanwhile."""

TOO_LATE: Final = "That came too late: something else is asked by now."

LOOK_SECONDS: Final = 0.25
"""How soon it is told here that somebody has come or gone, while they are waited for."""


class Chair:
    """Asks whoever has joined in a seat, and tells them how things stand.

    Args:
        sitting: The table; it is read on the thread that plays alone.
        how_to_join: What they type, to be told here.
        on_close: Called once it is closed.

    Attributes:
        post: The way there.
    """

    def __init__(
        self, sitting: Sitting, seat: str, how_to_join: str, on_close: Callable[[Chair], None]
    ) -> None:
        self.seat, self._sitting, self._how = seat, sitting, how_to_join
        self._on_close = on_close
        self.post = Post(sitting.game.unruled(), seat, sitting.players)
        self._title = sitting.titles.seats[seat]
        self._number = self._calls = self._dropped = self._noted = 0
        notes = [one for one in sitting.match.record.events if isinstance(one, Note)]
        self._thought = sum(_length(one) for one in notes if one.who == seat)
        self._waits_for = ""
        """Whom they have been told to wait for; what that seat does meanwhile they learn later, for
        it may still be taken back."""

    def look(self) -> None:
        """Tell whoever sits here that somebody else is to choose, or how it ended."""
        sitting = self._sitting
        if sitting.is_over:
            self.post.tell(_result_of(sitting, self.seat))
        elif sitting.mover not in (self.seat, self._waits_for):
            self._waits_for = sitting.mover
            moment = packed_moment(sitting.scene(self.seat), sitting.shown(self.seat).start)
            self.post.tell({"type": "wait", "seat": sitting.mover, "moment": moment})

    def ask(self, view: SeatState) -> Action:
        """What they choose, however long it takes.

        Raises:
            Dropped: Nobody waits for it any more.
        """
        self._calls, self._noted, self._waits_for = self._calls + 1, 0, ""
        mine, told = self._calls, None
        self.put_question()
        while self._dropped < mine == self._calls:
            if (now := self.missing()) != told:
                ways = f"{self._way_in} {self._way_out}"
                self._sitting.tell(f"{now} {ways}" if now else f"{self._title} is to choose.")
                told = now
            try:
                answer = self.post.answers.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                self._sitting.meanwhile()
                continue
            if (action := self.taken(*answer)) is not None:
                return action
        raise Dropped

    @property
    def _way_in(self) -> str:
        """How somebody who is missing comes in."""
        if self.post.why_away:
            return "The same token lets them join again."
        return f"They type `{self._how}`, then the token that was told here."

    @property
    def _way_out(self) -> str:
        """What people here may do where nobody comes."""
        if not self._sitting.title:
            return "Ctrl-C leaves the table."
        typed = f"{self._sitting.again} --seat {self.seat}={STAND_IN}"
        return f"Ctrl-C leaves the table; `{typed}` lets the program play on."

    def missing(self) -> str:
        if self.post.is_there:
            return ""
        if why := self.post.why_away:
            return f"{self._title} is away: {why}."
        return f"{self._title} has not joined yet."

    def cancel(self) -> None:
        self._dropped = self._calls

    def close(self) -> None:
        """Say good-bye, and let nobody join here any more."""
        self.cancel()
        self._on_close(self)
        self.post.close("" if self._sitting.is_over else self._left)

    @property
    def _left(self) -> str:
        """What is said to whoever sits here when the host leaves."""
        is_kept = "The game is kept: to go on, the host resumes it and gives you another token."
        return f"The host has left the table. {is_kept if self._sitting.title else ''}".rstrip()

    # --- questions and answers ----------------------------------------------------------------

    def put_question(self) -> None:
        """Ask for a choice, as things stand now."""
        sitting, seat = self._sitting, self.seat
        redo = sitting.why_no_redo(seat)
        moment = {
            **packed_moment(sitting.scene(seat), sitting.shown(seat).start),
            "undo": sitting.why_no_undo(seat),
            "redo": redo,
            "again": "" if redo else sitting.to_redo(seat),
        }
        self._number += 1
        self.post.tell({"type": "choose", "id": self._number, "moment": moment})

    def taken(self, line: SealedLine, message: Message) -> Action | None:
        """The action in an answer; None once it is seen to, if it is something else."""
        if not self.post.holds(line):
            return None
        if not self._is_present(message.get("id")):
            if message["type"] in ASKED:
                self._answer(line, message, "error", TOO_LATE)
            return None
        try:
            match message["type"]:
                case "action":
                    return self._action(message.get("action"))
                case "undo":
                    self._sitting.undo(self.seat)
                    self.put_question()
                    self._answer(line, message, "done")
                case "note":
                    self._note(message)
                    self._answer(line, message, "done")
                case _:
                    raise UsageError("That is no answer.")
        except WargameError as error:
            is_disk = isinstance(error, NotSaved)  # which names a file of the host
            what = "The host could not keep that." if is_disk else str(error)
            self._answer(line, message, "error", what)
        return None

    def _answer(self, line: SealedLine, message: Message, kind: str, what: str = "") -> None:
        """Say what came of a message, by the number that whoever asked has given it."""
        found: dict[str, Any] = {"type": kind, "id": self._number}
        if type(ask := message.get("ask")) is int:
            found["ask"] = ask
        line.send({**found, "what": what} if what else found)

    def _is_present(self, number: object) -> bool:
        """Whether something is the number of the question that waits."""
        return type(number) is int and number == self._number

    def _action(self, text: object) -> Action:
        for action in self._sitting.view(self.seat).legal:
            if action.text == text:
                return action
        raise IllegalAction("That cannot be chosen now.")

    def _note(self, message: Message) -> None:
        topic, text, role = (message.get(name) for name in ("topic", "text", "role"))
        if not (isinstance(topic, str) and isinstance(text, str) and isinstance(role, str)):
            raise UsageError("That is no note.")
        if topic not in [one.topic for one in THOUGHTS]:
            raise UsageError("Nothing of that kind is kept.")
        if self._noted >= MOST_NOTES:
            raise UsageError("Enough is written down at this choice.")
        length = _length(Note(who=self.seat, topic=topic, text=text, role=role))
        if self._thought + length > MOST_THOUGHT:
            raise UsageError("Enough is written down in this game.")
        self._noted += 1
        self._sitting.note(self.seat, topic, text, role)
        self._thought += length


def _length(note: Note) -> int:
    """How many bytes of a line a note takes, about."""
    return len(spelled(plain_data(note)))


def _result_of(sitting: Sitting, seat: str) -> dict[str, Any]:
    """The end of a game, with its account; nothing is hidden any more but what the seat never
    learned: cards that others drew, and what luck hung on while another game goes on by it."""
    scene, is_shut = sitting.scene(seat), sitting.is_shut()
    account = plain_data(sitting.debrief.account())
    account.pop("analysis", None)
    return {
        "type": "result",
        "returns": {side["seat"]: side["points"] for side in account["verdict"]["sides"]},
        "ending": scene.view.ending,
        "moment": packed_moment(scene, sitting.shown(seat).start),
        "account": account,
        "seed": 0 if is_shut else sitting.seed,
        "secret": "" if is_shut else sitting.secret,
        "is_shut": is_shut,
    }
