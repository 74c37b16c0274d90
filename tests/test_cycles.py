"""No module needs itself: not at run time, not for types, not for a command that is opened late."""

from __future__ import annotations

import ast
import re
from collections.abc import Set
from pathlib import Path

from tests.sources import nodes_of

WARGAME = Path(__file__).parents[1] / "wargame"


def test_no_module_needs_itself_by_any_way() -> None:
    assert [sorted(circle) for circle in circles_of(arrows_of(WARGAME))] == []


def test_the_check_finds_circles() -> None:
    found = circles_of({"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set(), "e": {"e"}})
    assert found == [{"a", "b", "c"}]


def arrows_of(room: Path) -> dict[str, set[str]]:
    """What each module imports of the others, wherever the line stands."""
    paths = {name_of(path, room): path for path in sorted(room.rglob("*.py"))}
    return {name: imports(path, paths.keys()) - {name} for name, path in paths.items()}


def name_of(path: Path, room: Path) -> str:
    """The name under which a file is imported."""
    dotted = ".".join(path.relative_to(room.parent).with_suffix("").parts)
    return re.sub(r"\.__init__$", "", dotted)


def imports(path: Path, known: Set[str]) -> set[str]:
    """The modules among those known that a file names in any import."""
    found: set[str] = set()
    for node in nodes_of(path):
        match node:
            case ast.Import(names=names):
                found |= {one.name for one in names}
            case ast.ImportFrom(module=str(module), names=names, level=0):
                whole = {f"{module}.{one.name}" for one in names}
                found |= (whole & known) or {module}
            case ast.ImportFrom():
                raise AssertionError(f"{path}: a relative import")
            case _:
                pass
    return found & known


def circles_of(arrows: dict[str, set[str]]) -> list[set[str]]:
    """Sets of modules each of which reaches all others of its set."""
    reached = {name: reach(name, arrows) for name in arrows}
    circles: list[set[str]] = []
    for name in arrows:
        circle = {other for other in reached[name] if name in reached[other]} - {name}
        if circle and not any(name in one for one in circles):
            circles.append(circle | {name})
    return circles


def reach(start: str, arrows: dict[str, set[str]]) -> set[str]:
    """Everything that can be reached from a module."""
    seen: set[str] = set()
    left = [start]
    while left:
        fresh = arrows[left.pop()] - seen
        seen |= fresh
        left += fresh
    return seen
