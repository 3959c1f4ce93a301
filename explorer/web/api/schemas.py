"""What the answers of the data addresses are made of, as JSON Schema: every member of each, those of its lists too."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from explorer.core.language import NAMED
from explorer.exports.datasets import concepts, csvw, tables

Schema = Mapping[str, Any]
TEXT: Schema = {"type": "string"}
DAY: Schema = {"type": "string", "format": "date"}
NUMBER: Schema = {"type": "number"}
WHOLE: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
TABLE: Schema = {"type": "object"}
TYPES: Mapping[type[pl.DataType], Schema] = {
    pl.String: TEXT,
    pl.Float64: NUMBER,
    pl.Int64: WHOLE,
    pl.Date: DAY,
    pl.Boolean: FLAG,
}


def none(schema: Schema) -> Schema:
    """Return a schema that null fulfils too."""
    return {**schema, "type": [schema["type"], "null"]}


def listed(schema: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def made(**members: Schema) -> Schema:
    """Return the schema of an object that has all these members."""
    return {"type": "object", "properties": members, "required": list(members)}


BOTH = made(**dict.fromkeys(NAMED, TEXT))
POINT = none(made(period=DAY, value=NUMBER, evidence=TEXT, state=none(TEXT)))
SAID = dict.fromkeys(("note", "person", "document", "next_step"), none(TEXT)) | {"deadline": none(DAY)}
OBSERVATION = made(
    period=DAY,
    value=none(NUMBER),
    evidence=TEXT,
    source=none(TEXT),
    known_on=none(DAY),
    state=TEXT,
    basis=TEXT,
    **SAID,
)
GOAL: Mapping[str, Schema] = {
    "no": WHOLE,
    "indicator": TEXT,
    "title": BOTH,
    "kind": TEXT,
    "value": none(NUMBER),
    "unit": TEXT,
    "area": TEXT,
    "set_on": none(DAY),
    "baseline": TABLE,
    "year": WHOLE,
    "target": none(NUMBER),
    "target_evidence": none(TEXT),
    "path": listed(made(year=NUMBER, value=NUMBER)),
    "path_evidence": none(TEXT),
    "reached": POINT,
    "latest": POINT,
    "reading": none(BOTH),
    "open_question": none(BOTH),
    "other_reading": none(TABLE),
    "department": none(TEXT),
    "clause": none(TEXT),
    "status": TEXT,
    "example": FLAG,
    "reason": TEXT,
    "explanation": none(TABLE),
    "differing": none(TABLE),
    "differing_cities": TABLE,
    "revised_since_closing": listed(TABLE),
    "working": TABLE,
}
HEAD: Mapping[str, Schema] = {
    "release": TEXT,
    "area": TEXT,
    "as_of": DAY,
    "evidence": TEXT,
    "closed": listed(made(year=WHOLE, by=TEXT, at=TEXT, release=TEXT)),
}
OUTLOOK: Mapping[str, Schema] = {
    **dict.fromkeys(("point", "low", "high", "probability", "required_growth"), none(NUMBER)),
    **dict.fromkeys(("mean_growth", "mean_step", "spread"), none(NUMBER)),
    **dict.fromkeys(("why_no_point", "why_no_band", "why_no_probability"), none(TEXT)),
    **dict.fromkeys(("probability_word", "instead"), none(TEXT)),
    "method": none(TEXT),
    "window": none(WHOLE),
    "record": none(TABLE),
    "seasonal": FLAG,
    "level": NUMBER,
    "warnings": listed(TABLE),
    "path": listed(TABLE),
}
ANSWERS: Mapping[str, Schema] = {
    "plans": made(
        release=TEXT,
        plans=listed(
            made(
                plan=TEXT,
                title=BOTH,
                issued_on=none(DAY),
                known_on=none(DAY),
                year=WHOLE,
                goals=WHOLE,
                areas=listed(TEXT),
            )
        ),
    ),
    "plan": made(**HEAD, plan=TEXT, title=BOTH, goals=listed(made(**GOAL))),
    "indicators": made(
        release=TEXT,
        indicators=listed(
            made(
                **dict.fromkeys(("indicator", "domain", "direction", "nature", "level", "measure"), TEXT),
                **dict.fromkeys(("title", "definition", "unit"), BOTH),
                areas=listed(TEXT),
                goals=listed(made(plan=TEXT, no=WHOLE, area=none(TEXT))),
            )
        ),
    ),
    "indicator": made(
        **HEAD,
        indicator=TEXT,
        title=BOTH,
        unit=TEXT,
        **dict.fromkeys(("observations", "year_to_date", "undetermined"), listed(OBSERVATION)),
        goals=listed(made(**GOAL, plan=TEXT)),
        conflicts=listed(TABLE),
    ),
    "areas": made(
        release=TEXT, areas=listed(made(area=TEXT, name_zh=TEXT, name_en=TEXT, level=TEXT, parent=none(TEXT)))
    ),
    "sources": made(
        release=TEXT,
        sources=listed(
            made(
                **dict.fromkeys(("source", "title", "reached"), TEXT),
                **dict.fromkeys(("publisher", "url", "published", "locator"), none(TEXT)),
                published_on=none(DAY),
            )
        ),
    ),
    "measures": made(
        release=TEXT,
        measures=listed(
            made(
                **dict.fromkeys(("measure", "name_zh", "name_en", "unit", "domain"), TEXT),
                **dict.fromkeys(("definition", "definition_en"), none(TEXT)),
            )
        ),
    ),
    "releases": made(releases=listed(made(release=TEXT, until=DAY, built_on=DAY, in_use=FLAG))),
    "assess": made(
        **dict.fromkeys(("status", "rule"), TEXT),
        **dict.fromkeys(("ratio", "score", "required_growth", "achieved_growth", "needed_growth"), none(NUMBER)),
        **dict.fromkeys(("achieved_share", "elapsed_share", "margin"), none(NUMBER)),
        example=FLAG,
        trend=none(TEXT),
        other_readings=TABLE,
        methods_agree=none(FLAG),
    ),
    "outlook": made(**OUTLOOK),
    "indicator_outlook": made(
        **OUTLOOK,
        **dict.fromkeys(("release", "indicator", "plan", "unit", "goal_from"), TEXT),
        **dict.fromkeys(("goal", "required_step"), none(NUMBER)),
        goal_year=WHOLE,
        rests_on_simulation=FLAG,
        series=listed(TABLE),
        start=none(TABLE),
        around=none(TABLE),
    ),
    "proposals": made(
        **dict.fromkeys(("release", "indicator", "plan", "area", "unit"), TEXT),
        start=WHOLE,
        end=WHOLE,
        latest=none(TABLE),
        rests_on_simulation=FLAG,
        why_no_levels=none(TEXT),
        proposals=listed(TABLE),
        chosen=none(TABLE),
    ),
    "drafts": made(
        **dict.fromkeys(("release", "draft", "title", "area", "plan_file"), TEXT),
        start=WHOLE,
        end=WHOLE,
        targets=listed(TABLE),
        without_level=listed(made(indicator=TEXT, why=none(TEXT), levels=listed(TEXT))),
    ),
    "data_structure_json": made(meta=TABLE, data=TABLE),
    "data_metadata": made(
        **{
            "@context": listed({}),
            "url": TEXT,
            "dc:identifier": TEXT,
            "dc:source": listed(TABLE),
            "dialect": TABLE,
            "tableSchema": made(columns=listed(TABLE), primaryKey=listed(TEXT)),
        }
    ),
    "data_indicator": listed(
        made(
            **{
                name: TYPES[kind] if name in csvw.REQUIRED else none(TYPES[kind])
                for name, kind in concepts.SCHEMA.items()
            }
        )
    ),
    "data_plan": listed(made(**{name: none(TYPES[kind]) for name, kind in tables.GOALS.items()})),
}
