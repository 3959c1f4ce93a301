"""Figures and their structure as SDMX exchanges them: SDMX-CSV 2.0, SDMX-ML 3.0 and SDMX-JSON 2.0."""

import json
import xml.etree.ElementTree as ET
from typing import Any

import polars as pl

from explorer.exports.datasets import structure, tables
from explorer.exports.datasets.structure import (
    AGENCY,
    ATTRIBUTES,
    CONCEPTS,
    DIMENSIONS,
    FLOW,
    FLOW_ID,
    MEASURE,
    NUMBER,
    PERIOD,
    VERSION,
    Code,
    Said,
)
from explorer.releases.store import Edition

CSV_TYPE = "application/vnd.sdmx.data+csv; version=2.0.0"
XML_TYPE = "application/vnd.sdmx.structure+xml; version=3.0.0"
JSON_TYPE = "application/vnd.sdmx.structure+json; version=2.0.0"
INFORMATION = "I"  # the rows are told, they do not ask a reader to change its own
SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
MES, STR, COM = (f"{{{SCHEMAS}/{name}}}" for name in ("message", "structure", "common"))
SPACES = {"mes": f"{SCHEMAS}/message", "str": f"{SCHEMAS}/structure", "com": f"{SCHEMAS}/common"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
CLASSES = "urn:sdmx:org.sdmx.infomodel"
OF_US = {"agencyID": AGENCY, "version": VERSION}
JSON_SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/"
    "sdmx-json-structure-schema.json"
)


def csv(rows: pl.DataFrame) -> bytes:
    """Return figures (columns as in concepts.COLUMNS) as SDMX-CSV 2.0: dataflow, action, key, value, attributes."""
    told = rows.select(
        pl.lit("dataflow").alias("STRUCTURE"),
        pl.lit(FLOW_ID).alias("STRUCTURE_ID"),
        pl.lit(INFORMATION).alias("ACTION"),
        *DIMENSIONS,
        MEASURE,
        *ATTRIBUTES,
    )
    return tables.written(told, "csv")


def xml(edition: Edition) -> bytes:
    """Return dataflow, lists of codes, concepts and data structure as a structure message of SDMX-ML 3.0."""
    for prefix, space in SPACES.items():
        ET.register_namespace(prefix, space)
    root = ET.Element(f"{MES}Structure")
    header = ET.SubElement(root, f"{MES}Header")
    for name, text in (("ID", edition.id), ("Test", "false"), ("Prepared", _prepared(edition))):
        ET.SubElement(header, f"{MES}{name}").text = text
    ET.SubElement(header, f"{MES}Sender", id=AGENCY)
    parts = ET.SubElement(root, f"{MES}Structures")
    flow = _maintained(parts, "Dataflow", FLOW, structure.everywhere("codelist.IP_FIGURES"))
    ET.SubElement(flow, f"{STR}Structure").text = _urn("datastructure.DataStructure", FLOW)
    lists = ET.SubElement(parts, f"{STR}Codelists")
    for one in structure.codelists(edition):
        found = _maintained(lists, "Codelist", one.id, one.name, within=True)
        for code in one.codes:
            _code(found, code)
    concepts = _maintained(parts, "ConceptScheme", CONCEPTS, structure.everywhere("codelist.CONCEPTS"))
    for name, said in structure.concept_names().items():
        _named(ET.SubElement(concepts, f"{STR}Concept", id=name), said)
    _components(_maintained(parts, "DataStructure", FLOW, structure.everywhere("codelist.IP_FIGURES")))
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return made


def document(edition: Edition) -> dict[str, Any]:
    """Return what ``xml`` returns as a structure message of SDMX-JSON 2.0."""
    flow = {"id": FLOW, **OF_US, **_json_named(structure.everywhere("codelist.IP_FIGURES"))}
    concepts = [{"id": name, **_json_named(said)} for name, said in structure.concept_names().items()]
    return {
        "meta": {
            "schema": JSON_SCHEMA,
            "id": edition.id,
            "test": False,
            "prepared": _prepared(edition),
            "sender": {"id": AGENCY},
        },
        "data": {
            "dataflows": [flow | {"structure": _urn("datastructure.DataStructure", FLOW)}],
            "codelists": [
                {"id": one.id, **OF_US, **_json_named(one.name), "codes": [_json_code(code) for code in one.codes]}
                for one in structure.codelists(edition)
            ],
            "conceptSchemes": [
                {
                    "id": CONCEPTS,
                    **OF_US,
                    **_json_named(structure.everywhere("codelist.CONCEPTS")),
                    "concepts": concepts,
                }
            ],
            "dataStructures": [flow | {"dataStructureComponents": _json_components()}],
        },
    }


def written(edition: Edition) -> bytes:
    """Return ``document`` as a file."""
    return json.dumps(document(edition), ensure_ascii=False, indent=1).encode()


def _prepared(edition: Edition) -> str:
    """Return the release's last day: the same release gives the same bytes."""
    return f"{edition.until.isoformat()}T00:00:00Z"


def _urn(kind: str, name: str, item: str = "") -> str:
    return f"{CLASSES}.{kind}={AGENCY}:{name}({VERSION})" + (f".{item}" if item else "")


def _maintained(parts: ET.Element, kind: str, name: str, said: Said, *, within: bool = False) -> ET.Element:
    """Return what an agency maintains, in a list of its kind, which is made unless it stands ``within`` one."""
    place = parts if within else ET.SubElement(parts, f"{STR}{kind}s")
    found = ET.SubElement(place, f"{STR}{kind}", {"id": name} | OF_US)
    _named(found, said)
    return found


def _named(element: ET.Element, said: Said, tag: str = "Name") -> None:
    for code, text in said.items():
        ET.SubElement(element, f"{COM}{tag}", {LANGUAGE: code}).text = text


def _code(found: ET.Element, code: Code) -> None:
    """Add a code, without the one it is a part of: the schema of SDMX-ML 3.0 takes no digits there (JSON does)."""
    one = ET.SubElement(found, f"{STR}Code", id=code.id)
    _named(one, code.name)
    _named(one, code.description or {}, "Description")


def _components(place: ET.Element) -> None:
    parts = ET.SubElement(place, f"{STR}DataStructureComponents")
    dimensions = ET.SubElement(parts, f"{STR}DimensionList")
    for number, (name, kind) in enumerate(DIMENSIONS.items(), 1):
        more = {} if name == PERIOD else {"position": str(number)}
        _component(dimensions, "TimeDimension" if name == PERIOD else "Dimension", name, kind, more)
    attributes = ET.SubElement(parts, f"{STR}AttributeList")
    for name, kind in ATTRIBUTES.items():
        one = _component(attributes, "Attribute", name, kind, {"usage": _usage(name)})
        relation = ET.SubElement(one, f"{STR}AttributeRelationship")
        if name in structure.OF_THE_INDICATOR:
            ET.SubElement(relation, f"{STR}Dimension").text = "INDICATOR"
        else:
            ET.SubElement(relation, f"{STR}Observation")
    measures = ET.SubElement(parts, f"{STR}MeasureList")
    _component(measures, "Measure", MEASURE, NUMBER, {"usage": "mandatory"})


def _component(place: ET.Element, tag: str, name: str, kind: str, more: dict[str, str]) -> ET.Element:
    one = ET.SubElement(place, f"{STR}{tag}", {"id": name} | more)
    ET.SubElement(one, f"{STR}ConceptIdentity").text = _urn("conceptscheme.Concept", CONCEPTS, name)
    told = ET.SubElement(one, f"{STR}LocalRepresentation")
    if kind.startswith("CL_"):
        ET.SubElement(told, f"{STR}Enumeration").text = _urn("codelist.Codelist", kind)
    else:
        ET.SubElement(told, f"{STR}TextFormat", textType=kind)
    return one


def _usage(name: str) -> str:
    return "optional" if name in structure.OPTIONAL else "mandatory"


def _json_named(said: Said) -> dict[str, Any]:
    return {"name": said["en"], "names": dict(said)}


def _json_code(code: Code) -> dict[str, Any]:
    described = (
        {"description": code.description["en"], "descriptions": dict(code.description)} if code.description else {}
    )
    return {"id": code.id, **_json_named(code.name), **described, **({"parent": code.parent} if code.parent else {})}


def _json_components() -> dict[str, Any]:
    attributes = []
    for name, kind in ATTRIBUTES.items():
        mine = name in structure.OF_THE_INDICATOR
        relation: dict[str, Any] = {"dimensions": ["INDICATOR"]} if mine else {"observation": {}}
        attributes.append(_json_component(name, kind) | {"usage": _usage(name), "attributeRelationship": relation})
    placed = [(name, kind) for name, kind in DIMENSIONS.items() if name != PERIOD]
    return {
        "dimensionList": {
            "id": "DimensionDescriptor",
            "dimensions": [
                _json_component(name, kind) | {"position": place} for place, (name, kind) in enumerate(placed)
            ],
            "timeDimension": _json_component(PERIOD, DIMENSIONS[PERIOD]),
        },
        "attributeList": {"id": "AttributeDescriptor", "attributes": attributes},
        "measureList": {
            "id": "MeasureDescriptor",
            "measures": [_json_component(MEASURE, NUMBER) | {"usage": "mandatory"}],
        },
    }


def _json_component(name: str, kind: str) -> dict[str, Any]:
    listed = kind.startswith("CL_")
    told = {"enumeration": _urn("codelist.Codelist", kind)} if listed else {"format": {"dataType": kind}}
    return {
        "id": name,
        "conceptIdentity": _urn("conceptscheme.Concept", CONCEPTS, name),
        "localRepresentation": told,
    }
