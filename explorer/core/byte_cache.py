"""A cache for all visitors that is bounded in bytes: the longest unused leave first."""

import math
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class ByteCache(Generic[Value]):
    """Values by the text they were made from: at most so many bytes, and so many values."""

    def __init__(self, most: int, size_of: Callable[[Value], int], *, values: float = math.inf) -> None:
        """Keep at most ``most`` bytes, as ``size_of`` counts them, and at most ``values`` values."""
        self.most, self.values, self.size = most, values, 0
        self._size_of = size_of
        self._kept: OrderedDict[str, tuple[Value, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Value | None:
        """Return what is kept under a key."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, key: str, value: Value) -> None:
        """Keep a value in the place of the former one; one larger than everything that may be kept is not."""
        size = self._size_of(value)
        with self._lock:
            self._forget(key)
            if size > self.most:
                return
            while self._kept and (self.size + size > self.most or len(self._kept) >= self.values):
                self._forget(next(iter(self._kept)))
            self._kept[key] = value, size
            self.size += size

    def drop(self, key: str) -> None:
        """Forget what is kept under a key."""
        with self._lock:
            self._forget(key)

    def _forget(self, key: str) -> None:
        if key in self._kept:
            self.size -= self._kept.pop(key)[1]
