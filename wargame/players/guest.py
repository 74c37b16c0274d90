"""A player of another package, held to what players promise; what fails is told in a sentence."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from wargame.errors import PlayerError
from wargame.play.player import Listener, Player, Witness, drawn_from, use_of
from wargame.play.witnessed import Witnessed
from wargame.rules.game import Action
from wargame.rules.view import SeatState

OURS: Final = Path(__file__).parents[1]
PYTHONS: Final = Path(traceback.__file__).parent
"""Where the code of this program lies, and Python's own."""

Hearing = Callable[[Sequence[Witnessed]], None]
_Said = TypeVar("_Said")


class Guest:
    """Somebody else's player in a seat.

    Args:
        origin: Where it comes from, as its entry point says: `package:Class`.

    Attributes:
        name: As its entry point, and so the record, calls it.
        drawn_from: See `play.player`.
    """

    def __init__(self, inner: Player, seat: str, origin: str) -> None:
        self.name = inner.name
        self._inner, self._seat, self._origin = inner, seat, origin

    @property
    def drawn_from(self) -> Sequence[tuple[Action, float]]:
        """What the player says that it drew its last choice from."""
        return self._held(lambda: drawn_from(self._inner))

    @property
    def reason(self) -> object:
        """Why the player made its last choice, if it says."""
        return self._held(lambda: getattr(self._inner, "reason", ""))

    @property
    def used(self) -> object:
        """What its last choice took of a model, if it says."""
        return self._held(lambda: use_of(self._inner))

    def choose(self, view: SeatState) -> Action:
        """What the player chooses, an action or the words of one.

        Raises:
            PlayerError: It fails, or answers what is neither.
        """
        answer: object = self._held(lambda: self._inner.choose(view))
        if isinstance(answer, Action):
            return answer
        if not isinstance(answer, str):
            kind = type(answer).__name__
            raise PlayerError(f"{self._who} answered {kind}, and not one of `view.legal`.")
        found = (action for action in view.legal if action.text == answer)
        return next(found, Action(answer, view.seat, -1))

    def finish(self, returns: Mapping[str, int], ending: str) -> None:
        """Tell the player how the match ended, if it wants to know.

        Raises:
            PlayerError: It fails.
        """
        inner = self._inner
        if isinstance(inner, Listener):
            self._held(lambda: inner.finish(returns, ending))

    @property
    def _who(self) -> str:
        return f"player '{self.name}' ({self._origin}) in seat '{self._seat}'"

    def _held(self, call: Callable[[], _Said]) -> _Said:
        try:
            return call()
        except (Exception, SystemExit) as error:
            raise PlayerError(f"{self._who} fails: {failure(error)}") from error


class GuestWitness(Guest):
    """One that wants to know what its seat has seen. A match writes all of it down from move to
    move for whoever does, which takes many times as long as a game of quick players.

    Args:
        hear: Tells it.
    """

    def __init__(self, inner: Player, seat: str, origin: str, hear: Hearing) -> None:
        super().__init__(inner, seat, origin)
        self._hear = hear

    def hear(self, happened: Sequence[Witnessed]) -> None:
        """Tell the player what its seat has seen.

        Raises:
            PlayerError: It fails.
        """
        self._held(lambda: self._hear(happened))


def guest_of(inner: Player, seat: str, origin: str) -> Guest:
    """Somebody else's player, held to what it promises, and told what it wants to know."""
    if isinstance(inner, Witness):
        return GuestWitness(inner, seat, origin, inner.hear)
    return Guest(inner, seat, origin)


def failure(error: BaseException) -> str:
    """What went wrong in the code of another package, and at which line of it, if at one."""
    said = f"{type(error).__name__}: {error}".removesuffix(": ")
    if not (frames := _theirs(error)):
        return said
    return f"{said} ({Path(frames[-1].filename).name}, line {frames[-1].lineno})"


def is_misfit(error: BaseException) -> bool:
    """Whether what was called does not take what it was given: nothing of it has run."""
    return isinstance(error, TypeError) and not _theirs(error)


def _theirs(error: BaseException) -> list[traceback.FrameSummary]:
    frames = traceback.extract_tb(error.__traceback__)
    return [frame for frame in frames if not _is_known(Path(frame.filename))]


def _is_known(file: Path) -> bool:
    """Whether a file is this program's or Python's own."""
    if not file.is_absolute() or file.is_relative_to(OURS):
        return True
    installed = {"site-packages", "dist-packages"} & set(file.parts)
    return not installed and file.is_relative_to(PYTHONS)
