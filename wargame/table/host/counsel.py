"""What a seat may have thought out for it, from what it sees alone: advice, and a deal's worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from wargame.dataclass import dataclass
from wargame.players.worker import Worker
from wargame.rules.view import SeatState
from wargame.table.host.back_room import WEIGH
from wargame.table.told.before_after import new_deal

if TYPE_CHECKING:  # few ask
    from wargame.players.adviser import Advice
    from wargame.players.package_worth import PackageWorth


@dataclass(slots=True)
class Counsel:
    """What was thought out for the seats of a table, as long as they see what it was thought from.

    Attributes:
        worker: Gives whoever thinks; None if nobody ever will.
    """

    worker: Callable[[], Worker | None]
    _advised: dict[str, tuple[SeatState, Advice]] = field(init=False, default_factory=dict)
    _weighed: dict[str, tuple[SeatState, dict[tuple[str, ...], PackageWorth]]] = field(
        init=False, default_factory=dict
    )

    def adviser(self, view: SeatState) -> Callable[[], Advice]:
        """Counsel for a seat; to be called off the screen's thread."""
        worker = self.worker()
        if worker is None or view.rules.rulings:
            from wargame.players.adviser import advise as think  # noqa: PLC0415
        else:
            think = worker.advise

        def counsel() -> Advice:
            found = think(view)
            self._advised[view.seat] = view, found
            return found

        return counsel

    def advice(self, view: SeatState) -> Advice | None:
        """What a seat was advised at what it sees; None if it was not."""
        seen, found = self._advised.get(view.seat, (None, None))
        return found if seen == view else None

    def weigher(self, view: SeatState, steps: Sequence[str]) -> Callable[[], PackageWorth] | None:
        """What a package is worth to a seat; to be called off the screen's thread.

        None where nothing is signed by these actions, and as long as whoever weighs is not ready,
        so that nobody waits for it.
        """
        worker = self.worker()
        is_ready = worker is not None and worker.is_warm and not view.rules.rulings
        deal = new_deal(view, steps) if is_ready else None
        if worker is None or deal is None:
            return None
        wanted = {"do": WEIGH, "view": view.packed(), "steps": list(steps), "term": deal.term}

        def weighed() -> PackageWorth:
            from wargame.players.package_worth import PackageWorth  # noqa: PLC0415 - few ask

            found = PackageWorth(**worker.ask_beside(wanted))
            seen, known = self._weighed.get(view.seat, (None, {}))
            rest = known if seen == view else {}
            self._weighed[view.seat] = view, {**rest, tuple(steps): found}
            return found

        return weighed

    def worths(self, view: SeatState) -> Mapping[tuple[str, ...], PackageWorth]:
        """What packages were found to be worth at what a seat sees, by the actions for each."""
        seen, found = self._weighed.get(view.seat, (None, {}))
        return found if seen == view else {}
