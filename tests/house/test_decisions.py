"""Each decision stands with its reason, and with a test that fails when somebody goes back on it."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from tests.house.documents import DOCUMENTS, ROOT, named

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
NOTHING = "nothing yet"
# Decisions that no test holds anybody to. The list may only become shorter.
UNGUARDED = {
    "A browser test waits for the server's answer, not for a time",
    "A slider runs its own part of the page",
    "Days and numbers are read by vectorised expressions, once for each different text",
    "Exhibits of pictures are made by one thread",
    "One statement counts a register both over time and by two dimensions",
    "The preview asks only the goals whose tables differ",
}
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def decisions() -> Iterator[tuple[str, str]]:
    """Yield each decision: its title, and everything below it."""
    for path in DECISIONS:
        for part in path.read_text("utf-8").split("\n## ")[1:]:
            title, _, rest = part.partition("\n")
            yield title, rest


def standing() -> list[tuple[str, str]]:
    """Return the decisions that hold: one that was given up is struck through."""
    return [(title, rest) for title, rest in decisions() if not title.startswith("~~")]


@cache
def defined_in(file: str) -> frozenset[str]:
    """Return the tests that a file defines; none where there is no such file."""
    path = ROOT / file
    if not path.exists():
        return frozenset()
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def test_every_decision_says_why_what_guards_it_and_since_when():
    form = re.compile(r"\n\S.+?\n\nGuarded by: \S.+?\n\nSince: \d+\.\d+\s*", re.DOTALL)
    assert len(standing()) >= 130
    assert not [title for title, rest in standing() if not form.fullmatch(rest)]


def test_no_two_decisions_have_one_title():
    titles = [title for title, _ in decisions()]
    assert not sorted({title for title in titles if titles.count(title) > 1})


def test_a_decision_given_up_names_the_one_in_its_place():
    titles = {title for title, _ in standing()}
    given_up = [(title, rest) for title, rest in decisions() if title.startswith("~~")]
    assert not [title for title, rest in given_up if not any(f"Superseded by: {other}" in rest for other in titles)]


def test_every_test_that_a_document_names_exists():
    gone = [
        f"{named(path)}: {file}::{test}"
        for path in DOCUMENTS
        for file, test in TEST.findall(path.read_text("utf-8"))
        if test not in defined_in(file)
    ]
    assert not gone, "\n".join(["renamed or gone:", *gone])


def test_every_decision_but_those_listed_is_guarded_by_a_test():
    guards = {title: rest.partition("Guarded by: ")[2].partition("\n\nSince")[0] for title, rest in standing()}
    wrong = [title for title, guard in guards.items() if guard != NOTHING and TEST.sub("", guard).strip(" ,\n")]
    assert not wrong, "not a list of tests"
    assert {title for title, guard in guards.items() if guard == NOTHING} == UNGUARDED


def test_every_file_of_decisions_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    assert not [path.name for path in DECISIONS if f"(decisions/{path.name})" not in index]
