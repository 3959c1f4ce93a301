"""Whose explorer this is: data/profile.toml as one frozen value."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explorer.core import paths
from explorer.core.errors import Trouble


@dataclass(frozen=True)
class Profile:
    """The area whose cities are measured, the plan shown first, and what the whole is called in either language.

    ``simulate``: whether registers that nobody has brought yet are simulated. ``spellings``: what files call an area
    besides its names, by its code.
    """

    home: str
    plan: str
    simulate: bool
    product: Mapping[str, str]
    spellings: Mapping[str, tuple[str, ...]]


@cache
def profile(path: Path = paths.PROFILE) -> Profile:
    """Return the profile. Raises Trouble for a file that cannot be read as one."""
    try:
        said = tomllib.loads(path.read_text("utf-8"))
        return Profile(
            home=str(said["home"]),
            plan=str(said["plan"]),
            simulate=bool(said["simulate"]),
            product={code: str(said["product"][code]) for code in ("zh", "en")},
            spellings={code: tuple(names) for code, names in said.get("spellings", {}).items()},
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as fault:
        raise Trouble("file_unreadable", file=path.name, fault=repr(fault)) from fault
