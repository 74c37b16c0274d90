"""A class whose methods come later is the class that the standard library would have made."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import KW_ONLY, FrozenInstanceError, field, fields, is_dataclass, replace
from importlib import import_module
from inspect import signature
from pkgutil import walk_packages
from threading import Barrier
from typing import Any, ClassVar, Generic, TypeVar

import pytest

import wargame
from wargame.dataclass import dataclass, is_own

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Weight:
    """A frozen one, in a module, so that it can be pickled."""

    name: str
    value: int = 1
    notes: tuple[str, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Heavier(Weight):
    """One that inherits, and is pickled too."""

    by: int = 0


def table(make: Callable[..., Any]) -> list[type]:
    """Classes of every shape that is in use, made by one decorator or the other."""

    @make(frozen=True, slots=True)
    class Plain:
        name: str
        value: int = 1
        kind: ClassVar[str] = "plain"

    @make(frozen=True, slots=True)
    class Inherits(Plain):
        more: tuple[int, ...] = ()

    @make(frozen=True, slots=True, kw_only=True)
    class Named:
        name: str = "n"
        value: int

    @make(slots=True)
    class Changing:
        name: str
        found: list[int] = field(default_factory=list)
        _: KW_ONLY
        seen: int = field(default=3, init=False)
        last: int = 4

        def __post_init__(self) -> None:
            self.seen += 1

    @make(frozen=True, slots=True, eq=False)
    class Itself:
        name: str

    @make(frozen=True, slots=True)
    class Own:
        name: str

        def __repr__(self) -> str:
            return "own"

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own)

        def __hash__(self) -> int:
            return 7

    @make(slots=True)
    class Of(Generic[T]):
        name: T

    @make(frozen=True)
    class Open:
        name: str

    return [Plain, Inherits, Named, Changing, Itself, Own, Of, Open]


SHAPES = [one.__name__ for one in table(dataclasses.dataclass)]


def values_of(cls: type) -> dict[str, Any]:
    """Something for each field that must be given."""
    given = {"name": "a", "value": 2}
    return {one: given[one] for one in signature(cls).parameters if one in given}


def tried(act: Callable[[], object]) -> object:
    """What comes of something, or the error that it ends in."""
    try:
        return act()
    except (TypeError, AttributeError) as error:
        return type(error)


SHOWN: dict[str, Callable[[type], object]] = {
    "repr": lambda cls: repr(cls(**values_of(cls))).rpartition(".")[2].partition(" at ")[0],
    "signature": lambda cls: str(signature(cls)),
    "fields": lambda cls: [
        (one.name, one.type, one.default is dataclasses.MISSING, one.init, one.kw_only)
        for one in fields(cls)
    ],
    "equal": lambda cls: cls(**values_of(cls)) == cls(**values_of(cls)),
    "unequal to another": lambda cls: cls(**values_of(cls)) == 3,
    "hash": lambda cls: tried(lambda: type(hash(cls(**values_of(cls))))),
    "hashable": lambda cls: issubclass(cls, Hashable),
    "set": lambda cls: tried(lambda: setattr(cls(**values_of(cls)), "name", "b")),
    "delete": lambda cls: tried(lambda: delattr(cls(**values_of(cls)), "name")),
    "match": lambda cls: cls.__match_args__,  # type: ignore[attr-defined]
    "slots": lambda cls: vars(cls).get("__slots__"),
    "has a dict": lambda cls: hasattr(cls(**values_of(cls)), "__dict__"),
    "copied": lambda cls: repr(copy.deepcopy(cls(**values_of(cls)))).partition(" at ")[0],
    "replaced": lambda cls: getattr(replace(cls(**values_of(cls)), name="c"), "name", None),
    "a dataclass": is_dataclass,
    "parameters": lambda cls: (
        cls.__dataclass_params__.frozen,  # type: ignore[attr-defined]
        cls.__dataclass_params__.eq,  # type: ignore[attr-defined]
    ),
    "none given": lambda cls: tried(cls) if values_of(cls) else None,
    "its names": lambda cls: sorted(
        set(vars(cls)) - {"__doc__", "__static_attributes__", "__firstlineno__"}
    ),
}


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_class_is_what_the_standard_library_makes(shape: str, shown: str) -> None:
    place = SHAPES.index(shape)
    theirs, ours = (table(make)[place] for make in (dataclasses.dataclass, dataclass))
    assert SHOWN[shown](ours) == SHOWN[shown](theirs)


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_no_field_cannot_be_set(shape: str) -> None:
    """The standard library's frozen classes with slots say so since Python 3.14."""
    cls = table(dataclass)[SHAPES.index(shape)]
    is_frozen = cls.__dataclass_params__.frozen  # type: ignore[attr-defined]
    error = dataclasses.FrozenInstanceError if is_frozen else AttributeError
    with pytest.raises(error, match="other"):
        cls(**values_of(cls)).other = 1


def test_nothing_is_written_before_it_is_needed() -> None:
    ours = table(dataclass)[0]
    assert type(vars(ours)["__init__"]).__name__ == "_Later"
    ours("a")
    assert type(vars(ours)["__init__"]).__name__ == "function"


def test_what_inherits_undecorated_uses_what_is_written_for_its_parent() -> None:
    @dataclass(frozen=True, slots=True)
    class Parent:
        name: str

    class Child(Parent):
        def __init__(self) -> None:
            super().__init__("child")

    assert Child().name == "child"
    assert not is_own(Child)
    assert is_own(Parent)


@pytest.mark.parametrize("cls", [Weight, Heavier])
def test_pickle_goes_round_what_is_frozen(cls: type[Weight]) -> None:
    made = cls("tension", 3, ("a",))
    again = pickle.loads(pickle.dumps(made))
    assert (again, again.notes) == (made, ("a",))
    with pytest.raises(FrozenInstanceError):
        again.value = 4


def test_what_pickle_makes_may_come_before_anything_is_written() -> None:
    ours: Any = table(dataclass)[0]
    made = ours.__new__(ours)
    made.__setstate__(["a", 2])
    with pytest.raises(FrozenInstanceError):
        made.name = "b"
    assert made == ours("a", 2)


def test_a_class_is_written_once_by_many_threads() -> None:
    for _ in range(20):
        ours, together = table(dataclass)[0], Barrier(4)

        def make(cls: Any = ours, wait: Barrier = together) -> tuple[object, int]:
            wait.wait()
            return cls("a"), id(cls.__init__)

        with ThreadPoolExecutor(4) as pool:
            found = {one.result() for one in [pool.submit(make) for _ in range(4)]}
        assert len(found) == 1


def opened(module: str) -> dict[str, Any]:
    """What a module holds; nothing, if it is one of those that need an extra which is not here."""
    try:
        return vars(import_module(module))
    except ImportError as error:
        if module.startswith("wargame.adapters.") and "-m pip install " in str(error):
            return {}
        raise


def test_every_class_of_ours_can_be_written() -> None:
    """A mistake in one would be told at its first use, which may be at a player's table."""
    found = set()
    for module in walk_packages(wargame.__path__, "wargame."):
        if module.name != "wargame.__main__":
            found |= {one for one in opened(module.name).values() if is_own(one)}
    ours = [one for one in found if one.__module__.startswith("wargame.")]
    assert len(ours) > 400
    for one in ours:
        slots = {name for kin in one.__mro__ for name in vars(kin).get("__slots__", ())}
        assert slots <= {field.name for field in fields(one)}
