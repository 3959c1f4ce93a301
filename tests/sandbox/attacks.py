"""The attacks of attacks.sql, by class, and those too long to be written down."""

from pathlib import Path

FILE = Path(__file__).with_name("attacks.sql")
SLOW = ("crashes", "bombs of memory", "bombs of time")


def read(release, outside):
    """Return (class, statement) of every attack, the places filled in."""
    found, kind = [], ""
    for block in FILE.read_text("utf-8").split("\n\n"):
        if block.startswith("-- @ "):
            kind = block.partition("\n")[0].removeprefix("-- @ ")
        text = block.removeprefix(f"-- @ {kind}\n").strip()
        found.append((kind, text.format(release=release, outside=outside)))
    return found


LONG = {
    "brackets never closed": "select " + "(" * 19_000,
    "brackets": "select " + "(" * 9_000 + "1" + ")" * 9_000,
    "lists in lists": "select " + "[" * 9_000 + "]" * 9_000,
    "not not": "select " + "not " * 4_900 + "true",
    "minus minus": "select " + "- " * 9_000 + "1",
    "case in case": "select " + "case when 1 then " * 900 + "1" + " end" * 900,
    "subqueries": "select * from (" * 1_200 + "select 1" + ")" * 1_200,
    "20,000 ands": "select " + " and ".join(["true"] * 20_000),
    "ands that fit": "select " + " and ".join(["a=1"] * 2_400) + " from (select 1 as a)",
    "300,000 values": "select 1 in (" + ",".join(map(str, range(300_000))) + ")",
    "values that fit": "select 1 in (" + ",".join(["1"] * 9_500) + ")",
    "20,000 unions": " union all ".join(["select 1"] * 20_000),
    "unions that fit": " union all ".join(["select 1"] * 1_000),
    "joins": "select count(*) from " + ", ".join(f"areas a{n}" for n in range(1_500)),
    "joins to plan": "select 1 from areas a0 " + " ".join(f"join areas a{n} using (area)" for n in range(1, 400)),
    "expressions of expressions": "with "
    + ", ".join(f"a{n} as (select * from a{n - 1} x, a{n - 1} y)" if n else "a0 as (from areas)" for n in range(300))
    + " select count(*) from a299",
    "columns": "select " + ", ".join("columns(*)" for _ in range(1_500)) + " from patents",
    "casts": "select 1" + "::int" * 3_900,
    "nothing": "",
    "spaces": " \n\t ",
    "a comment": "-- select 1",
    "a zero": "select '\0'",
    "half a character": "select '\ud800'",
    "a long text": "select '" + "x" * 30_000 + "'",
    "a long name": 'select 1 as "' + "x" * 15_000 + '"',
    "chinese brackets": "select " + "（" * 6_000,
}
