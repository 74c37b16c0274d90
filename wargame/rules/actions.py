"""Actions, what they led to, and their words."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from wargame.rules import kernel
from wargame.rules.ir import Program, Site
from wargame.rules.kernel import VERBS

State = Any
"""One position: the generated `class State` of the deck. Read-only outside this room."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a seat, or CHANCE, does. Two actions are equal if they say the same.

    Attributes:
        text: As it is typed and recorded, such as `play soy_deal`.
        seat: Who acts.
        code: The kernel's number for it; not part of its identity.
    """

    text: str
    seat: str
    code: int = field(compare=False, repr=False)

    @property
    def verb(self) -> str:
        """The first word."""
        return self.text.partition(" ")[0]

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
    """

    ply: int
    round: int
    site: Site
    origin: int
    name: str
    wanted: int
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Step:
    """What an action led to. `writes` is empty unless the step was traced."""

    action: Action
    state: State
    writes: tuple[Write, ...] = ()


class Words:
    """Puts the kernel's numbers of one program into the words people type."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def outcome_title(self, state: State, action: Action) -> str:
        """What people read for an outcome of luck at a node."""
        if state.node == kernel.LUCK:
            return str(self.program.lucks[state.arg].outcomes[action.code & kernel.ARGUMENT].title)
        return f"{self.prompt(state)}: {action.text}" if self.prompt(state) else action.text

    def prompt(self, state: State) -> str:
        """What a node is about: an item, a question, or ""."""
        if state.node in (kernel.WORK, kernel.LAPSE):
            return str(self.program.projects[state.arg].title)
        if state.node == kernel.ASK:
            return str(self.program.asks[state.arg].title)
        if state.node == kernel.LUCK:
            return str(self.program.lucks[state.arg].item)
        return ""

    def text_of(self, state: State, code: int) -> str:
        """An action in words, at a node."""
        verb, x = code >> 10, code & kernel.ARGUMENT
        word = VERBS[verb]
        if verb == kernel.V_CHOOSE:
            return f"{word} {self.program.asks[state.arg].options[x].id}"
        return self.fixed.get(code) or f"{word} {x}"

    @cached_property
    def fixed(self) -> dict[int, str]:
        """Every action whose words do not depend on the node."""
        p = self.program
        items = [item.id for item in p.deals.items] if p.deals else []
        cards, measures, projects = (
            [noun.id for noun in nouns] for nouns in (p.cards, p.measures, p.projects)
        )
        injects, agendas = [i.id for i in p.injects], [a.id for a in p.agendas]
        found = {kernel.ACT(n): word for n, word in enumerate(VERBS)}
        for verbs, ids in (
            (("play", "capital", "headline", "discard", "draw"), cards),
            (("tighten", "ease", "pause", "lift"), measures),
            (("fund", "succeed", "fail", "lapse", "hold"), projects),
            (("offer", "drop", "add"), items),
            (("inject",), injects),
            (("keep", "agenda"), agendas),
            (("outcome",), [str(n + 1) for n in range(20)]),
        ):
            for word in verbs:
                for number, name in enumerate(ids):
                    found[kernel.ACT(VERBS.index(word), number)] = f"{word} {name}"
        found[kernel.ACT(kernel.V_INJECT, kernel.NO_INJECT)] = "inject none"
        found[kernel.ACT(kernel.V_END)] = "end game"
        found[kernel.ACT(kernel.V_GO)] = "go on"
        return found
