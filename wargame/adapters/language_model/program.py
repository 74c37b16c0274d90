"""The program in the seat: reads the lines of the `cmd:` protocol, asks the model, answers."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from wargame.adapters.language_model.answer import chosen
from wargame.adapters.language_model.server import NoAnswer, Server
from wargame.adapters.language_model.told import Teller
from wargame.content.load import load_deck_tree
from wargame.play.course import under_rulings
from wargame.play.model_use import ModelUse
from wargame.rules.game import Game
from wargame.rules.orders import orders_of
from wargame.rules.view import SeatState, unpack_view

Line = dict[str, Any]
Log = Callable[[Mapping[str, Any]], None]
"""Keeps what was said to a model and what it said."""

MOST_ASKED: Final = 3
"""How often a model is asked for one choice."""

SPARE: Final = 0.95
"""Part of the time for an answer that the model may take."""


class ModelSeat:
    """A model in one seat, for one match.

    Args:
        hello: The first message of the protocol.
        log: Is given each conversation.
    """

    def __init__(
        self, server: Server, hello: Mapping[str, Any], *, has_previews: bool, log: Log
    ) -> None:
        self._server, self._hello, self._log = server, hello, log
        self._has_previews = has_previews
        self._game: Game | None = None
        self._teller: Teller | None = None
        self._reasons: list[tuple[int, str]] = []

    def open(self, deck: Mapping[str, Any]) -> None:
        """Take in the deck."""
        self._game = Game(load_deck_tree(deck["tree"], deck["variant"]))
        seat = self._hello["seat"]
        last = self._hello.get("last_round")  # an older host does not tell
        self._teller = Teller(self._game, seat, has_previews=self._has_previews, last_round=last)

    def choose(self, asked: Mapping[str, Any]) -> Line:
        """The answer to a `choose` of the protocol."""
        start, self._server.took = time.monotonic(), ModelUse()
        end = start + SPARE * asked["seconds"]
        assert self._game is not None, "the deck comes first"
        self._game = under_rulings(self._game, asked.get("rulings", ()))
        game, orders = self._game, asked.get("orders")
        rules = game.under(orders_of(orders)).rules if orders else game.rules
        view = unpack_view(rules, asked["state"])
        try:
            answer, useful = self._asked(view, asked, end), 1
        except NoAnswer as error:
            answer, useful = {"type": "fault", "id": asked["id"], "what": str(error)}, 0
        return {**answer, "used": self._used(useful, time.monotonic() - start)}

    def _used(self, useful: int, seconds: float) -> Line:
        """What a choice took."""
        took = self._server.took
        unused, passed = took.calls - useful, round(1000 * seconds)
        return asdict(took + ModelUse(unused=unused, milliseconds=passed))

    def _asked(self, view: SeatState, asked: Mapping[str, Any], end: float) -> Line:
        """Ask until the model has chosen.

        Raises:
            NoAnswer: It did not.
        """
        assert self._teller is not None
        teller, legal = self._teller, [action.text for action in view.legal]
        self._reasons = [one for one in self._reasons if one[0] < view.ply]  # taken back since
        reasons = [told for _, told in self._reasons]
        news, first = recent(asked["news"], view.round)
        messages = [
            {"role": "system", "content": teller.rules(view)},
            {"role": "user", "content": teller.question(view, news, reasons, first)},
        ]
        for _ in range(MOST_ASKED):
            said = self._server.ask(messages, end - time.monotonic())
            choice = chosen(said, legal)
            action = choice.action if choice else None
            self._log({"ply": view.ply, "messages": messages, "said": said, "action": action})
            if choice:
                self._remember(view, choice.action, choice.why)
                answer = {"action": choice.action, "reason": choice.why}
                return {"type": "action", "id": asked["id"], **answer}
            messages += [
                {"role": "assistant", "content": said},
                {"role": "user", "content": teller.again(view)},
            ]
        raise NoAnswer(f"the model answered {MOST_ASKED} times without a choice that is open")

    def _remember(self, view: SeatState, action: str, why: str) -> None:
        short = " ".join(why.split())[:300]
        told = f"- Round {view.round}, {action}: {short or 'no reason given'}"
        self._reasons.append((view.ply, told))


def recent(news: Sequence[Mapping[str, Any]], now: int) -> tuple[list[Mapping[str, Any]], int]:
    """The news of this round and the one before; and the first of them, where any were before.

    Only who comes to a game that goes on is told of more at once: all of it, many times as much as
    a model reads for any other choice. What is told for one choice it does not have at the next,
    so that it has lost nothing by the second.
    """
    first = now - 1
    found = [one for one in news if one["round"] >= first]
    return found, first if len(found) < len(news) else 0


def play(
    server: Server,
    told: Iterable[str],
    say: Callable[[Line], None],
    *,
    has_previews: bool,
    log: Log,
) -> None:
    """Answer line by line until the game is over.

    Args:
        told: Lines of the protocol.
        say: Answers one.
    """
    seat: ModelSeat | None = None
    for line in told:
        message = json.loads(line)
        match message["type"]:
            case "hello":
                seat = ModelSeat(server, message, has_previews=has_previews, log=log)
                say({"type": "ready", "wants": ["deck", "state"]})
            case "deck":
                assert seat is not None, "hello comes first"
                seat.open(message)
            case "choose":
                assert seat is not None, "hello comes first"
                say(seat.choose(message))
            case "bye":
                return
            case _:
                pass
