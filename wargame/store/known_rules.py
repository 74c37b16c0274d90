"""The rules of decks that were opened before, so that a kept game opens without reading its deck.

What was read is kept as plain data beside compiled rules, under the hash of all that it was read
from: the deck's tree, the variant, and the program that read it; any change makes it unknown.
Where anything is amiss the deck is read and checked, as if nothing had been kept.
"""

from __future__ import annotations

import json
from dataclasses import field, replace
from functools import lru_cache, partial
from typing import Any, Final

from wargame.content.known import KnownDeck
from wargame.dataclass import dataclass
from wargame.rules.game import Game
from wargame.rules.ids import ActionIds
from wargame.rules.ruleset import Ruleset
from wargame.rules.sources import Sources
from wargame.store.cache import Cache
from wargame.store.fingerprint import fingerprint
from wargame.store.known_code import LEAST, known_code
from wargame.store.rows import Rows, rebuilt

READ: Final = Cache("read", ".json", "rules that were read", most=100)

AT_HAND: Final = 4
"""Decks whose rules stay in memory."""


def known_game(tree: dict[str, Any], variant: str) -> Game:
    """The game of a deck that a save carries.

    Args:
        tree: Untrusted data, as `content.load.load_deck_tree` takes it.
        variant: What the data contains already, as it is typed behind the deck's colon.

    Raises:
        DeckError: The deck cannot be used; nothing of it is kept then.
    """
    name = _name(tree, variant)
    rules = READ.find(name, partial(_rules, tree, variant))
    if rules is None:
        from wargame.content.load import load_deck_tree  # noqa: PLC0415  see `content.known`

        rules = Ruleset(load_deck_tree(tree, variant), coder=known_code)
        if len(rules.module.text) >= LEAST:
            READ.keep(name, _written(rules))
    return Game(rules)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A deck that is asked for: the same one if what is kept of it would lie in one file."""

    name: str
    tree: dict[str, Any] = field(compare=False)
    variant: str = field(compare=False)


def game_at_hand(tree: dict[str, Any], variant: str) -> Game:
    """The same, opened once for all saves of one deck that are read one after another.

    Raises:
        DeckError: The deck cannot be used.
    """
    return Game(_at_hand(_Asked(_name(tree, variant), tree, variant)))


@lru_cache(maxsize=AT_HAND)
def _at_hand(asked: _Asked) -> Ruleset:
    return known_game(asked.tree, asked.variant).rules


def _name(tree: dict[str, Any], variant: str) -> str:
    """The name of what was read of a deck."""
    return READ.name(json.dumps([fingerprint(), variant, tree], separators=(",", ":")))


def _rules(tree: dict[str, Any], variant: str, data: bytes) -> Ruleset:
    """The rules that were kept."""
    plain = json.loads(data)
    names, unbound, program, module, deck = rebuilt(plain["rows"])
    sources = Sources(names, unbound, module, ActionIds(unbound), traced=str(plain["traced"]))
    loaded = KnownDeck(tree, variant, deck, str(plain["deck_hash"]))
    rules = Ruleset(loaded, sources=sources, coder=known_code, program=program)
    rules.__dict__["rules_hash"] = str(plain["rules_hash"])
    return rules


def _written(rules: Ruleset) -> bytes:
    """What was read of a deck, as it is kept."""
    sources = replace(rules.sources, traced=rules.traced_text)
    rows = Rows()
    rows.put((sources.names, sources.program, rules.program, sources.module, rules.deck))
    plain = {
        "deck_hash": rules.loaded.deck_hash,
        "rules_hash": rules.rules_hash,
        "traced": sources.traced,
        "rows": rows.plain(),
    }
    return json.dumps(plain, separators=(",", ":")).encode()
