"""What is open: what would change how something stands, and which interview settles most."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hiring.debriefs.report.model import Content, Hypothesis, NextInterview, OpenQuestion
from hiring.debriefs.report.phrases import are, capital, listed, within


@dataclass(frozen=True)
class Possible:
    """An interview that the library could add, and of which competencies it is evidence."""

    name: str
    minutes: int
    rubric_id: int
    observes: frozenset[int]


def open_questions(content: Content) -> list[OpenQuestion]:
    """Return what would change this, by weight, strengths first; one views last and together.

    Competencies of which the same is to be said stand together, at the place of the first.
    """
    groups: dict[str, list[Hypothesis]] = {}
    for one in content.hypotheses:
        if one.state in ("not_tested", "not_met", "split"):
            text = one.state if one.state == "split" else _change(one, content)
            groups.setdefault(text, []).append(one)
    found = [
        _splits(alike, content) if text == "split" else _same(text, alike)
        for text, alike in groups.items()
    ]
    singles = [one for one in content.hypotheses if one.state == "one_view"]
    if singles:
        found.append(_singles(singles))
    return found


def _same(text: str, of_text: list[Hypothesis]) -> OpenQuestion:
    first, *others = of_text
    names = listed([first.name, *(within(one) for one in others)])
    return OpenQuestion(names, text, [one.id for one in of_text])


def _splits(splits: list[Hypothesis], content: Content) -> OpenQuestion:
    """Return what a further person would show of all that are split."""
    texts = {_change(one, content) for one in splits}
    if len(texts) == 1:
        return _same(texts.pop(), splits)
    names = listed([f"{within(one)} ({_counts(one)})" for one in splits])
    text = _("one more person shows which way each leans, but they stay split.")
    return OpenQuestion(capital(names), text, [one.id for one in splits])


def _counts(one: Hypothesis) -> str:
    counted = {"n": one.assessment.at_or_above, "people": one.assessment.people}
    return _("%(n)d of %(people)d") % counted


def _change(one: Hypothesis, content: Content) -> str:
    counted = {
        "n": one.assessment.at_or_above,
        "people": one.assessment.people,
        "bar": one.bar,
        "more": one.assessment.at_or_above + 1,
        "next": one.assessment.people + 1,
    }
    if one.state == "not_tested":
        others = [h for h in content.strengths if h is not one and h.state != "met"]
        if one.is_strength and not others and len(content.strengths) > 1:
            return _("met with two people at %(bar)d or more, and so are all strengths.") % counted
        return _("met with two people at %(bar)d or more.") % counted
    if one.state == "not_met":
        said = _("%(n)d of %(people)d; one more person at %(bar)d or more makes a split.")
        return said % counted
    # A split stays one whoever comes.
    said = _(
        "%(n)d of %(people)d; one more person shows which way it leans (%(more)d or %(n)d of"
        " %(next)d), but it stays split."
    )
    return said % counted


def _singles(singles: list[Hypothesis]) -> OpenQuestion:
    names = capital(listed([within(one) for one in singles]))
    # Who differs from the first makes a split: a second person settles it only by agreeing.
    text = are(
        len(singles),
        _("one view; a second person confirms it or splits it."),
        _("one view each; a second person confirms or splits each."),
    )
    return OpenQuestion(names, text, [one.id for one in singles])


def settles_most(
    content: Content, library: Iterable[Possible], *, only: Collection[int] = ()
) -> NextInterview | None:
    """Return the interview whose criteria rate the most weight of what is not met, or of `only`.

    A strength counts twice; of equal ones the shorter, then the library's order. It proposes and
    nothing follows from it.
    """
    wanted = {
        one.id: one.weight * (2 if one.is_strength else 1)
        for one in content.hypotheses
        if (one.id in only if only else one.state != "met")
    }
    best, most = None, 0
    for interview in library:
        worth = sum(wanted.get(pk, 0) for pk in interview.observes)
        if worth > most or (best and worth == most and worth and interview.minutes < best.minutes):
            best, most = interview, worth
    return _proposal(best, content, wanted) if best else None


def _proposal(best: Possible, content: Content, wanted: Collection[int]) -> NextInterview:
    shown = [h for h in content.hypotheses if h.id in best.observes and h.id in wanted]
    return NextInterview(
        name=best.name,
        minutes=best.minutes,
        rubric_id=best.rubric_id,
        competencies=[within(one) for one in shown],
        competency_ids=[one.id for one in shown],
    )
