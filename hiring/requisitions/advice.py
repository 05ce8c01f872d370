"""The linter's findings on a requisition, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hiring.activity import clock
from hiring.requisitions.actions.checking import MAX_JOB_TEXT_LENGTH
from hiring.requisitions.job_text import Finding, Rule, lint
from hiring.requisitions.models import Requisition

LABELS = {
    Rule.STACKED_DEMANDS: _("too many requirements"),
    Rule.YOUNG_TOOL: _("more years than the tool has existed"),
    Rule.YEARS_OF_TOOL: _("years with a tool"),
    Rule.PEDIGREE: _("pedigree"),
    Rule.EXCLUSIONARY: _("excludes people"),
    Rule.THREE_ROLES: _("three roles in one"),
    Rule.MISSING_PAY: _("no pay range"),
    Rule.MISSING_LEVEL: _("no level"),
    Rule.MISSING_WORK: _("no description of the work"),
}
# More than can be kept; what is typed beyond is refused when it is sent.
_MAX_LINES = 40
_MAX_LENGTH = 1_000
# The form asks for it beside the text, and refuses to go on without.
_LEVEL_IS_ASKED = "asked"


@dataclass(frozen=True)
class Advice:
    label: str | Promise
    finding: Finding


def advice_on(requisition: Requisition) -> list[Advice]:
    """Return what title, job text, must-haves and a missing pay range cost."""
    has_pay = not (requisition.pay_minimum is None and requisition.pay_maximum is None)
    text = _whole(requisition.title, requisition.job_text)
    return _advice(text, requisition.must_haves, has_pay)


def advice_on_form(values: Mapping[str, str]) -> list[Advice]:
    """Return the same for what was typed into the form, right or wrong; an empty one has none.

    What is missing is asked of a job text only where there is one.
    """
    title = values.get("title", "")[:_MAX_LENGTH]
    job_text = values.get("job_text", "")[:MAX_JOB_TEXT_LENGTH]
    lines = [line[:_MAX_LENGTH] for line in values.get("must_haves", "").splitlines()]
    if not any(part.strip() for part in (title, job_text, *lines)):
        return []
    has_pay = bool(values.get("pay_minimum") or values.get("pay_maximum"))
    return _advice(_whole(title, job_text), lines[:_MAX_LINES], has_pay)


def _whole(title: str, job_text: str) -> str:
    """The advertisement: its title on a line of its own, as the linter knows texts."""
    return f"{title}\n\n{job_text}" if job_text.strip() else title


def _advice(text: str, must_haves: list[str], has_pay: bool) -> list[Advice]:
    findings = lint(
        text,
        must_haves,
        level=_LEVEL_IS_ASKED,
        has_pay_range=has_pay,
        year=clock.now().year,
        say=gettext,
    )
    return [Advice(LABELS[finding.rule], finding) for finding in findings]
