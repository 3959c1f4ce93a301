"""The one cache bounded in bytes: what stays, what leaves first, and that its bound holds whatever is put."""

import random
import threading

from explorer.core.byte_cache import ByteCache


def test_the_longest_unused_leave_first():
    cache = ByteCache(10, len)
    cache.put("a", b"1234")
    cache.put("b", b"1234")
    assert cache.get("a") == b"1234"
    cache.put("c", b"1234")
    assert (cache.get("b"), cache.get("a"), cache.get("c"), cache.size) == (None, b"1234", b"1234", 8)


def test_a_value_takes_the_place_of_the_former_one():
    cache = ByteCache(10, len)
    cache.put("a", b"1234")
    cache.put("a", b"12")
    assert (cache.get("a"), cache.size) == (b"12", 2)


def test_what_is_larger_than_everything_that_may_be_kept_is_not_and_turns_nothing_out():
    cache = ByteCache(10, len)
    cache.put("a", b"1234")
    cache.put("b", b"12345678901")
    assert (cache.get("a"), cache.get("b")) == (b"1234", None)
    cache.put("a", b"12345678901")
    assert (cache.get("a"), cache.size) == (None, 0)


def test_values_without_bytes_are_bounded_in_number():
    cache = ByteCache(10, len, values=2)
    for key in "abc":
        cache.put(key, b"")
    assert [cache.get(key) for key in "abc"] == [None, b"", b""]


def test_what_is_dropped_is_forgotten_and_its_bytes_are_free():
    cache = ByteCache(10, len)
    cache.put("a", b"1234")
    cache.drop("a")
    cache.drop("never kept")
    assert (cache.get("a"), cache.size) == (None, 0)


def test_the_bounds_hold_whatever_several_threads_do():
    cache = ByteCache(50, len, values=6)
    seen = []

    def act(seed):
        chance = random.Random(seed)
        for _ in range(2000):
            key = chance.choice("abcdefghij")
            chance.choice([cache.get, cache.drop, lambda key: cache.put(key, bytes(chance.randrange(60)))])(key)
            seen.append(cache.size)

    threads = [threading.Thread(target=act, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = [value for key in "abcdefghij" if (value := cache.get(key)) is not None]
    assert (len(kept) <= 6, sum(map(len, kept))) == (True, cache.size)
    assert len(seen) == 8000
    assert max(seen) <= 50
