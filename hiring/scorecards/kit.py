"""What an interviewer needs for one interview, gathered in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms.boundfield import BoundField

from candidates.models import Resume
from hiring.accounts.models import User
from hiring.interviews.loop_defaults import assistance_in
from hiring.interviews.models import Interview, Seat
from hiring.pipeline import hypotheses
from hiring.pipeline.models import Application, Hypothesis
from hiring.scorecards.forms import CardForm
from hiring.scorecards.instances import AskedQuestion, asked
from hiring.scorecards.models import QuestionInstance
from hiring.scorecards.take_homes import newest_links
from rubrics.content.project_probes.projects import ProjectText, projects_of
from rubrics.models import Assistance, Criterion, InterviewKind, RubricVersion


@dataclass(frozen=True)
class Tested:
    """A hypothesis that this interview is to test, and the criteria that give evidence of it."""

    hypothesis: Hypothesis
    criteria: list[Criterion]


@dataclass(frozen=True)
class Entry:
    """One criterion of the card: its fields, where somebody fills it in."""

    criterion: Criterion
    anchors: dict[int, str]
    hypothesis: Hypothesis | None
    level: BoundField | None = None
    evidence: BoundField | None = None


@dataclass(frozen=True)
class Kit:
    """One interview's kit for one person; `seat` is their own, None for who only looks on."""

    interview: Interview
    seat: Seat | None
    panel: list[Seat]
    # Who shadows it, or leads it while an interviewer watches.
    learners: list[Seat]
    viewer: User
    rubric_version: RubricVersion
    criteria: list[Criterion]
    questions: list[AskedQuestion]
    tested: list[Tested]
    resume: Resume | None
    # What the candidate may use.
    assistance: Assistance

    @property
    def application(self) -> Application:
        return self.interview.loop.application

    @property
    def learning(self) -> Seat | None:
        """The person's own seat where they are there to learn."""
        return next((seat for seat in self.learners if seat.user_id == self.viewer.pk), None)

    @property
    def is_not_instantiated(self) -> bool:
        """Whether a question has not been settled on an instance yet."""
        return any(question.instance is None for question in self.questions)

    @property
    def can_regenerate(self) -> bool:
        """Whether the person may take other numbers: it is theirs, and nobody has rated it."""
        seats = [self.seat, *self.panel] if self.seat else []
        return bool(seats) and not any(seat.submitted_at for seat in seats)

    @property
    def seeds(self) -> str:
        """Return the seeds of its instances, as an open page remembers them: "12.9"."""
        return ".".join(
            str(question.seed) for question in self.questions if question.is_instantiated
        )

    @property
    def projects(self) -> list[ProjectText]:
        """Return the projects of the résumé that could be probed, in its order."""
        return projects_of(self.resume.visible_data) if self.resume else []

    def question(self, version_id: int) -> AskedQuestion | None:
        """Return the question of this version, if it is one of the interview's."""
        return next(
            (question for question in self.questions if question.version.pk == version_id), None
        )

    def entries(self, form: CardForm | None = None) -> list[Entry]:
        """Return the criteria in the rubric's order, with the form's fields when there is one."""
        by_competency = {one.hypothesis.competency_id: one.hypothesis for one in self.tested}
        return [
            Entry(
                criterion=criterion,
                anchors={level: text for level, _label, text in criterion.anchors},
                hypothesis=by_competency.get(criterion.competency_id),
                level=form.level_field(criterion) if form else None,
                evidence=form.evidence_field(criterion) if form else None,
            )
            for criterion in self.criteria
        ]


def kit_of(interview: Interview, user: User) -> Kit:
    """Return the kit of an interview that the user may see; `interview` comes with its subject."""
    sitting = Seat.everyone.active().filter(interview=interview)
    everyone = list(sitting.select_related("user").order_by("id"))
    seats = [seat for seat in everyone if not seat.learns]
    version = RubricVersion.objects.with_criteria().get(pk=interview.rubric_version_id)
    criteria = list(version.criteria.all())
    stated = hypotheses.of(interview.loop.application)
    return Kit(
        interview=interview,
        seat=next((seat for seat in seats if seat.user_id == user.pk), None),
        panel=[seat for seat in seats if seat.user_id != user.pk],
        learners=[seat for seat in everyone if seat.learns],
        viewer=user,
        rubric_version=version,
        criteria=criteria,
        questions=_questions(interview),
        tested=list(_tested(stated, criteria)),
        resume=_resume(interview.loop.application, user),
        assistance=assistance_in(interview),
    )


def _questions(interview: Interview) -> list[AskedQuestion]:
    chosen = interview.questions.with_competencies().order_by("question__title", "pk")
    instances = list(QuestionInstance.objects.of_interview(interview.pk))
    is_take_home = interview.kind == InterviewKind.TAKE_HOME
    return asked(list(chosen), instances, newest_links(instances) if is_take_home else None)


def _tested(stated: Iterable[Hypothesis], criteria: list[Criterion]) -> Iterable[Tested]:
    for hypothesis in stated:
        evidence = [
            criterion
            for criterion in criteria
            if criterion.competency_id == hypothesis.competency_id
        ]
        if evidence:
            yield Tested(hypothesis, evidence)


def _resume(application: Application, user: User) -> Resume | None:
    """The current one, the same as on the candidate's page."""
    return Resume.objects.visible_to(user).of(application.candidate).first()
