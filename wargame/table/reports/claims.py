"""The numbers behind the claims of a deck, with and without the mechanism. Nothing is judged."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from wargame.content.again import Again
from wargame.lab.claims import Findings
from wargame.lab.figures import NOT_JUDGED, Ablation, Figures, GaugeValue
from wargame.lab.judge.in_words import RegisteredWords
from wargame.lab.stats.estimate import Estimate, Shift, shift
from wargame.rules.amounts import counted
from wargame.table.reports.blocks import (
    UNTOLD,
    Block,
    Column,
    Line,
    Paragraph,
    Report,
    SectionTitle,
    cell,
    drawn_from,
    headline,
    label,
    number,
    paragraph,
    span,
    table,
    within,
)
from wargame.table.reports.charts import Bars, Chart, Dot, Dots
from wargame.table.reports.programs import programs

INDENT = " " * 3
"""What stands under a claim, in from its number."""

SAME_LUCK = (
    "Each number is over these games; the one against it is over as many without the mechanism,"
    " by the same players on the same luck."
)
NOTE = f"The claims are {NOT_JUDGED}: values with their 95 % intervals, nothing more."
HEAD = "The deck's own claims"
REGISTERED_HEAD = "The eleven claims as they are registered"
REGISTERED = (
    "Nothing of this is judged here: wargame lab judge does it, from the stored games of a deck"
    " that was frozen. The numbers above are the deck's own and decide nothing."
)
UNIT = (
    "The unit is a game, or a pair. A percentage is all that was counted in all of them, of all"
    " that it is counted over; any other number is a mean over them. The two arms of a pair part"
    " in the first round, from one that luck draws, in which the act on trial is open; a pair"
    " without such a round is left out, and the table of `lab judge` says how many were not."
)
JUDGED = (
    "Each expectation is tested one-sided, between doctrines and between players that look ahead,"
    " by a studentised bootstrap over games (20,000 resamples). The largest p of a claim counts,"
    " against 0.025 for all eleven together (Holm), and against half of that in each later version"
    " of a deck."
)
CONTROLS = (
    "A claim must not be met where it has nothing behind it, and there 0.05 is enough to meet it:"
    " in games at random; between doctrines on 20 decks with their effects dealt anew (200 games"
    " each; one of them may meet it), on one whose measures are read in each other's stead (500;"
    " it must be met again where what is counted changes places too), and on one with blank cards"
    " (1,000; where the mechanism is not on cards it may be met, and the row says so). Else it"
    " stays unshown. A range that players at random or the median rewired deck lie in decides"
    " nothing: then the change without the mechanism decides alone."
)
ENDS = (
    "Power near 0 and 100 %: where all but a few games stand at the end of the scale that a test"
    " looks to, p cannot be small, however large the effect: about 0.37 if one game stands"
    " elsewhere, 0.14 if two do, 0.05 for three, 0.0025 for six. Where all agree the test is exact."
)
GIVEN = (
    "A level is given if its owner lowers it, or a deal does; what courts or time take away is not."
)
DETECTABLE = "Detectable: a true change so large is told from none nine times in ten."

COLUMNS = ("claim", "value (95 %)", "band", "ablation", "its value (95 %)", "change (95 %)")


def report(found: Findings, again: Again) -> Report:
    """How the games ended, then claim by claim.

    Args:
        again: How the deck is named in what is to be typed next.
    """
    ends = [(name, one.games, _span(one.share)) for name, one in found.endings.items()]
    scores = [(seat, _span(mean)) for seat, mean in found.returns.items()]
    shares = Column("% of games (95 %)", gap=3)
    points = Column(f"{found.points} (95 %)", gap=9)
    return (
        paragraph(
            headline(found.deck, found.variant, found.games, found.seed),
            *drawn_from(found.population),
        ),
        table([label("ending", 24), number("games", 5), shares], ends),
        table([label("seat", 24), points], scores),
        SectionTitle(HEAD),
        paragraph(NOTE, Line(SAME_LUCK, "", ""), DETECTABLE, Line(UNTOLD, "", "")),
        *(_claim(one, found, again) for one in found.claims),
        *_registered(found),
        *programs(found),
    )


def overview(found: Findings) -> Report:
    """A row per claim, and the further numbers under it."""
    rows = [row for one in found.claims for row in _rows(one)]
    made = table([Column(title) for title in COLUMNS], rows)
    return (paragraph(NOTE), made, *programs(found))


def charts(found: Findings) -> tuple[Chart, ...]:
    """How the games ended, and each claim's numbers on one scale, the band marked."""
    ends = tuple((name, float(one.games)) for name, one in found.endings.items())
    figures = (_figures(one) for one in found.claims)
    return Bars("How games ended", "games", ends), *(one for one in figures if one.dots)


def _figures(one: Figures) -> Dots:
    readings = [("as it is", one.reading)]
    if one.ablation:
        readings.append((one.ablation.name, one.ablation.reading))
    dots = [
        Dot(label, reading.found.value, reading.found.low, reading.found.high)
        for label, reading in readings
        if reading and reading.found
    ]
    unit = one.reading.unit if one.reading and one.reading.unit else "value"
    band = (float(one.claim.band[0]), float(one.claim.band[1])) if one.claim.band else None
    return Dots(f"{one.claim.id} {one.claim.title}", f"{unit} (95 %)", tuple(dots), band)


def csv_rows(found: Findings) -> Iterator[Sequence[object]]:
    """A head, then a row per number: with the mechanism, and without, where it also says how far it
    lies from the number with it, game by game."""
    ends = ("value", "low", "high")
    yield "claim", "number", "setting", *ends, "games", "change", "change_low", "change_high"
    for one in found.claims:
        for setting, readings in _settings(one):
            for before, reading in zip(_as_it_is(one), readings, strict=True):
                if reading.found is not None:
                    told = reading.found
                    yield (
                        one.claim.id,
                        reading.title or one.claim.title,
                        setting,
                        *(cell(edge) for edge in (told.value, told.low, told.high)),
                        told.games,
                        *(_cells_of_change(before.found, told) if setting else ("", "", "")),
                    )


def _as_it_is(one: Figures) -> list[GaugeValue]:
    """The claim's numbers in the deck as it is."""
    return [one.reading, *one.beside] if one.reading else []


def _cells_of_change(before: Estimate | None, after: Estimate) -> tuple[object, ...]:
    """How far a number lies from what it was, on the same luck; blank if there was none."""
    if before is None:
        return "", "", ""
    found = shift(before, after)
    return tuple(cell(edge) for edge in (found.value, found.low, found.high))


def _settings(one: Figures) -> Iterator[tuple[str, list[GaugeValue]]]:
    """The deck as it is, then its ablation, each with the claim's numbers."""
    if one.reading:
        yield "", _as_it_is(one)
    if one.ablation:
        yield one.ablation.name, [one.ablation.reading, *one.ablation.beside]


def _claim(one: Figures, found: Findings, again: Again) -> Paragraph:
    """A claim, and its numbers, or what has to be typed for them."""
    told = Line(f"{one.claim.title}{_missing(one)}", f"{one.claim.id:>2} ", INDENT)
    return paragraph(
        told, *(Line(detail, INDENT, INDENT + "  ") for detail in _details(one, found, again))
    )


def _registered(found: Findings) -> Iterator[Block]:
    """How each claim is counted and judged once the deck is frozen."""
    if not found.registered:
        return
    yield SectionTitle(REGISTERED_HEAD)
    yield paragraph(
        *(Line(text, "", "") for text in filter(None, (REGISTERED, found.unjudged, GIVEN)))
    )
    for text, title in (
        (UNIT, "what is measured"),
        (JUDGED, "how it is tested"),
        (ENDS, "where tests are weak"),
        (CONTROLS, "where it must not be met"),
    ):
        yield paragraph(Line(text, "", "", title))
    yield paragraph(*(Line(text, "", INDENT) for text in found.roles))
    for row in found.registered:
        missing = " (the deck cannot be judged on it)" if row.is_missing else ""
        head = Line(f"{row.title}{missing}", f"{row.claim:>2} ", INDENT)
        yield paragraph(
            head, *(Line(text, INDENT, INDENT + "  ", title) for title, text in _asked(row))
        )


def _asked(row: RegisteredWords) -> Iterator[tuple[str, str]]:
    """What is asked of a registered claim: of each line what it is about, and its text."""
    yield "counted", row.counted
    yield "over", row.over
    if row.arms:
        yield "pairs", row.arms
    yield "number", row.number
    yield "against", row.against
    yield "how often", row.often
    for one in row.expected:
        yield "expected", one
    if row.needed:
        yield "needed", row.needed
    yield "would refute it", row.refuted
    if row.unshown:
        yield "stays unshown if met as well by", row.unshown
    for one in row.beside:
        yield "beside it, deciding nothing", one


def _missing(one: Figures) -> str:
    """What of its numbers is not there, and why."""
    if one.reading is None and one.claim.trial is not None:
        return ": not measured here, but by a trial of its own:"
    if one.reading is None:
        return ": not measured, it has no gauge"
    if one.reading.found is None:
        return ": not measured, no game had anything to count"
    if one.is_bare:
        return f": {one.claim.ablation} is not laid over this variant"
    return ""


def _details(one: Figures, found: Findings, again: Again) -> Iterator[str]:
    """The numbers of a claim; of one that has a trial alone, the command that plays it."""
    if one.reading is None:
        if one.claim.trial is not None:
            yield again.command("lab trial {deck} --claim {id}", str(one.claim.id))
        return
    yield from _counted(one)
    yield f"as it is: {_told(one.reading)}{_band(one)}"
    all_games = found.games - (found.left_out or 0)
    if one.ablation:
        title = found.laid_off.get(one.ablation.name, "")
        without = f"{one.ablation.name} ({title})" if title else one.ablation.name
        yield f"{without}: {_told_of(one.ablation.reading, all_games)}"
        yield _change(one.ablation)
    against = _against(one)
    if against:
        yield against
    after = one.ablation.beside if one.ablation else (None,) * len(one.beside)
    for beside, other in zip(one.beside, after, strict=True):
        ablated = f"; {one.claim.ablation}: {_told_of(other, all_games)}" if other else ""
        yield f"beside: {beside.title}: {_told_of(beside, all_games)}{ablated}"


def _counted(one: Figures) -> Iterator[str]:
    """What the number is, in the author's words and in those of the deck's expressions."""
    if one.claim.metric:
        yield one.claim.metric
    gauge = one.claim.gauge
    if gauge is None:
        return
    if gauge.endings:
        told = f"percent of games that end in {' or '.join(gauge.endings)}"
    elif gauge.percent_of_games:
        told = f"percent of games with {gauge.percent_of_games} at the end"
    elif gauge.percent:
        told = f"{gauge.percent} in percent of {gauge.of}, at the end, all games together"
    else:
        told = f"mean of {gauge.mean} at the end"
    only = f"; of games with {gauge.only} alone" if gauge.only else ""
    seats = "".join(f"; {seat} is always {name}" for seat, name in gauge.players.items())
    few = one.reading.found.games if one.reading and one.reading.found else 0
    have = f"{counted(few, 'game')} {'has' if few == 1 else 'have'} something to count"
    yield f"counted: {told}{only}{seats}; {have}{_in_all(one)}"


def _in_all(one: Figures) -> str:
    """Of how much a percentage is that all games share."""
    if one.reading is None or one.claim.gauge is None or not one.claim.gauge.percent:
        return ""
    return f", {sum(whole for _, whole in one.reading.ratios)} in all"


def _told(reading: GaugeValue) -> str:
    if reading.found is None:
        return "nothing to count"
    unit = f" {reading.unit}" if reading.unit else ""
    found = reading.found
    return f"{found.value:z.1f}{unit} ({span(found.low, found.high)})"


def _told_of(reading: GaugeValue, all_games: int) -> str:
    """The same, with the number of games where not all have something to count."""
    few = reading.found.games if reading.found else all_games
    return _told(reading) + (f", {counted(few, 'game')}" if few < all_games else "")


def _span(found: Estimate) -> str:
    return f"{found.value:z6.1f} ({span(found.low, found.high)})"


def _band(one: Figures) -> str:
    if not one.claim.band:
        return ""
    low, high = one.claim.band
    return f"; the band is {low} to {high}"


def _against(one: Figures) -> str:
    """What these numbers would look like if they spoke against the claim."""
    told = []
    if one.claim.band:
        told.append("an interval wholly outside the band")
    if one.ablation and one.ablation.expected:
        side = "above" if one.ablation.expected == "down" else "below"
        told.append(f"an interval of the change wholly at 0 or {side}")
    return f"against it would speak {' or '.join(told)}" if told else ""


def _change(ablation: Ablation) -> str:
    moved = ablation.change
    wanted = f"expected {ablation.expected}" if ablation.expected else "expected either way"
    if ablation.is_idle:
        return f"no change: every game reads the same; {wanted}"
    if moved is None:
        return f"no change can be told; {wanted}"
    least = moved.detectable
    told = f"; detectable {least:z.1f}" if math.isfinite(least) else ""
    return f"change {_moved(moved)[:-1]}{told}); {wanted}"


def _moved(moved: Shift) -> str:
    return within(moved.value, moved.low, moved.high)


def _rows(one: Figures) -> Iterator[list[str]]:
    yield _row(one)
    for place, beside in enumerate(one.beside):
        other = one.ablation.beside[place] if one.ablation else None
        yield [f"· {beside.title}", _told(beside), "", "", _told(other) if other else "", ""]


def _row(one: Figures) -> list[str]:
    ablation, reading = one.ablation, one.reading
    moved = ablation.change if ablation else None
    return [
        f"**{one.claim.id}** {one.claim.title}",
        _told(reading) if reading else "not measured",
        " to ".join(str(edge) for edge in one.claim.band),
        f"`{one.claim.ablation}`" if one.claim.ablation else "",
        _told(ablation.reading) if ablation else "",
        _moved(moved) if moved else "",
    ]
