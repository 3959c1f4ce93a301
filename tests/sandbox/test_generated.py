"""SELECTs by chance: no worker dies of them, and the pool answers the next question."""

import pytest

from explorer.sandbox.pool import Answer
from tests.sandbox import generated

SEED, SHORT, LONG = 20260930, 300, 2000


@pytest.mark.parametrize(
    "count", [SHORT, pytest.param(LONG, marks=pytest.mark.sandbox)], ids=lambda count: f"{count} statements"
)
def test_no_statement_by_chance_ends_a_worker(ask, count):
    found = [(text, ask(text)) for text in generated.statements(SEED, count)]
    ended = [text for text, one in found if getattr(one, "key", "") in ("sandbox_crashed", "sandbox_memory")]
    assert not ended
    assert sum(isinstance(one, Answer) for _, one in found) > count / 2
    assert isinstance(ask("select 1"), Answer)
