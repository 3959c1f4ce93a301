"""What else a workbook holds: further sheets of the same table, which are read, and those that are not, by name."""

from collections.abc import Sequence

from explorer.core import language
from explorer.pipeline.intake import headings
from explorer.pipeline.intake.lists.pages import Page
from explorer.pipeline.intake.lists.questions import Asked
from explorer.pipeline.intake.readers.sheet import Sheet
from explorer.pipeline.intake.yearly.table import Question

OF_A_TEMPLATE = ("intake.guide", "intake.options")


def asked(sheets: Sequence[Sheet], laid: Sequence[Page]) -> list[Asked]:
    """Return which sheets were read together, and each other that somebody can see and that holds anything."""
    read = [page.heading.sheet.name for page in laid]
    spared = {language.words(code)(name) for code in language.LANGUAGES for name in OF_A_TEMPLATE}
    found = list[Asked]()
    if len(read) > 1:
        rows = "、".join(f"{page.heading.sheet.name} {page.records}" for page in laid)
        found.append((0, "", Question("sheets_together", {"sheets": rows})))
    for sheet in sheets:
        filled = any(cell.strip() for row in sheet.head for cell in row)
        if sheet.hidden or sheet.name in (*read, *spared) or not filled:
            continue
        table = headings.recognised([sheet])
        blanks = {} if table is None else {"table": table}
        found.append((0, sheet.name, Question("sheet_of_another" if table else "sheet_unread", blanks)))
    return found
