"""What publishing would change and what was published, as elements of the page: every text in them is escaped."""

import datetime as dt
from collections.abc import Iterable, Sequence
from html import escape

from explorer import access, catalogue, language, links, marks
from explorer.catalogue import Goal
from explorer.desk import Entry, Flip, Prepared
from explorer.language import Words
from explorer.roles import Login, Visitor
from explorer.trouble import Trouble
from explorer.view import View

COMMANDS = (
    ("template", ".venv/bin/python -m explorer.intake template trademarks"),
    ("try", ".venv/bin/python -m explorer.release publish trademarks.xlsx --dry-run"),
    ("publish", ".venv/bin/python -m explorer.release publish trademarks.xlsx"),
)
MOST_LISTED = 30
PUBLISHED = "published"
BEIJING = dt.timezone(dt.timedelta(hours=8))


def head(view: View, login: Login | None, visitor: Visitor) -> str:
    """Return what the page is for, and for whom."""
    words = language.words(view.language)
    known = "publish.lead" if access.allowed(visitor, "publisher") else "publish.lead_stranger"
    who = "publish.lead_no_login" if login is None else known
    return (
        f'<div class="headline publish"><h2>{escape(words("publish.title"))}</h2><p>{escape(words(who))}</p>'
        f"<p>{escape(words('publish.keeps'))}</p></div>"
    )


def by_command(words: Words) -> str:
    """Return how the office's data are published without a login: the commands, and where the login is described."""
    rows = "".join(
        f"<li><span>{escape(words(f'publish.command_{name}'))}</span><code>{escape(command)}</code></li>"
        for name, command in COMMANDS
    )
    return f'<div class="commands"><ol>{rows}</ol><p>{escape(words("publish.set_up"))}</p></div>'


def at_the_door(why: Trouble, words: Words) -> str:
    """Return why somebody cannot publish."""
    return f'<div class="headline"><p class="said">{escape(words.trouble(why))}</p></div>'


def signed_in(visitor: Visitor, words: Words) -> str:
    """Return who is signed in."""
    return f"<small>{escape(words('publish.signed_in', who=visitor.who))}</small>"


def upload_button(words: Words) -> str:
    """Return the reader's word for the uploader's button, where Streamlit writes English; the style puts it there."""
    return f"<style>.stApp {{ --upload: '{words('publish.choose')}'; }}</style>"


def changes(prepared: Prepared, words: Words) -> str:
    """Return how many rows of each table would be new, changed and withdrawn; tables that stay are left out."""
    found = [(table, one) for table, one in prepared.changes.items() if one.new or one.changed or one.withdrawn]
    if not found:
        return f'<div class="headline"><p>{escape(words("publish.no_change"))}</p></div>'
    kinds = ("new", "changed", "withdrawn")
    rows = ((words(f"table_name.{table}"), *(_count(getattr(one, kind)) for kind in kinds)) for table, one in found)
    names = [words("publish.table"), *(words(f"publish.{kind}") for kind in kinds)]
    return _table(words("publish.rows_change"), names, rows, numbers=kinds)


def flips(prepared: Prepared, view: View, words: Words) -> str:
    """Return the goals whose status would be another, with both newest values; a sentence where none would."""
    if not prepared.flips:
        return f'<div class="headline"><p>{escape(words("publish.no_flip"))}</p></div>'
    lines = "".join(_flip(one, view, words) for one in prepared.flips)
    heads = (words(f"publish.{name}") for name in ("plan", "goal", "then", "now"))
    names = "".join(f"<th>{escape(name)}</th>" for name in heads)
    caption = escape(words("publish.flips", count=len(prepared.flips)))
    body = f"<table><thead><tr>{names}</tr></thead><tbody>{lines}</tbody></table>"
    return f'<section class="ledger flipping"><h3>{caption}</h3>{body}</section>'


def _flip(one: Flip, view: View, words: Words) -> str:
    plan = catalogue.plans()[one.plan]
    goal = next(goal for goal in plan.goals if goal.no == one.no)
    where = links.to("target", view.parameters(plan=one.plan, indicator=goal.indicator.slug))
    title = f'<a href="{escape(where)}" target="_self">{escape(words.of(goal.indicator.title))}</a>'
    cells = [
        (words("publish.plan"), escape(words.of(plan.short))),
        (words("publish.goal"), f"{title}<br><small>{escape(words.promise(goal))}</small>"),
        (words("publish.then"), _side(one.then, one.value_then, goal, words)),
        (words("publish.now"), _side(one.now, one.value_now, goal, words)),
    ]
    columns = (f'<td data-label="{escape(name)}"><span>{cell}</span></td>' for name, cell in cells)
    return f"<tr>{''.join(columns)}</tr>"


def _side(status: str, value: float | None, goal: Goal, words: Words) -> str:
    said = f"{marks.STATUS[status].icon} {escape(words(f'status.{status}'))}"
    figure = words("overview.no_figure") if value is None else words.value(value, goal.indicator)
    return f'<span class="status {status}">{said}</span><br><small>{escape(figure)}</small>'


def published(id_: str, table: str, view: View, words: Words) -> str:
    """Return that a release is in use now, and the ways to what it shows and to what differs from ``view``'s."""
    today = {"lang": words.code}
    ways = (
        (links.to("", today), words("publish.see")),
        (links.to("changes", today | {"since_release": view.edition.id}), words("news.changes")),
    )
    anchors = " ".join(f'<a href="{escape(where)}" target="_self">{escape(said)}</a>' for where, said in ways)
    done = words("publish.done", release=id_, table=words(f"table_name.{table}"))
    return f'<div class="headline"><p class="said">{escape(done)} {anchors}</p></div>'


def history(entries: Sequence[Entry], in_use: str, words: Words) -> str:
    """Return what was done, the newest first: when, by whom, what, which release, the note."""
    if not entries:
        return f'<div class="headline"><p>{escape(words("publish.nothing_yet"))}</p></div>'
    rows = (
        (
            _moment(one.on, words),
            one.by,
            words(f"publish.was_{one.what}", file=one.file, rows=f"{one.rows:,}", table=_name(one.table, words)),
            one.id + (f" · {words('publish.in_use')}" if one.id == in_use else ""),
            one.note,
        )
        for one in entries[:MOST_LISTED]
    )
    names = [words(f"publish.{name}") for name in ("when", "who", "what", "release", "remark")]
    return _table("", names, rows)


def release(id_: str, entries: Sequence[Entry], words: Words) -> str:
    """Return a release as it is offered in a list: its id, and when and with which note it was published."""
    told = next((one for one in entries if one.id == id_ and one.what == PUBLISHED), None)
    return " · ".join([id_, _moment(told.on, words), told.note or told.file]) if told else id_


def _name(table: str, words: Words) -> str:
    return words(f"table_name.{table}") if table else ""


def _moment(on: dt.datetime, words: Words) -> str:
    there = on.astimezone(BEIJING)
    return f"{words.day(there.date())} {there:%H:%M}"


def _count(number: int) -> str:
    return f"{number:,}"


def _table(caption: str, names: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[str] = ()) -> str:
    """Return texts as a table; the last columns hold ``numbers``."""
    first = len(names) - len(numbers)
    kinds = ["" if place < first else ' class="num"' for place in range(len(names))]
    top = "".join(f"<th{kind}>{escape(name)}</th>" for kind, name in zip(kinds, names, strict=True))
    body = "".join(f"<tr>{''.join(_cells(names, kinds, row))}</tr>" for row in rows)
    title = f"<h3>{escape(caption)}</h3>" if caption else ""
    table = f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    return f'<section class="ledger register">{title}{table}</section>'


def _cells(names: Sequence[str], kinds: Sequence[str], row: Sequence[str]) -> Iterable[str]:
    for name, kind, text in zip(names, kinds, row, strict=True):
        yield f'<td{kind} data-label="{escape(name)}">{f"<span>{escape(text)}</span>" if text else ""}</td>'
