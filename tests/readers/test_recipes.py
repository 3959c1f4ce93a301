"""The recipes of docs/use-the-data.md, run as they stand against a server that listens."""

import re
import subprocess
from pathlib import Path

SITE = "https://ip.example.cn"
DOCUMENT = Path(__file__).parents[2] / "docs" / "use-the-data.md"


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


def test_the_recipe_for_a_shell_brings_a_file(site, tmp_path):
    for block in blocks("sh", site):
        subprocess.run(["bash", "-ec", block], cwd=tmp_path, check=True, timeout=30)
    lines = (tmp_path / "marks.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("REF_AREA,INDICATOR,")
    assert {line.partition(",")[0] for line in lines[1:]} == {"100000"}
