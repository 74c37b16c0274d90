"""Every command that asks many games: what they all take, and what they all print."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Generic, TypeVar

import click

from wargame.cli.decks import find_deck
from wargame.cli.fencing import asked_fence
from wargame.cli.group import Strict, refuse_idle
from wargame.cli.options import (
    Decorator,
    cluster_option,
    decks_option,
    html_option,
    jobs_option,
    json_answer,
    keep_option,
    markdown_option,
    program_options,
    secret_option,
    seed_option,
    stand_ins_option,
    variant_option,
)
from wargame.cli.out import say_all, show_json, talk, tell_who_waits, wide
from wargame.cli.pages import free_page, write_page
from wargame.content.library import DeckRef
from wargame.content.places import check_takes
from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.lab.runs.cluster import cluster_at
from wargame.lab.runs.driver import run
from wargame.lab.runs.kept import Kept
from wargame.lab.runs.study import Progress, Study
from wargame.lab.runs.terms import USUAL, Terms
from wargame.play.seeds import new_seed
from wargame.table.reports import typeset
from wargame.table.reports.blocks import Report
from wargame.table.reports.charts import Chart

FORMS = ("json", "markdown", "csv")
"""What may be printed instead of text, as their options are called."""


Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed.

    Attributes:
        form: One of `FORMS`, or "" for text.
        terms: On what terms programs play.
        own: The options that this command alone has.
        decks: The folder of decks that was named.
    """

    deck: DeckRef
    games: int
    seed: int
    form: str
    terms: Terms
    own: Mapping[str, Any]
    decks: Path | None


@dataclass(frozen=True, slots=True)
class Plan(Generic[Result]):
    """A study, and how what it came to is told.

    Attributes:
        overview: The report for `--markdown`; the same as for people if there is no other.
        charts: The pictures on the page for `--html`.
        rows: The rows for `--csv`.
        answer: The object for `--json`; what the study came to, if there is no other.
        so_far: What is known when the run is broken off, told as text; None if nothing is.
    """

    study: Study[Any, Any, Result]
    report: Callable[[Result], Report]
    overview: Callable[[Result], Report] | None = None
    charts: Callable[[Result], Sequence[Chart]] = lambda _: ()
    rows: Callable[[Result], Iterable[Sequence[object]]] = lambda _: ()
    answer: Callable[[Result], object] = lambda found: found
    so_far: Callable[[], Result | None] = lambda: None


def study_command(
    answer: str, *own: Decorator, jobs: Decorator = jobs_option, has_programs: bool = True
) -> Callable[[Callable[[Asked], Plan[Any]]], click.Command]:
    """Make a command of a function that plans a study.

    Args:
        answer: Where the class of the object for `--json` is, `module:Class`.
        own: The options that it alone has, `--games` among them.
        jobs: Another text for `--jobs`.
        has_programs: Whether programs of anybody's can play in it.
    """
    of_programs = (secret_option, stand_ins_option, program_options) if has_programs else ()
    shared = (
        seed_option,
        keep_option,
        jobs,
        cluster_option,
        *of_programs,
        json_answer(answer),
        markdown_option,
        html_option,
    )
    deck: Decorator = click.argument("deck")
    options = (deck, *own, *shared, variant_option, decks_option)

    def made(plan: Callable[[Asked], Plan[Any]]) -> click.Command:
        def call(deck: str, variant: str, decks: Path | None, **given: Any) -> None:
            _answer(plan, find_deck(deck, variant, decks), decks, given)

        body: Callable[..., None] = call
        for option in reversed(options):
            body = option(body)
        return click.command(plan.__name__, cls=Strict, help=plan.__doc__)(body)

    return made


def _answer(
    plan: Callable[[Asked], Plan[Result]], deck: DeckRef, decks: Path | None, given: dict[str, Any]
) -> None:
    """Run a study and print what it came to."""
    form = _form({name: given.pop(f"as_{name}", False) for name in FORMS})
    page = free_page(given.pop("page"))
    keep, jobs, games = given.pop("keep"), given.pop("jobs"), given.pop("games")
    if keep is not None:
        check_takes(keep)
    told = Kept.written_elsewhere(keep) if keep is not None else ""
    address = given.pop("cluster")
    if address:
        refuse_idle("--cluster gives the work to others", "jobs")
    named = given.pop("seed")
    if named is None and keep is not None:
        named = Kept.seed_in(keep)
    seed = new_seed() if named is None else named
    terms = _terms(given, keep) if "secret" in given else USUAL
    planned = plan(Asked(deck, games, seed, form, terms, given, decks))
    try:
        with progress_bar() as progress, cluster_at(address) as cluster:
            workers = (
                {"executor": cluster.executor, "jobs": cluster.size} if cluster else {"jobs": jobs}
            )
            found = run(planned.study, **workers, keep=keep, progress=progress)
    except KeyboardInterrupt:
        known = planned.so_far()
        if known is not None and form == "":
            _print(planned, known, form)
        if keep is not None and keep.exists():
            tell_who_waits(f"What was found by now is in {keep}: the same command goes on with it.")
        raise
    if told:
        talk(told)
    if named is None and form != "json":
        talk(f"seed {seed}")
    try:  # the page first: whoever reads the text may leave before its end
        if page is not None:
            write_page(page, seed, planned.report(found), planned.charts(found))
    finally:
        _print(planned, found, form)
    planned.study.sieve.check()


def _terms(given: dict[str, Any], keep: Path | None) -> Terms:
    """On what terms programs play, which is taken out of what was given."""
    secret = given.pop("secret") or (Kept.secret_in(keep) if keep else "")
    names = [*(given.get("players") or ()), *(name for _, name in given.get("named") or ())]
    fence = asked_fence(names, given, None, keep)
    return Terms(given.pop("with_stand_ins"), secret, fence, given.pop("habits", 1))


def _print(planned: Plan[Result], found: Result, form: str) -> None:
    match form:
        case "json":
            show_json(planned.answer(found))
        case "csv":
            for row in planned.rows(found):
                click.echo(typeset.csv_line(row))
        case "markdown":
            say_all(typeset.markdown((planned.overview or planned.report)(found)))
        case _:
            say_all(typeset.text(planned.report(found), wide()))


def _form(wanted: Mapping[str, bool]) -> str:
    """The one form that was asked for."""
    forms = [form for form, is_wanted in wanted.items() if is_wanted]
    if len(forms) > 1:
        raise UsageError(f"--{forms[0]} and --{forms[1]} exclude each other: give one of them.")
    return "".join(forms)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A progress bar on stderr if a person is looking there."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("games", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
