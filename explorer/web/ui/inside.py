"""What reaches into Streamlit's inside: where a version lacks it, everything works as before, and slower.

Streamlit 1.67 makes an object for every file in pages/ on every run, each resolved on the disk: half the price of an
empty page. They never change while a server runs, so each is made once; every run gets a copy of its own.
"""

import copy
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

MAKER = "_create_page"
SIGNATURE = ("page", "default")


def keep_pages(module: ModuleType) -> bool:
    """Let ``module`` (streamlit.navigation.page) make the object of each page once; return whether it could be done."""
    make: Callable[..., Any] | None = getattr(module, MAKER, None)
    code = getattr(make, "__code__", None)
    if make is None or code is None or code.co_varnames[: len(SIGNATURE)] != SIGNATURE:
        return False
    made: dict[tuple[str, bool], Any] = {}

    @wraps(make)
    def kept(page: str | Path, *, default: bool = False) -> Any:
        key = str(page), default
        if key not in made:
            made[key] = make(page, default=default)
        return copy.copy(made[key])

    setattr(module, MAKER, kept)
    return True
