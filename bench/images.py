"""Twenty pictures and files asked for at once while a visitor moves a slider: what a click waits beside them.

``make bench`` starts a real server, opens a session and moves the what-if page's slider over Streamlit's own protocol.
First alone, then while 20 different pictures, slides, sheets and briefings are made, then alone again. The median click
beside them may take at most twice the median alone; one that was refused or broken fails the bench too.
"""

import asyncio
import statistics
import sys
import time
import urllib.request
from concurrent.futures import Future, ThreadPoolExecutor

from bench.page_cpu import Slider, free_port
from explorer.links import pages
from explorer.views import exhibits

PICTURES, CLICKS, WARM, MOST = 20, 40, 15, 2.0
KINDS = ("chart/{}.png", "file/{}.pptx", "file/{}.xlsx", "file/{}.docx", "chart/{}.svg", "chart/{}.pdf")
PAUSE = 0.05  # seconds between two moves of a slider, as a hand makes them


def addresses(port: int) -> list[str]:
    """Return 20 different addresses: every view, or every page with a briefing, both languages, three days."""
    views = list(exhibits.BUILDERS)
    kinds = [KINDS[place % len(KINDS)] for place in range(PICTURES)]
    shown = [pages.BRIEFED if kind.endswith("docx") else views for kind in kinds]
    return [
        f"http://127.0.0.1:{port}/{kinds[place].format(shown[place][place % len(shown[place])])}"
        f"?lang={('zh', 'en')[place % 2]}&as_of={('2026-09-30', '2025-12-31', '2024-12-31')[place // len(views)]}"
        for place in range(PICTURES)
    ]


def fetched(address: str) -> int:
    """Return how many bytes a picture has. Raises HTTPError when it is refused."""
    with urllib.request.urlopen(address, timeout=300) as answer:
        return len(answer.read())


async def click(visitor: Slider) -> float:
    """Move the slider once and return how many seconds the page took."""
    await asyncio.sleep(PAUSE)
    start = time.perf_counter()
    await visitor.run()
    return time.perf_counter() - start


async def measure(visitor: Slider) -> tuple[list[float], list[float], float, list[int]]:
    """Return the clicks alone, the clicks beside the pictures, how long these took, and their sizes."""
    await visitor.connect()
    for _ in range(WARM):
        await click(visitor)
    # The first picture starts the process that draws; whoever asks for it waits for that.
    await asyncio.to_thread(fetched, f"http://127.0.0.1:{visitor.port}/chart/target.png?lang=zh")
    alone = [await click(visitor) for _ in range(CLICKS)]
    beside: list[float] = []
    with ThreadPoolExecutor(PICTURES) as readers:
        start = time.perf_counter()
        asked: list[Future[int]] = [readers.submit(fetched, address) for address in addresses(visitor.port)]
        while not all(one.done() for one in asked):
            beside.append(await click(visitor))
        took = time.perf_counter() - start
    alone += [await click(visitor) for _ in range(CLICKS)]
    return alone, beside, took, [one.result() for one in asked]


def main() -> int:
    """Print the medians, their ratio, and how long the pictures took."""
    visitor = Slider([sys.executable, "-m", "explorer", "serve"], free_port(), "whatif")
    try:
        alone, beside, took, sizes = asyncio.run(measure(visitor))
    finally:
        visitor.process.terminate()
        visitor.process.wait()
    ratio = statistics.median(beside) / statistics.median(alone)
    print(f"{PICTURES} of them at once: {took:.1f} s, {min(sizes) / 1000:.0f} to {max(sizes) / 1000:.0f} kB each")
    for name, times in (("alone", alone), ("beside them", beside)):
        print(f"median click {name}: {statistics.median(times) * 1000:.1f} ms ({len(times)} clicks)")
    print(f"ratio {ratio:.2f}, at most {MOST}")
    return 0 if ratio <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
