"""How a chart gets its rows, and how a page is kept as it was drawn."""

import polars as pl
import pytest

from explorer.views.overview import html as overview_html
from explorer.views.target import html as target_html
from explorer.web.ui import shell
from explorer.web.ui.url_state import ADDRESS
from tests.analysis.test_changes import both, both_data
from tests.pages.test_pages import html, opened, used

__all__ = ["both", "both_data"]


def test_rows_go_to_a_chart_as_arrow_bytes():
    rows = pl.DataFrame({"x": [1.5, None], "word": ["模拟", ""]})
    spec = shell._with(rows, {"mark": "point"})
    assert pl.read_ipc_stream(spec["datasets"][spec["data"]["name"]]).equals(rows)


def elements(app):
    return [(one.type, getattr(one.proto, "body", "")) for one in app.main]


def test_a_page_is_drawn_once_and_sent_again_the_same(small, monkeypatch):
    asked = {"plan": "cn-14fyp", "indicator": "ip_pledge_amount", "lang": "en", "as_of": "2025-11-30"}
    first = opened("target", **asked)
    monkeypatch.setattr(target_html, "head", lambda *_: pytest.fail("it was drawn anew"))
    again = opened("target", **asked)
    assert elements(again) == elements(first)
    assert used(again) == used(first)


def test_a_page_with_a_notice_or_for_paper_is_drawn_anew(small, monkeypatch):
    drawn = []
    monkeypatch.setattr(overview_html, "headline", lambda view, _: drawn.append(view) or "")
    for more in ({"colour": "red"}, {"print": "true"}):
        before = len(drawn)
        for _ in range(2):
            opened("overview", lang="en", as_of="2025-10-31", **more)
        assert len(drawn) == before + 2, more


def test_the_foot_is_drawn_with_what_stands_before_it_and_a_notice_by_itself(small):
    [board] = opened("overview", lang="en").get("html")
    assert 'id="said"' in board.proto.body
    *others, notice = opened("overview", colour="red", lang="en").get("html")
    assert len(others) == 1
    assert notice.proto.body.startswith('<div class="above"')


def test_a_page_of_another_release_is_drawn_anew(both):
    asked = {"plan": "cn-14fyp", "indicator": "ip_pledge_amount", "lang": "en"}
    now = html(opened("target", **asked))
    then = html(opened("target", **asked, release=both[0].id))
    assert f'data-release="{both[1].id}"' in now
    assert f'data-release="{both[0].id}"' in then


def test_a_page_with_a_slider_answers_every_move(small):
    app = opened("whatif", plan="cn-15fyp", scenarios="own", evidence="published", lang="en")
    for pace in (3.0, 4.0):
        app.slider(key="choice:growth").set_value(pace).run()
        assert app.slider(key="choice:growth").value == pace


def test_a_kept_page_tells_nobody_what_another_visitor_chose_elsewhere(small):
    asked = {"plan": "ln-2025", "lang": "en", "as_of": "2025-09-30"}
    first = opened("trademarks", find="Wang", **asked)
    first.switch_page("app.py")
    first.query_params.clear()
    for name, value in asked.items():
        first.query_params[name] = value
    first.run()
    other = opened("overview", **asked)
    assert "find" in first.session_state[ADDRESS].seen
    assert set(other.session_state[ADDRESS].seen) == {"plan", "area", "as_of", "evidence", "lang", "group", "only"}
