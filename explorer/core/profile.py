"""Whose explorer this is: data/profile.toml as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explorer.core import fields, paths
from explorer.core.fields import BOTH, TEXT, At, Field, Fields

PROFILE: Fields = {
    "home": TEXT,
    "plan": TEXT,
    "simulate": Field("flag"),
    "product": BOTH,
    "spellings": Field("table", needed=False, each=Field("text", many=True)),
}


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
    said = fields.parse(fields.read(path), path)
    fields.check(At(path.name), said, PROFILE)
    return Profile(
        home=said["home"],
        plan=said["plan"],
        simulate=said["simulate"],
        product=said["product"],
        spellings={code: tuple(names) for code, names in said.get("spellings", {}).items()},
    )
