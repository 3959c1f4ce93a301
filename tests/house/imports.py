"""Who imports whom in explorer/ and deploy/, read off the syntax trees: lazy imports count like any other."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from explorer.core import paths

ROOT = paths.ROOT
LIBRARY = sorted([*(ROOT / "explorer").rglob("*.py"), *(ROOT / "deploy").glob("*.py")])
PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
EVERYTHING = LIBRARY + PAGES


def name_of(path: Path) -> str:
    """Return what a module is imported as: explorer.core.paths; a page is pages.target."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


KNOWN = {name_of(path): path for path in EVERYTHING}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def asked(path: Path) -> Iterator[str]:
    """Yield every name a module imports, as far as it is spelt: json, explorer.core, explorer.core.paths."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in KNOWN else node.module
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "import_module":
            yield from (str(one.value) for one in node.args if isinstance(one, ast.Constant))


def inside() -> Mapping[str, frozenset[str]]:
    """Return by each module of the house the modules of the house it imports; its own packages are not counted."""
    return {
        name: frozenset(one for one in asked(path) if one in KNOWN and one != name and not name.startswith(f"{one}."))
        for name, path in KNOWN.items()
    }


def outside(path: Path) -> set[str]:
    """Return the outside libraries a module imports."""
    return {name.split(".")[0] for name in asked(path)} - {"explorer", "deploy"}
