"""The one search for people, in lists, the API and the palette.

By name in every spelling, by a part of an address or number, and by words: of headline and
location, and of the résumé, where company and skill stand. What somebody may not read finds
nothing: contacts and résumés in full are for those who recruit the person.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchVector,
    SearchVectorExact,
)
from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value

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
# Up to so many people are listed by their ids, found by an index. Words of more are looked for in
# each row of a list as it is read: soon enough there is a page of them.
MAX_LISTED = 10_000
# As in the index `candidate_profile_words`.
PROFILE_WORDS = SearchVector("headline", "location", config=CONFIG)


@dataclass
class Found:
    """Whom words find: a condition on candidates, and whether they are too many to list."""

    who: Q
    are_many: bool = False

    @cached_property
    def ids(self) -> list[int] | None:
        """Return them listed, or None for too many.

        How many they are decides by which index a list is read.
        """
        if self.are_many:
            return None
        return _up_to_most(Candidate.objects.filter(self.who).values_list("pk", flat=True))


@models.BigAutoField.register_lookup
class AnyOf(models.Lookup):
    """Whether an id is among many: one parameter, where IN has one for each of them."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if not self.rhs:
            raise EmptyResultSet
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", (*parameters, self.rhs)


def found_by(text: str, *, user: User) -> Found:
    """Return which candidates the words find for this person.

    A whole address that is somebody's finds nobody else.
    """
    if not text.split():
        return Found(Q(), are_many=True)
    points = ContactPoint.objects.visible_to(user)
    points = points.filter(kind="email", normalized=email_key(text))
    if is_email(text) and points.exists():
        return Found(Q(pk__in=points.values("candidate")))
    reachable = Q() if user.sees_everything else Q(recruited_by(user, "pk"))
    if not any(c.isalpha() for c in text) and len(phone_digits(text)) >= MIN_PHONE_LENGTH:
        return Found(reachable & Q(search_text__contains=phone_digits(text)))
    by_name = Q()
    for word in text.split():
        by_name &= name_has(word) | (_contact_has(word) & reachable)
    by_words, are_many = _by_words(text, user)
    return Found(by_name | by_words, are_many)


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


def _by_words(text: str, user: User) -> tuple[Q, bool]:
    """Return whose profile or résumé has all the words, and whether they are too many to list."""
    query = _query(text)
    if query is None:
        return Q(pk__in=[]), False
    profiles = Candidate.objects.visible_to(user).alias(words=PROFILE_WORDS).filter(words=query)
    in_profiles = _few(profiles.values_list("pk", flat=True))
    resumes = resumes_with(text, user=user)
    in_resumes = _few(resumes.values_list("candidate", flat=True))
    return (
        _among(in_profiles, otherwise=Q(SearchVectorExact(PROFILE_WORDS, query)))
        | _among(in_resumes, otherwise=_is_asked(resumes.filter(candidate=OuterRef("pk")))),
        in_profiles is None or in_resumes is None,
    )


def _few(found: QuerySet[Any, int]) -> list[int] | None:
    """Return the ids that words find, or None for more than MAX_LISTED.

    The planner knows common words by its statistics: a guess saves gathering in vain.
    """
    try:
        plan = json.loads(found.order_by().explain(format="json"))
    except IndexError:  # Django asks nothing where nothing can be found.
        return []
    return None if plan[0]["Plan"]["Plan Rows"] > MAX_LISTED else _up_to_most(found)


def _up_to_most(found: QuerySet[Any, int]) -> list[int] | None:
    """Return the ids, or None for more than MAX_LISTED."""
    ids = list(found.order_by()[: MAX_LISTED + 1])
    return ids if len(ids) <= MAX_LISTED else None


def _among(ids: list[int] | None, *, otherwise: Q) -> Q:
    return otherwise if ids is None else Q(pk__any=ids)


def _is_asked(here: QuerySet[Any]) -> Q:
    """Return that this finds something for a candidate; asked of each candidate for itself.

    For EXISTS the database would gather all that it finds for anybody.
    """
    first = here.order_by().values(found=Value(True))[:1]
    return Q(Subquery(first, output_field=models.BooleanField()))


def _query(text: str) -> SearchQuery | None:
    if len(text.strip()) < MIN_WORD_LENGTH:
        return None
    return SearchQuery(text, config=CONFIG, search_type="websearch")


def resumes_with(text: str, *, user: User) -> ResumeQuerySet:
    """Return the résumés that have all the words and that the person reads in full."""
    query = _query(text)
    if query is None:
        return Resume.objects.none()
    return Resume.objects.in_full_for(user).filter(words=query)


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
