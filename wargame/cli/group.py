"""Commands that are imported when called, and that refuse what click lets pass.

Click takes the last of a repeated option in silence; here an option given twice is refused.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

CommandTable = Mapping[str, tuple[str, str]]
"""Per command, where it lives as `module:name`, and its line of help."""


class Strict(click.Command):
    """A command that refuses an option given twice."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        refuse_repeats(self, ctx, args)
        return super().parse_args(ctx, args)


class Lazy(click.Group):
    """A group whose commands are imported only when called, never to print help."""

    command_class = Strict

    def __init__(self, *, table: CommandTable, **settings: Any) -> None:
        super().__init__(**settings)
        self.table = table

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without a command, print the help."""
        args = args or ["--help"]
        refuse_repeats(self, ctx, args)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        module, name = self.table[cmd_name][0].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name in self.table or name.startswith("-"):
            return super().resolve_command(ctx, args)
        raise click.UsageError(f"No such command '{name[:80]}'. {_guess(name, self.table)}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.table.items()])


def refuse_repeats(command: click.Command, ctx: click.Context, args: list[str]) -> None:
    """Refuse a command line that gives an option twice which may be given once."""
    if ctx.resilient_parsing:
        return
    try:
        given = command.make_parser(ctx).parse_args(args=list(args))[2]
    except click.UsageError as error:
        error.ctx = error.ctx or ctx  # so that the message shows this command's usage
        raise
    options = [item for item in given if isinstance(item, click.Option) and not item.multiple]
    repeated = [option for option in options if options.count(option) > 1]
    if repeated:
        raise click.UsageError(f"Option '{repeated[0].opts[-1]}' is given more than once.", ctx)


def _guess(word: str, known: CommandTable) -> str:
    close = difflib.get_close_matches(word[:60], list(known), n=1, cutoff=0.5)
    guess = f"Did you mean '{close[0]}'? " if close else ""
    return f"{guess}Commands: {', '.join(known)}."
