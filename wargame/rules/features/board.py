"""What is decided, by whom and when, and every number of the board."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from wargame.rules import kernel
from wargame.rules.features.part import MANY, FeaturePart, flags
from wargame.rules.ruleset import Ruleset
from wargame.rules.view import SeatState

NODES = (
    *("run", "play", "headline", "talk", "reply", "edit", "final", "ask", "discard", "keep"),
    *("luck", "draw", "inject", "last", "work", "lapse", "agenda", "over", "name", "seal"),
    *("give", "recover", "lose", "answer", "see", "spy"),
)
"""What is decided at each node, by the kernel's number of it."""

_NOT_TOLD = ("number", "hand")
"""Forms of names that no game changes, or that are told elsewhere."""


def moment(rules: Ruleset, max_plies: int) -> FeaturePart:
    """Who looks, how far the game is, who decides, and which ending it has had."""
    movers = [*rules.seats, "CHANCE"]
    endings = [ending.id for ending in rules.program.endings]
    rows = [*flags(f"view.{seat}" for seat in rules.seats), ("ply", 0, max_plies)]
    rows += flags(f"to_move.{seat}" for seat in movers)
    rows += flags(f"ending.{ending}" for ending in endings)

    def told(view: SeatState) -> Iterable[int]:
        board, number, ending = view._board, view.number, view.ending
        found = [int(seat == number) for seat in range(len(rules.seats))]
        found.append(int(board.ply))
        found += [int(view.to_move == seat) for seat in movers]
        return found + [int(ending == one) for one in endings]

    return FeaturePart(rows, told)


def prompts(rules: Ruleset) -> FeaturePart:
    """What is decided at the node, and at a question which one."""
    asks = [f"ask.{ask.number}.{ask.item.replace(' ', '.')}" for ask in rules.program.asks]
    kinds = len(NODES)

    def told(view: SeatState) -> Iterable[int]:
        board, found = view._board, [0] * (kinds + len(asks) + 2)
        found[board.node] = 1
        if board.node == kernel.ASK:
            found[kinds + board.arg] = 1
        found[-2:] = min(view.plays_left, MANY), min(view.to_discard, MANY)
        return found

    rows = flags([*(f"node.{kind}" for kind in NODES), *asks])
    return FeaturePart([*rows, ("plays_left", 0, MANY), ("to_discard", 0, MANY)], told)


def standings(rules: Ruleset) -> FeaturePart:
    """Every number that text of the deck can read. Of one that a seat keeps to itself, the least
    and the most that it may be as far as the view knows."""
    names = [name for name in rules.names.values() if name.form not in _NOT_TOLD]
    plain = [name for name in names if name.owner < 0 and name.form == "slot"]
    others = [name for name in names if name.owner < 0 and name.form != "slot"]
    private = [name for name in names if name.owner >= 0]
    rows = [(name.text, name.lo, name.hi) for name in (*plain, *others)]
    rows += [
        (f"{name.text}.{end}", name.lo, name.hi) for name in private for end in ("least", "most")
    ]
    slots = attrgetter(*[name.slot for name in plain], "round", "round")  # two: always a tuple

    def told(view: SeatState) -> Iterable[int]:
        found = [*slots(view._board)[:-2], *map(view.read, others)]
        for name in private:
            found += view.possible(name)
        return found

    return FeaturePart(rows, told)
