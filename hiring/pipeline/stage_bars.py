"""How many applications of some jobs stand where, and where somebody is overdue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, When
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hiring.accounts.models import SiteRole, User
from hiring.activity import clock
from hiring.pipeline.counting import Counted, count_text
from hiring.pipeline.models import Application, ApplicationStatus
from hiring.requisitions.models import Requisition, Stage
from hiring.requisitions.querysets import hiring_team
from rubrics.models import StageKind

# How stages are headed where many jobs stand below one another.
HEADS = {
    StageKind.APPLIED: gettext_lazy("Applied"),
    StageKind.SCREEN: gettext_lazy("Screen"),
    StageKind.ONSITE: gettext_lazy("Onsite"),
    StageKind.DECISION: gettext_lazy("Decision"),
    StageKind.OFFER: gettext_lazy("Offer"),
    StageKind.HIRED: gettext_lazy("Hired"),
}
# Widths of a bar.
STEPS = 8


@dataclass
class Bar:
    """One kind of stage of one job; `width` compares it with the other jobs, 0 to 8."""

    kind: StageKind
    count: int = 0
    is_late: bool = False
    width: int = 0

    @property
    def text(self) -> str:
        return count_text(self.count) if self.count else "·"

    @cached_property
    def words(self) -> str:
        """What is read out, and shown where the pointer rests."""
        parts = {"stage": self.kind.label, "count": count_text(self.count)}
        return (
            _("%(stage)s: %(count)s, overdue") if self.is_late else "%(stage)s: %(count)s"
        ) % parts


@dataclass(frozen=True)
class Bars:
    all: list[Bar]

    @property
    def active(self) -> int:
        return sum(bar.count for bar in self.all if bar.kind != StageKind.HIRED)


@dataclass(frozen=True)
class JobFacts:
    """What the list of jobs shows of one: where its row leads, and its bars."""

    url: str
    bars: Bars


def facts_for_list(requisitions: Sequence[Requisition], user: User) -> dict[int, JobFacts]:
    """Return them for the jobs whose board the person may open."""
    shown = [requisition for requisition in requisitions if not requisition.is_draft]
    if not (user.sees_everything or user.site_role == SiteRole.COORDINATOR):
        led = hiring_team().leading().filter(user=user, requisition__in=shown)
        known = set(led.values_list("requisition", flat=True))
        shown = [requisition for requisition in shown if requisition.pk in known]
    return {
        pk: JobFacts(reverse("pipeline:board", kwargs={"requisition_id": pk}), bars)
        for pk, bars in bars_of(shown, user).items()
    }


def bars_of(requisitions: Iterable[Requisition], user: User) -> dict[int, Bars]:
    """Return the bars of each job, as far as the person may know; a few queries for all.

    Each count reads an index up to what a page shows; none goes through a whole job.
    """
    found = {
        requisition.pk: {kind: Bar(kind) for kind in StageKind} for requisition in requisitions
    }
    for stage in _counted(list(found), user):
        bar = found[stage.requisition_id][StageKind(stage.kind)]
        bar.count += stage.number  # type: ignore[attr-defined]  # annotated
        bar.is_late |= stage.is_late  # type: ignore[attr-defined]
    for kind in StageKind:
        _compare([bars[kind] for bars in found.values()])
    return {pk: Bars(list(bars.values())) for pk, bars in found.items()}


def _counted(ids: list[int], user: User) -> Iterable[Stage]:
    if not ids:
        return []
    known = Application.objects.not_concealed(user)
    here = known.filter(requisition=OuterRef("requisition"), stage=OuterRef("pk"))
    hired = Counted(here.filter(status=ApplicationStatus.HIRED))
    late = Exists(here.active().filter(due_at__lt=clock.now()))
    number = Case(When(kind=StageKind.HIRED, then=hired), default=Counted(here.active()))
    return Stage.objects.filter(requisition__in=ids).annotate(number=number, is_late=late)


def _compare(bars: list[Bar]) -> None:
    most = max((bar.count for bar in bars), default=0)
    for bar in bars:
        bar.width = -(-STEPS * bar.count // most) if most else 0
