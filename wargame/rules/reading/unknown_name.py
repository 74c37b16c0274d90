"""A word of an expression that names nothing: what is wrong, and what was probably meant."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from wargame.content.number_words import WORDS
from wargame.errors import Unknown, closest, nearest
from wargame.rules.reading.names import Names, Scope
from wargame.rules.reading.syntax import FUNCTIONS, TextFault

NOBODY_ACTS = "Nobody is acting here: name the seat."
"""What to do about `my.` where it means nobody."""

PREFIXED = "Names carry a prefix such as my. or shared."
"""What to do about a word without one."""


OTHER_SEATS = {
    **dict.fromkeys(("both", "all", "each", "every", "either", "players"), ("seats", "any")),
    **dict.fromkeys(("table", "common", "global", "world"), ("shared",)),
    **dict.fromkeys(("none", "nobody", "no_one", "neither"), ("nobody", "shared")),
    **dict.fromkeys(("trailing", "trailer", "loser", "weaker"), ("behind",)),
    **dict.fromkeys(("leading", "leader", "winner", "stronger"), ("ahead",)),
    **dict.fromkeys(("turns", "rotate", "rotating", "alternating"), ("alternate",)),
    "any": ("seats",),
    "seats": ("any",),
}
"""What authors write for whose something is, that goes by another word."""


def meant_seat(word: str, known: Collection[str]) -> str:
    """The word by which something goes here that is written as an unknown seat, or that word."""
    return next((one for one in OTHER_SEATS.get(word.lower(), ()) if one in known), word)


def unknown_name(text: str, offset: int, names: Names, scope: Scope) -> TextFault:
    """A name that is none, and what was probably meant."""
    what = f"unknown name '{text}'"
    owner, _, last = text.partition(".")
    if owner in ("my", "their") and scope.my < 0:
        shared = f"shared.{last}"
        if shared not in names:
            return TextFault(what, NOBODY_ACTS, offset)
        return TextFault(
            what, f"Did you mean '{shared}'?", offset, Unknown(text, "name", (shared,))
        )
    if text.startswith("party.") and names.parties_with(text.removeprefix("party.")):
        hint = f"Name the party, write it inside 'each:', or add all up: total({text})."
        return TextFault(what, hint, offset)
    if text == "roll":
        hint = "'roll' is the number of a 'roll:', and stands inside its 'do' alone."
        return TextFault(what, hint, offset)
    if text in WORDS:
        return TextFault(what, f"Write {WORDS[text]}.", offset)
    if text.startswith("dial."):
        return TextFault(what, f"A dial stands in {FUNCTIONS['scaled'][0]} alone.", offset)
    if fault := _not_of_its_group(text, offset, names):
        return fault
    missing = names.missing(text, scope)
    if owner in ("my", "their") and (theirs := _of_one_seat(owner, last, names, scope)):
        return TextFault(what, theirs, offset)
    if owner != "party" and last in names.tracks_of_parties():
        hint = f"Parties have it: write party.ID.{last}, or party.{last} inside 'each:'."
        return TextFault(what, hint, offset, missing and missing[1])
    if "." not in text and names.constants:
        hint = _hint(text, names, scope)
        return TextFault(what, hint, offset, Unknown(text, "name", (), hint))
    return TextFault(what, partial(_hint, text, names, scope), offset, missing and missing[1])


def _of_one_seat(owner: str, track: str, names: Names, scope: Scope) -> str:
    """What to do about a track that a seat does not have, and its rival has; "" for any other."""
    seat = names.seats[scope.my if owner == "my" else 1 - scope.my]
    has = next(one for one in names.seats if one != seat)
    if f"{has}.{track}" not in names:
        return ""
    here = f"and '{owner}.' is {seat} here"
    return f"Of the seats {has} alone has '{track}', {here}: name {has}.{track}."


def _not_of_its_group(text: str, offset: int, names: Names) -> TextFault | None:
    """A party without a track that others have: its group may be misspelt."""
    head, _, rest = text.partition(".")
    party, _, track = rest.partition(".")
    parties = names.groups["parties"] if head == "party" else ()
    having = [one for one in parties if f"party.{one}.{track}" in names]
    if party not in parties or not having or party in having:
        return None
    groups = {members: group for group, members in names.groups.items() if group != "parties"}
    group = groups.get(tuple(having), "")
    hint = f"Those that have '{track}' are {', '.join(having[:8])}"
    hint += f": name one, or write 'group: {group}' at the party '{party}'." if group else "."
    return TextFault(f"unknown name '{text}'", hint, offset, Unknown(text, "name", (), hint))


_OTHER_OWNERS = {
    **dict.fromkeys(("rival", "opponent", "other", "enemy", "theirs"), "their"),
    **dict.fromkeys(("me", "mine", "own", "self", "you", "your", "acting"), "my"),
    **dict.fromkeys(("all", "both", "common", "table", "world", "global", "board"), "shared"),
}
"""What authors write for an owner that goes by another word."""


def _meant(text: str, names: Names, scope: Scope) -> str:
    """The name that is written with another word for its owner, or for a level; "" for none."""
    head, _, rest = text.partition(".")
    name = f"{_OTHER_OWNERS.get(head, '')}.{rest}"
    whole = text.removesuffix(".level").removesuffix(".stage")
    found = [one for one in (name, whole) if one != text and one in names.known(scope)]
    return next(iter(found), "")


def _hint(text: str, names: Names, scope: Scope) -> str:
    if meant := _meant(text, names, scope):
        return f"Did you mean '{meant}'?"
    known = names.alike(text, scope)
    if "." not in text and known[0].endswith(f".{text}"):
        return f"Did you mean '{known[0]}'? {PREFIXED}"
    return nearest(text, known) if "." in text else _bare_hint(text, names, scope)


def _bare_hint(text: str, names: Names, scope: Scope) -> str:
    """What a word without a prefix may have been meant for: an era, a stage, a level."""
    eras, places = tuple(names.constants), names.places
    if era := closest(text, eras):
        return f"Did you mean '{era}'? Eras are {', '.join(eras)}."
    if place := closest(text, tuple(places)):
        name, number = places[place]
        return f"'{name}' is a number: it is {number} at '{place}'. Write {number}."
    parts = {name.rpartition(".")[2]: name for name in reversed(names.known(scope))}
    if part := closest(text, tuple(parts)):
        return f"Did you mean '{parts[part]}'? {PREFIXED}"
    return f"{PREFIXED} Eras are {', '.join(eras)}." if eras else PREFIXED
