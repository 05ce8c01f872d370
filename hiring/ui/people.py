"""How a person is shown when there is no picture: initials on a colour that stays the same."""

import zlib

AVATAR_TONES = 8


def initials_of(name: str) -> str:
    """One or two capitals from the first and last word of a name; "?" for an empty name."""
    words = [word for word in name.replace("@", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    if len(words) == 1:
        return words[0][0].upper()
    return (words[0][0] + words[-1][0]).upper()


def tone_of(name: str) -> int:
    """A stable number from 0 to AVATAR_TONES - 1, the same on every machine and run."""
    return zlib.crc32(name.strip().casefold().encode()) % AVATAR_TONES
