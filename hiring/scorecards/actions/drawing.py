"""Drawing the instance of each question that an interview uses, once for everybody in it."""

import secrets
from collections.abc import Container, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.models import Candidate
from hiring.accounts.models import User
from hiring.activity.actions import Conflict, Refused, record
from hiring.interviews.actions.loop_state import locked_seat
from hiring.interviews.models import Interview, Seat
from hiring.scorecards.actions.linking import has_link
from hiring.scorecards.instances import AskedQuestion, generator_for
from hiring.scorecards.models import MAX_SEED, QuestionInstance
from hiring.scorecards.verbs import Verb
from rubrics.models import QuestionVersion


def instantiate_questions(*, interview: Interview, actor: User) -> list[QuestionInstance]:
    """Return which instance of each of its questions the interview uses.

    Drawn when the kit is first opened, and the same for anyone who opens it later. An interview
    that is off or has a scorecard in draws no more: nobody was asked that instance.
    """
    uses = QuestionInstance.objects.of_interview(interview.pk).with_version()
    found = list(uses)
    known = {use.version_id for use in found}
    missing = [version for version in interview.questions.all() if version.pk not in known]
    if not missing or _is_settled(interview):
        return found
    _draw(interview, missing, actor)
    return list(uses.all())


@transaction.atomic
def regenerate(*, use: QuestionInstance, seen: int, actor: User) -> QuestionInstance:
    """Return the use with other numbers than `seen`, which the candidate may know.

    Sent twice it is drawn once. Raises Refused when there is nothing to draw or a scorecard is
    in, Conflict when someone else has drawn meanwhile.
    """
    seat = Seat.objects.of(actor).filter(interview=use.interview_id).first()
    if seat is None:
        raise Refused(_("Only the interviewers can change the numbers."))
    interview = locked_seat(seat).interview
    use = QuestionInstance.objects.select_related("version").get(pk=use.pk)
    generator = generator_for(use.version)
    if generator is None or use.seed is None:
        raise Refused(_("This question is the same for every candidate; its numbers don’t change."))
    if _is_settled(interview):
        raise Refused(_("A scorecard has been submitted, so the numbers can no longer change."))
    if has_link(use):
        raise Refused(_("The candidate has a link to this data. Revoke the link first."))
    if use.seed != seen:
        return _drawn_already(use, seen)
    use.replaced = [*use.replaced, use.seed]
    use.seed, use.generator_version = _fresh(_met(interview, use.version)), generator.version
    use.hints_given = []
    use.save(update_fields=["seed", "generator_version", "replaced", "hints_given"])
    _record(Verb.QUESTION_REGENERATED, use, interview, actor)
    return use


@transaction.atomic
def note_hints(*, use: QuestionInstance, given: Iterable[int], actor: User) -> QuestionInstance:
    """Note which hints of a question the candidate was given, for everybody in the interview.

    Numbers that the question has no hint for are left out. Refused once a scorecard is in.
    """
    seat = Seat.objects.of(actor).filter(interview=use.interview_id).first()
    if seat is None:
        raise Refused(_("Only the interviewers can note hints."))
    interview = locked_seat(seat).interview
    if _is_settled(interview):
        raise Refused(_("A scorecard has been submitted, so the hints can no longer change."))
    use = QuestionInstance.objects.select_related("version").get(pk=use.pk)
    known = range(1, len(AskedQuestion(use.version, use).hints) + 1)
    use.hints_given = sorted(set(given) & set(known))
    use.save(update_fields=["hints_given"])
    return use


def _is_settled(interview: Interview) -> bool:
    seats = Seat.objects.active().filter(interview=interview)
    return not interview.is_booked or seats.submitted().exists()


@transaction.atomic
def _draw(interview: Interview, versions: list[QuestionVersion], actor: User) -> None:
    """Write the missing uses. Two who open the kit at once draw one after the other."""
    # The person's row, since seeds are unlike in all of their interviews.
    Candidate.objects.select_for_update(no_key=True).get(pk=interview.candidate_id)
    drawn = QuestionInstance.objects.of_interview(interview.pk).values_list("version", flat=True)
    for version in versions:
        if version.pk not in drawn:
            use, is_new = QuestionInstance.objects.get_or_create(
                interview=interview, version=version, defaults=_seed(interview, version)
            )
            if is_new and use.seed is not None:
                _record(Verb.QUESTION_INSTANTIATED, use, interview, actor)


def _seed(interview: Interview, version: QuestionVersion) -> dict[str, int | None]:
    generator = generator_for(version)
    if generator is None:
        return {"seed": None, "generator_version": None}
    return {"seed": _fresh(_met(interview, version)), "generator_version": generator.version}


def _met(interview: Interview, version: QuestionVersion) -> set[int]:
    """Return the seeds that the candidate has met, or may have, of what makes this question."""
    generator = generator_for(version)
    uses = QuestionInstance.objects.filter(
        interview__candidate=interview.candidate_id, seed__isnull=False
    ).with_version()
    of_it = [use for use in uses if generator_for(use.version) is generator]
    return {seed for use in of_it for seed in (use.seed, *use.replaced) if seed is not None}


def _fresh(met: Container[int]) -> int:
    while (seed := secrets.randbelow(MAX_SEED + 1)) in met:
        pass
    return seed


def _drawn_already(use: QuestionInstance, seen: int) -> QuestionInstance:
    """The second click gets what the first one drew; a page older than that is told."""
    if use.replaced and use.replaced[-1] == seen:
        return use
    raise Conflict(_("The numbers have changed since you opened this page."))


def _record(verb: Verb, use: QuestionInstance, interview: Interview, actor: User) -> None:
    application = interview.loop.application
    record(
        verb,
        on=use,
        actor=actor,
        interview=interview.name,
        question=use.version.question_id,
        candidate=interview.candidate_id,
        application=application,
        requisition=application.requisition_id,
    )
