"""Passwords of other services, which have to be read again: encrypted where they are stored.

The key is made from SECRET_KEY, so that a copy of the database alone opens nothing. After a change
of SECRET_KEY the old one opens what was stored before while it stands in SECRET_KEY_FALLBACKS.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


class Undecipherable(ValueError):
    """What is stored was encrypted with another key, or changed."""


def encrypt(text: str) -> str:
    """Return the text as it may be stored."""
    return _fernet().encrypt(text.encode()).decode()


def decrypt(stored: str) -> str:
    """Return the text that was stored; raises Undecipherable."""
    try:
        return _fernet().decrypt(stored.encode()).decode()
    except InvalidToken as error:
        raise Undecipherable("encrypted with another key") from error


def _fernet() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(str(secret))) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"hiring.accounts.encryption")
    return base64.urlsafe_b64encode(derived.derive(force_bytes(secret)))
