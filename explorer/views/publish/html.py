"""What publishing would change and what was published, as elements of the page."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import polars as pl
from htpy import Element, Fragment, code, details, div, fragment, h1, li, ol, p, small, span, summary

from explorer.analysis.view import View
from explorer.core import clock, roles
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.core.roles import Login, Visitor
from explorer.links import parameters
from explorer.pipeline.build.matching import Instead
from explorer.pipeline.publish.diff import Rows
from explorer.pipeline.publish.history import Event
from explorer.pipeline.publish.prepared import Prepared
from explorer.releases import kept, reach
from explorer.releases.tables import TABLES
from explorer.views import html
from explorer.views.publish import decisions

COMMANDS = (
    ("template", ".venv/bin/python -m explorer template trademarks"),
    ("try", ".venv/bin/python -m explorer publish trademarks.xlsx --dry-run"),
    ("publish", ".venv/bin/python -m explorer publish trademarks.xlsx"),
)
MOST_LISTED = 100


def head(view: View, login: Login | None, visitor: Visitor) -> Element:
    """Return what the page is for, and for whom."""
    words = view.words
    known = "publish.lead" if roles.allowed(visitor, "publisher") else "publish.lead_stranger"
    who = "publish.lead_no_login" if login is None else known
    return div(".headline.publish")[h1[words("publish.title")], p[words(who)], p[words("publish.keeps")]]


def by_command(words: Words) -> Element:
    """Return how the office's data are published without a login: the commands, and where the login is described."""
    rows = [li[span[words(f"publish.command_{name}")], code[command]] for name, command in COMMANDS]
    return details(".commands")[summary[words("publish.by_command")], ol[rows], p[words("publish.set_up")]]


def at_the_door(why: Trouble, words: Words) -> Element:
    """Return why somebody cannot publish."""
    return div(".headline")[p(".said")[words.trouble(why)]]


def signed_in(visitor: Visitor, words: Words) -> Element:
    """Return who is signed in."""
    return small[words("publish.signed_in", who=visitor.who)]


def uploader(most: int, words: Words) -> Element:
    """Return the reader's words where Streamlit's uploader writes English; the style puts them there.

    ``most``: megabytes of a file.
    """
    said = {name: words(f"publish.{name}", most=most) for name in ("choose", "drop", "not_taken")}
    rules = " ".join(f"--{name}: {json.dumps(text, ensure_ascii=False)};" for name, text in said.items())
    return html.stylesheet(f".stApp {{ {rules} }}")


def faults(told: pl.DataFrame) -> Element:
    """Return the faults of a file, as ``intake.said`` tells them."""
    return _table(None, told.columns, ([str(cell) for cell in row] for row in told.iter_rows()))


def changes(prepared: Prepared, words: Words) -> Element | Fragment:
    """Return how many rows of each table would be new, changed and withdrawn, and which may count twice.

    Then the published rows whose place the office's take, one by one. Tables that stay are left out; a sentence says
    that none would change. What is brought says how far it knows.
    """
    if prepared.nothing_new:
        return _sentence(words("publish.no_change"))
    if not prepared.brought:
        return decisions.decided(prepared, words)
    total, until = words.number(prepared.total), words.day(prepared.until)
    whole = words("publish.whole", release=prepared.release, rows=total, until=until)
    found = [one for one in prepared.rows if one.new or one.changed or one.withdrawn]
    if not found:
        return fragment[_reaches(prepared, words), _sentence(words("publish.no_row"), whole)]
    kinds = ("new", "changed", "withdrawn")
    rows = [(words(f"table_name.{one.table}"), *(words.number(getattr(one, kind)) for kind in kinds)) for one in found]
    names = [words("publish.table"), *(words(f"publish.{kind}") for kind in kinds)]
    twice = (
        words(f"publish.{doubt}", table=words(f"table_name.{one.table}"), count=words.number(count))
        for one in prepared.rows
        for doubt, count in (("twice", one.twice), ("repeated", one.repeated))
        if count
    )
    counted = _table(words("publish.rows_change"), names, rows, numbers=kinds)
    invented = sum(one.simulated for one in prepared.rows)
    gone = [words("publish.simulated_gone", count=words.number(invented))] if invented else []
    return fragment[
        _reaches(prepared, words),
        counted,
        _sentence(*gone) if gone else None,
        _instead(prepared.instead, words),
        _namesakes(prepared.rows, words),
        _sentence(*twice, whole),
    ]


def _reaches(prepared: Prepared, words: Words) -> Element | None:
    """Return how far each register brought is known to reach, marked: beyond that day its goals have no value.

    Figures stand for their periods and reach nowhere else, and a goal is told by its own day.
    """
    registers = [one for one in prepared.imports if one.id in prepared.brought and TABLES[one.table].role == "register"]
    said = [
        p(".said")[
            words(
                "publish.reaches",
                table=words(f"table_name.{one.table}"),
                until=words.day(one.until),
                counted=words.at(reach.whole_month(one.until)),
            )
        ]
        for one in registers
    ]
    return div(".headline")[said] if said else None


def _instead(gone: Sequence[Instead], words: Words) -> Fragment | None:
    """Return the published rows that give way, each beside the office's row for the same thing."""
    if not gone:
        return None
    table, *more = _paired(gone, "instead", ("gives_way", "takes_place"), words)
    return fragment[table, _sentence(words("publish.instead_means"), *more)]


def _namesakes(rows: Sequence[Rows], words: Words) -> Fragment | None:
    """Return the published rows that stay, each beside the office's row of that name and city."""
    found = [pair for one in rows for pair in one.namesakes]
    if not found:
        return None
    table, *more = _paired(found, "namesakes", ("gives_way", "brought_row"), words)
    return fragment[table, _sentence(*more) if more else None]


def _paired(
    pairs: Sequence[Instead], caption: Literal["instead", "namesakes"], heads: tuple[str, str], words: Words
) -> list[Any]:
    """Return pairs of a published row and one of the office's as a table, and that there are more where there are."""
    shown = [(words(f"table_name.{one.table}"), _named(one.gone, one.name), _named(one.by, one.named)) for one in pairs]
    names = [words("publish.table"), *(words(f"publish.{name}") for name in heads)]
    title, count = words(f"publish.{caption}", count=words.number(len(shown))), words.number(len(shown))
    more = [words("publish.instead_more", shown=MOST_LISTED, count=count)] if len(shown) > MOST_LISTED else []
    return [_table(title, names, shown[:MOST_LISTED]), *more]


def _named(number: str, name: str) -> str:
    return f"{name} · {number}" if name else number


def told(sentences: Sequence[str]) -> Element:
    """Return sentences, each in a line of its own."""
    return _sentence(*sentences)


def _sentence(*said: str) -> Element:
    return div(".headline")[[p[one] for one in said]]


def published(event: Event, table: str, in_use: str, words: Words) -> Element:
    """Return that a file was published and counts, and the ways to what it shows and to what it changed."""
    today, entry = {"lang": words.code}, event.entry
    ways = [(parameters.to("", today), words("publish.see"))]
    if entry.before in kept.kept():
        ways.append((parameters.to("changes", today | {"since_release": entry.before}), words("news.changes")))
    key = "done" if entry.release == in_use else "done_before"
    told = {"release": entry.release, "table": words(f"table_name.{table}"), "when": _moment(entry.at, words)}
    done = words(f"publish.{key}", who=_who(entry.by, words), **told)
    return div(".headline")[p(".said")[html.joined([done, *(html.anchor(where, said) for where, said in ways)])]]


def history(events: Sequence[Event], words: Words) -> Element:
    """Return what was done, the newest first: when, by whom, what, which release, the note."""
    if not events:
        return _sentence(words("publish.nothing_yet"))
    rows = (
        (
            _moment(one.entry.at, words),
            _who(one.entry.by, words),
            _what(one, words),
            _release(one, words),
            one.entry.note,
        )
        for one in events[:MOST_LISTED]
    )
    names = [words(f"publish.{name}") for name in ("when", "who", "what", "release", "remark")]
    return _table(None, names, rows)


def _what(event: Event, words: Words) -> str:
    entry = event.entry
    if entry.action == "prune":
        return words("publish.was_prune", releases=", ".join(entry.removed))
    told = [
        words(
            f"publish.was_{one['mode']}",
            file=one["file"],
            rows=words.number(one["rows"]),
            table=words(f"table_name.{one['table']}"),
        )
        for one in entry.brought
    ]
    decided = [found] if entry.action == "decide" and (found := decisions.said(entry, words)) else []
    return words("publish.and").join([*told, *decided]) or words(f"publish.was_{entry.action}")


def _release(event: Event, words: Words) -> str:
    if event.entry.action == "prune":
        return ""
    state = "in_use" if event.in_use else "" if event.kept else "removed"
    return event.entry.release + (f" · {words(f'publish.{state}')}" if state else "")


def release(id_: str, events: Sequence[Event], words: Words) -> str:
    """Return a release as it is offered in a list: its id, and when and with what it first came in use."""
    told = next((one.entry for one in reversed(events) if one.entry.release == id_ and one.kept), None)
    if told is None:
        return id_
    why = told.note or words("publish.and").join(one["file"] for one in told.brought)
    return " · ".join(part for part in (id_, _moment(told.at, words), why) if part)


def _who(by: str, words: Words) -> str:
    return by or words("publish.nobody")


def _moment(at: str, words: Words) -> str:
    """Return a moment of the log, or the day that a release without an entry was built on, as Beijing's."""
    try:
        then = dt.datetime.fromisoformat(at)
    except ValueError:
        return at
    if then.tzinfo is None:
        return words.day(then.date())
    there = then.astimezone(clock.CHINA)
    return f"{words.day(there.date())} {there:%H:%M}"


def _table(
    caption: str | None, names: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[str] = ()
) -> Element:
    """Return texts as a table; the last columns hold ``numbers``."""
    first = len(names) - len(numbers)
    columns = [html.Column(name, top={}) for name in names[:first]]
    columns += [html.Column(name, "num", {"class": "num"}) for name in names[first:]]
    return html.section(
        caption, "register", html.grid(columns, [[text and span[text] for text in row] for row in rows])
    )
