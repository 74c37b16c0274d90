"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from wargame.cli.types import (
    FOLDER,
    SEAT,
    SEED,
    Address,
    NameList,
    SeatNumbers,
    Secret,
    WholeNumber,
)
from wargame.content.limits import NUMBER_LIMIT
from wargame.content.typed import HANDICAP, PAR, SIGN, TABLES, typed_together

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

decks_option: Decorator = click.option(
    "--decks", metavar="DIR", type=FOLDER, help="Look for decks in this folder too."
)


paper_option: Decorator = click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    default="a4",
    show_default=True,
    help="The size of the paper.",
)


VARIANT_OPTIONS = ("variant", "table", "handicap", "pars")
"""The parameters that say how a deck is played: those of `variant_option`."""


def variant_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--variant`, `--table`, `--handicap` and `--par`, given together as `variant`."""
    variant = click.option(
        "--variant",
        metavar="NAME",
        default="",
        help="A variant of the deck; the same as DECK:NAME.",
    )
    table = click.option(
        "--table",
        type=click.Choice(TABLES),
        help="A contest names a winner, a seminar does not; the same as DECK:seminar.",
    )
    handicap = click.option(
        "--handicap",
        type=WholeNumber(-NUMBER_LIMIT, NUMBER_LIMIT),
        metavar="N",
        help="Where the lead of a contest starts: above 0 for the first seat; DECK:handicap=N.",
    )
    par = click.option(
        "--par",
        "pars",
        type=SeatNumbers(),
        metavar="SEAT=N,…",
        help="What a side of a seminar is measured against; the same as DECK:par.SEAT=N.",
    )

    @wraps(command)
    def given(
        *args: Any,
        variant: str,
        table: str | None,
        handicap: int | None,
        pars: dict[str, int] | None,
        **rest: Any,
    ) -> Any:
        over = [table or "", "" if handicap is None else f"{HANDICAP}={handicap}"]
        over += [f"{PAR}{seat}={number}" for seat, number in (pars or {}).items()]
        laid = typed_together(variant, SIGN.join(filter(None, over)))
        return command(*args, variant=laid, **rest)

    return variant(table(handicap(par(given))))


def _seats(people: str = "") -> Decorator:
    return click.option(
        "--seat",
        "named",
        metavar="SEAT=PLAYER",
        type=SEAT,
        multiple=True,
        help=f"Who sits where: {people}random, greedy, search (search:2s, search:2000it), somebody "
        "of the deck (PERSONA, or PERSONA:master to say how far it looks ahead), or cmd:PROGRAM. "
        "May be repeated.",
    )


seats_option = _seats("human, remote (a person at another machine), ")
program_seats_option = _seats()
EQUAL_LUCK = "A whole number; equal seeds give equal luck. Left out, one is made up"
seed_option: Decorator = click.option("--seed", type=SEED, help=f"{EQUAL_LUCK} and told.")
secret_option: Decorator = click.option(
    "--secret",
    type=Secret(),
    metavar="HEX",
    default=None,
    help="What luck hangs on besides the seed, to repeat a game or a run; where a program plays "
    "and none is given, one is made up and told.",
)


listen_option: Decorator = click.option(
    "--listen",
    type=Address(),
    metavar="[HOST:]PORT",
    default=None,
    help="Where people at other machines join (SEAT=remote).  [default: 127.0.0.1, a free port]",
)


def program_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What programs are held back from, and what not."""
    environment = click.option(
        "--program-env",
        metavar="NAME",
        multiple=True,
        help="Let programs have this word of the environment. May be repeated.",
    )
    network = click.option(
        "--program-no-network",
        is_flag=True,
        help="Keep programs from the network; needs bubblewrap.",
    )
    folder = click.option(
        "--program-write",
        metavar="DIR",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        multiple=True,
        help="Let programs write in this folder, also in a sandbox. May be repeated.",
    )
    seconds = click.option(
        "--program-seconds",
        metavar="N",
        type=WholeNumber(1, 3600),
        help="How many seconds programs may take for an answer.  [default: 10]",
    )
    return environment(network(folder(seconds(command))))


plain_option: Decorator = click.option(
    "--plain", is_flag=True, help="Linear text, for pipes and screen readers."
)
markdown_option: Decorator = click.option(
    "--markdown", "as_markdown", is_flag=True, help="Print it as Markdown, such as for a README."
)
html_option: Decorator = click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it to FILE too, as one HTML page with pictures.",
)
keep_option: Decorator = click.option(
    "--keep",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write every result to FILE, and go on with what is there already.",
)
cluster_option: Decorator = click.option(
    "--cluster",
    metavar="ADDRESS",
    default="",
    help="Give the work to a Dask cluster, such as tcp://host:8786, instead; needs the extra"
    " `cluster`.",
)
stand_ins_option: Decorator = click.option(
    "--with-stand-ins",
    is_flag=True,
    help="Count the games too in which another chose in the place of a program.",
)
saves_option: Decorator = click.option(
    "--saves", metavar="DIR", type=FOLDER, help="Keep and look for saves in this folder."
)


live_option: Decorator = click.option(
    "--live",
    is_flag=True,
    help="Write what everybody may see to NAME.live.json beside the save after each move, for "
    "`wargame observe` on this machine or another.",
)


claim_option: Decorator = click.option(
    "--claim",
    "only",
    type=WholeNumber(1, 999),
    multiple=True,
    help="Measure this claim alone. May be repeated.",
)


deciding_option: Decorator = click.option(
    "--deciding",
    is_flag=True,
    help="Find the moves that decided, and weigh luck against choices: 10 to 90 seconds a game.",
)


def processes_option(text: str) -> Decorator:
    """`--jobs N`."""
    return click.option("--jobs", type=WholeNumber(1, 256), default=1, show_default=True, help=text)


def csv_option(text: str) -> Decorator:
    """`--csv`."""
    return click.option("--csv", "as_csv", is_flag=True, help=text)


jobs_option: Decorator = processes_option(
    "Processes to use; the results are the same for any number."
)


def games_option(
    default: int, least: int = 1, text: str = "How many games.", word: str = "--games"
) -> Decorator:
    """`--games N`, or what else is counted."""
    return click.option(
        word,
        "games",
        type=WholeNumber(least, 10_000_000),
        default=default,
        show_default=True,
        help=text,
    )


PERSONAS = "Whom to draw from; left out: the deck's personas, each for its seat, or else greedy."
"""Who plays a study where nobody is named."""


def players_option(text: str, *, required: bool = False) -> Decorator:
    """`--players A,B,…`, as a tuple of names."""
    settings: dict[str, Any] = {"required": True} if required else {"default": ()}
    return click.option("--players", type=NameList(), metavar="A,B,…", help=text, **settings)


class JsonOption(click.Option):
    """`--json`, and where the classes of its answer are: `module:Class`, one or several."""

    def __init__(self, words: Sequence[str], *, places: tuple[str, ...], **settings: Any) -> None:
        super().__init__(words, **settings)
        self.places = places

    def classes(self) -> list[Any]:
        """The classes of the answer; opens their rooms."""
        named = (place.split(":") for place in self.places)
        return [getattr(import_module(module), name) for module, name in named]


def json_answer(*places: str) -> Decorator:
    """`--json`: print one object, of one of the classes at these places."""
    return click.option(
        "--json",
        "as_json",
        cls=JsonOption,
        places=places,
        is_flag=True,
        help="Print one JSON object; see `wargame schema`.",
    )
