"""What numbers would be if others stood otherwise, by the deck's own arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wargame.rules.asking.evaluate import computed
from wargame.rules.ir import Name
from wargame.rules.view import SeatState


def what_if(view: SeatState, given: Mapping[str, int]) -> Callable[[str], int]:
    """Reads numbers as they would be if others had the values given.

    Only what is computed follows; nothing happens, and no rule is applied. A level on the books
    is then in force. What the view does not know counts as the least it may be.

    Args:
        given: Values by name, of any numbers of the deck.
    """
    rules = view.rules
    known = dict(given)
    for text, value in given.items():
        known.setdefault(f"{text}.in_force", value)

    def read(one: Name) -> int:
        if one.text not in known:
            formula = rules.formulas.get(one.text)
            if formula is None:
                return view.read(one)
            known[one.text] = computed(one, formula, read)
        return known[one.text]

    return lambda name: read(rules.names[name])
