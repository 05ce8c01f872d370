"""A résumé without the ways to reach the person, for those who assess and do not recruit.

Works on JSON Resume as it is stored. Only the sections of the standard are kept: what else a
file holds may be anything. E-mail addresses, phone numbers and links to chats inside texts are
blanked too.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from candidates.resume.document import Resume

HIDDEN = "[…]"
_SECTIONS = list(Resume.json_keys().values())
# Without the picture, whose address may be made from the e-mail address (Gravatar).
_BASICS = ("name", "label", "url", "summary")
_LOCATION = ("city", "region", "countryCode")
_CHATS = re.compile(
    r"e-?mail|phone|mobile|telegram|whatsapp|signal|skype|wechat|line|viber|kakaotalk", re.I
)
_CHAT_HOSTS = {"wa.me", "api.whatsapp.com", "t.me", "telegram.me", "signal.me", "line.me"}
_EMAIL = re.compile(
    r"[^\s@,;<>()\"]{1,64}(?:[@\uff20\ufe6b]|%40)[^\s@,;<>()\"]+\.[^\s@,;<>()\"]+", re.I
)
_LINK = re.compile(
    rf"(?:https?://)?(?:www\.)?\b(?:{'|'.join(map(re.escape, sorted(_CHAT_HOSTS)))})/\S+"
    r"|\b(?:tel|sms|mailto|skype|whatsapp|tg):\S+",
    re.I,
)
_INTERNATIONAL = re.compile(r"(?:\+|\b00)[1-9](?:[\s().\-/]{0,3}\d){6,14}")
_NATIONAL_DIGITS = 7


def without_contacts(data: dict[str, Any]) -> dict[str, Any]:
    """The same résumé, without addresses, numbers and profiles by which to write or call."""
    basics = _object(data.get("basics"))
    numbers = _number_of(str(basics.get("phone", "")))
    kept = {key: data[key] for key in _SECTIONS if key in data and key != "basics"}
    kept["basics"] = _assessable(basics)
    return _masked(kept, numbers)


def _assessable(basics: dict[str, Any]) -> dict[str, Any]:
    """Who they are, without how to reach them."""
    location = _object(basics.get("location"))
    profiles = basics.get("profiles") or []
    kept = {
        **{key: basics[key] for key in _BASICS if key in basics},
        "location": {key: location[key] for key in _LOCATION if key in location},
        "profiles": [profile for profile in profiles if not _is_for_messages(profile)],
    }
    return {key: value for key, value in kept.items() if value}


def _is_for_messages(profile: Any) -> bool:
    profile = _object(profile)
    host = urlsplit(str(profile.get("url", ""))).netloc.casefold().removeprefix("www.")
    return host in _CHAT_HOSTS or bool(_CHATS.fullmatch(str(profile.get("network", "")).strip()))


def _number_of(phone: str) -> re.Pattern[str]:
    """Finds this number, however its last digits are grouped, and any with a country code."""
    digits = re.sub(r"\D", "", phone)[-_NATIONAL_DIGITS:]
    if len(digits) < _NATIONAL_DIGITS:
        return _INTERNATIONAL
    own = r"[\s().\-/]{0,3}".join(digits)
    return re.compile(rf"{_INTERNATIONAL.pattern}|(?:[+(]?\d[\d\s().\-/]{{0,12}})?{own}")


def _masked(value: Any, numbers: re.Pattern[str]) -> Any:
    if isinstance(value, dict):
        return {key: _masked(item, numbers) for key, item in value.items()}
    if isinstance(value, list):
        return [_masked(item, numbers) for item in value]
    if isinstance(value, str):
        return numbers.sub(HIDDEN, _EMAIL.sub(HIDDEN, _LINK.sub(HIDDEN, value)))
    return value


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
