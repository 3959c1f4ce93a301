"""A link as a value: which parameters there are, and how an address is written."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from urllib.parse import urlencode

KNOWN = (
    *("plan", "indicator", "area", "as_of", "evidence", "lang", "release", "agenda", "print", "group", "only", "find"),
    "list",
    *("department", "goal", "goal_year", "method", "years", "level", "scenarios", "growth", "change", "change_year"),
    *("renewal", "hidden", "split", "weights", "show", "per", "scale", "against", "figure"),
    *("county", "kind", "ipc_section", "holder_type", "industry", "pre_examined", "nice_class", "mark_type"),
    *("standard", "eu_list", "unit_level", "state", "span", "rows", "columns", "measure", "sort", "page", "record"),
    *("since", "since_release", "what"),
    *("sql", "table"),
)


def unread(query: Mapping[str, str], read: AbstractSet[str]) -> list[str]:
    """Return the names of the parameters that say something and that nobody read: the view does not use them."""
    return [name for name in KNOWN if query.get(name) and name not in read]


def worth_saying(written: str, usual: str) -> bool:
    """Whether a link has to say a value: an empty text that can only be empty says nothing."""
    return bool(written or usual)


def in_order(parameters: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters in the order in which links write them."""
    return {name: parameters[name] for name in KNOWN if name in parameters}


def to(page: str, parameters: Mapping[str, str]) -> str:
    """Return the relative address of a page ('' is the overview) that carries every parameter given."""
    return f"{page or '.'}?{urlencode(parameters)}"
