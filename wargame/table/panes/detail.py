"""The pane of attention: one thing in full, what may be done with it, and what would follow."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.content.model import Card, Measure, Project, Track
from wargame.errors import WargameError
from wargame.rules.describe import Describer
from wargame.rules.preview import Change, Effects, Preview
from wargame.rules.why import Cause
from wargame.table.gate import clip, wrap
from wargame.table.options import Option, is_question, options
from wargame.table.panes.hand import cost_text
from wargame.table.panes.logs import entry_rows, moved, news_rows
from wargame.table.panes.standing import item_rows
from wargame.table.rows import (
    ALERT,
    BETTER,
    DIM,
    HEAD,
    STRONG,
    Line,
    Row,
    Span,
    Target,
    blank,
    head,
    text_row,
)
from wargame.table.scene import Scene
from wargame.table.wrap import rounds


def detail_rows(scene: Scene, target: Target | None, chosen: str, cells: int) -> list[Row]:
    """Everything about a target.

    Args:
        chosen: The option whose consequences are shown; the first legal one if empty.
    """
    found = about(scene, target, cells)
    listed = options(scene, target)
    if not listed:
        return found
    shown = next((one for one in listed if one.text == chosen), None) or next(
        (one for one in listed if one.is_legal), listed[0]
    )
    if target is not None and target.kind in ("card", "question"):  # printed text comes first
        return [*found, blank(), *_option_rows(scene, listed, cells), *_then(scene, shown, cells)]
    return [*found[:1], *_option_rows(scene, listed, cells), *_then(scene, shown, cells),
            *([blank(), *found[1:]] if found[1:] else [])]  # fmt: skip


def _option_rows(scene: Scene, listed: Iterable[Option], cells: int) -> list[Row]:
    found = []
    for one in listed:
        if one.is_legal:
            lines = wrap(one.title, cells, f"{scene.glyphs.yes} ", "  ")
            spans = tuple((Span(line, STRONG),) for line in lines)
        else:
            spans = tuple(
                (Span(line, DIM),) for line in wrap(one.title, cells, f"{scene.glyphs.no} ", "  ")
            )
            spans += tuple((Span(line, DIM),) for line in wrap(one.reason, cells, "    ", "    "))
        kind = "option" if one.is_legal else "refused"
        found.append(Row(spans, (Target(kind, one.text),)))
    return found


def _then(scene: Scene, option: Option, cells: int) -> list[Row]:
    """What an option would do, as far as the seat can know."""
    if not option.is_legal:
        return []
    try:
        found = scene.view.game.preview(scene.view, option.text)
    except WargameError as error:
        return [text_row(str(error), cells, DIM)]
    verb, _, name = option.text.partition(" ")
    if verb == "keep":
        return [blank(), *about(scene, Target("agenda", name), cells)]
    return [head(f"If you do: {option.title}", cells), *preview_rows(scene, found, cells)]


def preview_rows(scene: Scene, found: Preview, cells: int) -> list[Row]:
    """Price, what happens at once, later and by luck; a number per line."""
    rows: list[Row] = []
    if found.price:
        rows.append(Row(tuple(_moves(scene, found.price, cells, "pay "))))
    if found.if_accepted:
        rows.append(text_row("If the rival accepts:", cells, DIM))
    effects = effect_rows(scene, found.effects, cells, 0)
    return rows + (effects or [text_row("Nothing changes at once.", cells, DIM)])


def effect_rows(scene: Scene, effects: Effects, cells: int, depth: int) -> list[Row]:
    """Effects; what hangs on luck further in."""
    pad = "  " * depth
    rows = [Row((line,)) for line in _moves(scene, _netted(effects.changes), cells, f"{pad}")]
    for promise in effects.promises:
        times = f", {rounds(promise.times)} in a row" if promise.times > 1 else ""
        rows.append(text_row(f"In {rounds(promise.in_rounds)}{times}:", cells, DIM, pad, pad))
        if promise.changes:
            rows += [Row((line,)) for line in _moves(scene, promise.changes, cells, f"{pad}  ")]
        else:
            rows += [text_row(word, cells, "", f"{pad}  ", f"{pad}  ") for word in promise.words]
    for odds in effects.odds:
        pct = 100 * odds.weight // odds.total
        said = f"{pct} % ({odds.weight} in {odds.total}): {odds.title}"
        rows.append(text_row(said, cells, STRONG, pad, f"{pad}  "))
        rows += effect_rows(scene, odds.then, cells, depth + 1)
    if effects.question:
        rows.append(text_row(f"Then: {effects.question}", cells, "", pad, f"{pad}  "))
    return rows


def _netted(changes: Iterable[Change]) -> list[Change]:
    """One change per number, from first to last; what is not for people's eyes left out."""
    found: dict[str, Change] = {}
    for one in changes:
        if one.name.endswith((".age", ".working")) or one.name.startswith("game."):
            continue
        first = found.get(one.name)
        old = first.old if first else one.old
        found[one.name] = Change(one.name, one.title, old, one.new, one.wanted, one.cause)
    return list(found.values())


def _moves(scene: Scene, changes: Iterable[Change], cells: int, pad: str) -> list[Line]:
    lines: list[Line] = []
    for one in changes:
        lines.append(moved(scene, one.name, one.old, one.new, cells, pad))
        if one.wanted != one.new:
            lines.append((Span(clip(f"{pad}  (stopped at {one.new}; wanted {one.wanted})", cells),
                               DIM),))  # fmt: skip
    return lines


# --- what a thing is --------------------------------------------------------------------------


def about(scene: Scene, target: Target | None, cells: int) -> list[Row]:
    """What a thing is, in full; its title is the first row."""
    match target:
        case None | Target("news"):
            return news_rows(scene, cells) or [text_row("Nothing new has happened.", cells, DIM)]
        case Target("card", name):
            return _card(scene, scene.card(name), cells)
        case Target("measure", name):
            return _measure(scene, scene.measure(name), cells)
        case Target("project", name):
            return _project(scene, scene.project(name), cells)
        case Target("number", name):
            return _number(scene, name, cells)
        case Target("deal", slot):
            return _deal(scene, slot, cells)
        case Target("log", ply):
            return entry_rows(scene, ply, cells)
        case Target("agenda", name):
            agenda = next(one for one in scene.deck.agendas if one.id == name)
            return [head(agenda.title, cells), text_row(agenda.text, cells)]
        case Target("question"):
            return question_rows(scene, cells)
        case Target("offer"):
            said = "Press Enter to put a package together: what each side gives, and for how long."
            return [head("A package", cells), text_row(said, cells)]
        case _:
            return [head(_pass_title(scene), cells)]


def _pass_title(scene: Scene) -> str:
    view = scene.view
    if view.phase == "plays":
        return f"Pass: give up {'a play' if scene.plays_left != 1 else 'your last play'}"
    return {"headline": "No headline", "talks": "Offer nothing this round"}.get(view.phase, "Pass")


def question_rows(scene: Scene, cells: int) -> list[Row]:
    """What a seat is asked, before its answers."""
    view = scene.view
    if view.draft is not None or view.extending:
        what = "An offer is on the table" if is_question(view) else "Your package"
        found = [*_answers(scene, cells), head(what, cells)]
        if view.draft is not None:
            term = f"For {rounds(view.draft.term)}." if view.draft.term else ""
            found += [*item_rows(scene, view.draft.items, cells), text_row(term, cells)]
        else:
            found.append(text_row(f"To extend deal {view.extending}.", cells))
        return found
    inject = _asked_by(scene)
    keeps = any(action.verb == "keep" for action in view.legal)
    asked = "Which agenda do you keep? Nobody else learns it." if keeps else "Your choice"
    found = [text_row(view.about or asked, cells, HEAD)]
    return found + ([text_row(inject, cells)] if inject else [])


def _answers(scene: Scene, cells: int) -> list[Row]:
    """What the rival said to one's own offer, before it made its own."""
    said = [
        scene.titles.tell(one.entry.seat, one.entry.verb, one.entry.arg)
        for one in scene.seen
        if one.entry.ply >= scene.news_from
        and one.entry.seat == scene.rival
        and one.entry.verb in ("accept", "decline")
    ]
    return [text_row(line, cells, scene.role(scene.rival)) for line in said[-1:]]


def _asked_by(scene: Scene) -> str:
    """The text of the event that put the question, if one did."""
    for one in reversed(scene.seen):
        if one.entry.verb == "inject" and one.entry.round == scene.view.round:
            found = [event for event in scene.deck.injects if event.id == one.entry.arg]
            return f"{found[0].title}. {found[0].text}" if found else ""
    return ""


def _card(scene: Scene, card: Card, cells: int) -> list[Row]:
    found = [text_row(card.title, cells, HEAD), text_row(card.text, cells)]
    price = f"Costs {cost_text(scene, card)}" if card.cost else "Free"
    once = "; once in a game" if card.once else ""
    found.append(text_row(f"{price}; {card.worth} capital if discarded{once}.", cells, DIM))
    if card.rival_do:
        found.append(text_row("Discarded for capital, it serves the rival:", cells, ALERT))
        ir = next(one for one in scene.view.game.program.cards if one.id == card.id)
        said = Describer(scene.view.game.program).block(ir.rival_do)
        found += [text_row(line, cells, ALERT, "  ", "  ") for line in said]
    return found + _source(scene, card.source, card.as_of, cells)


def _source(scene: Scene, source: str | None, as_of: str | None, cells: int) -> list[Row]:
    if not source:
        return []
    known = {entry.id: entry.title for entry in scene.deck.sources}
    dated = f" ({as_of})" if as_of else ""
    return [text_row(f"Source: {known.get(source, source)}{dated}", cells, DIM)]


def _measure(scene: Scene, measure: Measure, cells: int) -> list[Row]:
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


def _project(scene: Scene, project: Project, cells: int) -> list[Row]:
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


def _deal(scene: Scene, slot: str, cells: int) -> list[Row]:
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


def _number(scene: Scene, name: str, cells: int) -> list[Row]:
    gauge = scene.by_name[name]
    track = next((one for one in scene.deck.tracks if one.id == name.rpartition(".")[2]), None)
    owner = scene.role(gauge.owner)
    found = [Row(tuple((Span(line, owner or HEAD),) for line in wrap(scene.label(name), cells)))]
    value = f"{gauge.value} {gauge.unit}".strip()
    span = "" if gauge.is_purse and gauge.least < 0 else f", of {gauge.least} to {gauge.most}"
    band = f": {gauge.band}" if gauge.band else ""
    liked = {"up": "; more is better for its owner", "down": "; less is better for its owner"}
    found.append(text_row(f"{value}{span}{band}{liked.get(gauge.better, '')}.", cells, STRONG))
    if track is not None and track.text:
        found.append(text_row(track.text, cells))
    if track is not None:
        found += _bands(track, cells)
    return found + why_rows(scene, name, cells)


def _bands(track: Track, cells: int) -> list[Row]:
    named = [f"{one.name} from {one.at}" for one in track.bands]
    return [text_row(", ".join(named), cells, DIM)] if named else []


def why_rows(scene: Scene, name: str, cells: int) -> list[Row]:
    """Why a number is what it is: its last changes, and what each of them came from."""
    causes = list(scene.why(name))
    if not causes:
        return [text_row("It has not changed since the start.", cells, DIM)]
    found = [head("Why?", cells)]
    for cause in causes:
        found += _cause_rows(scene, cause, cells, 0)
    return found


def _cause_rows(scene: Scene, cause: Cause, cells: int, depth: int) -> list[Row]:
    write, pad = cause.write, "  " * depth
    rows: list[Row] = []
    if depth == 0:
        rows.append(Row((moved(scene, write.name, write.old, write.new, cells, ""),)))
    else:
        said = f"because {scene.label(write.name)} went {write.old} to {write.new}"
        rows.append(text_row(said, cells, "", pad, f"{pad}  "))
    who = ""
    if cause.action:
        seat, _, text = cause.action.partition(": ")
        verb, _, arg = text.partition(" ")
        who = f", {scene.titles.tell(seat, verb, arg)}" if seat in scene.signs else ", by luck"
    rows.append(text_row(f"round {write.round}: {cause.title}{who.rstrip('.')}", cells, DIM,
                         f"{pad}  ", f"{pad}  "))  # fmt: skip
    if cause.text:
        sums = f" ({cause.arithmetic})" if cause.arithmetic else ""
        rows.append(text_row(f"{cause.text}{sums}", cells, DIM, f"{pad}  ", f"{pad}    "))
    if write.wanted != write.new:
        rows.append(text_row(f"stopped: it wanted {write.wanted}", cells, BETTER, f"{pad}  "))
    for parent in cause.because:
        rows += _cause_rows(scene, parent, cells, depth + 1)
    return rows
