"""A sheet → the office's yearly table of its plan: a row a goal, each block of rows under its own years."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from explorer.core.goals import Plan
from explorer.core.profile import profile
from explorer.pipeline.intake.headings import letters
from explorer.pipeline.intake.readers.sheet import Sheet
from explorer.pipeline.intake.yearly import layout, lines, names, partly, places, states, years
from explorer.pipeline.intake.yearly.layout import Block, Column, Row
from explorer.pipeline.intake.yearly.names import Named, Names, part_of_another
from explorer.pipeline.intake.yearly.table import Line, Question, YearlyTable

SHOWN = 80  # signs of a row that is not read


@dataclass
class Read:
    """What was read of a sheet so far. ``taken``: the goals, with their areas, that a row calls by their own names."""

    known: Names
    taken: set[tuple[int, str | None]] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)
    asked: list[tuple[int, Question]] = field(default_factory=list)
    named: set[int] = field(default_factory=set)
    strange: int = 0


def read(sheet: Sheet, plan: Plan, rows: Sequence[Row], blocks: Sequence[Block]) -> YearlyTable | None:
    """Return the yearly table that some blocks of a sheet make; None where too few of their rows name goals."""
    found, unread = Read(Names(plan)), list[str]()
    titles = tuple(_texts(rows[: blocks[0].top])) if blocks else ()
    said = [text for _, text in titles]
    if not blocks or not places.may_be(plan, sheet.name, said):
        return None
    exact = [_exactly(found, rows, block) for block in blocks]
    for block, names_there in zip(blocks, exact, strict=True):
        kept, left = layout.settled(block.columns)
        found.asked += [(block.top + 1, one) for one in left]
        unread += [f"{letters(place)} {head}".strip() for place, head in block.unread]
        notes = [*titles, *_texts(rows[block.above : block.top]), *_notes(rows, block, found.known)]
        early = states.early_years(notes, sorted({one.year for one in kept}))
        found.asked += states.told({**states.by_heading(kept), **early})
        if kept:
            unit = layout.unit_above([text for _, text in notes])
            _read(found, rows, block, states.made_early(kept, early), names_there, unit)
            found.asked += layout.file_says(sheet, rows, block, kept, {line.row for line in found.lines})
    _above(found, rows[: blocks[0].top])
    # Many goals among other rows, or few and hardly anything else: a table of corrections.
    if not found.named or not (len(found.named) >= len(plan.goals) // 3 or len(found.named) >= found.strange):
        return None
    if plan.area == profile().home and not any("area" in block.places for block in blocks):
        other = places.title_of_another([sheet.name, *said]) or _headed(rows, blocks)
        _stop(found.lines, "title_of_another", other)
    partly.stop(found.lines, [sheet.name, *said])
    asked = tuple(sorted(found.asked, key=lambda one: one[0]))
    columns = tuple(dict.fromkeys(unread))
    return YearlyTable(sheet.name, plan, tuple(found.lines), asked, columns, titles, frozenset(found.named))


def _texts(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    yield from ((number, cell) for number, cells in enumerate(rows, start=1) for cell in cells if cell)


def _notes(rows: Sequence[Row], block: Block, known: Names) -> Iterator[tuple[int, str]]:
    """Yield the texts of rows below the heading that hold a single cell and name no goal."""
    for number in range(block.begin, block.end):
        filled = [cell for cell in rows[number] if cell]
        if len(filled) == 1 and known.exact(filled[0]).goal is None:
            yield number + 1, filled[0]


def _exactly(found: Read, rows: Sequence[Row], block: Block) -> dict[int, Named]:
    """Return what each filled row of a block is by a goal's own names, before any other row is looked at."""
    numbers = [number for number in range(block.begin, block.end) if any(rows[number])]
    exact = {number: _named(rows[number], block, found.known.exact) for number in numbers}
    found.taken |= {(one.goal.no, _area(found, rows[number], block)) for number, one in exact.items() if one.goal}
    return exact


def _read(
    found: Read, rows: Sequence[Row], block: Block, kept: Sequence[Column], exact: Mapping[int, Named], unit: str
) -> None:
    """Read the rows of one block. ``unit``: that of a title, empty where none says one."""
    place = block.places.get("area")
    told = place is not None and any(_area(found, rows[number], block) for number in exact)
    for number, own in exact.items():
        cells, area = rows[number], _area(found, rows[number], block)
        said = {slug: cells[place] for slug, place in block.places.items() if cells[place]} | {"title_unit": unit}
        one = own if own.goal or own.why else _loosely(found, cells, block, kept, said)
        filled = any(cells[column.place] for column in kept)
        if one.goal and not filled and not said.get("state"):
            found.named.add(one.goal.no)
            continue
        outside = _outside(cells, block, said, area)
        if one.goal is None or outside:
            found.strange += filled and one.why is None and not outside and not part_of_another(_first(cells))
            found.asked.append((number + 1, _unread(cells, outside or one.why)))
            continue
        found.named.add(one.goal.no)
        made = lines.line(number + 1, cells, one.goal, kept, said)
        loose = [Question("name_loose", {"name": made.name or _first(cells), "no": one.goal.no})] if one.loose else []
        unsaid = [Question("area_unsaid", fault=True)] if told and place is not None and not cells[place] else []
        found.lines.append(replace(made, area=area, questions=(*loose, *unsaid, *made.questions)))


def _outside(cells: Row, block: Block, said: Mapping[str, str], area: str | None) -> Question | None:
    """Return why a row that names a goal is none of its figures: of another area, or what was planned."""
    if area == places.UNKNOWN:
        return Question("row_of_no_area", {"area": said.get("area", "")})
    known = {*block.places.values(), *(one.place for one in block.columns)}
    others = (years.read(cell) for place, cell in enumerate(cells) if cell and place not in known)
    aim = any(one.known and one.year is None and one.roles & set(layout.NOT_REACHED) for one in others)
    return Question("row_not_reached") if aim and "name" in block.places else None


def _loosely(found: Read, cells: Row, block: Block, kept: Sequence[Column], said: Mapping[str, str]) -> Named:
    """Return what a row is by a name that is only like a goal's: no other row may have the goal, and its unit fits."""
    one, area = _named(cells, block, found.known.loose), _area(found, cells, block)
    heads = next((column.unit for column in kept if column.unit), "")
    unit = lines.unit_of(said, said.get("name", "")) or heads or said["title_unit"]
    one = names.supported(one, unit, one.goal is not None and (one.goal.no, area) in found.taken)
    found.taken |= {(one.goal.no, area)} if one.goal else set()
    return one


def _named(cells: Row, block: Block, named: Callable[[str], Named]) -> Named:
    """Return what the first of a row's cells names, where no heading says in which column names stand."""
    texts = [cells[block.places["name"]]] if "name" in block.places else [cell for cell in cells if cell]
    found = [named(text) for text in texts if text]
    return next((one for one in found if one.goal), next((one for one in found if one.why), Named()))


def _area(found: Read, cells: Row, block: Block) -> str | None:
    """Return the area that a row's own column says; None for the plan's own, or where no column says one."""
    place = block.places.get("area")
    code = places.code(cells[place]) if place is not None and cells[place] else None
    return None if code == found.known.plan.area else code


def _headed(rows: Sequence[Row], blocks: Sequence[Block]) -> str | None:
    """Return a city or another province that a row by itself names: above some goals, or below the years."""
    for block in blocks:
        for cells in rows[block.begin : block.end]:
            filled = [cell for cell in cells if cell]
            if filled and all(places.another(cell) for cell in filled):
                return filled[0]
    return None


def _stop(found: list[Line], why: str, text: str | None) -> None:
    """Make it a fault of the first line where a title says that the figures are not what they are taken for."""
    if text and found:
        found[0] = replace(found[0], questions=(*found[0].questions, Question(why, {"text": text}, fault=True)))


def _unread(cells: Row, why: Question | None) -> Question:
    text = " ".join(cell for cell in cells if cell)[:SHOWN]
    return Question(why.kind, {**why.blanks, "text": text}) if why else Question("row_unread", {"text": text})


def _first(cells: Row) -> str:
    return next((cell for cell in cells if cell), "")


def _above(found: Read, rows: Sequence[Row]) -> None:
    """Name the rows above all years that name a goal and hold figures: nothing says of which year they are."""
    for number, cells in enumerate(rows, start=1):
        numbers = [cell for cell in cells if lines.NUMBER.match(cell)]
        if numbers and any(found.known.exact(cell).goal for cell in cells if cell and cell not in numbers):
            found.asked.append((number, _unread(cells, Question("row_without_year"))))
