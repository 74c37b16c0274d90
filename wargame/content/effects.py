"""Effects that stand alone: what control rules at the table, in the language of decks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from wargame.errors import DeckError, Fault

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def _reader() -> TypeAdapter[list[Any]]:
    """Takes a while to make, and most games never rule anything."""
    from pydantic import TypeAdapter  # noqa: PLC0415  as it says

    from wargame.content.model import Effect  # noqa: PLC0415

    return TypeAdapter(list[Effect])


def read_effects(text: str) -> tuple[Any, ...]:
    """The plain data that somebody typed: a YAML list as under `do`, or a statement a line.

    Raises:
        DeckError: It is neither.
    """
    if not text.lstrip().startswith("-"):
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    from wargame.content.yaml.events import parse  # noqa: PLC0415  few games rule anything
    from wargame.content.yaml.reading import Reading  # noqa: PLC0415

    reading = Reading()
    found = parse(text if text.endswith("\n") else text + "\n", "ruling", reading)
    reading.faults.check()
    return tuple(found) if isinstance(found, list) else ()


def check_effects(do: Sequence[Any]) -> list[Any]:
    """Effects as models, from plain data that may come from anywhere.

    Raises:
        DeckError: With every fault of their shape.
    """
    from pydantic import ValidationError  # noqa: PLC0415  few games rule anything

    from wargame.content.faults.structure import find_data_faults  # noqa: PLC0415
    from wargame.content.model import Release  # noqa: PLC0415

    tree = {"do": list(do)}
    faults = list(find_data_faults(tree))
    if not do:
        faults.append(Fault("a ruling needs at least one effect", item="ruling"))
    if faults:
        raise DeckError(faults)
    found: list[Any] = []
    for number, effect in enumerate(do):
        try:
            if isinstance(effect, dict) and set(effect) == {"release"}:
                found.append(Release.model_validate(effect, strict=True))
            else:
                found += _reader().validate_python([effect], strict=True)
        except ValidationError as error:
            faults += [_fault(details, number) for details in error.errors(include_url=False)]
    if faults:
        raise DeckError(faults)
    return found


def plain_effects(effects: Sequence[Any]) -> list[Any]:
    """Effects as plain data again, of which `check_effects` makes the same."""
    from wargame.content.model import Release  # noqa: PLC0415  few games rule anything

    return [one.model_dump() if isinstance(one, Release) else _plain(one) for one in effects]


def _plain(effect: Any) -> Any:
    (found,) = _reader().dump_python([effect], mode="json", by_alias=True, exclude_unset=True)
    return found


def _fault(details: Any, number: int) -> Fault:
    """One of pydantic's findings in the effect of a number, from 0."""
    first, *rest = details["loc"]
    inner = rest if isinstance(first, int) else [first, *rest]
    where = ".".join(str(step) for step in inner if not str(step).startswith("<"))
    what = f"{where}: {details['msg']}" if where else details["msg"]
    return Fault(what, "Write it as in a card's `do`.", item=f"effect {number + 1}")
