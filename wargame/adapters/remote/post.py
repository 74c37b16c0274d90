"""The way to one seat elsewhere: who is there, what they are told, what they have said."""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from typing import Any, Final

from wargame.adapters.remote.line import Message, SealedLine
from wargame.adapters.remote.moment import called, since
from wargame.adapters.remote.proof import new_token
from wargame.players.command import DECK, PROTOCOL
from wargame.rules.game import Game

MOST_UNREAD: Final = 16
"""Answers that may wait to be taken."""

PATIENCE_SECONDS: Final = 1.0
"""What saying good-bye may take."""


class Post:
    """Holds the line to a seat, whichever it is just now.

    The thread that plays leaves here what is to be told; threads of lines send it.

    Args:
        game: Without rulings, as it began.
        players: Who sits where, by name.

    Attributes:
        token: Who knows it has the seat.
        why_away: Why whoever sat there is not there any more; "" if nobody came yet.
        answers: What they have said, each with the line over which it came.
    """

    def __init__(self, game: Game, seat: str, players: dict[str, str]) -> None:
        self.seat, self.token = seat, new_token()
        self.why_away = ""
        self.answers: queue.Queue[tuple[SealedLine, Message]] = queue.Queue(MOST_UNREAD)
        self._game, self._players = game, players
        self._turn = threading.RLock()
        self._line: SealedLine | None = None
        self._is_ready = False
        self._bye: Message | None = None
        self._sent: Sequence[Any] = ()
        self._latest: dict[str, Any] = {"type": "wait", "seat": ""}

    @property
    def is_there(self) -> bool:
        """Whether somebody sits there, as far as that is known."""
        return self._is_ready

    def holds(self, line: SealedLine) -> bool:
        """Whether this is the line over which the seat is reached now."""
        return line is self._line

    def tell(self, message: dict[str, Any]) -> None:
        """Tell whoever is there how things stand; whoever comes later too, as long as they do."""
        with self._turn:
            self._latest = message
            if self._line is not None and self._is_ready:
                self._send(self._line)

    def close(self, said: str) -> None:
        """Say good-bye, also to whoever shakes hands meanwhile; nobody is led here any more."""
        with self._turn:
            self._bye = {"type": "bye", "what": said}
            line, self._line, self._is_ready = self._line, None, False
        if line is not None:
            line.send(self._bye)
            line.close(PATIENCE_SECONDS)

    # --- on threads of lines ------------------------------------------------------------------

    def attach(self, line: SealedLine) -> None:
        """Let somebody who has shown the token sit down. Whoever sat there before has to go: that
        may be the same person, whose line has died and nobody noticed yet."""
        with self._turn:
            if self._bye is not None:
                line.send(self._bye)
                line.close()
                return
            old, self._line = self._line, line
            self._is_ready, self._sent = False, ()
            line.send(self._hello())
        if old is not None:
            old.send({"type": "bye", "what": "Somebody has joined with the same token."})
            old.close()

    def hear(self, line: SealedLine, message: Message) -> None:
        """Take in what came over a line."""
        match message["type"]:
            case "ready":
                self._begin(line, message.get("wants"))
            case "bye":
                line.end("they have left")
            case _:
                try:
                    self.answers.put_nowait((line, message))
                except queue.Full:
                    line.end("their program says more than it is asked")

    def lose(self, line: SealedLine, why: str) -> None:
        """Note that nothing comes over a line any more."""
        with self._turn:
            if line is self._line:
                self._line, self._is_ready, self.why_away = None, False, why or "they have left"

    def _begin(self, line: SealedLine, wants: object) -> None:
        with self._turn:
            if line is not self._line or self._is_ready:
                return
            if isinstance(wants, list) and DECK in wants:
                loaded = self._game.loaded
                line.send({"type": "deck", "tree": loaded.tree, "variant": loaded.variant})
            self._is_ready = True
            self._send(line)

    def _send(self, line: SealedLine) -> None:
        """Send what was told last; of its moves those alone that are new on this line."""
        message = self._latest
        if "moment" in message:
            moment = message["moment"]
            message = {**message, "moment": since(moment, self._sent)}
            self._sent = moment["news"]
        line.send(message)

    def _hello(self) -> Message:
        game = self._game
        return {
            "type": "hello",
            "protocol": PROTOCOL,
            "deck": game.deck.id,
            "variant": game.loaded.variant,
            "title": game.deck.title,
            "rules_hash": game.rules_hash,
            "seat": self.seat,
            "seats": list(game.seats),
            "players": called(self._players, self.seat),
        }
