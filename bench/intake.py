"""How long a register of a million trademarks takes to check as CSV, and how much memory, in a process of its own.

The target is ten seconds and 1.5 GB. The rows are clean but written as offices write them, one in a thousand is not.
"""

import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from explorer.pipeline import intake

ROWS, SECONDS, GIGABYTES = 1_000_000, 10.0, 1.5
HEADING = (
    "注册号",
    "商标名称",
    "市",
    "县（市、区）",
    "尼斯分类",
    "权利人名称",
    "权利人类别",
    "商标类型",
    "注册日期",
    "专用权届满日",
    "终止日期",
)
PLACES = (("沈阳市", "和平区"), ("沈阳", "沈北新区"), ("大连市", "中山区"), ("210300", "210303"), ("锦州市", ""))


def write(path: Path, rows: int) -> None:
    """Write a register in UTF-8 with its title above the heading."""
    draw = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerows([("辽宁省商标登记簿",), HEADING])
        for number in range(rows):
            city, county = draw.choice(PLACES)
            year, month, day = draw.randrange(2000, 2025), draw.randrange(1, 13), draw.randrange(1, 29)
            registered = f"{year}年{month}月{day}日" if number % 1000 else "去年"
            named = (f"{number + 10_000_000}", f"示例商标{number}", city, county, f"第{draw.randrange(1, 46)}类")
            held = (f"示例企业{number % 90_000}有限公司", "企业", "普通商标")
            table.writerow((*named, *held, registered, f"{year + 10}/{month}/{day}", ""))


def measured(path: Path) -> None:
    """Check the file and print the seconds, the greatest memory in GB, the processors' seconds, and the counts."""
    content = path.read_bytes()
    began = time.perf_counter()
    checked = intake.check(content, path.name, "trademarks", most=intake.BROUGHT)
    took = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    most, busy = used.ru_maxrss / (1 << 20), used.ru_utime + used.ru_stime
    print(f"{took:.2f} {most:.2f} {busy:.2f} {checked.rows.height} {checked.faults.height}")


def main() -> int:
    """Print what was measured beside the targets; 1 where one is missed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trademarks.csv"
        write(path, ROWS)
        command = [sys.executable, "-m", "bench.intake", str(path)]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        size = path.stat().st_size / 1e6
    seconds, gigabytes = float(found[0]), float(found[1])
    print(f"intake: {ROWS:,} trademarks ({size:.0f} MB of CSV): {found[3]} clean rows, {found[4]} faults")
    print(f"  seconds {seconds:6.2f}  target {SECONDS}  (of the processors {found[2]})")
    print(f"  GB      {gigabytes:6.2f}  target {GIGABYTES}")
    return int(seconds > SECONDS or gigabytes > GIGABYTES)


if __name__ == "__main__":
    sys.exit(measured(Path(sys.argv[1])) if len(sys.argv) > 1 else main())
