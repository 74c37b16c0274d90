"""The screens that are laid over another one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from wargame.tui.commands import ListEntry
from wargame.tui.home import OpenMove, Take, Weigh
from wargame.tui.keys import Key
from wargame.tui.notices import brief_title
from wargame.tui.screen_stack import ScreenStack

if TYPE_CHECKING:
    from wargame.table.host.at_table import OnScreen
    from wargame.table.host.rewind import Rewind
    from wargame.table.told.offer import Package
    from wargame.table.told.scene import Scene


class LaidOver:
    """Lays a screen over the one that asks; screens know it as the `over` of their `home`."""

    def __init__(self, app: ScreenStack) -> None:
        self._app = app

    def show_quarter(self, scene: Scene) -> None:
        """What the round that is over has brought, over the table."""
        from wargame.tui.screens.quarter import QuarterScreen

        self._app.put(QuarterScreen(scene))

    def show_headlines(self, scene: Scene) -> None:
        """The headlines that were just revealed, over the table."""
        from wargame.tui.screens.quarter import HeadlinesScreen

        self._app.put(HeadlinesScreen(scene))

    def show_brief(self, scene: Scene, above: Sequence[str] = ()) -> None:
        """The page that a seat reads before play, again."""
        from wargame.table.panes.pages import brief_rows
        from wargame.tui.screens.page import PageScreen

        rows, hint = partial(brief_rows, scene, above), "Esc goes back to the table"
        self._app.put(PageScreen(brief_title(scene), rows, hint))

    def show_thinking(self, sitting: OnScreen, seat: str) -> None:
        """Let a person write down what they think."""
        from wargame.tui.screens.thinking import ThinkingScreen

        self._app.put(ThinkingScreen(sitting, seat))

    def show_rules(self, scene: Scene) -> None:
        """How this deck is played."""
        from wargame.table.panes.pages import rules_rows
        from wargame.tui.screens.page import PageScreen

        self._app.put(PageScreen("The rules", lambda cells, _: rules_rows(scene, cells)))

    def show_offer(
        self, scene: Scene, take: Take, package: Package | None = None, weigh: Weigh | None = None
    ) -> None:
        """The form for a package."""
        from wargame.tui.screens.offer import OfferScreen

        self._app.put(OfferScreen(scene, take, package, weigh))

    def show_advice(self, sitting: OnScreen, scene: Scene, open_move: OpenMove) -> None:
        """Three moves with their prospects."""
        from wargame.tui.screens.adviser import AdviserScreen

        self._app.put(AdviserScreen(sitting, scene, open_move))

    def show_branch(self, scene: Scene, rewind: Rewind) -> None:
        """The form for a game that leaves another."""
        from wargame.tui.screens.branch import BranchScreen

        self._app.put(BranchScreen(scene, rewind))

    def show_commands(self, commands: Sequence[ListEntry], title: str = "") -> None:
        """Everything that can be done, to be found by typing."""
        from wargame.tui.screens.commands import CommandsScreen

        self._app.put(CommandsScreen(commands, title))

    def show_help(self, label: str, about: str, keys: Sequence[Key], around: str = "") -> None:
        """What a pane is for, its keys, and what the screen around it is for."""
        from wargame.tui.screens.help import HelpScreen

        self._app.put(HelpScreen(label, about, keys, around))
