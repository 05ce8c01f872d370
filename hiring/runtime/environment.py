"""Environment variables, read and judged: a bad value is one line that names its variable.

An empty variable counts as not set. `NAME_FILE` names a file with the value of `NAME`.
"""

import json
import os
import sys
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from environ import Env
from kombu.transport import resolve_transport
from phonenumbers import SUPPORTED_REGIONS

from hiring.runtime.embedded_postgres import ClusterError

Value = TypeVar("Value")
POSTGRESQL = "django.db.backends.postgresql"
REDIS = "django.core.cache.backends.redis.RedisCache"
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def load_settings() -> None:
    """Read the settings, as every entry point does first; a bad one ends the process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiring.settings")
    from django.conf import settings

    try:
        _ = settings.HIRING_HOME
    except (ImproperlyConfigured, ClusterError) as error:
        sys.exit(str(error))


def read(
    name: str, default: Value, parse: Callable[[str], Value], *, secret: bool = False
) -> Value:
    """Return what `parse` makes of a variable, `default` where it is not set.

    The value of a `secret` one is not repeated in the message.
    """
    text = _text(name)
    if not text:
        return default
    try:
        return parse(text)
    except (ValueError, ImportError, ImproperlyConfigured) as error:
        shown = f"{name} can't be used" if secret else f"{name} is {text!r}"
        raise ImproperlyConfigured(f"{shown}; {error}") from error


def _text(name: str) -> str:
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return os.environ.get(name, "").strip()
    try:
        return Path(path).read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise ImproperlyConfigured(f"{name}_FILE is {path!r}; {reason}") from error


def whole(least: int, most: int | None = None) -> Callable[[str], int]:
    """Return a reader of whole numbers in a range."""
    bounds = f"of at least {least}" if most is None else f"from {least} to {most}"

    def parse(text: str) -> int:
        number = int(text) if text.isascii() and text.removeprefix("-").isdigit() else None
        if number is None or number < least or (most is not None and number > most):
            raise ValueError(f"it must be a number {bounds}.")
        return number

    return parse


def choice(*known: str) -> Callable[[str], str]:
    """Return a reader of one of these words."""

    def parse(text: str) -> str:
        if text.lower() not in known:
            raise ValueError(f"it must be one of {', '.join(known)}.")
        return text.lower()

    return parse


def flag(text: str) -> bool:
    """Return yes or no."""
    if text.lower() not in TRUE | FALSE:
        raise ValueError("it must be true or false.")
    return text.lower() in TRUE


def words(text: str) -> list[str]:
    """Return the parts between commas."""
    return [word.strip() for word in text.split(",") if word.strip()]


def origins(text: str) -> list[str]:
    """Return the web addresses between commas."""
    return [origin(word) for word in words(text)]


def origin(text: str) -> str:
    """Return a web address without a slash at its end."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("it must begin with http:// or https:// and a host.")
    _ = parts.port  # ValueError for one that is no number
    return text.rstrip("/")


def level(text: str) -> str:
    """Return the name of a level of logging."""
    if text.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
        raise ValueError("it must be DEBUG, INFO, WARNING, ERROR or CRITICAL.")
    return text.upper()


def sender(text: str) -> str:
    """Return an e-mail address, with or without a name before it."""
    if "@" not in parseaddr(text)[1]:
        raise ValueError("it must be an e-mail address, like Hiring <hiring@example.org>.")
    return text


def region(text: str) -> str:
    """Return the code of a country whose telephone numbers are known."""
    if text.upper() not in SUPPORTED_REGIONS:
        raise ValueError("it must be a country of two letters, like DE or US.")
    return text.upper()


def database(text: str) -> dict[str, Any]:
    """Return Django's settings of a database; it must be PostgreSQL."""
    if Env.DB_SCHEMES.get(urlsplit(text).scheme) != POSTGRESQL:
        raise ValueError("only PostgreSQL is supported: postgres://user:password@host/name")
    found = Env.db_url_config(text)
    if not found.get("NAME"):
        raise ValueError("it names no database: postgres://user:password@host/name")
    return found


def cache(text: str) -> dict[str, Any]:
    """Return Django's settings of a cache; Redis may be away (hiring/cache.py)."""
    scheme = urlsplit(text).scheme
    if scheme not in Env.CACHE_SCHEMES:
        raise ValueError("it must begin with redis://, rediss:// or dbcache://")
    found = Env.cache_url_config(text)
    import_string(found["BACKEND"])
    if found["BACKEND"] == REDIS:
        seconds = {"socket_connect_timeout": 1, "socket_timeout": 1}
        found |= {"BACKEND": "hiring.runtime.cache.ForgivingRedisCache"}
        found["OPTIONS"] = seconds | found.get("OPTIONS", {})
    return found


def broker(text: str) -> str:
    """Return the address of a broker that Celery has a transport for."""
    scheme = urlsplit(text).scheme
    try:
        resolve_transport(scheme)
    except (KeyError, ImportError) as error:
        raise ValueError(
            f"Celery has no transport for {scheme}://; redis:// and amqp:// are usual."
        ) from error
    return text


def mail(text: str) -> dict[str, Any]:
    """Return Django's settings of where mail goes."""
    if urlsplit(text).scheme not in Env.EMAIL_SCHEMES:
        raise ValueError("it must be like smtp+tls://user:password@host:587")
    return Env.email_url_config(text)


def storage(text: str) -> str:
    """Return the name of a class that exists."""
    import_string(text)
    return text


def options(text: str) -> dict[str, Any]:
    """Return a JSON object."""
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError('it must be a JSON object, like {"bucket_name": "hiring"}.')
    return found
