"""The front door: parse what was typed, call one room, print what it answers.

One rule: nothing is decided here, and nothing is imported before it is needed. `--help` must be
quick, so commands are named in a table (`group.py`) and their modules opened when called.
Answers go to stdout, talk to stderr; every error leaves through `main`, as one message.
"""

from __future__ import annotations

from wargame.cli.door import main

__all__ = ["main"]
