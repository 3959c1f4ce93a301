"""When a page can be read in a browser, beside an empty Streamlit page that draws its first text; jumps and bytes.

Chromium opens each page twice in a context of its own, cold and warm, at the width of a phone and of a desk, in turn
with the empty page of the same settings. Only the ratios within one round mean anything. ROUNDS= sets how often (5).
"""

import os
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.meeting import served
from bench.page_cpu import EMPTY, QUERY, free_port
from explorer.core import paths

ROUNDS, WIDTHS = int(os.environ.get("ROUNDS", "5")), (390, 1280)
PAGES = {"empty": "", "overview": f"?{QUERY}", "target": f"target?{QUERY}"}
SETTLED = 1500  # milliseconds after which nothing is drawn any more
# Of ours, when its answer can be read: in the first HTML where somebody has drawn the page before, else when the gate
# opens, which is noted too. Of the empty page, when its text stands there. All on the page's own clock.
WATCH = """
new PerformanceObserver(list => { for (const one of list.getEntries())
  if (!one.hadRecentInput) window.jumped = (window.jumped || 0) + one.value
}).observe({type: 'layout-shift', buffered: true})
const now = name => { window[name] = window[name] || performance.now() }
const look = () => {
  const root = document.documentElement, text = document.querySelector('[data-testid=stMarkdown] p')
  const shut = root.classList.contains('going')
  if (shut) window.gated = true
  if (window.gated ? !shut || document.querySelector('.early h1') : text && text.textContent) now('readable')
  if (window.gated ? !shut : window.readable) now('whole')
  if (!window.whole) requestAnimationFrame(look)
}
requestAnimationFrame(look)
"""


def opened(tab: Page, address: str) -> tuple[float, ...]:
    """Return the milliseconds until a page can be read and is whole, its layout shift, and the bytes that came."""
    tab.goto(address)
    tab.wait_for_function("window.whole")
    tab.wait_for_timeout(SETTLED)
    sizes = "performance.getEntriesByType('resource').reduce((sum, one) => sum + one.transferSize, 0)"
    return tuple(tab.evaluate(one) for one in ("window.readable", "window.whole", "window.jumped || 0", sizes))


def measured(chromium: Browser, sites: dict[str, str], width: int) -> dict[tuple[str, str], tuple[float, ...]]:
    """Return what each page took, cold and warm, once."""
    found = {}
    for name, address in sites.items():
        context = chromium.new_context(viewport={"width": width, "height": 844}, locale="zh-CN")
        context.add_init_script(WATCH)
        tab = context.new_page()
        for state in ("cold", "warm"):
            found[name, state] = opened(tab, address)
        context.close()
    return found


def main() -> None:
    """Print for each width, page and state the median milliseconds, the ratio to the empty page, jumps and bytes."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        script, ports = Path(folder) / "app.py", (free_port(), free_port())
        script.write_text(EMPTY)
        stock = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={ports[0]}"]
        stack.enter_context(served(stock, paths.ROOT, ports[0]))
        stack.enter_context(served([sys.executable, "-m", "explorer", "serve"], paths.ROOT, ports[1]))
        empty, ours = (f"http://127.0.0.1:{port}/" for port in ports)
        sites = {name: (empty if name == "empty" else ours) + path for name, path in PAGES.items()}
        chromium = stack.enter_context(sync_playwright()).chromium.launch(executable_path="/usr/bin/chromium")
        heads = f"{'readable ms':>12}{'ratio':>7}{'whole':>8}{'ratio':>7}{'shift':>8}{'kB':>8}"
        print(f"{'width':>6} {'page':<10}{'state':<6}{heads}")
        for width in WIDTHS:
            measured(chromium, sites, width)  # what is worked out once a release is worked out
            rounds = [measured(chromium, sites, width) for _ in range(ROUNDS)]
            for name, state in rounds[0]:
                each = [one[name, state] for one in rounds]
                first, last = (
                    statistics.median(one[name, state][place] / one["empty", state][place] for one in rounds)
                    for place in (0, 1)
                )
                read, whole, jumped, size = (statistics.median(values) for values in zip(*each, strict=True))
                print(
                    f"{width:>6} {name:<10}{state:<6}{read:>12.0f}{first:>7.2f}{whole:>8.0f}{last:>7.2f}"
                    f"{jumped:>8.3f}{size / 1000:>8.0f}"
                )
        print(f"load average {os.getloadavg()[0]:.2f}; {ROUNDS} rounds")
        chromium.close()


if __name__ == "__main__":
    main()
