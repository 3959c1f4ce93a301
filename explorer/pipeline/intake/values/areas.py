"""The cities, counties and other areas a file may name, in every spelling, and the measures."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import polars as pl

from explorer.core import catalogue, inputs, paths
from explorer.core.profile import profile
from explorer.pipeline.intake.fields import Field
from explorer.pipeline.intake.values.cells import LONGEST, folded
from explorer.pipeline.intake.values.codes import MOST_HINTS, Code, Read, Spellings, gather, one, typed

SUFFIXES = ("特别行政区", "新区", "市", "区", "县", "省")
PEOPLES = (
    *(
        f"{name}族"
        for name in ("蒙古", "朝鲜", "土家", "哈尼", "傈僳", "拉祜", "东乡", "达斡尔", "仡佬", "锡伯", "鄂温克")
    ),
    *(f"{name}族" for name in "回藏苗彝壮满侗瑶白傣黎水畲羌土"),
    *("布依族", "裕固族", "各族", "维吾尔", "哈萨克", "柯尔克孜"),
)
AUTONOMOUS = re.compile(f"(?:{'|'.join(PEOPLES)})*自治[区州县旗]$")
ZEROS = "0" * 6  # the statistics office's codes go on to the street and the village
CLEARED, WHOLE = "00", 6  # of a code: below a city or a province nothing; digits of the standard's codes
ENOUGH = 3  # signs of a name of which one may be wrong without its being another place's
Row = Mapping[str, str]


@dataclass(frozen=True)
class World:
    """The areas and measures a file may name: rows of data/inputs by their codes. ``home``: the province."""

    areas: Mapping[str, Row]
    measures: Mapping[str, Row]
    home: str

    def cities(self) -> dict[str, Row]:
        """Return the places a record can be in: the home province's cities, and its special zone."""
        return {code: area for code, area in self.areas.items() if area["parent"] == self.home}

    def counties(self, city: str) -> dict[str, Row]:
        """Return the counties of a city."""
        return {code: area for code, area in self.areas.items() if area["parent"] == city}

    def above(self, code: str) -> str:
        """Return the Chinese name of the area that an area lies in, empty for the nation."""
        return self.areas.get(self.areas[code]["parent"] or "", {}).get("name_zh", "")


def world() -> World:
    """Return the areas and measures of the inputs. Raises Trouble when they cannot be read."""
    areas, measures = (inputs.table(paths.INPUTS / name) for name in ("areas.csv", "measures.csv"))
    return World(
        {row["area"]: row for row in areas.iter_rows(named=True)},
        {row["measure"]: row for row in measures.iter_rows(named=True)},
        profile().home,
    )


def short(name: str) -> str:
    """Return an area's name without 市, 区, 县 or 回族自治区, where at least two signs remain."""
    bare = AUTONOMOUS.sub("", name)
    if bare != name and len(bare) >= 2:
        return bare
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix)
    return name


def cities(known: World, field: Field) -> Spellings:
    """Return the spellings of the home province's cities; a county in their place points to its city."""
    home = known.areas[known.home]["name_zh"]
    own = _spelt(known, known.cities(), (home, short(home)), field)
    lower = _spelt(
        known, {code: area for city in known.cities() for code, area in known.counties(city).items()}, (), field
    )
    instead = {name: known.above(code) for name, code in lower.codes.items() if code and name not in own.codes}
    # 大连市甘井子区 in one cell: the city is known, and the county has a column of its own.
    inside = ((city, area) for city in known.cities() for area in known.counties(city).values())
    both = ((f"{name}{area['name_zh']}", city) for city, area in inside for name in _before(city, known))
    instead |= {folded(name): known.areas[city]["name_zh"] for name, city in both}
    return replace(own, instead=instead)


def every_area(known: World, field: Field) -> Spellings:
    """Return the spellings of every area; a county also after its city, so that 铁西区 can be told from 铁西区."""
    found = _spelt(known, known.areas, (), field)
    lower = ((known.above(code), area["name_zh"], code) for code, area in known.areas.items())
    after = [(name + own, code) for above, own, code in lower for name in {above, short(above)} if name]
    both = gather([*((found.shown[name], code) for name, code in found.codes.items()), *after])
    both = replace(both, near=near)
    full = {code: known.above(code) + area["name_zh"] for code, area in known.areas.items()}
    named = {name: " / ".join(full[code] for code in codes.split(" / ")) for name, codes in found.twice.items()}
    return replace(both, twice={**both.twice, **named})


def measures(known: World) -> Spellings:
    """Return the spellings of the measures: code and name in either language, and what the pages call the indicator."""
    named = known.measures.items()
    pairs = [(name, code) for code, row in named for name in (code, row["name_zh"], row["name_en"])]
    taken = {folded(name) for name, _ in pairs}
    titles = ((title, one.measure) for one in catalogue.indicators().values() for title in (one.title.zh, one.title.en))
    return gather([*pairs, *((title, code) for title, code in titles if folded(title) not in taken)])


def _spelt(known: World, areas: Mapping[str, Row], above: Iterable[str], field: Field) -> Spellings:
    """Return areas by code, name, short name, what fields.toml and the profile add, and after the names ``above`` them.

    朝阳县 in 朝阳市 is never called 朝阳: that is the city.
    """
    before, pairs = tuple(above), list[tuple[str, Code]]()
    for code, area in areas.items():
        names = {area["name_zh"], short(area["name_zh"])} - {short(known.above(code))} | _county_of(area["name_zh"])
        pairs += [(name, code) for name in (area["name_zh"], *names, area["name_en"], code)]
        pairs += [(name, code) for name in (*dict(field.also).get(code, ()), *profile().spellings.get(code, ()))]
        pairs += [(first + name, code) for first in before for name in names]
        pairs += [(form, code) for form in _codes(code)]
    return replace(gather(pairs), near=near)


def _county_of(name: str) -> set[str]:
    """Return an autonomous county without its peoples, as everybody calls it: 清原县."""
    bare = AUTONOMOUS.sub("", name)
    return {f"{bare}县"} if name.endswith("自治县") and len(bare) > 1 else set()


def _codes(code: str) -> Iterator[str]:
    """Yield the longer and shorter forms of an area's code: 210200 is 210200000, 210200000000 and 2102 too."""
    if code.isdigit() and len(code) == WHOLE:
        yield from (code + ZEROS[:3], code + ZEROS)
        if code.endswith(CLEARED):
            yield code.removesuffix(CLEARED).removesuffix(CLEARED)


def near(wrong: str, known: str) -> bool:
    """Whether a text may be a slip for a name: one sign of three changed, left out or added, and never a digit.

    One sign of two makes another place of it: 广西 is no slip for 陕西, and the code of a city none for the next one's.
    """
    if wrong.isdigit() or known.isdigit():
        return False
    slips = max(len(wrong), len(known)) - sum(
        size for _, _, size in SequenceMatcher(None, wrong, known, autojunk=False).get_matching_blocks()
    )
    return slips <= 1 and min(len(wrong), len(known)) >= ENOUGH


def counties(texts: pl.Series, beside: pl.Series, known: World, field: Field) -> pl.DataFrame:
    """Return ``value``, ``rule`` and ``hint`` of counties, each read within the city ``beside`` it.

    Without a city nothing can be said. Rules: county_elsewhere (hint: its city), county_without_city, unknown_option.
    """
    inside = {city: _spelt(known, known.counties(city), _before(city, known), field) for city in known.cities()}
    home = _spelt(known, {code: area for city in inside for code, area in known.counties(city).items()}, (), field)
    rows = enumerate(zip(texts, beside, strict=True))
    hinted = ((text, inside.get(city), place < MOST_HINTS) for place, (text, city) in rows)
    return typed((_county(text, own, home, known, field, hint) for text, own, hint in hinted), field)


def _before(city: str, known: World) -> tuple[str, ...]:
    name = known.areas[city]["name_zh"]
    return (name, short(name), known.areas[known.home]["name_zh"] + name)


def _county(text: str, own: Spellings | None, home: Spellings, known: World, field: Field, hinting: bool) -> Read:
    if own is None:
        return None, "county_without_city", ""
    if folded(text[:LONGEST]) in map(folded, field.nothing):
        return None, None, ""
    value, rule, hint = one(text, own, field, hinting)
    elsewhere = home.codes.get(folded(text[:LONGEST]))
    if rule and elsewhere:
        return None, "county_elsewhere", known.above(elsewhere)
    return value, rule, hint
