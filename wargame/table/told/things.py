"""One thing on the table in full: a card, a measure, a project, a deal, a number, an agenda."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wargame.errors import UsageError, sentence_case
from wargame.rules.amounts import rounds
from wargame.rules.asking import evaluate
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.explain import changes_now
from wargame.rules.asking.nouns import describe_action
from wargame.rules.ir import CardIR
from wargame.table.told.bargain import given
from wargame.table.told.blocks import Block, Heading, Mark, Point, Points, Text, Under
from wargame.table.told.causes import explained, moved_last
from wargame.table.told.lapse import left
from wargame.table.told.lookup import find_numbers, find_titled
from wargame.table.told.prices import held_row, price_words
from wargame.table.told.ruled import ruled
from wargame.table.told.scene import Scene
from wargame.table.told.so_far import number_so_far
from wargame.table.told.works import chance, completed, takes
from wargame.table.words.rows import ALERT, DIM, STRONG

if TYPE_CHECKING:
    from wargame.content.model import Card, Project, SeatAction, Track

LIKED = {"up": "; more is better", "down": "; less is better"}
HIDDEN = "Its owner alone sees what moves it in secret; everybody learns it at the end."


def card(scene: Scene, asked: str) -> Iterator[Block]:
    """A card as it is printed, its price as it stands, and where it comes from.

    Raises:
        UsageError: There is none.
    """
    found = find_titled("card", scene.deck.cards, asked)
    yield Heading(found.title)
    yield Text(found.text)
    yield Text(f"{card_terms(scene, found)}.", DIM)
    if found.tags:
        yield Text(f"Marked: {', '.join(found.tags)}.", DIM)
    if found.rival_do:
        yield Text("Discarded for capital, it serves the rival:", ALERT)
        program = scene.view.rules.program
        rows = [one for one in program.cards if one.id == found.id and not one.is_foreign]
        ir = next((one for one in rows if one.seat == scene.view.number), rows[0])
        yield Under(ruled(scene, Describer(program).block(ir.rival_do), ALERT))
    if found.flavour is not None:
        cited = found.flavour.source
        of = f" ({_cited(scene, cited)})" if cited not in (None, found.source) else ""
        yield Text(f"{found.flavour.text}{of}", DIM)
    yield from _source(scene, found.source, found.as_of)


def card_terms(scene: Scene, found: Card) -> str:
    """What a card costs as things stand, and what it brings if discarded."""
    ir = held_row(scene.view, found.id)
    if ir.is_foreign:
        happens = ", and it happens for them" if ir.rival_do else ""
        whose = scene.titles.seats[found.seat]
        return f"Of {whose}; brings {found.worth} capital if discarded{happens}{_lasts(ir)}"
    price = "; ".join((price_words(scene.view, ir.act.price), *changes_now(ir, scene.view)))
    if ir.response is not None:
        answer = f"{price_words(scene.view, ir.response.act.price)} as an answer"
        price = answer if ir.is_answer else f"{price}; {answer}"
    once = "; once in a game" if found.once else ""
    discarded = f"brings {found.worth} capital if discarded"
    return f"{sentence_case(price)}; {discarded}{once}{_lasts(ir)}"


def _lasts(card: CardIR) -> str:
    """Up to when a card stays in the game, if not throughout."""
    return f"; leaves the game after round {card.last}" if card.last else ""


def _source(scene: Scene, source: str | None, as_of: str | None) -> Iterator[Block]:
    if source:
        dated = f" ({as_of})" if as_of else ""
        yield Text(f"Source: {_cited(scene, source)}{dated}", DIM)


def _cited(scene: Scene, source: str | None) -> str:
    """What a source is called."""
    known = {entry.id: entry.title for entry in scene.deck.sources}
    return known.get(source or "", source or "")


def measure(scene: Scene, asked: str) -> Iterator[Block]:
    """A measure with all its levels, what it does, and why it stands where it stands.

    Raises:
        UsageError: There is none.
    """
    found = find_titled("measure", scene.deck.measures, asked)
    level = scene.view.value(f"measure.{found.id}")
    force = scene.view.value(f"measure.{found.id}.in_force")
    yield Heading(found.title, seat=found.seat)
    points = []
    for number in range(found.max + 1):
        name = found.levels[number] if number < len(found.levels) else ""
        booked = " (on the books)" if number == level != force else ""
        here: Mark = "here" if number == force else ""
        points.append(Point(f"{number} {name}{booked}", mark=here, role=STRONG if here else DIM))
    yield Points(points)
    if found.text:
        yield Text(found.text)
    yield from explained(scene, moved_last(scene, f"measure.{found.id}"))
    yield from _source(scene, found.source, found.as_of)


def project(scene: Scene, asked: str) -> Iterator[Block]:
    """A project with all its stages, their prices, and their chances as things stand.

    Raises:
        UsageError: There is none.
    """
    found = find_titled("project", scene.deck.projects, asked)
    stage = scene.view.value(f"project.{found.id}")
    yield Heading(found.title, seat=found.seat)
    yield Points([_stage(scene, found, number) for number in range(1, len(found.stages) + 1)])
    if stage < len(found.stages) and not scene.view.is_over:
        yield Text(f"{_complete(scene, found.id)}.", DIM)
    if found.lapse and stage < len(found.stages):
        yield Text(f"Idle for more than {rounds(found.lapse.after_rounds)}, it may lapse.", DIM)
    if found.text:
        yield Text(found.text)
    yield from explained(scene, f"project.{found.id}")
    yield from _source(scene, found.source, found.as_of)


def _complete(scene: Scene, project: str) -> str:
    """When a project would be complete at the earliest, and how likely; or that it cannot be."""
    on = completed(scene.view, project)
    if on > scene.last_round:
        return "Stage by stage it cannot be complete before the game ends"
    when = "this round" if on == scene.view.round else f"in {scene.titles.round(on)}"
    return f"Complete {when} at the earliest, {chance(scene.view, project)} % if nothing changes"


def _stage(scene: Scene, found: Project, number: int) -> Point:
    reached = scene.view.value(f"project.{found.id}")
    working = scene.view.value(f"project.{found.id}.working")
    one = found.stages[number - 1]
    program = scene.view.rules.program
    stage = next(each for each in program.projects if each.id == found.id).stages[number - 1]
    cost = price_words(scene.view, stage.act.price).removeprefix("costs ")
    lasts = takes(scene.view, stage)
    work = f", {rounds(lasts)} of work" if lasts else ""
    pct = evaluate.number(stage.success_pct, scene.view.read)
    odds = "" if pct == 100 else f", {pct} % as things stand"
    in_work = number == reached + 1 and working
    left = f"; {rounds(working)} of work left" if in_work else ""
    mark: Mark = "done" if number <= reached else "work" if in_work else "ahead"
    role = DIM if number <= reached else ""
    return Point(f"{one.title}: {cost}{work}{odds}{left}", mark=mark, role=role)


def action(scene: Scene, asked: str) -> Iterator[Block]:
    """An action of a seat: what it does, its price as it stands, and how often it was taken.

    Raises:
        UsageError: There is none.
    """
    found = find_titled("action", scene.deck.actions, asked)
    program = scene.view.rules.program
    ir = next(one for one in program.actions if one.id == found.id)
    yield Heading(found.title, seat=found.seat)
    if found.text:
        yield Text(found.text)
    yield Text(f"{action_terms(scene, found)}.", DIM)
    yield Under(ruled(scene, describe_action(Describer(program), ir), DIM))
    yield from _source(scene, found.source, found.as_of)


def action_terms(scene: Scene, found: SeatAction) -> str:
    """What an action costs as things stand, and how often it may still be taken."""
    ir = next(one for one in scene.view.rules.program.actions if one.id == found.id)
    price = price_words(scene.view, ir.act.price)
    limits = ((ir.used, ir.per_round, "this round"), (ir.total, ir.per_game, "in this game"))
    left = [
        f"; {most - scene.view.read(count)} of {most} left {span}"
        for count, most, span in limits
        if most
    ]
    return f"{sentence_case(price)}{''.join(left)}"


def deal(scene: Scene, slot: str) -> Iterator[Block]:
    """A deal in force, item by item."""
    found = next((one for one in scene.view.deals if str(one.slot) == slot), None)
    if found is None:
        yield Text("There is no such deal; deals go by their numbers.", DIM)
        return
    yield Heading(f"{scene.titles.deal(found)}, {left(scene.view, found, scene.last_begun)}")
    yield Points(given(scene, found.items))
    items = {item.id: item for item in scene.deck.deal_items}
    for one in found.items:
        performs = items[one].performs
        said = [items[one].text, performs.text if performs else None]
        yield from (Text(text, DIM) for text in said if text)


def number(scene: Scene, asked: str) -> Iterator[Block]:
    """A number: its range, its bands, what it stands for, and why it is what it is.

    Raises:
        UsageError: There is none.
    """
    listed = [name for name in find_numbers(scene, asked) if name in scene.by_name]
    if not listed:
        raise UsageError(f"'{asked[:60]}' is no number of the board; try: measure, project, front")
    for name in listed:
        yield from _number(scene, name)


def _number(scene: Scene, name: str) -> Iterator[Block]:
    marker = scene.by_name[name]
    track = next((one for one in scene.deck.tracks if one.id == name.rpartition(".")[2]), None)
    yield Heading(scene.titles.numbers[name], seat=marker.owner)
    is_bare = marker.holder or (marker.is_purse and marker.least < 0)
    span = "" if is_bare else f", of {marker.least} to {marker.most}"
    band = f": {marker.band}" if marker.band else ""
    liked = LIKED.get(marker.better, "")
    owned = " for its owner" if liked and name.partition(".")[0] in scene.titles.seats else ""
    yield Text(f"{marker.said}{span}{band}{liked}{owned}.", STRONG)
    if track is not None and track.seen_by == "owner":
        yield Text(HIDDEN)
    if track is not None and track.text:
        yield Text(track.text)
    if track is not None:
        yield from _bands(track)
    yield from number_so_far(scene, name)
    yield from explained(scene, name)


def _bands(track: Track) -> Iterator[Block]:
    if track.bands:
        yield Text(", ".join(f"{one.name} from {one.at}" for one in track.bands), DIM)


def agenda(scene: Scene, asked: str) -> Iterator[Block]:
    """An agenda as it is printed.

    Raises:
        UsageError: There is none.
    """
    found = find_titled("agenda", scene.deck.agendas, asked)
    yield Heading(found.title)
    yield Text(found.text)
