"""What `--version` says."""

from __future__ import annotations

import wargame

RULES = "1"
"""Equal to `rules.game.RULES_VERSION`, which costs too much to import for one word; a test
holds the two together."""


SAVES = "4"
"""Equal to `store.head.SCHEMA`, for the same reason."""


def version_line() -> str:
    """The versions that matter to saves, in one line."""
    return f"wargame {wargame.__version__}, rules {RULES}, saves {SAVES}"
