"""What came of a game at a table, once it is over: found out when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from typing import TYPE_CHECKING

from wargame.dataclass import dataclass
from wargame.play.log import NOBODY
from wargame.play.match import Match
from wargame.play.proceedings import closes_after
from wargame.players.worker import Worker
from wargame.table.host.back_room import ANALYSE
from wargame.table.words.titles import Titles

if TYPE_CHECKING:  # what a game that goes on does not need is opened when it is asked for
    from wargame.lab.ended.analysis_object import GameAnalysis
    from wargame.table.told.account.objects import Account


@dataclass(slots=True)
class Debrief:
    """What came of the game of one table.

    Args:
        worker: Gives whoever thinks at the table.

    Attributes:
        analysis: What luck and choices made of it, once that is known.
    """

    match: Match
    titles: Titles
    worker: Callable[[], Worker]
    analysis: GameAnalysis | None = field(init=False, default=None)
    _account: tuple[int, Account] | None = field(init=False, default=None)

    def account(self) -> Account:
        """Why it ended so; made once."""
        made = self._account
        if made is None or made[0] != len(self.match.log):
            from wargame.lab.record.build import timeline  # noqa: PLC0415
            from wargame.table.told.account.make import account_of  # noqa: PLC0415

            game, state = self.match.game, self.match.state
            line = timeline(game.unruled(), self.match.record)
            returns, view = game.returns(state), game.redact(state, NOBODY)
            last = closes_after(self.match.record.events)
            found = account_of(self.match.log, returns, view, self.titles, line, last)
            self._account = made = len(self.match.log), found
        return replace(made[1], analysis=self.analysis)

    def analyst(self) -> Callable[[], GameAnalysis] | None:
        """What finds out about luck and choices, to be called off the screen's thread.

        None where control has ruled but to close the game: the worker does not know those rules.
        """
        texts = self.match.course.typed
        if texts is None:
            return None
        from wargame.lab.ended.analysis_object import analysis_of  # noqa: PLC0415

        worker = self.worker()
        is_closed = self.match.course.close is not None
        wanted = {"do": ANALYSE, "actions": texts, "is_closed": is_closed}
        return lambda: analysis_of(worker.ask_beside(wanted))
