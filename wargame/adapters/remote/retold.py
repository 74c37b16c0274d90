"""A moment that came over a line, made into a `Scene` again; what cannot be one is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pydantic import TypeAdapter

from wargame.adapters.news import seen_in
from wargame.adapters.remote.doubt import believed, text_of
from wargame.adapters.remote.moment import NewsRow, ToldMoment, WriteRow
from wargame.errors import RecordError
from wargame.play.course import under_rulings
from wargame.play.log import Seen
from wargame.rules.actions import Write
from wargame.rules.asking.fizzle import Fizzle
from wargame.rules.asking.why import Ledger
from wargame.rules.game import Game
from wargame.rules.ruleset import Ruleset
from wargame.rules.view import SeatState, unpack_view
from wargame.table.told.account.objects import Account


@cache
def _moments() -> TypeAdapter[ToldMoment]:
    return TypeAdapter(ToldMoment)


@cache
def _accounts() -> TypeAdapter[Account]:
    return TypeAdapter(Account)


def read_moment(data: object) -> ToldMoment:
    """A moment that the host sent.

    Raises:
        RecordError: It is none.
    """
    with believed("a moment"):
        return _moments().validate_json(text_of(data), strict=True)


def read_account(data: object) -> Account:
    """The account of a game that the host sent.

    Raises:
        RecordError: It is none.
    """
    with believed("an account"):
        return _accounts().validate_json(text_of(data), strict=True)


def view_in(game: Game, moment: ToldMoment, seat: str) -> tuple[Game, SeatState]:
    """What the seat sees, with the rules that hold by then.

    Raises:
        RecordError: It is no view of that seat in this game.
    """
    with believed("a view"):
        game = under_rulings(game, moment.rulings)
        view = unpack_view(game.rules, list(moment.state))
        if view.seat != seat or len(moment.state[3]) != 2 * len(game.seats):
            raise RecordError("This view is another seat's.")
        if view.packed() != list(moment.state):
            raise RecordError("This view is of another game.")
    return game, view


def seen_rows(rules: Ruleset, rows: Sequence[NewsRow], seat: str) -> list[Seen]:
    """Moves as the seat knows them.

    Raises:
        RecordError: They name what is not in this game.
    """
    with believed("moves"):
        return [_seen(rules, row, seat) for row in rows]


def _seen(rules: Ruleset, row: NewsRow, seat: str) -> Seen:
    told = {name: getattr(row, name) for name in row.__dataclass_fields__}
    found = seen_in({**told, "tested": ()}, seat)  # those of a row have been read
    entry = replace(
        found.entry,
        writes=tuple([_write(rules, one) for one in row.writes]),
        fizzled=tuple(
            [Fizzle(*named, why) for named, why in zip(row.fizzled, row.reasons, strict=True)]
        ),
        tested=row.tested,
        reveals=row.reveals,
        is_open=row.is_open,
        has_no_answer=row.has_no_answer,
    )
    return Seen(entry, found.is_secret)


def _write(rules: Ruleset, row: WriteRow) -> Write:
    ply, when, number, origin, name, wanted, old, new, seen_by = row
    if number < 0 or name not in rules.names:
        raise RecordError("This write is of another game.")
    site = rules.program.sites[number]
    return Write(ply, when, site, origin, name, wanted, old, new, seen_by)


def ledger_of(rules: Ruleset, seen: Sequence[Seen]) -> Ledger:
    """What answers why, as far as the seat may know it."""
    ledger = Ledger(rules)
    for one in seen:
        entry = one.entry
        is_secret = one.is_secret or entry.verb.is_secret
        said = "" if is_secret else f"{entry.seat}: {entry.verb} {entry.arg}".rstrip()
        ledger.note(entry.ply + 1, said, entry.writes)
    return ledger
