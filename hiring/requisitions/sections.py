"""The builder's sections, and what each of them leaves open before an opening can be advertised."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hiring.accounts.models import TeamRole
from hiring.requisitions.coverage.plan import Coverage
from hiring.requisitions.mentoring import mentor_problem
from hiring.requisitions.models import HiringTeamMember, Requisition


@dataclass(frozen=True)
class Section:
    label: str | Promise
    route: str
    icon: str


SECTIONS = {
    "role_context": Section(gettext_lazy("Role and context"), "requisitions:build", "building"),
    "profile": Section(gettext_lazy("Competencies"), "requisitions:build_profile", "target"),
    "loop": Section(gettext_lazy("Stages and interviews"), "requisitions:build_loop", "stairs"),
    "text": Section(gettext_lazy("Pay and description"), "requisitions:build_text", "file-text"),
    "team": Section(gettext_lazy("Hiring team"), "requisitions:build_team", "users"),
    "ready": Section(gettext_lazy("Open"), "requisitions:build_ready", "rocket"),
}


@dataclass(frozen=True)
class Question:
    """Something that is open yet; it holds nothing back."""

    section: str
    text: str
    requisition_id: int

    @property
    def label(self) -> str:
        """The section that answers it."""
        return str(SECTIONS[self.section].label)

    @property
    def url(self) -> str:
        kwargs = {"requisition_id": self.requisition_id}
        return reverse(SECTIONS[self.section].route, kwargs=kwargs)


@dataclass(frozen=True)
class SectionLink:
    """One line of the builder's index."""

    name: str
    label: str
    url: str
    icon: str
    active: bool
    open_questions: int


def sections_of(
    requisition: Requisition, questions: Iterable[Question], *, here: str
) -> list[SectionLink]:
    """Return the index of the builder; `here` is the section that is shown."""
    targets = [question.section for question in questions]
    return [
        SectionLink(
            name=name,
            label=_("State") if name == "ready" and not requisition.is_draft else str(kind.label),
            url=reverse(kind.route, kwargs={"requisition_id": requisition.pk}),
            icon=kind.icon,
            active=name == here,
            open_questions=targets.count(name),
        )
        for name, kind in SECTIONS.items()
    ]


def open_questions(
    requisition: Requisition, coverage: Coverage, team: Sequence[HiringTeamMember]
) -> list[Question]:
    """Return what is not said or not covered yet, in the order of the sections."""
    by_section = {
        "role_context": _of_role_context(requisition),
        "profile": _of_profile(coverage),
        "loop": _of_loop(coverage),
        "text": _of_text(requisition),
        "team": _of_team(team),
    }
    return [
        Question(section, text, requisition.pk)
        for section, texts in by_section.items()
        for text in texts
    ]


def _of_role_context(requisition: Requisition) -> Iterable[str]:
    if problem := mentor_problem(requisition):
        yield problem
    if requisition.organization is None:
        yield _("How ML is organized is not specified.")
    choices = (requisition.emphasis, requisition.data_ownership, requisition.model_ownership)
    if not all(choices):
        yield _("Data ownership, model ownership or the software/research focus is not specified.")


def _of_profile(coverage: Coverage) -> Iterable[str]:
    if not coverage.rows:
        yield _("No competencies to test.")


def _of_loop(coverage: Coverage) -> Iterable[str]:
    alike: dict[str, list[str]] = {}
    for row in coverage.problems:
        alike.setdefault(row.problem, []).append(row.competency.name)
    for problem, names in alike.items():
        yield f"{', '.join(names)}: {problem}"
    for perspective in coverage.missing_perspectives:
        yield _("No planned interview has the %(perspective)s perspective.") % {
            "perspective": perspective.label.lower()
        }
    for planned in coverage.unobserved:
        yield _("%(interview)s covers no competency in this profile.") % {"interview": planned.name}
    for day in coverage.too_long:
        text = _("%(stage)s takes %(minutes)d minutes of candidate time.")
        yield text % {"stage": day.stage.name, "minutes": day.minutes}


def _of_text(requisition: Requisition) -> Iterable[str]:
    if requisition.pay_minimum is None and requisition.pay_maximum is None:
        yield _("No pay range. Some states require one, and candidates look for it.")
    if not requisition.location:
        yield _("No location.")
    if not requisition.job_text:
        yield _("No job description yet.")


def _of_team(team: Sequence[HiringTeamMember]) -> Iterable[str]:
    roles = {member.role for member in team}
    if TeamRole.HIRING_MANAGER not in roles:
        yield _("No hiring manager on the team to make the decision.")
    if TeamRole.INTERVIEWER not in roles:
        yield _("No interviewers on the team yet.")
