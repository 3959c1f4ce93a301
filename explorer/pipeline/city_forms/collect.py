"""A folder of filled forms → observations, what is wrong in them, and which cities have not returned any."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from explorer.core import spreadsheet
from explorer.core.errors import Trouble
from explorer.core.goals import Plan
from explorer.core.language import Words
from explorer.pipeline import intake
from explorer.pipeline.city_forms import read as city_forms_read
from explorer.pipeline.city_forms.form import asked, cities, packed
from explorer.pipeline.city_forms.read import OBSERVATIONS, Filled

KINDS = (".xlsx", ".csv")


@dataclass(frozen=True)
class Collected:
    """What a folder holds.

    ``forms``: by file name, what was read of each; a Trouble where a file was refused as a whole. ``missing``: codes of
    the cities without a form. ``twice``: codes with more than one form, and their files; none of these is taken.
    """

    plan: Plan
    forms: Mapping[str, Filled | Trouble]
    missing: tuple[str, ...]
    twice: Mapping[str, tuple[str, ...]]

    @property
    def sound(self) -> bool:
        """Whether every form could be read without a fault and no city has two."""
        return not self.twice and all(isinstance(one, Filled) and one.faults.is_empty() for one in self.forms.values())

    @property
    def taken(self) -> tuple[Filled, ...]:
        """The forms that count, in the cities' order."""
        read = [one for one in self.forms.values() if isinstance(one, Filled) and one.city not in self.twice]
        return tuple(sorted(read, key=lambda one: one.city))

    @property
    def whole(self) -> tuple[str, ...]:
        """The files whose figures are taken: without a fault, and the only ones of their cities."""
        read = ((name, one) for name, one in self.forms.items() if isinstance(one, Filled))
        return tuple(name for name, one in read if one.city not in self.twice and one.faults.is_empty())

    @property
    def faulty(self) -> tuple[Filled, ...]:
        """The forms that have to be corrected: of these no figure is taken."""
        return tuple(one for one in self.taken if not one.faults.is_empty())


@dataclass(frozen=True)
class Returned:
    """What sound forms bring as one file of figures. ``original``: what the cities sent, packed: that is kept."""

    file: str
    content: bytes
    original: bytes


def returned(found: Collected, contents: Iterable[bytes], words: Words) -> Returned | None:
    """Return what the sound forms bring, None where that is nothing. ``contents``: of the forms, in their order."""
    rows = observations(found, words)
    if rows.is_empty():
        return None
    came = {name: one for name, one in zip(found.forms, contents, strict=True) if name in found.whole}
    return Returned(words("gathering.file", count=len(came)), spreadsheet.csv(rows), packed(came))


def collect(folder: Path, plan: Plan) -> Collected:
    """Return what the forms of a folder hold. Raises Trouble for a folder that cannot be read or holds no form."""
    return _collected({path.name: _from(path, plan) for path in in_folder(folder)}, plan)


def in_folder(folder: Path) -> list[Path]:
    """Return the files of a folder that may be forms. Raises Trouble where it cannot be read or holds none."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in KINDS and _counts(path))
    except OSError as fault:
        raise Trouble("returns_no_folder", folder=folder.name, fault=fault.strerror) from fault
    if not files:
        raise Trouble("returns_empty_folder", folder=folder.name)
    return files


def received(files: Sequence[tuple[str, bytes]], plan: Plan) -> Collected:
    """Return what forms hold that somebody sent, each by its name and content; of one name there may be several."""
    forms: dict[str, Filled | Trouble] = {}
    for name, content in files:
        told = name if name not in forms else f"{name} ({sum(name in one for one in forms) + 1})"
        forms[told] = _read(content, name, plan)
    return _collected(forms, plan)


def _collected(forms: Mapping[str, Filled | Trouble], plan: Plan) -> Collected:
    by_city: dict[str, list[str]] = {}
    for name, one in forms.items():
        if isinstance(one, Filled):
            by_city.setdefault(one.city, []).append(name)
    twice = {city: tuple(names) for city, names in by_city.items() if len(names) > 1}
    return Collected(plan, forms, tuple(city for city in cities(plan) if city not in by_city), twice)


def observations(found: Collected, words: Words) -> pl.DataFrame:
    """Return the figures returned as observations (see OBSERVATIONS), the province's sums last.

    A sum is given for a goal and year only where the values of cities add up and every city has returned one.
    """
    rows = pl.concat([pl.DataFrame(schema=OBSERVATIONS), *(one.rows for one in found.taken)])
    return pl.concat([rows, *_sums(rows, found, words)]).sort("measure", "area", "period")


def said(found: Collected, words: Words) -> list[str]:
    """Return what was received, a sentence each.

    How much, who is missing, who sent two forms, which are refused, and what of a form is to be looked at.
    """
    names = {code: str(city[f"name_{words.named}"]) for code, city in cities(found.plan).items()}
    taken, listed = found.taken, words("common.list")
    count = {"values": sum(one.rows.height for one in taken), "blanks": sum(one.blanks for one in taken)}
    missing = words("returns.missing", cities=listed.join(names[city] for city in found.missing))
    held = words("returns.held", cities=listed.join(names[one.city] for one in found.faulty))
    return [
        words("returns.collected", count=len(taken), **count),
        missing if found.missing else words("returns.nobody_missing"),
        *([held] if found.faulty else []),
        *(words("returns.twice", city=names[city], files=listed.join(files)) for city, files in found.twice.items()),
        *(
            words("returns.refused", file=name, why=words.trouble(one))
            for name, one in found.forms.items()
            if isinstance(one, Trouble)
        ),
        *(
            words("returns.asked", file=name, what=words(f"intake_question.{question.kind}", **question.blanks))
            for name, one in found.forms.items()
            if isinstance(one, Filled)
            for question in one.asked
        ),
    ]


def faults(found: Collected, words: Words) -> pl.DataFrame:
    """Return everything wrong in the forms in the reader's words: file, then what intake.said gives."""
    parts = [
        intake.said(one.faults, words).select(pl.lit(name).alias(words("returns.file")), pl.all())
        for name, one in found.forms.items()
        if isinstance(one, Filled)
    ]
    return pl.concat(parts) if parts else pl.DataFrame()


def _sums(rows: pl.DataFrame, found: Collected, words: Words) -> Iterable[pl.DataFrame]:
    every, adding = len(cities(found.plan)), _adding(found.plan)
    yield (
        rows.filter(pl.col("measure").is_in(adding), pl.col("value").is_not_null())
        .group_by("measure", "frequency", "period", "unit")
        .agg(pl.col("value").sum(), pl.col("area").n_unique().alias("cities"))
        .filter(pl.col("cities") == every)
        .select(
            "measure",
            pl.lit(found.plan.area).alias("area"),
            "frequency",
            "period",
            "value",
            "unit",
            pl.lit(words("returns.summed", count=every)).alias("note"),
            pl.lit(None, pl.String).alias("state"),
        )
        .cast(OBSERVATIONS)
    )


def _adding(plan: Plan) -> Sequence[str]:
    return [goal.indicator.measure for goal in asked(plan).goals if goal.indicator.additive]


def _counts(path: Path) -> bool:
    """Whether a file is one somebody filled in: an office leaves files of its own beside an open one."""
    return path.is_file() and not path.name.startswith(("~$", ".~", "."))


def _from(path: Path, plan: Plan) -> Filled | Trouble:
    try:
        return _read(path.read_bytes(), path.name, plan)
    except OSError as fault:
        return Trouble("returns_unreadable", file=path.name, fault=fault.strerror)


def _read(content: bytes, file: str, plan: Plan) -> Filled | Trouble:
    try:
        return city_forms_read.read(content, file, plan)
    except Trouble as trouble:
        return trouble
