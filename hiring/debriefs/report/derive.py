"""Fill in what a content says by rule, from its ratings and cards."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hiring.debriefs.report import arguments, disagreement, reading
from hiring.debriefs.report.model import Content, Gap, Hypothesis, Observation, Overlap
from hiring.debriefs.report.phrases import within
from hiring.debriefs.report.questions import Possible, open_questions, settles_most

LARGE_GAP = 2


def derive(content: Content, library: Iterable[Possible] = ()) -> Content:
    """Return the content with its reading, quotes, open questions, gaps and contradictions."""
    _note_contradictions(content)
    content.reading = reading.read(content)
    content.arguments_for = arguments.speak_for(content)
    content.arguments_against = arguments.speak_against(content)
    content.open_questions = open_questions(content)
    content.next_interview = settles_most(content, library)
    _compare(content)
    content.perspectives = _apart(content)
    return content


def _observations(content: Content) -> list[Observation]:
    seen = [one for h in content.hypotheses for one in h.rated]
    return [*seen, *(one for one in content.beside if one.level is not None)]


def _note_contradictions(content: Content) -> None:
    bars = {h.name: h.bar for h in content.hypotheses}
    ratings: dict[tuple[int, int], list[tuple[int, int | None]]] = {}
    for seen in [*(o for h in content.hypotheses for o in h.observations), *content.beside]:
        key = (seen.interviewer_id, seen.interview_id)
        if seen.stated is not None:
            ratings.setdefault(key, []).append((seen.stated, bars.get(seen.competency)))
    for card in content.recommendations:
        own = ratings.get((card.interviewer_id, card.interview_id), [])
        card.contradiction = arguments.contradiction(card, own)


def _compare(content: Content) -> None:
    every = _observations(content)
    found = disagreement.compare(
        disagreement.Seen(o.interviewer_id, o.criterion_id, o.competency, o.level or 0)
        for o in every
    )
    content.overlap = Overlap(
        criteria=found.criteria,
        rated_twice=found.rated_twice,
        largest_gap=found.largest_gap,
        competencies=found.competencies,
        seen_by_two=found.seen_by_two,
    )
    by_key = {(o.interviewer_id, o.criterion_id, o.level): o for o in every}
    ids = {h.name: h.id for h in content.hypotheses}
    content.gaps = [
        _gap(by_key[_key(gap.low)], by_key[_key(gap.high)], ids)
        for gap in found.pairs
        if gap.size >= LARGE_GAP
    ]


def _key(seen: disagreement.Seen) -> tuple:
    return seen.interviewer, seen.criterion, seen.level


def _gap(low: Observation, high: Observation, ids: dict[str, int]) -> Gap:
    return Gap(
        competency_id=ids.get(low.competency, 0),
        competency=low.competency,
        criterion_id=low.criterion_id,
        criterion=low.criterion,
        size=(high.level or 0) - (low.level or 0),
        ratings=[high, low],
    )


def _apart(content: Content) -> list[str]:
    """Return where people of one perspective stand at or above and those of another below."""
    sides = {person.id: person.perspective for person in content.people if person.perspective}
    said = (_between(one, sides) for one in content.hypotheses)
    return [sentence for sentence in said if sentence]


def _between(one: Hypothesis, sides: dict[int, str]) -> str:
    answers: dict[str, set[bool]] = {}
    for seen in one.rated:
        if side := sides.get(seen.interviewer_id):
            answers.setdefault(side, set()).add(one.reaches(seen.level))
    above = [side for side, reached in answers.items() if reached == {True}]
    below = [side for side, reached in answers.items() if reached == {False}]
    if not above or not below:
        return ""
    return _("%(competency)s: %(above)s at or above, %(below)s below") % {
        "competency": within(one),
        "above": ", ".join(above),
        "below": ", ".join(below),
    }
