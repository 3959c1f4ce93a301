"""What reaches into Streamlit's inside: it does what it says on this version, and nothing on one that lacks it."""

import importlib
from pathlib import Path
from types import ModuleType, SimpleNamespace

from streamlit.navigation import page as streamlit_page

from explorer.web.ui import inside


def module(**held):
    found = ModuleType("page")
    vars(found).update(held)
    return found


def test_this_streamlit_has_what_is_kept():
    held = module(_create_page=getattr(streamlit_page._create_page, "__wrapped__", streamlit_page._create_page))
    assert inside.keep_pages(held)


def test_a_page_is_made_once_and_every_run_gets_its_own():
    made = []

    def _create_page(page, *, default=False):
        made.append(page)
        return SimpleNamespace(page=page, default=default)

    held = module(_create_page=_create_page)
    inside.keep_pages(held)
    one, other = held._create_page(Path("a.py")), held._create_page(Path("a.py"))
    one.called = True
    assert not hasattr(other, "called")
    assert held._create_page(Path("a.py"), default=True).default
    assert made == [Path("a.py"), Path("a.py")]


def test_a_version_without_it_is_left_alone():
    lacking, other = module(), module(_create_page=lambda script: script)
    assert not inside.keep_pages(lacking)
    assert not inside.keep_pages(other)
    assert other._create_page("a") == "a"


def test_the_server_keeps_them():
    importlib.import_module("explorer.server")
    assert hasattr(streamlit_page._create_page, "__wrapped__")
