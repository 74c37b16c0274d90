"""Dense whole numbers for actions, as learning and search programs of other people expect them.

Every action that can ever occur in a game has an id from 0 to `num_actions` - 1. The order is
by who acts (the seats, then CHANCE), verb and deck order; options of dilemmas come last. It
follows from what acts in a deck, so games of equal `rules_hash` have equal ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import index, itemgetter
from typing import Literal, assert_never

from wargame.errors import UsageError, nearest, visible
from wargame.rules import kernel, verbs
from wargame.rules.actions import CHANCE_SEAT, Action, Phrasebook
from wargame.rules.ir import DealsIR, Owned, Program
from wargame.rules.kernel import ARGUMENT, ASK, CHANCE, BaseState


class ActionIds:
    """The actions of one program by id, and ids by the kernel's numbers.

    Args:
        program: What acts.
        first: Actions that keep the ids they have in another game; the rest follow.

    Attributes:
        actions: Every action that can occur; its place is its id.
        verbs: The verbs of all of them.
    """

    __slots__ = ("_by_actor", "_by_ask", "_draws", "_ids", "actions", "verbs")

    def __init__(self, program: Program, first: Sequence[Action] = ()) -> None:
        words = Phrasebook(program)
        seats = [*(seat.id for seat in program.seats), CHANCE_SEAT]
        fixed = {
            (actor, code): Action(words.fixed_text(code), seats[actor], code)
            for actor in range(len(seats))
            for code in codes_of(program, actor)
        }
        asked = [
            [
                Action(words.option_text(ask.number, k), seats[ask.seat], choose(k, ask.is_secret))
                for k in range(len(ask.options))
            ]
            for ask in program.asks
        ]
        every = (*first, *fixed.values(), *(action for options in asked for action in options))
        self._ids = {action: n for n, action in enumerate(dict.fromkeys(every))}
        self.actions = tuple(self._ids)
        self.verbs = tuple(dict.fromkeys(action.verb for action in self.actions))
        self._by_actor = [
            {code: self._ids[action] for (who, code), action in fixed.items() if who == actor}
            for actor in range(len(seats))
        ]
        draws = [kernel.ACT(kernel.V_DRAW, card) for card in range(len(program.cards))]
        self._draws = [self._by_actor[CHANCE][code] for code in draws]
        self._by_ask = [[self._ids[action] for action in options] for options in asked]

    def __len__(self) -> int:
        return len(self.actions)

    def id_of(self, action: Action) -> int:
        """The id of an action.

        Raises:
            UsageError: It is no action of this game.
        """
        found = self._ids.get(action)
        if found is None:
            known = [known.text for known in self.actions if known.seat == action.seat]
            what = f"'{visible(action.text[:60])}' is no action of {visible(action.seat[:60])}"
            raise UsageError(f"{what} in this game. {nearest(action.text, known)}")
        return found

    def action_of(self, number: int) -> Action:
        """The action of an id.

        Raises:
            TypeError: It is no whole number.
            UsageError: No action has that id.
        """
        number = index(number)
        if not 0 <= number < len(self.actions):
            last = len(self.actions) - 1
            raise UsageError(f"No action has the id {number}: ids of this game are 0 to {last}.")
        return self.actions[number]

    def at(self, state: BaseState, codes: Sequence[int]) -> tuple[int, ...]:
        """The ids of the kernel's numbers of actions at a node, in the same order."""
        if state.node == ASK:
            options = self._by_ask[state.arg]
            return tuple([options[code & ARGUMENT] for code in codes])
        return _looked_up(self._by_actor[state.actor], codes)

    def drawn(self, state: BaseState) -> tuple[int, ...]:
        """The ids of the draws from the pile that a node is about: what `at` gives, sooner."""
        return _looked_up(self._draws, state.pile[state.arg])


def _looked_up(table: Mapping[int, int] | Sequence[int], keys: Sequence[int]) -> tuple[int, ...]:
    """The value of each key: every node comes by here, and nothing looks up many keys sooner."""
    if len(keys) < 2:
        return tuple([table[key] for key in keys])
    found: tuple[int, ...] = itemgetter(*keys)(table)
    return found


def choose(option: int, is_secret: bool) -> int:
    """The kernel's number for an option of a dilemma."""
    return kernel.ACT(kernel.V_SECRETLY if is_secret else kernel.V_CHOOSE, option)


def codes_of(program: Program, actor: int) -> Iterator[int]:
    """The kernel's numbers of everything that a seat or CHANCE may ever do, dilemmas aside."""
    absent, undrafted = absent_nodes(program), undrafted_verbs(program)
    for verb in verbs.VERBS:
        comes_up = verb not in undrafted and any(node not in absent for node in verb.nodes)
        if comes_up and verb.is_luck == (actor == CHANCE):
            for argument in arguments(program, verb, actor):
                yield kernel.ACT(verb.number, argument)


def absent_nodes(program: Program) -> list[int]:
    """Nodes that no game of a program comes to."""
    absent = [] if program.headline else [kernel.HEADLINE]
    absent += [] if program.deals else [kernel.TALK, kernel.REPLY, kernel.EDIT, kernel.FINAL]
    secret = program.docket is not None and program.docket.sealed is not None
    absent += [] if program.docket and not secret else [kernel.NAME]
    absent += [] if secret else [kernel.SEAL]
    absent += [] if program.windows else [kernel.ANSWER]
    return absent + ([] if program.uncertain_from else [kernel.LAST])


def undrafted_verbs(program: Program) -> tuple[verbs.Verb, ...]:
    """Verbs of the talks that a deck's way of drafting leaves out."""
    if program.deals is None:
        return ()
    by_item, by_change = (verbs.OFFER, verbs.TABLE), (verbs.AMEND,)
    changes = (verbs.COUNTER, verbs.DROP, verbs.ADD, verbs.TERM, verbs.SEND)
    match program.deals.drafting:
        case "items":
            return by_change
        case "changes":
            return by_item
        case "counters":
            return (*by_item, *by_change)
        case "packages":
            return (*by_item, *by_change, *changes)
        case _:
            assert_never(program.deals.drafting)


def arguments(program: Program, verb: verbs.Verb, actor: int) -> Iterable[int]:
    """What a verb may ever be about when a seat, by its number, or CHANCE acts."""
    p = program
    match verb.thing:
        case "none":
            return (0,)
        case "card":
            return _cards(p, verb, actor)
        case "agenda" | "action":
            owned: Mapping[str, Sequence[Owned]]
            owned = {"agenda": p.agendas, "action": p.actions}
            return (n for n, one in enumerate(owned[verb.thing]) if actor in (one.seat, CHANCE))
        case "measure":
            measures = ((n, m) for n, m in enumerate(p.measures) if m.seat == actor)
            return (n for n, measure in measures if measure.verbs[verb.word] is not None)
        case "project":
            may_lapse = kernel.LAPSE in verb.nodes
            own = ((n, one) for n, one in enumerate(p.projects) if actor in (one.seat, CHANCE))
            return (n for n, project in own if project.lapse_after >= 0 or not may_lapse)
        case "item" | "deal" | "term" | "package":
            return _bargained(p.deals, verb.thing, actor) if p.deals else ()
        case "outcome":
            lucks = [luck for luck in p.lucks if (luck.secret_of >= 0) == verb.is_secret]
            return range(max((len(luck.outcomes) for luck in lucks), default=0))
        case "inject" | "front":
            return _injects(p) if verb.is_luck else range(len(p.fronts))
        case "option" | "ruling":
            return ()
        case _:
            assert_never(verb.thing)


def _bargained(
    deals: DealsIR, thing: Literal["item", "deal", "term", "package"], actor: int
) -> Iterable[int]:
    """What a seat may ever speak of in talks."""
    match thing:
        case "item":
            return range(len(deals.items))
        case "deal":
            return range(1, deals.max_running + 1)
        case "term":
            return deals.terms
        case "package":
            return (n for n, one in enumerate(deals.packages) if one.seat in (actor, -1))


def _cards(program: Program, verb: verbs.Verb, actor: int) -> list[int]:
    """The cards that a verb may be about: none is buried where the deck has no such thing, and
    none of the rival's is of use but for capital."""
    if verb == verbs.BURY and not program.buries:
        return []
    if verb in verbs.BY_EFFECT and verbs.BY_EFFECT[verb] not in program.called:
        return []
    rows = [n for n, card in enumerate(program.cards) if actor in (card.seat, CHANCE)]
    if verb == verbs.ANSWER:
        return [n for n in rows if program.cards[n].response is not None]
    shut = [card.is_foreign or card.is_answer for card in program.cards]
    return [n for n in rows if not (verb.enacts and shut[n])]


def _injects(program: Program) -> list[int]:
    """The injects that may be drawn, and none."""
    drawn = [n for n, inject in enumerate(program.injects) if inject.round == 0]
    return [*drawn, kernel.NO_INJECT] if drawn and program.quiet_weight else drawn
