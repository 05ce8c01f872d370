"""How a page says that an action refused: above the page, or in the form that was sent.

    with refusals.shown_in(form):
        save(**form.cleaned_data, actor=request.user)
        return redirect(row)
    return render(request, template, {"form": form}, status=status_of(form))

What stands in the block after the action runs only when it did not refuse. The API answers a
refusal by itself (hiring/api/conventions.py).
"""

from types import TracebackType
from typing import Any, Self

from django.contrib import messages
from django.http import HttpRequest

from hiring.activity.actions import Refused
from hiring.activity.editing import EditConflict


class flashed:  # noqa: N801 - read as a word after "with"
    """Ends its block where an action refuses, and shows why at the top of the next page."""

    # What was refused, after the block.
    refusal: Refused | None = None

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: Any, error: BaseException | None, _traceback: TracebackType | None
    ) -> bool:
        if not isinstance(error, Refused):
            return False
        self.refusal = error
        messages.error(self.request, str(error.message))
        return True


class shown_in:  # noqa: N801 - read as a word after "with"
    """Ends its block where an action refuses, and shows why at the field that it is about.

    `field` names that field where the form calls it otherwise; "" is above the form. Where somebody
    else changed the same fields meanwhile, the form asks which text to keep.
    """

    # What was refused, after the block.
    refusal: Refused | None = None

    def __init__(self, form: Any, *, field: str | None = None) -> None:
        self.form = form
        self.field = field

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: Any, error: BaseException | None, _traceback: TracebackType | None
    ) -> bool:
        if not isinstance(error, Refused):
            return False
        self.refusal = error
        if isinstance(error, EditConflict):
            self.form.ask_about(error.fields, str(error))
        else:
            show(error, self.form, field=self.field)
        return True


def show(refusal: Refused, form: Any, *, field: str | None = None) -> None:
    """Show in a form why an action refused, each line by itself.

    A form that places it otherwise has `refuse`.
    """
    if field is None and hasattr(form, "refuse"):
        form.refuse(refusal)
        return
    field = refusal.field if field is None else field
    form.add_error(field if field in form.fields else None, str(refusal.message).splitlines())
