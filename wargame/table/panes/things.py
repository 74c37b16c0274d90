"""One thing on the table in full: a card, a measure, a project, a deal, a number."""

from __future__ import annotations

from wargame.content.model import Card, Measure, Project, Track
from wargame.errors import WargameError
from wargame.rules.asking.describe import Describer
from wargame.table.panes.causes import why_rows
from wargame.table.panes.hand import cost_text
from wargame.table.panes.standing import item_rows
from wargame.table.told.scene import Scene
from wargame.table.words.gate import wrap
from wargame.table.words.rows import ALERT, DIM, HEAD, STRONG, Row, Span, head, text_row
from wargame.table.words.wrap import rounds


def card_rows(scene: Scene, card: Card, cells: int) -> list[Row]:
    """A card as it is printed, its price as it stands, and where it comes from."""
    found = [text_row(card.title, cells, HEAD), text_row(card.text, cells)]
    price = f"Costs {cost_text(scene, card)}" if card.cost else "Free"
    once = "; once in a game" if card.once else ""
    found.append(text_row(f"{price}; {card.worth} capital if discarded{once}.", cells, DIM))
    if card.rival_do:
        found.append(text_row("Discarded for capital, it serves the rival:", cells, ALERT))
        ir = next(one for one in scene.view.rules.program.cards if one.id == card.id)
        said = Describer(scene.view.rules.program).block(ir.rival_do)
        found += [text_row(line, cells, ALERT, "  ", "  ") for line in said]
    return found + _source(scene, card.source, card.as_of, cells)


def _source(scene: Scene, source: str | None, as_of: str | None, cells: int) -> list[Row]:
    if not source:
        return []
    known = {entry.id: entry.title for entry in scene.deck.sources}
    dated = f" ({as_of})" if as_of else ""
    return [text_row(f"Source: {known.get(source, source)}{dated}", cells, DIM)]


def measure_rows(scene: Scene, measure: Measure, cells: int) -> list[Row]:
    """A measure with all its levels, what it does, and why it stands where it stands."""
    view, glyphs = scene.view, scene.glyphs
    level = view.value(f"measure.{measure.id}")
    force = view.value(f"measure.{measure.id}.in_force")
    found = [text_row(f"{scene.mark(measure.seat)} {measure.title}", cells, HEAD)]
    for number in range(measure.max + 1):
        name = measure.levels[number] if number < len(measure.levels) else ""
        here = glyphs.cursor if number == force else " "
        booked = "  (on the books)" if number == level != force else ""
        role = STRONG if number == force else DIM
        found.append(text_row(f"{here} {number} {name}{booked}", cells, role, "", "    "))
    if measure.text:
        found.append(text_row(measure.text, cells))
    found += why_rows(scene, f"measure.{measure.id}", cells)
    return found + _source(scene, measure.source, measure.as_of, cells)


def project_rows(scene: Scene, project: Project, cells: int) -> list[Row]:
    """A project with all its stages, their prices, and their chances as things stand."""
    view, glyphs = scene.view, scene.glyphs
    stage = view.value(f"project.{project.id}")
    working = view.value(f"project.{project.id}.working")
    found = [text_row(f"{scene.mark(project.seat)} {project.title}", cells, HEAD)]
    for number, one in enumerate(project.stages, start=1):
        mark = glyphs.on if number <= stage else glyphs.off
        note = ""
        if number == stage + 1 and working:
            mark, note = glyphs.work, f"; {rounds(working)} of work left"
        cost = ", ".join(f"{amount} {what}" for what, amount in one.cost.items()) or "free"
        work = f", {rounds(one.rounds)} of work" if one.rounds else ""
        pct = one.success_pct
        sure = pct == 100
        now = (
            ""
            if sure
            else f", {pct if isinstance(pct, int) else _pct(scene, pct)} % as things stand"
        )
        text = f"{mark} {one.title}: {cost}{work}{now}{note}"
        found.append(text_row(text, cells, DIM if number <= stage else "", "", "    "))
    if project.lapse and stage < len(project.stages):
        after = rounds(project.lapse.after_rounds)
        found.append(text_row(f"Idle for more than {after}, it may lapse.", cells, DIM))
    if project.text:
        found.append(text_row(project.text, cells))
    found += why_rows(scene, f"project.{project.id}", cells)
    return found + _source(scene, project.source, project.as_of, cells)


def _pct(scene: Scene, text: str) -> str:
    try:
        return str(scene.view.value(text))
    except WargameError:
        return "?"


def deal_rows(scene: Scene, slot: str, cells: int) -> list[Row]:
    """A deal in force, item by item."""
    deal = next((one for one in scene.view.deals if str(one.slot) == slot), None)
    if deal is None:
        return [text_row("This deal has run out.", cells, DIM)]
    found = [head(f"Deal {deal.slot}, {rounds(deal.left)} left", cells)]
    found += item_rows(scene, deal.items, cells)
    items = {item.id: item for item in scene.deck.deals.items} if scene.deck.deals else {}
    for item in deal.items:
        if items[item].text:
            found += [text_row(str(items[item].text), cells, DIM)]
    return found


def number_rows(scene: Scene, name: str, cells: int) -> list[Row]:
    """A number: its range, its bands, what it stands for, and why it is what it is."""
    marker = scene.by_name[name]
    track = next((one for one in scene.deck.tracks if one.id == name.rpartition(".")[2]), None)
    owner = scene.role(marker.owner)
    found = [Row(tuple((Span(line, owner or HEAD),) for line in wrap(scene.label(name), cells)))]
    value = f"{marker.value} {marker.unit}".strip()
    span = "" if marker.is_purse and marker.least < 0 else f", of {marker.least} to {marker.most}"
    band = f": {marker.band}" if marker.band else ""
    liked = {"up": "; more is better for its owner", "down": "; less is better for its owner"}
    found.append(text_row(f"{value}{span}{band}{liked.get(marker.better, '')}.", cells, STRONG))
    if track is not None and track.text:
        found.append(text_row(track.text, cells))
    if track is not None:
        found += _bands(track, cells)
    return found + why_rows(scene, name, cells)


def _bands(track: Track, cells: int) -> list[Row]:
    named = [f"{one.name} from {one.at}" for one in track.bands]
    return [text_row(", ".join(named), cells, DIM)] if named else []
