"""The data of a take-home to download: one archive by its seed."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hiring.accounts.requests import StaffRequest
from rubrics.bank.counts import generator_of
from rubrics.bank.forms.seed import SeedForm
from rubrics.content.take_homes.model import Generator
from rubrics.models import Question


@require_safe
def question_data(request: StaffRequest, question_id: int) -> HttpResponse:
    """The archive of this question's data for the seed in the address."""
    question = get_object_or_404(Question.objects.defer("search", "words"), pk=question_id)
    generator = generator_of(question.current_version)
    if generator is None:
        raise Http404
    form = SeedForm(request.GET)
    if not form.is_valid():
        page = {"question": question, "form": form}
        return render(request, "rubrics/question_data_refused.html", page, status=400)
    return _archive(generator, form.cleaned_data["seed"])


def _archive(generator: Generator, seed: int) -> HttpResponse:
    """The file to save and never to open in the product's own pages."""
    answer = HttpResponse(generator.archive(seed), content_type="application/zip")
    # Keys and seeds are plain ASCII: no other form of the name is needed.
    name = f"{generator.key}-{seed}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
