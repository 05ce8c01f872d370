"""What the page and the PDF of a debrief show, from its content: the context of both templates."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.debriefs.report import page_one
from hiring.debriefs.report.blocks import Block, Quote, block, evidence
from hiring.debriefs.report.facts import Criterion, Interview, Person
from hiring.debriefs.report.grid import grids, legend
from hiring.debriefs.report.model import Content, Gap, HistoryUsed
from hiring.debriefs.report.people import recommends, votes
from hiring.debriefs.report.phrases import listed
from hiring.debriefs.report.rows import Row, clipped, rows
from hiring.debriefs.words import assistance_words, contradiction_words, level_word, numbered_level
from hiring.ui.rating_widget import RatingLevel


def shown(content: Content) -> dict[str, Any]:
    """Return what both the page and the PDF need."""
    cards, tables = votes(content), grids(content)
    return {
        "report": content,
        "deciders": page_one.deciders(content),
        "role_line": page_one.role_line(content),
        "settled": page_one.settled(content),
        "people_mode": page_one.people_mode(content),
        "votes": cards,
        "vote_groups": _vote_groups(content),
        "vote_kinds": _vote_kinds(content),
        "vote_lines": [
            (p, cards[p.id], *page_one.vote_line(p.name, cards[p.id])) for p in content.people
        ],
        "unquoted_contradictions": page_one.unquoted_contradictions(content),
        "has_estimates": any(
            hypothesis.assessment.low is not None for hypothesis in content.hypotheses
        ),
        "evidence": evidence(content),
        "beside": [Quote(seen, bool(seen.level and seen.level >= 3)) for seen in content.beside],
        "grids": tables,
        "grid_legend": legend(tables),
        "gaps": [_meeting(gap, content) for gap in content.gaps],
        "care": _care(content),
        "assistance": _assistance(content),
        "history": _history(content),
        "appendix": _appendix(content),
        "anchor_levels": list(RatingLevel.values),
    }


def on_the_web(content: Content) -> dict[str, Any]:
    """Return what the page needs: all quotes, and rows that open to their evidence."""
    entries = [_entry(row, content) for row in rows(content)]
    return {
        **shown(content),
        "strengths": [entry for entry in entries if entry.row.hypothesis.is_strength],
        "bars": [entry for entry in entries if not entry.row.hypothesis.is_strength],
        "arguments_for": content.arguments_for,
        "arguments_against": content.arguments_against,
        "open_questions": content.open_questions,
    }


@dataclass(frozen=True)
class Entry:
    """A row of the picture on the web, with its evidence; places on the axis in percent."""

    row: Row
    block: Block
    need: int
    band: tuple[float, float] | None

    @property
    def zone(self) -> int:
        return 100 - self.need

    @property
    def squares(self) -> range:
        return range(self.row.hypothesis.weight)


def _entry(row: Row, content: Content) -> Entry:
    found, band = row.hypothesis.assessment, None
    if found.low is not None and found.high is not None:
        low, high = (25 * (clipped(level) - 0.5) for level in (found.low, found.high))
        band = (round(low, 1), round(high - low, 1))
    return Entry(
        row=row,
        block=block(row.hypothesis, content),
        need=25 * (row.hypothesis.bar - 1),
        band=band,
    )


@dataclass(frozen=True)
class VoteGroup:
    label: str
    answer: bool | None
    people: list[Person]


def _vote_groups(content: Content) -> list[VoteGroup]:
    """Return people by what they recommend, for where there are too many for a line each."""
    by_person = votes(content)
    answers = {person.id: recommends(by_person[person.id]) for person in content.people}
    labels = [(_("Yes"), True), (_("No"), False), (_("Differs by interview"), None)]
    groups = [
        VoteGroup(label, answer, [p for p in content.people if answers[p.id] is answer])
        for label, answer in labels
    ]
    return [group for group in groups if group.people]


def _vote_kinds(content: Content) -> list[tuple[bool | None, str]]:
    """Return what the initials of people can look like here, and what that says."""
    given = {recommends(cards) for cards in votes(content).values() if cards}
    labels = [(True, _("yes")), (False, _("no")), (None, _("yes and no, by interview"))]
    return [(answer, label) for answer, label in labels if answer in given]


@dataclass(frozen=True)
class Meeting:
    """A gap with both quotes, and the anchors of the levels that were chosen."""

    gap: Gap
    anchors: list[tuple[int, str]]


def _meeting(gap: Gap, content: Content) -> Meeting:
    anchors = next((c.anchors for c in content.criteria if c.id == gap.criterion_id), {})
    levels = sorted(seen.level for seen in gap.ratings if seen.level)
    return Meeting(gap, [(level, anchors[level]) for level in levels if anchors.get(level)])


@dataclass(frozen=True)
class Note:
    """What is to be known before a card is read: its mark in the grid, and why."""

    mark: str
    title: str
    text: str
    quote: str = ""


def _care(content: Content) -> list[Note]:
    return [*_contradicting(content), *_amended(content), *_late(content)]


def _contradicting(content: Content) -> list[Note]:
    found = [
        f"{card.interviewer}, {card.interview}, {contradiction_words(card.contradiction)}."
        for card in content.recommendations
        if card.contradiction
    ]
    asked = _("For the meeting: what did the ratings leave out?")
    return [Note("*", _("Contradicts its card."), " ".join([*found, asked]))] if found else []


def _amended(content: Content) -> list[Note]:
    return [
        Note(
            "†",
            _("Amended after other cards could be read; changed ratings are not counted.")
            if one.after_others
            else _("Amended."),
            f"{one.interviewer}, {one.interview}, {_day(one.at)}: {_changes(one)}.",
            one.why,
        )
        for one in content.amendments
    ]


def _day(at: str) -> str:
    from hiring.debriefs.templatetags.debriefs import us_day

    return us_day(at)


def _changes(amendment: Any) -> str:
    said = [
        _("%(criterion)s from %(old)s to %(new)s")
        % {
            "criterion": level["criterion"],
            "old": numbered_level(level["old"]),
            "new": numbered_level(level["new"]),
        }
        for level in amendment.levels
    ]
    if amendment.overall:
        old, new = (level_word(level) for level in amendment.overall)
        said.append(_("overall from %(old)s to %(new)s") % {"old": old, "new": new})
    return "; ".join(said) or _("words only")


def _late(content: Content) -> list[Note]:
    notes = []
    for card in content.recommendations:
        said = {"who": card.interviewer, "interview": card.interview, "n": card.hours_overdue}
        if card.late:
            text = _("%(who)s, %(interview)s: added after the interview was over.") % said
        elif card.hours_overdue:
            text = _("%(who)s, %(interview)s, overdue by %(n)d hours.") % said
        else:
            continue
        notes.append(Note("‡", _("Late."), text))
    return notes


def _assistance(content: Content) -> list[str]:
    """Return what help was allowed, interviews with the same answer together."""
    by_answer: dict[str, list[str]] = {}
    for interview in content.interviews:
        if words := assistance_words(interview.assistance):
            by_answer.setdefault(words, []).append(interview.name)
    return [f"{listed(names)}: {words}." for words, names in by_answer.items()]


def _history(content: Content) -> list[str]:
    """Return what earlier ratings were used for, in sentences, and what they can't tell."""
    used, own = content.history, _("The levels are your interviewers’ own, strict or lenient.")
    if used is None:
        return [_("None was used: the figures come from this loop’s ratings alone."), own]
    said = {"n": intcomma(used.ratings), "day": _date(used.before), "known": listed(_known(used))}
    if not said["known"]:
        none = _("%(n)s ratings from before %(day)s are too few to correct estimates by.")
        return [none % said, own]
    corrected = _(
        "Estimates are corrected by %(n)s ratings from before %(day)s: for %(known)s. States are"
        " not corrected."
    )
    rubrics = {interview.rubric for interview in content.interviews if interview.rubric}
    rest = _("By the other rubrics, the levels are your interviewers’ own.")
    unknown = own if not used.references else rest if used.references < len(rubrics) else ""
    return [corrected % said, *filter(None, [unknown])]


def _known(used: HistoryUsed) -> list[str]:
    """Return what a history of scorecards gave for this loop."""
    counted = [
        (
            used.interviewers,
            ngettext(
                "how strictly %(n)d of these interviewers rates",
                "how strictly %(n)d of these interviewers rate",
                used.interviewers,
            ),
        ),
        (
            used.criteria,
            ngettext(
                "how strictly %(n)d criterion is rated",
                "how strictly %(n)d criteria are rated",
                used.criteria,
            ),
        ),
        (
            used.competencies,
            ngettext(
                "what candidates usually reach in %(n)d competency",
                "what candidates usually reach in %(n)d competencies",
                used.competencies,
            ),
        ),
        (
            used.references,
            ngettext(
                "how lenient everyone is by %(n)d rubric",
                "how lenient everyone is by %(n)d rubrics",
                used.references,
            ),
        ),
    ]
    return [words % {"n": n} for n, words in counted if n]


def _date(at: str) -> str:
    return date_format(datetime.fromisoformat(at), "M j, Y")


@dataclass(frozen=True)
class RubricOf:
    """One interview with its criteria, each with its anchors from 1 to 4."""

    interview: Interview
    criteria: list["CriterionRow"] = field(default_factory=list)


@dataclass(frozen=True)
class CriterionRow:
    name: str
    texts: list[str]


def _appendix(content: Content) -> list[RubricOf]:
    return [
        RubricOf(interview, [_anchors(c) for c in content.criteria if interview.id in c.interviews])
        for interview in content.interviews
    ]


def _anchors(criterion: Criterion) -> CriterionRow:
    texts = [criterion.anchors.get(level, "") for level in RatingLevel.values]
    return CriterionRow(criterion.name, texts)
