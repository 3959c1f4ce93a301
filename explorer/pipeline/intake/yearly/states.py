"""Whether a year's figure is final: by its own column, a remark, the heading of its year, a title or a footnote."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from explorer.core import language
from explorer.pipeline.intake.fields import TABLES
from explorer.pipeline.intake.states import FINAL, UNDETERMINED
from explorer.pipeline.intake.values.cells import folded
from explorer.pipeline.intake.yearly.layout import Column
from explorer.pipeline.intake.yearly.table import Figure, Question

PRELIMINARY, WITHDRAWN = "preliminary", "withdrawn"
EARLY = re.compile(r"快报|初步|预计|暂定|preliminary", re.IGNORECASE)
# What a title or a footnote says of a table; a guide that says what to write says nothing.
EARLY_TABLE = re.compile(
    r"(?:为|系|是|属|采用|按)(?:快报|初步|暂定)|(?:快报|初步统计|初步核算|暂定)(?:数据?|值|表)?[）)】]?\s*$|"
    r"(?:\(|is |are |all )preliminary",
    re.IGNORECASE,
)
# Of some figures alone, of those with a mark, or no longer: each row has to say so itself.
NOT_ALL = re.compile(
    r"部分|个别|其中|除|带|标[注有记明]|[“”\"]|\*|＊|已核定|已正式|不是|非快报|请|如|若|可|填写|some|except|write|please|where|\bif\b",
    re.IGNORECASE,
)
CLAUSES = re.compile(r"[，,；;。\n]")
YEARS = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
WITH_A_YEAR = re.compile(r"^(20\d\d)年?[：:为是]?(.+?)(?:数据)?$")


@lru_cache(maxsize=1)
def _words() -> Mapping[str, str]:
    """Return the states by every word that the observations know for them."""
    field = TABLES["observations"].field("state")
    said = [(field.option(code, language.words(one)), code) for code in field.codes for one in language.LANGUAGES]
    also = [(name, code) for code, names in field.also for name in names]
    early = [("快报", PRELIMINARY), ("初步", PRELIMINARY), ("尚未核定", UNDETERMINED), ("核定", FINAL)]
    return {folded(name): code for name, code in [*said, *also, *early, *((code, code) for code in field.codes)]}


def bare(text: str) -> str | None:
    """Return the state that a cell says in a figure's place: that it was withdrawn, or is not determined yet."""
    state = _words().get(folded(text))
    return state if state in (WITHDRAWN, UNDETERMINED) else None


def early_years(texts: Iterable[tuple[int, str]], years: Iterable[int]) -> dict[int, str]:
    """Return the years that titles or footnotes call preliminary, each with what says so; all where they name none."""
    found = dict[int, str]()
    for _, text in texts:
        for clause in CLAUSES.split(text):
            if EARLY_TABLE.search(clause) and not NOT_ALL.search(clause):
                named = {int(year) for year in YEARS.findall(clause)}
                for year in years:
                    if len(named) != 1 or year in named:
                        found.setdefault(year, text.strip()[:40])
    return found


def by_heading(columns: Sequence[Column]) -> dict[int, str]:
    """Return the years of which every heading says that they are preliminary, each with one that does."""
    own = {one.year: [other for other in columns if other.year == one.year] for one in columns}
    return {year: same[0].heading for year, same in own.items() if all(PRELIMINARY in one.roles for one in same)}


def told(early: Mapping[int, str]) -> list[tuple[int, Question]]:
    """Return what is said once of the years that are preliminary as a whole, for no row."""
    return [(0, Question("early_by_title", {"year": year, "text": text})) for year, text in sorted(early.items())]


def made_early(columns: Sequence[Column], early: Mapping[int, str]) -> tuple[Column, ...]:
    """Return the columns, those of the years that a title or a footnote calls preliminary as such."""
    return tuple(replace(one, roles=one.roles | {PRELIMINARY}) if one.year in early else one for one in columns)


def of_line(
    figures: Sequence[Figure], columns: Sequence[Column], said: Mapping[str, str], last: int
) -> tuple[list[Figure], list[Question]]:
    """Return a line's figures with their states. What the row says itself counts before the heading of a year."""
    heads = {one.year: PRELIMINARY for one in columns if "preliminary" in one.roles}
    stated = [
        replace(one, state=heads[one.year]) if one.year in heads and one.value is not None else one for one in figures
    ]
    for year in in_remark(said.get("note", ""), last):
        stated = [
            replace(one, state=PRELIMINARY) if one.year == year and one.value is not None else one for one in stated
        ]
    written = said.get("state", "").strip()
    return _by_column(stated, written, last) if written else (stated, [])


def in_remark(note: str, last: int) -> set[int]:
    """Return the years that a row's remark calls preliminary: those that it names, else the newest of the table."""
    found = set[int]()
    for clause in CLAUSES.split(note):
        if EARLY.search(clause) and "已核定" not in clause:
            named = {int(year) for year in YEARS.findall(clause)}
            found |= named or {last}
    return found


def _by_column(figures: Sequence[Figure], written: str, last: int) -> tuple[list[Figure], list[Question]]:
    """Return the figures with what the column of states says: of the year it names, else of the newest one.

    核定 is said of all years: what was preliminary before is so no longer.
    """
    found = WITH_A_YEAR.match(written)
    year, word = (int(found[1]), found[2]) if found else (None, written)
    state = _words().get(folded(word))
    if state is None:
        return list(figures), [Question("state_unknown", {"text": written[:20]}, fault=True)]
    newest = max((one.year for one in figures), default=last)
    of = year or (newest if state == PRELIMINARY else last)
    if state == FINAL:
        whole = [
            replace(one, state=FINAL) if one.value is not None and year in (None, one.year) else one for one in figures
        ]
        return whole, []
    if state != PRELIMINARY and not any(one.year == of for one in figures):
        return [*figures, Figure(of, None, written, state)], []
    return [replace(one, state=state) if one.year == of else one for one in figures], []
