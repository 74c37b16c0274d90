"""From a deck's nouns to a `Program`: every text parsed, every reference resolved.

`reader` reads one text at a time, `effects` what happens, `nouns` each list of the deck,
`bargains` the deals, and `claims` what is measured. All faults are gathered with their places;
`build` raises once. What is merely odd is `check`'s business.
"""

from __future__ import annotations

from wargame.content import model
from wargame.errors import Faults
from wargame.rules import ir
from wargame.rules.build.claims import ClaimReader
from wargame.rules.build.nouns import NounReader
from wargame.rules.build.reader import Item
from wargame.rules.names import Scope, make_names


def build(loaded: model.LoadedDeck, faults: Faults | None = None) -> ir.Program:
    """The program of a deck.

    Raises:
        DeckError: With every fault, unless `faults` was given to gather them.
    """
    found = Faults() if faults is None else faults
    names = make_names(loaded.deck)
    builder = NounReader(loaded, names, found)
    builder.tracks()
    kernel = builder.site(Item("game", "The game", Scope(), ()), "count")
    assert kernel.number == 0
    program = ir.Program(loaded.deck.id, [], names.table, names.starts)
    program.parties = {party.id: party.short or party.title for party in loaded.deck.parties}
    program.derived = builder.derived()
    program.seats = builder.seats()
    program.cards = builder.cards_of()
    program.measures = builder.measures()
    program.projects = builder.projects()
    program.rules = builder.rules()
    program.injects = builder.injects()
    program.deals = builder.deals()
    program.agendas = builder.agendas()
    program.reviews = builder.reviews()
    program.endings = builder.endings()
    program.personas = builder.personas()
    program.claims = ClaimReader(builder).claims()
    builder.turn(program)
    program.sites, program.lucks, program.asks = builder.sites, builder.lucks, builder.asks
    if faults is None:
        found.check()
    return program
