"""Whether the claims of a deck hold up in play, and by what each one failed."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.lab.claims import Findings
from wargame.lab.estimate import Estimate
from wargame.lab.judgement import Ablation, Judgement, Reading
from wargame.table.reports.blocks import (
    Column,
    Line,
    Paragraph,
    Report,
    headline,
    label,
    number,
    paragraph,
    table,
)
from wargame.table.reports.programs import programs

INDENT = " " * 3
"""What stands under a claim, in from its number."""

COLUMNS = (
    "claim",
    "value (95 %)",
    "band",
    "ablation",
    "its value (95 %)",
    "change (95 %)",
    "holds",
)


def report(found: Findings) -> Report:
    """How the games ended, then claim by claim."""
    people = [
        Line(f"{seat} is drawn from: {', '.join(names)}", "", "  ")
        for seat, names in found.population.items()
    ]
    ends = [(name, one.games, _span(one.share)) for name, one in found.endings.items()]
    scores = [(seat, _span(mean)) for seat, mean in found.returns.items()]
    shares = Column("% of games (95 %)", gap=3)
    points = Column("points less par (95 %)", gap=9)
    return (
        paragraph(headline(found.deck, found.variant, found.games, found.seed), *people),
        table([label("ending", 24), number("games", 5), shares], ends),
        table([label("seat", 24), points], scores),
        *(_claim(judged) for judged in found.claims),
        *programs(found.programs, found.left_out, found.secret),
    )


def overview(found: Findings) -> Report:
    """A row per claim, and the further numbers under it."""
    rows = [row for judged in found.claims for row in _rows(judged)]
    made = table([Column(title) for title in COLUMNS], rows)
    return (made, *programs(found.programs, found.left_out, found.secret))


def _claim(judged: Judgement) -> Paragraph:
    """What became of a claim, and the numbers behind that."""
    told = Line(f"{judged.claim.title}: {_outcome(judged)}", f"{judged.claim.id:>2} ", INDENT)
    return paragraph(told, *(Line(one, INDENT, INDENT + "  ") for one in _details(judged)))


def _outcome(judged: Judgement) -> str:
    """What became of a claim, and what it failed by."""
    if judged.reading is None:
        return "not measured, it has no gauge"
    if judged.reading.found is None:
        return "not measured, no game had anything to count"
    if judged.holds is None:
        return f"not judged, {_missing(judged)}"
    if judged.holds:
        return "holds"
    failed = ["outside its band"] if judged.is_in_band is False else []
    ablation = judged.ablation
    if ablation and not ablation.is_as_claimed:
        way = f" {ablation.expected}" if ablation.expected else ""
        failed.append(f"{ablation.name} does not clearly move it{way}")
    found = "does not hold" if judged.is_in_band is False else "not shown"
    return f"{found}: {', and '.join(failed)}"


def _missing(judged: Judgement) -> str:
    """Why a claim with a value is not judged."""
    if judged.is_bare:
        return f"{judged.claim.ablation} is not played under another variant"
    if judged.ablation:
        return f"{judged.ablation.name} leaves nothing to count"
    return "it has neither band nor ablation"


def _details(judged: Judgement) -> Iterator[str]:
    """The numbers behind a judgement."""
    if judged.reading is None:
        return
    if judged.claim.metric:
        yield judged.claim.metric
    yield f"{_told(judged.reading)}{_band(judged)}"
    if judged.ablation:
        yield f"{judged.ablation.name}: {_told(judged.ablation.reading)}"
        yield _change(judged.ablation)
    after = judged.ablation.beside if judged.ablation else (None,) * len(judged.beside)
    for one, other in zip(judged.beside, after, strict=True):
        ablated = f"; {judged.claim.ablation}: {_told(other)}" if other else ""
        yield f"beside: {one.title}: {_told(one)}{ablated}"


def _told(reading: Reading) -> str:
    if reading.found is None:
        return "nothing to count"
    unit = f" {reading.unit}" if reading.unit else ""
    found = reading.found
    return f"{_number(found.value)}{unit} ({_number(found.low)} to {_number(found.high)})"


def _number(value: float) -> str:
    """To one place, without a minus before nothing.

    >>> _number(-0.04)
    '0.0'
    """
    return f"{round(value, 1) + 0.0:.1f}"


def _span(found: Estimate) -> str:
    return f"{found.value:6.1f} ({found.low:.1f} to {found.high:.1f})"


def _band(judged: Judgement) -> str:
    if judged.is_in_band is None:
        return ""
    low, high = judged.claim.band
    inside = "inside" if judged.is_in_band else "outside"
    doubt = "" if judged.is_band_sure else ", its interval reaches over the edge"
    return f", {inside} the band of {low} to {high}{doubt}"


def _change(ablation: Ablation) -> str:
    moved = ablation.change
    wanted = f"should move {ablation.expected}" if ablation.expected else "may move either way"
    if ablation.is_idle:
        return f"no change: every game reads the same; {wanted}"
    if moved is None:
        return f"no change can be told; {wanted}"
    clear = f"moves {ablation.moves}" if ablation.moves else "no clear move"
    return f"change {moved.value:+.1f} ({moved.low:+.1f} to {moved.high:+.1f}), {clear}; {wanted}"


def _rows(judged: Judgement) -> Iterator[list[str]]:
    yield _row(judged)
    for place, one in enumerate(judged.beside):
        other = judged.ablation.beside[place] if judged.ablation else None
        yield [f"· {one.title}", _told(one), "", "", _told(other) if other else "", "", ""]


def _holds(judged: Judgement) -> str:
    if judged.holds is None:
        return "not judged"
    if judged.holds:
        return "yes"
    return "**no**" if judged.is_in_band is False else "not shown"


def _row(judged: Judgement) -> list[str]:
    ablation, reading = judged.ablation, judged.reading
    moved = ablation.change if ablation else None
    return [
        f"**{judged.claim.id}** {judged.claim.title}",
        _told(reading) if reading else "not measured",
        " to ".join(str(edge) for edge in judged.claim.band),
        f"`{judged.claim.ablation}`" if judged.claim.ablation else "",
        _told(ablation.reading) if ablation else "",
        f"{moved.value:+.1f} ({moved.low:+.1f} to {moved.high:+.1f})" if moved else "",
        _holds(judged),
    ]
