"""HTML is built by htpy, which escapes every text: no module writes a tag itself, and none escapes by hand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.imports import EVERYTHING, name_of, outside, tree

# What looks like a tag; a regular expression's named group does not.
TAG = re.compile(r"(?<!\?P)<[a-z/]")
# Pictures are SVG, which has a builder of its own: exports/images/svg.py.
DRAWN = {
    "explorer.charts.sparkline",
    "explorer.exports.images.plate",
    "explorer.exports.images.svg",
    "explorer.links.qr",
}
# Streamlit's own page, which is taken apart at its tags.
TAKEN_APART = {"explorer.web.frame.first", "deploy.nginx"}
ESCAPED = {"explorer.exports.images.render", "explorer.exports.images.svg"}
READS_ENTITIES = {f"explorer.pipeline.intake.readers.{name}" for name in ("xlsx", "xlsx_shown")}
# Nothing in a style is escaped, so stylesheet() sees to it that nothing ends one early.
MARKED = {"explorer.views.html"}


def literals(path: Path) -> Iterator[str]:
    """Yield a module's texts, its docstrings left out."""
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_no_module_writes_a_tag_itself():
    found = {name_of(path) for path in EVERYTHING if any(TAG.search(text) for text in literals(path))}
    assert found == DRAWN | MARKED | TAKEN_APART


def test_only_pictures_are_escaped_by_hand():
    found = {name_of(path) for path in EVERYTHING if "html" in outside(path)}
    assert found == ESCAPED | READS_ENTITIES


def test_one_module_marks_a_text_as_safe():
    assert {name_of(path) for path in EVERYTHING if "markupsafe" in outside(path)} == MARKED
