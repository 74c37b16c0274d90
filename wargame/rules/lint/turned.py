"""What is turned round: a lead that falls where fronts move it up, a floor that asks a seat for
less of what it wants more of, bounds in the wrong order; and one number in place of two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wargame.content.loaded import LoadedDeck
from wargame.content.paths import all_parts, item_name
from wargame.errors import DeckPath
from wargame.rules import ir
from wargame.rules.asking import evaluate
from wargame.rules.lint.advice import DeckAdvice
from wargame.rules.lint.settled import parts_of, range_of

_BOUNDS = re.compile(r"clamp\([^()]*(?:\([^()]*\)[^()]*)*, *(-?\d+), *(-?\d+)\)")
_NAME = r"[a-z]\w*(?:\.\w+)+"
_ALONE = r"(?<![\w.])(?<![*/%] )(?<![*/%])"
_TWICE = re.compile(
    rf"{_ALONE}({_NAME}) *[-+] *(\1)(?![\w.])(?! *[*/%])"
    rf"|{_ALONE}(?<![-+] )(?<![-+])({_NAME} *[<>=!]=? *[\w.]+) +(?:and|or) +(\3)(?![\w.])"
    r"(?! *[-+*/%])"
    rf"|\b(?:min|max)\( *({_NAME}), *(\5) *\)"
)
"""A number beside itself, where two different ones belong."""

_NO_RULES = ("examples", "lessons", "puzzles", "odd")


def turned(loaded: LoadedDeck, program: ir.Program) -> Iterator[DeckAdvice]:
    """All of it, of the plain deck."""
    if not loaded.variant:
        yield from _leads(program)
        yield from _floors(loaded, program)
        yield from _formulas(loaded)


def _leads(program: ir.Program) -> Iterator[DeckAdvice]:
    """Leads that fall with a number that a front moves up for the first seat."""
    leads: dict[DeckPath, ir.Expr | None] = {}
    if program.contest is not None:
        leads["contest", "lead"] = program.contest.lead
    if program.docket is not None:
        leads["docket", "behind"] = program.docket.measured
    first = program.seats[0].id
    for path, lead in leads.items():
        for name in dict.fromkeys(front.into.text for front in program.fronts):
            if lead is not None and _slope(lead, name, program.formulas) == -1:
                what = f"fronts move '{name}' up for {first}, and the lead falls with it"
                yield str(path[0]), path, what, f"Above 0 {first} is ahead: turn the sign round."


def _slope(expr: ir.Expr, name: str, formulas: Mapping[str, ir.Expr]) -> int | None:
    """Which way a value goes as a number rises: 1 up, -1 down, 0 not at all; None if it hangs on
    more."""
    match expr:
        case ir.Read(read) if read.text == name:
            return 1
        case ir.Read(read) if read.text in formulas:
            return _slope(formulas[read.text], name, formulas)
        case ir.Op(op, args):
            ways = [_slope(arg, name, formulas) for arg in args]
            if op == "neg" or (op == "-" and len(ways) > 1):
                ways[-1] = None if ways[-1] is None else -ways[-1]
            moved = list(dict.fromkeys(way for way in ways if way != 0))
            is_plain = op in ("neg", "+", "-", "min", "max", "clamp", "//")
            return 0 if not moved else moved[0] if len(moved) == 1 and is_plain else None
        case ir.Scaled(value):
            return _slope(value, name, formulas)
        case _:
            read_here = evaluate.made_of((one.text for one in evaluate.names_in(expr)), formulas)
            return None if name in read_here else 0


def _floors(loaded: LoadedDeck, program: ir.Program) -> Iterator[DeckAdvice]:
    """Floors that hang on the other seat alone, and such as a seat holds by having little."""
    contest, seats = program.contest, [seat.id for seat in program.seats]
    better = {track.id: track.better for track in loaded.written.tracks}
    for seat, floor in zip(seats, contest.floors if contest else (), strict=False):
        path: DeckPath = ("contest", "floors", seat)
        if floor is None:
            continue
        owners = dict.fromkeys(one.text.partition(".")[0] for one in evaluate.names_in(floor))
        if owners and all(owner in seats and owner != seat for owner in owners):
            what = f"the floor of {seat} hangs on the other side's numbers alone"
            yield "contest", path, what, "'my.' is the seat that has to hold it."
            continue
        for number, low, high in filter(None, map(range_of, parts_of(floor))):
            if not isinstance(number, ir.Read):
                continue
            is_most = low == number.lo and high < number.hi
            is_least = high == number.hi and low > number.lo
            wanted = better.get(number.name.text.rpartition(".")[2])
            if (is_most and wanted == "up") or (is_least and wanted == "down"):
                name = number.name.text
                what = f"the floor asks for {low} to {high} of '{name}', and {wanted} is better"
                remedy = "Turn the sign round, or mend 'better' at the track."
                yield "contest", path, what, remedy


def _formulas(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Formulas that cannot be meant as they stand."""
    for text, path in all_parts(loaded.tree, ()):
        if not isinstance(text, str) or path[0] in _NO_RULES:
            continue
        for bounds in _BOUNDS.finditer(text):
            if int(bounds[1]) > int(bounds[2]):
                what = f"{bounds[1]} to {bounds[2]} is no range: the least stands first"
                remedy = f"Write {bounds[2]}, {bounds[1]}."
                yield item_name(loaded.written, path), path, what, remedy
        for twice in _TWICE.finditer(text):
            name = twice[2] or twice[4] or twice[6]
            what = f"'{name}' stands beside itself"
            remedy = "Another one may be meant; for twice as much write 2 * …"
            yield item_name(loaded.written, path), path, what, remedy
