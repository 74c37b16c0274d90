"""What the facilitator may do to a game besides releasing injects: luck, results, moves of no card.

Each is an act of control in the record, with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Any

from wargame.content.effects import check_effects, read_effects
from wargame.content.typed import whole_number
from wargame.dataclass import dataclass
from wargame.errors import IllegalAction, UsageError
from wargame.play.control import choose_outcome, rewind, rule
from wargame.play.event import Act, Chance, Ruling
from wargame.play.log import NOBODY, Entry, Seen
from wargame.play.match import Match
from wargame.rules.game import Write
from wargame.rules.ruling import apply_ruling, ruled, why_no_ruling
from wargame.rules.verbs import INJECT, OUTCOME, PASS
from wargame.table.host.sitting import Sitting
from wargame.table.told.news import changes_of, tell

_APART = re.compile(r";|,(?=\s*[\w.]+\s*[+-]?=(?!=))")
"""A comma parts what it stands between where a change follows; in a function it parts terms."""

SUCCEEDS, FAILS = "It works", "It does not work"


def effects_of(text: str) -> tuple[Any, ...]:
    """Effects that somebody typed in one line: statements apart by semicolons, or by commas.

    Raises:
        DeckError: They are none.
    """
    return read_effects("\n".join(part.strip() for part in _APART.split(text.lower())))


def check_ruling(match: Match) -> None:
    """See whether control can rule now.

    Raises:
        IllegalAction: A choice is under way; the message says when it can.
    """
    if reason := why_no_ruling(match.state):
        raise IllegalAction(f"No ruling now: {reason}.")


def preview(match: Match, do: tuple[Any, ...]) -> list[Write]:
    """What a ruling would write; nothing happens.

    Raises:
        DeckError: The effects cannot be read.
        IllegalAction: It cannot be ruled now; the message says when.
    """
    check_ruling(match)
    game = ruled(match.game, check_effects(do))
    return list(apply_ruling(game, match.state, len(match.course.rulings), traced=True).writes)


def told(sitting: Sitting, writes: list[Write]) -> list[str]:
    """Before and after of every number that is written."""
    titles = sitting.titles
    found = [
        f"{titles.number(one.name)}: {titles.went(one.name, one.old, one.new)}"
        for one in changes_of(writes)
    ]
    return found or ["No number moves at once."]


# --- luck ----------------------------------------------------------------------------------------


def last_luck(match: Match) -> int:
    """The ply of the last inject or outcome that luck brought; card draws are left alone.

    Raises:
        IllegalAction: There was none.
    """
    for move in reversed(match.course.moves):
        if isinstance(move, Chance) and move.action.split(" ")[0] in (INJECT.word, OUTCOME.word):
            return move.ply
    raise IllegalAction("Luck has brought no inject and no outcome yet.")


def outcomes_at(sitting: Sitting, ply: int) -> list[tuple[str, str]]:
    """What luck may bring at a ply: in words as they are typed, and as people read them."""
    game = sitting.game
    state = sitting.match.course.at(ply)
    view = game.redact(state)
    return [(one.text, sitting.titles.offer(view, one)) for one in game.legal_actions(state)]


def reroll(sitting: Sitting, ply: int, why: str) -> None:
    """Let luck fall anew at a ply; moves after it no longer count, but for the play that a move
    of no card has used up."""
    used = _used_up(sitting.match, ply)
    rewind(sitting.match, ply, why)
    sitting.draw_luck()
    _use_up(sitting, used)


def _used_up(match: Match, ply: int) -> str:
    """The seat that has used up a play by the move of no card whose luck fell at a ply, or ""."""
    before, *after = match.course.moves[ply - match.course.first - 1 :][:3]
    is_free = isinstance(before, Ruling) and len(after) == 2
    used = after[1] if is_free else None
    return used.seat if isinstance(used, Act) and used.action == PASS.word else ""


def _use_up(sitting: Sitting, seat: str) -> None:
    """Take a play from a seat, if it is its turn to play."""
    match = sitting.match
    if seat and sitting.mover == seat and match.state.phase == "plays":
        match.take(match.game.action(match.state, PASS.word))
        match.settle()
        sitting.draw_luck()


def outcome_named(sitting: Sitting, ply: int, text: str) -> str:
    """What luck could have brought at a ply, by all of its words or by what stands behind the
    first, where one alone is called so.

    Raises:
        UsageError: It could not have.
    """
    wanted = text.lower()
    part = [one for one, _ in outcomes_at(sitting, ply) if one.partition(" ")[2] == wanted]
    outcome = part[0] if len(part) == 1 else wanted
    check_outcome(sitting, ply, outcome)
    return outcome


def check_outcome(sitting: Sitting, ply: int, outcome: str) -> None:
    """See whether luck could have brought something at a ply.

    Raises:
        UsageError: It could not.
    """
    known = [text for text, _ in outcomes_at(sitting, ply)]
    if outcome not in known:
        what = f"'{outcome[:60]}' cannot come there" if outcome else "choose OUTCOME"
        raise UsageError(f"{what}. {', '.join(known)[:400]}.")


def choose(sitting: Sitting, ply: int, outcome: str, why: str) -> None:
    """Have luck bring this at a ply; moves after it no longer count."""
    check_outcome(sitting, ply, outcome)
    used = _used_up(sitting.match, ply)
    rewind(sitting.match, ply, why, same_luck=True)
    choose_outcome(sitting.match, outcome, why)
    sitting.match.settle()
    sitting.draw_luck()
    _use_up(sitting, used)


# --- a move that no card has ---------------------------------------------------------------------


@dataclass(slots=True)
class FreeMove:
    """A move that people put forward and no card has.

    Attributes:
        seat: Whose it is.
        what: What is done.
        pros, cons: What speaks for it and against it.
        percent: The chance that it works.
        cost: Prices by what is paid, such as `capital`.
        works, fails: Effects in the deck's language.
    """

    seat: str
    what: str = ""
    pros: str = ""
    cons: str = ""
    percent: int = 100
    cost: tuple[tuple[str, int], ...] = ()
    works: tuple[Any, ...] = ()
    fails: tuple[Any, ...] = ()

    @property
    def paid(self) -> tuple[str, ...]:
        """Its price as effects."""
        return tuple(f"{self.seat}.{name} -= {amount}" for name, amount in self.cost)

    @property
    def do(self) -> tuple[Any, ...]:
        """The effects of the ruling: its price, then what comes of it, by luck if it may fail."""
        if self.percent >= 100:
            return (*self.paid, *self.works)
        options = [
            {"weight": self.percent, "title": SUCCEEDS, "do": list(self.works)},
            {"weight": 100 - self.percent, "title": FAILS, "do": list(self.fails)},
        ]
        return (*self.paid, {"chance": options})

    def why(self, title: str) -> str:
        """The reason, as the record keeps it."""
        parts = [f"{title}: {self.what}"]
        parts += [f"For: {self.pros}"] if self.pros else []
        parts += [f"Against: {self.cons}"] if self.cons else []
        parts += [f"Chance: {self.percent} %"] if self.percent < 100 else []
        return ". ".join(part.rstrip(".") for part in parts) + "."


def chance_of(text: str) -> int:
    """A chance in percent: one number, or the median of several people's estimates.

    Raises:
        UsageError: They are no numbers from 1 to 100.

    >>> chance_of("60"), chance_of("20 90 60")
    (60, 60)
    """
    parts = text.replace("%", " ").replace(",", " ").split()
    said = [number for one in parts if (number := whole_number(one, 0, 999)) is not None]
    if not parts or len(said) < len(parts):
        raise UsageError("Type a number from 1 to 100, or several people's, apart by blanks.")
    found = round(median(said))
    if not 1 <= found <= 100:
        raise UsageError("A chance is a number from 1 to 100.")
    return found


def cost_of(sitting: Sitting, seat: str, text: str) -> tuple[tuple[str, int], ...]:
    """A price such as `2 capital` or `capital 2, stock 1`; none if nothing is typed.

    Raises:
        UsageError: It names what the seat does not have, or more than it has.
    """
    found: list[tuple[str, int]] = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        numbers = [one for one in part.split() if one.isascii() and one.isdigit()]
        names = [one for one in part.split() if one not in numbers]
        if len(numbers) != 1 or len(names) != 1 or len(numbers[0]) > 6:
            raise UsageError(f"'{part[:40]}' is no price. Type it as: 2 capital")
        name, amount = names[0].removeprefix(f"{seat}."), int(numbers[0])
        has = sitting.game.value(sitting.match.state, f"{seat}.{name}")
        if amount > has:
            raise UsageError(f"{sitting.titles.number(f'{seat}.{name}')} is {has}, needs {amount}.")
        found.append((name, amount))
    return tuple(found)


def why_no_move(sitting: Sitting, seat: str) -> str:
    """Why a seat cannot make such a move now, or ""."""
    match = sitting.match
    if seat not in sitting.game.seats:
        return "nobody is to play"
    if sitting.mover != seat or match.state.phase != "plays":
        return f"it uses up a play of {sitting.titles.seats[seat]}, who has none to take now"
    return why_no_ruling(match.state)


def make_move(sitting: Sitting, move: FreeMove) -> None:
    """Rule what the move does; then the seat has used up a play."""
    match = sitting.match
    rule(match, move.do, move.why(sitting.titles.seats[move.seat]))
    match.settle()
    sitting.draw_luck()
    _use_up(sitting, move.seat)


def moves_told(sitting: Sitting, count: int) -> list[str]:
    """The last moves by their plies, as news."""
    log = sitting.match.log
    return told_of(sitting, log[max(0, len(log) - count) :])


def told_of(sitting: Sitting, moves: Sequence[Entry]) -> list[str]:
    """Moves by their plies, as news; nothing is hidden from control."""
    found = []
    for entry in moves:
        items = tell(NOBODY, [Seen(entry, False)], sitting.titles)
        news = " ".join(item.text for item in items if not item.is_heading)
        found.append(f"{entry.ply:4}  round {entry.round}, {entry.phase}: {news}")
    return found
