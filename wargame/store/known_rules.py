"""The rules of decks that were opened before, so that a kept game opens without reading its deck.

What was read is kept as plain data beside compiled rules, under the hash of all that it was read
from: the deck's tree, the variant, and the program that read it; any change makes it unknown. It
is taken as those are: from a folder of this user that nobody else may write, and if it fits its
checksum. Where anything is amiss the deck is read and checked, as if nothing had been kept.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from wargame.content.known import KnownDeck
from wargame.dataclass import dataclass
from wargame.rules.game import Game
from wargame.rules.ids import ActionIds
from wargame.rules.ruleset import Ruleset
from wargame.rules.sources import Sources
from wargame.store.built import fault_of, is_own_file, keep_latest, keep_text, make_own, put_aside
from wargame.store.compiled import cache_folder
from wargame.store.known_code import LEAST, MOST, known_code
from wargame.store.reader import reader
from wargame.store.rows import Rows, rebuilt

LOG: Final = logging.getLogger("wargame.store")

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
    place = _place(tree, variant)
    rules = _kept(place, tree, variant)
    if rules is None:
        from wargame.content.load import load_deck_tree  # noqa: PLC0415  see `content.known`

        rules = Ruleset(load_deck_tree(tree, variant), coder=known_code)
        if len(rules.module.text) >= LEAST:
            _keep(place, rules)
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
    return Game(_at_hand(_Asked(_place(tree, variant).name, tree, variant)))


@lru_cache(maxsize=AT_HAND)
def _at_hand(asked: _Asked) -> Ruleset:
    return known_game(asked.tree, asked.variant).rules


def _place(tree: dict[str, Any], variant: str) -> Path:
    """Where what was read of a deck is kept, if it is."""
    said = json.dumps([reader(), variant, tree], separators=(",", ":"))
    digest = hashlib.sha256(said.encode("ascii")).hexdigest()
    return cache_folder() / f"read_{digest[:32]}.json"


def _kept(place: Path, tree: dict[str, Any], variant: str) -> Ruleset | None:
    """What is kept of a deck, if it is this user's and whole."""
    if not is_own_file(place):
        return None
    try:
        data = place.read_bytes()
    except OSError:
        return None
    fault = fault_of(place, data)
    if not fault:
        try:
            return _rules(json.loads(data), tree, variant)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError):
            fault = "does not load here"
    put_aside(place)
    LOG.warning("%s %s and is put aside; the deck is read again", place.name, fault)
    return None


def _rules(plain: dict[str, Any], tree: dict[str, Any], variant: str) -> Ruleset:
    """The rules that were kept."""
    names, unbound, program, module, deck = rebuilt(plain["rows"])
    sources = Sources(names, unbound, module, ActionIds(unbound), traced=str(plain["traced"]))
    loaded = KnownDeck(tree, variant, deck, str(plain["deck_hash"]))
    rules = Ruleset(loaded, sources=sources, coder=known_code, program=program)
    rules.__dict__["rules_hash"] = str(plain["rules_hash"])
    return rules


def _keep(place: Path, rules: Ruleset) -> None:
    """Keep what was read of a deck; the files that were kept first go."""
    sources = replace(rules.sources, traced=rules.traced_text)
    rows = Rows()
    rows.put((sources.names, sources.program, rules.program, sources.module, rules.deck))
    plain = {
        "deck_hash": rules.loaded.deck_hash,
        "rules_hash": rules.rules_hash,
        "traced": sources.traced,
        "rows": rows.plain(),
    }
    try:
        if make_own(place.parent):
            keep_text(json.dumps(plain, separators=(",", ":")), place)
            keep_latest(place.parent, "read_*.json", MOST)
    except OSError as error:
        LOG.info("what was read of %s is not kept: %s", rules.deck.id, error.strerror)
