"""Whether others go on by the luck of a game: what is given out of it must not open their hands."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from wargame.errors import DeckError, UsageError, WargameError
from wargame.play.proceedings import table_said
from wargame.play.record import Header, replay
from wargame.seminar.plan import SeminarPlan
from wargame.seminar.reading import checked_plan, read_draft
from wargame.store.names import TABLES
from wargame.store.save import Save, load, load_head
from wargame.store.twins import has_open_twin
from wargame.store.whole import SUFFIX
from wargame.store.world import World
from wargame.table.host.live import LIVE_SUFFIX, open_hands, read_public, write_public

SHUT = (
    "Another table with the same luck goes on, or is planned and has not begun: the rival's cards, "
    "reasons and private notes, the seed and its secret stay closed until all are over."
)
"""Said to whoever asks for what is in a save of which `goes_on_elsewhere` is true."""
AWAY = (
    "Here nobody can tell whether other tables with its luck go on: if they do, keep what opens "
    "its cards and its seed from whoever plays there, or ask in the folder of the class."
)
"""Said of a table's save that lies elsewhere."""


def goes_on_elsewhere(save: Save, world: World) -> bool:
    """Whether a table with the luck of this save goes on, or is planned and has not begun: what
    is handed out of this one must not tell its seed, nor who drew what.

    A branch among the tables of a class holds what was drawn at the table that it left.
    """
    if is_shared(save.path, save.head.header, world):
        return True
    left = _table_left(save, world)
    return left is not None and (
        not left.has_ended or is_shared(left.path, left.head.header, world)
    )


def _table_left(save: Save, world: World) -> Save | None:
    """The table of the class that a branch left which lies beside it, itself or by another branch;
    None where none can be found."""
    tables, known = save.path.absolute().parent, dict[str, Path]()
    if tables.name != TABLES or save.head.header.parent is None:
        return None
    for path in sorted(tables.glob(f"*{SUFFIX}")):
        with suppress(WargameError):
            known[load_head(path, world).id] = path
    while (parent := save.head.header.parent) and parent.id in known:
        with suppress(WargameError):
            save = load(known.pop(parent.id), world)
    return save if save.head.header.parent is None else None


def away_from_class(save: Save, *, is_open: bool | None = None) -> str:
    """What is said of the save of a table that is over and lies outside the folder of its class:
    it tells the class, and not whether others of it go on; "" for any other.

    Args:
        is_open: Whether all of it is told; left out, as it is once the game is over.
    """
    opens = save.is_over if is_open is None else is_open
    is_away = save.path.absolute().parent.name != TABLES
    told = table_said(save.events) if opens and is_away else ""
    return told and f"{told} {AWAY}"


def is_shared(path: Path, header: Header, world: World, plan: SeminarPlan | None = None) -> bool:
    """The same of a game that is still being played, by where it is kept and how it began.

    Args:
        plan: What its table was opened by; else what lies beside it is read.
    """
    to_come = has_table_to_come(path, header.secret, plan)
    return to_come or has_open_twin(path, header, world, is_table=plan is not None)


def has_table_to_come(save: Path, secret: str, plan: SeminarPlan | None = None) -> bool:
    """Whether the plan of a table's save has a table with the same luck that has not begun; of a
    plan that has faults nobody knows that it has none."""
    tables = save.absolute().parent
    if tables.name != TABLES:
        return False
    try:
        plan = plan or checked_plan(read_draft(tables.parent), None)
    except DeckError:
        return True
    except UsageError:
        return False
    begun = ((tables / f"{n}.jsonl").exists() for n in range(1, plan.tables + 1))
    return (plan.secret or "") == secret and not all(begun)


def open_hands_of_others(tables: Path, world: World) -> bool:
    """Lay open, for whoever observes, the hands that stayed closed when their tables ended, where
    nobody goes on by their luck any more.

    Returns:
        Whether none are left closed.
    """
    found = [_lay_open(path, world) for path in sorted(tables.glob(f"*{LIVE_SUFFIX}"))]
    return all(found)


def _lay_open(live: Path, world: World) -> bool:
    """The same for one table; True too where there is nothing to lay open."""
    path = live.with_name(f"{live.name.removesuffix(LIVE_SUFFIX)}{SUFFIX}")
    try:
        table = read_public(live)
        if table.hands or not table.ending or table.what_if:
            return True
        save = load(path, world)
        if not save.is_over:
            return True
        if goes_on_elsewhere(save, world):
            return False
        game = save.game.unruled()  # tables of a later chapter begin apart
        hands = open_hands(game, replay(game, save.record))
        write_public(live, replace(table, hands=hands))
    except (WargameError, OSError):
        pass  # damaged, or not ours: it stays as it is
    return True
