"""A plan of a city, an indicator and its figures, added to copied files of the project as a person would add them.

Every figure is made up. ``python -m tests.support.added_files FOLDER`` adds them to the files of a clone.
"""

import sys
from pathlib import Path

INDICATOR, PLAN, CITY, VALUES = "patent_agents", "dl-2027", "210200", {2022: 310, 2023: 340, 2024: 371}

QUERY = """\
-- title         = { zh = "执业专利代理师数", en = "Practising patent agents" }
-- domain        = "context"
-- unit          = "人"
-- unit_en       = "agents"
-- direction     = "up"
-- nature        = "stock"
-- level         = "city"
-- measure       = "patent_agents"
-- digits        = 0
-- definition.zh = "年末在本地执业的专利代理师人数。"
-- definition.en = "Patent agents who practise in the area at the end of the year."
-- why.zh        = "代理力量决定申请文件的质量。"
-- why.en        = "The quality of applications depends on who writes them."
"""
MEASURE = (
    "patent_agents,执业专利代理师数,Practising patent agents,人,年末执业人数，为测试编造。,context,"
    '"Practising agents, made up."\n'
)
SOURCE = "made_up_agents,为测试编造的人数,测试,,2025-02-01,2025-02-01,,original\n"
GOALS = """\
title     = { zh = "为测试编造的大连规划（2023—2027年）", en = "A plan of Dalian made up for a test (2023–2027)" }
short     = { zh = "大连测试规划 2023-2027", en = "Dalian test plan 2023-2027" }
issuer    = { zh = "测试", en = "Test" }
issued_on = 2023-05-01
area      = "210200"
year      = 2027
source    = "made_up_agents"

[[goals]]
no         = 1
indicator  = "patent_agents"
kind       = "level"
value      = 450
unit       = { zh = "人", en = "agents" }
baseline   = { year = 2022 }
start_year = 2023
year       = 2027
source     = "made_up_agents"
clause     = { zh = "一", en = "I" }

[[goals]]
no         = 2
indicator  = "trademarks_in_force"
kind       = "level"
value      = 200000
unit       = { zh = "件", en = "trademarks" }
baseline   = { year = 2022 }
start_year = 2023
year       = 2027
source     = "made_up_agents"
clause     = { zh = "二", en = "II" }
"""


def _more(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def add(folder: Path) -> None:
    """Add them below ``folder``, which holds data/ and queries/ as the project does."""
    (folder / "queries" / f"{INDICATOR}.sql").write_text(QUERY, "utf-8")
    (folder / "data/plans" / f"{PLAN}.toml").write_text(GOALS, "utf-8")
    _more(folder / "data/inputs/measures.csv", MEASURE)
    _more(folder / "data/inputs/sources.csv", SOURCE)
    simulation = folder / "data/inputs/simulation.toml"
    text = simulation.read_text("utf-8").replace("[not_carried]\n", f'[not_carried]\n{INDICATOR} = "made up"\n', 1)
    simulation.write_text(text, "utf-8")
    figures = (
        f"{INDICATOR},{area},A,{year},{year}-12-31,{value * times},人,made_up_agents,2025-02-01,A,\n"
        for area, times in ((CITY, 1), ("210000", 3))
        for year, value in VALUES.items()
    )
    _more(folder / "data/inputs/published.csv", "".join(figures))


if __name__ == "__main__":
    add(Path(sys.argv[1]))
