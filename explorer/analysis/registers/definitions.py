"""The four registers: what each can be asked and narrowed to, and what its codes are called."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from explorer.analysis.view import View
from explorer.core import language
from explorer.core.goals import Text
from explorer.core.language import Words
from explorer.core.profile import profile
from explorer.releases import store, tables

ALL, NONE = "all", "none"
SPANS = ("year", "quarter", "month")
MEASURES = ("stock", "begun", "ended")
PAGE = 50
SAVED = {"csv": 100_000, "xlsx": 20_000}
YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Register:
    """One register.

    ``stock`` is the figure that says how much it holds, ``number`` and ``name`` are the columns a record is known by,
    ``shown`` those of the list, ``filters`` the values each parameter can be narrowed to (``county`` takes its own from
    the areas), ``states`` what a record can be, the one shown first in front, ``sorts`` the columns to sort by,
    ``first`` how the breakdown opens.
    """

    slug: str
    stock: str
    number: str
    name: str
    shown: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]] = field(compare=False)
    dimensions: tuple[str, ...]
    states: tuple[str, ...]
    sorts: tuple[str, ...]
    first: tuple[str, str]

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of a release that speak of its records."""
        return tables.behind(self.slug)


HOLDERS = ("enterprise", "individual", "university", "research_institute", "organisation")
_ALL = (
    Register(
        slug="patents",
        stock="patents_in_force",
        number="application_no",
        name="title",
        shown=("application_no", "title", "kind", "city", "holder", "filed_on", "granted_on", "state", "evidence"),
        filters={
            "kind": ("invention", "utility_model", "design"),
            "ipc_section": (*"ABCDEFGH", NONE),
            "holder_type": HOLDERS,
            "industry": (
                *("next_generation_information_technology", "high_end_equipment", "new_materials", "biology"),
                *("new_energy", "new_energy_vehicles", "energy_saving_and_environmental_protection"),
                *("digital_creative", "related_services", NONE),
            ),
            "pre_examined": YES_NO,
        },
        dimensions=("city", "county", "kind", "ipc_section", "holder_type", "industry", "pre_examined"),
        states=("in_force", "not_granted", "ended", ALL),
        sorts=("-granted_on", "granted_on", "-filed_on", "filed_on", "title", "-title", "holder", "-holder"),
        first=("city", "kind"),
    ),
    Register(
        slug="trademarks",
        stock="trademarks_in_force",
        number="registration_no",
        name="name",
        shown=(
            *("registration_no", "name", "nice_class", "city", "holder"),
            *("registered_on", "expires_on", "state", "evidence"),
        ),
        filters={
            "nice_class": tuple(str(number) for number in range(1, 46)),
            "holder_type": HOLDERS,
            "mark_type": ("ordinary", "certification", "collective"),
        },
        dimensions=("city", "county", "nice_class", "holder_type", "mark_type"),
        states=("in_force", "ended", ALL),
        sorts=("-registered_on", "registered_on", "expires_on", "-expires_on", "name", "-name", "holder", "-holder"),
        first=("city", "holder_type"),
    ),
    Register(
        slug="geographical_indications",
        stock="indications",
        number="gi_no",
        name="name_zh",
        shown=(
            *("gi_no", "name_zh", "name_en", "kind", "city", "county"),
            *("approved_on", "standard_no", "eu_list", "evidence"),
        ),
        filters={
            "kind": (
                *("protected_product", "certification_mark", "collective_mark"),
                *("agricultural_product", "unspecified"),
            ),
            "standard": ("with", "without"),
            "eu_list": ("1", "2", NONE),
        },
        dimensions=("city", "county", "kind", "product_class", "standard", "eu_list"),
        states=(ALL,),
        sorts=("city", "-city", "-approved_on", "approved_on", "-standard_on", "standard_on", "name_zh", "-name_zh"),
        first=("city", "kind"),
    ),
    Register(
        slug="service_network",
        stock="units_open",
        number="unit_no",
        name="name_zh",
        shown=("unit_no", "name_zh", "kind", "level", "city", "county", "opened_on", "state", "evidence"),
        filters={
            "kind": (
                *("trademark_guidance_station", "info_service_outlet", "rights_aid_workstation"),
                *("patent_navigation_base", "patent_navigation_project", "service_brand_agency", "training_base"),
                *("advantage_enterprise", "demo_enterprise", "gi_demo_zone", "gi_key_project"),
                *("regional_public_brand", "protection_centre", "protection_centre_branch"),
                *("protection_cooperation", "overseas_dispute_centre", "trademark_window", "operation_centre"),
                *("high_value_patent_centre", "patent_pilot_unit", "national_demo_city", "national_demo_county"),
                *("national_demo_park", "service_cluster", "tisc", "ip_school", "research_base"),
            ),
            "unit_level": ("national", "provincial", "city"),
        },
        dimensions=("kind", "level", "city", "county"),
        states=("open", "closed", ALL),
        sorts=("-opened_on", "opened_on", "name_zh", "-name_zh", "kind", "-kind", "city", "-city"),
        first=("kind", "level"),
    ),
)
REGISTERS: Mapping[str, Register] = {one.slug: one for one in _ALL}


@dataclass(frozen=True)
class Choice:
    """What a visitor asked of a register beyond the view; ``filters`` by parameter, ALL where not narrowed."""

    filters: tuple[tuple[str, str], ...]
    state: str
    find: str = ""
    rows: str = "city"
    columns: str = NONE
    measure: str = "stock"
    span: str = "year"
    sort: str = ""
    page: int = 1
    record: str = ""

    def parameters(self) -> dict[str, str]:
        """Return what a link must carry to ask the same again."""
        parts = ("state", "find", "rows", "columns", "measure", "span", "sort", "page", "record")
        return dict(self.filters) | {name: str(getattr(self, name)) for name in parts}


def covers(view: View) -> bool:
    """Whether the registers cover the area looked at: the home province and its cities."""
    home = profile().home
    return view.area == home or store.areas(view.edition).get(view.area, {}).get("parent") == home


@lru_cache(maxsize=64)
def offers(view: View, register: Register) -> dict[str, dict[str, str]]:
    """Return what each parameter can be narrowed to, with what it is called; ALL first, counties by code."""
    words = view.words
    areas = store.areas(view.edition)
    cities = {view.area} | {code for code, area in areas.items() if area["parent"] == view.area}
    counties = tuple(code for code, area in areas.items() if area["level"] == "county" and area["parent"] in cities)
    return {
        name: {ALL: words("register.every")} | {value: label(name, value, view) for value in values}
        for name, values in ({"county": counties} | dict(register.filters)).items()
    }


def opening(view: View, register: Register) -> tuple[str, str]:
    """Return how the breakdown opens: a lone city by its counties."""
    rows, columns = register.first
    alone = rows == "city" and store.areas(view.edition)[view.area]["level"] == "city"
    return ("county" if alone else rows), columns


def period_name(day: dt.date, span: str, words: Words, *, partial: bool = False) -> str:
    """Return what a year, quarter or month is called by its last day; an incomplete year by its months."""
    if span == "year":
        return words.period(day, "year_to_date" if partial else "year")
    quarter = (day.month + 2) // 3
    return words(f"register.{span}", year=day.year, quarter=quarter, month=day.month, name=f"{day:%B}")


def unit(register: Register) -> Text:
    """Return the unit a register's records are counted in."""
    return Text(*(language.words(code)(f"register_unit.{register.slug}") for code in language.NAMED))


def label(dimension: str, value: object, view: View) -> str:
    """Return what a value of a dimension is called: an area's name, the word of a code, else the value itself."""
    words = view.words
    if value is None:
        return words("register.not_recorded")
    area = store.areas(view.edition).get(str(value)) if dimension in ("city", "county") else None
    if area:
        return str(area[f"name_{view.words.named}"])
    family = "facet_unit_level" if dimension == "level" else f"facet_{dimension}"
    return words.sentences.get(f"{family}.{value}", str(value))
