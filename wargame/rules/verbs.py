"""The verbs: what every action begins with, one row each.

Whoever has to know what an action is about asks its row, so that a verb is described here and
nowhere else. The kernel keeps the numbers; a test holds the two equal, and checks in play that a
verb comes up at the nodes of its row alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from wargame.dataclass import dataclass
from wargame.rules import kernel as k

Thing = Literal[
    "none",
    "card",
    "measure",
    "project",
    "action",
    "item",
    "deal",
    "term",
    "package",
    "option",
    "agenda",
    "front",
    "outcome",
    "inject",
    "ruling",
]
"""What the word after a verb names. A deal goes by its number, a term by its rounds, luck in an
effect by the number of its outcome; the rest by ids of the deck."""

Package = Literal["", "offer", "counter"]
Edit = Literal["", "put", "take", "term", "send"]

_ASKED: Final = (
    k.REPLY,
    k.FINAL,
    k.EDIT,
    k.ASK,
    k.KEEP,
    k.NAME,
    k.SEAL,
    k.GIVE,
    k.RECOVER,
    k.ANSWER,
)
_OF_CARDS: Final = (k.DRAW, k.LOSE, k.SEE, k.SPY)
_BY_LUCK: Final = (*_OF_CARDS, k.LUCK, k.INJECT, k.LAST, k.WORK, k.LAPSE, k.AGENDA)


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb.

    Attributes:
        word: As it is typed and recorded.
        number: The kernel's number for it; -1 for what is no action of the kernel.
        nodes: Where it may be chosen.
        menu, news: How a menu offers it, and how the news tells it: of a seat, or as a sentence.
            `{}` stands for its argument.
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
    menu: str
    news: str
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

    @property
    def typed(self) -> str:
        """The word with what always stands behind it, such as `let it stand`."""
        return f"{self.word} {self.rest}".rstrip()

    def __str__(self) -> str:
        return self.word


PASS: Final = Verb("pass", k.V_PASS, (k.PLAY, k.HEADLINE, k.TALK), "Pass", "passes")
PLAY: Final = Verb("play", k.V_PLAY, (k.PLAY,), "Play {}", "plays {}", "card", enacts=True)
CAPITAL: Final = Verb(
    "capital", k.V_CAPITAL, (k.PLAY,), "Discard {} for capital", "discards {} for capital", "card"
)
HEADLINE: Final = Verb(
    "headline",
    k.V_HEADLINE,
    (k.HEADLINE,),
    "Commit {} in secret",
    "had committed {}",
    "card",
    enacts=True,
)
TIGHTEN: Final = Verb("tighten", k.V_TIGHTEN, (k.PLAY,), "Tighten {}", "tightens {}", "measure")
EASE: Final = Verb("ease", k.V_EASE, (k.PLAY,), "Ease {}", "eases {}", "measure")
PAUSE: Final = Verb("pause", k.V_PAUSE, (k.PLAY,), "Pause {}", "pauses {}", "measure")
LIFT: Final = Verb("lift", k.V_LIFT, (k.PLAY,), "Lift {}", "lifts {}", "measure")
FUND: Final = Verb("fund", k.V_FUND, (k.PLAY,), "Fund {}", "funds {}", "project")
BREACH: Final = Verb("breach", k.V_BREACH, (k.PLAY,), "Break {}", "breaks {}", "deal")
OFFER: Final = Verb(
    "offer",
    k.V_OFFER,
    (k.TALK,),
    "Offer: {}",
    "puts on the table: {}",
    "item",
    package="offer",
    edit="put",
)
TABLE: Final = Verb(
    "table",
    k.V_TABLE,
    (k.TALK,),
    "Offer it for {}",
    "offers it for {}",
    "term",
    package="offer",
    edit="term",
)
EXTEND: Final = Verb(
    "extend", k.V_EXTEND, (k.TALK,), "Propose to extend {}", "proposes to extend {}", "deal"
)
ACCEPT: Final = Verb("accept", k.V_ACCEPT, (k.REPLY, k.FINAL), "Accept", "accepts")
DECLINE: Final = Verb("decline", k.V_DECLINE, (k.REPLY, k.FINAL), "Decline", "declines")
COUNTER: Final = Verb(
    "counter",
    k.V_COUNTER,
    (k.REPLY,),
    "Make a counter-offer",
    "makes a counter-offer",
    package="counter",
)
DROP: Final = Verb(
    "drop",
    k.V_DROP,
    (k.EDIT,),
    "Take out: {}",
    "takes out: {}",
    "item",
    package="counter",
    edit="take",
)
ADD: Final = Verb(
    "add", k.V_ADD, (k.EDIT,), "Put in: {}", "puts in: {}", "item", package="counter", edit="put"
)
TERM: Final = Verb(
    "term",
    k.V_TERM,
    (k.EDIT,),
    "Change the term to {}",
    "changes the term to {}",
    "term",
    package="counter",
    edit="term",
)
SEND: Final = Verb(
    "send", k.V_SEND, (k.EDIT,), "Send it back", "sends it back", package="counter", edit="send"
)
CHOOSE: Final = Verb("choose", k.V_CHOOSE, (k.ASK,), "{}", "chooses: {}", "option")
DISCARD: Final = Verb("discard", k.V_DISCARD, (k.DISCARD,), "Discard {}", "discards {}", "card")
KEEP: Final = Verb(
    "keep",
    k.V_KEEP,
    (k.KEEP,),
    "Keep the agenda {}",
    "keeps the agenda {}",
    "agenda",
    is_secret=True,
    enacts=True,
)
OUTCOME: Final = Verb("outcome", k.V_OUTCOME, (k.LUCK,), "{}", "Luck: {}.", "outcome")
DRAW: Final = Verb("draw", k.V_DRAW, (k.DRAW,), "Draw {}", "draws {}", "card", is_secret=True)
INJECT: Final = Verb("inject", k.V_INJECT, (k.INJECT,), "{}", "News: {}.", "inject", enacts=True)
END: Final = Verb("end", k.V_END, (k.LAST,), "The game ends", "The game ends here.", rest="game")
GO: Final = Verb("go", k.V_GO, (k.LAST,), "The game goes on", "The game goes on.", rest="on")
SUCCEED: Final = Verb(
    "succeed", k.V_SUCCEED, (k.WORK,), "{} succeeds", "{}: the work succeeds.", "project"
)
FAIL: Final = Verb(
    "fail",
    k.V_FAIL,
    (k.WORK,),
    "{} fails",
    "{}: the work fails and must be paid for again.",
    "project",
)
LAPSE: Final = Verb(
    "lapse",
    k.V_LAPSE,
    (k.LAPSE,),
    "{} lapses",
    "{}: nobody worked on it, and it lapses.",
    "project",
)
HOLD: Final = Verb(
    "hold", k.V_HOLD, (k.LAPSE,), "{} holds", "{}: nobody works on it, but it holds.", "project"
)
AGENDA: Final = Verb(
    "agenda", k.V_AGENDA, (k.AGENDA,), "Agenda {}", "An agenda is shown: {}.", "agenda"
)
ACT: Final = Verb("act", k.V_ACT, (k.PLAY,), "{}", "acts: {}", "action", enacts=True)
NAME: Final = Verb(
    "name",
    k.V_NAME,
    (k.NAME,),
    "Name {} for the next round",
    "names {} for the next round",
    "front",
)
PROPOSE: Final = Verb(
    "propose", k.V_PROPOSE, (k.TALK,), "Offer: {}", "offers: {}", "package", package="offer"
)
AMEND: Final = Verb(
    "amend",
    k.V_AMEND,
    (k.TALK,),
    "Change, then offer: {}",
    "takes up: {}",
    "package",
    package="offer",
)
INSTEAD: Final = Verb(
    "instead",
    k.V_INSTEAD,
    (k.REPLY,),
    "Counter with: {}",
    "counters with: {}",
    "package",
    package="counter",
)
BURY: Final = Verb("bury", k.V_BURY, (k.PLAY,), "Bury {}", "buries {}", "card")
SEAL: Final = Verb(
    "seal",
    k.V_SEAL,
    (k.SEAL,),
    "Name {} in secret for the next round",
    "names {} in secret for the next round",
    "front",
    is_secret=True,
)
SECRETLY: Final = Verb(
    "secretly", k.V_SECRETLY, (k.ASK,), "{}", "decides in secret: {}", "option", is_secret=True
)
LOT: Final = Verb("lot", k.V_LOT, (k.LUCK,), "{}", "Luck in secret: {}.", "outcome", is_secret=True)
GIVE: Final = Verb("give", k.V_GIVE, (k.GIVE,), "Give {}", "gives {} away", "card")
RECOVER: Final = Verb("recover", k.V_RECOVER, (k.RECOVER,), "Take back {}", "takes back {}", "card")
LOSE: Final = Verb("lose", k.V_LOSE, (k.LOSE,), "{}", "{} is discarded at random.", "card")
ANSWER: Final = Verb(
    "answer", k.V_ANSWER, (k.ANSWER,), "Answer with {}", "answers with {}", "card", enacts=True
)
LET: Final = Verb("let", k.V_LET, (k.ANSWER,), "Let it stand", "does not answer", rest="it stand")
SEE: Final = Verb("see", k.V_SEE, (k.SEE,), "See {}", "sees {}", "card", is_secret=True)
SPY: Final = Verb("spy", k.V_SPY, (k.SPY,), "See {}", "sees {}", "card", is_secret=True)
RULING: Final = Verb("ruling", -1, (), "Rule: {}", "Control rules: {}.", "ruling")
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
    ACT,
    NAME,
    PROPOSE,
    AMEND,
    INSTEAD,
    BURY,
    SEAL,
    SECRETLY,
    LOT,
    GIVE,
    RECOVER,
    LOSE,
    ANSWER,
    LET,
    SEE,
    SPY,
)
"""The kernel's verbs, each at the place of its number."""

ACTS: Final[Mapping[str, tuple[Verb, str]]] = {
    "play": (PLAY, "plays a card"),
    "burn": (CAPITAL, "discards a card for capital"),
    "bury": (BURY, "buries a card"),
    "headline": (HEADLINE, "has its headline take effect"),
    "tighten": (TIGHTEN, "tightens"),
    "ease": (EASE, "eases"),
    "pause": (PAUSE, "pauses"),
    "lift": (LIFT, "lifts"),
    "fund": (FUND, "funds"),
    "act": (ACT, "acts"),
    "sign": (ACCEPT, "signs a deal"),
    "extend": (EXTEND, "extends a deal"),
    "breach": (BREACH, "breaks a deal"),
    "pass": (PASS, "passes"),
}
"""What a rule or a card may answer, as decks call it: its verb, and how it is said."""

CALLED: Final[Mapping[str, Verb]] = {
    DISCARD.word: CAPITAL,
    **{word: verb for word, (verb, _) in ACTS.items() if word != verb.word},
}
"""Words by which rules and decks speak of an act that is typed with another word. To `discard` is
a verb too, where an effect asks for it."""

BY_WORD: Final = {verb.word: verb for verb in (*VERBS, RULING)}
"""Every verb by its word, `ruling` included."""


BY_EFFECT: Final = {
    GIVE: "give_cards",
    RECOVER: "recover_cards",
    LOSE: "lose_cards",
    SEE: "see_cards",
    SPY: "spy_cards",
}
"""Verbs that come up only where a deck has such an effect, and what the kernel calls for it."""


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
