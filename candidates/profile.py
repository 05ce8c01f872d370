"""One candidate as a page shows them: what this person may see of them, in a fixed number of
queries. The pages of higher apps use it too, with the partials `candidates/_profile.html` and
`candidates/_resume.html`."""

from dataclasses import dataclass

from candidates.models import (
    Candidate,
    ContactPoint,
    Document,
    PossibleDuplicate,
    Resume,
    Tagging,
    Touch,
)
from hiring.accounts.models import User

MAX_DUPLICATES = 5


@dataclass(frozen=True)
class Profile:
    candidate: Candidate
    # The current one first.
    resumes: list[Resume]
    # The one that is shown.
    resume: Resume | None
    contact_points: list[ContactPoint]
    documents: list[Document]
    touches: list[Touch]
    taggings: list[Tagging]
    duplicates: list[PossibleDuplicate]
    # Whether the user gets contact details, and original files.
    recruits: bool
    has_files: bool


def profile_of(candidate: Candidate, *, user: User, resume_id: str = "") -> Profile:
    """What the user may see of a candidate whom they may see.

    `resume_id` is the résumé to show instead of the current one, as an address has it.
    """
    rights = Candidate.objects.with_rights(user).only("pk").get(pk=candidate.pk)
    resumes = resumes_of(candidate, user=user)
    asked = [resume for resume in resumes if str(resume.pk) == resume_id]
    contacts = candidate.contact_points.visible_to(user)
    documents = candidate.documents.visible_to(user).select_related("uploaded_by")
    touches = candidate.touches.visible_to(user).select_related("channel__parent", "referrer")
    return Profile(
        candidate=candidate,
        resumes=resumes,
        resume=next(iter([*asked, *resumes]), None),
        contact_points=list(contacts),
        documents=list(documents),
        touches=list(touches),
        taggings=list(candidate.taggings.visible_to(user).select_related("tag")),
        duplicates=_duplicates(candidate, user),
        recruits=rights.is_recruited,
        has_files=rights.has_files,
    )


def resumes_of(candidate: Candidate, *, user: User) -> list[Resume]:
    """The résumés that the user may read, the current one first."""
    return list(Resume.objects.visible_to(user).of(candidate).select_related("document"))


def _duplicates(candidate: Candidate, user: User) -> list[PossibleDuplicate]:
    """Pairs to review. Only for those who see all: the hint tells who else is in the system."""
    if not user.sees_everything or candidate.erased_at or candidate.archived_at:
        return []
    pairs = PossibleDuplicate.objects.visible_to(user).to_review().of(candidate)
    found = list(pairs.select_related("first", "second")[:MAX_DUPLICATES])
    for pair in found:
        pair.other = pair.second if pair.first_id == candidate.pk else pair.first
    return found
