"""The recipes of docs/use-the-data.md, run as they stand against a server that listens."""

import datetime as dt
import json
import re
import subprocess
from pathlib import Path
from urllib.parse import urlencode

SITE = "https://ip.example.cn"
DOCUMENT, API = (Path(__file__).parents[2] / "docs" / name for name in ("use-the-data.md", "api.md"))


def blocks(language, site):
    found = re.findall(rf"```{language}\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    assert found
    return [block.replace(SITE, site) for block in found]


def test_the_recipes_in_python_read_the_nations_marks(site):
    for block in blocks("python", site):
        names = {}
        exec(block, names)  # noqa: S102 (the recipes of the documents are our own)
        assert len(names["nation"]) > 1, block
        assert {len(area) for area in names["marks"]["REF_AREA"]} == {6}, "codes stay texts"


def test_the_recipe_in_r_reads_the_same(site):
    for block in blocks("r", site):
        shown = f'{block}\nstopifnot(all(nchar(marks$REF_AREA) == 6), sum(marks$REF_AREA == "100000") > 1)'
        subprocess.run(["Rscript", "--vanilla", "-e", shown], check=True, timeout=60)


def test_the_recipe_in_sql_reads_the_same(site, database):
    for block in blocks("sql", site):
        rows = database.sql(block).fetchall()
        assert len(rows) > 1
        assert {(type(period), type(value)) for period, value in rows} == {(str, float)}


def test_the_query_for_excel_names_what_is_there_in_the_type_it_says(site, fetched):
    """Excel runs nowhere but on Windows: address, list, columns and types are held against the answer."""
    text = API.read_text("utf-8")
    query = text[text.index("\nlet\n") : text.index("\nin\n")]
    path = re.search(r'Web\.Contents\("http://[^/]+(/[^"]+)"', query)[1]
    asked = dict(re.findall(r'(\w+) = "(\w+)"', query))
    rows = json.loads(fetched(f"{path}?{urlencode(asked)}"))[re.search(r"Answer\[(\w+)\]", query)[1]]
    read = {"date": dt.date.fromisoformat, "number": float}
    types = dict(re.findall(r'\{"(\w+)", type (\w+)\}', query))
    assert types == {"period": "date", "value": "number"}
    assert len([read[kind](row[name]) for row in rows for name, kind in types.items()]) == 2 * len(rows) > 2


def test_the_recipe_for_a_shell_brings_a_file(site, tmp_path):
    for block in blocks("sh", site):
        assert not re.findall(r"(?<!')https?://[^\s']*[?&]", block), "a shell takes ? and & for its own"
        subprocess.run(["bash", "-ec", block], cwd=tmp_path, check=True, timeout=30)
    lines = (tmp_path / "marks.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("REF_AREA,INDICATOR,")
    assert {line.partition(",")[0] for line in lines[1:]} == {"100000"}
    assert min(line.split(",")[2] for line in lines[1:]) >= "2018", "both parameters came through"
