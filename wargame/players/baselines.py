"""Fixed characters to measure others by: none is good, each is easy to understand."""

from __future__ import annotations

from typing import Final

from wargame.play.player import alike
from wargame.players.greedy import SAMPLES, Greedy
from wargame.players.imagined import Stream, imagine
from wargame.rules.actions import Action
from wargame.rules.ruleset import Ruleset
from wargame.rules.verbs import ACCEPT, BREACH, DECLINE, TIGHTEN
from wargame.rules.view import SeatState

HOSTILE: Final = frozenset({TIGHTEN, BREACH})
"""Verbs by which a seat can only hurt."""

WHIM: Final = 3
"""An erratic player follows a whim once in so many choices."""


class _Greedily:
    """Has `Greedy` to ask, and luck of its own."""

    def __init__(self, rules: Ruleset, seat: str, seed: int) -> None:
        self.drawn_from = alike(())
        self._greedy = Greedy(rules, seat, seed)
        self._stream = Stream(seed + 1)


class Erratic(_Greedily):
    """Greedy, but one choice in three is any legal action."""

    name = "erratic"

    def choose(self, view: SeatState) -> Action:
        """A whim, or what looks best."""
        if self._stream.below(WHIM) == 0:
            self.drawn_from = alike(view.legal)
            return view.legal[self._stream.below(len(view.legal))]
        found = self._greedy.choose(view)
        self.drawn_from = self._greedy.drawn_from
        return found


class Satisficer(_Greedily):
    """Takes the first action, in no order, that leaves it no worse off than it stands now."""

    name = "satisficer"

    def choose(self, view: SeatState) -> Action:
        """Good enough, or if nothing is, what looks best."""
        self.drawn_from = ()
        if len(view.legal) == 1:
            return view.legal[0]
        rules, number = view.rules, view.number
        now = rules.worth(imagine(view, self._stream), number) * SAMPLES
        values = self._greedy.weigh_all(view)
        enough = [k for k, value in enumerate(values) if value >= now]
        if enough:
            self.drawn_from = alike(view.legal[k] for k in enough)
            return view.legal[enough[self._stream.below(len(enough))]]
        return view.legal[values.index(max(values))]


class TitForTat(_Greedily):
    """Begins kindly, then answers in kind.

    When the rival's measures stand higher than when it last looked, or a deal has been broken, it
    tightens if it can and refuses deals. Otherwise it never begins anything hostile, and accepts
    what is offered.
    """

    name = "tit_for_tat"

    def __init__(self, rules: Ruleset, seat: str, seed: int) -> None:
        super().__init__(rules, seat, seed)
        rival = next(other for other in rules.seats if other != seat)
        self._watched = [f"measure.{m.id}" for m in rules.deck.measures if m.seat == rival]
        self._round = -1
        self._level = self._breaches = 0
        self._is_angry = False

    def choose(self, view: SeatState) -> Action:
        """An eye for an eye; otherwise what looks best among what is not hostile."""
        self.drawn_from = ()
        self._look(view)
        legal = {action.verb: action for action in view.legal}
        if ACCEPT in legal:
            return legal[DECLINE if self._is_angry else ACCEPT]
        hostile = [action for action in view.legal if action.verb in HOSTILE]
        if self._is_angry and view.phase == "plays" and hostile:
            self._is_angry = False
            self.drawn_from = alike(hostile)
            return hostile[self._stream.below(len(hostile))]
        values = self._greedy.weigh_all(view)
        kind = [k for k, action in enumerate(view.legal) if action.verb not in HOSTILE]
        return view.legal[max(kind or range(len(values)), key=lambda k: values[k])]

    def _look(self, view: SeatState) -> None:
        """Notice what the rival has done since the last time."""
        level = sum(view.value(name) for name in self._watched)
        breaches = view.value("game.breaches")
        if self._round >= 0:
            if level > self._level or breaches > self._breaches:
                self._is_angry = True
            elif level < self._level:
                self._is_angry = False
        self._round, self._level, self._breaches = view.round, level, breaches
