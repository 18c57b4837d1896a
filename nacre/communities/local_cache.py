"""A cache of this process that hands out what it holds without copying it."""

from typing import Any

from django.core.cache.backends.locmem import LocMemCache


class LocalCache(LocMemCache):
    """LocMemCache without pickling: what lies in it is shared and must not be changed.

    Rendered pages are byte strings and routes are frozen; copying them on each request
    would cost more than the rest of the request.
    """

    def set(self, key: str, value: Any, timeout: Any = None, version: int | None = None) -> None:
        """Keep the object itself."""
        key = self.make_and_validate_key(key, version=version)
        with self._lock:
            self._set(key, value, timeout if timeout is not None else self.default_timeout)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The object itself, or the default."""
        key = self.make_and_validate_key(key, version=version)
        with self._lock:
            if self._has_expired(key):
                self._delete(key)
                return default
            self._cache.move_to_end(key, last=False)
            return self._cache[key]
