"""A data folder with the small release in use, built once a module and copied for each test."""

import shutil

import pytest

from explorer.pipeline.publish import publishing
from tests.exports.office.office_files import ground


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(folder))
        publishing.rebuild(ground=ground, by="build")
    return folder


@pytest.fixture
def folder(built, tmp_path, monkeypatch):
    """A data folder with the small release in use."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    return tmp_path
