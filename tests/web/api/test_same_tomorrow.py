"""What names its release is the same, byte for byte, after the next one: data addresses, pictures and files."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.releases import store
from explorer.web.api.addresses import ADDRESSES
from explorer.web.http import middleware
from tests.analysis.test_changes import revised_tables
from tests.conftest import UNTIL, small_tables
from tests.support import small_release

LANGUAGES = ("zh", "en")
TARGET = "plan=cn-14fyp&indicator=ip_pledge_amount"
MADE = (
    *(f"/chart/{page}.svg?plan=cn-14fyp" for page in ("overview", "ledger", "whatif")),
    *(f"/chart/target.{kind}?{TARGET}" for kind in ("png", "pdf")),
    *(f"/file/target.{kind}?{TARGET}" for kind in ("csv", "xlsx", "pptx", "docx")),
    f"/file/target/working.csv?{TARGET}",
    "/file/patents/records.csv?plan=cn-14fyp",
)


@pytest.fixture
def http(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    small_release.publish(small_tables(), UNTIL, seed=1)
    return TestClient(Starlette(routes=server.ROUTES, middleware=middleware.MIDDLEWARE))


def test_every_answer_that_names_its_release_is_the_same_after_the_next(http):
    named = [one.example for one in ADDRESSES if "release" in one.reads]
    assert len(named) > 15
    first, plain = store.edition().id, [*named, *MADE]
    asked = [f"{one}{'&' if '?' in one else '?'}release={first}&lang={code}" for one in plain for code in LANGUAGES]
    before = {address: http.get(address) for address in (*asked, *plain)}
    assert {answer.status_code for answer in before.values()} == {200}
    second = small_release.publish(revised_tables(), UNTIL, seed=1).id
    assert store.edition().id == second != first
    after = {address: http.get(address) for address in (*asked, *plain)}
    assert not [one for one in asked if before[one].content != after[one].content]
    assert not [one for one in asked if before[one].headers["etag"] != after[one].headers["etag"]]
    assert len([one for one in plain if before[one].content != after[one].content]) > 10, "without it they go on"
