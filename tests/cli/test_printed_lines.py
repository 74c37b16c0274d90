"""Every command line that a page or the program prints is one that the program takes.

Pages are read whole: code in backticks, and the lines of blocks. A line without placeholders goes
through the parser of its command; of any other its command, its options and what is chosen for
them are held to be there.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import pytest

from wargame.cli.door import root
from wargame.cli.types import SHOWN
from wargame.content.load import load_deck
from wargame.dataclass import dataclass

ROOT: Final = Path(__file__).parents[2]

PROGRAM: Final = r"(?:\.venv/bin/)?wargame"

IN_CODE: Final = re.compile(rf"`(?:\$ )?{PROGRAM} ([^`]+)`")
"""A command line within a sentence, over a line's end too."""

IN_BLOCK: Final = re.compile(
    rf"^(?: *|# +)(?:\$ )?(?:.* && )?{PROGRAM} ([a-z](?:[^\n`]|(?<=\\)\n)*)$", re.MULTILINE
)
"""One that has a line to itself, of a page."""

SHORT: Final = re.compile(r"`((?:deck|lab|player|save|seminar) [^`]+)`")
"""One without the program's name, which the sentence has just said."""

OPEN: Final = re.compile(r"[A-Z]{2,}|[A-Z]$|[{}…\[\]|]|\.\.\.")
"""What is no word to be typed, but stands for one; or says that one may be left out."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A command line.

    Attributes:
        where: The file, and the line in it.
        is_whole: It has a line to itself; in a sentence it may be the name of a command alone.
    """

    where: str
    text: str
    is_whole: bool = False

    @property
    def words(self) -> list[str]:
        """As a shell would give them; those that may be left out are there."""
        try:
            return shlex.split(self.text)
        except ValueError:  # a quote that is open: half of a line of Python
            return self.text.split()

    @property
    def is_typed(self) -> bool:
        """Whether it can be typed as it stands."""
        return not OPEN.search(self.text)


def pages() -> list[Path]:
    """Everything that is printed for people: pages, decks, and the program's own texts."""
    named = [ROOT / "README.md", ROOT / "pyproject.toml", ROOT / "saves" / "README.md"]
    folders = [("decks", "*.md *.yaml"), ("tests", "*.md"), ("wargame", "*.md *.yaml *.py *.html")]
    found = [
        path
        for folder, kinds in folders
        for kind in kinds.split()
        for path in sorted((ROOT / folder).rglob(kind))
    ]
    return [*named, *found]


def printed(path: Path) -> Iterator[Printed]:
    """The command lines of a page."""
    text = path.read_text(encoding="utf-8").replace("\\|", "|")
    found = [
        (one.start(), one[1], False) for kind in (IN_CODE, SHORT) for one in kind.finditer(text)
    ]
    if path.suffix in {".md", ".yaml"}:
        found += [(one.start(), _alone(one[1]), True) for one in IN_BLOCK.finditer(text)]
    for start, code, is_whole in found:
        joined = re.sub(r"[\"'] *\n *f?[\"']", "", code)  # one string of Python, on two lines
        line = text.count("\n", 0, start) + 1
        yield Printed(f"{path.relative_to(ROOT)}:{line}", " ".join(joined.split()), is_whole)


def _alone(text: str) -> str:
    """A line of a block, without what is said of it behind."""
    return re.split(r"\s{2,}|\s#", re.sub(r"\\\n *", "", text))[0]


LINES: Final = [line for path in pages() for line in printed(path)]


def commands(words: list[str]) -> Iterator[tuple[list[str], click.Command, list[str]]]:
    """The commands that a line names, as `save list|verify` does two, each with what follows it.

    Raises:
        LookupError: There is no such command.
    """
    path: list[str] = []
    command: click.Command = root
    while words and isinstance(command, click.Group) and not words[0].startswith("-"):
        if OPEN.search(words[0]) and "|" not in words[0]:
            break
        for name in words[0].split("|")[1:]:
            yield from commands([*path, name, *words[1:]])
        name = words[0].split("|")[0]
        inner = command.get_command(click.Context(command), name)
        if inner is None:
            raise LookupError(" ".join([*path, name]))
        path, command, words = [*path, name], inner, words[1:]
    yield path, command, words


def fault(line: Printed) -> str:
    """What the program would say of a line, or ""."""
    try:
        for path, command, rest in commands(line.words):
            if line.is_typed:
                said = _parsed(path, command, rest, is_whole=line.is_whole)
            else:
                said = _looked_up(command, rest)
            if said:
                return said
    except LookupError as error:
        return f"no command '{error}'"
    return ""


def _parsed(path: list[str], command: click.Command, rest: list[str], *, is_whole: bool) -> str:
    """What a command says of the words behind it; that there are too few, of a whole line alone."""
    if isinstance(command, click.Group):
        return ""
    try:
        command.make_context(" ".join(path), list(rest))
    except click.exceptions.Exit:
        return ""
    except click.MissingParameter as error:
        return error.format_message() if is_whole else ""
    except click.BadOptionUsage as error:
        return error.format_message() if is_whole or error.option_name != rest[-1] else ""
    except click.ClickException as error:
        return error.format_message()
    return ""


def _looked_up(command: click.Command, rest: list[str]) -> str:
    """Which option of a line is not there, or not to be chosen so."""
    options = {name: one for one in command.params for name in (*one.opts, *one.secondary_opts)}
    words = [word for part in rest for word in part.strip("[]…").split("|")]
    for word, value in zip(words, [*words[1:], "…"], strict=False):
        name = word.partition("=")[0].strip("[]…")
        if not re.fullmatch(r"--?[a-z][a-z-]*", name) or name == "--help":
            continue
        if name not in options:
            return f"no option '{name}'"
        kind, chosen = options[name].type, value.strip("[]…")
        if (
            isinstance(kind, click.Choice)
            and not OPEN.search(chosen)
            and chosen not in kind.choices
        ):
            return f"'{chosen}' is no choice for '{name}'"
    return ""


def test_every_line_is_one_that_the_program_takes() -> None:
    faults = [f"{line.where}: {line.text!r}: {said}" for line in LINES if (said := fault(line))]
    assert not faults, "\n".join(faults)
    assert len(LINES) > 350
    assert sum(line.is_whole for line in LINES) > 60


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("deck chek mydeck", "no command 'deck chek'", id="no such command"),
        pytest.param("save list|verfy", "no command 'save verfy'", id="one of several"),
        pytest.param("lab ladder primer --players a --game 3", "No such option", id="an option"),
        pytest.param("replay SAVE [--rounds N]", "no option '--rounds'", id="one in brackets"),
        pytest.param("report SAVE... [--as SEAT|--hide]", "no option '--hide'", id="the other way"),
        pytest.param("seminar close x --table one", "one", id="a value that is none"),
        pytest.param(
            "deck print DECK [--paper a5]", "'a5' is no choice", id="a choice that is none"
        ),
        pytest.param("deck show primer x y", "unexpected extra", id="a word too many"),
        pytest.param("lab exploit primer", "'--players'", id="an option that has to be there"),
        pytest.param("seminar close monday", "", id="as it stands"),
        pytest.param("play DECK --seat us=human", "", id="with a placeholder"),
    ],
)
def test_a_line_that_is_not_taken_is_found(text: str, said: str) -> None:
    found = fault(Printed("page", text, is_whole=True))
    assert (said in found) if said else not found


SHIPPED: Final = sorted(path.parent.name for path in ROOT.glob("decks/*/deck.yaml"))
STACKED: Final = re.compile(rf"\b({'|'.join(SHIPPED)}):([a-z][\w.]*(?:[+=/]?[\w./-]*\w)*)")
"""A deck with what is laid over it, as in `deck:variant+number=2`."""


def stacked() -> list[str]:
    """Every deck of ours that a page names with a variant or a value."""
    texts = [path.read_text(encoding="utf-8") for path in pages() if path.suffix == ".md"]
    return sorted({":".join(names) for text in texts for names in STACKED.findall(text)})


@pytest.mark.parametrize("name", stacked())
def test_every_deck_that_a_page_names_with_a_variant_can_be_opened(name: str) -> None:
    deck, _, stack = name.partition(":")
    assert load_deck(ROOT / "decks" / deck, stack).variant


OPTION: Final = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
OTHERS: Final = re.compile(r"\b(?:dask|git|npm|pip|pytest|python|ssh|valgrind)\b")
"""Programs of other people, whose options stand on our pages too."""


def tree(command: click.Command, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """A command, and all that are below it."""
    yield path, command
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            inner = command.get_command(click.Context(command), name)
            assert inner is not None
            yield from tree(inner, *path, name)


COMMANDS: Final = dict(tree(root))

OF_EACH: Final = """
--after --again --claim --csv --games --jobs --out --players --round --seat --seed --table --to
--version
"""
"""Options that name another thing in each command."""


@pytest.mark.parametrize(
    "page", [path for path in pages() if path.suffix == ".md"], ids=lambda page: page.name
)
def test_every_option_that_a_page_names_is_one_of_some_command(page: Path) -> None:
    known = {name for one in COMMANDS.values() for part in one.params for name in part.opts}
    code = re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8"))
    named = {one for part in code if not OTHERS.search(part) for one in OPTION.findall(part)}
    assert named - known - {"--help"} == set()


OPTIONS: Final = [
    pytest.param(command, option, id=" ".join([*path, option.opts[-1]]))
    for path, command in COMMANDS.items()
    for option in command.params
    if isinstance(option, click.Option)
]


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_help_tells_of_an_option_what_there_is_to_tell(
    command: click.Command, option: click.Option
) -> None:
    told = option.get_help_record(click.Context(command))
    assert told is not None
    typed, said = told
    assert re.match(r"[A-Z`]", said), "a sentence"
    assert re.search(r"\.(  \[[^\]]+\])?$", said), "to its end"
    assert ("May be repeated." in said) == option.multiple
    has_default = isinstance(option.default, int) and not option.is_flag
    assert not has_default or f"[default: {option.default}]" in said
    low, high = getattr(option.type, "low", 0), getattr(option.type, "high", SHOWN + 1)
    assert high > SHOWN or option.metavar or f"[{low}..{high}]" in typed


def test_an_option_of_several_commands_is_told_in_the_same_words() -> None:
    said: dict[str, set[str]] = {}
    for param in OPTIONS:
        option = param.values[1]
        assert isinstance(option, click.Option)
        said.setdefault(option.opts[-1], set()).add(str(option.help))
    assert {name for name, texts in said.items() if len(texts) > 1} == {*OF_EACH.split()}


def test_every_command_stands_on_the_page_of_commands() -> None:
    page = (ROOT / "wargame" / "COMMANDS.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.*?) \| ", page, re.MULTILINE)
    shown = [text.replace("\\|", "|") for row in rows for text in re.findall(r"`([^`]+)`", row)]
    words = [text.removeprefix("wargame ").split() for text in shown]
    first = {path[0] for path in COMMANDS if path}
    typed = [line for line in words if line[0] in first]
    named = {tuple(path) for line in typed for path, _, _ in commands(line)}
    assert {path for path, one in COMMANDS.items() if not isinstance(one, click.Group)} == named
