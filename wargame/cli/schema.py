"""`wargame schema`: what the objects of `--json` hold."""

from __future__ import annotations

from collections.abc import Iterator

import click

from wargame.cli.group import Strict
from wargame.cli.options import JsonOption
from wargame.cli.out import say, show_json
from wargame.errors import UsageError, nearest


@click.command(cls=Strict, short_help="What the objects of --json hold.")
@click.argument("command", nargs=-1)
def schema(command: tuple[str, ...]) -> None:
    """Print the JSON Schema of what COMMAND prints with --json; without it, list the commands.

    Example: wargame schema lab balance
    """
    from wargame.cli.object_schema import object_schema

    known = dict(json_options())
    name = " ".join(command)
    if not command:
        for one in known:
            say(one)
    elif name in known:
        show_json(object_schema(name, known[name].classes()))
    else:
        what = f"no command with --json is called '{name[:60]}'"
        raise UsageError(f"{what}\n    {nearest(name, list(known), limit=30)}")


def json_options() -> Iterator[tuple[str, JsonOption]]:
    """Every command that has `--json`, by the words that call it."""
    for name, option in options():
        if isinstance(option, JsonOption):
            yield name, option


def options() -> Iterator[tuple[str, click.Parameter]]:
    """Every option of every command, by the words that call it."""
    from wargame.cli.door import root

    return _options(root, "")


def _options(command: click.Command, name: str) -> Iterator[tuple[str, click.Parameter]]:
    yield from ((name, option) for option in command.params)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            inner = command.get_command(context, word)
            assert inner is not None
            yield from _options(inner, f"{name} {word}".strip())
