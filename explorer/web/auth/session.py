"""Who the visitor is and what they may do: the signed cookie of the login, read the same way for pages and requests.

Without a login configured nobody has a role. Roles last for some hours after signing in and are looked up anew each
time they are asked for, so that a page left open keeps none that was withdrawn.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit import auth_util, config
from streamlit.runtime.secrets import AttrDict, secrets_singleton
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from explorer.core import paths, roles, settings
from explorer.core.errors import Trouble
from explorer.core.roles import Login, Visitor
from explorer.web.auth import ended

HOURS_OF_A_DAY = 24
IN_PARTS = b"chunks-"


def login() -> Login | None:
    """Return the login that is configured, or None. Raises Trouble where its settings cannot be used."""
    return roles.login(_settings())


def _configured() -> Login | Trouble | None:
    """Return the login that is configured, None without one, or why its settings cannot be used."""
    try:
        return login()
    except Trouble as trouble:
        return trouble


def of(cookies: Mapping[str, str]) -> Visitor:
    """Return whom the cookies of a request or of a page's connection belong to.

    A cookie that is missing, forged, signed out, too old, of another site or in parts gives a visitor without roles.
    """
    return _owner(cookies, _configured())


def _owner(cookies: Mapping[str, str], found: Login | Trouble | None) -> Visitor:
    if isinstance(found, Trouble):
        return Visitor(refusal=found)
    if found is None:
        return Visitor(refusal=Trouble("login_not_configured"))
    try:
        return roles.judge(found, _identity(cookies.get(USER_COOKIE_NAME, ""), found))
    except Trouble as trouble:
        return Visitor(refusal=trouble)


def _identity(cookie: str, found: Login) -> Mapping[str, Any]:
    """Return the claims that a login's cookie carries. Raises Trouble for one that does not count."""
    signed = _signed(cookie, roles.LONGEST)
    if signed is None:
        raise Trouble("login_needed")
    if ended.known(_digest(cookie)) or _signed(cookie, found.hours) is None:
        raise Trouble("login_expired", hours=f"{found.hours:g}")
    # Each part is signed by itself, so parts of several logins could be put together to an identity nobody has.
    if signed.startswith(IN_PARTS):
        raise Trouble("login_too_large")
    claims = _claims(signed)
    if not claims.get("is_logged_in") or claims.get("origin") != auth_util.get_origin_from_redirect_uri():
        raise Trouble("login_needed")
    return claims


def visitor() -> Visitor:
    """Return who looks at the page that runs now: the server has checked where its connection comes from."""
    found = of(st.context.cookies)
    if found.refusal is None and not st.user.to_dict().get("is_logged_in"):
        return Visitor(refusal=Trouble("login_needed"))
    return found


def may_ask() -> bool:
    """Whether the visitor of the page that runs now may ask in SQL.

    With a login configured, analysts may; without one, everybody once EXPLORER_SQL is ``on``. Under ``off``, nobody.
    """
    return _asks(visitor, _configured())


def found_in_menu(cookies: Mapping[str, str]) -> frozenset[str]:
    """Return the roles whose pages the menu names to whoever sends these cookies; each page asks again itself."""
    found = _configured()  # once: every page and every first HTML asks it
    who = _owner(cookies, found)
    publishes = {"publisher"} if roles.allowed(who, "publisher") else set()
    return frozenset(publishes | ({"analyst"} if _asks(lambda: who, found) else set()))


def _asks(who: Callable[[], Visitor], found: Login | Trouble | None) -> bool:
    word = settings.of("EXPLORER_SQL").lower()
    if word == "off" or isinstance(found, Trouble):
        return False
    return word == "on" if found is None else roles.allowed(who(), "analyst")


def publisher() -> str:
    """Return who is about to publish, as the audit log names them. Raises Trouble where they may not."""
    return roles.insist(visitor(), "publisher")


def over_https() -> bool:
    """Whether the login is set up for HTTPS alone, so that its cookies need never travel in the clear."""
    found = _configured()
    return isinstance(found, Login) and found.redirect_uri.startswith("https:")


def sign_in() -> None:
    """Send the browser to the provider of the login. Raises Trouble where none can be used."""
    found = login()
    if found is None:
        raise Trouble("login_not_configured")
    st.login(found.provider)


def sign_out() -> None:
    """End the login of the page that runs now, here and at the provider."""
    end(st.context.cookies)
    st.logout()


def end(cookies: Mapping[str, str]) -> None:
    """Let a login's cookie count no more, in any window or process and for whoever may have copied it."""
    cookie = cookies.get(USER_COOKIE_NAME, "")
    if _signed(cookie, roles.LONGEST) is None:
        return
    ended.end(_digest(cookie), roles.LONGEST * 3600)


def _settings() -> Mapping[str, Any]:
    """Return [auth] and [roles] as they are written now; the file is watched. Raises Trouble for one unreadable."""
    try:
        found = secrets_singleton.load_if_toml_exists()
    except OSError:
        found = False
    if not found:
        asked = [file] if (file := paths.secrets()) else []
        if written := asked + [file for file in map(Path, config.get_option("secrets.files")) if file.exists()]:
            raise Trouble("login_unreadable", file=written[0].name)
        return {}
    return {name: _plain(secrets_singleton.get(name)) for name in ("auth", "roles") if name in secrets_singleton}


def _plain(value: object) -> object:
    return value.to_dict() if isinstance(value, AttrDict) else value


def _signed(cookie: str, hours: float) -> bytes | None:
    """Return what a cookie says if this site signed it within so many hours."""
    # HTTP writes cookies in Latin-1.
    written = cookie.encode("latin-1", "replace")
    return decode_signed_value(get_cookie_secret(), USER_COOKIE_NAME, written, hours / HOURS_OF_A_DAY)


def _claims(signed: bytes) -> Mapping[str, Any]:
    try:
        claims = json.loads(signed)
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}


def _digest(cookie: str) -> str:
    """Return a digest of what was signed and when; the signature itself can be written in more than one way."""
    return hashlib.sha256(cookie.rpartition(".")[0].encode("latin-1", "replace")).hexdigest()
