"""One class of the generated module, while it is written."""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Sequence
from dataclasses import field

from wargame.dataclass import dataclass


def camel(name: str) -> str:
    """A class name from an id.

    >>> camel("night_shift")
    'NightShift'
    """
    return "".join(part.capitalize() for part in name.split("_"))


SPOKEN_FOR = ("staticmethod", "int", "bool", "list")
"""Words that the head of a method uses: a method so called would stand in their way."""


@dataclass(slots=True)
class Unit:
    """One class of the generated module while it is written."""

    name: str
    doc: str
    methods: list[str] = field(default_factory=list)
    taken: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(SPOKEN_FOR, True))

    def method_name(self, wanted: str) -> str:
        """A method name that is free in this class."""
        name, number = wanted, 1
        while name in self.taken or keyword.iskeyword(name):
            number += 1
            name = f"{wanted}_{number}"
        self.taken[name] = True
        return name

    def reserve(self) -> int:
        """Keep a place for a method, before those that its body brings along."""
        self.methods.append("")
        return len(self.methods) - 1

    def add_at(self, place: int, name: str, lines: Sequence[str]) -> None:
        """A segment, at a place kept for it."""
        self.add(name, "s: State, o: int", "None", lines)
        self.methods[place] = self.methods.pop()

    def add(self, name: str, parameters: str, result: str, lines: Sequence[str]) -> str:
        """A static method; gives its full name."""
        head = [f"    @staticmethod\n    def {name}({parameters}) -> {result}:"]
        self.methods.append("\n".join([*head, *(f"        {line}" for line in lines)]))
        return f"{self.name}.{name}"

    def text(self) -> str:
        return "\n\n".join([f'class {self.name}:\n    """{self.doc}"""', *self.methods]) + "\n"


def indent(lines: Iterable[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def listed(cells: Iterable[object]) -> str:
    return f"[{', '.join(map(str, cells))}]"
