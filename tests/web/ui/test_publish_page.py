"""The publish page for those who may not publish: what it says, and that it draws nothing to publish with."""

import pytest
from streamlit.runtime.secrets import secrets_singleton

from explorer.core import language
from explorer.pipeline.city_forms import province
from explorer.pipeline.publish import jobs
from tests.pages.test_pages import opened, text
from tests.web.auth.test_session import AUTH, settings


def configure(monkeypatch, **changed: object) -> None:
    made = settings(publisher=["wang@ip.example.cn"])
    monkeypatch.setattr(secrets_singleton, "_secrets", made | {"auth": AUTH | changed})


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_without_a_login_the_page_has_the_templates_and_folds_the_commands(small, lang):
    app = opened("publish", lang=lang)
    said = text(app)
    assert "python -m explorer publish trademarks.xlsx" in said
    assert "python -m explorer template trademarks" in said
    assert len(app.get("download_button")) == len(jobs.TABLES) + len(province.plans())
    assert said.index('<details class="commands">') < said.index("python -m explorer"), "folded"
    assert not app.get("file_uploader")
    assert not app.button


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_with_a_login_a_visitor_is_asked_to_sign_in(small, monkeypatch, lang):
    configure(monkeypatch)
    app, words = opened("publish", lang=lang), language.words(lang)
    assert words("trouble.login_needed") in text(app)
    assert words("publish.sign_in") in [button.label for button in app.button]
    assert not app.get("file_uploader")
    assert not app.get("form")
    assert len(app.get("download_button")) == len(jobs.TABLES) + len(province.plans()), "what to fill in is no secret"
    assert "python -m explorer" not in text(app)


def test_a_login_that_is_not_complete_is_a_sentence(small, monkeypatch):
    configure(monkeypatch, client_id="")
    app = opened("publish")
    assert "auth.client_id" in app.error[0].value.replace("\\", "")
    assert not app.get("file_uploader")
