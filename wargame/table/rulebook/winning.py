"""How a match is won: the lead, what loses at once, floors, blame, and what each end is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wargame.content.small import begun_small
from wargame.rules import ir
from wargame.rules.asking.describe import Describer
from wargame.table.rulebook.words import Parts, Words, bullets, parts_of, sentence
from wargame.table.words.gate import stopped


def winning(words: Words) -> Parts:
    """Who wins; nothing at a table that names no winner."""
    contest = words.program.contest
    if contest is None or not contest.is_played:
        return "Who wins", ()
    rows = [*_lost(words, contest), *_floors(words, contest), _lead(words, contest)]
    return "Who wins: the first of these that fits", (*bullets(rows), _points(contest))


def _lost(words: Words, contest: ir.ContestIR) -> Iterator[str]:
    told = 0
    for number, loss in enumerate(contest.lost_by):
        if number < told:
            continue
        title = f"{loss.title.removesuffix('.')}: " if loss.title else ""
        several = contest.lost_by[number : number + len(words.seats)]
        alike = _of_each(words, several) if all(x.title == loss.title for x in several) else ""
        said = f"if {alike}, that side loses" if alike else f"{_loss(words, loss)} loses"
        told = number + (len(several) if alike else 1)
        yield sentence(f"{title}{said}")


def _loss(words: Words, loss: ir.LossIR) -> str:
    """When something loses, and for whom."""
    describer = Describer(words.program)
    who = describer.expr(loss.seat)
    if isinstance(loss.seat, ir.Read):
        who = begun_small(words.deck, who)
    return f"if {describer.cond(loss.when)}, {who}"


def _floors(words: Words, contest: ir.ContestIR) -> Iterator[str]:
    held = [(seat, floor) for seat, floor in enumerate(contest.floors) if floor is not None]
    if not held:
        return
    floors = "; ".join(
        f"{words.title(seat)}: {words.about(seat).cond(floor)}{_at_start(words, [floor])}"
        for seat, floor in held
    )
    if len(held) == len(words.seats):
        floors = _of_all(words, [floor for _, floor in held]) or floors
    yield (
        f"Floors, to be held at the end: {sentence(floors)} Whoever alone breaks its own loses."
        f"{_ruin(words, contest)}"
    )


def _of_all(words: Words, floors: Sequence[ir.Cond]) -> str:
    """The floors of all sides in one sentence, where they ask the same of each but for a number;
    else ''."""
    alike = words.alike(floors)
    if alike:
        return f"{alike}{_at_start(words, floors)}"
    asked = [floor for floor in floors if isinstance(floor, ir.Compare)]
    plain = Describer(words.program).plain
    if not all(isinstance(plain(one.args[-1]), ir.Const) for one in asked) or asked != [*floors]:
        return ""
    said = words.alike([replace(one, args=(*one.args[:-1], ir.Const(0))) for one in asked])
    each = (f"{words.now(one.args[-1])} for {words.title(n)}" for n, one in enumerate(asked))
    return f"{said.removesuffix('0')}{', '.join(each)}" if said else ""


def _at_start(words: Words, floors: Sequence[ir.Cond]) -> str:
    """What floors ask for when the game starts, if that is computed; else ''."""
    asked = [_computed(words, floor) for floor in floors]
    if not all(len(some) == 1 for some in asked):
        return ""
    now = [words.now(some[0]) for some in asked]
    each = [f"{number} for {words.title(seat)}" for seat, number in enumerate(now)]
    told = f"at the start {now[0] if len(set(now)) == 1 else ', '.join(each)}"
    is_all = all(isinstance(floor, ir.Compare) for floor in floors)
    return f" ({told})" if is_all else f" ({words.about(0).expr(asked[0][0])}: {told})"


def _computed(words: Words, floor: ir.Cond) -> Sequence[ir.Expr]:
    """What a floor asks for, where that is a number that the rules work out."""
    asked = [one.args[-1] for one in parts_of(floor) if isinstance(one, ir.Compare)]
    return [one for one in asked if isinstance(one, ir.Read) and words.value(one.name) is not None]


def _ruin(words: Words, contest: ir.ContestIR) -> str:
    if not all(contest.floors):
        return ""
    blamed = [_one_blamed(words, contest)] if _one_blamed(words, contest) else []
    blamed = blamed or [
        f"{_loss(words, loss)} is to blame and loses{f' ({loss.title})' * bool(loss.title)}"
        for loss in contest.ruin
    ]
    if not blamed:
        return " If both are broken, nobody wins."
    return stopped(f" If both are broken: {'; '.join([*blamed, 'otherwise nobody wins'])}")


def _one_blamed(words: Words, contest: ir.ContestIR) -> str:
    """Who is to blame, where the same is asked of both sides; else ''."""
    when = _of_each(words, contest.ruin)
    return f"a side is to blame and loses if {when}" if when else ""


def _of_each(words: Words, losses: Sequence[ir.LossIR]) -> str:
    """What makes a side lose, where the same is asked of each and of nobody else; else ''."""
    sides = {
        loss.seat.value - 1: loss.when
        for loss in losses
        if isinstance(loss.seat, ir.Const) and loss.seat.value
    }
    if len(losses) != len(words.seats) or sorted(sides) != list(words.seats):
        return ""
    return words.alike([sides[seat] for seat in words.seats])


def _lead(words: Words, contest: ir.ContestIR) -> str:
    lead, start = Describer(words.program).expr(contest.lead), words.now(contest.lead)
    level = "nobody" if contest.level < 0 else words.title(contest.level)
    what = (
        "The lead: above 0" if lead.lower() == "lead" else f"{stopped(f'The lead: {lead}')} Above 0"
    )
    said = stopped(f"{what} {words.title(0)} wins, below 0 {words.title(1)}, at 0 {level}")
    return f"{said} It starts at {start}."


def _points(contest: ir.ContestIR) -> str:
    ruins = all(contest.floors) and contest.ruined != contest.fall
    falls = any(contest.floors) or contest.lost_by
    each = [f"{contest.win} for a win"]
    if falls and contest.outlast != contest.win:
        each[0] += f" by the lead, {contest.outlast} for any other win"
    each.append(f"{contest.stand} for being behind in the lead{', or level' * (contest.level < 0)}")
    if falls:
        each.append(f"{contest.fall} {'for losing otherwise' if ruins else 'else'}")
    if ruins:
        each.append(f"{contest.ruined} in ruin{' without a win' * bool(contest.ruin)}")
    return f"Match points: {', '.join(each)}."
