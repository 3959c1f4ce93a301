"""Files with one slip a row, and what is said of each: the same meaning, found, or as good as any other value."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from explorer.pipeline import intake
from explorer.pipeline.intake.fields import TABLES
from explorer.pipeline.intake.values.texts import PATENT
from tests.support import cell_writers, clean_rows
from tests.support.human_slips import SLIPS, Slip
from tests.support.intake_files import TODAY

HARMLESS, FOUND, BESIDE, UNSEEN, WRONG = "harmless", "found at its cell", "found beside it", "undetectable", "wrong"


@dataclass(frozen=True)
class Mutation:
    """A slip made in one cell: the row, the column by its slug and kind, the text before and after."""

    table: str
    row: int
    slug: str
    kind: str
    slip: Slip
    before: str
    after: str


def kind_of(table: str, slug: str) -> str:
    """Return the kind of a column; a patent's number is one of its own."""
    return "patent" if slug == PATENT else TABLES[table].field(slug).kind


def slipped(
    table: str, count: int, random: Random
) -> tuple[list[dict[str, str]], list[dict[str, str]], list[Mutation]]:
    """Return clean rows, the same with one slip each, and the slips."""
    clean = clean_rows.rows(table, count, random)
    made, wrong = list[Mutation](), [dict(row) for row in clean]
    slugs = [slug for slug in clean[0] if any(row[slug] for row in clean)]
    column = {slug: sorted({row[slug] for row in clean if row[slug]})[:50] for slug in slugs}
    for place, row in enumerate(clean):
        for _ in range(20):
            slip, slug = random.choice(SLIPS), random.choice(slugs)
            text, kind = row[slug], kind_of(table, slug)
            if kind not in slip.kinds or not text:
                continue
            left = slugs[slugs.index(slug) - 1]
            beside = {"column": column[slug], "above": [clean[place - 1][slug]], "left": [row[left]]}
            after = slip.change(text, random, beside)
            if after is not None and after != text:
                made.append(Mutation(table, place, slug, kind, slip, text, after))
                wrong[place][slug] = after
                break
    return clean, wrong, made


def judged(table: str, count: int, seed: int) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Return what came of so many slips, by slip and outcome, and each that came in wrong without a reason."""
    clean, wrong, made = slipped(table, count, Random(seed))
    heads = clean_rows.headings(table)
    meant = _read(table, clean)
    assert meant.faults.is_empty(), meant.faults
    read = _read(table, wrong)
    faults, rows = defaultdict[int, set[str]](set), dict[int, tuple[object, ...]]()
    for row, column in read.faults.select("row", "column").iter_rows():
        faults[row].add(column)
    clean_places = (place for place in range(count) if place + 2 not in faults)
    rows = dict(zip(clean_places, read.rows.iter_rows(), strict=True))
    before = list(meant.rows.iter_rows())
    counted, broken = Counter[tuple[str, str]](), list[str]()
    for one in made:
        if one.row not in rows:
            outcome = FOUND if heads[one.slug] in faults[one.row + 2] else BESIDE
        elif rows[one.row] == before[one.row]:
            outcome = HARMLESS
        else:
            reason = one.slip.escapes.get(one.kind)
            outcome = f"{UNSEEN}: {reason}" if reason else WRONG
            if not reason:
                broken.append(
                    f"{table}.{one.slug}: {one.slip.name}: {one.before!r} → {one.after!r} comes in as another value"
                )
        counted[one.slip.name, outcome] += 1
    return counted, broken


def _read(table: str, rows: Sequence[dict[str, str]]) -> intake.Checked:
    heads = clean_rows.headings(table)
    lines = [list(heads.values()), *(list(row.values()) for row in rows)]
    return intake.check(cell_writers.delimited(lines), "表", table, today=TODAY)
