"""What named a release that was removed is gone, and says so in the reader's language."""

import shutil

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.pipeline.publish import publishing
from explorer.releases import current
from explorer.releases.decisions import Change
from explorer.web.api.addresses import ADDRESSES
from explorer.web.http import middleware
from tests.exports.office.office_files import ground
from tests.support.cases import each

TARGET = "plan=cn-14fyp&indicator=ip_pledge_amount"
MADE = (f"/chart/target.svg?{TARGET}", f"/file/target.csv?{TARGET}", f"/s/target?{TARGET}")
NEVER = "20200101-0123456789"


@pytest.fixture(scope="module")
def removed(tmp_path_factory):
    """A data folder whose release in use took the place of another, and the id of that one, which is gone."""
    folder = tmp_path_factory.mktemp("gone")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(folder))
        first = publishing.rebuild(ground=ground).id
        second = publishing.bring((), "li", ground=ground, change=Change(simulate=False)).release
        assert second != first
        gone = current.releases() / first
        gone.chmod(0o755)
        shutil.rmtree(gone)
    return folder, first


@pytest.fixture
def http(removed, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(removed[0]))
    return TestClient(Starlette(routes=server.ROUTES, middleware=middleware.MIDDLEWARE))


@each("address", [*(one.example for one in ADDRESSES if "release" in one.reads), *MADE])
def test_what_names_a_removed_release_is_gone_and_what_never_was_is_refused(http, removed, address):
    glue = "&" if "?" in address else "?"
    for code, says in (("en", "was in use once and has been removed"), ("zh", "曾经启用，现已清除")):
        answer = http.get(f"{address}{glue}release={removed[1]}", headers={"accept-language": code})
        assert (answer.status_code, says in answer.text, current.in_use() in answer.text) == (410, True, True)
    assert http.get(f"{address}{glue}release={NEVER}").status_code == 400
