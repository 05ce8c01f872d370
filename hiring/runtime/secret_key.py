"""One secret key per installation, kept in its home folder."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def read_or_create(home: Path) -> str:
    """Return the installation's secret key, made on first use (64 random bytes, mode 0600).

    Two processes that start together end with the same key: the file is made elsewhere and
    linked into place, which only one of them can do.
    """
    path = home / "secret_key"
    try:
        if not path.exists():
            _create(path)
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path} can't be read or made: {error.strerror}. "
            "Choose HIRING_HOME, or set SECRET_KEY."
        ) from error


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"secret_key.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(64))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # Another process was faster; its key is the key.
    finally:
        draft.unlink()
