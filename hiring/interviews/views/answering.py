"""Where an interviewer answers an invitation by the link in it, without signing in."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from hiring.accounts.limits import within_limit
from hiring.accounts.requests import SiteRequest
from hiring.activity import refusals
from hiring.interviews.actions.answering import answer_seat
from hiring.interviews.answer_links import seat_by
from hiring.interviews.models import Seat
from hiring.interviews.small_forms import AnswerForm


@never_cache
def answer(request: SiteRequest, answer_token: str) -> HttpResponse:
    """Say yes or no, why not, and who could instead. Opening the page answers nothing."""
    if not within_limit(request, "public_page"):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    seat = seat_by(answer_token)
    if seat is None or seat.submitted_at:
        return render(request, "interviews/answer_closed.html", status=HTTPStatus.NOT_FOUND)
    form = AnswerForm(request.POST or None, initial={"reason": seat.reason})
    if form.is_valid():
        with refusals.shown_in(form, field=""):
            answer_seat(seat=seat, **form.cleaned_data)
            return redirect(request.path)
    return _page(request, seat, form)


def _page(request: SiteRequest, seat: Seat, form: AnswerForm) -> HttpResponse:
    context = {"seat": seat, "interview": seat.interview, "form": form}
    status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
    return render(request, "interviews/answer.html", context, status=status)
