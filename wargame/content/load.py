"""From a folder, or from the plain data a save carries, to a checked deck."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from wargame.content.faults.causes import of_variant
from wargame.content.faults.codes import coded
from wargame.content.faults.cut import cut_texts
from wargame.content.faults.explain import explain
from wargame.content.faults.structure import find_data_faults, find_structure_faults
from wargame.content.language import LANGUAGE, find_newer, find_older, language_of
from wargame.content.loaded import LoadedDeck
from wargame.content.mend import Lost, mend
from wargame.content.model import Deck
from wargame.content.paths import HEAD
from wargame.content.repeat import spelled_out
from wargame.content.stack import at_table, clash, with_values
from wargame.content.typed import Stack, parse_stack
from wargame.content.variants import overlay, variant_names
from wargame.content.yaml.marks import Located, Marks
from wargame.dataclass import dataclass
from wargame.errors import DeckError, DeckPath, Fault, UsageError, nearest, visible

if TYPE_CHECKING:
    from wargame.content.folder import RawDeck


def load_deck(folder: Path, variant: str = "") -> LoadedDeck:
    """Load a deck folder, with the changes of variants and the values that are named.

    Args:
        folder: It holds `deck.yaml` and a file or folder per noun.
        variant: What `stack` says of it: ids of the deck's variants, values; or "".

    Raises:
        DeckError: With every fault of shape and structure, each with its place.
        UsageError: The deck has no such variant or value, or two variants do not go together.
    """
    from wargame.content.folder import read_folder  # noqa: PLC0415  a save holds no YAML

    raw, stack = read_folder(folder), parse_stack(variant)
    base = _validated(raw)
    loaded = _with_variants(raw, base, stack) if stack.variants else base
    loaded = at_table(loaded, stack.table)
    return with_values(loaded, stack.values) if stack.values else loaded


@dataclass(frozen=True, slots=True)
class Looked:
    """All that can be said of the shape of a deck and its variants.

    Attributes:
        faults: What is wrong.
        decks: The plain deck, without what is wrong with it, and after it its variants, without
            those that are wrong; none if too little of the deck could be read.
        lost: What was left out.
    """

    faults: list[Fault]
    decks: list[LoadedDeck]
    lost: Lost


def look_at(folder: Path) -> Looked:
    """Read a deck and each of its variants as far as they can be read."""
    from wargame.content.folder import read_folder  # noqa: PLC0415

    raw = read_folder(folder)
    faults = list(raw.reading.faults.found)
    newer = find_newer(language_of(raw.tree), raw.reading.values.around(("language",)))
    if newer or not raw.homes:
        return Looked([newer] if newer else faults, [], Lost())
    try:
        base, lost, tree = _validated(raw), Lost(), raw.tree
    except DeckError as error:
        faults = [f for f in error.faults if f.code not in NO_GROUP or not raw.failed]
        unread = [noun for noun in Deck.model_fields if noun not in raw.tree and noun not in HEAD]
        mended = mend(raw.located, [*raw.failed, *(unread if raw.headless else ())])
        if mended is None:
            return Looked(faults, [], Lost())
        located, deck, lost = mended
        for noun, name in raw.reading.swallowed:
            lost.one(noun, name)
        base, tree = LoadedDeck(deck, located.values), located.tree
        raw = replace(raw, tree=tree, reading=replace(raw.reading, values=located.values))
    decks = [base]
    for name in variant_names(base):
        try:
            decks.append(_with_variants(raw, base, Stack((name,))))
        except DeckError as error:
            faults += [fault for fault in error.faults if not lost.hides(fault)]
    return Looked(faults, decks, lost)


def load_deck_tree(tree: Mapping[str, Any], variant: str = "") -> LoadedDeck:
    """Check plain data, as `LoadedDeck.tree` gives it, in the same way as a folder.

    Args:
        tree: Untrusted data: mappings, lists, text, whole numbers, true and false.
        variant: What the data contains already, as it is typed behind the deck's colon.

    Raises:
        DeckError: With every fault; without places, because there is no file.
    """
    if not isinstance(tree, dict):
        raise DeckError([Fault("a deck is a mapping of fields")])
    faults = list(find_data_faults(tree))
    if faults:
        raise DeckError(faults)
    located, faults, _ = spelled_out(Located(tree))
    return _finished(located, faults, variant)


def find_folder_lints(folder: Path, loaded: LoadedDeck) -> list[Fault]:
    """Advice on how the folder is kept, and on the language its files are written in."""
    from wargame.content.folder import read_files  # noqa: PLC0415  as above

    is_older = loaded.written.language < LANGUAGE
    found = _older(read_files(folder)) if is_older else []
    found += cut_texts(loaded.marks.places) if isinstance(loaded.marks, Marks) else ()
    name = folder.resolve().name
    if name != loaded.deck.id:
        what = f"the deck '{loaded.deck.id}' stands in a folder called '{name}'"
        remedy = "Give both the same name: people look for a deck by either."
        found.append(Fault(what, remedy, loaded.mark(("id",)), "deck", lint=True))
    return found


NO_GROUP = ("R223", "N18")
"""The codes of a group that there is not: it may stand in a file that could not be read."""


# --- steps ---------------------------------------------------------------------------------


def _validated(raw: RawDeck) -> LoadedDeck:
    """The deck that the files hold, or all their faults."""
    faults = raw.reading.faults.found
    if not raw.homes:
        raise DeckError(faults)
    try:
        return _finished(raw.located, faults, is_known=raw.is_known)
    except DeckError as error:
        if raw.headless:
            raise
        raise DeckError(coded([*_older(raw), *error.faults])) from None


def _older(raw: RawDeck) -> list[Fault]:
    """That a deck is for an earlier version of the language, if it is."""
    version, values = language_of(raw.tree), raw.reading.values
    older = find_older(version, values.get(("language",)), values.around(("version",)))
    return [older] if older else []


def _with_variants(raw: RawDeck, base: LoadedDeck, stack: Stack) -> LoadedDeck:
    """The deck with the changes of some variants; the deck without them is sound."""
    names = variant_names(base)
    for variant in stack.variants:
        if variant not in names:
            what = f"deck '{base.deck.id}' has no variant '{variant[:60]}'"
            raise UsageError(f"{visible(what)}\n    {nearest(variant, names)}")
    trouble = clash(base.written, stack)
    if trouble:
        raise UsageError(f"{visible(trouble)}: one of them has to go.")
    laid, faults = raw.located, list[Fault]()
    for variant in stack.variants:
        laid, more = overlay(laid, names.index(variant))
        faults += more
    try:
        known = _shared(raw.tree, base.written, laid.tree)
        return replace(_finished(laid, faults, stack.plain, known=known), like=base)
    except DeckError as error:
        raise DeckError(of_variant(stack.plain, error.faults)) from None


def _shared(tree: Any, deck: Deck, laid: dict[str, Any]) -> dict[str, Any]:
    """A variant's data with the nouns of the plain deck wherever it left their data alone.

    They need no second look; and what deck and variant share, other rooms can tell by identity.
    """
    found = {}
    for field, value in laid.items():
        before, nouns = tree.get(field), getattr(deck, field, None)
        if value is before:
            found[field] = nouns
        elif isinstance(value, list) and isinstance(before, list) and isinstance(nouns, list):
            known = {id(data): noun for data, noun in zip(before, nouns, strict=True)}
            found[field] = [known.get(id(data), data) for data in value]
        else:
            found[field] = value
    return found


def _nothing_known(_path: DeckPath) -> bool:
    return False


def _finished(
    deck: Located,
    faults: Iterable[Fault],
    variant: str = "",
    is_known: Callable[[DeckPath], bool] = _nothing_known,
    known: dict[str, Any] | None = None,
) -> LoadedDeck:
    """Validate plain data; raise what was found before and what is found now, all together.

    Args:
        is_known: Whether a fault at a path is among those found before.
        known: The same data, with nouns in it that are valid already.
    """
    tree = known or deck.tree
    if newer := find_newer(language_of(tree), deck.values.around(("language",))):
        raise DeckError(coded([newer]))
    found = [*faults, *find_structure_faults(tree, deck.values)]
    try:
        model = Deck.model_validate(tree)
    except ValidationError as error:
        explained = explain(error, deck)
        found += [fault for path, fault in explained if not is_known(path)]
        raise DeckError(_in_order(found)) from None
    if found:
        raise DeckError(_in_order(found))
    return LoadedDeck(model, deck.values, variant)


def _in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Faults as they stand in the files, those without a place first."""

    def place(fault: Fault) -> tuple[str, int, int]:
        mark = fault.mark
        return (mark.file, mark.line, mark.column) if mark else ("", 0, 0)

    return coded(sorted(faults, key=place))
