"""SELECTs by chance: no worker dies of them, and the pool answers the next question."""

import pytest

from explorer.sandbox.pool import Answer
from tests.sandbox import generated

pytestmark = pytest.mark.sandbox
SEED, STATEMENTS = 20260930, 2000


def test_no_statement_by_chance_ends_a_worker(ask):
    found = [(text, ask(text)) for text in generated.statements(SEED, STATEMENTS)]
    ended = [text for text, one in found if getattr(one, "key", "") in ("sandbox_crashed", "sandbox_memory")]
    assert not ended
    assert sum(isinstance(one, Answer) for _, one in found) > STATEMENTS / 2
    assert isinstance(ask("select 1"), Answer)
