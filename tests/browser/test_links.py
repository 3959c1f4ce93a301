"""The same link shows the same: every page in twenty random states, shared, and opened in a browser of its own.

Compared is what the server sent to each browser: every widget with its value, every text, every chart's data and spec.
``make test-links`` runs this; it takes minutes.
"""

import os
import random
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from explorer.analysis.outlook import projection, scenarios, split
from explorer.analysis.registers import definitions
from explorer.analysis.view import areas_of
from explorer.core import catalogue
from explorer.links.pages import PAGES
from explorer.releases import store
from explorer.views.compare import html as compare_html
from explorer.views.ledger import html as ledger_html
from tests.support.browsing import address, binary, chromium, new_tab, settle  # noqa: F401 (fixtures)

pytestmark = pytest.mark.links
STATES = int(os.environ.get("STATES", "20"))
# What may differ between two openings of one view: where links lead (they carry the release), and notices.
LEADS = re.compile(r'href="[^"]*"')
# The page's own link among the texts that the dialog offers to copy; they are drawn one after another.
SHARED = """start => [...document.querySelectorAll("[role=dialog] [data-testid=stCode] code")]
  .map(code => code.innerText).find(text => text.startsWith(start) && !text.includes("\\n"))"""
NOT_COMPARED = {"page_link", "notice"}


@pytest.fixture(scope="module")
def small_data():
    """The release in use, in place of the tiny one: what is shared in a meeting."""
    return store.edition().folder.parent.parent


@dataclass
class Watched:
    """A tab, and what its page was told by the server."""

    tab: Page
    elements: dict[tuple[int, ...], tuple[str, bytes]] = field(default_factory=dict)
    known: dict[str, ForwardMsg] = field(default_factory=dict)

    def open(self, url: str) -> None:
        self.tab.on("websocket", lambda line: line.on("framereceived", self.received))
        self.tab.goto(url)
        settle(self.tab)

    def received(self, payload: bytes | str) -> None:
        message = ForwardMsg.FromString(binary(payload))
        if message.WhichOneof("type") == "ref_hash":  # what a later run repeats is sent as its hash
            place = message.metadata
            message = self.known[message.ref_hash]
            message.metadata.CopyFrom(place)
        self.known[message.hash] = message
        kind = message.WhichOneof("type")
        # A part of the page that runs by itself leaves the rest of the page as it is.
        if kind == "new_session" and not message.metadata.run.fragment_ids:
            self.elements.clear()
        elif kind == "delta":
            path = tuple(message.metadata.delta_path)
            if message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                self.elements[path] = (_kind(element), _said(element))

    def shown(self) -> list[tuple[str, bytes]]:
        """Return every element in the page's order, without where its links lead."""
        found = [self.elements[path] for path in sorted(self.elements)]
        return [(kind, said) for kind, said in found if kind not in NOT_COMPARED]


def _kind(element: Element) -> str:
    """Return what an element is; a notice is an alert of its own kind."""
    kind = element.WhichOneof("type")
    return "notice" if kind == "alert" and element.alert.format == Alert.WARNING else kind


def _said(element: Element) -> bytes:
    """Return everything an element says, but not where its links lead and from which address its file comes."""
    kept = Element()
    kept.CopyFrom(element)
    if element.WhichOneof("type") == "html":
        kept.html.body = LEADS.sub("", element.html.body)
    if element.WhichOneof("type") == "download_button":
        kept.download_button.url = kept.download_button.deferred_file_id = ""
    return kept.SerializeToString(deterministic=True)


def fresh(chromium: Browser) -> Watched:  # noqa: F811
    return Watched(new_tab(chromium))


def some(draw: random.Random, options: object) -> str:
    return str(draw.choice(list(options)))


def state(page: str, draw: random.Random) -> dict[str, str]:
    """Return a random state of a page: each parameter in its turn given or left to its default."""
    edition = store.edition()
    slug = "ln-2025" if draw.random() < 0.6 else some(draw, catalogue.plans())
    plan = catalogue.plans()[slug]
    goals = [goal.indicator.slug for goal in plan.goals]
    everything = {
        "plan": slug,
        "area": some(draw, areas_of(plan, edition)),
        "as_of": f"{draw.randint(2019, 2026)}-{draw.randint(1, 9):02}-{draw.randint(1, 28):02}",
        "evidence": some(draw, store.EVIDENCE_SHOWN),
        "lang": some(draw, ("zh", "en")),
    } | _of_page(page, plan, goals, draw)
    return {name: value for name, value in everything.items() if name == "plan" or draw.random() < 0.75}


def _of_page(page: str, plan: catalogue.Plan, goals: list[str], draw: random.Random) -> dict[str, str]:
    if page in definitions.REGISTERS:
        return _of_register(definitions.REGISTERS[page], draw)
    cities = [f"21{number:02}00" for number in range(1, 15)]
    return {
        "overview": {
            "group": some(draw, ("chapter", "department", "status")),
            "only": some(draw, ("everything", "met")),
        },
        "target": {"indicator": some(draw, goals), "find": some(draw, ("沈阳", "2026", ""))},
        "compare": {
            "indicator": some(draw, goals),
            "show": some(draw, compare_html.SHOWN),
            "per": some(draw, ("value", "share", "per_capita")),
            "scale": some(draw, compare_html.SCALES),
            "against": some(draw, goals),
        },
        "whatif": {
            "indicator": some(draw, goals),
            "goal_year": str(draw.randint(2026, 2035)),
            "goal": str(draw.choice((5, 120, 90_000, 1_200_000))),
            "method": some(draw, ("log_drift", "linear_drift", "monthly")),
            "years": str(draw.randint(2, projection.MOST_YEARS)),
            "level": some(draw, projection.LEVELS),
            "scenarios": ",".join(draw.sample(scenarios.NAMES, draw.randint(1, 6))),
            "growth": f"{draw.uniform(-5, 30):.1f}",
            "change": str(draw.randint(-50, 5000)),
            "renewal": str(draw.randint(20, 100)),
            "hidden": str(draw.randint(1, 4)),
            "split": some(draw, split.WAYS),
            "weights": ",".join(f"{city}:{draw.randint(0, 99)}" for city in cities),
        },
        "ledger": {"list": some(draw, ledger_html.LISTS), "department": some(draw, ledger_html.departments(plan))},
    }.get(page, {})


def _of_register(register: definitions.Register, draw: random.Random) -> dict[str, str]:
    chosen = {name: some(draw, (*values, "all", "all")) for name, values in register.filters.items()}
    return chosen | {
        "state": some(draw, register.states),
        "span": some(draw, definitions.SPANS),
        "rows": some(draw, register.dimensions),
        "columns": some(draw, (*register.dimensions, "none")),
        "measure": some(draw, definitions.MEASURES),
        "sort": some(draw, register.sorts),
        "page": str(draw.randint(1, 5)),
        "find": some(draw, ("", "辽", "a")),
    }


@pytest.mark.parametrize("seed", range(STATES))
@pytest.mark.parametrize("page", PAGES)
def test_a_shared_link_opens_the_same_in_a_new_browser(address, chromium, page, seed):  # noqa: F811
    asked = state(page, random.Random(f"{page} {seed}"))
    path = PAGES[page].path
    one = fresh(chromium)
    one.open(f"{address}/{path}?{urlencode(asked)}")
    before = one.shown()
    one.tab.click(".st-key-share button")
    settle(one.tab)
    link = one.tab.wait_for_function(SHARED, arg=f"{address}/{path}?").json_value()
    other = fresh(chromium)
    other.open(link)
    after = other.shown()
    try:
        assert [kind for kind, _ in after] == [kind for kind, _ in before], asked
        for (kind, now), (_, then) in zip(after, before, strict=True):
            assert now == then, (kind, asked, link)
        assert not any(kind == "notice" for kind, _ in other.elements.values()), "the page put the link right"
        assert other.tab.url == link, "an opened link stays as it was sent"
    finally:
        one.tab.context.close()
        other.tab.context.close()
