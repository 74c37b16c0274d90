"""What somebody at a table can do now, by its keys and from the list of commands, and why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from functools import partial
from typing import Final

from wargame.dataclass import dataclass
from wargame.rules.verbs import PASS
from wargame.table.host.at_table import OnScreen
from wargame.table.told.options import (
    can_draft,
    legal_of,
    reason,
    refused_of,
    target_of,
    why_no_draft,
)
from wargame.table.told.scene import Scene
from wargame.tui.commands import ListEntry

AREAS: Final = {
    "card": "Hand",
    "measure": "Measures",
    "project": "Projects",
    "action": "Actions",
    **dict.fromkeys(("deal", "package", "item", "term"), "Talks"),
}
"""Where moves belong in the list of commands, by what they are about."""

WAIT: Final = "Not now: wait for your turn."


@dataclass(frozen=True, slots=True)
class Possible:
    """What can be done at one moment.

    Attributes:
        sitting, scene: The table, and what the seat sees of it.
        is_busy: Whether a move is under way, somebody's thinking among that.
        is_thinking: Whether a player of the program is being waited for, who can be stopped.
    """

    sitting: OnScreen
    scene: Scene
    is_busy: bool
    is_thinking: bool

    def why_idle(self, action: str) -> str:
        """Why an action of the table's screen would do nothing now, or ""."""
        view = self.scene.view
        match action:
            case "pass_turn":
                return self._why_no_pass()
            case "offer" if not can_draft(view):
                return why_no_draft(self.scene)
            case "advise" if self.sitting.why_no_advice:
                return self.sitting.why_no_advice
            case "advise" if self.is_thinking:
                return WAIT
            case "advise" if len(view.legal) < 2 or self.is_busy:
                return "There is nothing to choose between now."
            case "undo" if refused := self._why_no_undo():
                return f"It cannot be taken back: {refused}."
            case "redo" if refused := self._why_no_redo():
                return f"Nothing can be taken again: {refused}."
            case "think" if self.scene.view.is_over and self.sitting.played_here is None:
                return "The game is over, and the host keeps its record."
            case "think" if not self.scene.shows_hand or self.is_busy:
                return WAIT
            case _:
                return self._why_not_here(action)

    def _why_not_here(self, action: str) -> str:
        """The same of what some tables have and others do not."""
        match action:
            case "substitute" if refused := self.sitting.why_no_substitute:
                return refused
            case "substitute" if not self.scene.shows_hand or self.is_busy:
                return WAIT
            case "lock" if not self.sitting.is_hot_seat:
                return "Nobody else plays at this keyboard."
            case "go('fronts')" if not self.scene.deck.fronts:
                return "This deck has no fronts."
            case _:
                return ""

    def _why_no_pass(self) -> str:
        if not self.scene.view.legal:
            return "There is nothing to pass on now."
        why = reason(self.scene, PASS.word)
        return f"You cannot pass: {why}" if why else ""

    def _why_no_undo(self) -> str:
        busy = "a move is under way" if self.is_busy and not self.is_thinking else ""
        return busy or self.sitting.why_no_undo(self.scene.me)

    def _why_no_redo(self) -> str:
        return "a move is under way" if self.is_busy else self.sitting.why_no_redo(self.scene.me)

    def commands(
        self, keys: Sequence[ListEntry], open_move: Callable[[Sequence[str]], None]
    ) -> list[ListEntry]:
        """Everything that the rules allow now, then keys, then what is refused.

        Args:
            keys: What keys do. The one that passes is the move to pass, which comes last of all.
            open_move: Opens what a move is about, the cursor on it.
        """
        moves, by_label = self._moves(open_move), {one.label: one for one in keys}
        if moves and "Pass" in by_label and legal_of(self.scene.view, PASS.word) is not None:
            key = by_label.pop("Pass")
            moves[-1] = replace(moves[-1], key=key.key, about=key.about)
        refused = [
            ListEntry(AREAS[kind], one.title, "", "", partial(open_move, [one.text]), one.reason)
            for kind, one in refused_of(self.scene)
        ]
        return [*moves, *by_label.values(), *refused]

    def _moves(self, open_move: Callable[[Sequence[str]], None]) -> list[ListEntry]:
        view, titles = self.scene.view, self.scene.titles
        return [
            ListEntry(
                AREAS.get(action.verb.thing, "Table"),
                titles.offer(view, action),
                "",
                "",
                partial(open_move, [action.text]),
            )
            for action in sorted(view.legal, key=lambda one: one.verb == PASS)
            if self.scene.shows_hand and target_of(view, action.text).kind != "offer"
        ]


def silent_keys(scene: Scene, *, is_advised: bool) -> Set[str]:
    """Actions whose keys would only say why not, so that they need no room below.

    Args:
        is_advised: There is an adviser at this table.
    """
    view = scene.view
    acts = {
        "pass_turn": legal_of(view, PASS.word) is not None,
        "offer": can_draft(view),
        "advise": is_advised and len(view.legal) > 1,
        "undo": scene.can_undo,
        "redo": scene.can_redo,
    }
    return {action for action, does in acts.items() if not does}
