"""One pool of real worker processes for all tests of the sandbox, on the small release."""

import hashlib

import pytest

from explorer.core.errors import Trouble
from explorer.releases import store
from explorer.sandbox.pool import Pool

SECONDS = 2.0


@pytest.fixture(scope="session")
def edition(small_data):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(small_data))
        return store.edition()


@pytest.fixture(scope="session")
def pool(edition):
    found = Pool(edition, seconds=SECONDS, patience=60)
    yield found
    found.close()


@pytest.fixture
def ask(pool, edition):
    """Ask one statement: its answer, or the key of what was wrong."""

    def asked(text, day=None, **more):
        try:
            return pool.ask(text, edition, day or edition.until, **more)
        except Trouble as trouble:
            return trouble

    return asked


def sums(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}
