"""What reaches into Streamlit's inside: it does what it says on this version, and nothing on one that lacks it."""

import importlib
from types import ModuleType, SimpleNamespace

import pytest
from streamlit.commands import navigation
from streamlit.navigation import page
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

from explorer.web.ui import inside


def module(**held):
    found = ModuleType("streamlit's")
    vars(found).update(held)
    return found


def original(main_script_path):
    raise AssertionError("Streamlit's own way was taken")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pages").mkdir()
    for name in ("b.py", "a.py", "_helper.py", ".hidden.py", "notes.txt"):
        (tmp_path / "pages" / name).touch()
    return tmp_path


def streamlit(made, navigated):
    """The three modules that are reached into, which note what they are asked."""

    def make(script, *, default=False):
        made.append(script.name)
        return SimpleNamespace(name=script.name, default=default, run=lambda: None)

    def navigate(pages, *, position, expanded):
        navigated.append((pages, position, expanded))
        return pages[0]

    return (
        module(_mpa_v1=original, page_sort_key=lambda script: script.name),
        module(_navigation=navigate),
        module(_create_page=make),
    )


def test_this_streamlit_has_what_is_kept():
    own = getattr(script_runner._mpa_v1, "__wrapped__", script_runner._mpa_v1)
    held = module(_mpa_v1=own, page_sort_key=script_runner.page_sort_key)
    assert inside.keep_pages(held, navigation, page)


def test_the_pages_are_looked_up_once_and_every_run_gets_its_own(folder):
    made, navigated = [], []
    runner, *others = streamlit(made, navigated)
    assert inside.keep_pages(runner, *others)
    for _ in range(2):
        runner._mpa_v1(str(folder / "app.py"))
    assert made == ["app.py", "a.py", "b.py"]
    (one, position, expanded), (other, *_) = navigated
    assert (position, expanded) == ("hidden", False)
    assert [found.default for found in one] == [True, False, False]
    one[0].called = True
    assert not hasattr(other[0], "called")


@pytest.mark.parametrize("lacking", ["_mpa_v1", "page_sort_key", "_navigation", "_create_page"])
def test_a_version_that_lacks_a_part_of_it_is_left_alone(lacking):
    modules = streamlit([], [])
    for one in modules:
        vars(one).pop(lacking, None)
    assert not inside.keep_pages(*modules)
    assert getattr(modules[0], "_mpa_v1", original) is original


def test_a_version_that_asks_for_something_else_is_left_alone():
    runner, *others = streamlit([], [])
    runner._mpa_v1 = own = lambda pages: pages
    assert not inside.keep_pages(runner, *others)
    assert runner._mpa_v1 is own


def theme_of(session, section="theme.light"):
    message = NewSession()
    for part in ("theme", section):
        session._populate_theme_msg(message.custom_theme.light if part == section else message.custom_theme, part)
    return message


def test_the_theme_is_looked_up_once_and_told_the_same_each_time():
    asked = []

    def write(msg, section="theme"):
        asked.append(section)
        if section == "theme.light":
            msg.primary_color = "#0B5CAD"

    session = module(_populate_theme_msg=write)
    assert inside.keep_theme(session)
    first, again = theme_of(session), theme_of(session)
    assert again == first
    assert again.custom_theme.light.primary_color == "#0B5CAD"
    assert asked == ["theme", "theme.light"]


def test_a_theme_without_settings_is_not_told_to_be_there():
    session = module(_populate_theme_msg=lambda *_: None)
    inside.keep_theme(session)
    theme_of(session)
    assert not theme_of(session).HasField("custom_theme")


@pytest.mark.parametrize("held", [{}, {"_populate_theme_msg": lambda settings: settings}])
def test_a_version_that_writes_the_theme_otherwise_is_left_alone(held):
    session = module(**held)
    assert not inside.keep_theme(session)
    assert {name: getattr(session, name) for name in held} == held


def test_the_server_keeps_them():
    importlib.import_module("explorer.server")
    assert hasattr(app_session._populate_theme_msg, "__wrapped__")
    assert hasattr(script_runner._mpa_v1, "__wrapped__")


def heard_and_sent_again():
    import streamlit as st  # noqa: PLC0415 (the script runs by itself)

    from explorer.web.ui import inside  # noqa: PLC0415

    with inside.listening() as sent:
        st.markdown("once")
        st.html("<p>more</p>")
    st.session_state["heard"] = len(sent)
    with inside.listening() as none:
        pass
    st.session_state["silent"] = none == []


def test_what_is_sent_inside_is_heard_and_nothing_else():
    app = AppTest.from_function(heard_and_sent_again).run()
    assert not app.exception
    assert app.session_state["heard"] == 2
    assert app.session_state["silent"]
    assert [one.type for one in app.main.children.values()] == ["markdown", "html"]


def test_messages_are_sent_as_they_were(monkeypatch):
    told = []
    monkeypatch.setattr(inside, "get_script_run_ctx", lambda: SimpleNamespace(enqueue=told.append))
    inside.send(["a", "b"])
    assert told == ["a", "b"]


@pytest.mark.parametrize("context", [None, SimpleNamespace(), type("Slotted", (), {"__slots__": ("enqueue",)})()])
def test_a_version_that_cannot_be_listened_to_says_so(monkeypatch, context):
    monkeypatch.setattr(inside, "get_script_run_ctx", lambda: context)
    with inside.listening() as sent:
        assert sent is None
