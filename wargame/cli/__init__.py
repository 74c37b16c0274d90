"""The front door: parse what was typed, call one room, print what it answers.

One rule: nothing is decided here, and nothing is imported before it is needed. `--help` must be
quick, so commands are named in tables (`door` has the first) and their modules opened when called.
Answers go to stdout, talk to stderr; every error leaves through `door`, as one message.
"""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` alone would take longer than the first line does
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    import sys

    from wargame.cli.opening import say_opening, unsay_opening

    typed = sys.argv[1:] if args is None else args
    try:
        say_opening(typed)
        from wargame.cli.door import run

        sys.exit(run(typed))
    except KeyboardInterrupt:  # while the door is imported; later it takes these itself
        sys.exit(130)
    finally:
        unsay_opening()
