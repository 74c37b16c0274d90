"""One fault for one cause: a word that names nothing may be written in four hundred places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wargame.content.faults.structure import plural
from wargame.errors import Fault, Unknown, closest, first_few, sentence_case

NAMED = 3
"""How many of the further places a message names."""

LISTED = 8
"""How many of the known words it lists."""


_SAME_ID, _TWICE = " have the id ", " is there twice"
"""What the shape of a deck says of two equal ids, and what its rules say."""

_OWNERS = ("seat", "group")
"""What the unknown owner of a track may have been meant for."""

_NO_PARTIES = Unknown("parties", "group")
"""What is unknown where a deck speaks of parties and has none."""

_TRACKLESS = "Whoever stands before it has no tracks: they are 'of' a group, or of 'parties'."


def by_cause(faults: Iterable[Fault]) -> list[Fault]:
    """The faults, those about one unknown word gathered into one where the first of them stood."""
    found = _told_once(_with_homes(faults))
    groups: dict[tuple[str, str], list[Fault]] = {}
    for fault in found:
        if fault.unknown is not None:
            groups.setdefault((fault.unknown.word, fault.unknown.noun), []).append(fault)
    gathered: list[Fault] = []
    for fault in found:
        if fault.unknown is None:
            gathered.append(fault)
            continue
        group = groups.pop((fault.unknown.word, fault.unknown.noun), [])
        gathered += group if len(group) == 1 else [_one(group)] if group else []
    return gathered


def _with_homes(faults: Iterable[Fault]) -> list[Fault]:
    """The faults without those that miss a track whose owner is misspelt, a party that is not of
    its group, and is said to be, or any party where there are none, and that is told."""
    found = list(faults)
    homeless = {
        fault.item.removeprefix("track "): True
        for fault in found
        if fault.item.startswith("track ") and fault.unknown and fault.unknown.noun in _OWNERS
    }
    is_nobody = any(fault.unknown == _NO_PARTIES for fault in found)
    is_outside = any(fault.unknown and fault.unknown.noun == "party" for fault in found)
    return [
        fault
        for fault in found
        if not (
            fault.unknown
            and fault.unknown.noun in ("track", "name")
            and (fault.unknown.word in homeless or (is_outside and not fault.unknown.known))
        )
        and not (is_nobody and fault.unknown and fault.unknown.noun == "party")
    ]


def _told_once(faults: Iterable[Fault]) -> list[Fault]:
    """The faults without those of the rules that say once more that two have the same id."""
    found = list(faults)
    lines = {
        (fault.mark.file, fault.mark.line): True
        for fault in found
        if fault.mark is not None and _SAME_ID in fault.what
    }
    return [
        fault
        for fault in found
        if not (
            fault.what.endswith(_TWICE)
            and fault.mark is not None
            and (fault.mark.file, fault.mark.line) in lines
        )
    ]


SAME_WORD = ("F32", "L07", "L72", "N12", "N14")
"""Codes of what is wrong with one word or sign, which may stand in many places."""


def once_a_word(faults: Iterable[Fault]) -> list[Fault]:
    """The faults, those about one word as one of it where the word stands first."""
    groups: dict[object, list[Fault]] = {}
    for number, fault in enumerate(faults):
        is_shared = fault.code in SAME_WORD
        groups.setdefault((fault.what, fault.variant) if is_shared else number, []).append(fault)
    return [_with_places(group) for group in groups.values()]


def _with_places(group: Sequence[Fault]) -> Fault:
    first, *others = group
    if not others:
        return first
    also = at_places([str(fault.mark or fault.item) for fault in others])
    return replace(first, item="", remedy=f"{first.remedy} Also {also}.".strip())


def once_repeated(faults: Iterable[Fault]) -> list[Fault]:
    """The faults, those of the members of one `for` as those of the first: they stand in one
    place, are of one kind, and each member has as many."""
    groups: dict[object, list[Fault]] = {}
    for number, fault in enumerate(faults):
        is_placed = fault.mark is not None and fault.item != ""
        where = (fault.mark, fault.code, fault.variant) if is_placed else number
        groups.setdefault(where, []).append(fault)
    return [fault for group in groups.values() for fault in _repeated(group)]


def _repeated(group: Sequence[Fault]) -> Sequence[Fault]:
    members: dict[str, list[Fault]] = {}
    for fault in group:
        members.setdefault(fault.item, []).append(fault)
    first, *others = members.values()
    if not others or any(len(one) != len(first) for one in others):
        return group
    _, *names = members
    rest = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    also = f"So with {', '.join(names[:NAMED])}{rest}."
    return [*first[:-1], replace(first[-1], remedy=f"{first[-1].remedy} {also}".strip())]


def of_variant(
    variant: str, faults: Iterable[Fault], removed: Mapping[str, str] | None = None
) -> list[Fault]:
    """The same faults, each saying that the variant brings it.

    Args:
        removed: What the variant leaves out, by its id, and the path by which it does.
    """
    return [
        fault
        if fault.variant or fault.item == f"variant {variant}"
        else replace(_without(fault, removed or {}), variant=variant)
        for fault in faults
    ]


def _without(fault: Fault, removed: Mapping[str, str]) -> Fault:
    """The same fault; of a word that names what is left out, with what to do about that."""
    path = removed.get(fault.unknown.word, "") if fault.unknown else ""
    if not path or fault.unknown is None:
        return fault
    remedy = f"The variant removes '{path}': let it remove or set what uses that, too."
    return replace(fault, unknown=replace(fault.unknown, remedy=remedy), remedy=remedy)


def _one(group: Sequence[Fault]) -> Fault:
    """Several faults about one word, as one."""
    first, unknown = group[0], _narrowest([fault.unknown for fault in group if fault.unknown])
    places = list(dict.fromkeys(str(fault.mark or fault.item) for fault in group))
    if len(places) == 1:
        return first
    items = dict.fromkeys(fault.item for fault in group)
    what = f"'{unknown.word}' is used in {len(places)} places, and there is no such {unknown.noun}"
    hint = _hint(unknown)
    if unknown.noun == "group" and not unknown.known:
        what, hint = first.what, first.remedy
    return replace(
        first,
        what=what,
        remedy=f"{hint} Also {at_places(places[1:])}.",
        item=first.item if len(items) == 1 else "",
        code="",
    )


def _narrowest(unknown: Sequence[Unknown]) -> Unknown:
    """The one that lists the fewest words: what may stand in one place may not in all."""
    return min(
        (one for one in unknown if one.known), key=lambda one: len(one.known), default=unknown[0]
    )


def _hint(unknown: Unknown) -> str:
    if unknown.remedy:
        return unknown.remedy
    close = closest(unknown.word[:60], tuple(sorted(set(unknown.known))))
    guess = f"Did you mean '{close}'? " if close else ""
    if unknown.noun == "name":
        return f"Write {' or '.join(unknown.known)}."
    if not unknown.known:
        none = f"There is no {unknown.noun} here."
        return f"{guess}{_TRACKLESS if unknown.noun == 'track' else none}"
    nouns = plural(unknown.noun)
    return f"{guess}{sentence_case(nouns)} are {first_few(unknown.known, LISTED)}."


def at_places(places: Sequence[str]) -> str:
    """Further places, the first few by name."""
    shown = ", ".join(places[:NAMED])
    rest = len(places) - NAMED
    return f"at {shown}" + (f" and {rest} more" if rest > 0 else "")
