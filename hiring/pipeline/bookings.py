"""What stands booked for an application. Higher apps know it: they say how many, and cancel it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import ngettext

from hiring.accounts.models import User
from hiring.pipeline.models import Application


@dataclass(frozen=True)
class Bookings:
    """How many interviews of an application are to come, and how to cancel them.

    `cancel(application, actor)` runs in the transaction that ends the application, which is locked;
    it notifies who was to come and returns how many interviews it canceled.
    `took_place(application)` is whether the candidate has been interviewed.
    `settle(application)` says whose turn it is when the application is in a stage again.
    """

    count: Callable[[Application], int]
    cancel: Callable[[Application, User | None], int]
    settle: Callable[[Application], None]
    took_place: Callable[[Application], bool]


_registered: list[Bookings] = []


def register(bookings: Bookings) -> None:
    """Add what can be booked for an application."""
    _registered.append(bookings)


def ask_to_cancel(application: Application) -> str:
    """Return the question to ask before the application ends; empty where nothing is booked."""
    n = sum(bookings.count(application) for bookings in _registered)
    text = ngettext(
        "Also cancel %(n)d interview and notify the interviewers",
        "Also cancel %(n)d interviews and notify the interviewers",
        n,
    )
    return text % {"n": n} if n and application.is_active else ""


def took_place(application: Application) -> bool:
    """Return whether the candidate has been interviewed."""
    return any(bookings.took_place(application) for bookings in _registered)


def cancel_booked(application: Application, *, actor: User | None) -> int:
    """Cancel the interviews to come; return how many."""
    return sum(bookings.cancel(application, actor) for bookings in _registered)


def settle_booked(application: Application) -> None:
    """Have what is booked in its stage say whose turn it is, and by when."""
    for bookings in _registered:
        bookings.settle(application)
    application.refresh_from_db(fields=["waiting_on", "due_at"])
