"""Actions, the writes they bring about, and their words."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property

from wargame.dataclass import dataclass
from wargame.rules import kernel
from wargame.rules.ir import Program, Site, Targets
from wargame.rules.kernel import BaseState, rival
from wargame.rules.verbs import BY_WORD, INJECT, VERBS, Thing, Verb

CHANCE_SEAT = "CHANCE"
"""The reserved seat that luck decides for."""

NO_INJECT = "none"
"""What is drawn when no inject comes."""

BREACHES = "game.breaches"
"""The number of deals that were broken."""

_ABOUT_CARDS = {kernel.GIVE: "give away", kernel.RECOVER: "take back"}

MOST_OUTCOMES = 20
"""Options of luck in an effect, at most."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a seat, or CHANCE, does. Two actions are equal if they say the same.

    Attributes:
        text: As it is typed and recorded, such as `play mediation`.
        seat: Who acts.
        code: The kernel's number for it; not part of its identity.
    """

    text: str
    seat: str
    code: int = field(compare=False, repr=False)

    @property
    def verb(self) -> Verb:
        """The row of the first word."""
        return BY_WORD[self.text.partition(" ")[0]]

    @property
    def arg(self) -> str:
        """The rest, or ""."""
        return self.text.partition(" ")[2]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Write:
    """One change of a named number, as the traced flavour reports it.

    Attributes:
        ply, round: The action during which it happened, and its round.
        origin: The action that scheduled it; `ply` itself for what happened at once.
        name: The canonical name that was written.
        wanted: What was asked for; differs from `new` where a bound stopped it.
        seen_by: The seat that alone knows of it before the end, or "".
    """

    ply: int
    round: int
    site: Site
    origin: int
    name: str
    wanted: int
    old: int
    new: int
    seen_by: str = ""


def _left(targets: Targets | None, state: BaseState) -> str:
    """How often a seat still chooses, if it may do so more than once."""
    if targets is None or targets.times == 1:
        return ""
    left = getattr(state, targets.slot) & (1 << Targets.LEFT) - 1
    return f" ({left} of {targets.times} left)"


class Phrasebook:
    """Puts the kernel's numbers of one program into the words people type."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def choice_title(self, state: BaseState, code: int) -> str:
        """What people read for an option of a dilemma or an outcome in an effect; else ""."""
        x = code & kernel.ARGUMENT
        if state.node == kernel.LUCK:
            return self.program.lucks[state.arg].outcomes[x].title
        if state.node == kernel.ASK:
            return self.program.asks[state.arg].options[x].title
        return ""

    def outcome_title(self, state: BaseState, action: Action) -> str:
        """What people read for an outcome of luck at a node."""
        if state.node == kernel.LUCK:
            return str(self.program.lucks[state.arg].outcomes[action.code & kernel.ARGUMENT].title)
        return f"{self.prompt(state)}: {action.text}" if self.prompt(state) else action.text

    def prompt(self, state: BaseState) -> str:
        """What a node is about: an item, a question, or ""."""
        if state.node in (kernel.WORK, kernel.LAPSE):
            return str(self.program.projects[state.arg].title)
        if state.node == kernel.ANSWER:
            actor = rival(self.program.windows[state.arg].seat)
            return f"{self.program.seats[actor].title} has acted: do you answer?"
        if state.node == kernel.ASK:
            ask = self.program.asks[state.arg]
            return f"{ask.title}{_left(ask.targets, state)}"
        if state.node == kernel.LUCK:
            return str(self.program.lucks[state.arg].item)
        if state.node in _ABOUT_CARDS:
            cards = "a card" if state.count == 1 else f"{state.count} cards, one by one"
            return f"{_ABOUT_CARDS[state.node]} {cards}"
        return ""

    def text_of(self, state: BaseState, code: int) -> str:
        """An action in words, at a node."""
        if code >> 10 in (kernel.V_CHOOSE, kernel.V_SECRETLY):
            return self.option_text(state.arg, code & kernel.ARGUMENT)
        return self.fixed_text(code)

    def option_text(self, ask: int, option: int) -> str:
        """The choice of an option in words."""
        found = self.program.asks[ask]
        verb = VERBS[kernel.V_SECRETLY if found.is_secret else kernel.V_CHOOSE]
        return f"{verb} {found.options[option].id}"

    def fixed_text(self, code: int) -> str:
        """An action in words, if it is not the choice of an option."""
        return self.fixed.get(code) or f"{VERBS[code >> 10]} {code & kernel.ARGUMENT}"

    @cached_property
    def fixed(self) -> dict[int, str]:
        """Every action whose words do not depend on the node."""
        found: dict[int, str] = {}
        for verb in VERBS:
            for number, name in enumerate(self.ids.get(verb.thing, [])):
                found[kernel.ACT(verb.number, number)] = f"{verb} {name}" if name else verb.typed
        found[kernel.ACT(kernel.V_INJECT, kernel.NO_INJECT)] = f"{INJECT} {NO_INJECT}"
        return found

    @property
    def most_outcomes(self) -> int:
        """Outcomes of luck in an effect, at most; of a roll there may be more than of options."""
        return max(MOST_OUTCOMES, *(len(luck.outcomes) for luck in self.program.lucks), 0)

    @cached_property
    def ids(self) -> dict[Thing, list[str]]:
        """What arguments are called, each at the place of its number; a bare verb has none."""
        p = self.program
        return {
            "none": [""],
            "card": [card.id for card in p.cards],
            "measure": [measure.id for measure in p.measures],
            "project": [project.id for project in p.projects],
            "action": [action.id for action in p.actions],
            "item": [item.id for item in p.deals.items] if p.deals else [],
            "package": [package.id for package in p.deals.packages] if p.deals else [],
            "agenda": [agenda.id for agenda in p.agendas],
            "front": [front.id for front in p.fronts],
            "inject": [inject.id for inject in p.injects],
            "outcome": [str(number) for number in range(1, self.most_outcomes + 1)],
        }
