"""The sentences of a language: the project's own two, and those that a province adds by a file."""

import pytest

from explorer.core import language, paths, sentences
from explorer.core.errors import Trouble
from explorer.core.language import Words
from tests.support import added_language
from tests.support.cases import each


def added(folder, text, name="fr.toml"):
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def french(tmp_path, monkeypatch):
    """The words of a third language, half written."""
    path = added_language.add_to(tmp_path)
    monkeypatch.setattr(paths, "LANGUAGES", path.parent)
    return Words(added_language.CODE, *sentences.of(added_language.CODE))


def test_what_a_language_lacks_is_english_and_counted(french):
    own = added_language.texts()
    assert french.sentences["common.between"] in ("{low} to {high}", "¤{low} to {high}")
    assert french("evidence.published") == "publié"
    assert french.borrowed == len(sentences.whole("en").keys() - own.keys()) > 1000
    assert language.words("en").borrowed == language.words("zh").borrowed == 0
    assert french.named == "en"


def test_a_language_calls_itself_by_its_code_where_its_file_does_not(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "LANGUAGES", added(tmp_path, 'common.day = "{day}.{month}.{year}"\n', "de.toml").parent)
    said, _ = sentences.of("de")
    assert (said["frame.tongue"], said["language.de"]) == ("DE", "DE")


@each(
    "name, text, part",
    [
        ("french.toml", "", '"french"'),
        ("zh.toml", "", '"zh"'),
        ("fr.toml", 'common.betwen = "de {low} à {high}"', "common.between"),
        ("fr.toml", 'common.between = "de {low} à {hihg}"', "{high}"),
        ("fr.toml", 'common.between = "de {low.__class__}"', "common.between"),
        ("fr.toml", 'common.between = "de {low"', "common.between"),
        ("fr.toml", "common.between = 3", "common.between"),
        ("fr.toml", 'common.between = " "', "common.between"),
        ("fr.toml", 'common.between "x"', "Line 1"),
        ("fr.toml", 'common.between = "de {low:,} à {high}"', "common.between"),
    ],
)
def test_a_sentence_that_could_not_be_said_is_a_fault_of_its_file(tmp_path, name, text, part):
    with pytest.raises(Trouble) as found:
        sentences.read(added(tmp_path, text, name))
    said = language.words("en").trouble(found.value)
    assert name in said
    assert part in said


def test_a_faulty_file_is_no_language_and_takes_none_away(tmp_path, monkeypatch):
    added(tmp_path, 'common.betwen = "x"')
    added(tmp_path, 'common.between = "{low}–{high}"', "de.toml")
    monkeypatch.setattr(paths, "LANGUAGES", tmp_path)
    assert sentences.codes.__wrapped__() == ("zh", "en", "de")


@each(
    "locale, code",
    [(None, "zh"), ("zh-CN,en;q=0.5", "zh"), ("zh_CN.UTF-8", "zh"), ("fr-FR,fr;q=0.9", "en"), ("C", "en"), ("", "zh")],
)
def test_a_locale_without_a_language_here_is_answered_in_english(locale, code):
    assert language.preferred(locale) == code


def test_a_locale_of_an_added_language_is_answered_in_it(monkeypatch):
    monkeypatch.setattr(language, "LANGUAGES", ("zh", "en", "fr"))
    assert language.preferred("fr-CA;q=0.8, en") == "fr"
