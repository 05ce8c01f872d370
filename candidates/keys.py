"""Normalized keys: the same person, address or number written differently gives the same key.

No Django: the résumé and spreadsheet readers use it too.
"""

import re
import unicodedata
from urllib.parse import urlsplit

import phonenumbers

from hiring.ui.visible_text import visible

MAX_CONTACT_LENGTH = 400
# Latin letters that have no decomposition in Unicode but that people leave out when they type.
_FOLDED = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
    }
)
# As typed on a keyboard, by a word processor, and as a letter of its own.
_APOSTROPHES = re.compile("['`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u201b\u2032]")
# Letters that people without their keyboard write in two.
_IN_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_TWO_AS_ONE = re.compile("([aou])e|a(a)")
# Only the European accents: marks of other scripts (Devanagari vowels, say) tell names apart.
_ACCENTS = re.compile("[\u0300-\u036f]")


def name_key(name: str) -> str:
    """A name as it is sorted and compared: case-folded, without accents and apostrophes, the
    same on every server."""
    name = _APOSTROPHES.sub("", name)
    unfolded = unicodedata.normalize(
        "NFKD", unicodedata.normalize("NFKD", name.casefold()).casefold()
    )
    plain = _ACCENTS.sub("", unfolded).translate(_FOLDED)
    return unicodedata.normalize("NFC", visible(_APOSTROPHES.sub("", plain)))


def name_words(name: str) -> str:
    """A name as it is searched: its key, and how else people write the same letters.

    So “Müller” is found by “muller” and “mueller”, and “Mueller” by “müller”.
    """
    in_two = unicodedata.normalize("NFC", name).casefold().translate(_IN_TWO)
    key = name_key(name)
    as_one = _TWO_AS_ONE.sub(lambda found: found[1] or found[2], key)
    return " ".join(dict.fromkeys((key, name_key(in_two), as_one)))


def email_key(address: str) -> str:
    """An e-mail address as it is compared; the local part too is taken without its case."""
    return unicodedata.normalize("NFKC", visible(address)).replace(" ", "").casefold()


def is_email(address: str) -> bool:
    """Whether the address has the shape of one: something, one @, a host with a dot."""
    return (
        re.fullmatch(r"[^\s@,;<>()\"]{1,64}@[^\s@,;<>()\"]+\.[^\s@.,;<>()\"]+", address) is not None
    )


def phone_key(number: str, region: str = "") -> str:
    """The number with + and its country (E.164) where that is known, else its digits.

    `region` is the country, such as "DE", in which a number without one is at home.
    """
    try:
        found = phonenumbers.parse(visible(number), region.upper() or None)
    except phonenumbers.NumberParseException:
        return _digits(number)
    if not phonenumbers.is_possible_number(found):
        return _digits(number)
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def phone_digits(text: str) -> str:
    """What a number that somebody searches for has in common with every way to write it.

    The + and the zeros in front are left out: "030 12…" and "+49 30 12…" end alike.
    """
    return _digits(text.replace("(0)", "")).lstrip("+0")


def _digits(number: str) -> str:
    """Digits of a phone number, with a leading + when it names its country."""
    text = unicodedata.normalize("NFKC", visible(number)).casefold().partition("ext")[0].strip()
    digits = "".join(str(unicodedata.digit(c)) for c in text if c.isdecimal())
    if text.startswith("+"):
        return f"+{digits}" if digits else ""
    return f"+{digits[2:]}" if digits.startswith("00") and len(digits) > 6 else digits


def url_key(address: str) -> str:
    """A web address as it is compared: no scheme, no www., no fragment, no closing slash."""
    address = visible(address)
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
    except ValueError:
        return address.casefold()
    host = parts.netloc.rpartition("@")[2].casefold().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def web_address(text: str) -> str | None:
    """The text as an http(s) address that is safe to link to, or None.

    A host without a scheme gets https://. Everything else (javascript:, data:, files) is None,
    however it is spelled.
    """
    text = visible(text)
    if re.match(r"[\w-]+(\.[\w-]+)+([:/?#]|$)", text) and "://" not in text.split("/")[0]:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        sound = parts.scheme.casefold() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return text if sound and " " not in text else None


def contact_key(kind: str, value: str, region: str = "") -> str:
    """The normalized form of a contact point of this kind, at most 400 characters."""
    if kind == "phone":
        return phone_key(value, region)[:MAX_CONTACT_LENGTH]
    return {"email": email_key, "url": url_key}[kind](value)[:MAX_CONTACT_LENGTH]


_IN_BRACKETS = re.compile(r"\s*[(\[\uff08].*?[)\]\uff09]\s*")
_TITLE = re.compile(r"(dr|prof|mr|mrs|ms|mx|ing|dipl)\.?", re.IGNORECASE)
# Chinese, Japanese and Korean names begin with the family's, and are said as a whole.
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def first_name(name: str) -> str:
    """How a letter addresses somebody: the first name, or the whole name where order differs."""
    plain = _IN_BRACKETS.sub(" ", name).strip() or name
    if _EAST_ASIAN.search(plain):
        return plain
    words = [word for word in plain.split() if not _TITLE.fullmatch(word)]
    if "," in plain:  # "Okafor, Adaeze"
        after = plain.partition(",")[2].split()
        words = after or words
    return words[0].strip(",") if words else plain
