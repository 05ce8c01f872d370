"""How to reach a person, and their pages, out of the lines of a résumé."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import phonenumbers

from candidates.keys import is_email, web_address
from candidates.resume.structure.dates import spans_in

# The pages of people, by host.
NETWORKS = {
    "linkedin.com": "LinkedIn", "github.com": "GitHub", "gitlab.com": "GitLab",
    "scholar.google.com": "Google Scholar", "orcid.org": "ORCID", "x.com": "X",
    "twitter.com": "Twitter", "kaggle.com": "Kaggle", "huggingface.co": "Hugging Face",
    "stackoverflow.com": "Stack Overflow", "medium.com": "Medium", "xing.com": "XING",
    "researchgate.net": "ResearchGate", "bitbucket.org": "Bitbucket", "youtube.com": "YouTube",
    "leetcode.com": "LeetCode", "dblp.org": "DBLP", "t.me": "Telegram", "wa.me": "WhatsApp",
    "bsky.app": "Bluesky", "openreview.net": "OpenReview",
    "semanticscholar.org": "Semantic Scholar",
}  # fmt: skip
_HANDLES = {"linkedin": "linkedin.com/in/", "github": "github.com/", "gitlab": "gitlab.com/",
            "twitter": "twitter.com/", "kaggle": "kaggle.com/"}  # fmt: skip
_EMAIL = re.compile(r"[\w.+%'-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_SPELLED = re.compile(
    r"([\w.+-]{1,64})\s*[\[(]\s*at\s*[\])]\s*"
    r"([\w-]+(?:(?:\.|\s*[\[(]\s*dot\s*[\])]\s*)[\w-]+)+)",
    re.I,
)
_DOT = re.compile(r"\s*[\[(]\s*dot\s*[\])]\s*", re.I)
_URL = re.compile(
    r"(?<![\w@.])(?:https?://|www\.)[^\s<>\"|]+"
    r"|(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|ai|me|co|app|page|tech|info|edu|xyz|eu"
    r"|de|fr|es|it|nl|ch|at|uk|ca|in|pl|se|ru|cn|jp|kr|il|br|us|gg|sh)(?:/[^\s<>\"|]*)?(?![\w@])",
    re.I,
)
_HANDLE = re.compile(
    r"(?<!\w)(linkedin|github|gitlab|twitter|kaggle)\s*:\s*@?(?:in/)?([\w.-]{2,60})(?![\w/.]*\.com)",
    re.I,
)
_IN_LINKEDIN = re.compile(r"(?<![\w./])in/([\w-]{3,60})(?![\w/])")
_NUMBER = re.compile(r"(?<![\w/.@-])(?:\+|\(|00)?\d[\d\s().\u2010-\u2015/-]{6,22}\d(?![\w@/])")
_NOT_A_PAGE = ("mailto:", "tel:", "javascript:", "file:", "data:", "#")
MAX_PHONE_LINES = 60


@dataclass
class Contacts:
    """What was found, in the order of the document."""

    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)


def contacts_in(lines: Iterable[str], links: Iterable[str] = ()) -> Contacts:
    """The addresses, numbers and pages in the lines, and those that `links` lead to.

    A number counts when it names its country or stands among the first lines.
    """
    found = Contacts()
    for place, line in enumerate(lines):
        found.emails += [e for e in _emails(line) if e not in found.emails]
        found.phones += [p for p in _phones(line, place) if p not in found.phones]
        found.urls += [u for u in _urls(line) if u not in found.urls]
    for link in links:
        _take_link(link, found)
    found.urls = _without_repeats(found.urls)
    return found


def profile_of(url: str) -> dict[str, str] | None:
    """The page as one of JSON Resume's `profiles`, when it is a person's on a known network."""
    parts = urlsplit(url)
    host = parts.netloc.casefold().removeprefix("www.")
    network = next((n for h, n in NETWORKS.items() if host == h or host.endswith(f".{h}")), "")
    path = [part for part in parts.path.split("/") if part]
    skipped = {"in", "users", "profile", "pid", "citations", "channel", "c", "u"}
    name = next((part for part in path if part not in skipped), "")
    # A path that was cut off before the name is nobody's page.
    if not network or not (name or parts.query):
        return None
    return {"network": network, "username": name.removeprefix("@"), "url": url}


def without_contacts(text: str) -> str:
    """The text without addresses, numbers and pages, for what else stands beside them."""
    for pattern in (_EMAIL, _SPELLED, _HANDLE, _IN_LINKEDIN, _URL):
        text = pattern.sub("\t", text)
    return _NUMBER.sub(lambda found: "\t" if _phone(found[0], 0) else found[0], text)


def _emails(line: str) -> Iterator[str]:
    for found in _EMAIL.findall(line):
        if is_email(address := found.strip(".'-")):
            yield address
    for name, host in _SPELLED.findall(line):
        address = f"{name}@{_DOT.sub('.', host)}"
        if is_email(address):
            yield address


def _phones(line: str, place: int) -> Iterator[str]:
    masked = _URL.sub(" ", _EMAIL.sub(" ", line))
    for found in _NUMBER.finditer(masked):
        if number := _phone(found[0], place):
            yield number


def _phone(text: str, place: int) -> str:
    text = " ".join(text.split())
    digits = sum(c.isdigit() for c in text)
    if text.startswith(("+", "00")):
        return text if 8 <= digits <= 15 and _is_possible(text) else ""
    is_national = 9 <= digits <= 12 and place < MAX_PHONE_LINES and not spans_in(text)
    return text if is_national and text.count(".") < 5 else ""


def _is_possible(number: str) -> bool:
    try:
        parsed = phonenumbers.parse(re.sub(r"^00", "+", number).replace("(0)", ""))
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(parsed)


def _urls(line: str) -> Iterator[str]:
    masked = _SPELLED.sub(" ", _EMAIL.sub(" ", line))
    for found in _URL.findall(masked):
        text = found.rstrip(".,;:)]}'\u2019")
        if "." in text and (address := web_address(text)):
            yield address
    for name in _IN_LINKEDIN.findall(masked):
        yield f"https://linkedin.com/in/{name}"
    for network, name in _HANDLE.findall(masked):
        if "." not in name:
            yield f"https://{_HANDLES[network.casefold()]}{name}"


def _take_link(link: str, found: Contacts) -> None:
    if link.casefold().startswith("mailto:"):
        address = link[7:].partition("?")[0].strip()
        if is_email(address) and address not in found.emails:
            found.emails.append(address)
    elif not link.casefold().startswith(_NOT_A_PAGE) and (address := web_address(link) or ""):
        found.urls.append(address)


def _without_repeats(urls: list[str]) -> list[str]:
    kept: dict[str, str] = {}
    for url in urls:
        parts = urlsplit(url)
        key = f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
        kept.setdefault(key.casefold(), url)
    return list(kept.values())
