"""Names that show at once that they are invented: all begin with 模拟."""

import numpy as np
import polars as pl

from explorer.pipeline.simulation.areas import Land, texts
from explorer.pipeline.simulation.days import Flags, Floats, Ints
from explorer.pipeline.simulation.sampling import pick

HOLDER_TYPES = ("enterprise", "university", "research_institute", "individual")
HOLDERS = ("模拟企业", "模拟高校", "模拟科研机构", "模拟个人")
TRAITS = (
    *("高效", "节能", "智能", "便携", "耐高温", "耐腐蚀", "低噪声", "模块化"),
    *("可调节", "自动化", "高精度", "轻量化", "防水", "双向"),
)
FIELDS = (
    *("轧钢", "冶炼", "铸造", "数控", "轴承", "齿轮", "焊接", "造船", "港口", "起重", "风电", "光伏", "核电"),
    *("输电", "储能", "电池", "催化", "精馏", "聚合", "涂料", "橡胶", "陶瓷", "菱镁", "玻璃", "水泥", "桥梁"),
    *(
        "隧道",
        "矿山",
        "选矿",
        "油田",
        "管道",
        "泵阀",
        "制冷",
        "供热",
        "水处理",
        "除尘",
        "脱硫",
        "农机",
        "水产",
    ),
    *(
        "果蔬",
        "饲料",
        "食品",
        "制药",
        "诊断",
        "康复",
        "影像",
        "传感",
        "通信",
        "芯片",
        "机器人",
        "视觉",
        "包装",
    ),
)
THINGS = ("装置", "方法", "系统", "设备", "结构", "工艺", "组件", "机构", "仪器", "材料", "控制器", "夹具")
FORMS = ("外观", "面板", "瓶", "盒", "灯具", "家具", "把手", "外壳", "包装袋", "工具", "玩具", "餐具")
CHARACTERS = (
    *"盛海源辽沈渤滨山河松杨金银玉瑞祥福泰和顺丰恒昌宏达远航飞云星",
    *"辰宝华东北方春秋禾谷果林泉溪湖岛鹤鹿参茸",
)


def how_many(land: Land, city: Ints, kind: Ints, rows_each: float) -> Floats:
    """Return how many holders of each kind a city has, where about ``rows_each`` rows share one.

    ``kind`` is a place in HOLDER_TYPES and ``city`` one in ``land.cities``.
    """
    return np.maximum(np.bincount(_cell(city, kind), minlength=len(land.cities) * len(HOLDER_TYPES)) / rows_each, 1.0)


def holders(random: np.random.Generator, land: Land, city: Ints, kind: Ints, many: Floats) -> pl.Series:
    """Return a holder per row, of ``many`` (see ``how_many``): a few holders have many rows."""
    cell = _cell(city, kind)
    serial = 1 + np.floor(random.random(len(city)) ** 2 * many[cell]).astype(np.int64)
    heads = [f"{holder} {name} " for name in land.names for holder in HOLDERS]
    return texts(heads, cell) + pl.Series(serial).cast(pl.String).str.zfill(5)


def _cell(city: Ints, kind: Ints) -> Ints:
    return city.astype(np.int64) * len(HOLDER_TYPES) + kind


def titles(random: np.random.Generator, design: Flags) -> pl.Series:
    """Return a title per patent; ``design`` says which of them are designs."""
    machines = [f"一种{trait}{field}{thing}" for trait in TRAITS for field in FIELDS for thing in THINGS]
    shapes = [f"{field}{form}" for field in FIELDS for form in FORMS]
    chance = random.random(len(design))
    place = np.where(design, len(machines) + np.floor(chance * len(shapes)), np.floor(chance * len(machines)))
    return texts([f"模拟专利 {title}" for title in machines + shapes], place.astype(np.int64))


def marks(pairs_from: np.random.Generator, thirds_from: np.random.Generator, count: int) -> pl.Series:
    """Return a name per trademark, three characters after 模拟."""
    pairs = [first + second for first in CHARACTERS for second in CHARACTERS]
    head = texts([f"模拟·{pair}" for pair in pairs], pick(pairs_from, np.ones(len(pairs)), count))
    return head + texts(CHARACTERS, pick(thirds_from, np.ones(len(CHARACTERS)), count))
