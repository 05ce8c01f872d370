"""Small things that look like the library: competencies, a role, rubrics and questions."""

import factory
from factory.django import DjangoModelFactory

from rubrics.bank.actions.publishing import publish
from rubrics.models import (
    Competency,
    Criterion,
    DataOwnership,
    DesignChoice,
    InterviewKind,
    Level,
    ProfileAdjustment,
    ProfileEntry,
    Question,
    QuestionVersion,
    RoleArchetype,
    Rubric,
    RubricVersion,
    Stance,
)

WEEK = {"modeling": 30, "serving": 20, "data": 20, "analysis": 20, "people": 10}


class CompetencyFactory(DjangoModelFactory):
    class Meta:
        model = Competency

    key = factory.Sequence(lambda n: f"competency-{n}")
    name = factory.Sequence(lambda n: f"Competency {n}")
    definition = "What a person who has it does."
    is_not = "What it is mistaken for."
    position = factory.Sequence(lambda n: n)


class RoleArchetypeFactory(DjangoModelFactory):
    class Meta:
        model = RoleArchetype

    key = factory.Sequence(lambda n: f"role-{n}")
    name = factory.Sequence(lambda n: f"Role {n}")
    short = factory.Sequence(lambda n: f"R{n}")
    summary = "Tells it from its neighbors."
    does = "Work."
    work_product = "A product."
    week = factory.LazyFunction(WEEK.copy)
    ml = software = communication = "medium"


class ProfileEntryFactory(DjangoModelFactory):
    class Meta:
        model = ProfileEntry

    archetype = factory.SubFactory(RoleArchetypeFactory)
    competency = factory.SubFactory(CompetencyFactory)
    level = Level.MID
    stance = Stance.STRENGTH
    weight = 3
    bar_level = 3


class ProfileAdjustmentFactory(DjangoModelFactory):
    class Meta:
        model = ProfileAdjustment

    key = factory.Sequence(lambda n: f"rule-{n}")
    choice = DesignChoice.DATA_OWNERSHIP
    value = DataOwnership.OWN
    competency = factory.SubFactory(CompetencyFactory)
    weight = 1
    because = "Nobody else looks after the data."


class RubricFactory(DjangoModelFactory):
    class Meta:
        model = Rubric

    key = factory.Sequence(lambda n: f"rubric-{n}")
    name = factory.Sequence(lambda n: f"Rubric {n:03}")
    kind = InterviewKind.ML_CODING
    purpose = "Finds something out."


class RubricVersionFactory(DjangoModelFactory):
    """A draft without criteria."""

    class Meta:
        model = RubricVersion

    rubric = factory.SubFactory(RubricFactory)
    number = 1


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = Criterion

    version = factory.SubFactory(RubricVersionFactory)
    position = 1
    competency = factory.SubFactory(CompetencyFactory)
    name = factory.Sequence(lambda n: f"Criterion {n}")
    look_for = "Where it shows."
    anchor_1 = "Says nothing."
    anchor_2 = "Says it when asked."
    anchor_3 = "Says it unasked."
    anchor_4 = "Says it unasked and shows why."


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    key = factory.Sequence(lambda n: f"question-{n}")
    title = factory.Sequence(lambda n: f"Question {n:03}")
    kind = InterviewKind.ML_CODING


class QuestionVersionFactory(DjangoModelFactory):
    """A draft."""

    class Meta:
        model = QuestionVersion

    question = factory.SubFactory(QuestionFactory)
    number = 1
    body = "What is said to the candidate."
    guide = "What good looks like."


def published_rubric(*, criteria: int = 1, number: int = 1, **rubric) -> RubricVersion:
    """A rubric's version as interviews use it; pass `rubric=` to add one to an existing rubric."""
    owner = rubric.pop("rubric", None) or RubricFactory(**rubric)
    version = RubricVersionFactory(rubric=owner, number=number)
    for position in range(1, criteria + 1):
        CriterionFactory(version=version, position=position)
    return publish(version, actor=None)


def published_question(*, competencies=(), number: int = 1, **given) -> QuestionVersion:
    """A question's version as interviews use it; pass `question=` to add one to an existing one."""
    own = {name: given.pop(name) for name in ("key", "title", "kind") if name in given}
    question = given.pop("question", None) or QuestionFactory(**own)
    version = QuestionVersionFactory(question=question, number=number, **given)
    version.competencies.set(competencies)
    return publish(version, actor=None)
