"""Reviews that a person is asked for: on the home page, and as the next step."""

from django.utils.translation import gettext as _

from hiring.accounts.home import HomeCard
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.pipeline.counting import count_of
from hiring.pipeline.home import application_row
from hiring.pipeline.models import Application, ReviewRequest
from hiring.pipeline.next_step import NextStep

MAX_ROWS = 5


def to_review(user: User) -> HomeCard | None:
    """Return the group of résumés that the person is asked to review, the earliest due first."""
    found = ReviewRequest.objects.open().of(user)
    seen = Application.objects.led_by(user).not_concealed(user)
    found = found.filter(application__in=seen)
    reviews = list(
        found.select_related(
            "application__candidate", "application__requisition", "application__stage"
        )[:MAX_ROWS]
    )
    if not reviews:
        return None
    count = count_of(found, reviews, most=MAX_ROWS)
    return HomeCard(
        title=_("Résumés to review"),
        icon="file-search",
        rows=[
            application_row(
                review.application,
                _("Review"),
                url=review.get_absolute_url(),
                status=_("overdue") if review.due_at < clock.now() else "",
            )
            for review in reviews
        ],
        url=reviews[0].get_absolute_url(),
        label=_("Start"),
        count=count,
        figure=_("to review"),
    )


def find_next_step(application: Application, user: User) -> NextStep | None:
    """Return that the person is to review the résumé, or that somebody was asked."""
    review = application.review_requests.open().select_related("reviewer").first()
    if review is None:
        return None
    if review.reviewer_id == user.pk:
        return NextStep(
            _("Review the résumé"),
            url=review.get_absolute_url(),
            label=_("Review"),
            icon="file-search",
            due_at=review.due_at,
        )
    return NextStep(_("Waiting for a review"), review.reviewer.name, due_at=review.due_at)
