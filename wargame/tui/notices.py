"""Pages on the way from screen to screen: some sentences, a question, the page of a seat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wargame.table.told.scene import Scene
    from wargame.tui.screens.page import PageScreen
    from wargame.tui.screens.question import QuestionScreen


def notice(
    title: str, said: Sequence[str], then: Callable[[], None], hint: str = "Enter goes on"
) -> PageScreen:
    """Some sentences on a page of their own."""
    from wargame.table.panes.pages import notice_rows
    from wargame.tui.screens.page import PageScreen

    return PageScreen(title, partial(notice_rows, said), hint, then)


def question(title: str, said: Sequence[str], answer: Callable[[bool], None]) -> QuestionScreen:
    """Some sentences, and yes or no."""
    from wargame.table.panes.pages import notice_rows
    from wargame.tui.screens.question import QuestionScreen

    return QuestionScreen(title, partial(notice_rows, said), answer)


def first_brief(scene: Scene, then: Callable[[], None]) -> PageScreen:
    """The page that a seat reads before play."""
    from wargame.table.panes.pages import outset_rows
    from wargame.tui.screens.page import PageScreen

    return PageScreen(brief_title(scene), partial(outset_rows, scene), "Enter begins", then)


def brief_title(scene: Scene) -> str:
    """What that page is called."""
    return f"{scene.deck.title}: your page"
