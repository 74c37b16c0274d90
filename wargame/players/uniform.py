"""Chooses any legal action, each as likely as the others."""

from __future__ import annotations

from wargame.players.imagined import Stream
from wargame.rules.game import Action
from wargame.rules.view import SeatState


class Uniform:
    """The weakest player that knows the rules: the measure of what choices are worth."""

    name = "random"

    def __init__(self, seed: int) -> None:
        self._stream = Stream(seed)

    def choose(self, view: SeatState) -> Action:
        legal = view.legal
        return legal[self._stream.below(len(legal))]
