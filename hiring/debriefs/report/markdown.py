"""A debrief as Markdown: the same content in the same order, for notes and mails."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from hiring.debriefs.report.blocks import block
from hiring.debriefs.report.model import Argument, Content, Hypothesis
from hiring.debriefs.report.page_one import deciders, role_line, vote_text
from hiring.debriefs.report.people import votes
from hiring.debriefs.words import (
    after_reading_words,
    contradiction_words,
    count_words,
    interval_words,
    numbered_level,
    of_ten_words,
    overlap_words,
    state_label,
)

# What would otherwise be markup; a program between fences stays as it is.
_MARKUP = re.compile(r"([\\*_`\[\]<>#|])")


def as_markdown(content: Content, *, number: int) -> str:
    """Return the content as Markdown (CommonMark); what people wrote is escaped."""
    parts = [*_head(content, number), *_ratings(content), *_arguments(content), *_cards(content)]
    parts += [f"## {_('Trust')}", " ".join(overlap_words(content)), *content.deviations]
    return "\n\n".join(part for part in parts if part) + "\n"


def plain(text: str) -> str:
    """Return a text on one line in which nothing is markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _head(content: Content, number: int) -> Iterator[str]:
    yield f"# {plain(content.candidate.name)}"
    yield _("For %(role)s. Debrief version %(number)d. Decides: %(who)s.") % {
        "role": plain(role_line(content)),
        "number": number,
        "who": plain(", ".join(deciders(content))) or "—",
    }
    yield " ".join(
        f"**{plain(one.text)}**" if one.strong else plain(one.text) for one in content.reading
    )
    by_person = votes(content)
    yield "\n".join(
        f"- {plain(person.name)}: {plain(vote_text(by_person[person.id]))}"
        for person in content.people
    )


def _ratings(content: Content) -> Iterator[str]:
    groups = [
        (_("Strengths to validate"), content.strengths),
        (_("Minimum bars to check"), content.bars),
    ]
    for title, hypotheses in groups:
        if hypotheses:
            yield f"## {title}"
        for one in hypotheses:
            yield from _hypothesis(one, content)


def _hypothesis(one: Hypothesis, content: Content) -> Iterator[str]:
    said = one.untested if not one.rated else count_words(one.assessment)
    title = f"### {plain(one.name)}: {state_label(one)}, {plain(said)}"
    yield f"{title} ({_('weight')} {one.weight}, {_('needs')} {one.bar})"
    found = block(one, content)
    yield "\n".join(
        f"> {_('Level %(n)d needed') % {'n': one.bar}}: {plain(need.text)}" for need in found.needs
    )
    yield "\n".join(
        f"- **{plain(quote.seen.interviewer)}, {numbered_level(quote.seen.level)}**"
        f" ({plain(quote.seen.criterion)}): {plain(quote.seen.evidence)}"
        + (f" ({after_reading_words(quote.seen)})" if quote.seen.after_reading else "")
        for quote in found.quotes
    )
    yield "\n".join(
        f"- {plain(seen.interviewer)} ({plain(seen.criterion)}): {after_reading_words(seen)}"
        for seen in one.uncounted
    )
    if one.assessment.low is not None:
        interval, of_ten = interval_words(one.assessment), of_ten_words(one.assessment.of_ten)
        said = _("Estimate: level %(interval)s.") % {"interval": interval}
        yield f"{said} {of_ten}".rstrip()


def _arguments(content: Content) -> Iterator[str]:
    for title, arguments in (
        (_("For"), content.arguments_for),
        (_("Against"), content.arguments_against),
    ):
        yield f"## {title}"
        yield "\n".join(f"- {_argument(one, content)}" for one in arguments) or _("Nothing.")
    yield f"## {_('Open')}"
    if content.next_interview:
        yield _("%(minutes)d minutes of %(name)s would tell most.") % {
            "minutes": content.next_interview.minutes,
            "name": plain(content.next_interview.name),
        }
    yield "\n".join(
        f"- **{plain(one.names)}**: {plain(one.text)}" for one in content.open_questions
    )


def _argument(one: Argument, content: Content) -> str:
    about = one.competency or one.note or _("overall recommendation")
    return f"{plain(one.text)} ({plain(content.person(one.interviewer_id).name)}, {plain(about)})"


def _cards(content: Content) -> Iterator[str]:
    yield f"## {_('Each card in its writer’s words')}"
    for card in content.recommendations:
        said = f"- **{plain(card.interviewer)}**, {plain(card.interview)}: "
        said += f"{numbered_level(card.level)}. {plain(card.summary)}"
        if card.contradiction:
            said += f" (* {contradiction_words(card.contradiction)})"
        yield said
