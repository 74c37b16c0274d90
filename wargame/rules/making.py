"""Making a ruleset's sources: a deck read and emitted, and one more ruling behind it."""

from __future__ import annotations

from dataclasses import replace

from wargame.content.loaded import LoadedDeck
from wargame.content.model import Release
from wargame.errors import DeckError, Faults, shortened, visible
from wargame.rules.emit import emit, emit_ruling
from wargame.rules.ids import ActionIds
from wargame.rules.kernel import EXTRAS, PEEKS
from wargame.rules.reading.build import build
from wargame.rules.reading.effects import EffectReader
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item, Reader
from wargame.rules.sources import Effects, Sources

REASON = 60
"""Characters of its reason that a ruling is called by, where numbers are told that it moved."""


def read_all(loaded: LoadedDeck) -> Sources:
    """A deck, read from the beginning."""
    program, names = build(loaded)
    return Sources(names, program, emit(program), ActionIds(program))


def _reason(why: str) -> str:
    """What a ruling is called by behind its number."""
    return f": {visible(shortened(why, REASON).rstrip('.'))}" if why else ""


def with_ruling(loaded: LoadedDeck, before: Sources, effects: Effects, why: str) -> Sources:
    """One more ruling, read and emitted as a card is. What it moves is told with its reason.

    Its sites and choices come behind all others, so that no number changes its meaning: a
    position of the game before the ruling is one of the game after it.
    """
    old, faults = before.program, Faults()
    reader = Reader(loaded, before.names, faults, list(old.sites), list(old.lucks), list(old.asks))
    reads = EffectReader(reader)
    number = str(len(before.blocks) + 1)
    item = Item("ruling", number, f"Ruling {number}{_reason(why.strip())}", Scope(), ())
    block = tuple(
        stmt
        for place, effect in enumerate(effects)
        for stmt in (
            reads.released(item, effect, place)
            if isinstance(effect, Release)
            else reads.effect(item, effect, ("do", place))
        )
    )
    if any(name in PEEKS for name in reader.called) and EXTRAS[-1] not in old.extras:
        what = "in this deck nobody looks at cards"
        faults.add(what, "Rule something else.", item=item.label)
    if faults.fatal:
        raise DeckError(replace(fault, mark=None) for fault in faults.fatal)
    called = tuple(dict.fromkeys((*old.called, *reader.called)))
    program = replace(old, sites=reader.sites, lucks=reader.lucks, asks=reader.asks, called=called)
    module = emit_ruling(before.module, old, program, block)
    ids = ActionIds(program, first=before.ids.actions)
    return Sources(before.names, program, module, ids, (*before.blocks, block))
