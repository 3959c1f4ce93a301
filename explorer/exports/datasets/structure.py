"""What the columns of a flat table are to SDMX: dimensions, measure and attributes, each with its codes or its type."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from explorer.core import catalogue, language
from explorer.core.goals import Text
from explorer.exports.datasets import concepts
from explorer.releases import store
from explorer.releases.store import EVIDENCE_SHOWN, Edition

AGENCY, FLOW, CONCEPTS, VERSION = "IP_TARGET_EXPLORER", "IP_FIGURES", "CONCEPTS", "1.0"  # 1.0: codes may be added
FLOW_ID: Final = f"{AGENCY}:{FLOW}({VERSION})"
PERIOD, MEASURE = "TIME_PERIOD", "OBS_VALUE"
# A column → its list of codes, else its type of text. The dimensions are those before TIME_PERIOD, in their order.
DIMENSIONS: Mapping[str, str] = {
    "FREQ": "CL_FREQ",
    "REF_AREA": "CL_AREA",
    "INDICATOR": "CL_INDICATOR",
    PERIOD: "ObservationalTimePeriod",
}
ATTRIBUTES: Mapping[str, str] = {
    "OBS_STATUS": "CL_OBS_STATUS",
    "UNIT_MEASURE": "CL_UNIT_MEASURE",
    "SIMULATED": "CL_SIMULATED",
    "EVIDENCE": "CL_EVIDENCE",
    "SOURCE": "String",
    "KNOWN_ON": "GregorianDay",
    "AS_OF": "GregorianDay",
    "RELEASE": "String",
}
NUMBER = "Double"
OPTIONAL = frozenset(["SOURCE", "KNOWN_ON"])
OF_THE_INDICATOR = frozenset(["UNIT_MEASURE"])  # which has one unit; every other attribute is said of the single value
FREQUENCIES = (concepts.YEARLY, concepts.QUARTERLY, concepts.MONTHLY, concepts.DAILY, concepts.OTHER)
STATUSES = (concepts.NORMAL, concepts.BREAK, concepts.PROVISIONAL, concepts.LOW_RELIABILITY)
Said = Mapping[str, str]


@dataclass(frozen=True)
class Code:
    """One code: its name in each language, what it is, and the code it is a part of."""

    id: str
    name: Said
    description: Said | None = None
    parent: str | None = None


@dataclass(frozen=True)
class Codelist:
    """A list of codes under its id, with its name in each language."""

    id: str
    name: Said
    codes: tuple[Code, ...]


def codelists(edition: Edition) -> tuple[Codelist, ...]:
    """Return every list of codes: frequencies, areas, indicators, statuses, units, simulated or not, evidence."""
    areas, indicators = store.areas(edition), catalogue.indicators()
    units = {concepts.unit_code(one.unit): one.unit for one in indicators.values()}
    places = [
        Code(
            key,
            {code: str(row[f"name_{code}"]) for code in language.NAMED},
            parent=row["parent"],
        )
        for key, row in areas.items()
    ]
    measured = [
        Code(slug, {code: one.title[code] for code in language.NAMED}, _both(one.definition))
        for slug, one in indicators.items()
    ]
    found = {
        "CL_FREQ": [Code(one, everywhere(f"frequency_code.{one}")) for one in FREQUENCIES],
        "CL_AREA": places,
        "CL_INDICATOR": measured,
        "CL_OBS_STATUS": [Code(one, everywhere(f"observation_code.{one}")) for one in STATUSES],
        "CL_UNIT_MEASURE": [Code(key, _both(unit)) for key, unit in sorted(units.items())],
        "CL_SIMULATED": [Code(one, everywhere(f"simulated_code.{one}")) for one in ("no", "yes")],
        "CL_EVIDENCE": [Code(one, everywhere(f"evidence.{one}")) for one in EVIDENCE_SHOWN["all"]],
    }
    return tuple(Codelist(key, everywhere(f"codelist.{key}"), tuple(codes)) for key, codes in found.items())


def concept_names() -> Mapping[str, Said]:
    """Return what each column is, in each language, in the order in which a structure lists them."""
    return {name: everywhere(f"concept.{name}") for name in (*DIMENSIONS, MEASURE, *ATTRIBUTES)}


def everywhere(key: str) -> Said:
    """Return a sentence of ours in each language."""
    return {code: language.words(code)(key) for code in language.NAMED}


def _both(text: Text) -> Said:
    return {code: text[code] for code in language.NAMED}
