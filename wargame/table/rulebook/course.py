"""What the game is about, how a round runs, and what may be done in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wargame.content.small import begun_small
from wargame.rules import ir
from wargame.rules.amounts import counted, listed, rounds, times
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.nouns import acts_in_words, price_change
from wargame.table.rulebook.contested import read_off
from wargame.table.rulebook.words import SEPARATOR, Parts, Words, bullets, first_to_last, sentence
from wargame.table.words.gate import stopped

if TYPE_CHECKING:
    from wargame.content.model import Modifier


def aim(words: Words) -> Parts:
    """Who plays for what, and how long."""
    seats = words.program.seats
    sides = f"You play {words.title(0)} or {words.title(1)}"
    goal = f"{sides}, each for its own points"
    if words.is_match:
        goal = f"{sides}, one against the other"
    elif any(seat.par for seat in seats):
        pars = listed([f"{seat.title} {seat.par}" for seat in seats])
        goal += (
            f", measured against the usual points of that side, its par ({pars}): both can do "
            "well, and both can fail"
        )
    about = [sentence(words.deck.about)] if "about" in words.told else []
    return "", (*about, f"{goal}. {_length(words)}")


def _length(words: Words) -> str:
    program, span = words.program, first_to_last(words.deck)
    last = program.max_rounds
    if not program.uncertain_from:
        return f"The game lasts {rounds(last)}{span}."
    return (
        f"The game lasts {program.uncertain_from} to {rounds(last)}{span}: from round "
        f"{program.uncertain_from} on each is the last with a chance of {program.end_pct} in 100."
    )


def a_round(words: Words) -> Parts:
    """The phases of a round, those that this deck has, and what a play may be."""
    makers = (_world, _draw, _headline, _plays, _talks, _account)
    return "A round", (*bullets(make(words) for make in makers), luck(words), *hidden(words))


def _world(words: Words) -> str:
    program = words.program
    ending = ["deals"] if program.deals else []
    ending += ["pauses"] * words.are_paused
    parts = [
        f"{listed(ending)} run out" if ending else "",
        "delayed effects arrive",
        "projects go on" if program.projects else "",
    ]
    drawn = sum(not inject.round for inject in program.injects)
    dated = len(program.injects) - drawn
    events = f" Events come on their dates ({dated} in all)." if dated else ""
    if drawn:
        events += stopped(f" {_drawn_events(program, drawn)}")
    said = sentence(listed([part for part in parts if part]))
    return f"World. {said}{_eras(words)}{events}{_rules(words, 'world')}"


def _drawn_events(program: ir.Program, drawn: int) -> str:
    """How many events are drawn from, and how often each may come."""
    none = ", or none" * bool(program.quiet_weight)
    if drawn == 1:
        return f"The one event comes{none}"
    once = all(inject.once for inject in program.injects if not inject.round)
    return f"One of {drawn} events comes{', each once' * once}{none}"


def _eras(words: Words) -> str:
    """When eras begin, and whether cards come or go with them."""
    begins = [f"{era.title} in round {era.round}" for era in words.program.eras[1:]]
    comes = any(card.comes for card in words.program.cards)
    goes = any(card.last for card in words.program.cards)
    moved = {(True, True): " swap", (True, False): " bring", (False, True): " take away"}
    does = f"{moved[comes, goes]} cards" if comes or goes else " begin"
    return stopped(f" Eras{does}: {', '.join(begins)}") if begins else ""


def _draw(words: Words) -> str:
    seats = words.program.seats
    parts = []
    if any(seat.income != ir.Const(0) for seat in seats):
        parts.append("receives capital")
    if any(seat.hand for seat in seats):
        parts.append(_drawn(words))
    said = stopped(f" Each side {listed(parts)}") if parts else ""
    rest = _rules(words, "draw")
    return f"Draw.{said}{rest}" if said or rest else ""


def _drawn(words: Words) -> str:
    """What hands are filled from, and how far: of each side where they differ, or hang on
    something."""
    pile = "the common pile" if words.program.mixed else "its pile"
    sizes = {seat.title: hand_size(words, n) for n, seat in enumerate(words.program.seats)}
    first = next(iter(sizes.values()))
    if all(size == first for size in sizes.values()):
        if first.isdecimal():
            return f"draws up to {counted(int(first), 'card')} from {pile} or discards"
        return f"draws cards from {pile} or discards, up to {first}"
    told = "; ".join(f"{title} up to {size}" for title, size in sizes.items())
    return f"draws cards from {pile} or discards ({told})"


def hand_size(words: Words, seat: int) -> str:
    """How many cards a side draws up to."""
    row = words.program.seats[seat]
    if row.hand_now is None:
        return str(row.hand)
    return ", ".join(words.about(seat).terms(row.hand_now)).removeprefix("+ ")


def _headline(words: Words) -> str:
    program = words.program
    if not program.headline:
        return ""
    order = "that of the side that goes first"
    if program.headline_order:
        order = f"that of {words.title(program.headline_order[0])}"
    return (
        f"Headline. In secret each side commits a card, or none. Both are shown; {order} acts "
        "first. One that is not allowed any more is discarded unpaid."
    )


def _plays(words: Words) -> str:
    program = words.program
    if not program.plays:
        return ""
    first = f"{words.title(0)} goes first in odd rounds"
    if program.initiative >= 0:
        first = f"{words.title(program.initiative)} goes first"
    wanted = words.deck.turn.initiative
    if wanted in ("behind", "ahead"):
        first = f"first goes whoever is {wanted}{read_off(words)}; when level, {first}"
    elif program.initiative_now is not None:
        first = f"first goes {words.about(0).expr(program.initiative_now)}; if nobody, {first}"
    rows = [*_card_rows(words), *_other_rows(words)]
    rows.append("or pass" if rows else "pass")
    now = [seat.plays_now for seat in words.program.seats if seat.plays_now is not None]
    more = "".join(f" {text}" for _, text in words.said_of(now))
    said = stopped(f"Plays. {_count(words)} in turns; {first}.{more} A play: {'; '.join(rows)}")
    return f"{said}{_modified(words)}{_passing(words)}{_answers(words)}{_windows(words)}"


def _count(words: Words) -> str:
    """How many plays a side has."""
    now = [seat.plays_now for seat in words.program.seats]
    if now[0] is None:
        return f"{counted(words.program.plays, 'play')} for each side"
    told = [_sum(words.about(seat), plays) for seat, plays in enumerate(now) if plays is not None]
    if len(set(told)) == 1:
        return f"{told[0]}, for each side"
    return "; ".join(f"{plays}, for {words.title(seat)}" for seat, plays in enumerate(told))


def _sum(about: Describer, plays: ir.Expr) -> str:
    """A sum in its parts: '2, + Guests'."""
    return ", ".join(about.terms(plays)).removeprefix("+ ")


def _passing(words: Words) -> str:
    """What passing takes."""
    passes = words.program.passes
    if not passes:
        return ""
    price = words.price(0, passes[0].price)
    costs = f"costs {price}" if price else ""
    most = passes[0].limit
    often = (
        f"is allowed {times(most)} a round" if most > 0 else "is not allowed" if not most else ""
    )
    said = listed([part for part in (costs, often) if part])
    return f" Passing {said}; whoever can do nothing else passes for nothing." if said else ""


def _windows(words: Words) -> str:
    """That some cards answer an act of the other side."""
    if not words.program.windows:
        return ""
    return (
        " After an act that some card can answer the other side is asked, whatever it holds: it "
        "may use such a card, out of turn, or let the act stand."
    )


def _answers(words: Words) -> str:
    """The rules that answer an act, by their titles."""
    if "rules" not in words.told or not words.program.answers:
        return ""
    titles = {rule.id: rule.title for rule in words.deck.rules}
    told: dict[tuple[str, str], list[int]] = {}
    for answer in words.program.answers:
        label = answer.group.label
        title = titles.get(label) or titles[label.rpartition("_")[0]]
        does = acts_in_words(Describer(words.program), answer.on, answer.of)
        told.setdefault((title, does), []).append(answer.seat)
    rows = [
        f"{title}, when {words.title(seats[0]) if len(seats) == 1 else 'a side'} {does}"
        for (title, does), seats in told.items()
    ]
    return stopped(f" What follows an act: {SEPARATOR.join(rows)}")


def _talks(words: Words) -> str:
    return "Talks. Each side in turn may propose a deal (see below)." if words.program.deals else ""


def _account(words: Words) -> str:
    done = _rules(words, "account")
    due = " Fronts are judged" if words.program.fronts else ""
    if words.program.reviews:
        due += ", then what is on the calendar" if due else " What is on the calendar is judged"
    return stopped(f"Account.{done}{due}") if done or due else ""


def _rules(words: Words, phase: str) -> str:
    """The rules of a phase by their titles; not those that only count."""
    if not any(words.rules(phase)):
        return ""
    if "rules" not in words.told:
        return " What stands in force acts." if phase == "account" else ""
    told = [title for title, group in words.rules(phase) if not words.only_counts(group.body)]
    start = " In this order" if phase == "account" else " Then, in this order"
    return stopped(f"{start}: {SEPARATOR.join(dict.fromkeys(told))}") if told else ""


def _card_rows(words: Words) -> list[str]:
    cards = words.program.cards
    if not cards:
        return []
    worth = listed([str(one) for one in sorted({card.worth: None for card in cards})], "or")
    once = "; if marked 'once' it leaves the game" if any(card.once for card in cards) else ""
    rival = ""
    leaves = "; 'once' holds here too" if any(_leaves_unplayed(card) for card in cards) else ""
    if any(card.rival_do for card in cards):
        rival = f" (what it then prints for the rival happens too{leaves})"
    if words.program.mixed:
        own = f" (of the other side's, what it prints happens for them{leaves})"
        rival = own if any(card.rival_do for card in cards if card.is_foreign) else ""
    always = "; with what it prints for the rival" if _serves_always(words) else ""
    return [
        f"play a card (pay its price, do what it prints{always}, discard it{once})",
        f"discard a card for {worth} capital{rival}",
        *_bury_row(words),
    ]


def _leaves_unplayed(card: ir.CardIR) -> bool:
    """Whether a card leaves the game when it serves the rival."""
    return card.once and bool(card.rival_do)


def _modified(words: Words) -> str:
    """What changes the prices of cards."""
    found = [said for modifier in words.deck.modifiers for said in modified(words, modifier)]
    return "".join(f" {said}" for said in found)


def modified(words: Words, modifier: Modifier) -> list[str]:
    """What a modifier makes of prices, a sentence each; nothing if no card has its tags."""
    said = [
        price_change(words.about(card.seat), one)
        for card in words.program.cards
        for one in card.changes
        if one.id == modifier.id
    ]
    titles = {seat.id: f" of {seat.title}" for seat in words.program.seats}
    cards = f"A card{titles.get(modifier.seat, '')} marked {listed(modifier.tags, 'or')}"
    return [stopped(f"{cards} {one}") for one in dict.fromkeys(said)]


def _serves_always(words: Words) -> bool:
    """Whether cards serve the rival also when they are played."""
    rule = words.deck.cards_rule
    serve = any(card.rival_do for card in words.deck.cards)
    return rule is not None and rule.rival_event == "always" and serve


def _bury_row(words: Words) -> list[str]:
    """How a card is buried, if it can be."""
    if not words.program.buries:
        return []
    bury = words.program.buries[0]
    price = words.price(0, bury.act.price)
    effects = words.effects(tuple(one.act.do for one in words.program.buries), "its side")
    rule = words.deck.cards_rule
    into = rule.bury.into if rule is not None and rule.bury is not None else None
    noun = next((track for track in words.deck.tracks if track.id == into), None)
    then = f" ({'; '.join(effects)})"
    if noun and noun.text:
        said = " ".join(noun.text.split()).rstrip(".")
        then = f" ({begun_small(words.deck, said)})"
    for_it = f" for {price}" if price else ""
    often = "once" if bury.per_round == 1 else f"up to {times(bury.per_round)}"
    said = f"bury a card{for_it}, {often} a round, with neither effect nor capital"
    return [f"{said}{then if bury.act.do else ''}"]


def _other_rows(words: Words) -> list[str]:
    program = words.program
    parts = ["change a measure"] if program.measures else []
    if program.projects:
        parts.append("fund a project's next stage")
    if program.actions:
        parts.append("take an action")
    if program.deals:
        parts.append("break a deal")
    return parts


def hidden(words: Words) -> Iterator[str]:
    """The numbers that a side alone sees."""
    titles = [track.title for track in words.deck.tracks if track.seen_by == "owner"]
    if titles:
        yield f"{stopped(f'Secret until the end: {listed(titles)}')} A side sees its own alone."


def luck(words: Words) -> str:
    """What is left to chance."""
    program = words.program
    parts = {
        "cards": any(seat.hand for seat in program.seats),
        "events": any(not inject.round for inject in program.injects),
        "work": program.projects,
        "what a text leaves to it": program.lucks,
        "how long the game lasts": program.uncertain_from,
    }
    said = listed([part for part, has in parts.items() if has])
    if not said:
        return "Nothing is left to luck."
    return f"Luck decides {said}."
