"""From `plan.yaml`, which anybody may have written, to a checked plan or all its faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from wargame.content.faults.codes import coded
from wargame.content.faults.explain import explain
from wargame.content.model import DueInject, Noun, SessionPhase
from wargame.content.paths import head_of, item_name
from wargame.content.yaml.events import parse
from wargame.content.yaml.files import decode, read_bytes
from wargame.content.yaml.marks import Located
from wargame.content.yaml.reading import Reading
from wargame.dataclass import dataclass
from wargame.errors import (
    DeckError,
    DeckPath,
    Fault,
    Mark,
    PlayerError,
    UsageError,
    WargameError,
    nearest,
)
from wargame.play.player import HUMAN
from wargame.players.registry import check_player
from wargame.rules.amounts import counted
from wargame.rules.game import Game, Position
from wargame.rules.reading.sessions import Trouble, troubles
from wargame.seminar.chapters import why_not_after
from wargame.seminar.plan import SeatPlan, SeminarPlan, SurveyEntry
from wargame.store.names import PLAN_FILE
from wargame.table.told.surveys import own_question
from wargame.table.words.gate import as_compared

HEAD_OF_PLAN = head_of(SeminarPlan)
"""Fields of a plan that are no lists of things."""

N = TypeVar("N", bound=Noun)


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan as it was written, and what is wrong with it so far."""

    located: Located
    faults: Sequence[Fault]

    @property
    def deck(self) -> str:
        """The deck that it names.

        Raises:
            DeckError: It names none, with all else that is wrong.
        """
        name = self.located.tree.get("deck")
        if isinstance(name, str) and name:
            return name
        checked_plan(self, None)
        raise AssertionError("a plan without a deck is no plan")

    def elements(self, field: str, noun: type[N]) -> list[tuple[int, N]]:
        """The elements of a list that are sound by themselves, with their places."""
        found: list[tuple[int, N]] = []
        data = self.located.tree.get(field)
        for n, one in enumerate(data if isinstance(data, list) else []):
            try:
                found.append((n, noun.model_validate(one)))
            except ValidationError:
                continue
        return found

    def fault(self, path: DeckPath, what: str, remedy: str) -> Fault:
        """A fault at a place of it."""
        item = item_name(self.located.tree, path, HEAD_OF_PLAN) if path else "plan"
        item = "plan" if item == "deck" else item
        return Fault(what, remedy, self.located.values.around(path), item)


def read_draft(folder: Path) -> PlanDraft:
    """The plan of a seminar's folder, as it was written.

    Raises:
        DeckError: It holds no fields.
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
        raise DeckError(coded(found))
    return PlanDraft(Located(tree, reading.values, reading.keys), found)


def checked_plan(draft: PlanDraft, game: Game | None) -> SeminarPlan:
    """A plan, held against the game that it names.

    Raises:
        DeckError: With everything that is wrong.
    """
    return _checked(draft, game, _against(draft, game) if game else ())


def checked_injects(draft: PlanDraft, game: Game) -> Sequence[DueInject]:
    """What is to come by a plan, held against the game of a table, which keeps the deck that it
    began on; all else in the plan is held against no deck.

    Raises:
        DeckError: With everything that is wrong.
    """
    return _checked(draft, game, _injects(draft, game)).injects


def _checked(draft: PlanDraft, game: Game | None, against: Iterable[Trouble]) -> SeminarPlan:
    """A plan, with these troubles besides those of its own.

    Raises:
        DeckError: With everything that is wrong.
    """
    found = list(draft.faults)
    plan: SeminarPlan | None = None
    try:
        plan = SeminarPlan.model_validate(draft.located.tree)
    except ValidationError as error:
        found += [fault for _, fault in explain(error, draft.located, SeminarPlan, "plan")]
    found += [draft.fault(*one) for one in (*_sums(draft, game), *against)]
    if found or plan is None:
        raise DeckError(coded(sorted(found, key=_place)))
    return plan


def plan_and_game(draft: PlanDraft, opened: Callable[[str], Game]) -> tuple[SeminarPlan, Game]:
    """A plan, and the game that it names.

    Args:
        opened: Opens a game by the name of its deck.

    Raises:
        DeckError: With everything that is wrong with the plan, or with the deck.
    """
    try:
        game = opened(draft.deck)
    except UsageError as error:
        told, _, remedy = str(error).partition("\n")
        what = f"the deck cannot be opened: {told.strip()}"
        wrong = draft.fault(("deck",), what, " ".join(remedy.split()))
        checked_plan(PlanDraft(draft.located, [*draft.faults, wrong]), None)
        raise
    return checked_plan(draft, game), game


def holds(game: Game, position: Position, condition: str) -> bool:
    """Whether a condition holds at a position.

    Raises:
        UsageError: It cannot be read, or names what the deck does not have.
    """
    return game.value(position, _as_number(condition)) == 1


def _as_number(condition: str) -> str:
    return f"1 if {condition.strip()} else 0"


def why_no_condition(game: Game, condition: str) -> str:
    """What is wrong with a condition, or ""."""
    try:
        holds(game, game.new(), condition)
    except WargameError as error:
        said = error.first_line.replace(_as_number(condition), condition.strip())
        return said.strip().rstrip(".") or "it cannot be read"
    return ""


def _sums(draft: PlanDraft, game: Game | None) -> Iterator[Trouble]:
    """What types cannot tell."""
    phases = draft.elements("phases", SessionPhase)
    injects = draft.elements("injects", DueInject)
    rounds = game.deck.rounds.max if game else None
    last = draft.located.tree.get("last_round")
    for path, what, remedy in troubles(
        [one for _, one in phases],
        [one for _, one in injects],
        rounds,
        last if isinstance(last, int) else None,
    ):
        if path[0] == "injects":
            yield ("injects", injects[int(path[1])][0], *path[2:]), what, remedy
            continue
        is_whole = not draft.faults and len(phases) == len(draft.located.tree.get("phases") or ())
        if path != ("phases",) or is_whole:
            yield path, what, remedy
    tables = draft.located.tree.get("tables", 1)
    for n, one in injects if isinstance(tables, int) else ():
        if (one.table or 1) > tables:
            what = f"the plan has {counted(tables, 'table')} at most, and this is of another table"
            yield ("injects", n, "table"), what, "Name one of the plan's."
    for n, place in draft.elements("seats", SeatPlan):
        many = Counter(map(as_compared, place.people))
        for name in [one for one in place.people if many.pop(as_compared(one), 0) > 1]:
            what = f"two people of a seat go by the name '{name[:60]}'"
            yield ("seats", n, "people"), what, "Tell them apart: notes name who wrote them."
    seats = [one.seat for _, one in draft.elements("seats", SeatPlan)]
    if len(set(seats)) < len(seats):
        what = "a seat stands here twice"
        yield ("seats",), what, "Leave one out."
    asked: set[str] = set()
    for n, entry in draft.elements("survey", SurveyEntry):
        if (name := own_question(n, entry.ask, entry.scale).id) in asked:
            yield ("survey", n), "this question stands here twice", "Leave one out."
        asked.add(name)


def _against(draft: PlanDraft, game: Game) -> Iterator[Trouble]:
    """Whatever the deck does not have."""
    for n, seat in draft.elements("seats", SeatPlan):
        if seat.seat not in game.seats:
            what = f"unknown seat '{seat.seat}'"
            yield ("seats", n, "seat"), what, nearest(seat.seat, game.seats)
        elif why := _why_no_player(seat.player, game):
            what = f"nobody can be seated by '{seat.player[:60]}'"
            yield ("seats", n, "player"), what, why
    if draft.located.tree.get("after") is not None and (why := why_not_after(game)):
        what = "no class comes before this one"
        yield ("after",), what, f"Leave it out: {why}."
    yield from _injects(draft, game)


def _injects(draft: PlanDraft, game: Game) -> Iterator[Trouble]:
    """Of what is to come, whatever the deck does not have."""
    for n, due in draft.elements("injects", DueInject):
        for field, what, remedy in due_troubles(due, game):
            yield ("injects", n, field), what, remedy


def due_troubles(due: DueInject, game: Game) -> Iterator[tuple[str, str, str]]:
    """Why a planned inject cannot come in a game: the field, what is wrong with it, a remedy."""
    known = [inject.id for inject in game.deck.injects]
    if due.inject not in known:
        yield "inject", f"unknown inject '{due.inject}'", nearest(due.inject, known)
    if due.when is not None and (trouble := why_no_condition(game, due.when)):
        what = f"it cannot be told whether this holds: {trouble}"
        yield "when", what, "Write it as 'A >= B'."


def _why_no_player(player: str, game: Game) -> str:
    """Why nobody sits down by a name, or ""."""
    try:
        check_player(player, game, (HUMAN,))
    except PlayerError as error:
        return str(error)
    return ""


def _place(fault: Fault) -> tuple[int, int]:
    return (fault.mark.line, fault.mark.column) if fault.mark else (0, 0)
