"""What stands on the table: measures, projects, deals, and what is on its way."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.content.model import Project
from wargame.rules.view import Deal
from wargame.table.panes.tracks import named
from wargame.table.told.options import holding
from wargame.table.told.scene import Scene
from wargame.table.words.gate import fit, width, wrap
from wargame.table.words.rows import ALERT, DIM, HEAD, STRONG, Line, Row, Span, Target, text_row
from wargame.table.words.view_models import Policy, builds, policies
from wargame.table.words.wrap import rounds


def measure_rows(scene: Scene, cells: int, lines: int) -> list[Row]:
    """Standing policies, one's own first: how much of each is in force, and what holds it."""
    rows = sorted(policies(scene.deck, scene.view), key=lambda row: row.seat != scene.me)
    tall = 2 * len(rows) <= lines
    return [_measure_row(scene, row, cells, tall) for row in rows]


def _measure_row(scene: Scene, row: Policy, cells: int, tall: bool) -> Row:
    glyphs = scene.glyphs
    levels = (
        glyphs.on * row.in_force
        + glyphs.work * (row.level - row.in_force)
        + glyphs.off * (row.most - row.level)
    )
    deals = list(holding(scene, row.id))
    note = f"{glyphs.held}deal {deals[0]}" if deals else ""
    if not note and row.in_force < row.level:
        note = "paused"
    side = 8 if note else 0
    tag = scene.mark(row.seat)
    room = cells - width(tag) - 1 - row.most - 1 - 4 - side
    line: Line = (
        Span(f"{tag} ", scene.role(row.seat)),
        Span(named(row.title, row.short, room) + " "),
        Span(levels, scene.role(row.seat)),
        Span(fit(f"{row.in_force}/{row.most}", 4, right=True), STRONG),
        Span(fit(f" {note}", side), ALERT if note else DIM),
    )
    under: Line = (Span(fit(f"{'':{width(tag)}} {row.level_name}", cells), DIM),)
    target = (Target("measure", row.id),)
    return Row((line, under) if tall and row.level_name else (line,), target)


def project_rows(scene: Scene, cells: int, lines: int) -> list[Row]:
    """Projects as chains of stages, one's own first."""
    rows = sorted(builds(scene.deck, scene.view), key=lambda row: row.seat != scene.me)
    tall = 2 * len(rows) <= lines
    found = []
    for row in rows:
        glyphs, tag = scene.glyphs, scene.mark(row.seat)
        chain = glyphs.on * row.stage + (glyphs.work if row.working else "")
        chain += glyphs.off * (row.stages - len(chain))
        if row.working:
            note = f"{row.following} in {row.working}r"
        elif row.stage == row.stages:
            note = "complete"
        else:
            note = row.reached if row.stage else ""
        side = min(18, max(0, cells - 26))
        room = cells - width(tag) - 2 - row.stages - 1 - side
        line: Line = (
            Span(f"{tag} ", scene.role(row.seat)),
            Span(named(row.title, row.short, room) + " "),
            Span(chain, scene.role(row.seat)),
            Span(fit(f" {note}", side + 1), DIM),
        )
        under = stage_words(scene, scene.project(row.id), row.stage, row.working, cells)
        lines_ = (line, under) if tall else (line,)
        found.append(Row(lines_, (Target("project", row.id),)))
    return found


def stage_words(scene: Scene, project: Project, stage: int, working: int, cells: int) -> Line:
    """A project's stages by name, the one in work marked."""
    names = []
    for number, one in enumerate(project.stages, start=1):
        mark = scene.glyphs.on if number <= stage else scene.glyphs.off
        if number == stage + 1 and working:
            mark = scene.glyphs.work
        names.append(f"{mark}{one.title}")
    return (Span(fit(f"    {' '.join(names)}", cells), DIM),)


def deal_rows(scene: Scene, cells: int, _lines: int) -> list[Row]:
    """The package on the table, and the deals in force with the rounds they still run."""
    view, found = scene.view, []
    if scene.deck.deals is None:
        return [text_row("This deck has no deals.", cells, DIM)]
    if view.extending:
        found.append(text_row(f"On the table: to extend deal {view.extending}.", cells, ALERT))
    if view.draft is not None:
        term = f" for {rounds(view.draft.term)}" if view.draft.term else ""
        found.append(text_row(f"On the table, by {scene.mark(view.draft.by)}{term}:", cells, ALERT))
        found += item_rows(scene, view.draft.items, cells)
    for deal in view.deals:
        found.append(_deal_row(scene, deal, cells))
    return found or [text_row("No deal is in force.", cells, DIM)]


def _deal_row(scene: Scene, deal: Deal, cells: int) -> Row:
    last = "ends with this round" if deal.left == 1 else f"{rounds(deal.left)} left"
    more = f", extended {deal.extensions}x" if deal.extensions else ""
    first: Line = (
        Span(fit(f"Deal {deal.slot} ", 7), STRONG),
        Span(fit(f"{last}{more}", cells - 7)),
    )
    under = [line for row in item_rows(scene, deal.items, cells) for line in row.lines]
    return Row((first, *under), (Target("deal", str(deal.slot)),))


def item_rows(scene: Scene, items: Sequence[str], cells: int) -> list[Row]:
    """Who gives what."""
    deals = scene.deck.deals
    givers = {item.id: item.seat for item in deals.items} if deals else {}
    found = []
    for seat, sign in scene.signs.items():
        for item in (item for item in items if givers[item] == seat):
            lines = wrap(scene.titles.items[item], cells, f"{sign.mark} ", "   ")
            found.append(Row(tuple((Span(line, sign.role),) for line in lines)))
    return found


def coming_rows(scene: Scene, cells: int, _lines: int) -> list[Row]:
    """What will happen by itself, soonest first: delayed effects, work, deals, the calendar."""
    view = scene.view
    dated = [
        (one.in_rounds, f"{one.what}{f' ({rounds(one.times)} in a row)' * (one.times > 1)}", "")
        for one in view.pending
    ]
    dated += [
        (one.working, f"{one.title}: {one.following}", one.seat)
        for one in builds(scene.deck, view)
        if one.working
    ]
    dated += [(deal.left, f"deal {deal.slot} runs out", "") for deal in view.deals]
    dated += [
        (number - view.round, f"{review.title} (end of the round)", "")
        for review in scene.deck.reviews
        for number in review.rounds
        if number >= view.round
    ]
    dated.append((scene.deck.rounds.max - view.round, "the last round ends", ""))
    found = []
    for wait, what, seat in sorted(dated, key=lambda one: one[0]):
        when = "now " if wait == 0 else f"in {wait} "
        lines = wrap(what, cells - 5)
        first: Line = (Span(fit(when, 5), DIM), Span(lines[0], scene.role(seat)))
        rest = [(Span("     "), Span(line, scene.role(seat))) for line in lines[1:]]
        found.append(Row((first, *rest)))
    return found


def rival_rows(scene: Scene, cells: int, _lines: int) -> list[Row]:
    """What lies open of the rival's: how many cards, and which it has used."""
    view, rival = scene.view, scene.rival
    sign = scene.signs[rival]
    who = scene.players.get(rival, "")
    found = [text_row(f"{scene.titles.seats[rival]}{f' ({who})' if who else ''}", cells, sign.role)]
    held = f"{view.hand_size(scene.rival)} in hand, {view.pile_size(scene.rival)} to draw"
    found.append(text_row(held, cells))
    for label, cards in (("Discarded", view.discards), ("Out of the game", view.gone)):
        if cards[rival]:
            found.append(Row(((Span(label, HEAD),),)))
            found += [_card_row(scene, card, cells) for card in cards[rival]]
    return found


def _card_row(scene: Scene, card: str, cells: int) -> Row:
    return Row(((Span(fit(scene.titles.cards[card], cells)),),), (Target("card", card),))
