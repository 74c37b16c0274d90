"""From a deck's nouns to a `Program`: every text parsed, every reference resolved.

All faults are gathered with their places; `build` raises once.
"""

from __future__ import annotations

from wargame.content.faults.causes import by_cause
from wargame.content.faults.codes import coded
from wargame.content.loaded import LoadedDeck
from wargame.errors import DeckError, Faults
from wargame.rules import ir
from wargame.rules.kernel import EXTRAS, PEEKS
from wargame.rules.reading.answers import AnswerReader
from wargame.rules.reading.boards import BoardReader
from wargame.rules.reading.campaigns import CampaignReader
from wargame.rules.reading.claims import ClaimReader
from wargame.rules.reading.dials import DialReader
from wargame.rules.reading.known import NOTHING, Known, elements, setting
from wargame.rules.reading.lessons import LessonReader
from wargame.rules.reading.names import CardUses, Scope, make_names
from wargame.rules.reading.nouns import NounReader
from wargame.rules.reading.reader import Item
from wargame.rules.reading.roles import RoleReader
from wargame.rules.reading.sessions import SessionReader
from wargame.rules.reading.turns import TurnReader
from wargame.rules.reading.winning import ContestReader


def build(loaded: LoadedDeck) -> ir.Program:
    """The program of a deck.

    Raises:
        DeckError: With every fault.
    """
    faults = Faults()
    program, _ = read(loaded, faults)
    if faults.fatal:
        raise DeckError(coded(by_cause(faults.fatal)))
    return program


def read(loaded: LoadedDeck, faults: Faults, plain: Known = NOTHING) -> tuple[ir.Program, Known]:
    """Read a deck, its faults gathered; or of a variant, what differs from the plain deck.

    Args:
        plain: What reading the plain deck has shown, if it is sound.

    Returns:
        The program, of a variant only the part of it that was read; and what is known then.
    """
    asked = CardUses() if plain is NOTHING else plain.asked
    names = make_names(loaded.written, asked)
    around, eras = setting(loaded.written, names), tuple(era.round for era in loaded.written.eras)
    found = Faults()
    known = plain.where(around, names.table, eras)
    builder = NounReader(loaded, names, found, known=known)
    builder.effects, builder.effort.numbers = builder.known.effects, builder.known.numbers
    builder.behind = {track: dict(dials) for track, dials in known.behind.items()}
    program = _program(builder)
    if known is not NOTHING and (builder.is_too_much() or known.is_passed(builder.behind)):
        # It came on top of what the variant may have removed; or dials come further than before.
        return read(loaded, faults)
    faults.found += found.found
    return program, Known(
        elements(loaded.written),
        around,
        names.table,
        eras,
        builder.heard,
        builder.behind,
        builder.formulas,
        builder.effects,
        builder.effort.numbers,
        bool(found.fatal),
        tuple(builder.tests),
        asked,
    )


def _program(builder: NounReader) -> ir.Program:
    deck, names = builder.deck, builder.names
    builder.tracks()
    kernel = builder.site(Item("game", "", "The game", Scope(), ()), "count", sort="count")
    assert kernel.number == 0
    program = ir.Program(deck.id, [], names.table, names.starts, names.guesses, names.parameters)
    program.dials = list(names.dials.values())
    program.parties = {party.id: party.short or party.title for party in deck.parties}
    program.eras = builder.eras()
    program.derived = [*builder.era_now(), *builder.in_effect(), *builder.derived()]
    program.seats = builder.seats()
    builder.briefs()
    program.mixed, program.buries = builder.rule.mix, builder.buries()
    program.cards = builder.cards_of()
    program.measures = builder.measures()
    program.projects = builder.projects()
    program.actions = builder.actions()
    program.rules = builder.rules()
    program.injects = builder.injects()
    program.deals = builder.deals()
    answers = AnswerReader(builder, program)
    program.answers, program.windows = answers.answers(), answers.windows()
    program.agendas = builder.agendas()
    program.reviews = builder.reviews()
    program.fronts, program.docket = builder.fronts(), builder.docket()
    program.judged = builder.judged()
    program.sealed = tuple(name.slot for name in filter(None, [_sealed(program)]))
    program.endings = builder.endings()
    winning = ContestReader(builder)
    winning.tables()
    program.contest = winning.contest()
    program.personas = builder.personas()
    program.claims = ClaimReader(builder).claims()
    BoardReader(builder).check()
    LessonReader(builder).check()
    RoleReader(builder).check()
    SessionReader(builder).check()
    CampaignReader(builder).check()
    TurnReader(builder, program).settings()
    DialReader(builder, program).faults()
    items = program.deals.items if program.deals else ()
    own = [n for n, i in enumerate(items) if i.rounds or i.until or i.performs or i.unpaid]
    program.noted = tuple(sorted({**names.noted, **dict.fromkeys(own, True)}))
    program.called = tuple(builder.called)
    program.extras = extras_of(program)
    program.sites, program.lucks, program.asks = builder.sites, builder.lucks, builder.asks
    return program


def _sealed(program: ir.Program) -> ir.Name | None:
    """What of a docket is hidden, if it is secret."""
    return program.docket.sealed if program.docket else None


def extras_of(program: ir.Program) -> tuple[str, ...]:
    """Lists of the kernel that a position has in this deck, and in few others."""
    if any(name in PEEKS for name in program.called):
        return EXTRAS
    return ("learned",) if program.mixed else ()
