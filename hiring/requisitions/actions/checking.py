"""What a requisition's values must be, whichever entry point they come through."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import User
from hiring.activity import validation
from hiring.activity.actions import Refused
from hiring.activity.validation import Check, between, line, one_of, points, prose
from hiring.requisitions.models import Requisition
from hiring.ui.visible_text import visible
from rubrics.models import ANSWERS, Perspective

MAX_JOB_TEXT_LENGTH = 20_000
# A year's pay in a currency of small units; far below what the column holds.
MAX_PAY = 2_000_000_000


def checked(values: dict[str, Any], kept: Requisition | None = None) -> dict[str, Any]:
    """Return the values as they are kept; raise Refused for the first that cannot be.

    `kept` gives what is not in `values`, for what is checked together.
    """
    clean = values | validation.checked({n: v for n, v in values.items() if n in _CHECKS}, _CHECKS)
    _check_pay(*(_given(clean, kept, name) for name in ("minimum", "maximum", "currency")))
    return clean


def _given(clean: dict[str, Any], kept: Requisition | None, part: str) -> Any:
    name = f"pay_{part}"
    return clean[name] if name in clean else getattr(kept, name, None)


def _mentor(value: User | None) -> User | None:
    if value is not None and not value.is_active:
        raise Refused(_("%(name)s can no longer sign in.") % {"name": value.name}, field="mentor")
    return value


def _currency(value: str) -> str:
    code = value.strip().upper()
    if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise Refused(_("Enter a three-letter currency code, such as USD."), field="pay_currency")
    return code


def _check_pay(minimum: int | None, maximum: int | None, currency: str | None) -> None:
    if minimum is not None and maximum is not None and minimum > maximum:
        raise Refused(_("The maximum must not be lower than the minimum."), field="pay_maximum")
    if (minimum is not None or maximum is not None) and not currency:
        raise Refused(_("Choose a currency."), field="pay_currency")


def _location(value: str) -> str:
    return visible(value)[:160]


def _amount(field: str) -> Check:
    """An amount, or none."""
    check = between(field, 0, MAX_PAY, outside=_("Enter an amount between 0 and 2,000,000,000."))
    return lambda value: None if value is None else check(value)


def _answer(choice: str) -> Check:
    nothing = ... if choice == "strategy" else ""
    known = ANSWERS[choice].values
    return one_of(choice, known, nothing=nothing, unknown=_("This answer is not valid."))


# The name of a stage or an interview.
checked_name = line(
    "name", empty=_("Enter a name."), too_long=_("A name can have at most %(longest)d characters.")
)
checked_perspective = one_of(
    "perspective", Perspective.values, nothing="", unknown=_("This perspective is not valid.")
)

_CHECKS: dict[str, Check] = {
    "title": line(
        "title",
        160,
        empty=_("Enter a title."),
        too_long=_("A title can have at most %(longest)d characters."),
    ),
    "location": _location,
    "openings": between("openings", 1, 100, outside=_("Enter between 1 and 100 openings.")),
    **{choice: _answer(choice) for choice in ANSWERS},
    "mentor": _mentor,
    "job_text": prose(
        "job_text",
        MAX_JOB_TEXT_LENGTH,
        required=False,
        too_long=_("A job description can have at most 20,000 characters."),
    ),
    "pay_minimum": _amount("pay_minimum"),
    "pay_maximum": _amount("pay_maximum"),
    "pay_currency": _currency,
    "must_haves": points(
        "must_haves",
        200,
        most=12,
        too_many=_(
            "Enter at most 12 must-haves. Each one shrinks the pool; keep only what the work needs."
        ),
        too_long=_("A must-have can have at most 200 characters. Too long: “%(start)s…”"),
    ),
}
