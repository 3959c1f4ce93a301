"""One test a rule: every case is tried, and all that break it are listed."""

import functools
import inspect
from collections.abc import Callable, Iterable

import pytest

LONGEST = 2_000  # letters of what one case says


def each(names: str, cases: Iterable[object]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that asks a test for every case and fails once, with each case that broke it.

    ``names``: the arguments a case gives, with commas between; a case of several is a sequence. The other arguments
    stay fixtures, made once for all cases: what a case leaves behind is the next one's ground. Unlike parametrize it
    makes one test, so it is for rules, not for situations that deserve a name each.
    """
    wanted, known = [name.strip() for name in names.split(",")], list(cases)
    assert known, f"no case for {names}"

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def ask(**fixtures: object) -> None:
            wrong = []
            for case in known:
                given = dict(zip(wanted, case if len(wanted) > 1 else [case], strict=True))
                try:
                    test(**fixtures, **given)
                except Exception as fault:  # noqa: BLE001 (whatever a case breaks by, the others are asked too)
                    wrong.append(f"{given}: {type(fault).__name__}: {fault}"[:LONGEST])
            if wrong:
                pytest.fail("\n\n".join([f"{len(wrong)} of {len(known)} cases break the rule", *wrong]))

        asked = inspect.signature(test)
        kept = [one for name, one in asked.parameters.items() if name not in wanted]
        ask.__signature__ = asked.replace(parameters=kept)
        del ask.__wrapped__  # pytest would look through it for fixtures
        return ask

    return decorate
