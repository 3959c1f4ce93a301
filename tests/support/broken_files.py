"""Files of the project, each broken in a way of its own: the file, how it is broken, and what must be said of it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from explorer.core import paths

PLAN, PROFILE = "data/plans/ln-2025.toml", "data/profile.toml"
PUBLISHED, SOURCES, AREAS = (f"data/inputs/{name}.csv" for name in ("published", "sources", "areas"))
MARKS, GAP = "queries/trademarks_in_force.sql", "queries/gaps/trademarks_in_force.sql"
RENEWALS, QUESTION = "queries/renewals/trademarks_in_force.sql", "queries/registers/trademarks_counts.sql"
PROMISES, HISTORIES = "data/promises/promises.csv", "data/promises/histories.csv"
SIMULATION, EXAMPLE = "data/inputs/simulation.toml", "queries/examples/05_marks_in_force.sql"


class Broken(NamedTuple):
    """``old`` gives way to ``new`` where it stands first; ``made`` makes the file otherwise. ``says``: parts of it."""

    file: str
    old: str
    new: str
    says: tuple[str, ...]
    made: Callable[[Path], object] | None = None


def _made(file: str, made: Callable[[Path], object], *says: str) -> Broken:
    return Broken(file, "", "", says, made)


def _recoded(code: str) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(path.read_text("utf-8").encode(code))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


EVERY = (
    # A plan: its form
    _made(PLAN, lambda path: path.write_text(""), "title"),
    _made(PLAN, lambda path: path.write_text("1. 有效注册商标 85 万件\n"), "Line 1 "),
    _made(PLAN, _recoded("utf-16"), "UTF-8"),
    _made(PLAN, _recoded("gb18030"), "UTF-8"),
    _made(PLAN, _folder, "cannot be opened"),
    _made(PLAN, _dangling, "cannot be opened"),
    # A plan: its fields
    Broken(PLAN, "year       = 2025", 'year       = "2025"', ("year must be a year",)),
    Broken(PLAN, "year       = 2025", "year       = 25", ("year must be a year", "25")),
    Broken(PLAN, "issued_on  =", "isued_on  =", ("isued_on", "issued_on")),
    Broken(PLAN, 'area       = "210000"', 'area       = "21000"', ("area", '"21000"', "210000")),
    Broken(PLAN, "value       = 10", 'value       = "10 %"', ("[[goals]] no = 1, value", '"10 %"')),
    Broken(PLAN, "value       = 10", "value       = nan", ("[[goals]] no = 1, value", "nan")),
    Broken(PLAN, "value       = 10", "value       = inf", ("[[goals]] no = 1, value", "inf")),
    Broken(PLAN, '"at_least"', '"at_leest"', ("[[goals]] no = 1, bound", "at_least")),
    Broken(PLAN, 'bound       = "at_least"', 'bound       = "at_most "', ("bound", "at_most")),
    Broken(PLAN, "no          = 2", "no          = 1", ("[[goals]] no = 1, no", "more than once")),
    Broken(
        PLAN,
        'unit        = { zh = "件/万人"',
        'unit        = { zh = "万件"',
        ("no = 1, unit.zh", '"万件"', '"件/万人"'),
    ),
    Broken(PLAN, "baseline    = { year = 2022", "baseline    = { year = 2026", ("no = 1, baseline.year", "2025")),
    Broken(PLAN, 'chapter     = "creation"', 'chapter     = "creaton"', ("no = 1, chapter", "creation")),
    Broken(PLAN, 'source     = "ln_plan_2023"', 'source     = "ln_plan_2032"', ("source", "ln_plan_2023")),
    Broken(
        PLAN,
        'indicator   = "trademarks_in_force"',
        'indicator   = "trademark_in_force"',
        ("indicator", "trademarks_in_force"),
    ),
    # The profile
    Broken(PROFILE, '"210000"    #', '"210001"    #', ("home", "210000")),
    Broken(PROFILE, '"ln-2025"', '"ln-2026"', ("plan", "ln-2025")),
    Broken(PROFILE, "simulate = true", 'simulate = "yes"', ("simulate must be true or false", '"yes"')),
    Broken(PROFILE, '210521 = ["本溪县"]', '210521 = "本溪县"', ("spellings.210521", "list")),
    Broken(PROFILE, "[product]", "[produkt]", ("produkt", "product")),
    # Queries
    Broken(MARKS, "direction", "directon", ("directon", "direction")),
    Broken(MARKS, '"stock"', '"stok"', ("nature", "stock")),
    Broken(
        MARKS, "select city, last_day(registered_on)", "selec city, last_day(registered_on)", ("line ", "syntax error")
    ),
    Broken(MARKS, "last_day(registered_on)", "last_day(registered_at)", ("line ", "registered_at", "registered_on")),
    Broken(MARKS, "from trademarks", "from trademark", ("line ", "trademark", "trademarks")),
    Broken(MARKS, "::double as value", "::double as val", ("value", "val")),
    Broken(MARKS, "where ended_on is not null", "where ended_on <= $as_of", ("$as_of",)),
    Broken(GAP, "$as_of", "$day", ("$day", "$as_of")),
    Broken(GAP, "columns.", "colums.", ("colums", "columns")),
    Broken(RENEWALS, "title ", "titel ", ("titel", "title")),
    Broken(QUESTION, "title ", "titel ", ("titel", "title")),
    Broken(EXAMPLE, "title ", "titel ", ("titel", "title")),
    # Inputs
    Broken(PUBLISHED, "period_end,", "periodend,", ("periodend", "period_end")),
    Broken(PUBLISHED, ",note\n", "\n", ("note",)),
    Broken(PUBLISHED, "2006-12-31", "2006-02-30", ("line 2", "period_end", '"2006-02-30"')),
    Broken(PUBLISHED, ",6.39,", ",6.39%,", ("line 2", "value", '"6.39%"')),
    Broken(PUBLISHED, ",6.39,", ",inf,", ("line 2", "value", '"inf"')),
    Broken(PUBLISHED, ",6.39,", ",,", ("line 2", "value is empty")),
    Broken(
        PUBLISHED,
        "copyright_industry_gdp_share,",
        "copyright_gdp_share,",
        ("line 2", "measure", "copyright_industry_gdp_share"),
    ),
    Broken(PUBLISHED, ",100000,", ",10000,", ("line 2", "area", "100000")),
    Broken(PUBLISHED, "n_fzrb_20170425", "n_fzrb_2017", ("line 2", "source", "n_fzrb_20170425")),
    Broken(PUBLISHED, ",6.39,%,", ",6.39,件,", ("line 2", "unit", '"件"', "%")),
    Broken(PUBLISHED, ",6.39,", ",6,39,", ("Line 2", "12 cells", "11")),
    Broken(PUBLISHED, "首个调研年份", '"首个调研年份', ("Line ", "quotation mark")),
    Broken(AREAS, "210000,辽宁省", "100000,辽宁省", ("line 3", "area", "line 2")),
    Broken(AREAS, "province,100000,0", "provinse,100000,0", ("line 3", "level", "province")),
    Broken(SOURCES, "2024-09-10,2024-09-10", "2024-09,2024-09", ("line ", "published_on", '"2024-09"')),
    _made(SOURCES, _recoded("gb18030"), "UTF-8"),
    _made(AREAS, lambda path: path.write_text(""), "area"),
    Broken(SIMULATION, "first_year", "frist_year", ("first_year",)),
    Broken(PROMISES, "stock/head", "stock/heads", ("line 2", "kind", "stock/head")),
    Broken(HISTORIES, "AP-1,2010", "AP-0,2010", ("line 2", "promise", "AP-1")),
)


def copied(folder: Path) -> Path:
    """Copy the files of the project that can be broken to ``folder`` and return it."""
    for name in ("data/plans", "data/inputs", "data/promises", "queries"):
        shutil.copytree(paths.ROOT / name, folder / name)
    shutil.copy(paths.ROOT / PROFILE, folder / PROFILE)
    return folder


def broken(folder: Path, one: Broken) -> Path:
    """Break a file in a copied folder and return where it is."""
    path = folder / one.file
    if one.made:
        one.made(path)
        return path
    text = path.read_text("utf-8")
    assert one.old in text, one
    path.write_text(text.replace(one.old, one.new, 1), "utf-8")
    return path
