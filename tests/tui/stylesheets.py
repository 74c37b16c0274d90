"""Style sheets are parsed once in each process: hundreds of tests have apps with the same ones."""

from __future__ import annotations

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_PARSED: dict[tuple[object, ...], list[RuleSet]] = {}
_PARSE = Stylesheet._parse_rules


def _parsed(self: Stylesheet, css: str, *args: object, **how: object) -> list[RuleSet]:
    """The rules in a text, which follow from it, from where it was read and from the variables."""
    key = (css, args, *how.items(), frozenset(self._variables.items()))
    if key not in _PARSED:
        _PARSED[key] = _PARSE(self, css, *args, **how)  # type: ignore[arg-type]
    return _PARSED[key]


def share() -> None:
    """Have every app take what an earlier one has parsed, and look up rules without a call.

    The toolkit hashes a rule by its `id`, in Python; what every object has tells the same apart.
    """
    Stylesheet._parse_rules = _parsed  # type: ignore[method-assign]
    RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]
