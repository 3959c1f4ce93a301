"""The parameters of links: one entry for each, with everything that is known of it by name, and how a link is written.

Links write them in this order. A parameter is added here, with what it may be and what it means when it is left out in
the languages (parameter.<name>, without.<name>), and where a page's choices ask for it.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from urllib.parse import urlencode

from explorer.links.pages import about
from explorer.links.prompts import Kind


@dataclass(frozen=True)
class Parameter:
    """One parameter.

    ``kind``: what its prompt is (see prompts). ``example``: a value that means something; none where only the site
    writes it. ``pages``: those that read it; none named means that all do. ``formerly``: names it had, or that other
    addresses use.
    """

    name: str
    kind: Kind
    example: str
    pages: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()


_GOALS, _REGISTERS = about("goal"), about("register")
_WITH_KINDS, _WITH_STATES = (
    tuple(slug for slug in _REGISTERS if slug != other) for other in ("trademarks", "geographical_indications")
)
_EVERY = (
    Parameter("plan", "one", "cn-14fyp"),
    Parameter("indicator", "one", "trademarks_in_force", _GOALS, formerly=("slug",)),
    Parameter("area", "one", "210200"),
    Parameter("as_of", "day", "2024-03-31", formerly=("asof", "date")),
    Parameter("evidence", "one", "published"),
    Parameter("lang", "one", "en", formerly=("language",)),
    Parameter("release", "one", ""),
    Parameter("agenda", "text", ""),
    Parameter("print", "one", "true"),
    Parameter("group", "one", "status", ("overview",)),
    Parameter("only", "one", "met", ("overview",)),
    Parameter("find", "text", "2024", ("target", *_REGISTERS)),
    Parameter("list", "one", "projects", ("ledger",)),
    Parameter("department", "one", "ip_services", ("ledger", "draft")),
    Parameter("goal", "number", "900000", ("whatif",)),
    Parameter("goal_year", "one", "2030", ("whatif",)),
    Parameter("method", "one", "linear_drift", ("whatif",)),
    Parameter("years", "one", "8", ("whatif",)),
    Parameter("level", "one", "0.9", ("whatif",)),
    Parameter("scenarios", "several", "recent,own", ("whatif",)),
    Parameter("growth", "number", "3.5", ("whatif",)),
    Parameter("change", "number", "20000", ("whatif",)),
    Parameter("change_year", "one", "2029", ("whatif",)),
    Parameter("spread", "one", "3", ("whatif",)),
    Parameter("city", "one", "210200", ("whatif",)),
    Parameter("city_change", "number", "5000", ("whatif",)),
    Parameter("renewal", "number", "85", ("whatif",)),
    Parameter("hidden", "one", "3", ("whatif",)),
    Parameter("split", "one", "population", ("whatif", "draft")),
    Parameter("weights", "weights", "210100:3,210200:1.5", ("whatif",)),
    Parameter("draft", "text", "", ("draft",)),
    Parameter("target", "one", "trademarks_in_force", ("draft",)),
    Parameter("own", "number", "900000", ("draft",)),
    Parameter("nature", "one", "binding", ("draft",)),
    Parameter("stretch", "number", "950000", ("draft",)),
    Parameter("review", "one", "yes", ("draft",)),
    Parameter("reading", "text", "2030", ("draft",)),
    Parameter("note", "text", "2030", ("draft",)),
    Parameter("named", "text", "2030", ("draft",)),
    Parameter("until", "one", "2032", ("draft",)),
    Parameter("order", "one", "ambition", ("draft",)),
    Parameter("show", "one", "ranking", ("compare",)),
    Parameter("per", "one", "per_capita", ("compare",)),
    Parameter("scale", "one", "own", ("compare",)),
    Parameter("against", "one", "rights_aid_workstations", ("compare",)),
    Parameter("figure", "one", "trademarks_in_force", ("compare",)),
    Parameter("county", "one", "210102", _REGISTERS),
    Parameter("kind", "one", "invention", _WITH_KINDS),
    Parameter("ipc_section", "one", "A", ("patents",)),
    Parameter("holder_type", "one", "university", ("patents", "trademarks")),
    Parameter("industry", "one", "new_materials", ("patents",)),
    Parameter("pre_examined", "one", "yes", ("patents",)),
    Parameter("nice_class", "one", "33", ("trademarks",)),
    Parameter("mark_type", "one", "collective", ("trademarks",)),
    Parameter("standard", "one", "with", ("geographical_indications",)),
    Parameter("eu_list", "one", "1", ("geographical_indications",)),
    Parameter("unit_level", "one", "national", ("service_network",)),
    Parameter("state", "one", "ended", _WITH_STATES),
    Parameter("span", "one", "quarter", _REGISTERS),
    Parameter("rows", "one", "county", _REGISTERS),
    Parameter("columns", "one", "none", _REGISTERS),
    Parameter("measure", "one", "begun", _REGISTERS),
    Parameter("sort", "one", "-city", _REGISTERS),
    Parameter("page", "page", "2", _REGISTERS),
    Parameter("record", "text", "202310123456X", _REGISTERS),
    Parameter("since", "day", "2023-12-31", ("changes",)),
    Parameter("since_release", "one", "", ("changes",)),
    Parameter("what", "one", "flipped", ("changes",)),
    Parameter("sql", "text", "", ("sql",)),
    Parameter("table", "one", "trademarks", ("sql",)),
)
KNOWN: Mapping[str, Parameter] = {parameter.name: parameter for parameter in _EVERY}
# What chats, mailers and advertisements add to the links that people send; every address passes over them.
ADDED = frozenset(
    [
        *("from", "isappinstalled", "scene", "subscene", "nsukey", "clicktime", "enterid"),  # WeChat, Feishu
        *("tdsourcetag", "ADTAG", "_wv", "sudaref", "spm", "share_token"),  # QQ, Weibo, Alibaba
        *("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id"),
        *("fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid", "_ga"),
    ]
)
SENTENCE_ENDS = "。，；、！？）」』”》.,;!?)"
# What a reader takes along from page to page; each page reads what it knows of it.
CARRIED = ("plan", "indicator", "area", "as_of", "evidence", "lang", "release", "agenda")
# What was said of one thing is not said of another: a choice of these leaves out what was chosen for the former one.
_OF_A_TARGET = ("own", "nature", "stretch", "review", "reading", "note", "department")
_OF_A_DRAFT = ("draft", "target", "named", "until", *_OF_A_TARGET)
_OF_A_GOAL = ("goal", "goal_year", "growth", "change", "change_year", "spread", "city_change", "renewal")
OF_A_LIST = ("page",)
OF_ANOTHER: Mapping[str, tuple[str, ...]] = {
    "plan": (*_OF_A_GOAL, *_OF_A_DRAFT, "only", "find", "record", *OF_A_LIST),
    "indicator": (*_OF_A_GOAL, "per", "against", "find"),
    "area": (*_OF_A_GOAL, *_OF_A_DRAFT, "county", *OF_A_LIST),
    "target": _OF_A_TARGET,
    "page": (),
}


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


def changed(query: Mapping[str, str], name: str, value: str) -> dict[str, str]:
    """Return what a link says once ``name`` is ``value``: what was chosen for the former one is left out."""
    left = OF_ANOTHER.get(name, OF_A_LIST)
    return in_order({asked: told for asked, told in query.items() if asked not in left} | {name: value})
