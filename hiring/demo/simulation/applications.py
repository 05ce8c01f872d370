"""The rows of simulated applications: candidates, what they sent, their way and its record."""

import hashlib
import random
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Model

from candidates.keys import name_key, name_words
from candidates.models import (
    FOLDER,
    KEY_LETTERS,
    Candidate,
    CandidateAccess,
    ContactKind,
    ContactPoint,
    Document,
    DocumentKind,
    Resume,
    SourceChannel,
    Touch,
)
from candidates.verbs import Verb as CandidateVerb
from hiring.activity.models import Event
from hiring.demo.simulation.company import SimulatedJob
from hiring.demo.simulation.history import Course, Step, draw_course
from hiring.demo.simulation.interviews import Loops
from hiring.demo.simulation.loading import Copied
from hiring.demo.simulation.people import Person, draw_person
from hiring.pipeline.actions.waiting_on import due_in, turn_in
from hiring.pipeline.models import (
    Application,
    ApplicationStatus,
    Note,
    Party,
    RejectionReason,
    Transition,
)
from hiring.pipeline.verbs import Verb
from hiring.requisitions.actions.team import group_key_of
from hiring.requisitions.models import MAX_OPENINGS

# Of all applications, how many are a second one of somebody who has applied before.
SECOND = 0.06
# One file stands for all originals: what was read from it differs, and is in the table.
ORIGINAL = b"The original of a simulated resume is not kept. Read what was read from it.\n"
NOTES = (
    "Strong on evaluation, ask about ownership in production.",
    "Notice period of three months.",
    "Referred by a former colleague; wants to move closer to the product.",
    "Good screen. Check depth in statistics.",
    "Salary expectation is at the top of the range.",
)
ENDINGS = {"rejected": Verb.REJECTED, "withdrawn": Verb.WITHDRAWN, "hired": Verb.HIRED}
SOURCES = {"network": 40, "direct": 25, "referral": 10, "agency": 8, "campus": 6, "code": 4}
# Which columns of each table are written, in the order in which rows name their values.
COLUMNS: dict[type[Model], str] = {
    Candidate: "name sort_name name_words search_text headline location zone created_at created_by",
    ContactPoint: "candidate kind value normalized position",
    Document: "candidate kind file name media_type size sha256 uploaded_by uploaded_at",
    Resume: "candidate document data text read_at",
    Touch: "candidate channel at actor",
    CandidateAccess: "candidate group_key",
    Application: (
        "candidate requisition stage status resume touch applied_at entered_stage_at ended_at "
        "rejection_reason waiting_on due_at next_interview_at created_by updated_at"
    ),
    Transition: "application from_stage to_stage from_status to_status from_since reason at actor",
    Note: "application author body created_at",
    Event: (
        "at actor verb object_type object_id candidate_id application_id requisition_id choices"
    ),
}


class Applications:
    """Writes applications one after another, in the order in which they arrived."""

    def __init__(self, draw: random.Random, now: datetime) -> None:
        self.draw, self.now = draw, now
        self.candidates = _copied(Candidate)
        self.contacts = _copied(ContactPoint)
        # Contacts that come in later would write to each of their candidates once more.
        self.candidates.preceded_by.append(self.contacts)
        self.documents = _copied(Document)
        self.resumes = _copied(Resume)
        self.touches = _copied(Touch)
        self.access = _copied(CandidateAccess)
        self.applications = _copied(Application)
        self.transitions = _copied(Transition)
        self.notes = _copied(Note)
        self.events = _copied(Event)
        self.loops = Loops(draw, now, self.events, self.access)
        self.file = _original()
        self.reasons = {
            by_candidate: list(RejectionReason.objects.filter(by_candidate=by_candidate))
            for by_candidate in (True, False)
        }
        self.filled = RejectionReason.objects.get(key="position-filled")
        channels = list(SourceChannel.objects.filter(archived_at=None).order_by("key"))
        self.channels = [channel.pk for channel in channels]
        self.weights = [SOURCES.get(channel.kind, 2) for channel in channels]
        # Candidate, résumé, touch and job of the last few, of whom one applies again.
        self.recent: list[tuple[int, int, int, int]] = []

    @property
    def tables(self) -> list[Copied]:
        """Everything that is written, what is pointed at first."""
        return [
            self.candidates,
            self.contacts,
            self.documents,
            self.resumes,
            self.touches,
            self.access,
            self.applications,
            self.transitions,
            self.notes,
            self.events,
            *self.loops.tables,
        ]

    def add(self, job: SimulatedJob, applied_at: datetime) -> None:
        """Write one application with its whole way."""
        course = draw_course(
            self.draw,
            [stage.kind for stage in job.stages],
            applied_at,
            now=self.now,
            closed_at=job.closed_at,
            can_hire=job.hired < MAX_OPENINGS,
        )
        candidate, resume, touch = self._who(job, applied_at)
        application = self.applications.next_id
        last, reason = self._way(job, course, application, candidate)
        facts = self.loops.add(job, course, application, candidate)
        stage, entered_at = job.stages[course.steps[-1].stage], course.steps[-1].at
        waiting_on, due_at, next_at = facts or (turn_in(stage), due_in(stage, entered_at), None)
        if course.end:
            waiting_on, due_at, next_at = Party.NOBODY, None, None
        job.hired += course.end == ApplicationStatus.HIRED
        self.applications.add(
            candidate,
            job.requisition.pk,
            stage.pk,
            course.end or "active",
            resume,
            touch,
            applied_at,
            entered_at,
            course.ended_at,
            reason,
            str(waiting_on),
            due_at,
            next_at,
            job.recruiter.pk,
            last,
        )
        self.access.add(candidate, group_key_of(job.requisition))
        if self.draw.random() < 0.08:
            self._note(job, application, candidate, applied_at)

    def finish(self) -> None:
        for table in self.tables:
            table.finish()

    # ---- Who -------------------------------------------------------------------------------

    def _who(self, job: SimulatedJob, at: datetime) -> tuple[int, int, int]:
        if self.recent and self.draw.random() < SECOND:
            candidate, resume, touch, earlier = self.draw.choice(self.recent)
            if earlier != job.requisition.pk:
                self.recent = [row for row in self.recent if row[0] != candidate]
                return candidate, resume, touch
        person = draw_person(self.draw, self.candidates.next_id, at.year)
        row = self._person(person, job, at)
        self.recent = [*self.recent[-40:], (*row, job.requisition.pk)]
        return row

    def _person(self, person: Person, job: SimulatedJob, at: datetime) -> tuple[int, int, int]:
        contacts = [(ContactKind.EMAIL.value, person.email, person.email)]
        if person.phone:
            contacts.append((ContactKind.PHONE.value, person.phone, person.phone))
        if person.profile:
            url = person.profile
            contacts.append((ContactKind.URL.value, url, url.removeprefix("https://")))
        sort_name, words = _keys(person.name)
        candidate = self.candidates.add(
            person.name,
            sort_name,
            words,
            _search_text(words, contacts),
            person.headline,
            person.location,
            person.zone,
            at,
            job.recruiter.pk,
        )
        for position, contact in enumerate(contacts):
            self.contacts.add(candidate, *contact, position)
        document = self.documents.add(
            candidate,
            DocumentKind.RESUME.value,
            self.file,
            "resume.txt",
            "text/plain",
            len(ORIGINAL),
            hashlib.sha256(ORIGINAL).hexdigest(),
            job.recruiter.pk,
            at,
        )
        resume = self.resumes.add(candidate, document, person.resume, person.text, at)
        channel = self.draw.choices(self.channels, weights=self.weights)[0]
        touch = self.touches.add(candidate, channel, at, job.recruiter.pk)
        self.events.add(
            at,
            job.recruiter.pk,
            CandidateVerb.CANDIDATE_ADDED.value,
            "candidates.candidate",
            candidate,
            candidate,
            None,
            None,
            {},
        )
        return candidate, resume, touch

    # ---- Its way ---------------------------------------------------------------------------

    def _way(
        self, job: SimulatedJob, course: Course, application: int, candidate: int
    ) -> tuple[datetime, int | None]:
        """Write its transitions; return when the last happened, and the reason of its end."""
        # Into the last stage a hire leads, which is an ending.
        walked = course.steps[:-1] if course.end == "hired" else course.steps
        self._entered(job, application, candidate, walked[0])
        for before, step in pairwise(walked):
            self._advanced(job, application, candidate, before, step)
        if course.ended_at is None:
            return walked[-1].at, None
        reason = self._reason(course)
        told = {"reason": reason.label, "reason_key": reason.key} if reason else {}
        self._record(job, application, candidate, course.ended_at, ENDINGS[course.end], **told)
        self.transitions.add(
            application,
            job.stages[walked[-1].stage].pk,
            job.stages[course.steps[-1].stage].pk,
            "active",
            course.end,
            walked[-1].at,
            reason.pk if reason else None,
            course.ended_at,
            job.recruiter.pk,
        )
        return course.ended_at, reason.pk if reason else None

    def _entered(self, job: SimulatedJob, application: int, candidate: int, step: Step) -> None:
        stage, actor = job.stages[step.stage], job.recruiter.pk
        self._record(job, application, candidate, step.at, Verb.APPLIED, stage=stage.name)
        self.transitions.add(application, None, stage.pk, "", "active", None, None, step.at, actor)

    def _advanced(
        self, job: SimulatedJob, application: int, candidate: int, before: Step, step: Step
    ) -> None:
        came_from, stage = job.stages[before.stage], job.stages[step.stage]
        self._record(
            job,
            application,
            candidate,
            step.at,
            Verb.ADVANCED,
            from_stage=came_from.name,
            to_stage=stage.name,
            from_kind=came_from.kind,
            to_kind=stage.kind,
        )
        self.transitions.add(
            application,
            came_from.pk,
            stage.pk,
            "active",
            "active",
            before.at,
            None,
            step.at,
            job.recruiter.pk,
        )

    def _reason(self, course: Course) -> RejectionReason | None:
        if course.end == ApplicationStatus.HIRED:
            return None
        if course.is_filled:
            return self.filled
        return self.draw.choice(self.reasons[course.end == ApplicationStatus.WITHDRAWN])

    def _record(
        self,
        job: SimulatedJob,
        application: int,
        candidate: int,
        at: datetime,
        verb: Verb,
        **choices: str,
    ) -> None:
        self.events.add(
            at,
            job.recruiter.pk,
            verb.value,
            "pipeline.application",
            application,
            candidate,
            application,
            job.requisition.pk,
            choices,
        )

    def _note(self, job: SimulatedJob, application: int, candidate: int, at: datetime) -> None:
        at = min(at + timedelta(hours=self.draw.randint(2, 60)), self.now)
        note = self.notes.add(application, job.recruiter.pk, self.draw.choice(NOTES), at)
        self.events.add(
            at,
            job.recruiter.pk,
            Verb.NOTE_ADDED.value,
            "pipeline.note",
            note,
            candidate,
            application,
            job.requisition.pk,
            {},
        )


@lru_cache(maxsize=100_000)
def _keys(name: str) -> tuple[str, str]:
    return name_key(name)[:KEY_LETTERS], name_words(name)


def _search_text(words: str, contacts: list[tuple[str, str, str]]) -> str:
    """As the trigger of candidates/search_text.py, writes it again."""
    keys = (normalized for _kind, _value, normalized in contacts)
    apart = str.maketrans("@.-_+/", "      ")
    return f"{words}\n " + " ".join(f"{key} {key.translate(apart)}" for key in keys)


def _original() -> str:
    """Return where the one file lies that stands for all originals."""
    path = f"{FOLDER}/simulated/resume.txt"
    return (
        path if default_storage.exists(path) else default_storage.save(path, ContentFile(ORIGINAL))
    )


def _copied(model: type[Model]) -> Copied:
    return Copied(model, *COLUMNS[model].split())
