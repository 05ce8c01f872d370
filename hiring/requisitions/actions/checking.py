"""What a requisition's values must be, whichever entry point they come through."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from candidates.keys import visible
from hiring.accounts.models import User
from hiring.activity.actions import Refused
from hiring.requisitions.models import Requisition
from rubrics.models import ANSWERS, Perspective

MAX_OPENINGS = 100
MAX_MUST_HAVES = 12
MAX_MUST_HAVE_LENGTH = 200
MAX_JOB_TEXT_LENGTH = 20_000
MAX_WHY_LENGTH = 2_000
MAX_NAME_LENGTH = 80
# A year's pay in a currency of small units; far below what the column holds.
MAX_PAY = 2_000_000_000


def checked(values: dict[str, Any], kept: Requisition | None = None) -> dict[str, Any]:
    """Return the values as they are kept; raise Refused for the first that cannot be.

    `kept` gives what is not in `values`, for what is checked together.
    """
    clean = {n: _CHECKS[n](value) if n in _CHECKS else value for n, value in values.items()}
    _check_pay(*(_given(clean, kept, name) for name in ("minimum", "maximum", "currency")))
    return clean


def _given(clean: dict[str, Any], kept: Requisition | None, part: str) -> Any:
    name = f"pay_{part}"
    return clean[name] if name in clean else getattr(kept, name, None)


def _title(value: str) -> str:
    title = visible(value)
    if not title:
        raise Refused(_("Enter a title."), field="title")
    if len(title) > 160:
        raise Refused(_("A title can have at most 160 characters."), field="title")
    return title


def _location(value: str) -> str:
    return visible(value)[:160]


def _openings(value: int) -> int:
    if not 1 <= value <= MAX_OPENINGS:
        raise Refused(_("Enter between 1 and 100 openings."), field="openings")
    return value


def _answer(choice: str) -> Callable[[str], str]:
    known = {*ANSWERS[choice].values, *([] if choice == "strategy" else [""])}

    def check(value: str) -> str:
        if value not in known:
            raise Refused(_("This answer is not valid."), field=choice)
        return value

    return check


def _mentor(value: User | None) -> User | None:
    if value is not None and not value.is_active:
        raise Refused(_("%(name)s can no longer sign in.") % {"name": value.name}, field="mentor")
    return value


def _job_text(value: str) -> str:
    text = value.replace("\0", "").replace("\r\n", "\n").strip()
    if len(text) > MAX_JOB_TEXT_LENGTH:
        raise Refused(_("A job description can have at most 20,000 characters."), field="job_text")
    return text


def _currency(value: str) -> str:
    code = value.strip().upper()
    if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise Refused(_("Enter a three-letter currency code, such as USD."), field="pay_currency")
    return code


def _must_haves(value: Iterable[str]) -> list[str]:
    """Each once, without blank ones."""
    lines = list(dict.fromkeys(line for line in map(visible, value) if line))
    if len(lines) > MAX_MUST_HAVES:
        raise Refused(
            _(
                "Enter at most 12 must-haves. Each one shrinks the pool; keep only what the work "
                "needs."
            ),
            field="must_haves",
        )
    if too_long := next((line for line in lines if len(line) > MAX_MUST_HAVE_LENGTH), ""):
        raise Refused(
            _("A must-have can have at most 200 characters. Too long: “%(start)s…”")
            % {"start": too_long[:40]},
            field="must_haves",
        )
    return lines


def _pay_part(name: str) -> Callable[[int | None], int | None]:
    def check(value: int | None) -> int | None:
        if value is not None and not 0 <= value <= MAX_PAY:
            raise Refused(_("Enter an amount between 0 and 2,000,000,000."), field=name)
        return value

    return check


def _check_pay(minimum: int | None, maximum: int | None, currency: str | None) -> None:
    if minimum is not None and maximum is not None and minimum > maximum:
        raise Refused(_("The maximum must not be lower than the minimum."), field="pay_maximum")
    if (minimum is not None or maximum is not None) and not currency:
        raise Refused(_("Choose a currency."), field="pay_currency")


def checked_name(value: str, field: str = "name") -> str:
    """Return the name of a stage or an interview as it is kept."""
    name = visible(value)
    if not name:
        raise Refused(_("Enter a name."), field=field)
    if len(name) > MAX_NAME_LENGTH:
        raise Refused(_("A name can have at most 80 characters."), field=field)
    return name


def checked_why(value: str) -> str:
    """Return a reason as it is kept; it may be empty."""
    why = value.replace("\0", "").strip()
    if len(why) > MAX_WHY_LENGTH:
        raise Refused(_("Enter at most 2,000 characters."), field="why")
    return why


def checked_perspective(value: str) -> str:
    """Return a perspective, or "" for none."""
    if value and value not in Perspective.values:
        raise Refused(_("This perspective is not valid."), field="perspective")
    return value


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "title": _title,
    "location": _location,
    "openings": _openings,
    **{choice: _answer(choice) for choice in ANSWERS},
    "mentor": _mentor,
    "job_text": _job_text,
    "pay_minimum": _pay_part("pay_minimum"),
    "pay_maximum": _pay_part("pay_maximum"),
    "pay_currency": _currency,
    "must_haves": _must_haves,
}
