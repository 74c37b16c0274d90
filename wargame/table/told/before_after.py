"""Both sides before and after a package: numbers abreast, now and when it runs out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wargame.errors import IllegalAction
from wargame.rules.amounts import rounds
from wargame.rules.asking import preview as asking
from wargame.rules.asking.what_if import what_if
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.rules.position import Position
from wargame.rules.verbs import ACCEPT, DECLINE, PASS, Verb
from wargame.rules.view import Deal, SeatState
from wargame.table.told.blocks import Abreast, Block, Heading, Moved, Moves, Point, Points, Text
from wargame.table.told.follows import effects, moved_to
from wargame.table.told.scene import Scene
from wargame.table.words.rows import DIM


def before_after(scene: Scene, steps: Sequence[str], paid: Sequence[Moved] = ()) -> Iterator[Block]:
    """What is otherwise at once if the rival says yes to what some actions offer, and at its end.

    Nothing is told where the rules do not take the actions, or where nothing is signed by them.

    Args:
        paid: What is told as the price, and not once more.
    """
    deal = new_deal(scene.view, steps)
    if deal is None:
        return
    then = signed(scene.view, steps)
    yield from package_worth(scene, steps)
    is_closed = then.phase != scene.view.phase  # a signature may have ended the talks
    yield Heading(f"Now, and once {'this round is over' if is_closed else 'it is signed'}")
    moves = [one for one in moves_between(scene, then) if one not in paid]
    lead = [one for one in moves if one.name == scene.titles.lead]
    without = refused(scene.view, steps) if is_closed else then
    is_beside = is_closed and without.phase == then.phase
    if lead:
        yield Moves(lead)
        if is_beside and _is_same(lead[0], without):
            yield Text("The lead comes to the same without it.", DIM)
    others = [
        one for one in moves if one not in lead and not (is_beside and _is_same(one, without))
    ]
    if others or not lead:
        yield abreast(scene, others)
    if is_beside:
        yield Text("Left out is what else comes to the same without it.", DIM)
    back = list(effects(asking.lapse(then, deal.slot), scene.titles.counts))
    if back:
        yield Heading(f"When it runs out, in {rounds(deal.term)}")
        yield from back


def _is_same(moved: Moved, without: SeatState) -> bool:
    """Whether a number comes to the same without what was signed."""
    return moved.new == without.value(moved.name)


def new_deal(view: SeatState, steps: Sequence[str]) -> Deal | None:
    """The deal that some actions would bring if the rival said yes; None where the rules do not
    take them, or where nothing is signed by them."""
    try:
        then = signed(view, steps)
    except IllegalAction:
        return None
    old = {deal.slot for deal in view.deals}
    return next((one for one in then.deals if one.slot not in old), None)


def package_worth(scene: Scene, steps: Sequence[str]) -> Iterator[Block]:
    """What a package is worth to whoever looks, now and once it has run out, as far as it was
    found."""
    found = scene.worths.get(tuple(steps))
    if found is None:
        return
    yield Heading(f"Worth to you, signed rather than refused, in {found.unit}")
    give = f"{found.then:+z.1f}, give or take {found.give:.1f}"
    late = f"{give}, once it has run out", f"in {found.rounds}"
    if not found.rounds:
        late = f"{give}, at the end of the game", "end"
    yield Points([Point(f"{found.now:+z.1f} at the end of this round", "now"), Point(*late)])
    said = f"On average over {found.worlds} worlds that your seat could be in, "
    yield Text(f"{said}both answers played on by habit, on the same luck.", DIM)


def signed(view: SeatState, steps: Sequence[str]) -> SeatState:
    """What a seat would see if it took some actions and the rival said yes.

    Raises:
        IllegalAction: The rules do not take them.
    """
    game = Game(view.rules)
    return game.redact(_answered(game, view, steps, ACCEPT), view.seat)


def refused(view: SeatState, steps: Sequence[str]) -> SeatState:
    """What it would see if the offer were declined instead, and nobody made another.

    Raises:
        IllegalAction: The rules do not take them.
    """
    game = Game(view.rules)
    position = _answered(game, view, steps, DECLINE)
    while position.phase == view.phase and _is_open(game, position, PASS):
        position = game.apply(position, PASS.word).state
    return game.redact(position, view.seat)


def _answered(game: Game, view: SeatState, steps: Sequence[str], answer: Verb) -> Position:
    """After some actions, and after an answer of the rival to what they offer; an accepting among
    them is that answer."""
    position = game.resample(view, Stream(view.ply))
    for step in steps:
        position = game.apply(position, answer.word if step == ACCEPT.word else step).state
    if _is_open(game, position, answer):
        position = game.apply(position, answer.word).state
    return position


def _is_open(game: Game, position: Position, verb: Verb) -> bool:
    """Whether a seat may do something on a position."""
    return not position.is_over and any(one.verb == verb for one in game.legal_actions(position))


def moves_between(scene: Scene, then: SeatState) -> list[Moved]:
    """The numbers on the board that differ between now and another view."""
    return moved_to(scene, _numbers(scene), then.value)


def abreast(scene: Scene, moves: Sequence[Moved]) -> Block:
    """Numbers of both sides in a column each, one's own first; those of nobody below."""
    if not moves:
        return Text("No number moves at once.", DIM)
    sides = {seat: [one for one in moves if _side(scene, one.name) == seat] for seat in scene.signs}
    rest = [one for one in moves if not _side(scene, one.name)]
    columns = [(seat, tuple(sides[seat])) for seat in (scene.me, scene.rival)]
    return Abreast(columns, tuple(rest))


def _side(scene: Scene, name: str) -> str:
    """Whose number it is: a seat's own, or that of one of its constituencies."""
    owner = name.partition(".")[0]
    if owner in scene.signs:
        return owner
    plan = scene.deck.board
    for home in plan.homes if plan else []:
        if name in [party.number for party in home.parties]:
            return home.seat
    return ""


def _numbers(scene: Scene) -> Iterable[str]:
    """The numbers that are shown, and those that the deck's board names beside them."""
    names = [row.name for row in scene.listed if not row.holder and not row.is_hidden]
    if (plan := scene.deck.board) is not None:
        beside = (*(one.drain for one in plan.stores), *(one.outlook for one in plan.homes))
        names += filter(None, beside)
    return dict.fromkeys(names)


def item_alone(scene: Scene, item_id: str) -> Iterator[Block]:
    """What a single item would change by itself, as far as levels in force tell."""
    item = next((one for one in scene.deck.deal_items if one.id == item_id), None)
    if item is None or item.measure is None or item.kind != "pause":
        return
    level = scene.view.value(f"measure.{item.measure}.in_force")
    least = max(0, level - (item.levels or level))
    if least == level:
        return
    then = what_if(scene.view, {f"measure.{item.measure}.in_force": least})
    moves = moved_to(scene, _numbers(scene), then)
    if moves:
        yield Heading("By itself, while it runs")
        yield Moves(moves)
