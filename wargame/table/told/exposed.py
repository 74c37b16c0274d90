"""What the rival can do next where one is weakest, from what everybody can see."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wargame.dataclass import dataclass
from wargame.rules.asking import evaluate
from wargame.rules.asking.preview import one_level_more
from wargame.rules.ir import Ability, MeasureIR
from wargame.rules.verbs import TIGHTEN
from wargame.table.told.blocks import Block, Heading, Moved, Moves, Passage, Point, Points, Text
from wargame.table.told.follows import moved_to
from wargame.table.told.instruments import StoreNow, gone_in, homes, stores
from wargame.table.told.options import holding
from wargame.table.told.prices import price_words
from wargame.table.told.scene import Scene
from wargame.table.words.gate import stopped
from wargame.table.words.rows import DIM, Target

MOST = 6
"""Numbers that a threat tells of."""


@dataclass(frozen=True, slots=True)
class Threat:
    """One more level of a measure of the rival, and what it would come to.

    Attributes:
        measure: Its id.
        level: The level now.
        price: What it costs, as `2 capital, 1 stock`, or `free`.
        bar: Why it cannot be done next, or "".
        moves: Numbers of one's own that it would move at once; the worst first.
        recoil: Numbers of the rival that it would make worse.
        gain: Numbers of the rival that it would make better.
        said: What runs out then and when, or "".
        weight: How much it hurts, for the order.
    """

    measure: str
    level: int
    price: str
    bar: str
    moves: tuple[Moved, ...]
    recoil: tuple[Moved, ...]
    gain: tuple[Moved, ...]
    said: str
    weight: float


def threats(scene: Scene) -> list[Threat]:
    """Each of the rival's measures that can go a level up, by what hurts most."""
    rows = scene.view.rules.program.measures
    rival = scene.view.rules.seat_number(scene.rival)
    found = [
        threat
        for place, row in enumerate(rows)
        if row.seat == rival and (act := row.verbs.get(TIGHTEN.word)) is not None
        for threat in _threat(scene, place, row, act)
    ]
    return sorted(found, key=lambda one: (bool(one.bar), -one.weight))


def _threat(scene: Scene, place: int, row: MeasureIR, act: Ability) -> Iterator[Threat]:
    view, name = scene.view, f"measure.{row.id}"
    level = view.value(name)
    if level >= row.max:
        return
    then = one_level_more(view, place)
    moves = moved_to(scene, _watched(scene, scene.me), then)
    theirs = moved_to(scene, _watched(scene, scene.rival), then)
    recoil = tuple(one for one in theirs if _share(scene, one) >= 0)
    gain = tuple(one for one in theirs if _share(scene, one) < 0)
    said, worse = _run_out(scene, then)
    weight = worse + sum(_share(scene, one) for one in moves)
    moves.sort(key=lambda one: -_share(scene, one))
    price, bar = price_words(view, act.price).removeprefix("costs "), _bar(scene, row, act)
    mine = tuple(moves[:MOST])
    yield Threat(row.id, level, price, bar, mine, recoil[:MOST], gain[:MOST], said, weight)


def _bar(scene: Scene, row: MeasureIR, act: Ability) -> str:
    """Why a level cannot be added next, as far as everybody can see."""
    view = scene.view
    deals = list(holding(scene, row.id))
    if deals:
        return f"held by deal {deals[0]}"
    for clause in act.needs:
        is_known = all(map(view.sees, evaluate.names_in(clause.cond)))
        if is_known and not evaluate.truth(clause.cond, view.read):
            return "its terms are not met"
    for part in act.price:
        name, amount, _ = part
        if view.sees(name) and evaluate.number(amount, view.read) > view.read(name):
            return f"{price_words(view, (part,))}, has {view.read(name)}"
    return ""


def _watched(scene: Scene, seat: str) -> list[str]:
    """Numbers of a seat that people watch and that are computed; all its computed ones without."""
    formulas = scene.view.rules.formulas
    plan = scene.deck.board
    if plan is None:
        return [row.name for row in scene.listed if row.owner == seat and row.name in formulas]
    names = [one.outlook or one.number for one in plan.homes if one.seat == seat]
    names += [one.drain for one in plan.stores if one.drain and one.number.startswith(f"{seat}.")]
    names += [one.number for one in (*plan.chains, *plan.stores)]
    own = [name for name in names if name.startswith(f"{seat}.") and name in formulas]
    return list(dict.fromkeys(own))


def _share(scene: Scene, one: Moved) -> float:
    """How much worse a number would be, as a part of its range; below 0 if it is better."""
    marker = scene.by_name.get(one.name)
    if marker is None or marker.better == "neither":
        return 0
    worse = one.new - one.old if marker.better == "down" else one.old - one.new
    return worse / max(1, min(100, marker.most - marker.least))


def _run_out(scene: Scene, then: Callable[[str], int]) -> tuple[str, float]:
    """What would run out sooner, and how bad that is."""
    plan = scene.deck.board
    drains = {one.number: one.drain for one in plan.stores} if plan else {}
    for store in stores(scene):
        drain = drains.get(store.gauge.name)
        left = store.gauge.marker.value - store.gauge.marker.least
        is_mine = store.gauge.marker.owner == scene.me and left > 0
        more = then(drain) - scene.view.value(drain) if drain and is_mine else 0
        if more > 0:
            lasts = gone_in(store.then - more, store.gauge.marker.least, store.later + more)
            if lasts and (not store.lasts or lasts < store.lasts):
                return f"{_ends(store)} in {lasts}{_before(store)}", 1 / max(1, lasts)
    return "", 0


def _ends(store: StoreNow) -> str:
    """What happens when a store is empty."""
    return store.gauge.coming.title if store.gauge.coming else f"{store.gauge.title} gone"


def _before(store: StoreNow) -> str:
    return f", not in {store.lasts}" if store.lasts else ""


def exposed(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """What the rival can do next where one is weakest, and which of its cards are known."""
    if scene.view.is_over:
        yield Text("The game is over: nothing more comes.", DIM)
        return
    yield from _weakest(scene)
    found = threats(scene)
    who = scene.titles.seats[scene.rival]
    if found:
        yield Heading(f"One level more by {who}", seat=scene.rival)
    for one in found:
        yield _told(scene, one)
    known = scene.view.known_cards(scene.rival)
    if known:
        yield Heading("Known to be in hand", seat=scene.rival)
        yield Points(
            [Point(scene.titles.cards[card], target=Target("card", card)) for card in known]
        )
    if not found and not known:
        yield Text(f"Nothing that {who} could tighten is in sight.", DIM)


def _weakest(scene: Scene) -> Iterator[Block]:
    """Where one's own numbers are near a mark, or past it."""
    watched = [one.gauge for one in homes(scene)] + [one.gauge for one in stores(scene)]
    own = [one for one in watched if one.is_alarming and one.marker.owner == scene.me]
    if own:
        said = "; ".join(f"{one.title} {one.marker.said}, {one.said}" for one in own)
        yield Text(stopped(f"Where you are weakest: {said}"))


def _told(scene: Scene, one: Threat) -> Passage:
    title = scene.titles.measures[one.measure]
    why = f" ({one.bar})" if one.bar else f", {one.price}"
    said = f"{title} {one.level}{scene.glyphs.arrow}{one.level + 1}{why}"
    said += f": {one.said}" if one.said else ""
    blocks: list[Block] = []
    if one.moves:
        blocks.append(Moves(one.moves))
    if one.recoil:
        blocks.append(Moves(one.recoil, "It recoils"))
    if one.gain:
        blocks.append(Moves(one.gain, "It gains"))
    role = DIM if one.bar else ""
    target = Target("measure", one.measure)
    return Passage(said, blocks, target, seat=scene.rival, role=role)
