"""What the SQL page can be asked: a query, and the table whose columns are described."""

from explorer.analysis.view import View
from explorer.links import sql
from explorer.links.ask import Ask
from explorer.links.prompts import FreeText
from explorer.sandbox import limits
from explorer.views.choices import one
from explorer.views.sql import schema


def damaged(ask: Ask) -> bool:
    """Whether the link carries a query that cannot be read."""
    asked = ask.given("sql")
    return bool(asked) and not sql.read(asked)


def choose_query(ask: Ask, view: View) -> str:
    """Return the text of the query; as long as nobody changes it, the link says it in its own way."""
    words, asked = view.words, ask.given("sql")
    held = sql.read(asked)

    def written(text: str) -> str:
        return asked if asked and text == held else sql.written(text)

    hint = words("sql.placeholder")
    return ask(FreeText("sql", words("sql.editor"), limits.TEXT, (sql.read, written), hint, lines=True))


def choose_table(ask: Ask, view: View) -> str:
    """Return the table whose columns are described."""
    named = schema.names(view)
    return ask(one(view.words, "table", named, "patents" if "patents" in named else next(iter(named))))
