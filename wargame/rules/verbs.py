"""The verbs: what every action begins with, one row each.

Whoever has to know what an action is about asks its row, so that a verb is described here and
nowhere else. The kernel keeps the numbers; a test holds the two equal, and checks in play that a
verb comes up at the nodes of its row alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from wargame.rules import kernel as k

Thing = Literal[
    "none",
    "card",
    "measure",
    "project",
    "item",
    "deal",
    "term",
    "option",
    "agenda",
    "outcome",
    "inject",
    "ruling",
]
"""What the word after a verb names. A deal goes by its number, a term by its rounds, luck in an
effect by the number of its outcome; the rest by ids of the deck."""

Package = Literal["", "offer", "counter"]
Edit = Literal["", "put", "take", "term", "send"]

_BY_LUCK: Final = (k.LUCK, k.DRAW, k.INJECT, k.LAST, k.WORK, k.LAPSE, k.AGENDA)
_ASKED: Final = (k.REPLY, k.FINAL, k.EDIT, k.ASK, k.KEEP)


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb.

    Attributes:
        word: As it is typed and recorded.
        number: The kernel's number for it; -1 for what is no action of the kernel.
        nodes: Where it may be chosen.
        thing: What its argument names.
        rest: The words after it, where they are always the same.
        is_secret: Others learn that it happened, never on what.
        enacts: Its argument takes effect: a policy is played, an event happens, an agenda counts.
        package: What it is a step of: an offer, or a counter-offer.
        edit: What it does to the package: puts an item in, takes one out, sets the term (and
            tables it), or sends it as it is.
    """

    word: str
    number: int
    nodes: tuple[int, ...]
    thing: Thing = "none"
    rest: str = ""
    is_secret: bool = False
    enacts: bool = False
    package: Package = ""
    edit: Edit = ""

    @property
    def is_luck(self) -> bool:
        """Whether it is an outcome of luck; else a seat chooses it."""
        return any(node in _BY_LUCK for node in self.nodes)

    @property
    def is_play(self) -> bool:
        """Whether it takes one of a seat's plays of the round."""
        return k.PLAY in self.nodes

    @property
    def is_headline(self) -> bool:
        """Whether it may be committed as a headline, secret until all seats have committed."""
        return k.HEADLINE in self.nodes

    @property
    def is_answer(self) -> bool:
        """Whether it answers something that a seat was asked and must settle first."""
        return any(node in _ASKED for node in self.nodes)

    @property
    def is_numbered(self) -> bool:
        """Whether its argument is typed as a number, which the kernel keeps as it is."""
        return self.thing in ("deal", "term")

    def __str__(self) -> str:
        return self.word


PASS: Final = Verb("pass", k.V_PASS, (k.PLAY, k.HEADLINE, k.TALK))
PLAY: Final = Verb("play", k.V_PLAY, (k.PLAY,), "card", enacts=True)
CAPITAL: Final = Verb("capital", k.V_CAPITAL, (k.PLAY,), "card")
HEADLINE: Final = Verb("headline", k.V_HEADLINE, (k.HEADLINE,), "card", enacts=True)
TIGHTEN: Final = Verb("tighten", k.V_TIGHTEN, (k.PLAY,), "measure")
EASE: Final = Verb("ease", k.V_EASE, (k.PLAY,), "measure")
PAUSE: Final = Verb("pause", k.V_PAUSE, (k.PLAY,), "measure")
LIFT: Final = Verb("lift", k.V_LIFT, (k.PLAY,), "measure")
FUND: Final = Verb("fund", k.V_FUND, (k.PLAY,), "project")
BREACH: Final = Verb("breach", k.V_BREACH, (k.PLAY,), "deal")
OFFER: Final = Verb("offer", k.V_OFFER, (k.TALK,), "item", package="offer", edit="put")
TABLE: Final = Verb("table", k.V_TABLE, (k.TALK,), "term", package="offer", edit="term")
EXTEND: Final = Verb("extend", k.V_EXTEND, (k.TALK,), "deal")
ACCEPT: Final = Verb("accept", k.V_ACCEPT, (k.REPLY, k.FINAL))
DECLINE: Final = Verb("decline", k.V_DECLINE, (k.REPLY, k.FINAL))
COUNTER: Final = Verb("counter", k.V_COUNTER, (k.REPLY,), package="counter")
DROP: Final = Verb("drop", k.V_DROP, (k.EDIT,), "item", package="counter", edit="take")
ADD: Final = Verb("add", k.V_ADD, (k.EDIT,), "item", package="counter", edit="put")
TERM: Final = Verb("term", k.V_TERM, (k.EDIT,), "term", package="counter", edit="term")
SEND: Final = Verb("send", k.V_SEND, (k.EDIT,), package="counter", edit="send")
CHOOSE: Final = Verb("choose", k.V_CHOOSE, (k.ASK,), "option")
DISCARD: Final = Verb("discard", k.V_DISCARD, (k.DISCARD,), "card")
KEEP: Final = Verb("keep", k.V_KEEP, (k.KEEP,), "agenda", is_secret=True, enacts=True)
OUTCOME: Final = Verb("outcome", k.V_OUTCOME, (k.LUCK,), "outcome")
DRAW: Final = Verb("draw", k.V_DRAW, (k.DRAW,), "card", is_secret=True)
INJECT: Final = Verb("inject", k.V_INJECT, (k.INJECT,), "inject", enacts=True)
END: Final = Verb("end", k.V_END, (k.LAST,), rest="game")
GO: Final = Verb("go", k.V_GO, (k.LAST,), rest="on")
SUCCEED: Final = Verb("succeed", k.V_SUCCEED, (k.WORK,), "project")
FAIL: Final = Verb("fail", k.V_FAIL, (k.WORK,), "project")
LAPSE: Final = Verb("lapse", k.V_LAPSE, (k.LAPSE,), "project")
HOLD: Final = Verb("hold", k.V_HOLD, (k.LAPSE,), "project")
AGENDA: Final = Verb("agenda", k.V_AGENDA, (k.AGENDA,), "agenda")
RULING: Final = Verb("ruling", -1, (), "ruling")
"""What control does; the kernel knows no such action."""

VERBS: Final = (
    PASS,
    PLAY,
    CAPITAL,
    HEADLINE,
    TIGHTEN,
    EASE,
    PAUSE,
    LIFT,
    FUND,
    BREACH,
    OFFER,
    TABLE,
    EXTEND,
    ACCEPT,
    DECLINE,
    COUNTER,
    DROP,
    ADD,
    TERM,
    SEND,
    CHOOSE,
    DISCARD,
    KEEP,
    OUTCOME,
    DRAW,
    INJECT,
    END,
    GO,
    SUCCEED,
    FAIL,
    LAPSE,
    HOLD,
    AGENDA,
)
"""The kernel's verbs, each at the place of its number."""

BY_WORD: Final = {verb.word: verb for verb in (*VERBS, RULING)}
"""Every verb by its word, `ruling` included."""


def verbs_on(thing: Thing) -> tuple[Verb, ...]:
    """The verbs by which seats act on a kind of thing."""
    return tuple(verb for verb in VERBS if verb.thing == thing and not verb.is_luck)


def find(word: str) -> Verb | None:
    """The verb that somebody typed; a ruling is no action of a seat's."""
    verb = BY_WORD.get(word)
    return verb if verb in VERBS else None


def split(text: str) -> tuple[Verb, str]:
    """The verb and the argument of an action.

    Raises:
        KeyError: It does not begin with a verb.

    >>> str(split("play mediation")[0]), split("play mediation")[1], split("pass")[1]
    ('play', 'mediation', '')
    """
    word, _, rest = text.partition(" ")
    return BY_WORD[word], rest
