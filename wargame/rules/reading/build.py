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
from wargame.rules.reading.abilities import AbilityReader
from wargame.rules.reading.actions import ActionReader
from wargame.rules.reading.answers import AnswerReader
from wargame.rules.reading.bargains import BargainReader
from wargame.rules.reading.boards import BoardReader
from wargame.rules.reading.campaigns import CampaignReader
from wargame.rules.reading.cards import CardReader
from wargame.rules.reading.claims import ClaimReader
from wargame.rules.reading.deck_names import CardUses, make_names
from wargame.rules.reading.dials import DialReader
from wargame.rules.reading.effects import EffectReader
from wargame.rules.reading.endings import EndingReader
from wargame.rules.reading.eras import EraReader
from wargame.rules.reading.fronts import FrontReader
from wargame.rules.reading.injects import InjectReader
from wargame.rules.reading.known import NOTHING, Known, elements, setting
from wargame.rules.reading.lessons import LessonReader
from wargame.rules.reading.measures import MeasureReader
from wargame.rules.reading.names import Names, Scope
from wargame.rules.reading.personas import PersonaReader
from wargame.rules.reading.projects import ProjectReader
from wargame.rules.reading.reader import Item, Reader
from wargame.rules.reading.roles import RoleReader
from wargame.rules.reading.rules import RuleReader
from wargame.rules.reading.seats import SeatReader
from wargame.rules.reading.sessions import SessionReader
from wargame.rules.reading.tracks import TrackReader
from wargame.rules.reading.turns import TurnReader
from wargame.rules.reading.winning import ContestReader


def build(loaded: LoadedDeck) -> tuple[ir.Program, Names]:
    """The program of a deck, and its names as they are before anything is read by them.

    Raises:
        DeckError: With every fault.
    """
    faults = Faults()
    program, known = read(loaded, faults)
    if faults.fatal:
        raise DeckError(coded(by_cause(faults.fatal)))
    return program, make_names(loaded.written, known.asked)


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
    reader = Reader(loaded, names, found, known=known)
    reader.effect_count, reader.effort.numbers = known.effects, known.numbers
    reader.behind = {track: dict(dials) for track, dials in known.behind.items()}
    program = _program(reader)
    if known is not NOTHING and (reader.is_too_much() or known.is_passed(reader.behind)):
        # It came on top of what the variant may have removed; or dials come further than before.
        return read(loaded, faults)
    faults.found += found.found
    return program, Known(
        elements(loaded.written),
        around,
        names.table,
        eras,
        reader.heard,
        reader.behind,
        reader.formulas,
        reader.effect_count,
        reader.effort.numbers,
        tuple(reader.tests),
        asked,
    )


def _program(reader: Reader) -> ir.Program:
    """Every list of the deck in the order in which its numbers are given."""
    deck, names = reader.deck, reader.names
    effects, eras = EffectReader(reader), EraReader(reader)
    acts, fronts = AbilityReader(reader, effects), FrontReader(reader, effects)
    cards, rules = CardReader(reader, acts, eras), RuleReader(reader, effects)
    tracks, seats = TrackReader(reader, fronts), SeatReader(reader)
    tracks.tracks()
    kernel = reader.site(Item("game", "", "The game", Scope(), ()), "count", sort="count")
    assert kernel.number == 0
    program = ir.Program(deck.id, [], names.table, names.starts, names.guesses, names.parameters)
    program.dials = list(names.dials.values())
    program.parties = {party.id: party.short or party.title for party in deck.parties}
    program.eras = eras.eras()
    program.derived = [*eras.era_now(), *cards.in_effect(), *tracks.derived()]
    program.seats = seats.seats()
    seats.briefs()
    program.mixed, program.buries = cards.rule.mix, cards.buries()
    program.cards = cards.cards_of()
    program.measures = MeasureReader(reader, acts).measures()
    program.projects = ProjectReader(reader, acts).projects()
    program.actions = ActionReader(reader, acts).actions()
    program.rules = rules.rules()
    program.injects = InjectReader(reader, effects, eras).injects()
    program.deals = BargainReader(reader, effects).deals()
    answers = AnswerReader(reader, rules, program)
    program.answers, program.windows = answers.answers(), answers.windows()
    program.agendas = seats.agendas()
    program.reviews = rules.reviews()
    program.fronts, program.docket = fronts.fronts(), fronts.docket()
    program.judged = fronts.judged()
    program.sealed = tuple(name.slot for name in filter(None, [_sealed(program)]))
    program.endings = EndingReader(reader).endings()
    winning = ContestReader(reader)
    winning.tables()
    program.contest = winning.contest()
    program.personas = PersonaReader(reader).personas()
    program.claims = ClaimReader(reader).claims()
    _look_through(reader, program)
    items = program.deals.items if program.deals else ()
    own = [n for n, i in enumerate(items) if i.rounds or i.until or i.performs or i.unpaid]
    program.noted = tuple(sorted({**names.noted, **dict.fromkeys(own, True)}))
    program.called = tuple(reader.called)
    program.extras = extras_of(program)
    program.sites, program.lucks, program.asks = reader.sites, reader.lucks, reader.asks
    return program


def _look_through(reader: Reader, program: ir.Program) -> None:
    """What leaves nothing in the program, or settings alone."""
    reader.tell_late()
    BoardReader(reader).check()
    LessonReader(reader).check()
    RoleReader(reader).check()
    SessionReader(reader).check()
    CampaignReader(reader).check()
    TurnReader(reader, program).settings()
    DialReader(reader, program).faults()


def _sealed(program: ir.Program) -> ir.Name | None:
    """What of a docket is hidden, if it is secret."""
    return program.docket.sealed if program.docket else None


def extras_of(program: ir.Program) -> tuple[str, ...]:
    """Lists of the kernel that a position has in this deck, and in few others."""
    if any(name in PEEKS for name in program.called):
        return EXTRAS
    return ("learned",) if program.mixed else ()
