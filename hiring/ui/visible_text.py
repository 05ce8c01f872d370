"""Text without what cannot be seen. No Django: the readers of résumés use it too."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
# Joiners are part of names in Persian and in the scripts of India; elsewhere they do no harm.
_JOINERS = "\u200c\u200d"
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"


def visible(text: str) -> str:
    """The text on one line without control, bidi and other invisible characters."""
    spaced = _SPACES.sub(" ", text)
    kept = (
        c
        for c in spaced
        if c in _JOINERS or (c not in _BLANK and unicodedata.category(c) not in _INVISIBLE)
    )
    return _SPACES.sub(" ", "".join(kept)).strip(f" {_JOINERS}")
