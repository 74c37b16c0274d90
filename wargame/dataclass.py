"""Dataclasses whose methods are written when they are first needed.

To write the methods of one dataclass takes the standard library most of a millisecond; a program
with screens has some 230 of them before its first table stands, and never makes one of most. Here
a class with slots gets its slots at once, its fields and an `__init__` like the standard library's
when the first object is made of it, and all else from that library when something asks for it.
`fields`, `replace`, `asdict`, pickle and class patterns find what they look for; a mistake in a
class is told at its first use. `InitVar` is not known here.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from threading import RLock
from types import FunctionType
from typing import TYPE_CHECKING

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


def is_own(value: object) -> bool:
    """Whether something is a dataclass, and not what inherits from one."""
    return isinstance(value, type) and FIELDS in vars(value)


class _Later:
    """Stands in a class for what is not written yet, and has it written when asked."""

    __slots__ = ("name", "write", "writer")

    def __init__(self, writer: _Writer, name: str, write: Callable[[], dict[str, object]]) -> None:
        self.writer = writer
        self.name = name
        self.write = write

    def __get__(self, instance: object, owner: type) -> object:
        cls = self.writer.slotted
        with _lock:  # a second thread finds all of it there
            if vars(cls)[self.name] is self:
                for name, written in self.write().items():
                    setattr(cls, name, written)
        found = vars(cls)[self.name]
        bind = getattr(type(found), "__get__", None)
        return bind(found, instance, owner) if bind else found


class _Writer:
    """Writes what a class lacks: what makes an object of it, and apart from that all else.

    Of most classes that are used at all objects are made; few are compared or printed.
    """

    __slots__ = ("lacks", "options", "plain", "slotted")

    def __init__(self, plain: type, *, frozen: bool, eq: bool, kw_only: bool) -> None:
        self.plain = self.slotted = plain
        self.options = {"frozen": frozen, "eq": eq, "kw_only": kw_only}
        rest = ["__dataclass_params__", "__repr__"]
        rest += ["__replace__"] if sys.version_info >= (3, 13) else []
        rest += ["__eq__"] if eq else []
        rest += ["__hash__"] if eq and frozen else []
        rest += ["__setattr__", "__delattr__"] if frozen else []
        lacks = dict.fromkeys((FIELDS, "__match_args__", "__init__"), self.making)
        lacks |= dict.fromkeys(rest, self.rest)
        own = vars(plain)
        self.lacks = {name: write for name, write in lacks.items() if own.get(name) is None}

    def making(self) -> dict[str, object]:
        """The fields, and how an object is made of them.

        The fields are the standard library's. It would write `__init__` of a frozen class together
        with four more methods, which takes ten times as long.
        """
        own = vars(self.plain)
        body = {name: own[name] for name in _own(self.plain) if name in own}
        body |= {"__annotations__": self.plain.__annotations__, "__module__": own["__module__"]}
        alone = type(self.plain.__name__, (), {**body, "__doc__": "Has a text, or one is made."})
        kw_only = self.options["kw_only"]
        dataclasses.dataclass(init=False, repr=False, eq=False, match_args=False, kw_only=kw_only)(
            alone
        )
        found: dict[str, Field[object]] = {}
        for kin in (*reversed(self.plain.__mro__[1:]), alone):
            found |= getattr(kin, FIELDS, {})
        setattr(alone, FIELDS, found)
        parts = fields(alone)
        written = {
            FIELDS: found,
            "__match_args__": tuple(one.name for one in parts if one.init and not one.kw_only),
            "__init__": _init(self.slotted, parts, frozen=self.options["frozen"]),
        }
        return {name: written[name] for name in written if name in self.lacks}

    def rest(self) -> dict[str, object]:
        """All else, by the standard library."""
        self.plain.__doc__ = self.plain.__doc__ or self.plain.__name__  # or one is made, slowly
        parts = fields(self.slotted)  # that library takes defaults away from the class it is given
        written: type = dataclasses.dataclass(slots=True, **self.options)(self.plain)
        found = dict(vars(written))
        if self.options["frozen"]:
            found |= _locks(self.slotted, {one.name for one in parts})
        return {name: found[name] for name, by in self.lacks.items() if by == self.rest}


def _slotted(plain: type, *, frozen: bool = False, eq: bool = True, kw_only: bool = False) -> type:
    """The class with slots for its fields, and all else to come."""
    kin = [base for base in reversed(plain.__mro__) if base is plain or FIELDS in vars(base)]
    names = list(dict.fromkeys(name for base in kin for name in _own(base)))
    taken = {name for base in plain.__mro__[1:] for name in vars(base).get("__slots__", ())}
    writer = _Writer(plain, frozen=frozen, eq=eq, kw_only=kw_only)
    left_out = {*names, "__dict__", "__weakref__"}
    body = {name: value for name, value in vars(plain).items() if name not in left_out}
    body["__slots__"] = tuple(name for name in names if name not in taken)
    body |= {name: _Later(writer, name, write) for name, write in writer.lacks.items()}
    if frozen:
        body |= {"__getstate__": _getting(names), "__setstate__": _setting(names)}
    elif eq:
        body.setdefault("__hash__", None)
    writer.slotted = type(plain)(plain.__name__, plain.__bases__, body)
    writer.slotted.__qualname__ = plain.__qualname__
    return writer.slotted


class _Factory:
    """What stands for a default that is made each time."""

    def __repr__(self) -> str:
        return "<factory>"


_MADE = _Factory()


def _init(cls: type, parts: Iterable[Field[object]], *, frozen: bool) -> object:
    """The `__init__` that the standard library would write."""
    known: dict[str, object] = {"__name__": cls.__module__}
    by_place, by_name, lines, notes = ["self"], ["*"], [], {}
    for part in parts:
        name, value, default = part.name, part.name, ""
        if part.default is not MISSING:
            known[f"__default_{name}"] = part.default
            default = f"=__default_{name}"
            value = name if part.init else f"__default_{name}"
        elif part.default_factory is not MISSING:
            known |= {f"__make_{name}": part.default_factory, "__made": _MADE}
            default = "=__made"
            value = f"__make_{name}()"
            value = f"{value} if {name} is __made else {name}" if part.init else value
        elif not part.init:
            continue
        if part.init:
            (by_name if part.kw_only else by_place).append(f"{name}{default}")
            notes[name] = part.type
        if frozen:  # the slot takes what the class would not, in half the time of `object`'s way
            known[f"__put_{name}"] = getattr(cls, name).__set__
        lines.append(f"__put_{name}(self, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    asked = ", ".join(by_place + (by_name if by_name[1:] else []))
    exec(f"def __init__({asked}):\n " + "\n ".join(lines or ["pass"]), known)
    written = known["__init__"]
    assert isinstance(written, FunctionType)
    written.__qualname__ = f"{cls.__qualname__}.__init__"
    written.__annotations__ = {**notes, "return": None}
    return written


def _locks(cls: type, names: set[str]) -> dict[str, object]:
    """What keeps a frozen object from being changed.

    The standard library's would know objects of its own class alone, and let others fail with an
    error that tells nobody why.
    """

    def put(self: object, name: str, value: object) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        object.__setattr__(self, name, value)

    def delete(self: object, name: str) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        object.__delattr__(self, name)

    return {"__setattr__": put, "__delattr__": delete}


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
