"""The one search for people, in lists, the API and the palette.

By name in every spelling, by a part of an address or number, and by words: of headline and
location, and of the résumé, where company and skill stand. What somebody may not read finds
nothing: contacts and résumés in full are for those who recruit the person.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVector
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from candidates.keys import email_key, is_email, phone_digits
from candidates.models import Candidate, ContactPoint, Resume
from candidates.querysets import PREFIX_LETTERS, ResumeQuerySet, name_has, recruited_by
from hiring.accounts.models import User

# Words as they stand, in whatever language: what the indexes `resume_words` and
# `candidate_profile_words` hold.
CONFIG = "simple"
# Digits without the zeros in front; what a trigram index can hold on to.
MIN_PHONE_LENGTH = 3
MIN_CONTACT_WORD_LENGTH = 4
MIN_WORD_LENGTH = 3
# So many people are found by their words at most; who is after more has asked for everybody.
MAX_FOUND = 10_000


@models.BigAutoField.register_lookup
class AnyOf(models.Lookup):
    """Whether an id is among many: one parameter, where IN has one for each of them."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", (*parameters, self.rhs)


def found_by(text: str, *, user: User) -> Q:
    """Return which candidates the words find for this person.

    A whole address that is somebody's finds nobody else.
    """
    if not text.split():
        return Q()
    if is_email(text):
        points = ContactPoint.objects.visible_to(user)
        points = points.filter(kind="email", normalized=email_key(text))
        if points.exists():
            return Q(pk__in=points.values("candidate"))
    reachable = Q() if user.sees_everything else Q(recruited_by(user, "pk"))
    if not any(c.isalpha() for c in text) and len(phone_digits(text)) >= MIN_PHONE_LENGTH:
        return reachable & Q(search_text__contains=phone_digits(text))
    by_name = Q()
    for word in text.split():
        by_name &= name_has(word) | (_contact_has(word) & reachable)
    return by_name | Q(pk__any=_found_by_words(text, user))


def _contact_has(word: str) -> Q:
    """A word of letters only begins an address, its domain or a part of it; others are a part.

    A short one ("com", "org") is in too many addresses to mean one.
    """
    key = email_key(word)
    if len(key) > PREFIX_LETTERS and not key.isalpha():
        return Q(search_text__contains=key)
    if len(key) < MIN_CONTACT_WORD_LENGTH:
        return Q(pk__in=[])
    return Q(search_text__contains=f" {key}")


def _found_by_words(text: str, user: User) -> list[int]:
    """Return whose profile or résumé has all the words; asked for at once, so that the lists'
    own indexes can still be used."""
    query = _query(text)
    if query is None:
        return []
    visible = Candidate.objects.visible_to(user).alias(words=PROFILE_WORDS)
    profiles = visible.filter(words=query).order_by().values_list("pk", flat=True)
    resumes = resumes_with(text, user=user).order_by().values_list("candidate", flat=True)
    found = {*profiles[:MAX_FOUND], *resumes[:MAX_FOUND]}
    # For the page of the person who asks: to find out anew takes as long as to search.
    user.__dict__["cut_search"] = text if len(found) >= MAX_FOUND else ""
    return sorted(found)


def cut_note(text: str, *, user: User) -> str:
    """Return what to say below a list for which this was searched, if not all could be found."""
    if not text or user.__dict__.get("cut_search") != text:
        return ""
    said = _("Too many match: only the first %(n)s are searched. Add a word to find the others.")
    return said % {"n": f"{MAX_FOUND:,}"}


PROFILE_WORDS = SearchVector("headline", "location", config=CONFIG)


def _query(text: str) -> SearchQuery | None:
    if len(text.strip()) < MIN_WORD_LENGTH:
        return None
    return SearchQuery(text, config=CONFIG, search_type="websearch")


def resumes_with(text: str, *, user: User) -> ResumeQuerySet:
    """Return the résumés that have all the words and that the person reads in full."""
    query = _query(text)
    if query is None:
        return Resume.objects.none()
    words = SearchVector("text", config=CONFIG)
    return Resume.objects.in_full_for(user).alias(words=words).filter(words=query)


def places_of(text: str, candidates: Iterable[int], *, user: User) -> dict[int, str]:
    """Return where in the résumé of each of these candidates the words are; one query."""
    query = _query(text)
    if query is None:
        return {}
    headline = SearchHeadline(
        "text", query, config=CONFIG, start_sel="", stop_sel="", max_words=14, min_words=6
    )
    found = resumes_with(text, user=user).filter(candidate__in=list(candidates))
    rows = found.order_by("pk").annotate(place=headline).values_list("candidate", "place")
    return {candidate: " ".join(place.split()) for candidate, place in rows}
