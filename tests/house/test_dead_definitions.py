"""What nobody refers to is deleted: no definition of the library is dead, nor one that tests alone keep alive."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.house.imports import EVERYTHING, KNOWN, LIBRARY, name_of, tree

Definition = tuple[str, str]  # of a module, a name
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# Asked for by name from outside, and by whom.
HOOKS = {
    "xml_bytes": "python-pptx, of a chart that is its own XML",
    "bytes": "whoever reads a release's manifest, in which it is written",
    "checksum": "whoever audits the log, in which it is written",
}


def bound(statement: ast.stmt) -> set[str]:
    """The names that a statement at the top of a module defines; none where it is run for its own sake."""
    if isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
        return {statement.name}
    if not isinstance(statement, (ast.Assign, ast.AnnAssign)):
        return set()
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}


def counted(statement: ast.stmt) -> bool:
    """Whether a statement counts its names through: they are needed together, as each has its number by the others."""
    value = getattr(statement, "value", None)
    return isinstance(value, ast.Call) and getattr(value.func, "id", "") == "range"


def registered(statement: ast.stmt) -> set[str]:
    """The names of the functions that a function is one form of, by @name.register: it lives while they do."""
    decorators = statement.decorator_list if isinstance(statement, FUNCTIONS) else []
    forms = (one for one in decorators if isinstance(one, ast.Attribute) and one.attr == "register")
    return {one.value.id for one in forms if isinstance(one.value, ast.Name)}


def imported(piece: ast.AST) -> dict[str, Definition]:
    """What the names imported in a piece of code stand for: a module of ours (its name, ""), or a definition in it."""
    found = {}
    for node in ast.walk(piece):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(("explorer", "deploy")):
            for one in node.names:
                inner = f"{node.module}.{one.name}"
                found[one.asname or one.name] = (inner, "") if inner in KNOWN else (node.module, one.name)
    return found


@cache
def loaded(path: Path) -> set[str]:
    """The modules that a module loads by a text with their name."""
    nodes = ast.walk(tree(path))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and str(node.value) in KNOWN}


@cache
def lent(path: Path) -> dict[str, Definition]:
    """What is imported anywhere in a module."""
    return imported(tree(path))


def referred(piece: ast.AST, path: Path) -> Iterator[Definition]:
    """What a piece of a module refers to; what it imports itself comes first."""
    module, names, late = name_of(path), lent(path) | imported(piece), loaded(path)
    for node in ast.walk(piece):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store):
            yield names.get(node.id, (module, node.id))
        elif isinstance(node, ast.Attribute):
            yield from ((other, node.attr) for other in late)
            if isinstance(node.value, ast.Name) and node.value.id in names:
                yield names[node.value.id][0], node.attr


def uses() -> tuple[set[Definition], dict[Definition, set[Definition]]]:
    """What is referred to by code that runs by itself, and by each definition or name that is handed on."""
    run: set[Definition] = set()
    by: dict[Definition, set[Definition]] = {}
    for path in EVERYTHING:
        by |= {(name_of(path), name): {meant} for name, meant in lent(path).items()}
        for statement in tree(path).body:
            found, names = set(referred(statement, path)), bound(statement) - {"__all__"}
            together = {(name_of(path), name) for name in names}
            by |= {one: found | (together if counted(statement) else set()) for one in together}
            for one in registered(statement):
                by[name_of(path), one] |= found | together
            run |= set() if names else found
    return run, by


def alive() -> set[Definition]:
    waiting, by = uses()
    found: set[Definition] = set()
    while waiting:
        found |= waiting
        waiting = {other for one in waiting for other in by.get(one, ())} - found
    return found


def test_no_definition_is_dead():
    """Whatever is not reached from a page, an entry, or what a module does when it is loaded."""
    defined = {(name_of(path), name) for path in LIBRARY for statement in tree(path).body for name in bound(statement)}
    assert len(defined) > 1000
    assert sorted(one for one in defined - alive() if one[1] != "__all__") == []


def members(found: ast.ClassDef) -> set[str]:
    """The methods of a class and its fields."""
    return {name for statement in found.body for name in bound(statement) if not name.startswith("__")}


def test_no_method_and_no_field_is_dead():
    nodes = [(name_of(path), node) for path in EVERYTHING for node in ast.walk(tree(path))]
    asked = {node.attr for _, node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)}
    asked |= {node.value for _, node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    found = {(name, one) for name, node in nodes if isinstance(node, ast.ClassDef) for one in members(node)}
    assert sorted(one for one in found if one[1] not in asked | HOOKS.keys()) == []
    assert {one for _, one in found} >= HOOKS.keys()
