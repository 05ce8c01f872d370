"""The same ratings against what the role asks one level below and one above."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.debriefs.evidence import Observation
from hiring.debriefs.report.model import LevelRow
from hiring.debriefs.words import state_word
from hiring.pipeline.models import Application, Hypothesis
from hiring.requisitions.profiles import adjust_profile, answers_of, rules
from rubrics.assessment.states import Rating, State, stand
from rubrics.models import Competency, Level, ProfileEntry, Stance

Ratings = Mapping[int, list[Rating]]


@dataclass(frozen=True)
class _Need:
    """What a level asks of one competency."""

    competency: int
    name: str
    is_strength: bool
    bar: int


def table(
    application: Application, claims: Sequence[Hypothesis], seen: Iterable[Observation]
) -> list[LevelRow]:
    """Return a row for this job's level and its neighbors; three queries, fewer without a role."""
    ratings: dict[int, list[Rating]] = {}
    for one in seen:
        ratings.setdefault(one.criterion.competency_id, []).append(
            Rating(one.seat.user_id, one.level)
        )
    level = application.requisition.level
    return [
        _row(at, needs, ratings, is_this_job=at == level)
        for at, needs in _needs(application, claims).items()
        if needs
    ]


def _needs(application: Application, claims: Sequence[Hypothesis]) -> dict[str, list[_Need]]:
    requisition, levels = application.requisition, Level.values
    place = levels.index(requisition.level)
    near = levels[max(0, place - 1) : place + 2]
    entries = ProfileEntry.objects.filter(archetype=requisition.archetype, level__in=near)
    by_level: dict[str, list[ProfileEntry]] = {level: [] for level in near}
    for entry in entries.select_related("competency"):
        by_level[entry.level].append(entry)
    key, answers, known = requisition.archetype.key, answers_of(requisition), rules()
    found = {}
    for level in near:
        targets = adjust_profile(by_level[level], key, answers, known)
        found[level] = [
            _Need(
                t.competency.pk, t.competency.name, t.after.stance == Stance.STRENGTH, t.after.bar
            )
            for t in targets
            if t.after.assessed
        ]
    found[requisition.level] = [
        _need(claim.competency, claim.stance, claim.bar_level) for claim in claims
    ]
    return found


def _need(competency: Competency, stance: str, bar: int) -> _Need:
    return _Need(competency.pk, competency.name, stance == Stance.STRENGTH, bar)


def _row(level: str, needs: list[_Need], ratings: Ratings, *, is_this_job: bool) -> LevelRow:
    states = [(need, stand(ratings.get(need.competency, []), need.bar).state) for need in needs]
    # That nobody gave a strong no is not counted as met.
    counted = [(n, s) for n, s in states if not (s == State.MET and n.bar == 2)]
    strengths = [state for need, state in counted if need.is_strength]
    bars = [state for need, state in counted if not need.is_strength]
    return LevelRow(
        level=str(Level(level).label),
        is_this_job=is_this_job,
        strengths_met=strengths.count(State.MET),
        strengths=len(strengths),
        bars_met=bars.count(State.MET),
        bars=len(bars),
        open=_open([(need, state) for need, state in counted if state != State.MET]),
    )


def _open(unmet: Sequence[tuple[_Need, State]]) -> str:
    """Return the first of what is not met with its state, and how many more there are."""
    if not unmet:
        return _("nothing")
    need, state = unmet[0]
    said = f"{need.name} {state_word(state)}"
    rest = len(unmet) - 1
    if not rest:
        return said
    return f"{said}; " + ngettext("%(n)d more", "%(n)d more", rest) % {"n": rest}
