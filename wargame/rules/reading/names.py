"""The names that deck text can read and write, in one table for a deck.

`Names.find` answers for a scope: whose `my.` is meant, and which party `party.` is, inside `each`.
"""

from __future__ import annotations

from dataclasses import field

from wargame.dataclass import dataclass
from wargame.errors import Unknown, closest
from wargame.rules.ir import Guess, Name
from wargame.rules.kernel import rival
from wargame.rules.reading.identifiers import Identifiers

PARTS = ("", "in_force", "paused", "age", "done", "working")
"""What may stand behind `measure` and `project` where one is in hand."""

NOBODY = "nobody"
"""What a track of seats holds when it holds none."""

SEAT_WORDS = (
    *("my", "their", "me", "rival", "any", "all", NOBODY, "behind", "ahead"),
    *("alternate", "initiative", "seat", "seats", "shared", "party", "parties", "roll"),
    *("measure", "measures", "project", "projects", "action", "card", "deal", "front", "game"),
    *("number", "dial"),
)
"""What no seat can be called: these words stand for seats, or before names."""

GROUP_WORDS = ("shared", "seats", "parties", "measures", "projects")
"""What no group of parties can be called: these words stand for somebody already."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose text it is.

    Attributes:
        my: A seat's number, or -1 where nobody acts.
        party, measure, project: The one in hand inside `each` and `target`, or "".
        roll: The number that `roll` stands for; a name where it is not known yet.
        sees: The seat whose private numbers may be read, or `ANY_SEAT`, or -1 for none.
        secret: The seat that alone learns what is done here, or -1.
    """

    my: int = -1
    party: str = ""
    measure: str = ""
    project: str = ""
    roll: Name | int | None = None
    sees: int = -1
    secret: int = -1

    def in_hand(self) -> str:
        """The word for what is in hand, or ""."""
        words = ("party", "measure", "project")
        return next((word for word in words if getattr(self, word)), "")


SETTINGS = ("turn", "phase", "round", "seed", "game.round")
"""What a position that is made up may say beside names of the language."""

PHASES = ("world", "headline", "plays", "talks", "account")
"""The phases in which it may begin."""

ANY_SEAT = 9
"""Stands for every seat where it matters whose private numbers are read."""

NOWHERE = Scope()


_TRACK = "track"

NOUNS_OF = {
    "": "seat",
    "party": "party",
    "measure": "measure",
    "project": "project",
    "number": "number",
    "game": "counter",
}
"""What the next part of a name names, by what stands before it."""


@dataclass(slots=True)
class Names:
    """Every name of a deck, by its canonical text.

    Attributes:
        dials: The dose of each dial, by its id.
        scales: What a dial scales as a whole, such as `rules.fatigue`, and the dial's id.
        parameters: What the generated module is given: see `Program`.
        unread: Names that the rules keep to themselves: no text can read them.
        guesses: What everybody may know of the private numbers of a seat, by its number.
        parts: What may stand behind the first parts of a name, once it is asked for.
        constants: Words that stand for a number, without a prefix: the ids of eras.
        places: What stages and levels are called, with the name that counts them and the number
            that it has there.
        hold_seats: Whether any name holds a seat.
        noted: The deal items that some text asks after, by number.
        heard: The names that were asked after by what is being read, there or not.
    """

    seats: tuple[str, str]
    groups: dict[str, tuple[str, ...]]
    table: dict[str, Name] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    ids: Identifiers = field(default_factory=Identifiers)
    dials: dict[str, Name] = field(default_factory=dict)
    scales: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    unread: dict[str, Name] = field(default_factory=dict)
    guesses: dict[int, Guess] = field(default_factory=dict)
    parts: dict[str, dict[str, bool]] = field(default_factory=dict)
    constants: dict[str, int] = field(default_factory=dict)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    hold_seats: bool = False
    noted: dict[int, bool] = field(default_factory=dict)
    heard: dict[str, bool] = field(default_factory=dict)

    def add(self, name: Name) -> None:
        """Enter a name."""
        self.hold_seats |= name.is_seat
        self.table[name.text] = name

    def keep(self, text: str, wanted: str, most: int, title: str) -> None:
        """Enter a number that the rules keep: 0 at the start, and no statement writes it."""
        slot = self.ids.give(wanted)
        self.add(Name(text, "slot", slot, 0, most, title=title))
        self.starts[slot] = 0

    def holders(self, my: int = -1) -> dict[str, int]:
        """What a track of seats may hold, by how it is written where seat `my` acts."""
        found = {NOBODY: 0} | {seat: number for number, seat in enumerate(self.seats, 1)}
        if my >= 0:
            found |= {"me": my + 1, "rival": rival(my) + 1}
        return found

    def canonical(self, text: str, scope: Scope) -> str:
        """The canonical form of a name as written in a scope; unknown names stay as they are."""
        head, _, rest = text.partition(".")
        if head == "my" and scope.my >= 0:
            return f"{self.seats[scope.my]}.{rest}"
        if head == "their" and scope.my >= 0:
            return f"{self.seats[rival(scope.my)]}.{rest}"
        if head == "party" and scope.party and "." not in rest:
            return f"party.{scope.party}.{rest}"
        one = {"measure": scope.measure, "project": scope.project}.get(head, "")
        if one and rest in PARTS:
            return f"{head}.{one}.{rest}".rstrip(".")
        return text

    def find(self, text: str, scope: Scope) -> Name | None:
        """The name that a text means in a scope, or None."""
        if text == "roll" and isinstance(scope.roll, Name):
            return scope.roll
        name = self.canonical(text, scope)
        self.heard[name] = True
        found = self.table.get(name)
        if found is not None and found.form in ("runs", "left"):
            self.noted[found.index] = True
        return found

    def known(self, scope: Scope) -> list[str]:
        """What may be written in a scope, for hints."""
        found = list(self.table)
        one = scope.in_hand()
        if one:
            own = f"{one}.{getattr(scope, one)}"
            found += [f"{one}{text.removeprefix(own)}" for text in self.table if _of(text, own)]
        if scope.my >= 0:
            own, theirs = (f"{self.seats[i]}." for i in (scope.my, rival(scope.my)))
            found += [f"my.{text.partition('.')[2]}" for text in self.table if text.startswith(own)]
            found += [
                f"their.{text.partition('.')[2]}" for text in self.table if text.startswith(theirs)
            ]
        return found

    def missing(self, text: str, scope: Scope) -> tuple[str, Unknown] | None:
        """What stands before the first part of an unknown name that is not there, and that part.

        None if every part is there, as in `party.port`.
        """
        words = self.canonical(text, scope).split(".")
        for number, word in enumerate(words):
            before = ".".join(words[:number])
            inside = self.inside(before)
            is_head = not before and (word == "shared" or word in NOUNS_OF)
            is_party = before == "party" and word in self.groups["parties"]
            if word not in inside and not is_head and not is_party:
                written = text.removesuffix(".".join(words[number:]))
                known = inside if before else self.seats
                noun = _TRACK if before in self.seats else NOUNS_OF.get(before, _TRACK)
                return written, Unknown(word, noun, tuple(known))
        return None

    def alike(self, text: str, scope: Scope = NOWHERE) -> list[str]:
        """The names among which an unknown one may have been meant: few enough to compare."""
        before, _ = self.missing(text, scope) or ("", None)
        known, last = self.known(scope), _last(text)
        beside = tuple(name for name in known if before and name.startswith(before))
        close = [name for name in known if name.endswith(last) and _last(name) == last]
        if close and not any(_last(name) == last for name in beside):
            return close  # another owner's, by its whole name
        return list(beside) if closest(text, beside) else close or list(beside) or known

    def inside(self, before: str) -> list[str]:
        """What may stand behind the first parts of a name."""
        if not self.parts:
            for name in self.table:
                words = name.split(".")
                for number, word in enumerate(words):
                    self.parts.setdefault(".".join(words[:number]), {})[word] = True
        return list(self.parts.get(before, ()))

    def __contains__(self, name: object) -> bool:
        return name in self.table

    def tracks_of_parties(self) -> list[str]:
        """The tracks that some party has."""
        held = [name.split(".") for name in self.table if name.startswith("party.")]
        return list(dict.fromkeys(words[2] for words in held if len(words) > 2))

    def parties_with(self, track: str) -> list[Name]:
        """The names of a track over all parties that have it, in deck order."""
        asked = [f"party.{party}.{track}" for party in self.groups["parties"]]
        self.heard |= dict.fromkeys(asked, True)
        return [self.table[name] for name in asked if name in self.table]


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _of(text: str, owner: str) -> bool:
    """Whether a name is its owner's, or the owner itself."""
    return text == owner or text.startswith(f"{owner}.")
