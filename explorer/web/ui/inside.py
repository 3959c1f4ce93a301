"""What reaches into Streamlit's inside: where a version lacks it, everything works as before, and slower.

Streamlit 1.67 looks up every file of pages/ on the disk on every run, which is half the price of an empty page. And it
makes every message of a page anew: cleaned, copied and digested. And it tells the settings of the theme with every run,
each looked up among all settings there are.
"""

import copy
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx

RUNNER, THEME = "_mpa_v1", "_populate_theme_msg"


def keep_pages(runner: ModuleType, navigation: ModuleType, page: ModuleType) -> bool:
    """Let ``runner`` (Streamlit's script_runner) look the pages up once; return whether it could be done.

    ``navigation``: streamlit.commands.navigation, ``page``: streamlit.navigation.page. Every run gets objects of its
    own: what it does with one stays with it.
    """
    run: Callable[[str], None] | None = getattr(runner, RUNNER, None)
    make, navigate = getattr(page, "_create_page", None), getattr(navigation, "_navigation", None)
    known = getattr(getattr(run, "__code__", None), "co_varnames", ())[:1] == ("main_script_path",)
    order = getattr(runner, "page_sort_key", None)
    if run is None or not (known and make and navigate and order):
        return False
    made: dict[str, list[Any]] = {}

    @wraps(run)
    def kept(main_script_path: str) -> None:
        if main_script_path not in made:
            main = Path(main_script_path).resolve()
            scripts = sorted((main.parent / "pages").glob("[!._]*.py"), key=order)
            made[main_script_path] = [make(main, default=True), *map(make, scripts)]
        pages = [copy.copy(one) for one in made[main_script_path]]
        navigate(pages, position="hidden", expanded=False).run()

    setattr(runner, RUNNER, kept)
    return True


def keep_theme(session: ModuleType) -> bool:
    """Let ``session`` (streamlit.runtime.app_session) look each section of the theme's settings up once.

    Returns whether it could be done.
    """
    write: Callable[..., None] | None = getattr(session, THEME, None)
    known = getattr(getattr(write, "__code__", None), "co_varnames", ())[:2] == ("msg", "section")
    if write is None or not known:
        return False
    told: dict[str, Any] = {}

    @wraps(write)
    def kept(msg: Any, section: str = "theme") -> None:
        if section not in told:
            write(msg, section)
            told[section] = copy.deepcopy(msg)
        elif told[section].ByteSize():  # to copy nothing would say that there is a theme
            msg.CopyFrom(told[section])

    setattr(session, THEME, kept)
    return True


@contextmanager
def listening() -> Iterator[list[Any] | None]:
    """Yield the list of the messages that the run sends inside; None where this version does not let us listen."""
    context = get_script_run_ctx()
    send: Callable[[Any], None] | None = getattr(context, "enqueue", None)
    if context is None or send is None or not hasattr(context, "__dict__"):
        yield None
        return
    sent: list[Any] = []

    def heard(message: Any) -> None:
        send(message)
        sent.append(message)

    vars(context)["enqueue"] = heard
    try:
        yield sent
    finally:
        del vars(context)["enqueue"]


def send(messages: Sequence[Any]) -> None:
    """Send messages of a former run again, each as it was: finished, cleaned and with its digest."""
    if context := get_script_run_ctx():
        for message in messages:
            context.enqueue(message)
