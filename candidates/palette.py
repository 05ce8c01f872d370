"""Candidates in the palette: by name and contact, and by what their résumés say."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from candidates.extension_points import LIST_FACTS
from candidates.models import Candidate
from candidates.searching import found_by, places_of, resumes_with
from hiring.accounts.models import User
from hiring.accounts.palette import MAX_HITS, Hit, HitGroup

# Of so many that are found, the first in order are shown: of people by an index, and where each
# is asked for the words.
MAX_LISTED, MAX_ASKED = 1_000, 200


def find_candidates(user: User, text: str) -> HitGroup:
    """Return those whose name, address, number or profile has the words."""
    people = Candidate.objects.visible_to(user).filter(erased_at=None)
    found = found_by(text, user=user)
    most = MAX_ASKED if found.are_many else MAX_LISTED
    # Put in order here: the database would go through all names in their order for the first few.
    names = people.filter(found.who).order_by().values_list("sort_name", "pk")[:most]
    first = [pk for _name, pk in sorted(names)[:MAX_HITS]]
    rows = list(Candidate.objects.filter(pk__in=first).order_by("sort_name", "pk"))
    pages = _pages(rows, user)
    hits = [Hit(row.name, pages[row.pk], row.headline) for row in rows]
    return HitGroup(_("Candidates"), "users", hits)


def find_in_resumes(user: User, text: str) -> HitGroup:
    """Return those whose résumé has all the words, with the place.

    For those who recruit: a résumé's text has its contact details in it.
    """
    # Here, too, the newest are found by the words first, and put in order afterward.
    resumes = resumes_with(text, user=user).order_by()
    found = sorted(resumes.values_list("pk", "candidate")[:MAX_ASKED], reverse=True)
    ids = [candidate for _resume, candidate in found[:MAX_HITS]]
    places = places_of(text, ids, user=user) if ids else {}
    people = Candidate.objects.filter(pk__in=ids, erased_at=None).in_bulk()
    pages = _pages(list(people.values()), user)
    hits = [
        Hit(people[pk].name, pages[pk], people[pk].headline, place=places[pk])
        for pk in dict.fromkeys(ids)
        if pk in people and pk in places
    ]
    return HitGroup(_("In résumés"), "file-text", hits)


def _pages(people: Sequence[Candidate], user: User) -> dict[int, str]:
    """Return where one works on each of them, by id."""
    facts = LIST_FACTS.of(people, user) if people else {}
    return {person.pk: LIST_FACTS.page_of(person, facts.get(person.pk)) for person in people}
