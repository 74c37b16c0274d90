"""From `plan.yaml`, which anybody may have written, to a checked plan or all its faults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from wargame.content.faults.structure import find_data_faults
from wargame.content.model import Noun
from wargame.content.yaml.events import parse
from wargame.content.yaml.files import decode, read_bytes
from wargame.content.yaml.marks import Marks
from wargame.content.yaml.reading import Reading
from wargame.errors import DeckError, Fault, Mark, UsageError, WargameError, nearest
from wargame.rules.game import Game, Position
from wargame.seminar.plan import DueInject, SeatPlan, SeminarPlan, SessionPhase

PLAN_FILE = "plan.yaml"
_COMPARED = re.compile(r"^(.+?)(>=|<=|==|!=|<|>)(.+)$", re.DOTALL)
_PARTS: dict[str, type[Noun]] = {"phases": SessionPhase, "injects": DueInject, "seats": SeatPlan}


def read_plan(folder: Path) -> tuple[SeminarPlan, Marks]:
    """The plan of a seminar's folder, and where each of its values stands.

    Raises:
        DeckError: With every fault of shape.
        UsageError: There is no plan.
    """
    path = folder / PLAN_FILE
    if not path.is_file():
        raise UsageError(
            f"There is no {PLAN_FILE} in {folder}. Begin one by `wargame seminar new NAME`."
        )
    reading = Reading()
    data = read_bytes(path, folder, reading.faults)
    text = decode(data, str(path), reading.faults) if data is not None else None
    tree = parse(text, str(path), reading) if text is not None else None
    found = list(reading.faults.found)
    if not isinstance(tree, dict):
        found = found or [Fault("a plan holds fields ('name: value')", "", Mark(str(path), 1, 1))]
        raise DeckError(found)
    found += find_data_faults(tree)
    try:
        plan = SeminarPlan.model_validate(tree)
    except ValidationError as error:
        found += [_fault(one, reading.values) for one in error.errors(include_url=False)]
        raise DeckError(_in_order(found)) from None
    found += _sums(plan, reading.values)
    if found:
        raise DeckError(_in_order(found))
    return plan, reading.values


def check_plan(plan: SeminarPlan, marks: Marks, game: Game) -> None:
    """Hold a plan against the game that it names.

    Raises:
        DeckError: With everything that the deck does not have.
    """
    found: list[Fault] = []
    for n, seat in enumerate(plan.seats):
        if seat.seat not in game.seats:
            what = f"unknown seat '{seat.seat}'"
            found.append(_at(what, nearest(seat.seat, game.seats), ("seats", n, "seat"), marks))
    known = [inject.id for inject in game.deck.injects]
    for n, due in enumerate(plan.injects):
        if due.inject not in known:
            what = f"unknown inject '{due.inject}'"
            found.append(_at(what, nearest(due.inject, known), ("injects", n, "inject"), marks))
        if due.round is not None and due.round > game.deck.rounds.max:
            what = f"the game has {game.deck.rounds.max} rounds"
            found.append(_at(what, "Name an earlier one.", ("injects", n, "round"), marks))
        if due.when is not None and (trouble := why_no_condition(game, due.when)):
            found.append(_at(trouble, "Write it as 'A >= B'.", ("injects", n, "when"), marks))
    if found:
        raise DeckError(_in_order(found))


def holds(game: Game, position: Position, condition: str) -> bool:
    """Whether a comparison of two expressions holds at a position.

    Raises:
        WargameError: It is no comparison, or names what the deck does not have.
    """
    parts = _COMPARED.match(condition.strip())
    if parts is None:
        raise UsageError(f"'{condition[:60]}' compares nothing.")
    left, right = (game.value(position, parts[n].strip()) for n in (1, 3))
    return {
        ">=": left >= right,
        "<=": left <= right,
        "==": left == right,
        "!=": left != right,
        "<": left < right,
        ">": left > right,
    }[parts[2]]


def why_no_condition(game: Game, condition: str) -> str:
    """What is wrong with a condition, or ""."""
    try:
        holds(game, game.new(), condition)
    except WargameError as error:
        return str(error).splitlines()[0].strip().rstrip(".") or "it cannot be read"
    return ""


def _sums(plan: SeminarPlan, marks: Marks) -> Iterator[Fault]:
    """What types cannot tell."""
    for n, due in enumerate(plan.injects):
        yield from _times(due, n, marks)
    names = [seat.seat for seat in plan.seats]
    if len(set(names)) < len(names):
        yield _at("a seat stands here twice", "Leave one out.", ("seats",), marks)
    if not any(phase.kind == "play" for phase in plan.phases):
        yield _at("nobody plays in any phase", "Give one 'kind: play'.", ("phases",), marks)


def _times(due: DueInject, number: int, marks: Marks) -> Iterator[Fault]:
    given = [one for one in (due.round, due.minute, due.when) if one is not None]
    if len(given) != 1:
        what = "it comes in a round, at a minute, or when something holds"
        yield _at(what, "Give one of 'round', 'minute', 'when'.", ("injects", number), marks)


def _fault(details: Any, marks: Marks) -> Fault:
    """One of pydantic's findings."""
    path = tuple(details["loc"])
    what = details["msg"].removeprefix("Input should be ").strip()
    match details["type"]:
        case "extra_forbidden":
            what, remedy = f"unknown field '{str(path[-1])[:60]}'", _fields_at(path)
        case "missing":
            what, remedy = f"'{path[-1]}' is missing", "Add it."
        case "string_pattern_mismatch":
            what, remedy = f"'{str(details['input'])[:60]}' cannot stand here", "See the manual."
        case _:
            what = f"'{path[-1]}': should be {what}" if "should" not in what else what
            remedy = ""
    return _at(what, remedy, path, marks)


def _fields_at(path: tuple[Any, ...]) -> str:
    """The fields that may stand there."""
    noun = _PARTS.get(str(path[0]), SeminarPlan) if len(path) > 1 else SeminarPlan
    return nearest(str(path[-1]), list(noun.model_fields), limit=20)


def _at(what: str, remedy: str, path: tuple[Any, ...], marks: Marks) -> Fault:
    return Fault(what, remedy, _mark(path, marks), "plan")


def _mark(path: tuple[Any, ...], marks: Marks) -> Mark | None:
    for length in range(len(path), -1, -1):
        found = marks.get(path[:length])
        if found is not None:
            return found
    return None


def _in_order(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda one: (one.mark.line, one.mark.column) if one.mark else (0, 0))
