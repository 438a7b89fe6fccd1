"""What was made before and is kept for a while: pictures, read standards. For threads."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """At most so many values by key; the one that was used longest ago goes first."""

    def __init__(self, most: int) -> None:
        self._values: LRUCache[Key, Value] = LRUCache(most)
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        """What is kept under a key, or None."""
        with self._lock:
            return self._values.get(key)

    def put(self, key: Key, value: Value) -> None:
        """Keep it."""
        with self._lock:
            self._values[key] = value

    def get_or_make(self, key: Key, make: Callable[[], Value]) -> Value:
        """What is kept under a key, made when it is not there; nobody waits while it is made, so two may make it."""
        value = self.get(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
