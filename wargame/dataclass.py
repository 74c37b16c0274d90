"""Dataclasses whose methods are written when they are first needed.

To write the methods of one dataclass takes the standard library most of a millisecond; a program
with screens has some 230 of them before its first table stands, and never makes one of most. Here
a class with slots gets its slots at once, and what the standard library writes for it the first
time that any of it is used. `fields`, `replace`, `asdict`, pickle and class patterns find what
they look for; a mistake in a class is told at its first use.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Sequence
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # what a checker of types sees
else:

    def dataclass(cls=None, /, *, slots=False, **options):
        """The standard library's decorator, put off for a class with slots.

        >>> from dataclasses import replace
        >>> @dataclass(frozen=True, slots=True)
        ... class Weight:
        ...     name: str
        ...     value: int = 1
        >>> replace(Weight("tension"), value=3)
        Weight(name='tension', value=3)
        """
        if slots:
            return lambda plain: _slotted(plain, **options)
        return dataclasses.dataclass(cls, **options)


FIELDS = "__dataclass_fields__"
"""Where the standard library looks for what a dataclass consists of."""

_lock = RLock()

T = TypeVar("T")


def is_own(value: object) -> bool:
    """Whether something is a dataclass, and not what inherits from one."""
    return isinstance(value, type) and FIELDS in vars(value)


def maker(cls: type[T]) -> Callable[..., T]:
    """Makes objects of a frozen class from the values of its fields in order, as pickle does.

    Unlike the class it needs nothing written, gives no defaults and calls no `__post_init__`. Of
    another class it is the class.

    >>> @dataclass(frozen=True, slots=True)
    ... class Weight:
    ...     name: str
    ...     value: int
    >>> maker(Weight)("tension", 3)
    Weight(name='tension', value=3)
    """
    put_back = vars(cls).get("__setstate__")
    if put_back is None:
        return cls

    def make(*values: object) -> T:
        made = cls.__new__(cls)
        put_back(made, values)
        return made

    return make


class _Later:
    """Stands in a class for what is not written yet, and writes all of it when asked."""

    __slots__ = ("name", "write")

    def __init__(self, name: str, write: _Writer) -> None:
        self.name = name
        self.write = write

    def __get__(self, instance: object, owner: type) -> object:
        self.write()
        found = vars(self.write.slotted)[self.name]
        bind = getattr(type(found), "__get__", None)
        return bind(found, instance, owner) if bind else found


class _Writer:
    """Has the standard library write what a class still lacks."""

    __slots__ = ("names", "options", "plain", "slotted")

    def __init__(self, plain: type, *, frozen: bool, eq: bool, kw_only: bool) -> None:
        self.plain = plain
        self.options = {"frozen": frozen, "eq": eq, "kw_only": kw_only}
        self.names = [FIELDS, "__dataclass_params__", "__match_args__", "__init__", "__repr__"]
        self.names += ["__replace__"] if sys.version_info >= (3, 13) else []
        self.names += ["__eq__"] if eq else []
        self.names += ["__hash__"] if eq and frozen else []
        self.names += ["__setattr__", "__delattr__"] if frozen else []
        own = vars(plain)
        self.names = [name for name in self.names if own.get(name) is None]
        self.slotted = plain

    def __call__(self) -> None:
        """Once; a second thread waits, and finds all of it there."""
        with _lock:
            if not isinstance(vars(self.slotted)[FIELDS], _Later):
                return
            self.plain.__doc__ = self.plain.__doc__ or self.plain.__name__  # or it is made, slowly
            written: type = dataclasses.dataclass(slots=True, **self.options)(self.plain)
            for name in reversed(self.names):  # so that FIELDS comes last
                setattr(self.slotted, name, vars(written)[name])


def _slotted(plain: type, *, frozen: bool = False, eq: bool = True, kw_only: bool = False) -> type:
    """The class with slots for its fields, and all else to come."""
    kin = [base for base in reversed(plain.__mro__) if base is plain or FIELDS in vars(base)]
    names = list(dict.fromkeys(name for base in kin for name in _own(base)))
    taken = {name for base in plain.__mro__[1:] for name in vars(base).get("__slots__", ())}
    write = _Writer(plain, frozen=frozen, eq=eq, kw_only=kw_only)
    left_out = {*names, "__dict__", "__weakref__"}
    body = {name: value for name, value in vars(plain).items() if name not in left_out}
    body["__slots__"] = tuple(name for name in names if name not in taken)
    body |= {name: _Later(name, write) for name in write.names}
    if frozen:
        body |= {"__getstate__": _getting(names), "__setstate__": _setting(names)}
    elif eq:
        body.setdefault("__hash__", None)
    write.slotted = type(plain)(plain.__name__, plain.__bases__, body)
    write.slotted.__qualname__ = plain.__qualname__
    return write.slotted


def _own(cls: type) -> list[str]:
    """The fields that a class declares."""
    notes = cls.__annotations__.items()
    return [name for name, note in notes if not note.startswith(("ClassVar", "KW_ONLY"))]


def _getting(names: list[str]) -> Callable[[object], list[object]]:
    """What pickle takes of a frozen object: the values in order, as in the standard library."""
    return lambda self: [getattr(self, name) for name in names]


def _setting(names: list[str]) -> Callable[[object, Sequence[object]], None]:
    """How pickle puts them back, past the lock on the object."""

    def put_back(self: object, values: Sequence[object]) -> None:
        for name, value in zip(names, values, strict=True):
            object.__setattr__(self, name, value)

    return put_back
