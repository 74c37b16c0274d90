"""What happened from 2018 to 2026, as the shipped save has it: made once for all tests."""

from __future__ import annotations

from functools import cache

from tests.conftest import DECKS, ROOT
from wargame.content.load import load_deck
from wargame.content.model import Roles
from wargame.lab.record.build import timeline
from wargame.lab.record.timeline import Timeline
from wargame.lab.registered.roles import watched_numbers
from wargame.store.save import load
from wargame.store.world import World


@cache
def history_roles() -> Roles:
    """The role map of the deck; the save holds none."""
    roles = load_deck(DECKS["history"].folder).deck.roles
    assert roles is not None
    return roles


@cache
def history_line() -> Timeline:
    save = load(ROOT / "saves" / "history-2018-2026.jsonl", World())
    return timeline(save.game, save.record, watched_numbers(history_roles()))
