"""What one deck names, laid into the schemas of its files, so that an editor completes it.

Which noun a field names is in `NAMES_A`; a field that holds an id and is in neither table is found
by a test. Words that stand for a seat are read off the field's description.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any

from wargame.content.authors.plain_types import plain_name
from wargame.content.model import Deck, Noun
from wargame.content.model.base import Sourced
from wargame.content.paths import field_types, nouns_in
from wargame.dataclass import dataclass

NAMES_A: dict[str, tuple[str, ...]] = {
    "seat": ("seats",),
    "measure": ("measures",),
    "Pause.pause": ("measures",),
    "Advance.advance": ("projects",),
    "Lapse.lapse": ("projects",),
    "EndGame.end": ("endings",),
    "endings": ("endings",),
    "DealItem.track": ("paid",),
    "Bury.into": ("paid",),
    "era": ("eras",),
    "until_era": ("eras",),
    "Claim.ablation": ("variants",),
    "DueInject.inject": ("injects",),
    "SessionFormat.variant": ("variants",),
    "Chapter.variant": ("variants",),
    "ReadyPackage.items": ("items",),
    "Contest.level": ("seats",),
    "Docket.chooser": ("seats",),
    "SupplyChain.holder": ("seats", "parties"),
    "Docket.level": ("seats",),
    "Headline.order": ("seats",),
    "SideA.duty": ("measures",),
    "SideA.control": ("measures",),
    "SideA.other": ("measures",),
    "SideA.programme": ("projects",),
    "SideA.inputs": ("projects",),
    "SideB.input": ("measures",),
    "SideB.know": ("measures",),
    "SideB.other": ("measures",),
    "SideB.own": ("projects",),
    "Ending.winner": ("seats",),
    "Roll.secret": ("seats",),
    "Response.of": ("cards", "measures", "projects", "actions", "items"),
    "Rule.of": ("cards", "measures", "projects", "actions", "items"),
}
"""Fields whose value is an id, and the nouns that it may be of: by field, or by noun and field.
`paid` is what a seat can pay in."""

OPEN = (
    *("Turn.initiative", "Track.of", "Track.start", "Track.value", "Party.group", "Choice.seat"),
    *("ForEach.each", "ChooseAmong.target", "players", "cost", "extend_cost"),
    "tags",
    *("Loss.seat", "Contest.floors", "Front.lead", "Front.grip", "Front.won"),
)
"""Fields that hold ids among other things: they are not narrowed to ids that are there."""

WORDS = {
    "seats": ("any", "seats", "me", "rival", "behind", "ahead", "alternate", "nobody"),
    "measures": ("measure",),
    "projects": ("project",),
}
"""Words that may stand for one of a noun: for a seat where the field's description says so, for
others inside `each` and `target`."""

MOST = 200
"""Most ready lines that an editor is offered."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a deck names.

    Attributes:
        ids: Ids by noun, such as `cards`.
        names: Names of its expressions.
        writable: Those of them that an effect may change.
        paid: What a price may be paid in.
        quoted: Whole values of fields that are no ids, such as sources.
    """

    ids: Mapping[str, Sequence[str]]
    names: Sequence[str] = ()
    writable: Sequence[str] = ()
    paid: Sequence[str] = ()
    quoted: Mapping[str, Sequence[str]] = field(default_factory=dict)


def nouns_of_decks() -> dict[str, type[Noun]]:
    """Every noun that a deck is made of, by the name of its class."""
    found: dict[str, type[Noun]] = {}
    waiting: list[type[Noun]] = [Deck]
    while waiting:
        noun = waiting.pop()
        if noun.__name__ not in found:
            found[noun.__name__] = noun
            for annotation in field_types(noun).values():
                waiting += nouns_in(annotation)
    return found


def holds(annotation: Any) -> dict[str, bool]:
    """What authors call the types that an annotation is made of."""
    inner = (holds(part) for part in typing.get_args(annotation))
    found = {plain_name(annotation): True} if plain_name(annotation) else {}
    for more in inner:
        found |= more
    return found


def named_by(noun: str, name: str) -> tuple[str, ...]:
    """The nouns that a field names, if it names any."""
    if f"{noun}.{name}" in OPEN or name in OPEN:
        return ()
    return NAMES_A.get(f"{noun}.{name}", NAMES_A.get(name, ()))


def complete(definitions: dict[str, Any], words: Vocabulary) -> None:
    """Lay a deck's own ids, names and ready lines into the schemas of its nouns."""
    for title, noun in nouns_of_decks().items():
        fields = definitions.get(title, {}).get("properties", {})
        for name, annotation in field_types(noun).items():
            if name in fields:
                _narrow(fields[name], title, name, annotation, words)
    lines = [f"{name} += 1" for name in words.writable][:MOST]
    for member in definitions.get("Effect", {}).get("oneOf", []):
        if member.get("type") == "string" and lines:
            member["examples"] = lines


def _narrow(
    part: dict[str, Any], title: str, name: str, annotation: Any, words: Vocabulary
) -> None:
    """One field: ids as an enumeration, and examples of what is longer than an id."""
    nouns = named_by(title, name)
    if nouns:
        known = [one for noun in nouns for one in words.ids.get(noun, ())]
        known += _words_for(nouns[0], part.get("description", ""))
        known += [part["default"]] if isinstance(part.get("default"), str) else []
        target = part.get("items", part)
        if known and target.get("type") == "string":
            target["enum"] = list(dict.fromkeys(known))
            target.pop("pattern", None)
    elif name in words.quoted:
        part["examples"] = list(words.quoted[name])
    for kind, example in _EXAMPLES:
        if kind in holds(annotation) and part.get("type") in ("string", None) and words.names:
            part.setdefault("examples", [example(one) for one in words.names][:MOST])
    if name.endswith("cost") and "patternProperties" in part:
        [price] = part["patternProperties"].values()
        part["properties"] = dict.fromkeys(words.paid, price)


def _words_for(noun: str, description: str) -> list[str]:
    """The words that may stand in a field besides ids."""
    said = re.findall(r"`(\w+)`", description)
    return [word for word in WORDS.get(noun, ()) if noun != "seats" or word in said]


_EXAMPLES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("condition", lambda name: f"{name} > 0"),
    ("expression", str),
)
"""What an editor offers where a text of the language stands."""


def ordered(definitions: dict[str, Any]) -> None:
    """Put what a noun must have first, then its own fields, and what it shares with others last."""
    for title, noun in nouns_of_decks().items():
        part = definitions.get(title, {})
        fields, must = part.get("properties", {}), part.get("required", [])
        own = [
            field.alias or name
            for name, field in noun.model_fields.items()
            if name in noun.__annotations__
        ]
        shared = [name for name in fields if name in Sourced.model_fields and name not in must]
        names = [*must, *own, *(name for name in fields if name not in shared), *shared]
        part["properties"] = {name: fields[name] for name in dict.fromkeys(names) if name in fields}
