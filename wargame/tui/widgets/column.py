"""A column whose panes stand under one another and share its lines, the most important first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.containers import Vertical
from textual.message import Message

from wargame.tui.widgets.pane import FRAME, Pane

TOLD, ALL = -1, -2
"""Instead of a number of lines: as many as name all that a pane tells of; as many as it can use."""

Growth = Sequence[tuple[str, int]]
"""Panes and how far they grow, the most important first; a pane may grow several times."""


class SharedColumn(Vertical):
    """A column whose panes have shares of its height: it says when that is another one, also when
    a pane that had grown over it is small again."""

    class Resized(Message):
        """The column has another size."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())

    def share_out(self, growth: Growth, most: Mapping[str, int]) -> None:
        """Give each pane that is shown a line, then what it grows by, then the rest by turns.

        The last one gives way until this is called again, so that no frame is cut meanwhile.

        Args:
            growth: What comes before the rest.
            most: Lines that each takes at most, frame included; none leave all to the style sheets.
        """
        panes = {pane.id or "": pane for pane in self.query(Pane)}
        shown = {name: pane for name, pane in panes.items() if name in most and pane.display}
        given = dict.fromkeys(shown, FRAME + 1)
        for name, lines in growth:
            left = self.size.height - sum(given.values())
            if name in shown and left > 0:
                wanted = _wanted(shown[name], lines, min(most[name], given[name] + left))
                given[name] = max(wanted, given[name])
        while (left := self.size.height - sum(given.values())) > 0:
            hungry = [one for one in shown if _can_use(shown[one], given[one] + 1, most[one])]
            given |= {name: given[name] + 1 for name in hungry[:left]}
            if not hungry:
                break
        last = next(reversed(shown), "")
        for name, pane in panes.items():
            pane.take(given.get(name, 0), gives_way=name == last)


def _wanted(pane: Pane, lines: int, room: int) -> int:
    """Lines with their frame that a pane makes use of to grow so far."""
    if lines == TOLD:
        return pane.telling(room)
    return pane.tallest(room if lines == ALL else min(room, lines + FRAME))


def _can_use(pane: Pane, lines: int, most: int) -> bool:
    """Whether a pane that has so many lines leaves none of them blank."""
    return lines <= most and pane.tallest(lines) == lines
