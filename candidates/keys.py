"""Normalised keys: the same person, address or number written differently gives the same key."""

import re
import unicodedata
from urllib.parse import urlsplit

# Latin letters that have no decomposition in Unicode but that people leave out when they type.
_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# Only the European accents: marks of other scripts (Devanagari vowels, say) tell names apart.
_ACCENTS = re.compile("[\u0300-\u036f]")
_SPACES = re.compile(r"\s+")
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def visible(text: str) -> str:
    """The text without control, format (bidi) and lone surrogate characters, spaces squeezed."""
    spaced = _SPACES.sub(" ", text)
    kept = (c for c in spaced if unicodedata.category(c) not in _INVISIBLE)
    return _SPACES.sub(" ", "".join(kept)).strip()


def name_key(name: str) -> str:
    """A name as it is sorted and searched: case-folded, unaccented, the same on every server."""
    folded = unicodedata.normalize("NFKD", visible(name).casefold()).translate(_FOLDED)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", folded))


def email_key(address: str) -> str:
    """An e-mail address as it is compared; the local part too is taken without its case."""
    return unicodedata.normalize("NFKC", visible(address)).replace(" ", "").casefold()


def phone_key(number: str) -> str:
    """Digits of a phone number, with a leading + when it names its country."""
    text = unicodedata.normalize("NFKC", visible(number)).partition("ext")[0].strip()
    digits = "".join(str(unicodedata.digit(c)) for c in text if c.isdigit())
    if text.startswith("+"):
        return f"+{digits}"
    return f"+{digits[2:]}" if digits.startswith("00") else digits


def url_key(address: str) -> str:
    """A web address as it is compared: no scheme, no www., no fragment, no closing slash."""
    parts = urlsplit(address.strip() if "//" in address else f"//{address.strip()}")
    host = parts.netloc.rpartition("@")[2].casefold().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
