"""Words for what a résumé holds."""

from collections.abc import Sequence

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from candidates.resume.document import PartialDate, Resume, Skill

register = template.Library()


# What the page of a résumé shows; name, headline and contacts stand elsewhere.
SECTIONS = (
    *("work", "volunteer", "education", "awards", "certificates", "publications"),
    *("skills", "languages", "interests", "references", "projects"),
)


@register.filter
def says_something(resume: Resume) -> bool:
    """Whether there is anything to read below the person's name."""
    basics = resume.basics
    shown = (basics.summary, basics.url, basics.profiles)
    return any(shown) or any(getattr(resume, section) for section in SECTIONS)


@register.filter
def bare_skills(skills: Sequence[Skill]) -> list[str]:
    """Return the skills that are only named: they are read as one line."""
    return [skill.name for skill in skills if skill.name and not skill.keywords and not skill.level]


@register.filter
def partial_date(date: PartialDate | None) -> str:
    """`2014-06-29` and `2014-06` as "Jun 2014", `2014` as it is; the day tells nobody anything."""
    if not date:
        return ""
    return date.text if len(date.text) == 4 else date_format(date.first_day, "M Y")


@register.simple_tag
def span(start: PartialDate | None, end: PartialDate | None) -> str:
    """The time between two partial dates in words; without an end it goes on."""
    first, last = partial_date(start), partial_date(end)
    if first and not last:
        return _("%(start)s – now") % {"start": first}
    return first if first == last else " – ".join(filter(None, (first, last)))


@register.filter
def host(address: str) -> str:
    """A web address without its scheme, for reading."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/") or address
