"""Functions that stand in rows, numbered, so that a compiler can call them straight.

The kernel keeps functions of a deck in rows and calls what it finds there. Compiled as it stands
each of those calls packs its arguments for any function whatever and has them looked through on
the other side. Here an object with a number is kept in the row instead; its method `called` goes
from the number to the function, which it calls by name.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable
from typing import Final

POSITIONS: Final = ("BaseState", "State", "Any")
"""What a position is called where a function takes one."""

CALLED: Final = "called"
"""The method that makes the call; no row has a field of this name."""

LEAF: Final = 4
"""So many functions are told apart one by one."""


def directed(kernel: ast.Module, deck: ast.Module) -> None:
    """Put numbers in the place of functions, and calls of `called` in that of calls of a row's."""
    kinds = _kinds_of(kernel)
    numbering = _Numbering(kinds, [*kernel.body, *deck.body])
    numbering.visit(kernel)
    numbering.visit(deck)
    fields = _fields_of(kernel, kinds)
    for node in ast.walk(kernel):
        if isinstance(node, ast.FunctionDef):
            _Calls(node, kinds, fields).visit(node)
    for place, node in enumerate(kernel.body):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in kinds:
            kind = ast.unparse(node.targets[0])
            kernel.body[place] = _class_of(kind, kinds[kind], numbering.found[kind])


def _kinds_of(kernel: ast.Module) -> dict[str, tuple[str, ...]]:
    """The types of functions in rows: those of each argument, then what comes back."""
    found = {}
    for node in kernel.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
            base, taken = node.value.value, node.value.slice
            if ast.unparse(base) == "Callable" and isinstance(taken, ast.Tuple):
                given, back = taken.elts
                if isinstance(given, ast.List) and "Any" in map(ast.unparse, given.elts):
                    kind = (*map(_type_of, given.elts), _type_of(back))
                    found[ast.unparse(node.targets[0])] = kind
    return found


def _type_of(annotation: ast.expr | None) -> str:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return annotation.value
    name = ast.unparse(annotation) if annotation else "Any"
    return POSITIONS[0] if name in POSITIONS else "int" if name == "i64" else name


class _Numbering(ast.NodeTransformer):
    """Puts an object with a number where a function is kept and not called.

    Attributes:
        found: By kind: the functions in the order of their numbers.
    """

    def __init__(self, kinds: dict[str, tuple[str, ...]], body: list[ast.stmt]) -> None:
        self.found: dict[str, list[str]] = {kind: [] for kind in kinds}
        self._kinds = {types: kind for kind, types in kinds.items()}
        self._functions = dict(_functions_in(body))

    def visit_Call(self, node: ast.Call) -> ast.Call:
        """What is called stays as it is."""
        node.args = [self.visit(one) for one in node.args]
        node.keywords = [self.visit(one) for one in node.keywords]
        if isinstance(node.func, ast.Attribute | ast.Subscript):
            node.func.value = self.visit(node.func.value)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """What is annotated holds no function, and one that is made at run time is wrapped."""
        node.body = [self.visit(one) for one in node.body]
        kind = ast.unparse(node.returns) if node.returns else ""
        inner = [one.name for one in node.body if isinstance(one, ast.FunctionDef)]
        made = inner if kind in self.found else []
        last = node.body[-1]
        if isinstance(last, ast.Return) and last.value and ast.unparse(last.value) in made:
            last.value = ast.Call(ast.Name(kind), [ast.Constant(-1), last.value], [])
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A function of the kernel."""
        return self._numbered(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """A function of a class of the deck."""
        self.generic_visit(node)
        return self._numbered(node)

    def _numbered(self, node: ast.Name | ast.Attribute) -> ast.expr:
        name = ast.unparse(node)
        kind = self._kinds.get(self._functions.get(name, ()))
        if kind is None or not isinstance(node.ctx, ast.Load):
            return node
        if name not in self.found[kind]:
            self.found[kind].append(name)
        return ast.Call(ast.Name(kind), [ast.Constant(self.found[kind].index(name))], [])


def _functions_in(body: Iterable[ast.stmt], at: str = "") -> Iterable[tuple[str, tuple[str, ...]]]:
    """Functions and static methods by the name that calls them, with their types."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _functions_in(node.body, f"{node.name}.")
        elif isinstance(node, ast.FunctionDef) and bool(at) == bool(node.decorator_list):
            types = [_type_of(one.annotation) for one in node.args.args]
            yield at + node.name, (*types, _type_of(node.returns))


def _fields_of(kernel: ast.Module, kinds: Container[str]) -> list[str]:
    """Attributes of rows and tables that hold functions, or lists of them."""
    found = []
    for node in ast.walk(kernel):
        if isinstance(node, ast.AnnAssign) and _names_kind(node.annotation, kinds):
            target = node.target
            found.append(target.attr if isinstance(target, ast.Attribute) else ast.unparse(target))
    return found


def _names_kind(annotation: ast.expr | None, kinds: Container[str]) -> bool:
    walked = ast.walk(annotation or ast.Pass())
    return any(one.id in kinds for one in walked if isinstance(one, ast.Name))


class _Calls(ast.NodeTransformer):
    """Rewrites calls of what stands in rows, within one function of the kernel."""

    def __init__(self, function: ast.FunctionDef, kinds: Container[str], fields: list[str]) -> None:
        self._fields = fields
        given = function.args.args
        self._known = [one.arg for one in given if _names_kind(one.annotation, kinds)]
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                self._learn(node.targets[0], node.value)

    def _learn(self, target: ast.expr, value: ast.expr) -> None:
        """A variable that is given what stands in a row holds a function too."""
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, its in zip(target.elts, value.elts, strict=True):
                self._learn(one, its)
        elif isinstance(target, ast.Name) and self._holds(value):
            self._known.append(target.id)

    def _holds(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Subscript):
            return self._holds(node.value)
        if isinstance(node, ast.Attribute):
            return node.attr in self._fields
        return isinstance(node, ast.Name) and node.id in self._known

    def visit_Call(self, node: ast.Call) -> ast.Call:
        """A call of what stands in a row is one of its method."""
        self.generic_visit(node)
        if self._holds(node.func):
            node.func = ast.Attribute(node.func, CALLED, ast.Load())
        return node


def _class_of(kind: str, types: tuple[str, ...], functions: list[str]) -> ast.stmt:
    """A class of objects with a number each, of which one method makes the call."""
    *args, back = types
    names = [f"a{place}" for place in range(len(args))]
    taken = ", ".join(f"{name}: {of}" for name, of in zip(names, args, strict=True))
    given = ", ".join(names)
    place = args.index(POSITIONS[0])
    known = ", ".join([*names[:place], "s", *names[place + 1 :]])
    text = f"""
@final
class {kind}:
    def __init__(self, at: i64, made: Any = None) -> None:
        self.at: i64 = at
        self.made = made

    def __call__(self, {taken}) -> {back}:
        return self.{CALLED}({given})

    def {CALLED}(self, {taken}) -> {back}:
        at = self.at
        if at < 0:
            return self.made({given})
        s = cast(State, {names[place]})
"""
    found = _told_apart(functions, known, 0, len(functions), "        ")
    return ast.parse(text + (found or f"        return self.made({given})\n")).body[0]


def _told_apart(functions: list[str], given: str, first: int, last: int, margin: str) -> str:
    """Statements that call the function whose number `at` is, of those from `first` to `last`."""
    if last - first > LEAF:
        half = (first + last) // 2
        low = _told_apart(functions, given, first, half, margin + "    ")
        high = _told_apart(functions, given, half, last, margin)
        return f"{margin}if at < {half}:\n{low}{high}"
    lines = [
        f"{margin}if at == {k}:\n{margin}    return {functions[k]}({given})\n"
        for k in range(first, last - 1)
    ]
    if last > first:
        lines.append(f"{margin}return {functions[last - 1]}({given})\n")
    return "".join(lines)
