"""A front that was named in secret: who may see which, and how others imagine it."""

from __future__ import annotations

from wargame.rules.kernel import BaseState, Stream
from wargame.rules.ruleset import Ruleset

UNKNOWN = -1
"""Stands in a view for a front that somebody else has named in secret."""


def sealed_in(rules: Ruleset, state: BaseState) -> int:
    """1 + the front that was named in secret, as a position or a view has it; 0 for none."""
    docket = rules.program.docket
    if docket is None or docket.sealed is None:
        return 0
    return int(getattr(state, docket.sealed.slot))


def sealer_of(rules: Ruleset, state: BaseState) -> str:
    """The seat that has named a front in secret, which everybody knows; "" for none."""
    docket = rules.program.docket
    if docket is None or docket.sealer is None:
        return ""
    seat = int(getattr(state, docket.sealer.slot))
    return rules.seats[seat - 1] if seat else ""


def show_sealed(rules: Ruleset, state: BaseState, board: BaseState, number: int) -> None:
    """Show a seat the front that it has named itself, and of another's that there is one."""
    docket = rules.program.docket
    if docket is None or docket.sealed is None or docket.sealer is None:
        return
    named, sealer = sealed_in(rules, state), getattr(state, docket.sealer.slot)
    seen = named if sealer == number + 1 else UNKNOWN if named else 0
    setattr(board, docket.sealed.slot, seen)


def guess_sealed(rules: Ruleset, state: BaseState, stream: Stream) -> None:
    """Draw a front that was named in secret among all that could have been."""
    docket = rules.program.docket
    if docket is None or docket.sealed is None or sealed_in(rules, state) != UNKNOWN:
        return
    last = 0 if docket.again else getattr(state, docket.last.slot)
    fronts = [n for n in range(1, len(docket.do) + 1) if n != last]
    setattr(state, docket.sealed.slot, fronts[stream.below(len(fronts))])
