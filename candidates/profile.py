"""One candidate as a page shows them: what this person may see of them, in a fixed number of
queries. The pages of higher rooms use it too, with the partials `candidates/_profile.html` and
`candidates/_resume.html`."""

from dataclasses import dataclass

from candidates.models import Candidate, ContactPoint, Document, Resume, Touch

MOST_DUPLICATES = 5


@dataclass(frozen=True)
class Profile:
    candidate: Candidate
    resume: Resume | None
    contact_points: list[ContactPoint]
    documents: list[Document]
    touches: list[Touch]
    duplicates: list[Candidate]
    # Whether the user gets contact details and original files.
    recruits: bool


def profile_of(candidate: Candidate, *, user) -> Profile:
    """What the user may see of a candidate whom they may see."""
    contacts = candidate.contact_points.visible_to(user)
    documents = candidate.documents.visible_to(user).select_related("uploaded_by")
    touches = candidate.touches.visible_to(user).select_related("channel__parent", "referrer")
    return Profile(
        candidate=candidate,
        resume=candidate.resumes.visible_to(user).select_related("document").first(),
        contact_points=list(contacts),
        documents=list(documents),
        touches=list(touches),
        duplicates=_duplicates(candidate, user),
        recruits=Candidate.objects.filter(pk=candidate.pk).recruited_by(user).exists(),
    )


def _duplicates(candidate: Candidate, user) -> list[Candidate]:
    """Only for those who see all: the hint itself tells who else is in the system."""
    if not user.sees_everything or candidate.erased_at:
        return []
    found = Candidate.objects.possible_duplicates_of(candidate).order_by("sort_name", "pk")
    return list(found[:MOST_DUPLICATES])
