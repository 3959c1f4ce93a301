"""PIVOT as analysts write it, in a form that both parsers read: ordered in a subquery, its values named.

Nothing here is trusted: what is written anew passes the gate like any other text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlglot
from sqlglot import TokenType
from sqlglot.tokenizer_core import Token

OPENING, CLOSING = ("(", "[", "{"), (")", "]", "}")
TAIL = frozenset({TokenType.ORDER_BY, TokenType.LIMIT, TokenType.OFFSET})
CROSSED = frozenset({TokenType.PIVOT, TokenType.UNPIVOT})
AFTER = frozenset({TokenType.USING, TokenType.GROUP_BY, *TAIL})


@dataclass(frozen=True)
class Values:
    """A PIVOT that names no values: the text that asks for them, and where what is crossed begins and ends."""

    question: str
    start: int
    end: int


@dataclass(frozen=True)
class Written:
    """A text written anew, and what was put in: the place of each part in the new text and its length, in bytes."""

    text: str
    added: tuple[tuple[int, int], ...]


def wrapped(text: str) -> Written | None:
    """Return ``PIVOT … ORDER BY …`` as ``FROM (PIVOT …) ORDER BY …``; None where it is no such text."""
    crossed = False
    for depth, token in _nested(text):
        crossed |= depth == 0 and token.token_type in CROSSED
        if crossed and depth == 0 and token.token_type in TAIL:
            return _with(text, ((0, "from ("), (token.start, ") ")))
    return None


def unnamed(text: str) -> Values | None:
    """Return what a text's only PIVOT needs to name its values; None where several expressions are crossed."""
    tokens = list(_nested(text))
    starts = [place for place, (_, token) in enumerate(tokens) if token.token_type == TokenType.PIVOT]
    if len(starts) != 1:
        return None
    depth, pivot = tokens[starts[0]]
    if depth and any(token.token_type == TokenType.WITH for _, token in tokens):
        return None
    inside = _inside(tokens[starts[0] + 1 :], depth)
    on = next((place for place, token in enumerate(inside) if token.token_type == TokenType.ON), None)
    if on is None:
        return None
    end = next((place for place, token in enumerate(inside) if place > on and token.token_type in AFTER), len(inside))
    crossed = inside[on + 1 : end]
    if not crossed or any(token.token_type in (TokenType.COMMA, TokenType.IN) for token in crossed):
        return None
    start, stop = crossed[0].start, crossed[-1].end + 1
    source, before = text[pivot.end + 1 : inside[on].start], "" if depth else text[: pivot.start]
    crossed_by = text[start:stop]
    # The values as the database writes them, in the order of what they are.
    asked = f"{before}select distinct ({crossed_by})::varchar, ({crossed_by}) from {source} order by 2"  # noqa: S608 (the gate reads it)
    return Values(asked, start, stop)


def named(text: str, asked: Values, values: Iterable[str | None]) -> Written:
    """Return the text with its values named; what is empty is no value."""
    listed = ", ".join("'" + value.replace("'", "''") + "'" for value in values if value is not None)
    return _with(text, ((asked.start, "("), (asked.end, f") in ({listed})")))


def _with(text: str, parts: Sequence[tuple[int, str]]) -> Written:
    """Return the text with parts put in at places (characters of the text, in their order)."""
    made, added, done = "", [], 0
    for place, part in parts:
        made += text[done:place]
        added.append((len(made.encode()), len(part.encode())))
        made, done = made + part, place
    return Written(made + text[done:], tuple(added))


def _nested(text: str) -> list[tuple[int, Token]]:
    """Return the tokens with the number of brackets that each stands in; none where the text cannot be cut up."""
    try:
        tokens = sqlglot.tokenize(text, dialect="duckdb")
    except sqlglot.errors.SqlglotError:
        return []
    depth, found = 0, []
    for token in tokens:
        depth -= token.text in CLOSING and token.token_type != TokenType.STRING
        found.append((depth, token))
        depth += token.text in OPENING and token.token_type != TokenType.STRING
    return found


def _inside(tokens: Iterable[tuple[int, Token]], depth: int) -> list[Token]:
    """Return the tokens at ``depth`` until the bracket around them closes."""
    found: list[Token] = []
    for deep, token in tokens:
        if deep < depth:
            break
        if deep == depth:
            found.append(token)
    return found
