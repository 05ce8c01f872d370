"""A Redis cache that may be away: nothing is found in it and nothing stays, and no request fails.

What the product keeps in its cache are counts for rate limits. Without them it works on without
limits, which the log and /healthz say.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

TROUBLE = (OSError, RedisError)
# After a failure nobody asks for so long: each question may take a second to fail.
SILENT_SECONDS = 10
_silent_until = 0.0


def _or(instead: Any) -> Callable:
    """Have a method of the cache answer `instead` while it is away."""

    def decorate(method: Callable) -> Callable:
        @wraps(method)
        def ask(*args: Any, **kwargs: Any) -> Any:
            if time.monotonic() < _silent_until:
                return instead
            try:
                return method(*args, **kwargs)
            except TROUBLE as error:
                _fall_silent(error)
                return instead

        return ask

    return decorate


def _fall_silent(error: Exception) -> None:
    global _silent_until
    _silent_until = time.monotonic() + SILENT_SECONDS
    log.warning("cache_unreachable", error=str(error), consequence="no rate limits")


class ForgivingRedisCache(RedisCache):
    # True: anyone who takes a lock by it (allauth does) would wait for ever.
    add = _or(True)(RedisCache.add)
    set = _or(None)(RedisCache.set)
    touch = _or(False)(RedisCache.touch)
    delete = _or(False)(RedisCache.delete)
    has_key = _or(False)(RedisCache.has_key)
    set_many = _or([])(RedisCache.set_many)
    delete_many = _or(None)(RedisCache.delete_many)
    clear = _or(None)(RedisCache.clear)

    def get(self, key: str, default: Any = None, version: Any = None) -> Any:
        """Return what is kept under the key, or `default`."""
        return _or(default)(super().get)(key, default, version)

    def get_many(self, keys: Any, version: Any = None) -> Any:
        """Return what is kept, by key."""
        return _or({})(super().get_many)(keys, version)

    def is_up(self) -> bool:
        """Return whether it answers now; if so it is used again at once."""
        global _silent_until
        try:
            super().get("is_up")
        except TROUBLE as error:
            _fall_silent(error)
            return False
        _silent_until = 0.0
        return True
