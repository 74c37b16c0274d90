"""A deck that was checked before, without the models that check decks.

Its nouns say what they said when they were checked. Whatever else a noun can do is asked of its
model, which is imported then: to set up all models takes longer than the first screen of a game.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from wargame.content.loaded import LoadedDeck

if TYPE_CHECKING:
    from wargame.content.model import Deck


class KnownNoun:
    """A noun with the fields that it was checked with; it takes itself for its model."""

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"'{name}' of a {type(self).__name__} does not change")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"'{name}' of a {type(self).__name__} does not change")

    def __getattr__(self, name: str) -> Any:
        """What is no field: properties and methods of the model."""
        if name.startswith("__") and not name.startswith("__pydantic"):
            raise AttributeError(name)
        return getattr(_checked(self), name)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, KnownNoun):
            return type(self) is type(other) and self.__dict__ == other.__dict__
        return bool(_checked(self) == other)

    def __hash__(self) -> int:
        return hash((type(self), tuple(self.__dict__.values())))

    def __repr__(self) -> str:
        return repr(_checked(self))

    def __reduce__(self) -> tuple[object, ...]:
        return _known, (type(self).__name__, self.__dict__)


@cache
def _kind(name: str) -> type[KnownNoun]:
    """The class of known nouns of a model, which is what `isinstance` finds."""

    def model(_: KnownNoun) -> type:
        return _model(name)

    return type(name, (KnownNoun,), {"__class__": property(model)})


def _model(name: str) -> type:
    from wargame.content import model  # noqa: PLC0415  see above

    found: type = getattr(model, name)
    return found


def _known(name: str, fields: Mapping[str, object]) -> KnownNoun:
    noun: KnownNoun = object.__new__(_kind(name))
    noun.__dict__.update(fields)
    return noun


def maker_of(name: str, fields: Sequence[str]) -> Callable[..., KnownNoun]:
    """What makes known nouns of a model from the values of its fields, in this order."""
    kind, new = _kind(name), object.__new__

    def make(*values: object) -> KnownNoun:
        noun: KnownNoun = new(kind)
        noun.__dict__.update(zip(fields, values, strict=True))
        return noun

    return make


def _checked(value: Any) -> Any:
    """Known nouns as their models, in lists and mappings too."""
    if isinstance(value, list):
        return [_checked(part) for part in value]
    if isinstance(value, dict):
        return {key: _checked(part) for key, part in value.items()}
    if issubclass(type(value), KnownNoun):
        fields = {name: _checked(part) for name, part in value.__dict__.items()}
        model: Any = _model(type(value).__name__)
        return model.model_construct(**fields)
    return value


class KnownDeck(LoadedDeck):
    """A deck that a save carries, known from before; what its author wrote is read when asked for.

    Args:
        tree: The deck as plain data, which was found sound.
        variant: What the data contains already, as it is typed behind the deck's colon.
        deck: What `LoadedDeck.deck` was.
        deck_hash: What `LoadedDeck.deck_hash` was.
    """

    def __init__(self, tree: dict[str, Any], variant: str, deck: Deck, deck_hash: str) -> None:
        self.__dict__.update(
            marks={}, variant=variant, like=None, deck=deck, deck_hash=deck_hash, _tree=tree
        )

    def __getattr__(self, name: str) -> Any:
        if name != "written":
            raise AttributeError(name)
        from wargame.content.load import load_deck_tree  # noqa: PLC0415  see above

        found = self.__dict__["written"] = load_deck_tree(self.tree, self.variant).written
        return found

    def __reduce__(self) -> tuple[object, ...]:
        return _read, (self.tree, self.variant)

    @property
    def tree(self) -> dict[str, Any]:
        """What saves keep of the deck, as plain data without its default values."""
        return dict(self.__dict__["_tree"])


def _read(tree: dict[str, Any], variant: str) -> LoadedDeck:
    from wargame.content.load import load_deck_tree  # noqa: PLC0415  see above

    return load_deck_tree(tree, variant)
