"""Opponents: people of a deck, with how far each of them looks ahead.

An opponent is a persona that the deck gives a foresight: it sees what its seat sees, and looks so
far ahead for its own doctrine's ends. How hard it is to beat hangs on both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wargame.content.fields import FORESIGHTS, ForesightLevel
from wargame.dataclass import dataclass
from wargame.errors import sentence_case
from wargame.play.player import REMOTE
from wargame.players.names import parse_name, titled
from wargame.rules.verbs import (
    ACCEPT,
    BREACH,
    DECLINE,
    EASE,
    EXTEND,
    LIFT,
    PASS,
    PAUSE,
    PROPOSE,
    SEND,
    TABLE,
    TIGHTEN,
    Verb,
)

if TYPE_CHECKING:
    from wargame.content.model import Deck, Persona, Says

MIDDLE: Final[ForesightLevel] = "regular"
"""How far the person looks who sits down where nobody was named."""

KINDS: Final = {
    TIGHTEN: "tightens",
    EASE: "eases",
    PAUSE: "eases",
    LIFT: "eases",
    TABLE: "offers",
    PROPOSE: "offers",
    SEND: "offers",
    EXTEND: "offers",
    ACCEPT: "accepts",
    DECLINE: "declines",
    PASS: "passes",
    BREACH: "breaks",
}
"""The lines of `Says` by what is done; `acts` for the rest."""


@dataclass(frozen=True, slots=True)
class Opponent:
    """Somebody of a deck, looking so far ahead."""

    persona: Persona
    foresight: ForesightLevel

    @property
    def name(self) -> str:
        """What is typed for it, and what the record calls it."""
        return f"{self.persona.id}:{self.foresight}"

    @property
    def title(self) -> str:
        """What people read."""
        return titled(self.persona.title, self.foresight)

    @property
    def face(self) -> str:
        """Who that is: the temper, the doctrine, and a line it says."""
        temper = f"{sentence_case(self.persona.temper)}." if self.persona.temper else ""
        said = f"“{self.persona.says.acts}”" if self.persona.says else ""
        return " ".join(part for part in (temper, (self.persona.text or "").strip(), said) if part)


def opponents(deck: Deck, seat: str) -> list[Opponent]:
    """Whom a deck offers for a seat, from those who look least far ahead to those who look
    farthest; none where the deck gives nobody a foresight."""
    found = [
        Opponent(one, one.foresight)
        for one in deck.personas
        if one.foresight is not None and one.seat in ("any", seat)
    ]
    return sorted(found, key=lambda one: FORESIGHTS.index(one.foresight))


def usual_opponent(deck: Deck, seat: str) -> Opponent | None:
    """Who sits down where nobody was named: whoever looks about so far as `MIDDLE`, if anybody."""
    middle = FORESIGHTS.index(MIDDLE)
    return min(
        opponents(deck, seat),
        key=lambda one: abs(FORESIGHTS.index(one.foresight) - middle),
        default=None,
    )


def opponent_named(deck: Deck, name: str) -> Opponent | None:
    """Whom of a deck a player's name stands for; None for players of another kind. Who is named
    without a foresight looks one step ahead, as those do who look least far."""
    named = parse_name(name)
    persona = next((one for one in deck.personas if one.id == named.who), None)
    foresight = named.foresight
    return Opponent(persona, foresight) if persona and foresight else None


def called(deck: Deck, name: str) -> str:
    """What people read for a player's name: the title of an opponent, or the name."""
    if name == REMOTE:
        return "somebody at another machine"
    found = opponent_named(deck, name)
    return found.title if found else name


def bare_title(deck: Deck, name: str) -> str:
    """The same without the foresight."""
    found = opponent_named(deck, name)
    return found.persona.title if found else called(deck, name)


def line_of(deck: Deck, name: str, verb: Verb) -> str:
    """What whoever plays under this name says to an act of its own; "" if nothing."""
    found = opponent_named(deck, name)
    if found is None or found.persona.says is None or not (verb in KINDS or verb.is_play):
        return ""
    says: Says = found.persona.says
    return str(getattr(says, KINDS.get(verb, "acts")) or says.acts)
