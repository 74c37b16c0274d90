"""What lies open on the table, and one's own hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wargame.players.people import called
from wargame.rules.amounts import counted, listed, rounds
from wargame.rules.ir import Read
from wargame.rules.verbs import ACT
from wargame.table.told.bargain import deals
from wargame.table.told.blocks import (
    LEAD,
    Block,
    Charts,
    Heading,
    Markers,
    Passage,
    Point,
    Points,
    Text,
)
from wargame.table.told.fronts import fronts
from wargame.table.told.overlay import asked_axes, drawable, overlaid
from wargame.table.told.people import across
from wargame.table.told.scene import Scene
from wargame.table.told.so_far import chart_so_far, points_so_far
from wargame.table.told.things import action_terms, card_terms
from wargame.table.told.winning import blame
from wargame.table.words.gate import stopped
from wargame.table.words.rows import DIM, Target
from wargame.table.words.view_models import Build, Marker, Policy, builds, hand, policies

if TYPE_CHECKING:
    from wargame.content.model import Card, SeatAction

AT_ZERO = "Measures at level 0 (measures tells their levels)"
NOT_BEGUN = "Projects not begun (projects tells their stages)"
NOTHING_MOVED = "Nothing has moved yet."
LONG_BOARD = 12
"""Numbers of a board above which only those that moved are shown again each round."""


def board(scene: Scene, asked: str = "") -> Iterator[Block]:
    """Numbers, policies, projects and deals; `all` shows the workings too."""
    rows = scene.markers if asked == "all" else scene.listed
    yield from _fronts(scene)
    yield from _numbers(scene, rows)
    yield from left_out(scene, rows)
    yield from measures(scene)
    yield from projects(scene)
    yield from _deals(scene)


def _fronts(scene: Scene) -> Iterator[Block]:
    if scene.deck.fronts:
        yield Heading("Fronts")
        yield from fronts(scene)


def _deals(scene: Scene) -> Iterator[Block]:
    if scene.deck.deals is not None:
        yield Heading("Deals")
        yield from deals(scene)


def board_in_short(scene: Scene) -> Iterator[Block]:
    """The board as it is shown unasked: of a long one that has been seen only what has moved, and
    before that only the names of what is at level 0 or not begun."""
    if len(scene.listed) <= LONG_BOARD:
        yield from board(scene)
        return
    if not scene.before:
        yield from _fronts(scene)
        yield from _of("Shared", scene, scene.listed, "")
        yield from tracks(scene)
        yield from _parties_in_short(scene)
        yield from left_out(scene, scene.listed)
        yield from measures(scene, "begun")
        yield from projects(scene, "begun")
        yield from _at_rest(scene)
        yield from _deals(scene)
        return
    before = scene.before
    moved = [
        row for row in scene.listed if row.is_purse or before.get(row.name, row.value) != row.value
    ]
    yield from _fronts(scene)
    yield Heading("What has moved since (board shows the rest)")
    yield from _numbers(scene, moved)
    yield from measures(scene, "begun")
    yield from projects(scene, "begun")
    if scene.view.deals:
        yield from _deals(scene)


def _at_rest(scene: Scene) -> Iterator[Block]:
    """The measures at level 0 and the projects that are not begun, by their names alone."""
    idle = [(one.seat, one.title) for one in policies(scene.deck, scene.view) if not one.level]
    waiting = [
        (one.seat, one.title)
        for one in builds(scene.deck, scene.view)
        if not (one.stage or one.working)
    ]
    for title, rows in ((AT_ZERO, idle), (NOT_BEGUN, waiting)):
        by_seat = {seat: [one for who, one in rows if who == seat] for seat in scene.titles.seats}
        points = [
            Point(listed(by_seat[seat]), seat=seat)
            for seat in (scene.me, scene.rival)
            if by_seat[seat]
        ]
        if points:
            yield Heading(title)
            yield Points(points)


def left_out(scene: Scene, rows: Sequence[Marker]) -> Iterator[Block]:
    """How many numbers the deck puts aside."""
    count = len(scene.markers) - len(rows)
    if count:
        words = (
            "1 working is left out (board all shows it)"
            if count == 1
            else f"{count} workings are left out (board all shows them)"
        )
        yield Text(f"{words}.", DIM)


def _numbers(scene: Scene, rows: Sequence[Marker]) -> Iterator[Block]:
    yield from _of("Shared", scene, rows, "")
    yield from tracks(scene, rows=rows)
    yield from _parties(scene, rows)


def tracks(scene: Scene, _asked: str = "", rows: Sequence[Marker] | None = None) -> Iterator[Block]:
    """Numbers of the seats, one's own first."""
    for seat in (scene.me, scene.rival):
        whose = "you" if seat == scene.me and scene.shows_hand else ""
        whose = whose or ("your rival" if scene.shows_hand else "")
        title = f"{scene.titles.seats[seat]}{f' ({whose})' if whose else ''}"
        yield from _of(title, scene, scene.listed if rows is None else rows, seat)


def common(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """Shared numbers, then each party's, where a deck has some."""
    shared = _of("Shared", scene, scene.listed, "")
    found = [*shared, *_parties(scene, scene.listed)]
    yield from found or [Text("This deck has no shared numbers.", DIM)]


def _parties(scene: Scene, rows: Sequence[Marker]) -> Iterator[Block]:
    for party in scene.deck.parties:
        yield from _of(party.title, scene, rows, party.id)


def _parties_in_short(scene: Scene) -> Iterator[Block]:
    """The same, first in one line each the parties that have but one number."""
    parties = scene.deck.parties
    rows = {one.id: [row for row in scene.listed if row.owner == one.id] for one in parties}
    short = [one for one in parties if len(rows[one.id]) == 1]
    if short:
        yield Heading("Parties")
        yield Points([_in_a_line(one.title, rows[one.id][0]) for one in short])
    for party in parties:
        if party not in short:
            yield from _of(party.title, scene, rows[party.id], party.id)


def _in_a_line(title: str, row: Marker) -> Point:
    return Point(f"{title}: {row.title} {row.said}{f', {row.band}' if row.band else ''}")


def _of(title: str, scene: Scene, rows: Sequence[Marker], owner: str) -> Iterator[Block]:
    owned = [row for row in rows if row.owner == owner]
    if owned:
        yield Heading(title)
        yield Markers(owned, scene.before)


def measures(scene: Scene, asked: str = "") -> Iterator[Block]:
    """Standing policies and what of them is paused; those above level 0 if only `begun`."""
    rows = in_order(scene, policies(scene.deck, scene.view))
    rows = [row for row in rows if row.level or asked != "begun"]
    if rows:
        yield Heading("Measures")
        yield Points([_policy(row) for row in rows])
    staying = [_staying(scene, *one) for one in scene.view.in_effect.items()]
    if staying:
        yield Heading("Cards in effect")
        yield Points(staying)


def all_measures(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """The same of all measures, or that there are none."""
    found = list(measures(scene))
    yield from found or [Text("This deck has no measures.", DIM)]


def in_order(scene: Scene, rows: Sequence[Policy]) -> list[Policy]:
    """Policies in force first, then the paused, then those at rest; one's own first of each."""

    def place(row: Policy) -> tuple[bool, bool, bool]:
        return not row.in_force, not row.level, row.seat != scene.me

    return sorted(rows, key=place)


def in_progress(scene: Scene, rows: Sequence[Build]) -> list[Build]:
    """Projects at work first, then those that wait, then those not begun; one's own first."""

    def place(row: Build) -> tuple[bool, bool, bool]:
        return not row.working, not row.stage, row.seat != scene.me

    return sorted(rows, key=place)


def _staying(scene: Scene, name: str, left: int) -> Point:
    card = scene.card(name)
    said = f"{card.title}: {effect_span(scene, left)}"
    return Point(said, seat=card.seat, target=Target("card", name))


def effect_span(scene: Scene, left: int) -> str:
    """For how long a card is in effect: '2 rounds more' behind this one; 'to the end'."""
    last = scene.last_round - scene.view.round + 1
    if left >= last:
        return "to the end"
    return f"{rounds(left - 1)} more" if left > 1 else "last round"


def _policy(row: Policy) -> Point:
    said = f"{row.title}, level {row.level} of {row.most}"
    if row.in_force != row.level:
        said += f", {row.in_force} in force and the rest paused"
    said += f": {row.level_name}" if row.level_name else ""
    return Point(said, seat=row.seat, target=Target("measure", row.id))


def projects(scene: Scene, asked: str = "") -> Iterator[Block]:
    """The projects and how far they are; those under way if only `begun`."""
    rows = in_progress(scene, builds(scene.deck, scene.view))
    rows = [row for row in rows if row.stage or row.working or asked != "begun"]
    if rows:
        yield Heading("Projects")
        yield Points([_build(row) for row in rows])


def all_projects(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """The same of all projects, or that there are none."""
    found = list(projects(scene))
    yield from found or [Text("This deck has no projects.", DIM)]


def _build(row: Build) -> Point:
    said = f"{row.title}: {row.reached}, {row.stage} of {row.stages}"
    if row.working:
        said += f"; at work on '{row.following}', {rounds(row.working)} left"
    elif row.following:
        said += f"; next: {row.following}"
    return Point(said, seat=row.seat, target=Target("project", row.id))


def cards(scene: Scene, asked: str = "") -> Iterator[Block]:
    """One's own hand as it is printed, and one's agenda; what else one may do, unless `again`."""
    if not scene.shows_hand:
        yield Text("Hands stay closed while this game is being played.", DIM)
        return
    held = hand(scene.deck, scene.view)
    yield Heading("Your hand" if held else "Your hand is empty.")
    yield from (_card(scene, one) for one in held)
    if asked != "again":
        yield from actions(scene)
    for one in scene.deck.agendas:
        if one.id == scene.view.agenda:
            yield Text(f"Your agenda, {one.title}: {one.text}")
    coming = scene.view.next_cards
    if coming:
        yield Text(
            stopped(f"Next from the pile: {', '.join(scene.titles.cards[one] for one in coming)}")
        )
    count = scene.view.hand_size(scene.rival)
    yield Text(f"{scene.titles.seats[scene.rival]} holds {counted(count, 'card')}.")


def actions(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """What a seat may do besides its cards, its measures and its projects."""
    own = [one for one in scene.deck.actions if one.seat == scene.me]
    if own:
        yield Heading("Actions")
        yield from (_action(scene, one) for one in own)


def _action(scene: Scene, action: SeatAction) -> Passage:
    terms = action_terms(scene, action)
    said = f"{action.title}: {terms[0].lower()}{terms[1:]}"
    text = [Text(action.text)] if action.text else []
    return Passage(said, text, Target("action", action.id), typed=f"{ACT} {action.id}")


def _card(scene: Scene, card: Card) -> Passage:
    terms = card_terms(scene, card)
    said = f"{card.title}: {terms[0].lower()}{terms[1:]}"
    return Passage(said, [Text(card.text)], Target("card", card.id), typed=card.id)


def rival(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """What lies open of the rival's cards: how many, and which it has used."""
    view, seat = scene.view, scene.rival
    sitting = list(across(scene))  # names the side too
    if not sitting:
        who = called(scene.deck, scene.players.get(seat, ""))
        said = f"{scene.titles.seats[seat]}{f' ({who})' if who else ''}"
        yield Text(said, scene.role(seat))
    yield from sitting
    capital = scene.by_name[f"{seat}.capital"]
    holds = f"{view.hand_size(seat)} in hand, {view.pile_size(seat)} to draw"
    yield Text(holds if capital.is_hidden else f"{holds}, capital {capital.value}")
    yield from blame(scene)
    yield from _under_way(scene, seat)
    shown = [one for one in scene.deck.agendas if one.id in view.agenda_candidates[seat]]
    if shown:
        yield Heading("Its agenda" if len(shown) == 1 else "Keeps one of these agendas")
        yield from (Text(f"{one.title}: {one.text}") for one in shown)
    known = ("Known to be in hand", view.known_cards(seat))
    discards, gone = ("Discarded", view.discards[seat]), ("Out of the game", view.gone[seat])
    for label, used in (known, discards, gone):
        if used:
            yield Heading(label)
            yield Points(
                [Point(scene.titles.cards[card], target=Target("card", card)) for card in used]
            )


def _under_way(scene: Scene, seat: str) -> Iterator[Block]:
    """What a seat has on the books and at work."""
    standing = [row for row in policies(scene.deck, scene.view) if row.seat == seat and row.level]
    if standing:
        yield Heading("On its books")
        yield Points([replace(_policy(row), seat="") for row in standing])
    built = [row for row in builds(scene.deck, scene.view) if row.seat == seat and row.stage]
    if built:
        yield Heading("Builds")
        yield Points([replace(_build(row), seat="") for row in built])


def _so_far(scene: Scene, row: Marker) -> list[int]:
    """A number at the start of each round and now; setting up is no round of its own."""
    values, number = scene.went(row), scene.played
    return values[-number - 1 :] if number else values


def course(scene: Scene, asked: str = "") -> Iterator[Block]:
    """How the lead of a contest went as a chart, or points at a seminar table; then the others.

    Args:
        asked: One number or two, with a comma between, to be drawn on one chart alone.
    """
    if asked:
        chosen = list(overlaid(scene, asked_axes(scene, asked)))
        yield from chosen or [Text(NOTHING_MOVED, DIM)]
        return
    rows = [(row, _so_far(scene, row)) for row in drawable(scene)]
    moved = [(row, values) for row, values in rows if len(set(values)) > 1]
    contest = scene.view.rules.program.contest
    name = contest.lead.name.text if contest and isinstance(contest.lead, Read) else ""
    # A lesson or a puzzle begins in some later round, and nothing is known of those before.
    leads = [one for one in moved if one[0].name == name and len(one[1]) > scene.played > 0]
    for row, values in leads:
        first, second = map(scene.mark, scene.titles.seats)
        yield Heading(row.title, legend=f"{first} up, {second} down")
        yield chart_so_far(scene, LEAD, {"": values}, scene.played)
    yield from points_so_far(scene)
    others = [one for one in moved if one not in leads]
    if others:
        yield Charts(others)
    elif not moved:
        yield Text(NOTHING_MOVED, DIM)
