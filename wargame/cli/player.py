"""`wargame player`: programs that play."""

from __future__ import annotations

from wargame.cli.group import Lazy

player = Lazy(
    name="player",
    help="Programs that play: one that asks a language model, and whatever you write.",
    table={
        "llm": ("wargame.cli.player_llm:llm", "Let a language model play: a program for cmd:."),
        "check": ("wargame.cli.player_check:check", "Let a player play, and say what is wrong."),
        "protocol": ("wargame.cli.player_check:protocol", "What a program is told and answers."),
    },
)
