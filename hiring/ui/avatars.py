"""How a person is shown when there is no picture: initials on a color that stays the same."""

import re
import zlib

AVATAR_TONES = 8
# "中村 陽菜 (Hina Nakamura)" is one name told twice.
IN_BRACKETS = re.compile(r"\([^)]*\)")


def initials_of(name: str) -> str:
    """Capitals of the first and last word of a name, what is in brackets left out; "?" if none."""
    plain = IN_BRACKETS.sub(" ", name).strip() or name
    words = [word for word in plain.replace("@", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    if len(words) == 1:
        return words[0][0].upper()
    return (words[0][0] + words[-1][0]).upper()


def tone_of(name: str) -> int:
    """A stable number from 0 to AVATAR_TONES - 1, the same on every machine and run."""
    return zlib.crc32(name.strip().casefold().encode()) % AVATAR_TONES
