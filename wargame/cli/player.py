"""`wargame player`: programs that play."""

from __future__ import annotations

from wargame.cli.group import Lazy

player = Lazy(
    name="player",
    help="Check programs that play.",
    table={
        "check": ("wargame.cli.player_check:check", "Let a player play, and say what is wrong."),
        "protocol": ("wargame.cli.player_check:protocol", "What a program is told and answers."),
    },
)
