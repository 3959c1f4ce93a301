"""The table of parameters in docs/links.md, written from the registry: ``python -m explorer.links.document``."""

from explorer.core import language, paths
from explorer.core.language import Words
from explorer.links.pages import about
from explorer.links.parameters import KNOWN, Parameter

FILE = paths.ROOT / "docs" / "links.md"
BEGIN, END = "<!-- parameters -->\n", "<!-- /parameters -->\n"


def table(words: Words) -> str:
    """Return the table of every parameter in Markdown: pages, values, what it means when it is left out, example."""
    head = words("document.head")
    rule = "|" + " --- |" * (head.count("|") - 1)
    return "".join(f"{line}\n" for line in (head, rule, *(_row(one, words) for one in KNOWN.values())))


def renewed(text: str) -> str:
    """Return a document with its table as the registry has it now. Raises ValueError where it has no place for one."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError("the document has no place for the table")
    return before + begin + table(language.words("en")) + end + after


def _row(parameter: Parameter, words: Words) -> str:
    name, example = parameter.name, f"`{parameter.example}`" if parameter.example else ""
    cells = (f"`{name}`", _pages(parameter, words), words(f"parameter.{name}"), words(f"without.{name}"), example)
    return f"| {' | '.join(cells)} |"


def _pages(parameter: Parameter, words: Words) -> str:
    """Return which pages read a parameter; the four registers together have a name."""
    registers = about("register")
    every = set(registers) <= set(parameter.pages)
    named = [words(f"menu.{slug}") for slug in parameter.pages if not every or slug not in registers]
    together = [words("document.registers")] if every else []
    return words("common.list").join(named + together) or words("document.every_page")


if __name__ == "__main__":
    FILE.write_text(renewed(FILE.read_text("utf-8")), "utf-8")
