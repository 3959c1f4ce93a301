"""A server, a browser and its tabs for the tests that need one, and when a tab has been answered.

What a page asks for and what it is told goes over its websocket; so whether a run has ended is read there, not guessed
from the time that passed or from what happens to be drawn.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, WebSocket, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from deploy import nginx, serve
from explorer.core import paths

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BEHIND, FOLDERS = os.environ.get("BEHIND", ""), {"host": "", "path": "/ip"}
SCREEN = {"width": 1280, "height": 800}
WIDTHS = (390, 1280, 1920)
PATIENCE = 60.0
# Longer than Streamlit's page waits after a key or a drag before it asks the server (200 ms).
SENT = "new Promise(after => setTimeout(after, 300))"
SOON = 20  # milliseconds
# Streamlit fetches what draws a kind of element when the first of the kind is to be drawn.
DRAWN = """!document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
    && !document.documentElement.classList.contains('going')"""


class Line:
    """What passed between a tab's page and the server: whether all that was asked has been answered."""

    def __init__(self, tab: Page) -> None:
        self.answered = False
        self.frame = tab.main_frame
        tab.on("request", self._left)
        tab.on("websocket", self._opened)

    def _left(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame == self.frame:
            self.answered = False

    def _opened(self, line: WebSocket) -> None:
        line.on("framesent", self._asked)
        line.on("framereceived", self._told)

    def _asked(self, payload: bytes | str) -> None:
        if BackMsg.FromString(binary(payload)).WhichOneof("type") == "rerun_script":
            self.answered = False

    def _told(self, payload: bytes | str) -> None:
        message = ForwardMsg.FromString(binary(payload))
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.answered = False
        elif kind == "script_finished":
            self.answered = message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


LINES: WeakKeyDictionary[Page, Line] = WeakKeyDictionary()


def binary(payload: bytes | str) -> bytes:
    """Return the bytes of one frame of the websocket: one message."""
    return payload if isinstance(payload, bytes) else payload.encode()


def new_context(chromium: Browser, **options: object) -> BrowserContext:
    """Return a browser of its own, without cookie or history; ``options`` as of Playwright's new_context."""
    usual = {"viewport": SCREEN, "locale": "zh-CN", "ignore_https_errors": bool(BEHIND)}
    return chromium.new_context(**(usual | options))


def new_tab(chromium: Browser, **options: object) -> Page:
    """Return a tab of a browser of its own, without cookie or history; ``options`` as of Playwright's new_context."""
    return tab_of(new_context(chromium, **options))


def tab_of(context: BrowserContext) -> Page:
    """Return a new tab of a browser: it has no history, and what the browser has loaded once it has at hand."""
    tab = context.new_page()
    tab.set_default_timeout(1000 * PATIENCE)
    LINES[tab] = Line(tab)
    return tab


def settle(tab: Page) -> None:
    """Wait until all that the page asked its server for has been answered and drawn.

    The waits run in the page, behind whatever it still has to do, so that a slow machine makes them longer.
    """
    line, last = LINES[tab], time.monotonic() + PATIENCE
    if line.answered:  # what was asked before: what a key or a drag asks may not have left yet
        tab.evaluate(SENT)
    while time.monotonic() < last:
        tab.wait_for_timeout(SOON)
        if line.answered:
            tab.wait_for_function(DRAWN)
            tab.evaluate(SENT)
            if line.answered:
                return
    pytest.fail(f"no answer within {PATIENCE:.0f} s at {tab.url}")


def choose(tab: Page, name: str, option: str) -> None:
    """Choose an option of a page's list and wait for the answer."""
    box = tab.locator(f"form [data-name={name}]")
    found = next(said for said in box.locator("option").all_inner_texts() if option in said)
    box.select_option(label=found)
    settle(tab)


def scope(tab: Page, name: str, option: str) -> None:
    """Choose of the scope line, whose choices are links, and wait for the answer."""
    tab.click(f"#scope .part.of-{name} summary")
    tab.click(f"#scope .part.of-{name} a:has-text('{option}')")
    settle(tab)


def menu(tab: Page, page: str) -> None:
    """Go to another page by the header and wait for it."""
    if not tab.locator(f"#frame-menu a[data-page='{page}']").is_visible():
        tab.click(f"#frame-menu details:has(a[data-page='{page}']) > summary")
    tab.click(f"#frame-menu a[data-page='{page}']")
    settle(tab)


def each_width(tab: Page, url: str) -> Iterator[int]:
    """Open a page on a telephone's screen, then make it as wide as a notebook's and a projector's."""
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        if width == WIDTHS[0]:
            tab.goto(url)
            settle(tab)
        else:
            tab.evaluate(SENT)  # charts are drawn again at their new width
        yield width


def wider(tab: Page) -> int:
    """Return by how many pixels a page is wider than its screen."""
    return tab.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(port: int, *command: str, **settings: str) -> Iterator[str]:
    """A server of its own; ``command``: what Python runs, ``settings``: its environment. Gives its address.

    BEHIND=host or path in the environment puts two of them behind nginx with TLS, on a host of its own or below /ip.
    """
    if BEHIND:
        with behind(port, FOLDERS[BEHIND], command, settings) as url:
            yield url
        return
    with process(port, command, settings) as url:
        yield url


@contextmanager
def process(port: int, command: Sequence[str], settings: Mapping[str, str]) -> Iterator[str]:
    """One process of a server; gives its address."""
    environment = os.environ | {"HOST": "127.0.0.1", "PORT": str(port)} | settings
    server = subprocess.Popen([sys.executable, *command], cwd=paths.ROOT, env=environment)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/_stcore/health")
        yield url
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def behind(port: int, folder: str, command: Sequence[str], settings: Mapping[str, str]) -> Iterator[str]:
    """Two processes behind nginx; gives the address that the public has."""
    ports, url = (free_port(), free_port()), f"https://127.0.0.1:{port}{folder}"
    told = {"PUBLIC_URL": url, "TRUSTED_PROXIES": "127.0.0.1"} | settings
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        place = Path(name)
        place.chmod(0o755)
        for one in ports:
            stack.enter_context(process(one, command, told))
        key, certificate = certified(place)
        stack.enter_context(pytest.MonkeyPatch.context()).setenv("SSL_CERT_FILE", str(certificate))
        processes = [f"127.0.0.1:{one}" for one in ports]
        site = nginx.Site("_", processes, place / "assets", folder, f"127.0.0.1:{port}", certificate, key)
        stack.enter_context(serve.proxy(serve.configured(site, place)))
        wait_for(f"{url}/livez")
        yield url


def certified(place: Path) -> tuple[Path, Path]:
    """Make a key and a certificate for this machine's own address in a folder; return both."""
    key, certificate = place / "key.pem", place / "certificate.pem"
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    named = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
    files = ("-keyout", str(key), "-out", str(certificate))
    subprocess.run(["openssl", "req", "-x509", *kind, *named, *files], check=True, capture_output=True)
    return key, certificate


def wait_for(url: str) -> None:
    """Wait until an address answers."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"no server at {url}")


@pytest.fixture(scope="module")
def address(small_data) -> Iterator[str]:
    with serving(free_port(), "-m", "explorer", "serve", EXPLORER_DATA=str(small_data)) as url:
        yield url


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def browser(chromium) -> Iterator[BrowserContext]:
    """One browser for a module's tests: it fetches and compiles Streamlit's page once, not for every test."""
    context = new_context(chromium)
    yield context
    context.close()


@pytest.fixture
def tab(browser) -> Iterator[Page]:
    """A tab without history in a browser without cookies."""
    browser.clear_cookies()
    page = tab_of(browser)
    yield page
    page.close()
