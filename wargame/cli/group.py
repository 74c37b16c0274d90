"""Commands that are imported when called, and that refuse what click lets pass.

Click takes the last of a repeated option in silence; here an option given twice is refused. So is
an option that is given nothing, as by a script whose variable is empty: to play on as if it were
left out would show, for one, all hands where those of one seat were asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click
from click.core import ParameterSource

from wargame.errors import UsageError, closest

CommandTable = Mapping[str, tuple[str, str]]
"""Per command, where it lives as `module:name`, and its line of help."""


class Strict(click.Command):
    """A command that refuses an option given twice, and one given nothing."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        refuse_repeats(self, ctx, args)
        typed = list(args)
        rest = super().parse_args(ctx, args)  # first, for a type may say more of nothing
        refuse_nothing(self, ctx, typed)
        return rest


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
    """Refuse a command line that gives an option twice which may be given once, or with one value
    twice."""
    if ctx.resilient_parsing:
        return
    try:
        values, _, given = command.make_parser(ctx).parse_args(args=list(args))
    except click.UsageError as error:
        error.ctx = error.ctx or ctx  # so that the message shows this command's usage
        raise
    options = [item for item in given if isinstance(item, click.Option) and not item.multiple]
    repeated = [option for option in options if options.count(option) > 1]
    if repeated:
        raise click.UsageError(f"Option '{repeated[0].opts[-1]}' is given more than once.", ctx)
    for item in dict.fromkeys(given):
        said = values.get(item.name or "")
        if isinstance(item, click.Option) and item.multiple and isinstance(said, list):
            twice = next((one for one in said if said.count(one) > 1), None)
            if twice is not None:
                shown = f"{item.opts[-1]} {str(twice)[:80]}"
                raise click.UsageError(f"'{shown}' is given more than once.", ctx)


def refuse_nothing(command: click.Command, ctx: click.Context, args: list[str]) -> None:
    """Refuse a command line that gives an option, or a word that may be left out, as ''."""
    if ctx.resilient_parsing:
        return
    given = command.make_parser(ctx).parse_args(args=args)[0]
    for item in command.params:
        value = given.get(item.name or "")
        if value != "" and not (isinstance(value, (list, tuple)) and "" in value):
            continue
        if item.required and not isinstance(item, click.Option):
            continue  # whoever looks for what it names says what there is
        name = _typed_for(item)
        ways = "" if item.required else f", or leave out {name}"
        raise click.UsageError(f"'' is no value for {name}. Name one{ways}.", ctx)


def refuse_idle(why: str, *names: str) -> None:
    """Refuse what was typed of these parameters, for nothing would come of it.

    Args:
        why: What makes it so, such as another option: "--dry reads the rules alone".
        names: Of parameters, as click knows them.

    Raises:
        UsageError: One was typed.
    """
    for item in click.get_current_context().command.params:
        if item.name in names and is_typed(item.name or ""):
            raise UsageError(f"{why}: leave out {_typed_for(item)}.")


def is_typed(name: str) -> bool:
    """Whether a parameter of the command that runs was typed, though it be what is usual."""
    source = click.get_current_context().get_parameter_source(name)
    return source is ParameterSource.COMMANDLINE


def no_such_word(option: str, word: str, how: str = "") -> UsageError:
    """What is said where an option names a word of the environment that is not there.

    Args:
        how: What else whoever typed it has to know.
    """
    return UsageError(f"{option}: the environment has no word '{word[:60]}'. {how}".rstrip())


def _typed_for(item: click.Parameter) -> str:
    """What a person types for a parameter: the option, or the word of the usage."""
    if isinstance(item, click.Option):
        return item.opts[-1]
    return (item.metavar or item.human_readable_name).strip("[].")


def _guess(word: str, known: CommandTable) -> str:
    close = closest(word[:60], tuple(known))
    guess = f"Did you mean '{close}'? " if close else ""
    return f"{guess}Commands: {', '.join(known)}."
