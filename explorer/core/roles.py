"""Who may do what: the settings of a login and the claims of an identity → a visitor with roles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explorer.core.errors import Trouble

ROLES = ("publisher", "analyst")
EMAIL = "email"
WORKING_DAY = 12.0  # hours
LONGEST = 24.0 * 30  # hours: the cookie itself lives no longer
SHORTEST_SECRET = 32  # characters
SHARED = ("redirect_uri", "cookie_secret")
OF_PROVIDER = ("client_id", "client_secret", "server_metadata_url")


@dataclass(frozen=True)
class Login:
    """A login as configured. ``provider``: None is the one written directly under [auth].

    ``members``: the values of ``claim`` that give each role. ``hours``: how long after signing in roles last.
    """

    provider: str | None
    claim: str
    members: Mapping[str, frozenset[str]]
    hours: float
    redirect_uri: str


@dataclass(frozen=True)
class Visitor:
    """Who looks at a page. ``who``: empty where nobody is known; ``refusal``: why somebody has no role at all."""

    who: str = ""
    roles: frozenset[str] = frozenset()
    refusal: Trouble | None = None


def login(settings: Mapping[str, Any]) -> Login | None:
    """Return the login that ``settings`` ([auth] and [roles]) configure; None where there is no [auth].

    Raises Trouble where a part is missing or cannot be what it should be: then nobody has a role.
    """
    auth = settings.get("auth")
    if not auth:
        return None
    if not isinstance(auth, Mapping):
        raise Trouble("login_incomplete", missing="[auth]")
    provider = _provider(auth)
    section = auth[provider] if provider else auth
    missing = [f"auth.{name}" for name in SHARED if not _text(auth.get(name))]
    missing += [f"auth.{f'{provider}.' if provider else ''}{n}" for n in OF_PROVIDER if not _text(section.get(n))]
    if missing:
        raise Trouble("login_incomplete", missing=", ".join(missing))
    if len(auth["cookie_secret"]) < SHORTEST_SECRET:
        raise Trouble("login_secret_short", least=SHORTEST_SECRET)
    table = settings.get("roles", {})
    if not isinstance(table, Mapping):
        raise Trouble("roles_unreadable", name="[roles]")
    return Login(provider, _claim(table), _members(table), _hours(table), auth["redirect_uri"])


def judge(found: Login, claims: Mapping[str, Any]) -> Visitor:
    """Return the visitor whom an identity's verified ``claims`` describe.

    An e-mail address counts only where the provider says that it checked it; anybody could have typed it elsewhere.
    """
    values = _several(claims.get(found.claim))
    if found.claim == EMAIL and values and claims.get("email_verified") is not True:
        return Visitor(values[0], refusal=Trouble("login_unverified", who=values[0]))
    named = [_folded(value, found.claim) for value in values]
    held = frozenset(role for role, members in found.members.items() if members.intersection(named))
    who = _named(found, claims)
    return Visitor(who, held) if held else Visitor(who, refusal=Trouble("role_missing", who=who or "?"))


def _named(found: Login, claims: Mapping[str, Any]) -> str:
    """Return what the audit log calls somebody: their own claim; of a group's member the checked address, or sub."""
    checked = [EMAIL] if claims.get("email_verified") is True else []
    names = (claims.get(name) for name in (found.claim, *checked, "sub"))
    return next((name for name in names if isinstance(name, str) and name.strip()), "")


def _provider(auth: Mapping[str, Any]) -> str | None:
    """Return the name of the provider's own section; None where its settings stand under [auth] itself."""
    if any(name in auth for name in OF_PROVIDER):
        return None
    named = [name for name, section in auth.items() if isinstance(section, Mapping) and name != "client_kwargs"]
    return named[0] if named else None


def _claim(table: Mapping[str, Any]) -> str:
    claim = table.get("claim", EMAIL)
    if not _text(claim):
        raise Trouble("roles_unreadable", name="claim")
    return str(claim)


def _members(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    if unknown := set(table) - {*ROLES, "claim", "hours"}:
        raise Trouble("roles_unreadable", name=min(unknown))
    found = {}
    for role in ROLES:
        listed = table.get(role, [])
        if not isinstance(listed, list | tuple) or not all(_text(one) for one in listed):
            raise Trouble("roles_unreadable", name=role)
        found[role] = frozenset(_folded(one, table.get("claim", EMAIL)) for one in listed)
    return found


def _hours(table: Mapping[str, Any]) -> float:
    hours = table.get("hours", WORKING_DAY)
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 < hours <= LONGEST:
        raise Trouble("roles_unreadable", name="hours")
    return float(hours)


def _folded(value: str, claim: str) -> str:
    """Return a name as it is compared: the case of an address means nothing, that of anything else does.

    Only ASCII is folded. Some other letters fold onto ASCII ones (the Kelvin sign onto k), and with them a stranger's
    address would become a publisher's.
    """
    plain = value.strip()
    return plain.lower() if claim == EMAIL and plain.isascii() else plain


def _several(value: object) -> list[str]:
    """Return the texts of a claim, which may be one or a list (of groups, for instance)."""
    listed = value if isinstance(value, list | tuple) else [value]
    return [str(one) for one in listed if _text(one)]


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def allowed(found: Visitor, role: str) -> bool:
    """Whether a visitor has a role."""
    return role in found.roles


def insist(found: Visitor, role: str) -> str:
    """Return who the visitor is. Raises Trouble saying why where they do not have the role."""
    if not allowed(found, role):
        raise found.refusal or Trouble("role_missing", who=found.who)
    return found.who
