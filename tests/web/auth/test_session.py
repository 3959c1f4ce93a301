"""Who may do what: how a login is configured, which claims count, and which cookies."""

import json
import os
import time

import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from streamlit.runtime.secrets import secrets_singleton

from explorer.core import paths, roles
from explorer.core.errors import Trouble
from explorer.core.roles import Login
from explorer.web.auth import ended, session
from tests.support.cases import each

SECRET = "0123456789abcdef0123456789abcdef"
AUTH = {
    "redirect_uri": "https://ip.example.cn/oauth2callback",
    "cookie_secret": SECRET,
    "client_id": "explorer",
    "client_secret": "hidden",
    "server_metadata_url": "https://id.example.cn/.well-known/openid-configuration",
}
WANG = {"sub": "u-17", "email": "wang@ip.example.cn", "email_verified": True}
COOKIE = "_streamlit_user"


def settings(**roles_: object) -> dict[str, object]:
    return {"auth": AUTH, "roles": roles_}


def judged(claims: dict[str, object], **roles_: object) -> roles.Visitor:
    return roles.judge(roles.login(settings(**roles_)), claims)


def why(visitor: roles.Visitor) -> str:
    return visitor.refusal.key if visitor.refusal else ""


def refused(made: dict[str, object]) -> Trouble:
    with pytest.raises(Trouble) as found:
        roles.login(made)
    return found.value


@pytest.fixture
def configured(monkeypatch, tmp_path):
    """A login in the settings, with one publisher; returns a function that changes them."""

    def put(**roles_: object) -> None:
        monkeypatch.setattr(secrets_singleton, "_secrets", settings(**({"publisher": ["wang@ip.example.cn"]} | roles_)))

    put()
    monkeypatch.setattr(ended, "_here", {})
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "data"))
    return put


class Earlier(TimestampSigner):
    """Signs as somebody signed some hours ago."""

    hours = 0.0

    def get_timestamp(self) -> int:
        return int(time.time() - self.hours * 3600)


def cookie(claims: dict[str, object] = WANG, secret: str = SECRET, hours: float = 0.0, **more: object) -> str:
    """Return a cookie as the login writes it; ``hours``: how long ago."""
    said = claims | {"origin": "https://ip.example.cn", "is_logged_in": True, "provider": "default"} | more
    signer = type("Then", (Earlier,), {"hours": hours})
    return URLSafeTimedSerializer(secret, salt=COOKIE, signer=signer).dumps(json.dumps(said))


def test_without_auth_there_is_no_login_and_nobody_has_a_role(monkeypatch):
    assert roles.login({}) is None
    assert roles.login({"roles": {"publisher": ["wang@ip.example.cn"]}}) is None
    monkeypatch.setattr(secrets_singleton, "_secrets", {})
    assert why(session.of({COOKIE: cookie()})) == "login_not_configured"


def test_roles_last_a_working_day_and_are_matched_by_the_address_unless_told_otherwise():
    found = roles.login({"auth": AUTH})
    assert (found.claim, found.hours, found.provider) == ("email", 12.0, None)
    assert found.members == {"publisher": frozenset(), "analyst": frozenset()}
    assert isinstance(found, Login)


def test_the_provider_may_have_a_section_of_its_own():
    shared = {name: AUTH[name] for name in roles.SHARED}
    own = {name: AUTH[name] for name in roles.OF_PROVIDER}
    assert roles.login({"auth": shared | {"keycloak": own}}).provider == "keycloak"
    lacking = refused({"auth": shared | {"keycloak": own | {"client_secret": ""}}})
    assert lacking.values == {"missing": "auth.keycloak.client_secret"}


@each("name", [*roles.SHARED, *roles.OF_PROVIDER])
def test_a_part_that_is_missing_is_named(name):
    found = refused({"auth": {key: value for key, value in AUTH.items() if key != name}})
    assert (found.key, found.values) == ("login_incomplete", {"missing": f"auth.{name}"})


def test_a_secret_that_could_be_guessed_is_not_used():
    assert refused({"auth": AUTH | {"cookie_secret": "change me"}}).key == "login_secret_short"


@each(
    "table, name",
    [
        ({"publisher": "wang@ip.example.cn"}, "publisher"),
        ({"publisher": [17]}, "publisher"),
        ({"publishers": ["wang@ip.example.cn"]}, "publishers"),
        ({"hours": 0}, "hours"),
        ({"hours": "12"}, "hours"),
        ({"hours": True}, "hours"),
        ({"claim": ""}, "claim"),
    ],
)
def test_roles_that_cannot_be_read_are_named_and_give_nobody_a_role(table, name):
    found = refused(settings(**table))
    assert (found.key, found.values) == ("roles_unreadable", {"name": name})


def test_the_case_of_an_address_means_nothing():
    for written in ("WANG@ip.example.cn", " Wang@IP.example.cn "):
        assert judged(WANG, publisher=[written]).roles == {"publisher"}
    assert judged(WANG | {"email": "Wang@IP.Example.CN"}, publisher=["wang@ip.example.cn"]).roles == {"publisher"}


def test_a_letter_that_only_folds_onto_another_is_another():
    kelvin = WANG | {"email": "wan\N{KELVIN SIGN}@ip.example.cn"}
    assert not judged(kelvin, publisher=["wank@ip.example.cn"]).roles


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_the_provider_has_not_checked_gives_no_role(verified):
    assert why(judged(WANG | {"email_verified": verified}, publisher=["wang@ip.example.cn"])) == "login_unverified"


def test_another_claim_is_compared_letter_by_letter_and_may_be_a_list():
    assert judged(WANG, claim="sub", publisher=["u-17"]).roles == {"publisher"}
    assert not judged(WANG, claim="sub", publisher=["U-17"]).roles
    member = WANG | {"groups": ["ip-staff", "ip-publishers"]}
    found = judged(member, claim="groups", publisher=["ip-publishers"], analyst=["ip-staff"])
    assert (found.who, found.roles) == ("wang@ip.example.cn", {"publisher", "analyst"})


def test_a_member_of_a_group_is_never_named_by_an_unchecked_address():
    member = {"sub": "u-18", "email": "wang@ip.example.cn", "groups": ["ip-publishers"]}
    assert judged(member, claim="groups", publisher=["ip-publishers"]).who == "u-18"


@pytest.mark.parametrize("claims", [{}, {"email": ""}, {"email": None, "email_verified": True}, {"email": ["", 3]}])
def test_an_identity_without_the_claim_has_no_role(claims):
    assert why(judged(claims, publisher=["wang@ip.example.cn"])) == "role_missing"


def test_a_publishers_cookie_gives_the_role(configured):
    found = session.of({COOKIE: cookie()})
    assert (found.who, found.roles, found.refusal) == ("wang@ip.example.cn", {"publisher"}, None)
    assert roles.insist(found, "publisher") == "wang@ip.example.cn"


@pytest.mark.parametrize(("word", "allowed"), [("on", True), ("", True), ("off", False)])
def test_with_a_login_sql_is_for_analysts_alone(configured, monkeypatch, word, allowed):
    monkeypatch.setenv("EXPLORER_SQL", word)
    for role, may in (("analyst", allowed), ("publisher", False)):
        configured(**{"publisher": [], role: ["wang@ip.example.cn"]})
        monkeypatch.setattr(session, "visitor", lambda: session.of({COOKIE: cookie()}))
        assert session.may_ask() is may


def test_a_role_is_not_another(configured):
    configured(publisher=[], analyst=["wang@ip.example.cn"])
    with pytest.raises(Trouble) as found:
        roles.insist(session.of({COOKIE: cookie()}), "publisher")
    assert found.value.key == "role_missing"


@each(
    "forged",
    [
        "",
        "x" * 5000,
        cookie(secret="another secret of thirty-two chars"),
        cookie()[:-3],
        "A" + cookie()[1:],
        "目标",
        cookie(origin="https://other.example.cn"),
        cookie(is_logged_in=False),
    ],
)
def test_a_cookie_that_this_site_did_not_sign_is_nobodys(configured, forged):
    assert why(session.of({COOKIE: forged})) == "login_needed"


def test_a_signature_for_another_cookie_does_not_count(configured):
    other = URLSafeTimedSerializer(SECRET, salt="_streamlit_user_tokens").dumps(json.dumps(WANG))
    assert why(session.of({COOKIE: other})) == "login_needed"


@pytest.mark.parametrize(("hours", "counts"), [(11.9, True), (12.1, False), (31 * 24, False)])
def test_a_cookie_counts_for_a_working_day(configured, hours, counts):
    assert bool(session.of({COOKIE: cookie(hours=hours)}).roles) is counts


def test_an_operator_can_shorten_the_day(configured):
    configured(hours=0.5)
    found = session.of({COOKIE: cookie(hours=0.6)})
    assert (why(found), found.refusal.values) == ("login_expired", {"hours": "0.5"})


def test_a_role_that_is_withdrawn_is_gone_at_once(configured):
    held = {COOKIE: cookie()}
    assert session.of(held).roles
    configured(publisher=["li@ip.example.cn"])
    assert why(session.of(held)) == "role_missing"


def test_settings_that_break_take_every_role(configured):
    configured(hours=-1)
    assert why(session.of({COOKIE: cookie()})) == "roles_unreadable"


def test_a_login_signed_out_counts_no_more_however_its_signature_is_written(configured):
    held = cookie()
    session.end({COOKIE: held})
    assert why(session.of({COOKIE: held})) == "login_expired"
    spellings = [held[:-1] + last for last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]
    assert not any(session.of({COOKIE: one}).roles for one in spellings)
    assert session.of({COOKIE: cookie(WANG | {"iat": 2})}).roles, "another login of the same person counts"


def test_strangers_cannot_fill_the_list_of_ended_logins(configured):
    session.end({COOKIE: "forged"})
    session.end({})
    assert not ended._here
    assert not (paths.data() / ended.FOLDER).exists()


def test_a_login_signed_out_in_one_process_counts_no_more_in_another(configured, monkeypatch):
    held = cookie()
    session.end({COOKIE: held})
    monkeypatch.setattr(ended, "_here", {})  # as a process that began before, or begins now
    assert why(session.of({COOKIE: held})) == "login_expired"
    assert session.of({COOKIE: cookie(WANG | {"iat": 2})}).roles
    (kept,) = (paths.data() / ended.FOLDER).iterdir()
    assert kept.read_bytes() == b""
    assert held[:40] not in kept.name
    os.utime(kept, (0, 0))
    session.end({COOKIE: cookie(WANG | {"iat": 3})})
    assert not kept.exists(), "what is too old by itself is forgotten"


def test_where_the_data_folder_cannot_be_written_a_sign_out_holds_in_its_own_process(configured, tmp_path):
    (tmp_path / "data").write_bytes(b"")
    held = cookie()
    session.end({COOKIE: held})
    assert why(session.of({COOKIE: held})) == "login_expired"


def test_an_identity_in_parts_is_refused_since_parts_of_two_logins_could_be_joined(configured):
    sign = URLSafeTimedSerializer
    text = json.dumps(WANG | {"origin": "https://ip.example.cn", "is_logged_in": True})
    parts = {COOKIE: sign(SECRET, salt=COOKIE).dumps("chunks-2")}
    for place, part in enumerate((text[:40], text[40:]), start=1):
        parts[f"{COOKIE}_{place}"] = sign(SECRET, salt=f"{COOKIE}_{place}").dumps(part)
    assert why(session.of(parts)) == "login_too_large"


def test_a_settings_file_that_is_not_there_is_not_taken_for_none(monkeypatch):
    monkeypatch.setenv("EXPLORER_SECRETS", "/nowhere/secrets.toml")
    monkeypatch.setattr(secrets_singleton, "_secrets", None)
    monkeypatch.setattr(session.config, "get_option", lambda name: ["/nowhere/secrets.toml"] if "files" in name else "")
    assert why(session.of({COOKIE: cookie()})) == "login_unreadable"


def test_a_settings_file_that_cannot_be_read_gives_nobody_a_role(tmp_path, monkeypatch):
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\n")
    monkeypatch.setattr(secrets_singleton, "_secrets", None)
    monkeypatch.setattr(session.config, "get_option", lambda name: [str(broken)] if name == "secrets.files" else "")
    found = session.of({COOKIE: cookie()})
    assert (why(found), found.refusal.values) == ("login_unreadable", {"file": "secrets.toml"})
