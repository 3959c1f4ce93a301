"""What a command of the operator's is told when a release was published: a JSON document of what changed."""

import json
import sys
from typing import Any

from explorer.core import hook, language
from explorer.core.language import Words
from explorer.pipeline.cli import told
from explorer.pipeline.publish.changed import Changed, Side
from explorer.pipeline.publish.prepared import Prepared


def run(command: tuple[str, ...], made: Prepared, by: str, note: str, words: Words) -> None:
    """Tell ``command`` what was published. What it does wrong is said on standard error and changes nothing else."""
    fault = hook.told(command, json.dumps(document(made, by, note), ensure_ascii=False, default=str).encode())
    if fault:
        print(words("command.hook", release=made.release, fault=words.trouble(fault)), file=sys.stderr)


def document(made: Prepared, by: str, note: str) -> dict[str, Any]:
    """Return what was published: releases, who and why, rows by table, statuses that flipped, and every figure."""
    brought = [one for one in made.imports if one.id in made.brought]
    return {
        "release": made.release,
        "before": made.base,
        "until": made.until,
        "by": by,
        "note": note,
        "imports": [{"id": one.id, "table": one.table, "file": one.file, "rows": one.rows} for one in brought],
        "tables": [
            {"table": one.table, "new": one.new, "changed": one.changed, "withdrawn": one.withdrawn}
            for one in made.rows
        ],
        "flips": [_told(one) for one in made.changed if one.flips],
        "figures": [_told(one) for one in made.changed if not one.flips],
    }


def _told(one: Changed) -> dict[str, Any]:
    return {
        "plan": one.plan,
        "no": one.no,
        "indicator": one.indicator,
        "area": one.area,
        "period": one.at.on,
        "then": _side(one.then),
        "now": _side(one.now),
        "reason": one.reason,
        "said": {code: told.figure(one, language.words(code)) for code in language.NAMED},
    }


def _side(side: Side) -> dict[str, Any]:
    names = ("value", "evidence", "state", "on", "status", "example")
    return {name: getattr(side, name) for name in names}
