"""Chooses any legal action, each as likely as the others."""

from __future__ import annotations

from typing import Final

from wargame.play.player import alike
from wargame.players.imagined import Stream
from wargame.rules.game import Action
from wargame.rules.view import SeatState

RANDOM: Final = "random"
"""What it is called."""


class Uniform:
    """The weakest player that knows the rules: the measure of what choices are worth.

    Attributes:
        drawn_from: See `play.player`.
    """

    name = RANDOM

    def __init__(self, seed: int) -> None:
        self.drawn_from = alike(())
        self._stream = Stream(seed)

    def choose(self, view: SeatState) -> Action:
        legal = view.legal
        self.drawn_from = alike(legal)
        return legal[self._stream.below(len(legal))]
