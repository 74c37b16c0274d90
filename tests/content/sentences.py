"""Every sentence that says what is wrong with a deck, read from the source that says it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import wargame
from tests.sources import nodes_of

ROOMS = (
    "content",
    "rules/reading",
    "rules/lint",
    "lab/authors/checking.py",
    "lab/authors/examples.py",
    "seminar/reading.py",
)

SAYING = {
    "fault": (2, 3),
    "Fault": (0,),
    "TextFault": (0,),
    "add": (0,),
    "_fault": (0, 1),
    "_fault_at": (1,),
    "lint": (2,),
    "whole_deck": (0,),
    "NotPlain": (0,),
    "note": (1,),
    "_NoSuchPath": (0,),
    "_Refused": (0,),
    "_Wrong": (0,),
    "said": (0,),
    "_sign": (2, 4),
}
"""Calls that say a sentence, and the places at which they take it."""

YIELDING = "rules/lint/"
"""Where modules yield what is wrong, and what to do."""

ASSIGNED = ("what", "wrong")
"""Variables that hold one."""

NO_SENTENCES = ("content/library", "content/stack", "content/effects", "content/authors")
"""Modules of `content` whose sentences are about what was typed, not about a deck."""

PARTS = (
    "…: …",
    "this is not a folder",
    "there is no deck.yaml in this folder",
    "deck '…' has no variant '…'",
)
"""Parts of sentences, and one about what was typed."""


ITEM = re.compile(r"([a-z ]+|…) …(, option …)?")
"""What a fault is about, which is yielded beside it: `card …`."""


def sentences() -> dict[str, str]:
    """Each sentence, `…` for what differs, and the module and line that say it."""
    root = Path(wargame.__file__).parent
    found: dict[str, str] = {}
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")) if "." not in room else [root / room]:
            if room_of(path, root).startswith(NO_SENTENCES):
                continue
            for node in nodes_of(path):
                is_yield = isinstance(node, ast.Yield) and room_of(path, root).startswith(YIELDING)
                for text in [*_said(node), *(_yielded(node) if is_yield else ())]:
                    if " " in text and not text.endswith(".") and text not in PARTS:
                        found.setdefault(text, f"{room_of(path, root)}:{node.lineno}")  # type: ignore[attr-defined]
    return found


def room_of(path: Path, root: Path) -> str:
    """A module as it is named below the package."""
    return path.relative_to(root).as_posix()


def _yielded(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Yield(value=ast.Tuple(elts=parts)):
            yield from (one for part in parts for one in _texts(part) if not ITEM.fullmatch(one))
        case ast.Yield(value=(ast.Constant() | ast.JoinedStr()) as said):
            yield from _texts(said)
        case _:
            pass


def _said(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args):
            for place in SAYING.get(name, ()):
                if place < len(args):
                    yield from _texts(args[place])
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in ASSIGNED:
            yield from _texts(value)
        case ast.Assign(targets=[ast.Tuple(elts=[ast.Name(id=name), *_])], value=value):
            if name in ASSIGNED and isinstance(value, ast.Tuple):
                yield from _texts(value.elts[0])
        case _:
            pass


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may come to."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            parts = (str(v.value) if isinstance(v, ast.Constant) else "…" for v in values)
            yield "".join(parts)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body)
            yield from _texts(orelse)
        case _:
            pass
