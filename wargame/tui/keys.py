"""Which keys act on a screen, read from the bindings themselves, so that help cannot go stale."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from wargame.dataclass import dataclass
from wargame.table.words.gate import width
from wargame.table.words.rows import DIM, STRONG, Line, Span

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
    "backspace": "Backspace",
}
"""How keys are written that are no characters; of those see `SIGNS`."""

NO_WORDS: Mapping[str, str] = {}
"""Of a screen whose keys do what they are called."""
DIGITS = {" ".join("0123456789"): "0-9", " ".join("123456789"): "1-9"}
"""Keys in a row, and how they are written as one."""
SIGNS = "!\"#$%&'()*+-./:;<=>?@[\\]^_`{|}~"
"""Characters that are keys, besides letters; a comma stands between keys."""
FUNCTION = re.compile(r"f([1-9]|1[0-2])")
CONTROL = re.compile(r"ctrl\+[a-z]")
NO_CONTROL = frozenset("abchijmosqz")
"""Letters whose control keys are other keys, or belong to the terminal or to whoever edits."""


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


def shown_keys(
    screen: Screen[None], idle: Set[str] = frozenset(), words: Mapping[str, str] = NO_WORDS
) -> list[tuple[str, str]]:
    """Keys for the line at the bottom, each action once; those of the whole screen that are not
    shown everywhere come last, for a line that has room left.

    Args:
        idle: Actions that are left out.
        words: What actions do just now, where that is not what their keys are called.
    """
    found: dict[str, str] = {}
    every = active(screen)
    others = [(node, one) for node, one in every if not one.show and node is screen]
    open_keys = {binding.key for _, binding in every}
    for _, binding in [*(pair for pair in every if pair[1].show), *others]:
        does = words.get(binding.action, binding.description)
        if does not in found and binding.action not in idle:
            found[does] = shown_key(binding, open_keys)
    return [(key, does) for does, key in found.items()]


def shown_key(binding: Binding, open_keys: Set[str]) -> str:
    """How the key of a binding is written: as the binding says, unless that key is typed into a
    text just now, and another one acts.

    Args:
        open_keys: The keys that act.
    """
    said = binding.key_display or ""
    is_typed = len(said) == 1 and as_bound(said) not in open_keys
    return name(binding.key) if is_typed or not said else said


def key_line(keys: Sequence[tuple[str, str]], cells: int) -> Line:
    """Keys with what they do, as many as fit."""
    spans: list[Span] = []
    used = 0
    for key, does in keys:
        size = width(key) + width(does) + 3
        if used + size > cells:
            break
        spans += [Span(f" {key}", STRONG), Span(f" {does} ", DIM)]
        used += size
    return (*spans, Span(" " * max(0, cells - used)))


def help_keys(screen: Screen[None]) -> list[Key]:
    """All keys that act now, those of what has the focus first."""
    found: dict[tuple[bool, str], list[str]] = {}
    for node, binding in active(screen):
        is_own = node is not screen and node is not screen.app
        found.setdefault((is_own, binding.description), []).append(name(binding.key))
    return [
        Key(is_own, _in_a_row(" ".join(dict.fromkeys(names))), does)
        for (is_own, does), names in found.items()
    ]


def _in_a_row(names: str) -> str:
    """Digits that all do the same, as one."""
    for row, short in DIGITS.items():
        names = names.replace(row, short)
    return names


def name(key: str) -> str:
    """How a key is written for people.

    >>> name("question_mark"), name("x"), name("f3"), name("ctrl+q")
    ('?', 'x', 'F3', 'Ctrl+Q')
    """
    if key in NAMES or len(key) == 1:
        return NAMES.get(key, key)
    if FUNCTION.fullmatch(key):
        return key.upper()
    if CONTROL.fullmatch(key):
        return f"Ctrl+{key[-1].upper()}"
    return BOUND.get(key, key)


def as_bound(sign: str) -> str:
    """What the toolkit calls the key of a sign.

    >>> as_bound("?"), as_bound("x"), as_bound(",")
    ('question_mark', 'x', 'comma')
    """
    if sign == ",":  # it stands between keys there
        return "comma"
    return next(iter(Binding.make_bindings([Binding(sign, "")]))).key


def key_of(typed: str) -> str:
    """The key that somebody names, as the toolkit calls it; "" if it can be given to no action.

    >>> key_of("?"), key_of("x"), key_of("F5"), key_of("Ctrl+T"), key_of("hyper"), key_of("Ctrl+M")
    ('question_mark', 'x', 'f5', 'ctrl+t', '', '')
    """
    low = typed.casefold()
    if len(typed) == 1 and (typed in SIGNS or (typed.isascii() and typed.isalpha())):
        return as_bound(typed)
    if FUNCTION.fullmatch(low) or (CONTROL.fullmatch(low) and low[-1] not in NO_CONTROL):
        return low
    return low if low in BOUND else ""


BOUND = {as_bound(sign): sign for sign in SIGNS}
"""Keys of signs, by what the toolkit calls them."""
