"""A stranger's worst: refused by the gate, and harmless where the gate is left open."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.sandbox.pool import Answer, Pool
from tests.sandbox import attacks

pytestmark = pytest.mark.sandbox
ZH, EN = language.words("zh"), language.words("en")
LIMIT = 1.0  # seconds of a statement
HANGS = 60.0  # seconds after which one is said to hang: how soon each ends is for the bench to say


@pytest.fixture(scope="module")
def pool(edition):
    found = Pool(edition, seconds=LIMIT, patience=60)
    yield found
    found.close()


def every(edition, outside):
    written = attacks.read(edition.folder, outside)
    return [*written, *(("long", text) for text in attacks.LONG.values())]


def timed(ask, text, **more):
    began = time.monotonic()
    return ask(text, **more), time.monotonic() - began


@pytest.fixture
def outside(tmp_path):
    folder = tmp_path / "outside"
    folder.mkdir()
    folder.chmod(0o777)
    return folder


def test_there_are_attacks_enough(edition, tmp_path):
    texts = {text for _, text in every(edition, tmp_path)}
    assert len(texts) >= 150


def test_no_attack_gets_through_and_each_ends_in_time_with_a_sentence(ask, edition, outside, checksums):
    def one(attack):
        kind, text = attack
        found, took = timed(ask, text)
        return kind, text[:100], found, took

    with ThreadPoolExecutor(2) as hands:
        results = list(hands.map(one, every(edition, outside)))
    for kind, text, found, took in results:
        assert isinstance(found, Trouble) or kind in ("long", *attacks.SLOW), (kind, text, found)
        if isinstance(found, Trouble):
            assert found.key not in ("sandbox_busy", "sandbox_unavailable"), text
            for words in (ZH, EN):
                said = words.trouble(found)
                assert said.count("\n") == 0
                assert "Traceback" not in said
        else:
            assert isinstance(found, Answer)
        assert took < HANGS, (text, took)
    assert not list(outside.iterdir())


def test_most_attacks_are_refused_before_anything_runs(ask, edition, outside):
    for kind, text in attacks.read(edition.folder, outside):
        if kind not in attacks.SLOW:
            found = ask(text)
            assert isinstance(found, Trouble), text
            assert found.key not in ("sandbox_crashed", "sandbox_too_slow", "sandbox_memory", "sandbox_refused"), text


def test_without_the_gate_nothing_outside_is_read_or_written_either(ask, edition, outside, checksums):
    for kind, text in attacks.read(edition.folder, outside):
        if kind in attacks.SLOW:
            continue
        found, took = timed(ask, text, gate=False)
        assert took < HANGS, text
        if isinstance(found, Answer):
            shown = str(found.rows.rows())
            assert "root:" not in shown, text
            assert "127.0.0.1" not in shown, text
            assert "PATH=" not in shown, text
    assert not list(outside.iterdir())


@pytest.fixture
def checksums(edition):
    """Hold the release to what it was."""
    before = {path.name: path.read_bytes() for path in edition.folder.iterdir()}
    yield
    assert {path.name: path.read_bytes() for path in edition.folder.iterdir()} == before
    assert not [path for path in edition.folder.parent.iterdir() if path != edition.folder]
