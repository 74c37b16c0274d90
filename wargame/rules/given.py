"""Positions made up for worked examples: a fresh game with some numbers set.

Besides names of the language, `given` may hold `turn` (the seat to act), `phase` (world,
headline, plays or talks; plays unless said), `round`, `hand.SEAT` and `agenda.SEAT`.
"""

from __future__ import annotations

from collections.abc import Mapping

from wargame.errors import UsageError, nearest
from wargame.rules import kernel
from wargame.rules.ir import Name
from wargame.rules.kernel import IN_PLACE, BaseState, changed
from wargame.rules.reading.names import PHASES, SETTINGS
from wargame.rules.ruleset import Ruleset

_STEPS = ("round", "headlines", "plays", "talks", "account")

_BEGINS = {phase: kernel.step_at(step) for phase, step in zip(PHASES, _STEPS, strict=True)}
"""The step with which each phase begins."""


def set_up(rules: Ruleset, given: Mapping[str, object]) -> BaseState:
    """The state, run on to its first node."""
    state = rules.fresh()
    phase = str(given.get("phase", "plays"))
    if phase not in PHASES:
        raise UsageError(f"given: there is no phase '{phase}'. {nearest(phase, PHASES)}")
    if phase == "headline" and not rules.program.headline:
        raise UsageError("given: this deck has no headlines")
    state.pc = _BEGINS[phase]
    state.round = _round(rules, given)
    state.first = rules.seat_number(str(given["turn"])) if "turn" in given else 0
    if phase == "world":
        state.round -= 1
    for key, value in given.items():
        place, _, seat = key.partition(".")
        if place in ("hand", "agenda"):
            rules.seat_number(seat)
        elif key not in SETTINGS:
            _set(rules, state, key, _held(rules, value, key))
    for number in range(len(rules.seats)):
        _deal(rules, state, number, given)
    if rules.program.mixed:
        _pile_in_common(rules, state)
    for guess in rules.program.guesses.values():
        known = (*(getattr(state, name.slot) for name in guess.names), 1)
        setattr(state, guess.slot, known)
    rules.engine.advance(state)
    return state


def _round(rules: Ruleset, given: Mapping[str, object]) -> int:
    found = _whole(given.get("round", given.get("game.round", 1)), "round")
    last = rules.program.max_rounds
    if not 1 <= found <= last:
        raise UsageError(f"given: round {found} is outside 1..{last}")
    return found


def _whole(value: object, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise UsageError(f"given: '{key}' must be a whole number")
    return value


def _held(rules: Ruleset, value: object, key: str) -> int:
    """A number; for a track of seats a seat or `nobody`, for the docket a front."""
    if key == "game.docket" and isinstance(value, str):
        return _front(rules, value)
    name = rules.names.get(key)
    if name is None or not name.is_seat:
        return _whole(value, key)
    known = rules.sources.names.holders()
    if value not in known:
        raise UsageError(f"given: '{key}' must be one of {', '.join(known)}")
    return known[str(value)]


def _front(rules: Ruleset, front: str) -> int:
    """What stands on the docket where a front was named."""
    known = [one.id for one in rules.program.fronts]
    if front not in known:
        raise UsageError(f"given: there is no front '{front}'. {nearest(front, known)}")
    return known.index(front) + 1


def _deal(rules: Ruleset, state: BaseState, number: int, given: Mapping[str, object]) -> None:
    """Hands as given, else the first cards of the pile; the agenda as given, else none."""
    seat = rules.seats[number]
    now = _cards_at(rules, state, number)
    wanted = given.get(f"hand.{seat}")
    if wanted is None:
        hand = _first_cards(rules, state, number, now, given)
    elif not isinstance(wanted, list):
        raise UsageError(f"given: hand.{seat} must be a list of cards")
    else:
        hand = sorted(_card(rules, number, str(card)) for card in wanted)
        if len(dict.fromkeys(hand)) < len(hand):
            raise UsageError(f"given: a card is twice in hand.{seat}")
        for card in hand:
            if card not in now:
                name = rules.card_id(card)
                raise UsageError(f"given: '{name}' is not in the game in round {state.round}")
    state.hand[number] = hand
    state.pile[number] = [card for card in now if card not in hand]
    agenda = given.get(f"agenda.{seat}")
    if agenda is not None:
        kept = _agenda(rules, number, str(agenda)) + 1
        state.agenda = changed(state.agenda, number, kept)
        shown = tuple(n for n, a in enumerate(rules.program.agendas) if a.seat == number)
        state.candidates = changed(state.candidates, number, shown)


def _first_cards(
    rules: Ruleset, state: BaseState, number: int, now: list[int], given: Mapping[str, object]
) -> list[int]:
    """The first cards of a seat's pile; of a common one, those that no other hand takes."""
    half = rules.engine.tables.half
    if half:
        taken = [row % half for hand in state.hand for row in hand]
        for other in range(number + 1, len(rules.seats)):
            named = given.get(f"hand.{rules.seats[other]}")
            listed = named if isinstance(named, list) else []
            taken += [_card(rules, other, str(card)) % half for card in listed]
        now = [card for card in now if card % half not in taken]
    row = rules.engine.tables.seats[number]
    return now[: row.hand_size if row.hand_now is None else row.hand_now(state)]


def _pile_in_common(rules: Ruleset, state: BaseState) -> None:
    """One pile of what is in no hand, for all seats.

    Raises:
        UsageError: A card is in two hands.
    """
    half = rules.engine.tables.half
    held = [row % half for hand in state.hand for row in hand]
    for card in held:
        if held.count(card) > 1:
            raise UsageError(f"given: '{rules.card_id(card)}' is in two hands")
    pile = [card for card in state.pile[0] if card not in held]
    state.pile = [pile for _ in state.pile]


def _cards_at(rules: Ruleset, state: BaseState, number: int) -> list[int]:
    """A seat's cards in the game in this round; those whose time is over are laid aside."""
    come = rules.cards_there(number, state.round)
    gone = tuple(c for c in come if 0 < rules.program.cards[c].last < state.round)
    state.gone = changed(state.gone, number, gone)
    return [card for card in come if card not in gone]


def _card(rules: Ruleset, number: int, card: str) -> int:
    known = {rules.card_id(n): n for n in rules.cards_of(number)}
    if card not in known:
        raise UsageError(
            f"given: {rules.seats[number]} has no card '{card}'. {nearest(card, known)}"
        )
    return known[card]


def _agenda(rules: Ruleset, number: int, agenda: str) -> int:
    known = {a.id: n for n, a in enumerate(rules.program.agendas) if a.seat == number}
    if agenda not in known:
        raise UsageError(
            f"given: {rules.seats[number]} has no agenda '{agenda}'. {nearest(agenda, known)}"
        )
    return known[agenda]


def _set(rules: Ruleset, state: BaseState, key: str, value: int) -> None:
    """Set one name; a measure's level is then in force as well."""
    name = rules.names.get(key)
    if name is None:
        raise UsageError(f"given: unknown name '{key}'. {nearest(key, rules.names)}")
    if name.form not in ("slot", "item") or key.endswith(".in_force"):
        raise UsageError(f"given: '{key}' is computed; set what it is computed from")
    if not name.lo <= value <= name.hi:
        raise UsageError(f"given: '{key}' {value} is outside {name.lo}..{name.hi}")
    _write(state, name, value)


def _write(state: BaseState, name: Name, value: int) -> None:
    if name.form == "slot":
        setattr(state, name.slot, value)
        return
    cells = getattr(state, name.slot)
    if name.slot in IN_PLACE:
        cells[name.index] = value
    else:
        setattr(state, name.slot, changed(cells, name.index, value))
    if name.slot == "level":
        state.force = changed(state.force, name.index, value)
