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
from hiring.pipeline.verbs import concerning
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
    instances = QuestionInstance.objects.of_interview(interview.pk).with_version()
    found = list(instances)
    known = {instance.version_id for instance in found}
    missing = [version for version in interview.questions.all() if version.pk not in known]
    if not missing or _is_settled(interview):
        return found
    _draw(interview, missing, actor)
    return list(instances.all())


@transaction.atomic
def regenerate(*, instance: QuestionInstance, seen: int, actor: User) -> QuestionInstance:
    """Return the use with other numbers than `seen`, which the candidate may know.

    Sent twice it is drawn once. Raises Refused when there is nothing to draw or a scorecard is
    in, Conflict when someone else has drawn meanwhile.
    """
    seat = Seat.objects.of(actor).filter(interview=instance.interview_id).first()
    if seat is None:
        raise Refused(_("Only the interviewers can change the numbers."))
    interview = locked_seat(seat).interview
    instance = QuestionInstance.objects.select_related("version").get(pk=instance.pk)
    generator = generator_for(instance.version)
    if generator is None or instance.seed is None:
        raise Refused(_("This question is the same for every candidate; its numbers don’t change."))
    if _is_settled(interview):
        raise Refused(_("A scorecard has been submitted, so the numbers can no longer change."))
    if has_link(instance):
        raise Refused(_("The candidate has a link to this data. Revoke the link first."))
    if instance.seed != seen:
        return _drawn_already(instance, seen)
    instance.replaced = [*instance.replaced, instance.seed]
    instance.seed, instance.generator_version = (
        _fresh(_met(interview, instance.version)),
        generator.version,
    )
    instance.hints_given = []
    instance.save(update_fields=["seed", "generator_version", "replaced", "hints_given"])
    _record(Verb.QUESTION_REGENERATED, instance, interview, actor)
    return instance


@transaction.atomic
def note_hints(
    *, instance: QuestionInstance, given: Iterable[int], actor: User
) -> QuestionInstance:
    """Note which hints of a question the candidate was given, for everybody in the interview.

    Numbers that the question has no hint for are left out. Refused once a scorecard is in.
    """
    seat = Seat.objects.of(actor).filter(interview=instance.interview_id).first()
    if seat is None:
        raise Refused(_("Only the interviewers can note hints."))
    interview = locked_seat(seat).interview
    if _is_settled(interview):
        raise Refused(_("A scorecard has been submitted, so the hints can no longer change."))
    instance = QuestionInstance.objects.select_related("version").get(pk=instance.pk)
    known = range(1, len(AskedQuestion(instance.version, instance).hints) + 1)
    instance.hints_given = sorted(set(given) & set(known))
    instance.save(update_fields=["hints_given"])
    return instance


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
            instance, is_new = QuestionInstance.objects.get_or_create(
                interview=interview, version=version, defaults=_seed(interview, version)
            )
            if is_new and instance.seed is not None:
                _record(Verb.QUESTION_INSTANTIATED, instance, interview, actor)


def _seed(interview: Interview, version: QuestionVersion) -> dict[str, int | None]:
    generator = generator_for(version)
    if generator is None:
        return {"seed": None, "generator_version": None}
    return {"seed": _fresh(_met(interview, version)), "generator_version": generator.version}


def _met(interview: Interview, version: QuestionVersion) -> set[int]:
    """Return the seeds that the candidate has met, or may have, of what makes this question."""
    generator = generator_for(version)
    instances = QuestionInstance.objects.filter(
        interview__candidate=interview.candidate_id, seed__isnull=False
    ).with_version()
    of_it = [instance for instance in instances if generator_for(instance.version) is generator]
    return {
        seed
        for instance in of_it
        for seed in (instance.seed, *instance.replaced)
        if seed is not None
    }


def _fresh(met: Container[int]) -> int:
    while (seed := secrets.randbelow(MAX_SEED + 1)) in met:
        pass
    return seed


def _drawn_already(instance: QuestionInstance, seen: int) -> QuestionInstance:
    """The second click gets what the first one drew; a page older than that is told."""
    if instance.replaced and instance.replaced[-1] == seen:
        return instance
    raise Conflict(_("The numbers have changed since you opened this page."))


def _record(verb: Verb, instance: QuestionInstance, interview: Interview, actor: User) -> None:
    application = interview.loop.application
    record(
        verb,
        on=instance,
        actor=actor,
        interview=interview.name,
        question=instance.version.question_id,
        **concerning(application),
    )
