"""Which keys act on a screen, read from the bindings themselves, so that help cannot go stale."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

NAMES = {
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "home": "Home",
    "end": "End",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "plus": "+",
    "minus": "-",
    "f1": "F1",
    "f3": "F3",
    "ctrl+q": "Ctrl+Q",
    "equals_sign": "=",
    "ctrl+c": "Ctrl+C",
    "slash": "/",
    "backspace": "Backspace",
    "full_stop": ".",
    "colon": ":",
    "ctrl+p": "Ctrl+P",
}
"""How keys are written."""

DIGITS = " ".join("123456789")


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that do one thing.

    Attributes:
        is_own: Whether they act in what has the focus, and not on the whole screen.
        keys: Their names, with a blank between them.
        does: What they do, in a word or two.
    """

    is_own: bool
    keys: str
    does: str


def active(screen: Screen[None]) -> list[tuple[DOMNode, Binding]]:
    """The bindings that act now, the focused widget's first."""
    return [
        (one.node, one.binding)
        for one in screen.active_bindings.values()
        if not one.binding.system and one.binding.description and "." not in one.binding.action
    ]  # system ones, and those of other nodes, are the toolkit's own


def shown_keys(screen: Screen[None], idle: Set[str] = frozenset()) -> list[tuple[str, str]]:
    """Keys for the line at the bottom: shown ones only, each action once.

    Args:
        idle: Actions that are left out.
    """
    found: dict[str, str] = {}
    for _, binding in active(screen):
        if binding.show and binding.description not in found and binding.action not in idle:
            found[binding.description] = binding.key_display or name(binding.key)
    return [(key, does) for does, key in found.items()]


def help_keys(screen: Screen[None]) -> list[Key]:
    """All keys that act now, those of what has the focus first."""
    found: dict[tuple[bool, str], list[str]] = {}
    for node, binding in active(screen):
        is_own = node is not screen and node is not screen.app
        found.setdefault((is_own, binding.description), []).append(name(binding.key))
    return [
        Key(is_own, " ".join(dict.fromkeys(names)).replace(DIGITS, "1-9"), does)
        for (is_own, does), names in found.items()
    ]


def name(key: str) -> str:
    """How a key is written for people.

    >>> name("question_mark"), name("x")
    ('?', 'x')
    """
    return NAMES.get(key, key)
