"""The settings: one table that the document, the example and the code keep to."""

import ast
import re

import pytest

from explorer.core import paths, settings

# Who may look at the environment otherwise: what a child process inherits, and uvicorn's own variable.
BESIDES = {
    "explorer/core/settings.py": {"os.environ.get(name, '').strip()"},
    "explorer/sandbox/pool.py": {"os.environ[name]", "os.environ"},
    "explorer/core/worker_process.py": {"os.environ"},
    "explorer/web/http/limits.py": {"os.environ['FORWARDED_ALLOW_IPS']"},
}


def test_the_document_and_the_example_hold_the_table_as_it_is():
    text = settings.DOCUMENT.read_text("utf-8")
    assert settings.renewed(text) == text, "python -m explorer.core.settings"
    assert settings.EXAMPLE.read_text("utf-8") == settings.example()
    with pytest.raises(ValueError, match="no place"):
        settings.renewed("# Operating\n")


def code():
    return {str(path.relative_to(paths.ROOT)): path.read_text("utf-8") for path in paths.ROOT.glob("explorer/**/*.py")}


def test_nothing_but_the_table_is_read_of_the_environment():
    read = {}
    for name, text in code().items():
        tree = ast.parse(text)
        inner = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Attribute | ast.Subscript)}
        inner |= {id(one.func) for one in ast.walk(tree) if isinstance(one, ast.Call)}
        found = [one for one in ast.walk(tree) if id(one) not in inner and "os.environ" in ast.unparse(one)[:10]]
        read[name] = {ast.unparse(one) for one in found if isinstance(one, ast.expr)} - BESIDES.get(name, set())
    assert not {name: found for name, found in read.items() if found}


def test_every_setting_is_read_and_has_an_example():
    asked = set(
        re.findall(r'"([A-Z_]{4,})"', "\n".join(text for name, text in code().items() if "settings" not in name))
    )
    assert not [one.name for one in settings.EVERY if one.name not in asked]
    assert all(one.example and one.says and one.without for one in settings.EVERY)


def test_a_variable_says_what_stands_in_it_without_blanks_and_one_that_is_not_listed_is_a_mistake(monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", " https://ip.example.cn ")
    assert settings.of("PUBLIC_URL") == "https://ip.example.cn"
    monkeypatch.delenv("PUBLIC_URL")
    assert settings.of("PUBLIC_URL") == ""
    with pytest.raises(KeyError):
        settings.of("PUBLIC_ADDRESS")
