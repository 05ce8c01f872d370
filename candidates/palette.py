"""Candidates in the palette: by name and contact, and by what their résumés say."""

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVector
from django.utils.translation import gettext as _

from candidates.models import Candidate, Resume
from hiring.accounts.models import User
from hiring.accounts.palette import MAX_HITS, Hit, HitGroup

CONFIG = "simple"
MIN_WORD = 3


def find_candidates(user: User, text: str) -> HitGroup:
    """Return those whose name, address or number has the words."""
    found = Candidate.objects.visible_to(user).filter(erased_at=None).search(text, user=user)
    rows = found.order_by("sort_name", "pk")[:MAX_HITS]
    hits = [Hit(row.name, row.get_absolute_url(), row.headline) for row in rows]
    return HitGroup(_("Candidates"), "users", hits)


def find_in_resumes(user: User, text: str) -> HitGroup:
    """Return those whose résumé has all the words, with the place.

    For those who recruit: a résumé's text has its contact details in it.
    """
    if not user.sees_everything or len(text) < MIN_WORD:
        return HitGroup(_("In résumés"), "file-text", [])
    query = SearchQuery(text, config=CONFIG, search_type="websearch")
    words = SearchVector("text", config=CONFIG)
    readable = Resume.objects.visible_to(user)
    ids = readable.alias(words=words).filter(words=query).values("pk")[:MAX_HITS]
    rows = (
        Resume.objects.filter(pk__in=list(ids.values_list("pk", flat=True)))
        .select_related("candidate")
        .annotate(
            place=SearchHeadline(
                "text", query, config=CONFIG, start_sel="", stop_sel="", max_words=14, min_words=6
            )
        )
        .order_by("-pk")
    )
    return HitGroup(_("In résumés"), "file-text", [_hit(row) for row in rows])


def _hit(resume: Resume) -> Hit:
    candidate = resume.candidate
    place = " ".join(resume.place.split())  # type: ignore[attr-defined]  # annotated
    return Hit(candidate.name, candidate.get_absolute_url(), candidate.headline, place=place)
