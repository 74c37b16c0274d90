"""`wargame seminar new`, `run`, `print` and `close`."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wargame.cli import linear, screen
from wargame.cli.decks import find_deck, library
from wargame.cli.group import Strict, refuse_idle
from wargame.cli.options import decks_option, paper_option, plain_option, program_options
from wargame.cli.out import is_terminal, say, say_all, talk
from wargame.cli.types import WholeNumber
from wargame.content.again import command
from wargame.content.limits import NUMBER_LIMIT
from wargame.errors import UsageError, visible
from wargame.lab.runs.games import open_game
from wargame.play.seeds import new_seed

if TYPE_CHECKING:
    from wargame.report.pdf import Paper
    from wargame.rules.game import Game
    from wargame.seminar.folder import SeminarFolder
    from wargame.seminar.plan import SeminarPlan

    OpenedClass = tuple[SeminarFolder, SeminarPlan, Game]

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", re.ASCII)
_table_option = click.option(
    "--table", type=WholeNumber(1, 12), default=1, show_default=True, help="Which table."
)


@click.command(cls=Strict, short_help="A plan, a brief for each side, your book.")
@click.argument("name")
@click.option("--deck", metavar="DECK", help="What is played; asked for unless named.")
@click.option(
    "--format",
    "minutes",
    metavar="MINUTES",
    help="Minutes of the session, or a format of the deck; asked for unless named.",
)
@click.option("--campaign", metavar="NAME", help="Begin a campaign of the deck: games that go on.")
@click.option(
    "--after",
    metavar="CLASS",
    help="The next chapter of a campaign, for the people of the class in this folder; each table "
    "begins where its game ended.",
)
@click.option("--people", type=WholeNumber(1, 60), help="How many take part at all tables.")
@click.option("--tables", type=WholeNumber(1, 12), help="How many tables play.")
@decks_option
def new(
    name: str,
    deck: str | None,
    minutes: str | None,
    campaign: str | None,
    after: str | None,
    people: int | None,
    tables: int | None,
    decks: Path | None,
) -> None:
    """Write the folder NAME: plan.yaml, a brief for each side, the facilitator's book.

    What is not named is asked for at a terminal; elsewhere it is primer, the first format of the
    deck (45 minutes), 8 people at one table.
    """
    from wargame.rules.amounts import counted
    from wargame.seminar.chapters import goes_on_from
    from wargame.seminar.folder import beside, new_plan
    from wargame.seminar.formats import format_of, lengths_of
    from wargame.seminar.kit import BOOK_FILE, write_kit
    from wargame.seminar.tables import run_again
    from wargame.store.names import PLAN_FILE

    if not NAME.fullmatch(name):
        raise UsageError(
            f"'{name[:60]}' cannot name a seminar: use a to z, digits, - and _, no blank, up to 40."
        )
    earlier = _opened(after, decks) if after else None
    if earlier:
        refuse_idle(
            "--after says what is played, and by whom", "deck", "campaign", "people", "tables"
        )
        named = _next_chapter(earlier, decks)
        people, tables = earlier[1].people, earlier[1].tables
    else:
        named = _first_chapter(deck or _asked("Which deck?", "primer"), campaign, decks)
    game = open_game(find_deck(named, "", decks))
    usual, *others = map(str, lengths_of(game.deck))
    question = f"Minutes of the session: {', '.join((usual, *others))}?"
    run = format_of(game.deck, minutes or _asked(question, usual))
    if run.variant and not game.loaded.variant:
        named = f"{named}:{run.variant}"
        game = open_game(find_deck(named, "", decks))
    many = people or _number(_asked("How many people?", "8"), 60)
    own = max([one.table or 1 for one in run.injects], default=1)
    places = tables or _number(_asked("At how many tables?", str(own)), 12)
    plan = new_plan(name, named, game, run, many, places, new_seed() % NUMBER_LIMIT)
    folder = Path(name)
    if earlier:
        plan = goes_on_from(plan, earlier[1], beside(earlier[0].path, folder))
    for path in write_kit(folder, plan, game, decks):
        say(str(path))
    left = [f"{one.inject} (table {one.table})" for one in run.injects if one not in plan.injects]
    if left:
        say(f"Left out, as the plan has {counted(places, 'table')}: {', '.join(left)}.")
    if plan.unusual:
        say(plan.unusual)
    if slips := [phase.title for phase in plan.phases if plan.is_on_slips(phase)]:
        say(
            f"On slips, which are printed, since {plan.at_keyboard} people share one keyboard: "
            f"{', '.join(slips)}."
        )
    say()
    say(f"Passphrase of the console: {plan.passphrase}")
    say(f"Read {folder / BOOK_FILE} first: it is for you alone.")
    say(f"Change {folder / PLAN_FILE} as you like.")
    say(f"On paper: {command('seminar', 'print', name, decks=decks)}")
    say(f"On the laptop, when people are there: {run_again(folder, 1, decks)}")
    if places > 1:
        more = ", and so for others" if places > 2 else ""
        say(f"For table 2{more}: {run_again(folder, 2, decks)}")
    say(f"On the projector, once that runs: wargame observe {folder / 'tables' / '1.live.json'}")


def _first_chapter(deck: str, campaign: str | None, decks: Path | None) -> str:
    """What a plan names for a deck, or for the first chapter of one of its campaigns."""
    from wargame.table.host.campaign import open_first

    if campaign is None:
        return deck
    found = find_deck(deck, "", decks)
    game, _ = open_first(found, campaign)
    return f"{deck.removesuffix(f':{found.variant}')}:{game.loaded.variant}"


def _next_chapter(before: OpenedClass, decks: Path | None) -> str:
    """What a plan names for the chapter after the one of a class."""
    from wargame.seminar.chapters import follows

    _, plan, game = before
    folder = find_deck(plan.deck, "", decks).folder
    return f"{library(decks).name_of(game.deck.id, folder)}:{follows(game)}"


def _asked(question: str, usual: str) -> str:
    """What somebody at a terminal answers; the usual answer elsewhere."""
    if not is_terminal():
        return usual
    return str(click.prompt(question, default=usual)).strip()


def _number(text: str, most: int) -> int:
    """A number as it is typed for an option, so that 008 is 8 here too."""
    try:
        return WholeNumber(1, most).read(text)
    except click.BadParameter as error:
        raise UsageError(error.message) from None


@click.command(cls=Strict, short_help="Play a table, or go on with it.")
@click.argument("name")
@_table_option
@program_options
@plain_option
@decks_option
def run(name: str, table: int, plain: bool, decks: Path | None, **given: Any) -> int:
    """Play a table of the seminar NAME; typed again on another day, it goes on where that stopped.

    F9 (in text: console) and the passphrase open the facilitator's console. You are asked before a
    program that the plan names starts; what it may do is said anew each time.
    """
    from wargame.cli.fencing import asked_fence
    from wargame.seminar.folder import open_table

    if not plain:
        screen.need_screen("seminar run")
    folder, plan, game = _opened(name, decks)
    fence = asked_fence((), given, None, folder.tables, is_resumed=True)
    if not plain:
        say(f"Opening table {table} of {plan.name}.")
    found = open_table(
        folder, plan, game, table, writes_aside=not plain, fence=fence, is_plain=plain
    )
    try:
        if found.session.is_closed:
            raise UsageError(f"Table {table} was not scored. {found.sitting.whereabouts}")
        if plain:
            linear.sit(found.sitting)
            return 0
        return screen.sit(found.sitting, found.games)
    finally:
        found.close()


@click.command(name="print", cls=Strict, short_help="Its pages for paper, as PDF.")
@click.argument("name")
@click.option("--again", is_flag=True, help="Print over what was printed before.")
@paper_option
@decks_option
def print_kit(name: str, again: bool, paper: Paper, decks: Path | None) -> None:
    """Write the pages of the seminar NAME into its folder: handouts.pdf for everybody, with the
    rules and a quiz; handouts-SEAT.pdf for each side alone, with its page, one to cut apart for its
    people, and slips to write on; reference.pdf for the table, if the rules do not fit in full on
    two pages; facilitator.pdf, which says who gets what."""
    from wargame.content.places import write_new
    from wargame.report.pdf import check_pdf
    from wargame.report.seminar_print import printed_pages
    from wargame.seminar.book import BOOK, HANDOUTS, LOOKED_UP, book, cards_told, side_file
    from wargame.seminar.handouts import for_all, for_side, roles_missed, to_look_up

    folder, plan, game = _opened(name, decks)
    full = to_look_up(game)
    files = (
        (folder.path / HANDOUTS, for_all(game, plan)),
        *((folder.path / side_file(one), for_side(plan, game, one)) for one in game.seats),
        *([(folder.path / LOOKED_UP, full)] if full else []),
        (folder.path / BOOK, book(plan, game, decks)),
    )
    printed = [path for path, _ in files if os.path.lexists(path)]
    if printed and not again:
        told = ", ".join(visible(str(path)) for path in printed)
        typed = command("seminar", "print", name, "--again", decks=decks)
        raise UsageError(f"Printed before: {told}. `{visible(typed)}` prints over them.")
    check_pdf(
        f"Without it: the briefs and facilitator.md in {visible(str(folder.path))}, "
        f"and `wargame deck show {plan.deck} --rules`."
    )
    lacking: list[str] = []
    for path, pages in files:
        title, apart = f"{plan.name}: {path.stem}", path.name != BOOK
        sheets = printed_pages(title, pages, paper, lacking.append, apart=apart)
        if path in printed:
            _clear(path)
        write_new(path, sheets)
        say(str(path))
    for missed in roles_missed(plan, game.deck):
        say(visible(missed))
    for told in dict.fromkeys(lacking):
        talk(told)
    if cards := cards_told(plan, decks):
        say(cards)


def _clear(path: Path) -> None:
    """Take away what was printed before."""
    from wargame.content.places import not_written

    try:
        path.unlink()
    except OSError as error:
        raise not_written(path, error) from error


@click.command(cls=Strict, short_help="End a table's game now.")
@click.argument("name")
@_table_option
@click.option("--unscored", is_flag=True, help="Name no ending; else as the plan says.")
@click.option("--why", default="The time is over.", show_default=True, help="The reason.")
@decks_option
def close_table(name: str, table: int, unscored: bool, why: str, decks: Path | None) -> None:
    """End the game of a table of the seminar NAME now.

    It is scored as it stands, by the ending that the deck's conditions name; not at all where the
    plan has `close: unscored`, or with --unscored. That closes a table too that has not begun: what
    stays closed until all tables are over waits for it no longer.
    """
    from wargame.seminar.early_end import close_game
    from wargame.seminar.folder import check_table, open_table
    from wargame.seminar.tables import close_unplayed

    folder, plan, game = _opened(name, decks)
    check_table(plan, table)
    is_unplayed = not folder.save(table).exists()
    if is_unplayed:
        if not unscored:
            told = close_unplayed(folder.path, table, decks)
            raise UsageError(f"Table {table} has not begun. {told}")
        plan = plan.model_copy(update={"after": None})  # it need not go on from anything
    found = open_table(folder, plan, game, table, writes_aside=False)
    try:
        is_scored = not unscored and plan.close == "scored"
        say_all(close_game(found.session, is_scored=is_scored, why=why[:2_000]))
        if is_unplayed:
            save = visible(str(folder.save(table)))
            say(f"It had not begun. If somebody is to play there after all, delete {save}.")
    finally:
        found.sitting.close()
        found.close()


def _opened(name: str, decks: Path | None) -> OpenedClass:
    """The folder, its checked plan, and the game that it names."""
    from wargame.seminar.folder import seminar_folder

    folder = seminar_folder(name, decks)
    plan, game = folder.plan(lambda deck: open_game(find_deck(deck, "", decks)))
    return folder, plan, game
